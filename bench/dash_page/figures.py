"""The figures of the Dash page: `data_access` reads the warehouse, every answer is kept for the life of the process."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from data_access import observations, peers
from data_access.catalog import Catalogue, Indicator, load_catalogue
from data_access.derive.periods import position_of, widest, year_of
from data_access.derive.ranking import judge, summarise
from data_access.derive.standing import choose_benchmark, ends_and_around, median_series, sized_changes
from data_access.headlines import load_headlines
from data_access.models import RANKED_STATUSES, Level, Region
from data_access.regions import Regions, select_codes, select_regions
from data_access.warehouse import Warehouse, open_warehouse

SHOWN_CHANGES, RECENT_YEARS = 3, 3


@cache
def warehouse() -> Warehouse:
    return open_warehouse(os.environ["SULUH_WAREHOUSE_URL"])


@cache
def load(select: Any, *arguments: Any) -> pd.DataFrame:
    return warehouse().frame(select(*arguments))


@cache
def regions() -> Regions:
    return Regions.from_rows(warehouse().rows(select_regions()), warehouse().rows(select_codes()))


def catalogue() -> Catalogue:
    return load_catalogue()


def layers_folder() -> Path:
    return Path(os.environ["BENCH_LAYERS"])


@cache
def bounds_of(province_code: str) -> list[list[float]]:
    content = json.loads((layers_folder() / f"{province_code}.json").read_text(encoding="utf-8"))
    west, south, east, north = content["bbox"]
    return [[south, west], [north, east]]


def number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True)
class Tile:
    """One figure, written. `value` None: nothing as new as the peers have."""

    name: str
    value: str | None
    unit: str
    state: str
    change: str
    note: str
    own: pd.DataFrame
    reference: pd.DataFrame


@dataclass(frozen=True)
class Glance:
    """All of one region that does not depend on the indicator of the map."""

    region: Region
    province: Region
    tiles: list[Tile]
    better: list[str]
    worse: list[str]
    missing: list[tuple[str, str]]
    n_missing: int
    n_asked: int


@cache
def glance(region_code: str) -> Glance:
    region = regions().by_code[region_code]
    province = regions().province_of(region) or region
    latest = load(observations.select_latest, region_code)
    beside = load(peers.select_peers_at_latest, region_code, Level.REGENCY, province.region_code)
    coverage = load(observations.select_coverage, Level.REGENCY, province.region_code)
    expected = dict(zip(coverage["indicator_id"], coverage["last_period"], strict=True))
    rows = {row["indicator_id"]: row for row in latest.astype(object).where(latest.notna(), None).to_dict("records")}
    codes = load_headlines().choose({*expected, *rows})
    histories = load(peers.select_histories, codes, (region_code, province.region_code))
    tiles = []
    for code in codes:
        history = histories[histories["indicator_id"] == code]
        tiles.append(_tile(code, rows.get(code), expected.get(code), history, beside, region, province))
    better, worse = _changes(latest, beside)
    asked = [
        catalogue().indicator(code)
        for code in dict.fromkeys(
            [*load_headlines().tiles, *(e.indicator_id for e in catalogue().by_topic()["digital"])]
        )
    ]
    absent = [entry for entry in asked if entry.indicator_id not in rows]
    gaps: dict[str, list[str]] = {}
    for entry in absent:
        gaps.setdefault(entry.gap.id, []).append(entry.name.id)
    missing = [("; ".join(names[:3]), gap) for gap, names in gaps.items()]
    return Glance(region, province, tiles, better, worse, missing, len(absent), len(asked))


def _tile(
    code: str,
    row: Any,
    expected: str | None,
    history: pd.DataFrame,
    beside: pd.DataFrame,
    region: Region,
    whole: Region,
) -> Tile:
    entry = catalogue().indicator(code)
    unit = catalogue().unit(entry)
    own = history[history["region_code"] == region.region_code]
    published = history[history["region_code"] == whole.region_code]
    if row is None or (expected is not None and row["period"] < expected):
        return Tile(entry.wall_name.id, None, "", "unknown", "", f"{expected} belum tersedia", own, published)
    values = beside.loc[beside["indicator_id"] == code, "value"]
    same = published[(published["period"] == row["period"]) & (published["series_version"] == row["series_version"])][
        "value"
    ]
    benchmark = choose_benchmark(same.iloc[0] if len(same) else None, values)
    reference = published
    if benchmark is not None and benchmark.kind == "median":
        reference = median_series(load(observations.select_distribution, code, Level.REGENCY, whole.region_code))
    state, beside_text = "unknown", ""
    if benchmark is not None:
        name = whole.short_name
        if benchmark.kind == "median":
            name = f"median {benchmark.n} kab/kota {whole.short_name}"
        beside_text = f"{name} {number(benchmark.value, entry.decimals)}{unit.suffix}"
        if entry.is_ranked and row["status"] in RANKED_STATUSES and benchmark.n >= 4:
            mad = summarise(values).mad
            state = judge(row["value"], benchmark.value, mad, entry.polarity, row["margin_of_error"])
    change = "belum ada nilai sebelumnya"
    if row["change"] is not None:
        word = "" if entry.polarity == "neutral" else ", membaik" if _is_better(entry, row["change"]) else ", memburuk"
        change = f"{number(row['change'], entry.decimals)} sejak {row['previous_period']}{word}"
    rank = "" if row["rank_parent"] is None else f"peringkat {row['rank_parent']:.0f} dari {row['n_parent']:.0f}"
    note = " · ".join(filter(None, (rank, beside_text, row["period"], entry.publisher)))
    value = number(row["value"], entry.decimals)
    return Tile(entry.wall_name.id, value, unit.suffix.strip(), state, change, note, own, reference)


def _is_better(entry: Indicator, change: float) -> bool:
    return (change > 0) == (entry.polarity == "higher_is_better")


def _changes(latest: pd.DataFrame, beside: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The largest changes, better and worse, in sentences."""
    if latest.empty:
        return [], []
    entries = catalogue().indicators
    newest = max(year_of(period) for period in latest["period"])
    fair = [
        entries[row.indicator_id].is_ranked
        and entries[row.indicator_id].polarity != "neutral"
        and catalogue().unit(entries[row.indicator_id]).kind not in ("count", "amount")
        and row.status in RANKED_STATUSES
        and year_of(row.period) >= newest - RECENT_YEARS
        for row in latest.itertuples()
    ]
    told: tuple[list[str], list[str]] = ([], [])
    for row in sized_changes(latest[fair], beside).itertuples():
        entry = entries[row.indicator_id]
        before, after = number(row.previous_value, entry.decimals), number(row.value, entry.decimals)
        told[0 if _is_better(entry, row.change) else 1].append(
            f"{entry.wall_name.id} {number(row.change, entry.decimals)}: {before} ({row.previous_period}), "
            f"lalu {after} ({row.period}). {entry.publisher}"
        )
    return told[0][:SHOWN_CHANGES], told[1][:SHOWN_CHANGES]


