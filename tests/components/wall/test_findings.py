"""No sentence of the wall contradicts its number, sign, polarity or plural, in either language."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import formats, i18n
from components.wall import figures, findings
from components.wall.findings import Facts, Move, last_move
from data_access.catalog import load_catalogue
from data_access.derive.ranking import judge

CATALOGUE = load_catalogue()
INDICATORS = ("unemployment_rate", "hdi", "mean_years_schooling", "gdp_per_capita", "population")
UP = {"id": "naik", "en": " up "}
DOWN = {"id": "turun", "en": " down "}
ABOVE = {"id": "di atas", "en": "above"}
BELOW = {"id": "di bawah", "en": "below"}
PAR = {"id": "setara dengan", "en": "on a par with"}
CAUSE = re.compile(r"karena|akibat|sebab|berkat|because|due to|thanks to|caused?", re.IGNORECASE)

values = st.floats(-1e4, 1e5).map(lambda value: round(value, 2))
languages = st.sampled_from(i18n.LANGUAGES)


@pytest.fixture(autouse=True, scope="module")
def messages():
    """Compile the words, and leave the language as it was."""
    i18n.compile_catalogues()
    yield
    i18n.use(i18n.SOURCE)


def facts(indicator_id: str, value: float, **more: object) -> Facts:
    entry = CATALOGUE.indicator(indicator_id)
    return Facts("Ukuran", entry, CATALOGUE.unit(entry), value, "2023", **more)  # type: ignore[arg-type]


@given(st.sampled_from(INDICATORS), values, values, st.floats(0, 100), languages)
def test_the_side_is_that_of_the_numbers(
    indicator_id: str, value: float, benchmark: float, mad: float, language: str
) -> None:
    i18n.use(language)
    entry = CATALOGUE.indicator(indicator_id)
    verdict = judge(value, benchmark, mad, entry.polarity)
    told = findings.stands_in_words(
        facts(indicator_id, value, benchmark=benchmark, benchmark_name="Sana", verdict=verdict)
    )
    if verdict == "unknown":
        assert told == ""
        return
    assert "Sana" in told
    if verdict == "equal":
        assert told.startswith(PAR[language])
        return
    is_zero = figures.is_zero(value - benchmark, entry, CATALOGUE.unit(entry))
    assert (ABOVE[language] in told) == (value > benchmark and not is_zero)
    assert (BELOW[language] in told) == (value < benchmark and not is_zero)
    if not is_zero:
        assert figures.written_gap(value - benchmark, entry, CATALOGUE.unit(entry)) in told
        assert formats.MINUS not in told  # the side is said in words, never twice


@given(
    st.sampled_from(INDICATORS),
    st.lists(values, min_size=1, max_size=12),
    st.lists(st.integers(1, 3), min_size=12, max_size=12),
    languages,
)
def test_the_movement_is_that_of_the_series(
    indicator_id: str, series: list[float], steps: list[int], language: str
) -> None:
    i18n.use(language)
    entry, unit = CATALOGUE.indicator(indicator_id), CATALOGUE.unit(CATALOGUE.indicator(indicator_id))
    years = [2000.0 + sum(steps[:place]) for place in range(len(series))]
    points = [(year, value, "1") for year, value in zip(years, series, strict=True)]
    move = last_move(points)
    told = findings.moved_in_words(facts(indicator_id, series[-1], move=move))
    if len(series) < 2:
        assert move is None and told == ""
        return
    assert move is not None
    change = round(series[-1] - series[-2], 9)
    assert move.change == pytest.approx(change)
    assert not CAUSE.search(told)
    if figures.is_zero(change, entry, unit):
        assert UP[language] not in told and DOWN[language] not in told
        return
    assert (UP[language] in told) == (change > 0)
    assert (DOWN[language] in told) == (change < 0)
    same = 1
    while (
        same < len(series) - 1
        and {years[-place] - years[-place - 1] for place in range(1, same + 2)} == {1}  # no year left out
        and (series[-same - 1] - series[-same - 2]) * change > 0
    ):
        same += 1
    assert move.times == same
    if same > 1:
        assert findings.in_words(same) in told
    elif years[-1] - years[-2] > 1:  # the period compared is named, not counted in years or times
        assert told.endswith({"id": "sejak 2023", "en": "since 2023"}[language])


def test_a_break_or_a_left_out_year_is_not_told_in_years() -> None:
    i18n.use("id")
    assert last_move([(2020.0, 3.81, "1"), (2021.0, 3.52, "2")]) is None
    move = last_move([(2021.0, 3.52, "2"), (2022.0, 3.84, "2"), (2024.0, 4.51, "2")])
    assert move == Move("up", 1, False, 0.67, 2022.0)
    assert findings.moved_in_words(facts("hdi", 4.51, move=move)) == "Ukuran naik 0,67 sejak 2023"
    move = last_move([(2019.0, 3.1, "1"), (2021.0, 3.5, "1"), (2022.0, 3.8, "1"), (2023.0, 4.5, "1")])
    assert move == Move("up", 2, True, 0.7, 2022.0)  # the change over 2020 is not counted
    assert findings.moved_in_words(facts("hdi", 4.5, move=move)) == "Ukuran naik dua tahun"


def test_quarters_follow_each_other_by_their_own_step() -> None:
    i18n.use("id")
    quarters = [(2024.0, 1.0, "1"), (2024.25, 2.0, "1"), (2024.5, 3.0, "1")]
    move = last_move(quarters, "quarterly")
    assert move == Move("up", 2, False, 1.0, 2024.25)
    assert findings.moved_in_words(facts("hdi", 3.0, move=move)) == "Ukuran naik dua kali berturut-turut"
    assert last_move([quarters[0], quarters[2]], "quarterly") == Move("up", 1, False, 2.0, 2024.0)
    assert last_move([*quarters, (2025.0, 4.0, "1")], "quarterly") == Move("up", 1, False, 1.0, 2024.5)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_score_is_said_as_it_is(ahead: int, behind: int, equal: int) -> None:
    for language in i18n.LANGUAGES:
        i18n.use(language)
        (told,) = findings.pair_finding("Kita", "Mereka", ahead, behind, equal)
        assert (findings.in_words(ahead) in told) if ahead else ("Kita unggul" not in told and "Kita leads" not in told)
        if behind and not ahead:
            assert told.startswith("Mereka")
        if language == "en":
            first = ahead or behind
            assert ("measures" in told) == (first > 1) and bool(re.search(r"\bmeasure\b", told)) == (first == 1)


@pytest.mark.parametrize(("n", "text"), [(1, "One matter needs attention"), (3, "Three matters need attention")])
def test_plurals_of_attention(n: int, text: str) -> None:
    i18n.use("en")
    assert findings.attention_finding(n) == [text]
    i18n.use("id")
    assert findings.attention_finding(3) == ["Tiga hal perlu perhatian"]


@given(values.filter(lambda value: abs(value) > 0.01), languages)
def test_the_pace_keeps_its_sign(pace: float, language: str) -> None:
    i18n.use(language)
    told = findings.pace_in_words(facts("unemployment_rate", 5.0, pace=pace, target_year="2029"))
    assert ("+" in told) == (pace > 0) and (formats.MINUS in told) == (pace < 0)
    assert "2029" in told
    assert findings.pace_in_words(facts("unemployment_rate", 5.0)) == ""


@given(st.floats(-1e13, 1e13), st.sampled_from(INDICATORS), languages)
def test_a_short_figure_is_the_figure(value: float, indicator_id: str, language: str) -> None:
    i18n.use(language)
    entry = CATALOGUE.indicator(indicator_id)
    text, _word = figures.short_figure(value, entry, CATALOGUE.unit(entry))
    assert (formats.MINUS in text) <= (value < 0)
    assert not math.isnan(value) and text.strip(f"{formats.MINUS}Rp0123456789.,") == ""


def test_sentences_are_short() -> None:
    i18n.use("id")
    move = Move("down", 4, True, -0.29, 2024.0)
    known = facts("poverty_rate", 8.81, move=move, benchmark=7.02, benchmark_name="Jawa Barat", verdict="behind")
    told = findings.chart_finding(known)
    assert told[0] == "Ukuran turun empat tahun, 1,79 poin di atas Jawa Barat"
    assert all(len(text.split()) <= 10 for text in told)
    known = facts("poverty_rate", 8.81, move=move, pace=-0.52, target_year="2029")
    assert findings.chart_finding(known)[0] == "Ukuran 8,81 %; perlu −0,52 poin per tahun sampai 2029"
    i18n.use("en")
    assert "down four years running" in findings.chart_finding(known)[1]
