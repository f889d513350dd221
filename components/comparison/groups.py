"""Whom two regions are measured among: their province, the nation, statistical neighbours, or an official frame."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components import formats
from components.comparison.pairs import peer_scope
from components.i18n import _
from components.labels import in_language
from components.scopes import Scope, scopes_for
from data_access.derive.comparison import MIN_PEERS
from data_access.derive.neighbours import N_NEIGHBOURS, VARIABLES, Neighbour, nearest
from data_access.models import Level, Region
from data_access.regions import Regions

DEFAULT, NATION, SIMILAR, SAME_TYPE, GROUP = "biasa", "nasional", "serupa", "sejenis", "kelompok"
KOTA = "Kota"
TRAITS = {
    "population": "population_registered",
    "income": "gdp_per_capita",
    "poverty": "poverty_rate",
    "area": "area_km2",
}


@dataclass(frozen=True)
class PeerGroup:
    """The scope in words and, unless the whole of it is meant, the codes of its members."""

    code: str
    scope: Scope
    members: frozenset[str] | None = None

    def of(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame with region_code that belong to the group."""
        return frame if self.members is None else frame[frame["region_code"].isin(self.members)]


def traits_table(traits: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """One row per regency with the variables of the distance, each at the latest period the region has; missing is NaN.

    `traits`: peers.select_traits.
    """
    codes = [region.region_code for region in regions.of_level(Level.REGENCY)]
    wide = traits.pivot_table(index="region_code", columns="indicator_id", values="value", aggfunc="last")
    wide = wide.reindex(index=codes, columns=list(TRAITS.values()))
    table = pd.DataFrame({name: wide[indicator_id] for name, indicator_id in TRAITS.items()}, index=pd.Index(codes))
    table["density"] = table["population"] / table["area"].where(table["area"] > 0)
    table["type"] = [float(regions.by_code[code].type == KOTA) for code in codes]
    return table[[variable.name for variable in VARIABLES]]


def neighbours_of(code: str, traits: pd.DataFrame, regions: Regions, n: int = N_NEIGHBOURS) -> list[Neighbour]:
    """The statistical neighbours of a regency among all of the nation; none for a province."""
    return nearest(traits_table(traits, regions), code, n)


def group_options(
    home: Region, partner: Region, regions: Regions, traits: pd.DataFrame, groups: pd.DataFrame
) -> dict[str, PeerGroup]:
    """The groups that fit both, the usual one first; all others only between regencies."""
    usual = PeerGroup(DEFAULT, peer_scope(home, partner, regions))
    options = {DEFAULT: usual}
    if not home.level is partner.level is Level.REGENCY:
        return options
    nation = next(s for s in scopes_for(home, regions) if s.level is Level.REGENCY and s.parent_code is None)
    if usual.scope != nation:
        options[NATION] = PeerGroup(NATION, nation)
    similar = {one.region_code for one in neighbours_of(home.region_code, traits, regions)}
    if len(similar) >= MIN_PEERS:
        label = _("{n} daerah paling serupa dengan {region}", n=formats.count(len(similar)), region=home.chart_name)
        options[SIMILAR] = _members(SIMILAR, label, _("daerah serupa"), nation, similar | {home.region_code})
    if home.type == partner.type:
        same = {region.region_code for region in regions.of_level(Level.REGENCY) if region.type == home.type}
        n = formats.count(len(same))
        is_kota = home.type == KOTA
        label = _("{n} kota Indonesia", n=n) if is_kota else _("{n} kabupaten Indonesia", n=n)
        word = _("seluruh kota") if is_kota else _("seluruh kabupaten")
        options[SAME_TYPE] = _members(SAME_TYPE, label, word, nation, same)
    for group_id, rows in groups.groupby("group_id"):
        codes = set(rows["region_code"])
        if {home.region_code, partner.region_code} <= codes and len(codes) >= MIN_PEERS:
            name = in_language(next(rows.itertuples()), "name")
            label = _("{n} daerah {group}", n=formats.count(len(codes)), group=name)
            options[f"{GROUP}_{group_id}"] = _members(f"{GROUP}_{group_id}", label, name, nation, codes)
    return options


def frames_of(region: Region, regions: Regions, groups: pd.DataFrame) -> list[tuple[str, Sequence[str]]]:
    """The official frames a regency belongs to: name and members, itself included."""
    province = regions.province_of(region)
    found: list[tuple[str, Sequence[str]]] = []
    if province is not None and region.level is Level.REGENCY:
        inside = regions.children(province.region_code)
        found.append((_("Provinsi {name}", name=province.short_name), [one.region_code for one in inside]))
        kind = [one.region_code for one in inside if one.type == region.type]
        is_kota, name = region.type == KOTA, province.short_name
        found.append((_("Kota di {name}", name=name) if is_kota else _("Kabupaten di {name}", name=name), kind))
    for _group_id, rows in groups.groupby("group_id"):
        if region.region_code in set(rows["region_code"]):
            found.append((in_language(next(rows.itertuples()), "name"), list(rows["region_code"])))
    return found


def variable_label(name: str) -> str:
    return {
        "population": _("penduduk"),
        "density": _("kepadatan"),
        "income": _("PDRB per kapita"),
        "poverty": _("kemiskinan"),
        "area": _("luas"),
        "type": _("kabupaten atau kota"),
    }[name]


def weights_line() -> str:
    """The variables of the distance with their weights."""
    parts: Mapping[str, float] = {variable_label(one.name): one.weight for one in VARIABLES}
    return ", ".join(f"{name} {formats.number(100 * weight, 0)} %" for name, weight in parts.items())


def _members(code: str, label: str, group: str, nation: Scope, members: Collection[str]) -> PeerGroup:
    scope = Scope(nation.level, None, label, group, len(members))
    return PeerGroup(code, scope, frozenset(members))
