"""The catalogue: topics, units and one YAML file per indicator, read strictly and once.

Everything a screen shows about an indicator comes from here: names, definition, unit, decimals, polarity, caveats,
breaks. The contract stands in the models below; `tests/data_access/test_catalog.py` walks every entry.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from data_access.errors import CatalogueError, UnknownCodeError

FOLDER = Path(__file__).parent
INDICATORS = FOLDER / "indicators"
WALL_NAME_LETTERS = 16


class StrictEntry(BaseModel):
    """One entry of a YAML file: no unknown key, no silent conversion, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


_Model = TypeVar("_Model", bound=StrictEntry)


class Text(StrictEntry):
    """A text in the languages of the catalogue; Indonesian is the source and the fallback."""

    id: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __call__(self, language: str) -> str:
        return str(getattr(self, language, self.id))


class Unit(StrictEntry):
    """How values of one unit are named and written.

    `kind` decides the arithmetic: a change of a `share` is in points, of anything else in the unit itself;
    a `count` or `amount` grows with the size of the region and is never coloured on a map.
    """

    name: Text
    kind: Literal["share", "index", "ratio", "count", "amount"]
    suffix: str = ""  # printed straight after the number, e.g. " %"
    rupiah: float | None = None  # how many rupiah one unit is, for money

    @property
    def is_percent(self) -> bool:
        return self.kind == "share"


class Topic(StrictEntry):
    name: Text


class SeriesVersion(StrictEntry):
    """One unbroken definition of a series; `since` is the first period it holds for."""

    version: str
    name: Text
    since: str | None = None


class Break(StrictEntry):
    """From `period` on, values are not comparable with earlier ones; `regions` empty means everywhere."""

    period: str = Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")
    reason: Text
    regions: tuple[str, ...] = ()


class Indicator(StrictEntry):
    """One measured thing with one definition and one unit. The file name is the id."""

    indicator_id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    wall_name: Text  # at most 16 letters, for wall tiles and menus
    definition: Text
    interpretation: Text | None = None
    formula: Text | None = None
    topic: str
    unit: str
    decimals: int = Field(ge=0, le=4)  # as the publisher prints it
    polarity: Literal["higher_is_better", "lower_is_better", "neutral"]
    frequency: Literal["annual", "semiannual", "quarterly", "monthly", "irregular"]
    reference_month: int | None = Field(default=None, ge=1, le=12)  # survey month, e.g. 8 for Sakernas August
    standard_code: str | None = None  # e.g. "SDG 8.5.2"; only where known
    publisher: str
    licence: Text
    owner: Text  # walidata: who answers for the figures
    reliability: Literal["high", "medium", "low"]
    is_ranked: bool  # false: regions must not be ordered by it (projection, local definitions, one copy)
    unranked_reason: Text | None = None  # required when is_ranked is false
    official_classes: tuple[float, ...] | None = None  # legal class limits, ascending, with classes_source
    classes_source: Text | None = None
    caveats: tuple[Text, ...] = ()
    gap: Text  # which series of which publisher would fill what is missing
    series: tuple[SeriesVersion, ...] = ()
    breaks: tuple[Break, ...] = ()
    not_comparable_with: tuple[str, ...] = ()  # indicators that must never share its axis
    predecessor: str | None = None  # the same thing on an older basis: may stand beside it in time, never joined

    @model_validator(mode="after")
    def _check(self) -> Indicator:
        for language in ("id", "en"):
            if len(self.wall_name(language)) > WALL_NAME_LETTERS:
                raise ValueError(f"wall_name.{language} has more than {WALL_NAME_LETTERS} letters")
        if not self.is_ranked and self.unranked_reason is None:
            raise ValueError("is_ranked is false: unranked_reason must say why")
        if self.official_classes is not None and list(self.official_classes) != sorted(set(self.official_classes)):
            raise ValueError("official_classes must ascend")
        if (self.official_classes is None) != (self.classes_source is None):
            raise ValueError("official_classes and classes_source come together")
        return self


