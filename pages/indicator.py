"""Indikator: one indicator across regions and over time, with its passport, its table and its files."""

from __future__ import annotations

import streamlit as st

from components import controls, formats
from components.explorer.heading import draw_heading
from components.explorer.panels import (
    draw_map_panel,
    draw_passport_panel,
    draw_ranking_panel,
    draw_table_panel,
    draw_trend_panel,
)
from components.explorer.view import View
from components.scopes import Scope, scopes_for
from components.selection import Selection, current
from data_access import observations
from data_access.derive.periods import widest
from data_access.derive.ranking import judge, summarise
from data_access.models import Level
from data_access.settings import settings
from pages import data


def page() -> None:
    chosen, regions = current(), data.all_regions()
    scopes = scopes_for(regions.by_code[chosen.region_code], regions)
    scope = controls.applied_scope(scopes)
    draw_tree(chosen, scope)
    view = load_view(chosen, scope)
    draw_heading(view)
    periods = {period for period, _n in data.periods(chosen.indicator_id, scope.level, scope.parent_code)}
    shown_periods = sorted(periods | ({view.period} if view.period else set()))
    controls.filter_form(chosen, regions, scopes, scope, shown_periods, view.period)
    controls.filter_chips(chosen, regions, scope, scopes[0], formats.period(view.period, view.indicator))
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        draw_map_panel(view)
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


def load_view(chosen: Selection, scope: Scope) -> View:
    """The figures of one indicator for one scope; the latest well-covered period unless one was chosen."""
    catalogue, regions = data.catalogue(), data.all_regions()
    indicator = catalogue.indicator(chosen.indicator_id)
    code = indicator.indicator_id
    period = (
        chosen.period
        or widest(data.periods(code, scope.level, scope.parent_code))
        or widest(data.periods(code))  # nobody of the scope has a value: the gap is shown for what others have
    )
    mixed = controls.is_mixed()
    frame = data.load(
        observations.select_cross_section, code, None if mixed else period, scope.level, scope.parent_code
    )
    is_national = scope.level is Level.PROVINCE or scope.parent_code is None
    frame["rank"], frame["n"] = (frame[f"{name}_{'nation' if is_national else 'parent'}"] for name in ("rank", "n"))
    if mixed:  # years differ: a rank would compare what cannot be compared
        frame["rank"] = float("nan")
    frame["label"] = [regions.by_code[region_code].chart_name for region_code in frame["region_code"]]
    summary = summarise(frame["value"])
    is_judged = indicator.is_ranked and not mixed and catalogue.unit(indicator).kind not in ("count", "amount")
    polarity = indicator.polarity if is_judged else "neutral"
    frame["verdict"] = [
        judge(value, summary.median, summary.mad, polarity, margin)
        for value, margin in zip(frame["value"], frame["margin_of_error"], strict=True)
    ]
    own = frame.loc[frame["region_code"] == chosen.region_code, "verdict"]
    return View(
        selection=chosen,
        regions=regions,
        region=regions.by_code[chosen.region_code],
        topic=catalogue.topics[indicator.topic],
        indicator=indicator,
        unit=catalogue.unit(indicator),
        scope=scope,
        period=period,
        is_mixed=mixed,
        frame=frame,
        series=data.load(observations.select_series, code, (chosen.region_code, *chosen.comparison)),
        distribution=data.load(observations.select_distribution, code, scope.level, scope.parent_code),
        breaks=data.load(observations.select_breaks, code),
        sources=data.load(observations.select_sources, code),
        summary=summary,
        verdict=own.iloc[0] if len(own) else "unknown",
        timezone=settings().timezone,
    )


page()
