"""Where one region stands: the benchmark it is held against, how large its changes are, who to show around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

MIN_PEERS = 4  # the smallest province has four regencies; a median of fewer says nothing
MIN_SPREAD = 10  # fewer regions than this give no spread to measure a change by, as they give no rank


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A value to compare with: published for the whole (province, nation), or the median of n regions within it."""

    value: float
    kind: Literal["published", "median"]
    n: int


def choose_benchmark(published: float | None, peers: pd.Series) -> Benchmark | None:
    """The published value where there is one, else the median of at least MIN_PEERS peers, else nothing."""
    present = peers.dropna()
    if published is not None and not pd.isna(published):
        return Benchmark(float(published), "published", len(present))
    if len(present) < MIN_PEERS:
        return None
    return Benchmark(float(present.median()), "median", len(present))


def median_series(distribution: pd.DataFrame) -> pd.DataFrame:
    """Median per period and version where at least MIN_PEERS regions have a value: period, value, series_version."""
    grouped = distribution.groupby(["series_version", "period"])["value"]
    medians = grouped.median()[grouped.count() >= MIN_PEERS]
    return medians.reset_index().sort_values("period")[["period", "value", "series_version"]]


def sized_changes(own: pd.DataFrame, peers: pd.DataFrame) -> pd.DataFrame:
    """The rows of `own` that changed, with `size`: the change in MADs of the peers, so that units can be set in order.

    `own`: indicator_id, change. `peers`: indicator_id, value. Without MIN_SPREAD peers or without spread a row drops.
    """
    present = peers.dropna(subset=["value"])
    grouped = present.groupby("indicator_id")["value"]
    spread = (present["value"] - grouped.transform("median")).abs().groupby(present["indicator_id"]).median()
    spread = spread[(grouped.count() >= MIN_SPREAD) & (spread > 0)]
    rows = own[own["change"].notna() & (own["change"] != 0)]
    sized = rows.assign(size=rows["change"].abs() / rows["indicator_id"].map(spread).astype(float))
    return sized.dropna(subset=["size"]).sort_values(["size", "indicator_id"], ascending=[False, True])


def ends_and_around(n: int, ours: int | None, ends: int = 5, around: int = 2) -> list[int]:
    """Positions to show of n in order: the first and the last, and those round ours; ascending, none twice."""
    shown = {*range(min(ends, n)), *range(max(0, n - ends), n)}
    if ours is not None:
        shown |= set(range(max(0, ours - around), min(n, ours + around + 1)))
    return sorted(shown)
