"""Shared ranks, summaries of a cross-section, and the verdict against a benchmark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

EQUAL_BAND_MAD = 0.5  # setara: the gap is inside half a MAD of the group (screen guide 1.2)

Polarity = Literal["higher_is_better", "lower_is_better", "neutral"]
Verdict = Literal["ahead", "equal", "behind", "unknown"]


@dataclass(frozen=True, slots=True)
class Summary:
    """A cross-section in numbers, in the unit of the indicator; None where there are no values."""

    n: int
    n_missing: int
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    mad: float | None  # median absolute deviation from the median, unscaled


def summarise(values: pd.Series) -> Summary:
    """Median, quartiles (linear interpolation) and MAD of the values that are there; missing ones are counted."""
    present = values.dropna().astype(float)
    if present.empty:
        return Summary(0, len(values), None, None, None, None)
    median = float(present.median())
    return Summary(
        n=len(present),
        n_missing=len(values) - len(present),
        median=median,
        lower_quartile=float(present.quantile(0.25)),
        upper_quartile=float(present.quantile(0.75)),
        mad=float((present - median).abs().median()),
    )


def shared_ranks(values: pd.Series, polarity: Polarity) -> pd.Series:
    """Ranks from 1 = best (neutral: highest); equal values share the best rank; missing stays missing (Int64)."""
    return values.rank(method="min", ascending=polarity == "lower_is_better").astype("Int64")


def judge(
    value: float | None, benchmark: float | None, band: float | None, polarity: Polarity, margin: float | None = None
) -> Verdict:
    """Ahead, equal or behind a benchmark, by polarity.

    Equal when the gap is inside the published margin of error or, without one, inside EQUAL_BAND_MAD × `band`
    (the MAD of the group). Neutral indicators have no ahead and behind: they are unknown unless equal.
    """
    if value is None or benchmark is None or pd.isna(value) or pd.isna(benchmark):
        return "unknown"
    gap = value - benchmark
    tolerance = margin if margin is not None and not pd.isna(margin) else EQUAL_BAND_MAD * (band or 0.0)
    if abs(gap) <= tolerance:
        return "equal"
    if polarity == "neutral":
        return "unknown"
    return "ahead" if (gap > 0) == (polarity == "higher_is_better") else "behind"
