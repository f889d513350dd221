"""The compiled files of `assets/data` as typed frames, one per table, checked before anything is written."""

from __future__ import annotations

import csv
import hashlib
import math
import re
from pathlib import Path

import pandas as pd
from sqlalchemy import Boolean, Date, Double, Integer, Table

from data_access import tables
from data_access.catalog import FOLDER as CATALOGUE
from data_access.catalog import Catalogue
from data_access.errors import LoadError
from data_access.models import Status

DATA = Path(__file__).parents[2] / "assets" / "data"
OFFENDERS_SHOWN = 5
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
MISSING = "M"  # SDMX OBS_STATUS: a row whose value could not be read as a finite number

FILES = {
    tables.region: "regions.csv",
    tables.region_code: "region_codes.csv",
    tables.region_group: "region_groups.csv",
    tables.publisher: "publishers.csv",
    tables.source: "sources.csv",
    tables.series_break: "series_breaks.csv",
    tables.target: "targets.csv",
    tables.settled_conflict: "settled_conflicts.csv",
    tables.release: "releases.csv",
}


def read_table(table: Table, path: Path) -> pd.DataFrame:
    """One CSV as a frame with exactly the columns of the table, typed. Raises LoadError naming file and column."""
    raw = _read_csv(path, [column.name for column in table.c if column.name != "loaded_at"])
    frame = pd.DataFrame({c.name: _typed(raw[c.name], c.type, path) for c in table.c if c.name in raw.columns})
    key = table.primary_key.columns.keys()
    _refuse(f"rows of {path.name}", frame[frame.duplicated(key, keep=False)], key, "the same key stands more than once")
    return frame


def read_observations(folder: Path) -> pd.DataFrame:
    """All observation files as one frame; the file name is the indicator. Raises LoadError for duplicates."""
    parts = []
    for path in sorted((folder / "observations").glob("*.csv")):
        part = _read_csv(path, [column.name for column in tables.observation.c if column.name != "indicator_id"])
        parts.append(part.assign(indicator_id=path.stem))
    if not parts:
        raise LoadError(f"{folder / 'observations'}: no observation files; run `python -m data_access compile`")
    frame = pd.concat(parts, ignore_index=True)
    frame["region_code"] = frame["region_code"].str.strip()
    numbers = frame["value"].map(finite_or_none)
    frame["obs_status"] = frame["obs_status"].where(numbers.notna(), MISSING)
    frame["value"] = numbers
    frame["margin_of_error"] = frame["margin_of_error"].map(finite_or_none)
    return frame[tables.observation.c.keys()]


def check_observations(frame: pd.DataFrame, regions: pd.DataFrame, catalogue: Catalogue) -> None:
    """Refuse duplicate keys, unknown regions and indicators; the first five offenders are named."""
    key = ["region_code", "indicator_id", "period", "dimension"]
    _refuse("observations", frame[frame.duplicated(key, keep=False)], key, "the same key stands more than once")
    _refuse("observations", frame[~frame["region_code"].isin(regions["region_code"])], key, "no region has this code")
    _refuse("observations", frame[~frame["indicator_id"].isin(list(catalogue.indicators))], key, "not in the catalogue")
    _refuse("observations", frame[~frame["period"].str.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?")], key, "not a period")


def check_references(frame: pd.DataFrame, sources: pd.DataFrame, releases: pd.DataFrame) -> None:
    """Refuse observations whose badge, source or release nobody has described; the first five offenders are named."""
    key = ["region_code", "indicator_id", "period", "source_id"]
    badges = [status.value for status in Status]
    _refuse("observations", frame[~frame["status"].isin(badges)], key, f"status is none of {', '.join(badges)}")
    _refuse("observations", frame[~frame["source_id"].isin(sources["source_id"])], key, "not in sources.csv")
    _refuse("observations", frame[~frame["release_id"].isin(releases["release_id"])], key, "not in releases.csv")


def checksum(folder: Path) -> str:
    """SHA-256 over the compiled files, the catalogue and the schema version: the same inputs give the same text."""
    digest = hashlib.sha256(str(tables.SCHEMA_VERSION).encode())
    for path in [*sorted(folder.rglob("*.csv")), *sorted(CATALOGUE.rglob("*.yaml"))]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def finite_or_none(text: str) -> float | None:
    """A finite number, or None: missing is never 0. Compiled files use a decimal point and no thousands mark."""
    if NUMBER.fullmatch(text.strip()) is None:  # float() would read 1_000 and digits of other scripts
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def _read_csv(path: Path, columns: list[str]) -> pd.DataFrame:
    """A CSV with every field as text. Raises LoadError naming the line or the column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header, *rows = [row for row in csv.reader(stream, strict=True) if row]
    except (OSError, ValueError, csv.Error) as error:
        raise LoadError(f"{path}: {error}") from error
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            raise LoadError(f"{path}: data row {number} has {len(row)} fields, the header {len(header)}")
    if lacking := [name for name in columns if name not in header]:
        raise LoadError(f"{path}: column {', '.join(lacking)} is missing")
    return pd.DataFrame(rows, columns=header, dtype="str")


def _refuse(what: str, offenders: pd.DataFrame, key: list[str], why: str) -> None:
    if len(offenders):
        shown = "; ".join("/".join(row) for row in offenders[key].head(OFFENDERS_SHOWN).itertuples(index=False))
        raise LoadError(f"{len(offenders)} {what} refused, {why}: {shown}")


def _typed(column: pd.Series, type_: object, path: Path) -> pd.Series:
    try:
        if isinstance(type_, Boolean):
            return column.map({"true": True, "false": False})
        if isinstance(type_, Date):
            return pd.to_datetime(column.where(column != ""), format="ISO8601").dt.date
        if isinstance(type_, Double):
            return column.map(finite_or_none)
        if isinstance(type_, Integer):
            return pd.to_numeric(column.where(column != "")).astype("Int64")
    except (ValueError, TypeError) as error:
        raise LoadError(f"{path}: column {column.name}: {error}") from error
    return column
