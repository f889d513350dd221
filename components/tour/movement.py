"""What changed between the years of the plan, and what did not, in both regions."""

from __future__ import annotations

from collections.abc import Sequence

from components import formats
from components.comparison.change_tables import change_reason, direction_label, trend_label
from components.comparison.changes import ChangeRow as Found
from components.comparison.changes import RegionChange, change_rows
from components.i18n import _
from components.tour.figures import Book
from components.tour.models import ChangeRow, ChangeSide
from data_access.tours import TourPlan

MAX_CHANGES = 7
MAX_REFUSED = 2  # rows of them about which nothing may be said


def found_changes(book: Book) -> list[Found]:
    """Every indicator with a direction that one of both has at one end at least."""
    frames = book.frames
    codes = (book.host.code, book.visitor.code)
    rows = change_rows(
        frames.spans, frames.catalogue, frames.profiles, codes, frames.peers, frames.breaks, book.language
    )
    return [
        row
        for row in rows
        if row.span.indicator.is_ranked and row.span.indicator.polarity != "neutral" and not row.is_relative
    ]


def change_lines(book: Book, plan: TourPlan, found: Sequence[Found]) -> tuple[ChangeRow, ...]:
    """The main indicators first, filled up from the rest, those told before those refused with their reason."""
    order = {key: place for place, key in enumerate(plan.main_indicators)}
    ranked = sorted(found, key=lambda row: order.get(row.span.indicator.indicator_id, len(order)))
    told = _apart([row for row in ranked if is_told(row)])
    some = [row for row in ranked if not is_told(row) and any(_is_worth(side) for side in row.by_region.values())]
    refused = _apart(some)[:MAX_REFUSED]
    kept = told[: MAX_CHANGES - len(refused)]
    return tuple(_line(book, row) for row in [*kept, *refused][:MAX_CHANGES])


def is_told(row: Found) -> bool:
    """Whether something can be said about both regions."""
    return all(side.change.reason is None for side in row.by_region.values())


def change_title(book: Book, found: Sequence[Found]) -> str:
    told = [row for row in found if is_told(row)]
    if not told:
        return _("Perubahan {start} sampai {end} belum dapat dihitung", start=_year(book, 0), end=_year(book, 1))
    better = [
        sum(row.by_region[place.code].direction == "better" for row in told) for place in (book.host, book.visitor)
    ]
    return _(
        "Dari {n} indikator, {host} membaik di {ours}, {visitor} di {theirs}",
        n=formats.count(len(told)),
        host=book.host.short,
        visitor=book.visitor.short,
        ours=formats.count(better[0]),
        theirs=formats.count(better[1]),
    )


def change_lede(book: Book, found: Sequence[Found]) -> str:
    told = [row for row in found if is_told(row)]
    parts = [
        _(
            "{region}: {better} membaik, {worse} memburuk, {same} tetap; {beyond} melampaui tren sebaya.",
            region=place.short,
            better=formats.count(_count(told, place.code, "better")),
            worse=formats.count(_count(told, place.code, "worse")),
            same=formats.count(_count(told, place.code, "same")),
            beyond=formats.count(sum(row.by_region[place.code].verdict == "ahead" for row in told)),
        )
        for place in (book.host, book.visitor)
    ]
    years = _("{start} ke {end}.", start=_year(book, 0), end=_year(book, 1))
    trend = _("Tren = perubahan median {group}.", group=book.frames.scope.label)
    return " ".join([years, *parts, trend])


def change_caption(book: Book) -> str:
    return _(
        "{start} ke {end}; tren = perubahan median {group}",
        start=_year(book, 0),
        end=_year(book, 1),
        group=book.frames.scope.label,
    )


def _line(book: Book, row: Found) -> ChangeRow:
    indicator = row.span.indicator
    month = formats.period(row.span.start, indicator).replace(row.span.start[:4], "").strip()
    ends = ", ".join(filter(None, [book.unit_name(indicator), month]))
    median = "" if row.median is None else _change_text(book, row, row.median)
    host, visitor = (_side(book, row, place.code) for place in (book.host, book.visitor))
    return ChangeRow(indicator.indicator_id, indicator.wall_name(book.language), ends, host, visitor, median)


def _side(book: Book, row: Found, code: str) -> ChangeSide:
    mine = row.by_region[code]
    indicator = row.span.indicator
    start, end = (book.at(indicator, code, period) for period in (row.span.start, row.span.end))
    texts = [figure.text if figure else formats.DASH for figure in (start, end)]
    change = mine.change.absolute if mine.change.reason is None else None
    return ChangeSide(
        start=start,
        end=end,
        ends_text=_("{start} → {end}", start=texts[0], end=texts[1]),
        change=change,
        change_text="" if change is None else _change_text(book, row, change),
        direction=mine.direction,
        direction_text=direction_label(mine.direction),
        trend=mine.verdict,
        trend_text=trend_label(mine.verdict) if mine.change.reason is None else "",
        reason=change_reason(row, mine),
    )


def _change_text(book: Book, row: Found, change: float) -> str:
    """With its sign; of a share in points, of anything else the bare number, whose unit stands under the name."""
    indicator, unit = row.span.indicator, row.unit
    if unit.kind == "share":
        return formats.change(change, unit, indicator.decimals)
    written = formats.number(abs(change), indicator.decimals)
    if written == formats.number(0, indicator.decimals):
        return written
    return ("+" if change > 0 else formats.MINUS) + written


def _apart(rows: Sequence[Found]) -> list[Found]:
    """Without those that must not stand beside an earlier one."""
    kept: list[Found] = []
    for row in rows:
        if not {other.span.indicator.indicator_id for other in kept} & set(row.span.indicator.not_comparable_with):
            kept.append(row)
    return kept


def _is_worth(side: RegionChange) -> bool:
    """A refusal is worth showing where both ends are there and a break lies between."""
    return side.change.reason == "break" and side.change.start is not None and side.change.end is not None


def _count(rows: Sequence[Found], code: str, kind: str) -> int:
    return sum(row.by_region[code].direction == kind for row in rows)


def _year(book: Book, place: int) -> str:
    return formats.period(str(book.frames.years[place]))
