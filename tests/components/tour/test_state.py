"""A tour is one for all its windows, keeps its place, and stays frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from components.tour.models import Story
from components.tour.state import MAX_STORIES, MAX_TOURS, Tours

DAY = dt.date(2026, 11, 22)


def test_windows_with_one_id_share_a_tour_and_see_every_step() -> None:
    tours = Tours()
    stage, notes = tours.join("abcd1234", DAY), tours.join("abcd1234", DAY)
    assert stage is notes
    before = notes.version
    stage.step(3, 7)
    assert notes.place == 3 and notes.version > before
    stage.step(99, 7)
    assert notes.place == 7
    stage.step(-1, 7)
    assert notes.place == 0


def test_a_new_visitor_gets_an_id_of_its_own() -> None:
    tours = Tours()
    assert tours.join(None, DAY).tour_id != tours.join(None, DAY).tour_id


def test_a_tour_pushed_out_by_others_is_taken_back_where_it_was() -> None:
    tours = Tours()
    tour = tours.join("abcd1234", DAY)
    tour.step(5, 7)
    for _ in range(MAX_TOURS + 1):
        tours.join(None, DAY)
    assert tours.join("abcd1234", DAY, tour).place == 5


def test_a_story_is_built_once_and_stays_until_it_is_thawed(told: Callable[..., Story]) -> None:
    tour, built = Tours().join(None, DAY), []

    def build() -> Story:
        built.append(1)
        return told("3211", "3214")

    for _ in range(3):
        tour.story("3211", "3214", "id", build)
    assert built == [1]
    tour.thaw(DAY)
    tour.story("3211", "3214", "id", build)
    assert built == [1, 1]


def test_only_so_many_stories_are_kept(told: Callable[..., Story]) -> None:
    tour = Tours().join(None, DAY)
    for place in range(MAX_STORIES + 3):
        tour.story(str(place), "3214", "id", lambda: told("3211", "3214"))
    assert len(tour._stories) == MAX_STORIES


def test_the_other_language_is_told_from_the_same_frames() -> None:
    tour, gathered = Tours().join(None, DAY), []

    def gather():  # type: ignore[no-untyped-def]
        gathered.append(1)
        return "frames", "generation-1"

    assert tour.gathered("3211", "3214", gather) == tour.gathered("3211", "3214", gather)
    assert gathered == [1]
    tour.gathered("3211", "3578", gather)
    assert gathered == [1, 1]
