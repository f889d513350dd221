"""The wall in a real browser: nothing cut or overlapping, in step by the clock, silent, and back after a fault."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components.wall.clock import scene_at
from data_access.settings import PROJECT_ROOT
from tests import screen
from tests.browser.conftest import Visit, run_server

pytestmark = pytest.mark.browser

# The wall lives in a shadow root; FIND gives its node.
FIND = """() => { const look = (root) => { for (const node of root.querySelectorAll("*")) {
  if (node.classList?.contains("wall") && node.dataset.scene) return node;
  const found = node.shadowRoot && look(node.shadowRoot); if (found) return found; } }; return look(document); }"""
CUT = """(wall) => { const faults = [], frame = wall.querySelector(".frame").getBoundingClientRect(), k = frame.width / 1920;
  const texts = [...wall.querySelectorAll(".scene.on *, .top *, .foot *")].filter((node) =>
    node.tagName !== "title" && node.textContent.trim() && [...node.childNodes].some((child) => child.nodeType === 3));
  const boxes = texts.map((node) => { const range = document.createRange(); range.selectNodeContents(node);
    return [node, node.tagName === "text" ? node.getBoundingClientRect() : range.getBoundingClientRect()]; }).filter(([, box]) => box.width);
  for (const [node, box] of boxes) {
    const name = `${node.className.baseVal ?? node.className}: ${node.textContent.slice(0, 40)}`;
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) faults.push(`cut ${name}`);
    const home = node.closest(".tile, .panel, .split, .left, .pr, .item, .foot, .top")?.getBoundingClientRect();
    if (home && (box.left < home.left - 2 * k || box.right > home.right + 2 * k)) faults.push(`beyond its box ${name}`);
  }
  const apart = boxes.filter(([node]) => !node.closest(".map"));
  for (let i = 0; i < apart.length; i++) for (let j = i + 1; j < apart.length; j++) {
    const [a, one] = apart[i], [b, two] = apart[j];
    if (a.contains(b) || b.contains(a)) continue;
    const across = Math.min(one.right, two.right) - Math.max(one.left, two.left), down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
    if (across > 3 * k && down > 0.4 * Math.min(one.height, two.height)) faults.push(`${a.textContent.slice(0, 30)} over ${b.textContent.slice(0, 30)}`);
  }
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight) faults.push("the page scrolls");
  return faults; }"""
READY = FIND.replace("return look(document);", "return Boolean(look(document));")
CALM = FIND.replace(
    "return look(document);", "const wall = look(document); return Boolean(wall && !wall.querySelector('.amber'));"
)
NAMES = ["ringkasan", "digital", "umkm", "kesejahteraan", "kesehatan", "ekonomi", "perhatian", "berdua"]
DWELLS = [25] * 7 + [30]


def wall_of(visit: Visit) -> Any:
    """The wall's node, once a scene is drawn."""
    visit.page.wait_for_function(READY, timeout=90_000)
    return visit.page.evaluate_handle(FIND)


def open_wall(visit: Visit, **parameters: str) -> Any:
    visit.open("layar", **parameters)
    return wall_of(visit)


def scene_of(wall: Any) -> str:
    return str(wall.evaluate("(wall) => wall.dataset.scene"))


def every_scene(visit: Visit, wall: Any) -> dict[str, list[str]]:
    """The faults of each scene, one after the other."""
    found: dict[str, list[str]] = {}
    visit.page.keyboard.press("ArrowRight")
    while (name := scene_of(wall)) not in found:
        visit.page.wait_for_timeout(700)  # the cross-fade
        wall.evaluate('(wall) => { wall.querySelector(".controls").hidden = true; }')
        found[name] = list(wall.evaluate(CUT))
        visit.page.keyboard.press("ArrowRight")
    return found


def check_the_clock(visit: Visit, wall: Any) -> None:
    """The scene is that of the clock, unless it is about to change."""
    name, moment = scene_of(wall), visit.page.evaluate("Date.now() / 1000")
    place, passed = scene_at(moment, DWELLS)
    if 1 < passed < DWELLS[place] - 1:
        assert name == NAMES[place]


@pytest.mark.parametrize(
    ("width", "height", "language", "theme", "code"),
    [(1920, 1080, "id", "gelap", "3211"), (2560, 1440, "en", "terang", "3211"), (3840, 2160, "id", "terang", "7107")],
)
def test_nothing_is_cut_and_nothing_scrolls(
    server: str, visit: Callable[..., Visit], width: int, height: int, language: str, theme: str, code: str
) -> None:
    found = visit(server, width, height)
    wall = open_wall(found, daerah=code, banding="3214", bahasa=language, tema=theme)
    faults = every_scene(found, wall)
    assert len(faults) >= 5
    assert {name: told for name, told in faults.items() if told} == {}
    found.check()


@pytest.mark.long
def test_a_small_screen_far_away(visit: Callable[..., Visit], tmp_path: Path) -> None:
    settings = {
        "SULUH_WALL_WIDTH_M": "1.22",
        "SULUH_WALL_DISTANCE_M": "6",
        "SULUH_WALL_SCENES": "assets/wall/scenes-55-inch.yaml",
        "SULUH_WAREHOUSE_URL": screen.warehouse_url("real"),
    }
    with run_server(tmp_path, **settings) as address:
        found = visit(address, 1920, 1080)
        faults = every_scene(found, open_wall(found, daerah="3211"))
        assert {name: told for name, told in faults.items() if told} == {}


