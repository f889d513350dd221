"""What programmes and registers hold: fostered businesses by sector, and cooperatives."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import formats, sentences
from components.charts.theme import CONFIG, escape, new_figure
from components.clusters.facts import COOPERATIVES, FOSTERED, SECTORS, Facts
from components.i18n import _, current
from components.labels import status_label
from components.notices import plain, show_gap
from components.panel import draw_table, panel
from components.theme import colour
from data_access.derive.rates import rate

HEIGHT = 260
LAST_PERIODS = 8


def sector_name(code: str) -> str:
    """The sector in one word, for columns and facets."""
    return {
        "umkm_fostered_food": _("Kuliner"),
        "umkm_fostered_fashion": _("Fesyen"),
        "umkm_fostered_craft": _("Kerajinan"),
        "umkm_fostered_agribusiness": _("Agribisnis"),
        "umkm_fostered_other": _("Lainnya"),
        FOSTERED: _("Semua"),
    }[code]


def draw_fostered_panel(facts: Facts, rows: pd.DataFrame) -> None:
    """`rows`: every sector and the total for all regions of the scope (indicator_id, region_code, period, value)."""
    entries = [facts.catalogue.indicator(code) for code in (*SECTORS, FOSTERED)]
    codes = [region.region_code for region in facts.pair]
    pair = rows[rows["region_code"].isin(codes)]
    shown = pair if len(pair) else rows
    subtitle = _("Unit usaha per bidang dan tahun; peserta program provinsi, tanpa peringkat")
    tools = facts.tools("fostered", shown, entries) if len(shown) else None
    with panel("fostered", _("UMKM binaan menurut bidang"), subtitle, tools):
        if (pair["region_code"] == facts.region.region_code).sum() == 0:
            show_gap(
                _("{region} belum punya angka UMKM binaan program provinsi.", region=facts.region.name),
                _("Yang akan melengkapi: {gap}", gap=entries[-1].gap(current())),
            )
        if pair.empty:
            return
        left, right = st.columns([1, 1.05], gap="medium")
        with left:
            sectors = pair[pair["indicator_id"].isin(SECTORS)]
            st.plotly_chart(
                _figure(facts, sectors), theme=None, config=CONFIG,
                key=f"fostered-{facts.region.region_code}-{current()}", alt=subtitle,
            )  # fmt: skip
        with right:
            _draw_sector_table(facts, pair)
        statuses = ", ".join(status_label(status) for status in dict.fromkeys(pair["status"]))
        st.caption(
            plain(
                _("Asal angka: {statuses}.", statuses=statuses)
                + " " + entries[0].caveats[-1](current())
                + " " + facts.source_line(list(dict.fromkeys(pair["source_id"])))
            )
        )  # fmt: skip


def _figure(facts: Facts, rows: pd.DataFrame):  # type: ignore[no-untyped-def]
    """One field per sector on one scale, a bar per year; our colour and the comparator's."""
    figure = new_figure(HEIGHT)
    periods = sorted(set(rows["period"]))
    width = 1 / len(SECTORS)
    top = float(rows["value"].max()) * 1.15 or 1.0
    for place, code in enumerate(SECTORS):
        axis = "" if place == 0 else str(place + 1)
        entry = facts.catalogue.indicator(code)
        figure.update_layout(
            {
                f"xaxis{axis}": {
                    "domain": [place * width, (place + 1) * width - 0.02], "fixedrange": True, "showgrid": False,
                    "zeroline": False,
                    "tickvals": list(range(len(periods))), "ticktext": [formats.period(p) for p in periods],
                    "anchor": "y",
                }
            }
        )  # fmt: skip
        for region, mark in zip(facts.pair, ("us", "cmp"), strict=False):
            part = rows[(rows["region_code"] == region.region_code) & (rows["indicator_id"] == code)]
            figure.add_bar(
                x=[periods.index(p) for p in part["period"]], y=part["value"], xaxis=f"x{axis}", yaxis="y",
                marker={"color": colour(mark)}, text=[formats.published(v, entry) for v in part["value"]],
                textposition="outside", cliponaxis=False, textfont={"size": 11, "color": colour("ink")},
                hovertext=[
                    f"{escape(region.chart_name)}, {escape(sector_name(code))}, {formats.period(p)}: "
                    f"{formats.published(v, entry)}"
                    for p, v in zip(part["period"], part["value"], strict=True)
                ],
                hoverinfo="text", name=escape(region.chart_name), legendgroup=region.region_code,
                showlegend=place == 0,
            )  # fmt: skip
        figure.add_annotation(
            x=place * width,
            y=1,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            text=f"<b>{escape(sector_name(code))}</b>",
        )
    figure.update_yaxes(visible=False, range=[0, top], fixedrange=True)
    figure.update_layout(
        barmode="group", bargap=0.2, showlegend=True, margin={"t": 24, "b": 56, "l": 0},
        legend={"orientation": "h", "x": 0, "y": -0.14, "yanchor": "top"},
    )  # fmt: skip
    return figure


