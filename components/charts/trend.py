"""Lines over time: ours, the comparators, the median with the middle half; gaps stay open, breaks are never joined."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components import formats
from components.charts.theme import escape, new_figure
from components.i18n import _
from components.theme import colour
from data_access.catalog import Indicator
from data_access.derive.periods import missing_years, position_of

HEIGHT = 340
LABEL_PX = 44  # what a name with its figure beneath it takes
MAX_NAMED = 3  # lines that can be told apart without a legend
SYMBOLS = ("circle", "square", "diamond")


def draw_trend(
    lines: list[tuple[str, pd.DataFrame]],
    band: pd.DataFrame,
    indicator: Indicator,
    breaks: pd.DataFrame,
    period: str | None,
    group: str,
) -> go.Figure:
    """`lines` are (label, frame with period, value, series_version), ours first though it be empty, at most MAX_NAMED.

    `band` has period, series_version, median, lower_quartile, upper_quartile of the group; `breaks` has period, reason.
    """
    figure = new_figure(HEIGHT)
    named: list[tuple[str, pd.Series, str]] = []
    palette = (("us", "us"), ("cmp", "cmp-ink"), ("other-mark", "ink-2"))
    for part in _unbroken(band):
        _add_band(figure, part, group, indicator)
    for (label, frame), (mark, ink), symbol in zip(lines[:MAX_NAMED], palette, SYMBOLS, strict=False):
        if frame.empty:  # its colour stays its own
            continue
        _add_line(figure, label, frame, indicator, colour(mark), symbol)
        named.append((label, frame.iloc[-1], colour(ink)))
    _label_ends(figure, named, indicator, _span(lines, band))
    every = sorted({p for __, frame in lines for p in frame["period"]} | set(band["period"]))
    _mark_missing(figure, every)
    for row in breaks.drop_duplicates("period").itertuples():
        at = position_of(row.period) - 0.5
        if every and position_of(every[0]) < at < position_of(every[-1]):
            figure.add_vline(x=at, line={"color": colour("ink"), "width": 1.5, "dash": "dash"})
    if period is not None:
        figure.add_vline(x=position_of(period), line={"color": colour("rule"), "width": 2}, layer="below")
    years = sorted({int(position_of(p)) for p in every})
    step = max(1, -(-len(years) // 9))
    shown = years[::-1][::step][::-1]
    figure.update_xaxes(tickvals=shown, ticktext=[str(year) for year in shown], showgrid=False, fixedrange=True)
    figure.update_yaxes(tickformat=f",.{_axis_decimals(lines, indicator)}f", fixedrange=True, automargin=True)
    figure.update_layout(margin={"r": 132, "t": 16, "b": 30})
    return figure


def _unbroken(band: pd.DataFrame) -> list[pd.DataFrame]:
    """The parts of a band that may be joined: one series version, no year left out."""
    steps = band["period"].map(position_of).astype(float).diff().gt(1) | band["series_version"].ne(
        band["series_version"].shift()
    )
    return [part for _number, part in band.groupby(steps.cumsum())]


def _add_band(figure: go.Figure, part: pd.DataFrame, group: str, indicator: Indicator) -> None:
    x = [position_of(p) for p in part["period"]]
    figure.add_scatter(x=x, y=part["upper_quartile"], mode="lines", line={"width": 0}, hoverinfo="skip")
    figure.add_scatter(
        x=x, y=part["lower_quartile"], mode="lines", line={"width": 0}, fill="tonexty",
        fillcolor=colour("other"), opacity=0.45, hoverinfo="skip",
    )  # fmt: skip
    figure.add_scatter(
        x=x, y=part["median"], mode="lines", line={"color": colour("ink-2"), "width": 1.5, "dash": "dot"},
        hovertext=[
            _("Median {group} {period}: {value}", group=escape(group), period=formats.period(p),
              value=formats.number(v, indicator.decimals))
            for p, v in zip(part["period"], part["median"], strict=True)
        ],
        hoverinfo="text",
    )  # fmt: skip


def _add_line(figure: go.Figure, label: str, frame: pd.DataFrame, indicator: Indicator, ink: str, symbol: str) -> None:
    for _version, part in frame.groupby("series_version"):
        x: list[float] = []
        y: list[float | None] = []
        hover: list[str] = []
        for row in part.itertuples():
            at = position_of(row.period)
            if x and at - x[-1] > 1:  # an unpublished year stays open
                x.append((x[-1] + at) / 2)
                y.append(None)
                hover.append("")
            x.append(at)
            y.append(row.value)
            hover.append(
                f"{escape(label)}, {formats.period(row.period, indicator)}: {formats.published(row.value, indicator)}"
            )
        figure.add_scatter(
            x=x, y=y, mode="lines+markers", line={"color": ink, "width": 2.5}, connectgaps=False,
            marker={"symbol": symbol, "size": 7, "color": ink}, hovertext=hover, hoverinfo="text",
        )  # fmt: skip


def _label_ends(figure: go.Figure, named: list[tuple[str, pd.Series, str]], indicator: Indicator, span: float) -> None:
    """Names at the end of their lines, pushed apart where two would stand on each other."""
    step = span * LABEL_PX / HEIGHT
    at: float | None = None
    for label, last, ink in sorted(named, key=lambda item: float(item[1]["value"])):
        value = float(last["value"])
        at = value if at is None else max(value, at + step)
        figure.add_annotation(
            x=position_of(last["period"]),
            y=at,
            xanchor="left",
            xshift=9,
            showarrow=False,
            align="left",
            text=f"<b>{escape(label)}<br>{formats.published(value, indicator)}</b>",
            font={"color": ink},
        )


def _span(lines: list[tuple[str, pd.DataFrame]], band: pd.DataFrame) -> float:
    """The height of the plotted values, in the unit of the indicator."""
    values = pd.concat([frame["value"] for _label, frame in lines] + [band["lower_quartile"], band["upper_quartile"]])
    return float(values.max() - values.min()) or 1.0


def _mark_missing(figure: go.Figure, every: list[str]) -> None:
    """Years in which nobody has a value: a hatched column, no line across."""
    for year in missing_years(every):
        figure.add_vrect(
            x0=year - 0.3, x1=year + 0.3, line_width=0, layer="below",
            fillcolor=colour("nodata-hatch"), opacity=0.25,
            annotation={"text": _("tidak ada"), "font": {"size": 11, "color": colour("ink-3")}},
            annotation_position="bottom left",
        )  # fmt: skip


def _axis_decimals(lines: list[tuple[str, pd.DataFrame]], indicator: Indicator) -> int:
    values = pd.concat([frame["value"] for _label, frame in lines]) if lines else pd.Series(dtype=float)
    span = float(values.max() - values.min()) if len(values) else 0.0
    return 0 if span >= 4 else min(indicator.decimals, 1 if span >= 0.4 else 2)
