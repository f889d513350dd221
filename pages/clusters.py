"""Klaster UMKM: what published figures can honestly show about small business, small industry and cooperatives."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.clusters import counts, facts, industry, programme, projection, reference
from components.clusters.facts import Facts
from components.scopes import scopes_for
from components.selection import current
from data_access import comparisons, observations, peers
from data_access.derive.periods import widest
from data_access.models import Level
from data_access.settings import settings
from pages import data


def page() -> None:
    shared = load_facts()
    pair = tuple(region.region_code for region in shared.pair)
    every = load_series((*facts.COUNTS, *facts.PARTS), pair)
    latest = every.drop_duplicates(["indicator_id", "region_code"], keep="last")
    projected = load_regencies([facts.PROJECTION])
    counts.draw_heading(shared, latest)
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        counts.draw_counts_panel(shared, latest, every)
    with right:
        projection.draw_projection_panel(shared, projected)
        projection.draw_ratio_panel(shared, projected, load_regencies(facts.REAL_COUNTS))
    draw_industry(shared)
    fostered = load_regencies([*facts.SECTORS, facts.FOSTERED])
    own = [region.region_code for region in data.all_regions().children(shared.province.region_code)]
    programme.draw_fostered_panel(shared, fostered[fostered["region_code"].isin([*own, *pair])])
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        breaks = pd.concat([data.load(observations.select_breaks, code) for code in facts.COOPERATIVES])
        cooperatives = every[every["indicator_id"].isin(facts.COOPERATIVES)]
        programme.draw_cooperatives_panel(shared, cooperatives, breaks)
        reference.draw_shares_panel(shared, load_shares())
    with right:
        reference.draw_quotient_panel(shared)
        reference.draw_law_panel()


def draw_industry(shared: Facts) -> None:
    """Micro and small industry among the regencies of the province, at its best covered period."""
    level, parent = shared.scope.level, shared.scope.parent_code
    codes = (facts.INDUSTRY_UNITS, facts.INDUSTRY_WORKERS, facts.REGISTERED, facts.PROJECTED_POPULATION)
    period = widest(data.periods(facts.INDUSTRY_UNITS, level, parent))
    sections = [data.load(observations.select_cross_section, code, period or "", level, parent) for code in codes]
    found = pd.concat(
        [part.assign(indicator_id=code) for code, part in zip(codes, sections, strict=True)], ignore_index=True
    ).dropna(subset=["value"])
    rows = found[found["indicator_id"].isin(codes[:2])]
    frame = industry.industry_frame(*sections)
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        distributions = {code: data.load(observations.select_distribution, code, level, parent) for code in codes[:2]}
        industry.draw_industry_map(shared, distributions, rows, period)
        industry.draw_both_bases(shared, frame, period)
    with right:
        sources = list(dict.fromkeys(found["source_id"]))
        industry.draw_industry_rates(shared, frame, period, sources)


def load_facts() -> Facts:
    chosen, regions = current(), data.all_regions()
    region = regions.by_code[chosen.region_code]
    province = regions.province_of(region) or region
    compared = regions.by_code[chosen.comparison[0]] if chosen.comparison else None
    scope = next(s for s in scopes_for(region, regions) if s.parent_code == province.region_code)
    sources = data.load(comparisons.select_source_publishers)
    return Facts(chosen, regions, region, compared, province, scope, data.catalogue(), sources, settings().timezone)


def load_series(indicator_ids: Sequence[str], region_codes: tuple[str, ...]) -> pd.DataFrame:
    """Every value of some regions, of many indicators, in the order of the indicators' codes."""
    return data.load(peers.select_histories, tuple(indicator_ids), region_codes)


def load_regencies(indicator_ids: Sequence[str]) -> pd.DataFrame:
    """Every value of all regencies."""
    codes = tuple(region.region_code for region in data.all_regions().of_level(Level.REGENCY))
    return load_series(indicator_ids, codes)


def load_shares() -> pd.DataFrame:
    """Every published share of provinces and the nation, with the level."""
    regions = data.all_regions()
    codes = tuple(r.region_code for level in (Level.NATION, Level.PROVINCE) for r in regions.of_level(level))
    frame = load_series(facts.SHARES, codes)
    return frame.assign(level=[regions.by_code[code].level.value for code in frame["region_code"]])


page()
