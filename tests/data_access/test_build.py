"""Building a generation: published in one step or not at all, whoever reads, builds or breaks it at the same time."""

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pytest
import sqlalchemy as sa

from data_access import __main__ as command_line
from data_access import observations as o
from data_access import tables
from data_access.errors import LoadError, WarehouseBusyError, WarehouseError, WarehouseMissingError, WarehouseUnfitError
from data_access.loading import build as module
from data_access.loading import files
from data_access.loading.build import KEPT_GENERATIONS, build, build_if_stale
from data_access.models import Level
from data_access.settings import PROJECT_ROOT
from data_access.warehouse import POINTER, Warehouse, current_file

ENGINES = ("duckdb", "postgresql")
JOBLESS = "unemployment_rate"
HEADER = "region_code,period,dimension,value,status,obs_status,margin_of_error,series_version,source_id,release_id"
PASSWORD = "hush-4711"


def quiet(_: str) -> None:
    """Report nothing."""


@pytest.fixture
def data(tiny_data: Path, tmp_path: Path) -> Path:
    """Give a copy of the small folder that a test may spoil."""
    return shutil.copytree(tiny_data, tmp_path / "data")


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a warehouse where nothing was built yet, on either engine."""
    if request.param == "duckdb":
        return f"duckdb:///{tmp_path}/warehouse"
    database: str = request.getfixturevalue("postgres_database")
    return database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of the embedded warehouse."""
    return tmp_path / "warehouse"


def url_of(folder: Path) -> str:
    return f"duckdb:///{folder}"


@contextmanager
def opened(url: str) -> Iterator[Warehouse]:
    warehouse = Warehouse(url)
    try:
        yield warehouse
    finally:
        warehouse.close()


def write_hdi(data: Path, *rows: str) -> None:
    (data / "observations" / "hdi.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")


def hdi_row(region: str, value: str, period: str = "2023", margin: str = "") -> str:
    return f"{region},{period},,{value},official,A,{margin},1,s1,bps-1"


def write_same_hdi(data: Path, value: float) -> None:
    """Give every regency of the province the same value, so that a mixture would show."""
    write_hdi(data, *[hdi_row(str(3200 + i), str(value)) for i in range(1, 13)])


def hdi_values(warehouse: Warehouse) -> set[float]:
    frame = warehouse.frame(o.select_cross_section("hdi", "2023", Level.REGENCY, "32"))
    return set(frame["value"])


# --- publishing ---


@pytest.mark.case("F8")
def test_open_warehouse_moves_on_to_the_new_generation(url: str, data: Path) -> None:
    write_same_hdi(data, 70)
    first = build(url, data, quiet)
    with opened(url) as warehouse:
        assert (warehouse.version(), hdi_values(warehouse)) == (first, {70.0})
        write_same_hdi(data, 71)
        second = build(url, data, quiet)
        assert second > first
        assert (warehouse.version(), hdi_values(warehouse)) == (second, {71.0})
        assert warehouse.generation().generation_id == second


@pytest.mark.case("F8")
def test_readers_never_fail_nor_see_two_generations_at_once(url: str, data: Path) -> None:
    write_same_hdi(data, 1)
    build(url, data, quiet)
    stop, problems, seen = threading.Event(), [], set()

    def read(warehouse: Warehouse) -> None:
        while not stop.is_set():
            try:
                values = hdi_values(warehouse)
                if len(values) != 1:
                    problems.append(f"mixed: {values}")
                seen.update(values)
                if not warehouse.rows(o.select_sources("hdi")):  # three tables at once
                    problems.append("no source")
            except Exception as error:  # whatever it is, the test shall tell it
                problems.append(f"{type(error).__name__}: {error} / {error.__cause__}")

    with opened(url) as warehouse:
        threads = [threading.Thread(target=read, args=[warehouse]) for _ in range(4)]
        for thread in threads:
            thread.start()
        try:
            for value in (2, 3, 4):
                write_same_hdi(data, value)
                build(url, data, quiet)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        assert problems == []
        assert hdi_values(warehouse) == {4.0}
        assert seen <= {1.0, 2.0, 3.0, 4.0}
        assert 1.0 in seen


def test_two_generations_are_kept(folder: Path, data: Path) -> None:
    names = [build(url_of(folder), data, quiet) for _ in range(4)]
    assert KEPT_GENERATIONS == 2
    assert sorted(file.stem for file in folder.glob("*.duckdb")) == names[-2:]
    assert current_file(folder).stem == names[-1]
    assert {file.suffix for file in folder.iterdir()} <= {".duckdb", ".lock", ""}


