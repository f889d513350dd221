"""A figure against its target: hand-computed cases of achievement, path, pace and the four states."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.derive.targets import achievement, is_reached, path_at, required_pace, stand_against_targets

UP, DOWN = "higher_is_better", "lower_is_better"


def series(*points: tuple[str, float], version: str = "1") -> pd.DataFrame:
    return pd.DataFrame([(p, v, version) for p, v in points], columns=["period", "value", "series_version"])


def goals(*points: tuple[str, float]) -> pd.DataFrame:
    return pd.DataFrame(points, columns=["period", "value"])


@pytest.mark.parametrize(
    ("value", "target", "polarity", "percent"),
    [
        (15, 20, DOWN, 125),  # the two cases of the performance reports
        (27.6, 14, DOWN, pytest.approx(2.857142857)),
        (8.12, 11.2, UP, 72.5),
        (14.8, 9.5, UP, pytest.approx(155.789473684)),
        (0, 10, UP, 0),
        (30, 10, DOWN, -100),
        (5, 0, UP, None),
        (5, -1, UP, None),
        (5, 4, "neutral", None),
        (None, 4, UP, None),
        (5, None, UP, None),
    ],
)
def test_achievement(value, target, polarity, percent) -> None:
    assert achievement(value, target, polarity) == percent


def test_path_and_pace() -> None:
    targets = [("2027", 6.0), ("2023", 10.0), ("2025", 9.0)]
    assert [path_at(targets, p) for p in ("2022", "2023", "2024", "2025", "2026", "2027", "2028")] == [
        None, 10, 9.5, 9, 7.5, 6, None
    ]  # fmt: skip
    assert path_at([("2024", 5.0)], "2024") == 5
    assert required_pace(9.0, "2024", 3.0, "2029") == -1.2
    assert required_pace(1.0, "2024-06", 4.0, "2026-12") == 1.2
    assert required_pace(9.0, "2024", 3.0, "2024") is None


@pytest.mark.parametrize(
    ("points", "targets", "polarity", "state"),
    [
        # the last target is reached, early or on time
        ([("2024", 6.0)], [("2027", 6.0)], DOWN, "met"),
        ([("2024", 80.0)], [("2024", 75.0)], UP, "met"),
        # on the straight line 10 → 6: 8 at 2025
        ([("2024", 9.0), ("2025", 8.0)], [("2023", 10.0), ("2027", 6.0)], DOWN, "on_path"),
        ([("2024", 9.0), ("2025", 8.1)], [("2023", 10.0), ("2027", 6.0)], DOWN, "push"),
        ([("2024", 8.0), ("2025", 8.1)], [("2023", 10.0), ("2027", 6.0)], DOWN, "away"),
        ([("2024", 8.1), ("2025", 8.1)], [("2023", 10.0), ("2027", 6.0)], DOWN, "push"),  # unchanged
        ([("2025", 8.1)], [("2023", 10.0), ("2027", 6.0)], DOWN, "push"),  # nothing before it
        # every target ahead: 72 + 2 a year × 4 = 80 at 2029
        ([("2022", 68.0), ("2023", 70.0), ("2025", 72.0)], [("2029", 77.0)], UP, "on_path"),  # 4/3 a year: 77.33
        ([("2022", 68.0), ("2023", 70.0), ("2025", 72.0)], [("2029", 78.0)], UP, "push"),
        ([("2022", 73.0), ("2025", 72.0)], [("2029", 78.0)], UP, "away"),
        ([("2025", 72.0)], [("2029", 78.0)], UP, "unknown"),  # no pace can be known
        ([("2020", 60.0), ("2025", 72.0)], [("2029", 78.0)], UP, "unknown"),  # older than three years
        # judged where the target was due, not later
        ([("2024", 8.12), ("2025", 20.0)], [("2023", 9.5), ("2024", 11.2)], UP, "push"),
        ([("2025", 20.0)], [("2024", 11.2)], UP, "unknown"),
        ([], [("2024", 11.2)], UP, "unknown"),
        ([("2024", 5.0)], [("2024", 5.0)], "neutral", "unknown"),
    ],
)
def test_the_four_states(points, targets, polarity, state) -> None:
    assert stand_against_targets(series(*points), goals(*targets), polarity).state == state


def test_a_break_hides_what_came_before() -> None:
    broken = pd.concat([series(("2023", 60.0)), series(("2024", 50.0), version="2")])
    found = stand_against_targets(broken, goals(("2024", 55.0)), UP)
    assert found.state == "push" and found.previous_value is None


def test_a_standing_by_hand() -> None:
    found = stand_against_targets(
        series(("2023", 9.36), ("2024", 9.10)), goals(("2024", 9.0), ("2029", 6.1)), DOWN
    )  # fmt: skip
    assert (found.period, found.value, found.previous_value) == ("2024", 9.10, 9.36)
    assert (found.target, found.path, found.goal, found.goal_period) == (9.0, 9.0, 6.1, "2029")
    assert found.achievement == pytest.approx(98.888888889) and found.pace == -0.6 and found.state == "push"


value = st.floats(0.1, 1000).map(lambda x: round(x, 2))


@given(value, value, st.sampled_from([UP, DOWN]))
def test_a_hundred_percent_is_reached_and_less_is_not(figure: float, target: float, polarity) -> None:
    percent = achievement(figure, target, polarity)
    assert percent is not None
    assert (percent >= 100) == is_reached(figure, target, polarity)


@given(st.lists(value, min_size=1, max_size=6), st.lists(value, min_size=1, max_size=4), st.sampled_from([UP, DOWN, "neutral"]))  # fmt: skip
def test_no_state_contradicts_its_figures(values: list[float], wanted: list[float], polarity) -> None:
    found = stand_against_targets(
        series(*[(str(2020 + i), v) for i, v in enumerate(values)]),
        goals(*[(str(2022 + i), v) for i, v in enumerate(wanted)]),
        polarity,
    )
    if found.state == "met":
        assert found.value is not None and is_reached(found.value, found.goal, polarity) and found.pace is None
    if found.state in ("push", "away") and found.path is not None:
        assert found.value is not None and not is_reached(found.value, found.path, polarity)
    if found.state == "away":
        assert found.value is not None and found.previous_value is not None
        assert not is_reached(found.value, found.previous_value, polarity)
    if found.pace is not None and found.value is not None and polarity != "neutral" and found.state != "met":
        assert (found.pace > 0) == (polarity == UP)
