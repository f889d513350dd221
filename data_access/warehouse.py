"""The warehouse: one engine per URL, one read-only way to run a statement, limits with reasons.

`open_warehouse` is the only place that knows dialects. A `duckdb:///folder` URL is an embedded warehouse: files named
`<generation_id>.duckdb` and a pointer file CURRENT that is swapped atomically; readers move on when the name changes.
A `duckdb:///file.duckdb` URL is one fixed file. `postgresql+psycopg://…` reads the schema `suluh`.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
from sqlalchemy import DateTime, Engine, Executable, Float, Integer, Select, String, create_engine, inspect, select
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from data_access import disclosure, tables
from data_access.errors import (
    GenerationChangedError,
    QueryLimitError,
    WarehouseBusyError,
    WarehouseError,
    WarehouseMissingError,
    WarehouseUnfitError,
)
from data_access.models import Generation

MAX_ROWS = 200_000  # a screen shows hundreds; the whole fact table is an export, not a query
MAX_SECONDS = 10.0  # longer than a person waits
POOL_SIZE = 5
POOL_TIMEOUT_SECONDS = 5
SCHEMA = "suluh"  # PostgreSQL schema that holds the published generation
POINTER = "CURRENT"
UNDEFINED = ("42P01", "42703", "3F000")  # SQLSTATE: no such table, column, schema
UNREADABLE = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.PermissionException,  # a SQLite or Parquet file: DuckDB would load the extension that reads it
)
# Small frames are filtered and walked through faster over Python's strings than over Arrow's: a fifth of a page.
pd.options.mode.string_storage = "python"
GENERATION_FILE = re.compile(r"[A-Za-z0-9-]+\.duckdb")


def is_embedded_folder(url: str) -> bool:
    """Whether the URL names a folder of generations (no `.duckdb` file)."""
    parsed = make_url(url)
    return parsed.get_backend_name() == "duckdb" and not (parsed.database or "").endswith(".duckdb")


def current_file(folder: Path) -> Path:
    """The generation file the pointer names. Raises WarehouseMissingError or WarehouseUnfitError."""
    pointer = folder / POINTER
    try:
        name = pointer.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        raise WarehouseMissingError(
            f"no generation in {folder}: run `python -m data_access build`, or correct warehouse_url"
        ) from None
    file = folder / name
    if not GENERATION_FILE.fullmatch(name):
        raise WarehouseUnfitError(f"{pointer} does not name a generation: run `python -m data_access build`")
    if not file.is_file():
        raise WarehouseMissingError(f"{file} is missing: run `python -m data_access build`")
    return file


def create_reader(url: URL) -> Engine:
    """A read-only engine with time limits on either engine."""
    if url.get_backend_name() == "duckdb":
        return create_engine(
            url,
            connect_args={
                "read_only": True,
                "config": {"enable_external_access": "false", "lock_configuration": "true"},
            },
            pool_size=POOL_SIZE,
            max_overflow=0,
            pool_timeout=POOL_TIMEOUT_SECONDS,
        )
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 5,
            "options": f"-c default_transaction_read_only=on -c statement_timeout={int(MAX_SECONDS * 1000)}"
            f" -c search_path={SCHEMA}",
        },
    )
    return engine


class Warehouse:
    """Runs Core statements on the published generation; every read passes the disclosure gate."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._folder = Path(self._url.database or "") if is_embedded_folder(url) else None
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._opened: tuple[object, ...] | None = None  # what the engine was made for

    def rows(self, statement: Select) -> list[dict]:
        """The rows as plain dictionaries, None where missing. Raises WarehouseError and its kinds."""
        frame = self.frame(statement)
        return frame.astype(object).where(frame.notna(), None).to_dict("records")

    def frame(self, statement: Select, version: str | None = None) -> pd.DataFrame:
        """The rows as a frame, columns named as in the statement, equal on both engines.

        With a version, only figures of that generation are given. Raises WarehouseError and its kinds.
        """
        if not isinstance(statement, Select):  # text could hold anything
            raise WarehouseError("the warehouse is only read: it takes SELECT statements of SQLAlchemy Core")
        with self._connection() as connection:
            result = connection.execute(statement.limit(MAX_ROWS + 1) if _unlimited(statement) else statement)
            rows = result.fetchmany(MAX_ROWS + 1)
            columns = list(result.keys())
        if version is not None and self.version() != version:  # asked after: then the rows were of it too
            raise GenerationChangedError("new figures have just been published: ask again")
        if len(rows) > MAX_ROWS:
            raise QueryLimitError(f"more than {MAX_ROWS:,} rows: narrow the question, or export instead")
        return disclosure.release(_typed(pd.DataFrame.from_records(rows, columns=columns), statement))

    def generation(self) -> Generation:
        """Which state is being served. Raises WarehouseUnfitError when it belongs to another version of Suluh."""
        with self._connection() as connection:
            if not inspect(connection).has_table(tables.generation.name):
                raise WarehouseUnfitError(_unfit(self._url, "it holds no generation"))
            row = connection.execute(select(tables.generation)).mappings().one_or_none()
        if row is None:
            raise WarehouseUnfitError(_unfit(self._url, "it holds no generation"))
        found = Generation(**row)
        if found.schema_version != tables.SCHEMA_VERSION:
            raise WarehouseUnfitError(
                _unfit(self._url, f"its schema is version {found.schema_version}, not {tables.SCHEMA_VERSION}")
            )
        return found

    def version(self) -> str:
        """A cheap name of the current state, for cache keys: the generation id."""
        if self._folder is not None:
            return current_file(self._folder).stem
        return self.generation().generation_id

    def taken(self) -> int:
        """How many connections are in use."""
        pool = self._engine.pool if self._engine is not None else None
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    def close(self) -> None:
        """Give all connections back."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = self._opened = None

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            with self._current_engine().connect() as connection, _deadline(connection):
                yield connection
        except PoolTimeoutError as error:
            raise WarehouseBusyError(
                f"every one of the {POOL_SIZE} connections is taken: wait a moment and try again"
            ) from error
        except (SQLAlchemyError, duckdb.Error) as error:
            raise translate(error, self._url) from error

    def _current_engine(self) -> Engine:
        with self._lock:
            file = self._wanted_file()
            wanted = (file, *_stamp(file)) if file is not None and self._folder is None else (file,)
            if self._engine is None or wanted != self._opened:
                if self._engine is not None:
                    if self._folder is None:  # DuckDB hands out the old file as long as one connection holds it
                        self._wait_for_readers()
                    self._engine.dispose()
                url = self._url if file is None else self._url.set(database=str(file))
                self._engine, self._opened = create_reader(url), wanted
            return self._engine

    def _wait_for_readers(self) -> None:
        """Wait until every connection is back; a statement takes MAX_SECONDS at most."""
        deadline = time.monotonic() + MAX_SECONDS
        while self.taken() and time.monotonic() < deadline:
            time.sleep(0.01)

    def _wanted_file(self) -> Path | None:
        if self._folder is not None:
            return current_file(self._folder)
        if self._url.get_backend_name() == "duckdb":
            file = Path(self._url.database or "")
            if not file.is_file():
                raise WarehouseMissingError(f"{file} does not exist: correct warehouse_url in suluh.toml")
            return file
        return None


def open_warehouse(url: str) -> Warehouse:
    """A warehouse at the URL; nothing is opened before the first statement."""
    return Warehouse(url)


def _stamp(file: Path) -> tuple[int, ...]:
    """What tells one state of a file from another, without reading it."""
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def _deadline(connection: Connection) -> Iterator[None]:
    """Interrupt a DuckDB statement after MAX_SECONDS; PostgreSQL keeps its own clock."""
    if connection.dialect.name != "duckdb":
        yield
        return
    driver = connection.connection.driver_connection
    timer = threading.Timer(MAX_SECONDS, driver.interrupt)  # type: ignore[union-attr]
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _typed(frame: pd.DataFrame, statement: Select) -> pd.DataFrame:
    """Columns without any value get the type of the statement, and moments the time zone UTC."""
    for place, column in enumerate(statement.selected_columns):
        found = frame.iloc[:, place]
        if isinstance(column.type, DateTime):
            frame.isetitem(place, pd.to_datetime(found, utc=True).astype("datetime64[us, UTC]"))
        elif isinstance(column.type, Float | Integer) and found.dtype == object:
            frame.isetitem(place, found.astype("float64"))
        elif isinstance(column.type, String) and found.dtype == object:
            frame.isetitem(place, found.astype("str"))
    return frame


def _unlimited(statement: Executable) -> bool:
    return isinstance(statement, Select) and statement._limit_clause is None


def _unfit(url: URL, reason: str) -> str:
    where = url.database if url.get_backend_name() == "duckdb" else f"database {url.database}"
    return f"{where}: {reason}; run `python -m data_access build` to write a fresh generation"


def translate(error: Exception, url: URL) -> WarehouseError:
    """A driver's error as one of ours, without SQL, address or password in the text."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    state = getattr(cause, "sqlstate", None) or ""  # PostgreSQL writes its messages in the server's language
    if isinstance(cause, duckdb.InterruptException) or state == "57014":
        return QueryLimitError(f"the query took longer than {MAX_SECONDS:g} seconds and was cancelled")
    if isinstance(cause, duckdb.IOException) and "Could not set lock" in str(cause):
        return WarehouseBusyError("another process holds the warehouse file for writing: let it finish, then try again")
    if isinstance(cause, UNREADABLE):
        return WarehouseUnfitError(_unfit(url, "the file is damaged, or written by another version of DuckDB"))
    if state == "40P01":  # deadlock
        return WarehouseBusyError("the warehouse is being changed: try again")
    if isinstance(cause, duckdb.CatalogException | duckdb.BinderException) or state in UNDEFINED:
        return WarehouseUnfitError(_unfit(url, "tables or columns are missing"))
    if isinstance(error, OperationalError):
        return WarehouseMissingError("the warehouse does not answer: check that the server runs, and warehouse_url")
    return WarehouseError(f"the warehouse refused a query ({type(cause).__name__})")
