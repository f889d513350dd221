"""Satu Data: every indicator is listed with its reach, and the chosen one with its provenance."""

from __future__ import annotations

import pytest

from components import i18n
from data_access.catalog import load_catalogue
from tests import screen

ROWS = 15  # of one page of the list


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_list_holds_every_indicator(app, language: str) -> None:
    at = app({"bahasa": language}, "catalogue.py")
    entries = load_catalogue().indicators
    assert str(len(entries)) in screen.title(at)
    found: list[str] = []
    for page in range(1, -(-len(entries) // ROWS) + 1):
        at.pagination[0].set_value(page).run()
        found += [next(cell for cell in row if cell in entries) for row in screen.table(at, "catalogue")[1:]]
    assert sorted(found) == sorted(entries)


def test_the_list_is_narrowed_by_words_and_topic(app) -> None:
    at = app({}, "catalogue.py")
    at.text_input(key="catalogue_search").set_value("pengangguran").run()
    shown = [row[1] for row in screen.table(at, "catalogue")[1:]] + [
        row[0] for row in screen.table(at, "catalogue")[1:]
    ]
    assert "unemployment_rate" in shown and "hdi" not in shown
    at.text_input(key="catalogue_search").set_value("tidak mungkin ada").run()
    assert "Tidak ada indikator yang cocok" in screen.words(at)
    at.text_input(key="catalogue_search").set_value("").run()
    at.selectbox(key="catalogue_topic").set_value("koperasi").run()
    assert not at.error
    assert len(screen.table(at, "catalogue")) - 1 == 3


def test_choosing_an_indicator_writes_the_address(app) -> None:
    at = app({"periode": "2024"}, "catalogue.py")
    at.selectbox(key="catalogue_indicator").set_value("hdi").run()
    assert not at.error
    assert at.query_params["indikator"] == "hdi" and "periode" not in at.query_params


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_passport_and_the_reach_of_an_indicator(app, language: str) -> None:
    at = app({"indikator": "umkm_projected_units", "bahasa": language}, "catalogue.py")
    entry = load_catalogue().indicator("umkm_projected_units")
    passport = screen.panel(at, "catalogue_passport")
    for text in (entry.definition(language), entry.gap(language), *(caveat(language) for caveat in entry.caveats)):
        assert " ".join(text.split()) in passport
    reach = {row[0]: row for row in screen.table(at, "coverage")[1:]}
    assert reach["2023"][1] == "27/514"
    assert "belum tersedia" in reach["2023"] or "not available" in " ".join(reach["2023"])


def test_losing_figures_are_listed_with_their_rule(app) -> None:
    at = app({"indikator": "gdp_growth"}, "catalogue.py")
    rows = screen.table(at, "conflicts")
    assert any("5,33 (s059)" in row and "5,35 (s133)" in row for row in rows)
    assert "terbitan yang lebih baru" in screen.panel(at, "conflicts")


def test_breaks_are_listed(app) -> None:
    at = app({"indikator": "cooperatives_active"}, "catalogue.py")
    assert "Koperasi tidak aktif dikeluarkan dari daftar" in screen.panel(at, "breaks")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_without_figures_every_indicator_is_still_described(app, language: str) -> None:
    at = app({"bahasa": language}, "catalogue.py", "empty")
    assert not at.error
    assert str(len(load_catalogue().indicators)) in screen.title(at)
    row = screen.table(at, "catalogue")[1]
    assert "0" in row  # no region has a value
    assert any(cell.startswith(("belum tersedia", "not available")) for cell in row)


def test_what_the_audit_would_ask_is_listed(app) -> None:  # type: ignore[no-untyped-def]
    at = app({"daerah": "3211"}, "catalogue.py")
    drawn = screen.panel(at, "findings")
    assert "pertanyaan kepada penerbit, bukan koreksi" in drawn
    for text in ("rumus tidak cocok", "Kabupaten Jepara", ", indeks", "71,38", "71,88"):
        assert text in drawn, text
