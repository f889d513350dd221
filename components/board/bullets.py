"""A bullet graph: one value as a bar, one target as a mark, classes of achievement as bands; a line, never a gauge.

Everything is laid out here, as shares of the picture's width; `bullet` in svg.js only draws it.
"""

from __future__ import annotations

from itertools import pairwise

from components.board.models import Bullet
from data_access.achievement import families, load_scales, scale_for
from data_access.derive.ranking import Polarity

ROOM = 1.25  # the scale ends this far beyond the larger of value and target


def make_bullet(value: float, target: float, label: str, polarity: Polarity = "neutral", year: int = 9999) -> Bullet:
    """The bar starts at zero. Without a polarity, or with a target at or below zero, nothing is judged: one band.

    `year`: whose rule gives the classes.
    """
    low, high = min(value, target, 0.0) * ROOM, max(value, target, 0.0) * ROOM

    def share(number: float) -> float:
        return round(min(max((number - low) / ((high - low) or 1.0), 0.0), 1.0), 4)

    limits = [] if polarity == "neutral" or target <= 0 else [share(limit) for limit in _limits(target, polarity, year)]
    edges = [0.0, *sorted(limits), 1.0]
    tones = {"higher_is_better": [1, 2, 3], "lower_is_better": [3, 2, 1]}[polarity] if limits else [3]
    bands = [(start, end, tone) for (start, end), tone in zip(pairwise(edges), tones, strict=True) if start < end]
    return Bullet((share(min(value, 0.0)), share(max(value, 0.0))), share(target), bands, label)


def _limits(target: float, polarity: Polarity, year: int) -> list[float]:
    """The values at which achievement enters the middle class and the highest one; data_access.derive.targets."""
    scales = load_scales()
    classes = scale_for(scales, families(scales)[0], year).classes
    shares = [classes[place].at_least / 100 for place in (len(classes) // 2, 0)]
    return [target * (share if polarity == "higher_is_better" else 2 - share) for share in shares]
