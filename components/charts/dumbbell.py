"""A dumbbell on peer percentile: position says how far ahead, the printed numbers are the published ones.

Ours is a circle, the first comparator a square; a third and further regions are numbered rings, and from four on no
line joins them. Columns are shares of the width, rows count pixels, so both stay in line at every width.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.sheet import Sheet
from components.i18n import _
from data_access.derive.comparison import spread_between
from data_access.derive.ranking import Verdict

NAME_SIZE, NOTE_SIZE, VALUE_SIZE = 14, 12, 13.5
NOTE_LETTERS = 50  # of a line beside the track
CHIP_PX, HATCH_PX = 13, 11  # half the height of a chip and of a hatched box


@dataclass(frozen=True)
class DumbbellRow:
    """One indicator, every text written. `points`: (percentile, printed value, hover) per region, None where missing.

    `missing` is the sentence of a row that lacks one side; such a row is hatched.
    """

    name: str
    note: str
    points: Sequence[tuple[float, str, str] | None]
    verdict: Verdict
    chip: str
    gap: str
    missing: str | None = None


@dataclass(frozen=True)
class _Layout:
    """Places in shares of the width, heights in pixels from the top of a row."""

    row_px: int
    many_px: int  # more height for more than two regions, whose values stand above and below
    left: float  # where percentile 0 stands
    right: float
    name_px: int
    note_px: int
    track_px: int
    band_px: int  # half the height of the band of the middle half
    hatch: tuple[float, float]  # of a row that lacks one side
    chip: tuple[float, float, int]
    sign: float  # from the edge of a chip to its sign
    gap_x: float | None
    keys_per_line: int
    key_step: float
    ring_gap: float  # two rings that would touch step apart
    has_ticks: bool

    def at(self, percentile: float) -> float:
        return self.left + (self.right - self.left) * percentile / 100


WIDE = _Layout(
    46, 20, 0.405, 0.715, 14, 32, 23, 23, (0.375, 0.84), (0.858, 1.0, 23), 0.018, 0.846, 5, 0.016, 0.0255, True
)
NARROW = _Layout(100, 12, 0.17, 0.83, 16, 36, 72, 14, (0.0, 1.0), (0.62, 1.0, 16), 0.045, None, 2, 0.035, 0.062, False)


def draw_dumbbell(rows: Sequence[DumbbellRow], names: Sequence[str], is_narrow: bool = False) -> go.Figure:
    """The rows from top to bottom; `names` of the regions, ours first."""
    layout = NARROW if is_narrow else WIDE
    sheet = Sheet()
    extra = layout.many_px if len(names) > 2 else 0
    head = 26 * -(-len(names) // layout.keys_per_line) + 36
    _draw_key(sheet, names, layout)
    _draw_scale(sheet, layout, head)
    for place, row in enumerate(rows):
        top = head + place * (layout.row_px + extra)
        sheet.line(0, top, 1, top, "rule")
        _draw_row(sheet, row, top + extra // 2, extra // 2, layout, len(names))
    return sheet.figure(head + (layout.row_px + extra) * len(rows) + 4)


def _draw_key(sheet: Sheet, names: Sequence[str], layout: _Layout) -> None:
    for place, name in enumerate(names):
        x = (place % layout.keys_per_line) / layout.keys_per_line
        y = 13 + 26 * (place // layout.keys_per_line)
        _draw_mark(sheet, place, x + layout.key_step, y)
        sheet.text(x + 2 * layout.key_step, y, name, 13, {0: "us", 1: "cmp-ink"}.get(place, "ink-2"), is_bold=True)


def _draw_scale(sheet: Sheet, layout: _Layout, head: int) -> None:
    y = head - (24 if layout.has_ticks else 14)
    sheet.text(layout.left, y, _("← di belakang"), 12, "ink-2")
    sheet.text(layout.at(50), y, _("median"), 12, "ink", "center", is_bold=True)
    sheet.text(layout.right, y, _("di depan →"), 12, "ink-2", "right")
    for tick in (0, 25, 50, 75, 100) if layout.has_ticks else ():
        sheet.text(layout.at(tick), head - 8, str(tick), 11.5, "ink-3", "center")


def _draw_row(sheet: Sheet, row: DumbbellRow, top: int, extra: int, layout: _Layout, n_regions: int) -> None:
    notes = textwrap.wrap(row.note, NOTE_LETTERS)[:2]
    lift = 5 if len(notes) > 1 else 0
    token = "ink-3" if row.missing else "ink"
    sheet.text(0, top + layout.name_px - lift, row.name, NAME_SIZE, token, is_bold=True)
    for line, note in enumerate(notes):
        sheet.text(0, top + layout.note_px - lift + 13 * line, note, NOTE_SIZE, "ink-2")
    y = top + layout.track_px
    if row.missing is None:
        half = layout.band_px + (extra if layout.has_ticks else 0)
        sheet.box(layout.at(25), y - half, layout.at(75), y + half, "sunken")
        for tick in (0, 50, 100):
            sheet.line(layout.at(tick), y - half, layout.at(tick), y + half, "edge" if tick == 50 else "rule")
        _draw_points(sheet, row, y, layout, n_regions)
    else:
        sheet.hatch(*layout.hatch, y, HATCH_PX, row.missing, NOTE_SIZE)
    _draw_chip(sheet, row, top, layout)


def _draw_points(sheet: Sheet, row: DumbbellRow, y: int, layout: _Layout, n_regions: int) -> None:
    ours, theirs = row.points[:2]
    if ours is None or theirs is None:
        return
    x, other_x = layout.at(ours[0]), layout.at(theirs[0])
    if n_regions > 3:
        sheet.line(layout.left, y, layout.right, y, "rule", 2)
    else:
        sheet.line(x, y, other_x, y, "none", 3)
    _draw_rings(sheet, row, y, layout)
    _draw_mark(sheet, 1, other_x, y, theirs[2])
    _draw_mark(sheet, 0, x, y, ours[2])
    if n_regions > 2:
        sheet.text(x, y - 20, ours[1], VALUE_SIZE, "us", "center", is_bold=True)
        sheet.text(other_x, y + 21, theirs[1], VALUE_SIZE, "cmp-ink", "center", is_bold=True)
        return
    for at, text, token, is_left in ((x, ours[1], "us", x < other_x), (other_x, theirs[1], "cmp-ink", x >= other_x)):
        align, shift = ("right", -11) if is_left else ("left", 11)
        sheet.text(at, y, text, VALUE_SIZE, token, align, shift, is_bold=True)


def _draw_rings(sheet: Sheet, row: DumbbellRow, y: int, layout: _Layout) -> None:
    """The third and further regions; those without a value stand in a hatched box left of the track."""
    rings = [(place, point) for place, point in enumerate(row.points) if place > 1 and point is not None]
    named = [layout.at(point[0]) for point in row.points[:2] if point is not None]
    moved = spread_between([layout.at(point[0]) for _place, point in rings], named, layout.ring_gap, layout.left,
                           layout.right)  # fmt: skip
    for (place, point), x in zip(rings, moved, strict=True):
        _draw_mark(sheet, place, x, y, point[2])
    absent = [str(place + 1) for place, point in enumerate(row.points) if place > 1 and point is None]
    if absent:
        end = layout.left - layout.ring_gap / 2
        sheet.hatch(max(0, end - layout.ring_gap * (1 + len(absent))), end, y, HATCH_PX, ", ".join(absent), NOTE_SIZE)


def _draw_chip(sheet: Sheet, row: DumbbellRow, top: int, layout: _Layout) -> None:
    x0, x1, down = layout.chip
    y = top + down
    sheet.chip(x0, x1, y, row.verdict, row.chip, layout.sign, CHIP_PX)
    if layout.gap_x is not None:
        sheet.text(layout.gap_x, y, row.gap, NOTE_SIZE, "ink-2", "right")


def _draw_mark(sheet: Sheet, place: int, x: float, y: int, hover: str = "") -> None:
    """Ours a circle, the first comparator a square, the rest rings with their number."""
    if place == 0:
        sheet.mark("circle", 15, x, y, "us", "us", hover)
    elif place == 1:
        sheet.mark("square", 12, x, y, "cmp", "ink", hover)
    else:
        sheet.mark("circle", 19, x, y, "ground", "ink-3", hover, str(place + 1))
