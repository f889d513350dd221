"""The board in a real browser: what is drawn, what is missing, what is said, and what travels when it moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from tests.browser.conftest import Visit
from tests.browser.wire import Wire

pytestmark = pytest.mark.browser

KIB = 1024
CHANGE_LIMIT, LONG_CHANGE_LIMIT = 40 * KIB, 60 * KIB  # the longer one where 514 regions are listed


def _map(page: Page) -> Locator:
    return page.locator(".board.map").first


def _drawn(page: Page, regions: int) -> tuple[int, int]:
    """Regions with a figure and regions counted as missing, once the map of so many regions is there."""
    expect(_map(page)).to_have_attribute("data-regions", str(regions))
    found = (int(_map(page).get_attribute(f"data-{name}") or -1) for name in ("drawn", "missing"))
    assert _map(page).locator("path.area").count() == regions
    drawn, missing = found
    return drawn, missing


@pytest.mark.parametrize(
    ("region", "indicator", "period", "expected"),
    [
        ("3211", "unemployment_rate", "2024", (27, 0)),
        ("3211", "spbe_index", None, None),
        ("32", "hdi_sp2010", "2019", None),  # 34 of 38 provinces: four were founded later
    ],
    ids=["27 regencies", "27 regencies with gaps", "38 provinces"],
)
def test_every_region_is_drawn_or_counted_as_missing(
    visit: Callable[..., Visit],
    server: str,
    region: str,
    indicator: str,
    period: str | None,
    expected: tuple[int, int] | None,
) -> None:
    window = visit(server)
    window.open("indikator", daerah=region, indikator=indicator, **({"periode": period} if period else {}))
    size = 38 if len(region) == 2 else 27
    drawn, missing = _drawn(window.page, size)
    assert drawn + missing == size
    assert expected is None or (drawn, missing) == expected
    assert int(_map(window.page).locator(".legend .nd b").inner_text()) == missing
    counts = [int(text) for text in _map(window.page).locator(".legend > div:not(.nd) i").all_inner_texts()]
    assert sum(counts) == drawn
    hatched = _map(window.page).locator("path.area.nodata").count()
    assert hatched == missing
    window.check()


def test_java_the_country_and_our_kecamatan_are_drawn(visit: Callable[..., Visit], server: str) -> None:
    window = visit(server)
    page = window.page
    window.open("indikator", daerah="3211", indikator="unemployment_rate", periode="2024")
    page.locator(".st-key-map_form").get_by_text("Jawa", exact=True).click()
    assert sum(_drawn(page, 119)) == 119
    page.locator(".st-key-map_form").get_by_text("Kecamatan Kab. Sumedang").click()
    assert _drawn(page, 26) == (0, 26)
    expect(_map(page).locator(".legend")).to_contain_text("belum ada data kecamatan")
    page.locator(".st-key-map_form").get_by_text("Jawa Barat").click()
    page.locator(".st-key-control_scope input").click()
    page.get_by_role("option").filter(has_text="514 kabupaten dan kota Indonesia").click()
    page.get_by_role("button", name="Terapkan").click()
    window.settle()
    assert sum(_drawn(page, 514)) == 514
    window.check()


def test_time_moves_inside_the_browser(visit: Callable[..., Visit], server: str) -> None:
    window = visit(server)
    page = window.page
    sent: list[str] = []
    page.on("websocket", lambda socket: _listen(socket, sent))
    window.open("indikator", daerah="3211", indikator="unemployment_rate", periode="2024")
    before = _map(page).locator("path.area[data-code='3211']").get_attribute("class")
    labels = _map(page).locator(".legend > div").all_inner_texts()
    page.wait_for_timeout(1500)  # the server's last words
    sent.clear()
    page.on("request", lambda request: sent.append(request.url))

    slider = _map(page).locator("input[type=range]")
    slider.focus()
    slider.press("Home")
    expect(_map(page).locator(".time output")).to_have_text("Agustus 2015")
    after = _map(page).locator("path.area[data-code='3211']").get_attribute("class")
    assert after != before  # 9,00 in 2015, 6,16 in 2024: another class of the same locked scale
    bounds = [text.split("\n")[-1] for text in labels]
    assert [text.split("\n")[-1] for text in _map(page).locator(".legend > div").all_inner_texts()] == bounds

    _map(page).locator(".time button").click()
    expect(_map(page).locator(".time output")).not_to_have_text("Agustus 2015", timeout=5_000)
    assert sent == []
    window.check()


def test_a_click_a_touch_and_the_keyboard_choose_a_region(visit: Callable[..., Visit], server: str) -> None:
    window = visit(server)
    page = window.page
    window.open("indikator", daerah="3211", indikator="unemployment_rate", periode="2024")
    _map(page).locator("path.area[data-code='3205']").click()
    expect(page.locator("h1")).to_contain_text("Garut")
    assert window.parameters()["daerah"] == "3205"

    window.settle()
    picture = _map(page).locator("svg[role=application]")
    picture.focus()
    picture.press("ArrowRight")  # by name: Garut, Indramayu
    expect(_map(page).locator("[aria-live]")).to_have_text("Indramayu: 6,25 %")
    picture.press("Enter")
    expect(page.locator("h1")).to_contain_text("Indramayu")

    window.settle()
    page.locator(".board.ranking button", has_text="Kab. Sumedang").click()
    expect(page.locator("h1")).to_contain_text("Sumedang")
    window.settle()
    page.locator(".board.distribution circle[data-code='3273']").dispatch_event("click")
    expect(page.locator("h1")).to_contain_text("Kota Bandung")
    window.check()


@pytest.fixture
def wire(server: str) -> Iterator[Wire]:
    """Give a counted way to the server."""
    found = Wire(server)
    yield found
    found.close()


@pytest.mark.case("L4")
def test_a_change_carries_values_only_and_few_of_them(visit: Callable[..., Visit], wire: Wire) -> None:
    window = visit(wire.address)
    page = window.page
    frames: list[str] = []
    page.on("websocket", lambda socket: _listen(socket, frames))
    window.open("indikator", daerah="3211", indikator="unemployment_rate")

    def received(act: Callable[[], None]) -> int:
        page.wait_for_timeout(800)
        before = wire.received
        act()
        window.settle()
        page.wait_for_timeout(800)
        return wire.received - before

    def earlier_period() -> None:
        page.locator(".st-key-control_period").get_by_role("slider").last.press("ArrowLeft")
        page.get_by_role("button", name="Terapkan").click()

    def whole_country() -> None:
        page.locator(".st-key-control_scope input").click()
        page.get_by_role("option").filter(has_text="514 kabupaten dan kota Indonesia").click()
        page.get_by_role("button", name="Terapkan").click()

    assert 0 < received(earlier_period) < CHANGE_LIMIT
    assert 0 < received(lambda: page.locator('[class*="st-key-tree_"] button').first.click()) < CHANGE_LIMIT
    received(whole_country)
    assert 0 < received(lambda: page.locator('[class*="st-key-tree_"] button').nth(2).click()) < LONG_CHANGE_LIMIT
    assert 0 < received(earlier_period) < LONG_CHANGE_LIMIT
    assert len(frames) > 100
    assert not any(word in frame for frame in frames for word in ('"coordinates"', '"arcs"', '"rings"'))
    window.check()


def _listen(socket: WebSocket, kept: list[str]) -> None:
    """Keep what the server sends, as text."""
    socket.on("framereceived", lambda frame: kept.append(frame if isinstance(frame, str) else frame.decode("latin-1")))
