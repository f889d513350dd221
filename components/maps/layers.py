"""Which outlines a map needs, as hashed URLs of our own origin: fetched once, kept by the browser for ever."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from components import formats
from components.i18n import _
from components.scopes import Scope
from data_access.boundaries import FOLDER
from data_access.models import Level, Region
from data_access.regions import Regions

JAVA = "adm2_java.topojson"
NATION = "adm2.topojson"
PROVINCES = "adm1.topojson"
DISTRICTS_OF_JAVA = "adm3_java.topojson"


@cache
def layer_url(file: str) -> str:
    """The URL of a boundary file; the hash changes with its content. Raises FileNotFoundError."""
    digest = hashlib.sha256((FOLDER / file).read_bytes()).hexdigest()[:12]
    return f"/assets/boundaries/{file}?v={digest}"


@cache
def regions_of_layer(file: str) -> frozenset[str]:
    """The codes that a layer draws."""
    return frozenset(properties["region_code"] for properties in _properties(file))


@cache
def count_districts(region_code: str) -> int:
    """How many kecamatan of a regency are drawn."""
    return sum(properties["parent_code"] == region_code for properties in _properties(DISTRICTS_OF_JAVA))


@cache
def _properties(file: str) -> list[dict[str, str]]:
    topology = json.loads((FOLDER / file).read_text(encoding="utf-8"))
    geometries = next(iter(topology["objects"].values()))["geometries"]
    return [geometry["properties"] for geometry in geometries]


def layer_for(level: Level, parent_code: str | None, regions: Regions) -> str:
    """The finest file that draws all regions of a level within a parent."""
    if level is Level.PROVINCE:
        return PROVINCES
    wanted = {region.region_code for region in regions.children(parent_code)} if parent_code else set()
    return JAVA if wanted and wanted <= regions_of_layer(JAVA) else NATION


def districts_of(region: Region) -> str | None:
    """The file with the kecamatan of a regency, or None where none is held."""
    return DISTRICTS_OF_JAVA if is_on_java(region) else None


def is_on_java(region: Region) -> bool:
    """Whether the layer of Java draws this regency."""
    return region.region_code in regions_of_layer(JAVA)


def java_scope() -> Scope:
    """All regencies of the island. It draws maps; ranks stay with provinces and the nation."""
    n = len(regions_of_layer(JAVA))
    return Scope(Level.REGENCY, None, _("{n} kabupaten dan kota di Jawa", n=formats.count(n)), _("Jawa"), n)
