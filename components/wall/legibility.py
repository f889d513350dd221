"""How large type must be to be read from the furthest seat, and how wide a text is in our typeface.

Everything on the wall hangs on one length, `m`: 1920 × 0,0066 × furthest metres ÷ screen width in metres, in px of a
1920 × 1080 layout, rounded up (NUREG-0700: 16 arc-minutes at the furthest viewer, capitals 0,7 of the font size).
Nothing is ever shrunk: what does not fit at this length is refused.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

WIDTH, HEIGHT = 1920, 1080  # CSS px of the layout; a finer screen shows the same at a larger device scale
MARGIN, TOP = 56, 34
INNER = WIDTH - 2 * MARGIN
GAP = 48
SHARE_PER_METRE = 0.0066
WORD = 0.07  # word-spacing of the typeface, in em
ADVANCES = Path(__file__).with_name("advances.json")  # 1/1000 em at weights 500 and 750, from the shipped font
LIGHT, HEAVY = 500, 750
UNKNOWN = 640  # a letter that the table lacks counts as wide

Layout = Literal["full", "rows", "single"]
# Beyond these lengths fewer things fit: six tiles with a map, three tiles in rows, one figure with its chart.
FULL_UP_TO, ROWS_UP_TO, SINGLE_UP_TO = 47, 63, 84


def smallest_size(width_m: float, distance_m: float) -> int:
    """`m`: the smallest size, in px, that must be read from the furthest seat."""
    return math.ceil(round(WIDTH * SHARE_PER_METRE * distance_m / width_m, 6))


@dataclass(frozen=True, slots=True)
class Scale:
    """All sizes in px, from one length; the shares are those of the design."""

    m: int

    def of(self, share: float) -> float:
        return round(self.m * share, 2)

    @property
    def value(self) -> float:
        return self.of(2.09)

    @property
    def title(self) -> float:
        return self.of(1.22)

    @property
    def name(self) -> float:
        return float(self.m)

    @property
    def unit(self) -> float:
        return self.of(0.87)

    @property
    def label(self) -> float:
        return self.of(0.74)

    @property
    def note(self) -> float:
        """Source, period, age: for the front row; nothing on a wall is smaller."""
        return self.of(0.67)

    @property
    def head(self) -> float:
        return self.of(3.0)

    @property
    def foot(self) -> float:
        return self.of(1.56)

    @property
    def body(self) -> float:
        """Height between header and footer."""
        return HEIGHT - TOP - self.head - self.foot

    @property
    def layout(self) -> Layout | None:
        """What a scene may hold at this size; None when nothing can be read from so far away."""
        for limit, layout in ((FULL_UP_TO, "full"), (ROWS_UP_TO, "rows"), (SINGLE_UP_TO, "single")):
            if self.m <= limit:
                return layout  # type: ignore[return-value]
        return None


@cache
def _advances() -> dict[str, tuple[int, int]]:
    return {letter: tuple(pair) for letter, pair in json.loads(ADVANCES.read_text(encoding="utf-8")).items()}


def text_width(text: str, size: float, weight: int = LIGHT, tracking: float = 0.0) -> float:
    """Width of one line in px; `tracking` is the letter-spacing in em."""
    table, place = _advances(), min(max((weight - LIGHT) / (HEAVY - LIGHT), 0.0), 1.0)
    total = 0.0
    for letter in text:
        light, heavy = table.get(letter, (UNKNOWN, UNKNOWN))
        total += (light + (heavy - light) * place) / 1000 + tracking + (WORD if letter == " " else 0.0)
    return total * size


def first_that_fits(texts: list[str], width: float, size: float, weight: int = LIGHT, tracking: float = 0.0) -> str:
    """The first text no wider than `width`; the last one when none is."""
    return next((text for text in texts if text_width(text, size, weight, tracking) <= width), texts[-1])
