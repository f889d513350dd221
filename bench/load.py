"""Many visitors at once, without a browser: cases L6 to L12 and K1 of docs/speed.md, beside Dash and the naive page."""

from __future__ import annotations

import ast
import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import httpx

from bench import large, servers
from bench.pages import HOME, INDICATOR
from bench.report import verdict
from bench.screens import p95
from bench.servers import Server
from bench.sessions import DashVisitor, StreamlitVisitor, WrongAnswerError, select_box, texts_of, words_of
from data_access.settings import PROJECT_ROOT, settings

CHANGES = 8
SESSIONS = (1, 10, 25)
NAIVE_CHANGES = 2  # a second of processor time each
RERUNS, SLOPE_OF = 500, 300
MIB = 2**20
DASH_PARTS = ("..title.children", "..map-title.children")  # the callbacks that a change of region sets off
Row = dict[str, str]
Step = Callable[[int], Awaitable[float]]


def run(is_quick: bool) -> dict[str, Any]:
    """All cases in one go; `rows` for the table, `raw` beside it."""
    sessions = (1, 4) if is_quick else SESSIONS
    rows: list[Row] = []
    raw: dict[str, Any] = {}
    with ExitStack() as stack:
        url = stack.enter_context(servers.warehouse())
        os.environ["SULUH_WAREHOUSE_URL"] = url
        settings.cache_clear()
        truth = expected_values(url)
        for case in (
            lambda: visit_order(url),
            lambda: under_load(url, truth, sessions),
            lambda: long_run(url, is_quick),
        ):
            found, kept = case()
            raw |= kept
            _tell(rows, found)
        _tell(rows, [import_time()])
        found, kept = large_warehouse(url, is_quick)
        raw |= kept
        _tell(rows, found)
    return {"rows": rows, "raw": raw}


def _tell(rows: list[Row], found: Sequence[Row]) -> None:
    for row in found:
        print(f"{row['case']:<5} {row['what']:<70} {row['found']:<40} {row['asked']:<28} {row['state']}", flush=True)
    rows.extend(found)


def row(case: str, what: str, found: str, asked: str = "", is_met: bool | None = None) -> Row:
    return {"case": case, "what": what, "found": found, "asked": asked, "state": verdict(is_met)}


def expected_values(url: str) -> dict[str, tuple[str, list[str]]]:
    """Regencies of the home province: code → name, and the values that its tiles must show."""
    from bench.dash_page import figures

    figures.warehouse.cache_clear()
    home = figures.regions().by_code[HOME]
    codes = [region.region_code for region in figures.regions().children(str(home.parent_code))]
    found = {}
    for code in codes:
        seen = figures.glance(code)
        found[code] = (seen.region.name, [tile.value for tile in seen.tiles if tile.value is not None])
    return found


# -- visitors ---------------------------------------------------------------------------------------------------------


async def suluh_visitor(server: Server, truth: Mapping[str, tuple[str, list[str]]]) -> tuple[Step, StreamlitVisitor]:
    """An open Beranda; a step changes the region, as a link or the picker does, and checks what came."""
    visitor = StreamlitVisitor(server.address)
    await visitor.open()
    codes = list(truth)

    async def step(number: int) -> float:
        code = codes[number % len(codes)]
        seconds, messages = await visitor.run({"daerah": code, "indikator": INDICATOR, "bahasa": "id"})
        _check(texts_of(messages), *truth[code])
        return seconds

    return step, visitor


async def naive_visitor(server: Server, truth: Mapping[str, tuple[str, list[str]]]) -> tuple[Step, StreamlitVisitor]:
    visitor = StreamlitVisitor(server.address)
    await visitor.open()
    _seconds, messages = await visitor.run()
    codes = list(truth)

    async def step(number: int) -> float:
        name, values = truth[codes[number % len(codes)]]
        seconds, found = await visitor.run(widgets=[select_box(messages, "Daerah", f"{name},")])
        _check(texts_of(found), name, values)
        return seconds

    return step, visitor


async def dash_visitor(server: Server, truth: Mapping[str, tuple[str, list[str]]], client: httpx.AsyncClient) -> Step:
    visitor = DashVisitor(server.address, client, {("indicator", "value"): INDICATOR, ("layer", "url"): ""})
    await visitor.open()
    codes = list(truth)

    async def step(number: int) -> float:
        code = codes[number % len(codes)]
        seconds, changed = await visitor.change("region", "value", code, DASH_PARTS)
        _check(words_of(changed), *truth[code])
        return seconds

    return step


def _check(words: str, name: str, values: Sequence[str]) -> None:
    absent = [text for text in (name, *values) if text not in words]
    if absent:
        raise WrongAnswerError(f"{name}: {absent} not on the page: {words[:600]}")


# -- cases ------------------------------------------------------------------------------------------------------------


