"""A figure against its target: achievement, path, required pace, and one of four states by a rule that is printed.

Achievement: value ÷ target × 100 where higher is better, (2 × target − value) ÷ target × 100 where lower is better
(LKjIP Maluku Tengah 2021; domain of performance reports under PermenPANRB 53/2014). It is not capped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pandas as pd

from data_access.derive.periods import position_of
from data_access.derive.ranking import Polarity

DIGITS = 9  # a difference of published figures has no more; what follows is float noise
PACE_YEARS = 3  # how far back the pace of a figure is looked at when every target still lies ahead

State = Literal["met", "on_path", "push", "away", "unknown"]


@dataclass(frozen=True, slots=True)
class TargetStanding:
    """A figure beside its targets, in the unit of the indicator; None where there is nothing to say.

    `period`, `value`: the latest figure no later than the last target. `target`: the one set for that very period.
    `due`: that one, else the next after it, else the last. `path`: what the path asks for at that period.
    `goal`: the last target. `pace`: the change a year still needed.
    """

    state: State
    goal: float
    goal_period: str
    due: float
    due_period: str
    period: str | None = None
    value: float | None = None
    previous_value: float | None = None
    target: float | None = None
    path: float | None = None
    achievement: float | None = None
    pace: float | None = None


def achievement(value: float | None, target: float | None, polarity: Polarity) -> float | None:
    """Achievement in percent; None without value, without direction, and for a target at or below zero."""
    if value is None or target is None or target <= 0 or polarity == "neutral":
        return None
    reached = value if polarity == "higher_is_better" else 2 * target - value
    return round(100 * reached / target, DIGITS)


def required_pace(value: float, period: str, goal: float, goal_period: str) -> float | None:
    """The change a year that leads from a figure to the goal; None when no time is left."""
    years = position_of(goal_period) - position_of(period)
    return round((goal - value) / years, DIGITS) if years > 0 else None


def path_at(targets: Sequence[tuple[str, float]], period: str) -> float | None:
    """What straight lines between the targets ask for at a period; None before the first and after the last."""
    at = position_of(period)
    points = sorted((position_of(when), value) for when, value in targets)
    for (left, low), (right, high) in pairwise(points):
        if left <= at <= right:
            return round(low + (high - low) * (at - left) / (right - left), DIGITS)
    return points[0][1] if points and points[0][0] == at else None


def is_reached(value: float, wanted: float, polarity: Polarity) -> bool:
    """Whether a value is at least as good as what was wanted."""
    gap = round(value - wanted, DIGITS)
    return gap <= 0 if polarity == "lower_is_better" else gap >= 0


def stand_against_targets(series: pd.DataFrame, targets: pd.DataFrame, polarity: Polarity) -> TargetStanding:
    """The standing of one region's series against its targets, at least one. The rule of the state, in this order:

    met: the figure has reached the last target. on_path: it is at least as good as the path at its period; where every
    target lies ahead, the pace of its last PACE_YEARS years would reach the first one in time. push: it is not, but
    its last change was for the better, or there was none. away: its last change was for the worse.

    `series`: period, value, series_version. `targets`: period, value. Both of one region and indicator.
    """
    goals = sorted(zip(targets["period"], targets["value"].astype(float), strict=True), key=lambda p: position_of(p[0]))
    goal_period, goal = goals[-1]
    rows = series.dropna(subset=["value"])
    rows = rows[[len(p) == len(goal_period) and position_of(p) <= position_of(goal_period) for p in rows["period"]]]
    if rows.empty:
        return TargetStanding("unknown", goal, goal_period, goal, goal_period)
    rows = rows.sort_values("period")
    last = rows.iloc[-1]
    period, value = str(last["period"]), float(last["value"])
    before = rows[(rows["series_version"] == last["series_version"]) & (rows["period"] < period)]
    previous = float(before["value"].iloc[-1]) if len(before) else None
    target = dict(goals).get(period)
    due_period, due = next(one for one in goals if position_of(one[0]) >= position_of(period))
    path = path_at(goals, period)
    is_met = polarity != "neutral" and is_reached(value, goal, polarity)
    return TargetStanding(
        state=_state(value, previous, path, goals, before, period, polarity),
        goal=goal,
        goal_period=goal_period,
        due=due,
        due_period=due_period,
        period=period,
        value=value,
        previous_value=previous,
        target=target,
        path=path,
        achievement=achievement(value, target, polarity),
        pace=None if is_met else required_pace(value, period, goal, goal_period),
    )


def _state(
    value: float,
    previous: float | None,
    path: float | None,
    goals: Sequence[tuple[str, float]],
    before: pd.DataFrame,
    period: str,
    polarity: Polarity,
) -> State:
    if polarity == "neutral":
        return "unknown"
    if is_reached(value, goals[-1][1], polarity):
        return "met"
    if path is None:
        first_period, first = goals[0]
        pace = _recent_pace(value, period, before)
        if pace is None:
            return "unknown"
        path = first - pace * (position_of(first_period) - position_of(period))
    if is_reached(value, path, polarity):
        return "on_path"
    return "push" if previous is None or is_reached(value, previous, polarity) else "away"


def _recent_pace(value: float, period: str, before: pd.DataFrame) -> float | None:
    """The mean change a year since the oldest figure of the last PACE_YEARS years."""
    near = before[[position_of(period) - position_of(p) <= PACE_YEARS for p in before["period"]]]
    if near.empty:
        return None
    years = position_of(period) - position_of(str(near["period"].iloc[0]))
    return float((value - near["value"].iloc[0]) / years)
