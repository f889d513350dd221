"""Catatan penyaji: in step with the stage, after a reload too."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from components.tour import state
from tests import screen

PAIR = {"daerah": "3211", "banding": "3214"}


def test_notes_follow_the_stage_and_lead_it(app: Callable[..., AppTest]) -> None:
    address = PAIR | {"tur": "abcd1234"}
    app(address, "tour.py")
    notes = app(address, "tour_notes.py")
    assert screen.title(notes) == "Selamat datang, Kabupaten Purwakarta"
    next(button for button in notes.button if button.label == "Lanjut").click().run()
    assert screen.title(notes).startswith("PDRB per kapita Purwakarta 2,1 kali")
    assert "42.652*" in screen.words(notes) and "Berikutnya: Purwakarta unggul di" in screen.words(notes)
    assert state.TOURS.join("abcd1234", state.dt.date.today()).place == 1
    again = app(address, "tour_notes.py")  # a reload lands in the same chapter
    assert screen.title(again) == screen.title(notes)


def test_notes_take_the_pair_of_the_stage(app: Callable[..., AppTest]) -> None:
    app(PAIR | {"banding": "3578", "tur": "efgh5678"}, "tour.py")
    notes = app(PAIR | {"tur": "efgh5678"}, "tour_notes.py")
    assert screen.title(notes) == "Selamat datang, Kota Surabaya"