def visit_order(url: str) -> tuple[list[Row], dict[str, Any]]:
    """L9: the first visitor after a start beside the second; medians of three starts."""

    async def visit(server: Server) -> float:
        visitor = StreamlitVisitor(server.address)
        await visitor.open()
        seconds, _messages = await visitor.run()
        await visitor.close()
        return seconds

    pairs = []
    for _start in range(3):
        with servers.ours(url) as server:
            pairs.append((asyncio.run(visit(server)), asyncio.run(visit(server))))
    first, second = (statistics.median(part) * 1000 for part in zip(*pairs, strict=True))
    found = f"{first:.0f} ms, {second:.0f} ms"
    met = first <= max(1.5 * second, second + 50)
    return [row("L9", "first and second visitor after `/ready`", found, "at most 1.5 times", met)], {"L9": pairs}


def under_load(
    url: str, truth: Mapping[str, tuple[str, list[str]]], sessions: Sequence[int]
) -> tuple[list[Row], dict[str, Any]]:
    """L6 to L8 and L12: closed loop on Beranda, Dash and the naive page, all servers running."""
    rows: list[Row] = []
    raw: dict[str, Any] = {}
    with servers.ours(url) as suluh, servers.dash(url) as dash, servers.naive(url) as naive:
        slow: dict[tuple[str, int], float] = {}
        for n in sessions:
            for name, server, changes in (
                ("/", suluh, CHANGES), ("Dash", dash, CHANGES), ("naive", naive, NAIVE_CHANGES),
            ):  # fmt: skip
                found = asyncio.run(_closed_loop(name, server, truth, n, changes, 0.0))
                raw[f"L6 {name} {n}"] = found
                slow[name, n] = found["p95_ms"]
                told = (
                    f"p50 {found['p50_ms']:.0f} ms, p95 {found['p95_ms']:.0f} ms, "
                    f"{found['cpu_ms']:.0f} ms CPU each, {found['per_second']:.1f}/s"
                )
                asked, met = "", None
                if name == "/" and n == max(sessions):
                    asked, met = "p95 1.8 s, 45 ms CPU", found["p95_ms"] <= 1800 and found["cpu_ms"] <= 45
                rows.append(row("L6", f"{name}: {n} sessions, change of region, no pause", told, asked, met))
        most = max(sessions)
        ours, theirs = slow["/", most], slow["Dash", most]
        rows.append(
            row(
                "L6",
                f"p95 of {most} sessions beside Dash",
                f"{ours / theirs:.2f} times",
                "at most Dash's",
                ours <= theirs,
            )
        )
        calm = asyncio.run(_closed_loop("/", suluh, truth, most, 4, 5.0))
        raw["L7"] = calm
        told = f"p50 {calm['p50_ms']:.0f} ms, p95 {calm['p95_ms']:.0f} ms"
        rows.append(row("L7", f"/: {most} sessions, 5 s between changes", told, "p95 800 ms", calm["p95_ms"] <= 800))
        together = asyncio.run(_together(suluh, truth))
        raw["L12"] = together
        rows.append(
            row(
                "L12",
                "four visitors change in the same moment",
                f"longest {max(together):.2f} s",
                "2 s",
                max(together) <= 2,
            )
        )
    with servers.ours(url) as fresh:
        before, after = asyncio.run(_open_sessions(fresh, truth, most))
        each = (after - before) / max(1, most - 1)
        raw["L8"] = {"one": before, "all": after}
        told = f"{after:.0f} MiB, {each:.2f} MiB each"
        rows.append(
            row("L8", f"memory with {most} open sessions", told, "350 MiB, 2 MiB each", after <= 350 and each <= 2)
        )
    return rows, raw


async def _closed_loop(
    name: str, server: Server, truth: Mapping[str, tuple[str, list[str]]], n: int, changes: int, pause: float
) -> dict[str, float]:
    """Each of n visitors makes its changes one after the other; every answer is checked."""
    async with httpx.AsyncClient(timeout=120, limits=httpx.Limits(max_connections=100)) as client:
        opened: list[StreamlitVisitor] = []
        steps: list[Step] = []
        for _visitor in range(n):
            if name == "Dash":
                steps.append(await dash_visitor(server, truth, client))
            else:
                make = suluh_visitor if name == "/" else naive_visitor
                step, visitor = await make(server, truth)
                steps.append(step)
                opened.append(visitor)
        if name != "naive":  # every region once, so that all caches are warm, as after the first visitors
            for number in range(len(truth)):
                await steps[0](number)
        await asyncio.gather(*[step(place) for place, step in enumerate(steps)])
        spent, start = server.cpu_seconds(), time.perf_counter()

        async def visit(place: int, step: Step) -> list[float]:
            await asyncio.sleep(pause * place / n)
            found = []
            for number in range(changes):
                found.append(await step(place + 1 + number))
                await asyncio.sleep(pause)
            return found

        every = await asyncio.gather(*[visit(i, step) for i, step in enumerate(steps)])
        times = [seconds for one in every for seconds in one]
        seconds = time.perf_counter() - start
        cpu = server.cpu_seconds() - spent
        for visitor in opened:
            await visitor.close()
    return {
        "p50_ms": statistics.median(times) * 1000,
        "p95_ms": (p95(times) or 0) * 1000,
        "cpu_ms": cpu / len(times) * 1000,
        "per_second": len(times) / seconds,
        "rss_mib": server.rss_bytes() / MIB,
    }


