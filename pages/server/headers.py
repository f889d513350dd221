"""The headers that every answer carries: what a page may load, who may frame it, what it tells others.

Scripts come from here alone. The one script inside Streamlit's index page is allowed by its hash, taken from the
installed version at start; `blob:` is how components of version 2 arrive. folium draws in a frame of our own whose page
holds scripts inside, so that answer alone allows them.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
FRAMED_COMPONENT = "/component/streamlit_folium"
HSTS = (b"strict-transport-security", b"max-age=31536000")
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


@cache
def index_page() -> bytes:
    """Streamlit's index page as installed."""
    return (Path(file_util.get_static_dir()) / "index.html").read_bytes()


def script_hashes(page: bytes) -> list[str]:
    """The sources that allow exactly the scripts written inside a page."""
    digests = [sha256(found).digest() for found in INLINE_SCRIPT.findall(page)]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


@cache
def content_policy(is_framed_component: bool) -> bytes:
    """The Content-Security-Policy of a page, or of folium's frame."""
    scripts = ["'self'", "blob:", "'wasm-unsafe-eval'"]
    scripts += ["'unsafe-inline'"] if is_framed_component else script_hashes(index_page())
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(scripts),
        "style-src": "'self' 'unsafe-inline'",  # Streamlit writes its styles at run time
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "frame-ancestors": "'self'",  # 'none' would forbid folium's frame
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items()).encode()


class SafeHeaders:
    """Adds the headers; a header of the same name that was there before gives way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        ours = [*ALWAYS, (b"content-security-policy", content_policy(scope["path"].startswith(FRAMED_COMPONENT)))]
        if scope["scheme"] == "https":  # told by the proxy
            ours.append(HSTS)
        names = {name for name, _value in ours}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in names]
                message["headers"] = [*kept, *ours]
            await send(message)

        await self.app(scope, receive, send_with_headers)
