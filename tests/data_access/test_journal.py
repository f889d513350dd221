"""The journal keeps what people write, in the same way on SQLite and on a real PostgreSQL server."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from data_access.errors import JournalError
from data_access.journal import (
    MAX_ENTRIES,
    MAX_NAME_LENGTH,
    MAX_QUERY_LENGTH,
    MIGRATION_TABLE,
    Journal,
    journal_metadata,
    open_journal,
)
from data_access.migrations.upgrade import migration_config
from data_access.settings import PROJECT_ROOT

ENGINES = ("sqlite", "postgresql")
HOSTILE = (
    "Robert'); DROP TABLE saved_view;--",
    '" OR 1=1 --',
    "%s %(name)s :name {name} $1 ?",
    "<img src=x onerror=alert(1)>",
    "a\\'b\n\tc",
    "Purwakarta 🌄 Ñ",
)
OPEN_AND_WRITE = """
import sys
from data_access.journal import open_journal
print("ready", flush=True)
sys.stdin.readline()
journal = open_journal(sys.argv[1])
journal.record(sys.argv[2], "open", "journal", {})
"""


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a journal that does not exist yet, on either engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new folder/journal.sqlite3"
    database: str = request.getfixturevalue("postgres_database")
    return database


@pytest.fixture
def open_until_end() -> Iterator[Callable[[str], Journal]]:
    """Give an `open_journal` whose journals are closed after the test."""
    with ExitStack() as stack:
        yield lambda url: stack.enter_context(closing(open_journal(url)))


@pytest.fixture
def journal(url: str, open_until_end: Callable[[str], Journal]) -> Journal:
    return open_until_end(url)


def test_migration_from_empty_gives_the_tables_of_the_code(journal: Journal) -> None:
    with journal.engine.connect() as connection:
        names = set(sa.inspect(connection).get_table_names())
        assert names - {"sqlite_sequence"} == {*journal_metadata.tables, MIGRATION_TABLE}
        context = MigrationContext.configure(connection, opts={"version_table": MIGRATION_TABLE})
        assert compare_metadata(context, journal_metadata) == []


def test_migration_goes_down_and_up_again(journal: Journal, url: str, open_until_end: Callable[[str], Journal]) -> None:
    with journal.engine.begin() as connection:
        command.downgrade(migration_config(connection), "base")
        assert not set(sa.inspect(connection).get_table_names()) & set(journal_metadata.tables)
    open_until_end(url).record("a", "b", "c", {})
    assert len(journal.entries()) == 1


def test_failed_migration_leaves_nothing_behind(
    url: str, open_until_end: Callable[[str], Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_at_the_end(config: Config, revision: str) -> None:
        upgrade(config, revision)
        raise OSError("power cut")

    upgrade = command.upgrade
    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", fail_at_the_end)
        with pytest.raises(JournalError, match="power cut"):
            open_journal(url)
    engine = sa.create_engine(url)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()
    assert open_until_end(url).views() == []


def test_tables_of_others_stay_in_the_same_database(
    journal: Journal, url: str, open_until_end: Callable[[str], Journal]
) -> None:
    with journal.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE observation (value INTEGER)"))
        command.check(migration_config(connection))  # would report the table as one to drop
    open_until_end(url)
    assert sa.inspect(journal.engine).has_table("observation")


def test_journal_of_a_newer_version_is_refused(journal: Journal, url: str) -> None:
    with journal.engine.begin() as connection:
        connection.execute(sa.table(MIGRATION_TABLE, sa.column("version_num")).update().values(version_num="9999"))
    with pytest.raises(JournalError, match="belongs to another version of Suluh"):
        open_journal(url)


def test_views_are_kept_listed_and_forgotten(journal: Journal) -> None:
    before = datetime.now(UTC)
    first = journal.save_view("Pagi", "region=3211&year=2024", "sekda")
    second = journal.save_view("Pagi", "")
    newest, oldest = journal.views()
    assert (newest.view_id, newest.name, newest.query, newest.owner) == (second, "Pagi", "", None)
    assert (oldest.view_id, oldest.query, oldest.owner) == (first, "region=3211&year=2024", "sekda")
    assert before <= oldest.created_at == oldest.updated_at <= newest.created_at <= datetime.now(UTC)
    assert oldest.created_at.utcoffset() == timedelta(0)
    assert journal.delete_view(first) and not journal.delete_view(first)
    assert [view.view_id for view in journal.views()] == [second]


def test_audit_log_gives_the_newest_first(journal: Journal) -> None:
    for number in range(5):
        journal.record("sekda", "publish", f"generation {number}", {"rows": number})
    entries = journal.entries(limit=3)
    assert [entry.subject for entry in entries] == ["generation 4", "generation 3", "generation 2"]
    assert entries[0].detail == {"rows": 4}
    assert entries[0].occurred_at.utcoffset() == timedelta(0)
    assert entries[0].entry_id > entries[1].entry_id
    assert len(journal.entries()) == 5


def test_another_opening_reads_what_was_written(
    journal: Journal, url: str, open_until_end: Callable[[str], Journal]
) -> None:
    journal.save_view("a", "b")
    journal.record("a", "b", "c", {"d": 1})
    again = open_until_end(url)
    assert (again.views(), again.entries()) == (journal.views(), journal.entries())


@pytest.mark.case("G3")
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_stored_literally(journal: Journal, text: str) -> None:
    view_id = journal.save_view(text, text, text)
    journal.record(text, text, text, {text: [text]})
    (view,), (entry,) = journal.views(), journal.entries()
    assert (view.view_id, view.name, view.query, view.owner) == (view_id, text, text, text)
    assert (entry.actor, entry.action, entry.subject, entry.detail) == (text, text, text, {text: [text]})
    assert not journal.delete_view(text)
    assert len(journal.views()) == 1


def test_zone_of_the_session_changes_no_moment(journal: Journal) -> None:
    if journal.engine.dialect.name == "postgresql":
        with journal.engine.begin() as connection:
            connection.execute(sa.text(f"ALTER DATABASE {journal.engine.url.database} SET timezone = 'Asia/Jayapura'"))
        journal.close()
    before = datetime.now(UTC)
    journal.save_view("a", "b")
    assert before <= journal.views()[0].created_at <= datetime.now(UTC)
    assert journal.views()[0].created_at.tzinfo is UTC


def use_everything(journal: Journal) -> list[object]:
    """Go through the whole interface and return all that is the same in every run."""
    names = {journal.save_view(name, "q=1", owner): name for name, owner in [("b", None), ("A", "x"), ("á", "y")]}
    journal.record("a", "b", "c", {"n": None, "t": True, "x": 1.5, "big": 2**70, "list": (1, "\0\ud800"), "": {}})
    journal.record("a", "b", "c", {})
    outcome: list[object] = [(names[view.view_id], view.name, view.query, view.owner) for view in journal.views()]
    outcome += [(e.entry_id, e.actor, e.action, e.subject, list(e.detail.items())) for e in journal.entries()]
    outcome += [journal.delete_view(view_id) for view_id in [*names, "none"]]
    return [*outcome, journal.views()]


def test_both_engines_answer_alike(
    tmp_path: Path, postgres_database: str, open_until_end: Callable[[str], Journal]
) -> None:
    sqlite, postgresql = open_until_end(f"sqlite:///{tmp_path}/j.sqlite3"), open_until_end(postgres_database)
    assert use_everything(sqlite) == use_everything(postgresql)


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        (lambda j: j.save_view(" ", "q"), "name is empty; give at least one letter"),
        (lambda j: j.save_view("n" * (MAX_NAME_LENGTH + 1), "q"), "name has 201 characters; at most 200 are kept"),
        (lambda j: j.save_view("n", "q" * (MAX_QUERY_LENGTH + 1)), "query has 4001 characters; at most 4000 are kept"),
        (lambda j: j.save_view("n\0", "q"), "name holds characters that are no text; remove them"),
        (lambda j: j.save_view("n", "\ud800"), "query holds characters that are no text; remove them"),
        (lambda j: j.save_view("n", "q", "\0"), "owner holds characters that are no text; remove them"),
        (lambda j: j.delete_view("\0"), "view_id holds characters that are no text; remove them"),
        (lambda j: j.record("", "b", "c", {}), "actor is empty; give at least one letter"),
        (lambda j: j.record("a", "b", "c", {"x": float("nan")}), "detail cannot be kept as JSON: "),
        (lambda j: j.record("a", "b", "c", {"x": object()}), "detail cannot be kept as JSON: "),
        (lambda j: j.entries(0), f"limit must be from 1 to {MAX_ENTRIES}, not 0"),
        (lambda j: j.entries(-1), f"limit must be from 1 to {MAX_ENTRIES}, not -1"),
    ],
)
def test_bad_input_is_refused_alike(journal: Journal, bad: object, line: str) -> None:
    with pytest.raises(JournalError) as caught:
        bad(journal)  # type: ignore[operator]
    assert str(caught.value).startswith(line)
    assert journal.views() == [] and journal.entries() == []


def test_two_processes_open_an_empty_journal_at_once(url: str, open_until_end: Callable[[str], Journal]) -> None:
    arguments = [sys.executable, "-c", OPEN_AND_WRITE, url]
    processes = [
        subprocess.Popen(
            [*arguments, name],
            cwd=PROJECT_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("first", "second")
    ]
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in processes:  # both wait here with everything imported
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    errors = [process.communicate(timeout=60)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], errors
    assert {entry.actor for entry in open_until_end(url).entries()} == {"first", "second"}


def test_threads_open_and_write_at_once(url: str, open_until_end: Callable[[str], Journal]) -> None:
    failures: list[BaseException] = []
    barrier = threading.Barrier(2)

    def write(name: str) -> None:
        try:
            barrier.wait()
            with closing(open_journal(url)) as journal:
                for number in range(50):
                    journal.record(name, "write", str(number), {})
                    journal.save_view(name, str(number))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    journal = open_until_end(url)
    entries = journal.entries(MAX_ENTRIES)
    assert len(entries) == len({entry.entry_id for entry in entries}) == len(journal.views()) == 100
    for name in ("a", "b"):  # in each thread's own order
        assert [int(e.subject) for e in reversed(entries) if e.actor == name] == list(range(50))


def test_sqlite_journal_lets_readers_go_on_while_one_writes(
    tmp_path: Path, open_until_end: Callable[[str], Journal]
) -> None:
    journal = open_until_end(f"sqlite:///{tmp_path}/j.sqlite3")
    with journal.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    with journal.engine.begin() as writer:
        writer.exec_driver_sql("INSERT INTO audit_log VALUES (1, '2024-01-01', 'a', 'b', 'c', '{}')")
        assert journal.entries() == []
    assert len(journal.entries()) == 1


def test_number_of_a_lost_entry_is_never_given_again(journal: Journal) -> None:
    journal.record("a", "b", "c", {})
    lost = journal.entries()[0].entry_id
    with journal.engine.begin() as connection:
        connection.execute(journal_metadata.tables["audit_log"].delete())
    journal.record("a", "b", "c", {})
    assert journal.entries()[0].entry_id > lost


@pytest.mark.parametrize(
    "url", ["", "journal", "sqlite://", "sqlite:///:memory:", "duckdb:///x", "postgresql://u:geheim@h/db"]
)
def test_url_that_is_no_journal_is_refused(url: str) -> None:
    with pytest.raises(
        JournalError, match=r"cannot be used; expected sqlite:///file or postgresql\+psycopg://"
    ) as caught:
        open_journal(url)
    assert "geheim" not in str(caught.value)


def test_file_that_is_no_journal_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "j.sqlite3"
    file.write_text("this is no database\n" * 100)
    with pytest.raises(JournalError) as caught:
        open_journal(f"sqlite:///{file}")
    reason = "file is not a database; check journal_url and its server"
    assert str(caught.value) == f"journal sqlite:///{file} could not be opened: {reason}"
    assert file.read_text() == "this is no database\n" * 100


def test_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError) as caught:
        open_journal(f"sqlite:///{tmp_path}/file/j.sqlite3")
    assert str(caught.value).startswith(f"journal sqlite:///{tmp_path}/file/j.sqlite3 could not be opened: ")
    assert str(caught.value).isprintable()


def test_server_that_is_down_is_one_line_without_the_password() -> None:
    with pytest.raises(JournalError) as caught:
        open_journal("postgresql+psycopg://u:geheim@127.0.0.1:1/db?sslpassword=geheim")
    line = str(caught.value)
    assert line.startswith("journal postgresql+psycopg://u:***@127.0.0.1:1/db?sslpassword=*** could not be opened: ")
    assert "Connection refused" in line and "geheim" not in line and line.isprintable()


def test_lost_table_is_a_journal_error_without_the_written_text(journal: Journal) -> None:
    with journal.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE saved_view"))
    with pytest.raises(JournalError, match="did not answer") as caught:
        journal.save_view("rahasia", "rahasia")
    assert str(caught.value).isprintable()
    assert "rahasia" not in f"{caught.value} {caught.value.__cause__}"
