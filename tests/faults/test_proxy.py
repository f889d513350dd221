"""Two processes behind the shipped nginx configuration: one dies, and what the proxy refuses."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Response, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus

from bench.relay import relay
from data_access.settings import PROJECT_ROOT
from tests import screen
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.faults.conftest import COMPARED
from tests.server import Server, Session, free_port, running, wait_until

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed; run ./deploy/install_nginx"),
]

NAME = "suluh.example.go.id"
CONFIGURATION = PROJECT_ROOT / "deploy" / "nginx" / "suluh.conf"
VIEW = {"daerah": "3211", "banding": COMPARED, "indikator": "unemployment_rate", "periode": "2023", "bahasa": "en"}
SESSIONS = 10


@dataclass
class Proxy:
    """nginx with TLS before two servers."""

    port: int
    plain_port: int
    replicas: list[Server]
    tls: ssl.SSLContext

    @property
    def address(self) -> str:
        return f"https://{NAME}:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """An answer through the proxy."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.tls, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": f"{NAME}:{self.port}"} | headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def visitor(self) -> dict[str, str]:
        """The cookies of a new visitor."""
        cookies = self.get("/")[1].get_all("Set-Cookie") or []
        return {"Cookie": "; ".join(cookie.partition(";")[0] for cookie in cookies)}

    def session(self, headers: dict[str, str]) -> Session:
        """A WebSocket through the proxy."""
        return Session(self.address, headers, to=("127.0.0.1", self.port), tls=self.tls)


