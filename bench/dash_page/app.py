"""Baseline 2: Beranda as a plain, well-written Dash page: hand-written callbacks, dash-leaflet, graph objects.

The same content as Suluh's `/`. Chosen, so that it is as quick as plain Dash is:
- `data_access` reads the published warehouse, and every answer, layer and computed section is kept (`figures.py`);
- geometry is GeoJSON of one province by URL, written beforehand (`layers.py`), immutable for a year; a change of
  period sends values only ("hideout"), styled by a function in `assets/`; figures are
  `graph_objects`, the lines in the tiles are static plots;
- scripts come from this server (no CDN), compressed (`dash[compress]`) and fingerprinted, so a browser keeps them;
- one process with eight threads (waitress), as Suluh is one process; warmed up before it is measured.
It has no tables, downloads, passports or second language, and only the 514 regencies to choose from.

`python -m bench.dash_page.app PORT`, with SULUH_WAREHOUSE_URL and BENCH_LAYERS.
"""

from __future__ import annotations

import sys
from typing import Any

import dash_leaflet as dl
import plotly.graph_objects as go
from dash import Dash, Input, Output, State, dcc, html, no_update
from flask import Response, send_from_directory

from bench.dash_page import figures
from data_access.models import Level

HOME, FIRST = "3211", "unemployment_rate"
THREADS = 8
STATES = {"ahead": "▲ Unggul", "equal": "= Setara", "behind": "▼ Tertinggal", "unknown": "○ Tidak dinilai"}
COLOURS = ["#DCEBF5", "#A9CCE3", "#6BA3CC", "#2F74A8", "#12436D"]

app = Dash(__name__, compress=True, title="Beranda", update_title=None)
server = app.server


@server.route("/layers/<name>")
def layer(name: str) -> Response:
    answer = send_from_directory(figures.layers_folder(), name)
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def sketch(tile: figures.Tile) -> go.Figure:
    traces = [
        go.Scatter(x=x, y=y, mode="lines", line=line)
        for (x, y), line in (
            (figures.points(tile.reference), {"color": "#888", "width": 1, "dash": "dot"}),
            (figures.points(tile.own), {"color": COLOURS[-1], "width": 2}),
        )
    ]
    return go.Figure(
        traces,
        go.Layout(
            height=46, margin={"l": 0, "r": 0, "t": 2, "b": 2}, showlegend=False, template="none",
            xaxis={"visible": False}, yaxis={"visible": False},
        ),
    )  # fmt: skip


def draw_tile(tile: figures.Tile) -> html.Div:
    if tile.value is None:
        figure = html.Div("tidak ada data", className="value missing")
    else:
        figure = html.Div([tile.value, html.Small(f" {tile.unit}")], className="value")
    return html.Div(
        [
            html.Div(tile.name, className="name"),
            figure,
            dcc.Graph(figure=sketch(tile), config={"staticPlot": True}, className="spark"),
            html.Div(STATES[tile.state], className=f"state {tile.state}"),
            html.Div(tile.change, className="change"),
            html.Div(tile.note, className="note"),
        ],
        className="tile",
    )


def ranking(found: figures.Section, region_code: str) -> go.Figure:
    rows = figures.shown_ranks(found, region_code)[::-1]
    names = figures.regions().by_code
    return go.Figure(
        go.Bar(
            x=[float(value) for value in rows["value"]],
            y=[f"{row.rank_parent:.0f} {names[row.region_code].chart_name}" for row in rows.itertuples()],
            text=[figures.number(value, found.entry.decimals) for value in rows["value"]],
            orientation="h",
            marker={"color": [COLOURS[-1] if code == region_code else COLOURS[1] for code in rows["region_code"]]},
        ),
        go.Layout(height=420, margin={"l": 190, "r": 10, "t": 5, "b": 25}, template="none"),
    )  # fmt: skip


def distribution(found: figures.Section, region_code: str) -> go.Figure:
    names, values = figures.regions().by_code, found.values[str(found.widest)]
    return go.Figure(
        go.Scatter(
            x=list(values.values()),
            y=[0.0] * len(values),
            mode="markers",
            text=[names[code].chart_name for code in values],
            marker={
                "color": [COLOURS[-1] if code == region_code else COLOURS[2] for code in values],
                "size": [13 if code == region_code else 8 for code in values],
            },
        ),
        go.Layout(
            height=110, margin={"l": 10, "r": 10, "t": 5, "b": 25}, template="none", showlegend=False,
            yaxis={"visible": False},
        ),
    )  # fmt: skip


def hideout(found: figures.Section, period: str, region_code: str) -> dict[str, Any]:
    return {"values": found.values[period], "classes": found.classes, "colours": COLOURS, "ours": region_code}


def legend(found: figures.Section, period: str, n_regions: int) -> list[Any]:
    known, tops = found.values[period], found.classes
    bottoms = [min(min(values.values()) for values in found.values.values()), *tops[:-1]]
    counts = [0] * len(tops)
    for value in known.values():
        counts[next((i for i, top in enumerate(tops) if value <= top), len(tops) - 1)] += 1
    items = [
        html.Li(
            [
                html.I(style={"background": COLOURS[i]}),
                f"{figures.number(low, found.entry.decimals)}–{figures.number(top, found.entry.decimals)}: {n}",
            ]
        )
        for i, (low, top, n) in enumerate(zip(bottoms, tops, counts, strict=True))
    ]
    return [*items, html.Li(f"belum tersedia: {n_regions - len(known)}")]


def layer_url(province_code: str) -> str:
    return f"/layers/{province_code}.json"


