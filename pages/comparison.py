"""Banding daerah: two to ten regions over every indicator, judged pairwise among peers, or why they cannot be."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.comparison.changes import Span, change_rows, spans_between, years_of
from components.comparison.form import applied_group, applied_topic, applied_years, draw_form, offer_partners
from components.comparison.groups import TRAITS, PeerGroup, group_options
from components.comparison.leaders import draw_gaps_panel, draw_leaders_panel
from components.comparison.leads import draw_leads_panel
from components.comparison.movement import draw_changes_panel, draw_trend_panel
from components.comparison.pairs import STATUSES, Pair, judge_pairs, match_pairs
from components.comparison.panels import draw_dumbbell_panel, draw_heading, draw_tally
from components.comparison.position import Position, draw_quadrant_panel, draw_ranked_panel, make_position
from components.comparison.swarms import draw_swarms
from components.comparison.view import View
from components.comparison.whatif import draw_whatif_panel
from components.i18n import _, current
from components.labels import in_language
from components.notices import show_gap
from components.selection import Selection
from components.selection import current as current_selection
from data_access import comparisons, observations, peers, regions
from data_access.catalog import Catalogue
from data_access.settings import settings
from pages import data


def page() -> None:
    chosen = current_selection()
    if not chosen.comparison:
        draw_invitation(chosen)
        return
    groups = load_groups(chosen)
    view = load_view(chosen, applied_group(groups))
    draw_heading(view)
    draw_form(chosen, view.regions, view.catalogue, years_of(view.profiles), view.years, groups, view.group.code)
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
        draw_swarms(view)
    draw_changes_panel(view)
    draw_one_indicator(view)
    draw_leaders_panel(view)
    draw_gaps_panel(view)


def draw_one_indicator(view: View) -> None:
    """The board over all indicators beside the one of the address: its course, its ranking, its momentum."""
    position = load_position(view)
    left, right = st.columns([1.61, 1], gap="large")
    with left:
        draw_leads_panel(view)
    with right:
        breaks = data.load(observations.select_breaks, position.indicator.indicator_id)
        before = position.indicator.predecessor
        older = data.load(observations.select_series, before, view.codes) if before else None
        draw_trend_panel(view, position, breaks, older)
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw_ranked_panel(view, position)
    with right:
        draw_quadrant_panel(view, position)
        draw_whatif_panel(view, position)


def draw_invitation(chosen: Selection) -> None:
    """Without a comparator: the form, and whom the installation compares with."""
    regions = data.all_regions()
    st.title(_("Pilih daerah pembanding"), anchor=False)
    draw_form(chosen, regions, data.catalogue(), [], applied_years([]), {}, None)
    offered = [regions.resolve(code).region_code for code in settings().comparison_regions]
    offer_partners(chosen, regions, offered)


def load_groups(chosen: Selection) -> dict[str, PeerGroup]:
    """Whom the first two may be measured among, the usual group first."""
    everyone = data.all_regions()
    home, partner = (everyone.by_code[code] for code in (chosen.region_code, chosen.comparison[0]))
    traits = data.load(peers.select_traits, tuple(TRAITS.values()))
    return group_options(home, partner, everyone, traits, data.load(regions.select_groups))


def load_position(view: View) -> Position:
    """The indicator of the address among the peers."""
    indicator, scope = view.catalogue.indicator(view.selection.indicator_id), view.scope
    code = indicator.indicator_id
    return make_position(
        view,
        indicator,
        data.load(comparisons.select_peer_histories, code, scope.level, scope.parent_code, STATUSES),
        data.load(observations.select_sources, code),
        data.load(observations.select_series, code, view.codes),
        data.load(observations.select_targets, code),
    )


def match(
    catalogue: Catalogue, profiles: pd.DataFrame, codes: tuple[str, ...], counts: pd.DataFrame, years: tuple[int, int]
) -> tuple[list[Pair], list[Span], tuple[tuple[str, str], ...]]:
    """Every indicator with its common period, with its span of years, and which figures of the peers both need."""
    matched = match_pairs(catalogue, profiles, codes, counts)
    spans = spans_between(catalogue, profiles, codes[:2], *years)
    wanted = {(pair.indicator.indicator_id, str(pair.period)) for pair in matched if pair.reason is None}
    wanted |= {
        (span.indicator.indicator_id, at) for span in spans if span.indicator.is_ranked for at in (span.start, span.end)
    }
    return matched, spans, tuple(sorted(wanted))


def load_view(chosen: Selection, group: PeerGroup) -> View:
    """Every indicator of the chosen regions, judged among the peers of the first two, and their changes."""
    catalogue, everyone, scope = data.catalogue(), data.all_regions(), group.scope
    codes = (chosen.region_code, *chosen.comparison)
    profiles = data.load(comparisons.select_profiles, codes)
    years = applied_years(years_of(profiles))
    counts = data.load(comparisons.select_peer_counts, scope.level, scope.parent_code)
    language, breaks = current(), data.load(comparisons.select_all_breaks)
    key = (codes, group.code, scope.code, years)
    matched, spans, wanted = data.made(("matched", *key), lambda: match(catalogue, profiles, codes, counts, years))
    loaded = data.load(comparisons.select_peer_values, wanted, scope.level, scope.parent_code, STATUSES)
    figures = group.of(loaded)
    pairs, changes = data.made(
        ("judged", language, *key),
        lambda: (
            judge_pairs(matched, figures, codes),
            change_rows(spans, catalogue, profiles, codes, figures, breaks, language),
        ),
    )
    named = data.load(comparisons.select_source_publishers)
    return View(
        selection=chosen,
        catalogue=catalogue,
        regions=everyone,
        group=group,
        topic=applied_topic(catalogue),
        years=years,
        pairs=pairs,
        changes=changes,
        profiles=profiles,
        peers=figures,
        breaks=breaks,
        publishers={row.source_id: in_language(row, "name") for row in named.itertuples()},
        timezone=settings().timezone,
    )


page()