async def _together(server: Server, truth: Mapping[str, tuple[str, list[str]]]) -> list[float]:
    """Four visitors turn to a region of another province, of which nothing is cached, at once."""
    visitors = [await suluh_visitor(server, truth) for _visitor in range(4)]
    await asyncio.gather(*[step(0) for step, _visitor in visitors])
    asked = [visitor.run({"daerah": "1271", "indikator": INDICATOR, "bahasa": "id"}) for _step, visitor in visitors]
    return [seconds for seconds, _messages in await asyncio.gather(*asked)]


async def _open_sessions(server: Server, truth: Mapping[str, tuple[str, list[str]]], n: int) -> tuple[float, float]:
    """Memory in MiB with one and with n sessions open, after every region has been shown once."""
    step, first = await suluh_visitor(server, truth)
    for number in range(len(truth)):
        await step(number)
    before = server.rss_bytes() / MIB
    visitors = [first]
    for number in range(n - 1):
        step, visitor = await suluh_visitor(server, truth)
        await step(number)
        visitors.append(visitor)
    after = server.rss_bytes() / MIB
    for visitor in visitors:
        await visitor.close()
    return before, after


def long_run(url: str, is_quick: bool) -> tuple[list[Row], dict[str, Any]]:
    """K1: one session, many reruns; the slope of memory over the last ones."""
    reruns, tail = (60, 40) if is_quick else (RERUNS, SLOPE_OF)
    truth = expected_values(url)

    async def visit(server: Server) -> list[float]:
        step, visitor = await suluh_visitor(server, truth)
        sizes = []
        for number in range(reruns):
            await step(number)
            sizes.append(server.rss_bytes() / MIB)
        await visitor.close()
        return sizes

    with servers.ours(url) as server:
        sizes = asyncio.run(visit(server))
    slope = statistics.linear_regression(range(tail), sizes[-tail:]).slope
    told = f"{slope:.4f} MiB each, {sizes[-1]:.0f} MiB in the end"
    kept = {"K1": [round(size, 1) for size in sizes[:: max(1, reruns // 25)]]}
    return [
        row("K1", f"memory over {reruns} reruns of one session, last {tail}", told, "0.02 MiB each", slope <= 0.02)
    ], kept


def import_time() -> Row:
    """L11: what the shell and Beranda import, beside Streamlit and pandas alone; processor time, medians of 5."""
    lines = "\n".join(import_lines("pages/shell.py", "pages/overview.py"))
    wanted = {"ours": f"import streamlit, pandas\n{lines}", "base": "import streamlit, pandas"}
    found: dict[str, list[float]] = {"ours": [], "base": []}
    for _round in range(5):
        for name, text in wanted.items():
            code = f"{text}\nimport time\nprint(time.process_time())"
            answer = subprocess.run(
                [sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True
            )
            found[name].append(float(answer.stdout.splitlines()[-1]))
    ours, base = statistics.median(found["ours"]), statistics.median(found["base"])
    told = f"{ours:.2f} s, {base:.2f} s: {ours / base:.2f} times"
    return row(
        "L11", "imports of Beranda beside Streamlit and pandas alone", told, "at most 1.3 times", ours <= 1.3 * base
    )


def import_lines(*files: str) -> Iterator[str]:
    """The import statements at the head of some files, except those of a page's own script."""
    for file in files:
        for node in ast.parse((PROJECT_ROOT / file).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import | ast.ImportFrom) and getattr(node, "module", "") != "__future__":
                yield ast.unparse(node)


def large_warehouse(url: str, is_quick: bool) -> tuple[list[Row], dict[str, Any]]:
    """L10: the same visit and change over a large synthetic warehouse, beside the real one."""

    async def visit(server: Server, codes: Sequence[str]) -> tuple[float, float]:
        first, changes = [], []
        for number in range(5):
            visitor = StreamlitVisitor(server.address)
            await visitor.open()
            first.append((await visitor.run())[0])
            for code in codes:
                seconds, messages = await visitor.run({"daerah": code, "indikator": INDICATOR, "bahasa": "id"})
                texts_of(messages)
                if number:
                    changes.append(seconds)
            await visitor.close()
        return statistics.median(first) * 1000, statistics.median(changes) * 1000

    codes = list(expected_values(url))[:10]
    with servers.ours(url) as server:
        real = asyncio.run(visit(server, codes))
    with large.warehouse(*((514, 6, 5) if is_quick else large.SIZE)) as (big_url, n), servers.ours(big_url) as server:
        big = asyncio.run(visit(server, codes))
    met = all(theirs <= max(1.5 * ours, ours + 50) for theirs, ours in zip(big, real, strict=True))
    told = f"visit {big[0]:.0f} ms, change {big[1]:.0f} ms; real {real[0]:.0f}, {real[1]:.0f} ms"
    found = row("L10", f"synthetic warehouse of {n:,} figures", told, "at most 1.5 times", met)
    return [found], {"L10": {"real": real, "large": big}}
