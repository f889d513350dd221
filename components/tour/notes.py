"""The presenter's window: the chapter's notes and figures in words, and the same keys as the stage."""

from __future__ import annotations

import streamlit as st

from components import formats
from components.i18n import _
from components.notices import plain
from components.selection import Selection
from components.tour.addresses import address_of
from components.tour.models import Story
from components.tour.state import Tour

TOUR = "studi-tiru"


def draw_notes(tour: Tour, story: Story) -> None:
    """The chapter now on stage, large enough to be read at arm's length."""
    last = len(story.chapters) - 1
    chapter = story.chapters[min(tour.place, last)]
    with st.container(key="tour_notes"):
        with st.container(key="eyebrow"):
            where = _("Bab {n} dari {all}", n=formats.count(chapter.number), all=formats.count(last + 1))
            who = _("{visitor} ke {host}", visitor=story.visitor.short, host=story.host.short)
            st.markdown(plain(f"{_('Catatan penyaji')} · {who} · {where} · {chapter.name}"))
        st.title(plain(chapter.title), anchor=False)
        _draw_keys(tour, last)
        if chapter.lede:
            with st.container(key="lede"):
                st.markdown(plain(chapter.lede))
        if not chapter.has_rows:
            st.info(plain(chapter.missing), icon=":material/radio_button_unchecked:")
        st.markdown("\n".join(f"- {plain(note)}" for note in chapter.notes))
        for row in chapter.practices:
            st.markdown(f"**{plain(row.name)}**  \n{plain(row.record)}  \n:small[{plain(row.source)}]")
        if chapter.spoken:
            with st.container(key="panel_tour_spoken"):
                st.subheader(_("Angka bab ini, untuk dibacakan"), anchor=False)
                st.markdown("\n".join(f"- {plain(line)}" for line in chapter.spoken))
        following = story.chapters[tour.place + 1] if tour.place < last else None
        st.caption(plain(_("Berikutnya: {title}", title=following.title) if following else _("Ini bab terakhir.")))
        st.caption(plain(chapter.foot))


def draw_no_tour(chosen: Selection) -> None:
    st.title(_("Belum ada tur"), anchor=False)
    st.info(plain(_("Buka panggung studi tiru dan pilih tamu; catatan ini lalu mengikutinya.")), icon=":material/info:")
    st.link_button(_("Buka studi tiru"), address_of(TOUR, chosen))


def _draw_keys(tour: Tour, last: int) -> None:
    back, onward = st.columns(2)
    back.button(
        _("Kembali"),
        icon=":material/chevron_left:",
        key="tour_back",
        on_click=lambda: tour.step(tour.place - 1, last),
        disabled=tour.place == 0,
        width="stretch",
        shortcut="Left",
    )
    onward.button(
        _("Lanjut"),
        icon=":material/chevron_right:",
        key="tour_next",
        type="primary",
        on_click=lambda: tour.step(tour.place + 1, last),
        disabled=tour.place >= last,
        width="stretch",
        shortcut="Right",
    )
