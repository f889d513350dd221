"""Puts our stylesheets, and where the server is, into the head of Streamlit's index page before it leaves."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from components import theme
from pages.server.answers import Answer, collect

BOOT = Path(__file__).with_name("boot.js")
OTHERS = ("/assets/", "/static/", "/component/", "/media/", "/_stcore/")  # never the index page
# The page is changed on its way, so it must come whole, and never as "you have it already".
OF_COPIES = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


@cache
def head() -> bytes:
    """What the head needs: no page is ever drawn without its styles, no deep link looks for its server in vain."""
    version = sha256(BOOT.read_bytes()).hexdigest()[:12]
    return f'<script src="/assets/boot.js?v={version}"></script>{theme.head_links()}'.encode()


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
            answer.body = answer.body.replace(b"<head>", b"<head>" + head(), 1)
            answer.replace(etag=b"", last_modified=b"", accept_ranges=b"")
            await answer.send(send)
