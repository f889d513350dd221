"""The embedded warehouse's file: replaced, cut off, too new, on a full disk; and the server that serves it."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from components import exports
from data_access.errors import GenerationChangedError, LoadError, WarehouseError, WarehouseUnfitError
from data_access.loading.build import build
from data_access.observations import select_series
from data_access.settings import PROJECT_ROOT
from data_access.warehouse import POINTER, Warehouse
from tests.faults.conftest import COMPARED, TINY, quiet
from tests.server import Server, Session, running, wait_until

HOME = {"daerah": "3211", "bahasa": "id"}
JOBLESS = select_series("unemployment_rate", ["3211"])


def changed_copy(folder: Path, factor: float) -> Path:
    """The tiny figures with every unemployment rate multiplied."""
    target = folder / f"data-{factor}"
    shutil.copytree(TINY, target)
    path = target / "observations" / "unemployment_rate.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        try:
            row["value"] = str(round(float(row["value"]) * factor, 2))
        except ValueError:
            continue
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return target


@pytest.fixture
def fixed(tmp_path: Path) -> Path:
    """Give a warehouse in one fixed file."""
    build(f"duckdb:///{tmp_path / 'fixed.duckdb'}", TINY, quiet)
    return tmp_path / "fixed.duckdb"


@pytest.mark.case("F8")
def test_a_fixed_file_that_is_replaced_is_noticed(fixed: Path, tmp_path: Path) -> None:
    warehouse = Warehouse(f"duckdb:///{fixed}")
    before = warehouse.frame(JOBLESS)["value"].tolist()
    version = warehouse.version()
    other = tmp_path / "other.duckdb"
    build(f"duckdb:///{other}", changed_copy(tmp_path, 2), quiet)
    os.replace(other, fixed)
    after = warehouse.frame(JOBLESS)["value"].tolist()
    assert after == [pytest.approx(2 * value, abs=0.011) for value in before]
    assert warehouse.version() != version
    with pytest.raises(GenerationChangedError):
        warehouse.frame(JOBLESS, version)
    warehouse.close()


@pytest.mark.case("F10")
@pytest.mark.parametrize("damage", ["cut off", "garbage", "too new", "empty"])
def test_a_damaged_file_is_one_line(fixed: Path, damage: str) -> None:
    content = bytearray(fixed.read_bytes())
    if damage == "cut off":
        content = content[: len(content) // 3]
    elif damage == "garbage":
        content = bytearray(os.urandom(20_000))
    elif damage == "too new":  # DuckDB writes the version of its format behind eight bytes of checksum and four letters
        assert content[8:12] == b"DUCK"
        content[12:20] = struct.pack("<Q", 9_999)
    else:
        content = bytearray()
    fixed.write_bytes(content)
    warehouse = Warehouse(f"duckdb:///{fixed}")
    with pytest.raises(WarehouseError) as caught:
        warehouse.generation()
    assert isinstance(caught.value, WarehouseUnfitError)
    assert "python -m data_access build" in str(caught.value) and "\n" not in str(caught.value)
    warehouse.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """Give a server on one fixed file."""
    folder = tmp_path_factory.mktemp("fixed")
    file = folder / "fixed.duckdb"
    build(f"duckdb:///{file}", TINY, quiet)
    with running(folder, SULUH_WAREHOUSE_URL=f"duckdb:///{file}", SULUH_COMPARISON_REGIONS=COMPARED) as server:
        yield server, file


@pytest.mark.long
@pytest.mark.case("F8", "K4")
def test_new_figures_are_shown_without_a_restart(served: tuple[Server, Path], tmp_path: Path) -> None:
    server, file = served
    open_one = Session(server.address)
    before = open_one.run("indikator", **HOME)
    old = server.ready()["generation"]
    build(f"duckdb:///{tmp_path / 'new.duckdb'}", changed_copy(tmp_path, 3), quiet)
    shutil.move(tmp_path / "new.duckdb", file.with_suffix(".next"))
    os.replace(file.with_suffix(".next"), file)
    wait_until(lambda: server.ready().get("generation") not in (old, None), 60)
    new_one = Session(server.address)
    after = new_one.run("indikator", **HOME)
    rotated = open_one.run("indikator", **HOME)  # what a wall does at its next rotation
    assert _lede(before) != _lede(after) == _lede(rotated)
    assert "Data dimuat" in rotated
    assert server.process is not None and server.process.poll() is None


def _lede(page: str) -> str:
    place = page.index("persen")
    return page[place - 40 : place]


@pytest.mark.long
@pytest.mark.case("F10", "K5")
def test_a_file_that_breaks_while_it_is_served(served: tuple[Server, Path]) -> None:
    server, file = served
    session = Session(server.address)
    session.run("indikator", **HOME)
    kept = file.read_bytes()
    broken = file.with_suffix(".broken")
    broken.write_bytes(kept[:50_000])
    os.replace(broken, file)
    wait_until(lambda: server.ready()["status"] == "unavailable", 60)
    page = session.run("indikator", **HOME)
    assert "Gudang data tidak menjawab sejak" in page and "Kabupaten Sumedang" in page
    broken.write_bytes(kept)
    os.replace(broken, file)
    wait_until(lambda: server.ready()["status"] == "ready", 60)
    assert "Gudang data tidak menjawab" not in session.run("indikator", **HOME)
    session.close()


@pytest.mark.long
@pytest.mark.case("F10")
def test_a_server_on_a_damaged_file_shows_no_empty_dashboard(tmp_path: Path) -> None:
    file = tmp_path / "damaged.duckdb"
    file.write_bytes(os.urandom(5_000))
    with running(tmp_path, "unavailable", SULUH_WAREHOUSE_URL=f"duckdb:///{file}") as server:
        assert "run `python -m data_access build`" in server.ready()["problem"]
        session = Session(server.address)
        page = session.run("", **HOME)
        assert "Beranda" in page and "Minta pengelola membangun ulang gudang data" in page
        assert "Nomor acuan" in page and "persen" not in page
        assert server.end(signal.SIGTERM, seconds=10) == 0


@pytest.mark.case("F11")
def test_a_full_disk_leaves_the_published_figures(small_disk: Path) -> None:
    url = f"duckdb:///{small_disk / 'warehouse'}"
    (small_disk / "filler").write_bytes(b"x" * 2_000_000)
    with pytest.raises((LoadError, OSError)) as caught:
        build(url, TINY, quiet)
    assert "\n" not in str(caught.value)
    assert not list((small_disk / "warehouse").glob("*.draft*"))
    assert not (small_disk / "warehouse" / POINTER).exists()


@pytest.mark.case("F11")
def test_exports_need_no_disk(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    import pandas as pd

    (small_disk / "filler").write_bytes(b"x" * 2_000_000)
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    frame = pd.DataFrame({"Daerah": ["Kabupaten Sumedang"] * 20_000, "Nilai": range(20_000)})
    passport = {"source": "BPS"}
    assert exports.to_xlsx(frame, passport, "id")[:2] == b"PK"
    assert len(exports.to_csv(frame, passport, "id")) > 20_000


@pytest.mark.long
@pytest.mark.case("F2")
def test_a_stopped_builder_leaves_no_half_generation(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path / 'warehouse'}"
    build(url, TINY, quiet)
    pointer = (tmp_path / "warehouse" / POINTER).read_text()
    inherited = {n: v for n, v in os.environ.items() if not n.startswith("SULUH_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "data_access", "build"],
        cwd=PROJECT_ROOT,
        env=inherited | {"SULUH_WAREHOUSE_URL": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: list((tmp_path / "warehouse").glob("*.draft")) or process.poll() is not None, 60, 0.02)
    time.sleep(0.2)
    process.terminate()
    process.wait(20)
    assert (tmp_path / "warehouse" / POINTER).read_text() == pointer
    warehouse = Warehouse(url)
    assert warehouse.frame(JOBLESS)["value"].notna().any()
    warehouse.close()
