"""The compiled files of assets/data and assets/boundaries keep their promises."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from shapely.geometry import shape

from data_access.loading.compile_boundaries import read_layer

ASSETS = Path(__file__).parents[2] / "assets"
DATA, BOUNDARIES = ASSETS / "data", ASSETS / "boundaries"
SIZE_LIMIT = 12_000_000
FEATURES = {
    "adm1": 38,
    "adm2": 514,
    "adm2_java": 119,
    "adm3_java": 2146,
    "adm3_sumedang_purwakarta": 43,
    "reservoirs_java": 6,
}


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    files = sorted((DATA / "observations").glob("*.csv"))
    parts = [pd.read_csv(f, dtype=str, keep_default_na=False).assign(indicator_id=f.stem) for f in files]
    return pd.concat(parts, ignore_index=True)


@pytest.fixture(scope="module")
def regions() -> pd.DataFrame:
    return read("regions").set_index("region_code")


def test_all_keys_are_there_once(observations: pd.DataFrame) -> None:
    assert len(observations) == 51_501
    assert observations["indicator_id"].nunique() == 143
    assert not observations.duplicated(["region_code", "indicator_id", "period", "dimension"]).any()


def test_rows_are_sorted_and_valued(observations: pd.DataFrame) -> None:
    for _, rows in observations.groupby("indicator_id"):
        keys = list(zip(rows["region_code"], rows["period"], strict=True))
        assert keys == sorted(keys)
    assert observations["value"].str.fullmatch(r"-?\d+(\.\d+)?").all()
    assert set(observations["status"]) == {
        "official", "derived", "quoted", "projection", "estimate", "self_reported"
    }  # fmt: skip
    assert set(observations["obs_status"]) == {"A", "P", "E"}


def test_regions_of_three_levels(observations: pd.DataFrame, regions: pd.DataFrame) -> None:
    assert Counter(regions["level"]) == {"nation": 1, "province": 38, "regency": 514}
    assert set(observations["region_code"]) == set(regions.index)
    assert set(regions.loc[regions["level"] != "nation", "parent_code"]) <= set(regions.index)
    assert int(regions.loc["ID", "n_districts"]) == 7285


@pytest.mark.parametrize(
    ("code", "name", "parent", "kemendagri", "bps_2023"),
    [
        ("9401", "Kabupaten Merauke", "Provinsi Papua Selatan", "93.01", "9501"),
        ("9412", "Kabupaten Mimika", "Provinsi Papua Tengah", "94.04", "9601"),
        ("9402", "Kabupaten Jayawijaya", "Provinsi Papua Pegunungan", "95.01", "9702"),
        ("9108", "Kabupaten Raja Ampat", "Provinsi Papua Barat Daya", "96.03", "9201"),
        ("9105", "Kabupaten Manokwari", "Provinsi Papua Barat", "92.02", "9105"),
        ("9471", "Kota Jayapura", "Provinsi Papua", "91.71", "9471"),
        ("3211", "Kabupaten Sumedang", "Provinsi Jawa Barat", "32.11", "3211"),
    ],
)
def test_parents_are_joined_by_name(
    regions: pd.DataFrame, code: str, name: str, parent: str, kemendagri: str, bps_2023: str
) -> None:
    region = regions.loc[code]
    assert (region["name"], regions.loc[region["parent_code"], "name"]) == (name, parent)
    assert (region["region_code_kemendagri"], region["region_code_bps_2023"]) == (kemendagri, bps_2023)


def test_bridge_names_one_region_per_issuer_and_code(regions: pd.DataFrame) -> None:
    codes = read("region_codes")
    assert not codes.duplicated(["issuer", "code"]).any()
    assert set(codes["region_code"]) == set(regions.index)
    found = codes.set_index(["issuer", "code"])["region_code"]
    assert found["kemendagri", "31.71"] == "3173"
    assert found["bps_2023", "9501"] == found["bps", "9401"] == "9401"
    assert found["bps_province_4", "3200"] == "32"
    assert Counter(codes["issuer"])["kemendagri"] == 552


def test_every_id_resolves(observations: pd.DataFrame) -> None:
    sources, releases, publishers = read("sources"), read("releases"), read("publishers")
    assert len(sources) == 347
    assert set(observations["source_id"]) <= set(sources["source_id"])
    assert set(observations["release_id"]) == set(releases["release_id"])
    used = set(sources["publisher_id"]) | set(releases["publisher_id"])
    assert used == set(publishers["publisher_id"])
    assert releases["n_observations"].astype(int).sum() == len(observations)
    assert (publishers[["name_id", "name_en", "licence_id", "licence_en", "attribution"]] != "").all(axis=None)


def test_every_loser_is_listed(observations: pd.DataFrame) -> None:
    conflicts = read("settled_conflicts")
    assert Counter(conflicts["rule"]) == {"more_digits": 254, "later_edition": 6}
    kept = observations.set_index(["region_code", "indicator_id", "period"])["value"]
    keys = pd.MultiIndex.from_frame(conflicts[["region_code", "indicator_id", "period"]])
    assert list(kept.reindex(keys)) == list(conflicts["kept_value"])
    assert (conflicts["kept_value"].astype(float) != conflicts["dropped_value"].astype(float)).all()
    sources = set(read("sources")["source_id"])
    assert set(conflicts["kept_source_id"]) | set(conflicts["dropped_source_id"]) <= sources


def test_sumedang_and_purwakarta(observations: pd.DataFrame) -> None:
    held = observations.groupby("region_code")["indicator_id"].agg(set)
    sumedang, purwakarta = held["3211"], held["3214"]
    assert (len(sumedang), len(purwakarta), len(sumedang & purwakarta)) == (86, 91, 84)


def test_series_break_where_the_readers_would_draw_one_line(observations: pd.DataFrame) -> None:
    version = observations.set_index(["indicator_id", "region_code", "period"])["series_version"]
    assert list(version["hdi", "94"][["2021", "2022"]]) == ["1", "2"]
    assert list(version["gdp_per_capita_constant", "91"][["2020", "2022", "2023"]]) == ["1", "2", "3"]
    assert list(version["spbe_index", "3211"][["2020", "2021"]]) == ["1", "2"]
    assert set(version["poverty_rate", "3211"]) == {"1"}


def test_targets_are_published_and_have_figures(observations: pd.DataFrame) -> None:
    held = set(zip(observations["region_code"], observations["indicator_id"], strict=True))
    targets = read("targets")
    assert len(targets) == 4
    assert set(zip(targets["region_code"], targets["indicator_id"], strict=True)) <= held
    assert not targets["period"].str.contains("-").any()


def test_bakorwil_cover_east_java_once(regions: pd.DataFrame) -> None:
    groups = read("region_groups")
    assert groups["group_id"].nunique() == 5
    assert sorted(groups["region_code"]) == sorted(regions.index[regions["parent_code"] == "35"])
    assert Counter(groups["is_confirmed"]) == {"true": 14, "false": 24}


@pytest.mark.parametrize(("name", "n_features"), FEATURES.items())
def test_boundaries_keep_every_feature(regions: pd.DataFrame, name: str, n_features: int) -> None:
    layer = read_layer(BOUNDARIES / f"{name}.topojson")
    assert len(layer) == n_features
    assert layer.geometry.is_valid.all()
    if name.startswith(("adm1", "adm2")):
        assert layer["region_code"].is_unique
        assert list(layer["parent_code"]) == list(regions.loc[layer["region_code"], "parent_code"])


def test_labels_lie_inside(regions: pd.DataFrame) -> None:
    layer = read_layer(BOUNDARIES / "adm1.topojson").set_index("region_code")
    for code, geometry in layer.geometry.items():
        point = {"type": "Point", "coordinates": [float(regions.loc[code, c]) for c in ("label_lon", "label_lat")]}
        assert geometry.contains(shape(point)), code


def test_compiled_files_stay_small() -> None:
    files = [path for folder in (DATA, BOUNDARIES) for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < SIZE_LIMIT
    assert not any(b"\r" in path.read_bytes() for path in files)


def test_readme_states_the_counts(observations: pd.DataFrame) -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for name in ("regions", "region_codes", "publishers", "sources", "releases", "series_breaks", "programs"):
        assert f"| `{name}.csv` | {len(read(name)):,} |" in text
    for status, n in Counter(observations["status"]).items():
        assert f"| `{status}` | {n:,} |" in text
