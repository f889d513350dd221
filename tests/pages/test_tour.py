"""Studi tiru: the stage re-centres on any pair; its companions work with nobody to visit, no data, no warehouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

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
