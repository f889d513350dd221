"""What the wall's component takes: scenes with every text written and every small picture laid out, never geometry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from components.board.models import Bullet, MapView
from components.board.models import State as TileState
from components.wall.pictures import Picture

# "plain": a figure that is not judged says where it comes from; "check": a figure to look at
State = TileState | Literal["plain", "check"]


@dataclass(frozen=True)
class WallTile:
    """One figure. `value` None draws the hatched block. `change` is printed strong, between `before` and
    `change_words`. `aim` is the target as it is written beside the bullet."""

    key: str
    name: str
    period: str
    value: str | None
    unit: str
    state: State
    state_text: str
    change: str
    change_words: str
    place: str  # its place among peers, with n; empty where there is none
    age: str
    spark: Picture | None = None
    before: str = ""
    bullet: Bullet | None = None
    aim: str = ""


@dataclass(frozen=True)
class Chart:
    """The headline of a scene over time; `hero` is its figure where the series is too short to be a line."""

    name: str
    note: str
    state: State
    state_text: str
    picture: Picture
    hero: str = ""
    hero_notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Panel:
    """The right-hand part: a map at all its periods, its legend as wide as the panel, the regions on one scale."""

    title: str
    when: str
    map: MapView
    label: str  # our region on the map
    label_value: str
    label_width: float
    strip: Picture | None
    note: str = ""


@dataclass(frozen=True)
class PairRow:
    name: str
    unit: str
    ours: str
    theirs: str
    leader: Literal["ours", "theirs", ""]
    picture: Picture
    missing: Literal["ours", "theirs", ""] = ""
    is_judged: bool = False


@dataclass(frozen=True)
class PairTable:
    """Two regions row by row; `score` holds (role, count, words)."""

    ours: str
    theirs: str
    rows: list[PairRow]
    score: list[tuple[str, str, str]]
    score_title: str
    score_note: str
    map: MapView | None
    best: str
    last: str
    head: str
    widths: tuple[float, float] = (0.0, 0.0)  # px of both names on the map


@dataclass(frozen=True)
class Item:
    """One thing that needs attention."""

    state: State
    state_text: str
    sentence: str
    evidence: str
    code: Picture | None


@dataclass(frozen=True)
class WallScene:
    """One finished scene."""

    id: str
    name: str
    title: str
    dwell: int
    form: Literal["tiles", "chart", "pair", "attention"]
    layout: Literal["full", "rows", "single"]
    foot: str
    tiles: list[WallTile] = field(default_factory=list)
    chart: Chart | None = None
    panel: Panel | None = None
    pair: PairTable | None = None
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Wall:
    """Everything that travels, once. `m`: the smallest size that must be read from the back, in px of the layout.

    `has_date`: whether the day has room in the header beside place, scene and clock.
    """

    place: str
    m: int
    theme: Literal["auto", "dark", "light"]
    locale: str
    zone: str
    zone_name: str
    has_date: bool
    loaded: str
    words: dict[str, str]
    scenes: list[WallScene]
