"""A large warehouse of plainly synthetic figures, only ever in a temporary folder: 514 regencies x 60 indicators x 15
years. It shows how Suluh carries size; no figure of it means anything."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from data_access.loading import files
from data_access.loading.build import build

SIZE = (514, 60, 15)  # regencies, indicators, years
LAST_YEAR = 2025
SEED = 20260101


@contextmanager
def warehouse(n_regions: int, n_indicators: int, n_years: int) -> Iterator[tuple[str, int]]:
    """Gives its URL and the number of figures."""
    folder = Path(tempfile.mkdtemp(prefix="suluh-bench-large-"))
    try:
        source = folder / "data"
        shutil.copytree(files.DATA, source)
        n = _write(source, n_regions, n_indicators, n_years)
        url = f"duckdb:///{folder / 'warehouse'}"
        build(url, source, lambda _step: None)
        yield url, n
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(source: Path, n_regions: int, n_indicators: int, n_years: int) -> int:
    """Put synthetic rows in the place of the published ones, under the ids of the catalogue; the rest keeps none."""
    regions = [row["region_code"] for row in _rows(source / "regions.csv") if row["level"] == "regency"][:n_regions]
    paths = sorted((source / "observations").glob("*.csv"))
    headlines = ("unemployment_rate", "poverty_rate", "gdp_growth", "hdi", "sanitation_access")
    paths.sort(key=lambda path: (path.stem not in headlines, path.stem))
    chance = np.random.default_rng(SEED)
    for name in ("series_breaks", "settled_conflicts", "targets"):
        _cut(source / f"{name}.csv")
    for place, path in enumerate(paths):
        head, example = _cut(path)
        if place >= n_indicators:
            continue
        level = chance.uniform(20, 80, len(regions))
        with path.open("a", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, head)
            for number, region in enumerate(regions):
                for year in range(LAST_YEAR - n_years + 1, LAST_YEAR + 1):
                    value = round(float(level[number] + chance.normal(0, 2)), 2)
                    writer.writerow(example | {
                        "region_code": region, "period": str(year), "dimension": "", "value": value,
                        "status": "official", "obs_status": "A", "margin_of_error": "",
                    })  # fmt: skip
    return len(regions) * min(n_indicators, len(paths)) * n_years


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _cut(path: Path) -> tuple[list[str], dict[str, str]]:
    """Leave the head alone; gives it, and the first row that stood there."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        head, example = list(reader.fieldnames or []), next(reader, {})
    path.write_text(",".join(head) + "\n", encoding="utf-8")
    return head, example
