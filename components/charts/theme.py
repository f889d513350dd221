"""One plotly template from the tokens, and the settings every chart is drawn with."""

from __future__ import annotations

import plotly.graph_objects as go

from components import formats
from components.theme import colour

CONFIG = {"displayModeBar": False, "locale": "en", "responsive": True}
FONT = "Plus Jakarta Sans, system-ui, sans-serif"
TEXT_SIZE = 13


def new_figure(height: int) -> go.Figure:
    """An empty figure on our ground, in the number format of the run's language."""
    axis = {"gridcolor": colour("rule"), "zerolinecolor": colour("rule"), "linecolor": colour("rule"), "ticks": ""}
    figure = go.Figure(layout={"template": go.layout.Template()})  # plotly's own would travel with every chart
    figure.update_layout(
        height=height,
        font={"family": FONT, "size": TEXT_SIZE, "color": colour("ink")},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        separators=formats.plotly_separators(),
        showlegend=False,
        hoverlabel={"font": {"family": FONT, "size": TEXT_SIZE}, "bgcolor": colour("surface"), "align": "left"},
        dragmode=False,
        xaxis=axis,
        yaxis=axis,
    )
    return figure


def escape(text: str) -> str:
    """Text for labels and hovers: plotly reads a small HTML, so its marks are taken away from data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# Ours and the comparator where every other region is a grey dot: colour, ink of the label, symbol, size, edge.
NAMED_MARKS = (("us", "us", "circle", 15, "us"), ("cmp", "cmp-ink", "square", 13, "ink"))


def add_named_mark(
    figure: go.Figure, x: float, y: float, hover: str, mark: str, symbol: str, size: int, edge: str
) -> None:
    """The mark of a region that is named, drawn over the others and never cut by the axes."""
    figure.add_scatter(
        x=[x],
        y=[y],
        mode="markers",
        hovertext=[hover],
        hoverinfo="text",
        cliponaxis=False,
        marker={"symbol": symbol, "size": size, "color": colour(mark), "line": {"color": colour(edge), "width": 1.2}},
    )
