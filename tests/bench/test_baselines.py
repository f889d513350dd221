"""Beranda and the pages that it is measured against show the same figures; nothing is timed here."""

import json
import subprocess
import sys

import pytest

from data_access.settings import PROJECT_ROOT

pytestmark = [pytest.mark.long, pytest.mark.browser]
SAME = ("region", "tiles", "regions", "strip", "ranking", "changes", "missing")


def test_the_baselines_show_the_same_figures() -> None:
    for module in ("dash", "dash_leaflet", "flask_compress", "waitress", "psutil"):
        pytest.importorskip(module, reason="pip install -r requirements-bench.txt")
    # a process of its own: only one Playwright may live in one
    answer = subprocess.run(
        [sys.executable, "-m", "bench", "facts"], cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=900
    )
    assert answer.returncode == 0, answer.stderr[-3000:]
    found = json.loads(answer.stdout)
    assert set(found) == {"/", "dash", "naive"}
    for step, ours in enumerate(found["/"]):
        for name in ("dash", "naive"):
            theirs = found[name][step]
            assert {key: theirs[key] for key in SAME} == {key: ours[key] for key in SAME}, f"{name}, step {step}"
    first, other_period, other_region = found["/"]
    assert len(first["tiles"]) == 6 and first["regions"] == 27 and other_region["regions"] == 38
    assert first["fills"] != other_period["fills"]
    assert first["tiles"] != other_region["tiles"]