def test_screens_are_in_step_and_silent(server: str, visit: Callable[..., Visit]) -> None:
    first, second = visit(server, 1920, 1080), visit(server, 1280, 720)
    for one in (first, second):
        check_the_clock(one, open_wall(one, daerah="3211", banding="3214"))
    asked: list[str] = []
    first.page.on("request", lambda request: asked.append(request.url))
    for _press in range(8):
        first.page.keyboard.press("ArrowRight")
        first.page.wait_for_timeout(150)
    assert [url for url in asked if not url.endswith("/ready") and ".topojson" not in url] == []
    assert len([url for url in asked if ".topojson" in url]) <= 1
    second.page.reload()
    check_the_clock(second, wall_of(second))
    first.check()


# Bar and mark of every bullet as shares of its width, as they are drawn.
DRAWN = """(root) => [...root.querySelectorAll("svg.bullet")].map((svg) => { const home = svg.getBoundingClientRect();
  const [bar, mark] = [".bar", ".target"].map((name) => svg.querySelector(name).getBoundingClientRect());
  return [(bar.right - home.left) / home.width, (mark.left + mark.width / 2 - home.left) / home.width, home.width]; })"""


def test_bullets_are_drawn_where_their_figures_say_and_nothing_is_cut(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    with run_server(tmp_path, SULUH_WAREHOUSE_URL=screen.warehouse_url("targets")) as address:
        found = visit(address, 1920, 1080)
        wall = open_wall(found, daerah="3211", banding="3214", bahasa="id", tema="gelap")
        while scene_of(wall) != "ringkasan":
            found.page.keyboard.press("ArrowRight")
            found.page.wait_for_timeout(100)
        drawn = wall.evaluate_handle("(wall) => wall.querySelector('.scene.on')").evaluate(DRAWN)
        assert len(drawn) == 5
        bar, mark, width = drawn[0]  # unemployment: 6,08 and 6 on a scale of 7,6
        assert bar == pytest.approx(0.8, abs=0.01) and mark == pytest.approx(0.7895, abs=0.01) and width > 190
        faults = every_scene(found, wall)
        assert {name: told for name, told in faults.items() if told} == {}
        desk = visit(address)
        desk.open("target", daerah="3214")
        rows = desk.page.locator(".board.bullets")
        rows.locator(".bullet").first.wait_for()
        ((bar, mark, _width),) = rows.evaluate(DRAWN)  # 8,12 and 11,2 on a scale of 14
        assert bar == pytest.approx(0.58, abs=0.01) and mark == pytest.approx(0.8, abs=0.01)


def test_touch_holds_the_scene(server: str, visit: Callable[..., Visit]) -> None:
    found = visit(server, 1920, 1080)
    wall = open_wall(found, daerah="3211")
    found.page.mouse.click(400, 600)
    held = scene_of(wall)
    assert wall.evaluate('(wall) => !wall.querySelector(".controls").hidden')
    wall.evaluate('(wall) => wall.querySelectorAll(".controls button")[2].click()')
    assert scene_of(wall) != held
    found.check()


@pytest.mark.long
def test_the_last_picture_stays_and_comes_back_by_itself(visit: Callable[..., Visit], tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    process = _start(port, tmp_path)
    try:
        _until(lambda: _ready(address), 90)
        found = visit(address, 1920, 1080)
        wall = open_wall(found, daerah="3211", tema="gelap")
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        _until(lambda: wall.evaluate('(wall) => Boolean(wall.querySelector(".foot.amber"))'), 40)
        told = wall.evaluate('(wall) => wall.querySelector(".foot").textContent')
        assert "Data per" in told and "server tidak terjangkau" in told
        assert wall.evaluate('(wall) => wall.querySelector(".scene.on h2").textContent')
        process = _start(port, tmp_path)
        _until(lambda: _ready(address), 90)
        found.page.wait_for_function(CALM, timeout=60_000)
        found.page.wait_for_timeout(25_000)  # longer than a lost session is waited for
        found.page.wait_for_function(CALM, timeout=60_000)
        assert scene_of(wall_of(found))
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.long
def test_two_minutes_of_the_soak() -> None:
    command = [sys.executable, "-m", "bench", "soak", "--minutes", "2", "--interruptions", "2"]
    done = subprocess.run(command, cwd=PROJECT_ROOT, capture_output=True, text=True, check=True, timeout=400)
    found = json.loads(done.stdout[done.stdout.index("{") :])
    assert found["exceptions"] == 0 and found["page_errors"] == []
    assert found["interruptions"] == {"made": 2, "shown": 2, "healed": 2} and found["generations"] >= 1
    assert found["scenes_lost"] <= 2 and found["scene_changes"] > 90, found
    assert found["late_ms"]["p95"] < 1000, found
    assert found["server_rss_mib"][1] - found["server_rss_mib"][0] < 60, found


def _start(port: int, folder: Path) -> subprocess.Popen[bytes]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SULUH_")}
    with (folder / "server.log").open("a") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=PROJECT_ROOT,
            env=inherited | {"SULUH_WAREHOUSE_URL": screen.warehouse_url("real")},
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/ready", timeout=5) as answer:
            return bool(json.load(answer)["status"] == "ready")
    except OSError:
        return False


def _until(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.3)
