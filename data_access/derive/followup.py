"""What an indicator did since a figure was frozen: then, now, and whether the two may be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from data_access.derive.comparison import CHANGE_DECIMALS, direction
from data_access.derive.ranking import Polarity

Reason = Literal["no_start", "no_later", "break"]


@dataclass(frozen=True, slots=True)
class Movement:
    """`reason` says why there is no change: no figure at entry, no later period yet, or another series version."""

    start: float | None
    start_period: str | None
    end: float | None
    end_period: str | None
    change: float | None
    direction: Literal["better", "worse", "same", "none"]
    reason: Reason | None


def moved_since(
    value: float | None, period: str | None, series_version: str | None, series: pd.DataFrame, polarity: Polarity
) -> Movement:
    """From a frozen figure to the latest of its series (period, value, series_version): refused across a break."""
    if value is None or period is None:
        return Movement(None, None, None, None, None, "none", "no_start")
    later = series[series["period"] > period].sort_values("period")
    if later.empty:
        return Movement(value, period, None, None, None, "none", "no_later")
    last = later.iloc[-1]
    if last["series_version"] != series_version:
        same = later[later["series_version"] == series_version]
        if same.empty:
            return Movement(value, period, None, str(last["period"]), None, "none", "break")
        last = same.iloc[-1]
    change = round(float(last["value"]) - value, CHANGE_DECIMALS)
    return Movement(value, period, float(last["value"]), str(last["period"]), change, direction(change, polarity), None)
