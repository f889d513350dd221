"""The panels of a profile: the overview with the files of the whole profile, then one panel per topic."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from components import formats
from components.i18n import _, current
from components.notices import plain, show_gap
from components.panel import Tools, draw_facts, draw_table, panel
from components.profile.tables import (
    coverage,
    figures_table,
    file_passport,
    overview_numbers,
    overview_table,
    profile_facts,
    reasons_of,
    source_line,
    topic_numbers,
    topic_table,
)
from components.profile.view import ProfileView


def draw_overview(view: ProfileView) -> None:
    """Topics at a glance; its tools give the table, the rules, the files and the address of the whole profile."""
    subtitle = _("Unggul, setara, tertinggal terhadap median {scope}", scope=view.scope.label)
    with panel("overview", _("Ringkasan menurut topik"), subtitle, lambda: _tools(view)):
        draw_table(overview_table(view), overview_numbers(), key="profile_overview")
        st.caption(plain(_("Indikator tanpa arah, jumlah, proyeksi, dan yang tidak diperingkat tidak dinilai.")))


def draw_topics(view: ProfileView) -> None:
    """Every topic in the order of the catalogue."""
    for topic_id in view.catalogue.topics:
        _draw_topic(view, topic_id)


def _draw_topic(view: ProfileView, topic_id: str) -> None:
    lines = view.of_topic(topic_id)
    if not lines:
        return
    known = [line for line in lines if line.value is not None]
    missing = [line for line in lines if line.value is None]
    with panel(f"topic_{topic_id}", view.catalogue.topics[topic_id].name(current()), coverage(lines)):
        if known:
            reasons = reasons_of(known)
            draw_table(topic_table(known, view.parent, reasons), topic_numbers(view.parent), key=f"profile_{topic_id}")
            notes = [
                _("[{number}] {reason}", number=formats.count(place), reason=reason)
                for place, reason in enumerate(reasons, start=1)
            ]
            st.caption(plain(" ".join([*notes, source_line(known)])))
        else:
            show_gap(_("{region} belum punya nilai untuk topik ini.", region=view.region.name))
        if missing:
            title = _("{n} indikator belum tersedia", n=formats.count(len(missing)))
            with st.expander(plain(title), key=f"profile_missing_{topic_id}"):
                draw_facts([(line.indicator.name(current()), line.indicator.gap(current())) for line in missing])


def _tools(view: ProfileView) -> Tools:
    address = f"{st.context.url or ''}?{urlencode(view.selection.address(), safe=',')}"
    known = view.known
    return Tools(
        table=topic_table(known, view.parent, reasons_of(known)),
        figures=figures_table(view),
        passport=file_passport(view, address),
        file_stem=f"suluh-profil-{view.region.region_code}",
        address=address,
        passport_lines=[*profile_facts(view), (_("Penerbit"), source_line(known))],
        numbers=topic_numbers(view.parent),
    )
