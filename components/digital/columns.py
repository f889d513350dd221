"""Every definition in a column of its own: our figure, those of the others, who is counted, what may be quoted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st

from components import formats
from components.digital.definitions import Definition, group_label
from components.digital.tables import wide_tools
from components.digital.view import DigitalView, origin, series_name
from components.i18n import _, current
from components.labels import status_label, status_meaning
from components.notices import plain
from components.panel import panel
from data_access.catalog import Indicator
from data_access.models import Region, Status

PER_ROW = 5


def draw_columns(view: DigitalView) -> None:
    every = [definition for group in view.groups for definition in group.definitions]
    with panel(
        "definitions",
        _("{n} definisi, berdampingan", n=formats.count(len(every))),
        _("Angka besar: {region}, periode terakhir yang ada pada tiap sumber.", region=view.region.name),
        wide_tools(view, "definisi"),
    ):
        for group in view.groups:
            with st.container(key=f"digital_group_{group.code}"):
                st.markdown(plain(group_label(group.code)))
            for start in range(0, len(group.definitions), PER_ROW):
                columns = st.columns(PER_ROW, gap="medium", border=False)
                for column, definition in zip(columns, group.definitions[start : start + PER_ROW], strict=False):
                    with column, st.container(key=f"digital_column_{definition.lead}", gap="xsmall", height="stretch"):
                        _draw_definition(view, definition)
        used = view.latest["source_id"].dropna().unique()
        st.caption(plain(view.source_line(used)))


def _draw_definition(view: DigitalView, definition: Definition) -> None:
    """Each part stands in a keyed container, so that columns of one row keep the same lines."""
    indicator, rows = view.catalogue.indicator(definition.lead), view.rows_of(definition.lead)
    ours, code = rows.get(view.region.region_code), definition.lead
    with st.container(key=f"digital_name_{code}"):
        st.markdown(f"**{plain(series_name(indicator))}**")
    with st.container(key=f"digital_{'missing' if ours is None else 'value'}_{code}"):
        st.markdown(plain(formats.missing() if ours is None else formats.published(ours["value"], indicator)))
    with st.container(key=f"digital_unit_{code}"):
        st.caption(plain(_unit_line(view, indicator, ours)))
    with st.container(key=f"digital_others_{code}"):
        st.markdown("  \n".join(_other_line(view, place, rows, indicator) for place in view.places[1:]))
    with st.container(key=f"digital_text_{code}"):
        st.caption(f"**{plain(_('Siapa dihitung'))}**  \n{plain(indicator.definition(current()))}")
        if parts := _parts_line(view, definition):
            st.caption(f"**{plain(_('Deret yang seiring'))}**  \n{plain(parts)}")
        st.caption(f"**{plain(_('Boleh dikutip?'))}**  \n{plain(quotable(ours, view.region))}")
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        if ours is not None:
            st.badge(origin(ours), color=_badge_colour(ours), help=status_meaning(ours["status"]))
        st.caption(plain(indicator.publisher))


def quotable(row: Mapping[str, Any] | None, region: Region) -> str:
    """The one rule by which a figure may be quoted for a region: it must be its own, and its origin goes with it."""
    if row is None:
        return _("Tidak ada angka {region}; angka daerah lain bukan gantinya.", region=region.chart_name)
    return {
        Status.OFFICIAL: _("Boleh dikutip untuk {region}.", region=region.chart_name),
        Status.DERIVED: _("Boleh dikutip untuk {region} sebagai angka olahan.", region=region.chart_name),
        Status.QUOTED: _("Kutip sebagai kutipan pers; cocokkan dengan terbitan aslinya."),
        Status.SELF_REPORTED: _("Kutip sebagai laporan sendiri yang tidak diaudit."),
        Status.ESTIMATE: _("Kutip hanya sebagai perkiraan, bukan statistik resmi."),
        Status.PROJECTION: _("Kutip hanya sebagai proyeksi, bukan cacahan."),
    }[Status(row["status"])]


def _unit_line(view: DigitalView, indicator: Indicator, ours: Mapping[str, Any] | None) -> str:
    unit = view.catalogue.unit(indicator).name(current())
    if ours is None:
        return _("{unit}; dimuat: {reach}", unit=unit, reach=view.reach(indicator.indicator_id))
    when = formats.period(ours["period"], indicator)
    if ours["rank"] is not None:
        return _("{unit}, {period}; {rank}", unit=unit, period=when, rank=formats.rank(ours["rank"], ours["n"]))
    if ours["n"] is not None:
        return _("{unit}, {period}; n = {n}, tanpa peringkat", unit=unit, period=when, n=formats.count(ours["n"]))
    return f"{unit}, {when}"


def _other_line(view: DigitalView, place: Region, rows: Mapping[str, Mapping[str, Any]], indicator: Indicator) -> str:
    """`Jawa Barat 72,54 (2023)`, the origin added where it differs from ours."""
    row, ours = rows.get(place.region_code), rows.get(view.region.region_code)
    name = plain(place.chart_name)
    name = f"*{name}*" if view.role_of(place) == "compared" else name
    if row is None:
        return f"{name} :gray[{plain(formats.missing())}]"
    note = f", {status_label(row['status'])}" if ours is None or row["status"] != ours["status"] else ""
    when = f"({formats.period(row['period'], indicator)}{note})"
    return f"{name} **{plain(formats.published(row['value'], indicator))}** :gray[{plain(when)}]"


def _parts_line(view: DigitalView, definition: Definition) -> str:
    """What our region has of the series told with this one."""
    found = []
    for part in definition.parts:
        row = view.rows_of(part).get(view.region.region_code)
        if row is not None:
            indicator = view.catalogue.indicator(part)
            unit = view.catalogue.unit(indicator).name(current())
            found.append(
                _(
                    "{name}: {value} {unit} ({period}, {status})",
                    name=series_name(indicator),
                    value=formats.published(row["value"], indicator),
                    unit=unit,
                    period=formats.period(row["period"], indicator),
                    status=origin(row),
                )
            )
    return "; ".join(found)


def _badge_colour(row: Mapping[str, Any]) -> Literal["blue", "orange", "gray"]:
    if row["status"] == Status.OFFICIAL:
        return "blue"
    return "orange" if row["status"] in (Status.ESTIMATE, Status.PROJECTION) else "gray"
