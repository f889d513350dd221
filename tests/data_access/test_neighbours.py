"""Verdicts with noise, saturation, statistical neighbours and role models."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.derive.neighbours import VARIABLES, nearest, role_models, standardise
from data_access.derive.saturation import saturation_of
from data_access.derive.verdicts import margin_of_gap, rank_range

values = st.lists(st.floats(0, 100).map(lambda v: round(v, 1)), min_size=3, max_size=40)


def test_the_margin_of_a_gap_by_hand() -> None:
    assert margin_of_gap(3, 4) == 5 and margin_of_gap(3, None) == 3 and margin_of_gap(None, float("nan")) is None


@given(values, st.sampled_from(["higher_is_better", "lower_is_better"]))
def test_a_rank_range_holds_the_rank_and_equal_values_share_it(found: list[float], polarity: str) -> None:
    frame = pd.Series(found, index=[str(place) for place in range(len(found))])
    ranges = {code: rank_range(frame, code, polarity) for code in frame.index}  # type: ignore[arg-type]
    for code, one in ranges.items():
        assert one is not None and 1 <= one.low <= one.rank <= one.high <= one.n == len(found)
        for other in frame.index[frame == frame[code]]:
            assert ranges[other] == one


def test_a_rank_range_by_the_band_by_hand() -> None:
    # median 5, MAD 2, so the band is ±1: 4 and 6 could stand on either side of 5
    frame = pd.Series([1.0, 3, 4, 5, 6, 7, 9], index=list("abcdefg"))
    found = rank_range(frame, "d", "higher_is_better")
    assert found is not None and (found.rank, found.low, found.high, found.basis) == (4, 3, 5, "band")
    assert rank_range(frame, "z", "higher_is_better") is None


def test_a_rank_range_with_published_margins_is_a_bootstrap() -> None:
    frame = pd.Series([10.0, 11.0, 50.0], index=list("abc"))
    wide = rank_range(frame, "a", "higher_is_better", pd.Series(5.0, index=frame.index))
    tight = rank_range(frame, "a", "higher_is_better", pd.Series(0.01, index=frame.index))
    assert wide is not None and tight is not None and wide.basis == "margin"
    assert (wide.low, wide.high) == (2, 3) and (tight.low, tight.high) == (3, 3)
    assert wide == rank_range(frame, "a", "higher_is_better", pd.Series(5.0, index=frame.index)), (
        "same page, same range"
    )


def test_saturation_of_the_case_it_was_made_for() -> None:
    # 480 of 546 local governments in the top class of the index of electronic transactions, 87.9 %
    found = saturation_of(pd.Series([90.0] * 480 + [60.0] * 66), (40, 60, 80), "higher_is_better")
    assert found is not None and (found.n_top, found.n) == (480, 546)
    assert found.share == pytest.approx(0.879, abs=5e-4) and found.is_saturated
    even = saturation_of(pd.Series([90.0] * 80 + [10.0] * 20), (80,), "higher_is_better")
    assert even is not None and not even.is_saturated, "exactly 80 % is not more than 80 %"
    low = saturation_of(pd.Series([1.0, 2.0, 9.0]), (5,), "lower_is_better")
    assert low is not None and low.n_top == 2
    assert saturation_of(pd.Series([1.0]), (), "higher_is_better") is None


def traits(n: int = 30) -> pd.DataFrame:
    random = np.random.default_rng(1)
    frame = pd.DataFrame({v.name: np.exp(random.normal(size=n)) for v in VARIABLES}, index=[f"r{i}" for i in range(n)])
    return frame.assign(type=[float(place % 3 == 0) for place in range(n)])


def test_the_weights_are_whole() -> None:
    assert sum(variable.weight for variable in VARIABLES) == pytest.approx(1)


@given(st.integers(0, 29), st.sets(st.integers(0, 29), max_size=5))
def test_parts_add_up_to_the_distance(place: int, holes: set[int]) -> None:
    frame = traits()
    frame.loc[[f"r{hole}" for hole in holes], "poverty"] = float("nan")
    found = nearest(frame, f"r{place}", 29)
    assert len(found) == 29 and f"r{place}" not in {one.region_code for one in found}
    distances = [one.distance for one in found]
    assert distances == sorted(distances)
    for one in found:
        assert sum(one.parts.values()) == pytest.approx(one.distance)
        assert set(one.parts) | set(one.missing) == {variable.name for variable in VARIABLES}
        lacks = place in holes or int(one.region_code[1:]) in holes
        assert ("poverty" in one.missing) == lacks, "a missing variable is named, never filled in"


def test_a_distance_by_hand() -> None:
    frame = traits(3)
    table = standardise(frame)
    (first, _second) = sorted(nearest(frame, "r0"), key=lambda one: one.region_code)
    by_hand = sum(v.weight * (table.at["r0", v.name] - table.at["r1", v.name]) ** 2 for v in VARIABLES)
    assert first.region_code == "r1" and first.distance == pytest.approx(by_hand)


def test_too_little_in_common_is_no_distance() -> None:
    frame = traits(5)
    frame.loc["r1", ["population", "density", "income"]] = float("nan")
    assert "r1" not in {one.region_code for one in nearest(frame, "r0")}
    assert nearest(frame, "elsewhere") == []


def test_role_models_by_hand() -> None:
    rows = []
    for code, figures in {"a": (9, 9, 9, 9, 9), "b": (1, 3, 5, 7, 8), "c": (9.5, 8, 7, 6, 5)}.items():
        rows += [(code, str(2020 + place), float(v), "1") for place, v in enumerate(figures)]
    frame = pd.DataFrame(rows, columns=["region_code", "period", "value", "series_version"])
    highest, fastest = role_models(frame, "higher_is_better")
    assert (highest.region_code, highest.since, highest.value) == ("a", "2021", 9.0), "c stood higher in 2020"
    assert (fastest.region_code, fastest.change, fastest.since) == ("b", pytest.approx(2.0, abs=0.3), "2020")
    lowest, falling = role_models(frame, "lower_is_better")
    assert lowest.region_code == "c" and falling.region_code == "c"
    assert role_models(frame, "neutral") == []
