"""docs/speed.md: the tables of one measured run, with what was measured, where, and how to repeat it."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median
from typing import Any

import psutil

from data_access.settings import PROJECT_ROOT

RESULTS = PROJECT_ROOT / "bench" / "results"
PAGE = PROJECT_ROOT / "docs" / "speed.md"
OF_DASH, OF_NAIVE = 0.8, 0.4  # the most that `/` may take of what they take
OF_DASH_CASE, IN_BROWSER_MS, THROUGH_SERVER_MS = 1.0, 100, 450  # cases L1 to L3 of docs/quality.md
PACKAGES = (
    "streamlit", "dash", "dash-leaflet", "plotly", "folium", "streamlit-folium", "pandas", "duckdb", "playwright",
)  # fmt: skip
# What, unit, from where, and how the rounds become one number: the clock of processor time is coarse, so its mean.
ROWS: tuple[tuple[str, str, str, Callable[[Sequence[float]], float]], ...] = (
    ("cold: all parts drawn, fresh browser", "ms", "cold_ms", median),
    ("warm: the same browser again", "ms", "warm_ms", median),
    ("change of period", "ms", "period_ms", median),
    ("change of region", "ms", "region_ms", median),
    ("bytes of a cold visit", "KiB", "bytes:cold", median),
    ("bytes of a warm visit", "KiB", "bytes:warm", median),
    ("bytes of a change of period", "KiB", "bytes:period", median),
    ("bytes of a change of region", "KiB", "bytes:region", median),
    ("server processor time, warm visit", "ms", "warm_cpu_s", mean),
    ("server processor time, change of period", "ms", "period_cpu_s", mean),
    ("server processor time, change of region", "ms", "region_cpu_s", mean),
    ("server memory after the run", "MiB", "rss", median),
    ("long tasks in the browser, cold", "ms", "cold_blocked_ms", median),
    ("long tasks in the browser, change of region", "ms", "region_blocked_ms", median),
)
SERVERS = {"/": "suluh", "dash": "dash", "naive": "naive", "/indikator": "desk", "/banding": "desk"}
LEAST = {"ms": 10.0, "KiB": 1.0, "MiB": 1.0}  # below this two numbers count as equal: clocks and headers


def machine() -> dict[str, Any]:
    """What the figures depend on; no host name."""
    model = next(
        (line.split(":", 1)[1].strip() for line in _cpu_lines() if line.lower().startswith("model name")),
        platform.processor(),
    )
    return {
        "cpu": model,
        "cores": psutil.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def _cpu_lines() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def value_of(measured: Mapping[str, Any], page: str, key: str, merge: Callable[[Sequence[float]], float]) -> float:
    """One cell, in the unit of its row."""
    if key == "rss":
        return float(measured["rss"][SERVERS[page]]) / 2**20
    if key.startswith("bytes:"):
        return float(measured["bytes"][page][key.removeprefix("bytes:")]) / 1024
    found = merge(measured["samples"][page][key])
    return found * 1000 if key.endswith("_s") else found


def is_within(ours: float, theirs: float, share: float, unit: str) -> bool:
    """Whether ours is at most this share of theirs, or too small to tell."""
    return ours <= max(share * theirs, LEAST[unit])


def verdict(is_met: bool | None) -> str:
    """The word in a table; none where nothing was asked."""
    return "" if is_met is None else "passes" if is_met else "fails"


def table_of(measured: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The lines of the table, and the rows of `/` that miss their target."""
    lines = [
        "| | unit | `/` | Dash | naive | of Dash | of naive | | `/indikator` | `/banding` |",
        "|---|---|---:|---:|---:|---:|---:|---|---:|---:|",
    ]
    failed = []
    for what, unit, key, merge in ROWS:
        ours, dash, naive, indicator, comparison = (value_of(measured, page, key, merge) for page in SERVERS)
        misses = [
            f"Dash ×{ours / dash:.2f}" if not is_within(ours, dash, OF_DASH, unit) and dash else "",
            f"naive ×{ours / naive:.2f}" if not is_within(ours, naive, OF_NAIVE, unit) and naive else "",
        ]
        missed = ", ".join(filter(None, misses))
        if missed:
            failed.append(f"{what}: {missed}")
        ratios = [f"{ours / theirs:.2f}" if theirs else "–" for theirs in (dash, naive)]
        cells = [_written(value, unit) for value in (ours, dash, naive)]
        rest = [_written(value, unit) for value in (indicator, comparison)]
        state = verdict(not missed)
        lines.append(f"| {what} | {unit} | " + " | ".join([*cells, *ratios, state, *rest]) + " |")
    return lines, failed


def _written(value: float, unit: str) -> str:
    return f"{value:,.1f}" if unit == "KiB" and value < 100 else f"{value:,.0f}"


def write(measured: Mapping[str, Any], rounds: int, folder: Path = RESULTS) -> Path:
    """Keep the raw results and write the page; gives its path."""
    found = {
        "rounds": rounds,
        "load_average": measured.get("load_average"),
        "samples": {
            page: {key: [round(value, 3) for value in values] for key, values in of_page.items()}
            for page, of_page in measured["samples"].items()
        },
        "bytes": measured["bytes"],
        "rss": measured["rss"],
    }
    return keep("pages", found, folder)


