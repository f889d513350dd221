"""The board of targets: published targets by hand, gaps that say so, rules and template on the page."""

from __future__ import annotations

import pytest

from components import i18n
from tests import screen
from tests.screen import board

PURWAKARTA = ["Realisasi investasi setahun (PMA dan PMDN)", "▼ menjauh", "Rp8,12 triliun (2024)",
              "Rp11,20 triliun (2024)", "72,5 %", "sedang", "–", "DPMPTSP Purwakarta, dikutip Locus Online (kutipan pers)"]  # fmt: skip


def test_purwakarta_beside_its_target(app) -> None:
    at = app({"daerah": "3214"}, "targets.py")
    assert not at.error and not at.exception
    assert screen.title(at) == "Kabupaten Purwakarta: 1 indikator bertarget, 0 tercapai, 1 di belakang jalur"
    assert screen.table(at, "targets")[1:] == [PURWAKARTA]
    assert "Target dikutip pers" in screen.panel(at, "targets")


def test_the_bullet_of_purwakarta(app) -> None:
    (given,) = board(app({"daerah": "3214"}, "targets.py"), "suluh_bullets")
    (row,) = given["rows"]
    assert (row["value"], row["state"], row["state_text"]) == ("Rp8,12 triliun (2024)", "away", "menjauh")
    bullet = row["bullet"]
    assert bullet["bar"] == [0.0, 0.58] and bullet["mark"] == 0.8  # 8,12 and 11,2 on a scale of 14
    assert bullet["bands"] == [[0.0, 0.528, 1], [0.528, 0.728, 2], [0.728, 1.0, 3]]
    assert bullet["label"] == "target 2024: Rp11,20 triliun"


def test_sumedang_has_none_and_none_is_invented(app) -> None:
    at = app({"daerah": "3211"}, "targets.py")
    assert screen.title(at) == "Kabupaten Sumedang belum punya target yang dimuat"
    assert "Belum ada target Kabupaten Sumedang." in screen.panel(at, "targets")
    assert screen.panel(at, "lacking").count("belum ada target") == 6
    assert board(at, "suluh_bullets") == []


def test_the_national_target_is_shown_and_never_judged(app) -> None:
    at = app({"daerah": "3211"}, "targets.py")
    head, row = screen.table(at, "nation")
    assert head[1:3] == ["Angka daerah", "Target nasional"]
    assert row[:3] == ["Prevalensi stunting (survei SSGI/SKI)", "14,4 % (2023)", "14,0 % (2024)"]
    assert "menjauh" not in screen.panel(at, "nation") and "Keadaan" not in head


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_rules_formulas_and_template_stand_on_the_page(app, language: str) -> None:
    at = app({"daerah": "3214", "bahasa": language}, "targets.py")
    assert not at.error and not at.exception
    rules = screen.panel(at, "rules")
    assert "÷ target × 100" in rules and "Maluku Tengah 2021" in rules and "Permendagri 86/2017" in rules
    assert "91 %" in rules and "51 %" in rules
    assert "kode_daerah" in screen.panel(at, "template")


def test_another_set_of_classes_renames_them(app) -> None:
    at = app({"daerah": "3214"}, "targets.py")
    at.segmented_control(key="targets_family").set_value("lkjip").run()
    assert screen.table(at, "targets")[1][5] == "cukup"


@pytest.mark.parametrize("code", ["32", "9401", "3578"])
def test_regions_of_every_kind(app, code: str) -> None:
    at = app({"daerah": code, "bahasa": "en"}, "targets.py")
    assert not at.error and not at.exception
    assert "has no target loaded yet" in screen.title(at)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_without_figures_the_targets_stay(app, language: str) -> None:
    at = app({"daerah": "3214", "bahasa": language}, "targets.py", "empty")
    assert not at.error and not at.exception
    missing, unknown = {"id": ("belum tersedia", "belum dapat dinilai"), "en": ("not available", "cannot be judged yet")}[language]  # fmt: skip
    (row,) = screen.table(at, "targets")[1:]
    assert unknown in row[1] and row[2] == missing and row[4] == "–"


def test_with_the_warehouse_down_a_notice_is_shown(app) -> None:
    at = app({"daerah": "3211"}, "targets.py", "down")
    assert at.error and not at.exception
