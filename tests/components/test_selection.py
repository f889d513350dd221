"""The address: what each parameter may say, what is told when it says something else, and who wins over whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as hypothesis_settings
from streamlit.testing.v1 import AppTest

from components import i18n, notices
from components.selection import MAX_COMPARISON, PARAMETERS, Reader, Selection
from data_access.catalog import load_catalogue
from data_access.loading import files
from data_access.regions import Regions
from data_access.settings import settings
from data_access.tables import region, region_code
from tests import screen

BASE = Selection("3211", ("3214",), "unemployment_rate", None, "id")
PERIODS = {"unemployment_rate": ["2020", "2023", "2024"], "hdi": [f"{year}" for year in range(2010, 2026)]}
HOSTILE = [
    '<script>alert("x")</script>',
    '<img src=x onerror="window.__xss=1">',
    "[a](javascript:alert(1))",
    "**b** :red[x] $\\LaTeX$ `c` ~d~ #e",
    "' OR 1=1 --",
    "\x00",
    "32\x0011",
    "%00",
    "../../etc/passwd",
    "\ud800",
    "\u202egnirts",
    "3211\n\n# besar",
    "x" * 100_000,
    "٣٢١١",
    "{region}",
    "{0.__class__}",
]


def _records(table) -> list[dict]:  # type: ignore[no-untyped-def]
    frame = files.read_table(table, files.DATA / files.FILES[table])
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Give the reader of the real regions and the real catalogue."""
    fields = ("region_code", "region_code_kemendagri", "region_code_bps_2023", "level", "type", "name", "short_name",
              "parent_code", "area_km2")  # fmt: skip
    rows = [{name: row[name] for name in fields} for row in _records(region)]
    return Reader(
        Regions.from_rows(rows, _records(region_code)),
        load_catalogue(),
        lambda indicator_id: PERIODS.get(indicator_id, ["2021"]),
    )


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language in turn."""
    i18n.compile_catalogues()
    i18n.use(request.param)
    yield request.param
    i18n.use(i18n.SOURCE)


def parse(reader: Reader, address: dict[str, str | list[str]], base: Selection = BASE) -> tuple[Selection, list[str]]:
    return reader.parse({k: [v] if isinstance(v, str) else v for k, v in address.items()}, base)


@pytest.mark.parametrize(
    ("address", "changes"),
    [
        ({}, {}),
        ({"daerah": "3578"}, {"region_code": "3578"}),
        ({"daerah": " 3578 "}, {"region_code": "3578"}),
        ({"daerah": "32.11"}, {}),
        ({"daerah": "35.78"}, {"region_code": "3578"}),
        ({"daerah": "3200"}, {"region_code": "32"}),
        ({"daerah": "32"}, {"region_code": "32"}),
        ({"daerah": "9501"}, {"region_code": "9401"}),
        ({"daerah": "93.01"}, {"region_code": "9401"}),
        ({"daerah": ""}, {}),
        ({"banding": "3273,3578"}, {"comparison": ("3273", "3578")}),
        ({"banding": "32.73, 3578 ,"}, {"comparison": ("3273", "3578")}),
        ({"banding": "3214,3214,3214"}, {}),
        ({"banding": "32,3200"}, {"comparison": ("32",)}),
        ({"banding": "-"}, {"comparison": ()}),
        ({"indikator": "hdi"}, {"indicator_id": "hdi"}),
        ({"indikator": "hdi", "periode": "2019"}, {"indicator_id": "hdi", "period": "2019"}),
        ({"periode": "2024"}, {"period": "2024"}),
        ({"bahasa": "en"}, {"language": "en"}),
        ({"bahasa": "id"}, {}),
        ({"lain": "x", "utm_source": "y"}, {}),
    ],
)
def test_valid_addresses(reader: Reader, language: str, address: dict[str, str], changes: dict[str, object]) -> None:
    found, told = parse(reader, address, replace(BASE, language=language))
    assert found == replace(
        BASE, **({"language": language} | changes | ({"language": address["bahasa"]} if "bahasa" in address else {}))
    )  # type: ignore[arg-type]
    assert told == []


def test_the_own_region_is_never_a_comparator(reader: Reader) -> None:
    assert parse(reader, {"daerah": "3211", "banding": "3211,3214"})[0].comparison == ("3214",)
    assert parse(reader, {"daerah": "3214"})[0].comparison == ()  # the session compared with it
    assert parse(reader, {"daerah": "3214", "banding": "32.14,3211"})[0].comparison == ("3211",)


def test_at_most_nine_comparators(reader: Reader, language: str) -> None:
    codes = [f"32{n:02}" for n in range(1, 15) if n != 11]
    found, told = parse(reader, {"banding": ",".join(codes)})
    assert found.comparison == tuple(codes[:MAX_COMPARISON])
    (notice,) = told
    assert str(MAX_COMPARISON) in notice
    found, told = parse(reader, {"banding": ",".join(codes[:MAX_COMPARISON])})
    assert len(found.comparison) == MAX_COMPARISON and not told


def test_a_new_indicator_begins_at_its_own_latest_period(reader: Reader) -> None:
    base = replace(BASE, period="2020")
    assert parse(reader, {"indikator": "hdi"}, base)[0].period is None
    assert parse(reader, {"daerah": "3578"}, base)[0].period == "2020"


@pytest.mark.parametrize(
    ("name", "bad", "valid"),
    [
        ("daerah", "9999", "3211"),
        ("daerah", "Sumedang", "32.11"),
        ("daerah", "ID", "3211"),
        ("banding", "3214,9999", "3214,3273"),
        ("banding", "ID", "3214,3273"),
        ("indikator", "pengangguran", ""),
        ("periode", "abc", "2024"),
        ("periode", "1999", "2020"),
        ("periode", "2024-13", "2024"),
        ("bahasa", "fr", "id, en"),
    ],
)
def test_a_bad_value_is_told_with_what_is_valid(reader: Reader, language: str, name: str, bad: str, valid: str) -> None:
    found, told = parse(reader, {name: bad})
    assert found == BASE
    (notice,) = told
    assert valid in notice
    assert bad.split(",")[-1] in notice
    if name == "indikator":
        assert {"id": "Satu Data", "en": "Data catalogue"}[language] in notice


def test_a_repeated_parameter_takes_the_last(reader: Reader, language: str) -> None:
    found, told = parse(reader, {"daerah": ["3211", "3578"]})
    assert found.region_code == "3578"
    assert len(told) == 1 and "daerah" in told[0]
    assert parse(reader, {"daerah": ["3578", "3578"]}) == (replace(BASE, region_code="3578"), [])


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", PARAMETERS)
def test_hostile_values_are_refused_and_cannot_draw(reader: Reader, language: str, name: str, hostile: str) -> None:
    found, told = parse(reader, {name: hostile})
    assert found == BASE
    if hostile.strip():
        assert told, "refused without a word"
    for notice in told:
        _assert_harmless(notice)


def _assert_harmless(notice: str) -> None:
    """A notice is short, on one line, printable; as drawn, every letter that Markdown could act on is escaped."""
    assert len(notice) < 700
    assert notice.isprintable()
    drawn = notices.plain(notice)
    assert not re.search(r"(?<!\\)[\[\]<>*_`$~|]", drawn.replace("\\\\", "")), drawn


@hypothesis_settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=strategies.dictionaries(
        strategies.one_of(strategies.sampled_from(PARAMETERS), strategies.text(max_size=12)),
        strategies.lists(
            strategies.one_of(
                strategies.text(max_size=300),
                strategies.sampled_from(HOSTILE),
                strategies.from_regex(r"[0-9.,]{0,60}", fullmatch=True),
                strategies.from_regex(r"\d{4}(-\d{2})?", fullmatch=True),
                strategies.sampled_from(["3211", "3214,3273", "hdi", "unemployment_rate", "2024", "en", "id", "9501"]),
            ),
            max_size=3,
        ),
        max_size=7,
    )
)
def test_no_address_breaks_the_reader(reader: Reader, address: dict[str, list[str]]) -> None:
    found, told = reader.parse(address, BASE)
    assert found.region_code in reader.regions.by_code
    assert found.indicator_id in reader.catalogue.indicators
    assert found.language in i18n.LANGUAGES
    assert found.region_code not in found.comparison
    assert len(set(found.comparison)) == len(found.comparison) <= MAX_COMPARISON
    assert set(found.comparison) <= set(reader.regions.by_code)
    assert found.period is None or found.period in reader.periods_of(found.indicator_id)
    for notice in told:
        _assert_harmless(notice)
    again, nothing = reader.parse({name: [code] for name, code in found.address().items()}, found)
    assert (again, nothing) == (found, [])


def test_a_flood_of_comparators_is_told_briefly(reader: Reader) -> None:
    _found, told = parse(reader, {"banding": ",".join(["zz"] * 66)})
    assert len(told) == 1, f"{len(told)} notices would bury the page"


def test_the_address_of_a_selection_is_ordered_and_leaves_out_a_period_that_is_not_chosen() -> None:
    assert list(replace(BASE, period="2024").address()) == list(PARAMETERS)
    assert list(replace(BASE, comparison=()).address()) == ["daerah", "banding", "indikator", "bahasa"]
    assert BASE.address(period="2024")["periode"] == "2024"


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Give a function that opens the real app at an address."""

    def open_app(address: dict[str, str | list[str]], page: str = "indicator.py") -> AppTest:
        url = screen.warehouse_url("real")
        monkeypatch.setenv("SULUH_WAREHOUSE_URL", url)
        screen.use_warehouse(url)
        return screen.open_app(address, page)

    yield open_app
    settings.cache_clear()
    i18n.use(i18n.SOURCE)


