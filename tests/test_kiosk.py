"""The kiosk kit: units that systemd can read, and a script that waits, refuses and starts."""

from __future__ import annotations

import configparser
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_access.settings import PROJECT_ROOT

KIT = PROJECT_ROOT / "deploy" / "kiosk"
UNITS = sorted(KIT.glob("*.service"))


def read_unit(path: Path) -> configparser.ConfigParser:
    """The sections of a unit."""
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_start_at_boot_and_again(unit: Path) -> None:
    parsed = read_unit(unit)
    assert set(parsed.sections()) == {"Unit", "Service", "Install"}
    assert parsed["Service"]["Restart"] == "always"
    assert parsed["Install"]["WantedBy"] == "multi-user.target"
    assert parsed["Service"]["ExecStart"].startswith("/")
    assert parsed["Service"]["User"] not in ("root", "")


def test_the_wall_starts_after_the_server_and_runs_the_shipped_script() -> None:
    wall = read_unit(KIT / "suluh-wall.service")
    assert "suluh@8501.service" in wall["Unit"]["After"]
    assert wall["Service"]["ExecStart"].endswith("/deploy/kiosk/suluh-wall")
    assert os.access(KIT / "suluh-wall", os.X_OK)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_no_fault_in_the_units(unit: Path) -> None:
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    faults = [line for line in done.stderr.splitlines() if unit.name in line and "not executable" not in line]
    assert not faults, done.stderr


@pytest.fixture
def server() -> Iterator[str]:
    """Give the address of something that answers."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    browser = tmp_path / "browser"
    browser.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    browser.chmod(0o755)
    return subprocess.run(
        [str(KIT / "suluh-wall")],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "WALL_BROWSER": str(browser), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_the_script_opens_the_address_full_screen(server: str, tmp_path: Path) -> None:
    done = start(tmp_path, WALL_URL=f"{server}/layar?tema=gelap", WALL_SCALE="2")
    assert done.returncode == 0, done.stderr
    flags = done.stdout.splitlines()
    assert {"--kiosk", f"--app={server}/layar?tema=gelap", "--force-device-scale-factor=2"} <= set(flags)


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_the_script_gives_up_so_that_systemd_starts_it_again(tmp_path: Path) -> None:
    done = start(tmp_path, WALL_URL="http://127.0.0.1:9/layar", WALL_PATIENCE="1")
    assert done.returncode == 1 and "does not answer" in done.stderr


@pytest.mark.parametrize("wrong", [{"WALL_SCALE": "two"}, {"WALL_URL": "file:///etc/passwd"}])
def test_the_script_refuses_wrong_values(wrong: dict[str, str], tmp_path: Path) -> None:
    assert start(tmp_path, **wrong).returncode == 2
