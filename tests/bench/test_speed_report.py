"""The table of speed tells which rows pass, and misses none that fails."""

import json
from pathlib import Path

import pytest

from bench import report


def _measured(ours: float, dash: float, naive: float) -> dict:
    values = dict(zip(report.SERVERS, (ours, dash, naive, ours, ours), strict=True))
    keys = [key for _what, _unit, key, _merge in report.ROWS]
    return {
        "samples": {page: {key: [value / 1000 if key.endswith("_s") else value] for key in keys} for page, value in values.items()},
        "bytes": {page: {key.removeprefix("bytes:"): value * 1024 for key in keys} for page, value in values.items()},
        "rss": {server: values[page] * 2**20 for page, server in reversed(report.SERVERS.items())},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "dash", "naive", "failed"),
    [
        (80, 100, 200, ""),
        (81, 100, 203, "Dash ×0.81"),
        (80, 100, 190, "naive ×0.42"),
        (100, 100, 100, "Dash ×1.00, naive ×1.00"),
    ],
)
def test_rows_are_held_against_both(ours: float, dash: float, naive: float, failed: str) -> None:
    lines, misses = report.table_of(_measured(ours, dash, naive))
    assert len(lines) == len(report.ROWS) + 2
    assert len(misses) == (len(report.ROWS) if failed else 0)
    assert all(miss.endswith(f": {failed}") for miss in misses)
    assert all((" fails |" in line) == bool(failed) for line in lines[2:])


def test_what_is_too_small_to_tell_does_not_fail() -> None:
    assert report.is_within(9, 0, 0.8, "ms")
    assert not report.is_within(11, 0, 0.8, "ms")


def test_results_become_cases(tmp_path: Path) -> None:
    (tmp_path / "pages.json").write_text(json.dumps(_measured(90, 100, 200)))
    load = {"rows": [{"case": "L7", "what": "calm", "found": "p95 900 ms", "asked": "p95 800 ms", "state": "fails"},
                     {"case": "L6", "what": "one", "found": "p50 90 ms", "asked": "", "state": ""}]}  # fmt: skip
    (tmp_path / "load.json").write_text(json.dumps(load))
    soak = {"rows": [{"what": "memory, slope (K1)", "found": "0.001 MiB", "asked": "0.02 MiB", "state": "passes"},
                     {"what": "its end (K2)", "found": "0", "asked": "none", "state": "passes"}]}  # fmt: skip
    (tmp_path / "soak.json").write_text(json.dumps(soak))
    found = list(report.cases_of(tmp_path))
    assert [(row["case"], row["result"]) for row in found] == [
        ("L1", "passed"), ("L2", "passed"), ("L3", "passed"), ("L3", "passed"), ("L7", "failed"), ("K1", "passed"),
    ]  # fmt: skip
    assert found[0]["figure"] == "90 ms, Dash 100 ms: 0.90 times, asked at most 1.00"
    assert found[4]["figure"] == "calm: p95 900 ms, asked p95 800 ms"
    assert list(report.cases_of(tmp_path / "nothing")) == []
