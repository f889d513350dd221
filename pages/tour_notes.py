"""Catatan penyaji: what to say on the chapter that the stage shows, in step with it, and what comes next."""

from __future__ import annotations

from components.i18n import current
from components.selection import current as current_selection
from components.tour.notes import draw_no_tour, draw_notes
from components.tour.session import follow, join_tour, told_story
from pages import data


def page() -> None:
    tour = join_tour(current_selection(), leads=False)
    if tour is None:
        draw_no_tour(current_selection())
        return
    draw_notes(tour, told_story(data, tour, current()))
    follow(tour)


page()
