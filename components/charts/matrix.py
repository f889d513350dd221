"""Parts of a sum as a matrix of bars: one row per region, one column per variable, the sum at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.sheet import Sheet

ROW_PX, HEAD_PX = 40, 30


@dataclass(frozen=True)
class PartsRow:
    """One region; `parts` are (value, printed) per column, None where it is not known."""

    name: str
    note: str
    parts: Sequence[tuple[float, str] | None]
    total: str


def draw_parts(rows: Sequence[PartsRow], columns: Sequence[str], total: str, missing: str) -> go.Figure:
    """All bars on one scale; `total` heads the last column, `missing` stands where a part is not known."""
    sheet = Sheet()
    left, right = 0.235, 0.925
    width = (right - left) / len(columns)
    most = max([part[0] for row in rows for part in row.parts if part is not None] or [1.0]) or 1.0
    for place, head in enumerate(columns):
        sheet.text(left + width * place, 12, head, 12, "ink-2")
    sheet.text(1, 12, total, 12, "ink-2", "right", is_bold=True)
    for place, row in enumerate(rows):
        top = HEAD_PX + ROW_PX * place
        y = top + ROW_PX / 2
        sheet.line(0, top, 1, top, "rule")
        sheet.text(0, y - 8, row.name, 13.5, "ink", is_bold=True)
        sheet.text(0, y + 9, row.note, 12, "ink-2")
        for column, part in enumerate(row.parts):
            x = left + width * column
            if part is None:
                sheet.hatch(x, x + width * 0.82, y, 9, missing, 11.5)
                continue
            end = x + width * 0.55 * part[0] / most
            sheet.box(x, y - 7, max(end, x + 0.002), y + 7, "other-mark")
            sheet.text(end, y, part[1], 12, "ink-2", "left", 5)
        sheet.text(1, y, row.total, 13.5, "ink", "right", is_bold=True)
    return sheet.figure(HEAD_PX + ROW_PX * len(rows) + 4)
