"""Downloads: a frame as CSV, XLSX or GeoJSON that no spreadsheet program can run, with its passport inside.

The passport says where the figures come from: `source`, `status`, `unit`, `period`, `licence`, `attribution`,
`downloaded_at`, `address`, and whatever else is worth keeping. Column heads come translated; the index is left out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from components.formats import decimals_of, excel_format, plotly_separators
from components.i18n import translate

if TYPE_CHECKING:
    import geopandas as gpd
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What each row of a CSV carries, since a CSV has no second sheet.
ROW_KEYS = ("source", "status", "unit", "period", "licence")

MAX_XLSX_ROWS = 1_048_575  # the format's limit, less the head
MAX_CELL_LETTERS = 32_767  # the format's limit; XlsxWriter drops longer text without a word
MAX_CELL_DECIMALS = 15  # a cell holds no more digits than these
WIDTHS = (8, 48)
WIDTH_ROWS = 200  # rows looked at to find the width of a column

# Blanks, also those without width, and control characters: programs drop them before they look at a cell. Newlines are
# not among them, so that each line is looked at once however hostile the text.
_BLANK = r"[ \x00-\x08\x0e-\x1b\x1f\x7f\xa0\xad\u1680\u180e\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]"
_MARK = r"=+\-@\t\uff1d\uff0b\uff0d\uff20"  # the last four are the full-width forms
_NEWLINE = r"\r\n\v\f\x1c-\x1e\x85\u2028\u2029"
HOSTILE_START = re.compile(rf"{_BLANK}*[{_MARK}{_NEWLINE}]")
HOSTILE_LINE = re.compile(rf"([{_NEWLINE}])(?={_BLANK}*[{_MARK}])")

Cell = bool | int | float | Decimal | str | None


def safe_text(text: str) -> str:
    """The text such that no line of it can be taken for a formula.

    `'` is put before the text, and before each inner line, that begins with = + - @ TAB CR LF, blanks aside.
    """
    guarded = HOSTILE_LINE.sub(r"\1'", text)
    return "'" + guarded if guarded != text or HOSTILE_START.match(text) else text


def to_csv(frame: pd.DataFrame, passport: Mapping[str, str], language: str) -> bytes:
    """The frame as a clean table in UTF-8 with BOM, as spreadsheet programs of that language open it.

    Indonesian: `;` between cells and a decimal comma. English: `,` and a decimal point. No thousands marks. Each row
    carries source, status, unit, period and licence, unless the frame has a column of that name already.
    """
    mark = plotly_separators(language=language)[0]
    labels = passport_labels(language)
    extra = {labels[key]: passport[key] for key in ROW_KEYS if key in passport and labels[key] not in frame.columns}
    tail = [safe_text(text) for text in extra.values()]
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";" if mark == "," else ",", lineterminator="\r\n")
    writer.writerow([safe_text(str(name)) for name in (*frame.columns, *extra)])
    columns = [_cells(frame.iloc[:, column]) for column in range(frame.shape[1])]
    for row in zip(*columns, strict=True):
        writer.writerow([_csv_text(cell, mark) for cell in row] + tail)
    return file.getvalue().encode("utf-8-sig")


def to_xlsx(frame: pd.DataFrame, passport: Mapping[str, str], language: str) -> bytes:
    """The frame as a workbook: sheet Data with real numbers in all their digits, sheet Metadata with the passport.

    Raises ValueError for more rows than a sheet can hold.
    """
    return to_workbook({"Data": frame}, passport, language)


def to_workbook(frames: Mapping[str, pd.DataFrame], passport: Mapping[str, str], language: str) -> bytes:
    """Several frames as a workbook, a sheet each by its name (at most 31 letters), and Metadata as the last.

    Raises ValueError for more rows than a sheet can hold.
    """
    for frame in frames.values():
        if len(frame) > MAX_XLSX_ROWS:
            raise ValueError(f"{len(frame)} rows; a sheet holds {MAX_XLSX_ROWS}. Offer CSV instead.")
    import xlsxwriter  # by who asks for a workbook, not by every page

    labels = passport_labels(language)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for title, frame in frames.items():
            _write_sheet(book, book.add_worksheet(title), frame, bold)
        metadata = book.add_worksheet("Metadata")
        metadata.set_column(0, 0, 24)
        metadata.set_column(1, 1, 96)
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for row, (key, text) in enumerate(passport.items()):
            _write_cell(metadata, row, 0, labels.get(key, key), bold)
            _write_cell(metadata, row, 1, text, wrap)
    return content.getvalue()


def _write_sheet(book: xlsxwriter.Workbook, sheet: Worksheet, frame: pd.DataFrame, bold: Format) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        cells = _cells(frame.iloc[:, column])
        digits = book.add_format({"num_format": excel_format(_decimals(cells))})
        _write_cell(sheet, 0, column, str(name), bold)
        sheet.set_column(column, column, _width(str(name), cells))
        for row, cell in enumerate(cells, start=1):
            _write_cell(sheet, row, column, cell, digits)


def to_geojson(geo_frame: gpd.GeoDataFrame, passport: Mapping[str, str]) -> bytes:
    """The frame as a FeatureCollection in WGS 84, the passport in its member `metadata`; a missing value is null.

    Raises ValueError for a frame without a coordinate system.
    """
    if geo_frame.crs is None:
        raise ValueError("the frame has no coordinate system; set one before it is exported")
    frame = geo_frame.to_crs(epsg=4326)
    columns = {name: _cells(frame[name]) for name in frame.columns if name != frame.geometry.name}
    features = [
        {
            "type": "Feature",
            "properties": {str(name): _json_value(cells[row]) for name, cells in columns.items()},
            "geometry": None if shape is None else shape.__geo_interface__,
        }
        for row, shape in enumerate(frame.geometry)
    ]
    collection = {"type": "FeatureCollection", "metadata": dict(passport), "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode()


def passport_labels(language: str) -> dict[str, str]:
    """The passport's keys in words."""
    return {
        "source": translate("Sumber", language),
        "status": translate("Status", language),
        "unit": translate("Satuan", language),
        "period": translate("Periode", language),
        "licence": translate("Lisensi", language),
        "attribution": translate("Cara menyebut sumber", language),
        "downloaded_at": translate("Diunduh pada", language),
        "address": translate("Alamat halaman", language),
    }


