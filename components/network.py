"""The address by which a telephone on the same network reaches this server; for QR codes."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import streamlit as st

LOOPBACK = ("localhost", "127.0.0.1", "::1", "")


def network_base(hosts: Sequence[str]) -> str | None:
    """http://192.0.2.10:8501: scheme, host and port of this visit; on loopback the first of `hosts`, else None."""
    here = urlsplit(st.context.url or "")
    host, port = here.hostname or "", here.port
    if host in LOOPBACK:
        if not hosts:
            return None
        host = hosts[0]
    place = f"[{host}]" if ":" in host else host
    return f"{here.scheme or 'http'}://{place}{f':{port}' if port else ''}"
