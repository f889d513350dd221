"""Meetings in the journal: figures frozen as they were seen, and the decisions that rest on them.

A decision never loses its figures: they are kept as values with unit, period, badge and source, not as a query. Every
write stands in the audit log in the same transaction.
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

Status = Literal["planned", "running", "done", "dropped"]
STATUSES: tuple[Status, ...] = ("planned", "running", "done", "dropped")
UNFINISHED: tuple[Status, ...] = ("planned", "running")
MAX_DECISION_LETTERS = 2_000
MAX_OFFICE_LETTERS = 160
MAX_FIGURES = 60  # of one frozen view: more is no meeting

meeting = sa.Table(
    "meeting",
    journal_metadata,
    sa.Column("meeting_id", sa.Text, primary_key=True),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("held_on", sa.Date, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("region_code", "held_on", name="uq_meeting_region_day"),
)
"""One meeting a region and day."""

frozen_view = sa.Table(
    "frozen_view",
    journal_metadata,
    sa.Column("freeze_id", sa.Text, primary_key=True),
    sa.Column("meeting_id", sa.Text, sa.ForeignKey("meeting.meeting_id"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("generation_id", sa.Text, nullable=False),
    sa.Column("frozen_at", UtcDateTime, nullable=False),
    sa.Column("figures", sa.JSON, nullable=False),
)
"""Figures as they stood: a list of records with the fields of `FrozenFigure`."""

decision = sa.Table(
    "decision",
    journal_metadata,
    sa.Column("decision_id", sa.Text, primary_key=True),
    sa.Column("freeze_id", sa.Text, sa.ForeignKey("frozen_view.freeze_id"), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("office", sa.Text, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
)
"""What was decided, by which office it is to be done, until when, and how far it is."""


@dataclass(frozen=True)
class FrozenFigure:
    """One figure as it was seen; `value` None where there was none. Texts in both languages, so that it outlives the
    catalogue entry.
    """

    indicator_id: str
    name_id: str
    name_en: str
    unit_id: str
    unit_en: str
    value: float | None
    period: str | None
    status: str | None
    obs_status: str | None
    series_version: str | None
    previous_value: float | None
    previous_period: str | None
    rank: int | None
    n: int | None
    source_title: str | None
    publisher_id: str | None
    publisher_en: str | None


@dataclass(frozen=True)
class FrozenView:
    """The figures of one moment of a meeting, and the generation of the warehouse they came from."""

    freeze_id: str
    meeting_id: str
    region_code: str
    held_on: dt.date
    title: str
    generation_id: str
    frozen_at: datetime
    figures: tuple[FrozenFigure, ...]


@dataclass(frozen=True)
class Decision:
    """One decision with the figures it rests on."""

    decision_id: str
    text: str
    office: str
    due_on: dt.date
    status: Status
    created_at: datetime
    updated_at: datetime
    view: FrozenView

    @property
    def is_finished(self) -> bool:
        return self.status not in UNFINISHED

    def days_late(self, today: dt.date) -> int:
        """How many days past its due date an unfinished decision is; 0 when it is not."""
        return 0 if self.is_finished else max((today - self.due_on).days, 0)


def freeze_figures(
    journal: Journal,
    actor: str,
    region_code: str,
    held_on: dt.date,
    title: str,
    generation_id: str,
    figures: Sequence[FrozenFigure],
) -> str:
    """Keep figures of a meeting, which begins with its first; the id of the frozen view. Raises JournalError."""
    check_text("title", title, MAX_OFFICE_LETTERS)
    if not 1 <= len(figures) <= MAX_FIGURES:
        raise JournalError(f"a frozen view holds 1 to {MAX_FIGURES} figures, not {len(figures)}")
    content, now = plain_json({"figures": [vars(figure) for figure in figures]})["figures"], datetime.now(UTC)
    freeze_id = str(uuid.uuid4())
    with journal.transaction() as connection:
        held = sa.and_(meeting.c.region_code == region_code, meeting.c.held_on == held_on)
        meeting_id = connection.execute(sa.select(meeting.c.meeting_id).where(held)).scalar()
        if meeting_id is None:
            meeting_id = str(uuid.uuid4())
            values = {"meeting_id": meeting_id, "region_code": region_code, "held_on": held_on, "created_at": now}
            connection.execute(meeting.insert().values(**values))
        connection.execute(
            frozen_view.insert().values(
                freeze_id=freeze_id, meeting_id=meeting_id, title=title, generation_id=generation_id, frozen_at=now,
                figures=content,
            )
        )  # fmt: skip
        detail = {"region_code": region_code, "generation_id": generation_id, "n_figures": len(figures)}
        _audit(connection, actor, "freeze_figures", freeze_id, detail, now)
    return freeze_id


def record_decision(journal: Journal, actor: str, freeze_id: str, text: str, office: str, due_on: dt.date) -> str:
    """Keep a decision on frozen figures; its id. Raises JournalError, also for what looks like a person."""
    check_text("decision", text, MAX_DECISION_LETTERS)
    check_text("office", office, MAX_OFFICE_LETTERS)
    for what, given in (("decision", text), ("office", office)):
        if mark := find_person(given):
            raise JournalError(f"{what} looks as if it named a person ({mark}); name the office instead")
    decision_id, now = str(uuid.uuid4()), datetime.now(UTC)
    with journal.transaction() as connection:
        if connection.execute(sa.select(frozen_view.c.freeze_id).where(frozen_view.c.freeze_id == freeze_id)).first() is None:  # fmt: skip  # noqa: E501
            raise JournalError(f"there are no frozen figures {freeze_id!r}; freeze them first")
        connection.execute(
            decision.insert().values(
                decision_id=decision_id, freeze_id=freeze_id, text=text.strip(), office=office.strip(), due_on=due_on,
                status="planned", created_at=now, updated_at=now,
            )
        )  # fmt: skip
        _audit(connection, actor, "record_decision", decision_id, {"freeze_id": freeze_id, "due_on": str(due_on)}, now)
    return decision_id


def set_status(journal: Journal, actor: str, decision_id: str, status: Status) -> None:
    """Say how far a decision is. Raises JournalError for an unknown decision or status."""
    if status not in STATUSES:
        raise JournalError(f"status must be one of {', '.join(STATUSES)}, not {status!r}")
    now = datetime.now(UTC)
    with journal.transaction() as connection:
        before = connection.execute(
            sa.select(decision.c.status).where(decision.c.decision_id == decision_id).with_for_update()
        ).scalar()
        if before is None:
            raise JournalError(f"there is no decision {decision_id!r}")
        if before == status:
            return
        connection.execute(
            decision.update().where(decision.c.decision_id == decision_id).values(status=status, updated_at=now)
        )
        _audit(connection, actor, "set_status", decision_id, {"from": before, "to": status}, now)


def read_decisions(journal: Journal, region_code: str) -> list[Decision]:
    """All decisions of a region, the unfinished first by due date, then the finished, the latest first."""
    columns = [*decision.c, *_view_columns()]
    statement = (
        sa.select(*columns)
        .join_from(decision, frozen_view, decision.c.freeze_id == frozen_view.c.freeze_id)
        .join(meeting, meeting.c.meeting_id == frozen_view.c.meeting_id)
        .where(meeting.c.region_code == region_code)
    )
    with journal.transaction() as connection:
        rows = connection.execute(statement).mappings().all()
    found = [
        Decision(
            row["decision_id"], row["text"], row["office"], row["due_on"], row["status"], row["created_at"],
            row["updated_at"], _view(row),
        )
        for row in rows
    ]  # fmt: skip
    unfinished = sorted((d for d in found if not d.is_finished), key=lambda d: (d.due_on, d.created_at, d.decision_id))
    finished = sorted((d for d in found if d.is_finished), key=lambda d: (d.updated_at, d.decision_id), reverse=True)
    return [*unfinished, *finished]


def read_views(journal: Journal, region_code: str, held_on: dt.date) -> list[FrozenView]:
    """What was frozen in the meeting of a region and day, the latest first."""
    statement = (
        sa.select(*_view_columns())
        .join_from(frozen_view, meeting, meeting.c.meeting_id == frozen_view.c.meeting_id)
        .where(meeting.c.region_code == region_code, meeting.c.held_on == held_on)
        .order_by(frozen_view.c.frozen_at.desc(), frozen_view.c.freeze_id)
    )
    with journal.transaction() as connection:
        return [_view(row) for row in connection.execute(statement).mappings()]


def _view_columns() -> list[sa.ColumnElement[Any]]:
    f = frozen_view.c
    return [f.freeze_id, f.meeting_id, meeting.c.region_code, meeting.c.held_on, f.title, f.generation_id, f.frozen_at,
            f.figures]  # fmt: skip


def _view(row: Mapping[Any, Any]) -> FrozenView:
    names = ("freeze_id", "meeting_id", "region_code", "held_on", "title", "generation_id", "frozen_at")
    figures = tuple(FrozenFigure(**figure) for figure in row["figures"])
    return FrozenView(**{name: row[name] for name in names}, figures=figures)


def _audit(
    connection: sa.Connection, actor: str, action: str, subject: str, detail: Mapping[str, Any], now: datetime
) -> None:
    entry = {"actor": actor, "action": action, "subject": subject, "detail": plain_json(detail)}
    connection.execute(audit_log.insert().values(occurred_at=now, **entry))
