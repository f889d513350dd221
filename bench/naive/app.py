"""Baseline 1: Beranda as many people write such a page, one Streamlit script with folium and plotly express.

The same content as Suluh's `/`: six figures with benchmark, state, change and line of the past, the map of the
province's regencies with a period slider, who is ahead and behind, the distribution, what changed, what is missing.

Chosen, so that it is naive but not slow on purpose:
- nothing is cached; every run reads the published DuckDB file (read-only, plain SQL) and the boundary file again;
- the map is folium.Choropleth with the geometry inside, through st_folium; the charts are plotly express;
- favours: the boundaries are the simplified TopoJSON of Suluh (a raw layer would be ten times larger), SQL reads the
  marts, where ranks and changes are computed already, and names and units come from Suluh's catalogue, read once per
  process. It has no tables, downloads, passports or second language, and only the 514 regencies to choose from;
- Leaflet is our own copy and folium's other scripts (jQuery, Bootstrap, awesome-markers) and the colour bar (d3 from a
  CDN) are left out, as they would wait for the internet and are not needed.

BENCH_WAREHOUSE_FILE names the DuckDB file, BENCH_BOUNDARIES the TopoJSON.
"""

import os

import duckdb
import folium
import geopandas as gpd
import pandas as pd
import plotly.express as px
import streamlit as st
from streamlit_folium import st_folium

from data_access.catalog import load_catalogue
from data_access.headlines import load_headlines

STATES = {"ahead": "▲ Unggul", "equal": "= Setara", "behind": "▼ Tertinggal", "unknown": "○ Tidak dinilai"}


def fmt(x, decimals):
    return f"{x:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def better(entry, change):
    return (change > 0) == (entry.polarity == "higher_is_better")


def judge(entry, value, benchmark, band):
    if entry.polarity == "neutral" or not entry.is_ranked or benchmark is None:
        return "unknown"
    if abs(value - benchmark) <= 0.5 * band:
        return "equal"
    return "ahead" if better(entry, value - benchmark) else "behind"


st.set_page_config(page_title="Beranda", layout="wide")
con = duckdb.connect(os.environ["BENCH_WAREHOUSE_FILE"], read_only=True)
catalogue = load_catalogue()
entries = catalogue.indicators

regions = con.sql("select * from region").df().set_index("region_code")
regencies = regions[regions["level"] == "regency"].sort_index()
names = {code: f"{row['name']}, {regions.loc[row['parent_code'], 'name']}" for code, row in regencies.iterrows()}
left, right = st.columns([3, 1])
region_code = left.selectbox("Daerah", list(names), format_func=names.get, index=list(names).index("3211"))
indicator_id = right.selectbox(
    "Indikator", list(entries), format_func=lambda code: entries[code].name.id,
    index=list(entries).index("unemployment_rate"),
)  # fmt: skip
region = regions.loc[region_code]
province_code = region["parent_code"]
province = regions.loc[province_code, "short_name"]

latest = con.execute(
    "select * from mart_observation where region_code = ? and is_latest order by indicator_id", [region_code]
).df()
peers = con.execute(
    """select m.indicator_id, m.region_code, m.value from mart_observation m
    join mart_observation o on o.indicator_id = m.indicator_id and o.period = m.period
    where o.region_code = ? and o.is_latest and m.level = 'regency' and m.parent_code = ?""",
    [region_code, province_code],
).df()
expected = con.execute(
    """select indicator_id, max(period) last_period from mart_coverage
    where level = 'regency' and parent_code = ? group by 1""",
    [province_code],
).df()
expected = dict(zip(expected["indicator_id"], expected["last_period"], strict=True))
codes = load_headlines().choose({*expected, *latest["indicator_id"]})
histories = con.execute(
    """select indicator_id, region_code, period, value, series_version from mart_observation
    where region_code in (?, ?) order by period""",
    [region_code, province_code],
).df()

st.title(f"{region['name']} sekilas")

