"""Penetrasi digital: every digital series by its own definition, side by side, never on one line."""

from __future__ import annotations

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
from components.explorer.panels import draw_map_panel, draw_ranking_panel
from components.explorer.view import View
from components.notices import plain
from components.scopes import Scope, scopes_for
from components.selection import Selection, current
from data_access import observations
from data_access.derive.periods import widest
from data_access.derive.ranking import judge, summarise
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
    series = {
        definition.lead: data.load(observations.select_series, definition.lead, codes)
        for group in groups
        for definition in group.definitions
    }
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
    view = load_view(digital, indicator_id, scope, period)
    st.header(plain(view.indicator.name(chosen.language)), anchor=False)
    periods = {p for p, _n in data.periods(indicator_id, scope.level, scope.parent_code)}
    shown = sorted(periods | ({view.period} if view.period else set()))
    draw_controls(digital.catalogue, members, view.indicator, scopes, scope, shown, view.period)
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        draw_map_panel(view)
        draw_spread(view)
    with right:
        draw_ranking_panel(view)


def load_view(digital: DigitalView, indicator_id: str, scope: Scope, period: str | None) -> View:
    """The figures of one digital series for one scope; the latest well-covered period unless one was chosen."""
    indicator, regions = digital.catalogue.indicator(indicator_id), digital.regions
    at = (
        period
        or widest(data.periods(indicator_id, scope.level, scope.parent_code))
        or widest(data.periods(indicator_id))
    )
    frame = data.load(observations.select_cross_section, indicator_id, at or "", scope.level, scope.parent_code)
    kind = "nation" if scope.level is Level.PROVINCE or scope.parent_code is None else "parent"
    frame["rank"], frame["n"] = frame[f"rank_{kind}"], frame[f"n_{kind}"]
    frame["label"] = [regions.by_code[code].chart_name for code in frame["region_code"]]
    summary = summarise(frame["value"])
    polarity = indicator.polarity if indicator.is_ranked else "neutral"
    frame["verdict"] = [
        judge(value, summary.median, summary.mad, polarity, margin)
        for value, margin in zip(frame["value"], frame["margin_of_error"], strict=True)
    ]
    ours = frame.loc[frame["region_code"] == digital.region.region_code, "verdict"]
    codes = (digital.selection.region_code, *digital.selection.comparison)
    return View(
        selection=digital.selection,
        regions=regions,
        region=digital.region,
        topic=digital.catalogue.topics[indicator.topic],
        indicator=indicator,
        unit=digital.catalogue.unit(indicator),
        scope=scope,
        period=at,
        is_mixed=False,
        frame=frame,
        series=data.load(observations.select_series, indicator_id, codes),
        distribution=data.load(observations.select_distribution, indicator_id, scope.level, scope.parent_code),
        breaks=data.load(observations.select_breaks, indicator_id),
        sources=data.load(observations.select_sources, indicator_id),
        summary=summary,
        verdict=ours.iloc[0] if len(ours) else "unknown",
        timezone=digital.timezone,
    )


page()
