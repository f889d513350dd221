"""Which generation is being served: the newest that answered, and the last good one while the warehouse is down.

Every page asks; one of them looks. A look is good for some seconds, and after a failure others are not sent to wait for
the same server again: they are told at once what the last look found.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from data_access.errors import WarehouseError, WarehouseMissingError
from data_access.models import Generation

GOOD_SECONDS = 15.0  # how late a new generation may be noticed
FAILED_SECONDS = 3.0  # how late a recovery may be noticed


@dataclass(frozen=True, slots=True)
class Serving:
    """A generation; while the warehouse does not answer, why, and since when."""

    generation: Generation
    problem: WarehouseError | None = None
    since: datetime | None = None


class Served:
    """Asks for the generation, now and then; safe from any thread. Ages are counted by a clock that nobody sets."""

    def __init__(self, ask: Callable[[], Generation], clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._lock = threading.Lock()
        self._looked: float | None = None
        self._found: tuple[Generation | None, WarehouseError | None, datetime | None] = (None, None, None)

    def now(self) -> Serving:
        """What is served. Raises WarehouseError when none has answered yet."""
        if self._is_due() and self._lock.acquire(blocking=self._looked is None):  # others need not wait for who looks
            try:
                if self._is_due():
                    self._look()
            finally:
                self._lock.release()
        generation, problem, since = self._found
        if generation is None:
            raise WarehouseMissingError("the warehouse has not been asked") if problem is None else problem
        return Serving(generation, problem, since)

    def _is_due(self) -> bool:
        looked = self._looked
        good_for = GOOD_SECONDS if self._found[1] is None else FAILED_SECONDS
        return looked is None or self._clock() - looked >= good_for

    def forget(self) -> None:
        """Look again at the next question."""
        self._looked = None

    def _look(self) -> None:
        generation, _, since = self._found
        try:
            self._found = (self._ask(), None, None)
        except WarehouseError as error:
            self._found = (generation, error.with_traceback(None), since or datetime.now(UTC))
        self._looked = self._clock()
