"""Small frozen records that travel between the layers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """Region levels from large to small; the order is the hierarchy."""

    NATION = "nation"
    PROVINCE = "province"
    REGENCY = "regency"


class Status(StrEnum):
    """Where a figure comes from; every figure on a screen carries it as a badge."""

    OFFICIAL = "official"  # resmi: published statistic or register count
    DERIVED = "derived"  # olahan: computed from official figures, the formula is in the source
    QUOTED = "quoted"  # kutipan pers: official figure as quoted by press or portal
    PROJECTION = "projection"  # proyeksi: never ranked
    ESTIMATE = "estimate"  # perkiraan: association survey or statement without method; never ranked
    SELF_REPORTED = "self_reported"  # dilaporkan sendiri: filled in by those it describes


RANKED_STATUSES = (Status.OFFICIAL, Status.DERIVED, Status.QUOTED, Status.SELF_REPORTED)


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `region_code` is the code of the address: two digits for a province, four (BPS) for a regency."""

    region_code: str
    region_code_kemendagri: str
    region_code_bps_2023: str
    level: Level
    type: str  # Negara, Provinsi, Kabupaten, Kota
    name: str  # official, with prefix: Kabupaten Sumedang
    short_name: str  # Sumedang; ambiguous where a kota has the same name
    parent_code: str | None
    area_km2: float | None

    @property
    def chart_name(self) -> str:
        """Short, and never ambiguous: `Kab. Bogor`, `Kota Bogor`, `Jawa Barat`."""
        return {"Kabupaten": "Kab. ", "Kota": "Kota "}.get(self.type, "") + self.short_name


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the warehouse; part of every cache key."""

    generation_id: str
    schema_version: int
    built_at: datetime
    n_observations: int
    checksum: str