ADDRESS = {"daerah": "3578", "banding": "3573", "indikator": "hdi", "periode": "2024", "bahasa": "en"}


def test_an_address_is_kept_and_put_in_order(app) -> None:
    assert app(ADDRESS).query_params == ADDRESS
    at = app({"periode": "2024", "daerah": "35.78", "indikator": "hdi", "banding": "35.73", "bahasa": "en"})
    assert at.query_params == ADDRESS
    assert list(at.query_params) == list(PARAMETERS)
    assert not at.warning


@pytest.mark.parametrize("spoken", i18n.LANGUAGES)
def test_a_menu_click_empties_the_address_and_the_session_writes_it_back(app, spoken: str) -> None:
    at = app(ADDRESS | {"bahasa": spoken})
    for page in ("catalogue.py", "about.py", "indicator.py"):
        at.query_params.clear()
        at.switch_page(page).run()
        assert at.query_params == ADDRESS | {"bahasa": spoken}


def test_a_moved_widget_wins_over_the_old_address(app) -> None:
    at = app(ADDRESS)
    at.selectbox(key="control_region").set_value("3211").run()
    assert at.query_params == ADDRESS | {"daerah": "3211"}
    assert "Sumedang" in screen.lede(at)


def test_the_back_button_wins_over_the_session(app) -> None:
    at = app(ADDRESS)
    at.selectbox(key="control_region").set_value("3211").run()
    for name, value in ADDRESS.items():
        at.query_params[name] = value
    at.run()
    assert at.query_params == ADDRESS
    assert "Surabaya" in screen.lede(at)


