"""Recompute and compare: formulas run on their parts beside the figure supplied, and what looks like no measurement.

Every finding is a question to whoever supplied the figure, never a correction: the figure stays as it was published.
The occasion was Kota Blitar, where copied reports showed why a figure must be recomputed before it is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

Rule = Literal["formula", "denominator", "copied", "zero", "total"]

COPY_MOVED = 0.8  # of the peers must have moved for a standstill to be remarkable
COPY_PEERS = 10
COPY_DIGITS = 3  # significant digits; shorter figures repeat by chance
ZERO_SHARE = 0.9  # of the other values of the indicator must be above zero


@dataclass(frozen=True, slots=True)
class Ratio:
    """`result` = numerator ÷ denominator × factor. `wrong` are denominators that are taken by mistake."""

    result: str
    numerator: str
    denominator: str
    factor: float
    tolerance: float  # in the unit of the result
    wrong: tuple[str, ...] = ()
    relative: float = 0.0  # a share of the expected value that is allowed besides, for figures revised apart


@dataclass(frozen=True, slots=True)
class Total:
    """`result` = the sum of its parts, or the other way round what the parts should sum to."""

    result: str
    parts: tuple[str, ...]
    tolerance: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure to ask about: what was supplied, what the rule expected, and the indicators it rests on."""

    rule: Rule
    indicator_id: str
    region_code: str
    period: str
    value: float
    expected: float | None
    basis: tuple[str, ...]


def check_ratio(figures: pd.DataFrame, ratio: Ratio) -> list[Finding]:
    """Where the supplied result is not what its parts give; `denominator` when a wrong denominator explains it.

    `figures`: indicator_id, region_code, period, value.
    """
    table = _wide(figures, (ratio.result, ratio.numerator, ratio.denominator, *ratio.wrong))
    supplied = table[ratio.result]
    expected = _divided(table, ratio.numerator, ratio.denominator, ratio.factor)
    allowed = ratio.tolerance + ratio.relative * expected.abs()
    off = table[(supplied - expected).abs() > allowed]
    found = []
    for place, row in off.iterrows():
        code, period = place  # type: ignore[misc]
        value, right = float(row[ratio.result]), float(expected[place])
        explained = [
            name
            for name in ratio.wrong
            if row[name] and abs(row[ratio.numerator] / row[name] * ratio.factor - value) <= float(allowed[place])
        ]
        rule: Rule = "denominator" if explained else "formula"
        basis = (ratio.numerator, ratio.denominator, *explained[:1])
        found.append(Finding(rule, ratio.result, str(code), str(period), value, right, basis))
    return found


def check_total(figures: pd.DataFrame, total: Total) -> list[Finding]:
    """Where a total differs from the sum of its parts, if every part is there."""
    table = _wide(figures, (total.result, *total.parts)).dropna()
    sums = table[list(total.parts)].sum(axis=1)
    off = table[(table[total.result] - sums).abs() > total.tolerance]
    return [
        Finding("total", total.result, str(code), str(period), float(row[total.result]), float(sums[(code, period)]),
                total.parts)
        for (code, period), row in off.iterrows()  # type: ignore[misc]
    ]  # fmt: skip


def check_composite(figures: pd.DataFrame, parts: Sequence[str], result: str, tolerance: float) -> list[Finding]:
    """Where a human development index is not what its four parts give: life expectancy, expected and mean years of
    schooling, expenditure in thousand rupiah.

    Method: BPS, Indeks Pembangunan Manusia Metode Baru (2015): the geometric mean of three indices with the limits
    20–85 years, 0–18 and 0–15 years of schooling, Rp1.007.436–Rp26.572.352 in logarithms.
    """
    table = _wide(figures, (result, *parts)).dropna()
    life, expected, mean, spending = (table[name] for name in parts)
    health = (life - 20) / (85 - 20)
    education = (expected / 18 + mean / 15) / 2
    welfare = (np.log(spending * 1000) - np.log(1_007_436)) / (np.log(26_572_352) - np.log(1_007_436))
    index = 100 * np.cbrt(health * education * welfare)
    off = table[(table[result] - index).abs() > tolerance]
    return [
        Finding(
            "formula", result, str(code), str(period), float(row[result]), float(index[(code, period)]), tuple(parts)
        )
        for (code, period), row in off.iterrows()  # type: ignore[misc]
    ]


