"""Paket studi tiru: the files of one tour alone, for a phone that scanned the code."""

from __future__ import annotations

import streamlit as st

from components.i18n import _, current
from components.notices import plain
from components.selection import current as current_selection
from components.tour.notes import draw_no_tour
from components.tour.pack import draw_pack
from components.tour.session import follow, join_tour, told_story
from pages import data


def page() -> None:
    chosen = current_selection()
    tour = join_tour(chosen, leads=False)
    if tour is None:
        draw_no_tour(chosen)
        return
    story = told_story(data, tour, current())
    st.title(
        plain(_("Paket studi tiru: {visitor} ke {host}", visitor=story.visitor.short, host=story.host.short)),
        anchor=False,
    )
    draw_pack(tour, story, chosen, lambda language: told_story(data, tour, language), with_code=False)
    follow(tour)


page()
