"""Layar: the wall of a command centre, driven by the clock; it refreshes by itself and keeps the last good picture."""

from __future__ import annotations

import datetime as dt
import json
import time
from dataclasses import asdict
from hashlib import sha256
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from components import i18n
from components.board import draw_wall
from components.comparison.pairs import STATUSES, judge_pairs, match_pairs, peer_scope
from components.i18n import _
from components.network import network_base
from components.scopes import scopes_for
from components.selection import THEMES, Selection
from components.selection import current as current_selection
from components.wall.figures import short_moment
from components.wall.material import CrossSection, Material
from components.wall.models import Wall
from components.wall.scenes import Scene, scale_of, scenes_of
from components.wall.view import header, make_scene, needed
from components.wall.words import wall_words
from data_access import comparisons, observations, peers
from data_access.derive.periods import widest
from data_access.derive.ranking import shared_ranks
from data_access.models import Region
from data_access.regions import NATION
from data_access.settings import settings
from pages import data

REFRESH_SECONDS = 300  # the wall asks at once when a new generation is served; this is for the day and the ages


def page() -> None:
    st.title(_("Layar"), anchor=False)  # for those who listen; the wall covers it
    show()


@st.fragment(run_every=REFRESH_SECONDS)
def show() -> None:
    """The wall as of now. While the warehouse is down, what was read before is drawn, and the wall says so itself."""
    chosen = current_selection()
    i18n.use(chosen.language)
    with st.container(key="wall"):
        base = network_base(settings().hosts)
        view = data.made(("wall", chosen, data.today(), base), lambda: written(load_wall(chosen, base)))
        draw_wall(view | {"drawn": int(time.time() * 1000)}, key="wall_scenes")


def written(wall: Wall) -> dict[str, object]:
    """What travels: the scenes as plain data, with a stamp by which the browser knows the same scenes again."""
    view = asdict(wall)
    stamp = sha256(json.dumps(view, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
    return view | {"stamp": stamp, "generation": data.version()}


def load_wall(chosen: Selection, base: str | None) -> Wall:
    """Every scene of the installation's file that has something to show for the chosen region."""
    material = load_material(chosen, scenes_of(settings()), base)
    zone, generation = settings().timezone, data.generation()
    scenes = [found for scene in scenes_of(settings()) if (found := make_scene(scene, material)) is not None]
    place, has_date = header(material.region.name, material.region.chart_name, scenes, material.scale)
    return Wall(
        place=place,
        m=material.scale.m,
        theme=THEMES.get(chosen.theme, settings().wall_theme),  # type: ignore[arg-type]
        locale=chosen.language,
        zone=zone,
        zone_name=dt.datetime.now(ZoneInfo(zone)).tzname() or "",
        has_date=has_date,
        loaded=short_moment(generation.built_at, zone),
        words=wall_words(material.region.name),
        scenes=scenes,
    )


def load_material(chosen: Selection, scenes: tuple[Scene, ...], base: str | None) -> Material:
    """The figures of all scenes; few statements serve them all."""
    catalogue, regions = data.catalogue(), data.all_regions()
    region = regions.by_code[chosen.region_code]
    whole = regions.by_code[str(region.parent_code)]
    partner = regions.by_code[chosen.comparison[0]] if chosen.comparison else None
    among = scopes_for(region, regions)[0]
    shown, maps, pair_ids = needed(scenes)
    pairs, ranks = load_pairs(region, partner, pair_ids)
    return Material(
        chosen=chosen, region=region, whole=whole, partner=partner, scope=among, regions=regions, catalogue=catalogue,
        scale=scale_of(settings()), today=data.today(), base=base,
        headlines={h.indicator.indicator_id: h for h in data.headline_figures(region, among, tuple(shown))},
        targets=data.load(peers.select_targets_of, tuple(shown), (region.region_code, whole.region_code, NATION)),
        breaks=data.load(comparisons.select_all_breaks),
        cross_sections={code: found for code in maps if (found := load_cross_section(code, region, whole)) is not None},
        pairs=pairs, ranks=ranks,
        findings=data.attention(region.region_code) if any(scene.attention for scene in scenes) else (),
    )  # fmt: skip


def load_cross_section(code: str, region: Region, whole: Region) -> CrossSection | None:
    """The regions beside ours at the latest period that most of them have; None without any."""
    among = scopes_for(region, data.all_regions())[0]
    period = widest(data.periods(code, among.level, among.parent_code))
    if period is None:
        return None
    series = data.load(observations.select_series, code, (whole.region_code,))
    same = series.loc[series["period"] == period, "value"]
    return CrossSection(
        period=period,
        frame=data.load(observations.select_cross_section, code, period, among.level, among.parent_code),
        distribution=data.load(observations.select_distribution, code, among.level, among.parent_code),
        whole=float(same.iloc[0]) if len(same) and pd.notna(same.iloc[0]) else None,
    )


def load_pairs(region: Region, partner: Region | None, ids: list[str]) -> tuple[dict, dict]:
    """Our region and the comparator, judged among their peers, and their places between best 0 and last 1."""
    if partner is None or not ids:
        return {}, {}
    catalogue, scope = data.catalogue(), peer_scope(region, partner, data.all_regions())
    codes = (region.region_code, partner.region_code)
    profiles = data.load(comparisons.select_profiles, codes)
    counts = data.load(comparisons.select_peer_counts, scope.level, scope.parent_code)
    matched = [
        pair for pair in match_pairs(catalogue, profiles, codes, counts) if pair.indicator.indicator_id in ids
    ]  # fmt: skip
    wanted = tuple(sorted({(p.indicator.indicator_id, str(p.period)) for p in matched if p.reason is None}))
    values = data.load(comparisons.select_peer_values, wanted, scope.level, scope.parent_code, STATUSES)
    judged = judge_pairs(matched, values, codes)
    ranks = {}
    for pair in judged:
        entry = pair.indicator
        group = values[
            (values["indicator_id"] == entry.indicator_id) & (values["series_version"] == pair.series_version)
        ]
        places = shared_ranks(group.set_index("region_code")["value"], entry.polarity)
        for code in codes:
            if code in places.index and len(places) > 1:
                ranks[entry.indicator_id, code] = (int(places[code]) - 1) / (len(places) - 1)
    return {pair.indicator.indicator_id: pair for pair in judged}, ranks


page()
