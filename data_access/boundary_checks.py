"""What a boundary file must be before it is drawn or handed out: small, flat, in degrees, one outline per code.

The files of assets/boundaries are compiled by us, but an installation may put its own in their place.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from data_access.errors import BoundaryError

MAX_BYTES = 40 * 1024 * 1024
WEST, SOUTH, EAST, NORTH = 90.0, -15.0, 145.0, 10.0  # Indonesia with room around it, in degrees of WGS 84
SHAPES = ("Polygon", "MultiPolygon")
NAMED = 5


def read_topology(path: Path) -> dict:
    """A TopoJSON or GeoJSON file as parsed, once it has passed; BoundaryError names the file and what is wrong."""
    content = _parse(path)
    try:
        shapes = list(_shapes(content))
        points = list(_points(content))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        raise _refuse(path, "it is no TopoJSON or GeoJSON of regions") from None
    if not shapes:
        raise _refuse(path, "it holds no region")
    doubled = [code for code, n in Counter(code for code, _ in shapes if code).items() if n > 1]
    if doubled:
        raise _refuse(path, f"two outlines have the code {_named(doubled)}")
    strange = {str(kind) for _, kind in shapes if kind not in (*SHAPES, None)}
    if strange:
        raise _refuse(path, f"a region's outline is {_named(strange)}, not a polygon")
    outside = [(x, y) for x, y in points if not (WEST <= x <= EAST and SOUTH <= y <= NORTH)]
    if outside:
        hint = "longitude and latitude changed places" if _is_swapped(outside) else "degrees of WGS 84 are expected"
        raise _refuse(path, f"{len(outside)} points lie outside Indonesia; {hint}")
    return content


def without_outline(content: dict) -> list[str]:
    """Codes of regions whose outline is missing."""
    return sorted(code for code, kind in _shapes(content) if code and kind is None)


def _parse(path: Path) -> dict:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _refuse(path, f"it has {size // 2**20} MB; {MAX_BYTES // 2**20} are allowed")
        content = json.loads(path.read_bytes(), parse_constant=_no_number)
    except OSError as error:
        raise _refuse(path, f"it cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise _refuse(path, "it is not JSON, or nested too deeply, or holds what is no number") from None
    if not isinstance(content, dict):
        raise _refuse(path, "it is no TopoJSON or GeoJSON of regions")
    return content


def _no_number(name: str) -> float:
    raise ValueError(name)  # NaN and the infinities are no JSON


def _shapes(content: dict) -> Iterator[tuple[str | None, str | None]]:
    """Code and kind of every region; kind None where it has no outline."""
    if content["type"] == "Topology":
        for layer in content["objects"].values():
            for geometry in layer["geometries"]:
                yield geometry["properties"].get("region_code"), geometry["type"]
        return
    for feature in content["features"]:
        geometry = feature["geometry"]
        yield feature["properties"].get("region_code"), None if geometry is None else geometry["type"]


def _points(content: dict) -> Iterator[tuple[float, float]]:
    if content["type"] == "Topology":
        scale, shift = content["transform"]["scale"], content["transform"]["translate"]
        for arc in content["arcs"]:
            x = y = 0
            for dx, dy in arc:
                x, y = x + dx, y + dy
                yield _number(x * scale[0] + shift[0]), _number(y * scale[1] + shift[1])
        return
    for feature in content["features"]:
        if feature["geometry"] is not None and feature["geometry"]["type"] in SHAPES:
            yield from _flat(feature["geometry"]["coordinates"])


def _flat(coordinates: Iterable) -> Iterator[tuple[float, float]]:
    waiting = [coordinates]
    while waiting:  # not by recursion: the depth is someone else's choice
        part = waiting.pop()
        if isinstance(part[0], list):  # type: ignore[index]
            waiting.extend(part)
        else:
            yield _number(part[0]), _number(part[1])  # type: ignore[index]


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("no number")
    return float(value)


def _is_swapped(points: list[tuple[float, float]]) -> bool:
    return all(WEST <= y <= EAST and SOUTH <= x <= NORTH for x, y in points)


def _named(names: Iterable[str]) -> str:
    found = sorted(names)
    return ", ".join(found[:NAMED]) + (", …" if len(found) > NAMED else "")


def _refuse(path: Path, reason: str) -> BoundaryError:
    return BoundaryError(f"{path.name}: {reason}; put the project's own file back, or compile it anew")
