"""What people write, in a database of its own that outlives every generation: saved views and the audit log.

The tables of meetings, with what is done to them, stand in `meetings.py`.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock

from data_access.errors import JournalError
from data_access.settings import POSTGRESQL, masked_url, parse_url, resolve_url

MIGRATION_TABLE = "journal_version"  # not Alembic's usual name: one PostgreSQL database may hold the warehouse too
MIGRATION_LOCK = 0x53554C5548  # "SULUH": the key of the advisory lock on PostgreSQL
LOCK_SECONDS = 30  # a migration takes well under a second; longer means that a process hangs
BUSY_SECONDS = 10  # how long a writer waits for another writer of the SQLite file
CONNECT_SECONDS = 5  # a server that is down must not hold up the start
MAX_NAME_LENGTH = 200  # a name of a view, actor, action or subject is shown on one line
MAX_QUERY_LENGTH = 4_000  # browsers and proxies cut longer addresses
MAX_ENTRIES = 10_000  # of one reading: about 5 MB

journal_metadata = sa.MetaData()


class OtherVersionError(Exception):
    """The journal is at a revision that this version of Suluh does not know."""


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment with its zone, the same on every engine: SQLite keeps none, PostgreSQL answers in the session's."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Write in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Read as UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


saved_view = sa.Table(
    "saved_view",
    journal_metadata,
    sa.Column("view_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("owner", sa.Text),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
)
audit_log = sa.Table(
    "audit_log",
    journal_metadata,
    sa.Column("entry_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("occurred_at", UtcDateTime, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("detail", sa.JSON, nullable=False),
    sqlite_autoincrement=True,  # the number of a lost entry is never given again
)


@dataclass(frozen=True)
class SavedView:
    """A name for an address: `query` is what follows the question mark."""

    view_id: str
    name: str
    query: str
    owner: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class AuditEntry:
    """Who did what to what, and when."""

    entry_id: int
    occurred_at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]


@dataclass(frozen=True)
class Journal:
    """An open journal, at the newest schema; every call is one transaction."""

    engine: sa.Engine

    def save_view(self, name: str, query: str, owner: str | None = None) -> str:
        """Keep an address under a name and return the new view's id; equal names may live side by side."""
        check_text("name", name, MAX_NAME_LENGTH)
        check_text("query", query, MAX_QUERY_LENGTH, may_be_empty=True)
        if owner is not None:
            check_text("owner", owner, MAX_NAME_LENGTH)
        now = datetime.now(UTC)
        view = SavedView(str(uuid.uuid4()), name, query, owner, now, now)
        with self.transaction() as connection:
            connection.execute(saved_view.insert().values(vars(view)))
        return view.view_id

    def views(self) -> list[SavedView]:
        """Return all saved views, the newest first."""
        statement = saved_view.select().order_by(saved_view.c.created_at.desc(), saved_view.c.view_id)
        with self.transaction() as connection:
            return [SavedView(**row) for row in connection.execute(statement).mappings()]

    def delete_view(self, view_id: str) -> bool:
        """Forget a view; False when there was none of this id."""
        check_text("view_id", view_id, MAX_NAME_LENGTH)
        with self.transaction() as connection:
            return connection.execute(saved_view.delete().where(saved_view.c.view_id == view_id)).rowcount > 0

    def record(self, actor: str, action: str, subject: str, detail: Mapping[str, Any]) -> None:
        """Add an entry to the audit log, which is only ever added to."""
        for what, text in (("actor", actor), ("action", action), ("subject", subject)):
            check_text(what, text, MAX_NAME_LENGTH)
        entry = {"actor": actor, "action": action, "subject": subject, "detail": plain_json(detail)}
        with self.transaction() as connection:
            connection.execute(audit_log.insert().values(occurred_at=datetime.now(UTC), **entry))

    def entries(self, limit: int = 100) -> list[AuditEntry]:
        """Return the newest entries of the audit log, the newest first."""
        if not 1 <= limit <= MAX_ENTRIES:
            raise JournalError(f"limit must be from 1 to {MAX_ENTRIES}, not {limit}")
        statement = audit_log.select().order_by(audit_log.c.entry_id.desc()).limit(limit)
        with self.transaction() as connection:
            return [AuditEntry(**row) for row in connection.execute(statement).mappings()]

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A connection whose writes are kept together or not at all. Raises JournalError."""
        with _journal_errors(self.engine.url, "did not answer"), self.engine.begin() as connection:
            yield connection


def open_journal(url: str) -> Journal:
    """Open the journal at a SQLite or PostgreSQL URL, creating or migrating it first."""
    try:
        parsed = parse_url(resolve_url(url))
    except ValueError:
        parsed = None
    if parsed is None or parsed.drivername not in ("sqlite", POSTGRESQL) or parsed.database == ":memory:":
        raise JournalError(f"journal {masked_url(url)} cannot be used; expected sqlite:///file or {POSTGRESQL}://…")
    with _journal_errors(parsed, "could not be opened"):
        engine = _create_engine(parsed)
        try:
            _migrate(engine)
        except BaseException:
            engine.dispose()
            raise
    return Journal(engine)


def _create_engine(url: sa.URL) -> sa.Engine:
    if url.drivername == POSTGRESQL:
        timeout = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
        return sa.create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=timeout)
    engine = sa.create_engine(url, hide_parameters=True)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _prepare_sqlite(dbapi_connection: Any, _: object) -> None:
    dbapi_connection.isolation_level = None  # Python's driver would begin no transaction before DDL; we begin all
    dbapi_connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    dbapi_connection.execute("PRAGMA foreign_keys = ON")


def _migrate(engine: sa.Engine) -> None:
    """Bring the schema to the newest revision; processes that start together take turns."""
    from data_access.migrations.upgrade import upgrade  # with Alembic, which nobody needs before a journal is opened

    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(sa.select(sa.func.set_config("lock_timeout", f"{LOCK_SECONDS}s", True)))
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            upgrade(connection)
        return
    file = Path(engine.url.database or "")
    file.parent.mkdir(parents=True, exist_ok=True)
    # ".lock" alone could be another program's: a wrong path must not block that one
    with FileLock(f"{file}.migration-lock", timeout=LOCK_SECONDS):
        _use_wal(engine)
        with engine.begin() as connection:
            upgrade(connection)


def _use_wal(engine: sa.Engine) -> None:
    """Let readers go on while one writes; the file remembers it, and it cannot be set inside a transaction."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


