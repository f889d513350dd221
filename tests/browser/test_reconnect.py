"""A page that is open while its connection is cut, or while its server is away: it goes on by itself."""

from __future__ import annotations

import contextlib
import re
import selectors
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests import screen
from tests.browser.conftest import Visit
from tests.server import Server, fetch, free_port, running

pytestmark = [pytest.mark.browser, pytest.mark.long]

VIEW = {"daerah": "3578", "banding": "3573", "indikator": "unemployment_rate", "periode": "2023", "bahasa": "en"}


class Wire:
    """A wire between browser and server that can be cut for a while."""

    def __init__(self, target: int) -> None:
        self.port, self.target, self.is_cut = free_port(), target, False
        self.pairs: list[tuple[socket.socket, socket.socket]] = []
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self.target))
            self.pairs.append((near, far))
            threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), selectors.DefaultSelector() as ready:
            ready.register(near, selectors.EVENT_READ, far)
            ready.register(far, selectors.EVENT_READ, near)
            while True:
                for key, _ in ready.select():
                    content = key.fileobj.recv(65536)  # type: ignore[union-attr]
                    if not content:
                        raise OSError
                    key.data.sendall(content)
        for end in (near, far):
            end.close()

    def cut(self, seconds: float) -> None:
        """No connection stands or comes for some seconds."""
        self.is_cut = True
        for pair in self.pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        time.sleep(seconds)
        self.is_cut = False


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server that these tests may stop."""
    folder = tmp_path_factory.mktemp("own")
    with running(folder, SULUH_WAREHOUSE_URL=screen.warehouse_url("real")) as server:
        yield server


def _events(server: Server, kind: str) -> int:
    text = fetch(f"{server.address}/_stcore/metrics")[2].decode()
    return sum(int(n) for n in re.findall(rf'session_events_total\{{type="{kind}"\}} (\d+)', text))


def _wait_connected(window: Visit) -> None:
    window.page.wait_for_selector(
        '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]',
        timeout=60_000,
    )


@pytest.mark.case("F3")
def test_a_cut_connection_comes_back_to_its_session(visit: Callable[..., Visit], own_server: Server) -> None:
    wire = Wire(own_server.port)
    window = visit(f"http://127.0.0.1:{wire.port}")
    window.open("satu-data", **VIEW)
    page = window.page
    search = page.get_by_role("textbox").first
    search.fill("internet")  # stands in no address: only the session knows it
    search.press("Enter")
    window.settle()
    sessions, back = _events(own_server, "connect"), _events(own_server, "reconnect")
    wire.cut(5)
    page.wait_for_timeout(500)
    _wait_connected(window)
    assert _events(own_server, "reconnect") == back + 1
    assert _events(own_server, "connect") == sessions
    expect(page.get_by_role("textbox").first).to_have_value("internet")
    page.locator(".st-key-control_language").get_by_text("ID", exact=True).click()
    window.settle()
    expect(page.get_by_role("textbox").first).to_have_value("internet")
    assert window.parameters()["daerah"] == "3578" and window.parameters()["bahasa"] == "id"
    wire.listener.close()


@pytest.mark.case("K3")
def test_an_open_page_survives_a_stop_of_thirty_seconds(visit: Callable[..., Visit], own_server: Server) -> None:
    window = visit(own_server.address)
    window.open("indikator", **VIEW)
    page = window.page
    figure = page.locator(".st-key-lede").inner_text()
    assert own_server.end(signal.SIGKILL) == -signal.SIGKILL
    page.wait_for_timeout(30_000)
    own_server.start()
    own_server.wait_ready()
    started = time.monotonic()
    page.wait_for_timeout(1_000)
    window.settle()
    print(f"drawn again {time.monotonic() - started:.1f} s after ready")
    assert _events(own_server, "connect") >= 2  # the one that noticed, and the page loaded anew
    expect(page.locator(".st-key-lede")).to_have_text(figure)
    assert window.parameters() == VIEW
    assert page.locator('[data-testid="stException"]').count() == 0
    page.locator(".st-key-control_language").get_by_text("ID", exact=True).click()
    expect(page.locator(".st-key-lede")).to_contain_text("persen")
    assert window.parameters() == VIEW | {"bahasa": "id"}
