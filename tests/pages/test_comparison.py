"""Banding daerah: published figures side by side, fair verdicts, refusals with their reason, in both languages."""

from __future__ import annotations

import pytest

from components.comparison.pairs import MAX_ROWS
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
    head, *rows = screen.table(at, "changes")
    by_name = {row[0].split(",")[0]: dict(zip(head, row, strict=True)) for row in rows}
    jobless = by_name["Tingkat pengangguran terbuka"]
    assert jobless["Kab. Sumedang, 2019 → 2022"] == "7,70 → 7,72"
    assert jobless["Perubahan Kab. Sumedang"] == "+0,02 poin, memburuk"
    assert jobless["Tren Kab. Sumedang"] == "setara tren"
    assert jobless["Kab. Purwakarta, 2019 → 2022"] == "9,73 → 8,75"
    assert jobless["Tren Kab. Purwakarta"] == "melampaui tren"
    assert "(n 27)" in jobless["Median sebaya"]


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
    assert len(screen.table(at, "changes")) <= MAX_ROWS + 1