class Catalogue(StrictEntry):
    """All entries, in the order of their topics."""

    topics: dict[str, Topic]
    units: dict[str, Unit]
    indicators: dict[str, Indicator]

    def indicator(self, indicator_id: str) -> Indicator:
        try:
            return self.indicators[indicator_id]
        except KeyError:
            raise UnknownCodeError(f"no indicator {indicator_id!r} in the catalogue") from None

    def unit(self, indicator: Indicator) -> Unit:
        return self.units[indicator.unit]

    def by_topic(self) -> dict[str, list[Indicator]]:
        groups: dict[str, list[Indicator]] = {topic_id: [] for topic_id in self.topics}
        for indicator in self.indicators.values():
            groups[indicator.topic].append(indicator)
        return groups


class _Loader(yaml.SafeLoader):
    """Safe YAML without aliases, so that no file can grow in memory, and without silent duplicate keys."""

    def compose_node(self, parent, index):  # type: ignore[no-untyped-def]
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)

    def construct_mapping(self, node, deep=False):  # type: ignore[no-untyped-def]
        keys = [key.value for key, _ in node.value]
        if len(keys) != len(set(keys)):
            raise yaml.YAMLError(f"a key stands twice in line {node.start_mark.line + 1}")
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> dict:
    """The mapping in a YAML file. Raises CatalogueError naming the file."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, RecursionError) as error:
        raise CatalogueError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise CatalogueError(f"{path}: expected a mapping, found {type(content).__name__}")
    return content


def freeze_lists(value):  # type: ignore[no-untyped-def]
    """YAML knows lists only; frozen strict models hold tuples."""
    if isinstance(value, list):
        return tuple(freeze_lists(item) for item in value)
    if isinstance(value, dict):
        return {key: freeze_lists(item) for key, item in value.items()}
    return value


def read_indicator(path: Path) -> Indicator:
    """One indicator from its YAML file; the file name is the id. Raises CatalogueError naming file and key."""
    try:
        return Indicator(indicator_id=path.stem, **freeze_lists(read_yaml(path)))
    except (ValidationError, TypeError) as error:
        raise CatalogueError(f"{path}: {first_problem(error)}") from error


def read_entries(path: Path, model: type[_Model]) -> dict[str, _Model]:
    """The entries of one file by key. Raises CatalogueError naming file and key."""
    entries = {}
    for key, entry in read_yaml(path).items():
        try:
            entries[key] = model(**freeze_lists(entry))
        except (ValidationError, TypeError) as error:
            raise CatalogueError(f"{path}: {key}: {first_problem(error)}") from error
    return entries


def first_problem(error: Exception) -> str:
    """Where and what, of the first thing that a model refused, on one line."""
    text = str(error)
    if isinstance(error, ValidationError):
        problem = error.errors(include_input=False, include_context=False)[0]
        where = ".".join(map(str, problem["loc"]))
        text = ": ".join(filter(None, (where, problem["msg"].removeprefix("Value error, "))))
    return " ".join(text.split())


@cache
def load_catalogue(folder: Path = FOLDER) -> Catalogue:
    """The whole catalogue. Raises CatalogueError at the first entry that breaks the contract."""
    topics = read_entries(folder / "topics.yaml", Topic)
    units = read_entries(folder / "units.yaml", Unit)
    entries = [read_indicator(path) for path in sorted((folder / "indicators").glob("*.yaml"))]
    for entry in entries:
        if entry.topic not in topics:
            raise CatalogueError(f"{entry.indicator_id}.yaml: topic {entry.topic!r} is not in topics.yaml")
        if entry.unit not in units:
            raise CatalogueError(f"{entry.indicator_id}.yaml: unit {entry.unit!r} is not in units.yaml")
    position = {topic_id: place for place, topic_id in enumerate(topics)}
    entries.sort(key=lambda entry: (position[entry.topic], entry.name.id))
    return Catalogue(topics=topics, units=units, indicators={entry.indicator_id: entry for entry in entries})
