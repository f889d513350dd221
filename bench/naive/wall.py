"""The wall as many people write it: one Streamlit script that runs again for each scene; app.py says what is chosen.

Six tiles with state, change and line of the past, and a folium map. A fragment with `run_every` or the button moves on.
BENCH_WAREHOUSE_FILE names the DuckDB file, BENCH_BOUNDARIES the TopoJSON, BENCH_SCENES the list of scenes.
"""

import os
import time

import duckdb
import folium
import geopandas as gpd
import plotly.express as px
import streamlit as st
import yaml
from streamlit_folium import st_folium

from data_access.catalog import load_catalogue

HOME = "3211"


def fmt(x, decimals):
    return f"{x:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


st.set_page_config(page_title="Layar", layout="wide")
with open(os.environ["BENCH_SCENES"]) as file:
    scenes = yaml.safe_load(file)["scenes"]
place = st.session_state.setdefault("place", 0)
scene = scenes[place % len(scenes)]
st.session_state.setdefault("since", time.time())


def move_on():
    st.session_state.place += 1
    st.session_state.since = time.time()


@st.fragment(run_every=scenes[0]["dwell"])
def clock():
    if time.time() - st.session_state.since > scenes[0]["dwell"] - 1:
        move_on()
        st.rerun()


con = duckdb.connect(os.environ["BENCH_WAREHOUSE_FILE"], read_only=True)
catalogue = load_catalogue()
entries = catalogue.indicators
regions = con.sql("select * from region").df().set_index("region_code")
province_code = regions.loc[HOME, "parent_code"]
latest = con.execute("select * from mart_observation where region_code = ? and is_latest", [HOME]).df()
histories = con.execute(
    """select indicator_id, region_code, period, value from mart_observation
    where region_code in (?, ?) order by period""",
    [HOME, province_code],
).df()
expected = con.execute(
    """select indicator_id, max(period) last_period from mart_coverage
    where level = 'regency' and parent_code = ? group by 1""",
    [province_code],
).df()
expected = dict(zip(expected["indicator_id"], expected["last_period"], strict=True))

st.title(f"{regions.loc[HOME, 'name']}: {scene['name']['id']}")
main, side = st.columns([3, 2])
with main:
    rows = [st.columns(2), st.columns(2), st.columns(2)]
    for number, code in enumerate(scene["tiles"]):
        entry = entries[code]
        found = latest[latest["indicator_id"] == code]
        with rows[number // 2][number % 2]:
            if found.empty or found.iloc[0]["period"] < expected.get(code, ""):
                st.metric(entry.wall_name.id, "tidak ada data")
                st.caption(f"{expected.get(code, '')} belum tersedia")
            else:
                row = found.iloc[0]
                change = ""
                if row["change"] == row["change"]:
                    change = f"{fmt(row['change'], entry.decimals)} sejak {row['previous_period']}"
                suffix = catalogue.unit(entry).suffix
                st.metric(entry.wall_name.id, f"{fmt(row['value'], entry.decimals)}{suffix}", change or None)
                st.caption(f"{row['period']} · {entry.publisher}")
            own = histories[histories["indicator_id"] == code]
            line = px.line(own, x="period", y="value", color="region_code", height=120)
            line.update_layout(showlegend=False, margin={"t": 0, "b": 0}, xaxis_title=None, yaxis_title=None)
            st.plotly_chart(line, key=f"spark-{code}", config={"displayModeBar": False})
with side:
    entry = entries[scene["map"]]
    every = con.execute(
        """select region_code, period, value from mart_observation
        where indicator_id = ? and level = 'regency' and parent_code = ? order by period""",
        [scene["map"], province_code],
    ).df()
    counts = every.groupby("period")["value"].count()
    period = max(period for period, n in counts.items() if n >= 0.9 * counts.max())
    st.subheader(f"{entry.wall_name.id}, {period}")
    layer = gpd.read_file(os.environ["BENCH_BOUNDARIES"])
    layer = layer[layer["parent_code"] == province_code].merge(
        every[every["period"] == period][["region_code", "value"]], on="region_code", how="left"
    )
    layer = layer.set_crs(4326, allow_override=True)
    west, south, east, north = layer.total_bounds
    board = folium.Map(tiles=None, attribution_control=False)
    board.default_js = [("leaflet", "/app/static/leaflet.js")]
    board.default_css = [("leaflet_css", "/app/static/leaflet.css")]
    choropleth = folium.Choropleth(
        geo_data=layer, data=layer, columns=["region_code", "value"], key_on="feature.properties.region_code",
        fill_color="YlGnBu", bins=5, nan_fill_color="lightgrey", fill_opacity=0.9, line_weight=1,
    )  # fmt: skip
    for key in [key for key in choropleth._children if key.startswith("color_map")]:
        del choropleth._children[key]
    choropleth.add_to(board)
    board.fit_bounds([[south, west], [north, east]])
    st_folium(board, height=520, use_container_width=True, key=f"map-{scene['id']}", returned_objects=[])
con.close()

st.button("Berikutnya", on_click=move_on)
clock()
