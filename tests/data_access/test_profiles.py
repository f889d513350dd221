"""What a profile is measured against: exact rows on both engines, and the middle of many groups at once."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import observations, profiles
from data_access.derive.benchmarks import summarise_groups
from data_access.derive.ranking import summarise
from data_access.models import Level
from data_access.warehouse import Warehouse

JOBLESS = "unemployment_rate"


def of_indicator(frame: pd.DataFrame, indicator_id: str) -> dict[str, float]:
    rows = frame[frame["indicator_id"] == indicator_id]
    return dict(zip(rows["region_code"], rows["value"], strict=True))


def test_benchmarks_are_the_parent_and_every_peer_at_the_period_of_the_region(warehouse: Warehouse) -> None:
    frame = warehouse.frame(profiles.select_benchmarks("3201"))
    assert list(frame.columns) == ["indicator_id", "region_code", "value"]
    assert not frame.duplicated(["indicator_id", "region_code"]).any()
    found = of_indicator(frame, JOBLESS)
    assert found["32"] == 7.0 and found["3201"] == 4.0 and found["3209"] == 11.0
    assert found["3205"] == 7.0  # of another version: a peer all the same
    assert not {"3212", "9401", "95", "ID"} & set(found)  # no value, another parent, another level


def test_the_parent_must_be_of_the_same_series_version(warehouse: Warehouse) -> None:
    found = of_indicator(warehouse.frame(profiles.select_benchmarks("3205")), JOBLESS)
    assert "32" not in found and found["3205"] == 7.0 and found["3204"] == 6.0


def test_a_province_is_measured_against_the_nation_and_the_provinces(warehouse: Warehouse) -> None:
    found = of_indicator(warehouse.frame(profiles.select_benchmarks("32")), JOBLESS)
    assert found == {"32": 7.0, "95": 4.0, "ID": 4.91}


@pytest.mark.parametrize("code", ["9413", "nobody", "' OR '1'='1"])
def test_a_region_without_figures_has_no_benchmarks(warehouse: Warehouse, code: str) -> None:
    frame = warehouse.frame(profiles.select_benchmarks(code))
    assert frame.empty and list(frame.columns) == ["indicator_id", "region_code", "value"]


def test_the_number_of_districts(warehouse: Warehouse) -> None:
    assert list(warehouse.frame(profiles.select_district_count("3201"))["n_districts"]) == [40]
    assert warehouse.frame(profiles.select_district_count("nobody")).empty


@pytest.mark.parametrize("code", ["3211", "3578", "9401", "32"])
def test_medians_of_a_profile_are_those_of_each_cross_section(real_warehouse: Warehouse, code: str) -> None:
    latest = real_warehouse.frame(observations.select_latest(code))
    frame = real_warehouse.frame(profiles.select_benchmarks(code))
    parent, level = ("ID", Level.PROVINCE) if len(code) == 2 else (code[:2] if code[0] != "9" else "95", Level.REGENCY)
    medians = summarise_groups(frame[frame["region_code"] != parent], "indicator_id")
    assert set(medians.index) == set(latest["indicator_id"])
    for row in latest.iloc[::7].itertuples():
        section = real_warehouse.frame(
            observations.select_cross_section(row.indicator_id, row.period, level, parent)
        )  # fmt: skip
        summary = summarise(section["value"])
        found = medians.loc[row.indicator_id]
        assert (found["n"], found["median"]) == (summary.n, pytest.approx(summary.median)), row.indicator_id


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.floats(-1e9, 1e9, allow_nan=False))), max_size=40
    )
)
def test_groups_are_summarised_as_one_by_one(pairs: list[tuple[str, float | None]]) -> None:
    frame = pd.DataFrame(pairs, columns=["group", "value"]).astype({"group": object, "value": float})
    found = summarise_groups(frame, "group")
    assert list(found.columns) == ["n", "median", "mad"]
    for name, part in frame.groupby("group"):
        one = summarise(part["value"])
        if one.n == 0:
            assert name not in found.index
            continue
        row = found.loc[name]
        assert row["n"] == one.n
        assert math.isclose(row["median"], one.median or 0.0, abs_tol=1e-9)
        assert math.isclose(row["mad"], one.mad or 0.0, abs_tol=1e-9)
