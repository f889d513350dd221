"""The project's own files that browsers fetch: styles, fonts, boundaries, scripts. Figures are never among them."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import board
from pages.server.index_page import BOOT

ASSETS = Path(__file__).parents[2] / "assets"
PUBLIC = ("style", "fonts", "boundaries", "vendor")

mimetypes.add_type("application/json", ".topojson")


def board_file(request: Request) -> Response:
    """Script or style of the board components; only these names."""
    name = request.path_params["name"]
    stem, _dot, ending = name.rpartition(".")
    try:
        if ending == "css":
            return Response(board.style_of(stem), media_type="text/css")
        return Response(board.script_of(name.removesuffix(".js")), media_type="text/javascript")
    except KeyError:
        return PlainTextResponse("not found\n", status_code=404)


def boot_file(_: Request) -> Response:
    """The script that tells Streamlit's client where the server is."""
    return Response(BOOT.read_bytes(), media_type="text/javascript")


def routes() -> list[BaseRoute]:
    """One route per folder; a folder that is not there has none."""
    folders = [name for name in PUBLIC if (ASSETS / name).is_dir()]
    return [
        Route("/assets/boot.js", boot_file),
        Route("/assets/board/{name}", board_file),
        *[Mount(f"/assets/{name}", StaticFiles(directory=ASSETS / name)) for name in folders],
    ]


class CacheLife:
    """Says how long a browser may keep our files: for good when the address carries their checksum, else a day."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_age(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 206, 304):
                is_hashed = scope["query_string"].startswith(b"v=")
                age = b"31536000, immutable" if is_hashed else b"86400"
                message.setdefault("headers", []).append((b"cache-control", b"public, max-age=" + age))
            await send(message)

        is_ours = scope["type"] == "http" and scope["path"].startswith("/assets/")
        await self.app(scope, receive, send_with_age if is_ours else send)
