"""When a gap would be closed, in words: years at the present pace with their range, or that it never would."""

from __future__ import annotations

from components import formats
from components.i18n import _
from data_access.catalog import Indicator, Unit
from data_access.derive.trend import FAR_YEARS, CatchUp


def when_text(found: CatchUp) -> str:
    """The short answer: ≈ 6 tahun, > 50 tahun, tidak tersusul."""
    if found.outlook == "years" and found.years is not None:
        return _("≈ {n} tahun", n=_years(found.years))
    return {
        "far": _("> {n} tahun", n=formats.count(FAR_YEARS)),
        "never": _("tidak tersusul"),
        "caught": _("sudah setingkat"),
        "unknown": _("belum dapat dihitung"),
    }[found.outlook]


def range_text(found: CatchUp) -> str:
    """The 90 % range beside it, or what the gap does."""
    if found.outlook == "unknown":
        return _("kurang dari 4 tahun data")
    if found.outlook == "caught":
        return ""
    if found.outlook == "never":
        text = _("jarak melebar") if found.is_widening else _("jarak tetap")
        return (
            text
            if found.years_low is None or found.years_low > FAR_YEARS
            else _("{text}; rentang mulai {n} tahun", text=text, n=_capped(found.years_low))
        )
    if found.years_high is None:
        return _("{low} tahun – tidak tersusul", low=_capped(found.years_low))
    low, high = _capped(found.years_low), _capped(found.years_high)
    if low == high:
        return _("{n} tahun", n=low)
    return _("{low} sampai {high} tahun", low=low, high=high)


def outlook_sentence(found: CatchUp, leader: str, follower: str, name: str) -> str:
    """The whole sentence, for the table and for those who do not see the board."""
    values = {"leader": leader, "follower": follower, "name": name}
    if found.outlook == "years" and found.years is not None:
        return _(
            "{name}: {leader} mendahului; bila laju sekarang berlanjut, {follower} menyamai dalam sekitar {n} tahun "
            "({range}).",
            **values, n=_years(found.years), range=range_text(found),
        )  # fmt: skip
    if found.outlook == "far":
        return _(
            "{name}: {leader} mendahului; dengan laju sekarang {follower} baru menyamai setelah lebih dari {n} tahun.",
            **values, n=formats.count(FAR_YEARS),
        )  # fmt: skip
    if found.outlook == "never":
        return _("{name}: {leader} mendahului dan dengan laju sekarang tidak tersusul oleh {follower} ({range}).",
                 **values, range=range_text(found))  # fmt: skip
    if found.outlook == "caught":
        return _("{name}: {leader} dan {follower} setingkat.", **values)
    return _("{name}: {leader} mendahului; data belum cukup untuk menghitung kapan {follower} menyamai.", **values)


def gap_amount(gap: float, indicator: Indicator, unit: Unit) -> str:
    """A gap without its sign and as short as a chart needs: 1,46 poin, Rp46,57 juta, 8,15."""
    if unit.rupiah is not None:
        return formats.money(abs(gap) * unit.rupiah)
    return formats.change(abs(gap), unit, indicator.decimals).lstrip("+")


def _years(years: float) -> str:
    return formats.count(max(1.0, years))


def _capped(years: float | None) -> str:
    """A number of years, never more than anyone can mean."""
    if years is None:
        return ""
    return f"> {formats.count(FAR_YEARS)}" if years > FAR_YEARS else _years(years)