@pytest.mark.case("F15")
def test_published_generation_stays_when_the_clock_was_set_back(folder: Path, data: Path) -> None:
    build(url_of(folder), data, quiet)
    for future in ("29990101T000000000000-aaaaaaaaaaaa", "29990102T000000000000-aaaaaaaaaaaa"):
        shutil.copy(current_file(folder), folder / f"{future}.duckdb")
    published = build(url_of(folder), data, quiet)
    assert current_file(folder).stem == published
    assert len(list(folder.glob("*.duckdb"))) == KEPT_GENERATIONS
    with opened(url_of(folder)) as warehouse:
        assert warehouse.generation().generation_id == published


def test_fixed_file_is_written_whole(tmp_path: Path, data: Path) -> None:
    url = f"duckdb:///{tmp_path}/new/one.duckdb"
    write_same_hdi(data, 70)
    first = build(url, data, quiet)
    with opened(url) as warehouse:
        assert (warehouse.version(), hdi_values(warehouse)) == (first, {70.0})
    write_same_hdi(data, 71)
    second = build(url, data, quiet)
    with opened(url) as warehouse:
        assert (warehouse.version(), hdi_values(warehouse)) == (second, {71.0})
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) in (["build.lock", "one.duckdb"], ["one.duckdb"])


@pytest.mark.case("F2")
def test_draft_of_a_killed_builder_is_swept(folder: Path, data: Path) -> None:
    folder.mkdir()
    for name in ("20200101T000000000000-aaaaaaaaaaaa.draft", "20200101T000000000000-aaaaaaaaaaaa.draft.wal"):
        (folder / name).write_bytes(b"half")
    build(url_of(folder), data, quiet)
    assert list(folder.glob("*.draft*")) == []


