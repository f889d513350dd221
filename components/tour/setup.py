"""Who visits whom: two lists, applied at once; and whom the installation expects."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.controls import region_codes
from components.i18n import _
from components.labels import region_option
from components.notices import plain
from components.selection import Selection, choose, current
from data_access.regions import Regions

HOST_KEY, VISITOR_KEY = "tour_host", "tour_visitor"


def draw_setup(chosen: Selection, regions: Regions) -> None:
    """Host and visitor; a choice re-centres the whole story."""
    codes = region_codes(regions)
    st.session_state[HOST_KEY] = chosen.region_code
    st.session_state[VISITOR_KEY] = chosen.comparison[0] if chosen.comparison else None

    def name(code: str) -> str:
        region = regions.by_code[code]
        return region_option(region, regions.province_of(region))

    with st.container(key="tour_setup"):
        host, visitor, swap = st.columns([1, 1, 0.3], vertical_alignment="bottom")
        host.selectbox(_("Tuan rumah"), codes, format_func=name, key=HOST_KEY, on_change=_choose_host)
        visitor.selectbox(
            _("Tamu"),
            codes,
            format_func=name,
            key=VISITOR_KEY,
            index=None,
            placeholder=_("Pilih daerah tamu"),
            on_change=_choose_visitor,
        )
        swap.button(
            _("Tukar"),
            icon=":material/swap_horiz:",
            on_click=_swap,
            disabled=not chosen.comparison,
            help=_("Tuan rumah menjadi tamu, dan sebaliknya"),
            width="stretch",
        )


def draw_invitation(chosen: Selection, regions: Regions, offered: Sequence[str]) -> None:
    """No visitor yet: say so, and offer whom the installation compares with."""
    st.title(_("Siapa yang berkunjung?"), anchor=False)
    draw_setup(chosen, regions)
    st.info(
        plain(_("Pilih daerah tamu. Seluruh cerita lalu berpusat pada kedua daerah, dari angka yang dimuat.")),
        icon=":material/info:",
    )
    with st.container(horizontal=True, gap="small"):
        for code in offered:
            if code != chosen.region_code:
                st.button(
                    _("{visitor} berkunjung", visitor=regions.by_code[code].name),
                    key=f"tour_with_{code}",
                    on_click=choose,
                    kwargs={"comparison": (code,)},
                )


def _choose_host() -> None:
    chosen, host = current(), st.session_state[HOST_KEY]
    rest = tuple(code for code in chosen.comparison if code != host)
    if chosen.comparison and chosen.comparison[0] == host:  # the visitor becomes the host: they change places
        rest = (chosen.region_code, *rest)
    choose(region_code=host, comparison=rest)


def _choose_visitor() -> None:
    chosen, visitor = current(), st.session_state[VISITOR_KEY]
    if visitor is None:
        choose(comparison=())
    elif visitor == chosen.region_code:
        _swap()
    else:
        choose(comparison=(visitor, *(code for code in chosen.comparison[1:] if code != visitor)))


def _swap() -> None:
    chosen = current()
    if chosen.comparison:
        choose(region_code=chosen.comparison[0], comparison=(chosen.region_code, *chosen.comparison[1:]))