@contextmanager
def _journal_errors(url: sa.URL, what_happened: str) -> Iterator[None]:
    """Turn errors of driver, file system and migration into one line without passwords."""
    shown = masked_url(url.render_as_string(hide_password=False))
    try:
        yield
    except OtherVersionError as error:
        advice = "it belongs to another version of Suluh; start that version, or restore a backup"
        raise JournalError(f"journal {shown} {what_happened}: {advice}") from error
    except (sa.exc.SQLAlchemyError, sqlite3.Error, OSError, UnicodeError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        if url.password:
            reason = reason.replace(str(url.password), "***")
        raise JournalError(f"journal {shown} {what_happened}: {reason}; check journal_url and its server") from error


def check_text(what: str, text: str, max_length: int, *, may_be_empty: bool = False) -> None:
    """Refuse what one engine would keep and another would not, or what no screen can show."""
    if not may_be_empty and not text.strip():
        raise JournalError(f"{what} is empty; give at least one letter")
    if len(text) > max_length:
        raise JournalError(f"{what} has {len(text)} characters; at most {max_length} are kept")
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text):
        raise JournalError(f"{what} holds characters that are no text; remove them")


def plain_json(detail: Mapping[str, Any]) -> Any:
    """Return the detail as it will be read back: plain JSON, with no NaN and no infinity."""
    try:
        return json.loads(json.dumps(dict(detail), allow_nan=False))
    except (TypeError, ValueError, RecursionError) as error:
        raise JournalError(f"detail cannot be kept as JSON: {error}") from error
