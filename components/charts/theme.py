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
