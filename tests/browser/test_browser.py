"""What only a browser can tell: pages drawn, addresses that survive, files that open, hostile names that stay text."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from components import i18n
from data_access.loading.build import build
from tests import screen
from tests.browser.conftest import Visit, run_server

pytestmark = pytest.mark.browser

PATHS = list(screen.PAGES.values())
WIDE, PHONE = (1440, 1000), (390, 844)
EVERY_WAY = [
    (size, language, theme) for size in (WIDE, PHONE) for language in ("id", "en") for theme in ("light", "dark")
]
SHORT = [(WIDE, "id", "light"), (PHONE, "en", "dark")]  # each width, language and theme once
ONCE = [(path, *SHORT[place % 2]) for place, path in enumerate(PATHS)]  # each page in one of the two, by turns
ADDRESS = {"daerah": "3578", "banding": "3573", "indikator": "unemployment_rate", "periode": "2023"}
CHARTS = {"indikator"}  # pages where plotly draws

# Each of these must be read letter by letter, whatever it could do.
HOSTILE = '<img src=x onerror="window.__xss=1"> [a](javascript:alert(1)) $\\LaTeX$ :red[x] **b**'


def _look(visit: Visit, path: str, language: str, size: tuple[int, int]) -> None:
    visit.open(path, daerah="3211", bahasa=language)
    page = visit.page
    expect(page.locator("h1")).to_have_count(1)
    if path in CHARTS:
        expect(page.locator(".js-plotly-plot svg.main-svg").first).to_be_visible()
    assert page.locator("h1").inner_text().strip()
    assert any(name.startswith("/assets/fonts/") for name in visit.loaded)
    assert page.evaluate(
        "[...document.fonts].some(f => f.family.includes('Plus Jakarta Sans') && f.status === 'loaded')"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], "the page is wider than the screen"
    visit.check()


def _background(page: Page) -> int:
    """How light the page is, 0 to 765."""
    return int(
        page.evaluate(
            "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"
            ".match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)"
        )
    )


@pytest.mark.case("F13", "G7")
@pytest.mark.parametrize(("path", "size", "language", "theme"), ONCE, ids=[path or "beranda" for path in PATHS])
def test_pages_are_drawn(
    visit: Callable[..., Visit], server: str, path: str, size: tuple[int, int], language: str, theme: str
) -> None:
    window = visit(server, *size, theme)
    _look(window, path, language, size)
    assert (_background(window.page) > 382) == (theme == "light")


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "size", "language", "theme"),
    [(path, *way) for path in PATHS for way in EVERY_WAY if (path, *way) not in ONCE],
)
def test_pages_are_drawn_every_way(
    visit: Callable[..., Visit], server: str, path: str, size: tuple[int, int], language: str, theme: str
) -> None:
    window = visit(server, *size, theme)
    _look(window, path, language, size)
    assert (_background(window.page) > 382) == (theme == "light")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_address_survives_menu_link_reload_and_back(
    visit: Callable[..., Visit], server: str, language: str
) -> None:
    wanted = ADDRESS | {"bahasa": language}
    window = visit(server)
    page = window.page
    window.open("indikator", **wanted)
    figure = _lede(page).inner_text()
    assert window.parameters() == wanted
    for path, section in (("satu-data", -1), ("profil", None), ("perhatian", 0), ("indikator", None)):
        _follow_menu(window, path, section)
        expect_parameters(window, wanted)
    expect(_lede(page)).to_have_text(figure)
    page.reload()
    window.settle()
    assert window.parameters() == wanted
    expect(_lede(page)).to_have_text(figure)
    window.check()

    _choose_region(page, "Kabupaten Sumedang")
    expect(_lede(page)).to_contain_text("Kabupaten Sumedang")
    expect_parameters(window, wanted | {"daerah": "3211"})

    page.locator(".st-key-ranking_link button").first.click()
    link = page.locator('[data-testid="stPopoverBody"] code').inner_text().strip()
    other = visit(server)
    other.page.goto(link)
    other.settle()
    assert other.parameters() == wanted | {"daerah": "3211"}
    expect(_lede(other.page)).to_contain_text("Kabupaten Sumedang")
    other.check()


def test_the_back_button_brings_the_view_back(visit: Callable[..., Visit], server: str) -> None:
    window = visit(server)
    window.open("indikator", **ADDRESS, bahasa="id")
    _follow_menu(window, "satu-data", -1)
    expect_parameters(window, ADDRESS | {"bahasa": "id"})
    window.page.go_back()
    window.page.wait_for_url(re.compile("/indikator"))
    window.settle()
    expect(_lede(window.page)).to_contain_text("Kota Surabaya")
    expect_parameters(window, ADDRESS | {"bahasa": "id"})
    window.check()


def test_another_region_takes_two_clicks(visit: Callable[..., Visit], server: str) -> None:
    window = visit(server)
    window.open("indikator", daerah="3211", periode="2024", bahasa="id")
    _choose_region(window.page, "Kota Surabaya")
    expect(window.page.locator("h1")).to_contain_text("Surabaya")
    expect(_lede(window.page)).to_contain_text("4,91 persen")
    expect_parameters(window, {"daerah": "3578", "banding": "3214", "indikator": "unemployment_rate", "periode": "2024",
                               "bahasa": "id"})  # fmt: skip
    window.check()


def test_the_language_is_one_click(visit: Callable[..., Visit], server: str) -> None:
    window = visit(server)
    window.open("indikator", daerah="3211", periode="2024", bahasa="id")
    window.page.locator(".st-key-control_language").get_by_text("EN", exact=True).click()
    expect(_lede(window.page)).to_contain_text("6.16 percent")
    expect_parameters(window, {"daerah": "3211", "banding": "3214", "indikator": "unemployment_rate", "periode": "2024",
                               "bahasa": "en"})  # fmt: skip
    window.check()


@pytest.mark.case("G5")
def test_files_of_a_panel_open_with_the_same_figure(visit: Callable[..., Visit], server: str, tmp_path: Path) -> None:
    window = visit(server)
    window.open("indikator", daerah="3211", periode="2024", bahasa="id")
    window.page.locator(".st-key-ranking_download button").first.click()
    got = {kind: _download(window.page, f"ranking_{kind}", tmp_path) for kind in ("csv", "xlsx", "geojson")}

    lines = [line for line in got["csv"].read_text(encoding="utf-8-sig").splitlines() if not line.startswith("#")]
    separator = ";" if ";" in lines[0] else ","
    rows = list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=separator))
    (ours,) = [row for row in rows if row["Kode"].lstrip("'") == "3211"]
    assert ours["Nilai"].replace(",", ".") == "6.16" and ours["Peringkat"] == "7" and len(rows) == 27

    book = openpyxl.load_workbook(got["xlsx"], read_only=True)
    cells = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    (ours_in_sheet,) = [row for row in cells if "3211" in row]
    assert 6.16 in ours_in_sheet
    assert len(book.worksheets) >= 2  # the metadata have their own

    layer = json.loads(got["geojson"].read_text(encoding="utf-8"))
    (feature,) = [item for item in layer["features"] if "3211" in item["properties"].values()]
    assert 6.16 in feature["properties"].values()
    assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert len(layer["features"]) == 27
    window.check()


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a server whose warehouse holds hostile text wherever it holds text."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(Path(screen.__file__).parent / "fixtures" / "tiny", folder / "data")
    for file, columns in {
        "regions.csv": ["name", "short_name"],
        "publishers.csv": ["name_id", "name_en", "licence_id", "licence_en", "attribution"],
        "sources.csv": ["title", "via"],
        "series_breaks.csv": ["reason_id", "reason_en"],
        "region_groups.csv": ["name_id", "name_en", "source"],
        "targets.csv": ["source_title", "note_id", "note_en"],
        "settled_conflicts.csv": ["rule"],
    }.items():
        path = folder / "data" / file
        with path.open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows([row | {name: f"{row[name]} {HOSTILE}" for name in columns} for row in rows])
    url = f"duckdb:///{folder / 'warehouse'}"
    build(url, folder / "data", lambda step: None)
    with run_server(folder, SULUH_WAREHOUSE_URL=url, SULUH_COMPARISON_REGIONS="3201") as address:
        yield address


@pytest.mark.case("G1")
@pytest.mark.parametrize("path", PATHS)
def test_hostile_names_stay_text(visit: Callable[..., Visit], hostile_server: str, path: str) -> None:
    window = visit(hostile_server)
    window.open(path, daerah="3211", indikator="unemployment_rate", bahasa="id")
    page = window.page
    page.wait_for_timeout(500)
    if path == "indikator":
        assert HOSTILE in _lede(page).inner_text()
        for key in ("ranking_table", "ranking_link"):
            page.locator(f".st-key-{key} button").first.click()
            page.wait_for_timeout(200)
            page.keyboard.press("Escape")
        for mark in page.locator(".js-plotly-plot .point").all()[:5]:
            mark.hover(force=True)
    if path in ("indikator", "satu-data", "tentang"):
        expect(page.locator('[data-testid="stMain"]')).to_contain_text("window.__xss=1")
        shown = " ".join(page.locator('[data-testid="stMain"]').inner_text().split())
        assert " ".join(HOSTILE.split()) in shown
    assert page.evaluate("window.__xss") is None
    assert page.evaluate('document.querySelectorAll(\'img[src="x"], [onerror], a[href^="javascript"]\').length') == 0
    assert (
        page.locator(".katex annotation").filter(has_text="LaTeX").count() == 0
    )  # a formula of our own may stand there
    assert page.evaluate("[...document.querySelectorAll('strong, b')].filter(e => e.textContent === 'b').length") == 0
    window.check()


@pytest.mark.long
@pytest.mark.case("G1")
@pytest.mark.parametrize("path", PATHS)
def test_hostile_names_stay_text_in_every_tool_and_tooltip(
    visit: Callable[..., Visit], hostile_server: str, path: str, tmp_path: Path
) -> None:
    """Every popover opened, every kind of mark hovered, every file of the first panel looked into, the print view."""
    window = visit(hostile_server)
    window.open(path, daerah="3211", indikator="unemployment_rate", bahasa="id")
    page = window.page
    for place in range(min(24, page.locator('[data-testid="stPopoverButton"]').count())):
        for _open_and_close in range(2):
            page.locator('[data-testid="stPopoverButton"]').nth(place).evaluate("button => button.click()")
            page.wait_for_timeout(200)
    for marks in ("[data-code]", ".js-plotly-plot .point", "svg circle", "[title]", '[data-testid="stTooltipIcon"]'):
        for mark in page.locator(marks).all()[:6]:
            if mark.is_visible():
                mark.hover(force=True, timeout=5_000)
                page.wait_for_timeout(60)
    page.emulate_media(media="print")
    _nothing_took_effect(page)
    page.emulate_media(media="screen")
    downloads = page.locator('[class*="_download"] [data-testid="stPopoverButton"]')
    if downloads.count():
        downloads.first.click()
        files = page.locator('[data-testid="stPopoverBody"] [data-testid="stDownloadButton"] button')
        expect(files.first).to_be_visible()
        window.settle()
        for file in files.all():
            with page.expect_download() as waiting:
                file.click()
            content = tmp_path / waiting.value.suggested_filename
            waiting.value.save_as(content)
            assert "onerror" not in content.name and "/" not in content.name
            if content.suffix == ".csv":
                lines = content.read_text(encoding="utf-8-sig").splitlines()
                assert not [line for line in lines if line.lstrip().startswith(("=", "+", "@"))]
    _nothing_took_effect(page)
    window.check()


def _nothing_took_effect(page: Page) -> None:
    assert page.evaluate("window.__xss") is None
    assert page.evaluate('document.querySelectorAll(\'img[src="x"], [onerror], a[href^="javascript"]\').length') == 0
    assert page.locator(".katex annotation").filter(has_text="LaTeX").count() == 0


@pytest.mark.long
@pytest.mark.case("G7", "F13")
def test_the_working_map_is_drawn_under_the_policy(visit: Callable[..., Visit], server: str) -> None:
    """folium brings scripts inside its page; the policy of that page alone allows them."""
    window = visit(server)
    window.open("indikator", daerah="3211", periode="2024", bahasa="id")
    window.page.get_by_role("radio", name="Peta kerja").or_(
        window.page.get_by_text("Peta kerja", exact=True)
    ).first.click()
    frame = window.page.frame_locator("iframe[title*='streamlit_folium']")
    expect(frame.locator(".leaflet-container path").first).to_be_visible()
    window.check()


@pytest.mark.case("I13", "G1")
def test_a_hostile_address_leaves_a_page_that_works(visit: Callable[..., Visit], server: str) -> None:
    window = visit(server)
    window.open("indikator", daerah=HOSTILE, banding=HOSTILE, indikator=HOSTILE, periode=HOSTILE, bahasa=HOSTILE)
    page = window.page
    expect(page.locator('[data-testid="stAlert"]').first).to_be_visible()
    assert page.evaluate("window.__xss") is None
    assert (
        page.locator('[data-testid="stAlert"] img, [data-testid="stAlert"] a, [data-testid="stAlert"] strong').count()
        == 0
    )
    assert window.parameters() == {
        "daerah": "3211", "banding": "3214", "indikator": "unemployment_rate", "bahasa": "id",
    }  # fmt: skip
    window.check()


def expect_parameters(window: Visit, wanted: dict[str, str]) -> None:
    """Wait until the address says what is wanted."""
    for _attempt in range(50):
        if window.parameters() == wanted:
            return
        window.page.wait_for_timeout(100)
    assert window.parameters() == wanted


def _follow_menu(window: Visit, path: str, section: int | None) -> None:
    """Click a page of the menu; one that stands in a section, counted from either end, after opening it."""
    if section is not None:
        window.page.locator('[data-testid="stTopNavSection"]').nth(section).click()
    window.page.locator(
        f':is([data-testid="stTopNavLink"], [data-testid="stTopNavDropdownLink"])[href*="/{path}"]'
    ).click()
    window.page.wait_for_url(re.compile(rf"/{path}\b"))
    window.settle()


def _lede(page: Page) -> Locator:
    return page.locator(".st-key-lede")


def _choose_region(page: Page, name: str) -> None:
    """Open the picker, type, take the first that is offered."""
    page.locator(".st-key-control_region input").click()
    page.keyboard.type(name)
    page.get_by_role("option").filter(has_text=name).first.click(timeout=60_000)


def _download(page: Page, key: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(f".st-key-{key} button").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
