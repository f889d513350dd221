"""Where a bullet draws what: bar, mark and bands as shares of its width, and only for a target of one's own."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.board.bullets import make_bullet
from data_access.derive.ranking import Polarity
from data_access.derive.targets import achievement, stand_against_targets


def test_positions_where_higher_is_better() -> None:
    found = make_bullet(60, 80, "target", "higher_is_better", 2025)
    assert found.bar == (0.0, 0.6) and found.mark == 0.8  # the scale ends at 100
    assert found.bands == [(0.0, 0.528, 1), (0.528, 0.728, 2), (0.728, 1.0, 3)]  # 66 % and 91 % of 80


def test_positions_where_lower_is_better() -> None:
    found = make_bullet(8, 6, "target", "lower_is_better", 2025)
    assert found.bar == (0.0, 0.8) and found.mark == 0.6  # the scale ends at 10
    assert found.bands == [(0.0, 0.654, 3), (0.654, 0.804, 2), (0.804, 1.0, 1)]  # (2 − 0,91) × 6 and (2 − 0,66) × 6


@pytest.mark.parametrize(
    ("value", "target", "bar", "mark"),
    [(-2, 6, (0.05, 0.25), 0.85), (3, -1, (0.25, 0.85), 0.05), (0, 0, (0.0, 0.0), 0.0)],
)
def test_below_zero_the_bar_starts_inside_and_nothing_is_judged(
    value: float, target: float, bar: tuple[float, float], mark: float
) -> None:
    found = make_bullet(value, target, "target", "neutral")
    assert (found.bar, found.mark, found.bands) == (bar, mark, [(0.0, 1.0, 3)])


@given(
    st.floats(0, 1e6).map(lambda x: round(x, 2)),
    st.floats(0.01, 1e6).map(lambda x: round(x, 2)),
    st.sampled_from(["higher_is_better", "lower_is_better"]),
)
def test_the_bar_ends_in_the_band_of_its_achievement(value: float, target: float, polarity: Polarity) -> None:
    found = make_bullet(value, target, "target", polarity, 2025)
    edges = [edge for band in found.bands for edge in band[:2]]
    assert edges[0] == 0.0 and edges[-1] == 1.0 and edges[1:-1:2] == edges[2:-1:2]  # no hole, no overlap
    assert 0 <= found.bar[1] <= 0.8 and 0 <= found.mark <= 0.8
    assert (found.bar[1] > found.mark) <= (value > target) and (found.bar[1] < found.mark) <= (value < target)
    reached = achievement(value, target, polarity)
    assert reached is not None
    tone = 3 if reached >= 91 else 2 if reached >= 66 else 1
    near = [tone_ for start, end, tone_ in found.bands if start - 1e-4 <= found.bar[1] <= end + 1e-4]
    assert tone in near


@pytest.mark.parametrize(("period", "due"), [("2024", ("2025", 7.0)), ("2025", ("2025", 7.0)), ("2026", ("2029", 5.0))])
def test_the_target_that_is_due(period: str, due: tuple[str, float]) -> None:
    series = pd.DataFrame({"period": [period], "value": [8.0], "series_version": ["1"]})
    targets = pd.DataFrame({"period": ["2025", "2029"], "value": [7.0, 5.0]})
    standing = stand_against_targets(series, targets, "lower_is_better")
    assert (standing.due_period, standing.due) == due
