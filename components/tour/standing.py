"""Who leads where, and what the host can learn from the visitor: pairs judged from the visitor's side."""

from __future__ import annotations

from collections.abc import Sequence

from components import formats
from components.comparison.pairs import Pair, shown_pairs
from components.i18n import _
from components.labels import verdict_label
from components.tour.figures import Book, publisher_name
from components.tour.models import Figure, LeadRow
from data_access.derive.evidence import ahead_since
from data_access.tours import TourPlan

MAX_LEADS = 7
MAX_HATCHED = 1  # rows of them that lack one side
MAX_LESSONS = 5


def lead_rows(book: Book, plan: TourPlan) -> tuple[LeadRow, ...]:
    """The main indicators that can be judged, filled up from all topics, the visitor's best first; then one gap."""
    pairs = {pair.indicator.indicator_id: pair for pair in book.frames.pairs}
    first = [pairs[key] for key in plan.main_indicators if key in pairs]
    lacking = [pair for pair in first if _is_lacking(pair)][:MAX_HATCHED]
    judged = [pair for pair in first if pair.reason is None]
    fill = [pair for pair in shown_pairs(book.frames.pairs, None) if pair.reason is None and pair not in judged]
    chosen: list[Pair] = []
    for pair in [*judged, *fill]:
        named = {entry.indicator.indicator_id for entry in chosen}
        if len(chosen) < MAX_LEADS - len(lacking) and not named & set(pair.indicator.not_comparable_with):
            chosen.append(pair)
    return tuple(_row(book, pair) for pair in [*sorted(chosen, key=merit, reverse=True), *lacking])


def lesson_rows(book: Book, most: int = MAX_LESSONS) -> tuple[LeadRow, ...]:
    """Where the visitor leads furthest, with since when; at most so many rows."""
    ahead = [pair for pair in book.frames.pairs if pair.standing is not None and pair.standing.verdict == "ahead"]
    chosen: list[Pair] = []
    for pair in sorted(ahead, key=merit, reverse=True):
        named = {entry.indicator.indicator_id for entry in chosen}
        if len(chosen) < most and not named & set(pair.indicator.not_comparable_with):
            chosen.append(pair)
    return tuple(_row(book, pair, with_since=True) for pair in chosen)


def lead_title(book: Book, rows: Sequence[LeadRow]) -> str:
    """How often the visitor is ahead, level and behind on the rows shown."""
    judged = [row for row in rows if row.verdict != "unknown"]
    if not judged:
        return _("Belum ada indikator yang sebanding")
    ahead, equal, behind = (sum(row.verdict == kind for row in judged) for kind in ("ahead", "equal", "behind"))
    return _(
        "{visitor} unggul di {ahead}, setara di {equal}, tertinggal di {behind}",
        visitor=book.visitor.short,
        ahead=formats.count(ahead),
        equal=formats.count(equal),
        behind=formats.count(behind),
    )


def lead_lede(book: Book, rows: Sequence[LeadRow]) -> str:
    """What is compared with whom, and the tally over all indicators that can be judged."""
    verdicts = [pair.standing.verdict for pair in book.frames.pairs if pair.standing is not None]
    n_shown = sum(row.verdict != "unknown" for row in rows)
    first = _(
        "Terhadap {host}, {n} indikator utama di antara {group}; setara bila selisih paling besar ½ MAD.",
        host=book.host.name,
        n=formats.count(n_shown),
        group=book.frames.scope.label,
    )
    second = _(
        "Dari semua {n} indikator yang sebanding: unggul {ahead}, setara {equal}, tertinggal {behind}.",
        n=formats.count(len(verdicts)),
        ahead=formats.count(verdicts.count("ahead")),
        equal=formats.count(verdicts.count("equal")),
        behind=formats.count(verdicts.count("behind")),
    )
    return f"{first} {second}"


def lead_caption(book: Book) -> str:
    verdicts = [pair.standing.verdict for pair in book.frames.pairs if pair.standing is not None]
    return _(
        "Di antara {group}; setara bila selisih ≤ ½ MAD. Semua {n} indikator: {ahead} unggul, {equal} setara, "
        "{behind} tertinggal",
        group=book.frames.scope.label,
        n=formats.count(len(verdicts)),
        ahead=formats.count(verdicts.count("ahead")),
        equal=formats.count(verdicts.count("equal")),
        behind=formats.count(verdicts.count("behind")),
    )


