"""Visitors who ask for the same figures at the same moment share one query (L12 in docs/speed.md)."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Select

from data_access import observations
from data_access.models import Level
from data_access.settings import settings
from data_access.warehouse import Warehouse
from pages import data
from tests import screen

VISITORS = 4


@pytest.fixture
def meet() -> list[Callable[[], object]]:
    """What every statement does on its way: a slow one, unless a test puts another in."""
    return [lambda: time.sleep(0.3)]


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch, meet: list[Callable[[], object]]) -> Iterator[Counter[str]]:
    """Count the statements that reach the warehouse; each takes as long as `meet` says."""
    monkeypatch.setenv("SULUH_WAREHOUSE_URL", url := screen.warehouse_url("real"))
    screen.use_warehouse(url)
    data.version()
    data._frame.clear()
    counted: Counter[str] = Counter()
    lock, frame = threading.Lock(), Warehouse.frame

    def count(self: Warehouse, statement: Select, *more: object) -> object:
        with lock:
            counted[str(statement.compile(compile_kwargs={"literal_binds": True}))] += 1
        meet[0]()
        return frame(self, statement, *more)

    monkeypatch.setattr(Warehouse, "frame", count)
    yield counted
    settings.cache_clear()


@pytest.mark.case("L12")
def test_one_query_serves_all_who_wait_for_it(queries: Counter[str]) -> None:
    together = threading.Barrier(VISITORS)

    def change_period(_visitor: int) -> int:
        together.wait(20)
        asked = (observations.select_cross_section, "unemployment_rate", "2023", Level.REGENCY, "32")
        return len(data.load(*asked))

    with ThreadPoolExecutor(VISITORS) as visitors:
        rows = list(visitors.map(change_period, range(VISITORS)))
    assert rows == [27] * VISITORS
    assert list(queries.values()) == [1]


def test_different_questions_do_not_wait_for_each_other(
    queries: Counter[str], meet: list[Callable[[], object]]
) -> None:
    together, inside = threading.Barrier(VISITORS), threading.Barrier(VISITORS)
    meet[0] = lambda: inside.wait(20)  # each query waits for the others: one after the other they would never end

    def ask(visitor: int) -> None:
        together.wait(20)
        data.load(observations.select_series, "unemployment_rate", (f"32{visitor + 1:02}",))

    with ThreadPoolExecutor(VISITORS) as visitors:
        list(visitors.map(ask, range(VISITORS)))
    assert len(queries) == VISITORS