main, side = st.columns([2, 1])
with main:
    st.subheader("Angka utama")
    rows = [st.columns(3), st.columns(3)]
    for place, code in enumerate(codes):
        entry = entries[code]
        unit = catalogue.unit(entry)
        found = latest[latest["indicator_id"] == code]
        with rows[place // 3][place % 3]:
            if found.empty or found.iloc[0]["period"] < expected.get(code, ""):
                st.metric(entry.wall_name.id, "tidak ada data")
                st.caption(f"{expected.get(code, '')} belum tersedia")
                continue
            row = found.iloc[0]
            values = peers.loc[peers["indicator_id"] == code, "value"].dropna()
            own_history = histories[histories["indicator_id"] == code]
            whole = own_history[
                (own_history["region_code"] == province_code)
                & (own_history["period"] == row["period"])
                & (own_history["series_version"] == row["series_version"])
            ]["value"]
            if len(whole):
                benchmark, benchmark_name = whole.iloc[0], province
            elif len(values) >= 4:
                benchmark, benchmark_name = values.median(), f"median {len(values)} kab/kota {province}"
            else:
                benchmark, benchmark_name = None, ""
            mad = (values - values.median()).abs().median()
            state = judge(entry, row["value"], benchmark, mad)
            change = ""
            if row["change"] == row["change"]:
                word = (
                    "" if entry.polarity == "neutral" else ", membaik" if better(entry, row["change"]) else ", memburuk"
                )
                change = f"{fmt(row['change'], entry.decimals)} sejak {row['previous_period']}{word}"
            st.metric(entry.wall_name.id, f"{fmt(row['value'], entry.decimals)}{unit.suffix}", change or None)
            place_text = (
                f"peringkat {row['rank_parent']:.0f} dari {row['n_parent']:.0f}" if pd.notna(row["rank_parent"]) else ""
            )
            beside = f"{benchmark_name} {fmt(benchmark, entry.decimals)}" if benchmark is not None else ""
            st.caption(f"{STATES[state]} · {place_text} · {beside} · {row['period']} · {entry.publisher}")
            line = px.line(own_history, x="period", y="value", color="region_code", height=120)
            line.update_layout(showlegend=False, margin={"t": 0, "b": 0}, xaxis_title=None, yaxis_title=None)
            st.plotly_chart(line, key=f"spark-{code}", config={"displayModeBar": False})

    st.subheader("Apa yang berubah")
    spread = peers.groupby("indicator_id")["value"].agg(lambda v: (v - v.median()).abs().median())
    counted = peers.groupby("indicator_id")["value"].count()
    newest = int(latest["period"].str[:4].max())
    latest["entry"] = [entries[code] for code in latest["indicator_id"]]
    latest["is_fair"] = [
        e.is_ranked and e.polarity != "neutral" and catalogue.unit(e).kind not in ("count", "amount")
        for e in latest["entry"]
    ]
    changes = latest[latest["is_fair"] & latest["change"].notna() & (latest["change"] != 0)]
    changes = changes[changes["status"].isin(["official", "derived"])]
    changes = changes[changes["period"].str[:4].astype(int) >= newest - 3].copy()
    changes["size"] = changes["change"].abs() / changes["indicator_id"].map(spread)
    changes = changes[(changes["indicator_id"].map(counted) >= 10) & (changes["indicator_id"].map(spread) > 0)]
    changes = changes.sort_values(["size", "indicator_id"], ascending=[False, True])
    good = changes[[better(entries[c], d) for c, d in zip(changes["indicator_id"], changes["change"], strict=True)]]
    bad = changes.drop(good.index)
    for mark, part in (("▲ membaik", good.head(3)), ("▼ memburuk", bad.head(3))):
        for row in part.itertuples():
            entry = entries[row.indicator_id]
            before, after = fmt(row.previous_value, entry.decimals), fmt(row.value, entry.decimals)
            st.markdown(
                f"{mark} **{entry.wall_name.id}** {fmt(row.change, entry.decimals)}: {before} ({row.previous_period}), "
                f"lalu {after} ({row.period}). {entry.publisher}"
            )

entry = entries[indicator_id]
unit = catalogue.unit(entry)
every = con.execute(
    """select region_code, period, value, rank_parent from mart_observation
    where indicator_id = ? and level = 'regency' and parent_code = ? order by period, region_code""",
    [indicator_id, province_code],
).df()
wide = every.groupby("period")["value"].count()
widest = max(period for period, n in wide.items() if n >= 0.9 * wide.max()) if len(wide) else None

with side:
    st.subheader(entry.wall_name.id)
    if widest is None:
        st.info(f"Belum ada nilai. {entry.gap.id}")
    else:
        period = st.select_slider("Periode", list(wide.index), value=widest)
        st.caption(f"{unit.name.id}, {period}")
        frame = every[every["period"] == period].copy()
        frame["name"] = frame["region_code"].map(regions["name"])
        layer = gpd.read_file(os.environ["BENCH_BOUNDARIES"])
        layer = layer[layer["parent_code"] == province_code].merge(
            frame[["region_code", "value"]], on="region_code", how="left"
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
        folium.GeoJsonTooltip(fields=["name", "value"]).add_to(choropleth.geojson)
        board.fit_bounds([[south, west], [north, east]])
        st_folium(board, height=330, use_container_width=True, key="map")
        low, high = frame["value"].min(), frame["value"].max()
        st.caption(
            f"{fmt(low, entry.decimals)}–{fmt(high, entry.decimals)}; {frame['value'].count()} daerah punya nilai, "
            f"{len(layer) - frame['value'].count()} belum tersedia"
        )
        shown = every[every["period"] == widest].copy()
        shown["name"] = shown["region_code"].map(regions["short_name"])
        strip = px.strip(shown, x="value", hover_name="name", height=140)
        st.plotly_chart(strip, key="strip")

    st.subheader("Yang belum ada")
    asked = [
        entries[c]
        for c in dict.fromkeys([*load_headlines().tiles, *(e.indicator_id for e in catalogue.by_topic()["digital"])])
    ]
    missing = [e for e in asked if e.indicator_id not in set(latest["indicator_id"])]
    st.caption(f"{len(missing)} dari {len(asked)} indikator utama dan digital tanpa nilai untuk {region['name']}")
    gaps = {}
    for e in missing:
        gaps.setdefault(e.gap.id, []).append(e.name.id)
    groups = [f"○ **{'; '.join(named[:3])}**  \n{gap}" for gap, named in gaps.items()]
    for text in groups[:5]:
        st.markdown(text)
    if groups[5:]:
        with st.expander("Lainnya"):
            for text in groups[5:]:
                st.markdown(text)

if widest is not None:
    with main:
        st.subheader("Siapa di depan, siapa di belakang")
        order = every[(every["period"] == widest) & (every["rank_parent"] > 0)].sort_values(
            ["rank_parent", "region_code"]
        )
        order = order.reset_index(drop=True)
        ours = order.index[order["region_code"] == region_code]
        places = {*range(5), *range(len(order) - 5, len(order))}
        if len(ours):
            places |= set(range(ours[0] - 2, ours[0] + 3))
        order = order.iloc[sorted(place for place in places if 0 <= place < len(order))]
        order["label"] = [
            f"{rank:.0f} {regions.loc[code, 'name']}"
            for rank, code in zip(order["rank_parent"], order["region_code"], strict=True)
        ]
        order["ours"] = order["region_code"] == region_code
        bars = px.bar(order[::-1], x="value", y="label", color="ours", orientation="h", text="value", height=460)
        bars.update_layout(
            showlegend=False, yaxis={"categoryorder": "array", "categoryarray": list(order["label"][::-1])}
        )
        st.plotly_chart(bars, key="ranking")
        st.caption(f"{entry.name.id}, {widest}. {entry.publisher}")
con.close()