def check_copied(figures: pd.DataFrame, indicators: Iterable[str]) -> list[Finding]:
    """Values equal to the one before to the last digit, where most peers moved between the same two periods.

    `figures` also has parent_code and series_version; peers are the regions of the same parent. Meant for measured
    shares and indices.
    """
    rows = figures[figures["indicator_id"].isin(list(indicators))].sort_values(
        ["indicator_id", "region_code", "period"]
    )
    keys = ["indicator_id", "region_code", "series_version"]
    before = rows.groupby(keys)[["period", "value"]].shift()
    pairs = rows.assign(start=before["period"], is_same=rows["value"] == before["value"]).dropna(subset=["start"])
    place = ["indicator_id", "parent_code", "start", "period"]
    moved = 1 - pairs.groupby(place)["is_same"].transform("mean")
    n = pairs.groupby(place)["is_same"].transform("size")
    long = pairs["value"].map(_digits) >= COPY_DIGITS
    found = pairs[pairs["is_same"] & long & (n >= COPY_PEERS) & (moved >= COPY_MOVED)]
    return [
        Finding("copied", row.indicator_id, row.region_code, row.period, float(row.value), None, (row.start,))
        for row in found.itertuples()
    ]


def check_zeros(figures: pd.DataFrame, indicators: Iterable[str]) -> list[Finding]:
    """Zeros where almost nobody has one, in a series of the same region that was above zero before."""
    rows = figures[figures["indicator_id"].isin(list(indicators))].sort_values(
        ["indicator_id", "region_code", "period"]
    )
    positive = rows.assign(is_positive=rows["value"] > 0)
    share = positive.groupby("indicator_id")["is_positive"].transform("mean")
    earlier = positive.groupby(["indicator_id", "region_code"])["is_positive"].cummax()
    found = positive[(positive["value"] == 0) & (share >= ZERO_SHARE) & earlier]
    return [Finding("zero", row.indicator_id, row.region_code, row.period, 0.0, None, ()) for row in found.itertuples()]


def check_parents(
    figures: pd.DataFrame, indicators: Iterable[str], sizes: dict[str, int], share: float
) -> list[Finding]:
    """Counts of a parent that differ by more than `share` from the sum of its regions, where all of them have one.

    `figures` has parent_code; `sizes` says how many regions a parent has.
    """
    rows = figures[figures["indicator_id"].isin(list(indicators))]
    sums = rows.groupby(["indicator_id", "parent_code", "period"])["value"].agg(["sum", "count"])
    own = rows.set_index(["indicator_id", "region_code", "period"])["value"]
    found = []
    for (indicator_id, parent, period), row in sums.iterrows():  # type: ignore[misc]
        key = (indicator_id, parent, period)
        if row["count"] != sizes.get(parent) or key not in own.index:
            continue
        value = float(own[key])
        if abs(value - row["sum"]) > share * abs(value):
            found.append(Finding("total", indicator_id, parent, period, value, float(row["sum"]), ("regions",)))
    return found


def _wide(figures: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    rows = figures[figures["indicator_id"].isin(names)]
    table = rows.pivot_table(index=["region_code", "period"], columns="indicator_id", values="value", aggfunc="first")
    return table.reindex(columns=list(dict.fromkeys(names)))


def _divided(table: pd.DataFrame, numerator: str, denominator: str, factor: float) -> pd.Series:
    return table[numerator] / table[denominator].where(table[denominator] != 0) * factor


def _digits(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").replace("-", "").lstrip("0").rstrip("0"))
