"""What is shipped for operators keeps up with the app: names of settings, hidden addresses, copied folders."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from data_access.settings import CONFIG_VARIABLE, PROJECT_ROOT, VARIABLES
from pages.server.metrics import GUARDED, NEVER

DEPLOY = PROJECT_ROOT / "deploy"
PROXIES = [DEPLOY / "nginx" / "suluh.conf", DEPLOY / "caddy" / "Caddyfile", DEPLOY / "container" / "Caddyfile"]


def test_variables_exist() -> None:
    known = {*VARIABLES, CONFIG_VARIABLE}
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            named = set(re.findall(r"\bSULUH_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8")))
            assert named <= known, f"{path.name}: {named - known}"


@pytest.mark.case("G16")
@pytest.mark.parametrize("path", PROXIES, ids=lambda path: path.relative_to(DEPLOY).as_posix())
def test_proxies_hide_numbers_and_programs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for address in (*GUARDED, NEVER, "/ready"):
        assert address in text, address


def test_the_image_holds_the_whole_product() -> None:
    text = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
    for name in ("app.py", "suluh.toml", ".streamlit", "assets", "components", "data_access", "pages"):
        assert re.search(rf"^COPY .*{re.escape(name)}", text, re.MULTILINE), name
    assert "USER suluh" in text


def test_the_compose_file_reads_only() -> None:
    services = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert "suluh_reader" in services["app"]["environment"]["SULUH_WAREHOUSE_URL"]
    assert services["app"]["read_only"] and services["app"]["cap_drop"] == ["ALL"]
    assert "ports" not in services["app"] and "ports" not in services["database"]


def test_scripts_can_be_run() -> None:
    for name in ("install_chromium", "install_nginx", "audit", "container/reader.sh"):
        assert (DEPLOY / name).stat().st_mode & 0o100, name


@pytest.mark.skipif(shutil.which("caddy") is None, reason="Caddy is not installed")
def test_caddy_accepts_its_files() -> None:
    for path in PROXIES[1:]:
        done = subprocess.run(
            ["caddy", "adapt", "--adapter", "caddyfile", "--config", str(path)],
            env={"HOST_NAME": "suluh.example.go.id", "PATH": "/usr/bin:/bin", "HOME": "/tmp"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
