"""The measured run: every page in turn, round after round, in fresh profiles; all in one go on one machine."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from bench import servers
from bench.browser import SIZE, TIMEOUT_MS, Window, chromium, window
from bench.pages import Change, Measured, every_page
from bench.relay import relay
from bench.servers import Server

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
REST_MS = 1500  # after a step: whatever is still under way on the server belongs to it
LOOK_MS = 30  # how often a page that loads is looked at; the same for all
Facts = Mapping[str, Any]
Samples = dict[str, dict[str, list[float]]]  # page → what → one value per round


class DrawError(RuntimeError):
    """A page did not show what it showed before; the text holds both."""


def _say(words: str) -> None:
    print(words, flush=True)


def run(rounds: int, say: Callable[[str], None] = _say) -> dict[str, Any]:
    """Everything: `facts` (what was on the pages), `samples`, `bytes`, `rss`."""
    with ExitStack() as stack:
        url = stack.enter_context(servers.warehouse())
        running = {
            "suluh": stack.enter_context(servers.ours(url)),
            "desk": stack.enter_context(servers.ours(url)),
            "dash": stack.enter_context(servers.dash(url)),
            "naive": stack.enter_context(servers.naive(url)),
        }
        browser = stack.enter_context(chromium())
        pages = every_page()
        say("warm-up: every page and change once, untimed; what is drawn then is what later rounds wait for")
        known = {page.name: learn_twice(browser, running[page.server].address, page) for page in pages}
        samples, weights = time_rounds(browser, running, pages, known, rounds, say)
        rss = {name: server.rss_bytes() for name, server in running.items()}
        warehouse_rows = known["/"][0]
    return {"facts": known, "samples": samples, "bytes": weights, "rss": rss, "first": warehouse_rows}


def time_rounds(
    browser: Browser,
    running: Mapping[str, Server],
    pages: Sequence[Measured],
    known: Mapping[str, list[Facts]],
    rounds: int,
    say: Callable[[str], None],
) -> tuple[Samples, dict[str, dict[str, int]]]:
    """Every page in turn, beginning with another one each round; then the bytes of each."""
    samples: Samples = {page.name: {} for page in pages}
    for number in range(rounds):
        first = number % len(pages)
        for page in (*pages[first:], *pages[:first]):
            for what, value in time_page(browser, running[page.server], page, known[page.name]).items():
                samples[page.name].setdefault(what, []).append(value)
        say(f"round {number + 1} of {rounds}")
    say("bytes, through a relay that counts")
    weights = {page.name: weigh_page(browser, running[page.server], page, known[page.name]) for page in pages}
    return samples, weights


def facts_of_all() -> dict[str, list[Facts]]:
    """What Beranda and the two baselines show at first and after each change; nothing is timed."""
    starts = {"suluh": servers.ours, "dash": servers.dash, "naive": servers.naive}
    with servers.warehouse() as url, chromium() as browser:
        found = {}
        for page in every_page():
            if page.server in starts:
                with starts[page.server](url) as server:
                    found[page.name] = learn_twice(browser, server.address, page)
    return found


def learn_twice(browser: Browser, address: str, page: Measured) -> list[Facts]:
    """The facts, when two visits in a row have found the same."""
    before = learn(browser, address, page)
    for _try in range(3):
        found = learn(browser, address, page)
        if found == before:
            return found
        before = found
    raise DrawError(f"{page.name}: two visits never show the same: {before}")


def learn(browser: Browser, address: str, page: Measured) -> list[Facts]:
    """What the page shows at first and after each change, once it has come to rest."""
    with _tab(browser, None) as tab:
        tab.page.goto(f"{address}/{page.path}")
        found = [_at_rest(tab, page.reader)]
        for change in page.changes:
            _make(tab.page, change)
            found.append(_at_rest(tab, page.reader))
            if found[-1] == found[-2]:
                raise DrawError(f"{page.name}: {change.name} changes nothing: {found[-1]}")
        if tab.outside:
            raise DrawError(f"{page.name} asks outside hosts: {tab.outside}")
    return found


def _at_rest(tab: Window, reader: str) -> Facts:
    """The facts once they have not changed for two seconds."""
    deadline, last, since = time.monotonic() + TIMEOUT_MS / 1000, None, time.monotonic()
    while time.monotonic() < deadline:
        tab.page.wait_for_timeout(250)
        now = tab.page.evaluate("(reader) => document.body && window.__bench.read(reader)", reader)
        if now != last:
            last, since = now, time.monotonic()
        elif time.monotonic() - since > 2.5 and now.get("still", True):
            return dict(now)
    raise DrawError(f"no rest: {last}")


def time_page(browser: Browser, server: Server, page: Measured, known: list[Facts]) -> dict[str, float]:
    """One round: cold, warm, and each change of the warm page. Milliseconds; CPU in seconds."""
    found: dict[str, float] = {}
    address = f"{server.address}/{page.path}"
    profile = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    try:
        for visit in ("cold", "warm"):
            with _tab(browser, profile, page.reader, known[0]) as tab:
                spent = server.cpu_seconds()
                tab.page.goto(address)
                found[f"{visit}_ms"] = _moment(tab.page, page, known[0])
                if (first := tab.page.evaluate("window.__bench.first()")) is not None:  # of pages with tiles
                    found[f"{visit}_first_ms"] = first
                tab.page.wait_for_timeout(REST_MS)
                found[f"{visit}_cpu_s"] = server.cpu_seconds() - spent
                found[f"{visit}_blocked_ms"] = tab.page.evaluate("window.__bench.blocked(0)")
                if visit == "warm":
                    for change, facts in zip(page.changes, known[1:], strict=True):
                        found |= _time_change(tab.page, server, page, change, facts)
    finally:
        profile.close()
    return found


def _time_change(page: Page, server: Server, measured: Measured, change: Change, facts: Facts) -> dict[str, float]:
    change.prepare(page)
    page.wait_for_timeout(REST_MS)
    page.evaluate("([reader, facts]) => window.__bench.expect(reader, facts)", [measured.reader, facts])
    spent = server.cpu_seconds()
    change.act(page)
    end = _moment(page, measured, facts)
    start = page.evaluate("window.__bench.since()")
    page.wait_for_timeout(REST_MS)
    return {
        f"{change.name}_ms": end - start,
        f"{change.name}_cpu_s": server.cpu_seconds() - spent,
        f"{change.name}_blocked_ms": page.evaluate("(from) => window.__bench.blocked(from)", start),
    }


def weigh_page(browser: Browser, server: Server, page: Measured, known: list[Facts]) -> dict[str, int]:
    """Bytes over the wire, both directions: a cold and a warm visit, and each change."""
    found: dict[str, int] = {}
    profile = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    try:
        with relay(server.address) as (address, counter):
            for visit in ("cold", "warm"):
                with _tab(browser, profile, page.reader, known[0]) as tab:
                    counter.take()
                    tab.page.goto(f"{address}/{page.path}")
                    _moment(tab.page, page, known[0])
                    tab.page.wait_for_timeout(REST_MS)
                    found[visit] = sum(counter.take())
                    for change, facts in zip(page.changes, known[1:], strict=True) if visit == "warm" else ():
                        change.prepare(tab.page)
                        tab.page.wait_for_timeout(REST_MS)
                        tab.page.evaluate(
                            "([reader, facts]) => window.__bench.expect(reader, facts)", [page.reader, facts]
                        )
                        counter.take()
                        change.act(tab.page)
                        _moment(tab.page, page, facts)
                        tab.page.wait_for_timeout(REST_MS)
                        found[change.name] = sum(counter.take())
    finally:
        profile.close()
    return found


def _tab(browser: Browser, profile: BrowserContext | None, reader: str = "", facts: Facts | None = None) -> Any:
    """A tab with the probe in it, waiting for these facts from the first moment."""
    return _Tab(
        browser, profile, f"window.__benchExpected = {json.dumps([reader, facts, LOOK_MS])};\n" if facts else ""
    )


class _Tab:
    def __init__(self, browser: Browser, profile: BrowserContext | None, preface: str) -> None:
        self._inner, self._script = window(browser, profile), preface + PROBE

    def __enter__(self) -> Window:
        tab = self._inner.__enter__()
        tab.page.add_init_script(script=f"if (window === window.top) {{ {self._script} }}")
        return tab

    def __exit__(self, *args: Any) -> None:
        self._inner.__exit__(*args)


def _moment(page: Page, measured: Measured, facts: Facts) -> float:
    """When the page showed these facts, in milliseconds since its navigation began."""
    deadline = time.monotonic() + TIMEOUT_MS / 1000
    while time.monotonic() < deadline:  # asked from outside: the page's own policy forbids scripts made of text
        seen = page.evaluate("() => window.__bench && window.__bench.moment()")
        if seen is not None:
            return float(seen)
        time.sleep(0.05)
    now = page.evaluate("(reader) => window.__bench.read(reader)", measured.reader)
    wrong = {key: (now.get(key), facts[key]) for key in facts if now.get(key) != facts[key]}
    raise DrawError(f"{measured.name}: seen and expected: {wrong}")


def _make(page: Page, change: Change) -> None:
    change.prepare(page)
    page.wait_for_timeout(300)
    change.act(page)
    page.wait_for_timeout(300)
