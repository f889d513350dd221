"""Chromium as a visitor: windows that stay on this machine and count what comes over the wire."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # nothing leaves this machine
)  # fmt: skip
SIZE = {"width": 1440, "height": 1000}
LOCAL = ("127.0.0.1", "localhost")
TIMEOUT_MS = 60_000
QUIET_SECONDS = 0.6  # no frame for so long, and the script has ended: all has come
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Frame:
    """One WebSocket frame: when it was seen, whether the server sent it, and its bytes."""

    at: float
    is_received: bool
    payload: bytes


@dataclass
class Window:
    """One tab, its WebSocket frames, and addresses that it wanted outside this machine (none is found)."""

    context: BrowserContext
    page: Page
    frames: list[Frame] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until Streamlit's script has ended and no frame has come for a while."""
        self.page.wait_for_selector("h1", timeout=TIMEOUT_MS)
        deadline = time.monotonic() + TIMEOUT_MS / 1000
        while time.monotonic() < deadline:
            self.page.wait_for_selector(STILL, timeout=TIMEOUT_MS)
            seen = len(self.frames)
            self.page.wait_for_timeout(QUIET_SECONDS * 1000)
            if len(self.frames) == seen and self.page.locator(STILL).count():
                return
        raise TimeoutError("the page does not come to rest")

    def take_frames(self) -> list[Frame]:
        """The frames since the last time."""
        found = self.frames[:]
        self.frames.clear()
        return found


@contextmanager
def window(browser: Browser, profile: BrowserContext | None = None) -> Iterator[Window]:
    """A new tab, in a fresh profile unless one is given. No request is intercepted: that would switch the cache off."""
    context = profile or browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    found = Window(context, context.new_page())
    found.page.set_default_timeout(TIMEOUT_MS)
    found.page.on("request", lambda request: _note(request.url, found.outside))
    found.page.on("websocket", lambda socket: _listen(socket, found.frames))
    try:
        yield found
    finally:
        if profile is None:
            context.close()
        else:
            found.page.close()


def _note(url: str, outside: list[str]) -> None:
    if url.startswith("http") and urlsplit(url).hostname not in LOCAL:
        outside.append(url)


def _listen(socket: WebSocket, frames: list[Frame]) -> None:
    def keep(is_received: bool) -> Callable[[str | bytes], None]:
        def note(payload: str | bytes) -> None:
            raw = payload.encode() if isinstance(payload, str) else payload
            frames.append(Frame(time.monotonic(), is_received, raw))

        return note

    socket.on("framereceived", keep(True))
    socket.on("framesent", keep(False))


def choose_region(page: Page, name: str) -> None:
    """Suluh's own region picker: open, type, take the first that is offered."""
    page.locator(".st-key-control_region input").click()
    page.keyboard.type(name)
    page.get_by_role("option").filter(has_text=name).first.click()
