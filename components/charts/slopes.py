"""Slopes between two years, one small chart per indicator, each on its own scale with better always up.

Ours is a circle, the comparator a square; the peers lie behind as pale lines, or as their middle half when they are
many; the median change is dotted. Beneath stand the changes, whether they are for the better, and the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.sheet import Sheet
from data_access.derive.comparison import spread
from data_access.derive.ranking import Verdict

MAX_LINES = 60  # more peers than this become a band
TOP, BOTTOM = 62, 236  # of the plot, in pixels from the top of a cell
CELL_PX = 356
LABEL_PX = 17


@dataclass(frozen=True)
class SlopeLine:
    """Both ends of a region as (number, text), and what is said about the change."""

    start: tuple[float, str]
    end: tuple[float, str]
    change: str
    direction: str
    verdict: Verdict
    chip: str
    hover: str


@dataclass(frozen=True)
class SlopeCell:
    """One indicator. `lines` are ours and the comparator's, None where one cannot be told; `others` the peers'."""

    name: str
    note: str
    years: tuple[str, str]
    lines: Sequence[SlopeLine | None]
    others: Sequence[tuple[float, float]]
    band: tuple[tuple[float, float], tuple[float, float]] | None  # lower and upper quartile at both ends
    median: tuple[float, float] | None
    median_text: str
    missing: str  # what stands in place of a line that cannot be told
    is_lower_better: bool


def draw_slopes(cells: Sequence[SlopeCell], columns: int) -> go.Figure:
    """The cells in rows of so many columns."""
    sheet = Sheet()
    for place, cell in enumerate(cells):
        left = (place % columns) / columns
        _draw_cell(sheet, cell, left, 1 / columns, CELL_PX * (place // columns))
    return sheet.figure(CELL_PX * -(-len(cells) // columns))


def _draw_cell(sheet: Sheet, cell: SlopeCell, left: float, width: float, top: int) -> None:
    def at(share: float) -> float:
        return left + width * share

    sheet.text(left, top + 12, cell.name, 14.5, "ink", is_bold=True)
    sheet.text(left, top + 32, cell.note, 12, "ink-2")
    values = [end for line in cell.lines if line for end in (line.start[0], line.end[0])]
    values += [
        end for ends in (*cell.others, *(cell.band or ()), *((cell.median,) if cell.median else ())) for end in ends
    ]
    low, high = min(values), max(values)
    room = (high - low) or 1.0

    def y(value: float) -> float:
        share = (value - low) / room
        return top + TOP + (BOTTOM - TOP) * (share if cell.is_lower_better else 1 - share)

    start, end = at(0.22), at(0.70)
    for x, year in ((start, cell.years[0]), (end, cell.years[1])):
        sheet.line(x, top + TOP - 6, x, top + BOTTOM + 6, "rule", 1.5)
        sheet.text(x, top + BOTTOM + 20, year, 12.5, "ink-2", "center")
    for ends in cell.others:
        sheet.curve([(start, y(ends[0])), (end, y(ends[1]))], "other", 1)
    if cell.band is not None:
        (first_low, last_low), (first_high, last_high) = cell.band
        corners = [(start, y(first_low)), (end, y(last_low)), (end, y(last_high)), (start, y(first_high))]
        sheet.area(corners, "sunken")
    if cell.median is not None:
        sheet.curve([(start, y(cell.median[0])), (end, y(cell.median[1]))], "ink-3", 1.6, "dot")
    _draw_lines(sheet, cell, start, end, y)
    _draw_verdicts(sheet, cell, at, top + BOTTOM + 48)


def _draw_lines(sheet: Sheet, cell: SlopeCell, start: float, end: float, y) -> None:  # type: ignore[no-untyped-def]
    told = [(place, line) for place, line in enumerate(cell.lines) if line is not None]
    for place, line in reversed(told):
        token = ("us", "cmp")[place]
        sheet.curve([(start, y(line.start[0])), (end, y(line.end[0]))], token, 2.6)
        for x, value in ((start, line.start[0]), (end, line.end[0])):
            if place:
                sheet.mark("square", 11, x, y(value), "cmp", "ink", line.hover)
            else:
                sheet.mark("circle", 12, x, y(value), "us", "us", line.hover)
    for side, x, align, shift in (("start", start, "right", -12), ("end", end, "left", 12)):
        places = [y(getattr(line, side)[0]) for _place, line in told]
        for (place, line), label in zip(told, spread(places, LABEL_PX, min([*places, 0]), 1e9), strict=True):
            sheet.text(x, label, getattr(line, side)[1], 13.5, ("us", "cmp-ink")[place], align, shift, is_bold=True)


def _draw_verdicts(sheet: Sheet, cell: SlopeCell, at, top: float) -> None:  # type: ignore[no-untyped-def]
    for place, line in enumerate(cell.lines):
        y = top + 27 * place
        if place:
            sheet.mark("square", 9, at(0.025), y, "cmp", "ink")
        else:
            sheet.mark("circle", 10, at(0.025), y, "us", "us")
        if line is None:
            sheet.hatch(at(0.065), at(0.93), y, 11, cell.missing, 12)
            continue
        sheet.text(at(0.065), y, line.change, 13, ("us", "cmp-ink")[place], is_bold=True)
        sheet.text(at(0.275), y, line.direction, 12.5, "ink-2")
        sheet.chip(at(0.53), at(0.93), y, line.verdict, line.chip, 0.05 * (at(1) - at(0)), 11)
    sheet.text(at(0), top + 54, cell.median_text, 12, "ink-2")
