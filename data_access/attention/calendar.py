"""When the next period of an indicator should be out: the end of that period plus the usual delay."""

from __future__ import annotations

import calendar
import datetime as dt

from data_access.attention.rules import Stale
from data_access.catalog import Indicator
from data_access.derive.periods import PERIOD

STEP_MONTHS = {"annual": 12, "semiannual": 6, "quarterly": 3, "monthly": 1}


def next_period(period: str, indicator: Indicator) -> str | None:
    """The period after one; None for what is published irregularly, or in another rhythm than it says."""
    match = PERIOD.fullmatch(period)
    step = STEP_MONTHS.get(indicator.frequency)
    if match is None or step is None or (match[2] is None) != (step == 12):
        return None
    if match[2] is None:
        return str(int(match[1]) + 1)
    months = int(match[1]) * 12 + int(match[2]) - 1 + step
    return f"{months // 12}-{months % 12 + 1:02d}"


def due_date(period: str, indicator: Indicator, rule: Stale) -> dt.date | None:
    """The last day on which a period may still be awaited without being late; None where there is no rhythm."""
    match = PERIOD.fullmatch(period)
    if match is None or indicator.frequency == "irregular":
        return None
    delay = rule.delays.get(indicator.indicator_id, rule.delay_months[indicator.frequency])
    month = int(match[2]) if match[2] else indicator.reference_month or 12
    months = int(match[1]) * 12 + month - 1 + delay
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])
