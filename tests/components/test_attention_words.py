"""Findings in words: no sentence contradicts its number, its sign, its polarity or its plural, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from components import formats, i18n
from components.attention.words import evidence, order_in_words, reason, rule_in_words, rule_name, state_of
from data_access.attention import Finding, load_rules
from data_access.attention.rules import KINDS
from data_access.catalog import load_catalogue
from data_access.models import Level, Region
from data_access.regions import Regions

CATALOGUE = load_catalogue()
REGIONS = Regions(
    {"32": Region("32", "32", "32", Level.PROVINCE, "Provinsi", "Provinsi Jawa Barat", "Jawa Barat", "ID", None)}, {}
)
CAUSES = re.compile(r"karena|akibat|sebab|berkat|menyebabkan|mendorong|because|caus|due to|thanks to|driven", re.I)
VALUE = st.floats(0.01, 9999).map(lambda x: round(x, 3))
DIRECTED = [key for key, entry in CATALOGUE.indicators.items() if entry.polarity != "neutral"]
LANGUAGES = st.sampled_from(i18n.LANGUAGES)
SOME = hypothesis_settings(deadline=None, max_examples=60)


@pytest.fixture(autouse=True)
def source_language() -> Iterator[None]:
    i18n.compile_catalogues()
    yield
    i18n.use(i18n.SOURCE)


def told(rule: str, indicator_id: str, period: str, language: str, **facts: object) -> tuple[str, str]:
    i18n.use(language)
    finding = Finding(rule, "3211", indicator_id, period, 1.0, facts)
    texts = reason(finding, CATALOGUE, REGIONS), evidence(finding, CATALOGUE, REGIONS)
    for text in texts:
        assert not CAUSES.search(text) and "{" not in text and "  " not in text
    assert not texts[0].endswith(".") and state_of(finding).word
    return texts


@SOME
@given(st.sampled_from(DIRECTED), st.lists(VALUE, min_size=3, max_size=6, unique=True), LANGUAGES)
def test_worse_twice_names_direction_count_and_value(indicator_id: str, values: list[float], language: str) -> None:
    entry = CATALOGUE.indicator(indicator_id)
    values = sorted(values, reverse=entry.polarity == "higher_is_better")
    periods = [str(2025 - len(values) + 1 + i) for i in range(len(values))]
    text, proof = told("worse_twice", indicator_id, "2025", language, values=values, periods=periods)
    rise, fall = {"id": (" naik ", " turun "), "en": (" up ", " down ")}[language]
    assert (rise in text) == (values[-1] > values[0]) and (fall in text) == (values[-1] < values[0])
    times = {"id": ["dua", "tiga", "empat", "lima"], "en": ["two", "three", "four", "five"]}[language][len(values) - 3]
    assert f" {times} " in text
    assert ("tahun" in text or "years" in text) == (entry.frequency == "annual")
    parts = re.split(r"\), ", proof)
    assert len(parts) == len(values)
    assert len({part.rpartition(" (")[0] for part in parts}) == len(values), "two figures that differ read alike"
    assert text.endswith(parts[-1].rpartition(" (")[0])


@SOME
@given(st.sampled_from(DIRECTED), VALUE, VALUE, st.booleans(), LANGUAGES)
def test_a_missed_target_says_on_which_side(indicator_id: str, a: float, b: float, is_due: bool, language: str) -> None:
    if a == b:
        return
    entry = CATALOGUE.indicator(indicator_id)
    low, high = sorted((a, b))
    value, path = (high, low) if entry.polarity == "lower_is_better" else (low, high)
    text, proof = told(
        "target_missed", indicator_id, "2025", language, value=value, path=path, state="push",
        target=path if is_due else None, goal=path, goal_period="2029", pace=round((path - value) / 4, 9),
        achievement=None, source_title="RPJMD 2025–2029.",
    )  # fmt: skip
    above, below = {"id": ("di atas", "di bawah"), "en": ("above", "below")}[language]
    assert (above in text) == (value > path) and (below in text) == (value < path)
    sign = "+" if path > value else formats.MINUS
    assert f" {sign}" in proof and "2029" in proof
    assert proof.endswith("RPJMD 2025–2029.")


@SOME
@given(VALUE, VALUE, LANGUAGES)
def test_an_outlier_says_on_which_side(value: float, median: float, language: str) -> None:
    if value == median:
        return
    text, _proof = told("outlier", "unemployment_rate", "2025", language, value=value, median=median,
                        score=4.0, n=27, level="regency", parent_code="32")  # fmt: skip
    above = {"id": "jauh di atas", "en": "far above"}[language]
    assert (above in text) == (value > median) and "27" in text and "Jawa Barat" in text


@pytest.mark.parametrize(
    ("language", "n", "words"),
    [
        ("id", 1, "1 daerah sebanding sudah punya angka lebih baru."),
        ("id", 3, "3 daerah sebanding sudah punya angka lebih baru."),
        ("en", 1, "1 comparable region already has a newer figure."),
        ("en", 3, "3 comparable regions already have newer figures."),
        ("id", 0, "Ditunggu paling lambat 31 Desember 2025."),
        ("en", 0, "Was due by 31 December 2025."),
    ],
)
def test_stale_counts_its_peers(language: str, n: int, words: str) -> None:
    text, proof = told("stale", "stunting_prevalence_survey", "2023", language, value=14.4, missing="2024",
                       due="2025-12-31", peers=n)  # fmt: skip
    assert proof == words
    assert text == {"id": "Stunting survei 2024 belum dimuat; terakhir 14,4 % (2023)",
                    "en": "Stunting, survey for 2024 not loaded yet; latest 14.4 % (2023)"}[language]  # fmt: skip


@SOME
@given(VALUE, st.floats(-5, 5).map(lambda x: round(x, 4)), LANGUAGES)
def test_a_broken_total_shows_two_figures_that_differ(value: float, gap: float, language: str) -> None:
    if gap == 0 or value + gap <= 0:
        return
    text, proof = told("broken_total", "investment_realization", "2024", language, value=value,
                       sum=round(value + gap, 9), difference=-gap, parts=["a", "b"], n=2)  # fmt: skip
    first, second = re.findall(r"(?:Rp)?[\d.,]*\d", text.partition("2024")[2])[0::2][:2]
    assert first != second
    assert (formats.MINUS in proof) == (gap > 0)


def test_breaks_and_recomputation() -> None:
    text, proof = told(
        "series_break", "hdi", "2025", "id", previous_period="2024", reason_id="Metode baru.", reason_en="New"
    )
    assert text == "IPM 2025 tidak sebanding dengan 2024" and proof == "Metode baru."
    text, proof = told("recompute", "hdi", "2025", "en", value=71.001, computed=71.002, formula_id="x", formula_en="y")
    assert "71.001" in text and "71.002" in text and proof == "y"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_rule_is_printed_with_its_thresholds(language: str) -> None:
    i18n.use(language)
    rules = load_rules()
    assert set(rules) == set(KINDS)
    order = order_in_words(rules)
    for rule_id, rule in rules.items():
        assert rule_name(rule_id)[1:] in order
        text = rule_in_words(rule)
        assert text.endswith(".") and "{" not in text
    assert formats.number(3.5, 1) in rule_in_words(rules["outlier"])
    assert formats.number(0.5, 1) in rule_in_words(rules["worse_twice"])
    assert "12" in rule_in_words(rules["stale"])