def _cells(column: pd.Series) -> list[Cell]:
    # A float32 iterates as float, 6.16 as 6.159999847; the array keeps its type and so its digits.
    return [_cell(item) for item in (column.to_numpy() if column.dtype == np.float32 else column)]


def _cell(item: object) -> Cell:
    """The item as something a file can hold: a number stays one, what is missing is None, all else is text."""
    if item is None or item is pd.NA or item is pd.NaT:
        return None
    if isinstance(item, bool | np.bool_):
        return bool(item)
    if isinstance(item, Integral):
        return int(item)
    if isinstance(item, Decimal):
        return item if item.is_finite() else None
    if isinstance(item, Real):
        return float(str(item)) if math.isfinite(item) else None
    return item.isoformat() if isinstance(item, dt.date | dt.time) else str(item)


def _csv_text(cell: Cell, mark: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_text(cell)
    if isinstance(cell, bool):
        return str(cell).lower()
    return format(Decimal(str(cell)), "f").replace(".", mark)


def _json_value(cell: Cell) -> bool | int | float | str | None:
    return float(cell) if isinstance(cell, Decimal) else cell


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
    """Text only by write_string: nothing of it becomes a formula, a link or a number."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, str):
        text = safe_text(cell)
        cut = text if len(text) <= MAX_CELL_LETTERS else text[: MAX_CELL_LETTERS - 1] + "…"
        sheet.write_string(row, column, cut, style)
    elif cell is not None:
        sheet.write_number(row, column, float(cell), style)


def _decimals(cells: list[Cell]) -> int:
    """As many decimals as the longest number of the column has, so that no published digit is hidden."""
    needed = (decimals_of(cell) for cell in cells if isinstance(cell, float | Decimal))
    return min(max(needed, default=0), MAX_CELL_DECIMALS)


def _width(name: str, cells: list[Cell]) -> int:
    longest = max(len(str(cell)) for cell in ("", name, *cells[:WIDTH_ROWS]) if cell is not None)
    return min(max(longest + 2, WIDTHS[0]), WIDTHS[1])
