"""Every figure of assets/data comes out of the warehouse as it went in, on both engines."""

import csv

import pandas as pd
import pytest
import sqlalchemy as sa

from data_access import observations as o
from data_access import tables
from data_access.catalog import load_catalogue
from data_access.loading import files
from data_access.models import RANKED_STATUSES, Level
from data_access.warehouse import Warehouse

KEY = ["region_code", "indicator_id", "period"]
N_OBSERVATIONS, N_INDICATORS, N_REGENCIES = 51_501, 143, 514
ENTRIES = list(load_catalogue().indicators.values())
INDICATORS = sorted(entry.indicator_id for entry in ENTRIES)


@pytest.fixture(scope="module")
def published() -> dict[tuple[str, str, str], dict[str, str]]:
    """Give every figure as its file says it, read without any of our code; the key is region, indicator, period."""
    figures: dict[tuple[str, str, str], dict[str, str]] = {}
    for path in sorted((files.DATA / "observations").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                key = (row["region_code"], path.stem, row["period"])
                assert key not in figures
                assert row["dimension"] == ""
                figures[key] = row
    return figures


def by_key(frame: pd.DataFrame) -> dict[tuple, dict]:
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    found = {tuple(row[name] for name in KEY): row for row in rows}
    assert len(found) == len(rows)
    return found


def assert_equal_to_published(found: dict[tuple, dict], published: dict[tuple[str, str, str], dict[str, str]]) -> None:
    assert found.keys() == published.keys()
    for key, row in published.items():
        assert found[key]["value"] == float(row["value"]), key
        for name in ("status", "obs_status", "series_version", "source_id", "release_id"):
            assert found[key][name] == row[name], (key, name)
        margin = found[key]["margin_of_error"]
        assert margin is None if row["margin_of_error"] == "" else margin == float(row["margin_of_error"])


def test_counts_of_the_files(published: dict) -> None:
    assert len(published) == N_OBSERVATIONS
    assert {indicator for _, indicator, _ in published} == set(INDICATORS)
    assert len(INDICATORS) == N_INDICATORS


def test_every_fact_is_the_published_one(real_warehouse: Warehouse, published: dict) -> None:
    frame = real_warehouse.frame(o.select_all_observations())
    assert len(frame) == N_OBSERVATIONS == real_warehouse.generation().n_observations
    assert_equal_to_published(by_key(frame), published)


def test_mart_holds_the_published_figures(real_warehouse: Warehouse, published: dict) -> None:
    """What pages draw is the same set of figures, whole."""
    assert_equal_to_published(by_key(real_warehouse.frame(sa.select(tables.mart_observation))), published)


def test_series_show_the_published_figures(real_warehouse: Warehouse, published: dict) -> None:
    for indicator_id in INDICATORS[::9]:
        expected = {key: row for key, row in published.items() if key[1] == indicator_id}
        frame = real_warehouse.frame(o.select_series(indicator_id, sorted({region for region, _, _ in expected})))
        assert_equal_to_published(by_key(frame.assign(indicator_id=indicator_id)), expected)


def test_cross_sections_show_every_regency(real_warehouses: dict[str, Warehouse], published: dict) -> None:
    """Drawn plus missing is 514 for each indicator, each latest value is the latest published, on both engines."""
    latest: dict[tuple[str, str], str] = {}
    for region, indicator, period in published:
        if len(region) == 4:
            latest[region, indicator] = max(period, latest.get((region, indicator), ""))
    for indicator_id in INDICATORS:
        statement = o.select_cross_section(indicator_id, None, Level.REGENCY)
        frame, other = [warehouse.frame(statement) for warehouse in real_warehouses.values()]
        pd.testing.assert_frame_equal(frame, other)
        drawn, missing = frame[frame["value"].notna()], frame[frame["value"].isna()]
        assert len(drawn) + len(missing) == frame["region_code"].nunique() == N_REGENCIES, indicator_id
        expected = {region: period for (region, name), period in latest.items() if name == indicator_id}
        assert drawn.set_index("region_code")["period"].to_dict() == expected, indicator_id
        for region, period, value in drawn[["region_code", "period", "value"]].itertuples(index=False):
            assert value == float(published[region, indicator_id, period]["value"])


def test_widest_periods_of_every_indicator(real_warehouse: Warehouse, published: dict) -> None:
    counts = pd.Series([(indicator, period) for _, indicator, period in published]).value_counts().to_dict()
    for indicator_id in INDICATORS:
        found = {row["period"]: row["n"] for row in real_warehouse.rows(o.select_periods(indicator_id))}
        assert found == {period: n for (name, period), n in counts.items() if name == indicator_id}


def test_counts_of_small_tables(real_warehouse: Warehouse) -> None:
    coverage = real_warehouse.frame(o.select_coverage())
    assert coverage["indicator_id"].tolist() == INDICATORS
    quality = real_warehouse.frame(o.select_quality())
    assert quality["n"].sum() == N_OBSERVATIONS
    assert quality["n_missing"].sum() == 0
    publishers = real_warehouse.frame(o.select_publishers())
    assert publishers["n"].sum() == N_OBSERVATIONS
    assert len(real_warehouse.frame(o.select_releases())) == 68


def test_sources_account_for_every_figure(real_warehouse: Warehouse, published: dict) -> None:
    """No figure has a source or release that nobody wrote down."""
    totals = {name: int(real_warehouse.frame(o.select_sources(name))["n"].sum()) for name in INDICATORS}
    counts = pd.Series([indicator for _, indicator, _ in published]).value_counts().to_dict()
    assert totals == counts
    releases = {row["release_id"]: row["n_observations"] for row in real_warehouse.rows(o.select_releases())}
    assert pd.Series([row["release_id"] for row in published.values()]).value_counts().to_dict() == releases


def test_ranks_stand_only_where_they_may(real_warehouse: Warehouse) -> None:
    mart = real_warehouse.frame(sa.select(tables.mart_observation))
    ranked = mart[mart["rank_nation"].notna() | mart["rank_parent"].notna()]
    assert set(ranked["indicator_id"]) <= {entry.indicator_id for entry in ENTRIES if entry.is_ranked}
    assert set(ranked["status"]) <= {str(status) for status in RANKED_STATUSES}
    for scope in ("nation", "parent"):
        standing = mart[mart[f"rank_{scope}"].notna()]
        assert len(standing) > 1000
        assert standing[f"n_{scope}"].min() >= 10
        assert (standing[f"rank_{scope}"] <= standing[f"n_{scope}"]).all()
