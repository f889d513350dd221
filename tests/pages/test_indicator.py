"""The explorer: exact published figures, ranks where they are fair, honest gaps, in both languages."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest

from components import i18n
from data_access.catalog import load_catalogue
from data_access.loading import files
from tests import screen

RANK = re.compile(r"peringkat \d+ dari \d+|rank \d+ of \d+")
SAMPLE_SEED = 20261122


def test_the_figure_of_sumedang(app) -> None:
    at = app({"daerah": "3211", "banding": "3214", "indikator": "unemployment_rate", "periode": "2024"})
    assert screen.lede(at).startswith("6,16 persen, Kabupaten Sumedang, Agustus 2024, peringkat 7 dari 27.")
    rows = {row[1]: row for row in screen.table(at, "table")[1:]}
    assert rows["3211"][0] == "7" and rows["3211"][4] == "6,16"
    assert rows["3214"][4] == "7,34"
    assert len(rows) == 27
    assert "Lengkap: 27 dari 27 daerah." in screen.panel(at, "ranking")
    assert at.query_params == {
        "daerah": "3211", "banding": "3214", "indikator": "unemployment_rate", "periode": "2024", "bahasa": "id",
    }  # fmt: skip


def test_the_same_in_english(app) -> None:
    at = app({"daerah": "3211", "banding": "3214", "periode": "2024", "bahasa": "en"})
    assert screen.lede(at).startswith("6.16 percent, Kabupaten Sumedang, August 2024, rank 7 of 27.")
    rows = {row[1]: row for row in screen.table(at, "table")[1:]}
    assert rows["3211"][4] == "6.16" and rows["3214"][4] == "7.34"


def test_surabaya(app) -> None:
    at = app({"daerah": "3578", "periode": "2024"})
    assert screen.lede(at).startswith("4,91 persen, Kota Surabaya, Agustus 2024, peringkat ")
    assert "dari 38" in screen.lede(at)


@pytest.mark.parametrize("code", ["9401", "9501", "93.01"])
def test_a_papuan_regency_by_any_of_its_codes(app, code: str) -> None:
    at = app({"daerah": code})
    assert not at.error
    assert at.query_params["daerah"] == "9401"
    assert "Merauke" in screen.title(at) and "Kabupaten Merauke" in screen.lede(at)


@pytest.mark.parametrize("code", ["32", "3200"])
def test_a_province_among_provinces(app, code: str) -> None:
    at = app({"daerah": code, "periode": "2024"})
    assert at.query_params["daerah"] == "32"
    assert screen.lede(at).startswith("6,75 persen, Provinsi Jawa Barat, Agustus 2024, peringkat ")
    assert "dari 38" in screen.lede(at)


@pytest.mark.parametrize(
    ("language", "missing", "counted"),
    [("id", "belum tersedia", "0 dari 38 daerah ada nilainya; 38 belum tersedia."), ("en", "not available", "0 of 38")],
)
def test_a_gap_is_said_counted_and_never_zero(app, language: str, missing: str, counted: str) -> None:
    at = app({"daerah": "3578", "indikator": "umkm_projected_units", "bahasa": language})
    entry = load_catalogue().indicator("umkm_projected_units")
    assert missing in screen.title(at)
    assert screen.lede(at).startswith(missing)
    gaps = [screen.unmarked(element.value) for element in at.info]
    assert any(" ".join(entry.gap(language).split()) in gap for gap in gaps), gaps
    assert counted in screen.panel(at, "ranking")
    assert {row[3] for row in screen.table(at, "table")[1:]} <= {"belum tersedia", "not available", "not available yet"}


def test_a_gap_among_regions_that_have_values_names_the_last_one(app) -> None:
    """Depok has a value in other years only; its last one is named, the table counts the gap."""
    code, indicator_id, period, last = _partly_missing()
    at = app({"daerah": code, "indikator": indicator_id, "periode": period})
    assert "belum tersedia" in screen.title(at)
    gap = screen.unmarked(at.info[0].value)
    assert "belum punya nilai untuk" in gap and "Nilai terakhir:" in gap
    assert last in gap
    row = next(row for row in screen.table(at, "table")[1:] if code in row)
    assert "belum tersedia" in row and "0" not in row


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_projection_has_no_rank_anywhere_and_says_why(app, language: str) -> None:
    at = app({"indikator": "umkm_projected_units", "bahasa": language})
    every = screen.words(at)
    assert not RANK.search(every)
    reason = load_catalogue().indicator("umkm_projected_units").unranked_reason
    assert reason is not None and reason(language) in screen.panel(at, "ranking")
    header = screen.table(at, "table")[0]
    assert "Peringkat" not in header and "Rank" not in header
    assert "176.898" in every or "176,898" in every


def test_fewer_than_ten_regions_have_no_rank(app) -> None:
    at = app({"daerah": "3404"})  # DI Yogyakarta: five regencies
    assert not RANK.search(screen.words(at))
    assert "5 dari 5 daerah" in screen.panel(at, "ranking")
    assert "Kurang dari 10 daerah" in screen.panel(at, "ranking")
    assert "Peringkat" not in screen.table(at, "table")[0]


def test_equal_values_share_a_rank(app) -> None:
    for code in ("3505", "3521"):
        at = app({"daerah": code, "indikator": "hdi", "periode": "2025"})
        assert screen.lede(at).startswith("74,43 indeks") and "peringkat 23 dari 38" in screen.lede(at)
    ranks = {row[2]: row[0] for row in screen.table(at, "table")[1:]}
    assert ranks["Kabupaten Blitar"] == ranks["Kabupaten Ngawi"] == "23"
    assert "24" not in ranks.values() and "25" in ranks.values()


def test_latest_values_of_different_years_are_not_ranked(app) -> None:
    at = app({"daerah": "3211"})
    at.checkbox(key="control_mixed").check()
    at.button("FormSubmitter:filters-Terapkan").click().run()
    assert not at.error
    assert "Periode berbeda antardaerah: tidak diperingkat." in screen.panel(at, "ranking")
    assert "Peringkat" not in screen.table(at, "table")[0]


def test_the_scope_can_be_the_nation(app) -> None:
    at = app({"daerah": "3211", "periode": "2024"})
    at.selectbox(key="control_scope").set_value("regency:")
    at.button("FormSubmitter:filters-Terapkan").click().run()
    assert not at.error
    assert "dari 514 daerah" in screen.panel(at, "ranking")


def test_choosing_an_indicator_in_the_tree_begins_at_its_latest_period(app) -> None:
    at = app({"daerah": "3211", "periode": "2020"})
    at.button(key="tree_lfpr").click().run()
    assert not at.error
    assert at.query_params["indikator"] == "lfpr" and "periode" not in at.query_params


@pytest.mark.parametrize("indicator_id", sorted(load_catalogue().indicators)[::6])
def test_indicators_of_every_kind_open(app, indicator_id: str) -> None:
    at = app({"indikator": indicator_id})
    assert not at.exception and not at.error
    assert screen.title(at)


@pytest.mark.long
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_indicator_opens_for_regions_of_every_kind(app, language: str) -> None:
    wrong = []
    for indicator_id in load_catalogue().indicators:
        for code in ("3211", "32", "9401", "3404"):
            at = app({"indikator": indicator_id, "daerah": code, "bahasa": language})
            if at.error or at.exception:
                wrong.append((indicator_id, code))
    assert not wrong


def test_sampled_figures_are_the_published_ones(app) -> None:
    _check_figures(app, 20)


@pytest.mark.long
def test_two_hundred_figures_are_the_published_ones(app) -> None:
    _check_figures(app, 200)


def _check_figures(app, n: int) -> None:
    """Figures drawn from the files of assets/data stand in the finding, digit by digit, in both languages."""
    wrong = []
    for place, (indicator_id, code, period, value) in enumerate(_sample(n)):
        language = i18n.LANGUAGES[place % 2]
        at = app({"daerah": code, "indikator": indicator_id, "periode": period, "bahasa": language})
        shown = screen.lede(at).partition(" ")[0]
        marks = {"id": (".", ","), "en": (",", ".")}[language]
        plain = shown.replace(marks[0], "").replace(marks[1], ".").replace("−", "-")
        if Decimal(plain) != Decimal(value):
            wrong.append((indicator_id, code, period, value, shown))
    assert not wrong


def _sample(n: int) -> list[tuple[str, str, str, str]]:
    draw = random.Random(SAMPLE_SEED)
    names = sorted(path.stem for path in (files.DATA / "observations").glob("*.csv"))
    found: list[tuple[str, str, str, str]] = []
    while len(found) < n:
        indicator_id = draw.choice(names)
        rows = [
            row for row in screen.read_observations(indicator_id)
            if row["dimension"] == "" and row["region_code"] != "ID" and files.finite_or_none(row["value"]) is not None
        ]  # fmt: skip
        if rows:
            row = draw.choice(rows)
            found.append((indicator_id, row["region_code"], row["period"], row["value"]))
    return found


def _partly_missing() -> tuple[str, str, str, str]:
    """A regency of a well-covered indicator that lacks a period which others have: code, indicator, period, value."""
    indicator_id = "unemployment_rate"
    rows = [row for row in screen.read_observations(indicator_id) if len(row["region_code"]) == 4]
    periods = sorted({row["period"] for row in rows})
    for code in sorted({row["region_code"] for row in rows}):
        own = {row["period"]: row["value"] for row in rows if row["region_code"] == code}
        lacking = [period for period in periods if period not in own]
        if lacking:
            last = f"{Decimal(own[max(own)]):.2f}".replace(".", ",")
            return code, indicator_id, lacking[-1], last
    raise AssertionError("every regency has every period")
