"""Penetrasi digital: exact published figures by definition, honest gaps, no rank where none is fair, both languages."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.digital.definitions import TOPIC, read_groups
from components.digital.trends import unbroken
from data_access.catalog import load_catalogue
from data_access.derive.spread import spread_of
from tests import screen

SUMEDANG = {"daerah": "3211", "banding": "3214"}
VALUES = st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9)), max_size=30)


def cells(at, name: str) -> list[str]:
    (row,) = [row for row in screen.table(at, "availability")[1:] if row[0] == name]
    return row


def column(at, name: str) -> str:
    """The words of one column of the definitions, up to the next."""
    (block,) = [block for block in screen.walk(at._tree) if screen._key(block).endswith(f"-digital_column_{name}")]
    return "\n".join(
        screen.unmarked(part.value) for part in screen.walk(block) if isinstance(getattr(part, "value", None), str)
    )


def test_sumedang_by_definition(app) -> None:
    at = app(SUMEDANG, "digital.py")
    assert not at.error and not at.exception
    assert screen.title(at) == "73 atau 88 persen? Angka internet Jawa Barat mengikuti definisinya"
    users = column(at, "internet_users_pct")
    for text in (
        "54,81",
        "55,60 (Maret 2020)",
        "72,54 (Maret 2023",
        "69,21 (Maret 2023",
        "peringkat 14 dari 27",
        "olahan",
    ):
        assert text in users.replace("*", ""), (text, users)
    assert "583.947 orang" in users
    apjii = column(at, "internet_penetration_apjii").replace("*", "")
    assert "belum tersedia" in apjii and "85,52 (2024, perkiraan)" in apjii and "78,19 (2023, perkiraan)" in apjii
    assert "Tidak ada angka Kab. Sumedang" in apjii
    households = column(at, "households_internet").replace("*", "")
    assert "87,57 (Maret 2022, resmi)" in households and "86,54 (Maret 2022, resmi)" in households
    assert "39,97" in column(at, "imdi_score") and "peringkat 21 dari 27" in column(at, "imdi_score")
    assert "4,63" in column(at, "idsd_ict_adoption")
    spbe = column(at, "spbe_index")
    assert "4,51" in spbe and "n = 7, tanpa peringkat" in spbe and "kutipan pers" in spbe
    assert "91,85" in column(at, "villages_signal_strong_share")
    assert "96,55" in column(at, "schools_internet_senior_secondary")
    wifi = column(at, "public_wifi_points")
    assert "tanpa peringkat" in wifi and "peringkat 1" not in wifi


def test_who_publishes_what_and_what_is_missing(app) -> None:
    at = app(SUMEDANG, "digital.py")
    head = screen.table(at, "availability")[0]
    assert head[-4:] == ["Kab. Sumedang", "Kab. Purwakarta", "Jawa Barat", "Indonesia"]
    row = cells(at, "Penetrasi internet (survei APJII)")
    assert row[2].startswith("APJII")
    assert row[3] == "29 provinsi, 2023–2024; nasional, 2022–2023"
    assert row[-4:] == ["belum tersedia", "belum tersedia", "85,52 (2024, perkiraan)", "78,19 (2023, perkiraan)"]
    gaps = screen.table(at, "gaps")[1:]
    entry = load_catalogue().indicator("internet_penetration_apjii")
    assert [entry.name.id, " ".join(entry.gap.id.split()), entry.publisher] in gaps
    assert not any(row[0] == load_catalogue().indicator("internet_users_pct").name.id for row in gaps)


def test_in_english(app) -> None:
    at = app(SUMEDANG | {"bahasa": "en"}, "digital.py")
    assert not at.error and not at.exception
    assert "54.81" in column(at, "internet_users_pct")
    assert "85.52 (2024, " in column(at, "internet_penetration_apjii").replace("*", "")


def test_a_province(app) -> None:
    at = app({"daerah": "32", "banding": ""}, "digital.py")
    assert not at.error and not at.exception
    assert screen.title(at).startswith("73 atau 88 persen?")
    assert "85,52" in column(at, "internet_penetration_apjii")
    assert "bukan statistik resmi" in column(at, "internet_penetration_apjii")
    households = column(at, "households_internet")
    assert "90,23" in households and "78,33" in households and "peringkat 14 dari 34" in households


@pytest.mark.parametrize("code", ["9501", "3204", "3171", "1101"])
def test_any_region_stands(app, code: str) -> None:
    at = app({"daerah": code}, "digital.py")
    assert not at.error and not at.exception
    assert len(screen.table(at, "gaps")) > 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_a_single_figure(app, language: str) -> None:
    at = app(SUMEDANG | {"bahasa": language}, "digital.py", "empty")
    assert not at.error and not at.exception
    definitions = [definition for group in read_groups(load_catalogue()) for definition in group.definitions]
    assert len(screen.table(at, "gaps")) == 1 + len(definitions)


def test_the_chosen_series_and_the_gap_between_best_and_worst(app) -> None:
    at = app(SUMEDANG | {"indikator": "internet_users_pct", "periode": "2020"}, "digital.py")
    table = screen.table(at, "spread")
    rows = [row for row in screen.read_observations("internet_users_pct") if row["period"] == "2020"]
    values = {
        row["region_code"]: float(row["value"])
        for row in rows
        if row["region_code"].startswith("32") and len(row["region_code"]) == 4
    }
    assert len(values) == 27
    assert table[1][1] == f"{max(values.values()):.2f}".replace(".", ",")
    assert table[2][1] == f"{min(values.values()):.2f}".replace(".", ",")
    assert "n = 27" in screen.panel(at, "spread")


def test_no_gap_is_computed_where_no_rank_is_fair(app) -> None:
    at = app(SUMEDANG | {"indikator": "public_wifi_points"}, "digital.py")
    text = screen.panel(at, "spread")
    assert "Tidak diperingkat: Jatah hampir merata" in text and "Terburuk" not in text
    assert "peringkat 1 " not in screen.panel(at, "ranking")


def test_another_topic_opens_the_best_covered_digital_series(app) -> None:
    at = app(SUMEDANG | {"indikator": "unemployment_rate"}, "digital.py")
    assert [element.value for element in at.header] == [
        load_catalogue().indicator("idsd_ict_adoption").name.id.replace(":", "\\:")
    ]
    assert at.query_params["indikator"] == "unemployment_rate"


def test_every_digital_series_stands_once() -> None:
    catalogue = load_catalogue()
    placed = [member for group in read_groups(catalogue) for member in group.members]
    assert sorted(placed) == sorted(entry.indicator_id for entry in catalogue.by_topic()[TOPIC])
    assert [group.code for group in read_groups(catalogue)] == ["people", "indices", "places"]


def test_a_line_is_never_joined_across_a_break_or_a_gap() -> None:
    entry = load_catalogue().indicator("internet_users_pct")
    rows = pd.DataFrame({"period": ["2020", "2021", "2022", "2024"], "value": [1.0, 2, 3, 4], "series_version": "1"})
    parts = [list(part["period"]) for part in unbroken(rows, entry, "32")]
    assert parts == [["2020"], ["2021", "2022"], ["2024"]]
    assert [list(part["period"]) for part in unbroken(rows, entry, "31")] == [["2020", "2021", "2022"], ["2024"]]


@given(VALUES, st.sampled_from(["higher_is_better", "lower_is_better", "neutral"]))
def test_a_spread_lies_inside_its_values(values: list[float | None], polarity) -> None:
    series = pd.Series(values, index=[str(code) for code in range(len(values))], dtype="float64")
    found, present = spread_of(series, polarity), series.dropna()
    if len(present) < 2:
        assert found is None
        return
    assert found is not None and found.n == len(present)
    assert {found.best, found.worst} == {present.min(), present.max()}
    assert found.difference >= 0
    assert all(series[code] == found.best for code in found.best_codes) and found.best_codes
    assert (found.best >= found.worst) == (polarity != "lower_is_better" or found.difference == 0)
    assert found.ratio is None or found.ratio >= 1
