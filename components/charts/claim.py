"""The small chart beside a claim: the series it rests on with both ends named, or how many indicators stood how."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components import formats
from components.charts.sheet import CHIP_INK, Sheet
from components.charts.theme import new_figure
from components.theme import colour
from data_access.catalog import Indicator
from data_access.derive.periods import position_of
from data_access.derive.ranking import Verdict

HEIGHT = 132
BAR = CHIP_INK | {"equal": "other-mark"}


def draw_claim_line(series: pd.DataFrame, marked: Sequence[str], indicator: Indicator) -> go.Figure:
    """`series` has period, value, series_version; the `marked` periods carry their figures. Versions are not joined."""
    figure = new_figure(HEIGHT)
    rows = series.sort_values("period")
    for _version, part in rows.groupby("series_version"):
        figure.add_scatter(
            x=[position_of(period) for period in part["period"]], y=list(part["value"]), mode="lines+markers",
            line={"color": colour("us"), "width": 2}, marker={"size": 6, "color": colour("us")}, hoverinfo="text",
            hovertext=[
                f"{formats.period(period, indicator)}: {formats.published(value, indicator)}"
                for period, value in zip(part["period"], part["value"], strict=True)
            ],
        )  # fmt: skip
    cuts = rows.loc[rows["series_version"] != rows["series_version"].shift(), "period"].iloc[1:]
    for period in cuts:
        figure.add_vline(x=position_of(period) - 0.5, line={"color": colour("ink"), "width": 1.5, "dash": "dash"})
    for row in rows[rows["period"].isin(marked)].itertuples():
        x = position_of(row.period)
        figure.add_scatter(x=[x], y=[row.value], mode="markers", marker={"size": 11, "color": colour("us")},
                           hoverinfo="skip")  # fmt: skip
        figure.add_annotation(x=x, y=row.value, text=f"<b>{formats.published(row.value, indicator)}</b>", yshift=15,
                              showarrow=False, font={"size": 12.5, "color": colour("us")})  # fmt: skip
    years = sorted({int(position_of(period)) for period in rows["period"]})
    ends = [years[0], years[-1]] if len(years) > 1 else years
    room = float(rows["value"].max() - rows["value"].min()) or abs(float(rows["value"].max())) or 1.0
    figure.update_xaxes(tickvals=ends, ticktext=[str(year) for year in ends], showgrid=False, fixedrange=True,
                        range=[years[0] - 0.6, years[-1] + 0.8])  # fmt: skip
    figure.update_yaxes(
        visible=False,
        fixedrange=True,
        range=[float(rows["value"].min()) - 0.2 * room, float(rows["value"].max()) + 0.45 * room],
    )
    figure.update_layout(margin={"l": 10, "r": 10, "t": 4, "b": 24})
    return figure


def draw_claim_counts(counts: Sequence[tuple[str, int, Verdict]]) -> go.Figure:
    """One bar per verdict, from the same start."""
    sheet = Sheet()
    most = max([n for _label, n, _verdict in counts] + [1])
    for place, (label, n, verdict) in enumerate(counts):
        y = 22 + 38 * place
        sheet.text(0, y, label, 13, "ink-2")
        sheet.box(0.36, y - 10, max(0.362, 0.36 + 0.5 * n / most), y + 10, BAR[verdict])
        sheet.text(
            max(0.362, 0.36 + 0.5 * n / most), y, formats.count(n), 14, CHIP_INK[verdict], "left", 8, is_bold=True
        )
    return sheet.figure(HEIGHT)