def lesson_caption(book: Book) -> str:
    verdicts = [pair.standing.verdict for pair in book.frames.pairs if pair.standing is not None]
    return _(
        "{visitor} unggul pada {n} dari {all} indikator yang sebanding; yang selisihnya terbesar",
        visitor=book.visitor.short,
        n=formats.count(verdicts.count("ahead")),
        all=formats.count(len(verdicts)),
    )


def lesson_title(book: Book, rows: Sequence[LeadRow]) -> str:
    host, visitor = book.host.short, book.visitor.short
    if not rows:
        return _("Belum ada indikator di mana {visitor} unggul atas {host}", visitor=visitor, host=host)
    return _("{visitor} memimpin pada {what}", visitor=visitor, what=_within(rows[0].name))


def lesson_lede(book: Book, rows: Sequence[LeadRow]) -> str:
    verdicts = [pair.standing.verdict for pair in book.frames.pairs if pair.standing is not None]
    return _(
        "{visitor} unggul atas {host} pada {n} dari {all} indikator yang sebanding; {shown} yang selisihnya terbesar "
        "ditampilkan. Mengapa, hanya dapat dijawab oleh tuan rumah dan tamunya.",
        visitor=book.visitor.short,
        host=book.host.short,
        n=formats.count(verdicts.count("ahead")),
        all=formats.count(len(verdicts)),
        shown=formats.count(len(rows)),
    )


def merit(pair: Pair) -> float:
    """How far the visitor is ahead, in MADs and by polarity."""
    standing = pair.standing
    if standing is None or standing.gap is None:
        return 0.0
    sign = -1.0 if pair.indicator.polarity == "lower_is_better" else 1.0
    if standing.gap_mad is None:
        return sign * standing.gap * 1e-9
    return sign * standing.gap_mad


def gap_words(pair: Pair) -> str:
    """The gap in MADs, without a sign: the chip says who is ahead."""
    if pair.standing is None:
        return ""
    if pair.standing.gap_mad is None:
        return _("MAD 0")
    return _("{n} MAD", n=formats.number(abs(pair.standing.gap_mad), 1))


def _is_lacking(pair: Pair) -> bool:
    """One side has a figure, the other none: worth showing as a gap."""
    return len(pair.figures) < 2 and pair.reason in ("only_one", "unranked")


def _row(book: Book, pair: Pair, with_since: bool = False) -> LeadRow:
    indicator = pair.indicator
    host, visitor = (
        book.from_pair(indicator, code, pair.figures.get(code)) for code in (book.host.code, book.visitor.code)
    )
    if pair.period is None:  # one side only: its latest
        host, visitor = (book.latest(indicator, code) for code in (book.host.code, book.visitor.code))
    known: Figure | None = visitor or host
    note = [f"{book.unit_name(indicator)}, {known.period_text}" if known else book.unit_name(indicator)]
    if indicator.polarity == "lower_is_better":
        note.append(_("rendah baik"))
    places = pair.percentiles or {}
    verdict = pair.standing.verdict if pair.standing else "unknown"
    remedy = "" if host and visitor else _("minta ke {publisher}", publisher=publisher_name(indicator))
    since = ""
    if with_since:
        first = ahead_since(
            book.frames.series(indicator.indicator_id, book.visitor.code),
            book.frames.series(indicator.indicator_id, book.host.code),
            indicator.polarity,
        )
        since = "" if first is None else _("sejak {period}", period=formats.period(first, indicator))
    return LeadRow(
        indicator_id=indicator.indicator_id,
        name=indicator.wall_name(book.language),
        note=" · ".join(note),
        host=host,
        visitor=visitor,
        host_place=places.get(book.host.code),
        visitor_place=places.get(book.visitor.code),
        verdict=verdict,
        verdict_text=verdict_label(verdict) if pair.standing else formats.missing(),
        gap_text=gap_words(pair),
        remedy=remedy,
        since=since,
        gap_mad=merit(pair) if pair.standing is not None and pair.standing.gap_mad is not None else None,
    )


def _within(name: str) -> str:
    """A name inside a sentence: a small first letter, except in an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
