"""Warehouses for tests: a small hand-written one and the real one, each built once per session on both engines."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings

from data_access.loading import files
from data_access.loading.build import build
from data_access.warehouse import Warehouse

settings.register_profile("suluh", deadline=None)  # no test fails because the machine is busy
settings.load_profile("suluh")

TINY = Path(__file__).parents[1] / "fixtures" / "tiny"
ENGINES = ("duckdb", "postgresql")


def quiet(_: str) -> None:
    """Report nothing."""


@pytest.fixture(scope="session")
def tiny_data() -> Path:
    """Give the folder of CSVs like assets/data: one nation, two provinces, fourteen regencies, four indicators."""
    return TINY


@pytest.fixture(scope="session")
def new_postgres_database(postgres_url: str) -> Callable[[], str]:
    """Give a function that creates an empty PostgreSQL database and returns its URL."""

    def create() -> str:
        name = f"warehouse_{uuid.uuid4().hex}"
        engine = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        return sa.make_url(postgres_url).set(database=name).render_as_string(hide_password=False)

    return create


@pytest.fixture(scope="session")
def build_at(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[str, Path], Warehouse]]:
    """Give a function that builds a folder of CSVs at a new warehouse of an engine, and opens it."""
    opened: list[Warehouse] = []

    def at(engine: str, data: Path) -> Warehouse:
        if engine == "duckdb":
            url = f"duckdb:///{tmp_path_factory.mktemp('warehouse')}"
        else:
            url = request.getfixturevalue("new_postgres_database")()
        build(url, data, quiet)
        opened.append(Warehouse(url))
        return opened[-1]

    yield at
    for warehouse in opened:
        warehouse.close()


@pytest.fixture(scope="session")
def tiny_warehouses(build_at: Callable[[str, Path], Warehouse], tiny_data: Path) -> dict[str, Warehouse]:
    """Give the small warehouse on every engine."""
    return {engine: build_at(engine, tiny_data) for engine in ENGINES}


@pytest.fixture(scope="session")
def real_warehouses(build_at: Callable[[str, Path], Warehouse]) -> dict[str, Warehouse]:
    """Give the warehouse of assets/data on every engine."""
    return {engine: build_at(engine, files.DATA) for engine in ENGINES}


@pytest.fixture(params=ENGINES)
def warehouse(request: pytest.FixtureRequest, tiny_warehouses: dict[str, Warehouse]) -> Warehouse:
    """Give the small warehouse, once per engine."""
    return tiny_warehouses[request.param]


@pytest.fixture(params=ENGINES)
def real_warehouse(request: pytest.FixtureRequest, real_warehouses: dict[str, Warehouse]) -> Warehouse:
    """Give the warehouse of assets/data, once per engine."""
    return real_warehouses[request.param]
