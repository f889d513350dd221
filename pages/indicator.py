"""Indikator: one indicator across regions and over time, with its passport, its table and its files."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import controls, formats, notices, passport, sentences
from components.charts import ranking as ranking_chart
from components.charts import theme as chart_theme
from components.charts import trend as trend_chart
from components.i18n import _, current
from components.labels import (
    VERDICT_COLOURS,
    VERDICT_ICONS,
    in_language,
    obs_status_label,
    status_label,
    status_meaning,
    verdict_label,
)
from components.observation_table import PAGE_ROWS, display_table, figures_table
from components.panel import Tools, draw_facts, draw_table, panel
from components.scopes import Scope, scopes_for
from components.selection import Selection
from components.selection import current as current_selection
from data_access import boundaries, observations
from data_access.catalog import Indicator, Unit
from data_access.derive.periods import widest
from data_access.derive.ranking import Summary, Verdict, judge, summarise
from data_access.models import Region
from data_access.settings import settings
from pages import data

MIN_BAND = 5  # fewer regions than this are no median to draw over time


@dataclass(frozen=True)
class View:
    """Everything the page shows, fetched once."""

    selection: Selection
    region: Region
    indicator: Indicator
    unit: Unit
    scope: Scope
    period: str | None
    frame: pd.DataFrame  # the cross-section of the scope
    ours: dict  # our row, whether or not we are of the scope
    summary: Summary
    verdict: Verdict
    sources: pd.DataFrame

    @property
    def is_ranked(self) -> bool:
        return bool(self.frame["rank"].notna().any())


def page() -> None:
    chosen = current_selection()
    scopes = scopes_for(data.all_regions().by_code[chosen.region_code], data.all_regions())
    scope = next((item for item in scopes if item.code == st.session_state.get(controls.APPLIED_SCOPE)), scopes[0])
    _tree(chosen, scope)
    periods = [period for period, _n in data.periods(chosen.indicator_id, scope.level, scope.parent_code)]
    view = load_view(chosen, scope)
    _heading(view)
    shown_periods = sorted({*periods, view.period} - {None})
    controls.filter_form(chosen, data.all_regions(), scopes, scope, shown_periods, view.period)
    period_text = formats.period(view.period, view.indicator) if view.period else None
    controls.filter_chips(chosen, data.all_regions(), scope, scopes[0], period_text)
    left, right = st.columns([1.3, 1], gap="large")
    with left:
        _ranking(view)
    with right:
        _trend(view)
        _passport(view)
    _table(view)


def load_view(chosen: Selection, scope: Scope) -> View:
    """The figures of one indicator for one scope; the latest well-covered period unless one was chosen."""
    catalogue = data.catalogue()
    indicator = catalogue.indicator(chosen.indicator_id)
    period = chosen.period or widest(data.periods(indicator.indicator_id, scope.level, scope.parent_code))
    if period is None:  # nobody of the scope has a value: take what our region or the others have
        period = widest(data.periods(indicator.indicator_id))
    frame = data.load(
        observations.select_cross_section, indicator.indicator_id, period, scope.level, scope.parent_code
    )
    is_nation = scope.level.value == "province" or scope.parent_code is None
    frame["rank"], frame["n"] = (frame["rank_nation"], frame["n_nation"]) if is_nation else (frame["rank_parent"], frame["n_parent"])
    frame["label"] = [data.all_regions().by_code[code].chart_name for code in frame["region_code"]]
    summary = summarise(frame["value"])
    frame["verdict"] = [
        judge(row.value, summary.median, summary.mad, indicator.polarity, row.margin_of_error)
        if indicator.is_ranked
        else "unknown"
        for row in frame.itertuples()
    ]
    region = data.all_regions().by_code[chosen.region_code]
    own = data.load(observations.select_series, indicator.indicator_id, (region.region_code,))
    rows = own[own["period"] == period].to_dict("records")
    ours = rows[0] if rows else {}
    verdicts = frame.loc[frame["region_code"] == region.region_code, "verdict"]
    verdict: Verdict = verdicts.iloc[0] if len(verdicts) else "unknown"
    sources = data.load(observations.select_sources, indicator.indicator_id)
    unit = catalogue.unit(indicator)
    return View(chosen, region, indicator, unit, scope, period, frame, ours, summary, verdict, sources)


def _tree(chosen: Selection, scope: Scope) -> None:
    coverage = data.load(observations.select_coverage, scope.level, scope.parent_code)
    most = dict(zip(coverage["indicator_id"], coverage["n_regions"].astype(int), strict=True))
    quality = data.load(observations.select_quality)
    statuses = {key: set(part["status"]) for key, part in quality.groupby("indicator_id")}
    with st.sidebar:
        text, wanted, only_complete = controls.tree_filters(
            controls.statuses_present(set(quality["status"])), scope.size
        )
        words = text.casefold().split()
        shown = [
            entry
            for entry in data.catalogue().indicators.values()
            if all(word in entry.name(current()).casefold() or word in entry.indicator_id for word in words)
            and (not wanted or statuses.get(entry.indicator_id, set()) & set(wanted))
            and (not only_complete or most.get(entry.indicator_id, 0) == scope.size)
        ]
        if not shown:
            st.caption(_("Tidak ada indikator yang cocok. Kosongkan pencarian atau saringan."))
        counts = {key: f"{n}/{scope.size}" for key, n in most.items()}
        counts |= {key: f"0/{scope.size}" for key in data.catalogue().indicators if key not in counts}
        controls.topic_tree(data.catalogue(), shown, chosen, counts)
        st.caption(_("Angka di belakang nama: daerah yang punya nilai pada periode terlengkap, {scope}.", scope=scope.label))


def _heading(view: View) -> None:
    topic = data.catalogue().topics[view.indicator.topic].name(current())
    with st.container(key="eyebrow"):
        st.markdown(notices.plain(f"{_('Indikator')} · {topic}"))
    value = view.ours.get("value")
    title = sentences.finding(view.indicator, view.unit, view.region, value, view.summary, view.verdict, view.scope)
    st.title(notices.plain(title), anchor=False)
    with st.container(key="lede"):
        st.markdown(_lede(view))
    with st.container(horizontal=True, gap="xsmall"):
        if value is not None and view.indicator.polarity != "neutral" and view.verdict != "unknown":
            st.badge(verdict_label(view.verdict), icon=VERDICT_ICONS[view.verdict], color=VERDICT_COLOURS[view.verdict])
        if view.ours:
            st.badge(status_label(view.ours["status"]), color="blue", help=status_meaning(view.ours["status"]))
            if obs_status_label(view.ours["obs_status"]):
                st.badge(obs_status_label(view.ours["obs_status"]), color="gray")
    if value is None:
        notices.show_gap(
            _("{region} belum punya nilai untuk periode ini.", region=view.region.name), view.indicator.gap(current())
        )


def _lede(view: View) -> str:
    """Our figure in full, its period, rank, median and change."""
    ours = view.ours
    figure = sentences.figure_in_words(view.indicator, view.unit, ours.get("value"))
    facts = [view.region.name, formats.period(view.period, view.indicator)]
    place = view.frame.loc[view.frame["region_code"] == view.region.region_code]
    if len(place) and pd.notna(place["rank"].iloc[0]):
        facts.append(formats.rank(place["rank"].iloc[0], place["n"].iloc[0]))
    rest = [
        sentences.benchmark_in_words(view.indicator, view.summary, view.scope),
        sentences.change_in_words(view.indicator, view.unit, ours.get("change"), ours.get("previous_period")),
    ]
    tail = "; ".join(notices.plain(text) for text in rest if text)
    return f"**{notices.plain(figure)}**, {notices.plain(', '.join(facts))}. {tail[:1].upper()}{tail[1:]}{'.' if tail else ''}"


def _ranking(view: View) -> None:
    present = view.frame.dropna(subset=["value"])
    order = ["rank", "label"] if view.is_ranked else ["label"]
    rows = present.sort_values(order, na_position="last")
    rows["rank_text"] = [formats.count(rank) if pd.notna(rank) else "" for rank in rows["rank"]]
    best = {"lower_is_better": _("1 = terendah"), "higher_is_better": _("1 = tertinggi"), "neutral": _("1 = tertinggi")}
    note = best[view.indicator.polarity] if view.is_ranked else _("tanpa peringkat, menurut nama")
    subtitle = f"{_unit_period(view)} · {note}"
    with panel("ranking", _("Siapa di sekitar kita"), subtitle, _tools(view, "ranking")):
        if rows.empty:
            notices.show_gap(_("Belum ada data {scope} untuk periode ini.", scope=view.scope.label), view.indicator.gap(current()))
        else:
            shown = ranking_chart.window(rows, view.region.region_code, view.selection.comparison)
            median = view.summary.median if view.unit.kind not in ("count", "amount") else None
            figure = ranking_chart.draw_ranking(
                shown, view.indicator, view.region.region_code, view.selection.comparison, median
            )
            st.plotly_chart(
                figure, theme=None, config=chart_theme.CONFIG, key=f"ranking-{view.indicator.indicator_id}-{view.period}-{current()}",
                alt=_alt(view),
            )  # fmt: skip
            if len(shown) < len(rows):
                st.caption(_("Ditampilkan {n} dari {all} daerah: ujung-ujung, sekitar kita, dan pembanding.", n=len(shown), all=len(rows)))
        st.caption(notices.plain(_ranking_note(view)))


def _ranking_note(view: View) -> str:
    coverage = sentences.coverage_in_words(view.summary, view.scope)
    if view.is_ranked:
        rule = _("Nilai sama, peringkat sama. Selisih kecil dapat berarti setara.")
    elif not view.indicator.is_ranked and view.indicator.unranked_reason:
        rule = _("Tidak diperingkat: {reason}", reason=view.indicator.unranked_reason(current()))
    else:
        rule = _("Kurang dari 10 daerah yang sebanding: tidak diperingkat.")
    return f"{coverage} {rule} {passport.source_line(_sources_shown(view))}"


def _trend(view: View) -> None:
    codes = (view.region.region_code, *view.selection.comparison)
    series = data.load(observations.select_series, view.indicator.indicator_id, codes)
    lines = [
        (data.all_regions().by_code[code].chart_name, series[series["region_code"] == code])
        for code in codes
        if (series["region_code"] == code).any()
    ]
    subtitle = _("{unit}; pita = separuh tengah {scope}", unit=view.unit.name(current()), scope=view.scope.label)
    with panel("trend", _("Dari waktu ke waktu"), subtitle, _tools(view, "trend", series)):
        if not lines:
            notices.show_gap(_("Belum ada nilai untuk daerah yang dipilih."), view.indicator.gap(current()))
            return
        breaks = data.load(observations.select_breaks, view.indicator.indicator_id)
        parents = {data.all_regions().by_code[code].parent_code for code in codes}
        breaks = breaks[breaks["region_code"].isin(["", *codes])]
        figure = trend_chart.draw_trend(
            lines[: trend_chart.MAX_NAMED], _band(view), view.indicator, breaks, view.period, view.scope.group
        )
        st.plotly_chart(
            figure, theme=None, config=chart_theme.CONFIG, key=f"trend-{view.indicator.indicator_id}-{current()}", alt=_alt(view)
        )
        for row in breaks.drop_duplicates("period").itertuples():
            st.caption(
                notices.plain(
                    _("Patahan seri {period}: {reason}. Tidak dibandingkan melewatinya.", period=formats.period(row.period),
                      reason=in_language(row, "reason").rstrip("."))
                )
            )  # fmt: skip
        if len(lines) > trend_chart.MAX_NAMED:
            st.caption(_("Garis hanya untuk tiga daerah pertama; selebihnya ada pada tabel panel ini."))


def _band(view: View) -> pd.DataFrame:
    """Median and quartiles per period, where enough of the scope have a value."""
    every = data.load(
        observations.select_distribution, view.indicator.indicator_id, view.scope.level, view.scope.parent_code
    )
    grouped = every.groupby(["series_version", "period"])["value"]
    band = grouped.quantile([0.25, 0.5, 0.75]).unstack()
    band.columns = ["lower_quartile", "median", "upper_quartile"]
    enough = grouped.count() >= max(MIN_BAND, view.scope.size / 2)
    if view.unit.kind in ("count", "amount"):
        enough &= False
    return band[enough].reset_index()


def _passport(view: View) -> None:
    with panel("passport", _("Paspor indikator"), _("Ikut dalam setiap berkas unduhan")):
        draw_facts(passport.passport_lines(view.indicator, view.unit, view.sources))


def _table(view: View) -> None:
    with panel("table", _("Tabel"), f"{_unit_period(view)} · {view.scope.label}", _tools(view, "table")):
        table = display_table(view.frame, view.indicator, view.unit, view.is_ranked, data.all_regions())
        pages = -(-len(table) // PAGE_ROWS)
        at = 1
        if pages > 1:
            where = table.index[view.frame.loc[table.index, "region_code"] == view.region.region_code]
            first = 1 + (list(table.index).index(where[0]) // PAGE_ROWS if len(where) else 0)
            st.caption(_("Halaman tabel; dibuka pada halaman daerah kita"))
            at = st.pagination(pages, default=first, key=f"table_page_{view.indicator.indicator_id}_{view.scope.code}_{view.region.region_code}")
        draw_table(table.iloc[(at - 1) * PAGE_ROWS : at * PAGE_ROWS])
        st.caption(
            notices.plain(
                _("Setara = selisih dari median paling besar ½ MAD. {source}", source=passport.source_line(_sources_shown(view)))
            )
        )


def _tools(view: View, key: str, series: pd.DataFrame | None = None) -> Tools:
    """Table, passport, files and address of a panel; the trend brings its own rows."""
    frame = view.frame if series is None else _named(series)
    regions = data.all_regions()
    figures = figures_table(frame, view.indicator, regions)
    chosen = view.selection
    address = f"{st.context.url or ''}?" + "&".join(f"{k}={v}" for k, v in chosen.address(period=view.period).items())
    info = passport.file_passport(view.indicator, view.unit, view.sources, view.period if series is None else None, address, settings().timezone)
    return Tools(
        table=display_table(frame, view.indicator, view.unit, view.is_ranked and series is None, regions),
        figures=figures,
        passport=info,
        file_stem=f"suluh-{view.indicator.indicator_id}-{key}-{view.period or ''}".rstrip("-"),
        address=address,
        geo_frame=(lambda: boundaries.join_layer(figures, view.scope.level, _("Kode"))) if series is None else None,
        passport_lines=passport.passport_lines(view.indicator, view.unit, view.sources),
    )


def _named(series: pd.DataFrame) -> pd.DataFrame:
    by_code = data.all_regions().by_code
    names = [by_code[code] for code in series["region_code"]]
    return series.assign(
        name=[region.name for region in names], label=[region.chart_name for region in names], rank=pd.NA, n=pd.NA, verdict="unknown"
    )


def _sources_shown(view: View) -> pd.DataFrame:
    used = set(view.frame["source_id"].dropna())
    return view.sources[view.sources["source_id"].isin(used)]


def _unit_period(view: View) -> str:
    return f"{view.unit.name(current())}, {formats.period(view.period, view.indicator)}"


def _alt(view: View) -> str:
    figure = sentences.figure_in_words(view.indicator, view.unit, view.ours.get("value"))
    return f"{view.indicator.name(current())}: {view.region.name} {figure}. {sentences.coverage_in_words(view.summary, view.scope)}"


page()
