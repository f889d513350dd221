"""What is measured: pages, how each is read, and what a visitor changes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Page

HOME, HOME_NAME = "3211", "Kabupaten Sumedang"
OTHER, OTHER_NAME, OTHER_PROVINCE = "3578", "Kota Surabaya", "Provinsi Jawa Timur"  # another province: all parts change
INDICATOR = "unemployment_rate"


@dataclass(frozen=True)
class Change:
    """`prepare` brings the page to where one last key or click makes the change; `act` is that one."""

    name: str
    prepare: Callable[[Page], None]
    act: Callable[[Page], None]


@dataclass(frozen=True)
class Measured:
    """One page of one server; `reader` names the function of probe.js that reads it."""

    name: str
    server: str
    path: str
    reader: str
    changes: tuple[Change, ...]


def every_page() -> list[Measured]:
    home = {"daerah": HOME, "banding": "3214", "indikator": INDICATOR, "bahasa": "id"}
    region = Change("region", open_picker, take_option)
    return [
        Measured("/", "suluh", "", "suluh", (Change("period", focus_slider, left), region)),
        Measured("dash", "dash", "", "dash", (Change("period", focus_dash_slider, left), DASH_REGION)),
        Measured("naive", "naive", "", "naive", (Change("period", focus_naive_slider, left), NAIVE_REGION)),
        Measured(
            "/indikator", "desk", f"indikator?{urlencode(home, safe=',')}", "desk",
            (Change("period", move_period, press_apply), region),
        ),
        Measured(
            "/banding", "desk", f"banding?{urlencode(home, safe=',')}", "desk",
            (Change("period", pick_first_year, press_apply), region),
        ),
    ]  # fmt: skip


def left(page: Page) -> None:
    page.keyboard.press("ArrowLeft")


def focus_slider(page: Page) -> None:
    page.locator(".board.map input[type=range]").first.focus()


def focus_dash_slider(page: Page) -> None:
    page.locator("#period [role=slider]").focus()


def focus_naive_slider(page: Page) -> None:
    page.locator('[data-testid="stSlider"] input[type=range]').first.focus()


def open_picker(page: Page) -> None:
    page.locator(".st-key-control_region input").click()
    page.keyboard.type(OTHER_NAME)
    page.get_by_role("option").filter(has_text=OTHER_NAME).first.wait_for()


def take_option(page: Page) -> None:
    page.get_by_role("option").filter(has_text=OTHER_NAME).first.click()


def open_dash_picker(page: Page) -> None:
    page.locator("#region").click()
    page.locator(".dash-dropdown-search").click()
    page.keyboard.type(OTHER_NAME)
    page.locator(".dash-dropdown-option").filter(has_text=OTHER_NAME).first.wait_for()


def take_dash_option(page: Page) -> None:
    page.locator(".dash-dropdown-option").filter(has_text=OTHER_NAME).first.click()


def open_naive_picker(page: Page) -> None:
    page.locator('[data-testid="stSelectbox"] input').first.click()
    page.keyboard.type(OTHER_NAME)
    page.get_by_role("option").filter(has_text=OTHER_NAME).first.wait_for()


DASH_REGION = Change("region", open_dash_picker, take_dash_option)
NAIVE_REGION = Change("region", open_naive_picker, take_option)


def move_period(page: Page) -> None:
    page.locator(".st-key-control_period input[type=range]").first.focus()
    page.keyboard.press("ArrowLeft")


def pick_first_year(page: Page) -> None:
    page.locator(".st-key-banding_start input").click()
    page.get_by_role("option").first.click()


def press_apply(page: Page) -> None:
    page.get_by_role("button", name="Terapkan").click()
