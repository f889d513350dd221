"""Numbers, money, periods and times in words and digits; the only place that writes them.

Every function takes `language`, by default that of the run. A value that is None, NaN or infinite is written as a dash,
never as 0. Numbers are rounded half up, as publishers round, from their shortest decimal form.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from zoneinfo import ZoneInfo

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from components import i18n
from components.i18n import translate
from data_access.catalog import Indicator, Unit

DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
PERIOD = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|S([12])))?")

# Money below this is written in full: a minimum wage is read to the rupiah.
FULL_RUPIAH_BELOW = 10_000_000
# A step begins where the one below would round to 1.000,00.
MILIAR_FROM = 999_995_000
TRILIUN_FROM = 999_995_000_000
MONEY_DECIMALS = 2


def number(value: object, decimals: int, *, language: str | None = None) -> str:
    """The number with exactly so many decimals: 1.226.660,50."""
    amount = _decimal(value)
    return DASH if amount is None else _write(amount, decimals, language)


def count(n: object, *, language: str | None = None) -> str:
    """A whole number: 1.226.660."""
    return number(n, 0, language=language)


def published(value: object, indicator: Indicator, *, language: str | None = None) -> str:
    """The number with every digit that was published, and at least the indicator's decimals."""
    amount = _decimal(value)
    if amount is None:
        return DASH
    return _write(amount, max(indicator.decimals, decimals_of(amount)), language)


def decimals_of(value: object) -> int:
    """How many decimals the number needs to be written in full; 0 when there is no number."""
    amount = _decimal(value)
    if amount is None or amount == amount.to_integral_value():
        return 0
    with localcontext(prec=800):
        return -int(amount.normalize().as_tuple().exponent)


def value(
    value: object, indicator: Indicator, unit: Unit, *, with_unit: bool = True, language: str | None = None
) -> str:
    """The value as the indicator prints it, with its unit: 6,16 %, Rp43,33 triliun, 1.226.660 jiwa; an index bare.

    Without its unit, money too is the bare number as published, for a column that names the unit in its head.
    """
    amount = _decimal(value)
    if amount is None:
        return DASH
    if not with_unit:
        return _write(amount, indicator.decimals, language)
    return _with_unit(amount, unit, indicator.decimals, language)


def money(rupiah: object, *, language: str | None = None) -> str:
    """Rupiah in full below ten million, in juta, miliar or triliun from there: Rp3.471.134, Rp8,78 triliun."""
    amount = _decimal(rupiah)
    return DASH if amount is None else _money(amount, language)


def change(value: object, unit: Unit, decimals: int, *, language: str | None = None) -> str:
    """A difference with its sign: of a share in points, of anything else in its unit; no sign on zero."""
    amount = _decimal(value)
    if amount is None:
        return DASH
    sign = _sign(amount, unit, decimals)
    if unit.kind == "share":
        written = _write(abs(amount), decimals, language)
        return sign + translate("{amount} poin", _or_current(language), amount=written)
    return sign + _with_unit(abs(amount), unit, decimals, language)


def percent_change(value: object, decimals: int = 1, *, language: str | None = None) -> str:
    """A relative change, given in percent, with its sign: +3,2 %."""
    amount = _decimal(value)
    if amount is None:
        return DASH
    sign = "" if _round(amount, decimals) == 0 else "+" if amount > 0 else MINUS
    return f"{sign}{_write(abs(amount), decimals, language)} %"


def rank(rank: object, n: object, *, language: str | None = None) -> str:
    """A place among so many: peringkat 7 dari 27."""
    place, total = _decimal(rank), _decimal(n)
    if place is None or total is None:
        return DASH
    return translate(
        "peringkat {rank} dari {n}",
        _or_current(language),
        rank=_write(place, 0, language),
        n=_write(total, 0, language),
    )


def missing(*, language: str | None = None) -> str:
    """The words for a value that is not there."""
    return translate("belum tersedia", _or_current(language))


def period(period: str | None, indicator: Indicator | None = None, *, language: str | None = None) -> str:
    """A period in words: 2024, Agustus 2024, Juni 2024, semester I 2025, triwulan I 2023.

    The indicator says what a month stands for: the end of a half-year or quarter, or the month of its survey.
    Raises ValueError for a period in no known form.
    """
    if _is_missing(period) or not period:
        return DASH
    match = PERIOD.fullmatch(str(period))
    if match is None:
        raise ValueError(f"period {period!r} is none of 2024, 2024-06, 2024-Q2, 2024-S1")
    year = match[1]
    month, quarter, half = (int(part) if part else None for part in match.groups()[1:])
    if indicator is not None and indicator.reference_month:
        month = month or (None if quarter or half else indicator.reference_month)
    elif indicator is not None and month and indicator.frequency == "quarterly":
        quarter = (month + 2) // 3
    elif indicator is not None and month and indicator.frequency == "semiannual":
        half = (month + 5) // 6
    if quarter:
        return _quarter(quarter, year, _or_current(language))
    if half:
        return _half(half, year, _or_current(language))
    if month:
        return format_date(dt.date(int(year), month, 1), "LLLL y", locale=_or_current(language))
    return year


