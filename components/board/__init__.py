"""The board family: map, tiles, bullets, ranking strip, distribution strip, as small SVG components of our own.

They take values only, fetch outlines once by URL, write text by `textContent`, and call back with a region's code.
Geometry never travels in a message. The pages use the functions of this module; what they take stands in `models`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from components.board.models import BulletRow, MapView, StripView, Tile
from components.i18n import _, current
from components.selection import choose

FOLDER = Path(__file__).parent
PARTS = {  # the scripts of each component, in order, and its style
    "map": (("svg", "geometry", "map"), "board"),
    "tiles": (("svg", "tiles"), "board"),
    "bullets": (("svg", "bullets"), "board"),
    "strips": (("svg", "strips"), "board"),
    "wall": (("svg", "geometry", "wall"), "wall"),
    "stage": (("svg", "geometry", "stage"), "board"),
}
STYLES = tuple(sorted({style for _parts, style in PARTS.values()}))
LOADER = """export default function (component) {
  let stop = null, isGone = false;
  const address = new URL("%s", window.location.origin).href;
  import(address).then((module) => { if (!isGone) stop = module.default(component); });
  return () => { isGone = true; if (stop) stop(); };
}
"""
NUMBER_LOCALES = {"id": "id-ID", "en": "en-GB"}


@cache
def script_of(name: str) -> bytes:
    """One component's script with the shared helpers, as the server hands it out. Raises KeyError for another name."""
    return b"".join((FOLDER / f"{part}.js").read_bytes() for part in PARTS[name][0])


@cache
def style_of(name: str) -> bytes:
    """One stylesheet. Raises KeyError for another name."""
    if name not in STYLES:
        raise KeyError(name)
    return (FOLDER / f"{name}.css").read_bytes()


def script_url(name: str) -> str:
    """Where one component's script is fetched, with its checksum."""
    return f"/assets/board/{name}.js?v={sha256(script_of(name)).hexdigest()[:12]}"


@cache
def _component(name: str) -> Any:
    """One component: a few lines that load its script and style by hashed URLs, so that messages stay small."""
    style_name = PARTS[name][1]
    style_url = f"/assets/board/{style_name}.css?v={sha256(style_of(style_name)).hexdigest()[:12]}"
    return component(f"suluh_{name}", html=f'<link rel="stylesheet" href="{style_url}">', js=LOADER % script_url(name))


def draw_map(
    view: MapView, key: str, on_select: Callable[[str], None] | None = None, missing: str | None = None
) -> None:
    """A choropleth (rates) or proportional circles (counts); a click, a touch or Enter selects the region.

    `missing` says what lacks where it is not simply the figure.
    """
    data = asdict(view) | {
        "language": NUMBER_LOCALES.get(current(), current()),
        "words": {
            "title": view.title,
            "missing": missing or _("belum tersedia"),
            "circles": _("luas lingkaran = jumlah"),
            "time": _("Periode"),
            "play": _("Putar"),
            "pause": _("Jeda"),
            "no_layer": _("Peta tidak dapat dimuat; angkanya ada pada tabel."),
        },
    }
    _component("map")(data=data, key=key, on_region_change=_selects(key, "region", on_select))


def draw_tiles(tiles: list[Tile], key: str, columns: int = 3, on_select: Callable[[str], None] | None = None) -> None:
    """Tiles in a grid; a click calls back with the tile's key, by default choosing that indicator."""
    data = {"tiles": [asdict(tile) for tile in tiles], "columns": columns, "missing": _("belum tersedia")}
    select = on_select or (lambda indicator_id: choose(indicator_id=indicator_id))
    _component("tiles")(data=data, key=key, on_tile_change=_selects(key, "tile", select))


def draw_bullets(rows: Sequence[BulletRow], key: str) -> None:
    """Bullets under each other, with name, target, figure and state; nothing is drawn without a row."""
    if rows:
        _component("bullets")(data={"rows": [asdict(row) for row in rows]}, key=key)


def draw_ranking_strip(view: StripView, key: str, on_select: Callable[[str], None] | None = None) -> None:
    """Bars in the given order, ours and the comparators in their fixed colours; missing ones hatched at the end."""
    _draw_strip("ranking", view, key, on_select)


def draw_distribution_strip(view: StripView, key: str, on_select: Callable[[str], None] | None = None) -> None:
    """One dot per region on a true scale, the benchmark as a dotted line, the band of ± 1 MAD behind it."""
    _draw_strip("distribution", view, key, on_select)


def draw_stage(data: dict[str, object], key: str, on_step: Callable[[int], None]) -> None:
    """The presenter's stage: every chapter at once, so that a step needs no answer; calls back with its place."""

    def call_back() -> None:
        place = st.session_state[key].get("chapter")
        if isinstance(place, int | float) and not isinstance(place, bool):
            on_step(int(place))

    _component("stage")(data=data, key=key, on_chapter_change=call_back)


def draw_wall(view: Mapping[str, Any], key: str) -> None:
    """The whole screen: `view` is what components.wall.models.Wall says, with `generation`, `stamp` and `drawn`.

    It calls back only when the server's generation is no longer the one that was drawn.
    """
    _component("wall")(data=dict(view), key=key, on_generation_change=lambda: None)


def _draw_strip(form: str, view: StripView, key: str, on_select: Callable[[str], None] | None) -> None:
    data = {
        "form": form,
        "columns": _columns(view.rows, ("code", "name", "value", "rank")),
        "ours": [row.code for row in view.rows if row.role == "ours"],
        "compared": [row.code for row in view.rows if row.role == "compared"],
        "decimals": view.decimals,
        "suffix": view.suffix,
        "benchmark": view.benchmark,
        "band": view.band,
        "language": NUMBER_LOCALES.get(current(), current()),
        "words": {"title": view.title, "missing": _("belum tersedia"), "benchmark": view.benchmark_label},
    }
    _component("strips")(data=data, key=key, on_region_change=_selects(key, "region", on_select))


def _columns(rows: Sequence[object], names: Sequence[str]) -> dict[str, list[Any]]:
    """Rows as columns: each name travels once, not once a row."""
    return {name: [getattr(row, name) for row in rows] for name in names}


def _selects(key: str, trigger: str, on_select: Callable[[str], None] | None) -> Callable[[], None]:
    def call_back() -> None:
        code = st.session_state[key].get(trigger)
        if isinstance(code, str) and len(code) <= 64:
            (on_select or (lambda region_code: choose(region_code=region_code)))(code)

    return call_back
