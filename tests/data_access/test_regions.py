"""Regions of the real warehouse: every issuer's code finds its region, and nobody else's."""

from collections import defaultdict

import pytest

from data_access import regions as module
from data_access.errors import UnknownCodeError
from data_access.models import Level
from data_access.regions import ISSUERS, NATION, Regions
from data_access.warehouse import Warehouse

PAPUA = {
    "Papua Barat": ("91", "9100", "92"),  # BPS, BPS with four digits, Kemendagri
    "Papua Barat Daya": ("92", "9200", "96"),
    "Papua": ("94", "9400", "91"),
    "Papua Selatan": ("95", "9500", "93"),
    "Papua Tengah": ("96", "9600", "94"),
    "Papua Pegunungan": ("97", "9700", "95"),
}


@pytest.fixture(scope="module")
def codes(real_warehouses: dict[str, Warehouse]) -> list[dict]:
    return real_warehouses["duckdb"].rows(module.select_codes())


@pytest.fixture(scope="module")
def regions(real_warehouses: dict[str, Warehouse], codes: list[dict]) -> Regions:
    return Regions.from_rows(real_warehouses["duckdb"].rows(module.select_regions()), codes)


def test_both_engines_give_the_same_regions(real_warehouse: Warehouse, regions: Regions) -> None:
    rows = [real_warehouse.rows(select()) for select in (module.select_regions, module.select_codes)]
    assert Regions.from_rows(*rows) == regions


def test_counts(regions: Regions) -> None:
    assert [len(regions.of_level(level)) for level in Level] == [1, 38, 514]
    assert {region.type for region in regions.of_level(Level.REGENCY)} == {"Kabupaten", "Kota"}
    assert len({region.name for region in regions.by_code.values()}) == 553
    assert len({region.chart_name for region in regions.by_code.values()}) == 553  # never ambiguous


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("3211", "Kabupaten Sumedang"),
        ("32.11", "Kabupaten Sumedang"),
        (" 3211 ", "Kabupaten Sumedang"),
        ("3211\n", "Kabupaten Sumedang"),
        ("32 11", "Kabupaten Sumedang"),
        ("32", "Provinsi Jawa Barat"),
        ("3200", "Provinsi Jawa Barat"),
        ("ID", "Indonesia"),
        ("0000", "Indonesia"),
        ("9401", "Kabupaten Merauke"),
        ("9501", "Kabupaten Merauke"),  # BPS since 2023
        ("93.01", "Kabupaten Merauke"),  # Kemendagri
        ("3271", "Kota Bogor"),
        ("3201", "Kabupaten Bogor"),
    ],
)
def test_codes_of_every_issuer(regions: Regions, code: str, name: str) -> None:
    assert regions.resolve(code).name == name


@pytest.mark.parametrize("name", PAPUA)
def test_bare_codes_of_papua_are_those_of_bps(regions: Regions, name: str) -> None:
    bps, four_digits, kemendagri = PAPUA[name]
    region = regions.resolve(bps)
    assert region.short_name == name
    assert region.region_code == region.region_code_bps_2023 == bps
    assert region.region_code_kemendagri == kemendagri
    assert regions.resolve(four_digits) is region


@pytest.mark.parametrize(
    "code",
    [
        "",
        " ",
        "33.99",
        "9999",
        "00",
        "032",
        "03211",
        "321",
        "32.1",
        "32.11.",
        "id",
        "nobody",
        "3211; drop table",
        "'",
        "٣٢",
    ],
)
def test_unknown_codes(regions: Regions, code: str) -> None:
    with pytest.raises(UnknownCodeError, match="no region has the code"):
        regions.resolve(code)


def test_unknown_code_is_shown_short(regions: Regions) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        regions.resolve("9" * 100_000)
    assert len(str(caught.value)) < 100


def test_an_issuer_gives_each_code_once(codes: list[dict]) -> None:
    assert {row["issuer"] for row in codes} == set(ISSUERS)
    keys = [(row["issuer"], row["code"]) for row in codes]
    assert len(keys) == len(set(keys))


