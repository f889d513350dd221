"""Growth said honestly: in units, points, percent, per year, in ranks; and refused, with the ranges that do work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.derive.comparison import Change, change_between
from data_access.derive.periods import position_of


@dataclass(frozen=True, slots=True)
class Growth:
    """A change with its yearly rate and the longest ranges in which a change can be told."""

    change: Change
    years: float
    cagr_pct: float | None
    spans: tuple[tuple[str, str], ...]  # first and last period of each unbroken part


def cagr(start: float | None, end: float | None, years: float) -> float | None:
    """Compound annual growth rate in percent: 100 × ((end ÷ start)^(1 ÷ years) − 1).

    None where it has no meaning: a start or end at or below zero, or no time between. Method: the geometric mean rate
    of change, as in World Bank, World Development Indicators, "Statistical methods: growth rates".
    """
    if start is None or end is None or start <= 0 or end <= 0 or years <= 0:
        return None
    return 100 * ((end / start) ** (1 / years) - 1)


def growth_between(
    series: pd.DataFrame, start: str, end: str, breaks: Sequence[str], statuses: Collection[str], is_share: bool
) -> Growth:
    """The growth of one region from `start` to `end`; the frame and the breaks are those of `change_between`.

    A share has no CAGR: percent of percent misleads. A refused change still says which ranges are unbroken.
    """
    change = change_between(series, start, end, breaks, statuses)
    years = position_of(end) - position_of(start)
    rate = None if change.reason is not None or is_share else cagr(change.start, change.end, years)
    return Growth(change, years, rate, unbroken_spans(series, breaks, statuses))


def unbroken_spans(
    series: pd.DataFrame, breaks: Sequence[str], statuses: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """First and last period of every part of a series that no break and no new version cuts; single values are none."""
    rows = sorted(zip(*(series[name].tolist() for name in ("period", "series_version", "status")), strict=True))
    parts: list[list[str]] = []
    before: tuple[str, str] | None = None
    for period, version, status in rows:
        if status not in statuses:
            continue
        is_cut = before is not None and (before[1] != version or any(before[0] < cut <= period for cut in breaks))
        if before is None or is_cut:
            parts.append([])
        parts[-1].append(str(period))
        before = (str(period), str(version))
    return tuple((part[0], part[-1]) for part in parts if len(part) > 1)


def beyond_trend(change: float | None, peers: pd.Series) -> float | None:
    """The change less the median change of the peers: the plainest form of a difference in differences.

    Method: Angrist and Pischke, Mostly Harmless Econometrics (2009), 5.2, without their causal reading: nothing says
    that the peers would have been the same otherwise. None without a change or without peers.
    """
    present = peers.dropna()
    return None if change is None or present.empty else float(change - present.median())


def rebase(series: pd.DataFrame, base: str) -> pd.DataFrame:
    """Values as an index, `base` = 100, only within the series version of the base: period, value, series_version.

    Empty where the base has no value above zero. Method: a simple (value) index, ILO/IMF CPI Manual (2020), 1.4.
    """
    at = series[series["period"] == base]
    if at.empty or not float(at["value"].iloc[0]) > 0:
        return series.iloc[:0][["period", "value", "series_version"]]
    version, level = at["series_version"].iloc[0], float(at["value"].iloc[0])
    part = series[series["series_version"] == version]
    return part.assign(value=100 * part["value"] / level)[["period", "value", "series_version"]]
