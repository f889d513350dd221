"""Satu Data: the catalogue; for each indicator what it is, who owns it, how far it reaches, and where it was read."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import formats, notices, passport
from components.findings import draw_findings_panel
from components.i18n import _, current
from components.labels import frequency_label, in_language, reliability_label, settlement_rule, status_label
from components.panel import Tools, draw_facts, draw_table, panel
from components.selection import choose
from components.selection import current as current_selection
from data_access import observations
from data_access.catalog import Indicator
from data_access.models import Level
from pages import data

CHOICE_KEY, SEARCH_KEY, TOPIC_KEY = "catalogue_indicator", "catalogue_search", "catalogue_topic"


def page() -> None:
    chosen = data.catalogue().indicator(current_selection().indicator_id)
    generation = data.generation()
    with st.container(key="eyebrow"):
        st.markdown(_("Satu Data"))
    n = len(data.catalogue().indicators)
    st.title(_("{n} indikator, masing-masing dengan asal-usulnya", n=formats.count(n)), anchor=False)
    with st.container(key="lede"):
        st.markdown(
            _("{n} angka terbitan; setiap angka membawa sumber, status, dan kelompok muatnya.",
              n=formats.count(generation.n_observations))
        )  # fmt: skip
    _overview()
    _choice(chosen)
    left, right = st.columns(2, gap="large")
    with left:
        _passport(chosen)
    with right:
        _coverage(chosen)
        _breaks(chosen)
    _sources(chosen)
    _conflicts(chosen)
    draw_findings_panel(data.findings(), data.catalogue(), data.all_regions(), _address())


def _overview() -> None:
    left, right = st.columns([1, 1])
    text = left.text_input(
        _("Cari indikator"), key=SEARCH_KEY, max_chars=80, icon=":material/search:", placeholder=_("Cari indikator"),
        label_visibility="collapsed",
    )  # fmt: skip
    topics = data.catalogue().topics
    topic = right.selectbox(
        _("Topik"), ["", *topics], key=TOPIC_KEY, label_visibility="collapsed",
        format_func=lambda code: topics[code].name(current()) if code else _("Semua topik"),
    )  # fmt: skip
    table = overview_table()
    words = (text or "").casefold().split()
    keep = [
        all(word in f"{row.indicator_id} {row.name_shown}".casefold() for word in words)
        and (not topic or row.topic_id == topic)
        for row in table.itertuples()
    ]
    rows = table[keep]
    shown = rows.drop(columns=["topic_id"]).rename(
        columns={
            "indicator_id": _("Kode"),
            "name_shown": _("Indikator"),
            "topic": _("Topik"),
            "unit": _("Satuan"),
            "periods": _("Periode"),
            "regencies": _("Kab/kota"),
            "provinces": _("Provinsi"),
            "status": _("Asal angka"),
            "missing": _("Nilai hilang"),
            "reliability": _("Keandalan"),
        }
    )
    subtitle = _("{n} indikator; kab/kota dan provinsi = yang terbanyak pada satu periode", n=formats.count(len(rows)))
    passport_of_list = {"source": _("Katalog Suluh"), "address": _address()}
    tools = Tools(shown, shown, passport_of_list, "suluh-katalog", _address())
    with panel("catalogue", _("Daftar indikator"), subtitle, tools):
        if rows.empty:
            st.caption(_("Tidak ada indikator yang cocok. Kosongkan pencarian atau saringan."))
            return
        per_page = 15
        pages = -(-len(shown) // per_page)
        at = st.pagination(pages, key=f"catalogue_page_{text}_{topic}") if pages > 1 else 1
        draw_table(shown.iloc[(at - 1) * per_page : at * per_page])


def overview_table() -> pd.DataFrame:
    """One row per indicator with its periods, coverage and quality, written in the language of the run."""
    coverage = data.load(observations.select_coverage).set_index("indicator_id")
    regencies = data.load(observations.select_coverage, Level.REGENCY).set_index("indicator_id")["n_regions"]
    provinces = data.load(observations.select_coverage, Level.PROVINCE).set_index("indicator_id")["n_regions"]
    quality = data.load(observations.select_quality)
    language = current()
    rows = []
    for entry in data.catalogue().indicators.values():
        own = quality[quality["indicator_id"] == entry.indicator_id]
        reach = coverage.loc[entry.indicator_id] if entry.indicator_id in coverage.index else None
        rows.append(
            {
                "name_shown": entry.name(language),
                "indicator_id": entry.indicator_id,
                "topic_id": entry.topic,
                "topic": data.catalogue().topics[entry.topic].name(language),
                "unit": data.catalogue().unit(entry).name(language),
                "periods": _span(reach),
                "regencies": formats.count(regencies.get(entry.indicator_id, 0)),
                "provinces": formats.count(provinces.get(entry.indicator_id, 0)),
                "status": ", ".join(status_label(status) for status in own["status"]),
                "missing": formats.count(own["n_missing"].sum()),
                "reliability": reliability_label(entry),
            }
        )
    return pd.DataFrame(rows)


def _span(reach: pd.Series | None) -> str:
    if reach is None:
        return formats.missing()
    first, last = formats.period(reach["first_period"]), formats.period(reach["last_period"])
    return first if first == last else f"{first}–{last}"


def _choice(chosen: Indicator) -> None:
    st.session_state[CHOICE_KEY] = chosen.indicator_id
    st.header(notices.plain(chosen.name(current())), anchor=False)
    st.selectbox(
        _("Indikator yang dirinci"),
        list(data.catalogue().indicators),
        format_func=lambda code: data.catalogue().indicators[code].name(current()),
        key=CHOICE_KEY,
        on_change=lambda: choose(indicator_id=st.session_state[CHOICE_KEY]),
    )


def _passport(chosen: Indicator) -> None:
    unit = data.catalogue().unit(chosen)
    sources = data.load(observations.select_sources, chosen.indicator_id)
    with panel("catalogue_passport", _("Paspor indikator"), f"{chosen.indicator_id} · {frequency_label(chosen)}"):
        draw_facts(passport.passport_lines(chosen, unit, sources, with_copies=True))


def _coverage(chosen: Indicator) -> None:
    counts = {level: dict(data.periods(chosen.indicator_id, level)) for level in Level}
    periods = sorted({period for found in counts.values() for period in found})
    sizes = {level: len(data.all_regions().of_level(level)) for level in Level}
    rows = [
        {
            _("Periode"): formats.period(period, chosen),
            _(
                "Kab/kota"
            ): f"{formats.count(counts[Level.REGENCY].get(period, 0))}/{formats.count(sizes[Level.REGENCY])}",
            _(
                "Provinsi"
            ): f"{formats.count(counts[Level.PROVINCE].get(period, 0))}/{formats.count(sizes[Level.PROVINCE])}",
            _("Nasional"): _("ada") if counts[Level.NATION].get(period) else _("belum tersedia"),
        }
        for period in periods
    ]
    with panel("coverage", _("Cakupan"), _("Daerah yang punya nilai pada tiap periode")):
        draw_table(pd.DataFrame(rows))


def _breaks(chosen: Indicator) -> None:
    breaks = data.load(observations.select_breaks, chosen.indicator_id)
    targets = data.load(observations.select_targets, chosen.indicator_id)
    with panel("breaks", _("Patahan seri dan target"), _("Hanya yang diterbitkan; tidak ada yang dikarang")):
        if breaks.empty:
            st.caption(_("Tidak ada patahan yang tercatat."))
        else:
            by_code = data.all_regions().by_code
            draw_table(
                pd.DataFrame(
                    {
                        _("Sejak"): [formats.period(period) for period in breaks["period"]],
                        _("Daerah"): [by_code[c].name if c else _("semua") for c in breaks["region_code"]],
                        _("Alasan"): [in_language(row, "reason") for row in breaks.itertuples()],
                    }
                )
            )
        if targets.empty:
            st.caption(_("Tidak ada target yang diterbitkan dan dimuat."))
        else:
            draw_table(
                pd.DataFrame(
                    {
                        _("Daerah"): [data.all_regions().by_code[c].name for c in targets["region_code"]],
                        _("Periode"): [formats.period(p) for p in targets["period"]],
                        _("Target"): [formats.published(v, chosen) for v in targets["value"]],
                        _("Sumber"): list(targets["source_title"]),
                    }
                )
            )


def _sources(chosen: Indicator) -> None:
    sources = data.load(observations.select_sources, chosen.indicator_id)
    releases = data.load(observations.select_releases)
    loaded = formats.date(releases["loaded_at"].max()) if len(releases) else formats.missing()
    with panel("sources", _("Sumber dan salinan yang dibaca"), _("Dimuat {date}", date=loaded)):
        draw_table(
            pd.DataFrame(
                {
                    _("Kode sumber"): list(sources["source_id"]),
                    _("Penerbit"): [in_language(row, "name") for row in sources.itertuples()],
                    _("Judul"): list(sources["title"]),
                    _("Dibaca dari"): [
                        via or url or formats.missing() for via, url in zip(sources["via"], sources["url"], strict=True)
                    ],
                    _("Asal angka"): [status_label(status) for status in sources["status"]],
                    _("Angka"): [formats.count(n) for n in sources["n"]],
                    _("Lisensi"): [in_language(row, "licence") for row in sources.itertuples()],
                }
            )
        )


def _conflicts(chosen: Indicator) -> None:
    lost = data.load(observations.select_conflicts, chosen.indicator_id)
    with panel(
        "conflicts",
        _("Angka yang kalah dari salinan lain"),
        _("Kunci sama, nilai berbeda; aturan penyelesaiannya tertulis"),
    ):
        if lost.empty:
            st.caption(_("Tidak ada."))
            return
        by_code = data.all_regions().by_code
        st.caption(_("{n} angka; 20 pertama ditampilkan.", n=formats.count(len(lost))))
        top = lost.head(20)
        draw_table(
            pd.DataFrame(
                {
                    _("Daerah"): [by_code[c].name for c in top["region_code"]],
                    _("Periode"): [formats.period(p) for p in top["period"]],
                    _("Dipakai"): [
                        f"{formats.published(v, chosen)} ({s})"
                        for v, s in zip(top["kept_value"], top["kept_source_id"], strict=True)
                    ],
                    _("Kalah"): [
                        f"{formats.published(v, chosen)} ({s})"
                        for v, s in zip(top["dropped_value"], top["dropped_source_id"], strict=True)
                    ],
                    _("Aturan"): [settlement_rule(rule) for rule in top["rule"]],
                }
            )
        )


def _address() -> str:
    return f"{st.context.url or ''}?" + "&".join(f"{k}={v}" for k, v in current_selection().address().items())


page()
