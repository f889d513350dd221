"""Lines beyond the named ones of a trend: pale, with a numbered ring at their end."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components import formats
from components.charts.theme import escape
from components.theme import colour
from data_access.catalog import Indicator
from data_access.derive.periods import position_of


def add_numbered_lines(
    figure: go.Figure, lines: list[tuple[int, str, pd.DataFrame]], indicator: Indicator
) -> go.Figure:
    """`lines` are (number, label, frame with period, value, series_version); open over gaps and across versions."""
    for number, label, frame in lines:
        for _version, part in frame.groupby("series_version"):
            x: list[float] = []
            y: list[float | None] = []
            hover: list[str] = []
            for row in part.itertuples():
                at = position_of(row.period)
                if x and at - x[-1] > 1:
                    x.append((x[-1] + at) / 2)
                    y.append(None)
                    hover.append("")
                x.append(at)
                y.append(row.value)
                figure_text = formats.published(row.value, indicator)
                hover.append(f"{escape(label)}, {formats.period(row.period, indicator)}: {figure_text}")
            figure.add_scatter(
                x=x, y=y, mode="lines", line={"color": colour("other-mark"), "width": 1.2}, connectgaps=False,
                hovertext=hover, hoverinfo="text",
            )  # fmt: skip
        last = frame.iloc[-1]
        figure.add_scatter(
            x=[position_of(last["period"])], y=[last["value"]], mode="markers+text", text=[str(number)],
            textfont={"size": 11, "color": colour("ink-2")}, hovertext=[hover[-1]], hoverinfo="text",
            marker={"size": 18, "color": colour("ground"), "line": {"color": colour("ink-3"), "width": 1.2}},
        )  # fmt: skip
    return figure
