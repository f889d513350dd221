"""Remembers what tests of a case did, and writes docs/quality.md from it: `python -m tests.report`.

Results stand in var/cases.json, one entry per test, and stay until the test runs again. Rows of load and long runs come
from bench/results/cases.json when it is there.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from datetime import date

import pytest

from data_access.settings import PROJECT_ROOT
from tests.cases import CASES, LIMITS, WITHOUT_TEST

RESULTS = PROJECT_ROOT / "var" / "cases.json"
MEASURED = PROJECT_ROOT / "bench" / "results" / "cases.json"
PAGE = PROJECT_ROOT / "docs" / "quality.md"
RANK = {"failed": 0, "skipped": 1, "passed": 2}


def marked_tests() -> dict[str, set[str]]:
    """The tests of every case, as `file::function`, read from the files."""
    found: dict[str, set[str]] = {}
    for path in sorted((PROJECT_ROOT / "tests").rglob("test_*.py")):
        place = path.relative_to(PROJECT_ROOT).as_posix()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                for case in _cases_of(node):
                    found.setdefault(case, set()).add(f"{place}::{node.name}")
    return found


def _cases_of(node: ast.FunctionDef) -> Iterator[str]:
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.case":
            yield from (str(argument.value) for argument in mark.args if isinstance(argument, ast.Constant))


class CaseReport:
    """The pytest plugin that remembers."""

    def __init__(self) -> None:
        self.found: dict[str, dict] = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Iterator[None]:
        """In the process that runs the test: note its cases on the report."""
        outcome = yield
        report = outcome.get_result()  # type: ignore[attr-defined]
        cases = [case for mark in item.iter_markers("case") for case in mark.args]
        if cases:
            report.user_properties.append(("cases", cases))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """In the process that gathers: keep the worst of a test's steps and variants."""
        cases = dict(report.user_properties).get("cases")
        if not cases or (report.when != "call" and report.outcome == "passed"):
            return
        name = report.nodeid.partition("[")[0]
        reason = (
            str(report.longrepr[2]).removeprefix("Skipped: ")
            if report.skipped and isinstance(report.longrepr, tuple)
            else ""
        )
        before = self.found.get(name)
        if before is None or RANK[report.outcome] < RANK[before["outcome"]]:
            n = 0 if before is None else before["n"]
            self.found[name] = {"outcome": report.outcome, "reason": reason, "date": str(date.today()), "n": n}
        self.found[name]["n"] += 1

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Put the new results beside the older ones; workers of a shared run leave that to the one that gathers."""
        if not self.found or hasattr(session.config, "workerinput"):
            return
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps({**read_results(), **self.found}, indent=1, sort_keys=True) + "\n")


def read_results() -> dict[str, dict]:
    """What was remembered; nothing when the file is missing."""
    return json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}


def read_measured() -> dict[str, list[dict]]:
    """Rows of the benchmarks, by case."""
    rows = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else []
    found: dict[str, list[dict]] = {}
    for row in rows:
        found.setdefault(row["case"], []).append(row)
    return found


def write_page() -> str:
    """The text of docs/quality.md."""
    tests, results, measured = marked_tests(), read_results(), read_measured()
    rows, open_cases = [], []
    for case, what in CASES.items():
        result, said, shown = _of_tests(sorted(tests.get(case, ())), results)
        if case in measured:
            result, said, shown = _beside(measured[case], result, said, shown)
        if result != "passed":
            reason = said if case in measured else WITHOUT_TEST.get(case) or said
            open_cases.append(f"| {case} | {what} | {result} | {_cell(reason)} |")
        note = f" ({LIMITS[case]})" if case in LIMITS else ""
        rows.append(f"| {case} | {what} | {'<br>'.join(shown) or '–'} | {_cell(said)}{_cell(note)} |")
    return HEAD + "\n".join(rows) + OPEN + "\n".join(open_cases) + "\n"


def _of_tests(tests: list[str], results: dict[str, dict]) -> tuple[str, str, list[str]]:
    if not tests:
        return "not shown", "not shown", []
    shown = [f"`{test.removeprefix('tests/').replace('::', ' · ')}`" for test in tests]
    known = [results[test] for test in tests if test in results]
    missing = len(tests) - len(known)
    if not known:
        return "not run", "not run", shown
    worst = min(known, key=lambda entry: RANK[entry["outcome"]])
    n, latest = sum(entry["n"] for entry in known), max(entry["date"] for entry in known)
    said = f"{worst['outcome']}, {n} {'test' if n == 1 else 'tests'}, {latest}"
    if worst["reason"]:
        said += f": {worst['reason']}"
    if missing:
        said += f"; {missing} not run"
    return worst["outcome"], said, shown


def _beside(rows: list[dict], result: str, said: str, shown: list[str]) -> tuple[str, str, list[str]]:
    """What was measured, with what the tests of the same case did, where it has any."""
    outcomes = {row["result"] for row in rows}
    figures = "; ".join(str(row["figure"]) for row in rows)
    found = "failed" if "failed" in outcomes else "passed"
    scripts = sorted({f"`{row['script']}`" for row in rows})
    if not shown:
        return found, f"{found}: {figures}", scripts
    worst = found if result == "passed" or found == "failed" else result
    return worst, f"{found}: {figures}; tests: {said}", [*scripts, *shown]


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


HEAD = """# Quality

What the product must survive, which test or script shows it, and what its last run said. **This page is written by
`make quality` from the tests themselves**; change `tests/cases.py` or a test, not the page. Each test says by
`@pytest.mark.case("F4")` which case it shows. L = load and speed, K = kiosk and long runs, F = fault, I = bad input,
G = guard.

## All cases

| Case | What | Shown by | Last result |
|---|---|---|---|
"""
OPEN = """

## Not passed, and why

| Case | What | State | Reason |
|---|---|---|---|
"""

if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
    print(PAGE.relative_to(PROJECT_ROOT))
