"""Beranda: exact published figures on the tiles, benchmarks named, gaps said, in both languages, for any region."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from components.overview.changes import pick_changes
from components.overview.missing import asked_for
from data_access.catalog import load_catalogue
from data_access.headlines import load_headlines
from tests import screen
from tests.screen import board

ALL_PANELS = ("tiles", "changes", "map", "standing", "missing")


def tiles(at) -> dict[str, dict[str, Any]]:
    (given,) = board(at, "suluh_tiles")
    assert len(given["tiles"]) == 6
    return {tile["key"]: tile for tile in given["tiles"]}


def _has_value(indicator_id: str, code: str) -> bool:
    return any(row["region_code"] == code and row["value"] for row in screen.read_observations(indicator_id))


def test_sumedang_at_a_glance(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, "overview.py")
    assert not at.exception and not at.error
    assert screen.title(at) == "Pengangguran di bawah Jawa Barat, kemiskinan di atasnya"
    assert screen.lede(at) == (
        "Pengangguran 6,08 % (Agustus 2025), Jawa Barat 6,77 %. Kemiskinan 8,81 % (Maret 2025), Jawa Barat 7,02 %."
    )
    shown = tiles(at)
    jobs = shown["unemployment_rate"]
    assert (jobs["value"], jobs["unit"], jobs["state"], jobs["state_text"]) == ("6,08", "%", "ahead", "Unggul")
    assert jobs["change"] == "−0,08 poin setahun, membaik"
    assert jobs["position"] == "peringkat 6 dari 27 · Jawa Barat 6,77 %"
    assert jobs["note"] == "Agustus 2025 · resmi · BPS"
    poor = shown["poverty_rate"]
    assert (poor["value"], poor["state"], poor["change"]) == ("8,81", "behind", "−0,29 poin setahun, membaik")
    growth = shown["gdp_growth"]
    assert (growth["value"], growth["state"]) == ("4,05", "behind")
    assert growth["note"].startswith("2024 · olahan") and "Jawa Barat 4,95 %" in growth["position"]
    assert shown["idsd_ict_adoption"]["value"] == "4,63"
    assert (shown["hdi"]["value"], shown["hdi"]["state_text"]) == ("75,50", "Setara")


def test_a_tile_without_the_latest_figure_is_hatched_and_names_the_last_one(app) -> None:
    tile = tiles(app({"daerah": "3211"}, "overview.py"))["stunting_prevalence_survey"]
    assert tile["value"] is None and tile["state"] == "unknown" and tile["state_text"] == "Tidak ada data"
    assert tile["change"] == "2024 belum tersedia; terakhir 14,4 % (2023)"
    assert tile["note"].startswith("kutipan pers") and tile["bullet"] is None


def test_the_past_is_drawn_with_its_gaps(app) -> None:
    """The index of 2023 was never loaded for Sumedang: no point stands in its place."""
    spark = tiles(app({"daerah": "3211"}, "overview.py"))["hdi"]["spark"]
    years = [point[0] for point in spark]
    assert 2022.0 in years and 2024.0 in years and 2023.0 not in years


def test_the_same_in_english(app) -> None:
    at = app({"daerah": "3211", "bahasa": "en"}, "overview.py")
    shown = tiles(at)
    assert shown["unemployment_rate"]["value"] == "6.08" and shown["unemployment_rate"]["name"] == "Unemployment"
    assert "6.08 %" in screen.lede(at) or "6.08%" in screen.lede(at)


def test_map_and_ranking_follow_the_chosen_indicator(app) -> None:
    at = app({"daerah": "3211", "indikator": "poverty_rate", "periode": "2025"}, "overview.py")
    (given,) = board(at, "suluh_map")
    assert given["period"] == "2025" and given["values"]["2025"][given["codes"].index("3211")] == 8.81
    strips = {strip["form"]: strip for strip in board(at, "suluh_strips")}
    assert len(strips["distribution"]["columns"]["code"]) == 27
    assert strips["distribution"]["benchmark"] == 7.02
    assert strips["distribution"]["words"]["benchmark"] == "Jawa Barat"
    ranked = strips["ranking"]["columns"]
    at_ours = ranked["code"].index("3211")
    assert (ranked["value"][at_ours], ranked["rank"][at_ours]) == (8.81, "17")
    assert strips["ranking"]["ours"] == ["3211"]
    assert ranked["rank"][0] == "1" and len(ranked["code"]) == 15
    assert "Ditampilkan 15 dari 27 daerah" in screen.panel(at, "standing")


def test_a_chosen_tile_becomes_the_indicator(app) -> None:
    at = app({"daerah": "3211", "indikator": "hdi"}, "overview.py")
    assert "IPM" in screen.panel(at, "map")


def test_what_changed_names_both_values_and_both_periods(app) -> None:
    at = app({"daerah": "3211"}, "overview.py")
    text = screen.panel(at, "changes")
    assert "Pertumbuhan −0,96 poin: 5,01 % (2023), lalu 4,05 % (2024)." in text
    assert "▼ memburuk" in text and "▲ membaik" in text
    for verb in ("menyebabkan", "karena", "akibat", "berkat"):
        assert verb not in text


def test_what_is_missing_is_counted_and_says_what_would_fill_it(app) -> None:
    at = app({"daerah": "3211"}, "overview.py")
    text = screen.panel(at, "missing")
    assert "22 dari 43 indikator utama dan digital tanpa nilai untuk Kabupaten Sumedang" in text
    assert "Tabel Podes 2018, 2021, dan 2024 per kabupaten/kota, BPS (publikasi Statistik Potensi Desa)" in text
    listed = asked_for(load_headlines().tiles, load_catalogue())
    known = [entry for entry in listed if _has_value(entry.indicator_id, "3211")]
    assert len(listed) == 43 and len(listed) - len(known) == 22


def test_a_province_is_held_against_the_nation_or_the_median_of_provinces(app) -> None:
    at = app({"daerah": "32"}, "overview.py")
    shown = tiles(at)
    assert (
        shown["unemployment_rate"]["value"] == "6,77"
        and "peringkat 36 dari 38" in shown["unemployment_rate"]["position"]
    )
    assert "Indonesia 8,47 %" in shown["poverty_rate"]["position"]
    assert "median 38 provinsi 85,99 %" in shown["sanitation_access"]["position"]  # no ICT pillar of provinces
    stunting = shown["stunting_prevalence_survey"]
    assert (
        stunting["bullet"]["bands"] == [[0.0, 1.0, 3]] and stunting["bullet"]["label"] == "target nasional 2024: 14,0 %"
    )
    assert "Target nasional; bukan target tiap daerah." in screen.panel(at, "tiles")
    (given,) = board(at, "suluh_map")
    assert (
        given["parent"] == "32"
        and len([value for value in given["values"][given["period"]] if value is not None]) == 27
    )


@pytest.mark.parametrize("code", ["1101", "3101", "3578", "6502", "9401", "9302", "93", "31"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_any_region_is_drawn(app, code: str, language: str) -> None:
    at = app({"daerah": code, "bahasa": language}, "overview.py")
    assert not at.exception and not at.error
    assert len(tiles(at)) == 6
    for name in ALL_PANELS:
        assert screen.panel(at, name)


def test_an_indicator_that_is_never_ranked_has_no_order(app) -> None:
    at = app({"daerah": "3211", "indikator": "umkm_projected_units"}, "overview.py")
    assert not at.error
    assert [strip["form"] for strip in board(at, "suluh_strips")] == []
    assert "Tidak diperingkat" in screen.panel(at, "standing")


@pytest.mark.parametrize("code", ["3211", "32"])
def test_without_a_single_figure_every_tile_is_a_gap(app, code: str) -> None:
    at = app({"daerah": code}, "overview.py", warehouse="empty")
    assert not at.exception and not at.error
    assert all(tile["value"] is None for tile in tiles(at).values())
    assert "belum tersedia" in screen.words(at) or "Belum ada" in screen.words(at)


def test_changes_leave_out_what_may_not_be_judged() -> None:
    catalogue = load_catalogue()
    latest = pd.DataFrame(
        {
            "indicator_id": ["unemployment_rate", "population", "umkm_projected_units", "poverty_rate"],
            "period": ["2025", "2025", "2025", "2019"],
            "value": [6.0, 10.0, 10.0, 9.0],
            "status": ["official", "official", "projection", "official"],
            "change": [-1.0, 5.0, 5.0, -1.0],
        }
    )
    peers = pd.DataFrame(
        [(code, float(n)) for code in latest["indicator_id"] for n in range(12)], columns=["indicator_id", "value"]
    )
    picked = pick_changes(latest, peers, catalogue)
    assert list(picked["indicator_id"]) == ["unemployment_rate"] and list(picked["is_better"]) == [True]
