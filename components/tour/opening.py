"""The first two chapters: who meets whom, and both regions on one map."""

from __future__ import annotations

from components import formats
from components.i18n import _
from components.tour.figures import Book
from components.tour.models import FactRow, Figure

FACTS = ("population", "area_km2", "villages_total", "gdp_per_capita")
RATIO_INDICATOR = "gdp_per_capita"
NEARLY_EQUAL = 1.15  # a smaller ratio is no finding


def welcome_words(book: Book) -> tuple[str, str]:
    """Title and lede of the first stage."""
    host, visitor = book.host, book.visitor
    title = _("Selamat datang, {visitor}", visitor=visitor.name)
    whence = f"{host.name}, {host.province}" if host.province else host.name
    lede = _(
        "Cerita ini dibangun dari angka terbitan {host} dan {visitor}. Setiap angka membawa satuan, tahun, dan "
        "penerbitnya; yang belum tersedia terlihat belum tersedia.",
        host=whence,
        visitor=visitor.name,
    )
    return title, lede


def fact_rows(book: Book) -> tuple[FactRow, ...]:
    """Size of both regions at the latest period they share; else each at its own latest, with its period."""
    rows = []
    for indicator_id in FACTS:
        indicator = book.indicator(indicator_id)
        host, visitor = _common(book, indicator_id)
        if host is None and visitor is None:
            continue
        known = host or visitor
        assert known is not None
        name = indicator.wall_name(book.language)
        is_common = host is not None and visitor is not None and host.period == visitor.period
        if indicator_id == "area_km2":
            name = _("Luas")
        elif is_common or host is None or visitor is None:
            name = f"{name}, {known.period_text}"
        else:
            name = f"{name}, {host.period_text} / {visitor.period_text}"
        unit = book.unit_name(indicator)
        rows.append(FactRow(name, "" if unit in name.casefold() else unit, host, visitor))
        if indicator_id == "area_km2" and book.frames.districts:
            rows.append(
                FactRow(_("Kecamatan"), "", *(_districts(book, place.code) for place in (book.host, book.visitor)))
            )
    return tuple(rows)


def map_title(book: Book) -> str:
    """The income ratio where both have it for the same year, else who is on the map."""
    host, visitor = book.host.short, book.visitor.short
    ours, theirs = _common(book, RATIO_INDICATOR)
    if ours is None or theirs is None or ours.period != theirs.period or min(ours.value, theirs.value) <= 0:
        return _("{host} dan {visitor} di satu peta", host=host, visitor=visitor)
    what = book.indicator(RATIO_INDICATOR).wall_name(book.language)
    (high, low) = (visitor, host) if theirs.value > ours.value else (host, visitor)
    ratio = max(ours.value, theirs.value) / min(ours.value, theirs.value)
    if ratio < NEARLY_EQUAL:
        return _("{what} {host} dan {visitor} hampir sama", what=what, host=host, visitor=visitor)
    return _("{what} {high} {ratio} kali {low}", what=what, high=high, low=low, ratio=formats.number(ratio, 1))


def _common(book: Book, indicator_id: str) -> tuple[Figure | None, Figure | None]:
    """Both figures at the latest period they share in one series version, else each at its own latest."""
    indicator = book.indicator(indicator_id)
    series = [book.frames.series(indicator_id, place.code) for place in (book.host, book.visitor)]
    both = series[0].merge(series[1], on=["period", "series_version"])
    if len(both):
        period = str(both["period"].max())
        return book.at(indicator, book.host.code, period), book.at(indicator, book.visitor.code, period)
    return book.latest(indicator, book.host.code), book.latest(indicator, book.visitor.code)


def _districts(book: Book, code: str) -> Figure | None:
    n = book.frames.districts.get(code)
    if n is None:
        return None
    return Figure("", code, "", "", float(n), formats.count(n), 0, "", "")
