"""Targets that an installation loads itself: a CSV or XLSX by the template, checked line by line before it is taken.

What the columns mean stands in `components.targets.template`, which writes the files offered for download.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data_access import tables
from data_access.catalog import Catalogue, Indicator, Text
from data_access.errors import LoadError, UnknownCodeError
from data_access.loading import target_problems as problem
from data_access.loading.files import finite_or_none
from data_access.models import Status
from data_access.regions import Regions

REGION, INDICATOR, PERIOD, VALUE = "kode_daerah", "kode_indikator", "periode", "target"
STATUS, SOURCE, ADDRESS, NOTE = "asal", "sumber", "alamat_sumber", "catatan"
REQUIRED = (REGION, INDICATOR, PERIOD, VALUE, SOURCE)
COLUMNS = (REGION, INDICATOR, PERIOD, VALUE, STATUS, SOURCE, ADDRESS, NOTE)
STATUSES = {"": Status.OFFICIAL, "resmi": Status.OFFICIAL, "kutipan pers": Status.QUOTED}
ENDINGS = (".csv", ".xlsx")
MAX_BYTES = 5 * 1024 * 1024  # a plan of five years for every indicator has some hundred lines
MAX_UNPACKED_BYTES = 50 * 1024 * 1024  # an XLSX is a zip: five megabytes can hide gigabytes
MAX_LINES = 20_000
MAX_COLUMNS = 40
MAX_LETTERS = 500  # of a source or a note: one line on the screen
GROUPED = re.compile(r"[+-]?\d{1,3}\.\d{3}", re.ASCII)  # 1.234: thousands in one country, a fraction in another
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell: its line as a spreadsheet counts, the column's name, and what to do."""

    line: int
    column: str
    text: Text

    def __str__(self) -> str:
        return f"baris {self.line}, kolom {self.column}: {self.text.id}"


def read_target_file(
    name: str, content: bytes, regions: Regions, catalogue: Catalogue
) -> tuple[pd.DataFrame, list[Problem]]:
    """The targets of one file in the columns of `target`, and everything wrong with it; the good lines stay.

    `name` decides between CSV and XLSX. Nothing is taken from a file that cannot be read at all.
    """
    try:
        lines = _cells(name, content)
    except _UnreadableError as error:
        return _frame([]), [Problem(1, "–", error.text)]
    if not lines:
        return _frame([]), [Problem(1, "–", problem.empty())]
    (head_line, head), *rows = lines
    columns = [cell.strip().casefold() for cell in head]
    lacking = [column for column in REQUIRED if column not in columns]
    if lacking:
        return _frame([]), [Problem(head_line, column, problem.no_column(column, COLUMNS)) for column in lacking]
    found: list[dict[str, object]] = []
    problems: list[Problem] = []
    seen: dict[tuple[object, ...], int] = {}
    for line, cells in rows:
        row = {column: cells[place].strip() if place < len(cells) else "" for place, column in enumerate(columns)}
        target, wrong = _target(line, row, regions, catalogue)
        key = tuple(target.get(column) for column in tables.target.primary_key.columns.keys())  # noqa: SIM118
        if not wrong and key in seen:
            wrong = [Problem(line, VALUE, problem.twice(seen[key]))]
        problems += wrong
        if not wrong:
            seen[key] = line
            found.append(target)
    return _frame(found), problems


def read_target_folder(folder: Path, regions: Regions, catalogue: Catalogue) -> pd.DataFrame:
    """All targets of a folder. Raises LoadError with every problem of the first file that has one, or for a key that
    stands in two files.
    """
    parts: list[pd.DataFrame] = []
    for path in target_files(folder):
        frame, problems = read_target_file(path.name, _read_bytes(path), regions, catalogue)
        if problems:
            shown = "\n".join(f"  {item}" for item in problems[:20])
            raise LoadError(f"{path.name}: {len(problems)} masalah; perbaiki, lalu ulangi:\n{shown}")
        parts.append(frame.assign(file=path.name))
    if not parts:
        return _frame([])
    every = pd.concat(parts, ignore_index=True)
    key = list(tables.target.primary_key.columns.keys())
    double = every[every.duplicated(key, keep=False)]
    if len(double):
        row = double.iloc[0]
        names = ", ".join(sorted(set(double["file"])))
        raise LoadError(
            f"target {row['region_code']}/{row['indicator_id']}/{row['period']} ada di lebih dari satu berkas; "
            f"sisakan satu: {names}"
        )
    return every.drop(columns="file")


