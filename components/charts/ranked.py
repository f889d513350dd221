"""Ranked bars from zero: equal values share a rank, quartiles dotted, ours and the comparators in their colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.sheet import Sheet

ROW_PX = 18.6
HEAD_PX = 6


@dataclass(frozen=True)
class RankedRow:
    """One region. `role`: 0 ours, 1 the comparator, 2 other comparators, None any other; `gap` rows left out above."""

    rank: str
    name: str
    value: float
    text: str
    role: int | None
    quartile: int
    hover: str
    has_gap: bool = False


def draw_ranked(rows: Sequence[RankedRow], is_narrow: bool = False) -> go.Figure:
    """Rows from the best to the worst; a bar runs from zero, also below it."""
    sheet = Sheet()
    left, right, name_x = (0.47, 0.84, 0.09) if is_narrow else (0.4, 0.88, 0.065)
    low, high = min([0.0, *(row.value for row in rows)]), max([0.0, *(row.value for row in rows)])
    scale = (right - left) / ((high - low) or 1.0)
    zero = left - low * scale
    quartile = rows[0].quartile if rows else 0
    for place, row in enumerate(rows):
        top = HEAD_PX + ROW_PX * place
        y = top + ROW_PX / 2
        if row.quartile != quartile:
            sheet.curve([(0.0, top), (1.0, top)], "ink-3", 1.2, "dot")
            quartile = row.quartile
        elif row.has_gap:
            sheet.curve([(0.0, top), (left, top)], "edge", 1.2, "dash")
        bar, ink = {0: ("us", "us"), 1: ("cmp", "cmp-ink"), 2: ("other-mark", "ink")}.get(
            row.role if row.role is not None else -1, ("other", "ink-2")
        )
        strong = row.role is not None
        sheet.text(name_x - 0.012, y, row.rank, 12, ink, "right", is_bold=strong)
        sheet.text(name_x, y, row.name, 12.5, ink, is_bold=strong)
        end = zero + row.value * scale
        sheet.box(min(zero, end), y - 6.5, max(zero, end), y + 6.5, bar)
        sheet.mark("circle", 12, (zero + end) / 2, y, "clear", "clear", row.hover)
        sheet.text(max(zero, end), y, row.text, 12.5, ink, "left", 6, is_bold=strong)
    sheet.line(zero, HEAD_PX, zero, HEAD_PX + ROW_PX * len(rows), "ink", 1.2)
    return sheet.figure(round(HEAD_PX + ROW_PX * len(rows) + 6))