def test_postgres_drops_what_a_failed_builder_left(postgres_database: str, data: Path) -> None:
    engine = sa.create_engine(postgres_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA suluh_next")
        connection.exec_driver_sql("CREATE TABLE suluh_next.region (i INTEGER)")
    for _ in range(3):
        build(postgres_database, data, quiet)
    assert {name for name in sa.inspect(engine).get_schema_names() if name.startswith("suluh")} == {
        "suluh",
        "suluh_previous",
    }
    engine.dispose()


def test_postgres_readers_are_not_held_up_by_a_builder(postgres_database: str, data: Path) -> None:
    """While the new generation is loaded, before the swap, reads go on; the new one is visible only afterwards."""
    write_same_hdi(data, 70)
    build(postgres_database, data, quiet)
    write_same_hdi(data, 71)
    during: list[set[float]] = []
    with opened(postgres_database) as warehouse:
        build(postgres_database, data, lambda step: during.append(hdi_values(warehouse)))
        *before, after = during  # the last report says that it is published
        assert len(before) > 11  # a report for each table
        assert before == [{70.0}] * len(before)
        assert after == {71.0}


def test_postgres_builder_does_not_wait_for_readers(postgres_database: str, data: Path) -> None:
    """A reader that holds a table neither blocks the swap (nor deadlocks with it), nor loses what it reads."""
    build(postgres_database, data, quiet)
    engine = sa.create_engine(postgres_database, poolclass=sa.NullPool)
    with engine.begin() as connection:
        name = sa.make_url(postgres_database).database
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET lock_timeout = '3s'")
    with opened(postgres_database) as warehouse, warehouse._current_engine().connect() as reader:
        assert reader.scalar(sa.select(sa.func.count()).select_from(tables.observation)) == 57
        second = build(postgres_database, data, quiet)  # a wait for the reader would fail by lock_timeout
        assert reader.execute(o.select_sources(JOBLESS)).all()
        assert warehouse.version() == second


# --- failures leave the old generation alone ---


def spoil_with_duplicates(data: Path) -> None:
    write_hdi(data, *[hdi_row(str(3201 + i // 2), "70") for i in range(14)])


def spoil_with_unknown_regions(data: Path) -> None:
    write_hdi(data, *[hdi_row(code, "70") for code in ("32.01", "03202", "3201x", "9999", "9501", "1", "2")])


def spoil_with_unknown_indicator(data: Path) -> None:
    (data / "observations" / "hdi.csv").rename(data / "observations" / "happiness.csv")


def spoil_with_bad_periods(data: Path) -> None:
    write_hdi(data, hdi_row("3201", "70", "2023-13"), hdi_row("3201", "70", "23"), hdi_row("3201", "70", " 2023"))


def spoil_with_duplicate_region(data: Path) -> None:
    path = data / "regions.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1]]) + "\n", encoding="utf-8")


def spoil_with_missing_column(data: Path) -> None:
    write_hdi(data)
    path = data / "observations" / "hdi.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",source_id", ""), encoding="utf-8")


def spoil_with_short_row(data: Path) -> None:
    write_hdi(data, hdi_row("3201", "70"), "3202,2023,,71")


def spoil_with_long_rows(data: Path) -> None:
    write_hdi(data, hdi_row("3201", "70") + ",", hdi_row("3202", "70") + ",")


def spoil_with_encoding(data: Path) -> None:
    (data / "sources.csv").write_bytes("source_id,publisher_id,title,url,via\ns1,bps,caf\xe9,,\n".encode("cp1252"))


def spoil_by_removal(data: Path) -> None:
    (data / "sources.csv").unlink()


def spoil_with_no_observations(data: Path) -> None:
    shutil.rmtree(data / "observations")


def spoil_with_unknown_sources(data: Path) -> None:
    path = data / "observations" / "hdi.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[-2] = "s999"
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", encoding="utf-8")


SPOILED: list[tuple[Callable[[Path], None], str]] = [
    (spoil_with_unknown_sources, "1 observations refused, not in sources.csv: "),
    (
        spoil_with_duplicates,
        "14 observations refused, the same key stands more than once: 3201/hdi/2023/; 3201/hdi/2023/; 3202/hdi/2023/; "
        "3202/hdi/2023/; 3203/hdi/2023/",
    ),
    (
        spoil_with_unknown_regions,
        "7 observations refused, no region has this code: 32.01/hdi/2023/; 03202/hdi/2023/; 3201x/hdi/2023/; "
        "9999/hdi/2023/; 9501/hdi/2023/",
    ),
    (
        spoil_with_unknown_indicator,
        "12 observations refused, not in the catalogue: 3201/happiness/2023/; 3202/happiness/2023/; "
        "3203/happiness/2023/; 3204/happiness/2023/; 3205/happiness/2023/",
    ),
    (
        spoil_with_bad_periods,
        "3 observations refused, not a period: 3201/hdi/2023-13/; 3201/hdi/23/; 3201/hdi/ 2023/",
    ),
    (spoil_with_duplicate_region, "2 rows of regions.csv refused, the same key stands more than once: ID; ID"),
    (spoil_with_missing_column, "hdi.csv: column source_id is missing"),
    (spoil_with_short_row, "hdi.csv: data row 2 has 4 fields, the header 10"),
    (spoil_with_long_rows, "hdi.csv: data row 1 has 11 fields, the header 10"),
    (spoil_with_encoding, "sources.csv: 'utf-8' codec can't decode"),
    (spoil_by_removal, "sources.csv"),
    (spoil_with_no_observations, "no observation files; run `python -m data_access compile`"),
]


@pytest.mark.case("I3", "I4")
@pytest.mark.parametrize(("spoil", "told"), SPOILED, ids=[spoil.__name__[11:] for spoil, _ in SPOILED])
def test_bad_files_are_refused_and_the_old_generation_serves(
    folder: Path, data: Path, spoil: Callable[[Path], None], told: str
) -> None:
    published = build(url_of(folder), data, quiet)
    spoil(data)
    with pytest.raises(LoadError) as caught:
        build(url_of(folder), data, quiet)
    assert told in str(caught.value)
    assert list(folder.glob("*.draft*")) == []
    with opened(url_of(folder)) as warehouse:
        assert warehouse.generation().generation_id == published
        assert len(hdi_values(warehouse)) == 12


@pytest.mark.parametrize("step", ["_load", "fill_marts"])
def test_builder_that_fails_half_way_leaves_no_trace(
    url: str, data: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    published = build(url, data, quiet)

    def fail(*_: object) -> None:
        raise RuntimeError("the power is out")

    monkeypatch.setattr(module, step, fail)
    with pytest.raises(RuntimeError, match="power"):
        build(url, data, quiet)
    monkeypatch.undo()
    with opened(url) as warehouse:
        assert warehouse.version() == published
        assert len(hdi_values(warehouse)) == 12
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "duckdb":
        assert [file.stem for file in Path(parsed.database or "").glob("*.d*")] == [published]
    else:
        engine = sa.create_engine(url)
        assert "suluh_next" not in sa.inspect(engine).get_schema_names()
        engine.dispose()
    assert build(url, data, quiet) > published


def test_what_the_engine_refuses_is_told_in_one_line(url: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published = build(url, data, quiet)
    monkeypatch.setattr(files, "_refuse", lambda *_: None)  # as if a check were forgotten
    spoil_with_duplicates(data)
    with pytest.raises(LoadError) as caught:
        build(url, data, quiet)
    assert str(caught.value).startswith("the generation could not be written: ")
    assert "\n" not in str(caught.value)
    assert "INSERT" not in str(caught.value)
    with opened(url) as warehouse:
        assert warehouse.version() == published


# --- values (I1) and codes (I4) ---


@pytest.mark.case("I1")
def test_unreadable_values_are_missing_never_zero(url: str, data: Path) -> None:
    bad = ["NaN", "inf", "-inf", "n/a", "", "1e309", "1_000", '"1,5"', "٧٠", "nan", "-"]
    good = {"9401": -1.5}
    rows = [hdi_row(str(3201 + i), text) for i, text in enumerate(bad)]
    write_hdi(data, *rows, hdi_row("3212", "1e300", margin="nan"), hdi_row("9401", "-1.5"))
    build(url, data, quiet)
    with opened(url) as warehouse:
        facts = warehouse.frame(o.select_all_observations()).query("indicator_id == 'hdi'")
        missing = facts[facts["value"].isna()]
        assert missing["region_code"].tolist() == [str(3201 + i) for i in range(11)]
        assert set(missing["obs_status"]) == {"M"}
        kept = facts.dropna(subset="value").set_index("region_code")["value"].to_dict()
        assert kept == {"3212": 1e300, **good}  # finite, so it is kept: 1e300 is for the quality page to question
        assert facts["margin_of_error"].isna().all()
        section = warehouse.frame(o.select_cross_section("hdi", "2023", Level.REGENCY)).dropna(subset="value")
        assert section["n_nation"].tolist() == [2, 2]
        assert section["rank_nation"].isna().all()  # two values are no ranking
        assert warehouse.rows(o.select_periods("hdi")) == [{"period": "2023", "n": 2}]
        quality = {(row["status"], row["n"], row["n_missing"]) for row in warehouse.rows(o.select_quality()) if row["indicator_id"] == "hdi"}  # fmt: skip
        assert quality == {("official", 2, 11)}


@pytest.mark.case("I1")
def test_missing_values_do_not_shift_ranks(url: str, data: Path) -> None:
    rows = [hdi_row(str(3200 + i), "NaN" if i > 10 else str(60 + i)) for i in range(1, 13)]
    write_hdi(data, *rows)
    build(url, data, quiet)
    with opened(url) as warehouse:
        section = warehouse.frame(o.select_cross_section("hdi", "2023", Level.REGENCY, "32"))
    assert section["rank_parent"].tolist()[:10] == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert section["n_parent"].tolist()[:10] == [10] * 10
    assert section["rank_parent"].isna().tolist()[10:] == [True, True]


@pytest.mark.case("I1")
def test_infinite_change_cannot_arise_unseen(url: str, data: Path) -> None:
    write_hdi(data, hdi_row("3201", "-1.7e308", "2022"), hdi_row("3201", "1.7e308", "2023"))
    try:
        build(url, data, quiet)
    except LoadError as error:  # PostgreSQL refuses the overflow
        assert "out of range" in str(error)
        return
    with opened(url) as warehouse:
        change = warehouse.frame(o.select_series("hdi", ["3201"]))["change"].tolist()[1]
    assert change == float("inf")  # DuckDB does not; no published figure comes near


@pytest.mark.case("I4")
def test_codes_are_trimmed_and_nothing_else(url: str, data: Path) -> None:
    write_hdi(data, hdi_row("3201 ", "70"), hdi_row(" 3202", "71"))
    build(url, data, quiet)
    with opened(url) as warehouse:
        assert [row["region_code"] for row in warehouse.rows(o.select_distribution("hdi", Level.REGENCY))] == [
            "3201",
            "3202",
        ]
    write_hdi(data, hdi_row("3201 ", "70"), hdi_row("3201", "71"))
    with pytest.raises(LoadError, match="2 observations refused, the same key stands more than once"):
        build(url, data, quiet)


@pytest.mark.case("I1")
def test_finite_or_none() -> None:
    texts = {"1": 1.0, " 2.5 ": 2.5, "-3": -3.0, "+4": 4.0, ".5": 0.5, "5.": 5.0, "1e3": 1000.0, "0": 0.0, "-0": 0.0}
    assert {text: files.finite_or_none(text) for text in texts} == texts
    for text in ("", " ", "nan", "inf", "Infinity", "1e999", "1 000", "1.000,5", "12,5 %", "Rp 1", "0x10", "1_0", "²"):
        assert files.finite_or_none(text) is None, text


# --- stale or fresh, and who builds ---


def test_only_changed_inputs_are_built_again(folder: Path, data: Path) -> None:
    first = build_if_stale(url_of(folder), data, quiet)
    assert first is not None
    assert build_if_stale(url_of(folder), data, quiet) is None
    write_same_hdi(data, 70)
    second = build_if_stale(url_of(folder), data, quiet)
    assert second is not None
    assert second > first
    current_file(folder).unlink()
    assert build_if_stale(url_of(folder), data, quiet) is not None  # the pointer names a file that is gone
    (folder / POINTER).write_bytes(b"\xff\xfe garbage")
    assert build_if_stale(url_of(folder), data, quiet) is not None


def test_new_schema_version_is_built_again(folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build_if_stale(url_of(folder), data, quiet) is not None
    monkeypatch.setattr(tables, "SCHEMA_VERSION", tables.SCHEMA_VERSION + 1)
    assert build_if_stale(url_of(folder), data, quiet) is not None


def test_lock_is_given_back_after_success_and_failure(folder: Path, data: Path) -> None:
    build_if_stale(url_of(folder), data, quiet)
    spoil_with_duplicates(data)
    with pytest.raises(LoadError):
        build_if_stale(url_of(folder), data, quiet)
    with module._locked(folder):
        pass


def test_waiting_for_another_builder_ends_with_a_clear_message(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    with module._locked(folder), pytest.raises(WarehouseBusyError, match=r"another process has been building in .*"):
        build_if_stale(url_of(folder), data, quiet)


BUILD = """
import sys
from pathlib import Path
from data_access.loading.build import build_if_stale
print("ready", flush=True)
sys.stdin.readline()
print(build_if_stale(sys.argv[1], Path(sys.argv[2]), lambda step: None))
"""


@contextmanager
def running(script: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Give a Python process that has said that it is ready; it ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_of_two_processes_that_start_at_once_one_builds(folder: Path, data: Path) -> None:
    arguments = (url_of(folder), str(data))
    with running(BUILD, *arguments) as first, running(BUILD, *arguments) as second:
        for process in (first, second):
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        outputs = [process.communicate(timeout=60) for process in (first, second)]
    assert [error for _, error in outputs] == ["", ""]
    built = [output.strip() for output, _ in outputs]
    assert built.count("None") == 1
    assert [file.stem for file in folder.glob("*.duckdb")] == [name for name in built if name != "None"]


# --- what cannot be read (F4, F10) ---


def assert_all_calls_raise(url: str, kind: type[WarehouseError], told: str) -> None:
    """Each way in says what to do in one line that holds neither SQL nor a password."""
    with opened(url) as warehouse:
        calls: list[Callable[[], object]] = [
            warehouse.generation,
            lambda: warehouse.frame(o.select_periods(JOBLESS)),
            lambda: warehouse.rows(o.select_periods(JOBLESS)),
        ]
        for call in calls:
            with pytest.raises(kind) as caught:
                call()
            assert told in str(caught.value)
            assert "\n" not in str(caught.value)
            for secret in (PASSWORD, "SELECT", "sqlalche.me"):
                assert secret not in str(caught.value)


def test_folder_without_generation(folder: Path) -> None:
    assert_all_calls_raise(url_of(folder), WarehouseMissingError, "run `python -m data_access build`")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"../secret.duckdb", b"a/b.duckdb", b"x.txt", b"a\x00.duckdb"]
)
def test_pointer_that_names_no_generation(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder.parent / "secret.duckdb").write_bytes(b"")
    (folder / POINTER).write_bytes(content)
    assert_all_calls_raise(url_of(folder), WarehouseUnfitError, "run `python -m data_access build`")


def test_pointer_that_names_a_missing_file(folder: Path, data: Path) -> None:
    build(url_of(folder), data, quiet)
    name = current_file(folder).name
    current_file(folder).unlink()
    assert_all_calls_raise(
        url_of(folder), WarehouseMissingError, f"{name} is missing: run `python -m data_access build`"
    )


def test_missing_file_at_the_configured_url(tmp_path: Path) -> None:
    told = "none.duckdb does not exist: correct warehouse_url in suluh.toml"
    assert_all_calls_raise(f"duckdb:///{tmp_path}/none.duckdb", WarehouseMissingError, told)
    assert list(tmp_path.iterdir()) == []  # asking creates nothing


def damage(content: bytes, kind: str) -> bytes:
    return {
        "truncated to a half": content[: len(content) // 2],
        "truncated to its header": content[:4096],
        "empty": b"",
        "garbage": b"\x13\x37" * (len(content) // 2),
        "another format": b"SQLite format 3\x00" + content[16:],
        "newer DuckDB": content[:12] + (999).to_bytes(8, "little") + content[20:],
    }[kind]


@pytest.mark.case("F10")
@pytest.mark.parametrize(
    "kind",
    ["truncated to a half", "truncated to its header", "empty", "garbage", "another format", "newer DuckDB"],
)
@pytest.mark.parametrize("is_fixed", [False, True], ids=["folder", "file"])
def test_damaged_file(tmp_path: Path, data: Path, kind: str, is_fixed: bool) -> None:
    url = f"duckdb:///{tmp_path}/one.duckdb" if is_fixed else f"duckdb:///{tmp_path}/warehouse"
    build(url, data, quiet)
    file = tmp_path / "one.duckdb" if is_fixed else current_file(tmp_path / "warehouse")
    file.write_bytes(damage(file.read_bytes(), kind))
    assert_all_calls_raise(url, WarehouseUnfitError, "run `python -m data_access build` to write a fresh generation")
    published = build(url, data, quiet)  # what the message says helps
    with opened(url) as warehouse:
        assert warehouse.generation().generation_id == published


@pytest.mark.case("F10")
def test_file_of_something_else(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE sales (i INTEGER)")
    assert_all_calls_raise(
        f"duckdb:///{tmp_path}/other.duckdb", WarehouseUnfitError, "run `python -m data_access build`"
    )


@pytest.mark.case("F10")
def test_generation_of_another_schema_version(url: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "SCHEMA_VERSION", 99)
    build(url, data, quiet)
    monkeypatch.undo()
    with opened(url) as warehouse, pytest.raises(WarehouseUnfitError) as caught:
        warehouse.generation()
    assert "its schema is version 99, not 1; run `python -m data_access build`" in str(caught.value)


@pytest.mark.parametrize("statement", ["DELETE FROM generation", "ALTER TABLE generation DROP COLUMN checksum"])
def test_generation_that_cannot_be_named(tmp_path: Path, data: Path, statement: str) -> None:
    url = f"duckdb:///{tmp_path}/one.duckdb"
    build(url, data, quiet)
    with duckdb.connect(str(tmp_path / "one.duckdb")) as connection:
        connection.execute(statement)
    with opened(url) as warehouse, pytest.raises(WarehouseUnfitError, match="run `python -m data_access build`"):
        warehouse.generation()


def test_postgres_before_the_first_build(postgres_database: str, data: Path) -> None:
    assert_all_calls_raise(postgres_database, WarehouseUnfitError, "run `python -m data_access build`")
    with opened(postgres_database) as warehouse:
        with pytest.raises(WarehouseUnfitError):
            warehouse.frame(o.select_periods(JOBLESS))
        build(postgres_database, data, quiet)
        assert len(warehouse.frame(o.select_periods(JOBLESS))) == 5  # the same one recovers


def test_postgres_database_that_does_not_exist(postgres_url: str) -> None:
    url = sa.make_url(postgres_url).set(database="nowhere").render_as_string(hide_password=False)
    assert_all_calls_raise(url, WarehouseMissingError, "check that the server runs, and warehouse_url")


@pytest.fixture
def closed_port() -> int:
    """Give a port where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.mark.case("F4")
def test_postgres_that_refuses_connections(closed_port: int, data: Path) -> None:
    url = f"postgresql+psycopg://suluh:{PASSWORD}@127.0.0.1:{closed_port}/suluh"
    assert_all_calls_raise(url, WarehouseMissingError, "the warehouse does not answer: check that the server runs")
    with pytest.raises(WarehouseMissingError, match="does not answer") as caught:
        build(url, data, quiet)
    assert PASSWORD not in str(caught.value)


@pytest.mark.case("F5")
def test_postgres_recovers_when_the_server_is_there(postgres_database: str, data: Path, closed_port: int) -> None:
    """The same Warehouse, refused first, answers once someone listens (a relay to the real server)."""
    build(postgres_database, data, quiet)
    parsed = sa.make_url(postgres_database)
    where = Path(str(parsed.query["host"])) / ".s.PGSQL.5432"
    relayed = parsed.set(host="127.0.0.1", port=closed_port, query={"sslmode": "disable"})
    with opened(relayed.render_as_string(hide_password=False)) as warehouse:
        with pytest.raises(WarehouseMissingError):
            warehouse.generation()
        with relay(closed_port, where):
            assert len(warehouse.frame(o.select_periods(JOBLESS))) == 5
            assert warehouse.generation().n_observations == 57
        with pytest.raises(WarehouseMissingError):  # the server is gone again, with connections in the pool
            warehouse.generation()
        with relay(closed_port, where):
            assert warehouse.generation().n_observations == 57


@contextmanager
def relay(port: int, target: Path) -> Iterator[None]:
    """Pass bytes between a TCP port and a Unix socket until the block ends; then every connection is cut."""
    ends: list[socket.socket] = []

    def pump(source: socket.socket, sink: socket.socket) -> None:
        try:
            while chunk := source.recv(65536):
                sink.sendall(chunk)
        except OSError:
            pass
        for end in (source, sink):
            shut(end)

    def accept() -> None:
        while True:
            try:
                outer, _ = listener.accept()
            except OSError:
                return
            inner = socket.socket(socket.AF_UNIX)
            inner.connect(str(target))
            ends.extend([outer, inner])
            for pair in ((outer, inner), (inner, outer)):
                threading.Thread(target=pump, args=pair, daemon=True).start()

    listener = socket.create_server(("127.0.0.1", port))
    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield
    finally:
        shut(listener)
        acceptor.join()
        for end in ends:
            shut(end)
            end.close()
        listener.close()


def shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


# --- another process at the same file (F9) ---

OPEN = """
import sys, duckdb
try:
    connection = duckdb.connect(sys.argv[1])
    connection.execute("CREATE TABLE intruder (i INTEGER)")
except duckdb.Error as error:
    print("ready"); print(type(error).__name__, "lock" in str(error), flush=True)
else:
    print("ready", flush=True); print("open", flush=True)
sys.stdin.readline()
"""


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.case("F9")
def test_second_process_cannot_write_what_we_read(folder: Path, data: Path) -> None:
    build(url_of(folder), data, quiet)
    with opened(url_of(folder)) as warehouse:
        before = hdi_values(warehouse)
        with running(OPEN, str(current_file(folder))) as process:
            assert said(process) == "IOException True"
            assert hdi_values(warehouse) == before
            build(url_of(folder), data, quiet)  # a new generation is another file: nobody is in the way
            assert hdi_values(warehouse) == before


@pytest.mark.case("F9")
def test_file_that_another_process_writes_is_busy(folder: Path, data: Path) -> None:
    build(url_of(folder), data, quiet)
    with opened(url_of(folder)) as warehouse:
        with running(OPEN, str(current_file(folder))) as process:
            assert said(process) == "open"
            with pytest.raises(WarehouseBusyError, match="another process holds the warehouse file for writing"):
                warehouse.generation()
        assert len(hdi_values(warehouse)) == 12  # it ended: we read again


# --- by hand ---


def test_command_line_tells_errors_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, closed_port: int
) -> None:
    from data_access import settings as settings_module

    for url in (url_of(tmp_path / "none"), f"postgresql+psycopg://suluh:{PASSWORD}@127.0.0.1:{closed_port}/suluh"):
        monkeypatch.setenv("SULUH_WAREHOUSE_URL", url)
        settings_module.settings.cache_clear()
        try:
            assert command_line.main(["info"]) == 1
        finally:
            settings_module.settings.cache_clear()
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert PASSWORD not in told
        assert "Traceback" not in told
