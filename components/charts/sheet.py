"""A sheet to draw on: x is a share of the width, y counts pixels from the top; everything enters a figure at once.

Plotly checks each shape as it is added and copies all the others, so hundreds of them go in by one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.charts.theme import escape, new_figure
from components.theme import colour
from data_access.derive.ranking import Verdict

CLEAR = "clear"  # a mark that is not seen
CHIP_SYMBOLS = {"ahead": "triangle-up", "behind": "triangle-down", "unknown": "circle-open"}
CHIP_INK = {"ahead": "good", "equal": "even", "behind": "bad", "unknown": "none"}
CHIP_GROUND = {"ahead": "good-soft", "equal": "even-soft", "behind": "bad-soft", "unknown": "ground"}


class Sheet:
    """Lines, boxes, texts and marks, in the tokens' colours; marks of one kind become one trace."""

    def __init__(self) -> None:
        self._shapes: list[dict[str, Any]] = []
        self._texts: list[dict[str, Any]] = []
        self._hatches: list[dict[str, Any]] = []
        self._marks: dict[str, dict[str, Any]] = {}
        self._curves: dict[str, dict[str, Any]] = {}

    def line(self, x0: float, y0: float, x1: float, y1: float, token: str, width: float = 1) -> None:
        line = {"color": colour(token), "width": width}
        self._shapes.append({"type": "line", "x0": x0, "x1": x1, "y0": -y0, "y1": -y1, "layer": "below", "line": line})

    def box(
        self, x0: float, y0: float, x1: float, y1: float, token: str, edge: str | None = None, opacity: float = 1.0
    ) -> None:
        line = {"color": colour(edge), "width": 1} if edge else {"width": 0}
        shape = {"type": "rect", "x0": x0, "x1": x1, "y0": -y0, "y1": -y1, "layer": "below", "line": line}
        self._shapes.append(shape | {"fillcolor": colour(token), "opacity": opacity})

    def text(
        self, x: float, y: float, text: str, size: float, token: str, align: str = "left", shift: int = 0,
        is_bold: bool = False, ground: str | None = None,
    ) -> None:  # fmt: skip
        """One line of text, its middle at y; foreign text is safe here."""
        written = f"<b>{escape(text)}</b>" if is_bold else escape(text)
        note = {"x": x, "y": -y, "text": written, "showarrow": False, "xanchor": align, "yanchor": "middle"}
        note |= {"xshift": shift, "align": align, "borderpad": 0, "font": {"size": size, "color": colour(token)}}
        self._texts.append(note | ({"bgcolor": colour(ground)} if ground else {}))

    def hatch(self, x0: float, x1: float, y: float, half: float, text: str, size: float) -> None:
        """A hatched box with a text on it: something is missing here."""
        pattern = {"shape": "/", "fgcolor": colour("nodata-hatch"), "bgcolor": colour("nodata"), "size": 7}
        corners = {"x": [x0, x1, x1, x0, x0], "y": [-(y - half), -(y - half), -(y + half), -(y + half), -(y - half)]}
        self._hatches.append(
            corners
            | {"type": "scatter", "mode": "lines", "fill": "toself", "line": {"width": 0}, "hoverinfo": "skip"}
            | {"fillpattern": pattern}
        )
        self.text((x0 + x1) / 2, y, text, size, "ink", "center", ground="nodata")

    def mark(
        self, symbol: str, size: float, x: float, y: float, fill: str, edge: str, hover: str = "", text: str = ""
    ) -> None:
        """A mark, with a text in it where one is given; `clear` ones are not seen and only hold a hover text."""
        trace = self._marks.setdefault(
            f"{symbol} {size} {fill} {edge}",
            {
                "type": "scatter", "mode": "markers+text" if text else "markers", "x": [], "y": [], "text": [],
                "hovertext": [], "hoverinfo": "text", "cliponaxis": False,
                "textfont": {"size": 11.5, "color": colour("ink-2")},
                "marker": {
                    "symbol": symbol, "size": size, "color": _ink(fill),
                    "line": {"color": _ink(edge), "width": 1.5},
                },
            },
        )  # fmt: skip
        for name, value in (("x", round(x, 4)), ("y", round(-y, 1)), ("text", text), ("hovertext", hover)):
            trace[name].append(value)

    def curve(self, points: Sequence[tuple[float, float]], token: str, width: float = 1, dash: str = "solid") -> None:
        """A line through some points; curves of one kind become one trace."""
        trace = self._curves.setdefault(
            f"{token} {width} {dash}",
            {
                "type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip", "connectgaps": False,
                "line": {"color": colour(token), "width": width, "dash": dash},
            },
        )  # fmt: skip
        trace["x"] += [*(round(x, 4) for x, _y in points), None]
        trace["y"] += [*(round(-y, 1) for _x, y in points), None]

    def area(self, corners: Sequence[tuple[float, float]], token: str) -> None:
        """A filled shape under everything else."""
        path = "M" + "L".join(f"{x:.4f},{-y:.1f}" for x, y in corners) + "Z"
        shape = {"type": "path", "path": path, "fillcolor": colour(token), "line": {"width": 0}, "layer": "below"}
        self._shapes.append(shape)

    def chip(self, x0: float, x1: float, y: float, verdict: Verdict, text: str, sign: float, half: int = 13) -> None:
        """A verdict: shape, word and hue; `sign` is how far its shape stands from the edge."""
        ink = CHIP_INK[verdict]
        self.box(x0, y - half, x1, y + half, CHIP_GROUND[verdict], "edge" if verdict == "unknown" else None)
        if verdict == "equal":
            self.text(x0 + sign, y, "=", 16, ink, "center", is_bold=True)
        else:
            self.mark(CHIP_SYMBOLS[verdict], 9, x0 + sign, y, ink, ink)
        self.text(x0 + 2 * sign, y, text, 12.5, ink, is_bold=True)

    def figure(self, height: int) -> go.Figure:
        figure = new_figure(height)
        marks = sorted(self._marks.values(), key=lambda trace: trace["mode"] == "markers")  # rings lie under the named
        figure.add_traces([*self._hatches, *self._curves.values(), *marks])
        figure.update_layout(
            shapes=self._shapes,
            annotations=self._texts,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            hovermode="closest",
            xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
            yaxis={"range": [-height, 0], "visible": False, "fixedrange": True},
        )
        return figure


def _ink(token: str) -> str:
    """A token's colour; `clear` marks only answer the pointer."""
    return "rgba(0,0,0,0)" if token == CLEAR else colour(token)
