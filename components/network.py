"""How this server is reached: the names of its own machine, and the address for a telephone on the same network."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import streamlit as st

LOOPBACK = ("localhost", "127.0.0.1", "::1")  # names of the machine itself


def network_base(hosts: Sequence[str]) -> str | None:
    """http://192.0.2.10:8501: scheme, host and port of this visit; on loopback the first of `hosts`, else None.

    A server that listens on loopback only is reached through its proxy: by https, and by no port of its own.
    """
    here = urlsplit(st.context.url or "")
    host, port, scheme = here.hostname or "", here.port, here.scheme or "http"
    if not host or host in LOOPBACK:
        if not hosts:
            return None
        host = hosts[0]
        if st.get_option("server.address") in LOOPBACK:
            scheme, port = "https", None
    place = f"[{host}]" if ":" in host else host
    return f"{scheme}://{place}{f':{port}' if port else ''}"
