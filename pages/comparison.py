"""Banding daerah: two to ten regions over every indicator, judged pairwise among peers, or why they cannot be."""

from __future__ import annotations

import streamlit as st

from components.comparison.changes import change_rows, spans_between, years_of
from components.comparison.form import applied_topic, applied_years, draw_form, offer_partners
from components.comparison.leaders import draw_gaps_panel, draw_leaders_panel
from components.comparison.movement import draw_changes_panel, draw_trend_panel
from components.comparison.pairs import STATUSES, judge_pairs, match_pairs, peer_scope
from components.comparison.panels import draw_dumbbell_panel, draw_heading, draw_tally
from components.comparison.view import View
from components.i18n import _, current
from components.labels import in_language
from components.notices import show_gap
from components.selection import Selection
from components.selection import current as current_selection
from data_access import comparisons, observations
from data_access.settings import settings
from pages import data


def page() -> None:
    chosen, regions = current_selection(), data.all_regions()
    if not chosen.comparison:
        draw_invitation(chosen)
        return
    view = load_view(chosen)
    draw_heading(view)
    profiles = data.load(comparisons.select_profiles, (chosen.region_code, *chosen.comparison))
    draw_form(chosen, regions, data.catalogue(), years_of(profiles), view.years)
    if not view.pairs:
        show_gap(
            _("{ours} dan {other} belum punya angka apa pun.", ours=view.places[0].name, other=view.places[1].name),
            _("Seri yang akan melengkapi tertulis per indikator pada halaman Satu Data."),
        )
        return
    left, right = st.columns([1.94, 1], gap="large")
    with left:
        draw_dumbbell_panel(view)
    with right:
        draw_tally(view)
        draw_trend(view)
    draw_changes_panel(view)
    draw_leaders_panel(view)
    draw_gaps_panel(view)


def draw_invitation(chosen: Selection) -> None:
    """Without a comparator: the form, and whom the installation compares with."""
    regions = data.all_regions()
    st.title(_("Pilih daerah pembanding"), anchor=False)
    draw_form(chosen, regions, data.catalogue(), [], applied_years([]))
    offered = [regions.resolve(code).region_code for code in settings().comparison_regions]
    offer_partners(chosen, regions, offered)


def draw_trend(view: View) -> None:
    """The indicator of the address over time; any that one of the regions has may be chosen."""
    indicator = data.catalogue().indicator(view.selection.indicator_id)
    draw_trend_panel(
        view,
        indicator,
        [pair.indicator.indicator_id for pair in view.pairs],
        data.load(observations.select_series, indicator.indicator_id, view.codes),
        data.load(observations.select_breaks, indicator.indicator_id),
        data.load(observations.select_sources, indicator.indicator_id),
    )


def load_view(chosen: Selection) -> View:
    """Every indicator of the chosen regions, judged among the peers of the first two, and their changes."""
    catalogue, regions = data.catalogue(), data.all_regions()
    codes = (chosen.region_code, *chosen.comparison)
    scope = peer_scope(regions.by_code[codes[0]], regions.by_code[codes[1]], regions)
    profiles = data.load(comparisons.select_profiles, codes)
    years = applied_years(years_of(profiles))
    counts = data.load(comparisons.select_peer_counts, scope.level, scope.parent_code)
    matched = match_pairs(catalogue, profiles, codes, counts)
    spans = spans_between(catalogue, profiles, codes[:2], *years)
    wanted = {(pair.indicator.indicator_id, str(pair.period)) for pair in matched if pair.reason is None}
    wanted |= {
        (span.indicator.indicator_id, at) for span in spans if span.indicator.is_ranked for at in (span.start, span.end)
    }
    peers = data.load(comparisons.select_peer_values, tuple(sorted(wanted)), scope.level, scope.parent_code, STATUSES)
    named = data.load(comparisons.select_source_publishers)
    return View(
        selection=chosen,
        catalogue=catalogue,
        regions=regions,
        scope=scope,
        topic=applied_topic(catalogue),
        years=years,
        pairs=judge_pairs(matched, peers, codes),
        changes=change_rows(
            spans, catalogue, profiles, codes, peers, data.load(comparisons.select_all_breaks), current()
        ),
        publishers={row.source_id: in_language(row, "name") for row in named.itertuples()},
        timezone=settings().timezone,
    )


page()
