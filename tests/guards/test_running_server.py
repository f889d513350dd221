"""What the running server answers, refuses, tells and looks up: hosts, origins, headers, paths, numbers, settings."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import signal
import socket
import time
import tomllib
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from data_access.settings import PROJECT_ROOT
from pages.server import files
from tests.guards.conftest import Watched
from tests.server import Session, fetch

NAME = "suluh.example.go.id"
HOSTILE = '<img src=x onerror="window.__xss=1"> \' OR 1=1 --'

# What an installation must not lose by accident; `app.py` adds `hosts` of suluh.toml to the first two.
SHIPPED = {
    "server.allowedHosts": ["localhost", "127.0.0.1", "::1", NAME],
    "server.corsAllowedOrigins": [f"https://{NAME}"],
    "server.address": "127.0.0.1",
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.maxUploadSize": 20,
    "server.maxMessageSize": 50,
    "server.maxWidgetStateSize": 2,
    "server.maxCacheDataSize": "512mb",
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.allowRunOnSave": False,
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    "server.scriptHealthCheckEnabled": False,
    "server.disconnectedSessionTTL": 120,
    "browser.serverAddress": "localhost",
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.disableDataExport": True,
    "client.toolbarMode": "viewer",
    "global.developmentMode": False,
}


def handshake(watched: Watched, host: str, origin: str | None) -> int:
    """The status of a WebSocket's opening under a host name, from a page of an origin."""
    server = watched.server
    try:
        connection = connect(
            f"ws://{host}/_stcore/stream",
            sock=socket.create_connection(("127.0.0.1", server.port)),
            origin=origin,  # type: ignore[arg-type]
            open_timeout=20,
        )
    except InvalidStatus as error:
        return int(error.response.status_code)
    connection.close()
    return 101


@pytest.mark.case("G6")
@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("{here}", "http://{here}", 101),
        ("{here}", None, 101),  # no browser: nothing rests on the origin
        ("localhost:{port}", "http://localhost:{port}", 101),
        (NAME, f"https://{NAME}", 101),  # as a proxy passes it on
        ("{here}", "https://evil.example", 403),
        ("{here}", "null", 403),
        ("{here}", "http://localhost:9999", 403),
        ("{here}", f"https://{NAME}", 403),
        ("{here}", "http://{here}.evil.example", 403),
        ("evil.example", "http://evil.example", 400),  # DNS rebinding
        ("evil.example:{port}", "http://evil.example:{port}", 400),
        (f"{NAME}.evil.example", f"https://{NAME}.evil.example", 400),
    ],
)
def test_who_may_open_a_websocket(watched: Watched, host: str, origin: str | None, status: int) -> None:
    port = watched.server.port
    here = {"here": f"127.0.0.1:{port}", "port": str(port)}
    wanted = None if origin is None else origin.format(**here)
    assert handshake(watched, host.format(**here), wanted) == status


@pytest.mark.case("G6")
def test_foreign_hosts_are_refused_on_every_path(watched: Watched) -> None:
    for path in ("/", "/live", "/ready", "/metrics", "/_stcore/health", "/assets/style/app.css", "/static/js/x.js"):
        for host in ("evil.example", "localhost.evil.example", "127.0.0.1@evil.example", "", "localhost:port"):
            assert fetch(watched.server.address + path, {"Host": host})[0] in (400, 404), (path, host)


