"""Penetrasi digital: every digital series by its own definition, side by side, never on one line."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from components import controls
from components.digital.chosen import best_covered, draw_controls, draw_spread
from components.digital.columns import draw_columns
from components.digital.definitions import read_groups
from components.digital.heading import draw_heading
from components.digital.tables import draw_availability, draw_gaps
from components.digital.trends import draw_trends
from components.digital.view import DigitalView, places_of
from components.explorer.map_panel import draw_map_panel
from components.explorer.panels import draw_ranking_panel
from components.notices import plain
from components.scopes import scopes_for
from components.selection import Selection, current
from data_access import observations, peers
from data_access.models import Level
from data_access.settings import settings
from pages import data


def page() -> None:
    digital = load_digital(current())
    draw_heading(digital)
    draw_columns(digital)
    draw_availability(digital)
    draw_trends(digital)
    draw_chosen(digital)
    draw_gaps(digital)


def load_digital(chosen: Selection) -> DigitalView:
    """The latest figures of every place, who is covered, and the series behind each definition."""
    catalogue, regions = data.catalogue(), data.all_regions()
    groups = read_groups(catalogue)
    members = [member for group in groups for member in group.members]
    frames = []
    for place in places_of(chosen, regions):
        frame = data.load(observations.select_latest, place.region_code)
        kind = "parent" if place.level is Level.REGENCY else "nation"
        is_alone = place.level is Level.NATION
        frame = frame[frame["indicator_id"].isin(members)].assign(region_code=place.region_code)
        frames.append(frame.assign(rank=frame[f"rank_{kind}"], n=None if is_alone else frame[f"n_{kind}"]))
    latest = pd.concat([frame.astype(object) for frame in frames], ignore_index=True)
    codes = tuple(place.region_code for place in places_of(chosen, regions))
    leads = tuple(definition.lead for group in groups for definition in group.definitions)
    histories = data.load(peers.select_histories, leads, codes)
    series = {lead: histories[histories["indicator_id"] == lead] for lead in leads}
    used = {*latest["source_id"].dropna(), *(s for frame in series.values() for s in frame["source_id"].dropna())}
    return DigitalView(
        selection=chosen,
        regions=regions,
        region=regions.by_code[chosen.region_code],
        catalogue=catalogue,
        groups=groups,
        latest=latest,
        coverage={level: data.load(observations.select_coverage, level) for level in Level},
        series=series,
        titles=data.load(observations.select_source_titles, tuple(sorted(used))),
        timezone=settings().timezone,
    )


def draw_chosen(digital: DigitalView) -> None:
    """Map, ranking and spread of one series: the chosen one if it is digital, else the best covered."""
    chosen, regions = digital.selection, digital.regions
    members = [member for group in digital.groups for member in group.members]
    scopes = scopes_for(digital.region, regions)
    scope = controls.applied_scope(scopes)
    if chosen.indicator_id in members:
        indicator_id, period = chosen.indicator_id, chosen.period
    else:
        ours = digital.latest[digital.latest["region_code"] == chosen.region_code]
        owned, period = set(ours["indicator_id"]), None
        indicator_id = best_covered(digital.catalogue, members, digital.coverage[scope.level], owned)
    view = data.load_view(chosen, scope, indicator_id, period)
    st.header(plain(view.indicator.name(chosen.language)), anchor=False)
    periods = {p for p, _n in data.periods(indicator_id, scope.level, scope.parent_code)}
    shown = sorted(periods | ({view.period} if view.period else set()))
    draw_controls(digital.catalogue, members, view.indicator, scopes, scope, shown, view.period)
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        draw_map_panel(view, partial(data.all_regencies_over_time, view.indicator.indicator_id))
        draw_spread(view)
    with right:
        draw_ranking_panel(view)


page()
