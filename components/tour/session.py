"""One window of a tour: it joins by the id in the address, follows the others, and reads the frozen story."""

from __future__ import annotations

from typing import Protocol

import pandas as pd
import streamlit as st

from components import selection
from components.selection import Selection
from components.tour.frames import Frames, gather_frames
from components.tour.models import Story
from components.tour.state import TOURS, Tour
from components.tour.story import build_story
from data_access.catalog import Catalogue
from data_access.regions import Regions
from data_access.settings import settings
from data_access.tours import load_plan

PARAMETER = "tur"
_SEEN = "suluh_tour_seen"  # the version this window has drawn: tells its own changes from those of another window
_TOUR = "suluh_tour"  # the window's own: a menu click empties the address, and other tours may push this one out


class Source(Protocol):
    """What `pages.data` offers."""

    def load(self, select, *arguments: object) -> pd.DataFrame: ...  # type: ignore[no-untyped-def]
    def all_regions(self) -> Regions: ...
    def catalogue(self) -> Catalogue: ...
    def version(self) -> str: ...


def join_tour(chosen: Selection, leads: bool) -> Tour | None:
    """The tour of this window, in step with the others; None without a visitor.

    A window that `leads` (the stage) gives the tour its pair; any other takes the tour's. Either follows a change that
    another window made since it was last drawn, and reruns for it.
    """
    named = st.query_params.get(PARAMETER)
    known: Tour | None = st.session_state.get(_TOUR)
    tour_id = named if named and selection.KEPT_FORM.fullmatch(named) else known.tour_id if known else None
    if not chosen.comparison:
        return None
    tour = st.session_state[_TOUR] = TOURS.join(tour_id, settings().today(), known)
    selection.keep(PARAMETER, tour.tour_id)
    own = (chosen.region_code, chosen.comparison[0])
    is_ours = st.session_state.get(_SEEN, (tour.tour_id, tour.version)) == (tour.tour_id, tour.version)
    if tour.pair is None or (leads and is_ours):
        tour.choose_pair(*own)
    if tour.pair is not None and tour.pair != own:
        selection.choose(region_code=tour.pair[0], comparison=(tour.pair[1],))
        st.session_state[_SEEN] = (tour.tour_id, tour.version)
        st.rerun()
    st.session_state[_SEEN] = (tour.tour_id, tour.version)
    return tour


@st.fragment(run_every=1)
def follow(tour: Tour) -> None:
    """Draws nothing; once a second it looks whether another window has gone on."""
    if st.session_state.get(_SEEN) != (tour.tour_id, tour.version):
        st.rerun()


def told_story(source: Source, tour: Tour, language: str) -> Story:
    """The tour's story in a language, built when it is first asked for and frozen from then on."""
    assert tour.pair is not None
    host, visitor = tour.pair

    plan = load_plan()

    def gather() -> tuple[Frames, str]:
        generation = source.version()
        found = gather_frames(source.load, source.all_regions(), source.catalogue(), plan, host, visitor)
        return found, generation

    def build() -> Story:
        frames, generation = tour.gathered(host, visitor, gather)
        return build_story(frames, plan, language, tour.day, generation)

    return tour.story(host, visitor, language, build)
