"""Studi tiru: choose host and visitor, and the whole story re-centres; stage, notes, take-home pack and register."""

from __future__ import annotations

import streamlit as st

from components.i18n import _, current
from components.notices import plain
from components.selection import current as current_selection
from components.tour.desk import draw_desk
from components.tour.session import follow, join_tour, told_story
from components.tour.setup import draw_invitation, draw_setup
from components.tour.stage import draw_stage
from data_access.settings import settings
from pages import data


def page() -> None:
    chosen, regions = current_selection(), data.all_regions()
    tour = join_tour(chosen, leads=True)
    if tour is None:
        draw_invitation(chosen, regions, [regions.resolve(code).region_code for code in settings().comparison_regions])
        return
    story = told_story(data, tour, current())
    with st.container(key="tour"):
        st.title(
            plain(_("{visitor} belajar ke {host}", visitor=story.visitor.name, host=story.host.name)), anchor=False
        )
        draw_setup(chosen, regions)
        draw_stage(story, tour.place, regions, lambda place: tour.step(place, len(story.chapters) - 1))
        draw_desk(tour, story, chosen, lambda language: told_story(data, tour, language), data.version())
    follow(tour)


page()
