"""The kit holds what a visitor needs, nothing of this installation, and starts with their regency."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from components.tour.kit import COLUMNS, configuration, make_kit
from components.tour.models import Story
from data_access.loading import files
from data_access.settings import PROJECT_ROOT, Settings


def unpack(story: Story) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(make_kit(story)))
    return {name.partition("/")[2]: archive.read(name).decode() for name in archive.namelist()}


def test_the_settings_are_those_of_the_visitor(told: Callable[..., Story]) -> None:
    values = tomllib.loads(configuration(told("3211", "3214")))
    defaults = {name: json.loads(json.dumps(field.default)) for name, field in Settings.model_fields.items()}
    assert values == defaults | {"home_region": "3214", "comparison_regions": ["3211"], "language": "id"}


def test_nothing_of_this_installation_goes_out(told: Callable[..., Story], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SULUH_WAREHOUSE_URL", "postgresql+psycopg://suluh:s3cret@db/suluh")
    assert "s3cret" not in "".join(unpack(told("3211", "3214")).values())


def test_templates_have_the_head_of_the_data_files(told: Callable[..., Story]) -> None:
    found = unpack(told("3211", "3214"))
    rows = list(csv.reader(io.StringIO(found["templat/spbe_index.csv"])))
    with (files.DATA / "observations" / "spbe_index.csv").open(encoding="utf-8", newline="") as stream:
        assert rows[0] == next(csv.reader(stream)) == list(COLUMNS)
    assert rows[1][0] == "3214" and rows[1][3] == ""  # no figure is made up
    assert "spbe_index" in found["templat/indeks.csv"]


@pytest.mark.parametrize(("language", "names"), [
    ("id", {"suluh.toml", "BACA-DULU.md", "daftar-periksa.md", "90-hari-pertama.md"}),
    ("en", {"suluh.toml", "READ-ME-FIRST.md", "checklist.md", "first-90-days.md"}),
])  # fmt: skip
def test_the_kit_in_both_languages(told: Callable[..., Story], language: str, names: set[str]) -> None:
    found = unpack(told("3211", "3214", language))
    assert names <= set(found)
    plan = next(text for name, text in found.items() if "90" in name)
    assert ("97 desa" if language == "id" else "97 villages") in plan
    assert make_kit(told("3211", "3214", language)) == make_kit(told("3211", "3214", language))


@pytest.mark.long
def test_the_kit_starts_with_their_regency(told: Callable[..., Story], tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    skip = shutil.ignore_patterns(".git", "var", ".venv", "tests", "bench", "__pycache__", "docs")
    shutil.copytree(PROJECT_ROOT, clone, ignore=skip)
    for name, text in unpack(told("3211", "9401")).items():
        target = clone / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    port = "8729"
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", port],
            cwd=clone,
            stdout=log,
            stderr=log,
        )
        try:
            deadline = time.monotonic() + 120
            while True:
                assert process.poll() is None and time.monotonic() < deadline, (tmp_path / "log").read_text()
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5) as answer:
                        if json.load(answer)["status"] == "ready":
                            break
                except OSError:
                    time.sleep(0.5)
        finally:
            process.terminate()
            process.wait(20)
    said = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=clone, capture_output=True, text=True, timeout=120, check=True
    ).stdout  # fmt: skip
    assert "Kabupaten Merauke" in said and "Yang belum ada" in said


PROBE = """
from streamlit.testing.v1 import AppTest
at = AppTest.from_file("pages/shell.py", default_timeout=110).run()
assert not at.exception and not at.error
print(" ".join(element.value for kind in (at.title, at.subheader, at.markdown) for element in kind))
"""
