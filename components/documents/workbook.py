"""The figures of a story as a workbook: real numbers, one sheet per chapter, and the passport of every indicator."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.exports import safe_text
from components.formats import excel_format
from components.i18n import _
from components.tour.models import Figure, Story
from components.tour.story import speaking

Cell = str | float | int | Figure | None
WIDE, NARROW = 34, 15
HEAD_ROW = 3  # titles above, then the head, then the rows


def make_workbook(story: Story) -> bytes:
    """The XLSX file. A figure is written as a number with the decimals of the stage; its exact value stays in it."""
    content = io.BytesIO()
    with speaking(story.language), xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties(
            {"title": _title(story), "author": "Suluh", "comments": f"{story.story_id} sha256 {story.digest}"}
        )
        sheets = _Sheets(book)
        sheets.add(
            _("Ringkasan"), _title(story), [_("Bab"), _("Temuan"), _("Penjelasan")], _summary(story), (24, 60, 100)
        )
        host, visitor = story.host.short, story.visitor.short
        facts = story.chapter("map")
        if facts:
            sheets.add(
                facts.name[:31], facts.title, [_("Fakta"), _("Satuan"), host, visitor],
                [[row.name, row.unit, row.host, row.visitor] for row in facts.facts],
            )  # fmt: skip
        leads = story.chapter("leads")
        if leads:
            head = [_("Indikator"), _("Satuan dan periode"), host, visitor, _("Persentil {region}", region=host),
                    _("Persentil {region}", region=visitor), _("Selisih"),
                    _("Putusan bagi {region}", region=visitor)]  # fmt: skip
            sheets.add(leads.name[:31], leads.title, head, [
                [row.name, row.note, row.host, row.visitor, row.host_place, row.visitor_place, row.gap_text,
                 row.verdict_text]
                for row in leads.leads
            ], note=leads.lede)  # fmt: skip
        changes = story.chapter("changes")
        if changes:
            head = [_("Indikator"), _("Satuan"), _("Daerah"), _("Awal"), _("Akhir"), _("Perubahan"), _("Arah"),
                    _("Terhadap tren"), _("Tren"), _("Catatan")]  # fmt: skip
            sheets.add(changes.name[:31], changes.title, head, [
                [row.name, row.note, name, side.start, side.end, side.change_text, side.direction_text, side.trend_text,
                 row.median_text, side.reason]
                for row in changes.changes
                for name, side in ((host, row.host), (visitor, row.visitor))
            ], note=changes.lede)  # fmt: skip
        practices = story.chapter("practices")
        if practices:
            head = [_("Praktik"), _("Tercatat"), _("Sumber"), _("Indikator"), host, visitor, _("Bukti"), _("Sebab"),
                    _("Langkah pertama"), _("Penjelasan"), _("Klaim")]  # fmt: skip
            sheets.add(practices.name[:31], practices.title, head, [
                [row.name, row.record, row.source, row.indicator, row.host, row.visitor, row.verdict_text,
                 row.verdict_note, row.step, row.step_text, "; ".join(row.claims)]
                for row in practices.practices
            ], note=practices.lede if practices.practices else practices.missing)  # fmt: skip
        lessons = story.chapter("lessons")
        if lessons:
            head = [_("Indikator"), _("Satuan dan periode"), visitor, host, _("Selisih"), _("Sejak")]
            sheets.add(lessons.name[:31], lessons.title, head, [
                [row.name, row.note, row.visitor, row.host, row.gap_text, row.since] for row in lessons.leads
            ], note=lessons.lede)  # fmt: skip
        head = [_("Topik"), _("Indikator"), _("Satuan"), visitor, _("Periode, asal, penerbit"), _("Kode indikator")]
        rows = [[r.topic, r.name, r.note, r.figure, r.state_text, r.indicator_id] for r in story.profile]
        sheets.add(_("Profil tamu"), story.visitor.name, head, rows)
        sheets.add(_("Angka"), _("Setiap angka cerita ini"), [
            _("Kode indikator"), _("Kode wilayah"), _("Periode"), _("Nilai"), _("Tertulis"), _("Asal angka"),
            _("Kode sumber"), _("Paspor"),
        ], _figure_rows(story))  # fmt: skip
        sheets.add(
            "Metadata",
            _("Paspor indikator"),
            [_("Paspor"), _("Bidang"), _("Isi")],
            _passport_rows(story),
            (44, 28, 110),
        )
    return content.getvalue()


class _Sheets:
    """Writes sheets of one look: a title, a note, a head, rows."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        base = {"font_name": "Plus Jakarta Sans", "font_size": 10, "valign": "top"}
        self._title = book.add_format({**base, "bold": True, "font_size": 14, "font_color": "#12436D"})
        self._head = book.add_format({**base, "bold": True, "text_wrap": True, "bottom": 2, "font_color": "#15212B"})
        self._text = book.add_format({**base, "text_wrap": True})
        self._note = book.add_format({**base, "font_color": "#46535F"})
        self._base = base
        self._numbers: dict[int, Format] = {}

    def add(
        self, name: str, title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]],
        widths: Sequence[int] = (), note: str = "",
    ) -> None:  # fmt: skip
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, safe_text(title), self._title)
        sheet.write_string(1, 0, safe_text(note), self._note)
        for column, text in enumerate(head):
            sheet.write_string(HEAD_ROW, column, safe_text(text), self._head)
            width = widths[column] if column < len(widths) else WIDE if column < 2 or len(text) > 18 else NARROW
            sheet.set_column(column, column, width)
        sheet.freeze_panes(HEAD_ROW + 1, 0)
        for place, row in enumerate(rows, start=HEAD_ROW + 1):
            for column, cell in enumerate(row):
                self._write(sheet, place, column, cell)

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, Figure):
            sheet.write_number(row, column, cell.value, self._number(cell.decimals))
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell, self._number(0 if isinstance(cell, int) else 1))
        elif cell is not None:
            sheet.write_string(row, column, safe_text(cell), self._text)
        else:
            sheet.write_string(row, column, _("belum tersedia"), self._note)

    def _number(self, decimals: int) -> Format:
        if decimals not in self._numbers:
            self._numbers[decimals] = self._book.add_format({**self._base, "num_format": excel_format(decimals)})
        return self._numbers[decimals]


def _title(story: Story) -> str:
    return _("Paket studi tiru: {visitor} ke {host}", visitor=story.visitor.name, host=story.host.name)


def _summary(story: Story) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        [f"{chapter.number}. {chapter.name}", chapter.title, chapter.lede or chapter.caption]
        for chapter in story.chapters
    ]
    return [
        *rows,
        [_("Beku"), story.frozen_on, _("Angka sama dengan di panggung studi tiru.")],
        [_("Kelompok sebaya"), story.group, story.rule],
        [_("Paspor berkas"), story.story_id, f"sha256 {story.digest}"],
        [_("Batas wilayah"), story.boundaries, ""],
    ]


def _figure_rows(story: Story) -> list[list[Cell]]:
    passports = {passport.indicator_id: passport.passport_id for passport in story.passports}
    return [
        [f.indicator_id, f.region_code, f.period, f, f.text, f.status, f.source_id, passports[f.indicator_id]]
        for f in story.figures()
    ]


def _passport_rows(story: Story) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for passport in story.passports:
        rows.append([passport.passport_id, "sha256", passport.digest])
        rows += [[passport.passport_id, name, text] for name, text in passport.lines]
    return rows
