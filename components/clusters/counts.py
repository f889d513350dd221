"""Berapa UMKM? Every published count of a region beside its definition, and why they are different things."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import formats
from components.clusters.facts import COUNTS, PROJECTION, RECORDED, WORKERS, Facts
from components.i18n import _, current
from components.labels import obs_status_label, status_label
from components.notices import plain, show_gap
from components.panel import draw_table, panel
from data_access.models import Status

COLUMNS = (2.3, 1, 1)
_BADGES = {Status.OFFICIAL: "blue", Status.DERIVED: "blue", Status.QUOTED: "gray", Status.SELF_REPORTED: "orange"}


def draw_heading(facts: Facts, latest: pd.DataFrame) -> None:
    """The finding: how many counts exist, and that none is a register of small businesses, or what the register says.

    `latest`: the latest value of every count of our region and the comparator (region_code, indicator_id, …).
    """
    own = latest[latest["region_code"] == facts.region.region_code]
    is_people = own["indicator_id"].isin(WORKERS)
    place, n = facts.region.chart_name, int((own["indicator_id"].isin(COUNTS) & ~is_people).sum())
    with st.container(key="eyebrow"):
        st.markdown(plain(_("Klaster UMKM · {region}", region=place)))
    if n == 0:
        title = _("{region}: belum ada hitungan usaha atau koperasi", region=place)
    elif n == 1:
        title = _("{region}: satu hitungan usaha atau koperasi", region=place)
    else:
        title = _("{region}: {n} hitungan usaha dan koperasi, {n} definisi", region=place, n=formats.count(n))
    st.title(plain(title), anchor=False)
    with st.container(key="lede"):
        st.markdown(_lede(facts, own))


def _lede(facts: Facts, own: pd.DataFrame) -> str:
    recorded = own[own["indicator_id"] == RECORDED]
    entry = facts.catalogue.indicator(RECORDED)
    unit = facts.catalogue.unit(entry).name(current())
    if recorded.empty:
        strong = _("UMKM terdata di dinas: belum tersedia.")
        rest = _("Hitungan yang terbit mengukur hal berbeda: jangan dijumlah atau dibandingkan antarbaris.")
        return f"**{plain(strong)}** {plain(rest)}"
    row = recorded.iloc[0]
    strong = _("UMKM terdata di dinas: {value} {unit}", value=formats.published(row["value"], entry), unit=unit)
    rest = _(
        "{period}, {status}. Hitungan lain mengukur hal berbeda: jangan dijumlah atau dibandingkan antarbaris.",
        period=formats.period(row["period"], entry),
        status=status_label(row["status"]),
    )
    return f"**{plain(strong)}**, {plain(rest)}"


def draw_counts_panel(facts: Facts, latest: pd.DataFrame, every: pd.DataFrame) -> None:
    """One row per count that either region has; `every` holds all their periods, for table and files."""
    shown = [code for code in COUNTS if (latest["indicator_id"] == code).any()]
    entries = [facts.catalogue.indicator(code) for code in dict.fromkeys(every["indicator_id"])]
    subtitle = _("Nilai terbaru tiap hitungan; definisi, satuan, periode, dan asal angka berbeda di tiap baris")
    with panel("counts", _("Berapa UMKM?"), subtitle, facts.tools("counts", every, entries) if shown else None):
        if shown:
            with st.container(key="clusters_counts", gap="small"):
                with st.container(key="clusters_counts_head"):
                    head = st.columns(COLUMNS)
                    for column, text in zip(head, [_("Ukuran"), *(r.chart_name for r in facts.pair)], strict=False):
                        column.markdown(f"**{plain(text)}**")
                for code in shown:
                    _draw_row(facts, code, latest[latest["indicator_id"] == code])
            st.caption(
                f"**{plain(_('Jangan dijumlah atau dibandingkan antarbaris.'))}** "
                + plain(
                    _(
                        "Sensus, catatan dinas, pendataan nasional, industri, program, izin, dan isian desa "
                        "menghitung hal yang berbeda. Semua periode dan rincian per bidang ada pada tabel panel ini."
                    )
                )
            )
        else:
            show_gap(_("Belum ada hitungan usaha atau koperasi untuk daerah ini."))
        _draw_missing(facts, latest)


def _draw_row(facts: Facts, code: str, rows: pd.DataFrame) -> None:
    entry = facts.catalogue.indicator(code)
    unit = facts.catalogue.unit(entry).name(current())
    badges = [
        f":{_BADGES.get(Status(status), 'gray')}-badge[{plain(status_label(status))}]"
        for status in dict.fromkeys(rows["status"])
    ]
    publishers = "; ".join(dict.fromkeys(facts.publisher(source_id) for source_id in rows["source_id"]))
    with st.container(key=f"clusters_count_{code}"):
        columns = st.columns(COLUMNS, vertical_alignment="top")
        about = _(
            "{unit} · {definition} Sumber: {publishers}.",
            unit=unit.capitalize(),
            definition=entry.definition(current()),
            publishers=publishers,
        )
        columns[0].markdown(f"**{plain(entry.name(current()))}** {' '.join(badges)}  \n:small[{plain(about)}]")
        for column, region in zip(columns[1:], facts.pair, strict=False):
            own = rows[rows["region_code"] == region.region_code]
            column.markdown(_cell(facts, code, own, region.chart_name))


def _cell(facts: Facts, code: str, rows: pd.DataFrame, place: str) -> str:
    """The figure, then its region (columns stack on a phone) and period."""
    if rows.empty:
        return f":gray[{plain(formats.missing())}]  \n:small[{plain(place)}]"
    row, entry = rows.iloc[0], facts.catalogue.indicator(code)
    value = plain(formats.published(row["value"], entry))
    when = ", ".join(filter(None, (formats.period(row["period"], entry), obs_status_label(row["obs_status"]))))
    figure = f":gray[{value}]" if code == PROJECTION or row["status"] == Status.ESTIMATE else f"**{value}**"
    return f"{figure}  \n:small[{plain(place)}, {plain(when)}]"


def _draw_missing(facts: Facts, latest: pd.DataFrame) -> None:
    """What our region lacks, each with the series that would fill it."""
    own = set(latest.loc[latest["region_code"] == facts.region.region_code, "indicator_id"])
    lacking = [facts.catalogue.indicator(code) for code in COUNTS if code not in own]
    if not lacking:
        return
    title = _("Belum tersedia untuk {region}: {n} dari {all} hitungan", region=facts.region.chart_name,
              n=formats.count(len(lacking)), all=formats.count(len(COUNTS)))  # fmt: skip
    with st.expander(plain(title), icon=":material/radio_button_unchecked:"):
        draw_table(
            pd.DataFrame(
                {
                    _("Ukuran"): [entry.name(current()) for entry in lacking],
                    _("Yang akan melengkapi"): [entry.gap(current()) for entry in lacking],
                }
            )
        )
