"""The rules of the compilation: merging, refusing, badges and publishers, on small made-up folders."""

from pathlib import Path

import pandas as pd
import pytest

from data_access.errors import LoadError
from data_access.loading.compile_merge import check_regions, is_rounding, read_batches, settle
from data_access.loading.compile_publishers import find_publisher
from data_access.loading.compile_rules import obs_status, source_status


def write_batch(source: Path, batch: str, rows: list[tuple[str, str, str, str]]) -> None:
    """Rows of (region_code, period, value, source) for the indicator `rate` as one gathered folder."""
    folder = source / batch
    folder.mkdir(parents=True)
    (folder / "indicators_quality.csv").write_text("indicator_id,status\nrate,official\n", encoding="utf-8")
    columns = ["region_code", "region_name", "indicator_id", "period", "value", "unit", "source", "source_url", "via"]
    lines = [[code, "", "rate", period, value, "", title, "", ""] for code, period, value, title in rows]
    pd.DataFrame(lines, columns=columns).to_csv(folder / "indicators.csv", index=False)


def test_merge_rules_in_order(tmp_path: Path) -> None:
    near = [("3200", "2018", "5.65", "Series"), ("3200", "2022", "5.45", "Series"), ("3211", "2020", "10.1", "Series")]
    near += [("3214", "2022", "7", "Near")]
    far = [("32", "2018", "5.64", "Statistik Indonesia 2019"), ("32", "2022", "5.45", "Statistik Indonesia 2024")]
    far += [("3211", "2020", "10.09", "Series"), ("3214", "2022", "8", "Far")]
    write_batch(tmp_path, "west_java", near)
    write_batch(tmp_path, "national", far)
    rows = read_batches(tmp_path)
    kept, conflicts = settle(rows.assign(source_id=rows["source"] + "/" + rows["batch"]))
    assert list(kept["region_code"] + " " + kept["period"] + " " + kept["value"]) == [
        "32 2018 5.65",
        "32 2022 5.45",
        "3211 2020 10.09",
        "3214 2022 7",
    ]
    assert list(kept["batch"]) == ["west_java", "west_java", "national", "west_java"]
    found = conflicts[["region_code", "dropped_value", "dropped_source_id", "rule"]].to_records(index=False).tolist()
    assert found == [
        ("32", "5.64", "Statistik Indonesia 2019/national", "later_edition"),
        ("3211", "10.1", "Series/west_java", "more_digits"),
        ("3214", "8", "Far/national", "nearer_batch"),
    ]


@pytest.mark.parametrize(("longer", "shorter", "expected"), [
    ("4224.33", "4224.3", True), ("4070.98", "4071", True), ("5.35", "5.33", False), ("5.38", "5.3", False),
    ("5.3", "5.30", False),
])  # fmt: skip
def test_rounding_is_told_from_revision(longer: str, shorter: str, expected: bool) -> None:
    assert is_rounding(longer, shorter) is expected


def test_unknown_region_is_refused_naming_five(tmp_path: Path) -> None:
    write_batch(tmp_path, "national", [(f"991{n}", "2024", "1", "BPS") for n in range(7)])
    with pytest.raises(LoadError, match=r"7 rows refused, no region has this code: national/9910/.*9914/") as error:
        check_regions(read_batches(tmp_path), {"32", "3211"})
    assert "9915" not in str(error.value)


def test_duplicates_within_a_folder_are_refused(tmp_path: Path) -> None:
    write_batch(tmp_path, "west_java", [("3200", "2024", "1", "BPS"), ("32", "2024", "1", "BPS")])
    with pytest.raises(LoadError, match="more than once in a folder: west_java/32/rate/2024"):
        read_batches(tmp_path)


@pytest.mark.parametrize("value", ["", "1,5", "NA", "1e3", "nan"])
def test_values_that_are_no_numbers_are_refused(tmp_path: Path, value: str) -> None:
    write_batch(tmp_path, "national", [("32", "2024", value, "BPS")])
    with pytest.raises(LoadError, match="not a number"):
        read_batches(tmp_path)


def test_missing_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="none of the folders"):
        read_batches(tmp_path)


@pytest.mark.parametrize(("quality", "title", "status"), [
    ("derived", "Dihitung dari BPS - PDRB", "derived"),
    ("derived", "BPS, Statistik Indonesia 2024, tabel 15.2.4", "official"),
    ("official", "BPS - IPM 2023, dikutip Portal Jabar", "quoted"),
    ("official", "DPMD Provinsi Jawa Barat, Status Sinyal, dijumlah dari data desa", "self_reported"),
    ("estimate", "Dinas - Proyeksi Jumlah UMKM", "projection"),
    ("news_quoted", "APJII - Survei, dikutip VOI", "estimate"),
    ("official", "Disdukcapil Jawa Barat - Jumlah Penduduk (L+P dijumlahkan)", "official"),
])  # fmt: skip
def test_badge_follows_the_source_text(quality: str, title: str, status: str) -> None:
    assert source_status(quality, title) == status


def test_provisional_accounts_and_estimates() -> None:
    assert obs_status("gdp_growth", "2024", "derived", "") == "P"
    assert obs_status("gdp_growth", "2023", "derived", "") == "A"
    assert obs_status("population", "2024", "projection", "") == "E"
    assert obs_status("umkm_gdp_share", "2024", "official", "") == "A"


def test_publisher_of_a_source_text() -> None:
    assert find_publisher("BPS Kabupaten Cirebon, dikutip bogornews.biz.id") == "bps"
    assert find_publisher("Dinas Koperasi dan UMKM Kota Bandung, dikutip El Jabar") == "pemkot_bandung"
    assert find_publisher("dihitung dari BPS, PDRB ADHK 2010") == "bps"
    with pytest.raises(LoadError, match="add a pattern"):
        find_publisher("Somebody")
