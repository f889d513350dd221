"""The shell: every page in every language on every kind of warehouse, faults that stay where they are, and health."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from components import i18n
from data_access.settings import PROJECT_ROOT
from data_access.startup import Progress
from pages import data
from tests import screen

PAGES = list(screen.PAGES)
REFERENCE = re.compile(r"(?:Nomor acuan|[Rr]eference(?: number)?): ?([0-9a-f]{8})")
# What no visitor may ever see: addresses and secrets of the warehouse, statements, the program's own words.
SECRETS = ("s3cret", "postgresql", "psycopg", "127.0.0.1", "Traceback", "SELECT ", "sqlalche", 'File "', "duckdb://")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("warehouse", ["real", "empty"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(app, page: str, warehouse: str, language: str) -> None:
    at = app({"bahasa": language}, page, warehouse)
    assert not at.exception and not at.error, [error.value for error in at.error]
    assert screen.title(at)
    assert at.query_params["bahasa"] == language
    assert not [secret for secret in SECRETS if secret in screen.raw(at)]


@pytest.mark.case("F4", "G11")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_warehouse_that_is_down_is_told_without_a_secret(app, page: str, language: str) -> None:
    at = app({"bahasa": language, "daerah": "3211"}, page, "down")
    assert not at.exception
    assert len(at.error) == 1
    told = screen.unmarked(at.error[0].value)
    assert REFERENCE.search(told), told
    assert ("Gudang data tidak dapat dihubungi" in told) == (language == i18n.SOURCE)
    assert len(at.title) <= 1
    found = screen.raw(at)
    assert not [secret for secret in SECRETS if secret in found]


@pytest.mark.case("F5")
def test_pages_work_again_when_the_warehouse_is_back(app) -> None:
    assert app(warehouse="down").error
    at = app(warehouse="real")
    assert not at.error and "Sumedang" in screen.title(at)


@pytest.mark.case("F16")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_failing_part_leaves_a_number_and_the_other_pages(app, language: str, monkeypatch, caplog) -> None:
    def fail(view: object) -> None:
        raise RuntimeError(f"boom {screen.DOWN}")

    monkeypatch.setattr("components.explorer.panels.draw_table_panel", fail)
    at = app({"bahasa": language})
    assert not at.exception
    assert len(at.error) == 1
    number = REFERENCE.search(screen.unmarked(at.error[0].value))
    assert number is not None
    assert "s3cret" not in screen.raw(at) and "boom" not in screen.raw(at)
    assert screen.title(at)  # what was drawn before stays
    assert any(number[1] in record.getMessage() and record.exc_info for record in caplog.records)
    for page in ("catalogue.py", "about.py"):
        at.switch_page(page).run()
        assert not at.exception and not at.error
        assert screen.title(at)


def test_a_building_warehouse_is_told(app, monkeypatch) -> None:
    at = app()
    monkeypatch.setattr(data.startup, "progress", Progress("building marts"))
    monkeypatch.setattr(data.startup, "wait", lambda seconds: data.startup.progress)
    at.run()
    assert not at.exception
    assert screen.title(at) == "Suluh sedang disiapkan"
    monkeypatch.setattr(data.startup, "progress", Progress("failed", problem="cannot write to /srv/secret"))
    at.run()
    assert "Penyiapan gagal" in at.error[0].value and "/srv" not in screen.raw(at)


FOLLOWERS = ("tour_notes.py", "tour_pack.py")  # their regions are those of the tour, whatever is picked


@pytest.mark.parametrize("page", [page for page in PAGES if page != "wall.py"])  # it covers whatever lies under it
def test_language_and_region_are_controls_of_every_page(app, page: str) -> None:
    at = app({"bahasa": "id"}, page)
    at.button_group(key="control_language").set_value("en").run()
    assert at.query_params["bahasa"] == "en" and not at.error
    screen.speak(at)
    if page in FOLLOWERS:
        return
    at.selectbox(key="control_region").set_value("3578").run()
    assert at.query_params["daerah"] == "3578" and not at.error


def test_ready_says_how_far_a_start_is(monkeypatch) -> None:
    from pages.server import health

    monkeypatch.setattr(data.startup, "begin", lambda: None)
    monkeypatch.setattr(data.startup, "progress", Progress("loading observation: 51,501 rows"))
    answer = health.ready(None)
    assert answer.status_code == 503
    assert json.loads(answer.body) == {
        "status": "starting",
        "step": "loading observation: 51,501 rows",
        "problem": None,
    }
    assert health.live(None).status_code == 200


@pytest.fixture(scope="module")
def server_without_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Give the address and the log of a real server whose warehouse refuses connections."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=PROJECT_ROOT,
            env={**_environment(), "SULUH_WAREHOUSE_URL": screen.DOWN},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}", log
        finally:
            process.terminate()
            process.wait(20)


@pytest.mark.case("F4")
def test_a_server_without_its_warehouse_lives_and_is_not_ready(server_without_warehouse: tuple[str, Path]) -> None:
    address, log = server_without_warehouse
    for _attempt in range(300):
        status, body = _get(f"{address}/live")
        if status:
            break
        time.sleep(0.1)
    assert (status, body) == (200, "ok\n"), log.read_text()
    for _attempt in range(300):  # the catalogues are compiled first
        status, body = _get(f"{address}/ready")
        if json.loads(body)["status"] != "starting":
            break
        time.sleep(0.1)
    answer = json.loads(body)
    assert status == 503
    assert answer["status"] == "unavailable"
    assert "does not answer" in answer["problem"]
    assert not [secret for secret in SECRETS if secret in body]
    assert "s3cret" not in log.read_text()


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def _environment() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if not name.startswith("SULUH_")}
