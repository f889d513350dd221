"""The scenes of the wall: one strict YAML file, checked against the catalogue and against the size of the room.

A file that breaks the contract, or a scene that cannot be read from the furthest seat, ends the start with one line.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from components.wall.legibility import GAP, INNER, Scale, smallest_size, text_width
from data_access.catalog import Catalogue, Text, first_problem, freeze_lists, load_catalogue, read_yaml
from data_access.errors import CatalogueError, SettingsError
from data_access.settings import Settings

TILES, TILES_BESIDE_A_CHART, PAIR_ROWS, MAX_SCENES = 6, 3, 9, 12
LEFT, PANEL = 1112, 648  # the design's columns beside a map
ROW_NAME, ROW_STATE, ROW_GAP = 580, 520, 36  # px for name and state of a tile that takes a whole row
NAME_WEIGHT, NAME_TRACKING = 650, -0.015
LANGUAGES = ("id", "en")

Form = Literal["tiles", "chart", "pair", "attention"]


class Scene(BaseModel):
    """One scene. Exactly one of `tiles` (with or without `headline`), `pair` and `attention` says what it shows.

    `headline`: the indicator of the finding; drawn as a chart over the tiles. `map`: the indicator of the map.
    `comparison`: "peers" sets the regions of the map on one scale under it. `dwell`: seconds on the wall.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    dwell: int = Field(default=25, ge=1, le=300)
    headline: str | None = None
    tiles: tuple[str, ...] = ()
    map: str | None = None
    comparison: Literal["peers"] | None = None
    pair: tuple[str, ...] = ()
    attention: bool = False

    @property
    def form(self) -> Form:
        if self.attention:
            return "attention"
        if self.pair:
            return "pair"
        return "chart" if self.headline else "tiles"

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator the scene names, once."""
        named = [self.headline, *self.tiles, self.map, *self.pair]
        return tuple(dict.fromkeys(indicator for indicator in named if indicator))

    @model_validator(mode="after")
    def _check(self) -> Scene:
        shows = [bool(self.tiles or self.headline), bool(self.pair), self.attention]
        if sum(shows) != 1:
            raise ValueError("give one of tiles (with or without headline), pair, or attention: true")
        if (self.pair or self.attention) and (self.map or self.comparison):
            raise ValueError("a scene with pair or attention takes no map and no comparison")
        if self.comparison and not self.map:
            raise ValueError("comparison: peers needs a map")
        for name in ("tiles", "pair"):
            ids = getattr(self, name)
            if len(set(ids)) != len(ids):
                raise ValueError(f"{name}: an indicator stands twice")
        return self


class SceneList(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    scenes: tuple[Scene, ...] = Field(min_length=1, max_length=MAX_SCENES)

    @model_validator(mode="after")
    def _check(self) -> SceneList:
        ids = [scene.id for scene in self.scenes]
        if len(set(ids)) != len(ids):
            raise ValueError("two scenes have the same id")
        return self


def read_scenes(path: Path, catalogue: Catalogue) -> tuple[Scene, ...]:
    """The scenes of a file. Raises SettingsError, one line, naming file and scene."""
    try:
        found = SceneList(**freeze_lists(read_yaml(path)))
    except CatalogueError as error:
        raise SettingsError(str(error)) from None
    except (ValidationError, TypeError) as error:
        raise SettingsError(f"{path.name}: {first_problem(error)}") from None
    for scene in found.scenes:
        for indicator_id in scene.indicators:
            if indicator_id not in catalogue.indicators:
                raise SettingsError(f"{path.name}: scene {scene.id}: {indicator_id!r} is not in the catalogue")
    return found.scenes


def check_scenes(scenes: tuple[Scene, ...], catalogue: Catalogue, scale: Scale, place: str) -> None:
    """Refuse what cannot be read from the furthest seat. Raises SettingsError saying what to take out."""
    for scene in scenes:
        problem = _what_does_not_fit(scene, catalogue, scale)
        if problem:
            raise SettingsError(
                f"{place}: scene {scene.id} cannot be read from the furthest seat "
                f"(smallest type {scale.m} px): {problem}"
            )


def scale_of(chosen: Settings) -> Scale:
    return Scale(smallest_size(chosen.wall_width_m, chosen.wall_distance_m))


@lru_cache(maxsize=1)
def load_scenes(path: str, width_m: float, distance_m: float) -> tuple[Scene, ...]:
    """The checked scenes of an installation. Raises SettingsError."""
    file, catalogue = Path(path), load_catalogue()
    scenes = read_scenes(file, catalogue)
    check_scenes(scenes, catalogue, Scale(smallest_size(width_m, distance_m)), file.name)
    return scenes


def scenes_of(chosen: Settings) -> tuple[Scene, ...]:
    return load_scenes(chosen.wall_scenes, chosen.wall_width_m, chosen.wall_distance_m)


def _what_does_not_fit(scene: Scene, catalogue: Catalogue, scale: Scale) -> str | None:
    """In words what to take out; None when the scene fits."""
    layout, tiles = scale.layout, len(scene.tiles)
    if layout is None:
        return "nothing fits; bring the seats nearer or take a wider screen"
    if layout != "full":
        if scene.map:
            return "take out map (and comparison)"
        if scene.form in ("pair", "attention"):
            return f"take out {'pair' if scene.pair else 'attention'}: its rows need a smaller distance"
    if layout == "single" and (tiles or not scene.headline):
        return "keep only headline: one figure with its chart; take out tiles"
    if layout == "rows" and scene.headline and tiles:
        return "take out tiles, or headline"
    most = {"full": TILES_BESIDE_A_CHART if scene.headline else TILES, "rows": 3, "single": 0}[layout]
    if tiles > most:
        return f"take out {tiles - most} of its {tiles} tiles"
    if len(scene.pair) > PAIR_ROWS:
        return f"take out {len(scene.pair) - PAIR_ROWS} of its {len(scene.pair)} rows"
    return _long_name(scene, catalogue, scale)


def _long_name(scene: Scene, catalogue: Catalogue, scale: Scale) -> str | None:
    width = name_width(scene, scale)
    for indicator_id in (*scene.tiles, *scene.pair):
        entry = catalogue.indicator(indicator_id)
        for language in LANGUAGES:
            name = entry.wall_name(language)
            if text_width(name, scale.name, NAME_WEIGHT, NAME_TRACKING) > width:
                return f"the name {name!r} is wider than its place; take out {indicator_id}"
    return None


def name_width(scene: Scene, scale: Scale) -> float:
    """Px for the name of a tile or of a row of the pair table."""
    if scale.layout != "full":
        return ROW_NAME
    if scene.form == "pair":
        return 452.0
    left = LEFT if scene.map else INNER
    if scene.form == "chart":
        return (left - 2 * 20) / 3
    return (left - GAP) / 2
