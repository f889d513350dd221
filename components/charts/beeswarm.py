"""Where all peers stand: one dot per region on the raw axis, the median, and the band of one MAD to either side.

What lies beyond three MADs is drawn at the edge with an arrow. Few dots step apart one by one, many by columns.
"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components import formats
from components.charts.theme import NAMED_MARKS, add_named_mark, escape, new_figure
from components.i18n import _
from components.theme import colour
from data_access.derive.comparison import spread
from data_access.derive.ranking import Summary

HEIGHT, WIDTH_PX = 196, 400
CLIP_MAD = 3.0
MANY = 60
LABEL_LETTERS = 34


def draw_beeswarm(
    values: Sequence[float],
    hovers: Sequence[str],
    named: Sequence[tuple[float, str, str]],
    summary: Summary,
    decimals: int,
    suffix: str = "",
) -> go.Figure:
    """`values` are the peers without the named; `named` are (value, label, hover), ours first, then the comparator."""
    median, mad = summary.median or 0.0, summary.mad or 0.0
    low, high = _limits(values, [value for value, _label, _hover in named], median, mad)
    room = (high - low) or 1.0
    radius = 5.0 if len(values) <= MANY else 2.6
    inside = [(value, hover) for value, hover in zip(values, hovers, strict=True) if low <= value <= high]
    places = _places([(value - low) / room * WIDTH_PX for value, _hover in inside], 2 * radius + 0.8,
                     [(value - low) / room * WIDTH_PX for value, *_rest in named])  # fmt: skip
    figure = new_figure(HEIGHT)
    dot = {"size": 2 * radius, "color": colour("other-mark"), "opacity": 0.85}
    figure.add_scatter(
        x=[value for value, _hover in inside], y=places, mode="markers", marker=dot,
        hovertext=[hover for _value, hover in inside], hoverinfo="text",
    )  # fmt: skip
    _draw_clipped(figure, values, low, high, radius)
    _draw_named(figure, named, room, low)
    shapes = [
        {"type": "rect", "x0": median - mad, "x1": median + mad, "y0": -48, "y1": 48, "line": {"width": 0},
         "fillcolor": colour("sunken"), "layer": "below"},
        {"type": "line", "x0": median, "x1": median, "y0": -48, "y1": 48, "layer": "below",
         "line": {"color": colour("ink"), "width": 1.5}},
    ]  # fmt: skip
    figure.add_annotation(
        x=median, y=60, text=f"<b>{_('median')} {formats.number(median, decimals)}</b>", showarrow=False,
        font={"size": 12.5},
    )  # fmt: skip
    figure.update_layout(shapes=[*figure.layout.shapes, *shapes], margin={"l": 4, "r": 4, "t": 0, "b": 28})
    span = room * 0.04
    figure.update_xaxes(
        range=[low - span, high + span], showgrid=False, fixedrange=True, nticks=6, ticksuffix=suffix,
        tickformat=f",.{_tick_decimals(room, decimals)}f", showline=True, linecolor=colour("edge"), zeroline=False,
    )  # fmt: skip
    figure.update_yaxes(range=[-98, 70], visible=False, fixedrange=True)
    return figure


def _limits(values: Sequence[float], named: Sequence[float], median: float, mad: float) -> tuple[float, float]:
    everything = [*values, *named]
    if not mad:
        return min(everything), max(everything)
    low, high = max(min(everything), median - CLIP_MAD * mad), min(max(everything), median + CLIP_MAD * mad)
    room = 0.08 * (high - low)  # a named region beyond the clip keeps clear of the arrows
    return min([low, *(value - room for value in named if value < low)]), max(
        [high, *(value + room for value in named if value > high)]
    )


def _places(x: Sequence[float], size: float, taken: Sequence[float]) -> list[float]:
    """How far each dot steps off the middle line so that none covers another, or a named mark."""
    if len(x) > MANY:
        columns: dict[int, int] = {}
        found = []
        for at in x:
            column = round(at / size)
            n = columns[column] = columns.get(column, -1) + 1
            found.append(min(46.0, size * ((n + 1) // 2)) * (-1 if n % 2 else 1))
        return found
    laid: list[tuple[float, float]] = [(at, 0.0) for at in taken]
    result = [0.0] * len(x)
    steps = [0.0] + [sign * size * 0.5 * step for step in range(1, 11) for sign in (1, -1)]
    for index in sorted(range(len(x)), key=x.__getitem__):
        free = (
            y
            for y in steps
            if all((x[index] - other) ** 2 + (y - height) ** 2 >= (size * 0.98) ** 2 for other, height in laid)
        )
        result[index] = next(free, 0.0)
        laid.append((x[index], result[index]))
    return result


def _draw_clipped(figure: go.Figure, values: Sequence[float], low: float, high: float, radius: float) -> None:
    """Regions beyond the clip: up to five arrows at the edge, with their number."""
    for edge, symbol, n in (
        (low, "triangle-left", sum(value < low for value in values)),
        (high, "triangle-right", sum(value > high for value in values)),
    ):
        if not n:
            continue
        shown = min(n, 4)
        figure.add_scatter(
            x=[edge] * shown, y=[13.0 * (place - (shown - 1) / 2) for place in range(shown)], mode="markers",
            marker={"symbol": symbol, "size": 10, "color": colour("other-mark")}, hoverinfo="text", cliponaxis=False,
            hovertext=[_("{n} daerah di luar ± 3 MAD", n=formats.count(n))] * shown,
        )  # fmt: skip
        figure.add_annotation(x=edge, y=-13.0 * (shown + 1) / 2 - 4, text=formats.count(n), showarrow=False,
                              font={"size": 11.5, "color": colour("ink-2")})  # fmt: skip


def _draw_named(figure: go.Figure, named: Sequence[tuple[float, str, str]], room: float, low: float) -> None:
    letters = 7.2
    widths = [len(label) * letters for _value, label, _hover in named]
    centres = [(value - low) / room * WIDTH_PX for value, *_rest in named]
    gap = sum(widths) / 2 + 12 if len(named) == 2 else 0
    moved = spread(centres, gap, min(widths[0] / 2, WIDTH_PX / 2), WIDTH_PX - min(widths[0] / 2, WIDTH_PX / 2))
    for (value, label, hover), (mark, ink, symbol, size, edge), x in list(zip(named, NAMED_MARKS, moved, strict=False))[
        ::-1
    ]:
        figure.add_shape(type="line", x0=value, x1=value, y0=-68, y1=0, line={"color": colour(mark), "width": 1.5})
        add_named_mark(figure, value, 0, hover, mark, symbol, size, edge)
        figure.add_annotation(x=low + x / WIDTH_PX * room, y=-82, text=f"<b>{escape(label)}</b>", showarrow=False,
                              font={"size": 13, "color": colour(ink)})  # fmt: skip


def _tick_decimals(room: float, decimals: int) -> int:
    return 0 if room >= 4 else min(decimals, 1 if room >= 0.4 else 2)
