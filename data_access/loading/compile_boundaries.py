"""The gathered boundary files as small TopoJSON with shared borders, keyed by the project's own region codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import topojson
from shapely import make_valid, transform
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from data_access.errors import LoadError
from data_access.loading.compile_regions import NATION, province_short_name, read_regencies

COARSE = 4  # decimals of the source, about 11 m: whole steps of that grid, so nothing moves and nothing breaks
FINE = 5  # the Sumedang and Purwakarta file, about 1 m
Properties = dict[str, str | float | None]


@dataclass(frozen=True)
class Layer:
    """One file: where it comes from, how many features it must keep, and how its properties are made."""

    name: str
    source: str
    n_features: int
    decimals: int
    describe: Callable[[dict, dict[str, tuple[str, str]]], Properties]


def _province(p: dict, _: dict[str, tuple[str, str]]) -> Properties:
    code = p["bps_code"]
    return {"region_code": code, "name": province_short_name(code, p["name"]), "parent_code": NATION}


def _regency(p: dict, regencies: dict[str, tuple[str, str]]) -> Properties:
    code, parent = regencies[p["kemendagri_code"]]
    return {"region_code": code, "name": p["short_name"].strip(), "parent_code": parent}


def _district(p: dict, regencies: dict[str, tuple[str, str]]) -> Properties:
    parent = regencies[p["regency_code"]][0]
    codes = {"region_code": p["bps_code_2020"], "kemendagri_code": p["kemendagri_code"]}
    return codes | {"name": p["name"].strip(), "parent_code": parent}


def _reservoir(p: dict, _: dict[str, tuple[str, str]]) -> Properties:
    return {"region_code": None, "name": p["name"], "parent_code": None}


LAYERS = [
    Layer("adm1", "adm1_indonesia", 38, COARSE, _province),
    Layer("adm2", "adm2_indonesia", 514, COARSE, _regency),
    Layer("adm2_java", "adm2_java", 119, COARSE, _regency),
    Layer("adm3_java", "adm3_java", 2146, COARSE, _district),
    Layer("adm3_sumedang_purwakarta", "adm3_sumedang_purwakarta", 43, FINE, _district),
    Layer("reservoirs_java", "reservoirs_java", 6, COARSE, _reservoir),
]


def compile_boundaries(source: Path, target: Path) -> list[str]:
    """Write every layer; returns one line per file. Raises LoadError for a lost feature or a broken shape."""
    regencies = read_regencies(source)
    codes = zip(regencies["bps_code"], regencies["parent_code"], strict=True)
    by_kemendagri = dict(zip(regencies["kemendagri_code"], codes, strict=True))
    target.mkdir(parents=True, exist_ok=True)
    return [_write(layer, source, target, by_kemendagri) for layer in LAYERS]


def read_layer(path: Path) -> gpd.GeoDataFrame:
    """A compiled layer as a frame in EPSG:4326."""
    return gpd.read_file(path, engine="pyogrio").set_crs(4326, allow_override=True)


def _write(layer: Layer, source: Path, target: Path, regencies: dict[str, tuple[str, str]]) -> str:
    collection = json.loads((source / f"{layer.source}.geojson").read_text(encoding="utf-8"))
    for feature in collection["features"]:
        feature["properties"] = layer.describe(feature["properties"], regencies)
        feature["geometry"] = mapping(_round(shape(feature["geometry"]), layer.decimals))
        feature.pop("id", None)
    drawn = topojson.Topology(collection, object_name=layer.name, prequantize=False).to_dict()
    topology = _quantise(drawn, layer.name, layer.decimals)
    path = target / f"{layer.name}.topojson"
    path.write_text(json.dumps(topology, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    _check(layer, path)
    return f"{path.name}: {layer.n_features} features, {path.stat().st_size // 1024} KB"


def _round(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    """On the grid; a ring that two nearly equal points then pinch is split where it touches itself."""
    rounded = transform(geometry, lambda points: points.round(decimals))
    return rounded if rounded.is_valid else make_valid(rounded, method="structure")


def _quantise(topology: dict, name: str, decimals: int) -> dict:
    """The same arcs as whole steps of the source's own grid, each point counted from the one before."""
    scale = 10**decimals
    origin = [round(edge * scale) for edge in topology["bbox"][:2]]
    arcs = []
    for arc in topology["arcs"]:
        points = [[round(c * scale) - o for c, o in zip(point, origin, strict=True)] for point in arc]
        steps = [[x - u, y - v] for (u, v), (x, y) in pairwise(points)]
        arcs.append([points[0], *steps])
    geometries = [{k: g[k] for k in ("type", "arcs", "properties")} for g in topology["objects"][name]["geometries"]]
    return {
        "type": "Topology",
        "bbox": topology["bbox"],
        "transform": {"scale": [1 / scale, 1 / scale], "translate": [edge / scale for edge in origin]},
        "objects": {name: {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": arcs,
    }


def _check(layer: Layer, path: Path) -> None:
    frame = read_layer(path)
    if len(frame) != layer.n_features:
        raise LoadError(f"{path.name}: {len(frame)} features instead of {layer.n_features}")
    broken = frame.loc[~frame.geometry.is_valid | frame.geometry.is_empty, "name"]
    if len(broken):
        raise LoadError(f"{path.name}: shapes broken by quantisation: {', '.join(broken.head(5))}")
