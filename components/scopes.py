"""The groups of regions that a cross-section can be drawn for, seen from one region."""

from __future__ import annotations

from dataclasses import dataclass

from components import formats
from components.i18n import _
from data_access.models import Level, Region
from data_access.regions import NATION, Regions


@dataclass(frozen=True, slots=True)
class Scope:
    """All regions of one level within one parent. `code` names it in widgets."""

    level: Level
    parent_code: str | None
    label: str  # 27 kab/kota Jawa Barat
    group: str  # Jawa Barat
    size: int

    @property
    def code(self) -> str:
        return f"{self.level.value}:{self.parent_code or ''}"


def scopes_for(region: Region, regions: Regions) -> list[Scope]:
    """The scopes that make sense for a region, its own peers first, then every province's regencies."""
    provinces = regions.of_level(Level.PROVINCE)
    own = regions.province_of(region)
    nation = [
        Scope(
            Level.REGENCY,
            None,
            _("{n} kabupaten dan kota Indonesia", n=formats.count(len(regions.of_level(Level.REGENCY)))),
            regions.by_code[NATION].short_name,
            len(regions.of_level(Level.REGENCY)),
        ),
        Scope(
            Level.PROVINCE,
            NATION,
            _("{n} provinsi", n=formats.count(len(provinces))),
            regions.by_code[NATION].short_name,
            len(provinces),
        ),
    ]
    within = [_regencies_of(province, regions) for province in provinces]
    first = [scope for scope in within if own is not None and scope.parent_code == own.region_code]
    rest = [scope for scope in within if scope not in first]
    return [*nation[::-1], *first, *rest] if region.level is Level.PROVINCE else [*first, *nation, *rest]


def _regencies_of(province: Region, regions: Regions) -> Scope:
    n = len(regions.children(province.region_code))
    return Scope(
        Level.REGENCY,
        province.region_code,
        _("{n} kab/kota {province}", n=formats.count(n), province=province.short_name),
        province.short_name,
        n,
    )
