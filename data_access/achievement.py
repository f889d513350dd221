"""Classes of achievement as versioned data: which limits hold for a year, and by which rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from data_access.catalog import FOLDER, StrictEntry, Text, first_problem, freeze_lists, read_yaml
from data_access.errors import CatalogueError

FILE = FOLDER / "achievement_scales.yaml"


class AchievementClass(StrictEntry):
    """One class: from this achievement on, in percent. The lowest begins at -.inf."""

    at_least: float = Field(alias="from")
    name: Text


class AchievementScale(StrictEntry):
    """The classes of one rule; `since` is the first year it holds for, until a later one of its family does."""

    family: str
    since: int
    name: Text
    source: Text
    classes: tuple[AchievementClass, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _check(self) -> AchievementScale:
        limits = [item.at_least for item in self.classes]
        if limits != sorted(set(limits), reverse=True) or limits[-1] != float("-inf"):
            raise ValueError("classes must go down from the highest limit and end with -.inf")
        return self

    def class_of(self, achievement: float | None) -> AchievementClass | None:
        """The first class, from the top, whose limit is reached; 90.5 lies below 91."""
        if achievement is None:
            return None
        return next(item for item in self.classes if achievement >= item.at_least)


@cache
def load_scales(path: Path = FILE) -> dict[str, AchievementScale]:
    """All scales by id. Raises CatalogueError naming file, scale and key."""
    scales: dict[str, AchievementScale] = {}
    for scale_id, content in read_yaml(path).items():
        try:
            scales[scale_id] = AchievementScale(**freeze_lists(content))
        except (ValidationError, TypeError) as error:
            raise CatalogueError(f"{path}: {scale_id}: {first_problem(error)}") from error
    return scales


def families(scales: dict[str, AchievementScale]) -> list[str]:
    """The families of rules, each once, in the order of the file."""
    return list(dict.fromkeys(scale.family for scale in scales.values()))


def scale_for(scales: dict[str, AchievementScale], family: str, year: int) -> AchievementScale:
    """The version of a family that holds for a year; its first for years before it."""
    versions = sorted((scale for scale in scales.values() if scale.family == family), key=lambda scale: scale.since)
    held = [scale for scale in versions if scale.since <= year]
    return held[-1] if held else versions[0]
