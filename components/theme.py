"""The tokens of assets/tokens.css, for charts and tests; and the one place that puts our stylesheet on a page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st

ASSETS = Path(__file__).parents[1] / "assets"
STYLESHEETS = ("tokens.css", "app.css")
_PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9A-Fa-f]{6}),\s*(#[0-9A-Fa-f]{6})\)")


@cache
def read_tokens() -> dict[str, tuple[str, str]]:
    """Every colour token as (light, dark)."""
    text = (ASSETS / "tokens.css").read_text(encoding="utf-8")
    return {name: (light, dark) for name, light, dark in _PAIR.findall(text)}


def is_dark() -> bool:
    """Whether this visitor sees the dark theme."""
    return st.context.theme.type == "dark"


def colour(name: str, dark: bool | None = None) -> str:
    """A token's colour in the given or the visitor's theme. Raises KeyError for a name that is no token."""
    return read_tokens()[name][is_dark() if dark is None else dark]


@cache
def _style() -> str:
    return "<style>" + "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in STYLESHEETS) + "</style>"


def apply_stylesheet() -> None:
    """Put tokens and rules on the page. The text is ours alone: no value from outside enters it."""
    st.html(_style())
