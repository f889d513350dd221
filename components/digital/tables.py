"""The availability table, the honest gaps, and the files of all digital series."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import formats
from components.digital.definitions import group_label
from components.digital.view import DigitalView, figure_and_period, origin, places_of, quotation, series_name
from components.i18n import _, current
from components.labels import status_label
from components.notices import plain
from components.panel import Tools, draw_table, panel

GROUP_KEY = "digital_group"
ALL = "all"


def draw_availability(view: DigitalView) -> None:
    """Who publishes what, at which level, for which years; and what each place has of it."""
    with panel(
        "availability",
        _("Apa yang sudah ada, apa yang belum"),
        _("Kosong berarti belum ada datanya, bukan nol. Periode berdiri di samping tiap nilai."),
        wide_tools(view, "ketersediaan"),
    ):
        codes = [*(group.code for group in view.groups), ALL]
        chosen = st.segmented_control(
            _("Kelompok definisi"),
            codes,
            default=codes[0],
            required=True,
            format_func=lambda code: _("Semua") if code == ALL else group_label(code),
            key=GROUP_KEY,
            label_visibility="collapsed",
        )
        members = [member for group in view.groups if chosen in (group.code, ALL) for member in group.members]
        draw_table(
            availability_table(view, members), [place.chart_name for place in view.places], key="availability_table"
        )
        shown = view.latest[view.latest["indicator_id"].isin(members)]
        st.caption(plain(_missing_line(view, members) + " " + view.source_line(shown["source_id"].dropna().unique())))


def availability_table(view: DigitalView, members: Sequence[str]) -> pd.DataFrame:
    """One row per series: name, unit, publisher, reach, then a column per place."""
    rows = []
    for member in members:
        indicator, found = view.catalogue.indicator(member), view.rows_of(member)
        cells = {
            _("Definisi"): series_name(indicator),
            _("Satuan"): view.catalogue.unit(indicator).name(current()),
            _("Penerbit"): indicator.publisher,
            _("Yang dimuat"): view.reach(member),
        }
        for place in view.places:
            row = found.get(place.region_code)
            origin_text = f", {status_label(row['status'])}" if row else ""
            cells[place.chart_name] = figure_and_period(row, indicator).removesuffix(")") + (
                f"{origin_text})" if row else ""
            )
        rows.append(cells)
    return pd.DataFrame(rows)


def draw_gaps(view: DigitalView) -> None:
    """What our region lacks, with the series and the publisher that would fill it."""
    lacking = [
        view.catalogue.indicator(definition.lead)
        for group in view.groups
        for definition in group.definitions
        if view.region.region_code not in view.rows_of(definition.lead)
    ]
    with panel(
        "gaps",
        _("Yang belum ada untuk {region}", region=view.region.chart_name),
        _("Deret yang akan melengkapi, dan penerbitnya; tidak diisi dengan taksiran."),
    ):
        if not lacking:
            st.caption(_("Setiap definisi punya nilai untuk daerah ini."))
            return
        draw_table(
            pd.DataFrame(
                {
                    _("Definisi"): [series_name(indicator) for indicator in lacking],
                    _("Yang akan melengkapi"): [indicator.gap(current()) for indicator in lacking],
                    _("Penerbit"): [indicator.publisher for indicator in lacking],
                }
            )
        )


def wide_tools(view: DigitalView, stem: str) -> Tools:
    """Table, files and passport of all digital series; every comparator is in the files."""
    members = [member for group in view.groups for member in group.members]
    figures = _figures(view, members)
    passport = {
        "source": "; ".join(dict.fromkeys(view.titles["title"])),
        "attribution": view.source_line(view.titles["source_id"]),
        "address": view.address,
    }
    lines = [
        (series_name(indicator), indicator.definition(current()))
        for indicator in map(view.catalogue.indicator, members)
    ]
    table = quotation_table(view, members)
    return Tools(table, figures, passport | dict(lines), f"suluh-digital-{stem}", view.address, None, lines)


def quotation_table(view: DigitalView, members: Sequence[str]) -> pd.DataFrame:
    """Every figure of every place as a line that may be quoted whole."""
    names, lines = [], []
    for member in members:
        indicator, found = view.catalogue.indicator(member), view.rows_of(member)
        unit = view.catalogue.unit(indicator).name(current())
        for place in view.places:
            if place.region_code in found:
                names.append(series_name(indicator))
                lines.append(quotation(found[place.region_code], indicator, unit, place))
    return pd.DataFrame({_("Definisi"): names, _("Kutipan lengkap"): lines})


def _figures(view: DigitalView, members: Sequence[str]) -> pd.DataFrame:
    rows = []
    for member in members:
        indicator, found = view.catalogue.indicator(member), view.rows_of(member)
        for place in places_of(view.selection, view.regions):
            row = found.get(place.region_code)
            rows.append(
                {
                    _("Kode indikator"): member,
                    _("Definisi"): series_name(indicator),
                    _("Kode"): place.region_code,
                    _("Daerah"): place.name,
                    _("Periode"): row["period"] if row else "",
                    _("Nilai"): float(row["value"]) if row else float("nan"),
                    _("Satuan"): view.catalogue.unit(indicator).name(current()),
                    _("Asal angka"): origin(row) if row else formats.missing(),
                    _("Penerbit"): indicator.publisher,
                    _("Kode sumber"): (row["source_id"] or "") if row else "",
                }
            )
    return pd.DataFrame(rows)


def _missing_line(view: DigitalView, members: Sequence[str]) -> str:
    have = sum(view.region.region_code in view.rows_of(member) for member in members)
    return _(
        "{region}: {n} dari {all} deret ada nilainya.",
        region=view.region.chart_name,
        n=formats.count(have),
        all=formats.count(len(members)),
    )
