"""Boundaries: compiled once as TopoJSON under assets/boundaries; read here only for exports and desk maps."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data_access.boundary_checks import read_topology
from data_access.models import Level

if TYPE_CHECKING:
    import geopandas as gpd

FOLDER = Path(__file__).parents[1] / "assets" / "boundaries"
LAYERS = {Level.PROVINCE: "adm1.topojson", Level.REGENCY: "adm2.topojson"}
DISTRICTS = "adm3_java.topojson"


@cache
def read_layer(level: Level) -> gpd.GeoDataFrame:
    """The outlines of a level in WGS 84: region_code, name, parent_code, geometry. Raises KeyError, BoundaryError."""
    import geopandas as gpd  # heavy, and only files and desk maps need it

    read_topology(FOLDER / LAYERS[level])
    layer = gpd.read_file(FOLDER / LAYERS[level]).set_crs(4326, allow_override=True)
    return layer[["region_code", "name", "parent_code", "geometry"]]


def read_districts(region_code: str) -> gpd.GeoDataFrame:
    """The kecamatan of a regency of Java in WGS 84: name, kemendagri_code, geometry; empty where none are held."""
    layer = _all_districts()
    return layer[layer["parent_code"] == region_code].copy()


@cache
def _all_districts() -> gpd.GeoDataFrame:
    import geopandas as gpd

    read_topology(FOLDER / DISTRICTS)
    layer = gpd.read_file(FOLDER / DISTRICTS).set_crs(4326, allow_override=True)
    return layer[["name", "kemendagri_code", "parent_code", "geometry"]]


def join_layer(frame: pd.DataFrame, level: Level, code_column: str) -> gpd.GeoDataFrame:
    """Every row of the frame with its outline, one to one; a region without an outline keeps a null geometry."""
    import geopandas as gpd

    outlines = read_layer(level)[["region_code", "geometry"]].rename(columns={"region_code": code_column})
    joined = frame.merge(outlines, on=code_column, how="left", validate="one_to_one")
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=4326)
