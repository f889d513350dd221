"""Growth, ratios of the same year, rates: by examples and by properties."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.derive.rates import growth_by_period, rate, same_year_ratios, yearly_growth

VALUES = st.floats(min_value=1, max_value=1e9)


def series(values: list[float], first: int = 2016, code: str = "a", version: str = "1") -> pd.DataFrame:
    periods = [str(first + place) for place in range(len(values))]
    return pd.DataFrame({"region_code": code, "period": periods, "value": values, "series_version": version})


@given(st.floats(min_value=-0.9, max_value=5), VALUES, st.integers(min_value=2, max_value=9))
def test_a_series_that_grows_by_one_factor_has_that_growth_everywhere(factor: float, start: float, n: int) -> None:
    growth = yearly_growth(series([start * (1 + factor) ** place for place in range(n)]))
    assert len(growth) == n - 1
    assert all(math.isclose(found, factor * 100, abs_tol=1e-6) for found in growth["growth_pct"])
    by_period = growth_by_period(growth)
    assert (by_period["lowest"] <= by_period["highest"]).all() and (by_period["n"] == 1).all()


@given(st.lists(VALUES, min_size=1, max_size=8), st.integers(min_value=0, max_value=1000))
def test_growth_does_not_depend_on_the_order_of_rows(values: list[float], seed: int) -> None:
    frame = pd.concat([series(values), series(values[::-1], code="b")])
    shuffled = yearly_growth(frame.sample(frac=1, random_state=seed))
    pd.testing.assert_frame_equal(shuffled, yearly_growth(frame))


def test_no_growth_across_a_gap_a_version_a_missing_value_or_from_zero() -> None:
    with_gap = series([1, 2, 3]).iloc[[0, 2]]
    versions = pd.concat([series([1], code="b"), series([2], first=2017, code="b", version="2")])
    missing = series([1, math.nan, 3], code="c")
    zero = series([0, 5], code="d")
    assert yearly_growth(pd.concat([with_gap, versions, missing, zero])).empty
    assert yearly_growth(series([])).empty


def test_a_ratio_needs_the_same_region_and_year() -> None:
    model = series([100, 200], code="a")
    counts = pd.DataFrame(
        {"region_code": ["a", "a", "b"], "period": ["2017-01", "2019", "2016"], "value": [50.0, 1.0, 1.0]}
    )
    found = same_year_ratios(model, counts)
    assert found[["period", "model_period", "ratio"]].to_numpy().tolist() == [["2017-01", "2017", 4.0]]
    with pytest.raises(pd.errors.MergeError):
        same_year_ratios(pd.concat([model, model]), counts)


@given(VALUES, VALUES, st.sampled_from([1, 100, 1000]))
def test_a_rate_is_the_numerator_per_so_many(numerator: float, denominator: float, per: int) -> None:
    (found,) = rate(pd.Series([numerator]), pd.Series([denominator]), per)
    assert math.isclose(found * denominator / per, numerator)


def test_a_rate_over_nothing_is_missing() -> None:
    found = rate(pd.Series([1.0, math.nan, 1.0]), pd.Series([0.0, 1.0, math.nan]))
    assert found.isna().all()