def test_every_code_finds_the_region_of_the_first_issuer(regions: Regions, codes: list[dict]) -> None:
    by_code: dict[str, dict[str, str]] = defaultdict(dict)
    for row in codes:
        by_code[row["code"]][row["issuer"]] = row["region_code"]
    for code, issued in by_code.items():
        first = next(issued[issuer] for issuer in ISSUERS if issuer in issued)
        assert regions.resolve(code).region_code == first, code
    ambiguous = {code for code, issued in by_code.items() if len(set(issued.values())) > 1}
    assert ambiguous == {"91", "92", "94", "95", "96"} | {code for code in ambiguous if len(code) == 4}
    for code in ambiguous:
        assert code[0] == "9", code  # only the split of Papua made two issuers disagree


def test_codes_of_kemendagri_find_their_regency(regions: Regions) -> None:
    regencies = regions.of_level(Level.REGENCY)
    assert len({region.region_code_kemendagri for region in regencies}) == 514
    for region in regencies:
        assert regions.resolve(region.region_code_kemendagri) is region


def test_own_codes_find_their_region(regions: Regions) -> None:
    for code, region in regions.by_code.items():
        assert regions.resolve(code) is region


def test_codes_of_2023_find_their_region_unless_taken(regions: Regions) -> None:
    for region in regions.of_level(Level.REGENCY):
        found = regions.resolve(region.region_code_bps_2023)
        assert found is region or found.region_code == region.region_code_bps_2023


def test_hierarchy(regions: Regions) -> None:
    provinces = regions.of_level(Level.PROVINCE)
    assert {region.parent_code for region in provinces} == {NATION}
    assert regions.children(NATION) == provinces
    assert sum(len(regions.children(region.region_code)) for region in provinces) == 514
    assert {len(region.region_code) for region in provinces} == {2}
    assert {len(region.region_code) for region in regions.of_level(Level.REGENCY)} == {4}
    sumedang, nation = regions.resolve("3211"), regions.resolve(NATION)
    assert regions.province_of(sumedang) == regions.resolve("32")
    assert regions.province_of(regions.resolve("32")) == regions.resolve("32")
    assert regions.province_of(nation) is None
    assert regions.province_of(regions.resolve("9401")) == regions.resolve("95")  # not by its first two digits
    assert regions.children("3211") == []
    assert not nation.parent_code


def test_missing_area_is_none(regions: Regions) -> None:
    without = {region.name for region in regions.by_code.values() if region.area_km2 is None}
    assert without == {"Kabupaten Padang Lawas", "Kabupaten Padang Lawas Utara"}
    assert all(region.area_km2 is None or region.area_km2 > 0 for region in regions.by_code.values())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("kab bogor", ["Kabupaten Bogor"]),
        ("Bogor", ["Kabupaten Bogor", "Kota Bogor"]),
        ("  BOGOR   kota ", ["Kota Bogor"]),
        ("3211", ["Kabupaten Sumedang"]),
        ("32.11", ["Kabupaten Sumedang"]),
        ("papua selatan", ["Provinsi Papua Selatan"]),
        ("bogor%", []),
        ("'; drop table", []),
        (".*", []),
    ],
)
def test_search(regions: Regions, text: str, names: list[str]) -> None:
    assert [region.name for region in regions.search(text)] == names


def test_search_for_nothing_gives_everything(regions: Regions) -> None:
    assert len(regions.search(" ")) == 553


def test_hostile_names_stay_text() -> None:
    row = {
        "region_code": "99",
        "region_code_kemendagri": "99",
        "region_code_bps_2023": "99",
        "level": "province",
        "type": "Provinsi",
        "name": "<img src=x onerror=alert(1)>",
        "short_name": "$x$ :red[y]",
        "parent_code": NATION,
        "area_km2": None,
    }
    regions = Regions.from_rows([row], [{"issuer": "nobody", "code": "1", "region_code": "99"}])
    assert regions.search("onerror")[0].name == "<img src=x onerror=alert(1)>"
    with pytest.raises(UnknownCodeError):
        regions.resolve("1")  # an issuer nobody knows is not asked
