"""Lines over time: the spark of a tile and the chart of a headline. Gaps stay open, breaks are never crossed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from components.wall.legibility import Scale, text_width
from components.wall.pictures import Picture, Shape, hatched, path_of, shape, words

Point = tuple[float, float, str]  # year as a number, value, series version
SPARK_YEARS = 10.01
SPARK_WIDTH = 216  # px at m = 46
YEAR = 1.01  # points further apart than this leave a gap


@dataclass(frozen=True)
class Line:
    """A series with its name and the words of its last value."""

    points: list[Point]
    name: str = ""
    last: str = ""


@dataclass(frozen=True)
class ChartTexts:
    """What is written into a chart: years under the axis, figures, why a series breaks, the gap between the ends."""

    write: Callable[[float], str]
    tick: Callable[[float, bool], str]  # value, whether it is the topmost
    year: Callable[[float], str]
    breaks: list[tuple[float, str]] = field(default_factory=list)
    gap: str = ""
    target: str = ""


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """The points in pieces that may be joined: no year left out, one series version."""
    pieces: list[list[Point]] = []
    for point in points:
        last = pieces[-1][-1] if pieces else None
        if last is None or point[0] - last[0] > YEAR or point[2] != last[2]:
            pieces.append([])
        pieces[-1].append(point)
    return pieces


def missing_years(points: Sequence[Point], until: float | None = None) -> list[float]:
    """Whole years without a value between the points, and after the last one up to `until`."""
    if not points:
        return []
    found = []
    for before, after in pairwise(points):
        found += [before[0] + step for step in range(1, math.ceil(after[0] - before[0] - 0.01))]
    last = points[-1][0]
    while until is not None and last + 1 <= until + 0.01:
        last += 1
        found.append(last)
    return found


def spark(
    ours: Sequence[Point], reference: Sequence[Point], scale: Scale, until: float | None, targets: Sequence[Point] = (),
    share: float = 1.0, tall: float = 1.0,
) -> Picture | None:  # fmt: skip
    """Ours solid with an end point, the reference dotted, a target path dashed to a ring.

    Own scale and no axis: it shows direction only, of the last ten years. `until`: the latest period that peers have.
    None with fewer than two points, or more years without a value than with one.
    """
    if len(ours) < 2:
        return None
    last_year = until if until is not None and until > ours[-1][0] else ours[-1][0]
    ours = [point for point in ours if last_year - point[0] <= SPARK_YEARS]
    if len(ours) < 2 or len(missing_years(ours, until)) > len(ours):
        return None
    reference = [point for point in reference if point[0] >= ours[0][0]]
    k = scale.m / 46
    width, height = SPARK_WIDTH * k * share, 92 * k * tall
    every = [*ours, *reference, *targets]
    ends = [*[point[0] for point in every], *([until] if until is not None else [])]
    at = _mapping(
        (min(ends), max(ends)), (min(p[1] for p in every), max(p[1] for p in every)),
        (8.5 * k, width - 8.5 * k), (height - 10.5 * k, 10.5 * k),
    )  # fmt: skip
    half = min(6.9 * k, (width - 17 * k) / max(max(ends) - min(ends), 1) / 2)
    shapes: list[Shape] = [
        hatched(at(year, every[0][1])[0] - half, 0, 2 * half, height) for year in missing_years(ours, until)
    ]
    shapes += _lines(reference, at, "ref", 2.8 * k)
    if targets:
        path = [at(ours[0][0], ours[0][1]), *[at(x, y) for x, y, _version in targets]]
        shapes.append(shape("path", d=path_of(path), class_="path", stroke_width=2.8 * k))
        shapes.append(shape("circle", cx=path[-1][0], cy=path[-1][1], r=7 * k, class_="aim", stroke_width=3 * k))
    shapes += _lines(ours, at, "us", 5 * k)
    shapes += _dots(ours[:-1], at, "dot", 4 * k)
    x, y = at(ours[-1][0], ours[-1][1])
    shapes.append(shape("circle", cx=x, cy=y, r=8.5 * k, class_="dot"))
    return Picture(width, height, shapes)


def chart(
    ours: Line, reference: Line | None, texts: ChartTexts, scale: Scale, width: float, height: float,
    until: float | None, label: str, targets: Sequence[Point] = (), limits: Sequence[float] = (),
    names_end: bool = True,
) -> Picture:  # fmt: skip
    """The line of a headline on a true scale, with figures at its turns and, if `names_end`, both names at its end.

    `limits`: official class limits; those in range stand as grid lines instead of round values.
    """
    k, note, lab = scale.m / 46, scale.note, scale.label
    named = [line for line in (ours, reference) if line is not None]
    room = max(
        max(text_width(line.last, scale.title if line is ours else scale.name, 700) for line in named),
        max(text_width(line.name, lab, 700) for line in named),
    )
    right = width - room - 34 * k if names_end else width
    top = (note * 1.6 if texts.breaks else note * 0.6) + lab * 1.1
    bottom = height - note * 1.7
    every = [*ours.points, *(reference.points if reference else []), *targets]
    lowest, highest = min(p[1] for p in every), max(p[1] for p in every)
    air = (highest - lowest) * lab * 1.5 / (bottom - top)  # so that a figure under the lowest point clears the years
    inside = [limit for limit in limits if lowest - air < limit < highest]
    ticks = inside if len(inside) > 1 else nice_ticks(lowest - air if lowest - air >= 0 > -1 else lowest, highest)
    wide = max(text_width(texts.tick(tick, True), note) for tick in ticks)
    ends = [*[point[0] for point in every], *([until] if until is not None else [])]
    low, high = min(ticks[0], lowest - air), max(ticks[-1], highest)
    at = _mapping(
        (min(ends), max(ends)),
        (low, high),
        (wide + 24 * k, right - (14 * k if names_end else note * 1.4)),
        (bottom, top),
    )
    shapes: list[Shape] = []
    for tick in ticks:
        y = at(ends[0], tick)[1]
        shapes.append(shape("path", d=f"M0 {y:.1f}H{right:.1f}", class_="grid"))
        shapes.append(words(0, y - 10 * k, texts.tick(tick, tick == ticks[-1]), "tick", note))
    shapes.append(shape("path", d=f"M0 {bottom:.1f}H{right:.1f}", class_="axis"))
    half = min(30 * k, (right - wide) / max(max(ends) - min(ends), 1) / 2.6)
    for year in missing_years(ours.points, until):
        shapes.append(hatched(at(year, low)[0] - half, top, 2 * half, bottom - top))
    for year, reason in texts.breaks:
        if min(ends) < year <= max(ends):
            x = at(year - 0.5, low)[0]
            end = x + 16 * k + text_width(reason, note) > right
            shapes.append(shape("path", d=f"M{x:.1f} {6 * k:.1f}V{bottom:.1f}", class_="brk"))
            shapes.append(words(x + (-16 if end else 16) * k, note, reason, "tick", note, "end" if end else "start"))
    if reference:
        shapes += _lines(reference.points, at, "refl", 5 * k)
        shapes += _dots(reference.points, at, "rdot", 6 * k)
    if targets:
        path = [at(ours.points[0][0], ours.points[0][1]), *[at(x, y) for x, y, _version in targets]]
        shapes.append(shape("path", d=path_of(path), class_="path", stroke_width=4 * k))
        shapes.append(shape("circle", cx=path[-1][0], cy=path[-1][1], r=11 * k, class_="aim", stroke_width=4 * k))
    shapes += _lines(ours.points, at, "us", 7 * k)
    shapes += _dots(ours.points, at, "dot", 8 * k)
    shapes += _years(ours.points, reference, at, texts, note, height, right)
    shapes += _turns(ours.points, reference, at, texts, lab, k, right, not names_end)
    if names_end:
        shapes += _ends(ours, reference, at, texts, scale, right, bottom)
    return Picture(width, height, shapes, label)


def nice_ticks(low: float, high: float) -> list[float]:
    """Three to five round values from at or below `low` to near `high`."""
    span = (high - low) or abs(high) or 1.0
    raw = span / 3
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * 0.999)
    first = math.floor(low / step) * step
    count = int((high - first) / step) + 1
    return [round(first + place * step, 10) for place in range(max(count, 2))]


def _mapping(
    years: tuple[float, float], values: tuple[float, float], across: tuple[float, float], down: tuple[float, float]
) -> Callable[[float, float], tuple[float, float]]:
    wide, tall = (years[1] - years[0]) or 1.0, (values[1] - values[0]) or 1.0

    def at(year: float, value: float) -> tuple[float, float]:
        x = across[0] + (year - years[0]) / wide * (across[1] - across[0])
        return x, down[0] + (value - values[0]) / tall * (down[1] - down[0])

    return at


def _lines(points: Sequence[Point], at: Callable, style: str, stroke: float) -> list[Shape]:
    return [
        shape("path", d=path_of([at(x, y) for x, y, _version in run]), class_=style, stroke_width=stroke)
        for run in runs(points)
        if len(run) > 1
    ]


def _dots(points: Sequence[Point], at: Callable, style: str, radius: float) -> list[Shape]:
    """A dot for every point that no line joins."""
    alone = [run[0] for run in runs(points) if len(run) == 1]
    return [shape("circle", cx=at(x, y)[0], cy=at(x, y)[1], r=radius, class_=style) for x, y, _version in alone]


def _years(
    points: Sequence[Point], reference: Line | None, at: Callable, texts: ChartTexts, note: float, height: float,
    right: float,
) -> list[Shape]:  # fmt: skip
    """The first year, the last one, and as many between as have room."""
    years = sorted({point[0] for point in [*points, *(reference.points if reference else [])]})
    shown: list[Shape] = []
    room = max(text_width(texts.year(year), note) for year in years) * 1.25
    last = at(years[-1], 0)[0]
    previous = -math.inf
    for year in years:
        x = at(year, 0)[0]
        if year != years[-1] and (x - previous < room or last - x < room):
            continue
        shown.append(words(x, height - note * 0.25, texts.year(year), "tick", note, "middle"))
        previous = x
    return shown


def _turns(
    points: Sequence[Point], reference: Line | None, at: Callable, texts: ChartTexts, size: float, k: float,
    right: float, with_last: bool,
) -> list[Shape]:  # fmt: skip
    """Figures at the highest and lowest turn and, in a short series, at every point; at the last if it has no name."""
    last, inner = points[-1], list(points[:-1])
    if len(points) > 5:
        turns = [
            b for a, b, c in zip(points, points[1:], points[2:], strict=False) if (b[1] - a[1]) * (c[1] - b[1]) < 0
        ]
        inner = [pick(turns, key=lambda p: p[1]) for pick in (max, min)] if turns else [points[0]]
    other = {year: value for year, value, _version in (reference.points if reference else [])}
    drawn: list[Shape] = []
    taken: list[tuple[float, float]] = []
    for year, value, _version in [*([last] if with_last else []), *inner]:
        x, y = at(year, value)
        beside = [p[1] for p in points if 0 < abs(p[0] - year) <= YEAR]
        below = bool(beside) and all(n >= value for n in beside)
        near = other.get(year)
        if near is not None and (near < value) == below and abs(at(year, near)[1] - y) < size * 2.2:
            continue  # the figure would lie on the other line
        text, grown = texts.write(value), size * 1.12 if (year, value) == last[:2] else size
        wide = text_width(text, grown, 700)
        x_text = min(max(x, wide / 2), right - wide / 2)
        y_text = y + grown * 1.25 if below else y - grown * 0.6
        if any(abs(x_text - a) < wide and abs(y_text - b) < grown for a, b in taken):
            continue
        taken.append((x_text, y_text))
        drawn.append(shape("circle", cx=x, cy=y, r=(15 if (year, value) == last[:2] else 10) * k, class_="dot"))
        drawn.append(words(x_text, y_text, text, "lab-us", grown, "middle"))
    return drawn


def _ends(
    ours: Line, reference: Line | None, at: Callable, texts: ChartTexts, scale: Scale, right: float, bottom: float
) -> list[Shape]:
    """Both names and last values right of the lines, moved apart where they would touch; the gap between the ends."""
    k, lab = scale.m / 46, scale.label
    x_ours, y_ours = at(*ours.points[-1][:2])
    drawn: list[Shape] = []
    places = {"us": y_ours}
    tall = {"us": scale.title + lab * 1.2, "ref": scale.name + lab * 1.2}
    if reference and reference.points:
        x_ref, y_ref = at(*reference.points[-1][:2])
        least = (tall["us"] + tall["ref"]) / 2 + 8 * k
        apart = y_ref - y_ours
        shift = max(0.0, least - abs(apart)) / 2
        sign = 1 if apart >= 0 else -1
        places = {"us": y_ours - sign * shift, "ref": y_ref + sign * shift}
        drawn.append(shape("circle", cx=x_ref, cy=y_ref, r=11 * k, class_="rdot"))
        if texts.gap and abs(x_ref - x_ours) < 1 and abs(apart) > lab * 1.7:
            top, end = sorted((y_ours, y_ref))
            drawn.append(shape("path", d=f"M{x_ours:.1f} {top + 18 * k:.1f}V{end - 16 * k:.1f}", class_="gap"))
            drawn.append(words(x_ours - 16 * k, (top + end) / 2 + lab * 0.35, texts.gap, "gaplab", lab, "end"))
    drawn.append(shape("circle", cx=x_ours, cy=y_ours, r=15 * k, class_="dot"))
    for name, line, size, styles in (
        ("us", ours, scale.title, ("lab-us", "lab-us")),
        ("ref", reference, scale.name, ("lab-ref", "lab-ref")),
    ):
        if line is None or name not in places:
            continue
        middle = min(max(places[name], tall[name] / 2), bottom + lab - tall[name] / 2)
        baseline = middle - tall[name] / 2 + size * 0.86
        drawn.append(words(right + 20 * k, baseline, line.last, styles[0], size))
        drawn.append(words(right + 20 * k, baseline + lab * 1.2, line.name, styles[1], lab))
    return drawn
