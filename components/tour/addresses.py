"""Addresses of a tour: for another window here, and for a phone on the local network."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.selection import Selection
from components.tour.session import PARAMETER
from components.tour.state import Tour

NOTES, PACK, REGISTER = "studi-tiru-catatan", "studi-tiru-paket", "saling-adopsi"
LOOPBACK = ("localhost", "127.0.0.1", "::1", "")


def address_of(page: str, chosen: Selection, tour: Tour | None = None) -> str:
    """The path of a page with this selection, and with the tour it belongs to."""
    parameters = chosen.address() | ({PARAMETER: tour.tour_id} if tour else {})
    return f"/{page}?{urlencode(parameters, safe=',')}"


def network_address(page: str, chosen: Selection, tour: Tour, hosts: Sequence[str]) -> str | None:
    """What a phone on the same network can open: this visit's own host name, else the first of `hosts`; else None."""
    here = urlsplit(st.context.url or "")
    host, port = here.hostname or "", here.port
    if host in LOOPBACK:
        if not hosts:
            return None
        host = hosts[0]
    place = f"[{host}]" if ":" in host else host
    scheme = here.scheme or "http"
    return f"{scheme}://{place}{f':{port}' if port else ''}{address_of(page, chosen, tour)}"
