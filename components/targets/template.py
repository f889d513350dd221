"""The template for targets as CSV and XLSX: heads, what each column means, and the codes that may stand in it."""

from __future__ import annotations

import io

import xlsxwriter

from components.i18n import _, current
from data_access.catalog import Catalogue
from data_access.loading.targets import ADDRESS, COLUMNS, INDICATOR, NOTE, PERIOD, REGION, SOURCE, STATUS, VALUE
from data_access.models import Level
from data_access.regions import Regions

FILE_STEM = "templat-target"


def column_lines() -> list[tuple[str, str]]:
    """Each column of the template with what belongs into it."""
    meanings = {
        REGION: _("Wajib. Kode BPS atau Kemendagri sebagai teks, misalnya 32.11."),
        INDICATOR: _("Wajib. Kode indikator dari halaman Satu Data, misalnya poverty_rate."),
        PERIOD: _("Wajib. Tahun, misalnya 2029; data semesteran memakai bulan terakhirnya, misalnya 2029-06."),
        VALUE: _(
            "Wajib. Angka saja dalam satuan indikator, tanpa tanda ribuan; koma atau titik desimal, misalnya 6,1."
        ),
        STATUS: _("resmi (dokumen perencanaan) atau kutipan pers; kosong berarti resmi."),
        SOURCE: _("Wajib. Dokumen dan tempatnya, misalnya RPJMD 2025–2029, tabel 4.1."),
        ADDRESS: _("Alamat dokumen mulai https://, boleh kosong."),
        NOTE: _("Catatan yang ikut ditampilkan, boleh kosong."),
    }
    return [(column, meanings[column]) for column in COLUMNS]


def template_csv() -> bytes:
    """Heads only, with remarks that the reader skips; a spreadsheet program opens it in columns."""
    mark = ";"
    remarks = [f"# {column}: {text}" for column, text in column_lines()]
    lines = [mark.join(COLUMNS), *(_quoted(remark) for remark in remarks)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def template_xlsx(regions: Regions, catalogue: Catalogue) -> bytes:
    """A sheet to fill in, one that explains it, and two with the codes."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheets = {name: book.add_worksheet(name) for name in (_("Target"), _("Petunjuk"), _("Indikator"), _("Daerah"))}
        fill, guide, codes, places = sheets.values()
        for place, column in enumerate(COLUMNS):
            fill.write_string(0, place, column, bold)
            # codes and periods stay text: 32.10 as a number would lose its zero
            fill.set_column(place, place, 22, text if column in (REGION, INDICATOR, PERIOD) else None)
        fill.freeze_panes(1, 0)
        guide.set_column(0, 0, 18)
        guide.set_column(1, 1, 90)
        for row, (column, meaning) in enumerate(column_lines()):
            guide.write_string(row, 0, column, bold)
            guide.write_string(row, 1, meaning, wrap)
        listed = [
            (entry.indicator_id, entry.name(current()), catalogue.unit(entry).name(current()))
            for entry in catalogue.indicators.values()
        ]
        named = [
            (region.region_code, region.region_code_kemendagri, region.name)
            for region in regions.by_code.values()
            if region.level is not Level.NATION
        ]
        for sheet, rows in ((codes, listed), (places, named)):
            sheet.set_column(0, 2, 30)
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    sheet.write_string(row, place, cell)
    return content.getvalue()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
