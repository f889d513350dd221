"""What the rules read and what they find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import NamedTuple

import pandas as pd

from data_access.models import RANKED_STATUSES


@dataclass(frozen=True)
class Finding:
    """One thing that needs attention. `facts` are plain values (numbers, texts, lists of them) and differ by rule:

    - target_missed: value, previous_value, path, state (push, away), target, target_period, goal, goal_period, pace,
      achievement, source_title
    - worse_twice: values, periods (oldest first), change, size (times the threshold), n
    - outlier: value, median, score (modified z, negative below), n, parent_code, level
    - broken_total: value, sum, difference, parts (indicator ids, empty for regions), n
    - stale: value, missing (the period awaited), due (ISO date), peers (how many have something newer already)
    - series_break: value, previous_value, previous_period, reason_id, reason_en
    - recompute: value (as supplied), computed, formula_id, formula_en
    """

    rule: str
    region_code: str
    indicator_id: str
    period: str
    severity: float  # how far past the rule's threshold; comparable within one rule only
    facts: dict[str, object]


@dataclass(frozen=True)
class Figures:
    """The frames that the rules read for one region.

    own: every value of the region: indicator_id, period, value, status, margin_of_error, series_version.
    peers: values of its peers, itself included, at its latest period: indicator_id, region_code, value.
    counts: how many peers have a value: indicator_id, period, n.
    targets: those set for the region itself: indicator_id, period, value, status, source_title.
    breaks: the columns of `series_break`; an empty region_code means everywhere.
    children: values of the regions within it: indicator_id, region_code, period, value. May be empty.
    """

    own: pd.DataFrame
    peers: pd.DataFrame
    counts: pd.DataFrame
    targets: pd.DataFrame
    breaks: pd.DataFrame
    children: pd.DataFrame

    @cached_property
    def series(self) -> dict[str, list[Point]]:
        """The values of the region by indicator, oldest first."""
        return self._series(self.own)

    @cached_property
    def fair_series(self) -> dict[str, list[Point]]:
        """The same without projections and estimates."""
        return self._series(self.own[self.own["status"].isin([status.value for status in RANKED_STATUSES])])

    @cached_property
    def middles(self) -> dict[str, Middle]:
        """Median and MAD of the peers by indicator."""
        rows = self.peers.dropna(subset=["value"])
        grouped: dict[str, list[float]] = {}
        for indicator_id, value in zip(rows["indicator_id"], rows["value"], strict=True):
            grouped.setdefault(str(indicator_id), []).append(float(value))
        return {indicator_id: Middle.of(values) for indicator_id, values in grouped.items()}

    @staticmethod
    def _series(own: pd.DataFrame) -> dict[str, list[Point]]:
        rows = own.dropna(subset=["value"]).sort_values(["indicator_id", "period"])
        columns = ["indicator_id", "period", "value", "margin_of_error", "series_version"]
        grouped: dict[str, list[Point]] = {}
        for indicator_id, period, value, margin, version in rows[columns].itertuples(index=False, name=None):
            point = Point(str(period), float(value), None if pd.isna(margin) else float(margin), str(version))
            grouped.setdefault(str(indicator_id), []).append(point)
        return grouped


class Point(NamedTuple):
    """One value of a series."""

    period: str
    value: float
    margin: float | None
    version: str


class Middle(NamedTuple):
    """Where the peers lie: how many, their median, and the median absolute deviation from it, unscaled."""

    n: int
    median: float
    mad: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Middle:
        centre = median(values)
        return cls(len(values), centre, median(abs(value - centre) for value in values))
