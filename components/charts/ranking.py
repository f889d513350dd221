"""Ranked bars: who is ahead, who is near us; our region and its comparators in their fixed colours."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components import formats
from components.charts.theme import escape, new_figure
from components.i18n import _
from components.theme import colour
from data_access.catalog import Indicator

ROW_PX = 21
VALUE_COLUMN = 0.84  # share of the width that the bars take
MAX_ROWS = 40  # more regions than this are shown as a window round ours


def draw_ranking(
    frame: pd.DataFrame, indicator: Indicator, ours: str, compared: tuple[str, ...], median: float | None
) -> go.Figure:
    """Bars from zero in the given order. Columns: region_code, label, value, rank_text."""
    rows = frame.iloc[::-1]
    names = [
        f"{escape(row.label)}   {row.rank_text: >3}" if row.rank_text else escape(row.label)
        for row in rows.itertuples()
    ]
    figure = new_figure(height=ROW_PX * len(rows) + 44)
    figure.add_bar(
        x=rows["value"],
        y=list(range(len(rows))),
        orientation="h",
        width=0.62,
        marker_color=[_bar_colour(code, ours, compared) for code in rows["region_code"]],
        hovertext=[f"{escape(row.label)}: {formats.published(row.value, indicator)}" for row in rows.itertuples()],
        hoverinfo="text",
    )
    low, high = min(0.0, float(rows["value"].min())), max(0.0, float(rows["value"].max()))
    span = (high - low) or 1.0
    figure.update_xaxes(
        range=[low, high + 0.02 * span], domain=[0, VALUE_COLUMN], showgrid=False, showticklabels=False, fixedrange=True
    )
    for place, row in enumerate(rows.itertuples()):  # figures stand in a column of their own, clear of every line
        written = formats.published(row.value, indicator)
        is_named = row.region_code == ours or row.region_code in compared[:1]
        figure.add_annotation(
            x=1, xref="paper", xanchor="right", y=place, showarrow=False,
            text=f"<b>{written}</b>" if is_named else written,
            font={"color": _text_colour(row.region_code, ours, compared)},
        )  # fmt: skip
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=names,
        range=[-0.7, len(rows) - 0.3],
        showgrid=False,
        fixedrange=True,
        automargin=True,
    )
    if median is not None:
        figure.add_vline(x=median, line={"color": colour("ink"), "width": 1.5, "dash": "dot"})
        figure.add_annotation(
            x=median, y=1, yref="paper", yshift=16, showarrow=False, font={"size": 12},
            text=_("median {value}", value=formats.number(median, indicator.decimals)),
        )  # fmt: skip
        figure.update_layout(margin_t=30)
    return figure


def window(frame: pd.DataFrame, ours: str, compared: tuple[str, ...]) -> pd.DataFrame:
    """At most MAX_ROWS rows: the first and last five, ours with its neighbours, and the comparators."""
    if len(frame) <= MAX_ROWS:
        return frame
    places = frame.reset_index(drop=True)
    at = places.index[places["region_code"] == ours]
    middle = int(at[0]) if len(at) else len(places) // 2
    keep = set(range(5)) | set(range(len(places) - 5, len(places)))
    keep |= set(range(max(0, middle - 8), min(len(places), middle + 9)))
    keep |= set(places.index[places["region_code"].isin(compared)])
    return places.loc[sorted(keep)]


def _text_colour(code: str, ours: str, compared: tuple[str, ...]) -> str:
    if code == ours:
        return colour("us")
    return colour("cmp-ink") if compared and code == compared[0] else colour("ink")


def _bar_colour(code: str, ours: str, compared: tuple[str, ...]) -> str:
    if code == ours:
        return colour("us")
    return colour("cmp") if compared and code == compared[0] else colour("other-mark")
