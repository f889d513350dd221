"""What the warehouse promises, on DuckDB and on a real PostgreSQL alike: exact rows, ranks, types, limits, refusals."""

import datetime
import re
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from sqlalchemy.sql.elements import TextClause

from data_access import observations as o
from data_access import regions as r
from data_access import tables
from data_access import warehouse as module
from data_access.derive.ranking import shared_ranks
from data_access.errors import QueryLimitError, WarehouseBusyError, WarehouseError, WarehouseUnfitError
from data_access.loading.marts import MIN_RANKED
from data_access.models import RANKED_STATUSES, Generation, Level
from data_access.warehouse import Warehouse

HOSTILE = ("value; drop table region", "value) from x --", '"', "'", "' OR '1'='1", "%s", ":name", "\\", "x\n--", "🌄")
JOBLESS = "unemployment_rate"
DAY = datetime.date(2026, 11, 22)


def facts(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    """Rows as tuples, None where missing."""
    chosen = frame[list(columns)] if columns else frame
    return list(chosen.astype(object).where(chosen.notna(), None).itertuples(index=False, name=None))


def every_statement() -> dict[str, sa.Select]:
    """Each function of observations.py and regions.py, called in each way."""
    return {
        "cross_section": o.select_cross_section(JOBLESS, "2024", Level.REGENCY),
        "cross_section_of_parent": o.select_cross_section(JOBLESS, "2024", Level.REGENCY, "95"),
        "cross_section_latest": o.select_cross_section(JOBLESS, None, Level.NATION),
        "cross_section_without_values": o.select_cross_section("hdi", "2023", Level.PROVINCE),
        "series": o.select_series(JOBLESS, ["3201", "ID"]),
        "series_of_nobody": o.select_series(JOBLESS, []),
        "series_without_values": o.select_series(JOBLESS, ["9413"]),
        "distribution": o.select_distribution(JOBLESS, Level.REGENCY),
        "distribution_of_parent": o.select_distribution(JOBLESS, Level.REGENCY, "95"),
        "periods": o.select_periods(JOBLESS),
        "periods_of_level": o.select_periods(JOBLESS, Level.REGENCY, "32"),
        "coverage": o.select_coverage(),
        "coverage_of_level": o.select_coverage(Level.REGENCY, "95"),
        "latest": o.select_latest("3211"),
        "latest_of_empty_region": o.select_latest("9413"),
        "sources": o.select_sources(JOBLESS),
        "source_titles": o.select_source_titles(["s1", "s3"]),
        "publishers": o.select_publishers(),
        "quality": o.select_quality(),
        "breaks": o.select_breaks(JOBLESS),
        "conflicts": o.select_conflicts(JOBLESS),
        "targets": o.select_targets(JOBLESS),
        "releases": o.select_releases(),
        "all": o.select_all_observations(),
        "regions": r.select_regions(),
        "codes": r.select_codes(),
        "groups": r.select_groups(),
    }


# --- exact rows ---


def test_cross_section_holds_every_region_with_shared_ranks(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_cross_section(JOBLESS, "2024", Level.REGENCY))
    columns = (
        "region_code",
        "value",
        "previous_period",
        "change",
        "rank_nation",
        "n_nation",
        "rank_parent",
        "n_parent",
    )
    assert facts(frame, *columns) == [
        ("3201", 4.0, "2023", -0.5, 2, 11, 1, 10),
        ("3202", 5.0, "2023", 0.0, 3, 11, 2, 10),
        ("3203", 5.0, "2023", -0.5, 3, 11, 2, 10),
        ("3204", 6.0, "2023", 0.0, 5, 11, 4, 10),
        ("3205", 7.0, None, None, 6, 11, 5, 10),  # a new series version: nothing before it
        ("3206", 8.0, "2023", 1.0, 7, 11, 6, 10),  # derived: ranked
        ("3207", 9.0, "2023", 1.5, 8, 11, 7, 10),  # quoted: ranked
        ("3208", 10.0, "2023", 2.0, 9, 11, 8, 10),
        ("3209", 11.0, "2023", 2.5, 10, 11, 9, 10),
        ("3210", 12.0, None, None, None, 1, None, 1),  # an estimate: not ranked, not counted among the ranked
        ("3211", 13.0, None, None, 11, 11, 10, 10),
        ("3212", None, None, None, None, None, None, None),  # its value is empty
        ("9401", 3.5, "2023", 0.25, 1, 11, None, 1),  # alone in its province: no rank there
        ("9413", None, None, None, None, None, None, None),  # has no row anywhere
    ]


def test_cross_section_carries_what_a_value_needs(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_cross_section(JOBLESS, "2024", Level.REGENCY, "32")).set_index("region_code")
    columns = ["name", "short_name", "type", "parent_code", "period", "status", "obs_status", "margin_of_error"]
    columns += ["series_version", "source_id", "release_id", "previous_value"]
    assert facts(frame.loc[["3205", "3207", "3210", "3211", "3212"]], *columns) == [
        ("Kabupaten Garut", "Garut", "Kabupaten", "32", "2024", "official", "A", None, "2", "s1", "bps-1", None),
        ("Kabupaten Ciamis", "Ciamis", "Kabupaten", "32", "2024", "quoted", "A", None, "1", "s3", "koran-1", 7.5),
        (
            "Kabupaten Majalengka",
            "Majalengka",
            "Kabupaten",
            "32",
            "2024",
            "estimate",
            "E",
            0.8,
            "1",
            "s1",
            "bps-1",
            None,
        ),
        ("Kabupaten Sumedang", "Sumedang", "Kabupaten", "32", "2024", "official", "P", 0.75, "1", "s1", "bps-1", None),
        ("Kabupaten Indramayu", "Indramayu", "Kabupaten", "32", *[None] * 8),
    ]
    assert len(frame) == 12


def test_ranks_need_ten_regions(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_cross_section(JOBLESS, "2023", Level.REGENCY))
    found = facts(frame.dropna(subset="value"), "region_code", "rank_nation", "n_nation", "rank_parent", "n_parent")
    assert MIN_RANKED == 10
    assert found == [(str(3201 + i), i + 2, 10, None, 9) for i in range(9)] + [("9401", 1, 10, None, 1)]
    provinces = warehouse.frame(o.select_cross_section(JOBLESS, "2024", Level.PROVINCE))
    columns = ("region_code", "value", "rank_nation", "n_nation", "rank_parent", "n_parent")
    assert facts(provinces, *columns) == [("32", 7.0, None, 2, None, 2), ("95", 4.0, None, 2, None, 2)]


def test_projections_are_never_ranked(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_cross_section("umkm_projected_units", "2023", Level.REGENCY, "32"))
    columns = ("region_code", "value", "status", "obs_status", "rank_nation", "n_nation", "rank_parent", "n_parent")
    assert facts(frame, *columns) == [
        (str(3200 + i), 1000.0 * i, "projection", "E", None, 12, None, 12) for i in range(1, 13)
    ]


def test_higher_is_better_ranks_from_the_top(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_cross_section("hdi", "2023", Level.REGENCY, "32"))
    assert facts(frame, "region_code", "value", "rank_nation", "rank_parent") == [
        (str(3200 + i), 69.25 + i, 13 - i, 13 - i) for i in range(1, 13)
    ]


def test_without_a_period_each_region_shows_its_latest(warehouse: Warehouse) -> None:
    nation = warehouse.frame(o.select_cross_section(JOBLESS, None, Level.NATION))
    assert facts(nation, "region_code", "period", "value", "previous_period") == [("ID", "2024-02", 4.82, "2023-02")]
    regencies = warehouse.frame(o.select_cross_section("population", None, Level.REGENCY, "32")).dropna(subset="value")
    assert facts(regencies, "region_code", "period", "value") == [("3211", "2021", 1161264.0)]


def test_series_keeps_years_and_months_apart(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_series(JOBLESS, ["ID", "3201", "9413"]))
    assert facts(frame, "region_code", "period", "value", "previous_period", "previous_value") == [
        ("3201", "2021", 4.8, None, None),
        ("3201", "2023", 4.5, "2021", 4.8),  # across a gap the previous period is named
        ("3201", "2024", 4.0, "2023", 4.5),
        ("ID", "2023", 5.32, None, None),
        ("ID", "2023-02", 5.45, None, None),
        ("ID", "2024", 4.91, "2023", 5.32),
        ("ID", "2024-02", 4.82, "2023-02", 5.45),
    ]
    assert frame["change"].tolist()[5] == pytest.approx(-0.41)


def test_series_break_starts_anew(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_series(JOBLESS, ["3205"]))
    assert facts(frame, "period", "value", "series_version", "previous_period", "change") == [
        ("2023", 6.5, "1", None, None),
        ("2024", 7.0, "2", None, None),
    ]


def test_distribution_is_ordered_by_period_and_region(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_distribution(JOBLESS, Level.REGENCY, "95"))
    assert list(frame.columns) == ["region_code", "period", "value", "series_version"]
    assert facts(frame) == [("9401", "2023", 3.25, "1"), ("9401", "2024", 3.5, "1")]
    whole = warehouse.frame(o.select_distribution(JOBLESS, Level.REGENCY))
    assert facts(whole, "period", "region_code") == sorted(facts(whole, "period", "region_code"))
    assert len(whole) == 1 + 10 + 12


def test_periods_count_regions_with_a_value(warehouse: Warehouse) -> None:
    assert facts(warehouse.frame(o.select_periods(JOBLESS))) == [
        ("2021", 1), ("2023", 11), ("2023-02", 1), ("2024", 15), ("2024-02", 1)
    ]  # fmt: skip
    regencies = warehouse.frame(o.select_periods(JOBLESS, Level.REGENCY, "32"))
    assert facts(regencies) == [("2021", 1), ("2023", 9), ("2024", 11)]  # 3212 has a row without a value
    assert facts(warehouse.frame(o.select_periods(JOBLESS, Level.PROVINCE))) == [("2024", 2)]


def test_coverage_of_every_indicator(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_coverage())
    assert list(frame.columns) == ["indicator_id", "first_period", "last_period", "n_periods", "n_regions"]
    assert facts(frame) == [
        ("hdi", "2023", "2023", 1, 12),
        ("population", "2020", "2021", 2, 1),
        ("umkm_projected_units", "2023", "2023", 1, 12),
        (JOBLESS, "2021", "2024-02", 5, 15),
    ]
    assert facts(warehouse.frame(o.select_coverage(Level.REGENCY, "95"))) == [(JOBLESS, "2023", "2024", 2, 1)]


def test_latest_of_a_region(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_latest("3211"))
    assert facts(frame, "indicator_id", "period", "value", "rank_parent", "n_parent") == [
        ("hdi", "2023", 80.25, 2, 12),
        ("population", "2021", 1161264.0, None, 1),
        ("umkm_projected_units", "2023", 11000.0, None, 12),
        (JOBLESS, "2024", 13.0, 10, 10),
    ]


@pytest.mark.case("I2")
def test_empty_region_has_empty_frames(warehouse: Warehouse) -> None:
    for statement in (o.select_latest("9413"), o.select_series(JOBLESS, ["9413"]), o.select_series(JOBLESS, [])):
        assert warehouse.frame(statement).empty
        assert warehouse.rows(statement) == []


def test_sources_and_publishers(warehouse: Warehouse) -> None:
    columns = ("source_id", "title", "publisher_id", "status", "n", "first_period", "last_period")
    assert facts(warehouse.frame(o.select_sources(JOBLESS)), *columns) == [
        ("s1", "Sakernas Agustus", "bps", "official", 28, "2021", "2024-02"),
        ("s1", "Sakernas Agustus", "bps", "derived", 1, "2024", "2024"),
        ("s1", "Sakernas Agustus", "bps", "estimate", 1, "2024", "2024"),
        ("s3", 'Kutipan, "Koran"', "koran", "quoted", 1, "2024", "2024"),
    ]
    assert facts(warehouse.frame(o.select_source_titles(["s3", "s1", "nobody"]))) == [
        ("s1", "Sakernas Agustus", "Badan Pusat Statistik", "Statistics Indonesia"),
        ("s3", 'Kutipan, "Koran"', "Koran", "Newspaper"),
    ]
    publishers = warehouse.frame(o.select_publishers())
    assert facts(publishers, "publisher_id", "licence_en", "attribution", "n") == [
        ("bps", "May be quoted", "Sumber: BPS", 43),  # 29 unemployed, 12 HDI, 2 population; not the empty row
        ("diskuk", "May be re-used", "Sumber: Dinas Koperasi", 12),
        ("koran", "Not stated", "Sumber: Koran", 1),
    ]


@pytest.mark.case("I1")
def test_quality_counts_what_is_missing(warehouse: Warehouse) -> None:
    assert facts(warehouse.frame(o.select_quality())) == [
        ("hdi", "official", 12, 0),
        ("population", "projection", 2, 0),
        ("umkm_projected_units", "projection", 12, 0),
        (JOBLESS, "derived", 1, 0),
        (JOBLESS, "estimate", 1, 0),
        (JOBLESS, "official", 27, 1),
        (JOBLESS, "quoted", 1, 0),
    ]


def test_small_tables(warehouse: Warehouse) -> None:
    assert facts(warehouse.frame(o.select_breaks(JOBLESS))) == [
        (JOBLESS, "3205", "2024", "2", "Batas berubah", "Borders moved")
    ]
    assert facts(warehouse.frame(o.select_conflicts(JOBLESS))) == [
        ("3211", JOBLESS, "2024", 13.0, "s1", 12.9, "s3", "later_edition")
    ]
    assert facts(warehouse.frame(o.select_targets(JOBLESS))) == [
        ("3211", JOBLESS, "2025", 6.5, "official", "RPJMD", "", "", "")
    ]
    releases = warehouse.frame(o.select_releases())
    assert facts(releases.drop(columns="loaded_at")) == [
        ("bps-1", "bps", "tiny", DAY, "2020", "2024", 50, "Badan Pusat Statistik", "Statistics Indonesia"),
        ("diskuk-1", "diskuk", "tiny", DAY, "2023", "2023", 12, "Dinas Koperasi", "Office of Cooperatives"),
        ("koran-1", "koran", "tiny", DAY, "2024", "2024", 1, "Koran", "Newspaper"),
    ]
    assert (releases["loaded_at"] == warehouse.generation().built_at).all()
    for statement in (o.select_breaks("hdi"), o.select_conflicts("hdi"), o.select_targets("hdi")):
        assert warehouse.rows(statement) == []


def test_all_observations_keep_dimensions_and_missing_rows(warehouse: Warehouse) -> None:
    frame = warehouse.frame(o.select_all_observations())
    assert list(frame.columns) == tables.observation.c.keys()
    assert len(frame) == warehouse.generation().n_observations == 57
    odd = frame[(frame["dimension"] != "") | frame["value"].isna()]
    assert facts(odd, "region_code", "period", "dimension", "value", "obs_status") == [
        ("3201", "2024", "sex=male", 4.2, "A"),
        ("3212", "2024", "", None, "M"),
    ]


def test_regions_codes_and_groups(warehouse: Warehouse) -> None:
    rows = warehouse.rows(r.select_regions())
    assert [row["region_code"] for row in rows] == [*map(str, [32, *range(3201, 3213), 9401, 9413, 95]), "ID"]
    by_code = {row["region_code"]: row for row in rows}
    assert by_code["9401"] == {
        "region_code": "9401",
        "region_code_kemendagri": "93.01",
        "region_code_bps_2023": "9501",
        "level": "regency",
        "type": "Kabupaten",
        "name": "Kabupaten Merauke",
        "short_name": "Merauke",
        "parent_code": "95",
        "area_km2": 45016.452,
    }
    assert by_code["9413"]["area_km2"] is None  # missing is None, never NaN or 0
    codes = warehouse.rows(r.select_codes())
    assert {"issuer": "bps_2023", "code": "9501", "region_code": "9401"} in codes
    assert [(row["issuer"], row["code"]) for row in codes] == sorted((row["issuer"], row["code"]) for row in codes)
    groups = warehouse.rows(r.select_groups())
    dates = [(row["region_code"], row["valid_from"], row["valid_to"], row["is_confirmed"]) for row in groups]
    assert dates == [
        ("3211", datetime.date(2016, 1, 1), None, True),
        ("3212", datetime.date(2016, 1, 1), datetime.date(2020, 6, 30), False),
    ]


def test_generation_says_which_state_is_served(warehouse: Warehouse) -> None:
    found = warehouse.generation()
    assert isinstance(found, Generation)
    assert found.schema_version == tables.SCHEMA_VERSION
    assert warehouse.version() == found.generation_id
    assert found.generation_id.endswith(found.checksum[:12])
    assert found.built_at.tzinfo is not None


# --- marts against pandas, and both engines against each other ---


def recompute(warehouse: Warehouse) -> pd.DataFrame:
    """The mart's windows once more, in pandas."""
    base = warehouse.frame(o.select_all_observations())
    base = base[(base["dimension"] == "") & base["value"].notna()].copy()
    regions = warehouse.frame(sa.select(tables.region.c["region_code", "level", "parent_code"]))
    indicators = warehouse.frame(sa.select(tables.indicator.c["indicator_id", "is_ranked", "polarity"]))
    base = base.merge(regions, on="region_code", validate="m:1").merge(indicators, on="indicator_id", validate="m:1")
    base["is_eligible"] = base["is_ranked"] & base["status"].isin([str(status) for status in RANKED_STATUSES])
    base["length"] = base["period"].str.len()
    base = base.sort_values(["region_code", "indicator_id", "period"], ignore_index=True)
    series = base.groupby(["region_code", "indicator_id", "series_version", "length"])
    base["previous_value"], base["previous_period"] = series["value"].shift(), series["period"].shift()
    base["change"] = base["value"] - base["previous_value"]
    for scope, keys in {"nation": [], "parent": ["parent_code"]}.items():
        groups = base.groupby(["indicator_id", "period", "level", "is_eligible", *keys])
        base[f"n_{scope}"] = groups["value"].transform("size")
        many = base[base["is_eligible"] & (base[f"n_{scope}"] >= MIN_RANKED)]  # the others have no rank
        groups = many.groupby(["indicator_id", "period", "level", *keys])
        ranks = [shared_ranks(group["value"], group["polarity"].iloc[0]) for _, group in groups]
        base[f"rank_{scope}"] = pd.concat(ranks).reindex(base.index)
    latest = base.groupby(["region_code", "indicator_id"])["period"].transform("max")
    return base.assign(is_latest=base["period"] == latest)


def assert_mart_is(warehouse: Warehouse, expected: pd.DataFrame) -> None:
    key = ["region_code", "indicator_id", "period"]
    found = warehouse.frame(sa.select(tables.mart_observation)).sort_values(key, ignore_index=True)
    expected = expected.sort_values(key, ignore_index=True)[list(found.columns)]
    for name in found.columns:
        left, right = found[name], expected[name]
        assert left.notna().tolist() == right.notna().tolist(), name
        assert left.dropna().tolist() == right.dropna().tolist(), name


def test_mart_is_what_pandas_computes(warehouse: Warehouse) -> None:
    assert_mart_is(warehouse, recompute(warehouse))


def test_coverage_mart_is_what_pandas_counts(warehouse: Warehouse) -> None:
    mart = recompute(warehouse)
    expected = mart.groupby(["indicator_id", "period", "level", "parent_code"]).size().to_dict()
    found = warehouse.rows(sa.select(tables.mart_coverage))
    assert {
        tuple(row[k] for k in ("indicator_id", "period", "level", "parent_code")): row["n"] for row in found
    } == expected


@pytest.mark.parametrize("name", every_statement())
def test_both_engines_give_equal_frames(tiny_warehouses: dict[str, Warehouse], name: str) -> None:
    frames = [warehouse.frame(every_statement()[name]) for warehouse in tiny_warehouses.values()]
    for frame in frames:
        assert str(frame.get("loaded_at", pd.Series(dtype="datetime64[us, UTC]")).dtype) == "datetime64[us, UTC]"
    pd.testing.assert_frame_equal(*[frame.drop(columns="loaded_at", errors="ignore") for frame in frames])


@pytest.mark.parametrize("name", ["cross_section_without_values", "series_of_nobody", "latest_of_empty_region"])
def test_columns_without_values_keep_their_type(warehouse: Warehouse, name: str) -> None:
    types = warehouse.frame(every_statement()[name]).dtypes.astype(str)
    assert set(types[["value", "margin_of_error", "change", "rank_nation", "n_parent"]]) == {"float64"}
    assert set(types[["period", "status", "source_id", "previous_period"]]) == {"str"}


# --- limits ---


def test_more_rows_than_allowed_are_refused(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 57)
    assert len(warehouse.frame(o.select_all_observations())) == 57
    monkeypatch.setattr(module, "MAX_ROWS", 56)
    with pytest.raises(QueryLimitError, match="more than 56 rows: narrow the question, or export instead"):
        warehouse.frame(o.select_all_observations())
    with pytest.raises(QueryLimitError):
        warehouse.frame(o.select_all_observations().limit(57))
    assert len(warehouse.frame(o.select_all_observations().limit(5))) == 5


def slow_statement() -> sa.Select:
    """A product of so many rows that no engine ends it in a minute."""
    copies = [tables.observation.alias() for _ in range(8)]
    total = copies[0].c.value
    for copy in copies[1:]:
        total = total + copy.c.value
    return sa.select(sa.func.sum(sa.func.sqrt(total))).select_from(*copies)


@pytest.mark.case("F6")
@pytest.mark.filterwarnings("ignore:SELECT statement has a cartesian product")
def test_slow_query_is_cancelled_and_the_connection_serves_again(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_SECONDS", 0.3)
    own = Warehouse(warehouse._url.render_as_string(hide_password=False))
    for _ in range(module.POOL_SIZE + 1):  # more often than there are connections: each comes back
        with pytest.raises(QueryLimitError, match=r"longer than 0\.3 seconds and was cancelled"):
            own.frame(slow_statement())
    monkeypatch.setattr(module, "MAX_SECONDS", 10.0)
    assert len(own.frame(o.select_periods(JOBLESS))) == 5
    assert own._current_engine().pool.checkedout() == 0
    own.close()


def test_server_ends_a_sleeping_statement(
    tiny_warehouses: dict[str, Warehouse], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_SECONDS", 0.2)
    own = Warehouse(tiny_warehouses["postgresql"]._url.render_as_string(hide_password=False))
    with pytest.raises(QueryLimitError, match=r"0\.2 seconds"):
        own.frame(sa.select(sa.func.pg_sleep(60)))
    own.close()


@pytest.mark.case("F7")
def test_taken_connections_are_waited_for_and_named(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POOL_SIZE", 1)
    monkeypatch.setattr(module, "POOL_TIMEOUT_SECONDS", 0.1)
    own = Warehouse(warehouse._url.render_as_string(hide_password=False))
    with own._current_engine().connect(), pytest.raises(WarehouseBusyError, match="every one of the 1 connections"):
        own.frame(o.select_periods(JOBLESS))
    assert len(own.frame(o.select_periods(JOBLESS))) == 5
    own.close()


# --- read-only (G4), bound values (G3), quiet errors (G11) ---


WRITES = [
    "INSERT INTO series_break SELECT * FROM series_break",
    "UPDATE region SET name = 'x'",
    "DELETE FROM region",
    "DROP TABLE region",
    "CREATE TABLE intruder (i INTEGER)",
    "CREATE SCHEMA intruder",
]
ESCAPES = {
    "duckdb": [
        "COPY region TO '{file}'",
        "COPY (SELECT 1) TO '{file}'",
        "EXPORT DATABASE '{file}'",
        "ATTACH '{file}'",
        "ATTACH ':memory:' AS intruder",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA threads=1",
        "SET threads = 1",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
    ],
    "postgresql": [
        "COPY region TO '{file}'",
        "COPY (SELECT 1) TO PROGRAM 'touch {file}'",
        "COPY series_break FROM '/etc/passwd'",
        "CREATE EXTENSION dblink",
        "ALTER SYSTEM SET work_mem = '1MB'",
        "SELECT pg_read_file('/etc/passwd')",
    ],
}


def assert_refused(warehouse: Warehouse, statement: str) -> None:
    with warehouse._current_engine().connect() as connection, pytest.raises(sa.exc.DBAPIError):
        connection.exec_driver_sql(statement)


@pytest.mark.case("G4")
@pytest.mark.parametrize("statement", WRITES)
def test_connections_cannot_write(warehouse: Warehouse, statement: str) -> None:
    before = warehouse.frame(o.select_all_observations())
    assert_refused(warehouse, statement)
    pd.testing.assert_frame_equal(warehouse.frame(o.select_all_observations()), before)


@pytest.mark.case("G4")
@pytest.mark.parametrize("statement", ESCAPES["duckdb"])
def test_duckdb_connections_cannot_reach_out(
    tiny_warehouses: dict[str, Warehouse], tmp_path: Path, statement: str
) -> None:
    assert_refused(tiny_warehouses["duckdb"], statement.format(file=tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def reader_of_postgres(tiny_warehouses: dict[str, Warehouse]) -> Warehouse:
    """Give the warehouse as deployment shall open it: by a role that owns nothing and may only read."""
    url = tiny_warehouses["postgresql"]._url
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for statement in (
            "CREATE ROLE suluh_reader LOGIN PASSWORD 'hush-4711'",
            "GRANT USAGE ON SCHEMA suluh TO suluh_reader",
            "GRANT SELECT ON ALL TABLES IN SCHEMA suluh TO suluh_reader",
        ):
            connection.exec_driver_sql(statement)
    return Warehouse(url.set(username="suluh_reader", password="hush-4711").render_as_string(hide_password=False))


@pytest.mark.case("G4")
@pytest.mark.parametrize("statement", [*WRITES, *ESCAPES["postgresql"]])
def test_postgres_role_cannot_reach_out(reader_of_postgres: Warehouse, tmp_path: Path, statement: str) -> None:
    assert len(reader_of_postgres.frame(o.select_periods(JOBLESS))) == 5
    assert_refused(reader_of_postgres, statement.format(file=tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.case("G3", "G4")
@pytest.mark.parametrize(
    "statement",
    [
        sa.text("SELECT 1"),
        sa.text("SET search_path = public"),
        tables.region.insert().values(region_code="x"),
        tables.region.delete(),
    ],
    ids=["text", "set", "insert", "delete"],
)
def test_only_core_selects_are_taken(warehouse: Warehouse, statement: TextClause) -> None:
    with pytest.raises(WarehouseError, match="only read"):
        warehouse.frame(statement)  # type: ignore[arg-type]


@pytest.mark.case("G3")
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_values_match_nothing(warehouse: Warehouse, hostile: str) -> None:
    empty = [
        o.select_series(hostile, [hostile]),
        o.select_series(JOBLESS, [hostile]),
        o.select_distribution(hostile, Level.REGENCY, hostile),
        o.select_periods(hostile, Level.REGENCY, hostile),
        o.select_coverage(Level.REGENCY, hostile),
        o.select_latest(hostile),
        o.select_sources(hostile),
        o.select_source_titles([hostile]),
        o.select_breaks(hostile),
        o.select_conflicts(hostile),
        o.select_targets(hostile),
        o.select_cross_section(JOBLESS, hostile, Level.REGENCY, hostile),
    ]
    assert [len(warehouse.frame(statement)) for statement in empty] == [0] * len(empty)
    missing = warehouse.frame(o.select_cross_section(hostile, hostile, Level.REGENCY))
    assert len(missing) == 14
    assert missing["value"].isna().all()
    assert len(warehouse.frame(o.select_all_observations())) == 57


@pytest.mark.case("G3")
def test_nul_character_is_a_warehouse_error_or_matches_nothing(warehouse: Warehouse) -> None:
    try:
        assert warehouse.rows(o.select_latest("32\x0011")) == []
    except WarehouseError as error:
        assert "SELECT" not in str(error)


def broken_statements() -> dict[str, sa.Select]:
    absent = sa.table("absent", sa.column("secret_column"))
    return {
        "no table": sa.select(absent.c.secret_column),
        "no column": sa.select(sa.literal_column("secret_column")).select_from(tables.region),
        "no number": sa.select(sa.cast(tables.region.c.name, sa.Integer)),
        "no function": sa.select(sa.func.secret_function(tables.region.c.name)),
    }


@pytest.mark.case("G11")
@pytest.mark.parametrize("kind", broken_statements())
def test_errors_tell_no_sql_and_no_secret(
    tiny_warehouses: dict[str, Warehouse], reader_of_postgres: Warehouse, kind: str
) -> None:
    for warehouse in (tiny_warehouses["duckdb"], reader_of_postgres):
        with pytest.raises(WarehouseError) as caught:
            warehouse.frame(broken_statements()[kind])
        told = str(caught.value)
        assert not re.search(r"select|secret|hush|sqlalche\.me|Kabupaten", told, re.IGNORECASE), told
        assert "\n" not in told
        if kind in ("no table", "no column"):
            assert isinstance(caught.value, WarehouseUnfitError)


@pytest.mark.case("F5")
def test_same_connection_serves_after_an_error(warehouse: Warehouse) -> None:
    for statement in broken_statements().values():
        with pytest.raises(WarehouseError):
            warehouse.frame(statement)
    assert len(warehouse.frame(o.select_periods(JOBLESS))) == 5


def test_real_marts_are_what_pandas_computes(real_warehouse: Warehouse) -> None:
    assert_mart_is(real_warehouse, recompute(real_warehouse))
