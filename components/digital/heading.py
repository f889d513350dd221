"""The finding of the page: how far the internet figures of one place differ by their definition."""

from __future__ import annotations

import streamlit as st

from components import formats
from components.digital.view import DigitalView
from components.i18n import _
from components.notices import plain

ANCHOR = "internet_users_pct"  # the catalogue says which series must never share its axis


def draw_heading(view: DigitalView) -> None:
    with st.container(key="eyebrow"):
        names = ", ".join(place.chart_name for place in view.places)
        st.markdown(plain(f"{view.catalogue.topics['digital'].name(view.selection.language)} · {names}"))
    st.title(plain(_finding(view)), anchor=False)
    with st.container(key="lede"):
        st.markdown(
            f"**{plain(_('Jangan bandingkan antarkolom.'))}** "
            + plain(
                _(
                    "Basis umur, masa ingat, satuan, dan sampel berbeda; karena itu tidak ada satu garis gabungan "
                    "di halaman ini."
                )
            )
        )


def _finding(view: DigitalView) -> str:
    """`73 atau 88 persen?` from the first place that has two of the internet shares."""
    leads = {definition.lead for group in view.groups for definition in group.definitions}
    rivals = leads & {ANCHOR, *view.catalogue.indicator(ANCHOR).not_comparable_with}
    for place in view.places:
        values = [row["value"] for rival in rivals if (row := view.rows_of(rival).get(place.region_code)) is not None]
        low, high = (formats.number(bound(values), 0) for bound in (min, max)) if values else ("", "")
        if low != high and view.role_of(place) != "compared":
            return _(
                "{low} atau {high} persen? Angka internet {region} mengikuti definisinya",
                low=low,
                high=high,
                region=place.chart_name,
            )
    return _("Angka digital {region} mengikuti definisinya", region=view.region.chart_name)
