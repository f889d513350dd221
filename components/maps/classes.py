"""Class breaks: official classes where they exist, else natural breaks over all periods, limits rounded as printed."""

from __future__ import annotations

import math
import warnings
from functools import lru_cache

import numpy as np
import pandas as pd

from components import formats
from data_access.catalog import Indicator

CLASSES = 5
MAX_SORTED = 300  # natural breaks are exact up to so many values; more are thinned evenly, extremes kept


def class_limits(values: pd.Series, indicator: Indicator) -> list[float]:
    """Ascending upper limits of at most five classes; fewer where there are fewer distinct values; empty for none."""
    distinct = np.unique(values.dropna().to_numpy(dtype=float))
    if len(distinct) == 0:
        return []
    if indicator.official_classes is not None and len(indicator.official_classes) < CLASSES:
        # the top of a class belongs to the class above it: "below 60" ends just before 60
        step = 10.0**-indicator.decimals
        return [round(limit - step, indicator.decimals) for limit in indicator.official_classes] + [
            max(float(distinct[-1]), indicator.official_classes[-1])
        ]
    if len(distinct) <= CLASSES:
        return [float(value) for value in distinct]
    if len(distinct) > MAX_SORTED:
        distinct = distinct[np.unique(np.linspace(0, len(distinct) - 1, MAX_SORTED).round().astype(int))]
    return list(_natural_breaks(tuple(distinct.tolist()), indicator.decimals))


def class_labels(limits: list[float], lowest: float, indicator: Indicator) -> list[str]:
    """`5,4–6,5` for each class; a class of one value shows one number."""
    labels = []
    low = lowest
    for limit in limits:
        first, last = (formats.number(value, indicator.decimals) for value in (low, limit))
        labels.append(last if low >= limit or first == last else f"{first}–{last}")
        low = limit + 10.0**-indicator.decimals
    return labels


@lru_cache(maxsize=256)
def _natural_breaks(distinct: tuple[float, ...], decimals: int) -> tuple[float, ...]:
    """Fisher and Jenks' optimal classes (mapclassify), limits rounded up to what is printed."""
    from mapclassify import FisherJenks  # brings scipy; only maps need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that numba would be faster: the answer is kept
        bins = FisherJenks(np.array(distinct), k=CLASSES).bins
    scale = 10.0**decimals
    return tuple(sorted({float(math.ceil(round(value * scale, 6)) / scale) for value in bins}))
