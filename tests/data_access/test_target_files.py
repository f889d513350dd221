"""Files of targets: every mistake named by line and column, and good ones taken into the warehouse."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from components.targets.template import template_csv, template_xlsx
from data_access import __main__ as program
from data_access.achievement import FILE, families, load_scales, scale_for
from data_access.attention.statements import select_region_targets
from data_access.catalog import load_catalogue
from data_access.errors import CatalogueError, LoadError
from data_access.loading.build import build, build_if_stale
from data_access.loading.targets import COLUMNS, MAX_BYTES, MAX_UNPACKED_BYTES, read_target_file, read_target_folder
from data_access.regions import Regions, select_codes, select_regions
from data_access.warehouse import Warehouse

HEAD = ";".join(COLUMNS)
GOOD = "32.11;unemployment_rate;2025;6,2;resmi;RPJMD 2025–2029, tabel 4.1;https://sumedangkab.go.id/rpjmd;Catatan"


@pytest.fixture(scope="module")
def regions(tiny_warehouses) -> Regions:
    warehouse = tiny_warehouses["duckdb"]
    return Regions.from_rows(warehouse.rows(select_regions()), warehouse.rows(select_codes()))


def read(regions: Regions, *lines: str, head: str = HEAD):
    return read_target_file("t.csv", "\n".join([head, *lines]).encode(), regions, load_catalogue())


def test_a_good_file_by_either_mark_and_either_code(regions: Regions) -> None:
    frame, problems = read(regions, "# sebuah keterangan", "", GOOD, "3211;hdi;2026;76.4;;IKU;;")
    assert problems == []
    assert frame.astype(object).values.tolist() == [
        ["3211", "unemployment_rate", "2025", 6.2, "official", "RPJMD 2025–2029, tabel 4.1",
         "https://sumedangkab.go.id/rpjmd", "Catatan", "Catatan"],
        ["3211", "hdi", "2026", 76.4, "official", "IKU", "", "", ""],
    ]  # fmt: skip
    by_comma = 'kode_daerah,kode_indikator,periode,target,sumber\n3211,hdi,2026,"76,4",IKU\n'
    frame, problems = read_target_file("t.csv", by_comma.encode("utf-8-sig"), regions, load_catalogue())
    assert problems == [] and frame["value"].tolist() == [76.4]


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("32.99;hdi;2026;76;;IKU;;", "kode_daerah", "“32.99” tidak dikenal"),
        (";hdi;2026;76;;IKU;;", "kode_daerah", "tidak dikenal"),
        ("3211;hdy;2026;76;;IKU;;", "kode_indikator", "mungkin maksudnya hdi"),
        ("3211;zzzzzz;2026;76;;IKU;;", "kode_indikator", "ada di halaman Satu Data"),
        ("3211;hdi;26;76;;IKU;;", "periode", "bukan tahun"),
        ("3211;hdi;2026-06;76;;IKU;;", "periode", "bukan tahun"),
        ("3211;investment_realization_half_year;S1;76;;IKU;;", "periode", "bulan terakhir"),
        ("3211;hdi;2026;;;IKU;;", "target", "bukan angka"),
        ("3211;hdi;2026;tujuh;;IKU;;", "target", "bukan angka"),
        ("3211;hdi;2026;76 %;;IKU;;", "target", "tanpa satuan"),
        ("3211;hdi;2026;nan;;IKU;;", "target", "bukan angka"),
        ("3211;population;2026;1.234;;IKU;;", "target", "tulis 1234 atau 1,234"),
        ("3211;population;2026;1.234.567,0;;IKU;;", "target", "tanpa tanda ribuan"),
        ("3211;poverty_rate;2026;812;;IKU;;", "target", "melebihi 100 persen"),
        ("3211;hdi;2026;76;dugaan;IKU;;", "asal", "pilih salah satu: resmi, kutipan pers"),
        ("3211;hdi;2026;76;;;;", "sumber", "sumber kosong"),
        ("3211;hdi;2026;76;;IKU;javascript:alert(1);", "alamat_sumber", "mulai https://"),
        (f"3211;hdi;2026;76;;IKU;;{'x' * 501}", "catatan", "lebih dari 500 huruf"),
    ],
)
def test_each_mistake_says_where_and_what_to_do(regions: Regions, line: str, column: str, words: str) -> None:
    frame, problems = read(regions, GOOD, line)
    (found,) = problems
    assert (found.line, found.column) == (3, column) and words in found.text.id and found.text.en
    assert len(frame) == 1
    assert str(found).startswith(f"baris 3, kolom {column}: ")


def test_a_key_stands_once(regions: Regions) -> None:
    _frame, problems = read(regions, GOOD, GOOD.replace("32.11", "3211").replace("6,2", "5"))
    assert [str(item) for item in problems] == [
        "baris 3, kolom target: daerah, indikator, dan periode yang sama sudah ada di baris 2; sisakan satu"
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", b"", "berkas kosong"),
        ("t.csv", b"# saja\n", "berkas kosong"),
        ("t.csv", b"kode_daerah;target\n", "kolom kode_indikator tidak ada"),
        ("t.csv", "a\nb\n\xff".encode("latin-1"), "baris 3 bukan teks UTF-8"),
        ("t.csv", b'kode_daerah;"x\ny', "tidak berpasangan"),
        ("t.csv", b"x" * (MAX_BYTES + 1), "lebih dari 5 MB"),
        ("t.xlsx", b"PK\x03\x04 no zip", "tidak dapat dibuka sebagai XLSX"),
        ("t.xlsx", b"", "tidak dapat dibuka sebagai XLSX"),
    ],
)
def test_a_file_that_cannot_be_read(regions: Regions, name: str, content: bytes, words: str) -> None:
    frame, problems = read_target_file(name, content, regions, load_catalogue())
    assert frame.empty and any(words in item.text.id for item in problems)


def test_the_templates_are_read_back(regions: Regions) -> None:
    frame, problems = read_target_file("t.csv", template_csv(), regions, load_catalogue())
    assert frame.empty and problems == []
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(regions, load_catalogue())))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    sheet.append(["32.11", "hdi", 2026, 76.4, None, "IKU"])
    content = io.BytesIO()
    book.save(content)
    frame, problems = read_target_file("t.xlsx", content.getvalue(), regions, load_catalogue())
    assert problems == []
    assert frame[["region_code", "period", "value"]].values.tolist() == [["3211", "2026", 76.4]]
    codes = {row[0] for row in book.worksheets[2].iter_rows(values_only=True)}
    assert codes == set(load_catalogue().indicators)


def test_a_packed_bomb_is_not_unpacked(regions: Regions) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", b"0" * (MAX_UNPACKED_BYTES + 1))
    assert len(content.getvalue()) < MAX_BYTES
    frame, problems = read_target_file("t.xlsx", content.getvalue(), regions, load_catalogue())
    assert frame.empty and "lebih dari 50 MB" in problems[0].text.id


def test_two_files_may_not_disagree(regions: Regions, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    with pytest.raises(LoadError, match=r"lebih dari satu berkas; sisakan satu: a\.csv, b\.csv"):
        read_target_folder(tmp_path, regions, load_catalogue())
    (tmp_path / "b.csv").write_text(f"{HEAD}\n{GOOD.replace('6,2', 'enam')}\n", encoding="utf-8")
    with pytest.raises(LoadError, match=r"b\.csv: 1 masalah; perbaiki, lalu ulangi:\n  baris 2, kolom target"):
        read_target_folder(tmp_path, regions, load_catalogue())
    assert read_target_folder(tmp_path / "none", regions, load_catalogue()).empty


@pytest.mark.parametrize("engine", ["duckdb", "postgresql"])
def test_own_targets_are_built_and_win(tmp_path: Path, tiny_data: Path, engine: str, new_postgres_database) -> None:
    url = f"duckdb:///{tmp_path / 'warehouse'}" if engine == "duckdb" else new_postgres_database()
    folder = tmp_path / "targets"
    folder.mkdir()
    (folder / "rpjmd.csv").write_text(f"{HEAD}\n{GOOD}\n3211;hdi;2029;78;;RPJMD;;\n", encoding="utf-8")
    build(url, tiny_data, lambda step: None, folder)
    warehouse = Warehouse(url)
    rows = warehouse.rows(select_region_targets("3211"))
    warehouse.close()
    assert [(r["indicator_id"], r["period"], r["value"], r["source_title"]) for r in rows] == [
        ("hdi", "2029", 78.0, "RPJMD"),
        ("unemployment_rate", "2025", 6.2, "RPJMD 2025–2029, tabel 4.1"),  # in place of the published 6.5
    ]


def test_a_changed_target_makes_the_warehouse_stale(tmp_path: Path, tiny_data: Path) -> None:
    url, folder = f"duckdb:///{tmp_path / 'warehouse'}", tmp_path / "targets"
    assert build_if_stale(url, tiny_data, lambda step: None, folder)
    assert build_if_stale(url, tiny_data, lambda step: None, folder) is None
    folder.mkdir()
    assert build_if_stale(url, tiny_data, lambda step: None, folder) is None
    (folder / "rpjmd.csv").write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    assert build_if_stale(url, tiny_data, lambda step: None, folder)
    assert build_if_stale(url, tiny_data, lambda step: None, folder) is None
    (folder / "rpjmd.csv").write_text(f"{HEAD}\n{GOOD.replace('6,2', 'enam')}\n", encoding="utf-8")
    with pytest.raises(LoadError, match="baris 2, kolom target"):
        build_if_stale(url, tiny_data, lambda step: None, folder)


def test_the_command_says_what_is_wrong(tmp_path: Path, tiny_warehouses, monkeypatch, capsys) -> None:
    from data_access import warehouse as module
    from data_access.settings import settings

    settings.cache_clear()
    monkeypatch.setattr(module, "open_warehouse", lambda url: tiny_warehouses["duckdb"])
    path = tmp_path / "rpjmd.csv"
    path.write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    assert program.main(["targets", "check", str(path)]) == 0
    assert "1 target benar" in capsys.readouterr().out
    path.write_text(f"{HEAD}\n{GOOD.replace('6,2', 'enam')}\n", encoding="utf-8")
    assert program.main(["targets", "check", str(path)]) == 1
    assert "baris 2, kolom target: “enam” bukan angka" in capsys.readouterr().out
    assert program.main(["targets", "check", str(tmp_path / "none.csv")]) == 1


# --- classes of achievement ---


@pytest.mark.parametrize(
    ("percent", "name"),
    [(155.8, "sangat tinggi"), (91, "sangat tinggi"), (90.5, "tinggi"), (76, "tinggi"), (75.99, "sedang"), (66, "sedang"),
     (65.9, "rendah"), (51, "rendah"), (50.5, "sangat rendah"), (-100, "sangat rendah")],
)  # fmt: skip
def test_classes_leave_no_gap(percent: float, name: str) -> None:
    found = scale_for(load_scales(), "permendagri", 2024).class_of(percent)
    assert found is not None and found.name.id == name


def test_the_year_chooses_the_version() -> None:
    scales = load_scales()
    assert [scale_for(scales, "permendagri", year).since for year in (2005, 2016, 2017, 2030)] == [
        2010,
        2010,
        2017,
        2017,
    ]
    assert families(scales) == ["permendagri", "lkjip"]
    assert scale_for(scales, "permendagri", 2024).class_of(None) is None


def test_changing_the_rule_changes_the_class(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    path = tmp_path / "achievement_scales.yaml"
    path.write_text(text.replace("{from: 66.0, name: {id: sedang", "{from: 74.0, name: {id: sedang"), encoding="utf-8")
    found = scale_for(load_scales(path), "permendagri", 2024).class_of(72.5)
    assert found is not None and found.name.id == "rendah"
    path = tmp_path / "wrong.yaml"
    path.write_text(text.replace("from: 76.0", "from: 95.0", 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"permendagri_54_2010.*classes must go down"):
        load_scales(path)