def region_options() -> list[dict[str, str]]:
    every = figures.regions()
    return [
        {"value": region.region_code, "label": f"{region.name}, {every.by_code[str(region.parent_code)].name}"}
        for region in every.of_level(Level.REGENCY)
    ]


def layout() -> html.Div:
    entries, province_code = figures.catalogue().indicators, str(figures.regions().by_code[HOME].parent_code)
    found = figures.section(FIRST, province_code)
    return html.Div(
        [
            html.Header(
                [
                    dcc.Dropdown(region_options(), HOME, id="region", clearable=False),
                    dcc.Dropdown(
                        [{"value": code, "label": entry.name.id} for code, entry in entries.items()], FIRST,
                        id="indicator", clearable=False,
                    ),
                ]
            ),
            html.H1(id="title"),
            html.Main(
                [
                    html.Div(
                        [
                            html.H2("Angka utama"), html.Div(id="tiles"),
                            html.H2("Apa yang berubah"), html.Ul(id="changes"),
                            html.H2("Siapa di depan, siapa di belakang"), html.Div(id="ranking"),
                        ]
                    ),
                    html.Div(
                        [
                            html.H2(id="map-title"),
                            dl.Map(
                                [
                                    dl.GeoJSON(
                                        id="layer", url=layer_url(province_code),
                                        hideout=hideout(found, str(found.widest), HOME),
                                        style={"variable": "dashExtensions.bench.style"},
                                        onEachFeature={"variable": "dashExtensions.bench.name"},
                                    )
                                ],
                                id="map", attributionControl=False, trackViewport=False, zoomSnap=0.1,
                                style={"height": "330px"},
                                bounds=figures.bounds_of(province_code),
                            ),
                            dcc.Slider(id="period", min=0, max=1, step=1, value=0, updatemode="mouseup"),
                            html.Div(id="period-shown"), html.Ul(id="legend"), html.Div(id="strip"),
                            html.H2("Yang belum ada"), html.Div(id="missing"),
                        ]
                    ),
                ]
            ),
        ]
    )  # fmt: skip


app.layout = layout


@app.callback(
    Output("title", "children"), Output("tiles", "children"), Output("changes", "children"),
    Output("missing", "children"), Input("region", "value"),
)  # fmt: skip
def show_region(region_code: str) -> tuple[Any, ...]:
    found = figures.glance(region_code)
    changes = [html.Li(f"▲ membaik {text}") for text in found.better] + [
        html.Li(f"▼ memburuk {text}") for text in found.worse
    ]
    counted = (
        f"{found.n_missing} dari {found.n_asked} indikator utama dan digital tanpa nilai untuk {found.region.name}"
    )
    groups = [html.P(["○ ", html.B(names), html.Br(), gap]) for names, gap in found.missing]
    missing: list[Any] = [html.P(counted), *groups[:5]]
    if groups[5:]:
        missing.append(html.Details([html.Summary("Lainnya"), *groups[5:]]))
    return f"{found.region.name} sekilas", [draw_tile(tile) for tile in found.tiles], changes, missing


@app.callback(
    Output("map-title", "children"), Output("period", "max"), Output("period", "marks"), Output("period", "value"),
    Output("layer", "url"), Output("map", "viewport"), Output("layer", "hideout"), Output("period-shown", "children"),
    Output("legend", "children"), Output("strip", "children"), Output("ranking", "children"),
    Input("region", "value"), Input("indicator", "value"), State("layer", "url"),
)  # fmt: skip
def show_section(region_code: str, indicator_id: str, url: str) -> tuple[Any, ...]:
    province_code = str(figures.regions().by_code[region_code].parent_code)
    found = figures.section(indicator_id, province_code)
    title = f"{found.entry.wall_name.id}, {figures.catalogue().unit(found.entry).name.id}"
    wanted = layer_url(province_code)
    view = {"bounds": figures.bounds_of(province_code), "options": {"animate": False}}
    place: tuple[Any, Any] = (no_update, no_update) if wanted == url else (wanted, view)
    if found.widest is None:
        empty = {"values": {}, "classes": [], "colours": COLOURS, "ours": region_code}
        return title, 0, {0: "–"}, 0, *place, empty, "–", [], html.P(found.entry.gap.id), html.P("–")
    last = len(found.periods) - 1
    marks = {0: found.periods[0], last: found.periods[-1]}
    strip = dcc.Graph(figure=distribution(found, region_code), config={"displayModeBar": False})
    bars = dcc.Graph(figure=ranking(found, region_code), config={"displayModeBar": False})
    at = found.periods.index(found.widest)
    return title, last, marks, at, *place, *at_period(found, at, region_code, province_code), strip, bars


def at_period(found: figures.Section, place: int, region_code: str, province_code: str) -> tuple[Any, str, list[Any]]:
    """What a change of period changes: the colours, the period in words, the legend."""
    period = found.periods[min(place, len(found.periods) - 1)]
    n_regions = len(figures.regions().children(province_code))
    return hideout(found, period, region_code), f"Periode {period}", legend(found, period, n_regions)


@app.callback(
    Output("layer", "hideout", allow_duplicate=True), Output("period-shown", "children", allow_duplicate=True),
    Output("legend", "children", allow_duplicate=True),
    Input("period", "value"), State("region", "value"), State("indicator", "value"), prevent_initial_call=True,
)  # fmt: skip
def show_period(place: int, region_code: str, indicator_id: str) -> tuple[Any, ...]:
    province_code = str(figures.regions().by_code[region_code].parent_code)
    found = figures.section(indicator_id, province_code)
    return at_period(found, place, region_code, province_code) if found.periods else (no_update,) * 3


def main() -> None:
    from waitress import serve

    serve(server, host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS)


if __name__ == "__main__":
    main()
