"""What a study tour tells: its chapters and the recorded practices, read strictly from `assets/tour`.

A practice is what a source says that a region does; it names the indicator it should move. Whether the figures support
that is computed by `data_access.derive.evidence`, never written here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from data_access.catalog import Text, load_catalogue, read_yaml
from data_access.claims import load_claims
from data_access.errors import CatalogueError

FOLDER = Path(__file__).parents[1] / "assets" / "tour"
KINDS = ("welcome", "map", "leads", "changes", "practices", "order", "lessons", "data")
MAX_PRACTICES = 3  # that one stage shows

Kind = Literal["welcome", "map", "leads", "changes", "practices", "order", "lessons", "data"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


_Model = TypeVar("_Model", bound=_Entry)


class ChapterPlan(_Entry):
    """One chapter: what it draws, its name on the stage, and what the presenter should not forget."""

    kind: Kind
    name: Text
    notes: tuple[Text, ...] = ()


class TourPlan(_Entry):
    """The chapters in their order, the years compared, and the indicators that come first."""

    years: tuple[int, int]
    main_indicators: tuple[str, ...]
    chapters: tuple[ChapterPlan, ...]

    @model_validator(mode="after")
    def _check(self) -> TourPlan:
        if self.years[0] >= self.years[1]:
            raise ValueError("years: the first must be earlier than the second")
        kinds = [chapter.kind for chapter in self.chapters]
        if not kinds or len(kinds) != len(set(kinds)):
            raise ValueError("chapters: none at all, or a kind that stands twice")
        unknown = [key for key in self.main_indicators if key not in load_catalogue().indicators]
        if unknown:
            raise ValueError(f"main_indicators: {unknown[0]!r} is not in the catalogue")
        return self


class Advice(_Entry):
    """A short call and a sentence with more; `{host}`, `{visitor}` and `{left}` are put in."""

    step: Text
    text: Text


class Remainder(_Entry):
    """What the visitor has left to do, as one count less another; both are indicators."""

    whole: str
    part: str


class Practice(_Entry):
    """What a source says that a region does, and how a visitor begins."""

    origin: str  # region code
    name: Text
    record: Text  # what is on record, in one sentence, with the year
    source: Text  # who says so
    url: str | None = None
    indicator: str  # what it should move
    claims: tuple[str, ...] = ()  # entries of the claim register
    remainder: Remainder | None = None
    both: Advice  # both sides have comparable figures
    apart: Advice  # both have figures, of other years or versions
    lacking: Advice  # the visitor has none

    @model_validator(mode="after")
    def _check(self) -> Practice:
        named = [self.indicator, *([self.remainder.whole, self.remainder.part] if self.remainder else [])]
        unknown = [key for key in named if key not in load_catalogue().indicators]
        if unknown:
            raise ValueError(f"{unknown[0]!r} is not in the catalogue")
        return self


class _Practices(_Entry):
    practices: dict[str, Practice] = Field(default_factory=dict)


@cache
def load_plan(path: Path = FOLDER / "chapters.yaml") -> TourPlan:
    """The chapters. Raises CatalogueError naming file and key."""
    return _read(path, TourPlan)


@cache
def load_practices(path: Path = FOLDER / "practices.yaml") -> dict[str, Practice]:
    """Recorded practices by id, in the order of the file. Raises CatalogueError naming file and key."""
    practices = _read(path, _Practices).practices
    for key, entry in practices.items():
        unknown = [claim for claim in entry.claims if claim not in load_claims()]
        if unknown:
            raise CatalogueError(f"{path}: {key}: claim {unknown[0]!r} is not in the claim register")
    return practices


def practices_of(region_code: str, path: Path = FOLDER / "practices.yaml") -> dict[str, Practice]:
    """The practices recorded for one region, at most as many as a stage shows."""
    own = {key: entry for key, entry in load_practices(path).items() if entry.origin == region_code}
    return dict(list(own.items())[:MAX_PRACTICES])


def _read(path: Path, model: type[_Model]) -> _Model:
    try:
        return model(**_tuples(read_yaml(path)))
    except ValidationError as error:
        problem = error.errors()[0]
        raise CatalogueError(f"{path}: {'.'.join(map(str, problem['loc'])) or 'file'}: {problem['msg']}") from error
    except TypeError as error:
        raise CatalogueError(f"{path}: {error}") from error


def _tuples(value):  # type: ignore[no-untyped-def]
    """YAML knows lists only; frozen strict models hold tuples."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value
