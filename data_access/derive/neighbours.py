"""Statistical neighbours: which regions are most alike, with the part that each variable has in the distance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from data_access.derive.ranking import Polarity
from data_access.derive.trend import trend_of

N_NEIGHBOURS = 20
MIN_SHARED = 0.5  # of the weight must be known on both sides

Transform = Literal["log", "plain", "flag"]


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of the distance: how it is made comparable, and its weight before missing ones are left out."""

    name: str
    transform: Transform
    weight: float


VARIABLES = (
    Variable("population", "log", 0.20),
    Variable("density", "log", 0.20),
    Variable("income", "log", 0.20),
    Variable("poverty", "plain", 0.15),
    Variable("area", "log", 0.10),
    Variable("type", "flag", 0.15),
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A region and its distance; `parts` by variable add up to it. `missing` are variables that one side lacks."""

    region_code: str
    distance: float
    parts: Mapping[str, float]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleModel:
    """A peer to look at: the one that stands highest, or the one that improved fastest; `value` is of `period`."""

    region_code: str
    kind: Literal["highest", "fastest"]
    value: float
    period: str
    since: str
    change: float | None  # per year for the fastest


def standardise(frame: pd.DataFrame) -> pd.DataFrame:
    """Every variable with mean 0 and standard deviation 1 over the regions that have it; skewed ones by logarithm.

    A flag stays 0 or 1. Missing stays missing; zero and less have no logarithm.
    """
    made = {}
    for variable in VARIABLES:
        values = frame[variable.name].astype(float)
        if variable.transform == "flag":
            made[variable.name] = values
            continue
        if variable.transform == "log":
            values = np.log(values.where(values > 0))
        spread = values.std(ddof=0)
        made[variable.name] = (values - values.mean()) / spread if spread and spread > 0 else values * 0.0
    return pd.DataFrame(made, index=frame.index)


def nearest(frame: pd.DataFrame, code: str, n: int = N_NEIGHBOURS) -> list[Neighbour]:
    """The n regions most like `code`, nearest first. `frame`: one row per region code, one column per variable.

    Distance: the weighted mean of squared differences of the standardised variables, as in CIPFA's Nearest Neighbours
    Model; variables that one side lacks are left out and the other weights rescaled, as in Gower (1971), "A general
    coefficient of similarity", Biometrics 27, 857–871. A pair that shares less than MIN_SHARED of the weight has none.
    """
    table = standardise(frame)
    if code not in table.index:
        return []
    names = [variable.name for variable in VARIABLES]
    weights = np.array([variable.weight for variable in VARIABLES])
    gaps = (table[names].to_numpy(dtype=float) - table.loc[code, names].to_numpy(dtype=float)) ** 2
    known = ~np.isnan(gaps)
    shared = (known * weights).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = np.where(known, gaps * weights / shared[:, None], 0.0)
    found = []
    for place, other in enumerate(table.index):
        if other == code or shared[place] < MIN_SHARED * weights.sum():
            continue
        row = {name: float(parts[place, column]) for column, name in enumerate(names) if known[place, column]}
        lacking = tuple(name for column, name in enumerate(names) if not known[place, column])
        found.append(Neighbour(str(other), sum(row.values()), row, lacking))
    found.sort(key=lambda neighbour: (neighbour.distance, neighbour.region_code))
    return found[:n]


def role_models(series: pd.DataFrame, polarity: Polarity) -> list[RoleModel]:
    """Among some regions, who stands highest since when, and who improved fastest over its latest unbroken series.

    `series`: region_code, period, value, series_version of peers only. Pace is the Theil–Sen slope; who has too few
    points has none. Nothing for a neutral indicator.
    """
    if polarity == "neutral" or series.empty:
        return []
    sign = -1 if polarity == "lower_is_better" else 1
    return [model for model in (_highest(series, sign), _fastest(series, sign)) if model is not None]


def _highest(series: pd.DataFrame, sign: int) -> RoleModel:
    """The best at the latest period that most have, and since when it has been the best without interruption."""
    counts = series.groupby("period")["region_code"].nunique()
    period = max(at for at, n in counts.items() if n >= 0.9 * counts.max())
    table = sign * series.pivot_table(index="period", columns="region_code", values="value")
    table = table.loc[[at for at in table.index if at <= period and counts[at] >= 0.5 * counts[period]]]
    best = str(table.loc[period].idxmax())
    since = str(period)
    for at in reversed(list(table.index)):
        row = table.loc[at]
        if pd.isna(row.get(best)) or row[best] < row.max():
            break
        since = str(at)
    value = series[(series["region_code"] == best) & (series["period"] == period)]["value"].iloc[0]
    return RoleModel(best, "highest", float(value), str(period), since, None)


def _fastest(series: pd.DataFrame, sign: int) -> RoleModel | None:
    best: RoleModel | None = None
    pace = 0.0
    for code, part in series.groupby("region_code"):
        trend = trend_of(part)
        if trend is None or sign * trend.slope <= pace:
            continue
        last = part.sort_values("period").iloc[-1]
        version = part[part["series_version"] == last["series_version"]]
        since = min(version["period"])
        pace = sign * trend.slope
        best = RoleModel(str(code), "fastest", float(last["value"]), str(last["period"]), str(since), trend.slope)
    return best
