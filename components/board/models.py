"""What the board components take: values and written words, never geometry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

State = Literal["ahead", "equal", "behind", "unknown", "achieved", "on_track", "push", "away"]
Role = Literal["ours", "compared", "other"]


@dataclass(frozen=True)
class MapView:
    """One map. `values`: period → values in the order of `codes`, None where missing (hatched, counted).

    `limits`: ascending upper limits of the classes, locked over all periods, at most five; empty where nothing is
    known yet. `kind` "count" draws proportional circles instead of colours.
    """

    title: str  # what a screen reader says
    layer: str  # URL of the outlines, from components.maps.layers
    parent: str | None  # only regions of this parent are drawn
    codes: list[str]
    values: dict[str, list[float | None]]
    periods: list[str]
    period_labels: dict[str, str]
    period: str
    limits: list[float]
    class_labels: list[str]
    kind: Literal["rate", "count"]
    decimals: int
    suffix: str
    ours: str
    compared: list[str]
    width: int = 864
    height: int = 520
    is_selectable: bool = True
    has_names: bool = False  # every area carries its name, where it has room


@dataclass(frozen=True)
class Bullet:
    """A value against its target, all in shares of the width: where the bar starts and ends, where the mark stands.

    `bands`: start, end, tone from 1 (poorest, darkest) to 3. `label` names the target.
    """

    bar: tuple[float, float]
    mark: float
    bands: list[tuple[float, float, int]]
    label: str


@dataclass(frozen=True)
class Tile:
    """One tile, every text already written. `value` None draws the hatched block of missing data.

    `spark` and `reference`: points (year as a number, value or None, series version), oldest first.
    """

    key: str
    name: str
    value: str | None
    unit: str
    state: State
    state_text: str
    change: str
    note: str
    position: str = ""
    spark: list[tuple[float, float | None, str]] = field(default_factory=list)
    reference: list[tuple[float, float | None, str]] = field(default_factory=list)
    bullet: Bullet | None = None


@dataclass(frozen=True)
class BulletRow:
    """One line of a list of bullets: the name, the bullet, the written value, the state."""

    key: str
    name: str
    value: str
    state: State
    state_text: str
    bullet: Bullet


@dataclass(frozen=True)
class StripRow:
    code: str
    name: str
    value: float | None
    rank: str  # written; empty where there is no rank
    role: Role


@dataclass(frozen=True)
class StripView:
    """Regions on one scale. `benchmark` with `band` (low, high) is drawn where it means something, else None."""

    title: str
    rows: list[StripRow]
    decimals: int
    suffix: str
    benchmark: float | None
    benchmark_label: str
    band: tuple[float, float] | None = None
