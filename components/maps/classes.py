"""Class breaks: official classes where they exist, else natural breaks over all periods, limits rounded as printed."""

from __future__ import annotations

import math
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
    """The natural breaks, rounded up to what is printed."""
    scale = 10.0**decimals
    tops = (distinct[place] for place in natural_break_places(np.array(distinct), CLASSES))
    return tuple(sorted({float(math.ceil(round(value * scale, 6)) / scale) for value in tops}))


def natural_break_places(ascending: np.ndarray, n_classes: int) -> list[int]:
    """Where each of at most so many classes ends, so that the squares within classes sum to the least possible.

    Fisher (1958), "On grouping for maximum homogeneity"; the classes that Jenks drew maps with. Written here because
    mapclassify brings scipy and scikit-learn, 80 MB and most of a second, to the page that everyone meets first.
    """
    n, centred = len(ascending), ascending - ascending.mean()
    sums, squares = (np.concatenate([[0.0], np.cumsum(part)]) for part in (centred, centred**2))
    first, last = np.arange(n)[:, None], np.arange(n)[None, :]
    counted = np.maximum(last - first + 1, 1)
    within = squares[last + 1] - squares[first] - (sums[last + 1] - sums[first]) ** 2 / counted
    within = np.where(last >= first, within, np.inf)  # from → to: squares within one class
    best, starts = within[0], []
    for _class in range(1, min(n_classes, n)):
        before = np.concatenate([[np.inf], best[:-1]])  # the classes below end just before this one begins
        total = before[:, None] + within
        starts.append(total.argmin(axis=0))
        best = total.min(axis=0)
    places, end = [n - 1], n - 1
    for start in reversed(starts):
        end = int(start[end]) - 1
        places.append(end)
    return places[::-1]
