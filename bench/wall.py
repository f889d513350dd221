"""The wall beside the same six tiles and map in Dash and in a naive Streamlit page, and many screens on one server.

`pages`: cold, warm, first tile, one change of scene by key or click, its bytes and processor time; with the tools that
measure `/`. `crowd`: fifty screens without a browser and three with one, at the clock of all walls.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

from bench import measure, screens, servers
from bench.browser import CHROMIUM, FLAGS, chromium
from bench.pages import HOME, Change, Measured
from bench.servers import WALL_SCENES, Server
from bench.sessions import StreamlitVisitor, texts_of

SESSIONS, BROWSERS, DWELL, SECONDS = 50, 3, 5, 120
RERUN_SECONDS, BEAT_SECONDS = 30.0, 10.0  # a wall runs anew every 300 s; here ten times as often


def _hold(page: Page) -> None:
    page.keyboard.press(" ")


def _right(page: Page) -> None:
    page.keyboard.press("ArrowRight")


def _focus_next(page: Page) -> None:
    page.get_by_role("button", name="Berikutnya").focus()


def _enter(page: Page) -> None:
    page.keyboard.press("Enter")


def walls() -> list[Measured]:
    click = (Change("scene", _focus_next, _enter),)
    return [
        Measured("/layar", "suluh", f"layar?daerah={HOME}&bahasa=id&tema=terang", "wall",
                 (Change("scene", _hold, _right),)),
        Measured("dash", "dash", "", "dashwall", click),
        Measured("naive", "naive", "", "naivewall", click),
    ]  # fmt: skip


def pages(rounds: int, say: Callable[[str], None] = print) -> dict[str, Any]:
    """`samples`, `bytes` and `rss` as bench.measure gives them. Raises DrawError where the three show other figures."""
    with ExitStack() as stack:
        url = stack.enter_context(servers.warehouse())
        running: dict[str, Server] = {
            "suluh": stack.enter_context(servers.ours(url, {"SULUH_WALL_SCENES": str(WALL_SCENES)})),
            "dash": stack.enter_context(servers.dash(url, "wall")),
            "naive": stack.enter_context(servers.naive(url, "wall")),
        }
        browser = stack.enter_context(chromium())
        every = walls()
        say("warm-up: every wall and its change once, untimed")
        known = {page.name: measure.learn_twice(browser, running[page.server].address, page) for page in every}
        same = {name: [(facts["tiles"], facts["regions"]) for facts in found] for name, found in known.items()}
        if len({str(found) for found in same.values()}) > 1:
            raise measure.DrawError(f"the three show other figures: {same}")
        samples, weights = measure.time_rounds(browser, running, every, known, rounds, say)
        rss = {page.name: running[page.server].rss_bytes() for page in every}
    return {"rounds": rounds, "samples": samples, "bytes": weights, "rss": rss}


def crowd(sessions: int = SESSIONS, seconds: float = SECONDS) -> dict[str, Any]:
    """Open walls without a browser, each with its heartbeat and runs, and three in Chromium; scenes of seconds."""
    with tempfile.TemporaryDirectory(prefix="suluh-bench-wall-") as place, servers.warehouse() as url:
        ids = screens.write_scenes(Path(place) / "scenes.yaml", DWELL)
        with (
            servers.ours(url, {"SULUH_WALL_SCENES": str(Path(place) / "scenes.yaml")}) as server,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            seen: list[screens.Seen] = [[] for _screen in range(BROWSERS)]
            tabs = []
            for found in seen:
                tabs.append(browser.new_context(viewport={"width": 1920, "height": 1080}).new_page())
                screens.watch(tabs[-1], found)
                tabs[-1].goto(f"{server.address}/layar?daerah={HOME}&banding=3214&bahasa=id")
                while not found:
                    tabs[-1].wait_for_timeout(200)
            visitors = _Visitors(server.address, sessions)
            visitors.start()
            visitors.are_open.wait(120)
            for found in seen:
                del found[:-1]
            spent, began = server.cpu_seconds(), time.monotonic()
            while time.monotonic() < began + seconds:
                tabs[0].wait_for_timeout(500)
            spent, took = server.cpu_seconds() - spent, time.monotonic() - began
            visitors.is_over.set()
            visitors.join(60)
            rss = server.rss_bytes()
            browser.close()
    if visitors.error is not None:
        raise visitors.error
    judged = [screens.lateness(found, ids, DWELL) for found in seen]
    late = [value for one, _lost in judged for value in one]
    changes = (sessions + BROWSERS) * took / DWELL
    return {
        "sessions": sessions, "browsers": BROWSERS, "seconds": round(took, 1), "dwell": DWELL,
        "scene_changes": len(late), "scenes_lost": sum(lost for _late, lost in judged),
        "late_ms": {"p95": screens.p95(late), "most": max(late, default=None)},
        "runs": len(visitors.runs), "run_ms_p95": round(1000 * (screens.p95(visitors.runs) or 0)),
        "server_cpu_ms_per_screen_and_change": round(1000 * spent / changes, 2),
        "server_cpu_share": round(spent / took, 3), "rss_mib": round(rss / 2**20),
    }  # fmt: skip


class _Visitors(threading.Thread):
    """Walls without a browser: each is open, asks `/ready` as the wall's script does, and runs now and then."""

    def __init__(self, address: str, n: int) -> None:
        super().__init__(name="visitors", daemon=True)
        self.address, self.n = address, n
        self.are_open, self.is_over = threading.Event(), threading.Event()
        self.runs: list[float] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            asyncio.run(self._visit())
        except BaseException as error:
            self.error = error
            self.are_open.set()

    async def _visit(self) -> None:
        async with httpx.AsyncClient(timeout=30) as client:
            every = [StreamlitVisitor(self.address, "layar") for _visitor in range(self.n)]
            for visitor in every:
                await visitor.open()
                _seconds, messages = await visitor.run({"daerah": HOME, "bahasa": "id"})
                assert '"scenes"' in texts_of(messages)
            self.are_open.set()
            await asyncio.gather(*[self._stay(client, visitor, place) for place, visitor in enumerate(every)])
            for visitor in every:
                await visitor.close()

    async def _stay(self, client: httpx.AsyncClient, visitor: StreamlitVisitor, place: int) -> None:
        """A beat every ten seconds, a run at every third; all spread over the time."""
        await asyncio.sleep(BEAT_SECONDS * place / self.n)
        beat = place
        while not self.is_over.is_set():
            (await client.get(f"{self.address}/ready")).raise_for_status()
            beat += 1
            if beat % round(RERUN_SECONDS / BEAT_SECONDS) == 0:
                self.runs.append((await visitor.run({"daerah": HOME, "bahasa": "id"}))[0])
            await asyncio.sleep(BEAT_SECONDS)
