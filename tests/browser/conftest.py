"""The real server and a real browser: every request that leaves this machine is stopped and counted."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from data_access.settings import PROJECT_ROOT
from tests import screen

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
RESULTS = PROJECT_ROOT / "test-results"
LOCAL = ("127.0.0.1", "localhost")
START_SECONDS = 90

expect.set_options(timeout=45_000)


@dataclass
class Visit:
    """One browser window on one server, with all that went wrong in it."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)

    def open(self, path: str = "", **parameters: str) -> None:
        """Go to a page of the app and wait until it is drawn."""
        self.page.goto(f"{self.address}/{path}" + (f"?{urlencode(parameters, safe=',')}" if parameters else ""))
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and the page stands still."""
        self.page.wait_for_selector("h1", timeout=90_000)
        self.page.wait_for_timeout(150)  # a click needs a moment to start a run
        self.page.wait_for_selector(
            '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]',
            timeout=90_000,
        )

    def parameters(self) -> dict[str, str]:
        """The parameters of the address in the browser."""
        query = urlsplit(self.page.url).query
        return dict(part.split("=", 1) for part in query.split("&") if part)

    def check(self) -> None:
        """Nothing left the machine, nothing failed, no exception is shown."""
        assert self.outside == []
        assert self.faults == []
        assert self.page.locator('[data-testid="stException"]').count() == 0
        assert self.page.locator('[data-testid="stAlertContentError"]').count() == 0, self.page.locator(
            '[data-testid="stAlertContentError"]'
        ).all_inner_texts()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once; without one the tests are skipped, except where they must run."""
    if not Path(CHROMIUM).exists() and not os.environ.get("CI"):
        pytest.skip(f"no {CHROMIUM}; run ./deploy/install_chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@contextmanager
def run_server(folder: Path, **settings: str) -> Iterator[str]:
    """Start `streamlit run app.py` at a free port; gives its address once it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SULUH_")}
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=PROJECT_ROOT,
            env=inherited | settings,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _is_ready(address):
                assert process.poll() is None and time.monotonic() < deadline, (folder / "server.log").read_text()
                time.sleep(0.2)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def _is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/ready", timeout=5) as answer:
            return bool(json.load(answer)["status"] == "ready")
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server with the real figures."""
    with run_server(tmp_path_factory.mktemp("server"), SULUH_WAREHOUSE_URL=screen.warehouse_url("real")) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visit]]:
    """Give a function that opens a window; what a failed test saw is kept in test-results/."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def new(address: str, width: int = 1440, height: int = 1000, theme: str = "light") -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, accept_downloads=True
        )  # type: ignore[arg-type]
        contexts.append(context)
        found = Visit(context.new_page(), address)
        visits.append(found)

        def guard(route: Route) -> None:
            if urlsplit(route.request.url).hostname in (*LOCAL, None):
                route.continue_()
            else:
                found.outside.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        page = found.page
        page.on("pageerror", lambda error: found.faults.append(f"page error: {error}"))
        page.on("response", lambda answer: _note(found, answer.status, answer.url))
        page.on(
            "console",
            lambda message: (
                found.faults.append(f"console: {message.text} {message.location.get('url', '')}")
                if message.type == "error"
                else None
            ),
        )
        return found

    yield new
    if getattr(request.node, "failed", False):
        RESULTS.mkdir(exist_ok=True)
        name = re.sub(r"[^\w.-]+", "_", request.node.name)[:120]
        for place, found in enumerate(visits):
            found.page.screenshot(path=str(RESULTS / f"{name}-{place}.png"), full_page=True)
    for context in contexts:
        context.close()


def _note(found: Visit, status: int, url: str) -> None:
    path = urlsplit(url).path
    found.loaded.append(path)
    if status >= 400:
        found.faults.append(f"{status} {url}")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell fixtures that their test has failed, so that they can keep a screenshot."""
    outcome = yield
    if outcome.get_result().failed:  # type: ignore[attr-defined]
        item.failed = True  # type: ignore[attr-defined]
