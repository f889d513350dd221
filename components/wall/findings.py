"""The title of a scene: one finding in words, from facts that are handed in; no verb of cause.

Two whole clauses, how it moved and where it stands, are joined by a comma, so that each language can order its own.
Each function gives its texts from the fullest to the shortest; the wall takes the first that fits on one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from components import formats
from components.i18n import _, n_
from components.wall.figures import is_zero, written_figure, written_gap
from components.wall.pictures.lines import YEAR, Point
from data_access.attention.calendar import STEP_MONTHS
from data_access.catalog import Indicator, Unit
from data_access.derive.ranking import Verdict

Direction = Literal["up", "down", "same"]
SPELT_UP_TO = 10


@dataclass(frozen=True)
class Move:
    """The latest run of changes in one direction over periods that follow each other: how many, whether each took a
    year, and the last one. A change over a period left out stands alone."""

    direction: Direction
    times: int
    is_yearly: bool
    change: float
    since: float  # where the last change began, a year as a number


@dataclass(frozen=True)
class Facts:
    """What a sentence may say of one figure. `benchmark_name` empty: nothing to hold it against.

    `pace` is the change per year that a published target still needs, `target_year` when it falls due.
    """

    name: str
    entry: Indicator
    unit: Unit
    value: float
    since: str  # the period the last change began at, written
    move: Move | None = None
    benchmark: float | None = None
    benchmark_name: str = ""
    verdict: Verdict = "unknown"
    pace: float | None = None
    target_year: str = ""


def last_move(points: Sequence[Point], frequency: str = "annual") -> Move | None:
    """How the series moved last; None with fewer than two values in its latest series version."""
    version = [point for point in points if point[2] == points[-1][2]] if points else []
    steps = [(a, b, round(b[1] - a[1], 9)) for a, b in pairwise(version)]
    if not steps:
        return None
    last = steps[-1]
    if last[2] == 0:
        return Move("same", 1, last[1][0] - last[0][0] <= YEAR, 0.0, last[0][0])
    kept = [last]
    for step in reversed(steps[:-1]):
        if step[2] == 0 or (step[2] > 0) != (last[2] > 0) or has_gap(step, frequency) or has_gap(last, frequency):
            break
        kept.append(step)
    yearly = all(abs(b[0] - a[0] - 1) < 0.01 for a, b, _change in kept)
    return Move("up" if last[2] > 0 else "down", len(kept), yearly, last[2], last[0][0])


def has_gap(step: tuple[Point, Point, float], frequency: str) -> bool:
    """Whether a period lies between the two values of a change."""
    before, after, _change = step
    return after[0] - before[0] > STEP_MONTHS.get(frequency, 12) / 12 + 0.01


def chart_finding(facts: Facts) -> list[str]:
    """How the figure of a headline moved and where it stands."""
    moved, stands = moved_in_words(facts), stands_in_words(facts)
    value = written_figure(facts.value, facts.entry, facts.unit)
    found = []
    pace = pace_in_words(facts)
    if pace:
        found.append(_("{name} {value}; {pace}", name=facts.name, value=value, pace=pace))
    if moved and stands:
        found.append(_("{moved}, {stands}", moved=moved, stands=stands))
    if moved:
        found.append(_("{moved}, kini {value}", moved=moved, value=value))
    if stands:
        found.append(_("{name} {value}; {stands}", name=facts.name, value=value, stands=stands))
    return [*found, *([moved] if moved else []), _("{name} {value}", name=facts.name, value=value)]


def tile_finding(facts: Facts) -> list[str]:
    """The figure of one tile and where it stands; how it moved where it cannot be judged."""
    stands, value = stands_in_words(facts), written_figure(facts.value, facts.entry, facts.unit)
    if stands:
        full = _("{name} {value}; {stands}", name=facts.name, value=value, stands=stands)
        return [full, _("{name} {value}", name=facts.name, value=value)]
    return chart_finding(facts)


def moved_in_words(facts: Facts) -> str:
    """Kemiskinan turun empat tahun; empty where nothing can be said."""
    move = facts.move
    if move is None:
        return ""
    if move.direction == "same" or is_zero(move.change, facts.entry, facts.unit):
        return _("{name} tidak berubah sejak {period}", name=facts.name, period=facts.since)
    many = {"name": facts.name, "n": in_words(move.times)}
    one = {"name": facts.name, "amount": written_gap(move.change, facts.entry, facts.unit), "period": facts.since}
    if move.times > 1 and move.is_yearly:
        return _("{name} naik {n} tahun", **many) if move.direction == "up" else _("{name} turun {n} tahun", **many)
    if move.times > 1:
        if move.direction == "up":
            return _("{name} naik {n} kali berturut-turut", **many)
        return _("{name} turun {n} kali berturut-turut", **many)
    if move.is_yearly:
        if move.direction == "up":
            return _("{name} naik {amount} setahun", **one)
        return _("{name} turun {amount} setahun", **one)
    if move.direction == "up":
        return _("{name} naik {amount} sejak {period}", **one)
    return _("{name} turun {amount} sejak {period}", **one)


def stands_in_words(facts: Facts) -> str:
    """1,79 poin di atas Jawa Barat; setara dengan Jawa Barat; empty without a benchmark or a verdict."""
    if facts.benchmark is None or facts.verdict == "unknown":
        return ""
    gap = facts.value - facts.benchmark
    if facts.verdict == "equal" or is_zero(gap, facts.entry, facts.unit):
        return _("setara dengan {group}", group=facts.benchmark_name)
    words = {"gap": written_gap(gap, facts.entry, facts.unit), "group": facts.benchmark_name}
    return _("{gap} di atas {group}", **words) if gap > 0 else _("{gap} di bawah {group}", **words)


def pace_in_words(facts: Facts) -> str:
    """perlu −0,52 poin per tahun sampai 2029; empty without a target, or when nothing is left to do."""
    if facts.pace is None or is_zero(facts.pace, facts.entry, facts.unit):
        return ""
    pace = formats.change(facts.pace, facts.unit, facts.entry.decimals)
    return _("perlu {pace} per tahun sampai {year}", pace=pace, year=facts.target_year)


def figures_finding(told: Sequence[tuple[str, str]]) -> list[str]:
    """Names with their figures, when none of them may be judged: Industri mikro 21.735 unit usaha; IKM 120."""
    written = [_("{name} {value}", name=name, value=value) for name, value in told]
    return ["; ".join(written[:count]) for count in range(min(len(written), 2), 0, -1)]


def pair_finding(ours: str, theirs: str, ahead: int, behind: int, equal: int) -> list[str]:
    """Sumedang unggul di empat ukuran, Purwakarta di tiga; counts of measures, never of points or ranks."""
    words = {"ours": ours, "theirs": theirs, "ahead": in_words(ahead), "behind": in_words(behind)}
    if ahead and behind:
        return [
            n_(
                "{ours} unggul di {ahead} ukuran, {theirs} di {behind}",
                "{ours} unggul di {ahead} ukuran, {theirs} di {behind}",
                ahead,
                **words,
            )
        ]
    if ahead:
        return [n_("{ours} unggul di {ahead} ukuran", "{ours} unggul di {ahead} ukuran", ahead, **words)]
    if behind:
        return [n_("{theirs} unggul di {behind} ukuran", "{theirs} unggul di {behind} ukuran", behind, **words)]
    if equal:
        return [_("{ours} dan {theirs} setara", **words)]
    return [_("{ours} dan {theirs} belum dapat dibandingkan", **words)]


def attention_finding(n: int) -> list[str]:
    """Tiga hal perlu perhatian."""
    text = n_("{n} hal perlu perhatian", "{n} hal perlu perhatian", n, n=in_words(n))
    return [text[:1].upper() + text[1:]]


def in_words(n: int) -> str:
    """Small numbers spelt, as a sentence wants them; larger ones in digits."""
    if not 0 <= n <= SPELT_UP_TO:
        return formats.count(n)
    return (
        _("nol"), _("satu"), _("dua"), _("tiga"), _("empat"), _("lima"), _("enam"), _("tujuh"), _("delapan"),
        _("sembilan"), _("sepuluh"),
    )[n]  # fmt: skip
