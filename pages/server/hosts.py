"""Who may speak to the server: known host names, and pages that came from here. Refused before Streamlit sees it.

A page of another site may not open our WebSocket (`Origin`), and a name of someone else that points at our address may
not be used at all (`Host`, DNS rebinding). Streamlit would look up its outside address for each foreign origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.access import FORWARDING
from components.network import LOOPBACK

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def host_name(netloc: str) -> str | None:
    """The name in `name:port`, small, without a dot at its end; None for what is not written as a host."""
    try:
        parts = urlsplit(f"//{netloc}")
        _ = parts.port  # raises when it is no number
    except ValueError:
        return None
    if parts.netloc != netloc or parts.username is not None or parts.path or parts.query or parts.fragment:
        return None
    return (parts.hostname or "").rstrip(".") or None


def is_same_origin(origin: str, host: str) -> bool:
    """Whether a page of `origin` was served under `host`; ports count."""
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def is_from_this_machine(scope: Scope) -> bool:
    """Whether a program of this machine asks directly, not a visitor through a proxy that runs here too."""
    headers = Headers(scope=scope)
    client = scope.get("client")
    return (
        client is not None
        and client[0] in LOOPBACK
        and host_name(headers.get("host", "")) in LOOPBACK
        and not any(name in headers for name in FORWARDING)
    )


class KnownHosts:
    """Answers 400 under a foreign host name; 403 to a WebSocket or an upload from a page elsewhere."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = frozenset(name.lower() for name in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host_name(host) not in self.hosts:
            await PlainTextResponse("unknown host\n", status_code=400)(scope, receive, send)
            return
        origin = headers.get("origin")
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if origin is not None and changes and not is_same_origin(origin, host):
            await PlainTextResponse("foreign origin\n", status_code=403)(scope, receive, send)
            return
        await self.app(scope, receive, send)
