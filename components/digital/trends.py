"""Small multiples: every definition over time on an axis of its own; nothing is joined across a break or a gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components import formats
from components.digital.tables import wide_tools
from components.digital.view import DigitalView, series_name
from components.i18n import _, current
from components.notices import plain
from components.panel import panel
from components.theme import colour
from data_access.catalog import Indicator
from data_access.derive.periods import position_of
from data_access.models import Region

if TYPE_CHECKING:
    import plotly.graph_objects as go

PER_ROW = 4
HEIGHT = 190
LABEL_SHARE = 0.14  # of the plotted height, what a figure beside a line takes
STYLES = {  # mark, ink, symbol, and the sign of the legend
    "ours": ("us", "us", "circle", "●"),
    "compared": ("cmp", "cmp-ink", "square", "■"),
    "province": ("ink-2", "ink-2", "diamond", "◆"),
    "nation": ("other-mark", "ink-3", "x", "✕"),
}


def draw_trends(view: DigitalView) -> None:
    """One small chart per definition that has two periods for any place; the others are named."""
    leads = [view.catalogue.indicator(d.lead) for group in view.groups for d in group.definitions]
    moving = [entry for entry in leads if _most_periods(view, entry) > 1]
    single = [series_name(entry) for entry in leads if _most_periods(view, entry) == 1]
    with panel(
        "digital_trends",
        _("Dari waktu ke waktu, tiap definisi pada sumbunya sendiri"),
        _("Titik tanpa garis: tahun di antaranya tidak ada. Garis putus tegak: definisi berganti, tidak disambung."),
        wide_tools(view, "tren"),
    ):
        if not moving:
            st.caption(_("Belum ada definisi dengan dua periode untuk daerah yang dipilih."))
        with st.container(key="digital_trend_legend"):
            st.markdown(" · ".join(_legend(view, place) for place in _drawn(view)))
        for start in range(0, len(moving), PER_ROW):
            for column, indicator in zip(
                st.columns(PER_ROW, gap="medium"), moving[start : start + PER_ROW], strict=False
            ):
                with column:
                    _draw_one(view, indicator)
        if single:
            st.caption(plain(_("Baru satu periode pada tiap daerah: {names}.", names="; ".join(single))))
        used = pd.concat([frame["source_id"] for frame in view.series.values()]).dropna().unique()
        st.caption(plain(view.source_line(used)))


def _draw_one(view: DigitalView, indicator: Indicator) -> None:
    from components.charts.theme import CONFIG  # plotly only where a chart is drawn

    unit = view.catalogue.unit(indicator).name(current())
    with st.container(key=f"digital_trend_{indicator.indicator_id}", gap="xsmall"):
        st.markdown(f"**{plain(series_name(indicator))}**")
        st.caption(plain(unit))
        figure, told = _figure(view, indicator)
        st.plotly_chart(
            figure, theme=None, config=CONFIG, alt=f"{series_name(indicator)}, {unit}: {told}",
            key=f"digital-{indicator.indicator_id}-{view.region.region_code}-{current()}",
        )  # fmt: skip
        for item in indicator.breaks:
            if _concerns(view, item.regions):
                st.caption(
                    plain(
                        _(
                            "Patahan seri {period}: {reason}",
                            period=formats.period(item.period),
                            reason=item.reason(current()),
                        )
                    )
                )


def _figure(view: DigitalView, indicator: Indicator) -> tuple[go.Figure, str]:
    from components.charts.theme import escape, new_figure

    figure, told = new_figure(HEIGHT), []
    frame = view.series[indicator.indicator_id]
    ends: list[tuple[float, float, str]] = []
    for place in reversed(_drawn(view)):  # ours on top
        mark, ink, symbol, _sign = STYLES[_style_of(view, place)]
        rows = frame[frame["region_code"] == place.region_code].sort_values("period")
        for part in unbroken(rows, indicator, place.region_code):
            words = [
                f"{place.chart_name}, {formats.period(p, indicator)}: {formats.published(v, indicator)}"
                for p, v in zip(part["period"], part["value"], strict=True)
            ]
            told += words
            figure.add_scatter(
                x=[position_of(p) for p in part["period"]], y=list(part["value"]), mode="lines+markers",
                line={"color": colour(mark), "width": 2}, marker={"symbol": symbol, "size": 7, "color": colour(mark)},
                hovertext=[escape(text) for text in words], hoverinfo="text",
            )  # fmt: skip
        if len(rows):
            last = rows.iloc[-1]
            ends.append((position_of(last["period"]), float(last["value"]), colour(ink)))
    _label_ends(figure, ends, indicator, float(frame["value"].max() - frame["value"].min()) or 1.0)
    years = sorted({int(position_of(p)) for p in frame["period"]})
    for item in indicator.breaks:
        at = position_of(item.period) - 0.5
        if years and years[0] < at < years[-1] and _concerns(view, item.regions):
            figure.add_vline(x=at, line={"color": colour("ink"), "width": 1.5, "dash": "dash"})
    ticks = years[:: max(1, -(-len(years) // 4))]
    figure.update_xaxes(
        tickvals=ticks, ticktext=[str(year) for year in ticks], range=[years[0] - 0.4, years[-1] + 0.4],
        showgrid=False, fixedrange=True,
    )  # fmt: skip
    figure.update_yaxes(nticks=4, fixedrange=True, automargin=True)
    figure.update_layout(margin={"l": 8, "r": 52, "t": 10, "b": 24})
    return figure, "; ".join(told)


def unbroken(rows: pd.DataFrame, indicator: Indicator, region_code: str) -> Iterator[pd.DataFrame]:
    """The parts of one region's series that may be joined: one version, no break between, no year left out."""
    if rows.empty:
        return
    starts = [item.period for item in indicator.breaks if not item.regions or region_code in item.regions]
    at = rows["period"].map(position_of).astype(float)
    era = rows["period"].map(lambda period: sum(period >= start for start in starts))
    cut = (at.diff() > 1) | era.ne(era.shift()) | rows["series_version"].ne(rows["series_version"].shift())
    for _number, part in rows.groupby(cut.cumsum()):
        yield part


