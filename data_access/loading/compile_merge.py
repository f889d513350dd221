"""The gathered folders as one table with one value per key, and a record of every value that lost."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pandas as pd

from data_access.errors import LoadError
from data_access.loading.compile_rules import STRENGTH, source_status

BATCHES = ["west_java", "java_east_central", "digital", "national"]  # the nearest to the region first
KEY = ["region_code", "indicator_id", "period"]
OFFENDERS_SHOWN = 5
EDITION = r"Statistik Indonesia (\d{4})"
MORE_DIGITS, LATER_EDITION, NEARER_BATCH = "more_digits", "later_edition", "nearer_batch"
CONFLICT_COLUMNS = [*KEY, "kept_value", "kept_source_id", "dropped_value", "dropped_source_id", "rule"]


def read_batches(source: Path) -> pd.DataFrame:
    """All rows of all folders as text, with `batch`, `quality` and `status`; region codes in canonical form.

    Raises LoadError where no folder is found, a key stands twice in one folder or a value is no number.
    """
    folders = [source / batch for batch in BATCHES if (source / batch).is_dir()]
    if not folders:
        raise LoadError(
            f"{source}: none of the folders {', '.join(BATCHES)} is here; give the folder of gathered files"
        )
    frame = pd.concat([_read_batch(folder) for folder in folders])
    frame["region_code"] = frame["region_code"].str.replace(r"^(\d\d)00$", r"\1", regex=True)
    frame = frame.reset_index(drop=True)
    _refuse(frame, frame.duplicated(["batch", *KEY], keep=False), "the same key stands more than once in a folder")
    _refuse(frame, ~frame["value"].str.fullmatch(r"-?\d+(\.\d+)?"), "the value is not a number")
    _refuse(frame, frame["quality"].isna(), "indicators_quality.csv does not name the indicator")
    frame["status"] = [source_status(q, t) for q, t in zip(frame["quality"], frame["source"], strict=True)]
    return frame


def check_regions(frame: pd.DataFrame, known: set[str]) -> None:
    """Refuse rows of regions that nobody issued a code for."""
    _refuse(frame, ~frame["region_code"].isin(known), "no region has this code")


def settle(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row per key, and the conflicts: every other row whose value differs, with the rule that decided.

    Needs `source_id`. Rules, in order: the same figure with more published digits; the later edition; the folder
    made for the region. Copies that agree are told apart by the stronger badge, then by the folder.
    """
    frame = frame.assign(edition=_editions(frame)).reset_index(names="row")
    shared = frame[frame.duplicated(KEY, keep=False)].sort_values([*KEY, "row"])
    dropped, conflicts = [], []
    for _, rows in groupby(shared.to_dict("records"), key=itemgetter(*KEY)):
        kept, lost = _settle_key(list(rows))
        dropped += [row["row"] for row in lost]
        conflicts += [_conflict(kept, row) for row in lost if Decimal(row["value"]) != Decimal(kept["value"])]
    merged = frame[~frame["row"].isin(dropped)].sort_values(["indicator_id", "region_code", "period"])
    found = pd.DataFrame(conflicts, columns=CONFLICT_COLUMNS)
    return merged.drop(columns=["edition", "row"]).reset_index(drop=True), found


def is_rounding(longer: str, shorter: str) -> bool:
    """Whether the shorter text is the longer figure, rounded."""
    step = Decimal(1).scaleb(-_digits(shorter))
    return _digits(longer) > _digits(shorter) and abs(Decimal(longer) - Decimal(shorter)) <= step / 2


def _settle_key(rows: list[dict]) -> tuple[dict, list[dict]]:
    rows = sorted(rows, key=lambda row: (STRENGTH.index(row["status"]), BATCHES.index(row["batch"])))
    kept = rows[0]
    for row in rows[1:]:
        if _beats(row, kept):
            kept = row
    return kept, [row for row in rows if row is not kept]


def _beats(row: dict, kept: dict) -> bool:
    if Decimal(row["value"]) == Decimal(kept["value"]):
        return False
    rule = _rule(row, kept)
    if rule == MORE_DIGITS:
        return is_rounding(row["value"], kept["value"])
    if rule == LATER_EDITION:
        return row["edition"] > kept["edition"]
    return BATCHES.index(row["batch"]) < BATCHES.index(kept["batch"])


def _rule(a: dict, b: dict) -> str:
    if is_rounding(a["value"], b["value"]) or is_rounding(b["value"], a["value"]):
        return MORE_DIGITS
    return LATER_EDITION if a["edition"] != b["edition"] else NEARER_BATCH


def _conflict(kept: dict, other: dict) -> dict[str, str]:
    return {name: kept[name] for name in KEY} | {
        "kept_value": kept["value"],
        "kept_source_id": kept["source_id"],
        "dropped_value": other["value"],
        "dropped_source_id": other["source_id"],
        "rule": _rule(kept, other),
    }


def _editions(frame: pd.DataFrame) -> pd.Series:
    """The year a source cannot be older than: the yearbook's, or the last year that the source has figures for."""
    named = frame["source"].str.extract(EDITION, expand=False)
    last = frame["period"].str[:4].groupby([frame["source"], frame["source_url"], frame["via"]]).transform("max")
    return named.fillna(last)


def _digits(text: str) -> int:
    return len(text.partition(".")[2])


def _read_batch(folder: Path) -> pd.DataFrame:
    frame = pd.read_csv(folder / "indicators.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    quality = pd.read_csv(folder / "indicators_quality.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    by_indicator = quality.set_index("indicator_id")["status"]
    return frame.assign(batch=folder.name, quality=frame["indicator_id"].map(by_indicator))


def _refuse(frame: pd.DataFrame, is_wrong: pd.Series, why: str) -> None:
    wrong = frame.loc[is_wrong, ["batch", *KEY, "value"]].head(OFFENDERS_SHOWN)
    if len(wrong):
        shown = "; ".join("/".join(map(str, row)) for row in wrong.itertuples(index=False))
        raise LoadError(f"{int(is_wrong.sum())} rows refused, {why}: {shown}")
