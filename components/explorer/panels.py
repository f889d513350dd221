"""The panels of the explorer: ranking, trend, passport, table."""

from __future__ import annotations

import streamlit as st

from components import formats, passport, sentences
from components.board import draw_distribution_strip, draw_ranking_strip
from components.charts import trend
from components.charts.theme import CONFIG
from components.explorer.strips import strip_rows, strip_view, window
from components.explorer.view import View
from components.i18n import _, current
from components.notices import plain, show_gap
from components.observation_table import PAGE_ROWS, display_table, number_columns
from components.panel import draw_facts, draw_table, panel


def draw_ranking_panel(view: View) -> None:
    """Who is ahead, who is near us; without a rank where none is fair. A click chooses the region."""
    note = _rank_direction(view) if view.is_ranked else _("tanpa peringkat, menurut nama")
    subtitle = f"{view.unit_and_period} · {note}"
    with panel("ranking", _("Siapa di sekitar kita"), subtitle, lambda: view.cross_section_tools("ranking")):
        rows = strip_rows(view)
        if not rows:
            show_gap(
                _("Belum ada nilai {scope} untuk periode ini.", scope=view.scope.label), view.indicator.gap(current())
            )
        else:
            shown = window(rows, view.region.region_code, view.selection.comparison)
            strip = strip_view(view, shown)
            if view.is_comparable_in_size:
                draw_distribution_strip(strip_view(view, rows), key=view.chart_key("distribution"))
            draw_ranking_strip(strip, key=view.chart_key("ranking"))
            if len(shown) < len(rows):
                st.caption(
                    plain(
                        _(
                            "Ditampilkan {n} dari {all} daerah: ujung-ujung, sekitar kita, dan pembanding.",
                            n=formats.count(len(shown)),
                            all=formats.count(len(rows)),
                        )
                    )
                )
        st.caption(
            plain(f"{sentences.coverage_in_words(view.summary, view.scope)} {_rank_rule(view)} {view.source_line}")
        )


def draw_trend_panel(view: View) -> None:
    """Ours and the comparators over time; a break is named and never joined."""
    lines = [
        (view.regions.by_code[code].chart_name, view.series[view.series["region_code"] == code])
        for code in (view.region.region_code, *view.selection.comparison)
    ]
    subtitle = view.unit.name(current())
    if view.is_comparable_in_size:
        subtitle = _("{unit}; pita = separuh tengah {scope}", unit=subtitle, scope=view.scope.label)
    with panel("trend", _("Dari waktu ke waktu"), subtitle, lambda: view.series_tools("trend")):
        if view.series.empty:
            show_gap(_("Belum ada nilai untuk daerah yang dipilih."), view.indicator.gap(current()))
            return
        codes = ["", view.region.region_code, *view.selection.comparison]
        breaks = view.breaks[view.breaks["region_code"].isin(codes)]
        figure = trend.draw_trend(lines, view.band(), view.indicator, breaks, view.period, view.scope.group)
        st.plotly_chart(figure, theme=None, config=CONFIG, key=view.chart_key("trend"), alt=view.text_twin)
        for sentence in sentences.breaks_in_words(breaks):
            st.caption(plain(sentence))
        if len(lines) > trend.MAX_NAMED:
            st.caption(_("Garis hanya untuk tiga daerah pertama; selebihnya ada pada tabel panel ini."))
        st.caption(plain(view.source_line))


def draw_passport_panel(view: View) -> None:
    with panel("passport", _("Paspor indikator"), _("Ikut dalam setiap berkas unduhan")):
        draw_facts(passport.passport_lines(view.indicator, view.unit, view.sources))


def draw_table_panel(view: View) -> None:
    """The whole cross-section; a long one opens on the page where our region stands."""
    with panel(
        "table", _("Tabel"), f"{view.unit_and_period} · {view.scope.label}", lambda: view.cross_section_tools("table")
    ):
        table = display_table(view.frame, view.indicator, view.unit, view.is_ranked, view.regions)
        pages = -(-len(table) // PAGE_ROWS)
        at = 1
        if pages > 1:
            codes = list(table[_("Kode")])
            ours = codes.index(view.region.region_code) // PAGE_ROWS if view.region.region_code in codes else 0
            st.caption(_("{n} halaman; dibuka pada halaman daerah kita.", n=formats.count(pages)))
            at = st.pagination(pages, default=1 + ours, key=view.chart_key(f"page-{view.region.region_code}"))
        draw_table(
            table.iloc[(at - 1) * PAGE_ROWS : at * PAGE_ROWS], number_columns(), view.region.region_code, "table_page"
        )
        st.caption(plain(f"{_('Setara = selisih dari median paling besar ½ MAD.')} {view.source_line}"))


def _rank_direction(view: View) -> str:
    return _("1 = terendah") if view.indicator.polarity == "lower_is_better" else _("1 = tertinggi")


def _rank_rule(view: View) -> str:
    if view.is_ranked:
        return _("Nilai sama, peringkat sama. Selisih kecil dapat berarti setara.")
    if view.is_mixed:
        return _("Periode berbeda antardaerah: tidak diperingkat.")
    if view.indicator.unranked_reason is not None:
        return _("Tidak diperingkat: {reason}", reason=view.indicator.unranked_reason(current()))
    return _("Kurang dari 10 daerah yang sebanding: tidak diperingkat.")
