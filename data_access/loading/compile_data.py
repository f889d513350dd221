"""The gathered indicator folders compiled into the project's own files under assets/data."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_access.loading.compile_merge import check_regions, read_batches, settle
from data_access.loading.compile_publishers import build_publishers, find_publisher
from data_access.loading.compile_regions import build_region_codes, build_region_groups, build_regions
from data_access.loading.compile_rules import build_series_breaks, obs_status, series_version

COMPILED_ON = "2026-11-22"
SOURCE_KEY = ["source", "source_url", "via"]
OBSERVATION_COLUMNS = [
    "region_code", "period", "dimension", "value", "status", "obs_status", "margin_of_error", "series_version",
    "source_id", "release_id",
]  # fmt: skip
TARGET_COLUMNS = [
    "region_code", "indicator_id", "period", "value", "status", "source_title", "source_url", "note_id", "note_en",
]  # fmt: skip

PRESS_TARGET = (
    "Target dikutip pers; bukan dokumen perencanaan. Tidak ada target semester.",
    "Target as quoted by the press, not from a planning document. There is no half-year target.",
)
TARGETS = [
    ("ID", "stunting_prevalence_survey", "2024", "14", "official",
     "Peraturan Presiden 72/2021 tentang Percepatan Penurunan Stunting", "",
     "Target nasional; bukan target tiap daerah.", "National target; not a target of each region."),
    ("3214", "investment_realization", "2022", "5.88", "quoted", "DPMPTSP Purwakarta, dikutip Pasundan Ekspres",
     "https://pasundan.jabarekspres.com", *PRESS_TARGET),
    ("3214", "investment_realization", "2023", "9.50", "quoted", "DPMPTSP Purwakarta, dikutip Awesh.id",
     "https://awesh.id", *PRESS_TARGET),
    ("3214", "investment_realization", "2024", "11.2", "quoted", "DPMPTSP Purwakarta, dikutip Locus Online",
     "https://locusonline.co", *PRESS_TARGET),
]  # fmt: skip


def compile_figures(source: Path, target: Path) -> list[str]:
    """Write every file of assets/data but its README; returns what was done, line by line.

    `source` holds the folders of figures; `boundaries` and `programs.csv` lie beside it. Raises LoadError and writes
    nothing where a region is unknown, a key stands twice in a folder or a value is no number.
    """
    rows = read_batches(source)
    crosswalk = source / "national" / "papua_code_crosswalk.csv"
    regions = build_regions(source.parent / "boundaries", crosswalk, _areas(rows))
    check_regions(rows, set(regions["region_code"]))
    sources = build_sources(rows)
    rows = rows.merge(sources, left_on=SOURCE_KEY, right_on=["title", "url", "via"], validate="many_to_one")
    observations, conflicts = settle(rows)
    breaks = build_series_breaks(sorted(observations["indicator_id"].unique()))
    observations = complete_observations(observations, breaks)
    tables = {
        "regions": regions,
        "region_codes": build_region_codes(regions),
        "region_groups": build_region_groups(),
        "publishers": build_publishers(set(sources["publisher_id"])),
        "sources": sources,
        "releases": build_releases(observations),
        "series_breaks": breaks,
        "settled_conflicts": conflicts,
        "targets": build_targets(observations),
    }
    for name, table in tables.items():
        write_csv(table, target / f"{name}.csv")
    write_observations(observations, target / "observations")
    (target / "programs.csv").write_bytes((source.parent / "programs.csv").read_bytes())
    return [*(f"{name}.csv: {len(table)} rows" for name, table in tables.items()), *_summary(rows, observations)]


def build_sources(rows: pd.DataFrame) -> pd.DataFrame:
    """Every distinct text, address and copy, numbered in sorted order, with its publisher."""
    distinct = rows[SOURCE_KEY].drop_duplicates().sort_values(SOURCE_KEY, ignore_index=True)
    distinct.columns = ["title", "url", "via"]
    distinct.insert(0, "publisher_id", distinct["title"].map(find_publisher))
    distinct.insert(0, "source_id", [f"s{n:03d}" for n in range(1, len(distinct) + 1)])
    return distinct


def complete_observations(rows: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    """The columns of an observation that follow from the others."""
    columns = ["indicator_id", "period", "status", "source"]
    return rows.assign(
        dimension="",
        margin_of_error="",  # none of the gathered tables publishes one
        obs_status=[obs_status(*row) for row in rows[columns].itertuples(index=False)],
        series_version=series_version(breaks, rows),
        release_id=[_release_id(p, b) for p, b in zip(rows["publisher_id"], rows["batch"], strict=True)],
    )


def build_releases(observations: pd.DataFrame) -> pd.DataFrame:
    """One release per publisher and folder, counted over the values kept."""
    grouped = observations.groupby(["release_id", "publisher_id", "batch"], as_index=False)
    counted = grouped.agg(period_from=("period", "min"), period_to=("period", "max"), n_observations=("period", "size"))
    counted.insert(3, "compiled_on", COMPILED_ON)
    return counted


def build_targets(observations: pd.DataFrame) -> pd.DataFrame:
    """Published targets of indicators that the region has figures for."""
    held = set(zip(observations["region_code"], observations["indicator_id"], strict=True))
    return pd.DataFrame([t for t in TARGETS if (t[0], t[1]) in held], columns=TARGET_COLUMNS)


def write_observations(observations: pd.DataFrame, folder: Path) -> None:
    """One file per indicator; files of indicators that are gone are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.csv"):
        path.unlink()
    for indicator_id, rows in observations.groupby("indicator_id"):
        write_csv(rows.sort_values(["region_code", "period"])[OBSERVATION_COLUMNS], folder / f"{indicator_id}.csv")


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _release_id(publisher_id: str, batch: str) -> str:
    return f"{publisher_id}-{batch}-{COMPILED_ON[:7]}"


def _areas(rows: pd.DataFrame) -> dict[str, str]:
    """The published area of every region that has one; two regencies were left out by the compilers."""
    areas = rows[rows["indicator_id"] == "area_km2"].drop_duplicates("region_code")
    return dict(zip(areas["region_code"], areas["value"], strict=True))


def _summary(rows: pd.DataFrame, observations: pd.DataFrame) -> list[str]:
    n_indicators, n_regions = observations["indicator_id"].nunique(), observations["region_code"].nunique()
    return [
        f"observations: {len(observations)} of {len(rows)} rows, {n_indicators} indicators, {n_regions} regions",
        *(f"  {status}: {n}" for status, n in observations["status"].value_counts().items()),
    ]
