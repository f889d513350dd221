"""Build a generation from the compiled files and publish it in one step; readers see the old one until then.

DuckDB: a new file, then the pointer CURRENT is replaced. PostgreSQL: a new schema, then one rename.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Table, create_engine, text
from sqlalchemy.engine import make_url

from data_access import tables
from data_access.catalog import Catalogue, load_catalogue
from data_access.errors import WarehouseBusyError, WarehouseError
from data_access.loading import files
from data_access.loading.marts import fill_marts
from data_access.warehouse import POINTER, SCHEMA, current_file, is_embedded_folder

log = logging.getLogger(__name__)

KEPT_GENERATIONS = 2  # the published one, and one that readers may still hold open
LOCK_SECONDS = 300
CHECK_LETTERS = 12  # of the checksum, in the name of a generation

Report = Callable[[str], None]


def build(url: str, data: Path = files.DATA, report: Report = log.info) -> str:
    """Build and publish a generation at the URL; returns its id. Raises LoadError, WarehouseBusyError."""
    catalogue = load_catalogue()
    report("reading figures")
    frames = read_frames(data, catalogue)
    now = datetime.now(UTC)
    check = files.checksum(data)
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
    if make_url(url).get_backend_name() == "duckdb":
        _build_duckdb(url, generation_id, frames, report)
    else:
        _build_postgres(url, generation_id, frames, report)
    report(f"published {generation_id}: {len(frames[tables.observation]):,} observations")
    return generation_id


def build_if_stale(url: str, data: Path = files.DATA, report: Report = log.info) -> str | None:
    """Build the embedded warehouse unless one of these very inputs is there; of several starters one builds."""
    folder = Path(make_url(url).database or "")
    if _is_fresh(folder, data):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    report("waiting for the builder's lock")
    with _lock(folder):
        return None if _is_fresh(folder, data) else build(url, data, report)


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
    return frames


def _is_fresh(folder: Path, data: Path) -> bool:
    try:
        return current_file(folder).stem.endswith(files.checksum(data)[:CHECK_LETTERS])
    except WarehouseError:
        return False


def _build_duckdb(url: str, generation_id: str, frames: dict[Table, pd.DataFrame], report: Report) -> None:
    target = Path(make_url(url).database or "")
    folder, is_folder = (target, True) if is_embedded_folder(url) else (target.parent, False)
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / f"{generation_id}.duckdb" if is_folder else target
    draft = folder / f"{generation_id}.draft"
    try:
        engine = create_engine(f"duckdb:///{draft}")
        with engine.begin() as connection:
            tables.metadata.create_all(connection)
            _load(connection, frames, report)
        engine.dispose()
        os.replace(draft, final)
    finally:
        draft.unlink(missing_ok=True)
        draft.with_suffix(".draft.wal").unlink(missing_ok=True)
    if is_folder:
        pointer = folder / f"{POINTER}.new"
        pointer.write_text(final.name + "\n", encoding="utf-8")
        os.replace(pointer, folder / POINTER)
        _remove_old(folder)


def _build_postgres(url: str, generation_id: str, frames: dict[Table, pd.DataFrame], report: Report) -> None:
    draft = f"{SCHEMA}_next"
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('suluh build'))"))
            connection.execute(text(f"DROP SCHEMA IF EXISTS {draft} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {draft}"))
            connection.execute(text(f"SET LOCAL search_path = {draft}"))
            tables.metadata.create_all(connection, checkfirst=False)
            _load(connection, frames, report)
            connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
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
        connection.execute(text(f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM incoming"))
        driver.unregister("incoming")  # type: ignore[union-attr]
        return
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:  # type: ignore[union-attr]
        for row in rows:
            copy.write_row(row)


def _lock(folder: Path) -> FileLock:
    lock = FileLock(folder / "build.lock")
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except Timeout as error:
        raise WarehouseBusyError(
            f"another process has been building in {folder} for {LOCK_SECONDS} s: look at its log, or remove build.lock"
        ) from error
    return lock


def _remove_old(folder: Path) -> None:
    for file in sorted(folder.glob("*.duckdb"))[:-KEPT_GENERATIONS]:
        try:
            file.unlink()
        except OSError as error:  # Windows keeps open files; the next build tries again
            log.warning("could not remove %s: %s", file.name, error)
