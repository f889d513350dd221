"""Who may write: only a browser on this machine, or one that is signed in, whatever a proxy makes of it."""

from __future__ import annotations

import pytest

from components.access import FORWARDING, judge_access

LOCAL = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}


@pytest.mark.parametrize(
    ("ip", "headers"),
    [
        (None, LOCAL),
        ("127.0.0.1", {"Host": "127.0.0.1:8501"}),
        ("::1", {"host": "[::1]:8501", "origin": "http://[::1]:8501"}),
        ("127.0.0.5", {"HOST": "127.0.0.1"}),
    ],
)
def test_a_browser_on_this_machine_writes(ip, headers) -> None:
    access = judge_access(ip, headers)
    assert access.may_write and access.actor == "loopback"


@pytest.mark.parametrize(
    ("ip", "headers"),
    [
        ("10.0.0.7", LOCAL),
        ("203.0.113.9", {"Host": "suluh.example.go.id"}),
        (None, {}),  # nobody said where it came from
        (None, {"Host": "suluh.example.go.id"}),  # a proxy that says nothing but keeps the host
        (None, {"Host": "127.0.0.1:8501", "Origin": "https://suluh.example.go.id"}),  # one that rewrites the host
        (None, {"Host": "localhost.example.com"}),
        (None, {"Host": "[::1"}),
        ("nonsense", LOCAL),
        (None, {"Host": "localhost:8501", "Origin": "null"}),
    ],
)
def test_everybody_else_reads(ip, headers) -> None:
    access = judge_access(ip, headers)
    assert not access.may_write and access.actor == ""


@pytest.mark.parametrize("name", FORWARDING)
@pytest.mark.parametrize("value", ["203.0.113.9", "127.0.0.1", ""])
def test_what_a_proxy_has_marked_is_never_local(name: str, value: str) -> None:
    assert not judge_access(None, {**LOCAL, name.title(): value}).may_write


def test_a_signed_in_visitor_writes_under_a_name_that_is_no_persons() -> None:
    access = judge_access("203.0.113.9", {"X-Forwarded-For": "203.0.113.9"}, "asep@sumedangkab.go.id")
    assert access.may_write and access.actor.startswith("signed-in:") and "asep" not in access.actor
    assert access == judge_access(None, {}, "asep@sumedangkab.go.id")
