"""Small pictures of the wall as plain shapes: laid out here, in px of the layout, and drawn as they are by wall.js.

A shape is `tag` (path, circle, rect, line, text), `at` (its attributes; `class` names a token of wall.css) and `text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Shape = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """`label` is what a screen reader says; empty for a picture that only repeats the words beside it."""

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)
    label: str = ""


def shape(tag: str, text: str = "", **attributes: object) -> Shape:
    """One shape; numbers to a tenth of a px, `class_` for class, underscores for hyphens."""
    at = {name.rstrip("_").replace("_", "-"): _short(value) for name, value in attributes.items() if value is not None}
    return {"tag": tag, "at": at, "text": text}


def words(x: float, y: float, text: str, style: str, size: float, anchor: str = "start") -> Shape:
    """A line of text, its baseline at y."""
    return shape("text", text, x=x, y=y, class_=style, font_size=f"{_short(size)}px", text_anchor=anchor)


def path_of(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def hatched(x: float, y: float, width: float, height: float) -> Shape:
    """What is missing: never a colour of a scale, never zero."""
    return shape("rect", x=x, y=y, width=width, height=height, class_="hatched")


def _short(value: object) -> object:
    if isinstance(value, float):
        rounded = round(value, 1)
        return int(rounded) if rounded == int(rounded) else rounded
    return value
