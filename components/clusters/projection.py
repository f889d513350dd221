"""The projection shown as what it is: the same growth everywhere, and far from real counts where both exist."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import formats
from components.charts.theme import CONFIG, escape, new_figure
from components.clusters.facts import PROJECTION, Facts
from components.i18n import _, current
from components.labels import status_label
from components.notices import plain, show_gap
from components.panel import draw_table, panel
from components.theme import colour
from data_access.derive.periods import position_of
from data_access.derive.rates import growth_by_period, same_year_ratios, yearly_growth
from data_access.models import Status

HEIGHT = 230
GROWTH_DECIMALS = 2
FINE_DECIMALS = 3  # so that a difference would be seen


def draw_projection_panel(facts: Facts, projection: pd.DataFrame) -> None:
    """`projection`: every value of every region (region_code, period, value, series_version, status, source_id)."""
    entry = facts.catalogue.indicator(PROJECTION)
    growth = yearly_growth(projection)
    rows = projection[projection["region_code"].isin([region.region_code for region in facts.pair])]
    title = _("Proyeksi, bukan cacahan")
    if len(growth):
        low, high = growth["growth_pct"].min(), growth["growth_pct"].max()
        first, last = (formats.percent_change(value, GROWTH_DECIMALS) for value in (low, high))
        title = (
            _("Proyeksi: {growth} di mana-mana, tiap tahun", growth=first)
            if first == last
            else _("Proyeksi: {low} sampai {high} tiap tahun", low=first, high=last)
        )
    subtitle = _("Proyeksi jumlah UMKM, unit usaha; tidak diperingkat dan bukan pertumbuhan")
    with panel("projection", title, subtitle, facts.tools("projection", rows, [entry]) if len(rows) else None):
        st.badge(status_label(Status.PROJECTION), color="gray")
        own = rows["region_code"] == facts.region.region_code
        if not own.any():
            text = _("{region} tidak ada dalam proyeksi ini.", region=facts.region.name)
            show_gap(text, _("Yang akan melengkapi: {gap}", gap=entry.gap(current())))
        if len(rows):
            st.plotly_chart(
                _figure(facts, rows), theme=None, config=CONFIG,
                key=f"projection-{facts.region.region_code}-{current()}", alt=_twin(facts, rows),
            )  # fmt: skip
        if len(growth):
            _draw_growth(facts, growth, projection)


def _draw_growth(facts: Facts, growth: pd.DataFrame, projection: pd.DataFrame) -> None:
    """The least and greatest growth of all regions, each year: the proof."""
    by_period = growth_by_period(growth)
    lowest, highest = _("Terendah"), _("Tertinggi")
    draw_table(
        pd.DataFrame(
            {
                _("Tahun"): [formats.period(period) for period in by_period["period"]],
                lowest: [formats.percent_change(value, FINE_DECIMALS) for value in by_period["lowest"]],
                highest: [formats.percent_change(value, FINE_DECIMALS) for value in by_period["highest"]],
                _("Daerah"): [formats.count(n) for n in by_period["n"]],
            }
        ),
        numbers=(lowest, highest, _("Daerah")),
    )
    st.caption(
        plain(
            _(
                "{n} pertumbuhan dari {regions} daerah dihitung dari angka terbitan: terendah {low}, tertinggi {high}. "
                "Karena sama di mana-mana, ia tidak dapat menunjukkan daerah atau klaster mana yang tumbuh.",
                n=formats.count(len(growth)),
                regions=formats.count(growth["region_code"].nunique()),
                low=formats.percent_change(growth["growth_pct"].min(), FINE_DECIMALS),
                high=formats.percent_change(growth["growth_pct"].max(), FINE_DECIMALS),
            )
            + " "
            + facts.source_line(list(dict.fromkeys(projection["source_id"])))
        )
    )


def _figure(facts: Facts, rows: pd.DataFrame) -> go.Figure:
    figure = new_figure(HEIGHT)
    entry = facts.catalogue.indicator(PROJECTION)
    inks = (("us", "us", "circle-open"), ("cmp", "cmp-ink", "square-open"))
    for region, (mark, ink, symbol) in zip(facts.pair, inks, strict=False):
        part = rows[rows["region_code"] == region.region_code].sort_values("period")
        if part.empty:
            continue
        figure.add_scatter(
            x=[position_of(p) for p in part["period"]], y=part["value"], mode="lines+markers", opacity=0.6,
            line={"color": colour(mark), "width": 2, "dash": "dot"}, marker={"symbol": symbol, "size": 7},
            hovertext=[
                f"{escape(region.chart_name)}, {formats.period(p)}: {formats.published(v, entry)}"
                for p, v in zip(part["period"], part["value"], strict=True)
            ],
            hoverinfo="text",
        )  # fmt: skip
        last = part.iloc[-1]
        figure.add_annotation(
            x=position_of(last["period"]), y=last["value"], xanchor="left", showarrow=False, xshift=10, align="left",
            text=f"{escape(region.chart_name)}<br>{formats.published(last['value'], entry)}",
            font={"color": colour(ink)},
        )  # fmt: skip
    years = sorted({int(position_of(p)) for p in rows["period"]})
    years = years[::-1][:: max(1, -(-len(years) // 5))][::-1]
    figure.update_xaxes(
        tickvals=years, ticktext=[str(year) for year in years], showgrid=False, fixedrange=True, tickangle=0
    )
    figure.update_yaxes(tickformat=",.0f", fixedrange=True, automargin=True, rangemode="tozero")
    figure.update_layout(margin={"r": 124, "t": 16, "b": 28})
    return figure


def _twin(facts: Facts, rows: pd.DataFrame) -> str:
    entry = facts.catalogue.indicator(PROJECTION)
    ends = [
        _("{region} {period}: {value}", region=facts.name(row.region_code), period=formats.period(row.period),
          value=formats.published(row.value, entry))
        for row in rows.sort_values("period").drop_duplicates("region_code", keep="last").itertuples()
    ]  # fmt: skip
    return _("Proyeksi jumlah UMKM: {ends}", ends="; ".join(ends))


def draw_ratio_panel(facts: Facts, projection: pd.DataFrame, counts: pd.DataFrame) -> None:
    """The projection over every real count of the same region and year. By name: a ratio of a projection has no rank.

    `counts`: indicator_id, region_code, period, value, status, source_id of the real counts of all regencies.
    """
    found = same_year_ratios(projection, counts)
    codes = list(dict.fromkeys(found["indicator_id"]))
    entries = [facts.catalogue.indicator(code) for code in [PROJECTION, *codes]]
    ratio = _("Proyeksi ÷ hitungan")
    tools = facts.tools("ratio", found, entries, {ratio: found["ratio"]}) if len(found) else None
    subtitle = _("Daerah dan tahun yang punya keduanya; perbandingan bukan peringkat")
    with panel("ratio", _("Proyeksi di hadapan hitungan nyata"), subtitle, tools):
        if found.empty:
            show_gap(_("Belum ada daerah yang punya proyeksi dan hitungan nyata pada tahun yang sama."))
            return
        found = found.assign(label=[facts.name(code) for code in found["region_code"]])
        found = found.sort_values(["label", "period"])
        entry = facts.catalogue.indicator(PROJECTION)
        projected, counted = _("Proyeksi"), _("Hitungan nyata")
        by_code = {code: facts.catalogue.indicator(code) for code in codes}
        draw_table(
            pd.DataFrame(
                {
                    _("Daerah"): found["label"],
                    _("Hitungan"): [by_code[code].wall_name(current()) for code in found["indicator_id"]],
                    counted: [
                        _("{value} ({period})", value=formats.published(v, by_code[code]),
                          period=formats.period(p, by_code[code]))
                        for v, p, code in zip(found["value"], found["period"], found["indicator_id"], strict=True)
                    ],
                    projected: [
                        _("{value} ({period})", value=formats.published(v, entry), period=formats.period(p, entry))
                        for v, p in zip(found["model_value"], found["model_period"], strict=True)
                    ],
                    ratio: [_("{n} kali", n=formats.number(value, 1)) for value in found["ratio"]],
                }
            ),
            numbers=(counted, projected, ratio), ours=facts.region.chart_name,
        )  # fmt: skip
        statuses = ", ".join(status_label(status) for status in dict.fromkeys(found["status"]))
        st.caption(
            plain(
                _("Hitungan nyata: {statuses}; rasio: olahan. Periode keduanya tercetak; definisinya tetap berbeda.",
                  statuses=statuses)
                + " " + facts.source_line(list(dict.fromkeys(found["source_id"])))
            )
        )  # fmt: skip
        own = found["region_code"] == facts.region.region_code
        if not own.any():
            st.caption(plain(_("{region} tidak punya keduanya: belum tersedia.", region=facts.region.name)))
