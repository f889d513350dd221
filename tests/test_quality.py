"""The table of cases keeps up with the tests."""

from __future__ import annotations

import re

from tests.cases import CASES, LIMITS, WITHOUT_TEST
from tests.report import PAGE, marked_tests, read_measured


def test_every_case_is_shown_or_has_a_reason() -> None:
    shown = set(marked_tests()) | set(read_measured())
    assert shown <= set(CASES), "unknown cases"
    lacking = set(CASES) - shown - set(WITHOUT_TEST)
    assert not lacking, f"neither a test nor a reason: {sorted(lacking)}"
    assert set(LIMITS) <= set(CASES)
    assert not set(WITHOUT_TEST) & set(marked_tests()), "a reason is given for what a test shows"


def test_the_page_lists_every_case() -> None:
    listed = re.findall(r"^\| ([LKFIG]\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    table = listed[: len(CASES)]
    assert table == list(CASES)
