"""The whole story of a study tour, built from frames: a pure function of host, visitor, language and day."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import pandas as pd

from components import formats, i18n
from components.comparison.words import equal_rule
from components.i18n import _
from components.passport import passport_lines
from components.tour import copying, movement, opening, standing
from components.tour.figures import Book
from components.tour.frames import Frames
from components.tour.models import Chapter, Figure, Passport, Story
from data_access.tours import ChapterPlan, TourPlan


def build_story(frames: Frames, plan: TourPlan, language: str, day: dt.date, generation: str) -> Story:
    """Every chapter with finished sentences; figures are those of the frames, frozen on `day`."""
    with speaking(language):
        book = Book(frames, language, formats.date(day))
        chapters = tuple(_chapter(book, plan, entry, number) for number, entry in enumerate(plan.chapters, start=1))
        story = Story(
            host=book.host,
            visitor=book.visitor,
            language=language,
            frozen_on=book.frozen_on,
            frozen_day=f"{day:%Y%m%d}",
            generation=generation,
            group=frames.scope.label,
            rule=equal_rule(),
            boundaries=_(
                "Batas wilayah: BPS (2020) melalui OCHA/HDX COD-AB, CC BY 3.0 IGO; disederhanakan dan disesuaikan "
                "dengan kode Kemendagri 2025. Bukan rujukan resmi batas daerah."
            ),
            chapters=chapters,
            profile=copying.profile_rows(book),
            passports=(),
        )
        return Story(**{**vars(story), "passports": _passports(book, story.figures())})


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words inside are those of this language."""
    before = i18n.current()
    i18n.use(language)
    try:
        yield
    finally:
        i18n.use(before)


def _chapter(book: Book, plan: TourPlan, entry: ChapterPlan, number: int) -> Chapter:
    rows: dict = {}
    missing = caption = ""
    figures: list[Figure | None] = []
    extra: list[str] = []
    match entry.kind:
        case "welcome":
            title, lede = opening.welcome_words(book)
            caption = _(
                "{host} dan {visitor}; angka beku {day}",
                host=book.host.short,
                visitor=book.visitor.short,
                day=book.frozen_on,
            )
            rows["agenda"] = tuple(other.name(book.language) for other in plan.chapters if other.kind != "welcome")
        case "map":
            facts = opening.fact_rows(book)
            title, lede, rows["facts"] = opening.map_title(book), "", facts
            extra = [_("batas OCHA/HDX")]
        case "leads":
            leads = standing.lead_rows(book, plan)
            title, lede, rows["leads"] = standing.lead_title(book, leads), standing.lead_lede(book, leads), leads
            caption = standing.lead_caption(book)
            missing = _("Belum ada indikator yang dapat dibandingkan; sebabnya tertulis pada halaman Banding.")
        case "lessons":
            told = copying.practice_rows(book, book.visitor.code, book.host.code)
            leads = standing.lesson_rows(book, standing.MAX_LESSONS - bool(told))
            title, lede, rows["leads"] = standing.lesson_title(book, leads), standing.lesson_lede(book, leads), leads
            rows["practices"] = told
            caption = standing.lesson_caption(book)
            missing = _("Angka terbitan belum menunjukkan keunggulan tamu; tanyakan praktik yang belum diukur.")
        case "changes":
            found = movement.found_changes(book)
            title, lede = movement.change_title(book, found), movement.change_lede(book, found)
            rows["changes"] = movement.change_lines(book, plan, found)
            caption = movement.change_caption(book)
            missing = _("Kedua daerah belum punya angka pada kedua ujung tahun.")
        case "practices" | "order":
            practices = copying.practice_rows(book, book.host.code, book.visitor.code)
            missing, caption = copying.no_practice(book), copying.practice_caption()
            if entry.kind == "practices":
                title, lede, rows["practices"] = (
                    copying.practice_title(book, practices),
                    copying.practice_lede(),
                    practices,
                )
            else:
                steps = copying.step_rows(practices)
                title, lede, rows["steps"] = copying.step_title(book, steps), copying.step_lede(book), steps
                figures = [figure for row in practices for figure in (row.host, row.visitor)]
        case "data":
            practices = copying.practice_rows(book, book.host.code, book.visitor.code)
            data = copying.data_rows(book, plan, practices)
            caption = copying.data_lede(book)
            title, lede, rows["data"] = copying.data_title(book, data), copying.data_lede(book), data
    chapter = Chapter(entry.kind, number, entry.name(book.language), title, caption, lede, "", missing, (), (), **rows)
    figures += chapter.figures()
    words = {"host": book.host.short, "visitor": book.visitor.short}
    notes = [note(book.language).format(**words) for note in entry.notes]
    return Chapter(
        **{
            **vars(chapter),
            "foot": book.foot(figures, extra),
            "notes": tuple(notes),
            "spoken": tuple(_spoken(book, chapter)),
        }
    )


def _spoken(book: Book, chapter: Chapter) -> list[str]:
    """The figures of a chapter as the presenter may read them out, each with unit, period, badge and publisher."""
    lines = []
    names = {book.host.code: book.host.short, book.visitor.code: book.visitor.short}
    for figure in chapter.figures():
        if figure is None or not figure.indicator_id:
            continue
        indicator = book.indicator(figure.indicator_id)
        lines.append(
            f"{indicator.name(book.language)}, {names.get(figure.region_code, '')}: {figure.text} "
            f"{book.unit_name(indicator)}, {figure.period_text} ({figure.status}; {book.publisher(figure.source_id)})"
        )
    lines += [claim for row in chapter.practices for claim in row.claims]
    return list(dict.fromkeys(lines))


def _passports(book: Book, figures: list[Figure]) -> tuple[Passport, ...]:
    """One passport per indicator of the story; the hash covers its lines and its figures."""
    made = []
    for indicator_id in dict.fromkeys(figure.indicator_id for figure in figures):
        indicator = book.indicator(indicator_id)
        unit = book.frames.catalogue.unit(indicator)
        own = [figure for figure in figures if figure.indicator_id == indicator_id]
        rows = book.frames.profiles
        rows = rows[(rows["indicator_id"] == indicator_id)]
        counts = rows.groupby("status").size().rename("n").reset_index()
        titles = dict.fromkeys(book.frames.titles[f.source_id][0] for f in own if f.source_id in book.frames.titles)
        sources = pd.DataFrame({"status": counts["status"], "n": counts["n"]})
        lines = (
            (_("Kode indikator"), indicator_id),
            (_("Nama indikator"), indicator.name(book.language)),
            *passport_lines(indicator, unit, sources),
            (_("Sumber"), "; ".join(titles)),
        )
        content = json.dumps([lines, [asdict(figure) for figure in own]], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(content.encode()).hexdigest()
        made.append(
            Passport(f"{indicator_id}-{digest[:8]}", indicator_id, indicator.name(book.language), lines, digest)
        )
    return tuple(made)