def test_a_comparator_that_becomes_our_region_leaves_the_comparison(app) -> None:
    at = app(ADDRESS)
    at.selectbox(key="control_region").set_value("3573").run()
    assert at.query_params == ADDRESS | {"daerah": "3573", "banding": "-"}


def test_all_comparators_can_be_taken_away(app) -> None:
    """An empty comparison stands in the address, so that a link and a reload keep it."""
    at = app(ADDRESS)
    at.button(key="chip_3573").click().run()
    assert at.query_params["banding"] == "-"
    at.query_params.clear()
    at.switch_page("catalogue.py").run()
    assert at.query_params["banding"] == "-"
    again = app(dict(at.query_params))
    assert again.query_params["banding"] == "-" and not again.warning


@pytest.mark.parametrize("spoken", i18n.LANGUAGES)
@pytest.mark.parametrize("hostile", HOSTILE[:4] + ["x" * 100_000, "\x00"], ids=range(6))
def test_hostile_addresses_leave_a_page_with_a_notice(app, spoken: str, hostile: str) -> None:
    at = app(dict.fromkeys(PARAMETERS[:4], hostile) | {"bahasa": spoken})
    assert not at.exception and not at.error
    assert len(at.warning) >= (4 if hostile.strip() else 0)
    assert at.query_params == {"daerah": "3211", "banding": "3214", "indikator": "unemployment_rate", "bahasa": spoken}
    shown = "\n".join(screen.texts(at))
    assert not re.search(r"(?<!\\)(<script|<img|\]\(javascript|\*\*b|:red\[|\$\\LaTeX)", shown)
    assert all(len(warning.value) < 900 for warning in at.warning)
    at.run()
    assert not at.warning, "told once, not on every run"


def test_repeated_keys_are_told_and_written_once(app) -> None:
    at = app({"daerah": ["3211", "3578"]})
    assert at.query_params["daerah"] == "3578"
    assert len(at.warning) == 1