@dataclass(frozen=True)
class Section:
    """One indicator among the regencies of a province. `classes`: quintiles over all periods, as upper limits."""

    entry: Indicator
    periods: list[str]
    widest: str | None
    values: dict[str, dict[str, float]]  # period → region → value
    classes: list[float]
    ranks: pd.DataFrame  # region_code, value, rank_parent at `widest`, in order


@cache
def section(indicator_id: str, province_code: str) -> Section:
    entry = catalogue().indicator(indicator_id)
    every = load(observations.select_distribution, indicator_id, Level.REGENCY, province_code).dropna(subset=["value"])
    counted = list(every.groupby("period")["value"].count().items())
    latest = widest([(str(period), int(n)) for period, n in counted])
    classes = sorted({float(top) for top in every["value"].quantile([0.2, 0.4, 0.6, 0.8, 1.0])}) if len(every) else []
    values = {
        str(period): dict(zip(part["region_code"], part["value"].astype(float), strict=True))
        for period, part in every.groupby("period")
    }
    ranks = load(observations.select_cross_section, indicator_id, latest, Level.REGENCY, province_code)
    ranks = ranks.dropna(subset=["rank_parent"]).sort_values(["rank_parent", "region_code"]).reset_index(drop=True)
    return Section(entry, sorted(values), latest, values, classes, ranks)


def shown_ranks(found: Section, region_code: str) -> pd.DataFrame:
    """The first five, those round ours, the last five."""
    ours = found.ranks.index[found.ranks["region_code"] == region_code]
    return found.ranks.iloc[ends_and_around(len(found.ranks), int(ours[0]) if len(ours) else None)]


def points(frame: pd.DataFrame) -> tuple[list[float], list[float]]:
    return [position_of(period) for period in frame["period"]], [float(value) for value in frame["value"]]
