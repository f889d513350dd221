"""Addresses of a tour: for another window here, and for a phone on the local network."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from components.network import network_base
from components.selection import Selection
from components.tour.session import PARAMETER
from components.tour.state import Tour

NOTES, PACK, REGISTER = "studi-tiru-catatan", "studi-tiru-paket", "saling-adopsi"


def address_of(page: str, chosen: Selection, tour: Tour | None = None) -> str:
    """The path of a page with this selection, and with the tour it belongs to."""
    parameters = chosen.address() | ({PARAMETER: tour.tour_id} if tour else {})
    return f"/{page}?{urlencode(parameters, safe=',')}"


def network_address(page: str, chosen: Selection, tour: Tour, hosts: Sequence[str]) -> str | None:
    """What a phone on the same network can open; None where none can."""
    base = network_base(hosts)
    return base and base + address_of(page, chosen, tour)
