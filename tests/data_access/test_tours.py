"""Chapters and practices are read strictly; evidence, leads and follow-ups follow hand-made cases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.adoptions import add_months
from data_access.claims import load_claims
from data_access.derive.evidence import ahead_since, weigh
from data_access.derive.followup import moved_since
from data_access.errors import CatalogueError
from data_access.tours import KINDS, MAX_PRACTICES, load_plan, load_practices, practices_of

OFFICIAL = ("official",)


def series(*rows: tuple[str, float], version: str = "1", status: str = "official") -> pd.DataFrame:
    return pd.DataFrame(
        [{"period": p, "value": v, "series_version": version, "status": status} for p, v in rows],
        columns=["period", "value", "series_version", "status"],
    )


def test_the_chapters_are_all_there_once() -> None:
    plan = load_plan()
    assert tuple(chapter.kind for chapter in plan.chapters) == KINDS
    assert plan.years == (2019, 2022)


def test_every_practice_has_a_source_and_known_claims() -> None:
    for key, entry in load_practices().items():
        assert entry.source.id and entry.source.en and entry.record.id, key
        assert set(entry.claims) <= set(load_claims()), key
    assert len(practices_of("3211")) == MAX_PRACTICES
    assert practices_of("9401") == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("indicator: spbe_index", "indicator: no_such_thing"), "no_such_thing"),
        (("claims: [spbe_rise]", "claims: [never_said]"), "never_said"),
        (("    source:\n", "    says:\n"), "source"),
    ],
)
def test_a_wrong_practice_is_refused_with_its_name(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    from data_access.tours import FOLDER

    text = (FOLDER / "practices.yaml").read_text(encoding="utf-8").replace(*change, 1)
    path = tmp_path / "practices.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        load_practices(path)


def test_a_wrong_plan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "chapters.yaml"
    path.write_text("years: [2022, 2019]\nmain_indicators: [hdi]\nchapters: [{kind: map, name: {id: x, en: y}}]\n")
    with pytest.raises(CatalogueError, match="years"):
        load_plan(path)


@pytest.mark.parametrize(
    ("host", "visitor", "verdict", "reason", "readiness"),
    [
        (
            series(("2023", 69.26), ("2024", 100)),
            series(("2023", 32.79), ("2024", 46.99)),
            "supported",
            "moved",
            "both",
        ),
        (series(("2023", 80), ("2024", 70)), series(("2024", 46.99)), "not_supported", "worse", "both"),
        (series(("2023", 80), ("2024", 80)), series(("2024", 46.99)), "partly", "same", "both"),
        (series(("2021", 3.52), ("2024", 4.51)), series(), "partly", "one_side", "lacking"),
        (series(("2022", 1), ("2023", 2)), series(("2024", 1)), "not_comparable", "apart", "apart"),
        (series(("2023", 1)), series(("2023", 1), version="2"), "not_comparable", "apart", "apart"),
        (series(("2024", 1)), series(("2024", 1)), "partly", "one_point", "both"),
        (series(), series(("2024", 1)), "no_data", "no_host", "apart"),
        (series(), series(), "no_data", "no_host", "lacking"),
        (series(("2023", 1), ("2024", 2), status="projection"), series(("2024", 1)), "partly", "estimate", "both"),
    ],
)
def test_evidence_by_hand(host, visitor, verdict: str, reason: str, readiness: str) -> None:
    found = weigh(host, visitor, "higher_is_better", OFFICIAL)
    assert (found.verdict, found.reason, found.readiness) == (verdict, reason, readiness)


def test_evidence_does_not_reach_over_a_break() -> None:
    host = series(("2019", 1), ("2024", 2))
    assert weigh(host, series(("2024", 1)), "higher_is_better", OFFICIAL, ["2022"]).reason == "one_point"


def test_lower_is_better_turns_the_verdict() -> None:
    host = series(("2022", 27.6), ("2023", 14.4))
    assert weigh(host, series(("2023", 20)), "lower_is_better", OFFICIAL).verdict == "supported"


def test_ahead_since_is_the_start_of_the_last_run() -> None:
    ours = series(("2020", 5), ("2021", 3), ("2022", 6), ("2023", 7))
    theirs = series(("2020", 4), ("2021", 4), ("2022", 4), ("2023", 4))
    assert ahead_since(ours, theirs, "higher_is_better") == "2022"
    assert ahead_since(ours, theirs, "lower_is_better") is None
    assert ahead_since(ours, theirs, "neutral") is None


def test_what_moved_since_a_figure_was_frozen() -> None:
    later = series(("2024", 46.99), ("2025", 52.5))
    moved = moved_since(46.99, "2024", "1", later, "higher_is_better")
    assert (moved.end, moved.change, moved.direction, moved.reason) == (52.5, 5.51, "better", None)
    assert moved_since(46.99, "2025", "1", later, "higher_is_better").reason == "no_later"
    assert moved_since(None, None, None, later, "higher_is_better").reason == "no_start"
    assert moved_since(46.99, "2024", "2", later, "higher_is_better").reason == "break"
    assert moved_since(46.99, "2023", "1", later, "lower_is_better").direction == "worse"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 11, 22), 3, dt.date(2027, 2, 22)),
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
        (dt.date(2027, 11, 30), 3, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 31), 12, dt.date(2027, 12, 31)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 9, 30), 3, dt.date(2026, 12, 30)),
    ],
)
def test_months_by_hand(day: dt.date, months: int, expected: dt.date) -> None:
    assert add_months(day, months) == expected


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 36))
def test_months_never_leave_their_month(day: dt.date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
