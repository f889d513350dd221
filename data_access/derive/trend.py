"""Robust trends: the pace of a series or of a gap with its interval, and what follows if that pace went on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from data_access.derive.periods import position_of
from data_access.derive.ranking import Polarity, shared_ranks

CONFIDENCE = 0.9
MIN_POINTS = 4  # fewer give no interval worth printing
FAR_YEARS = 50.0  # beyond this a number of years is no statement any more
STILL = 1e-9  # a pace below this is none

_KEYS = ("period", "series_version", "value")

Outlook = Literal["caught", "years", "far", "never", "unknown"]


@dataclass(frozen=True, slots=True)
class Trend:
    """Slope per year with its interval, over n points from `first` to `last` (positions in years)."""

    slope: float
    low: float
    high: float
    n: int
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class CatchUp:
    """How long a gap takes to close at its present pace.

    `outlook`: years (within FAR_YEARS), far (beyond), never (steady or widening), caught (no gap), unknown (too few
    points). `years_low` and `years_high` are the ends of the 90 % range; an end of None means never.
    """

    outlook: Outlook
    gap: float | None
    pace: Trend | None
    years: float | None = None
    years_low: float | None = None
    years_high: float | None = None

    @property
    def is_widening(self) -> bool:
        return self.pace is not None and self.pace.slope > STILL


def theil_sen(times: Sequence[float], values: Sequence[float]) -> Trend | None:
    """The median of all pairwise slopes, with Sen's interval at 90 %; None with fewer than MIN_POINTS values.

    Method: Theil (1950) and Sen (1968), "Estimates of the regression coefficient based on Kendall's tau", JASA 63,
    1379–1389; computed by scipy.stats.theilslopes. One odd year in a short series does not turn it.
    """
    if len(times) < MIN_POINTS or len(set(times)) < MIN_POINTS:
        return None
    from scipy.stats import theilslopes  # loads slowly, and only the comparison needs it

    found = theilslopes(values, times, alpha=CONFIDENCE)
    low, high = sorted((float(found.low_slope), float(found.high_slope)))
    slope = float(found.slope)
    return Trend(slope, min(low, slope), max(high, slope), len(times), min(times), max(times))


def trend_of(series: pd.DataFrame) -> Trend | None:
    """The pace of the latest version of a series: frame of period, value, series_version."""
    rows = series.dropna(subset=["value"]).sort_values("period")
    if rows.empty:
        return None
    rows = rows[rows["series_version"] == rows["series_version"].iloc[-1]]
    return theil_sen([position_of(period) for period in rows["period"]], [float(v) for v in rows["value"]])


def gap_series(leader: pd.DataFrame, follower: pd.DataFrame, polarity: Polarity) -> pd.DataFrame:
    """The lead of one region over another, positive where it leads: period, gap; within their latest common version."""
    sides = [
        {(row[0], row[1]): row[2] for row in zip(*(side[name].tolist() for name in _KEYS), strict=True)}
        for side in (leader, follower)
    ]
    both = sorted(sides[0].keys() & sides[1].keys())
    sign = -1 if polarity == "lower_is_better" else 1
    found = [
        (period, sign * round(sides[0][(period, version)] - sides[1][(period, version)], 9))
        for period, version in both
        if version == both[-1][1]
    ]
    return pd.DataFrame(found, columns=["period", "gap"])


def catch_up(gaps: pd.DataFrame) -> CatchUp:
    """When the follower draws level, if the trend of the gap went on from its latest value; not a forecast.

    The range turns the 90 % interval of the slope into years: a slope that does not fall gives no end.
    """
    if gaps.empty:
        return CatchUp("unknown", None, None)
    gap = float(gaps["gap"].iloc[-1])
    if gap <= 0:
        return CatchUp("caught", gap, None)
    pace = theil_sen([position_of(period) for period in gaps["period"]], [float(v) for v in gaps["gap"]])
    if pace is None:
        return CatchUp("unknown", gap, None)
    years, soonest, latest = (_years(gap, slope) for slope in (pace.slope, pace.low, pace.high))
    if years is None:
        return CatchUp("never", gap, pace, None, soonest, latest)
    return CatchUp("far" if years > FAR_YEARS else "years", gap, pace, years, soonest, latest)


def required_pace(value: float, goal: float, years: float) -> float | None:
    """What has to change each year to reach a goal in time, in the unit of the value; None without time left."""
    return (goal - value) / years if years > 0 else None


def years_to_reach(value: float, goal: float, yearly: float, polarity: Polarity) -> float | None:
    """How many years a steady yearly change needs to a goal; 0 where it is reached, None where it never is."""
    short = (value - goal) if polarity == "lower_is_better" else (goal - value)
    pace = -yearly if polarity == "lower_is_better" else yearly
    if short <= 0:
        return 0.0
    return short / pace if pace > STILL and math.isfinite(short / pace) else None


def project(
    value: float, yearly: float, years: float, floor: float | None = None, ceiling: float | None = None
) -> float:
    """A value after a steady yearly change, kept inside what the scale can hold."""
    moved = value + yearly * years
    moved = moved if floor is None else max(moved, floor)
    return moved if ceiling is None else min(moved, ceiling)


def rank_with(values: pd.Series, code: str, value: float, polarity: Polarity) -> int:
    """The shared rank of a region if it had this value and all others kept theirs; `values` by region code."""
    changed = values.astype(float).copy()
    changed[code] = value
    return int(shared_ranks(changed, polarity)[code])


def _years(gap: float, slope: float) -> float | None:
    return gap / -slope if slope < -STILL else None


def paces_of(distribution: pd.DataFrame) -> pd.Series:
    """The Theil–Sen slope of the latest version of every region at once, by region code; without the interval.

    `distribution`: region_code, period, value, series_version. Regions with fewer than MIN_POINTS values are left out.
    """
    rows = distribution.dropna(subset=["value"]).sort_values(["region_code", "period"])
    found: dict[str, float] = {}
    at = {period: position_of(period) for period in rows["period"].unique()}
    arrays = (rows["region_code"].to_numpy(), rows["period"].map(at).to_numpy(), rows["value"].to_numpy(),
              rows["series_version"].to_numpy())  # fmt: skip
    if rows.empty:
        return pd.Series(found, dtype=float)
    starts = [int(at) for at in np.flatnonzero(np.r_[True, arrays[0][1:] != arrays[0][:-1]])]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        code, times, values, versions = (array[start:end] for array in arrays)
        latest = versions == versions[-1]
        times, values = times[latest].astype(float), values[latest].astype(float)
        if len(times) < MIN_POINTS:
            continue
        first, second = np.triu_indices(len(times), 1)
        found[str(code[0])] = float(np.median((values[second] - values[first]) / (times[second] - times[first])))
    return pd.Series(found, dtype=float)
