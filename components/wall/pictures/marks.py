"""Regions on one scale (one dot each), two regions by rank, and the code that a telephone reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import segno

from components.wall.legibility import Scale, text_width
from components.wall.pictures import Picture, Shape, hatched, shape, words


@dataclass(frozen=True)
class Dot:
    """One region: `role` is ours, compared or other; `name` with its figure is read aloud and shown by a mouse."""

    value: float
    role: str
    name: str


@dataclass(frozen=True)
class Reference:
    value: float
    text: str


def strip(
    dots: Sequence[Dot], ours_text: str, reference: Reference | None, scale: Scale, width: float, height: float,
    label: str,
) -> Picture:  # fmt: skip
    """True scale, one dot per region, ours larger with its place above, the reference as a dotted line named below."""
    k, lab, note = scale.m / 46, scale.label, scale.note
    values = [dot.value for dot in dots] + ([reference.value] if reference else [])
    low, span = min(values), (max(values) - min(values)) or 1.0
    left, right = 14.4 * k, width - 14.4 * k
    at = lambda value: left + (value - low) / span * (right - left)  # noqa: E731
    line = lab * 1.15 + (height - lab * 1.15 - note * 1.5) / 2
    room = min(line - lab * 1.3, height - note * 1.6 - line)
    placed = _swarm([(at(dot.value), dot) for dot in dots], 9 * k, room)
    shapes: list[Shape] = [shape("path", d=f"M0 {line:.1f}H{width:.1f}", class_="axis")]
    if reference:
        x = at(reference.value)
        shapes.append(shape("path", d=f"M{x:.1f} {lab * 1.5:.1f}V{height - note * 1.15:.1f}", class_="reft"))
        middle = _inside(x, reference.text, note, width)
        shapes.append(words(middle, height - note * 0.25, reference.text, "reflab", note, "middle"))
    for x, offset, dot in sorted(placed, key=lambda item: ("other", "compared", "ours").index(item[2].role)):
        size = {"ours": 13.5, "compared": 11.0}.get(dot.role, 9.0) * k
        shapes.append(shape("circle", dot.name, cx=x, cy=line + offset, r=size, class_=f"d-{dot.role}"))
        if dot.role == "ours":
            middle, top = _inside(x, ours_text, lab, width), lab * 1.12
            shapes.append(shape("path", d=f"M{x:.1f} {top:.1f}V{line + offset - size - 2 * k:.1f}", class_="lead"))
            shapes.append(words(middle, lab * 0.86, ours_text, "uslab", lab, "middle"))
    return Picture(width, height, shapes, label)


def dumbbell(ours: float | None, theirs: float | None, scale: Scale, width: float) -> Picture:
    """Two regions between best (0) and last (1) of those that have data; hatched where one of them has none."""
    k = scale.m / 46
    height = 56 * k
    middle, left, right = height / 2, 4.0, width - 4.0
    if ours is None or theirs is None:
        return Picture(width, height, [hatched(left, 12 * k, right - left, 32 * k)])
    at = lambda place: left + 14 * k + place * (right - left - 28 * k)  # noqa: E731
    a, b, r = at(ours), at(theirs), 15 * k
    return Picture(
        width, height,
        [
            shape("path", d=f"M{left} {middle:.1f}H{right:.1f}", class_="ax"),
            shape("path", d=f"M{a:.1f} {middle:.1f}H{b:.1f}", class_="bar"),
            shape("path", d=f"M{b:.1f} {middle - r:.1f}l{r:.1f} {r:.1f} {-r:.1f} {r:.1f}-{r:.1f}-{r:.1f}Z", class_="c"),
            shape("circle", cx=a, cy=middle, r=14 * k, class_="u"),
        ],
    )  # fmt: skip


def qr_code(address: str) -> Picture:
    """The modules of a QR code as one path, with the quiet zone of four modules that readers need."""
    matrix = segno.make_qr(address, error="m").matrix
    quiet, n = 4, len(matrix)
    d = "".join(
        f"M{x + quiet} {y + quiet}h1v1h-1z" for y, row in enumerate(matrix) for x, module in enumerate(row) if module
    )
    return Picture(n + 2 * quiet, n + 2 * quiet, [shape("path", d=d, class_="qr-dark")], address)


def _swarm(points: list[tuple[float, Dot]], radius: float, room: float) -> list[tuple[float, float, Dot]]:
    """Each dot at its true place, moved up or down in turn until it touches none; beyond the room they overlap."""
    placed: list[tuple[float, float, Dot]] = []
    first = sorted(points, key=lambda item: (item[1].role != "ours", item[0]))
    for x, dot in first:
        step, offset = 2.05 * radius, 0.0
        for turn in range(40):
            offset = ((turn + 1) // 2) * step * (1 if turn % 2 else -1) * 0.75
            if abs(offset) > room - radius:
                offset = 0.0
                break
            if all((x - a) ** 2 + (offset - b) ** 2 >= step**2 for a, b, _dot in placed):
                break
        placed.append((x, offset, dot))
    return placed


def _inside(x: float, text: str, size: float, width: float) -> float:
    """The middle of a text as near to x as the picture's edges allow."""
    half = text_width(text, size, 700) / 2
    return min(max(x, half), max(width - half, half))
