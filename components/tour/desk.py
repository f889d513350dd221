"""Under the stage: the presenter's window, the take-home pack, the register."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.i18n import _
from components.notices import plain
from components.selection import Selection
from components.tour.addresses import NOTES, REGISTER, address_of
from components.tour.models import Story
from components.tour.pack import draw_pack
from components.tour.state import Tour
from data_access.settings import settings


def draw_desk(tour: Tour, story: Story, chosen: Selection, told: Callable[[str], Story], version: str) -> None:
    """`told` gives the story in a language; `version` is the generation that is loaded now."""
    presenter, pack, register = st.columns([1, 1.5, 1], gap="large")
    with presenter, st.container(key="panel_tour_notes"):
        st.subheader(_("Penyaji"), anchor=False)
        st.caption(plain(_("Catatan berjalan seiring panggung, di jendela atau perangkat lain.")))
        st.link_button(_("Buka catatan penyaji"), address_of(NOTES, chosen, tour), icon=":material/speaker_notes:")
        st.caption(
            plain(_("Panah kiri dan kanan, PageUp dan PageDown memindahkan bab. Layar penuh: pojok kanan atas."))
        )
        st.caption(plain(_("Angka dibekukan {day}.", day=story.frozen_on)))
        if story.generation != version:
            st.warning(plain(_("Data sudah diperbarui sejak tur ini dibekukan.")), icon=":material/update:")
            st.button(_("Pakai data terbaru"), key="tour_thaw", on_click=lambda: tour.thaw(settings().today()))
    with pack:
        draw_pack(tour, story, chosen, told)
    with register, st.container(key="panel_tour_register"):
        st.subheader(_("Saling adopsi"), anchor=False)
        st.caption(
            plain(_("Catat apa yang diadopsi, oleh siapa, sampai kapan; nilainya dibekukan untuk ditinjau kelak."))
        )
        st.link_button(_("Buka register"), address_of(REGISTER, chosen), icon=":material/handshake:")
