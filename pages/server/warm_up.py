"""What the first visitor would have to wait for, done before `/ready` says so.

The default page is run once as a visitor would run it, without a browser: that loads its modules, opens the engine and
fills the caches. Then everything alive is put out of the garbage collector's sight, so that its rounds stay short; the
one that Streamlit forces after each run is off (`runner.postScriptGC`), as it took half of a run.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import time

from starlette.concurrency import run_in_threadpool
from streamlit import runtime

from data_access.errors import SuluhError
from pages import data

log = logging.getLogger("suluh.warm_up")

LATER_PAGES = ("plotly.graph_objects",)  # what the first explorer page would load
PAUSE_SECONDS = 2.0  # between two looks whether the warehouse answers


class WarmUp:
    """Runs once; `is_done` says whether the next visitor would be served at full speed."""

    def __init__(self) -> None:
        self.is_done = False
        self.seconds: float | None = None

    async def run(self) -> None:
        """Wait until the warehouse answers, however long that takes, then warm up."""
        while not await run_in_threadpool(_warehouse_answers):
            await asyncio.sleep(PAUSE_SECONDS)
        started = time.perf_counter()
        try:
            await run_in_threadpool(_load_modules)
            is_fine, message = await runtime.get_instance().does_script_run_without_error()
            if not is_fine:
                log.warning("the default page could not be warmed up: %s", message)
            await run_in_threadpool(_freeze)
        except Exception:  # a server that is slow at first is better than none
            log.exception("warm-up failed")
        self.seconds = time.perf_counter() - started
        self.is_done = True
        log.info("warmed up in %.1f s", self.seconds)


def _warehouse_answers() -> bool:
    try:
        if not data.startup.wait(PAUSE_SECONDS).is_done:
            return False
        data.served().now()
    except SuluhError:
        return False
    return True


def _load_modules() -> None:
    for module in LATER_PAGES:
        try:
            importlib.import_module(module)
        except ImportError:
            log.exception("cannot load %s", module)


def _freeze() -> None:
    gc.collect()
    gc.freeze()
