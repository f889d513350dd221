"""The written decisions of the compilation: badge per source text, provisional figures and series breaks."""

from __future__ import annotations

import re

import pandas as pd

BASE_STATUS = {
    "official": "official",
    "derived": "official",  # an indicator we derive: rows that are not computed say so below, the rest is published
    "news_quoted": "quoted",
    "official_projection": "projection",
    "self_reported": "self_reported",
    "estimate": "estimate",
}

# The first pattern found in a source text decides the badge of its rows; without one the folder's own word holds.
SOURCE_STATUS = [
    (r"^APJII", "estimate"),  # survey of an association, also where the press quotes it
    (r"dihitung", "derived"),
    (r"IMDI 2024 \(pilar\)", "derived"),  # from the 2025 value and the change the source names
    (r"(DPMD|Portal Data Desa).*(dijumlah|isian pemerintah desa)", "self_reported"),
    (r"dijumlah dari data desa|, jumlah \d+ kabupaten/kota", "derived"),  # totals of official records, summed by us
    (r"dikutip", "quoted"),
    (r"(Studi|Survei) Status Gizi Indonesia \(SSGI\)", "quoted"),  # lists read on press portals
    (r"proyeksi", "projection"),
]
ESTIMATED = r"perkiraan"  # an official count that the source calls an estimate
STRENGTH = ["official", "projection", "derived", "self_reported", "quoted", "estimate"]

GRDP_FAMILY = r"gdp_|gfcf_"
PROVISIONAL_FROM = "2024"  # 2024 provisional, 2025 very provisional

PAPUA = ["91", "94"]
PROVINCES_OF_2020 = [
    "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35", "36", "51", "52", "53",
    "61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76", "81", "82", "91", "94",
]  # fmt: skip
JATIM_REGENCIES = [*(f"35{number:02d}" for number in range(1, 30)), *(f"35{number}" for number in range(71, 80))]
NEW_BORDERS = ("Mulai tahun ini memakai batas provinsi setelah pemekaran 2022", "Borders after the split of 2022")
CLEANING = ("Pembersihan data register, bukan pertumbuhan", "Cleaning of the register, not growth")

# indicator pattern | regions ("" = all) | first period of the new version | reason in Indonesian and English
SERIES_BREAKS = [
    (r"lfpr|unemployment_rate", PAPUA, "2024", NEW_BORDERS),
    (r"poverty_rate|poor_population|poverty_line", PAPUA, "2024", NEW_BORDERS),
    (r"sanitation_access|drinking_water_access", PAPUA, "2024", NEW_BORDERS),
    (r"gdp_growth|gdp_per_capita|gdp_per_capita_constant", PAPUA, "2023", NEW_BORDERS),
    (r"hdi", PAPUA, "2022", NEW_BORDERS),
    (r"gdp_per_capita_constant", PROVINCES_OF_2020, "2021", (
        "Mulai 2021 dari Statistik Indonesia 2026, tampaknya dengan jumlah penduduk pembagi yang baru; 2020 ke 2021 "
        "tidak sebanding",
        "From 2021 read in Statistik Indonesia 2026, apparently with a new population as divisor; 2020 to 2021 is not "
        "comparable")),
    (r"imdi_.*", [""], "2025", ("Kerangka dan isi pilar IMDI berubah", "Framework and pillars of IMDI changed")),
    (r"gdp_per_capita_constant", JATIM_REGENCIES, "2020", (
        "Penyebut berganti dari proyeksi lama ke penduduk Sensus 2020",
        "The denominator changes from the old projection to the population of the 2020 census")),
    (r"gdp_per_capita_constant", ["72"], "2019", (
        "Nilai sampai 2018 dari terbitan pertama, sesudahnya PDRB yang telah direvisi",
        "Values until 2018 are as first published, later ones follow the revised GRDP")),
    (r"ikm_units", ["33"], "2016", (
        "Nilai 2016 berasal dari dokumen lain dengan cakupan yang tidak diterangkan",
        "The value of 2016 comes from another document whose coverage is not explained")),
    (r"internet_users_pct", ["32"], "2021", (
        "Nilai 2020 dihitung dari jumlah orang; sesudahnya persentase terbitan",
        "The 2020 value is computed from numbers of persons; later ones are published shares")),
    (r"spbe_index", [""], "2021", (
        "Instrumen SPBE berganti, dari 35 menjadi 47 indikator", "SPBE instrument changed, from 35 to 47 indicators")),
    (r"idsd_infrastructure", [""], "2024", ("Metode pilar berubah", "Method of the pillar changed")),
    (r"villages_mandiri", [""], "2025", (
        "Indeks Desa menggantikan Indeks Desa Membangun", "Indeks Desa replaced Indeks Desa Membangun")),
    (r"cooperatives_active", ["3578"], "2023", (
        "Koperasi tidak aktif dikeluarkan dari daftar", "Inactive cooperatives were removed from the list")),
    (r"population_registered", ["3276"], "2016", CLEANING),
    (r"population_registered", ["3215"], "2018", CLEANING),
    (r"population_registered", ["3205", "3216"], "2020", CLEANING),
]  # fmt: skip
BREAK_COLUMNS = ["indicator_id", "region_code", "period", "series_version", "reason_id", "reason_en"]


def source_status(quality: str, title: str) -> str:
    """The badge of a row, from its folder's word for the indicator and its own source text."""
    for pattern, status in SOURCE_STATUS:
        if re.search(pattern, title, flags=re.IGNORECASE):
            return status
    return BASE_STATUS[quality]


def obs_status(indicator_id: str, period: str, status: str, title: str) -> str:
    """The SDMX code: P provisional, E estimated, A normal."""
    if re.match(GRDP_FAMILY, indicator_id) and period >= PROVISIONAL_FROM:
        return "P"
    is_estimated = status in ("estimate", "projection") or re.search(ESTIMATED, title)
    return "E" if is_estimated else "A"


def build_series_breaks(indicators: list[str]) -> pd.DataFrame:
    """One row per indicator, region and break; versions count up from 2 within an indicator and region."""
    rows = [
        (indicator_id, region, period, *reason)
        for pattern, regions, period, reason in SERIES_BREAKS
        for indicator_id in indicators
        if re.fullmatch(pattern, indicator_id)
        for region in regions
    ]
    frame = pd.DataFrame(sorted(rows), columns=[c for c in BREAK_COLUMNS if c != "series_version"])
    versions = frame.groupby(["indicator_id", "region_code"]).cumcount() + 2
    return frame.assign(series_version=versions.astype(str))[BREAK_COLUMNS]


def series_version(breaks: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The version each row belongs to: 1 plus the breaks of its indicator and region up to its period."""
    version = pd.Series(1, index=rows.index)
    for b in breaks.itertuples(index=False):
        is_after = (rows["indicator_id"] == b.indicator_id) & (rows["period"] >= b.period)
        if b.region_code:
            is_after &= rows["region_code"] == b.region_code
        version += is_after
    return version.astype(str)