def target_files(folder: Path) -> list[Path]:
    """The files that a folder offers, in order of name; none where there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.suffix.casefold() in ENDINGS and not p.name.startswith((".", "~")))


def _target(
    line: int, row: dict[str, str], regions: Regions, catalogue: Catalogue
) -> tuple[dict[str, object], list[Problem]]:
    """One line as a row of `target`, or what is wrong with it."""
    wrong: list[Problem] = []

    def refuse(column: str, text: Text) -> None:
        wrong.append(Problem(line, column, text))

    region_code = ""
    try:
        region_code = regions.resolve(row[REGION]).region_code
    except UnknownCodeError:
        refuse(REGION, problem.unknown_region(row[REGION]))
    entry = catalogue.indicators.get(row[INDICATOR])
    if entry is None:
        near = difflib.get_close_matches(row[INDICATOR], list(catalogue.indicators), n=3)
        refuse(INDICATOR, problem.unknown_indicator(row[INDICATOR], near))
    elif problem_text := _period_problem(row[PERIOD], entry):
        refuse(PERIOD, problem_text)
    value = _number(row[VALUE])
    if value is None:
        refuse(VALUE, problem.no_number(row[VALUE], bool(GROUPED.fullmatch(row[VALUE]))))
    elif entry is not None and catalogue.unit(entry).is_percent and abs(value) > 100:
        refuse(VALUE, problem.beyond_hundred(row[VALUE]))
    status = STATUSES.get(row.get(STATUS, "").casefold())
    if status is None:
        refuse(STATUS, problem.unknown_status(row[STATUS], [name for name in STATUSES if name]))
    if not row[SOURCE]:
        refuse(SOURCE, problem.no_source())
    for column in (SOURCE, ADDRESS, NOTE):
        if len(row.get(column, "")) > MAX_LETTERS:
            refuse(column, problem.too_long(MAX_LETTERS))
    if row.get(ADDRESS) and not re.match(r"https?://\S+$", row[ADDRESS]):
        refuse(ADDRESS, problem.no_address())
    target: dict[str, object] = {
        "region_code": region_code, "indicator_id": row[INDICATOR], "period": row[PERIOD], "value": value,
        "status": str(status), "source_title": row[SOURCE], "source_url": row.get(ADDRESS, ""),
        "note_id": row.get(NOTE, ""), "note_en": row.get(NOTE, ""),
    }  # fmt: skip
    return target, wrong


def _period_problem(text: str, entry: Indicator) -> Text | None:
    if entry.frequency in ("annual", "irregular"):
        return None if text.isascii() and text.isdigit() and int(text) in YEARS else problem.no_year(text)
    match = re.fullmatch(r"(\d{4})(-(0[1-9]|1[0-2]))?", text, re.ASCII)
    return None if match and int(match[1]) in YEARS else problem.no_period(text)


def _number(text: str) -> float | None:
    """A number with a decimal comma or point and no thousands marks; None for anything else, and for 1.234."""
    if GROUPED.fullmatch(text) or ("," in text and "." in text):
        return None
    return finite_or_none(text.replace(",", "."))


class _UnreadableError(Exception):
    def __init__(self, text: Text) -> None:
        super().__init__(text.id)
        self.text = text


def _cells(name: str, content: bytes) -> list[tuple[int, list[str]]]:
    """Line number and cells of every line that is neither empty nor a remark (#)."""
    if len(content) > MAX_BYTES:
        raise _UnreadableError(problem.too_large(MAX_BYTES // 1024 // 1024))
    rows = _xlsx_rows(content) if name.casefold().endswith(".xlsx") else _csv_rows(content)
    kept = []
    for line, cells in rows:
        if line > MAX_LINES:
            raise _UnreadableError(problem.too_many_lines(MAX_LINES))
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
            kept.append((line, cells))
    return kept


def _csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _UnreadableError(problem.no_utf8(content.count(b"\n", 0, error.start) + 1)) from None
    heads = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    mark = max(";,\t", key=heads[0].count) if heads else ";"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _UnreadableError(problem.broken_csv(line)) from None


def _xlsx_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    import openpyxl  # a fifth of a second that only a workbook is worth
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED_BYTES:
                raise _UnreadableError(problem.too_large(MAX_UNPACKED_BYTES // 1024 // 1024))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size may be a million empty columns
        rows = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
        for line, cells in enumerate(rows, start=1):
            yield line, [_text(cell) for cell in cells]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, IndexError):
        raise _UnreadableError(problem.no_xlsx()) from None


def _text(cell: object) -> str:
    """A cell as it would be typed: whole numbers without a point, no thousands marks."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    return str(cell)


def _frame(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    columns: Sequence[str] = tables.target.columns.keys()
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.astype({name: "float64" if name == "value" else "str" for name in columns})


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LoadError(f"{path.name}: tidak dapat dibaca ({error.strerror}); periksa izin berkas") from error