def keep(name: str, found: Mapping[str, Any], folder: Path = RESULTS) -> Path:
    """Keep what a script found under its name, parts that it did not measure as they were; write the page anew."""
    folder.mkdir(exist_ok=True)
    kept = (kept_of(name, folder) or {}) | {"date": f"{datetime.now(UTC):%Y-%m-%d}", "machine": machine(), **found}
    (folder / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return render(folder)


def kept_of(name: str, folder: Path = RESULTS) -> dict[str, Any] | None:
    """What was kept under a name; None when nothing was."""
    file = folder / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def render(folder: Path = RESULTS) -> Path:
    """docs/speed.md from the kept results."""
    sections = {"pages": _pages_section, "load": _load_section, "wall": _wall_section, "soak": _soak_section}
    parts = [INTRODUCTION, *(make(kept) for name, make in sections.items() if (kept := kept_of(name, folder)))]
    parts.append((Path(__file__).parent / "notes.md").read_text(encoding="utf-8"))
    (folder / "cases.json").write_text(json.dumps(list(cases_of(folder)), indent=1) + "\n", encoding="utf-8")
    PAGE.write_text("\n".join(part.strip() + "\n" for part in parts), encoding="utf-8")
    return PAGE


def cases_of(folder: Path) -> Iterator[dict[str, str]]:
    """What the kept results say of the cases that docs/quality.md lists: case, script, result, figure."""

    def case(name: str, script: str, is_met: bool, figure: str) -> dict[str, str]:
        return {"case": name, "script": f"bench/{script}", "result": "passed" if is_met else "failed", "figure": figure}

    pages, load, soak = (kept_of(name, folder) for name in ("pages", "load", "soak"))
    if pages:
        for name, visit in (("L1", "cold"), ("L2", "warm")):
            ours, theirs = (value_of(pages, page, f"{visit}_ms", median) for page in ("/", "dash"))
            told = f"{ours:,.0f} ms, Dash {theirs:,.0f} ms: {ours / theirs:.2f} times, asked at most {OF_DASH_CASE:.2f}"
            yield case(name, "measure.py", ours <= OF_DASH_CASE * theirs, told)
        for page, most in (("/", IN_BROWSER_MS), ("/indikator", THROUGH_SERVER_MS)):
            took = value_of(pages, page, "period_ms", median)
            yield case("L3", "measure.py", took <= most, f"`{page}` {took:,.0f} ms, asked at most {most} ms")
    for row in (load or {"rows": []})["rows"]:
        if row["state"]:
            told = f"{row['what']}: {row['found']}, asked {row['asked']}"
            yield case(row["case"], "load.py", row["state"] == "passes", told)
    for row in (soak or {"rows": []})["rows"]:
        if row["what"].endswith("(K1)"):
            yield case("K1", "soak.py", row["state"] == "passes", f"wall, {row['what']}: {row['found']}")


def _where(kept: Mapping[str, Any]) -> str:
    found = kept["machine"]
    packages = ", ".join(f"{name} {number}" for name, number in found["packages"].items())
    return (
        f"Measured {kept['date']} on {found['cores']} cores ({found['cpu']}), {found['memory_gib']} GiB, "
        f"{found['system']}, Python {found['python']}; {packages}."
    )


def _pages_section(kept: Mapping[str, Any]) -> str:
    lines, failed = table_of(kept)
    verdict = "Every row of `/` meets its target." if not failed else "Rows that miss: " + "; ".join(failed) + "."
    shared = ""
    if kept.get("load_average"):
        shared = f" Load average of the machine at the end: {kept['load_average']:.1f}."
        if kept["load_average"] > kept["machine"]["cores"] + 1:
            shared += " **Other work shared the machine: times are too long, and ratios are rough.**"
    return "\n".join(
        [
            "## In the browser",
            "",
            _where(kept)
            + f" {kept['rounds']} rounds, pages in turn, all servers running.{shared}",
            "",
            *lines,
            "",
            f"Target of `/`: at most {OF_DASH} of Dash and {OF_NAIVE} of naive on every row. {verdict}",
        ]
    )  # fmt: skip


def _load_section(kept: Mapping[str, Any]) -> str:
    lines = ["## Under load", "", _where(kept), "", "| case | what | found | asked | |", "|---|---|---|---|---|"]
    lines += [
        f"| {row['case']} | {row['what']} | {row['found']} | {row['asked']} | {row['state']} |" for row in kept["rows"]
    ]
    return "\n".join(lines)


# The wall: what, unit, key, how rounds become one number, the most it may take, and that as a share of Dash's.
WALL_ROWS: tuple[tuple[str, str, str, Callable[[Sequence[float]], float], float | None, float | None], ...] = (
    ("cold: all parts drawn, fresh browser", "ms", "cold_ms", median, None, OF_DASH),
    ("warm: the same browser again", "ms", "warm_ms", median, None, OF_DASH),
    ("first figure on a tile, warm", "ms", "warm_first_ms", median, 1000, None),
    ("change of scene", "ms", "scene_ms", median, 100, None),
    ("bytes of a cold visit", "KiB", "bytes:cold", median, None, None),
    ("bytes of a warm visit", "KiB", "bytes:warm", median, None, None),
    ("bytes of a change of scene", "KiB", "bytes:scene", median, 2, None),
    ("server processor time, warm visit", "ms", "warm_cpu_s", mean, None, None),
    ("server processor time, change of scene", "ms", "scene_cpu_s", mean, 30, None),
    ("server memory after the run", "MiB", "rss", median, None, None),
)


def wall_tables(found: Mapping[str, Any]) -> list[str]:
    """The wall beside the two others, then many screens on one server."""
    lines: list[str] = []
    if "pages" in found:
        measured = found["pages"]
        lines += ["| | unit | `/layar` | Dash | naive | of Dash | asked | |", "|---|---|---:|---:|---:|---:|---|---|"]
        for what, unit, key, merge, most, share in WALL_ROWS:
            ours, dash, naive = (_of_wall(measured, page, key, merge) for page in ("/layar", "dash", "naive"))
            asked = f"at most {most:g} {unit}" if most else f"at most {share} of Dash" if share else ""
            is_met = ours <= most if most else share is None or is_within(ours, dash, share, unit)
            state = verdict(is_met if asked else None)
            cells = [_written(value, unit) for value in (ours, dash, naive)]
            ratio = f"{ours / dash:.2f}" if dash else "–"
            lines.append(f"| {what} | {unit} | " + " | ".join([*cells, ratio, asked, state]) + " |")
    if "crowd" in found:
        lines += ["", *verdict_table(_crowd_rows(found["crowd"]))]
    return lines


def _of_wall(measured: Mapping[str, Any], page: str, key: str, merge: Callable[[Sequence[float]], float]) -> float:
    return float(measured["rss"][page]) / 2**20 if key == "rss" else value_of(measured, page, key, merge)


def _crowd_rows(found: Mapping[str, Any]) -> list[dict[str, str]]:
    late, cpu = found["late_ms"], found["server_cpu_ms_per_screen_and_change"]
    what = f"{found['sessions']} open walls and {found['browsers']} browsers, {found['dwell']} s a scene"
    rows = [
        (f"{what}: change after its moment, p95", f"{late['p95']:.0f} ms, at most {late['most']:.0f} ms",
         "p95 1000 ms", late["p95"] <= 1000),
        ("scenes lost in the browsers", f"{found['scenes_lost']} of {found['scene_changes']}", "none",
         found["scenes_lost"] == 0),
        ("processor time of the server per screen and scene", f"{cpu:.1f} ms", "30 ms", cpu <= 30),
        ("one run of an open wall, p95", f"{found['run_ms_p95']} ms, {found['runs']} runs", "", None),
        ("processor time of the server, memory", f"{found['server_cpu_share']:.0%} of a core, {found['rss_mib']} MiB",
         "", None),
    ]  # fmt: skip
    return [{"what": name, "found": told, "asked": asked, "state": verdict(met)} for name, told, asked, met in rows]


def verdict_table(rows: Sequence[Mapping[str, str]]) -> list[str]:
    lines = ["| what | found | asked | |", "|---|---|---|---|"]
    return lines + [f"| {row['what']} | {row['found']} | {row['asked']} | {row['state']} |" for row in rows]


def _wall_section(kept: Mapping[str, Any]) -> str:
    rounds = f" {kept['pages']['rounds']} rounds, walls in turn, all servers running." if "pages" in kept else ""
    return "\n".join(["## The wall", "", _where(kept) + rounds, "", *wall_tables(kept), "", WALL_NOTES])


def _soak_section(kept: Mapping[str, Any]) -> str:
    told = (
        f"{_where(kept)} {kept['minutes']:.0f} minutes, a scene every second, {kept['generations']} new generations, "
        f"the warehouse taken away {kept['interruptions']['made']} times."
    )
    return "\n".join(["## A day of the wall, made short", "", told, "", *verdict_table(kept["rows"])])


WALL_NOTES = """The three show the same six figures and the same 27 outlines in two scenes (`bench/wall_scenes.yaml`); a run stops where they differ. Dash asks its server for each scene, the naive page runs its script again; Suluh has all scenes already. A change is counted until the new figures and colours stand in the page; a cross-fade of 0.6 s follows. Finished scenes cost more where the table says so: all of them travel with the first visit, and the first figure waits for Streamlit's front end and the wall's own script, then all stand there at once.

An open wall without a browser speaks Streamlit's protocol, asks `/ready` every 10 s as the wall's script does, and runs anew every 30 s, ten times as often as a wall. Lateness is that of the wall's own clock: how long after the second at which `components/wall/clock.py` puts a scene it stood in the page, looked at every 20 ms."""  # noqa: E501

INTRODUCTION = """# Speed

Suluh beside two other ways to build the same page, measured in one run, and under load. Compare ratios: times depend on
the machine. This page is written by `python -m bench`; the raw results stand in `bench/results/`.
"""
