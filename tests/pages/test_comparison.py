"""Banding daerah: published figures side by side, fair verdicts, refusals with their reason, in both languages."""

from __future__ import annotations

import pytest

from tests import screen

PAGE = "comparison.py"
TEN = "3214,3204,3210,3213,3209,3207,3273,3278,3217"


def test_sumedang_against_purwakarta(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, PAGE)
    assert not at.error and not at.exception
    assert "Kab. Sumedang" in screen.title(at) and "Kab. Purwakarta" in screen.title(at)
    assert screen.lede(at).startswith("Dari 37 indikator yang sebanding, Kabupaten Sumedang unggul pada 16, ")
    drawn = screen.panel(at, "dumbbell")
    for text in ("Pengangguran", "persen, Agustus 2025", "6,08", "7,54", "2,0 MAD", "27 kab/kota Jawa Barat"):
        assert text in drawn, text


def test_the_changes_of_2019_to_2022_and_their_medians(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, PAGE)
    drawn = screen.panel(at, "changes")
    assert "Kab. Sumedang: 16 membaik, 7 memburuk, 2 tetap; 5 melampaui tren, 9 setara, 11 di bawah tren." in drawn
    for text in ("Kemiskinan", "9,05", "10,14", "+1,09", "median 27: +1,23 poin", "melampaui"):
        assert text in drawn, text
    trend = screen.panel(at, "trend")
    assert (
        "Kab. Sumedang 2019 → 2022: +0,02 poin. Peringkat 10 → 10. Dibanding perubahan median 27 sebaya: 0,00" in trend
    )
    assert "Kab. Purwakarta 2019 → 2022: −0,98 poin. Peringkat 25 → 17." in trend


def test_growth_over_a_break_is_refused_with_ranges_that_work(app) -> None:
    at = app({"daerah": "3211", "banding": "3214", "indikator": "hdi"}, PAGE)
    trend = screen.panel(at, "trend")
    assert "Pertumbuhan Kab. Sumedang 2019 → 2022 ditolak." in trend
    assert "Rentang yang dapat dihitung: 2020–2025; 2015–2022 (IPM lama SP2010)." in trend
    assert "IPM lama SP2010" in trend and "75,50" in trend


def test_who_leads_in_what_and_when_it_would_be_closed(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, PAGE)
    board = screen.panel(at, "board")
    for text in ("← Purwakarta mendahului", "Sumedang mendahului →", "1,46 poin", "≈ 15 tahun", "Rp46,57 juta",
                 "tidak tersusul", "jarak melebar"):  # fmt: skip
        assert text in board, text


def test_the_ranking_prints_shared_ranks_and_their_range(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, PAGE)
    ranked = screen.panel(at, "ranked")
    assert "peringkat 6 dari 27; yang setara dengannya menempati peringkat 6 sampai 10" in ranked
    far = screen.panel(app({"daerah": "3211", "banding": "3578", "indikator": "poverty_rate"}, PAGE), "ranked")
    assert "262=" in far and "Kab. Supiori" in far and "42,56" in far


def test_a_what_if_moves_rank_and_year(app) -> None:
    at = app({"daerah": "3214", "banding": "3211"}, PAGE)
    shown = screen.panel(at, "whatif")
    assert "Bukan ramalan" in shown and "menyamai Kab. Sumedang" in shown
    pace = next(element for element in at.number_input if element.key.startswith("banding_pace"))
    pace.set_value(-0.5).run()
    assert not at.error and not at.exception
    moved = screen.panel(at, "whatif")
    assert "Dengan −0,50 poin per tahun, Kabupaten Purwakarta bernilai 5,04 % pada 2030" in moved
    row = next(row for row in screen.table(at, "whatif") if row[0] == "menyamai Kab. Sumedang")
    assert row[1:] == ["6,08 %", "2028", "−0,29 poin"]


def test_other_groups_of_peers_may_be_chosen(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, PAGE)
    at.selectbox(key="banding_group").select("serupa")
    (apply,) = [button for button in at.button if button.label == "Terapkan"]
    apply.click().run()
    assert not at.error and not at.exception
    assert "20 daerah paling serupa dengan Kab. Sumedang" in screen.panel(at, "dumbbell")


def test_in_english(app) -> None:
    at = app({"daerah": "3211", "banding": "3214", "bahasa": "en"}, PAGE)
    drawn = screen.panel(at, "dumbbell")
    assert not at.error
    assert "6.08" in drawn and "7.54" in drawn and "6,08" not in drawn


def test_what_cannot_be_compared_says_why(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, PAGE)
    text = screen.panel(at, "gaps")
    assert "indikator yang tidak pernah dinilai" in text
    drawn = screen.panel(at, "dumbbell")
    for never in ("PDRB berlaku", "UMKM proyeksi"):  # an amount, a projection
        assert never not in drawn


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ({"daerah": "3211", "banding": "3578"}, "514 kabupaten dan kota Indonesia"),  # another province
        ({"daerah": "3211", "banding": "32"}, "514 kabupaten dan kota Indonesia"),  # a part against the whole
        ({"daerah": "32", "banding": "35"}, "38 provinsi"),
        ({"daerah": "9401", "banding": "1101"}, "514 kabupaten dan kota Indonesia"),
        ({"daerah": "3171", "banding": "3172"}, "514 kabupaten dan kota Indonesia"),  # fewer than ten in the province
    ],
)
def test_the_peers_are_named(app, address: dict[str, str], group: str) -> None:
    at = app(address, PAGE)
    assert not at.error and not at.exception
    assert group in screen.panel(at, "dumbbell")


def test_a_province_beside_a_regency_is_said_to_be_a_whole(app) -> None:
    at = app({"daerah": "3211", "banding": "32"}, PAGE)
    assert "Provinsi adalah keseluruhan daerahnya" in screen.panel(at, "dumbbell")


def test_ten_regions_have_numbered_rings_and_pairwise_verdicts(app) -> None:
    at = app({"daerah": "3211", "banding": TEN}, PAGE)
    assert not at.error and not at.exception
    drawn = screen.panel(at, "dumbbell")
    assert "\n10\n" in drawn and "Kab. Bandung Barat" in drawn
    assert "terhadap Kabupaten Purwakarta" in screen.lede(at)
    assert "10 Kab. Bandung Barat" in screen.panel(at, "trend")


def test_without_a_comparator_the_installation_offers_its_own(app) -> None:
    at = app({"daerah": "3211", "banding": "3211"}, PAGE)
    assert screen.title(at) == "Pilih daerah pembanding"
    (offer,) = [button for button in at.button if "Purwakarta" in button.label]
    offer.click().run()
    assert at.query_params["banding"] in ("3214", ["3214"])
    assert "Kab. Purwakarta" in screen.title(at)


def test_an_empty_warehouse_says_so(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, PAGE, warehouse="empty")
    assert not at.error and not at.exception
    assert screen.title(at) == "Belum ada data untuk dibandingkan"
    assert any("belum punya angka" in screen.unmarked(element.value) for element in at.info)


def test_a_topic_narrows_the_rows_and_other_years_may_be_chosen(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, PAGE)
    at.selectbox(key="banding_topic").select("kemiskinan")
    at.selectbox(key="banding_start").select(2015)
    (apply,) = [button for button in at.button if button.label == "Terapkan"]
    apply.click().run()
    assert not at.error and not at.exception
    assert "Kemiskinan" in screen.panel(at, "dumbbell") and "Pengangguran" not in screen.panel(at, "dumbbell")
    assert "2015 → 2022" in screen.panel(at, "changes")
