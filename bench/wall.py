"""The wall for a day, made short: a scene every second, a new generation every minute, the warehouse away now and then.

    python -m bench.wall --minutes 24 --interruptions 20
    python -m bench.wall --minutes 2 --interruptions 2      # the short form of the tests

It starts its own server on a warehouse of its own, opens one Chromium window, and writes as JSON: scenes shown and
lost, exceptions, memory of the server and of the page with their slopes, and how late each scene change was.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from typing import Any

import psutil
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = "/usr/bin/chromium"
FIND = """() => { const look = (root) => { for (const node of root.querySelectorAll("*")) {
  if (node.classList?.contains("wall") && node.dataset.scene) return node;
  const found = node.shadowRoot && look(node.shadowRoot); if (found) return found; } }; return look(document); }"""
# Every change of scene with its moment; a second of dwell puts the change on the whole second.
WATCH = """(wall) => { window.seen = []; new MutationObserver(() => window.seen.push([wall.dataset.scene, Date.now()]))
  .observe(wall, { attributes: true, attributeFilter: ["data-scene"] }); }"""


def soak(minutes: float, interruptions: int) -> dict[str, Any]:
    """Run it and return what was measured."""
    folder = Path(tempfile.mkdtemp(prefix="suluh-soak-"))
    try:
        warehouse = folder / "warehouse"
        _build(warehouse)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = _serve(port, warehouse, _one_second_scenes(folder), folder)
        try:
            _wait(lambda: _ready(port), 120)
            return _watch(port, server, warehouse, minutes, interruptions) | {
                "exceptions": (folder / "server.log").read_text(encoding="utf-8").count("Traceback")
            }
        finally:
            server.terminate()
            server.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _watch(port: int, server: Any, warehouse: Path, minutes: float, interruptions: int) -> dict[str, Any]:
    process, end = psutil.Process(server.pid), time.monotonic() + minutes * 60
    swaps = outages = 0
    next_swap = time.monotonic() + 60
    pause = minutes * 60 / (interruptions + 1)
    next_outage = time.monotonic() + pause
    memory: list[tuple[float, float, float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--js-flags=--expose-gc"])
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"http://127.0.0.1:{port}/layar?tema=gelap")
        page.wait_for_function(
            FIND.replace("return look(document);", "return Boolean(look(document));"), timeout=90_000
        )
        page.evaluate_handle(FIND).evaluate(WATCH)
        began, cpu = time.monotonic(), sum(process.cpu_times()[:2])
        while time.monotonic() < end:
            page.wait_for_timeout(5000)
            heap = page.evaluate("() => { gc(); return performance.memory.usedJSHeapSize / 2 ** 20; }")
            memory.append((time.monotonic() - began, process.memory_info().rss / 2**20, heap))
            if time.monotonic() >= next_swap:
                _swap(warehouse, swaps := swaps + 1)
                next_swap += 60
            if outages < interruptions and time.monotonic() >= next_outage:
                _interrupt(warehouse, page)
                outages, next_outage = outages + 1, next_outage + pause
        seen = page.evaluate("() => window.seen")
        spent = sum(process.cpu_times()[:2]) - cpu
        browser.close()
    late = [(moment % 1000) for _scene, moment in seen]
    steady = memory[len(memory) // 3 :]
    return {
        "minutes": round((time.monotonic() - began) / 60, 1),
        "scene_changes": len(seen),
        "scenes_lost": max(0, int(seen[-1][1] / 1000) - int(seen[0][1] / 1000) + 1 - len(seen)) if seen else None,
        "late_ms_p95": round(quantiles(late, n=20)[-1]) if len(late) > 20 else None,
        "generations": swaps,
        "interruptions": outages,
        "page_errors": faults,
        "server_rss_mib": [round(memory[0][1]), round(memory[-1][1])],
        "server_rss_slope_mib_per_change": _slope([(t, rss) for t, rss, _heap in steady]),
        "page_heap_mib": [round(memory[0][2], 1), round(memory[-1][2], 1)],
        "page_heap_slope_mib_per_change": _slope([(t, heap) for t, _rss, heap in steady]),
        "server_cpu_ms_per_change": round(1000 * spent / max(len(seen), 1), 1),
    }


def _slope(points: list[tuple[float, float]]) -> float | None:
    """Least squares per second; a scene lasts one."""
    if len(points) < 3:
        return None
    middle = sum(t for t, _v in points) / len(points), sum(v for _t, v in points) / len(points)
    over = sum((t - middle[0]) ** 2 for t, _v in points)
    return round(sum((t - middle[0]) * (v - middle[1]) for t, v in points) / over, 5)


def _one_second_scenes(folder: Path) -> Path:
    """The shipped scenes, each for one second."""
    text = (ROOT / "assets" / "wall" / "scenes.yaml").read_text(encoding="utf-8")
    file = folder / "scenes.yaml"
    text = re.sub(r"\n    dwell: \d+", "", text)
    file.write_text(re.sub(r"(\n    name: .*)", r"\1\n    dwell: 1", text), encoding="utf-8")
    return file


def _build(warehouse: Path) -> None:
    command = [sys.executable, "-m", "data_access", "build"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"SULUH_WAREHOUSE_URL": f"duckdb:///{warehouse}"}, check=True)


def _swap(warehouse: Path, n: int) -> None:
    """A new generation by name: the same figures under another id."""
    pointer = warehouse / "CURRENT"
    old = warehouse / pointer.read_text(encoding="utf-8").strip()
    new = warehouse / f"{re.sub(r'-s[0-9]+$', '', old.stem)}-s{n}.duckdb"
    shutil.copy(old, new)
    import duckdb

    with duckdb.connect(str(new)) as connection:
        connection.execute("UPDATE generation SET generation_id = ?", [new.stem])
    temporary = pointer.with_suffix(".new")
    temporary.write_text(new.name, encoding="utf-8")
    os.replace(temporary, pointer)


def _interrupt(warehouse: Path, page: Any) -> None:
    """Take the warehouse away for some seconds."""
    pointer = warehouse / "CURRENT"
    hidden = pointer.with_suffix(".hidden")
    pointer.rename(hidden)
    page.wait_for_timeout(8000)
    hidden.rename(pointer)


def _serve(port: int, warehouse: Path, scenes: Path, folder: Path) -> subprocess.Popen[bytes]:
    settings = {"SULUH_WAREHOUSE_URL": f"duckdb:///{warehouse}", "SULUH_WALL_SCENES": str(scenes)}
    with (folder / "server.log").open("w") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT, env=os.environ | settings, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5) as answer:
            return bool(json.load(answer)["status"] == "ready")
    except OSError:
        return False


def _wait(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.5)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=24.0)
    parser.add_argument("--interruptions", type=int, default=20)
    chosen = parser.parse_args()
    print(json.dumps(soak(chosen.minutes, chosen.interruptions), indent=2))
