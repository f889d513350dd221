"""Figures as the wall has room for them: at most six letters and a short unit, short periods, ages in months."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from babel.dates import format_date

from components import formats
from components.i18n import _, current, n_
from data_access.catalog import Indicator, Unit
from data_access.derive.periods import PERIOD

MONEY_DECIMALS = 2
LETTERS = 6  # of a figure on a tile


def short_figure(value: float, entry: Indicator, unit: Unit) -> tuple[str, str]:
    """The figure and what stands small after it: ("6,08", "%"), ("Rp42,65", "juta"), ("176,9", "ribu unit usaha")."""
    name = unit.name(current())
    if unit.rupiah is not None:
        return _short_money(value * unit.rupiah)
    if unit.kind == "count":
        if abs(value) >= 999_995:
            return formats.number(value / 1e6, 2), _("juta {unit}", unit=name)
        if abs(value) >= 99_999.5:
            return formats.number(value / 1e3, 1), _("ribu {unit}", unit=name)
    figure = formats.number(value, entry.decimals)
    if unit.suffix:
        return figure, unit.suffix.strip()
    return figure, "" if unit.kind == "index" else name


def written_figure(value: float, entry: Indicator, unit: Unit) -> str:
    """The same as one text, for a label: 6,08 %."""
    return " ".join(filter(None, short_figure(value, entry, unit)))


def written_gap(gap: float, entry: Indicator, unit: Unit) -> str:
    """The size of a difference without its sign: 1,79 poin, Rp3,29 juta, 0,60 tahun."""
    if unit.kind == "share":
        return formats.change(abs(gap), unit, entry.decimals).lstrip("+")
    return written_figure(abs(gap), entry, unit)


def is_zero(gap: float, entry: Indicator, unit: Unit) -> bool:
    """Whether a difference is written as zero."""
    return short_figure(abs(gap), entry, unit)[0] == short_figure(0.0, entry, unit)[0]


def short_period(period: str, entry: Indicator) -> str:
    """2024, Agu 2025; quarters and half-years in full."""
    month = entry.reference_month
    match = PERIOD.fullmatch(period)
    if match is None or entry.frequency in ("quarterly", "semiannual"):
        return formats.period(period, entry)
    month = int(match[2]) if match[2] else month
    if not month:
        return match[1]
    return format_date(dt.date(int(match[1]), month, 1), "LLL y", locale=current())


def age_in_months(period: str, entry: Indicator, today: dt.date) -> int:
    """Full months from the end of what was measured to today; 0 or less while it lasts."""
    match = PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(f"not a period: {period!r}")
    month = int(match[2] or entry.reference_month or 12)
    return (today.year - int(match[1])) * 12 + today.month - month


def written_age(months: int) -> str:
    if months <= 0:
        return _("periode berjalan")
    return n_("umur {n} bulan", "umur {n} bulan", months, n=formats.count(months))


def short_moment(instant: dt.datetime, zone: str) -> str:
    """22 Nov 06.10, in the clock of a zone."""
    local = instant.astimezone(ZoneInfo(zone))
    mark = "." if current() == "id" else ":"
    return f"{format_date(local.date(), 'd MMM', locale=current())} {local:%H}{mark}{local:%M}"


def _short_money(rupiah: float) -> tuple[str, str]:
    size = abs(rupiah)
    steps = ((1e12, _("triliun")), (1e9, _("miliar")), (1e6, _("juta")))
    for step, word in steps:
        if size >= step * 0.999995:
            return _currency(rupiah / step, MONEY_DECIMALS), word
    return _currency(rupiah, 0), ""


def _currency(amount: float, decimals: int) -> str:
    sign = formats.MINUS if amount < 0 else ""
    return f"{sign}Rp{formats.number(abs(amount), decimals)}"
