"""Build a generation from the compiled files and publish it in one step; readers see the old one until then.

DuckDB: a new file, then the pointer CURRENT is replaced. PostgreSQL: a new schema, then two renames in its
transaction; the schema before it stays until the next build, as readers may still hold it.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import psycopg
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Table, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from data_access import tables
from data_access.catalog import Catalogue, load_catalogue
from data_access.errors import LoadError, WarehouseBusyError, WarehouseError
from data_access.loading import files
from data_access.loading.marts import fill_marts
from data_access.loading.targets import read_target_folder, target_files
from data_access.models import Region
from data_access.regions import Regions
from data_access.warehouse import POINTER, SCHEMA, current_file, is_embedded_folder, translate

log = logging.getLogger(__name__)

KEPT_GENERATIONS = 2  # the published one, and one that readers may still hold open
LOCK_SECONDS = 300
CHECK_LETTERS = 12  # of the checksum, in the name of a generation

Report = Callable[[str], None]


def build(url: str, data: Path = files.DATA, report: Report = log.info, targets: Path | None = None) -> str:
    """Build and publish a generation at the URL; returns its id. Raises LoadError and WarehouseError.

    `targets` is a folder of targets of one's own; of an equal key they replace those of `data`.
    """
    if make_url(url).get_backend_name() != "duckdb":
        return _build(url, data, report, targets)
    with _locked(_folder_of(url)):
        return _build(url, data, report, targets)


def _build(url: str, data: Path, report: Report, targets: Path | None) -> str:
    catalogue = load_catalogue()
    report("reading figures")
    frames = read_frames(data, catalogue)
    if targets is not None:
        frames[tables.target] = add_targets(frames, targets, catalogue)
    now = datetime.now(UTC)
    check = _checksum(data, targets)
    generation_id = f"{now:%Y%m%dT%H%M%S%f}-{check[:CHECK_LETTERS]}"
    frames[tables.release]["loaded_at"] = now
    frames[tables.generation] = pd.DataFrame(
        [
            {
                "generation_id": generation_id,
                "schema_version": tables.SCHEMA_VERSION,
                "built_at": now,
                "n_observations": len(frames[tables.observation]),
                "checksum": check,
            }
        ]
    )
    try:
        if make_url(url).get_backend_name() == "duckdb":
            _build_duckdb(url, generation_id, frames, report)
        else:
            _build_postgres(url, generation_id, frames, report)
    except (SQLAlchemyError, duckdb.Error, psycopg.Error) as error:
        if isinstance(error, OperationalError) and isinstance(error.orig, psycopg.Error):
            raise translate(error, make_url(url)) from error
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise LoadError(f"the generation could not be written: {reason}") from error
    report(f"published {generation_id}: {len(frames[tables.observation]):,} observations")
    return generation_id


def build_if_stale(
    url: str, data: Path = files.DATA, report: Report = log.info, targets: Path | None = None
) -> str | None:
    """Build the embedded warehouse unless one of these very inputs is there; of several starters one builds."""
    folder = _folder_of(url)
    if _is_fresh(folder, data, targets):
        return None
    report("waiting for the builder's lock")
    with _locked(folder):
        return None if _is_fresh(folder, data, targets) else _build(url, data, report, targets)


def add_targets(frames: dict[Table, pd.DataFrame], folder: Path, catalogue: Catalogue) -> pd.DataFrame:
    """The published targets and those of a folder, which win. Raises LoadError with line and column."""
    known = Regions.from_rows(
        frames[tables.region][[field.name for field in fields(Region)]].to_dict("records"),
        frames[tables.region_code].to_dict("records"),
    )
    own, published = read_target_folder(folder, known, catalogue), frames[tables.target]
    key = list(tables.target.primary_key.columns.keys())
    every = pd.concat([own, published], ignore_index=True) if len(own) else published
    return every.drop_duplicates(key, keep="first", ignore_index=True)


def read_frames(data: Path, catalogue: Catalogue) -> dict[Table, pd.DataFrame]:
    """All fact tables from the compiled files, checked against each other. Raises LoadError."""
    frames = {table: files.read_table(table, data / name) for table, name in files.FILES.items()}
    frames[tables.indicator] = pd.DataFrame(
        [
            {
                "indicator_id": entry.indicator_id,
                "name": entry.name.id,
                "topic": entry.topic,
                "unit": entry.unit,
                "polarity": entry.polarity,
                "frequency": entry.frequency,
                "is_ranked": entry.is_ranked,
            }
            for entry in catalogue.indicators.values()
        ]
    )
    frames[tables.observation] = files.read_observations(data)
    files.check_observations(frames[tables.observation], frames[tables.region], catalogue)
    files.check_references(frames[tables.observation], frames[tables.source], frames[tables.release])
    return frames


def _checksum(data: Path, targets: Path | None) -> str:
    """What the inputs are: the same ones give the same text, and so does an empty folder of targets."""
    own = [] if targets is None else target_files(targets)
    if not own:
        return files.checksum(data)
    digest = hashlib.sha256(files.checksum(data).encode())
    for path in own:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_fresh(folder: Path, data: Path, targets: Path | None) -> bool:
    try:
        return current_file(folder).stem.endswith(_checksum(data, targets)[:CHECK_LETTERS])
    except WarehouseError:
        return False


def _build_duckdb(url: str, generation_id: str, frames: dict[Table, pd.DataFrame], report: Report) -> None:
    target = Path(make_url(url).database or "")
    folder, is_folder = _folder_of(url), is_embedded_folder(url)
    for left in folder.glob("*.draft*"):  # by a builder that was killed; we hold its lock
        left.unlink()
    final = folder / f"{generation_id}.duckdb" if is_folder else target
    draft = folder / f"{generation_id}.draft"
    engine = create_engine(f"duckdb:///{draft}")
    try:
        with engine.begin() as connection:
            tables.metadata.create_all(connection)
            _load(connection, frames, report)
        engine.dispose()
        os.replace(draft, final)
    finally:
        engine.dispose()
        draft.unlink(missing_ok=True)
        draft.with_suffix(".draft.wal").unlink(missing_ok=True)
    if is_folder:
        pointer = folder / f"{POINTER}.new"
        pointer.write_text(final.name + "\n", encoding="utf-8")
        os.replace(pointer, folder / POINTER)
        _remove_old(folder, final)


def _build_postgres(url: str, generation_id: str, frames: dict[Table, pd.DataFrame], report: Report) -> None:
    draft, previous = f"{SCHEMA}_next", f"{SCHEMA}_previous"
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('suluh build'))"))
            for left in (draft, previous):
                connection.execute(text(f"DROP SCHEMA IF EXISTS {left} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {draft}"))
            connection.execute(text(f"SET LOCAL search_path = {draft}"))
            tables.metadata.create_all(connection, checkfirst=False)
            _load(connection, frames, report)
            if inspect(connection).has_schema(SCHEMA):  # renamed only: dropping it would deadlock with readers
                connection.execute(text(f"ALTER SCHEMA {SCHEMA} RENAME TO {previous}"))
            connection.execute(text(f"ALTER SCHEMA {draft} RENAME TO {SCHEMA}"))
    finally:
        engine.dispose()


def _load(connection: Connection, frames: dict[Table, pd.DataFrame], report: Report) -> None:
    for table, frame in frames.items():
        report(f"loading {table.name}: {len(frame):,} rows")
        _insert(connection, table, frame[table.c.keys()])
    report("building marts")
    fill_marts(connection)


def _insert(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    """Bulk rows by the engine's own path: DuckDB scans the frame, PostgreSQL takes COPY."""
    driver = connection.connection.driver_connection
    columns = ", ".join(frame.columns)
    if connection.dialect.name == "duckdb":
        driver.register("incoming", frame)  # type: ignore[union-attr]
        connection.execute(text(f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM incoming"))  # noqa: S608 (names of our own tables)
        driver.unregister("incoming")  # type: ignore[union-attr]
        return
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:  # type: ignore[union-attr]
        for row in rows:
            copy.write_row(row)


def _folder_of(url: str) -> Path:
    """Where the generations of an embedded warehouse lie."""
    target = Path(make_url(url).database or "")
    return target if is_embedded_folder(url) else target.parent


def _locked(folder: Path) -> AbstractContextManager[object]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return FileLock(folder / "build.lock").acquire(timeout=LOCK_SECONDS)
    except Timeout as error:
        raise WarehouseBusyError(
            f"another process has been building in {folder} for {LOCK_SECONDS} s: look at its log, or remove build.lock"
        ) from error


def _remove_old(folder: Path, published: Path) -> None:
    """Keep the published file, whatever its name: a clock that was set back sorts it before older ones."""
    others = sorted(set(folder.glob("*.duckdb")) - {published})
    for file in others[: len(others) - (KEPT_GENERATIONS - 1)]:
        try:
            file.unlink()
        except OSError as error:  # Windows keeps open files; the next build tries again
            log.warning("could not remove %s: %s", file.name, error)
