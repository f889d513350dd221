"""Klaster UMKM: published counts side by side, the projection shown as one, honest gaps, in both languages."""

from __future__ import annotations

import re

import pytest

from components import i18n
from components.clusters.reference import TEMPLATE_COLUMNS, template
from data_access.catalog import load_catalogue
from tests import screen

PAGE = "clusters.py"


def open_page(app, code: str, compared: str = "", language: str = "id", **more: str):
    address = {"daerah": code, "bahasa": language} | ({"banding": compared} if compared else {})
    at = app(address, PAGE, **more)
    assert not at.exception and not at.error
    return at


def test_the_counts_of_sumedang_and_purwakarta(app) -> None:
    at = open_page(app, "3211", "3214")
    shown = screen.panel(at, "counts")
    for figure in ("21.735", "12.415", "54.347", "26.378", "26.006", "13.328", "176.898", "132.816", "8.000", "621"):
        assert figure in shown, figure
    assert "belum tersedia" in shown and "Januari 2021" in shown
    assert "Jangan dijumlah atau dibandingkan antarbaris." in shown
    for badge in ("resmi", "kutipan pers", "proyeksi", "dilaporkan sendiri"):
        assert badge in shown
    assert screen.title(at) == "Kab. Sumedang: 7 hitungan usaha dan koperasi, 7 definisi"


@pytest.mark.parametrize("code", ["3211", "3578", "9401", "32"])
def test_the_growth_of_the_projection_is_computed_for_everyone(app, code: str) -> None:
    at = open_page(app, code)
    shown = screen.panel(at, "projection")
    assert "189 pertumbuhan dari 27 daerah" in shown
    assert "terendah +6,185 %, tertinggi +6,190 %" in shown
    rows = screen.table(at, "projection")
    assert [row[0] for row in rows[1:]] == [str(year) for year in range(2017, 2024)]
    assert {row[3] for row in rows[1:]} == {"27"}
    assert all(cell.startswith(("+6,18", "+6,19")) for row in rows[1:] for cell in row[1:3])
    assert not re.search(r"peringkat \d", shown)


def test_the_projection_beside_real_counts_of_the_same_year(app) -> None:
    rows = screen.table(open_page(app, "3211", "3214"), "ratio")[1:]
    found = {(row[0], row[2]): (row[3], row[4]) for row in rows}
    assert found == {
        ("Kab. Cianjur", "53.084 (2021)"): ("338.612 (2021)", "6,4 kali"),
        ("Kab. Karawang", "99.397 (2022)"): ("334.902 (2022)", "3,4 kali"),
        ("Kab. Purwakarta", "8.500 (2018)"): ("98.376 (2018)", "11,6 kali"),
        ("Kab. Purwakarta", "8.000 (Januari 2021)"): ("117.790 (2021)", "14,7 kali"),
        ("Kota Cirebon", "2.426 (2023)"): ("61.234 (2023)", "25,2 kali"),
    }


def test_the_rate_names_its_population(app) -> None:
    at = open_page(app, "3211", "3214")
    shown = screen.words(at)
    assert "Jumlah penduduk terdaftar (administrasi kependudukan)" in shown
    assert "17,72" in shown and "18,31" in shown  # 21.735 over 1.226.660 registered, 1.187.133 projected
    assert "n = 27 dari 27 daerah." in screen.panel(at, "industry_rates")


def test_workers_per_unit(app) -> None:
    at = open_page(app, "3211", "3214")
    at.segmented_control(key="clusters_rate").set_value("workers_per_unit").run()
    assert not at.exception and not at.error
    assert "tenaga kerja IMK ÷ unit IMK" in screen.panel(at, "industry_rates")


def test_fostered_by_sector(app) -> None:
    at = open_page(app, "3211", "3214")
    rows = screen.table(at, "fostered")
    assert rows[0] == ["Daerah", "Tahun", "Kuliner", "Fesyen", "Kerajinan", "Agribisnis", "Lainnya", "Semua"]
    assert ["Kab. Sumedang", "2021", "110", "15", "17", "2", "0", "144"] in rows
    assert ["Kab. Purwakarta", "2019", "17", "4", "0", "0", "1", "22"] in rows
    assert "Kuota program 2021 hampir sama di setiap daerah" in screen.panel(at, "fostered")


def test_cooperatives(app) -> None:
    rows = screen.table(open_page(app, "3211", "3214"), "cooperatives")
    assert ["Kab. Sumedang", "2021", "621", "240", "38,6", "kutipan pers"] in rows
    assert ["Kab. Purwakarta", "2024", "596", "566", "95,0", "kutipan pers"] in rows


def test_a_series_break_of_cooperatives_is_named(app) -> None:
    assert "Koperasi tidak aktif dikeluarkan dari daftar" in screen.panel(open_page(app, "3578"), "cooperatives")


def test_the_shares_of_jawa_timur(app) -> None:
    rows = screen.table(open_page(app, "3578"), "shares")
    values = {(row[2], row[3], row[4]) for row in rows[1:]}
    assert {("2020", "57,25 %", "resmi"), ("2024", "60,08 %", "resmi"), ("2021", "44 %", "perkiraan")} <= values
    assert "Angka nasional: belum tersedia." in screen.panel(open_page(app, "3211"), "shares")


def test_recorded_businesses_where_an_office_counted(app) -> None:
    at = open_page(app, "3522")
    assert "UMKM terdata di dinas: 91.751 unit usaha, 2025, kutipan pers" in screen.lede(at)


def test_the_law_and_the_quotient(app) -> None:
    at = open_page(app, "3211")
    rows = screen.table(at, "law")
    assert rows[1][:3] == ["Mikro", "paling banyak Rp1 miliar", "paling banyak Rp2 miliar"]
    assert rows[3][2] == "di atas Rp15 sampai Rp50 miliar"
    assert "LQ belum dapat dihitung" in screen.panel(at, "quotient")
    frame, guide = template("3211")
    assert tuple(frame.columns) == TEMPLATE_COLUMNS == tuple(guide)
    assert len(frame) == 1


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("code", ["9401", "1101", "3404", "32", "35", "94"])
def test_a_region_without_figures_says_what_would_fill_them(app, code: str, language: str) -> None:
    at = open_page(app, code, language=language)
    gap = " ".join(load_catalogue().indicator("umkm_recorded_units").gap(language).split())
    assert gap in screen.panel(at, "counts")
    assert not re.search(r"(?:peringkat|rank) \d", screen.panel(at, "counts"))


def test_in_english(app) -> None:
    at = open_page(app, "3211", "3214", "en")
    shown = screen.panel(at, "counts")
    assert "21,735" in shown and "176,898" in shown
    assert load_catalogue().indicator("micro_small_industry_units").name("en") in shown


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_an_empty_warehouse(app, language: str) -> None:
    at = open_page(app, "3211", "3214", language, warehouse="empty")
    assert screen.title(at)
