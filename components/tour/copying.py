"""What could be copied: recorded practices with their evidence, what to try first, and which data are there for it."""

from __future__ import annotations

from collections.abc import Sequence

from components import formats
from components.claims.words import claim_label
from components.comparison.pairs import STATUSES
from components.i18n import _
from components.tour.figures import Book, publisher_name
from components.tour.models import DataRow, Figure, PracticeRow, StepRow
from data_access.derive.evidence import Evidence, weigh
from data_access.tours import Practice, TourPlan, practices_of

MAX_DATA = 8
VILLAGES = "desa"  # the topic whose figures a kota without villages cannot have
DAYS = 30  # one practice after the other: 30, 60 and 90 days
_READY = {"both": 0, "apart": 1, "lacking": 2}


def practice_rows(book: Book, origin: str, taker: str) -> tuple[PracticeRow, ...]:
    """The practices recorded for `origin`, those for which `taker` has the data first."""
    rows = [_row(book, key, practice, origin, taker) for key, practice in practices_of(origin).items()]
    return tuple(sorted(rows, key=lambda row: _READY[row.readiness]))


def practice_title(book: Book, rows: Sequence[PracticeRow]) -> str:
    if not rows:
        return _("Belum ada praktik tercatat untuk {host}", host=book.host.short)
    first = rows[0].name[:1].lower() + rows[0].name[1:]
    return {
        "both": _("Mulai dari {practice}: datanya ada di dua pihak", practice=first),
        "apart": _("Samakan tahun dulu: angka kedua pihak belum sebanding"),
        "lacking": _("Mulai dari data: {visitor} belum punya angkanya", visitor=book.visitor.short),
    }[rows[0].readiness]


def practice_lede() -> str:
    return _(
        "Diurut menurut kesiapan data tamu. Putusan hanya tentang angka: bergerak membaik di tuan rumah dan dapat "
        "dibandingkan; hubungan sebab akibat tidak diklaim."
    )


def practice_caption() -> str:
    return _("Diurut menurut kesiapan data tamu, bukan besar dampak; hubungan sebab akibat tidak diklaim")


def no_practice(book: Book) -> str:
    """How a practice gets onto the stage."""
    return _(
        "Belum ada praktik tercatat. Tambahkan pada assets/tour/practices.yaml: asal {code}, nama, apa yang tercatat "
        "beserta sumbernya, indikator yang seharusnya bergerak, dan langkah pertama; atau catat pada register saling "
        "adopsi.",
        code=book.host.code,
    )


def step_rows(rows: Sequence[PracticeRow]) -> tuple[StepRow, ...]:
    """One step after 30, 60 and 90 days, in the order of the practices."""
    return tuple(
        StepRow(
            DAYS * place,
            _("{n} hari", n=formats.count(DAYS * place)),
            row.name,
            row.step,
            row.step_text,
        )
        for place, row in enumerate(rows, start=1)
    )


def step_title(book: Book, rows: Sequence[StepRow]) -> str:
    if not rows:
        return _("Belum ada langkah yang dapat diurutkan")
    return _("{days} pertama: {step}", days=rows[0].days_text, step=rows[0].title[:1].lower() + rows[0].title[1:])


def step_lede(book: Book) -> str:
    return _(
        "Diurut menurut kesiapan data {visitor}, bukan menurut besar dampak; hubungan sebab akibat tidak diklaim.",
        visitor=book.visitor.short,
    )


def data_rows(book: Book, plan: TourPlan, rows: Sequence[PracticeRow]) -> tuple[DataRow, ...]:
    """What the visitor has of the indicators of this story, those of the practices first."""
    wanted = [row.indicator_id for row in rows]
    for practice in practices_of(book.host.code).values():
        if practice.remainder:
            wanted += [practice.remainder.whole, practice.remainder.part]
    wanted = list(dict.fromkeys([*wanted, *plan.main_indicators]))[:MAX_DATA]
    return tuple(_data_row(book, key) for key in wanted)


def data_title(book: Book, rows: Sequence[DataRow]) -> str:
    n = sum(row.figure is not None for row in rows)
    return _(
        "{visitor} sudah punya {n} dari {all} deret cerita ini",
        visitor=book.visitor.short,
        n=formats.count(n),
        all=formats.count(len(rows)),
    )


def data_lede(book: Book) -> str:
    known = book.frames.profiles
    held = [set(known.loc[known["region_code"] == place.code, "indicator_id"]) for place in (book.host, book.visitor)]
    return _(
        "Dari {n} indikator yang dipunyai {host}, {both} ada pula untuk {visitor}; {only} hanya untuk {visitor}.",
        n=formats.count(len(held[0])),
        host=book.host.short,
        visitor=book.visitor.short,
        both=formats.count(len(held[0] & held[1])),
        only=formats.count(len(held[1] - held[0])),
    )


def profile_rows(book: Book) -> tuple[DataRow, ...]:
    """Every indicator that the visitor has, at its latest period, in the order of the catalogue."""
    known = book.frames.profiles
    held = set(known.loc[known["region_code"] == book.visitor.code, "indicator_id"])
    return tuple(_data_row(book, key) for key in book.frames.catalogue.indicators if key in held)