def _label_ends(figure: go.Figure, ends: list[tuple[float, float, str]], indicator: Indicator, span: float) -> None:
    """The last value of each place, pushed apart where two would stand on each other."""
    placed: dict[float, float] = {}
    for x, y, ink in sorted(ends, key=lambda end: end[1]):
        placed[x] = max(y, placed[x] + span * LABEL_SHARE) if x in placed else y
        figure.add_annotation(
            x=x, y=placed[x], xanchor="left", xshift=7, showarrow=False,
            text=f"<b>{formats.published(y, indicator)}</b>",
            font={"color": ink, "size": 12}, bgcolor=colour("ground"), borderpad=1,
        )  # fmt: skip


def _drawn(view: DigitalView) -> list[Region]:
    """Ours, the first comparator, the province, the nation: four lines can be told apart."""
    compared = [place for place in view.places if view.role_of(place) == "compared"]
    return [place for place in view.places if place not in compared[1:]]


def _style_of(view: DigitalView, place: Region) -> str:
    role = view.role_of(place)
    return place.level.value if role == "parent" else role


def _legend(view: DigitalView, place: Region) -> str:
    """Sign and name, ours and the comparator in their colours by the stylesheet."""
    style = _style_of(view, place)
    text = f"{STYLES[style][3]} {plain(place.chart_name)}"
    return {"ours": f"**{text}**", "compared": f"*{text}*"}.get(style, text)


def _concerns(view: DigitalView, regions: tuple[str, ...]) -> bool:
    return not regions or any(place.region_code in regions for place in _drawn(view))


def _most_periods(view: DigitalView, indicator: Indicator) -> int:
    """The most periods that any of the drawn places has."""
    frame = view.series[indicator.indicator_id]
    shown = frame[frame["region_code"].isin([place.region_code for place in _drawn(view)])]
    return int(shown.groupby("region_code")["period"].nunique().max()) if len(shown) else 0
