"""The map people work in: layers, zoom, picking, kecamatan; Leaflet and folium load only when it is chosen."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components import formats
from components.i18n import _
from components.maps.layers import districts_of, regions_of_layer
from components.theme import colour, is_dark
from data_access import boundaries
from data_access.catalog import Indicator
from data_access.models import Level, Region

LEAFLET_JS = "/assets/vendor/leaflet/leaflet.js"
LEAFLET_CSS = "/assets/vendor/leaflet/leaflet.css"
HEIGHT = 460


def draw_working_map(
    frame: pd.DataFrame, indicator: Indicator, level: Level, region: Region, suffix: str, limits: list[float], key: str
) -> str | None:
    """A Leaflet map of a cross-section; returns the code of the region that was picked, if any.

    Columns of `frame`: region_code, label, value. Names are escaped: folium writes tooltips as HTML.
    """
    import folium  # heavy, and only this map needs it
    from streamlit_folium import st_folium

    layer = boundaries.read_layer(level).merge(frame[["region_code", "label", "value"]], on="region_code", how="inner")
    layer["shown"] = [
        escape(f"{label}: {formats.published(value, indicator)}{suffix if value == value else ''}")
        for label, value in zip(layer["label"], layer["value"], strict=True)
    ]
    layer["fill"] = [_fill(value, limits) for value in layer["value"]]
    west, south, east, north = layer.total_bounds
    board = folium.Map(tiles=None, zoom_control=True, attribution_control=False)
    board.default_js = [("leaflet", LEAFLET_JS)]
    board.default_css = [("leaflet_css", LEAFLET_CSS)]
    values = folium.FeatureGroup(name=_("Nilai"))
    folium.GeoJson(
        layer[["region_code", "shown", "fill", "geometry"]].to_json(),
        style_function=lambda feature: {
            "fillColor": feature["properties"]["fill"],
            "fillOpacity": 0.9,
            "color": colour("ink") if feature["properties"]["region_code"] == region.region_code else colour("ground"),
            "weight": 3 if feature["properties"]["region_code"] == region.region_code else 0.8,
        },
        tooltip=folium.GeoJsonTooltip(fields=["shown"], labels=False),
    ).add_to(values)
    values.add_to(board)
    _add_districts(board, region)
    folium.LayerControl(collapsed=False).add_to(board)
    board.fit_bounds([[south, west], [north, east]])
    picked = st_folium(
        board, height=HEIGHT, use_container_width=True, returned_objects=["last_active_drawing"],
        key=f"{key}-{'dark' if is_dark() else 'light'}",
    )  # fmt: skip
    drawing = (picked or {}).get("last_active_drawing") or {}
    code = (drawing.get("properties") or {}).get("region_code")
    return code if code in regions_of_layer(boundaries.LAYERS[level]) and code != region.region_code else None


def _add_districts(board: Any, region: Region) -> None:
    """Outlines and names of our kecamatan; there are no figures for them yet."""
    import folium

    if districts_of(region) is None:
        return
    districts = boundaries.read_districts(region.region_code)
    districts["shown"] = [escape(_("Kec. {name}: belum ada data kecamatan", name=name)) for name in districts["name"]]
    group = folium.FeatureGroup(name=_("Kecamatan, belum ada data"), show=False)
    folium.GeoJson(
        districts[["shown", "geometry"]].to_json(),
        style_function=lambda _feature: {"fillOpacity": 0, "color": colour("ink-2"), "weight": 1.2, "dashArray": "3 3"},
        tooltip=folium.GeoJsonTooltip(fields=["shown"], labels=False),
    ).add_to(group)
    group.add_to(board)


def _fill(value: float, limits: list[float]) -> str:
    """The colour of a value's class; pale where nothing is known."""
    if value != value or not limits:
        return colour("nodata")
    place = next((number for number, limit in enumerate(limits, start=1) if value <= limit), len(limits))
    return colour(f"seq-{place}")


def pick_region(code: str | None) -> None:
    """Choose the picked region and draw the whole page for it."""
    from components.selection import choose

    if code is not None:
        choose(region_code=code)
        st.rerun()