def shipped(folder: Path, ports: dict[str, int], replicas: list[Server]) -> str:
    """The shipped configuration with ports and certificate of this test, and nothing else changed."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    for old, new in {
        "127.0.0.1:8501": f"127.0.0.1:{replicas[0].port}",
        "127.0.0.1:8502": f"127.0.0.1:{replicas[1].port}",
        "listen 80;": f"listen 127.0.0.1:{ports['plain']};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{ports['tls']} ssl http2;",
        "/etc/ssl/certs/suluh.pem": str(folder / "suluh.pem"),
        "/etc/ssl/private/suluh.key": str(folder / "suluh.key"),
    }.items():
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


@contextmanager
def proxied(folder: Path, warehouse: str) -> Iterator[Proxy]:
    """The nginx of Debian before two servers on this warehouse."""
    ports = {"tls": free_port(), "plain": free_port()}
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", "suluh.key", "-out", "suluh.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    settings = {
        "SULUH_WAREHOUSE_URL": warehouse,
        "SULUH_COMPARISON_REGIONS": COMPARED,
        "SULUH_HOSTS": NAME,
    }
    with ExitStack() as stack:
        replicas = []
        for place in ("a", "b"):
            (folder / place).mkdir()
            replicas.append(stack.enter_context(running(folder / place, None, **settings)))
        for replica in replicas:
            replica.wait_ready()
        (folder / "nginx.conf").write_text(
            f"daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
            "events { worker_connections 4096; }\nhttp {\naccess_log off;\n"
            + "".join(
                f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            )
            + shipped(folder, ports, replicas)
            + "}\n"
        )
        nginx = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")])
        try:
            context = ssl.create_default_context(cafile=str(folder / "suluh.pem"))
            context.check_hostname = False
            found = Proxy(ports["tls"], ports["plain"], replicas, context)
            wait_until(lambda: _listens(ports["tls"]), 20)
            yield found
        finally:
            nginx.terminate()
            nginx.wait(10)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory, tiny_folder: str) -> Iterator[Proxy]:
    """Give nginx before two servers."""
    with proxied(tmp_path_factory.mktemp("nginx"), tiny_folder) as found:
        yield found


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.case("G7")
def test_headers_behind_tls(proxy: Proxy) -> None:
    status, headers, _body = proxy.get("/", **{"Accept-Encoding": "gzip"})
    assert status == 200 and headers["Content-Encoding"] == "gzip"
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    for cookie in headers.get_all("Set-Cookie"):
        assert "secure" in cookie.lower() and "samesite=lax" in cookie.lower()
        assert "httponly" in cookie.lower() or cookie.startswith("_streamlit_xsrf")
    assert len(headers.get_all("Content-Security-Policy")) == 1
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain_port, timeout=10)
    connection.request("GET", "/indikator?daerah=3211", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/indikator?daerah=3211")


@pytest.mark.case("G16")
def test_numbers_and_programs_are_hidden(proxy: Proxy) -> None:
    for path in (
        "/metrics", "/_stcore/metrics", "/_stcore/metrics/", "/_stcore/metrics?families=x", "/_stcore/agent/mcp",
        "/_stcore/agent/openapi.json", "/ready",
    ):  # fmt: skip
        assert proxy.get(path)[0] == 404, path
    assert proxy.get("/live")[2] == b"ok\n"


def test_every_text_is_compressed(proxy: Proxy) -> None:
    page = proxy.get("/")[2].decode()
    for path in re.findall(r'(?:src|href)="\.?(/[^"]+\.(?:js|css)(?:\?[^"]*)?)"', page):
        status, headers, _body = proxy.get(path, **{"Accept-Encoding": "gzip, br"})
        assert status == 200
        if int(headers.get("Content-Length") or 1000) >= 500:
            assert headers["Content-Encoding"] == "br", path
        assert "immutable" in headers["Cache-Control"], path


@pytest.mark.case("L5")
def test_a_first_visit_is_small(tmp_path: Path) -> None:
    """Beranda with real figures, through nginx, by a browser that has nothing yet; counted on the wire, under TLS."""
    with (
        proxied(tmp_path, screen.warehouse_url("real")) as proxy,
        relay(f"https://127.0.0.1:{proxy.port}") as (address, counter),
        sync_playwright() as playwright,
    ):
        rules = ("--ignore-certificate-errors", f"--host-resolver-rules=MAP {NAME} 127.0.0.1")
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *rules]).new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(f"https://{NAME}:{urlsplit(address).port}/?daerah=3211&bahasa=id")
        expect(page.locator(".board.map svg path.area")).to_have_count(27)
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        page.wait_for_timeout(2000)
        assert 0.5 * 2**20 < counter.received <= 2 * 2**20
        for answer in answers:
            kind, length = answer.headers.get("content-type", ""), int(answer.headers.get("content-length", 1000))
            if answer.ok and length >= 1000 and re.search("text|javascript|json|svg", kind):
                assert answer.headers.get("content-encoding") in ("br", "gzip", "zstd"), answer.url
            if "/static/js/" in answer.url or "?v=" in answer.url:
                assert "immutable" in answer.headers["cache-control"], answer.url
        assert len(answers) > 10


@pytest.mark.case("G14")
def test_floods_from_one_address_end_at_the_limit(proxy: Proxy) -> None:
    visitor = proxy.visitor()

    def open_one(_: int) -> Session | int:
        try:
            return proxy.session(visitor)
        except InvalidStatus as error:
            return error.response.status_code
        except (InvalidMessage, OSError):  # cut off before an answer
            return 429

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(open_one, range(400)))
    opened = [item for item in found if isinstance(item, Session)]
    try:
        assert 0 < len(opened) <= 200
        assert {item for item in found if isinstance(item, int)} == {429}
        assert all(replica.ready()["status"] == "ready" for replica in proxy.replicas)
    finally:
        for session in opened:
            session.close()
    time.sleep(3)  # the limit of requests per second fills up again


@pytest.mark.case("G14")
def test_a_huge_message_ends_its_own_connection(proxy: Proxy) -> None:
    wait_until(lambda: proxy.get("/live")[0] == 200, 30)
    session = proxy.session(proxy.visitor())
    before = [replica.memory() for replica in proxy.replicas]
    message = BackMsg()
    message.rerun_script.query_string = "x" * (60 * 1024 * 1024)
    with pytest.raises((ConnectionClosed, OSError)):
        session.send(message)
        session.receive(20)
    assert max(new.memory() - old for new, old in zip(proxy.replicas, before, strict=True)) < 130
    assert proxy.get("/live")[0] == 200


@pytest.mark.case("G14")
def test_slow_senders_are_cut_off(proxy: Proxy) -> None:
    slow = []
    for _ in range(50):
        connection = socket.create_connection(("127.0.0.1", proxy.plain_port))
        connection.sendall(b"GET / HTTP/1.1\r\nHost: ")
        slow.append(connection)
    assert proxy.get("/live")[0] == 200
    wait_until(lambda: _is_closed(slow[0]) or None, 70, 1)
    for connection in slow:
        connection.close()


def _is_closed(connection: socket.socket) -> bool:
    connection.settimeout(0.1)
    try:
        return connection.recv(100) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


@pytest.mark.case("F1")
def test_ten_sessions_go_on_when_one_of_two_is_killed(proxy: Proxy) -> None:
    visitors = [proxy.visitor() for _ in range(SESSIONS)]
    sessions = [proxy.session(visitor) for visitor in visitors]
    texts = [session.run("indikator", **VIEW) for session in sessions]
    assert all("Kabupaten Sumedang" in text and "2023" in text for text in texts)
    proxy.replicas[0].end(signal.SIGKILL)
    killed = time.monotonic()
    moved = 0
    for session, visitor in zip(sessions, visitors, strict=True):
        try:
            session.run("indikator", timeout=10, **VIEW)
            continue  # this one lived in the other process
        except (ConnectionClosed, OSError, TimeoutError):
            moved += 1
        status, _, _ = proxy.get("/indikator", **visitor)
        assert status == 200
        again = proxy.session(visitor)
        text = again.run("indikator", **VIEW)
        assert "Kabupaten Sumedang" in text and "2023" in text and "Unemployment" in text
        again.close()
    took = time.monotonic() - killed
    assert 0 < moved < SESSIONS, "the sessions were not shared between the two processes"
    assert took < 15 * SESSIONS
    for _ in range(40):
        assert proxy.get("/live")[0] == 200  # no answer of the dead one is kept
    print(f"{moved} of {SESSIONS} sessions moved; all were served again after {took:.1f} s")
