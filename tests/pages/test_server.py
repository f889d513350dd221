"""The parts round the pages, each by itself: log lines, compression, hosts, messages, headers."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import re
import sys
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.server import compression, headers, hosts, index_page, logs, visitors
from pages.server.compression import Compression, chosen_encoding

SECRETS = [
    ("postgresql+psycopg://suluh:s3cret@db/suluh refused", "postgresql+psycopg://suluh:***@db/suluh refused"),
    ("url='postgresql://u:p%40ss@w0rd@db:5432/x'", "url='postgresql://u:***@db:5432/x'"),
    ("connect(password=s3cret, host=db)", "connect(password=***, host=db)"),
    ("?sslpassword=1&password=s3cret&x=1", "?sslpassword=1&password=***&x=1"),
    ("no secret in http://127.0.0.1:8501/ready", "no secret in http://127.0.0.1:8501/ready"),
]


@pytest.mark.case("G11")
@pytest.mark.parametrize(("text", "shown"), SECRETS)
def test_no_password_reaches_a_log_line(text: str, shown: str) -> None:
    assert logs.masked(text) == shown


@pytest.mark.case("G11", "F16")
@pytest.mark.parametrize("form", [logs.TextLines(), logs.JsonLines()], ids=["text", "json"])
def test_tracebacks_keep_no_password(form: logging.Formatter) -> None:
    try:
        raise RuntimeError("cannot reach postgresql://suluh:s3cret@db/suluh")
    except RuntimeError:
        record = logging.LogRecord("suluh", logging.ERROR, __file__, 1, "error %s", ("1a2b3c4d",), sys.exc_info())
    line = form.format(record)
    assert "s3cret" not in line and "RuntimeError" in line and "1a2b3c4d" in line
    if isinstance(form, logs.JsonLines):
        assert "\n" not in line
        assert json.loads(line) | {"time": "", "traceback": ""} == {
            "time": "", "level": "ERROR", "logger": "suluh", "message": "error 1a2b3c4d", "traceback": "",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("GZIP;q=0.5", "gzip"), ("br;q=0, gzip", "gzip"), ("", None), ("identity", None)],
)  # fmt: skip
def test_the_best_encoding_a_browser_takes(accepted: str, encoding: str | None) -> None:
    assert chosen_encoding(accepted) == encoding


TEXT = "Kabupaten Sumedang " * 200


def ask(app: Starlette, path: str, **sent: str) -> tuple[int, dict[bytes, bytes], bytes]:
    """One answer of an ASGI app."""
    given: list[dict] = []

    async def send(message: dict) -> None:
        given.append(message)

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in sent.items()]
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": raw,
        "scheme": "http", "server": ("x", 80), "client": ("127.0.0.1", 1), "http_version": "1.1", "root_path": "",
    }  # fmt: skip
    with ThreadPoolExecutor(1) as elsewhere:  # a browser test of the same worker may have a loop running here
        elsewhere.submit(asyncio.run, app(scope, receive, send)).result()
    body = b"".join(message.get("body", b"") for message in given[1:])
    return given[0]["status"], dict(given[0]["headers"]), body


@pytest.fixture
def small_app() -> tuple[Starlette, list[str]]:
    """Give an app with one text, one picture and one missing file, and the paths it was asked for."""
    asked: list[str] = []

    def text(request: Request) -> Response:
        asked.append(request.url.path)
        return PlainTextResponse(TEXT, headers={"etag": '"one"'})

    def picture(_: Request) -> Response:
        return Response(b"x" * 5_000, media_type="image/png")

    routes = [Route("/assets/text", text), Route("/assets/picture", picture), Route("/page", text)]
    return Starlette(routes=routes, middleware=[Middleware(Compression)]), asked


def test_a_file_is_compressed_once(small_app: tuple[Starlette, list[str]]) -> None:
    app, asked = small_app
    for _ in range(3):
        status, head, body = ask(app, "/assets/text", accept_encoding="br, gzip")
        assert (status, head[b"content-encoding"], brotli.decompress(body).decode()) == (200, b"br", TEXT)
        assert head[b"content-length"] == str(len(body)).encode() and head[b"vary"] == b"accept-encoding"
    assert gzip.decompress(ask(app, "/assets/text", accept_encoding="gzip")[2]).decode() == TEXT
    assert asked == ["/assets/text"] * 2
    status, head, body = ask(app, "/assets/text", accept_encoding="br", if_none_match='"one-br"')
    assert (status, body) == (304, b"")


def test_what_is_no_text_or_no_file_passes(small_app: tuple[Starlette, list[str]]) -> None:
    app, asked = small_app
    assert ask(app, "/assets/picture", accept_encoding="br")[2] == b"x" * 5_000
    assert ask(app, "/assets/text")[2].decode() == TEXT
    assert ask(app, "/assets/nope", accept_encoding="br")[0] == 404
    before = len(asked)
    for _ in range(2):
        assert brotli.decompress(ask(app, "/page", accept_encoding="br")[2]).decode() == TEXT
    assert len(asked) == before + 2  # a page is compressed, and never kept
    assert len(TEXT) > compression.SMALLEST


@pytest.mark.case("G6")
@pytest.mark.parametrize(
    ("netloc", "name"),
    [("localhost:8501", "localhost"), ("LOCALHOST.", "localhost"), ("[::1]:8501", "::1"), ("a.go.id", "a.go.id"),
     ("", None), ("a:b", None), ("u@localhost", None), ("localhost/x", None), ("a:99999", None)],
)  # fmt: skip
def test_host_names(netloc: str, name: str | None) -> None:
    assert hosts.host_name(netloc) == name


@pytest.mark.case("G7")
def test_scripts_inside_a_page_are_allowed_by_their_hash() -> None:
    page = b'<script src="a.js"></script><script>\n one()\n</script><script type="x">two()</script>'
    assert len(headers.script_hashes(page)) == 2
    assert headers.script_hashes(headers.index_page())


@pytest.mark.case("G16")
def test_only_what_pages_send_is_allowed() -> None:
    for kind in ("clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime"):
        message = BackMsg()
        setattr(message, kind, True)
        assert not visitors.is_allowed(message.SerializeToString())
    run = BackMsg()
    run.rerun_script.query_string = "daerah=3211"
    assert visitors.is_allowed(run.SerializeToString())
    assert visitors.is_allowed(b"\xff\xff no message")  # Streamlit closes the connection over it


def test_the_index_page_names_what_is_needed_soon() -> None:
    page = (index_page.CLIENT.parents[1] / "index.html").read_bytes()
    changed = index_page.with_head(page)
    named = re.findall(rb'<link rel="modulepreload"[^>]+href="\.?(/[^"?]+)', changed)
    assert len(named) == len(set(named)) > page.count(b"modulepreload")
    for address in named:
        if address.startswith(b"/static/js/"):
            assert (index_page.CLIENT / address.decode().rpartition("/")[2]).is_file(), address
    for part in (b"BidiComponent", b"Selectbox", b"/assets/board/map.js"):
        assert any(part in address for address in named), part
    assert b"SourceSans" in page and b"SourceSans" not in changed, "a typeface that is not ours comes before nothing"
    assert changed.index(b"boot.js") < changed.index(b"/static/js/index.") < changed.index(b"/assets/board/map.js")
