"""Puts our stylesheets, where the server is, and what is needed soon into the head of Streamlit's index page."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Receive, Scope, Send

from components import board, theme
from pages.server.answers import Answer, collect

BOOT = Path(__file__).with_name("boot.js")
OTHERS = ("/assets/", "/static/", "/component/", "/media/", "/_stcore/")  # never the index page
CLIENT = Path(streamlit.__file__).parent / "static" / "static" / "js"
SOON = (
    "Selectbox",
    "ButtonGroup",
    "BidiComponent",
    "PageLink",
)  # parts of the client that nearly every page draws with
BOARD = ("tiles", "map", "strips")
OTHER_FONT = re.compile(rb'<link\s+rel="preload"[^>]+SourceSans[^>]+>')  # a typeface that is not ours
# The page is changed on its way, so it must come whole, and never as "you have it already".
OF_COPIES = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


@cache
def head() -> bytes:
    """What the head needs: no page is ever drawn without its styles, no deep link looks for its server in vain."""
    version = sha256(BOOT.read_bytes()).hexdigest()[:12]
    return f'<script src="/assets/boot.js?v={version}"></script>{theme.head_links()}'.encode()


@cache
def soon() -> tuple[str, ...]:
    """Addresses of modules that the client would ask for only after the first message, each after the other."""
    names, waiting = dict[str, None](), [path.name for stem in SOON for path in CLIENT.glob(f"{stem}.*.js")]
    while waiting:
        if (name := waiting.pop()) not in names:
            names[name] = None
            waiting += re.findall(r'(?:from|import)"\./([\w.-]+\.js)"', (CLIENT / name).read_text(encoding="utf-8"))
    return (*(f"/static/js/{name}" for name in names), *(board.script_url(name) for name in BOARD))


def with_head(page: bytes) -> bytes:
    """The index page with our head; a module that it names itself is not named again."""
    wanted = [address for address in soon() if f".{address}".encode() not in page]
    links = "".join(f'<link rel="modulepreload" crossorigin href="{address}">' for address in wanted)
    page = OTHER_FONT.sub(b"", page).replace(b"<head>", b"<head>" + head(), 1)
    return page.replace(b"</head>", links.encode() + b"</head>", 1)  # last: what the client begins with comes first


def _is_html(answer: Answer) -> bool:
    return answer.header(b"content-type").startswith(b"text/html")


class HeadLinks:
    """The middleware that does it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(OTHERS):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name not in OF_COPIES]
        answer = await collect(self.app, {**scope, "headers": plain}, receive, send, _is_html)
        if answer is not None:
            answer.body = with_head(answer.body)
            answer.replace(etag=b"", last_modified=b"", accept_ranges=b"")
            await answer.send(send)
