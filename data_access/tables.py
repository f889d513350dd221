"""The contract with the warehouse: one star schema for DuckDB and PostgreSQL.

Keys are natural and given by the loader; `period` is text (`2024`, `2024-06`) that sorts by time; values are doubles.
A change here raises SCHEMA_VERSION: a generation of another version is refused, not guessed at.
"""

from sqlalchemy import Boolean, Column, Date, DateTime, Double, Integer, MetaData, SmallInteger, String, Table

SCHEMA_VERSION = 1

metadata = MetaData()


def _key(name: str, type_: type = String) -> Column:
    return Column(name, type_, primary_key=True, autoincrement=False)


def _text(name: str, nullable: bool = False) -> Column:
    return Column(name, String, nullable=nullable)


region = Table(
    "region",
    metadata,
    _key("region_code"),
    _text("region_code_kemendagri"),
    _text("region_code_bps_2023"),
    _text("level"),
    _text("type"),
    _text("name"),
    _text("short_name"),
    _text("parent_code", nullable=True),
    Column("area_km2", Double),
    Column("n_districts", Integer),
    Column("label_lon", Double),
    Column("label_lat", Double),
    Column("valid_from", Date),
    Column("valid_to", Date),
)
"""All regions of the three levels; both issuers' codes as text."""

region_code = Table(
    "region_code", metadata, _key("issuer"), _key("code"), _text("region_code"), Column("valid_from", Date)
)
"""The bridge: every code that an issuer gave a region."""

region_group = Table(
    "region_group",
    metadata,
    _key("group_id"),
    _text("name_id"),
    _text("name_en"),
    _key("region_code"),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("is_confirmed", Boolean, nullable=False),
    _text("source"),
)
"""Groups of regions as dated data, e.g. the Bakorwil of Jawa Timur."""

publisher = Table(
    "publisher",
    metadata,
    _key("publisher_id"),
    _text("name_id"),
    _text("name_en"),
    _text("website", nullable=True),
    _text("licence_id"),
    _text("licence_en"),
    _text("attribution"),
)

source = Table(
    "source",
    metadata,
    _key("source_id"),
    _text("publisher_id"),
    _text("title"),
    _text("url", nullable=True),
    _text("via", nullable=True),
)
"""What was published (`title`, `url`) and the copy it was read from (`via`, shown only in Satu Data)."""

release = Table(
    "release",
    metadata,
    _key("release_id"),
    _text("publisher_id"),
    _text("batch"),
    Column("compiled_on", Date, nullable=False),
    Column("loaded_at", DateTime(timezone=True), nullable=False),
    _text("period_from"),
    _text("period_to"),
    Column("n_observations", Integer, nullable=False),
)
"""Load batches: who published, which periods, when compiled and loaded."""

indicator = Table(
    "indicator",
    metadata,
    _key("indicator_id"),
    _text("name"),
    _text("topic"),
    _text("unit"),
    _text("polarity"),
    _text("frequency"),
    Column("is_ranked", Boolean, nullable=False),
)
"""What statements need of the catalogue; texts stay in the YAML files."""

observation = Table(
    "observation",
    metadata,
    _key("region_code"),
    _key("indicator_id"),
    _key("period"),
    _key("dimension"),
    Column("value", Double),
    _text("status"),
    _text("obs_status"),
    Column("margin_of_error", Double),
    _text("series_version"),
    _text("source_id"),
    _text("release_id"),
)
"""The facts. `dimension` is empty or `name=value`; `status` is the badge, `obs_status` the SDMX code (A, P, E, M)."""

series_break = Table(
    "series_break",
    metadata,
    _key("indicator_id"),
    _key("region_code"),
    _key("period"),
    _text("series_version"),
    _text("reason_id"),
    _text("reason_en"),
)
"""First period of a new series version; an empty `region_code` means everywhere."""

target = Table(
    "target",
    metadata,
    _key("region_code"),
    _key("indicator_id"),
    _key("period"),
    Column("value", Double, nullable=False),
    _text("status"),
    _text("source_title"),
    _text("source_url", nullable=True),
    _text("note_id", nullable=True),
    _text("note_en", nullable=True),
)
"""Published targets only; none is invented."""

generation = Table(
    "generation",
    metadata,
    _key("generation_id"),
    Column("schema_version", Integer, nullable=False),
    Column("built_at", DateTime(timezone=True), nullable=False),
    Column("n_observations", Integer, nullable=False),
    _text("checksum"),
)
"""One row: which state of the warehouse this is."""

settled_conflict = Table(
    "settled_conflict",
    metadata,
    _key("region_code"),
    _key("indicator_id"),
    _key("period"),
    Column("kept_value", Double, nullable=False),
    _text("kept_source_id"),
    Column("dropped_value", Double, nullable=False),
    _key("dropped_source_id"),
    _text("rule"),
)
"""Figures that lost against another copy of the same key, and by which rule."""

mart_observation = Table(
    "mart_observation",
    metadata,
    _key("region_code"),
    _key("indicator_id"),
    _key("period"),
    _text("level"),
    _text("parent_code", nullable=True),
    Column("value", Double),
    _text("status"),
    _text("obs_status"),
    Column("margin_of_error", Double),
    _text("series_version"),
    _text("source_id"),
    _text("release_id"),
    _text("previous_period", nullable=True),
    Column("previous_value", Double),
    Column("change", Double),
    Column("rank_nation", Integer),
    Column("n_nation", Integer),
    Column("rank_parent", Integer),
    Column("n_parent", Integer),
    Column("is_latest", Boolean, nullable=False),
)
"""Facts without breakdown, with the previous value of the same series and shared ranks.

Ranks count regions of one level at one period; 1 is best by polarity, highest where polarity is neutral.
No rank where fewer than MIN_RANKED regions have a value, where the indicator is not ranked, for projections.
"""

mart_coverage = Table(
    "mart_coverage",
    metadata,
    _key("indicator_id"),
    _key("period"),
    _key("level"),
    _key("parent_code"),
    Column("n", SmallInteger, nullable=False),
)
"""How many regions of a level, within one parent, have a value at a period."""
