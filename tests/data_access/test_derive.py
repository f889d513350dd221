"""Ranks, summaries, verdicts and periods: hand cases, and what must hold for any numbers."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.derive.periods import is_period, missing_years, position_of, widest, year_of
from data_access.derive.ranking import EQUAL_BAND_MAD, Summary, judge, shared_ranks, summarise

NUMBERS = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False).map(lambda number: number + 0.0)
FEW_NUMBERS = st.integers(-3, 3).map(float)  # so that ties are common
MAYBE = st.one_of(st.none(), FEW_NUMBERS, NUMBERS)
COLUMNS = st.lists(MAYBE, max_size=40).map(lambda values: pd.Series(values, dtype="float64"))
DIRECTED = st.sampled_from(["higher_is_better", "lower_is_better"])
POLARITIES = st.sampled_from(["higher_is_better", "lower_is_better", "neutral"])
FLIPPED = {"higher_is_better": "lower_is_better", "lower_is_better": "higher_is_better", "neutral": "neutral"}
YEARS = st.integers(1000, 9999)
RECENT = st.integers(1990, 2040)
PERIODS = st.one_of(YEARS.map(str), st.tuples(YEARS, st.integers(1, 12)).map(lambda parts: f"{parts[0]}-{parts[1]:02}"))


# --- ranks ---


@pytest.mark.parametrize(
    ("values", "polarity", "expected"),
    [
        ([4, 5, 5, 6], "lower_is_better", [1, 2, 2, 4]),
        ([4, 5, 5, 6], "higher_is_better", [4, 2, 2, 1]),
        ([4, 5, 5, 6], "neutral", [4, 2, 2, 1]),
        ([None, 1, None, 0], "higher_is_better", [None, 1, None, 2]),
        ([7, 7, 7], "lower_is_better", [1, 1, 1]),
        ([-0.0, 0.0], "higher_is_better", [1, 1]),
        ([None, None], "higher_is_better", [None, None]),
        ([], "higher_is_better", []),
    ],
)
def test_ranks_by_hand(values: list, polarity: str, expected: list) -> None:
    ranks = shared_ranks(pd.Series(values, dtype="float64"), polarity)  # type: ignore[arg-type]
    assert str(ranks.dtype) == "Int64"
    assert [None if rank is pd.NA else rank for rank in ranks] == expected


@given(COLUMNS, POLARITIES)
def test_a_rank_is_one_more_than_how_many_are_better(values: pd.Series, polarity: str) -> None:
    ranks = shared_ranks(values, polarity)  # type: ignore[arg-type]
    present = values.dropna()
    for place, value in values.items():
        if math.isnan(value):
            assert ranks[place] is pd.NA
        else:
            better = present < value if polarity == "lower_is_better" else present > value
            assert ranks[place] == 1 + better.sum()


@given(COLUMNS, POLARITIES, st.randoms(use_true_random=False))
def test_ranks_do_not_depend_on_the_order(values: pd.Series, polarity: str, random) -> None:  # type: ignore[no-untyped-def]
    order = list(values.index)
    random.shuffle(order)
    shuffled = shared_ranks(values.loc[order], polarity)  # type: ignore[arg-type]
    pd.testing.assert_series_equal(shuffled.sort_index(), shared_ranks(values, polarity))  # type: ignore[arg-type]


@given(COLUMNS, DIRECTED)
def test_polarity_mirrors_ranks(values: pd.Series, polarity: str) -> None:
    mirrored = shared_ranks(-values, FLIPPED[polarity])  # type: ignore[arg-type]
    pd.testing.assert_series_equal(shared_ranks(values, polarity), mirrored)  # type: ignore[arg-type]


@given(COLUMNS.filter(lambda values: values.notna().any()), POLARITIES)
def test_ranks_are_shared_and_the_best_is_first(values: pd.Series, polarity: str) -> None:
    ranks = shared_ranks(values, polarity)  # type: ignore[arg-type]
    assert ranks.min() == 1
    assert ranks.max() <= ranks.notna().sum()
    pairs = pd.DataFrame({"value": values, "rank": ranks}).dropna()
    assert pairs.groupby("value")["rank"].nunique().max() == 1
    assert pairs.groupby("rank")["value"].nunique().max() == 1


# --- summaries ---


def test_summary_by_hand() -> None:
    found = summarise(pd.Series([1, 2, None, 3, 10]))
    assert found == Summary(n=4, n_missing=1, median=2.5, lower_quartile=1.75, upper_quartile=4.75, mad=1.0)
    assert summarise(pd.Series([5.0])) == Summary(1, 0, 5.0, 5.0, 5.0, 0.0)
    assert summarise(pd.Series([7, 7, 7])) == Summary(3, 0, 7.0, 7.0, 7.0, 0.0)


@pytest.mark.case("I2")
@pytest.mark.parametrize("values", [[], [None], [None, float("nan")]])
def test_summary_of_nothing_has_no_numbers(values: list) -> None:
    for dtype in ("object", "float64"):
        found = summarise(pd.Series(values, dtype=dtype))
        assert found == Summary(0, len(values), None, None, None, None)


@given(COLUMNS)
def test_summary_is_what_numpy_says(values: pd.Series) -> None:
    found = summarise(values)
    present = values.dropna().to_numpy()
    assert (found.n, found.n_missing) == (len(present), len(values) - len(present))
    if len(present):
        median = np.median(present)
        expected = [median, *np.quantile(present, [0.25, 0.75]), np.median(np.abs(present - median))]
        assert [found.median, found.lower_quartile, found.upper_quartile, found.mad] == pytest.approx(expected)


# --- verdicts ---


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((80, 70, 2, "higher_is_better"), "ahead"),
        ((80, 70, 2, "lower_is_better"), "behind"),
        ((71, 70, 2, "higher_is_better"), "equal"),  # just half a MAD
        ((71.01, 70, 2, "higher_is_better"), "ahead"),
        ((80, 70, 2, "neutral"), "unknown"),
        ((70, 70, 2, "neutral"), "equal"),
        ((70, 70, 0, "lower_is_better"), "equal"),
        ((70.1, 70, 0, "lower_is_better"), "behind"),
        ((70.1, 70, None, "lower_is_better"), "behind"),
        ((None, 70, 2, "higher_is_better"), "unknown"),
        ((70, None, 2, "higher_is_better"), "unknown"),
        ((float("nan"), 70, 2, "higher_is_better"), "unknown"),
        ((70, pd.NA, 2, "higher_is_better"), "unknown"),
        ((80, 70, 2, "higher_is_better", 11), "equal"),  # the published margin decides
        ((71, 70, 2, "higher_is_better", 0.5), "ahead"),
        ((80, 70, 2, "higher_is_better", float("nan")), "ahead"),  # no margin
        ((80, 70, 2, "higher_is_better", None), "ahead"),
    ],
)
def test_verdict_by_hand(arguments: tuple, expected: str) -> None:
    assert EQUAL_BAND_MAD == 0.5
    assert judge(*arguments) == expected


BANDS = st.one_of(st.none(), st.floats(0, 10))


@given(MAYBE, MAYBE, BANDS, POLARITIES, BANDS)
def test_verdict_mirrors_with_polarity(value, benchmark, band, polarity, margin) -> None:  # type: ignore[no-untyped-def]
    mirrored = {"ahead": "behind", "behind": "ahead"}
    found = judge(value, benchmark, band, polarity, margin)
    flipped = judge(value, benchmark, band, FLIPPED[polarity], margin)  # type: ignore[arg-type]
    assert flipped == (found if polarity == "neutral" else mirrored.get(found, found))
    if value is not None and benchmark is not None:  # and so it does when the numbers change sign, or change place
        assert judge(-value, -benchmark, band, FLIPPED[polarity], margin) == found  # type: ignore[arg-type]
        swapped = judge(benchmark, value, band, polarity, margin)
        assert swapped == mirrored.get(found, found)


@given(NUMBERS, BANDS, POLARITIES, BANDS)
def test_a_value_equals_itself(value, band, polarity, margin) -> None:  # type: ignore[no-untyped-def]
    assert judge(value, value, band, polarity, margin) == "equal"


# --- periods ---


@pytest.mark.parametrize("text", ["2024", "2024-01", "2024-12", "0001"])
def test_periods(text: str) -> None:
    assert is_period(text)


NO_PERIODS = [
    "",
    "24",
    "20245",
    "2024-00",
    "2024-13",
    "2024-1",
    "2024-Q1",
    " 2024",
    "2024\n",
    "2024-06-01",
    "٢٠٢٤",
    "ID",
]


@pytest.mark.parametrize("text", NO_PERIODS)
def test_no_periods(text: str) -> None:
    assert not is_period(text)
    for function in (year_of, position_of):
        with pytest.raises(ValueError, match="not a period"):
            function(text)


def test_positions_by_hand() -> None:
    assert [position_of(text) for text in ("2024", "2024-06", "2024-12")] == [2024.0, 2024.5, 2025.0]
    assert [year_of(text) for text in ("2024", "2024-12")] == [2024, 2024]


@given(PERIODS, PERIODS)
def test_positions_follow_time(left: str, right: str) -> None:
    assert is_period(left)
    assert year_of(left) <= position_of(left) <= year_of(left) + 1
    if len(left) == len(right):  # within one frequency the text sorts by time
        assert (left < right) == (position_of(left) < position_of(right))


def test_missing_years_by_hand() -> None:
    assert missing_years([]) == []
    assert missing_years(["2024"]) == []
    assert missing_years(["2024", "2019", "2021-03"]) == [2020, 2022, 2023]


@given(st.lists(st.one_of(RECENT.map(str), RECENT.map(lambda year: f"{year}-06")), max_size=12))
def test_missing_years_complete_the_span(periods: list[str]) -> None:
    present, missing = {year_of(text) for text in periods}, missing_years(periods)
    assert missing == sorted(set(missing))
    assert present.isdisjoint(missing)
    if present:
        assert present | set(missing) == set(range(min(present), max(present) + 1))
    assert missing_years(periods[::-1]) == missing


def test_widest_by_hand() -> None:
    assert widest([]) is None
    assert widest([("2023", 514), ("2024", 514), ("2025", 27)]) == "2024"  # a first few do not push the rest out
    assert widest([("2023", 514), ("2024", 463)]) == "2024"
    assert widest([("2023", 514), ("2024", 462)]) == "2023"
    assert widest([("2024", 2), ("2023", 10)], share=0.2) == "2024"
    assert widest([("2022", 0)]) == "2022"


@given(st.dictionaries(PERIODS, st.integers(0, 600), min_size=1), st.floats(0.01, 1))
def test_widest_is_the_latest_that_is_wide_enough(counts: dict[str, int], share: float) -> None:
    chosen = widest(list(counts.items()), share)
    assert chosen is not None
    assert counts[chosen] >= share * max(counts.values())
    assert all(n < share * max(counts.values()) for period, n in counts.items() if period > chosen)
