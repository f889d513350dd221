"""Saling adopsi: entered on the server itself, read from anywhere, with the figure of that day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import access
from tests import screen

PAIR = {"daerah": "3211", "banding": "3214"}


@pytest.fixture(autouse=True)
def journal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("SULUH_JOURNAL_URL", f"sqlite:///{tmp_path}/journal.sqlite3")
    yield


def test_an_adoption_is_entered_moved_on_and_read_back(
    app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "current_access", lambda: access.Access(True, "loopback"))
    at = app(PAIR, "adoptions.py")
    box = next(b for b in at.selectbox if b.label == "Praktik tercatat")
    box.select("sumedang_villages")
    next(t for t in at.text_input if t.label.startswith("Kantor")).input("Dinas PMD Purwakarta")
    at.text_area[0].input("Mulai dari dua kecamatan")
    next(b for b in at.button if b.label == "Catat dan bekukan angkanya").click().run()
    assert not at.error and not at.exception
    words = screen.words(at)
    for text in (
        "Pendampingan desa",
        "46,99 (2024)",
        "Belum ada angka yang lebih baru.",
        "Dinas PMD Purwakarta",
        "kenal",
    ):
        assert text in words, text
    stage_box = next(b for b in at.selectbox if str(b.key).startswith("adoption_stage_"))
    stage_box.select("pilot").run()
    assert not at.error
    assert any(row[4] == "pilot" for element in screen.walk(at._tree) if getattr(element, "type", "") == "table"
               for row in element.value.to_numpy().tolist() if len(row) > 8)  # fmt: skip


def test_from_elsewhere_the_register_is_read_only(app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "current_access", lambda: access.Access(False, ""))
    at = app(PAIR, "adoptions.py")
    assert "hanya dapat dibaca" in screen.words(at)
    assert not any("Catat" in button.label for button in at.button)
