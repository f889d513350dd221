"""The two regions on one map for documents: our own projection of the compiled outlines, as SVG or as rings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from components import formats
from data_access.boundaries import read_districts, read_layer
from data_access.models import Level

WIDTH, HEIGHT = 1080.0, 716.0
FILL = 0.86  # of the frame, for both regions together
COLOURS = {
    "host": "#12436D",
    "visitor": "#F46A25",
    "other": "#D9D9D9",
    "sea": "#EEECE5",
    "ink": "#15212B",
    "line": "#FFFFFF",
}
STEPS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
WIDE_DEGREES = 6.0  # farther apart, provinces stand around them instead of regencies
MIN_PART = 3.0  # an islet smaller than this is no more than a dot
MIN_AREA = 900.0  # a smaller region also gets a mark

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Shape:
    """A region on the frame: its rings, outer ones first, and where its name stands."""

    code: str
    role: str  # host, visitor, other, district
    rings: list[Ring]
    centre: tuple[float, float]
    area: float


@dataclass(frozen=True)
class Picture:
    """Everything of the map, clipped to the frame; `scale` is a length in km with its length on the frame."""

    shapes: list[Shape]
    scale: tuple[int, float]


def draw_picture(host: str, visitor: str) -> Picture:
    """Both regions with their neighbours; kecamatan lines where they are held. Codes of the same or of two levels."""
    from shapely import box, union_all
    from shapely.affinity import affine_transform

    layers = {Level.REGENCY if len(code) > 2 else Level.PROVINCE for code in (host, visitor)}
    frames = [read_layer(level) for level in sorted(layers, reverse=True)]
    rows = [row for frame in frames for row in frame.itertuples()]
    wanted = {host: "host", visitor: "visitor"}
    pair = [row for row in rows if row.region_code in wanted]
    west, south, east, north = _bounds([row.geometry for row in pair])
    squeeze = math.cos(math.radians((south + north) / 2))
    k = FILL * min(WIDTH / ((east - west) * squeeze), HEIGHT / (north - south))
    x0, y0 = WIDTH / 2 - (west + east) / 2 * squeeze * k, HEIGHT / 2 + (south + north) / 2 * k
    frame = box(0, 0, WIDTH, HEIGHT)

    def place(geometry: Any) -> Any:
        return affine_transform(geometry, [squeeze * k, 0, 0, -k, x0, y0]).simplify(0.5).intersection(frame)

    parts = {code: read_districts(code) for code in (host, visitor)}
    shapes = []
    around = read_layer(Level.PROVINCE) if east - west > WIDE_DEGREES else frames[0]
    base = [row for row in around.itertuples() if row.region_code not in wanted]
    for row in [*base, *sorted(pair, key=lambda row: len(row.region_code))]:
        own = parts.get(row.region_code)  # finer, and the same lines as the kecamatan inside
        geometry = row.geometry if own is None or own.empty else union_all(list(own.geometry))
        shape = _shape(row.region_code, wanted.get(row.region_code, "other"), place(geometry))
        if shape is not None:
            shapes.append(shape)
    for code in (host, visitor):
        for row in parts[code].itertuples():
            shape = _shape(str(row.kemendagri_code), "district", place(row.geometry))
            if shape is not None:
                shapes.append(shape)
    km_per_unit = 111.32 / k
    length = max((step for step in STEPS_KM if step / km_per_unit < 230), default=STEPS_KM[0])
    return Picture(shapes, (length, length / km_per_unit))


def to_svg(picture: Picture, names: dict[str, str]) -> str:
    """The map as an SVG text; `names` gives the words for the codes of both regions."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">',
        f'<rect width="{WIDTH:.0f}" height="{HEIGHT:.0f}" fill="{COLOURS["sea"]}"/>',
    ]
    for shape in picture.shapes:
        path = "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z" for ring in shape.rings)
        style = {
            "other": f'fill="{COLOURS["other"]}" stroke="{COLOURS["line"]}" stroke-width="2.4"',
            "district": f'fill="none" stroke="{COLOURS["line"]}" stroke-opacity=".6" stroke-width="1.2"',
        }.get(shape.role, f'fill="{COLOURS.get(shape.role, "none")}" stroke="{COLOURS["ink"]}" stroke-width="3"')
        parts.append(f'<path d="{path}" {style}/>')
    for shape in picture.shapes:  # the outer line once more, over the kecamatan
        if shape.role in ("host", "visitor"):
            path = "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z" for ring in shape.rings)
            parts.append(f'<path d="{path}" fill="none" stroke="{COLOURS["ink"]}" stroke-width="3"/>')
    font = 'font-family="Plus Jakarta Sans" font-weight="700"'
    for shape in picture.shapes:
        if shape.role not in ("host", "visitor"):
            continue
        x, y = shape.centre
        is_small = shape.area < MIN_AREA
        if is_small:
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="15" fill="{COLOURS[shape.role]}" '
                f'stroke="{COLOURS["ink"]}" stroke-width="3"/>'
            )
        name = names[shape.code]
        fits = _width(shape) > len(name) * 28
        colour = "#FFFFFF" if fits and shape.role == "host" else COLOURS["ink"]
        size, y = (48, y + 16) if fits else (40, y + (62 if y < HEIGHT / 2 else -28))
        x = min(max(x, len(name) * 12.0), WIDTH - len(name) * 12.0)
        halo = "" if fits else f' paint-order="stroke" stroke="{COLOURS["sea"]}" stroke-width="6"'
        parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" {font} font-size="{size}" fill="{colour}" '
            f'text-anchor="middle"{halo}>{escape(name)}</text>'
        )
    km, length = picture.scale
    parts.append(
        f'<path d="M24,680v20M24,690h{length:.1f}M{24 + length:.1f},680v20" '
        f'stroke="{COLOURS["ink"]}" stroke-width="3" fill="none"/>'
    )
    parts.append(
        f'<text x="{38 + length:.1f}" y="701" {font} font-size="31" '
        f'fill="{COLOURS["ink"]}">{formats.count(km)} km</text></svg>'
    )
    return "".join(parts)


def _bounds(geometries: list[Any]) -> tuple[float, float, float, float]:
    every = [geometry.bounds for geometry in geometries]
    return (
        min(b[0] for b in every), min(b[1] for b in every), max(b[2] for b in every), max(b[3] for b in every)
    )  # fmt: skip


def _shape(code: str, role: str, geometry: Any) -> Shape | None:
    parts = [
        part for part in getattr(geometry, "geoms", [geometry]) if part.geom_type == "Polygon" and not part.is_empty
    ]
    if not parts:
        return None
    largest = max(parts, key=lambda part: part.area)
    parts = [part for part in parts if part.area >= MIN_PART or part is largest]
    rings = [[(x, y) for x, y, *_ in ring.coords] for part in parts for ring in (part.exterior, *part.interiors)]
    centre = largest.representative_point() if not largest.contains(largest.centroid) else largest.centroid
    return Shape(code, role, rings, (centre.x, centre.y), largest.area)


def _width(shape: Shape) -> float:
    xs = [x for ring in shape.rings for x, _ in ring]
    return max(xs) - min(xs)
