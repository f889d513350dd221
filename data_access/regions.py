"""Regions: who they are, which code means whom, and who belongs to whom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from sqlalchemy import Select, select

from data_access import tables
from data_access.errors import UnknownCodeError
from data_access.models import Level, Region

NATION = "ID"
_REGION_COLUMNS = [tables.region.c[field.name] for field in fields(Region)]
# A bare number is read as a BPS code first: province 92 of BPS is not province 92 of Kemendagri.
ISSUERS = ("bps", "bps_province_4", "kemendagri", "bps_2023")


def select_regions() -> Select:
    """All regions; columns are the fields of `Region`, ordered by code."""
    return select(*_REGION_COLUMNS).order_by(tables.region.c.region_code)


def select_codes() -> Select:
    """The bridge between issuers: `issuer, code, region_code`."""
    t = tables.region_code.c
    return select(t.issuer, t.code, t.region_code).order_by(t.issuer, t.code)


def select_groups() -> Select:
    """Groups of regions with their dates: the columns of `region_group`."""
    return select(tables.region_group).order_by(tables.region_group.c.group_id, tables.region_group.c.region_code)


@dataclass(frozen=True)
class Regions:
    """All regions with their look-ups. Immutable, so one copy may serve every session."""

    by_code: Mapping[str, Region]
    bridge: Mapping[str, str]  # any issuer's code, trimmed → region_code

    @classmethod
    def from_rows(cls, regions: Iterable[dict], codes: Iterable[dict]) -> Regions:
        by_code = {row["region_code"]: Region(**(row | {"level": Level(row["level"])})) for row in regions}
        bridge: dict[str, str] = {}
        for issuer in ISSUERS:
            for row in codes:
                if row["issuer"] == issuer:
                    bridge.setdefault(row["code"], row["region_code"])
        return cls(by_code, bridge)

    def resolve(self, code: str) -> Region:
        """The region any issuer calls by this code: 3211, 32.11, 3200, a 2023 code of Papua.

        Raises UnknownCodeError when nobody issued it.
        """
        trimmed = re.sub(r"\s+", "", code)
        region = self.by_code.get(trimmed) or self.by_code.get(self.bridge.get(trimmed, ""))
        if region is None:
            raise UnknownCodeError(f"no region has the code {code[:40]!r}")
        return region

    def of_level(self, level: Level) -> list[Region]:
        return [region for region in self.by_code.values() if region.level == level]

    def children(self, region_code: str) -> list[Region]:
        return [region for region in self.by_code.values() if region.parent_code == region_code]

    def province_of(self, region: Region) -> Region | None:
        """The province a regency lies in; the province itself for a province; None for the nation."""
        if region.level is Level.REGENCY and region.parent_code:
            return self.by_code[region.parent_code]
        return region if region.level is Level.PROVINCE else None

    def search(self, text: str) -> list[Region]:
        """Regions whose name or code holds every word, e.g. `kab bogor` or `32.11`."""
        words = _folded(text).split()
        return [
            region
            for region in self.by_code.values()
            if all(
                word in _folded(f"{region.name} {region.region_code} {region.region_code_kemendagri}") for word in words
            )
        ]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()
