"""The profile: exact published figures beside province and median, honest gaps, in both languages."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from components import exports, i18n
from components.profile.tables import figures_table, file_passport
from components.profile.view import is_judgeable
from data_access.catalog import load_catalogue
from tests import screen

TOPICS = [topic for topic, entries in load_catalogue().by_topic().items() if entries]


def row(at, topic: str, name: str) -> dict[str, str]:
    """One row of a topic's table by the name of its indicator; the first table of the panel."""
    for table in tables(at, topic):
        if name in [cells[0] for cells in table[1:]]:
            return dict(zip(table[0], next(cells for cells in table[1:] if cells[0] == name), strict=True))
    raise AssertionError(f"{name} is not in {topic}")


def tables(at, topic: str) -> list[list[list[str]]]:
    (block,) = [b for b in screen.walk(at._tree) if screen._key(b).endswith(f"-panel_topic_{topic}")]
    frames = [element.value for element in screen.walk(block) if getattr(element, "type", "") == "table"]
    return [
        [
            [screen.unmarked(str(name)) for name in f.columns],
            *[[screen.unmarked(str(cell)) for cell in cells] for cells in f.to_numpy()],
        ]
        for f in frames
    ]


def facts(at) -> dict[str, str]:
    return {cells[0]: cells[1] for cells in screen.table(at, "identity")[1:]}


def test_who_sumedang_is(app) -> None:
    at = app({"daerah": "3211"}, "profile.py")
    assert not at.error and not at.exception
    assert screen.title(at).startswith("Kabupaten Sumedang: unggul di ")
    found = facts(at)
    assert found["Kode BPS"] == "3211" and found["Kode Kemendagri"] == "32.11"
    assert "Kode BPS sejak 2023" not in found
    assert found["Tingkat"] == "Kabupaten di Provinsi Jawa Barat"
    assert found["Luas wilayah"].startswith("1.566,204 km², 2024 (resmi; Badan Informasi Geospasial (BIG))")
    assert found["Banyaknya kecamatan"] == "26"
    assert found["Penduduk terdaftar"].startswith("1.226.660 jiwa, 2024 (resmi; ")
    assert "belum ada data kecamatan" in screen.panel(at, "parts")
    assert "CC BY 3.0 IGO" in screen.panel(at, "locator")


def test_the_figures_of_sumedang_stand_beside_province_and_median(app) -> None:
    at = app({"daerah": "3211"}, "profile.py")
    hdi = load_catalogue().indicator("hdi")
    cells = row(at, hdi.topic, hdi.name("id"))
    assert cells["Nilai"] == "75,50" and cells["Peringkat"] == "12 dari 27"
    assert cells["Perubahan"] == "+0,93 sejak 2024" and cells["Median (n)"].endswith("(27)")
    assert cells["Asal angka"].startswith("resmi") and cells["Penerbit"] == "Badan Pusat Statistik (BPS)"
    jobless = load_catalogue().indicator("unemployment_rate")
    cells = row(at, jobless.topic, jobless.name("id"))
    rows = {
        (r["region_code"], r["period"]): r["value"]
        for r in screen.read_observations("unemployment_rate")
        if r["dimension"] == ""
    }
    period = max(p for code, p in rows if code == "3211")
    assert cells["Nilai"] == f"{float(rows['3211', period]):.2f}".replace(".", ",")
    assert cells["Jawa Barat"] == f"{float(rows['32', period]):.2f}".replace(".", ",")
    middle = pd.Series(
        [float(v) for (code, p), v in rows.items() if len(code) == 4 and code.startswith("32") and p == period]
    )
    assert cells["Median (n)"] == f"{middle.median():.2f} ({len(middle)})".replace(".", ",")


def test_the_overview_adds_up(app) -> None:
    cells = screen.table(app({"daerah": "3211"}, "profile.py"), "overview")[1:]
    *rows, total = [[int(text.replace(".", "")) for text in line[1:]] for line in cells]
    assert [sum(column) for column in zip(*rows, strict=True)] == total
    assert total[0] == len(load_catalogue().indicators)


@pytest.mark.parametrize(
    ("language", "number", "missing"), [("id", "1.226.660", "belum tersedia"), ("en", "1,226,660", "not available")]
)
def test_both_languages(app, language: str, number: str, missing: str) -> None:
    at = app({"daerah": "3211", "bahasa": language}, "profile.py")
    assert not at.error and not at.exception
    every = screen.words(at)
    assert number in every and missing in every
    assert load_catalogue().indicator("hdi").name(language) in every


@pytest.mark.parametrize("code", ["3578", "9401", "1221", "3404", "3101", "95", "32"])
def test_regions_of_every_kind(app, code: str) -> None:
    at = app({"daerah": code}, "profile.py")
    assert not at.error and not at.exception
    for topic in TOPICS:
        count = re.search(r"(\d+) indikator, (\d+) ada nilainya", screen.panel(at, f"topic_{topic}"))
        assert count and int(count[2]) <= int(count[1])


