"""The map of the explorer in its forms: the scope, all of Java, the kecamatan of our regency, and the working map."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from components import formats, sentences
from components.board import draw_map
from components.explorer.view import View
from components.i18n import _, current, use
from components.maps.classes import class_limits
from components.maps.layers import JAVA, count_districts, districts_of, is_on_java, java_scope
from components.maps.view import district_view, map_view
from components.notices import error_boundary, plain, show_gap
from components.panel import panel
from data_access.derive.ranking import summarise
from data_access.models import Level

WIDTH, HEIGHT = 620, 420
JAVA_HEIGHT = 280  # a long island
FORM_KEY = "map_form"


def draw_map_panel(view: View, nationwide: Callable[[], pd.DataFrame]) -> None:
    """Where it is high, where it is low; the years move inside the browser.

    `nationwide` gives the distribution of all regencies (observations.select_distribution), asked for only when the
    map of Java is chosen.
    """
    subtitle = f"{view.unit_and_period} · {_kind_of_classes(view)}"
    with panel("map", _("Di mana tinggi, di mana rendah"), subtitle, lambda: view.cross_section_tools("map")):
        forms = _forms(view)
        form = st.segmented_control(
            _("Bentuk peta"), list(forms), required=True, default="scope", format_func=lambda form: plain(forms[form]),
            key=FORM_KEY, label_visibility="collapsed",
        )  # fmt: skip
        if form == "districts":
            _draw_districts(view)
        elif view.distribution.empty or view.period is None:
            show_gap(
                _("Belum ada nilai {scope} untuk periode ini.", scope=view.scope.label), view.indicator.gap(current())
            )
        elif form == "working":
            _draw_working_map(view)
        elif form == "java":
            _draw_java(view, nationwide())
        else:
            _draw_scope(view)


def _forms(view: View) -> dict[str, str]:
    """The forms that make sense for our region, each with its name."""
    forms = {"scope": view.scope.group}
    if is_on_java(view.region) and view.scope.level is Level.REGENCY:
        forms["java"] = _("Jawa")
    if districts_of(view.region) is not None:
        forms["districts"] = _("Kecamatan {region}", region=view.region.chart_name)
    return forms | {"working": _("Peta kerja")}


def _kind_of_classes(view: View) -> str:
    if not view.is_comparable_in_size:
        return _("luas lingkaran = jumlah")
    return _("kelas resmi") if view.indicator.official_classes else _("kelas alami, terkunci sepanjang waktu")


def _draw_scope(view: View) -> None:
    drawn = map_view(
        view.distribution, view.indicator, view.unit, view.scope, view.regions, str(view.period),
        view.region.region_code, view.selection.comparison, width=WIDTH, height=HEIGHT,
    )  # fmt: skip
    draw_map(drawn, key=view.chart_key("map"))
    st.caption(plain(f"{_how_to_read()} {sentences.coverage_in_words(view.summary, view.scope)} {view.source_line}"))


def _draw_java(view: View, distribution: pd.DataFrame) -> None:
    """All regencies of the island, with classes of their own."""
    scope = java_scope()
    rows = distribution[[is_on_java(view.regions.by_code[code]) for code in distribution["region_code"]]]
    drawn = map_view(
        rows, view.indicator, view.unit, scope, view.regions, str(view.period),
        view.region.region_code, view.selection.comparison, width=WIDTH, height=JAVA_HEIGHT, layer=JAVA,
    )  # fmt: skip
    draw_map(drawn, key=view.chart_key("map-java"))
    values = rows.loc[rows["period"] == view.period, "value"].dropna()
    summary = summarise(values.reindex([*values.index, *[-1] * (scope.size - len(values))]))
    st.caption(plain(f"{_how_to_read()} {sentences.coverage_in_words(summary, scope)} {view.source_line}"))


def _draw_districts(view: View) -> None:
    """The outlines and names of our kecamatan; nobody has published figures for them yet."""
    drawn = district_view(view.region, width=WIDTH, height=HEIGHT)
    draw_map(drawn, key=f"map-districts-{view.region.region_code}-{current()}", missing=_("belum ada data kecamatan"))
    st.caption(
        plain(
            _(
                "{region} punya {n} kecamatan; belum ada data kecamatan untuk indikator ini.",
                region=view.region.name,
                n=formats.count(count_districts(view.region.region_code)),
            )
        )
    )


@st.fragment
def _draw_working_map(view: View) -> None:
    """Leaflet in a fragment: zooming and picking rerun this part alone."""
    use(view.selection.language)
    with error_boundary():
        from components.maps.working_map import draw_working_map, pick_region

        suffix = " %" if view.unit.is_percent else ""
        limits = class_limits(view.distribution["value"], view.indicator) if view.is_comparable_in_size else []
        code = draw_working_map(
            view.frame, view.indicator, view.scope.level, view.region, suffix, limits, view.chart_key("working")
        )
        st.caption(plain(_("Batas wilayah: BPS (2020) melalui OCHA/HDX COD-AB, CC BY 3.0 IGO; bukan rujukan resmi.")))
        pick_region(code)


def _how_to_read() -> str:
    return _("Angka dalam kotak = banyaknya daerah. Lingkaran: kota kecil.")
