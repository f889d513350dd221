"""What is shipped for operators keeps up with the app: names of settings, hidden addresses, copied folders."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from data_access.settings import CONFIG_VARIABLE, PROJECT_ROOT, VARIABLES
from pages.server.metrics import GUARDED, NEVER
from tests.server import Session, running

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


def test_the_files_of_the_image_are_enough(tmp_path: Path) -> None:
    """The steps of the Containerfile without a container: a server on its files alone, which writes nowhere but in var."""
    text = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
    image = tmp_path / "image"
    for *sources, target in (line.split()[1:] for line in text.splitlines() if line.startswith("COPY ")):
        for source in (PROJECT_ROOT / name for name in sources):
            place = image / target
            if source.is_dir():
                shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
            else:
                place.mkdir(exist_ok=True, parents=True)
                shutil.copy(source, place)
    prepare, directory = re.search(r"^RUN python (-m .+?) && mkdir (\w+) ", text, re.MULTILINE).groups()  # type: ignore[union-attr]
    given = dict(one.split("=") for line in re.findall(r"^ENV (.+)$", text, re.MULTILINE) for one in line.split())
    given |= {"STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}  # there is no network of its own here
    subprocess.run([sys.executable, *prepare.split()], cwd=image, env=os.environ | given, check=True)
    (image / directory).mkdir()

    def outside() -> set[Path]:
        return {path for path in image.rglob("*") if not path.is_relative_to(image / directory)}

    before = outside()
    with running(tmp_path, project=image, **given) as server:
        visitor = Session(server.address)
        assert "Kab. Sumedang" in visitor.run(daerah="3211", bahasa="id")
        assert "Saling adopsi" in visitor.run("saling-adopsi", daerah="3211", bahasa="id")
    assert outside() == before
    assert {path.name for path in (image / directory).iterdir()} >= {"warehouse"}


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