def _quarter(quarter: int, year: str, language: str) -> str:
    return (
        translate("triwulan I {year}", language, year=year),
        translate("triwulan II {year}", language, year=year),
        translate("triwulan III {year}", language, year=year),
        translate("triwulan IV {year}", language, year=year),
    )[quarter - 1]


def _half(half: int, year: str, language: str) -> str:
    return (
        translate("semester I {year}", language, year=year),
        translate("semester II {year}", language, year=year),
    )[half - 1]


def date(day: dt.date | None, *, language: str | None = None) -> str:
    """A day: 16 Mei 2025."""
    return DASH if _is_missing(day) else format_date(day, "d MMMM y", locale=_or_current(language))


def moment(instant: dt.datetime | None, zone: str = "Asia/Jakarta", *, language: str | None = None) -> str:
    """A moment in the clock of a zone: 22 November 2026 06.10 WIB. Raises ValueError for one without a zone."""
    if instant is None or _is_missing(instant):
        return DASH
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone")
    local = instant.astimezone(ZoneInfo(zone))
    mark = "." if _or_current(language) == "id" else ":"
    return f"{date(local.date(), language=language)} {local:%H}{mark}{local:%M} {local.tzname()}"


def plotly_separators(*, language: str | None = None) -> str:
    """Decimal and thousands mark, as plotly's `separators` wants them."""
    locale = _or_current(language)
    return get_decimal_symbol(locale) + get_group_symbol(locale)


def excel_format(decimals: int) -> str:
    """The number format of a spreadsheet cell; in the file it has no language, the reader's program puts the marks."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _or_current(language: str | None) -> str:
    return language or i18n.current()


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT


def _decimal(value: object) -> Decimal | None:
    """The number by its shortest decimal form; None for None, NA, NaN and infinities. Raises on what is no number."""
    if _is_missing(value):
        return None
    amount = Decimal(str(value))
    return amount if amount.is_finite() else None


def _round(amount: Decimal, decimals: int) -> Decimal:
    with localcontext(prec=800):  # any float, with any of its decimals
        return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _write(amount: Decimal, decimals: int, language: str | None) -> str:
    return _written(amount, decimals, _or_current(language))


@lru_cache(maxsize=20_000)  # the same figures stand on many screens, and each takes 60 µs
def _written(amount: Decimal, decimals: int, language: str) -> str:
    rounded = _round(amount, decimals)
    with localcontext(prec=800):
        text = format_decimal(abs(rounded), format=excel_format(decimals), locale=language)
    return MINUS + text if rounded < 0 else text


def _with_unit(amount: Decimal, unit: Unit, decimals: int, language: str | None) -> str:
    name = unit.name(_or_current(language))
    if unit.rupiah is not None:
        # "ribu rupiah per orang per tahun": what stands after the currency still belongs to the value.
        return _money(_rupiah(amount, unit), language) + name.partition("rupiah")[2]
    written = _write(amount, decimals, language)
    if unit.suffix:
        return f"{written} {unit.suffix.strip()}"  # the catalogue strips the blank of " %" as it reads
    return written if unit.kind == "index" else f"{written} {name}"


def _rupiah(amount: Decimal, unit: Unit) -> Decimal:
    return amount * Decimal(str(unit.rupiah))


def _sign(amount: Decimal, unit: Unit, decimals: int) -> str:
    """The sign of a change, none when what is written is zero."""
    shown = _round(amount, decimals) if unit.rupiah is None else _round(_rupiah(amount, unit), 0)
    return "" if shown == 0 else "+" if shown > 0 else MINUS


def _money(rupiah: Decimal, language: str | None) -> str:
    size, locale = abs(rupiah), _or_current(language)
    sign = MINUS if _round(rupiah, 0) < 0 else ""
    if size < FULL_RUPIAH_BELOW:
        return f"{sign}Rp{_write(size, 0, language)}"
    words = {
        6: translate("Rp{amount} juta", locale),
        9: translate("Rp{amount} miliar", locale),
        12: translate("Rp{amount} triliun", locale),
    }
    power = 12 if size >= TRILIUN_FROM else 9 if size >= MILIAR_FROM else 6
    return sign + words[power].format(amount=_write(size.scaleb(-power), MONEY_DECIMALS, language))
