"""What Suluh sends: bytes of WebSocket frames at the first load and per change, and the largest messages by type."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench import servers
from bench.browser import Frame, Window, choose_region, chromium, window

GEOMETRY = (b'"coordinates"', b'"arcs"', b'"geometry"', b"FeatureCollection", b'"Topology"')
LARGEST = 8  # messages listed per change
LIMIT_KIB, LIMIT_NATION_KIB = 40, 60  # of a change; where 514 regions are listed
HOME = {"daerah": "3211", "bahasa": "id"}
OTHER_REGION = "Kota Surabaya"


@dataclass(frozen=True)
class Step:
    """One thing a visitor does, and what may come of it. `limit_kib` None: told, not judged."""

    name: str
    act: Callable[[Page], None]
    limit_kib: float | None = LIMIT_KIB


@dataclass(frozen=True)
class Visit:
    """A page, the address it is opened with, and the changes made there one after the other."""

    path: str
    parameters: dict[str, str]
    steps: Sequence[Step]


@dataclass(frozen=True)
class Measured:
    """Bytes of one step. `largest`: size, kind, and where, of the largest messages received."""

    path: str
    step: str
    received: int
    sent: int
    n_received: int
    largest: list[tuple[int, str, str]]
    geometry: list[str]
    limit_kib: float | None

    @property
    def is_within(self) -> bool:
        return not self.geometry and (self.limit_kib is None or self.received <= self.limit_kib * 1024)


def visits() -> list[Visit]:
    """Every page, with the changes that it offers."""
    region = Step("region", lambda page: choose_region(page, OTHER_REGION))
    back = Step("region, back", lambda page: choose_region(page, "Kabupaten Sumedang"))
    language = Step("language", lambda page: page.locator(".st-key-control_language").get_by_text("EN").click(), None)
    return [
        Visit(
            "", HOME,
            [Step("period (slider)", slide, 0), Step("indicator (tile)", click_tile), region, back, language],
        ),
        Visit(
            "indikator", HOME,
            [Step("period", apply_period), Step("indicator (tree)", click_leaf), region, back, language],
        ),
        Visit(
            "indikator", HOME | {"indikator": "hdi"},
            [Step("514 regions", show_nation, None), Step("period, 514 regions", apply_period, LIMIT_NATION_KIB)],
        ),
        Visit("banding", HOME | {"banding": "3214"}, [Step("years", apply_years), region]),
        Visit("penetrasi-digital", HOME, [region]),
        Visit("klaster-umkm", HOME, [region]),
        Visit("profil", HOME, [region]),
        Visit("satu-data", HOME, [region]),
    ]  # fmt: skip


def slide(page: Page) -> None:
    """The time slider of the map, one step back and forth; the browser does it alone."""
    slider = page.locator(".board.map input[type=range]").first
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")


def click_tile(page: Page) -> None:
    page.locator(".board .tile").nth(1).click()


def click_leaf(page: Page) -> None:
    """Another indicator of the open topic that every region of the scope has."""
    page.locator(".st-key-tree_lfpr button").click()


def apply_period(page: Page) -> None:
    """One period back in the form, and apply."""
    page.locator(".st-key-control_period input[type=range]").first.focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Terapkan").click()


def show_nation(page: Page) -> None:
    """The scope of all regencies of the country."""
    page.locator(".st-key-control_scope input").click()
    page.get_by_role("option").filter(has_text="514").click()
    page.get_by_role("button", name="Terapkan").click()


def apply_years(page: Page) -> None:
    page.locator(".st-key-banding_start input").click()
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Terapkan").click()


def measure(address: str, only: str | None = None) -> Iterator[Measured]:
    """Walk through every visit in a fresh profile each."""
    with chromium() as browser:
        for visit in visits():
            if only is not None and visit.path != only:
                continue
            with window(browser) as tab:
                tab.page.goto(f"{address}/{visit.path}?{urlencode(visit.parameters)}")
                tab.settle()
                yield weigh(visit.path, Step("first load", slide, None), tab.take_frames())
                for step in visit.steps:
                    yield _do(tab, visit, step)


def _do(tab: Window, visit: Visit, step: Step) -> Measured:
    try:
        step.act(tab.page)
        tab.page.wait_for_timeout(150)  # a click needs a moment to start a run
        tab.settle()
    except Exception as error:
        name = f"{step.name} FAILED: {str(error).splitlines()[0][:100]}"
        return weigh(visit.path, Step(name, step.act, -1), tab.take_frames())
    return weigh(visit.path, step, tab.take_frames())


def weigh(path: str, step: Step, frames: Sequence[Frame]) -> Measured:
    received = [frame.payload for frame in frames if frame.is_received]
    told = [_describe(payload) for payload in received]
    return Measured(
        path=f"/{path}",
        step=step.name,
        received=sum(map(len, received)),
        sent=sum(len(frame.payload) for frame in frames if not frame.is_received),
        n_received=len(received),
        largest=sorted(((len(payload), *words) for payload, words in zip(received, told, strict=True)), reverse=True)[
            :LARGEST
        ],
        geometry=sorted({word.decode() for payload in received for word in GEOMETRY if word in payload}),
        limit_kib=step.limit_kib,
    )


def _describe(payload: bytes) -> tuple[str, str]:
    """What kind of message, and a few letters that tell which one."""
    message = ForwardMsg()
    message.ParseFromString(payload)
    kind = message.WhichOneof("type") or "?"
    if kind != "delta":
        return kind, ""
    delta, path = message.delta, list(message.metadata.delta_path)
    form = delta.WhichOneof("type") or "?"
    if form == "new_element":
        element = delta.new_element
        form = element.WhichOneof("type") or "?"
        part = getattr(element, form)
        name = getattr(part, "component_name", "")
        hint = name or next(
            (str(getattr(part, field)) for field in ("label", "body", "id") if getattr(part, field, "")), ""
        )
        return form, f"{hint[:48]!r} at {path}"
    return form, f"{delta.add_block.id[-40:]!r} at {path}" if form == "add_block" else f"at {path}"


def print_report(found: Sequence[Measured], is_long: bool) -> None:
    print(f"{'page':<20} {'step':<22} {'received KiB':>12} {'frames':>7} {'sent KiB':>9}  {'limit':>6}  geometry")
    for one in found:
        limit = "" if one.limit_kib is None else f"{one.limit_kib:g}"
        mark = "none" if not one.geometry else ", ".join(one.geometry)
        print(
            f"{one.path:<20} {one.step:<22} {one.received / 1024:>12.1f} {one.n_received:>7} {one.sent / 1024:>9.1f}"
            f"  {limit:>6}  {mark}{'' if one.is_within else '   <-- too much'}"
        )
        for size, kind, words in one.largest if is_long else ():
            print(f"    {size / 1024:>8.1f} KiB  {kind:<24} {words}")


def main(only: str | None = None, address: str | None = None, is_short: bool = False) -> int:
    """Measure every page, or only one; 1 if a change sends more than its limit, or geometry."""
    if address is not None:
        found = list(measure(address, only))
    else:
        with servers.warehouse() as url, servers.ours(url) as server:
            found = list(measure(server.address, only))
    print_report(found, not is_short)
    bad = [one for one in found if not one.is_within]
    print(f"\n{len(found) - len(bad)} of {len(found)} steps within their limit; no geometry in any frame: "
          f"{not any(one.geometry for one in found)}", file=sys.stdout)  # fmt: skip
    return 1 if bad else 0
