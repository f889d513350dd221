"""Perlu perhatian: what Sumedang and Purwakarta should look at, the rules in words, and links to the evidence."""

from __future__ import annotations

import datetime as dt

import pytest

from components import i18n
from data_access.attention import load_rules
from pages import data
from tests import screen

DAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The calendar stands still: what is late today is late in every run."""
    monkeypatch.setattr(data, "today", lambda: DAY)


def test_the_three_that_matter_in_sumedang(app) -> None:
    at = app({"daerah": "3211"}, "attention.py")
    assert not at.error and not at.exception
    assert screen.title(at) == "Kabupaten Sumedang: 3 angka perlu dilihat, 41 angka baru ditunggu"
    first = screen.panel(at, "first")
    assert "▼ Memburuk Pertumbuhan turun dua tahun berturut-turut, kini 4,05 %" in first
    assert "5,03 % (2022), 5,01 % (2023), 4,05 % (2024)." in first
    assert "○ Belum ada angka baru Stunting survei 2024 belum dimuat; terakhir 14,4 % (2023)" in first
    assert "◇ Seri terputus IDSD prasarana 2024 tidak sebanding dengan 2023" in first
    assert "jauh di bawah median 27 kab/kota Jawa Barat (5,12 %)" in screen.panel(at, "rule_outlier")


def test_purwakarta_missed_its_published_target(app) -> None:
    at = app({"daerah": "3214", "bahasa": "en"}, "attention.py")
    first = screen.panel(at, "first")
    assert "▼ Moving away Investment, year Rp8.12 trillion (2024), below the target of Rp11.20 trillion" in first
    assert "Achievement 72.5 %." in first
    assert "its 2 parts add up to Rp8.10 trillion" in screen.panel(at, "rule_broken_total")


def test_each_finding_leads_to_its_figures(app) -> None:
    at = app({"daerah": "3211"}, "attention.py")
    links = [e.proto for e in screen.walk(at._tree) if getattr(e, "type", "") == "page_link"]
    assert len(links) == 44
    assert "indikator=gdp_growth" in links[0].query_string and "periode=2024" in links[0].query_string
    assert "indikator=stunting_prevalence_survey" in links[1].query_string and "periode" not in links[1].query_string


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_rule_is_printed(app, language: str) -> None:
    at = app({"daerah": "3211", "bahasa": language}, "attention.py")
    rules = screen.table(at, "attention_rules")[1:]
    assert len(rules) == len(load_rules())


@pytest.mark.parametrize("code", ["32", "9401", "3578", "95"])
def test_regions_of_every_kind(app, code: str) -> None:
    at = app({"daerah": code}, "attention.py")
    assert not at.error and not at.exception and screen.title(at)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_without_figures_nothing_needs_attention(app, language: str) -> None:
    at = app({"daerah": "3211", "bahasa": language}, "attention.py", "empty")
    assert not at.error and not at.exception
    expected = {"id": "tidak ada yang perlu perhatian", "en": "nothing needs attention"}[language]
    assert expected in screen.title(at)


def test_with_the_warehouse_down_a_notice_is_shown(app) -> None:
    at = app({"daerah": "3211"}, "attention.py", "down")
    assert at.error and not at.exception


def test_the_front_page_names_three_and_leads_to_all(app) -> None:
    at = app({"daerah": "3211"}, "overview.py")
    shown = screen.panel(at, "attention")
    assert shown.count("Lihat\n") == 3 and "Pertumbuhan turun dua tahun" in shown and "Semua temuan" in shown
