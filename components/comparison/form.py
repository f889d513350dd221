"""Whom to compare with, over which years, in which topic: one form, applied once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.comparison.changes import END_YEAR, START_YEAR
from components.comparison.groups import DEFAULT, PeerGroup
from components.controls import region_codes
from components.i18n import _, current
from components.selection import MAX_COMPARISON, Selection, choose
from data_access.catalog import Catalogue
from data_access.regions import Regions

PARTNERS_KEY, START_KEY, END_KEY, TOPIC_KEY = "banding_partners", "banding_start", "banding_end", "banding_topic"
GROUP_KEY = "banding_group"
# Kept for this visit only: ways of looking at the same regions, which the address does not carry.
APPLIED_YEARS, APPLIED_TOPIC, APPLIED_GROUP = "suluh_banding_years", "suluh_banding_topic", "suluh_banding_group"


def applied_years(years: Sequence[int]) -> tuple[int, int]:
    """The years asked for, if the chosen regions have figures for them; else the nearest ones they have."""
    start, end = st.session_state.get(APPLIED_YEARS, (START_YEAR, END_YEAR))
    if len(years) < 2:
        return start, end
    start = start if start in years else min(years, key=lambda year: abs(year - start))
    end = end if end in years else min(years, key=lambda year: abs(year - end))
    return (start, end) if start < end else (years[0], years[-1])


def applied_topic(catalogue: Catalogue) -> str | None:
    topic = st.session_state.get(APPLIED_TOPIC)
    return topic if topic in catalogue.topics else None


def applied_group(options: Mapping[str, PeerGroup]) -> PeerGroup:
    """The peers asked for, if the chosen regions have such a group; else the usual ones."""
    return options.get(st.session_state.get(APPLIED_GROUP, DEFAULT), options[DEFAULT])


def draw_form(
    selection: Selection,
    regions: Regions,
    catalogue: Catalogue,
    years: Sequence[int],
    chosen: tuple[int, int],
    groups: Mapping[str, PeerGroup],
    group: str | None,
) -> None:
    st.session_state[PARTNERS_KEY] = list(selection.comparison)
    st.session_state[TOPIC_KEY] = applied_topic(catalogue) or ""
    has_years = len(years) > 1
    if has_years:
        st.session_state[START_KEY], st.session_state[END_KEY] = chosen
    with st.form("banding_form", border=False):
        who, peers, start, end, topic, button = st.columns([2.3, 1.6, 0.7, 0.7, 1.1, 0.8], vertical_alignment="bottom")
        who.multiselect(
            _("Pembanding (1–{n}); yang pertama dinilai", n=MAX_COMPARISON),
            [code for code in region_codes(regions) if code != selection.region_code],
            format_func=lambda code: regions.by_code[code].chart_name,
            key=PARTNERS_KEY,
            max_selections=MAX_COMPARISON,
            placeholder=_("Pilih daerah"),
        )
        if group is not None and len(groups) > 1:
            st.session_state[GROUP_KEY] = group
            peers.selectbox(
                _("Kelompok sebaya"), list(groups), format_func=lambda code: groups[code].scope.label, key=GROUP_KEY
            )
        if has_years:
            start.selectbox(_("Tahun awal"), years[:-1], format_func=str, key=START_KEY)
            end.selectbox(_("Tahun akhir"), years[1:], format_func=str, key=END_KEY)
        topic.selectbox(
            _("Topik"),
            ["", *catalogue.topics],
            format_func=lambda key: catalogue.topics[key].name(current()) if key else _("Semua topik"),
            key=TOPIC_KEY,
        )
        button.form_submit_button(_("Terapkan"), type="primary", on_click=_apply, width="stretch")


def offer_partners(selection: Selection, regions: Regions, offered: Sequence[str]) -> None:
    """Nobody to compare with yet: say so, and offer whom the installation compares with."""
    st.info(_("Belum ada pembanding. Pilih daerah lain di atas, lalu Terapkan."), icon=":material/info:")
    codes = [code for code in offered if code != selection.region_code]
    with st.container(horizontal=True, gap="small"):
        for code in codes:
            st.button(
                _("Bandingkan dengan {region}", region=regions.by_code[code].name),
                key=f"banding_with_{code}",
                on_click=choose,
                kwargs={"comparison": (code,)},
            )


def _apply() -> None:
    state = st.session_state
    state[APPLIED_TOPIC] = state[TOPIC_KEY] or None
    if GROUP_KEY in state:
        state[APPLIED_GROUP] = state[GROUP_KEY]
    if START_KEY in state and END_KEY in state:
        first, last = sorted((int(state[START_KEY]), int(state[END_KEY])))
        state[APPLIED_YEARS] = (first, last)
    choose(comparison=tuple(state[PARTNERS_KEY]))
