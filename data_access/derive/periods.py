"""Arithmetic on periods written as text: `2024`, `2024-06`."""

from __future__ import annotations

import re
from collections.abc import Sequence

PERIOD = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)


def is_period(text: str) -> bool:
    return PERIOD.fullmatch(text) is not None


def year_of(period: str) -> int:
    """The calendar year. Raises ValueError for anything else than a period."""
    match = PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(f"not a period: {period!r}")
    return int(match[1])


def position_of(period: str) -> float:
    """A place on a time axis in years: `2024` is 2024.0, `2024-06` the end of June, 2024.5."""
    match = PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(f"not a period: {period!r}")
    return int(match[1]) + (int(match[2]) / 12 if match[2] else 0.0)


def missing_years(periods: Sequence[str]) -> list[int]:
    """Years without any period between the first and the last."""
    years = {year_of(period) for period in periods}
    return [year for year in range(min(years), max(years)) if year not in years] if years else []


def widest(periods: Sequence[tuple[str, int]], share: float = 0.9) -> str | None:
    """The latest period that holds at least `share` of the most regions any period holds: a fair default."""
    if not periods:
        return None
    most = max(n for _, n in periods)
    return max(period for period, n in periods if n >= share * most)
