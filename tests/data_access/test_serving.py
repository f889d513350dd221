"""Which generation is served: one that looks, others that are told; the last good one while nothing answers."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from data_access.errors import WarehouseMissingError
from data_access.models import Generation
from data_access.serving import FAILED_SECONDS, GOOD_SECONDS, Served
from data_access.tables import SCHEMA_VERSION


def generation(name: str) -> Generation:
    return Generation(name, SCHEMA_VERSION, datetime(2026, 11, 22, tzinfo=UTC), 7, "check")


class Source:
    """A warehouse that answers, or does not; and a clock that only the test moves."""

    def __init__(self) -> None:
        self.answer: Generation | None = generation("one")
        self.n_asked = 0
        self.time = 0.0

    def ask(self) -> Generation:
        self.n_asked += 1
        if self.answer is None:
            raise WarehouseMissingError("the warehouse does not answer")
        return self.answer


@pytest.fixture
def source() -> Source:
    """Give a source."""
    return Source()


@pytest.fixture
def served(source: Source) -> Served:
    """Give what asks it."""
    return Served(source.ask, lambda: source.time)


@pytest.mark.case("F8")
def test_a_look_is_good_for_some_seconds(source: Source, served: Served) -> None:
    assert [served.now().generation.generation_id for _ in range(5)] == ["one"] * 5
    assert source.n_asked == 1
    source.answer = generation("two")
    source.time = GOOD_SECONDS
    assert served.now().generation.generation_id == "two"


@pytest.mark.case("F5", "K5")
def test_the_last_good_one_stays_and_says_since_when(source: Source, served: Served) -> None:
    served.now()
    source.answer, source.time = None, GOOD_SECONDS
    first = served.now()
    assert first.generation.generation_id == "one" and isinstance(first.problem, WarehouseMissingError)
    source.time += FAILED_SECONDS
    assert served.now().since == first.since is not None
    n = source.n_asked
    served.now()
    assert source.n_asked == n  # the next ones do not wait for the same server
    source.answer, source.time = generation("two"), source.time + FAILED_SECONDS
    found = served.now()
    assert (found.generation.generation_id, found.problem, found.since) == ("two", None, None)


@pytest.mark.case("F4")
def test_without_any_answer_there_is_only_the_problem(source: Source, served: Served) -> None:
    source.answer = None
    for _ in range(3):
        with pytest.raises(WarehouseMissingError, match="does not answer"):
            served.now()
    assert source.n_asked == 1


@pytest.mark.case("F15")
def test_the_clock_on_the_wall_plays_no_part(source: Source) -> None:
    import time
    from inspect import signature

    from streamlit.runtime.caching import cache_utils

    assert signature(Served).parameters["clock"].default is time.monotonic
    assert cache_utils.TTLCACHE_TIMER is time.monotonic


def test_others_do_not_wait_for_the_one_that_looks(source: Source) -> None:
    is_asking, may_answer = threading.Event(), threading.Event()

    def slow() -> Generation:
        if source.n_asked:
            is_asking.set()
            assert may_answer.wait(20)
        return source.ask()

    served = Served(slow, lambda: source.time)
    served.now()
    source.time = GOOD_SECONDS
    looking = threading.Thread(target=served.now)
    looking.start()
    assert is_asking.wait(20)
    assert served.now().generation.generation_id == "one"  # would hang if it waited
    may_answer.set()
    looking.join(20)
    assert not looking.is_alive() and source.n_asked == 2
