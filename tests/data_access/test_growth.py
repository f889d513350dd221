"""Growth, trends and what follows from them: hand-computed cases and laws that hold for any figures."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data_access.derive.growth import (
    beyond_trend,
    cagr,
    growth_between,
    rebase,
    unbroken_spans,
)
from data_access.derive.trend import (
    FAR_YEARS,
    catch_up,
    gap_series,
    paces_of,
    project,
    rank_with,
    required_pace,
    theil_sen,
    trend_of,
    years_to_reach,
)

OFFICIAL = ("official",)
amounts = st.floats(0.01, 1e6).map(lambda value: round(value, 3))


def series(*rows: tuple[str, float], version: str = "1") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["period", "value"])
    return frame.assign(status="official", series_version=version)


def test_cagr_by_hand() -> None:
    assert cagr(100, 121, 2) == pytest.approx(10)
    assert cagr(100, 50, 1) == pytest.approx(-50)
    assert cagr(0, 5, 2) is cagr(5, -1, 2) is cagr(5, 6, 0) is cagr(None, 1, 1) is None


@given(amounts, amounts, st.integers(1, 20))
def test_cagr_compounds_back_to_the_end(start: float, end: float, years: int) -> None:
    rate = cagr(start, end, years)
    assert rate is not None
    assert start * (1 + rate / 100) ** years == pytest.approx(end, rel=1e-6)


def test_growth_over_a_break_returns_the_reason_and_the_ranges_that_work() -> None:
    rows = series(("2015", 69.3), ("2019", 71.5), ("2020", 72.5), ("2022", 73.5))
    found = growth_between(rows, "2019", "2022", ["2020"], OFFICIAL, False)
    assert found.change.reason == "break" and found.cagr_pct is None and found.change.absolute is None
    assert found.spans == (("2015", "2019"), ("2020", "2022"))
    told = growth_between(rows, "2020", "2022", ["2020"], OFFICIAL, False)
    assert told.change.absolute == 1.0 and told.cagr_pct == pytest.approx(100 * ((73.5 / 72.5) ** 0.5 - 1))
    assert growth_between(rows, "2020", "2022", [], OFFICIAL, True).cagr_pct is None, "percent of percent misleads"


def test_unbroken_spans_are_cut_by_versions_and_leave_single_values_out() -> None:
    rows = pd.concat([series(("2019", 1.0), ("2020", 2.0)), series(("2021", 3.0), version="2")])
    assert unbroken_spans(rows, [], OFFICIAL) == (("2019", "2020"),)
    assert unbroken_spans(rows.assign(status="projection"), [], OFFICIAL) == ()


def test_the_difference_to_the_peers_change() -> None:
    assert beyond_trend(0.5, pd.Series([0.1, 0.2, 0.9])) == pytest.approx(0.3)
    assert beyond_trend(None, pd.Series([0.1])) is beyond_trend(1.0, pd.Series([], dtype=float)) is None


def test_an_index_has_its_base_at_100_and_stays_within_its_version() -> None:
    rows = pd.concat([series(("2018", 50.0)), series(("2019", 80.0), ("2020", 100.0), version="2")])
    assert rebase(rows, "2019").to_dict("list")["value"] == [100.0, 125.0]
    assert rebase(rows, "2017").empty and rebase(series(("2019", 0.0)), "2019").empty


def test_theil_sen_by_hand_and_with_one_odd_year() -> None:
    # slopes of (0,1),(1,3),(2,5),(3,7) are all 2
    found = theil_sen([0, 1, 2, 3], [1, 3, 5, 7])
    assert found is not None and (found.slope, found.low, found.high, found.n) == (2, 2, 2, 4)
    odd = theil_sen([0, 1, 2, 3, 4], [1, 3, 100, 7, 9])
    assert odd is not None and odd.slope == 2
    assert theil_sen([0, 1, 2], [1, 2, 3]) is None and theil_sen([0, 0, 1, 2], [1, 1, 1, 1]) is None


def test_theil_sen_of_the_published_example() -> None:
    # Hollander and Wolfe, Nonparametric Statistical Methods, example 9.1 (cloud seeding): five double ratios whose ten
    # pairwise slopes, in order, have −0.0575 and −0.055 in the middle; printed as −0.056.
    found = theil_sen([1, 2, 3, 4, 5], [1.26, 1.27, 1.12, 1.16, 1.03])
    assert found is not None and found.slope == pytest.approx(-0.05625)
    assert found.low <= found.slope <= found.high


@given(st.lists(st.floats(-1e4, 1e4).map(lambda v: round(v, 2)), min_size=4, max_size=12))
def test_all_paces_at_once_equal_one_by_one(values: list[float]) -> None:
    frame = series(*((str(2010 + place), value) for place, value in enumerate(values))).assign(region_code="x")
    one = trend_of(frame)
    assert one is not None and one.low <= one.slope <= one.high
    assert paces_of(frame)["x"] == pytest.approx(one.slope)


def test_paces_leave_short_series_out() -> None:
    frame = pd.concat(
        [series(("2019", 1.0), ("2020", 2.0)).assign(region_code="a"), series(("2019", 1.0)).assign(region_code="b")]
    )
    assert paces_of(frame).empty and paces_of(frame.iloc[:0]).empty


def gaps(*values: float) -> pd.DataFrame:
    return pd.DataFrame({"period": [str(2020 + place) for place in range(len(values))], "gap": values})


def test_years_to_catch_up_by_hand() -> None:
    found = catch_up(gaps(10, 9, 8, 7, 6))
    assert found.outlook == "years" and found.years == 6 and found.years_low == found.years_high == 6
    assert catch_up(gaps(5, 6, 7, 8)).outlook == "never" and catch_up(gaps(5, 6, 7, 8)).is_widening
    steady = catch_up(gaps(5, 5, 5, 5))
    assert steady.outlook == "never" and not steady.is_widening
    assert catch_up(gaps(100, 99.9, 99.8, 99.7)).outlook == "far"
    assert catch_up(gaps(3, 2, 1)).outlook == "unknown" and catch_up(gaps(3, 1, -1, -2)).outlook == "caught"
    assert catch_up(gaps()).outlook == "unknown"


@given(st.lists(st.floats(-100, 100).map(lambda v: round(v, 2)), min_size=4, max_size=10))
def test_an_outlook_never_contradicts_its_numbers(values: list[float]) -> None:
    found = catch_up(gaps(*values))
    if found.outlook == "caught":
        assert found.gap is not None and found.gap <= 0
    elif found.outlook == "never":
        assert found.years is None and found.pace is not None and found.pace.slope >= -1e-9
    else:
        assert found.years is not None and found.years > 0
        assert (found.years > FAR_YEARS) == (found.outlook == "far")
        assert found.years_low is not None and found.years_low <= found.years * (1 + 1e-9)
        assert found.years_high is None or found.years_high >= found.years * (1 - 1e-9)


def test_a_gap_is_positive_where_the_leader_is_better() -> None:
    better, worse = series(("2020", 6.0), ("2021", 5.0)), series(("2020", 7.0), ("2021", 7.5))
    assert list(gap_series(better, worse, "lower_is_better")["gap"]) == [1.0, 2.5]
    assert list(gap_series(better, worse, "higher_is_better")["gap"]) == [-1.0, -2.5]
    assert gap_series(better, worse.assign(series_version="2"), "lower_is_better").empty


@given(amounts, amounts, st.integers(1, 30))
def test_the_required_pace_reaches_the_goal_in_time(value: float, goal: float, years: int) -> None:
    assume(abs(goal - value) > 0.01)
    pace = required_pace(value, goal, years)
    assert pace is not None
    polarity = "higher_is_better" if goal > value else "lower_is_better"
    reached = years_to_reach(value, goal, pace, polarity)  # type: ignore[arg-type]
    assert reached == pytest.approx(years)
    assert project(value, pace, years) == pytest.approx(goal)
    assert years_to_reach(value, goal, -pace, polarity) is None  # type: ignore[arg-type]


def test_a_projection_stays_on_its_scale() -> None:
    assert project(95, 2, 10, 0, 100) == 100 and project(3, -1, 10, 0, 100) == 0
    assert required_pace(1, 2, 0) is None and years_to_reach(5, 4, 1, "higher_is_better") == 0.0
    assert years_to_reach(1, 2, 0, "higher_is_better") is None
    assert math.isfinite(years_to_reach(1, 2, 1e-3, "higher_is_better") or math.nan)


def test_the_rank_of_another_value_shares_equal_ones() -> None:
    values = pd.Series({"a": 1.0, "b": 2.0, "c": 3.0})
    assert rank_with(values, "a", 3.0, "higher_is_better") == 1
    assert rank_with(values, "a", 2.0, "higher_is_better") == 2
    assert rank_with(values, "a", 0.0, "lower_is_better") == 1 and values["a"] == 1.0
