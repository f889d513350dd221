"""Who may write: the one question that every form asks before it is drawn."""

from __future__ import annotations

from components.access import current_access


def may_write() -> bool:
    """Whether this visitor sits at this very machine, or is signed in; everybody else reads."""
    return current_access().may_write


def actor() -> str:
    """Under which name a write stands in the audit log: never a person's."""
    return current_access().actor
