"""The rules file: every threshold in one place, read strictly; the order of the file is that of the list."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from data_access.catalog import FOLDER, StrictEntry, first_problem, freeze_lists, load_catalogue, read_yaml
from data_access.errors import CatalogueError

FILE = FOLDER / "attention.yaml"


class TargetPath(StrictEntry):
    kind: Literal["target_path"]
    recent_years: int = Field(ge=1)


class Worse(StrictEntry):
    kind: Literal["worse"]
    periods: int = Field(ge=2, le=5)
    least_mad: float = Field(gt=0)
    least_percent: float = Field(gt=0)
    least_peers: int = Field(ge=4)
    recent_years: int = Field(ge=1)


class Outlier(StrictEntry):
    kind: Literal["outlier"]
    modified_z: float = Field(gt=0)
    least_peers: int = Field(ge=4)
    recent_years: int = Field(ge=1)


class Total(StrictEntry):
    kind: Literal["total"]
    recent_years: int = Field(ge=1)
    totals: dict[str, tuple[str, ...]]
    regions: tuple[str, ...]


class Stale(StrictEntry):
    kind: Literal["stale"]
    delay_months: dict[Literal["annual", "semiannual", "quarterly", "monthly"], int]
    delays: dict[str, int]
    forgotten_years: int = Field(ge=1)
    ended: tuple[str, ...]


class SeriesBreak(StrictEntry):
    kind: Literal["break"]
    recent_years: int = Field(ge=1)


class Supplied(StrictEntry):
    """Found elsewhere and handed to the engine, which orders it with the rest."""

    kind: Literal["supplied"]


Rule = Annotated[TargetPath | Worse | Outlier | Total | Stale | SeriesBreak | Supplied, Field(discriminator="kind")]
Rules = dict[str, Rule]
KINDS = {  # the rules there are words for, and what each must be; a file may leave some out
    "target_missed": "target_path", "worse_twice": "worse", "outlier": "outlier", "broken_total": "total",
    "stale": "stale", "series_break": "break", "recompute": "supplied",
}  # fmt: skip
_RULES: TypeAdapter[Rules] = TypeAdapter(Rules)


@cache
def load_rules(path: Path = FILE) -> Rules:
    """All rules by id, in the order of the file. Raises CatalogueError naming file, rule and key."""
    try:
        rules = _RULES.validate_python(freeze_lists(read_yaml(path)))
    except ValidationError as error:
        raise CatalogueError(f"{path}: {first_problem(error)}") from error
    known = load_catalogue().indicators
    for rule_id, rule in rules.items():
        if KINDS.get(rule_id) != rule.kind:
            raise CatalogueError(f"{path}: {rule_id}: kind {rule.kind}; known rules: {', '.join(KINDS)}")
        unknown = [indicator_id for indicator_id in _named(rule) if indicator_id not in known]
        if unknown:
            raise CatalogueError(f"{path}: {rule_id}: {unknown[0]!r} is not in the catalogue")
    return rules


def _named(rule: Rule) -> list[str]:
    """Every indicator id that a rule names."""
    if isinstance(rule, Total):
        return [*rule.totals, *(part for parts in rule.totals.values() for part in parts), *rule.regions]
    return [*rule.delays, *rule.ended] if isinstance(rule, Stale) else []
