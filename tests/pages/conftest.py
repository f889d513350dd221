"""The app as a visitor meets it, on a warehouse with the real figures, with none, and with none that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import i18n
from data_access.settings import settings
from tests import screen


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., AppTest]]:
    """Give a function that opens the app at an address, on a page, on a warehouse."""

    def open_app(
        address: Mapping[str, str | Sequence[str]] | None = None, page: str = "indicator.py", warehouse: str = "real"
    ) -> AppTest:
        url = screen.warehouse_url(warehouse)
        monkeypatch.setenv("SULUH_WAREHOUSE_URL", url)
        monkeypatch.setenv("SULUH_JOURNAL_URL", f"sqlite:///{tmp_path}/journal.sqlite3")
        screen.use_warehouse(url)
        return screen.open_app(address, page)

    yield open_app
    settings.cache_clear()
    i18n.use(i18n.SOURCE)
