"""What happens once per process before pages can be served: catalogues compiled, warehouse built when missing.

The work runs beside the server, so that `/live` answers at once and `/ready` can say how far it is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data_access.errors import SuluhError
from data_access.loading.build import build_if_stale
from data_access.settings import settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far start-up is; `problem` holds a text fit to be shown, never a URL with a password."""

    step: str = "waiting to start"
    is_done: bool = False
    problem: str | None = None


class Startup:
    """Runs the steps once, in a thread; safe to begin from anywhere, any number of times."""

    def __init__(self, steps: Sequence[Callable[[Callable[[str], None]], object]]) -> None:
        self._steps = steps
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.progress = Progress()

    def begin(self) -> None:
        """Start unless it runs or has succeeded; after a failure it tries again."""
        with self._lock:
            if self.progress.is_done or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._run, name="startup", daemon=True)
            self._thread.start()

    def wait(self, seconds: float) -> Progress:
        """Begin, wait at most so long, and say how far it is."""
        self.begin()
        if self._thread is not None:
            self._thread.join(seconds)
        return self.progress

    def _report(self, step: str) -> None:
        log.info(step)
        self.progress = Progress(step)

    def _run(self) -> None:
        try:
            for step in self._steps:
                step(self._report)
        except SuluhError as error:
            log.error("start-up failed: %s", error)
            self.progress = Progress("failed", problem=str(error))
        except Exception:
            log.exception("start-up failed")
            self.progress = Progress("failed", problem="start-up failed; the log says why")
        else:
            self.progress = Progress("done", is_done=True)


def prepare_warehouse(report: Callable[[str], None]) -> None:
    """Build the embedded warehouse when it is the default one and missing, or of other inputs."""
    current = settings()
    if current.is_default_warehouse:
        build_if_stale(current.warehouse_url, report=report, targets=current.targets_path)
