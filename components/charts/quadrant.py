"""Level × momentum: where a region stands and how fast it moves, in four named quadrants cut at the medians."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.theme import NAMED_MARKS, add_named_mark, escape, new_figure
from components.i18n import _
from components.theme import colour
from data_access.catalog import Indicator

HEIGHT = 340


def draw_quadrant(
    others: Sequence[tuple[float, float, str]],
    named: Sequence[tuple[float, float, str, str]],
    medians: tuple[float, float],
    labels: Sequence[tuple[float, float, str]],
    indicator: Indicator,
    unit: str,
) -> go.Figure:
    """`others` are (level, pace, hover), `named` (level, pace, label, hover) ours first, `labels` extremes to name.

    Both axes run the way of the unit and are turned where lower is better, so that better is right and up.
    """
    figure = new_figure(HEIGHT)
    x, y = [point[0] for point in others], [point[1] for point in others]
    figure.add_scatter(
        x=x,
        y=y,
        mode="markers",
        marker={"size": 9 if len(x) <= 60 else 5, "color": colour("other-mark"), "opacity": 0.8},
        hovertext=[point[2] for point in others],
        hoverinfo="text",
    )
    middle = medians[0]
    drawn = list(zip(named, NAMED_MARKS, strict=False))[::-1]  # ours on top
    for (level, pace, label, hover), (mark, ink, symbol, size, edge) in drawn:
        add_named_mark(figure, level, pace, hover, mark, symbol, size, edge)
        _label(figure, level, pace, f"<b>{escape(label)}</b>", ink, 13, _is_left(level, middle, indicator), 11)
    for level, pace, label in labels:
        _label(figure, level, pace, escape(label), "ink-2", 11.5, _is_left(level, middle, indicator), 8)
    line = {"color": colour("ink-3"), "width": 1.2, "dash": "dot"}
    figure.add_vline(x=medians[0], line=line, layer="below")
    figure.add_hline(y=medians[1], line=line, layer="below")
    corners = (
        (0, 1, "left", "top", _("Lemah, mengejar")),
        (1, 1, "right", "top", _("Baik, melaju")),
        (0, 0, "left", "bottom", _("Lemah, tertinggal")),
        (1, 0, "right", "bottom", _("Baik, melambat")),
    )
    for at_x, at_y, xanchor, yanchor, text in corners:
        figure.add_annotation(
            x=at_x, y=at_y, xref="paper", yref="paper", xanchor=xanchor, yanchor=yanchor, text=f"<b>{text}</b>",
            showarrow=False, font={"size": 12, "color": colour("ink-3")},
        )  # fmt: skip
    turned = "reversed" if indicator.polarity == "lower_is_better" else True
    axis = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "showline": True,
        "linecolor": colour("edge"),
        "autorange": turned,
        "title": {"font": {"size": 12, "color": colour("ink-2")}, "standoff": 6},
        "nticks": 6,
    }
    figure.update_xaxes(**axis, title_text=unit, tickformat=f",.{_decimals(x, indicator)}f")
    figure.update_yaxes(**axis, title_text=_("perubahan per tahun"), tickformat=f"+,.{_decimals(y, indicator)}f",
                        automargin=True)  # fmt: skip
    figure.update_layout(margin={"l": 8, "r": 10, "t": 8, "b": 44})
    return figure


def _label(
    figure: go.Figure, x: float, y: float, text: str, token: str, size: float, is_left: bool, shift: int
) -> None:
    figure.add_annotation(
        x=x, y=y, text=text, showarrow=False, xanchor="right" if is_left else "left",
        xshift=-shift if is_left else shift, font={"size": size, "color": colour(token)},
    )  # fmt: skip


def _is_left(level: float, middle: float, indicator: Indicator) -> bool:
    """Whether a label stands left of its mark: right of the middle as drawn, so that it stays inside."""
    return (level < middle) if indicator.polarity == "lower_is_better" else (level > middle)


def _decimals(values: Sequence[float], indicator: Indicator) -> int:
    room = (max(values) - min(values)) if values else 0.0
    return 0 if room >= 8 else 1 if room >= 0.8 else min(max(indicator.decimals, 2), 3)
