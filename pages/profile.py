"""Profil daerah: one region, every topic, against its province (or the nation) and the median of its peers."""

from __future__ import annotations

import streamlit as st

from components.comparison.groups import TRAITS, neighbours_of
from components.comparison.pairs import STATUSES
from components.profile.heading import POPULATION, draw_heading, draw_identity, draw_locator, draw_parts
from components.profile.peers import draw_peers_panel, draw_role_models_panel, neighbour_codes
from components.profile.topics import draw_overview, draw_topics
from components.profile.view import ProfileView, build_lines
from components.scopes import scopes_for
from components.selection import Selection, current
from data_access import headlines, observations, peers, profiles, regions
from data_access.regions import NATION
from data_access.settings import settings
from pages import data


def page() -> None:
    view = load_view(current())
    with st.container(key="profile"):
        draw_heading(view)
        left, right = st.columns([1.2, 1], gap="large")
        with left:
            draw_identity(view)
            draw_overview(view)
        with right:
            draw_locator(view)
            draw_parts(view)
        draw_peers(view)
        draw_topics(view)


def draw_peers(view: ProfileView) -> None:
    """Its statistical neighbours, and whom of them to look at; two statements whoever the region is."""
    traits = data.load(peers.select_traits, tuple(TRAITS.values()))
    neighbours = neighbours_of(view.region.region_code, traits, view.regions)
    draw_peers_panel(view, neighbours)
    if neighbours:
        indicators = [view.catalogue.indicator(key) for key in headlines.load_headlines().tiles]
        wanted = tuple(indicator.indicator_id for indicator in indicators)
        histories = data.load(peers.select_histories, wanted, neighbour_codes(neighbours))
        fair = histories[histories["status"].isin(STATUSES)]
        draw_role_models_panel(view, neighbours, fair, indicators)


def load_view(chosen: Selection) -> ProfileView:
    """All figures of one region in six statements, however many indicators it has."""
    everyone, catalogue = data.all_regions(), data.catalogue()
    region = everyone.by_code[chosen.region_code]
    parent = everyone.by_code[region.parent_code or NATION]
    latest = data.load(observations.select_latest, region.region_code)
    benchmarks = data.load(profiles.select_benchmarks, region.region_code)
    titles = data.load(observations.select_source_titles, tuple(sorted(set(latest["source_id"]))))
    districts = data.load(profiles.select_district_count, region.region_code)["n_districts"].dropna()
    return ProfileView(
        selection=chosen,
        regions=everyone,
        region=region,
        parent=parent,
        scope=next(
            s for s in scopes_for(region, everyone) if s.level is region.level and s.parent_code == region.parent_code
        ),
        catalogue=catalogue,
        lines=build_lines(latest, benchmarks, titles, catalogue, parent.region_code),
        n_districts=int(districts.iloc[0]) if len(districts) else None,
        groups_all=data.load(regions.select_groups),
        population=benchmarks[
            (benchmarks["indicator_id"] == POPULATION) & (benchmarks["region_code"] != parent.region_code)
        ],
        timezone=settings().timezone,
    )


page()
