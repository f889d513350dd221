"""Beranda: the chosen region at a glance: six figures, the map, what changed, who is ahead, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import formats, passport
from components.attention import show_attention
from components.board.models import Tile
from components.explorer.view import View
from components.i18n import _, n_
from components.overview.changes import SHOWN, change_lines, draw_changes_panel, pick_changes
from components.overview.heading import draw_heading
from components.overview.headlines import Headline, make_tile
from components.overview.missing import asked_for, draw_missing_panel
from components.overview.standing import Standing, draw_map_panel, draw_standing_panel, make_standing
from components.overview.tiles import draw_tiles_panel
from components.panel import panel
from components.scopes import Scope, scopes_for
from components.selection import Selection, current
from data_access import observations, peers
from data_access.derive.standing import Benchmark, choose_benchmark
from data_access.headlines import load_headlines
from data_access.models import Region
from data_access.settings import settings
from pages import data

SHOWN_FINDINGS = 3


@dataclass(frozen=True)
class Drawn:
    """What the board draws, written and laid out once for all visitors.

    A frame that many runs read grows with each of them: pandas notes every view of its columns.
    """

    tiles: list[Tile]
    changes: list[str]
    change_sources: list[str]
    standing: Standing


def page() -> None:
    chosen, regions, zone = current(), data.all_regions(), settings().timezone
    region = regions.by_code[chosen.region_code]
    scopes = scopes_for(region, regions)
    among = scopes[0]  # its own peers
    province = regions.province_of(region) or region
    within = next(scope for scope in scopes if scope.parent_code == province.region_code)
    latest = data.load(observations.select_latest, region.region_code)
    figures = ("overview", region.region_code, among.level, among.parent_code)
    headlines, changes = data.made(figures, lambda: load_figures(region, among))
    seen = ("overview view", chosen, within.code)
    view = data.made(seen, lambda: data.load_view(chosen, within, chosen.indicator_id, chosen.period))
    drawn = data.made(
        ("overview drawn", *figures[1:], *seen[1:]),
        lambda: Drawn(
            [make_tile(headline, regions) for headline in headlines],
            change_lines(changes, data.catalogue()),
            sorted(set(changes.groupby("is_better").head(SHOWN)["source_id"])),
            make_standing(view, benchmark_of(view, province)),
        ),
    )

    draw_heading(region, headlines, formats.moment(data.generation().built_at, zone))
    left, right = st.columns([1.95, 1], gap="large")
    with left:
        used = [headline.latest["source_id"] for headline in headlines if headline.latest]
        draw_tiles_panel(headlines, drawn.tiles, region, among, sources_of(used), chosen, zone)
        draw_attention_panel(chosen)
        sources = sources_of(drawn.change_sources)
        draw_changes_panel(changes, drawn.changes, data.catalogue(), among, sources, chosen, zone)
        draw_standing_panel(view, drawn.standing)
    with right:
        draw_map_panel(view, drawn.standing)
        listed = asked_for(load_headlines().tiles, data.catalogue())
        draw_missing_panel(listed, set(latest["indicator_id"]), region, chosen, zone)


def draw_attention_panel(chosen: Selection) -> None:
    """The three most pressing findings, the same as on the wall, and the way to all."""
    findings = data.attention(chosen.region_code)
    if not findings:
        return
    n = len(findings)
    subtitle = n_("{n} temuan menurut aturan tertulis", "{n} temuan menurut aturan tertulis", n, n=formats.count(n))
    with panel("attention", _("Perlu perhatian"), subtitle):
        show_attention(findings[:SHOWN_FINDINGS], data.catalogue(), data.all_regions(), chosen)
        st.page_link("attention.py", label=_("Semua temuan"), icon=":material/list:", query_params=chosen.address())


def load_figures(region: Region, among: Scope) -> tuple[list[Headline], pd.DataFrame]:
    """The six figures, and what changed, of a region among its peers; kept for all, so they know no language."""
    latest = data.load(observations.select_latest, region.region_code)
    beside = data.load(peers.select_peers_at_latest, region.region_code, among.level, among.parent_code)
    coverage = data.load(observations.select_coverage, among.level, among.parent_code)
    codes = load_headlines().choose({*coverage["indicator_id"], *latest["indicator_id"]})
    return data.headline_figures(region, among, tuple(codes)), pick_changes(latest, beside, data.catalogue())


def benchmark_of(view: View, province: Region) -> Benchmark | None:
    """The value of the province at the period of the map, else the median; nothing for counts and amounts."""
    if not view.is_comparable_in_size:
        return None
    series = data.load(observations.select_series, view.indicator.indicator_id, (province.region_code,))
    same = series.loc[series["period"] == view.period, "value"]
    return choose_benchmark(same.iloc[0] if len(same) else None, view.frame["value"])


def sources_of(source_ids: Sequence[str]) -> str:
    """The publishers of some figures, written."""
    codes = tuple(sorted(set(source_ids)))
    return passport.source_line(data.load(observations.select_source_titles, codes))


page()
