"""Many sessions: opened and closed, and what stays of them."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.conftest import COMPARED
from tests.server import Server, Session, fetch, running, wait_until

pytestmark = pytest.mark.long

TTL_SECONDS = 4


def active_sessions(server: Server) -> int:
    """How many sessions Streamlit counts."""
    text = fetch(f"{server.address}/_stcore/metrics")[2].decode()
    found = re.search(r"^active_sessions (\d+)", text, re.MULTILINE)
    assert found is not None, text[:2000]
    return int(found[1])


@pytest.mark.case("K2")
def test_two_hundred_sessions_leave_nothing_behind(tmp_path: Path, tiny_folder: str) -> None:
    def visit(_: int) -> None:
        session = Session(server.address)
        assert "Kabupaten Sumedang" in session.run("", daerah="3211", bahasa="id")
        session.close()

    with running(
        tmp_path,
        SULUH_WAREHOUSE_URL=tiny_folder,
        SULUH_COMPARISON_REGIONS=COMPARED,
        STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(TTL_SECONDS),
    ) as server:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(visit, range(50)))
            wait_until(lambda: active_sessions(server) == 0, 60)
            after_fifty = server.memory()
            list(pool.map(visit, range(150)))
        time.sleep(TTL_SECONDS)
        wait_until(lambda: active_sessions(server) == 0, 60)
        print(f"{after_fifty:.0f} MiB after 50 sessions, {server.memory():.0f} MiB after 200")
        assert server.memory() <= 1.2 * after_fifty


@pytest.mark.case("F15")
@pytest.mark.parametrize(
    ("zone", "mark"), [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]
)
def test_moments_stand_in_the_chosen_zone(tmp_path: Path, tiny_folder: str, zone: str, mark: str) -> None:
    settings = {"SULUH_WAREHOUSE_URL": tiny_folder, "SULUH_COMPARISON_REGIONS": COMPARED, "SULUH_TIMEZONE": zone}
    with running(tmp_path, **settings, TZ="America/New_York") as server:
        session = Session(server.address)
        page = session.run("indikator", daerah="3211", bahasa="id")
        moment = re.search(r"Data dimuat (.{10,40}?) (WIB|WITA|WIT)\b", page)
        assert moment is not None and moment[2] == mark
        session.close()
