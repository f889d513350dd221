"""A dumbbell on peer percentile: position says how far ahead, the printed numbers are the published ones.

Ours is a circle, the first comparator a square; a third and further regions are numbered rings, and then no line joins
them. The vertical axis counts pixels, the horizontal one the width, so the columns stay in line at every width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.theme import escape, new_figure
from components.i18n import _
from components.theme import colour
from data_access.derive.comparison import spread
from data_access.derive.ranking import Verdict

RING_GAP = 0.026  # of the width: two rings that would touch step apart
NAME_SIZE, NOTE_SIZE, VALUE_SIZE = 14, 12, 13.5
CHIP_PX = 13  # half the height of a chip
MARKS = {"ahead": "triangle-up", "equal": "line-ew-open", "behind": "triangle-down", "unknown": "circle-open"}
CHIP_INK = {"ahead": "good", "equal": "even", "behind": "bad", "unknown": "none"}
CHIP_GROUND = {"ahead": "good-soft", "equal": "even-soft", "behind": "bad-soft", "unknown": "ground"}


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
    row_px: int
    left: float  # where percentile 0 stands
    right: float
    name_px: int  # from the top of the row
    note_px: int
    track_px: int
    band_px: int  # half the height of the band of the middle half
    chip: tuple[float, float, int]
    gap_x: float | None
    keys_per_line: int


WIDE = _Layout(46, 0.415, 0.735, 14, 32, 23, 23, (0.862, 1.0, 23), 0.85, 5)
NARROW = _Layout(100, 0.15, 0.85, 16, 36, 72, 14, (0.68, 1.0, 16), None, 2)


def draw_dumbbell(rows: Sequence[DumbbellRow], names: Sequence[str], is_narrow: bool = False) -> go.Figure:
    """The rows from top to bottom; `names` of the regions, ours first."""
    layout = NARROW if is_narrow else WIDE
    key_lines = -(-len(names) // layout.keys_per_line)
    head = 26 * key_lines + 36
    row_px = layout.row_px + (16 if len(names) > 2 and not is_narrow else 0)
    height = head + row_px * len(rows) + 4
    figure = new_figure(height)
    _draw_key(figure, names, layout)
    _draw_scale(figure, layout, head)
    for place, row in enumerate(rows):
        top = head + place * row_px
        _draw_row(figure, row, top, (row_px - layout.row_px) // 2, layout, len(names))
        figure.add_shape(type="line", x0=0, x1=1, y0=-top, y1=-top, line={"color": colour("rule"), "width": 1})
    figure.update_xaxes(range=[0, 1], visible=False, fixedrange=True)
    figure.update_yaxes(range=[-height, 0], visible=False, fixedrange=True)
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, hovermode="closest")
    return figure


def _draw_key(figure: go.Figure, names: Sequence[str], layout: _Layout) -> None:
    for place, name in enumerate(names):
        x = (place % layout.keys_per_line) / layout.keys_per_line
        y = 13 + 26 * (place // layout.keys_per_line)
        _mark(figure, place, x + (0.025 if layout is NARROW else 0.012), y, "")
        ink = colour({0: "us", 1: "cmp-ink"}.get(place, "ink-2"))
        _text(figure, x + (0.055 if layout is NARROW else 0.028), y, f"<b>{escape(name)}</b>", 13, ink)


def _draw_scale(figure: go.Figure, layout: _Layout, head: int) -> None:
    middle = (layout.left + layout.right) / 2
    y = head - 24 if layout is WIDE else head - 14
    _text(figure, layout.left, y, _("← di belakang"), 12, colour("ink-2"), "left")
    _text(figure, middle, y, f"<b>{_('median')}</b>", 12, colour("ink"), "center")
    _text(figure, layout.right, y, _("di depan →"), 12, colour("ink-2"), "right")
    if layout is WIDE:
        for tick in (0, 25, 50, 75, 100):
            _text(figure, _at(layout, tick), head - 8, str(tick), 11.5, colour("ink-3"), "center")


def _draw_row(figure: go.Figure, row: DumbbellRow, top: int, extra: int, layout: _Layout, n_regions: int) -> None:
    known = colour("ink") if row.missing is None else colour("ink-3")
    _text(figure, 0, top + layout.name_px + extra, f"<b>{escape(row.name)}</b>", NAME_SIZE, known)
    _text(figure, 0, top + layout.note_px + extra, escape(row.note), NOTE_SIZE, colour("ink-2"))
    y = top + layout.track_px + extra
    if row.missing is None:
        half = layout.band_px + extra
        figure.add_shape(
            type="rect", x0=_at(layout, 25), x1=_at(layout, 75), y0=-(y - half), y1=-(y + half), layer="below",
            fillcolor=colour("sunken"), line_width=0,
        )  # fmt: skip
        for tick in (0, 50, 100):
            figure.add_shape(
                type="line", x0=_at(layout, tick), x1=_at(layout, tick), y0=-(y - half), y1=-(y + half),
                layer="below", line={"color": colour("edge" if tick == 50 else "rule"), "width": 1},
            )  # fmt: skip
        _draw_points(figure, row, y, layout, n_regions)
    else:
        _draw_hatch(figure, layout.left, layout.right, y, row.missing)
    _draw_chip(figure, row, top + extra, layout)


def _draw_points(figure: go.Figure, row: DumbbellRow, y: int, layout: _Layout, n_regions: int) -> None:
    ours, theirs = row.points[0], row.points[1]
    if ours is None or theirs is None:
        return
    ends = [_at(layout, ours[0]), _at(layout, theirs[0])]
    if n_regions > 3:
        figure.add_shape(
            type="line", x0=layout.left, x1=layout.right, y0=-y, y1=-y, line={"color": colour("rule"), "width": 2}
        )
    else:
        figure.add_shape(type="line", x0=ends[0], x1=ends[1], y0=-y, y1=-y, line={"color": colour("none"), "width": 3})
    others = [(place, point) for place, point in enumerate(row.points) if place > 1 and point is not None]
    taken = [*ends, *(_at(layout, point[0]) for _place, point in others)]
    moved = spread(taken, RING_GAP, layout.left, layout.right)[2:] if others else []
    for (place, point), x in zip(others, moved, strict=True):
        _mark(figure, place, x, y, point[2])
    _mark(figure, 1, ends[1], y, theirs[2])
    _mark(figure, 0, ends[0], y, ours[2])
    is_left = ends[0] < ends[1]
    for x, point, ink, side in (
        (ends[0], ours, "us", "right" if is_left else "left"),
        (ends[1], theirs, "cmp-ink", "left" if is_left else "right"),
    ):
        text = f"<b>{escape(point[1])}</b>"
        if n_regions > 2:
            _text(figure, x, y - 20 if ink == "us" else y + 21, text, VALUE_SIZE, colour(ink), "center")
        else:
            _text(figure, x, y, text, VALUE_SIZE, colour(ink), side, 11 if side == "left" else -11)
    absent = [str(place + 1) for place, point in enumerate(row.points) if place > 1 and point is None]
    if absent:
        _draw_hatch(figure, layout.left - 0.062, layout.left - 0.012, y, ", ".join(absent))


def _draw_hatch(figure: go.Figure, x0: float, x1: float, y: int, text: str) -> None:
    figure.add_scatter(
        x=[x0, x1, x1, x0, x0], y=[-(y - 11), -(y - 11), -(y + 11), -(y + 11), -(y - 11)], mode="lines", fill="toself",
        line={"width": 0}, hoverinfo="skip",
        fillpattern={"shape": "/", "fgcolor": colour("nodata-hatch"), "bgcolor": colour("nodata"), "size": 7},
    )  # fmt: skip
    figure.add_annotation(
        x=(x0 + x1) / 2, y=-y, text=escape(text), showarrow=False, bgcolor=colour("nodata"), borderpad=1,
        font={"size": NOTE_SIZE, "color": colour("ink")},
    )  # fmt: skip


def _draw_chip(figure: go.Figure, row: DumbbellRow, top: int, layout: _Layout) -> None:
    x0, x1, down = layout.chip
    y, ink = top + down, colour(CHIP_INK[row.verdict])
    figure.add_shape(
        type="rect", x0=x0, x1=x1, y0=-(y - CHIP_PX), y1=-(y + CHIP_PX), fillcolor=colour(CHIP_GROUND[row.verdict]),
        line={"width": 1, "color": colour("edge") if row.verdict == "unknown" else colour(CHIP_GROUND[row.verdict])},
    )  # fmt: skip
    step = 0.018 if layout is WIDE else 0.045
    if row.verdict == "equal":
        _text(figure, x0 + step, y, "<b>=</b>", 15, ink, "center")
    else:
        figure.add_scatter(
            x=[x0 + step], y=[-y], mode="markers", hoverinfo="skip",
            marker={"symbol": MARKS[row.verdict], "size": 9, "color": ink, "line": {"color": ink, "width": 1.5}},
        )  # fmt: skip
    _text(figure, x0 + 2 * step, y, f"<b>{escape(row.chip)}</b>", 12.5, ink)
    if layout.gap_x is not None:
        _text(figure, layout.gap_x, y, escape(row.gap), NOTE_SIZE, colour("ink-2"), "right")


def _mark(figure: go.Figure, place: int, x: float, y: int, hover: str) -> None:
    """Ours a circle, the first comparator a square, the rest rings with their number."""
    shown = {"hovertext": [hover], "hoverinfo": "text"} if hover else {"hoverinfo": "skip"}
    if place < 2:
        marker = {
            "symbol": ("circle", "square")[place],
            "size": (15, 12)[place],
            "color": colour(("us", "cmp")[place]),
            "line": {"color": colour(("us", "ink")[place]), "width": 1.5},
        }
        figure.add_scatter(x=[x], y=[-y], mode="markers", marker=marker, cliponaxis=False, **shown)
        return
    figure.add_scatter(
        x=[x], y=[-y], mode="markers+text", text=[str(place + 1)], textfont={"size": 11.5, "color": colour("ink-2")},
        marker={"size": 19, "color": colour("ground"), "line": {"color": colour("ink-3"), "width": 1.2}},
        cliponaxis=False, **shown,
    )  # fmt: skip


def _text(
    figure: go.Figure, x: float, y: int, text: str, size: float, ink: str, align: str = "left", shift: int = 0
) -> None:
    figure.add_annotation(
        x=x, y=-y, text=text, showarrow=False, xanchor=align, yanchor="middle", xshift=shift, align=align,
        borderpad=0, font={"size": size, "color": ink},
    )  # fmt: skip


def _at(layout: _Layout, percentile: float) -> float:
    return layout.left + (layout.right - layout.left) * percentile / 100
