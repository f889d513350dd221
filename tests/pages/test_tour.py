"""Studi tiru: the stage re-centres on any pair, notes and pack keep step, the register writes only here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import writing
from components.tour import state
from tests import screen

PAIR = {"daerah": "3211", "banding": "3214"}
PAGES = ("tour.py", "tour_notes.py", "tour_pack.py", "adoptions.py")


@pytest.fixture(autouse=True)
def journal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("SULUH_JOURNAL_URL", f"sqlite:///{tmp_path}/journal.sqlite3")
    yield


@pytest.mark.parametrize(("language", "title"), [("id", "Kabupaten Purwakarta belajar ke Kabupaten Sumedang"),
                                                 ("en", "Kabupaten Purwakarta visits Kabupaten Sumedang")])  # fmt: skip
def test_the_stage_in_both_languages(app: Callable[..., AppTest], language: str, title: str) -> None:
    at = app(PAIR | {"bahasa": language}, "tour.py")
    assert not at.error and not at.exception
    assert screen.title(at) == title
    words = screen.words(at)
    for text in ("6,08", "7,54") if language == "id" else ("6.08", "7.54"):
        assert text in words
    assert len(at.query_params["tur"][0] if isinstance(at.query_params["tur"], list) else at.query_params["tur"]) == 8


def test_another_visitor_re_centres_everything(app: Callable[..., AppTest]) -> None:
    at = app(PAIR, "tour.py")
    at.selectbox(key="tour_visitor").select("3578").run()
    assert not at.error and not at.exception
    assert screen.title(at) == "Kota Surabaya belajar ke Kabupaten Sumedang"
    words = screen.words(at)
    assert "Surabaya unggul di" in words and "Purwakarta unggul" not in words


def test_host_and_visitor_change_places(app: Callable[..., AppTest]) -> None:
    at = app(PAIR, "tour.py")
    next(button for button in at.button if button.label == "Tukar").click().run()
    assert screen.title(at) == "Kabupaten Sumedang belajar ke Kabupaten Purwakarta"


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


def test_the_pack_offers_every_file(app: Callable[..., AppTest]) -> None:
    at = app(PAIR, "tour_pack.py")
    assert not at.error and not at.exception
    words = screen.words(at)
    for label in ("Seluruh paket (ZIP)", "Dokumen PDF A4", "Angka XLSX dengan metadata", "Perangkat replikasi (ZIP)"):
        assert label in words
    assert "3214-3211-" in words and "sha256" in words


@pytest.mark.parametrize("page", ["tour.py", "adoptions.py"])
def test_without_a_visitor_the_installation_offers_its_own(app: Callable[..., AppTest], page: str) -> None:
    at = app({"daerah": "3211", "banding": "3211"}, page)
    assert screen.title(at) == "Siapa yang berkunjung?"
    (offer,) = [button for button in at.button if "Purwakarta" in button.label]
    offer.click().run()
    assert not at.error and "Purwakarta" in screen.title(at)


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_warehouse_says_so(app: Callable[..., AppTest], page: str) -> None:
    at = app(PAIR, page, warehouse="empty")
    assert not at.error and not at.exception
    if page == "tour.py":
        words = screen.words(at)
        assert "Belum ada indikator yang sebanding" in words and "belum tersedia" in words


@pytest.mark.parametrize("page", PAGES)
def test_a_warehouse_that_is_down_is_told_with_a_reference(app: Callable[..., AppTest], page: str) -> None:
    at = app(PAIR, page, warehouse="down")
    assert not at.exception
    assert any("Nomor acuan" in screen.unmarked(error.value) for error in at.error)


@pytest.mark.parametrize(("host", "visitor"), [("3201", "3271"), ("32", "35"), ("3171", "9401"), ("1101", "5371")])
def test_other_pairs(app: Callable[..., AppTest], host: str, visitor: str) -> None:
    at = app({"daerah": host, "banding": visitor, "bahasa": "en"}, "tour.py")
    assert not at.error and not at.exception


def test_an_odd_tour_id_is_dropped(app: Callable[..., AppTest]) -> None:
    at = app(PAIR | {"tur": "<script>"}, "tour.py")
    assert not at.error and "<script>" not in screen.raw(at)


def test_an_adoption_is_entered_moved_on_and_read_back(
    app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "may_write", lambda: True)
    monkeypatch.setattr(writing, "actor", lambda: "loopback")
    at = app(PAIR, "adoptions.py")
    box = next(b for b in at.selectbox if b.label == "Praktik tercatat")
    box.select("sumedang_villages")
    next(t for t in at.text_input if t.label.startswith("Kantor")).input("Dinas PMD Purwakarta")
    at.text_area[0].input("Mulai dari dua kecamatan")
    next(b for b in at.button if b.label == "Catat dan bekukan angkanya").click().run()
    assert not at.error and not at.exception
    words = screen.words(at)
    for text in (
        "Pendampingan desa",
        "46,99 (2024)",
        "Belum ada angka yang lebih baru.",
        "Dinas PMD Purwakarta",
        "kenal",
    ):
        assert text in words, text
    stage_box = next(b for b in at.selectbox if str(b.key).startswith("adoption_stage_"))
    stage_box.select("pilot").run()
    assert not at.error
    assert any(row[4] == "pilot" for element in screen.walk(at._tree) if getattr(element, "type", "") == "table"
               for row in element.value.to_numpy().tolist() if len(row) > 8)  # fmt: skip


def test_from_elsewhere_the_register_is_read_only(app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "may_write", lambda: False)
    at = app(PAIR, "adoptions.py")
    assert "hanya dapat dibaca" in screen.words(at)
    assert not any("Catat" in button.label for button in at.button)
