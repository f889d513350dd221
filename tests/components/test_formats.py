"""Figures read as Indonesians and English speakers write them, and a missing one is never a zero."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components import formats, i18n
from data_access.catalog import FOLDER, INDICATORS, Indicator, Text, Unit, read_indicator, read_yaml

LANGUAGES = ("id", "en")
MARKS = {"id": (",", "."), "en": (".", ",")}
TPT = read_indicator(INDICATORS / "unemployment_rate.yaml")

UNITS = {key: Unit(**entry) for key, entry in read_yaml(FOLDER / "units.yaml").items()}
numbers = st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(), st.floats(-1e6, 1e6))
languages = st.sampled_from(LANGUAGES)
decimal_places = st.integers(0, 4)


@pytest.fixture(autouse=True, scope="module")
def english() -> Iterator[None]:
    i18n.compile_catalogues()
    i18n.use("id")
    yield
    i18n.use("id")


def indicator(unit: str = "percent", decimals: int = 2, **other: object) -> Indicator:
    return TPT.model_copy(update={"unit": unit, "decimals": decimals, "reference_month": None, **other})


def read(text: str, language: str) -> Decimal:
    """The number that a reader of that language reads."""
    decimal, group = MARKS[language]
    return Decimal(text.replace(group, "").replace(decimal, ".").replace(formats.MINUS, "-"))


def rounded(value: float, decimals: int) -> Decimal:
    with localcontext(prec=800):
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@given(numbers, decimal_places, languages)
@example(0.125, 2, "id")
@example(-0.001, 2, "en")
@example(1e22, 0, "id")
@example(5e-324, 4, "en")
def test_a_number_reads_back_as_what_was_written(value: float, decimals: int, language: str) -> None:
    text = formats.number(value, decimals, language=language)
    decimal, group = (re.escape(mark) for mark in MARKS[language])
    digits = rf"{decimal}\d{{{decimals}}}" if decimals else ""
    assert re.fullmatch(rf"{formats.MINUS}?\d{{1,3}}({group}\d{{3}})*{digits}", text)
    assert read(text, language) == rounded(value, decimals)
    assert not (text.startswith(formats.MINUS) and rounded(value, decimals) == 0)


@given(numbers, decimal_places, languages)
def test_published_keeps_every_digit(value: float, decimals: int, language: str) -> None:
    text = formats.published(value, indicator(decimals=decimals), language=language)
    assert read(text, language) == Decimal(str(value))
    assert len(text.partition(MARKS[language][0])[2]) >= decimals
    assert "e" not in text.lower()


@given(numbers, st.sampled_from(sorted(UNITS)), decimal_places, languages)
def test_a_change_shows_a_sign_unless_it_reads_as_zero(value: float, unit: str, decimals: int, language: str) -> None:
    text = formats.change(value, UNITS[unit], decimals, language=language)
    figures = text.partition("(")[0].removesuffix(UNITS[unit].name(language))
    is_zero = not re.search("[1-9]", figures)
    assert "-" not in text
    assert text.startswith(("+", formats.MINUS)) != is_zero
    if not is_zero:
        assert text.startswith("+") == (value > 0)


@given(st.floats(-1e15, 1e15), languages)
def test_money_is_right_to_its_last_digit(rupiah: float, language: str) -> None:
    text = formats.money(rupiah, language=language)
    words = {"juta": 6, "million": 6, "miliar": 9, "billion": 9, "triliun": 12, "trillion": 12}
    match = re.fullmatch(rf"({formats.MINUS}?)Rp([\d.,]+)(?: (\w+))?", text)
    assert match
    power = words[match[3]] if match[3] else 0
    figure = read(match[1] + match[2], language)
    half = Decimal("0.005").scaleb(power) if power else Decimal("0.5")
    assert abs(figure.scaleb(power) - Decimal(str(rupiah))) <= half
    if power in (6, 9):
        assert abs(figure) < 1000


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf, np.nan, pd.NA, pd.NaT, Decimal("NaN")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_a_dash(value: object, language: str) -> None:
    unit = UNITS["percent"]
    assert {
        formats.number(value, 2, language=language),
        formats.count(value, language=language),
        formats.published(value, TPT, language=language),
        formats.value(value, TPT, unit, language=language),
        formats.value(value, TPT, unit, with_unit=False, language=language),
        formats.money(value, language=language),
        formats.change(value, unit, 2, language=language),
        formats.percent_change(value, language=language),
        formats.rank(value, 27, language=language),
        formats.rank(7, value, language=language),
    } == {"–"}
    assert formats.period(None) == formats.date(None) == formats.moment(None, "Asia/Jakarta") == "–"
    assert formats.decimals_of(value) == 0


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ArithmeticError):
        formats.number("banyak", 2)


@pytest.mark.parametrize("value", [np.float64(6.16), np.float32(6.16), 6.16, Decimal("6.16")])
def test_numbers_of_any_kind(value: object) -> None:
    assert formats.published(value, TPT) == "6,16"
    assert formats.count(np.int64(1226660)) == "1.226.660"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "indonesian", "english"),
    [
        (6.16, "percent", 2, "6,16 %", "6.16 %"),
        (-0.72, "percent", 2, "−0,72 %", "−0.72 %"),
        (8.0, "percent_gdp", 1, "8,0 %", "8.0 %"),
        (0, "percent", 2, "0,00 %", "0.00 %"),
        (43.33, "trillion_rupiah", 2, "Rp43,33 triliun", "Rp43.33 trillion"),
        (8780.0, "billion_rupiah", 1, "Rp8,78 triliun", "Rp8.78 trillion"),
        (3471134, "rupiah_per_month", 0, "Rp3.471.134 per bulan", "Rp3,471,134 per month"),
        (
            12345,
            "thousand_rupiah_per_person_year",
            0,
            "Rp12,35 juta per orang per tahun",
            "Rp12.35 million per person per year",
        ),
        (1226660, "population", 0, "1.226.660 jiwa", "1,226,660 inhabitants"),
        (72.46, "index", 2, "72,46", "72.46"),
        (3.1, "score_0_5", 2, "3,10", "3.10"),
        (0.352, "ratio", 3, "0,352", "0.352"),
        (71.5, "years", 2, "71,50 tahun", "71.50 years"),
    ],
)
def test_values_with_their_units(value: float, unit: str, decimals: int, indonesian: str, english: str) -> None:
    entry = indicator(unit, decimals)
    assert formats.value(value, entry, UNITS[unit], language="id") == indonesian
    assert formats.value(value, entry, UNITS[unit], language="en") == english


def test_without_its_unit_a_value_is_a_bare_number() -> None:
    assert formats.value(8780.5, indicator("billion_rupiah", 1), UNITS["billion_rupiah"], with_unit=False) == "8.780,5"


@pytest.mark.parametrize(
    ("rupiah", "indonesian", "english"),
    [
        (0, "Rp0", "Rp0"),
        (-0.4, "Rp0", "Rp0"),
        (100_000, "Rp100.000", "Rp100,000"),
        (3_471_134, "Rp3.471.134", "Rp3,471,134"),
        (9_999_999, "Rp9.999.999", "Rp9,999,999"),
        (10_000_000, "Rp10,00 juta", "Rp10.00 million"),
        (999_994_999, "Rp999,99 juta", "Rp999.99 million"),
        (999_995_000, "Rp1,00 miliar", "Rp1.00 billion"),
        (-2_500_000_000, "−Rp2,50 miliar", "−Rp2.50 billion"),
        (8_780_000_000_000, "Rp8,78 triliun", "Rp8.78 trillion"),
        (1_234_000_000_000_000, "Rp1.234,00 triliun", "Rp1,234.00 trillion"),
    ],
)
def test_money(rupiah: float, indonesian: str, english: str) -> None:
    assert formats.money(rupiah, language="id") == indonesian
    assert formats.money(rupiah, language="en") == english


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "indonesian", "english"),
    [
        (-0.72, "percent", 2, "−0,72 poin", "−0.72 points"),
        (0.72, "percent", 2, "+0,72 poin", "+0.72 points"),
        (0.0, "percent", 2, "0,00 poin", "0.00 points"),
        (-0.001, "percent", 2, "0,00 poin", "0.00 points"),
        (0.35, "index", 2, "+0,35", "+0.35"),
        (-1200, "population", 0, "−1.200 jiwa", "−1,200 inhabitants"),
        (1.2, "trillion_rupiah", 2, "+Rp1,20 triliun", "+Rp1.20 trillion"),
        (-120_000, "rupiah_per_month", 0, "−Rp120.000 per bulan", "−Rp120,000 per month"),
        (0, "rupiah_per_month", 0, "Rp0 per bulan", "Rp0 per month"),
    ],
)
def test_changes(value: float, unit: str, decimals: int, indonesian: str, english: str) -> None:
    assert formats.change(value, UNITS[unit], decimals, language="id") == indonesian
    assert formats.change(value, UNITS[unit], decimals, language="en") == english


def test_percent_changes() -> None:
    assert formats.percent_change(3.25) == "+3,3 %"
    assert formats.percent_change(-3.2, 2, language="en") == "−3.20 %"
    assert formats.percent_change(0.04) == "0,0 %"


@pytest.mark.parametrize(
    ("period", "frequency", "month", "indonesian", "english"),
    [
        ("2024", "annual", None, "2024", "2024"),
        ("2024", "annual", 8, "Agustus 2024", "August 2024"),
        ("2024-06", "monthly", None, "Juni 2024", "June 2024"),
        ("2025-06", "semiannual", None, "semester I 2025", "first half of 2025"),
        ("2025-12", "semiannual", None, "semester II 2025", "second half of 2025"),
        ("2025-03", "semiannual", 3, "Maret 2025", "March 2025"),
        ("2023-03", "quarterly", None, "triwulan I 2023", "Q1 2023"),
        ("2023-12", "quarterly", None, "triwulan IV 2023", "Q4 2023"),
        ("2024-Q2", "quarterly", None, "triwulan II 2024", "Q2 2024"),
        ("2024-Q3", "quarterly", 8, "triwulan III 2024", "Q3 2024"),
        ("2024-S2", "semiannual", None, "semester II 2024", "second half of 2024"),
        ("2024", "quarterly", None, "2024", "2024"),
    ],
)
def test_periods(period: str, frequency: str, month: int | None, indonesian: str, english: str) -> None:
    entry = indicator(frequency=frequency, reference_month=month)
    assert formats.period(period, entry, language="id") == indonesian
    assert formats.period(period, entry, language="en") == english


def test_a_period_alone_and_one_of_no_known_form() -> None:
    assert formats.period("2024") == "2024"
    assert formats.period("2024-06") == "Juni 2024"
    for wrong in ("24", "2024-13", "2024-Q5", "2024-06-01", "2024\n", "Juni 2024"):
        with pytest.raises(ValueError, match="period"):
            formats.period(wrong)


def test_days_and_moments() -> None:
    instant = dt.datetime(2026, 11, 21, 23, 10, tzinfo=dt.UTC)
    assert formats.date(dt.date(2025, 5, 16)) == "16 Mei 2025"
    assert formats.date(dt.date(2025, 5, 16), language="en") == "16 May 2025"
    assert formats.moment(instant, "Asia/Jakarta") == "22 November 2026 06.10 WIB"
    assert formats.moment(instant, "Asia/Makassar") == "22 November 2026 07.10 WITA"
    assert formats.moment(instant, "Asia/Jayapura", language="en") == "22 November 2026 08:10 WIT"
    with pytest.raises(ValueError, match="zone"):
        formats.moment(dt.datetime(2026, 11, 22), "Asia/Jakarta")


def test_ranks_words_and_marks() -> None:
    assert formats.rank(7, 27) == "peringkat 7 dari 27"
    assert formats.rank(7.0, 27, language="en") == "rank 7 of 27"
    assert formats.missing() == "belum tersedia"
    assert formats.missing(language="en") == "not available"
    assert formats.plotly_separators(language="id") == ",."
    assert formats.plotly_separators(language="en") == ".,"
    assert formats.excel_format(0) == "#,##0"
    assert formats.excel_format(2) == "#,##0.00"


def test_the_language_of_the_run_is_the_default() -> None:
    i18n.use("en")
    assert formats.value(6.16, TPT, UNITS["percent"]) == "6.16 %"
    assert formats.period("2024", TPT) == "August 2024"
    i18n.use("id")
    assert formats.period("2024", TPT) == "Agustus 2024"


def test_units_of_money_name_the_currency_before_the_rest() -> None:
    """`_with_unit` splits the name there; a unit that is named otherwise would lose its words."""
    for key, unit in UNITS.items():
        if unit.rupiah is not None:
            assert all("rupiah" in unit.name(language) for language in LANGUAGES), key
    assert isinstance(UNITS["percent"].name, Text)
