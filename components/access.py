"""Who may write: a browser on this very machine, or one that is signed in. Everybody else reads.

A proxy on the same machine makes every visitor look local. So a request that a proxy has marked is never local, and
neither is one whose address bar (Host, Origin) names another machine.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

FORWARDING = (  # what proxies add to a request
    "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-server", "x-real-ip",
    "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-original-forwarded-for",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Access:
    """Whether this visitor may write, and under which name it stands in the audit log: never a person's."""

    may_write: bool
    actor: str


def current_access() -> Access:
    """The access of this run's visitor."""
    user = st.user.to_dict()
    signed = str(user.get("sub") or user.get("email") or "") if user.get("is_logged_in") else ""
    return judge_access(st.context.ip_address, dict(st.context.headers), signed)


def judge_access(ip_address: str | None, headers: Mapping[str, str], subject: str = "") -> Access:
    """`ip_address` None is Streamlit's word for this machine. `subject`: the sign-in's own id, empty without one."""
    if subject:
        return Access(True, f"signed-in:{hashlib.sha256(subject.encode()).hexdigest()[:12]}")
    names = {name.casefold(): text for name, text in headers.items()}
    is_local = (
        (ip_address is None or _is_loopback(ip_address))
        and not any(name in names for name in FORWARDING)
        and _is_loopback(_host_of(names.get("host", "")))
        and ("origin" not in names or _is_loopback(_host_of(urlsplit(names["origin"]).netloc)))
    )
    return Access(is_local, "loopback" if is_local else "")


def _host_of(text: str) -> str:
    """The host of `host:port`, `[::1]:port`; empty for nonsense."""
    try:
        return urlsplit(f"//{text}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
