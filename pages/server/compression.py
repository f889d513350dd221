"""Compression of what Streamlit and our own folders serve raw: each file once, then from memory.

Only files that exist are kept, under their path alone, so that no visitor can make the store grow. Brotli at quality 6
takes a megabyte per 50 ms, in a thread beside the event loop, and is within a few percent of gzip's time at a fifth
less in size.
"""

from __future__ import annotations

import asyncio
import gzip
from functools import partial

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.server.answers import Answer, collect

STORED = ("/static/", "/assets/", "/component/")  # files that stay as they are while the process lives
TEXTS = (
    b"text/", b"application/javascript", b"application/json", b"application/geo+json", b"application/wasm",
    b"image/svg+xml",
)  # fmt: skip
SMALLEST = 500  # bytes; less is not worth a header
BROTLI_QUALITY, GZIP_LEVEL = 6, 6
ENCODERS = {
    "br": partial(brotli.compress, quality=BROTLI_QUALITY),
    "gzip": partial(gzip.compress, compresslevel=GZIP_LEVEL, mtime=0),
}


def chosen_encoding(accepted: str) -> str | None:
    """The best encoding we have that a browser takes."""
    offers = {}
    for part in accepted.lower().split(","):
        name, _, quality = part.strip().partition(";")
        offers[name.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0")
    return next((name for name in ENCODERS if offers.get(name)), None)


def _is_text(answer: Answer) -> bool:
    return (
        answer.status == 200
        and not answer.header(b"content-encoding")
        and answer.header(b"content-type").startswith(TEXTS)
    )


class Compression:
    """The middleware that does it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._store: dict[tuple[str, str], Answer] = {}
        self._locks: dict[tuple[str, str], asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = chosen_encoding(headers.get("accept-encoding", ""))
        if encoding is None or scope["method"] != "GET" or "range" in headers or scope["path"].startswith("/media/"):
            await self.app(scope, receive, send)
            return
        key = (scope["path"], encoding)
        found = self._store.get(key)
        if found is None and scope["path"].startswith(STORED):
            async with self._locks.setdefault(key, asyncio.Lock()):  # of many first visitors one compresses
                found = self._store.get(key) or await self._fresh(scope, receive, send, encoding)
            self._locks.pop(key, None)
        elif found is None:
            found = await self._fresh(scope, receive, send, encoding)
        if found is None:
            return
        answer = Answer(found.status, list(found.headers), found.body)
        if found.header(b"etag") and headers.get("if-none-match", "").encode() == found.header(b"etag"):
            answer.status, answer.body = 304, b""
        await answer.send(send)

    async def _fresh(self, scope: Scope, receive: Receive, send: Send, encoding: str) -> Answer | None:
        """The answer compressed, and kept when it is a file; None when it was sent on as it came."""
        plain = [pair for pair in scope["headers"] if pair[0] not in (b"if-none-match", b"if-modified-since")]
        answer = await collect(self.app, {**scope, "headers": plain}, receive, send, _is_text)
        if answer is None or len(answer.body) < SMALLEST:
            if answer is not None:
                await answer.send(send)
            return None
        answer.body = await run_in_threadpool(ENCODERS[encoding], answer.body)
        tag = answer.header(b"etag").strip(b'"')
        answer.replace(
            content_encoding=encoding.encode(), vary=b"accept-encoding", last_modified=b"", accept_ranges=b"",
            etag=b'"%s-%s"' % (tag, encoding.encode()) if tag else b"",
        )  # fmt: skip
        is_page = answer.header(b"content-type").startswith(
            b"text/html"
        )  # the index page stands in for what is not there
        if scope["path"].startswith(STORED) and not is_page:
            self._store[(scope["path"], encoding)] = answer
        return answer
