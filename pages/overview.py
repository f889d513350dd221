"""Beranda: the chosen region at a glance: six figures, the map, what changed, who is ahead, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import formats, passport
from components.explorer.view import View
from components.overview.changes import SHOWN, draw_changes_panel, pick_changes
from components.overview.heading import draw_heading
from components.overview.headlines import Headline, make_headline
from components.overview.missing import asked_for, draw_missing_panel
from components.overview.standing import draw_map_panel, draw_standing_panel
from components.overview.tiles import draw_tiles_panel
from components.scopes import Scope, scopes_for
from components.selection import current
from data_access import observations, peers
from data_access.derive.standing import Benchmark, choose_benchmark, median_series
from data_access.headlines import load_headlines
from data_access.models import Region
from data_access.regions import NATION
from data_access.settings import settings
from pages import data


def page() -> None:
    chosen, regions, zone = current(), data.all_regions(), settings().timezone
    region = regions.by_code[chosen.region_code]
    scopes = scopes_for(region, regions)
    among = scopes[0]  # its own peers
    province = regions.province_of(region) or region
    within = next(scope for scope in scopes if scope.parent_code == province.region_code)
    latest = data.load(observations.select_latest, region.region_code)
    beside = data.load(peers.select_peers_at_latest, region.region_code, among.level, among.parent_code)
    headlines = load_all_headlines(region, among, latest, beside)
    changes = pick_changes(latest, beside, data.catalogue())
    told = changes.groupby("is_better").head(SHOWN)
    view = data.load_view(chosen, within, chosen.indicator_id, chosen.period)
    benchmark = benchmark_of(view, province)

    draw_heading(region, headlines, formats.moment(data.generation().built_at, zone))
    left, right = st.columns([1.95, 1], gap="large")
    with left:
        used = [headline.latest["source_id"] for headline in headlines if headline.latest]
        draw_tiles_panel(headlines, region, among, regions, sources_of(used), chosen, zone)
        draw_changes_panel(changes, data.catalogue(), among, sources_of(list(told["source_id"])), chosen, zone)
        draw_standing_panel(view, benchmark)
    with right:
        draw_map_panel(view, benchmark)
        listed = asked_for(load_headlines().tiles, data.catalogue())
        draw_missing_panel(listed, set(latest["indicator_id"]), region, chosen, zone)


def load_all_headlines(region: Region, among: Scope, latest: pd.DataFrame, beside: pd.DataFrame) -> list[Headline]:
    """The six figures; few statements serve them all."""
    catalogue, whole = data.catalogue(), data.all_regions().by_code[str(region.parent_code)]
    coverage = data.load(observations.select_coverage, among.level, among.parent_code)
    expected = dict(zip(coverage["indicator_id"], coverage["last_period"], strict=True))
    rows = {row["indicator_id"]: row for row in latest.astype(object).where(latest.notna(), None).to_dict("records")}
    codes = load_headlines().choose({*expected, *rows})
    histories = data.load(peers.select_histories, codes, (region.region_code, whole.region_code))
    targets = data.load(peers.select_targets_of, codes, (region.region_code, whole.region_code, NATION))
    found = []
    for code in codes:
        entry, history = catalogue.indicator(code), histories[histories["indicator_id"] == code]
        published = history[history["region_code"] == whole.region_code]
        medians = published
        if code in rows and not (published["period"] == rows[code]["period"]).any():
            medians = median_series(data.load(observations.select_distribution, code, among.level, among.parent_code))
        own = history[history["region_code"] == region.region_code]
        values = beside.loc[beside["indicator_id"] == code, "value"]
        facts = (entry, catalogue.unit(entry), expected.get(code), rows.get(code))
        found.append(make_headline(*facts, own, published, values, medians, whole, targets))
    return found


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
