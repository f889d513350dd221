"""The register of mutual adoption in the journal: who takes over what from whom, how far, and what it should move.

The result indicator's figure is frozen at the moment of entry, as a value with period, badge and source, so that a
follow-up after 3, 6 and 12 months can say what moved. Every write stands in the audit log in the same transaction. An
office is answerable, never a person.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from data_access.errors import JournalError
from data_access.journal import Journal, UtcDateTime, audit_log, check_text, journal_metadata, plain_json
from data_access.persons import find_person

Stage = Literal["known", "pilot", "adopted", "institution", "stopped"]
STAGES: tuple[Stage, ...] = ("known", "pilot", "adopted", "institution", "stopped")
FOLLOW_UP_MONTHS = (3, 6, 12)
MAX_TEXT_LETTERS = 1_000
MAX_OFFICE_LETTERS = 160

adoption = sa.Table(
    "adoption",
    journal_metadata,
    sa.Column("adoption_id", sa.Text, primary_key=True),
    sa.Column("practice", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("adopter", sa.Text, nullable=False),
    sa.Column("adaptation", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("office", sa.Text, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("indicator_id", sa.Text, nullable=False),
    sa.Column("frozen", sa.JSON, nullable=False),
    sa.Column("entered_on", sa.Date, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
)
"""One practice that one region takes over from another; `frozen` holds the fields of `FrozenValue`."""


@dataclass(frozen=True)
class FrozenValue:
    """The result indicator of the adopter as it stood at entry; all None where there was no figure."""

    value: float | None = None
    period: str | None = None
    series_version: str | None = None
    status: str | None = None
    source_id: str | None = None
    generation_id: str | None = None


@dataclass(frozen=True)
class Adoption:
    """One entry of the register. `origin` and `adopter` are region codes."""

    adoption_id: str
    practice: str
    origin: str
    adopter: str
    adaptation: str
    stage: Stage
    office: str
    due_on: dt.date
    indicator_id: str
    frozen: FrozenValue
    entered_on: dt.date
    created_at: datetime
    updated_at: datetime

    def follow_ups(self) -> list[tuple[int, dt.date]]:
        """When to look again: months after entry with the day."""
        return [(months, add_months(self.entered_on, months)) for months in FOLLOW_UP_MONTHS]


def record_adoption(
    journal: Journal,
    actor: str,
    practice: str,
    origin: str,
    adopter: str,
    adaptation: str,
    office: str,
    due_on: dt.date,
    indicator_id: str,
    frozen: FrozenValue,
    entered_on: dt.date,
) -> str:
    """Enter an adoption at its first stage; its id.

    Raises JournalError for an empty or over-long text, for equal regions, for a due date before the entry, and for a
    text that looks as if it named a person.
    """
    texts = (("practice", practice, MAX_TEXT_LETTERS), ("adaptation", adaptation, MAX_TEXT_LETTERS),
             ("office", office, MAX_OFFICE_LETTERS))  # fmt: skip
    for what, text, most in texts:
        check_text(what, text, most)
        if mark := find_person(text):
            raise JournalError(f"{what} looks as if it named a person ({mark}); name the office instead")
    if origin == adopter:
        raise JournalError("origin and adopter are the same region; choose two")
    if due_on < entered_on:
        raise JournalError(f"due date {due_on} lies before the entry on {entered_on}; choose a later one")
    adoption_id, now = str(uuid.uuid4()), datetime.now(UTC)
    values = {
        "adoption_id": adoption_id, "practice": practice.strip(), "origin": origin, "adopter": adopter,
        "adaptation": adaptation.strip(), "stage": STAGES[0], "office": office.strip(), "due_on": due_on,
        "indicator_id": indicator_id, "frozen": plain_json(vars(frozen)), "entered_on": entered_on,
        "created_at": now, "updated_at": now,
    }  # fmt: skip
    with journal.transaction() as connection:
        connection.execute(adoption.insert().values(**values))
        detail = {"origin": origin, "adopter": adopter, "indicator_id": indicator_id, "due_on": str(due_on)}
        _audit(connection, actor, "record_adoption", adoption_id, detail, now)
    return adoption_id


def set_stage(journal: Journal, actor: str, adoption_id: str, stage: Stage) -> None:
    """Say how far an adoption is. Raises JournalError for an unknown entry or stage."""
    if stage not in STAGES:
        raise JournalError(f"stage must be one of {', '.join(STAGES)}, not {stage!r}")
    now = datetime.now(UTC)
    with journal.transaction() as connection:
        wanted = adoption.c.adoption_id == adoption_id
        before = connection.execute(sa.select(adoption.c.stage).where(wanted).with_for_update()).scalar()
        if before is None:
            raise JournalError(f"there is no adoption {adoption_id!r}")
        if before != stage:
            connection.execute(adoption.update().where(wanted).values(stage=stage, updated_at=now))
            _audit(connection, actor, "set_adoption_stage", adoption_id, {"from": before, "to": stage}, now)


def read_adoptions(journal: Journal, region_codes: Sequence[str] | None = None) -> list[Adoption]:
    """The register, in both directions for the given regions (those between them, if two); by due date."""
    statement = adoption.select().order_by(adoption.c.due_on, adoption.c.created_at, adoption.c.adoption_id)
    if region_codes is not None:
        either = sa.or_ if len(region_codes) < 2 else sa.and_
        statement = statement.where(either(adoption.c.origin.in_(region_codes), adoption.c.adopter.in_(region_codes)))
    with journal.transaction() as connection:
        rows = connection.execute(statement).mappings().all()
    return [Adoption(**{**row, "frozen": FrozenValue(**row["frozen"])}) for row in rows]


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_after = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(day.day, (first_after - dt.timedelta(days=1)).day))


def _audit(
    connection: sa.Connection, actor: str, action: str, subject: str, detail: Mapping[str, Any], now: datetime
) -> None:
    entry = {"actor": actor, "action": action, "subject": subject, "detail": plain_json(detail)}
    connection.execute(audit_log.insert().values(occurred_at=now, **entry))
