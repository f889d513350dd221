"""The board "one step ahead": bars in MADs to either side, the raw gap beside them, and when it would be closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.sheet import Sheet
from components.i18n import _

ROW_PX, NARROW_PX = 42, 92
MAX_MAD = 5.0  # longer bars end here, with an arrow


@dataclass(frozen=True)
class LeadRow:
    """One indicator; `gap_mad` is positive where ours leads. `missing` is the sentence of a row that lacks a side."""

    name: str
    note: str
    gap_mad: float
    gap: str
    is_equal: bool
    when: str
    range: str
    hover: str
    missing: str | None = None


def draw_leads(rows: Sequence[LeadRow], names: tuple[str, str], equal_mad: float, is_narrow: bool = False) -> go.Figure:
    """Rows from top to bottom; `names` ours and the comparator, `equal_mad` half the width of the grey band."""
    sheet = Sheet()
    middle, half = (0.5, 0.22) if is_narrow else (0.475, 0.175)
    row_px, head = (NARROW_PX, 52) if is_narrow else (ROW_PX, 34)
    scale = half / min(MAX_MAD, max([abs(row.gap_mad) for row in rows if row.missing is None] or [1.0]))
    y = 20 if is_narrow else 12
    sheet.text(middle, y, _("← {region} mendahului", region=names[1]), 12.5, "cmp-ink", "right", -10, is_bold=True)
    sheet.text(
        middle,
        y + (18 if is_narrow else 0),
        _("{region} mendahului →", region=names[0]),
        12.5,
        "us",
        "left",
        10,
        is_bold=True,
    )
    if not is_narrow:
        sheet.text(1, y, _("terkejar, laju sekarang"), 12, "ink-2", "right")
    height = head + row_px * len(rows)
    sheet.box(middle - equal_mad * scale, head - 6, middle + equal_mad * scale, height, "sunken")
    for place, row in enumerate(rows):
        top = head + row_px * place
        sheet.line(0, top + row_px, 1, top + row_px, "rule")
        _draw_row(sheet, row, top, middle, scale, is_narrow)
    sheet.line(middle, head - 6, middle, height, "ink", 1.5)
    return sheet.figure(height + 2)


def _draw_row(sheet: Sheet, row: LeadRow, top: int, middle: float, scale: float, is_narrow: bool) -> None:
    sheet.text(0, top + 13, row.name, 14, "ink-3" if row.missing else "ink", is_bold=True)
    sheet.text(0, top + 30, row.note, 12, "ink-2")
    y = top + (70 if is_narrow else 21)
    if row.missing is not None:
        sheet.hatch(0.0 if is_narrow else 0.3, 1.0 if is_narrow else 0.78, y, 11, row.missing, 12)
    else:
        _draw_bar(sheet, row, y, middle, scale)
    sheet.text(1, top + 13, row.when, 13.5, "ink", "right", is_bold=True)
    sheet.text(1, top + (47 if is_narrow else 30), row.range, 12, "ink-2", "right")


def _draw_bar(sheet: Sheet, row: LeadRow, y: float, middle: float, scale: float) -> None:
    length = max(-MAX_MAD, min(MAX_MAD, row.gap_mad)) * scale
    is_ours = row.gap_mad > 0
    token, ink = ("us", "us") if is_ours else ("cmp", "cmp-ink")
    end = middle + length
    sheet.box(min(middle, end), y - 9, max(middle, end), y + 9, token, None, 0.5 if row.is_equal else 1.0)
    sheet.mark("circle", 14, middle + length / 2, y, "clear", "clear", row.hover)
    align, shift = ("left", 7) if is_ours else ("right", -7)
    text = row.gap if abs(row.gap_mad) <= MAX_MAD else f"{row.gap} {'»' if is_ours else '«'}"
    sheet.text(end, y, text, 13, ink, align, shift, is_bold=True)
