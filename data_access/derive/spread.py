"""How far the best and the worst of a cross-section lie apart."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_access.derive.ranking import Polarity


@dataclass(frozen=True, slots=True)
class Spread:
    """Best and worst value with every region that shares them; `ratio` larger ÷ smaller, None at or below zero."""

    best: float
    best_codes: tuple[str, ...]
    worst: float
    worst_codes: tuple[str, ...]
    difference: float
    ratio: float | None
    n: int


def spread_of(values: pd.Series, polarity: Polarity) -> Spread | None:
    """The spread of values indexed by region code; missing ones are left out; None for fewer than two values."""
    present = values.dropna().astype(float)
    if len(present) < 2:
        return None
    low, high = float(present.min()), float(present.max())
    best, worst = (low, high) if polarity == "lower_is_better" else (high, low)
    return Spread(
        best=best,
        best_codes=tuple(str(code) for code in present.index[present == best]),
        worst=worst,
        worst_codes=tuple(str(code) for code in present.index[present == worst]),
        difference=high - low,
        ratio=high / low if low > 0 else None,
        n=len(present),
    )
