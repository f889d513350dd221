"""Klaim: every claim with a verdict that follows from the loaded figures, in both languages, with data and without."""

from __future__ import annotations

import pytest

from components.claims.words import claim_label
from components.i18n import use
from data_access.claims import load_claims
from tests import screen

PAGE = "claims.py"
VERDICTS = {
    "stunting_halved": "sebagian",
    "stunting_points_as_percent": "sebagian",
    "stunting_weighed": "sebagian",
    "extraordinary_years": "sebagian",
    "ahead_digital": "tidak didukung",
    "ahead_industry": "didukung",
    "internet_penetration": "tidak sebanding",
    "forest_share": "tidak ada data",
    "hundred_thousand_jobs": "tidak ada data",
    "spbe_rise": "tidak sebanding",
    "investment_2022": "didukung",
    "investment_2024": "didukung",
    "poverty_fell": "tidak ada data",
    "transactions_saturated": "tidak ada data",
}


@pytest.fixture
def register(app):  # type: ignore[no-untyped-def]
    return app({"daerah": "3211"}, PAGE)


def test_every_claim_has_its_verdict_figures_and_who_said_it(register) -> None:  # type: ignore[no-untyped-def]
    assert not register.error and not register.exception
    assert screen.title(register) == "3 dari 14 klaim didukung penuh oleh angka"
    assert set(VERDICTS) == set(load_claims())
    for key, verdict in VERDICTS.items():
        drawn = screen.panel(register, f"claim_{key}").split("\n")
        assert any(line.strip() == verdict for line in drawn), (key, verdict)
        assert "Cara hitung: " in "\n".join(drawn), key
    stunting = screen.panel(register, "claim_stunting_halved")
    for text in ("27,6 (2022) → 14,4 (2023)", "−13,2 poin atau −47,8 %", "−4,6 %", "tanggal belum tercatat"):
        assert text in stunting, text
    assert "16 indikator membaik dan 7 memburuk" in screen.panel(register, "claim_extraordinary_years")
    assert "jadi 149,3 % target" in screen.panel(register, "claim_investment_2022")
    assert "melintasi patahan seri" in screen.panel(register, "claim_spbe_rise")
    assert "77,02 %" in screen.panel(register, "claim_internet_penetration")


def test_one_verdict_may_be_chosen(register) -> None:  # type: ignore[no-untyped-def]
    register.button_group(key="claims_filter").select("no_data").run()
    assert not register.error and not register.exception
    words = screen.words(register)
    assert "40,15 persen wilayah Bojonegoro" in words and "turun 50 persen" not in words


def test_in_english(app) -> None:  # type: ignore[no-untyped-def]
    at = app({"daerah": "3211", "bahasa": "en"}, PAGE)
    drawn = screen.panel(at, "claim_stunting_halved")
    assert not at.error and "−47.8 %" in drawn and "fell by 50 percent" in drawn and "27,6" not in drawn
    use("en")
    assert claim_label("partly") in drawn


def test_without_figures_nothing_is_supported(app) -> None:  # type: ignore[no-untyped-def]
    at = app({"daerah": "3211"}, PAGE, warehouse="empty")
    assert not at.error and not at.exception
    assert screen.title(at) == "0 dari 14 klaim didukung penuh oleh angka"
    assert "tidak ada data" in screen.panel(at, "claim_stunting_halved")


def test_with_the_warehouse_down_there_is_a_notice(app) -> None:  # type: ignore[no-untyped-def]
    at = app({"daerah": "3211"}, PAGE, warehouse="down")
    assert any("tidak dapat dihubungi" in screen.unmarked(element.value) for element in at.error)
