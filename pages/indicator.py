"""Indikator: one indicator across regions and over time, with its passport, its table and its files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components import controls, formats
from components.explorer.heading import draw_heading
from components.explorer.map_panel import draw_map_panel
from components.explorer.panels import (
    draw_passport_panel,
    draw_ranking_panel,
    draw_table_panel,
    draw_trend_panel,
)
from components.scopes import Scope, scopes_for
from components.selection import Selection, current
from data_access import observations
from pages import data


def page() -> None:
    chosen, regions = current(), data.all_regions()
    scopes = scopes_for(regions.by_code[chosen.region_code], regions)
    scope = controls.applied_scope(scopes)
    draw_tree(chosen, scope)
    view = data.load_view(chosen, scope, chosen.indicator_id, chosen.period, controls.is_mixed())
    draw_heading(view)
    periods = {period for period, _n in data.periods(chosen.indicator_id, scope.level, scope.parent_code)}
    shown_periods = sorted(periods | ({view.period} if view.period else set()))
    controls.filter_form(chosen, regions, scopes, scope, shown_periods, view.period)
    controls.filter_chips(chosen, regions, scope, scopes[0], formats.period(view.period, view.indicator))
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        draw_map_panel(view, partial(data.all_regencies_over_time, view.indicator.indicator_id))
        draw_trend_panel(view)
    with right:
        draw_ranking_panel(view)
        draw_passport_panel(view)
    draw_table_panel(view)


def draw_tree(chosen: Selection, scope: Scope) -> None:
    """The topic tree with how many regions of the scope have a value, narrowed by search and filters."""
    coverage = data.load(observations.select_coverage, scope.level, scope.parent_code)
    most = dict(zip(coverage["indicator_id"], coverage["n_regions"].astype(int), strict=True))
    quality = data.load(observations.select_quality)
    statuses = {key: set(part["status"]) for key, part in quality.groupby("indicator_id")}
    with st.sidebar:
        controls.topic_tree(data.catalogue(), chosen, scope, most, statuses)


page()
