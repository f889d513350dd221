"""The claim register: public claims with who said them and when, and the rule by which each is recomputed."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from data_access.catalog import FOLDER, StrictEntry, Text, load_catalogue, read_entries
from data_access.errors import CatalogueError

Rule = Literal["change_pct", "change", "value", "definitions", "target_share", "trend", "leads", "none"]
NEEDS = {  # what each rule cannot do without, besides its region
    "change_pct": ("indicator", "start", "end", "claimed", "tolerance"),
    "change": ("indicator", "start", "end", "claimed", "tolerance"),
    "value": ("indicator", "end", "claimed", "tolerance"),
    "definitions": ("indicator", "end", "claimed", "tolerance", "checks"),
    "target_share": ("indicator", "end", "claimed", "tolerance"),
    "trend": ("other", "start", "end"),
    "leads": ("other", "topics"),
    "none": (),
}


class Claim(StrictEntry):
    """One public claim. `checks` are other measures of the same thing; `said_on` is a day, a month or a year."""

    text: Text
    said_by: Text
    said_on: dt.date | str | None = None
    source: str | None = None
    rule: Rule
    region: str
    other: str | None = None
    indicator: str | None = None
    start: str | None = None
    end: str | None = None
    claimed: float | int | None = None
    tolerance: float | int | None = Field(default=None, gt=0)
    checks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    note: Text

    @model_validator(mode="after")
    def _check(self) -> Claim:
        lacking = [name for name in NEEDS[self.rule] if getattr(self, name) in (None, ())]
        if lacking:
            raise ValueError(f"rule {self.rule} needs {', '.join(lacking)}")
        return self


@cache
def load_claims(path: Path = FOLDER / "claims.yaml") -> dict[str, Claim]:
    """Every claim by id. Raises CatalogueError naming the claim for an indicator or topic the catalogue lacks."""
    claims = read_entries(path, Claim)
    catalogue = load_catalogue()
    for claim_id, claim in claims.items():
        for indicator_id in (claim.indicator, *claim.checks):
            if indicator_id is not None and indicator_id not in catalogue.indicators:
                raise CatalogueError(f"{path}: {claim_id}: indicator {indicator_id!r} is not in the catalogue")
        for topic in claim.topics:
            if topic not in catalogue.topics:
                raise CatalogueError(f"{path}: {claim_id}: topic {topic!r} is not in topics.yaml")
    return claims