def test_a_papuan_regency_has_three_codes_and_no_kecamatan_outlines(app) -> None:
    at = app({"daerah": "9401"}, "profile.py")
    found = facts(at)
    assert (found["Kode BPS"], found["Kode BPS sejak 2023"], found["Kode Kemendagri"]) == ("9401", "9501", "93.01")
    assert "belum dimuat" in screen.panel(at, "parts")


def test_a_missing_area_names_what_would_fill_it(app) -> None:
    text = facts(app({"daerah": "1221"}, "profile.py"))["Luas wilayah"]
    assert text.startswith("belum tersedia") and "Padang Lawas" in text


def test_groups_say_whether_they_are_confirmed(app) -> None:
    assert facts(app({"daerah": "3522"}, "profile.py"))["Kelompok daerah"] == "Bakorwil Bojonegoro"
    jember = facts(app({"daerah": "3509"}, "profile.py"))["Kelompok daerah"]
    assert jember == "Bakorwil Jember (belum dipastikan)"


def test_a_province_stands_against_the_nation_and_38_provinces(app) -> None:
    at = app({"daerah": "32"}, "profile.py")
    found = facts(at)
    assert found["Tingkat"] == "Provinsi di Indonesia" and found["Banyaknya kabupaten dan kota"] == "27"
    assert "38 provinsi" in screen.lede(at)
    jobless = load_catalogue().indicator("unemployment_rate")
    cells = row(at, jobless.topic, jobless.name("id"))
    assert "Indonesia" in cells and cells["Median (n)"].endswith("(38)") and "dari 38" in cells["Peringkat"]


def test_a_projection_is_never_ranked_nor_judged(app) -> None:
    at = app({"daerah": "3211"}, "profile.py")
    entry = load_catalogue().indicator("umkm_projected_units")
    cells = row(at, entry.topic, entry.name("id"))
    assert cells["Peringkat"].startswith("tidak diperingkat [") and cells["Terhadap median"] == "tidak dinilai"
    assert entry.unranked_reason is not None
    assert " ".join(entry.unranked_reason("id").split()) in screen.panel(at, f"topic_{entry.topic}")


def test_fewer_than_ten_peers_have_no_rank(app) -> None:
    at = app({"daerah": "3404"}, "profile.py")
    assert not re.search(r"\d+ dari 5\b", screen.words(at))
    assert "Kurang dari 10 daerah" in screen.words(at)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_without_a_single_figure_every_indicator_is_a_gap(app, language: str) -> None:
    at = app({"daerah": "3211", "bahasa": language}, "profile.py", "empty")
    assert not at.error and not at.exception
    assert screen.title(at) == "Kabupaten Sumedang"
    gap = " ".join(load_catalogue().indicator("hdi").gap(language).split())
    assert gap in screen.words(at)


def test_the_files_hold_the_whole_profile(app, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    monkeypatch.setattr("components.profile.topics.draw_overview", kept.append)
    app({"daerah": "3211"}, "profile.py")
    (view,) = kept
    frame = figures_table(view)
    assert len(frame) == len(load_catalogue().indicators)
    hdi = frame.set_index("Kode indikator").loc["hdi"]
    assert hdi["Nilai"] == 75.5 and hdi["Peringkat"] == 12 and hdi["Dari n"] == 27 and hdi["Periode"] == "2025"
    gaps = frame[frame["Nilai"].isna()]
    assert len(gaps) and (gaps["Yang akan melengkapi"] != "").all() and (gaps["Periode"] == "").all()
    info = file_passport(view, "http://localhost/profil?daerah=3211")
    assert exports.to_csv(frame, info, "id").count(b"\r\n") == len(frame) + 1
    assert exports.to_xlsx(frame, info, "id").startswith(b"PK")
    judged = [line for line in view.lines if line.is_judged]
    assert judged and all(is_judgeable(line) for line in judged)


def test_the_most_similar_regions_are_explained(app) -> None:  # type: ignore[no-untyped-def]
    at = app({"daerah": "3211"}, "profile.py")
    drawn = screen.panel(at, "peers")
    for text in (
        "Kab. Lumajang",
        "Jawa Timur",
        "0,007",
        "penduduk 20 %",
        "Kerangka resmi Provinsi Jawa Barat (26 daerah lain)",
    ):
        assert text in drawn, text
    models = screen.panel(at, "role_models")
    assert "Kab. Wonogiri" in models and "per tahun sejak" in models
    (button,) = [button for button in at.button if button.key == "profile_compare"]
    assert screen.unmarked(button.label) == "Bandingkan dengan Kabupaten Lumajang"


def test_a_province_has_no_similar_regencies(app) -> None:  # type: ignore[no-untyped-def]
    at = app({"daerah": "32"}, "profile.py")
    assert not at.error and not at.exception
    assert "bukan kabupaten atau kota" in screen.panel(at, "peers")