def _draw_sector_table(facts: Facts, pair: pd.DataFrame) -> None:
    """A row per region and year, a column per sector, the published total last."""
    columns = (*SECTORS, FOSTERED)
    names = {code: sector_name(code) for code in columns}
    lines = []
    for region in facts.pair:
        own = pair[pair["region_code"] == region.region_code]
        for period, part in own.groupby("period"):
            values = part.set_index("indicator_id")["value"]
            cells = {
                names[code]: formats.count(values[code]) if code in values.index else formats.missing()
                for code in columns
            }
            lines.append({_("Daerah"): region.chart_name, _("Tahun"): formats.period(str(period))} | cells)
    draw_table(pd.DataFrame(lines), numbers=tuple(names.values()), ours=facts.region.chart_name)


def draw_cooperatives_panel(facts: Facts, rows: pd.DataFrame, breaks: pd.DataFrame) -> None:
    """Registered and active cooperatives of our region and the comparator, the last periods; no ranking.

    `rows`: both indicators, all periods of the two regions; `breaks`: the series breaks of both.
    """
    total, active = (facts.catalogue.indicator(code) for code in COOPERATIVES)
    tools = facts.tools("cooperatives", rows, [total, active]) if len(rows) else None
    subtitle = _("Koperasi menurut daftar dinas; arti aktif berbeda antardinas, tanpa peringkat")
    with panel("cooperatives", _("Koperasi terdaftar dan aktif"), subtitle, tools):
        if (rows["region_code"] == facts.region.region_code).sum() == 0:
            show_gap(
                _("{region} belum punya jumlah koperasi.", region=facts.region.name),
                _("Yang akan melengkapi: {gap}", gap=total.gap(current())),
            )
        if rows.empty:
            return
        wide = rows.pivot(index=["region_code", "period"], columns="indicator_id", values="value")
        wide = wide.reindex(columns=list(COOPERATIVES)).reset_index()
        wide["share"] = rate(wide[active.indicator_id], wide[total.indicator_id], 100)
        statuses = rows.groupby(["region_code", "period"])["status"].agg(lambda s: list(dict.fromkeys(s)))
        registered, working, share = _("Terdaftar"), _("Aktif"), _("Aktif, % (olahan)")
        lines = []
        for region in facts.pair:
            own = wide[wide["region_code"] == region.region_code].sort_values("period").tail(LAST_PERIODS)
            for row in own.to_dict("records"):
                labels = statuses[(row["region_code"], row["period"])]
                lines.append(
                    {
                        _("Daerah"): region.chart_name,
                        _("Periode"): formats.period(row["period"], total),
                        registered: _count(row[total.indicator_id]),
                        working: _count(row[active.indicator_id]),
                        share: formats.number(row["share"], 1) if row["share"] == row["share"] else "",
                        _("Asal angka"): ", ".join(status_label(status) for status in labels),
                    }
                )
        draw_table(pd.DataFrame(lines), numbers=(registered, working, share), ours=facts.region.chart_name)
        used = breaks[breaks["region_code"].isin(["", *(region.region_code for region in facts.pair)])]
        for sentence in sentences.breaks_in_words(used):
            st.caption(plain(sentence))
        st.caption(plain(facts.source_line(list(dict.fromkeys(rows["source_id"])))))


def _count(value: float) -> str:
    return formats.count(value) if value == value else formats.missing()
