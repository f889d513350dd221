"""Downloads hold the figures as numbers, where they come from, and nothing that a spreadsheet program would run."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from shapely.geometry import Point

from components import exports, i18n

HOSTILE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\xa0=1+1",
    "\u200b=1+1",
    "\ufeff\x00=1+1",
    "＝1+1",
    "aman\n=1+1",
    "aman\r\n \xa0@SUM(1)",
    "aman\u2028=1+1",
    '=HYPERLINK("http://contoh.invalid";"klik")',
    "-0,72",
]
HARMLESS = ["", "Kabupaten Bogor", "3201", "http://contoh.invalid", "a=b", "1-2", "'sudah", "dua\nbaris", "é–−", "{=1}"]

PASSPORT = {
    "source": "BPS, Sakernas Agustus",
    "status": "DATA CONTOH",
    "unit": "persen",
    "period": "Agustus 2024",
    "licence": "Boleh dikutip dengan menyebut BPS sebagai sumber.",
    "attribution": "Sumber: BPS",
    "downloaded_at": "22 November 2026 06.10 WIB",
    "address": "=http://contoh.invalid/?wilayah=3201",
}
MARKS = {"id": (";", ","), "en": (",", ".")}


@pytest.fixture(autouse=True, scope="module")
def english() -> Iterator[None]:
    i18n.compile_catalogues()
    yield


def example_frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Wilayah": ["Kabupaten Bogor", "=cmd|' /C calc'!A0", "-Kota Bogor", None],
            "Kode": ["3201", "3271", "0001", "3202"],
            "Nilai": [7.345, -0.72, np.nan, 0.0],
            "Penduduk": pd.array([1226660, -5, None, 0], dtype="Int64"),
            "Campur": [1.5, "belum", Decimal("2.25"), np.inf],
        }
    )


def read_csv(content: bytes, language: str) -> list[list[str]]:
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=MARKS[language][0]))


@pytest.mark.case("G5")
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_marked(text: str) -> None:
    assert exports.safe_text(text).startswith("'")
    assert exports.safe_text(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_left_alone(text: str) -> None:
    assert exports.safe_text(text) == text


@pytest.mark.case("G5")
def test_inner_lines_are_marked_too() -> None:
    assert exports.safe_text("aman\n=1+1\n\n  -2") == "'aman\n'=1+1\n\n'  -2"


@pytest.mark.case("G5")
@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n\v\x1c\x85 \xa0\u200b\u2028'ab＝")))
@example("\x1c" * 60 + "a")
def test_no_line_of_safe_text_begins_as_a_formula(text: str) -> None:
    safe = exports.safe_text(text)
    assert exports.safe_text(safe) == safe
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    blanks = " \xa0\u200b"
    assert not any(line.lstrip(blanks).startswith(("=", "+", "-", "@", "＝")) for line in safe.splitlines())


def test_long_hostile_text_takes_no_time() -> None:
    start = time.perf_counter()
    for letters in ("\x85", "\n", " ", "\n ", "\x1f"):
        exports.safe_text(letters * 200_000 + "a")
    assert time.perf_counter() - start < 5


@pytest.mark.case("G5")
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_csv_reads_back_with_equal_numbers(language: str) -> None:
    separator, decimal = MARKS[language]
    content = exports.to_csv(example_frame(), PASSPORT, language)
    frame = pd.read_csv(io.BytesIO(content), sep=separator, decimal=decimal, encoding="utf-8-sig", dtype={"Kode": str})
    assert frame["Nilai"].tolist()[:2] == [7.345, -0.72]
    assert pd.isna(frame["Nilai"][2]) and frame["Nilai"][3] == 0
    assert frame["Penduduk"].tolist()[:2] == [1226660, -5]
    assert frame["Kode"].tolist() == ["3201", "3271", "0001", "3202"]


def test_every_row_of_a_csv_carries_its_source() -> None:
    rows = read_csv(exports.to_csv(example_frame(), PASSPORT, "id"), "id")
    assert rows[0] == [*example_frame().columns, "Sumber", "Status", "Satuan", "Periode", "Lisensi"]
    assert len(rows) == 5
    assert all(row[5:] == [PASSPORT[key] for key in exports.ROW_KEYS] for row in rows[1:])
    assert rows[1][:5] == ["Kabupaten Bogor", "3201", "7,345", "1226660", "1,5"]
    assert rows[2][:4] == ["'=cmd|' /C calc'!A0", "3271", "-0,72", "-5"]
    assert rows[3][:5] == ["'-Kota Bogor", "0001", "", "", "2,25"]
    assert rows[4] == ["", "3202", "0,0", "0", "", *rows[1][5:]]


def test_a_column_that_the_frame_has_already_is_not_doubled() -> None:
    frame = pd.DataFrame({"Period": ["2023", "2024"], "Value": [1.5, 2.5]})
    rows = read_csv(exports.to_csv(frame, PASSPORT, "en"), "en")
    assert rows[0] == ["Period", "Value", "Source", "Status", "Unit", "Licence"]
    assert [row[0] for row in rows[1:]] == ["2023", "2024"]


@pytest.mark.case("G5")
@given(
    st.lists(st.one_of(st.floats(), st.text()), max_size=8),
    st.sampled_from(["id", "en"]),
)
def test_any_cell_survives_a_csv(cells: list[float | str], language: str) -> None:
    frame = pd.DataFrame({"x": pd.Series(cells, dtype=object)})
    rows = read_csv(exports.to_csv(frame, {"source": "BPS"}, language), language)
    assert len(rows) == len(cells) + 1
    for (written, _source), cell in zip(rows[1:], cells, strict=True):
        if isinstance(cell, str):
            assert written == exports.safe_text(cell)
        elif np.isfinite(cell):
            assert float(written.replace(MARKS[language][1], ".")) == cell
            assert "e" not in written.lower()
        else:
            assert written == ""


@pytest.mark.case("G5")
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_workbook_has_real_numbers_and_only_text_beside_them(language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(example_frame(), PASSPORT, language)))
    assert book.sheetnames == ["Data", "Metadata"]
    sheet = book["Data"]
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold
    assert [sheet.cell(row, 3).value for row in range(2, 6)] == [7.345, -0.72, None, 0]
    assert [sheet.cell(row, 4).value for row in range(2, 6)] == [1226660, -5, None, 0]
    assert [sheet.cell(row, 5).value for row in range(2, 6)] == [1.5, "belum", 2.25, None]
    assert sheet["C2"].number_format == "#,##0.000" and sheet["D2"].number_format == "#,##0"
    assert [sheet.cell(row, 1).value for row in range(2, 6)] == [
        "Kabupaten Bogor",
        "'=cmd|' /C calc'!A0",
        "'-Kota Bogor",
        None,
    ]
    assert sheet["B4"].value == "0001" and sheet["B4"].data_type == "s"
    metadata = {row[0]: row[1] for row in book["Metadata"].iter_rows(values_only=True)}
    assert metadata[exports.passport_labels(language)["attribution"]] == "Sumber: BPS"
    assert metadata[exports.passport_labels(language)["address"]] == "'" + PASSPORT["address"]
    assert len(metadata) == len(PASSPORT)


@pytest.mark.case("G5")
def test_no_hostile_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    texts = [text for text in HOSTILE + HARMLESS if text]
    frame = pd.DataFrame(dict.fromkeys(("Teks", "=1+1", "-2"), texts))
    sheet = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(frame, {"=2+2": "=3+3"}, "id")))["Data"]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type == "s" and cell.hyperlink is None
    assert [sheet.cell(1, column).value for column in (1, 2, 3)] == ["Teks", "'=1+1", "'-2"]


def test_repeated_heads_other_types_and_empty_frames() -> None:
    frame = pd.DataFrame([[True, pd.Timestamp("2024-08-01"), 1]], columns=["a", "a", "b"])
    sheet = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(frame, {}, "id")))["Data"]
    assert [cell.value for cell in sheet[2]] == [True, "2024-08-01T00:00:00", 1]
    assert read_csv(exports.to_csv(frame, {}, "id"), "id")[1] == ["true", "2024-08-01T00:00:00", "1"]
    empty = frame.iloc[:0]
    assert read_csv(exports.to_csv(empty, PASSPORT, "id"), "id")[0][:3] == ["a", "a", "b"]
    assert openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(empty, PASSPORT, "id")))["Data"].max_row == 1


def test_a_float32_keeps_the_digits_that_were_published() -> None:
    frame = pd.DataFrame({"x": np.array([6.16], dtype="float32")})
    sheet = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(frame, {}, "id")))["Data"]
    assert sheet["A2"].value == 6.16 and sheet["A2"].number_format == "#,##0.00"


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    frame = pd.DataFrame({"x": ["a" * 40_000]})
    text = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(frame, {}, "id")))["Data"]["A2"].value
    assert len(text) == exports.MAX_CELL_LETTERS and text.endswith("…")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MAX_XLSX_ROWS", 3)
    with pytest.raises(ValueError, match="CSV"):
        exports.to_xlsx(example_frame(), PASSPORT, "id")


def test_a_geojson_keeps_values_nulls_and_its_passport() -> None:
    frame = gpd.GeoDataFrame(
        {
            "name": ["=Bogor", "Depok", "Bekasi"],
            "value": [7.345, np.nan, np.inf],
            "n": pd.array([1, None, 3], dtype="Int64"),
        },
        geometry=[Point(106.8, -6.6), None, Point(107, -6.2)],
        crs=4326,
    ).to_crs(epsg=23830)
    collection = json.loads(exports.to_geojson(frame, PASSPORT))
    assert collection["type"] == "FeatureCollection" and collection["metadata"] == PASSPORT
    assert [feature["properties"] for feature in collection["features"]] == [
        {"name": "=Bogor", "value": 7.345, "n": 1},
        {"name": "Depok", "value": None, "n": None},
        {"name": "Bekasi", "value": None, "n": 3},
    ]
    assert collection["features"][0]["geometry"]["coordinates"] == pytest.approx([106.8, -6.6], abs=1e-4)
    assert collection["features"][1]["geometry"] is None


def test_a_geojson_needs_a_coordinate_system() -> None:
    with pytest.raises(ValueError, match="coordinate"):
        exports.to_geojson(gpd.GeoDataFrame({"a": [1]}, geometry=[Point(0, 0)]), PASSPORT)


def test_the_module_knows_no_streamlit() -> None:
    source = Path(str(exports.__file__)).read_text(encoding="utf-8")
    assert "import streamlit" not in source and "from streamlit" not in source


def convert(path: Path) -> list[list[str]]:
    """The file as LibreOffice reads and calculates it; a formula would come back as its result."""
    options = "Text - txt - csv (StarCalc):44,34,76,1,,1033"  # comma, quote, UTF-8, from line 1, English
    command = ["soffice", f"-env:UserInstallation=file://{path.parent}/profile", "--headless"]
    command += [f"--infilter={options}"] if path.suffix == ".csv" else []
    command += ["--convert-to", f"csv:{options}", "--outdir", str(path.parent / "out")]
    subprocess.run([*command, str(path)], check=True, timeout=120, capture_output=True)
    with (path.parent / "out" / f"{path.stem}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_libreoffice_reads_numbers_and_runs_nothing(kind: str, tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if not set(text) & set("\r\n\u2028\x00")]
    frame = pd.DataFrame({"Teks": texts, "Nilai": [round(-0.72 - row, 2) for row in range(len(texts))]})
    path = tmp_path / f"ekspor.{kind}"
    path.write_bytes(getattr(exports, f"to_{kind}")(frame, {"source": "BPS"}, "en"))
    rows = convert(path)
    assert [float(row[1]) for row in rows[1:]] == frame["Nilai"].tolist()
    assert [row[0] for row in rows[1:]] == [exports.safe_text(text) for text in texts]
