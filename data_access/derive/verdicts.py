"""Verdicts that respect noise: the margin of a gap, and the range of ranks that a value could as well have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from data_access.derive.ranking import EQUAL_BAND_MAD, Polarity, shared_ranks, summarise

Z_95 = 1.959964  # published margins of error are half the width of a 95 % interval
N_DRAWS = 2000
SEED = 20191031  # the same page twice prints the same range


@dataclass(frozen=True, slots=True)
class RankRange:
    """A shared rank of n and the range it could be; `basis` says what the range rests on."""

    rank: int
    low: int
    high: int
    n: int
    basis: Literal["band", "margin"]


def margin_of_gap(first: float | None, second: float | None) -> float | None:
    """The margin of error of a difference of two independent estimates: the root of the sum of squares.

    Method: U.S. Census Bureau, Understanding and Using ACS Data (2020), chapter 8. Where only one margin is published
    it stands alone, as the least that is known; None where there is none.
    """
    known = [margin for margin in (first, second) if margin is not None and not pd.isna(margin)]
    return float(np.hypot.reduce(known)) if known else None


def rank_range(values: pd.Series, code: str, polarity: Polarity, margins: pd.Series | None = None) -> RankRange | None:
    """The rank of a region with the ranks it could share, given the noise; None where it has no value.

    With published margins of error: the middle 90 % of its ranks in a parametric bootstrap (Goldstein and
    Spiegelhalter 1996, "League tables and their limitations", JRSS A 159, 385–443). Without: every region whose gap to
    it is within EQUAL_BAND_MAD × MAD could stand on either side. `values` and `margins` are indexed by region code.
    """
    present = values.dropna().astype(float)
    if code not in present.index:
        return None
    rank = int(shared_ranks(present, polarity)[code])
    if margins is not None and margins.reindex(present.index).notna().all():
        return _bootstrap(present, code, polarity, rank, margins.reindex(present.index).astype(float))
    tolerance = EQUAL_BAND_MAD * (summarise(present).mad or 0.0)
    ahead = (present - present[code]) * (-1 if polarity == "lower_is_better" else 1)
    low = 1 + int((ahead > tolerance).sum())
    high = len(present) - int((ahead < -tolerance).sum())
    return RankRange(rank, min(low, rank), max(high, rank), len(present), "band")


def _bootstrap(values: pd.Series, code: str, polarity: Polarity, rank: int, margins: pd.Series) -> RankRange:
    draws = np.random.default_rng(SEED).normal(values.to_numpy(), margins.to_numpy() / Z_95, (N_DRAWS, len(values)))
    ours = draws[:, [values.index.get_loc(code)]]
    better = draws < ours if polarity == "lower_is_better" else draws > ours
    ranks = 1 + better.sum(axis=1)
    low, high = np.quantile(ranks, [0.05, 0.95], method="nearest")
    return RankRange(rank, min(int(low), rank), max(int(high), rank), len(values), "margin")
