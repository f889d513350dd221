"""Rapat: the unfinished decisions of a region first; figures are frozen, and decisions kept with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import nullcontext

import pandas as pd
import streamlit as st

from components import access as access_rule
from components import formats
from components.access import Access
from components.i18n import _, current, in_this_language, n_
from components.meeting.decisions import draw_decisions, draw_frozen
from components.meeting.figures import figure_sets, figures_table, freeze, latest_rows
from components.meeting.minutes import Minutes, minutes_workbook
from components.meeting.words import person_refused, read_only_words
from components.notices import plain, show_gap
from components.panel import draw_table, panel
from components.selection import current as current_selection
from data_access import meetings, observations
from data_access.headlines import load_headlines
from data_access.meetings import MAX_DECISION_LETTERS, MAX_FIGURES, MAX_OFFICE_LETTERS, Decision, FrozenView, Status
from data_access.models import Region
from data_access.persons import find_person
from data_access.settings import settings
from pages import data

SET_KEY, CHOSEN_KEY, VIEW_KEY = "meeting_set", "meeting_indicators", "meeting_view"
TEXT_KEY, OFFICE_KEY, DUE_KEY = "meeting_text", "meeting_office", "meeting_due"
DEFAULT_DAYS = 30  # until the due date that the form proposes


def page() -> None:
    region = data.all_regions().by_code[current_selection().region_code]
    access, today, zone = access_rule.current_access(), data.today(), settings().timezone
    decisions = meetings.read_decisions(data.journal(), region.region_code)
    views = meetings.read_views(data.journal(), region.region_code, today)
    latest = data.load(observations.select_latest, region.region_code)
    unfinished = [item for item in decisions if not item.is_finished]
    draw_heading(region, unfinished, today)
    if access.may_write:
        with st.container(key="lede"):
            st.markdown(plain(_("Yang dibekukan dan diputuskan di sini disimpan dalam jurnal dan dicatat.")))
    else:
        st.info(plain(read_only_words()), icon=":material/lock:")
    left, right = st.columns([1, 1.2], gap="large")
    with left:
        with panel("unfinished", _("Belum selesai"), _("dari semua rapat, menurut tenggat")):
            if not unfinished:
                st.caption(plain(_("Tidak ada keputusan yang belum selesai.")))
            draw_list(unfinished, latest, access, today, zone)
        finished = [item for item in decisions if item.is_finished]
        if finished:
            with panel("finished", _("Selesai dan dibatalkan"), _("yang terakhir diperbarui lebih dulu")):
                draw_list(finished, latest, access, today, zone)
        draw_export(Minutes.of(region, decisions, views, today, zone))
    with right:
        if views:
            draw_views(views, access, today, zone, len(decisions))
        elif not access.may_write:
            show_gap(_("Belum ada angka yang dibekukan hari ini."))
        if access.may_write:
            with st.expander(_("Bekukan angka lain")) if views else nullcontext():
                draw_freezing(region, latest, access, today)


def draw_heading(region: Region, unfinished: Sequence[Decision], today: dt.date) -> None:
    with st.container(key="eyebrow"):
        st.markdown(f":blue[{plain(region.name)}] · {plain(_('rapat, {day}', day=formats.date(today)))}")
    late = sum(item.days_late(today) > 0 for item in unfinished)
    n = len(unfinished)
    words = {"n": formats.count(n), "late": formats.count(late), "region": region.name}
    if not unfinished:
        text = _("Rapat {region}: tidak ada keputusan yang tertunda", **words)
    elif late:
        text = n_(
            "{n} keputusan belum selesai, {late} lewat tenggat",
            "{n} keputusan belum selesai, {late} lewat tenggat",
            n,
            **words,
        )
    else:
        text = n_(
            "{n} keputusan belum selesai, semua masih dalam tenggat",
            "{n} keputusan belum selesai, semua masih dalam tenggat",
            n,
            **words,
        )
    st.title(plain(text), anchor=False)


def draw_list(decisions: Sequence[Decision], latest: pd.DataFrame, access: Access, today: dt.date, zone: str) -> None:
    def set_status(decision_id: str, status: Status) -> None:
        meetings.set_status(data.journal(), access.actor, decision_id, status)
        st.rerun()

    change = set_status if access.may_write else None
    draw_decisions(decisions, data.catalogue(), latest_rows(latest), today, zone, change)


def draw_freezing(region: Region, latest: pd.DataFrame, access: Access, today: dt.date) -> None:
    """Choose a set, change it, look at it, freeze it."""
    catalogue = data.catalogue()
    findings = data.attention(region.region_code)
    sets = figure_sets(load_headlines().tiles, findings, catalogue, set(latest["indicator_id"]))
    with panel("freezing", _("Angka yang dibahas"), _("pilih, lihat, lalu bekukan")):
        chosen = st.selectbox(_("Pokok bahasan"), list(sets), format_func=lambda code: sets[code][0], key=SET_KEY)
        ids = st.multiselect(
            _("Indikator"), list(catalogue.indicators), default=sets[chosen][1][:MAX_FIGURES],
            format_func=lambda code: catalogue.indicators[code].name(current()), max_selections=MAX_FIGURES,
            key=f"{CHOSEN_KEY}_{chosen}_{region.region_code}",
        )  # fmt: skip
        if not ids:
            st.caption(plain(_("Pilih paling sedikit satu indikator.")))
            return
        sources = data.load(observations.select_source_titles, tuple(sorted(set(latest["source_id"]))))
        figures = freeze(ids, latest, sources, catalogue)
        draw_table(figures_table(figures, catalogue), (_("Nilai"),), key="meeting_preview")

        if st.button(_("Bekukan angka ini"), icon=":material/ac_unit:", type="primary", key="meeting_freeze"):
            generation = data.generation().generation_id
            meetings.freeze_figures(
                data.journal(), access.actor, region.region_code, today, sets[chosen][0], generation, figures
            )
            st.session_state.pop(VIEW_KEY, None)
            st.rerun()


def draw_views(views: Sequence[FrozenView], access: Access, today: dt.date, zone: str, n_kept: int) -> None:
    """What was frozen today, and the form for a decision that rests on it; `n_kept` decisions were kept before."""
    with panel("frozen", _("Angka beku hari ini"), _("keputusan disimpan bersama angka ini")):
        by_id = {view.freeze_id: view for view in views}

        def label(freeze_id: str) -> str:
            view = by_id[freeze_id]
            return f"{view.title}, {formats.moment(view.frozen_at, zone)}"

        chosen = views[0].freeze_id
        if len(views) > 1:
            chosen = st.selectbox(_("Angka beku"), list(by_id), format_func=label, key=VIEW_KEY)
        draw_frozen(by_id[chosen], data.catalogue(), zone)
        if access.may_write:
            draw_form(by_id[chosen], access, today, n_kept)


def draw_form(view: FrozenView, access: Access, today: dt.date, n_kept: int) -> None:
    """Text, office and due date; the fields are new ones, so empty, after each decision that was kept."""
    with st.form("meeting_decision", clear_on_submit=False):
        text = st.text_area(_("Keputusan"), key=f"{TEXT_KEY}_{n_kept}", max_chars=MAX_DECISION_LETTERS)
        office = st.text_input(
            _("Perangkat daerah penanggung jawab"), key=f"{OFFICE_KEY}_{n_kept}", max_chars=MAX_OFFICE_LETTERS,
            placeholder=_("misalnya Dinas Kesehatan; bukan nama orang"),
        )  # fmt: skip
        due = st.date_input(
            _("Tenggat"), value=today + dt.timedelta(days=DEFAULT_DAYS), min_value=today, key=f"{DUE_KEY}_{n_kept}",
            format="DD/MM/YYYY",
        )  # fmt: skip
        is_sent = st.form_submit_button(_("Simpan keputusan"), type="primary")
    if not is_sent:
        return
    if problem := what_is_wrong(text, office):
        st.error(plain(problem))
        return
    meetings.record_decision(data.journal(), access.actor, view.freeze_id, text, office, due)
    st.rerun()


def what_is_wrong(text: str, office: str) -> str | None:
    """Why a decision cannot be kept as it is, in words."""
    if not text.strip():
        return _("Tulis keputusannya.")
    if not office.strip():
        return _("Tulis perangkat daerah yang bertanggung jawab.")
    mark = find_person(office) or find_person(text)
    return person_refused(mark) if mark else None


def draw_export(minutes: Minutes) -> None:
    """The minutes as a workbook; other documents take the same `Minutes`."""
    if not minutes.views:
        return
    address = st.context.url or ""
    with panel("export", _("Berkas rapat"), _("keputusan beserta angka bekunya")):
        st.download_button(
            _("Unduh XLSX"), in_this_language(lambda: minutes_workbook(minutes, address)), f"{minutes.file_stem}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", on_click="ignore",
            icon=":material/download:", key="meeting_xlsx",
        )  # fmt: skip


page()