@pytest.mark.case("G7")
@pytest.mark.parametrize(
    "path", ["/", "/indikator", "/assets/style/app.css", "/assets/boundaries/adm2.topojson", "/live", "/ready", "/static/js/x.js", "/_stcore/health", "/media/none.csv"]
)  # fmt: skip
def test_headers_stand_on_every_answer(watched: Watched, path: str) -> None:
    _, headers, _ = fetch(watched.server.address + path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    policy = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
    assert policy["frame-ancestors"] == policy["default-src"] == policy["connect-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    assert "strict-transport-security" not in headers  # there is no TLS here


@pytest.mark.case("G7")
def test_the_policy_allows_exactly_the_script_of_the_index_page(watched: Watched) -> None:
    _, headers, page = fetch(watched.server.address + "/")
    inside = re.findall(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    assert len(inside) == 1
    digest = base64.b64encode(hashlib.sha256(inside[0]).digest()).decode()
    assert re.findall(r"'sha256-([^']+)'", headers["content-security-policy"]) == [digest]
    _, framed, _ = fetch(watched.server.address + "/component/streamlit_folium.st_folium/index.html")
    assert "'unsafe-inline'" in framed["content-security-policy"].split("script-src", 1)[1].split(";")[0]


@pytest.mark.case("G7")
def test_behind_tls_browsers_are_told_to_stay(watched: Watched) -> None:
    _, headers, _ = fetch(watched.server.address + "/", {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9"})
    assert headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.case("G12")
@pytest.mark.parametrize(
    "path",
    [
        "/assets/style/../../suluh.toml", "/assets/style/%2e%2e/%2e%2e/suluh.toml", "/assets/style/..%2f..%2fsuluh.toml",
        "/assets/style/..%5c..%5csuluh.toml", "/assets/style/%252e%252e/%252e%252e/suluh.toml", "/assets/data/regions.csv",
        "/assets//etc/passwd", "/assets/style//etc/passwd", "/assets/board/../models.py", "/assets/board/models.py",
        "/assets/board/__init__.py", "/static/../../../app.py", "/static/%2e%2e/%2e%2e/app.py", "//etc/passwd",
        "/%5c%5cserver%5cshare", "/app/static/suluh.toml", "/component/streamlit_folium.st_folium/../../../suluh.toml",
        "/media/../suluh.toml", "/assets/fonts/%00", "/var/journal.sqlite3", "/suluh.toml", "/.streamlit/config.toml",
    ],
)  # fmt: skip
def test_no_path_leads_out(watched: Watched, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", watched.server.port, timeout=20)
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", f"127.0.0.1:{watched.server.port}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    is_index = answer.status == 200 and b"<title>Streamlit</title>" in body  # an unknown page: the app says so itself
    assert is_index or 400 <= answer.status < 500, (answer.status, body[:200])
    for secret in (b"home_region", b"region_code,", b"root:", b"import ", b"[server]", b"SQLite format"):
        assert secret not in body


@pytest.mark.case("G12", "G13")
def test_what_is_served_as_files() -> None:
    kinds = {".css", ".woff2", ".ttf", ".topojson", ".js", ".png", ".svg", ".md", ".txt", ".json", ""}
    for name in files.PUBLIC:
        for path in (files.ASSETS / name).rglob("*"):
            assert not path.is_symlink(), path
            assert path.is_dir() or path.suffix in kinds or path.name.startswith("LICENSE"), path
    config = tomllib.loads((PROJECT_ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["enableStaticServing"] is False  # Streamlit's own folder of files, where uploads could land


@pytest.mark.case("G16")
def test_numbers_are_for_this_machine_only(watched: Watched) -> None:
    address = watched.server.address
    assert b"suluh_warehouse_up 1.0" in fetch(f"{address}/metrics")[2]
    assert b"session" in fetch(f"{address}/_stcore/metrics")[2]
    for headers in (
        {"X-Forwarded-For": "10.0.0.9"}, {"Forwarded": "for=10.0.0.9"}, {"X-Real-IP": "10.0.0.9"}, {"Host": NAME},
    ):  # fmt: skip
        for path in ("/metrics", "/_stcore/metrics", "/_stcore/metrics/"):
            assert fetch(address + path, headers)[0] == 404, (path, headers)
    for path in ("/_stcore/agent/mcp", "/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent/"):
        assert fetch(address + path)[0] == 404


@pytest.mark.case("G16")
def test_a_visitor_cannot_empty_the_caches_of_all(watched: Watched) -> None:
    session = Session(watched.server.address)
    session.run("", daerah="3211", bahasa="id")
    misses = _misses(watched)
    for kind in ("clear_cache", "load_git_info", "set_run_on_save"):
        message = BackMsg()
        setattr(message, kind, True)
        session.send(message)
    session.run("", daerah="3211", bahasa="id")
    assert _misses(watched) == misses
    assert watched.server.log.count("dropped a message that no page sends") >= 3
    session.close()


def _misses(watched: Watched) -> int:
    text = fetch(f"{watched.server.address}/_stcore/metrics")[2].decode()
    return sum(int(n) for n in re.findall(r'cache_lookups_total\{[^}]*result="miss"\} (\d+)', text))


@pytest.mark.case("I12")
def test_an_upload_over_the_limit_is_refused(watched: Watched) -> None:
    session = Session(watched.server.address)
    session.run("", daerah="3211", bahasa="id")
    size = 40 * 1024 * 1024
    before = watched.server.memory()
    answers = []
    for number, length in enumerate((size, 100)):
        connection = http.client.HTTPConnection("127.0.0.1", watched.server.port, timeout=30)
        body = (
            b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
            + b"0" * length
            + b"\r\n--x--\r\n"
        )
        try:
            connection.request(
                "PUT", f"/_stcore/upload_file/{session.session_id}/f{number}", body,
                {"Content-Type": "multipart/form-data; boundary=x"},
            )  # fmt: skip
            answers.append(connection.getresponse().status)
        except OSError:
            answers.append(413)  # the server hung up in the middle
        connection.close()
    assert set(answers) <= {400, 403, 413}, answers  # no page asks for a file, so there is no token either
    assert watched.server.memory() - before < 25
    session.close()


@pytest.mark.case("I13")
@pytest.mark.parametrize(
    "parameters",
    [
        {"daerah": "9999"},
        {"periode": "abc"},
        {"indikator": HOSTILE},
        {"daerah": "x" * 100_000},
        {"daerah": "32\x0011"},
        {"bahasa": "../../etc", "banding": "," * 5_000},
        {"nope": "1", "daerah": "٣٢١١"},
    ],
)
def test_bad_addresses_fall_back(watched: Watched, parameters: dict[str, str]) -> None:
    session = Session(watched.server.address)
    page = session.run("indikator", **parameters)
    assert "Kabupaten Sumedang" in page and "Traceback" not in page and "Nomor acuan" not in page
    assert "daerah=3211" in session.query and "%00" not in session.query
    session.close()
    assert fetch(f"{watched.server.address}/indikator?daerah=%3Cscript%3E&daerah=32&daerah=%00")[0] == 200


@pytest.mark.case("G14")
def test_messages_are_limited_in_size(watched: Watched) -> None:
    session = Session(watched.server.address)
    message = BackMsg()
    message.rerun_script.query_string = "x" * (3 * 1024 * 1024)
    with pytest.raises((ConnectionClosed, OSError)):
        session.send(message)
        session.receive(20)
    assert fetch(f"{watched.server.address}/live")[0] == 200


@pytest.mark.case("F14", "G6")
def test_nothing_outside_is_looked_up(watched: Watched) -> None:
    """At start, at handshakes of foreign origins (Streamlit would look for its outside address), on every page."""
    handshake(watched, f"127.0.0.1:{watched.server.port}", "https://evil.example")
    session = Session(watched.server.address)
    for page in ("", "indikator", "satu-data", "profil", "banding", "klaster-umkm", "penetrasi-digital", "tentang"):
        assert session.run(page, daerah="3211", bahasa="id")
    session.close()
    assert watched.outside() == []


def test_the_running_configuration_is_the_hardened_one(watched: Watched) -> None:
    """Ends the server: its witness writes the configuration down when the process ends."""
    assert watched.server.end(signal.SIGTERM) == 0
    running = watched.configuration()
    assert {name: running[name] for name in SHIPPED} == SHIPPED
    assert "s3cret" not in watched.server.log
    Path(f"{watched.witness}.config").unlink()
    watched.server.start()
    watched.server.wait_ready()
    time.sleep(0.1)
