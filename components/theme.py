"""The tokens of assets/style/tokens.css, for charts and tests; and the links by which the index page loads them."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit as st

STYLE = Path(__file__).parents[1] / "assets" / "style"
STYLESHEETS = ("tokens.css", "app.css")
FONT = "/assets/fonts/plus-jakarta-sans-latin-wght-normal.woff2"
_PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9A-Fa-f]{6}),\s*(#[0-9A-Fa-f]{6})\)")


@cache
def read_tokens() -> dict[str, tuple[str, str]]:
    """Every colour token as (light, dark)."""
    text = (STYLE / "tokens.css").read_text(encoding="utf-8")
    return {name: (light, dark) for name, light, dark in _PAIR.findall(text)}


def is_dark() -> bool:
    """Whether this visitor sees the dark theme."""
    return st.context.theme.type == "dark"


def colour(name: str, dark: bool | None = None) -> str:
    """A token's colour in the given or the visitor's theme. Raises KeyError for a name that is no token."""
    return read_tokens()[name][is_dark() if dark is None else dark]


@cache
def head_links() -> str:
    """What the index page's head needs: our stylesheets by hashed URLs, and the typeface before the first word."""
    fonts = f'<link rel="preload" href="{FONT}" as="font" type="font/woff2" crossorigin>'
    sheets = "".join(f'<link rel="stylesheet" href="{_style_url(name)}">' for name in STYLESHEETS)
    return f'{fonts}{sheets}<link rel="stylesheet" media="print" href="{_style_url("print.css")}">'


def _style_url(name: str) -> str:
    return f"/assets/style/{name}?v={sha256((STYLE / name).read_bytes()).hexdigest()[:12]}"
