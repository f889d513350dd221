"""Lines beyond the named ones of a trend: pale, with a numbered ring at their end."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components import formats
from components.charts.theme import escape
from components.theme import colour
from data_access.catalog import Indicator
from data_access.derive.comparison import spread
from data_access.derive.periods import position_of

PLOT_PX = 290  # the height of the plot of a trend
RING_PX, NAME_PX = 19, 40  # what a ring, and a name with its figure, take


def add_numbered_lines(
    figure: go.Figure, lines: list[tuple[int, str, pd.DataFrame]], indicator: Indicator
) -> go.Figure:
    """`lines` are (number, label, frame with period, value, series_version); open over gaps and across versions.

    They lie under the named lines of `figure`; rings and names that would touch step apart.
    """
    if not lines:
        return figure
    named = list(figure.data)
    everything = [float(y) for trace in named for y in trace.y if y is not None]
    everything += [float(value) for _number, _label, frame in lines for value in frame["value"]]
    low, high = min(everything), max(everything)
    px = ((high - low) or 1.0) / PLOT_PX
    for _number, label, frame in lines:
        _add_line(figure, label, frame, indicator)
    places = spread([float(frame.iloc[-1]["value"]) for *_rest, frame in lines], RING_PX * px, low, high)
    for (number, label, frame), y in zip(lines, places, strict=True):
        last = frame.iloc[-1]
        figure.add_scatter(
            x=[position_of(last["period"])], y=[y], mode="markers+text", text=[str(number)],
            textfont={"size": 11, "color": colour("ink-2")}, hovertext=[_hover(label, last, indicator)],
            hoverinfo="text",
            marker={"size": 18, "color": colour("ground"), "line": {"color": colour("ink-3"), "width": 1.2}},
        )  # fmt: skip
    figure.data = [*figure.data[len(named) :], *named]
    names = [note for note in figure.layout.annotations if note.xanchor == "left" and note.xshift]
    for note, y in zip(names, spread([note.y for note in names], NAME_PX * px, low, high), strict=True):
        note.update(y=y, xshift=RING_PX)
    return figure


def add_older_basis(
    figure: go.Figure, frames: Sequence[pd.DataFrame], names: tuple[str, str], indicator: Indicator
) -> None:
    """The same thing on its older basis: paler lines of ours and the comparator, never joined, both bases named.

    `names` are those of the older and the newer basis; `indicator` is the older one.
    """
    newer = [float(x) for trace in figure.data for x in trace.x if x is not None]
    heights = [float(y) for trace in figure.data for y in trace.y if y is not None]
    heights += [float(value) for frame in frames for value in frame["value"]]
    for frame, token in zip(frames, ("us", "cmp"), strict=False):
        for _version, part in frame.groupby("series_version"):
            figure.add_scatter(
                x=[position_of(period) for period in part["period"]], y=list(part["value"]), mode="lines",
                line={"color": colour(token), "width": 2}, opacity=0.45, connectgaps=False, hoverinfo="text",
                hovertext=[_hover(names[0], row, indicator) for _index, row in part.iterrows()],
            )  # fmt: skip
    if not newer:
        return
    px = ((max(heights) - min(heights)) or 1.0) / PLOT_PX
    names_of_lines = [note for note in figure.layout.annotations if note.xanchor == "left" and note.xshift]
    places = spread([note.y for note in names_of_lines], NAME_PX * px, min(heights), max(heights))
    for note, y in zip(names_of_lines, places, strict=True):
        note.update(y=y)
    cut, top = min(newer) - 0.4, max(heights)
    room = (top - min(heights)) or 1.0
    figure.add_vline(x=cut, line={"color": colour("ink"), "width": 1.5, "dash": "dash"})
    for text, anchor, shift in ((names[0], "right", -6), (f"{names[1]} →", "left", 6)):
        figure.add_annotation(
            x=cut,
            y=top + 0.12 * room,
            text=f"<b>{escape(text)}</b>",
            showarrow=False,
            xanchor=anchor,
            xshift=shift,
            font={"size": 12},
        )


def _add_line(figure: go.Figure, label: str, frame: pd.DataFrame, indicator: Indicator) -> None:
    for _version, part in frame.groupby("series_version"):
        x: list[float] = []
        y: list[float | None] = []
        hover: list[str] = []
        for _index, row in part.iterrows():
            at = position_of(row["period"])
            if x and at - x[-1] > 1:  # an unpublished year stays open
                x.append((x[-1] + at) / 2)
                y.append(None)
                hover.append("")
            x.append(at)
            y.append(row["value"])
            hover.append(_hover(label, row, indicator))
        figure.add_scatter(
            x=x, y=y, mode="lines", line={"color": colour("other-mark"), "width": 1.2}, connectgaps=False,
            hovertext=hover, hoverinfo="text",
        )  # fmt: skip


def _hover(label: str, row: pd.Series, indicator: Indicator) -> str:
    period, figure = formats.period(row["period"], indicator), formats.published(row["value"], indicator)
    return f"{escape(label)}, {period}: {figure}"
