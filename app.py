"""The ASGI application: start-up, health, the project's own files, and the Streamlit script it serves.

`streamlit run app.py` starts it. Host names come from suluh.toml; address and port are Streamlit's own settings.
"""

from __future__ import annotations

import importlib
import logging
import mimetypes
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from components import board, theme
from data_access.errors import SettingsError, SuluhError
from data_access.settings import Settings, settings
from pages.data import startup, warehouse

ROOT = Path(__file__).parent
PUBLIC = ("fonts", "boundaries", "vendor")  # figures are never served as files

log = logging.getLogger("suluh")
mimetypes.add_type("application/json", ".topojson")


def read_settings() -> Settings:
    """The settings, or the end of the process with one line that says what to correct."""
    try:
        return settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


HOSTS = ["localhost", "127.0.0.1", *read_settings().hosts]
config.set_option("server.allowedHosts", HOSTS)
config.set_option("server.corsAllowedOrigins", [f"https://{host}" for host in read_settings().hosts])


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Start building beside the server, and give the warehouse back at the end."""
    for name in ("suluh", "data_access"):
        logging.getLogger(name).setLevel(logging.INFO)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    startup.begin()
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield
    warehouse().close()


def warm_up() -> None:
    """Load what the first visitor's pages would have to wait for; a failure here is only a slower first page."""
    for module in ("plotly.graph_objects",):
        try:
            importlib.import_module(module)
        except ImportError:
            log.exception("cannot warm up %s", module)


def live(_: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


def ready(_: Request) -> Response:
    """The warehouse answers; until then 503 with how far it is, and never a URL or a password."""
    startup.begin()
    progress = startup.progress
    if not progress.is_done:
        body = {"status": "starting", "step": progress.step, "problem": progress.problem}
        return JSONResponse(body, status_code=503)
    try:
        found = warehouse().generation()
    except SuluhError as error:
        return JSONResponse({"status": "unavailable", "problem": str(error)}, status_code=503)
    return JSONResponse({"status": "ready", "generation": found.generation_id, "observations": found.n_observations})


def board_file(request: Request) -> Response:
    """Script or style of the board components; only these names."""
    name = request.path_params["name"]
    if name == "board.css":
        return Response((board.FOLDER / name).read_bytes(), media_type="text/css")
    try:
        return Response(board.script_of(name.removesuffix(".js")), media_type="text/javascript")
    except KeyError:
        return PlainTextResponse("not found\n", status_code=404)


class SafeHeaders:
    """Headers that every answer carries; what the browser may load comes from here alone."""

    HEADERS = (
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"x-frame-options", b"SAMEORIGIN"),
    )

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                headers.extend(self.HEADERS)
                if scope["path"].startswith("/assets/"):
                    is_hashed = scope["query_string"].startswith(b"v=")
                    age = b"31536000, immutable" if is_hashed else b"86400"
                    headers.append((b"cache-control", b"public, max-age=" + age))
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class HeadLinks:
    """Puts our stylesheets into the head of Streamlit's index page, so that no page is ever drawn without them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(("/assets/", "/static/")):
            await self.app(scope, receive, send)
            return
        # The page is changed on its way out, so it must come whole and uncompressed.
        plain = [(name, value) for name, value in scope["headers"] if name not in HEADERS_OF_COPIES]
        start: Message | None = None
        body = b""

        async def hold(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    page = body.replace(b"</head>", theme.head_links().encode() + b"</head>", 1)
                    kept = [(n, v) for n, v in start["headers"] if n.lower() not in (b"content-length", b"etag")]
                    start["headers"] = [*kept, (b"content-length", str(len(page)).encode())]
                    await send(start)
                    await send({"type": "http.response.body", "body": page})

        await self.app({**scope, "headers": plain}, receive, hold)


HEADERS_OF_COPIES = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


def _is_html(message: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"])


routes = [
    Route("/live", live),
    Route("/ready", ready),
    Route("/assets/board/{name}", board_file),
    Mount("/assets/style", StaticFiles(directory=ROOT / "assets" / "style")),
    *[
        Mount(f"/assets/{folder}", StaticFiles(directory=ROOT / "assets" / folder))
        for folder in PUBLIC
        if (ROOT / "assets" / folder).is_dir()
    ],
]

app = st.App(
    ROOT / "pages" / "shell.py",
    lifespan=lifespan,
    routes=routes,
    middleware=[
        Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS),
        Middleware(SafeHeaders),
        Middleware(HeadLinks),
    ],
)
