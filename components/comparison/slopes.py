"""The slopes between two years: five indicators in which both regions can be told against the trend of the peers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import formats
from components.charts.slopes import MAX_LINES, SlopeCell, SlopeLine, draw_slopes
from components.charts.theme import CONFIG
from components.comparison.change_tables import change_amount, direction_label, short_trend_label, signed_number
from components.comparison.changes import ChangeRow
from components.comparison.view import View
from components.i18n import _, current
from data_access.derive.comparison import peer_changes, pick_rows

N_CELLS = 5
FORMS = (("wide", N_CELLS), ("narrow", 1))


def slope_rows(view: View, rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    """Five in turn from each topic: where both are judged first, else where one is."""

    def told(row: ChangeRow) -> int:
        return sum(row.by_region[code].verdict != "unknown" for code in view.codes[:2])

    fit = sorted((row for row in rows if told(row) and not row.is_relative), key=lambda row: -told(row))
    order = {"high": 0, "medium": 1, "low": 2}
    fit.sort(key=lambda row: (-told(row), order[row.span.indicator.reliability]))
    entries = [
        (r.span.indicator.indicator_id, r.span.indicator.topic, r.span.indicator.not_comparable_with) for r in fit
    ]
    chosen = set(pick_rows(entries, N_CELLS))
    return [row for row in fit if row.span.indicator.indicator_id in chosen]


def draw_slope_cells(view: View, rows: Sequence[ChangeRow]) -> None:
    """The chart, once for wide and once for narrow screens."""
    if not rows:
        return
    cells = [_cell(view, row) for row in rows]
    twin = "; ".join(f"{cell.name}: " + ", ".join(line.hover for line in cell.lines if line) for cell in cells)
    for form, columns in FORMS:
        with st.container(key=f"banding_{form}_slopes"):
            years = "-".join(map(str, view.years))
            key = f"slopes-{form}-{'-'.join(view.codes)}-{years}-{view.topic}-{view.group.code}-{current()}"
            st.plotly_chart(draw_slopes(cells, columns), theme=None, config=CONFIG, key=key, alt=twin)


def _cell(view: View, row: ChangeRow) -> SlopeCell:
    indicator = row.span.indicator
    peers = view.peers[view.peers["indicator_id"] == indicator.indicator_id]
    ends = peer_changes(peers, row.span.start, row.span.end)
    is_many = len(ends) > MAX_LINES
    others = ends[~ends["region_code"].isin(view.codes[:2])]
    quartiles = ends[["start", "end"]].quantile([0.25, 0.75]) if is_many else None
    note = row.unit.name(current())
    if indicator.polarity == "lower_is_better":
        note = _("{unit} · rendah di atas", unit=note)
    return SlopeCell(
        name=indicator.wall_name(current()),
        note=note,
        years=(formats.period(row.span.start[:4]), formats.period(row.span.end[:4])),
        lines=[_line(view, row, code, name) for code, name in zip(view.codes[:2], view.names[:2], strict=True)],
        others=[] if is_many else list(zip(others["start"], others["end"], strict=True)),
        band=None if quartiles is None else tuple(tuple(map(float, pair)) for pair in quartiles.to_numpy()),  # type: ignore
        median=None if ends.empty else (float(ends["start"].median()), float(ends["end"].median())),
        median_text=f"{_('median')} {formats.count(row.n_peers)}: {change_amount(row.median, row)}"
        if row.median is not None
        else _("tanpa median: kurang dari 10 daerah"),
        missing=_("tidak dapat dihitung"),
        is_lower_better=indicator.polarity == "lower_is_better",
    )


def _line(view: View, row: ChangeRow, code: str, name: str) -> SlopeLine | None:
    mine, indicator = row.by_region[code], row.span.indicator
    change = mine.change
    if change.reason is not None or change.start is None or change.end is None:
        return None
    start, end = (_text(value, row) for value in (change.start, change.end))
    moved = change_amount(change.absolute, row)
    return SlopeLine(
        start=(change.start, start),
        end=(change.end, end),
        change=signed_number(change.absolute or 0.0, indicator.decimals),
        direction=direction_label(mine.direction),
        verdict=mine.verdict,
        chip=short_trend_label(mine.verdict),
        hover=f"{name} {start} → {end}, {moved}",
    )


def _text(value: float, row: ChangeRow) -> str:
    return formats.published(value, row.span.indicator)
