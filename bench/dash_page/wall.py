"""The wall as a plain, well-written Dash page: six tiles and a map; a timer or a click asks the server for a scene.

Built from the parts of `app.py`, and as quick: all figures kept, geometry by URL once, a change of scene sends the
tiles and the values of the map. `python -m bench.dash_page.wall PORT`, with SULUH_WAREHOUSE_URL and BENCH_LAYERS.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import dash_leaflet as dl
import yaml
from dash import Dash, Input, Output, dcc, html

from bench.dash_page import figures
from bench.dash_page.app import HOME, THREADS, draw_tile, hideout, layer, layer_url, legend
from data_access import observations, peers
from data_access.models import Level
from data_access.settings import PROJECT_ROOT

SCENES = yaml.safe_load((PROJECT_ROOT / "bench" / "wall_scenes.yaml").read_text(encoding="utf-8"))["scenes"]

app = Dash(__name__, compress=True, title="Layar", update_title=None)
app.server.add_url_rule("/layers/<name>", view_func=layer)


@cache
def tiles(place: int) -> list[figures.Tile]:
    region = figures.regions().by_code[HOME]
    province = figures.regions().province_of(region) or region
    codes = tuple(SCENES[place]["tiles"])
    latest = figures.load(observations.select_latest, HOME)
    beside = figures.load(peers.select_peers_at_latest, HOME, Level.REGENCY, province.region_code)
    coverage = figures.load(observations.select_coverage, Level.REGENCY, province.region_code)
    expected = dict(zip(coverage["indicator_id"], coverage["last_period"], strict=True))
    rows = {row["indicator_id"]: row for row in latest.astype(object).where(latest.notna(), None).to_dict("records")}
    every = figures.load(peers.select_histories, codes, (HOME, province.region_code))
    own = {code: every[every["indicator_id"] == code] for code in codes}
    return [
        figures._tile(code, rows.get(code), expected.get(code), own[code], beside, region, province) for code in codes
    ]


def layout() -> html.Div:
    province = str(figures.regions().by_code[HOME].parent_code)
    found = figures.section(SCENES[0]["map"], province)
    shape = dl.GeoJSON(
        id="layer", url=layer_url(province), hideout=hideout(found, str(found.widest), HOME),
        style={"variable": "dashExtensions.bench.style"}, onEachFeature={"variable": "dashExtensions.bench.name"},
    )  # fmt: skip
    board = dl.Map(
        [shape], id="map", attributionControl=False, trackViewport=False, zoomSnap=0.1, style={"height": "520px"},
        bounds=figures.bounds_of(province),
    )  # fmt: skip
    return html.Div(
        [
            html.H1(id="title"),
            html.Main([html.Div(id="tiles"), html.Div([html.H2(id="map-title"), board, html.Ul(id="legend")])]),
            html.Button("Berikutnya", id="next"),
            dcc.Interval(id="clock", interval=SCENES[0]["dwell"] * 1000),
        ]
    )


app.layout = layout


@app.callback(
    Output("title", "children"), Output("tiles", "children"), Output("map-title", "children"),
    Output("layer", "hideout"), Output("legend", "children"), Input("next", "n_clicks"), Input("clock", "n_intervals"),
)  # fmt: skip
def show_scene(clicks: int | None, intervals: int | None) -> tuple[Any, ...]:
    place = ((clicks or 0) + (intervals or 0)) % len(SCENES)
    province = str(figures.regions().by_code[HOME].parent_code)
    found = figures.section(SCENES[place]["map"], province)
    period = str(found.widest)
    n_regions = len(figures.regions().children(province))
    title = f"{figures.regions().by_code[HOME].name}: {SCENES[place]['name']['id']}"
    return (
        title, [draw_tile(tile) for tile in tiles(place)], f"{found.entry.wall_name.id}, {period}",
        hideout(found, period, HOME), legend(found, period, n_regions),
    )  # fmt: skip


if __name__ == "__main__":
    from waitress import serve

    serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS)
