"""The take-home pack on the screen: one click per file, each made when it is asked for; and a QR code for phones."""

from __future__ import annotations

import io
from collections.abc import Callable

import streamlit as st

from components.i18n import LANGUAGES, _, current
from components.notices import plain
from components.selection import Selection
from components.tour.addresses import PACK, network_address
from components.tour.files import KINDS, make_file
from components.tour.models import Story
from components.tour.state import Tour
from data_access.settings import settings

LANGUAGE_KEY = "tour_pack_language"


def draw_pack(
    tour: Tour, story: Story, chosen: Selection, told: Callable[[str], Story], with_code: bool = True
) -> None:
    """Every file of the pack in a chosen language; numbers are those of the frozen story."""
    with st.container(key="panel_tour_pack"):
        st.subheader(_("Paket bawa pulang"), anchor=False)
        st.caption(
            plain(
                _(
                    "Angka sama dengan di panggung, dibekukan {day}; setiap berkas membawa paspor angkanya.",
                    day=story.frozen_on,
                )
            )
        )
        if LANGUAGE_KEY not in st.session_state:
            st.session_state[LANGUAGE_KEY] = current()
        language = st.segmented_control(
            _("Bahasa berkas"), LANGUAGES, format_func=str.upper, key=LANGUAGE_KEY, required=True
        )
        address = network_address(PACK, chosen, tour, settings().hosts)
        files, code = st.columns([1.6, 1]) if with_code else (st.container(), None)
        with files:
            for kind in KINDS:
                st.download_button(
                    kind.label(),
                    lambda kind=kind: make_file(kind.key, told(str(language)), address),  # type: ignore[misc]
                    file_name=f"suluh-studi-tiru-{story.story_id}-{language}.{kind.ending}",
                    mime=kind.mime,
                    key=f"tour_pack_{kind.key}",
                    on_click="ignore",
                    width="stretch",
                    type="primary" if kind.key == "all" else "secondary",
                )
        if code is not None:
            with code:
                _draw_code(address)
        st.caption(plain(f"{story.story_id} · sha256 {story.digest[:12]}…"))


def _draw_code(address: str | None) -> None:
    """The QR code of the pack's own page, or how to make it reachable."""
    if address is None:
        st.caption(
            plain(_("Kode QR muncul setelah nama host jaringan setempat ditulis pada hosts di suluh.toml, dan server "
                    "mendengarkan pada alamat jaringan."))
        )  # fmt: skip
        return
    import segno

    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=8, border=2, dark="#15212B")
    st.image(picture.getvalue(), width=168)
    st.caption(plain(_("Pindai untuk mengunduh di jaringan yang sama.")))
