"""Boundary files that are missing, wrong or hostile: told in one line, drawn never."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data_access import boundaries, boundary_checks
from data_access.boundary_checks import read_topology, without_outline
from data_access.errors import BoundaryError
from data_access.models import Level

SQUARE = [[[107.0, -6.0], [108.0, -6.0], [108.0, -7.0], [107.0, -6.0]]]


def feature(code: str | None, geometry: object) -> dict:
    return {"type": "Feature", "properties": {"region_code": code, "name": code}, "geometry": geometry}


def polygon(coordinates: object, kind: str = "Polygon") -> dict:
    return {"type": kind, "coordinates": coordinates}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes a layer."""

    def to_file(*features: dict) -> Path:
        path = tmp_path / "layer.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
        return path

    return to_file


@pytest.mark.case("F12")
@pytest.mark.parametrize("name", [*boundaries.LAYERS.values(), boundaries.DISTRICTS])
def test_shipped_layers_pass(name: str) -> None:
    content = read_topology(boundaries.FOLDER / name)
    assert without_outline(content) == []


@pytest.mark.case("I8", "F12")
@pytest.mark.parametrize(
    ("features", "reason"),
    [
        ([feature("3211", polygon(SQUARE)), feature("3211", polygon(SQUARE))], "two outlines have the code 3211"),
        ([feature("3211", polygon([[["107", "-6"], ["108", "-6"]]]))], "no TopoJSON or GeoJSON"),
        ([feature("3211", polygon([[[math.nan, -6.0]]]))], "no number"),
        ([feature("3211", polygon([[[107.0, math.inf]]]))], "no number"),
        ([feature("3211", polygon([[[-6.0, 107.0], [-7.0, 108.0]]]))], "changed places"),
        ([feature("3211", polygon([[[800_000.0, 9_250_000.0]]]))], "outside Indonesia; degrees of WGS 84"),  # EPSG:23830
        ([feature("3211", {"type": "GeometryCollection", "geometries": []})], "is GeometryCollection, not a polygon"),
        ([feature("3211", polygon([107.0, -6.0], "Point"))], "is Point, not a polygon"),
        ([feature("3211", polygon([]))], "no TopoJSON or GeoJSON"),
        ([], "holds no region"),
    ],
)  # fmt: skip
def test_wrong_layers_are_one_line(write: Callable[..., Path], features: list[dict], reason: str) -> None:
    with pytest.raises(BoundaryError) as caught:
        read_topology(write(*features))
    assert reason in str(caught.value) and "layer.geojson" in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.case("I8")
@pytest.mark.parametrize("content", [b"[" * 200_000, b'{"a":' * 100_000, b"", b"\xff\xfe", b"[]", b"null", b"{}"])
def test_no_content_crashes_the_parser(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "layer.topojson"
    path.write_bytes(content)
    with pytest.raises(BoundaryError):
        read_topology(path)


@pytest.mark.case("I8")
def test_large_files_are_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "layer.topojson"
    with path.open("wb") as file:
        file.truncate(boundary_checks.MAX_BYTES + 1)
    with pytest.raises(BoundaryError, match="MB"):
        read_topology(path)


@pytest.mark.case("F12")
def test_a_missing_layer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundaries, "FOLDER", tmp_path)
    boundaries.read_layer.cache_clear()
    try:
        with pytest.raises(BoundaryError, match=r"adm2\.topojson: it cannot be read"):
            boundaries.read_layer(Level.REGENCY)
    finally:
        boundaries.read_layer.cache_clear()


@pytest.mark.case("F12", "I8")
def test_regions_without_outline_are_counted_and_named(write: Callable[..., Path]) -> None:
    content = read_topology(write(feature("3211", polygon(SQUARE)), feature("3214", None), feature(None, None)))
    assert without_outline(content) == ["3214"]


@pytest.mark.case("F12")
def test_shown_and_missing_make_all() -> None:
    codes = [*boundaries.read_layer(Level.REGENCY)["region_code"].head(20), "9999"]
    joined = boundaries.join_layer(pd.DataFrame({"region_code": codes, "value": 1.0}), Level.REGENCY, "region_code")
    assert len(joined) == len(codes)
    assert joined.geometry.notna().sum() + joined.geometry.isna().sum() == len(codes)
    assert list(joined.loc[joined.geometry.isna(), "region_code"]) == ["9999"]
