"""The wall for a day, made short: a scene every second, a new generation every minute, the warehouse away now and then.

    python -m bench soak                                    # 24 minutes, 20 interruptions; kept
    python -m bench soak --minutes 2 --interruptions 2      # the short form of the tests; printed only

Its own server on a warehouse of its own, and one Chromium window. Memory is held against cases K1 and K2 of the quality
list: the slope after the first third, and the end beside the first third; the page's heap is read after a collection.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from playwright.sync_api import Page, sync_playwright
from sqlalchemy.engine import make_url

from bench import screens, servers
from bench.browser import CHROMIUM, FLAGS
from bench.report import verdict
from bench.servers import Server

MINUTES, INTERRUPTIONS = 24.0, 20
SWAP_SECONDS = 60.0
AWAY_SECONDS = 20.0  # longer than two heartbeats of the wall, so that every interruption is met by one
BACK_SECONDS = 25.0  # by then the strip must be gone again
SLOPE_MIB, GROWTH, RSS_GROWTH, LATE_MS = 0.02, 1.10, 1.20, 1000
# without the first flag a page may not collect, without the second its memory is told in coarse steps, minutes old
PRECISE = ("--js-flags=--expose-gc", "--enable-precise-memory-info")
HEAP = "() => { gc(); return performance.memory.usedJSHeapSize / 2 ** 20; }"
AMBER = screens.FIND.replace("return look(document);", "return Boolean(look(document)?.querySelector('.foot.amber'));")


def run(minutes: float = MINUTES, interruptions: int = INTERRUPTIONS) -> dict[str, Any]:
    """Everything that was measured; `rows` for the table."""
    folder = Path(tempfile.mkdtemp(prefix="suluh-soak-"))
    try:
        ids = screens.write_scenes(folder / "scenes.yaml", 1)
        with (
            servers.warehouse() as url,
            servers.ours(url, {"SULUH_WALL_SCENES": str(folder / "scenes.yaml")}) as server,
        ):
            found = _watch(server, Path(make_url(url).database or ""), ids, minutes, interruptions)
            found["exceptions"] = server.log.read_text(encoding="utf-8").count("Traceback")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found | {"rows": rows_of(found)}


def _watch(server: Server, warehouse: Path, ids: list[str], minutes: float, interruptions: int) -> dict[str, Any]:
    seen: screens.Seen = []
    faults: list[str] = []
    memory: list[tuple[float, float, float]] = []  # seconds, MiB of the server, MiB of the page
    swaps = away = met = healed = 0
    pause = minutes * 60 / (interruptions + 1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *PRECISE])
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.on("pageerror", lambda error: faults.append(str(error)))
        screens.watch(page, seen)
        page.goto(f"{server.address}/layar?tema=gelap")
        _until(page, lambda: bool(seen), 90)
        began, spent = time.monotonic(), server.cpu_seconds()
        next_swap, next_away = began + SWAP_SECONDS, began + pause
        while (now := time.monotonic()) < began + minutes * 60:
            page.wait_for_timeout(5000)
            memory.append((now - began, server.rss_bytes() / 2**20, page.evaluate(HEAP)))
            if now >= next_swap:
                swaps, next_swap = swaps + 1, next_swap + SWAP_SECONDS
                _swap(warehouse, swaps)
            if away < interruptions and now >= next_away:
                away, next_away = away + 1, next_away + pause
                with _hidden(warehouse):
                    page.wait_for_timeout(AWAY_SECONDS * 1000)
                    met += page.evaluate(AMBER)
                healed += _until(page, lambda: not page.evaluate(AMBER), BACK_SECONDS)
        ended, spent = time.time() * 1000, server.cpu_seconds() - spent
        browser.close()
    late, lost = screens.lateness(seen, ids, 1)
    lost += max(0, round((ended - seen[-1][1]) / 1000) - 1)  # a wall that has stopped shows nothing more
    steady = memory[len(memory) // 3 :]
    return {
        "minutes": round((time.monotonic() - began) / 60, 1),
        "scene_changes": len(late),
        "scenes_lost": lost,
        "late_ms": {"p95": screens.p95(late), "most": max(late, default=None), "least": min(late, default=None)},
        "generations": swaps,
        "interruptions": {"made": away, "shown": met, "healed": healed},
        "page_errors": faults,
        "server_rss_mib": [round(steady[0][1], 1), round(steady[-1][1], 1)],
        "server_slope_mib": round(_slope(steady, 1), 5),
        "page_heap_mib": [round(steady[0][2], 2), round(steady[-1][2], 2)],
        "page_slope_mib": round(_slope(steady, 2), 5),
        "server_cpu_ms_per_change": round(1000 * spent / max(len(late), 1), 1),
        "memory": [[round(value, 1) for value in one] for one in memory[:: max(1, len(memory) // 60)]],
    }


def rows_of(found: Mapping[str, Any]) -> list[dict[str, str]]:
    """One line a promise: what, found, asked, state."""
    rss, heap, late, away = (found[key] for key in ("server_rss_mib", "page_heap_mib", "late_ms", "interruptions"))
    lines = [
        ("scenes lost", f"{found['scenes_lost']} of {found['scene_changes']}", "none", found["scenes_lost"] == 0),
        ("scene change after its moment, p95", f"{late['p95']:.0f} ms, at most {late['most']:.0f} ms",
         f"p95 {LATE_MS} ms", late["p95"] <= LATE_MS),
        ("exceptions of the server, errors of the page", f"{found['exceptions']}, {len(found['page_errors'])}",
         "none", not found["exceptions"] and not found["page_errors"]),
        ("interruptions of the warehouse: made, shown as the amber strip, healed",
         f"{away['made']}, {away['shown']}, {away['healed']}", "all alike",
         away["made"] == away["shown"] == away["healed"]),
        ("memory of the server, slope per scene (K1)", f"{found['server_slope_mib']:.4f} MiB", f"{SLOPE_MIB} MiB",
         found["server_slope_mib"] <= SLOPE_MIB),
        ("memory of the server, after a third and at the end (K2)", f"{rss[0]:.0f}, {rss[1]:.0f} MiB",
         "within 20 %", rss[1] <= RSS_GROWTH * rss[0]),
        ("heap of the page, after a third and at the end (K1)", f"{heap[0]:.1f}, {heap[1]:.1f} MiB",
         "10 % more at most", heap[1] <= GROWTH * heap[0]),
        ("processor time of the server per scene", f"{found['server_cpu_ms_per_change']:.1f} ms", "", None),
    ]  # fmt: skip
    return [{"what": what, "found": told, "asked": asked, "state": verdict(met)} for what, told, asked, met in lines]


def _slope(points: list[tuple[float, float, float]], place: int) -> float:
    """Least squares, MiB per second; a scene lasts one."""
    if len(points) < 3:
        return 0.0
    return statistics.linear_regression([one[0] for one in points], [one[place] for one in points]).slope


def _swap(warehouse: Path, n: int) -> None:
    """A new generation by name: the same figures under another id."""
    pointer = warehouse / "CURRENT"
    old = warehouse / pointer.read_text(encoding="utf-8").strip()
    new = warehouse / f"{re.sub(r'-s[0-9]+$', '', old.stem)}-s{n}.duckdb"
    shutil.copy(old, new)
    with duckdb.connect(str(new)) as connection:
        connection.execute("UPDATE generation SET generation_id = ?", [new.stem])
    temporary = pointer.with_suffix(".new")
    temporary.write_text(new.name, encoding="utf-8")
    os.replace(temporary, pointer)


@contextmanager
def _hidden(warehouse: Path) -> Iterator[None]:
    """The warehouse is away within."""
    pointer = warehouse / "CURRENT"
    hidden = pointer.rename(pointer.with_suffix(".hidden"))
    try:
        yield
    finally:
        hidden.rename(pointer)


def _until(page: Page, holds: Callable[[], bool], seconds: float) -> bool:
    """Whether it came to hold in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        page.wait_for_timeout(200)
    return True
