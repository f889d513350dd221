"""Comparing regions: periods that match, percentiles, verdicts, changes, and the statements behind them."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import comparisons as c
from data_access.derive.comparison import (
    MIN_PEERS,
    change_between,
    direction,
    match_pair,
    peer_changes,
    percentile,
    pick_rows,
    rank_at,
    spread,
    spread_between,
    stand,
)
from data_access.models import RANKED_STATUSES, Level
from data_access.warehouse import Warehouse

OFFICIAL = ("official",)
values = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


def series(*rows: tuple[str, float, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["period", "value", "status", "series_version"])


def test_the_latest_period_that_both_have_is_compared() -> None:
    ours = series(("2021", 1, "official", "1"), ("2022", 2, "official", "1"), ("2023", 3, "official", "1"))
    theirs = series(("2021", 4, "official", "1"), ("2022", 5, "official", "1"), ("2024", 6, "official", "1"))
    assert match_pair(ours, theirs, OFFICIAL).period == "2022"
    assert match_pair(ours, theirs, OFFICIAL, {"2021": MIN_PEERS, "2022": MIN_PEERS - 1}).period == "2021"


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ([], [], "nobody"),
        ([("2021", 1.0, "official", "1")], [], "only_one"),
        ([("2021", 1.0, "official", "1")], [("2022", 1.0, "official", "1")], "period"),
        ([("2021", 1.0, "official", "1")], [("2021", 1.0, "official", "2")], "version"),
        ([("2021", 1.0, "official", "1")], [("2021", 1.0, "projection", "1")], "status"),
    ],
)
def test_what_cannot_be_compared_says_why(ours: list, theirs: list, reason: str) -> None:
    assert match_pair(series(*ours), series(*theirs), OFFICIAL).reason == reason


@given(values, st.lists(values, min_size=1, max_size=40))
def test_a_percentile_turns_with_polarity(value: float, others: list[float]) -> None:
    up, down = (percentile(value, others, polarity) for polarity in ("higher_is_better", "lower_is_better"))
    assert up is not None and down is not None
    assert 0 <= up <= 100
    assert up + down == pytest.approx(100)


def test_best_is_100_worst_0_and_equal_values_share() -> None:
    assert percentile(6.08, [7, 8, 9], "lower_is_better") == 100
    assert percentile(9, [6, 7, 8], "lower_is_better") == 0
    assert percentile(1, [1, 1, 1], "higher_is_better") == 50
    assert percentile(1, [], "higher_is_better") is None


@given(values, values, st.lists(values, min_size=MIN_PEERS, max_size=40))
def test_a_verdict_is_the_mirror_of_the_other_side(ours: float, theirs: float, peers: list[float]) -> None:
    mirror = {"ahead": "behind", "behind": "ahead", "equal": "equal"}
    there = stand(ours, theirs, pd.Series(peers), "higher_is_better").verdict
    assert stand(theirs, ours, pd.Series(peers), "higher_is_better").verdict == mirror[there]
    assert stand(ours, theirs, pd.Series(peers), "lower_is_better").verdict == mirror[there]


def test_no_verdict_with_fewer_than_ten_peers() -> None:
    standing = stand(9, 1, pd.Series(range(MIN_PEERS - 1)), "higher_is_better")
    assert standing.verdict == "unknown" and standing.n == MIN_PEERS - 1


def test_a_change_is_refused_across_a_break_a_version_and_for_a_projection() -> None:
    rows = series(("2019", 4.0, "official", "1"), ("2022", 5.0, "official", "1"))
    told = change_between(rows, "2019", "2022", [], OFFICIAL)
    assert (told.absolute, told.relative_pct, told.reason) == (1.0, 25.0, None)
    assert change_between(rows, "2019", "2022", ["2020"], OFFICIAL).reason == "break"
    assert change_between(rows, "2019", "2022", ["2019"], OFFICIAL).reason is None
    assert change_between(rows.assign(series_version=["1", "2"]), "2019", "2022", [], OFFICIAL).reason == "break"
    assert change_between(rows.assign(status="projection"), "2019", "2022", [], OFFICIAL).reason == "status"
    missing = change_between(rows, "2018", "2022", [], OFFICIAL)
    assert (missing.start, missing.end, missing.absolute, missing.reason) == (None, 5.0, None, "missing")


def test_changes_of_peers_join_no_versions() -> None:
    peers = pd.DataFrame(
        [("a", "2019", 1.0, "1"), ("a", "2022", 3.0, "1"), ("b", "2019", 1.0, "1"), ("b", "2022", 9.0, "2")],
        columns=["region_code", "period", "value", "series_version"],
    )
    assert peer_changes(peers, "2019", "2022").to_dict("records") == [
        {"region_code": "a", "start": 1.0, "end": 3.0, "absolute": 2.0, "relative_pct": pytest.approx(200)}
    ]


def test_a_rank_needs_ten_regions() -> None:
    frame = pd.DataFrame({"region_code": list("abcdefghij"), "value": [1.0, 1.0, *range(2, 10)]})
    assert rank_at(frame, "a", "lower_is_better") == rank_at(frame, "b", "lower_is_better") == 1
    assert rank_at(frame, "j", "higher_is_better") == 1
    assert rank_at(frame.head(9), "a", "lower_is_better") is None and rank_at(frame, "z", "lower_is_better") is None


def test_direction_follows_polarity_not_sign() -> None:
    assert direction(-1, "lower_is_better") == "better" and direction(-1, "higher_is_better") == "worse"
    assert direction(0, "lower_is_better") == "same" and direction(1, "neutral") == direction(None, "neutral") == "none"


@given(st.lists(st.floats(0, 1), max_size=12), st.floats(0.001, 0.2))
def test_marks_step_apart_in_their_order_and_stay_inside(positions: list[float], least: float) -> None:
    moved = spread(positions, least, 0.0, 1.0)
    assert all(-1e-9 <= at <= 1 + 1e-9 for at in moved)
    order = sorted(range(len(positions)), key=positions.__getitem__)
    room = min(least, 1 / max(len(positions) - 1, 1))
    for before, after in pairwise(order):
        assert moved[after] - moved[before] >= room - 1e-9


@given(st.lists(st.floats(0, 1), max_size=8), st.lists(st.floats(0, 1), max_size=2))
def test_rings_stay_on_their_side_of_the_named_marks(positions: list[float], fixed: list[float]) -> None:
    moved = spread_between(positions, fixed, 0.03, 0.0, 1.0)
    for before, after in zip(positions, moved, strict=True):
        assert -0.03 <= after <= 1.03
        for wall in fixed:
            assert (after > wall - 1e-9) if before > wall else (after < wall + 1e-9)


def test_rows_come_in_turn_from_each_topic_and_never_two_that_exclude_each_other() -> None:
    entries = [("hdi", "x", ["old"]), ("old", "x", ["hdi"]), ("life", "x", []), ("poor", "y", [])]
    assert pick_rows(entries, 12) == ["hdi", "poor", "life"]
    assert pick_rows(entries, 2) == ["hdi", "poor"]
    assert pick_rows([], 5) == []


def test_the_statements_on_both_engines(real_warehouse: Warehouse) -> None:
    profiles = real_warehouse.frame(c.select_profiles(("3211", "3214")))
    row = profiles[(profiles["indicator_id"] == "unemployment_rate") & (profiles["period"] == "2024")]
    assert dict(zip(row["region_code"], row["value"], strict=True)) == {"3211": 6.16, "3214": 7.34}
    counts = real_warehouse.frame(c.select_peer_counts(Level.REGENCY, "32"))
    known = counts[(counts["indicator_id"] == "unemployment_rate") & (counts["period"] == "2024")]
    assert list(known["n"]) == [27]
    wanted = (("unemployment_rate", "2024"), ("hdi_sp2010", "2019"))
    peers = real_warehouse.frame(c.select_peer_values(wanted, Level.REGENCY, "32", RANKED_STATUSES))
    assert peers.groupby(["indicator_id", "period"]).size().to_dict() == dict.fromkeys(wanted, 27)
    assert real_warehouse.frame(c.select_peer_values((), Level.REGENCY, None, RANKED_STATUSES)).empty
    assert real_warehouse.frame(c.select_profiles(())).empty
    assert {"indicator_id", "region_code", "period", "reason_id"} <= set(real_warehouse.frame(c.select_all_breaks()))
    assert len(real_warehouse.frame(c.select_source_publishers())) > 300