def evidence_label(verdict: str) -> str:
    return {
        "supported": _("Didukung"),
        "not_supported": _("Tidak didukung"),
        "partly": _("Sebagian"),
        "not_comparable": _("Tidak sebanding"),
        "no_data": _("Tidak ada data"),
    }[verdict]


def _evidence_note(found: Evidence) -> str:
    return {
        "moved": _("membaik, dan ada di kedua daerah"),
        "worse": _("angkanya memburuk"),
        "same": _("angkanya tidak berubah"),
        "no_host": _("tuan rumah belum punya angka"),
        "one_point": _("baru satu titik dalam deretnya"),
        "one_side": _("baru satu pihak yang punya angka"),
        "apart": _("tahun atau versi lain"),
        "estimate": _("perkiraan atau proyeksi"),
        "neutral": _("indikatornya netral"),
    }[found.reason]


def _row(book: Book, key: str, practice: Practice, origin: str, taker: str) -> PracticeRow:
    indicator = book.indicator(practice.indicator)
    cuts = book.frames.breaks
    cuts = cuts[(cuts["indicator_id"] == practice.indicator) & cuts["region_code"].isin(["", origin])]
    found = weigh(
        book.frames.series(practice.indicator, origin),
        book.frames.series(practice.indicator, taker),
        indicator.polarity,
        STATUSES,
        list(cuts["period"]),
    )
    host, before = (book.at(indicator, origin, at) for at in (found.host_at, found.host_from))
    visitor, earlier = (book.at(indicator, taker, at) for at in (found.visitor_at, found.visitor_from))
    places = {place.code: place.short for place in (book.host, book.visitor)}
    words = {"host": places[origin], "visitor": places[taker], "left": _left(book, practice, taker)}
    advice = {"both": practice.both, "apart": practice.apart, "lacking": practice.lacking}[found.readiness]
    if found.readiness == "both" and practice.remainder and not words["left"]:
        advice = practice.lacking
    step, text = (part(book.language).format(**words) for part in (advice.step, advice.text))
    if (
        found.readiness == "lacking"
        and indicator.topic == VILLAGES
        and book.frames.regions.by_code[taker].type == "Kota"
    ):
        step = _("Cari padanannya untuk kelurahan")
        text = _("Indeks desa menilai desa saja; kota yang seluruhnya kelurahan memerlukan ukuran lain.")
    return PracticeRow(
        practice_id=key,
        name=practice.name(book.language),
        record=practice.record(book.language),
        source=practice.source(book.language),
        url=practice.url or "",
        indicator_id=practice.indicator,
        indicator=f"{indicator.wall_name(book.language)}, {book.unit_name(indicator)}",
        host=host,
        host_before=before,
        host_note=_figure_note(host, before),
        visitor=visitor,
        visitor_before=earlier,
        visitor_note=_figure_note(visitor, earlier) or _("minta ke {publisher}", publisher=publisher_name(indicator)),
        verdict=found.verdict,
        verdict_text=evidence_label(found.verdict),
        verdict_note=_evidence_note(found),
        claims=_claims(book, practice),
        step=step,
        step_text=text,
        readiness=found.readiness,
    )


def _claims(book: Book, practice: Practice) -> tuple[str, ...]:
    """What has been said about the practice, each with the verdict on its figures."""
    found = [book.frames.claims[key] for key in practice.claims if key in book.frames.claims]
    return tuple(
        _("“{claim}” {verdict}", claim=one.claim.text(book.language).rstrip("."), verdict=claim_label(one.verdict))
        for one in found
    )


def _left(book: Book, practice: Practice, taker: str) -> str:
    """Whole less part at the latest period that has both; empty where they are not both there."""
    if practice.remainder is None:
        return ""
    series = [book.frames.series(key, taker) for key in (practice.remainder.whole, practice.remainder.part)]
    both = series[0].merge(series[1], on=["period", "series_version"], suffixes=("_whole", "_part"))
    if both.empty:
        return ""
    last = both.sort_values("period").iloc[-1]
    return formats.count(last["value_whole"] - last["value_part"])


def _figure_note(figure: Figure | None, before: Figure | None) -> str:
    """The period, and what it was before: 2024; dari 69,26 (2023)."""
    if figure is None:
        return ""
    if before is None:
        return figure.period_text
    return _(
        "{period}; dari {value} ({before})", period=figure.period_text, value=before.text, before=before.period_text
    )


def _data_row(book: Book, indicator_id: str) -> DataRow:
    indicator = book.indicator(indicator_id)
    figure = book.latest(indicator, book.visitor.code)
    if figure is None:
        state = _("belum tersedia; minta ke {publisher}", publisher=publisher_name(indicator))
    else:
        state = f"{figure.period_text}, {figure.status}, {publisher_name(indicator)}"
    topic = book.frames.catalogue.topics[indicator.topic].name(book.language)
    return DataRow(indicator_id, indicator.wall_name(book.language), book.unit_name(indicator), figure, state, topic)
