"""`/live` and `/ready`: whether the process answers, and whether it can show figures."""

from __future__ import annotations

import secrets

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from data_access.errors import SuluhError
from pages import data
from pages.server.warm_up import WarmUp

warm_up = WarmUp()
PROCESS = secrets.token_hex(8)  # tells an open page whether it still speaks to the same process


def live(_: Request) -> Response:
    """The process answers, and says which one it is."""
    return PlainTextResponse("ok\n", headers={"x-suluh-process": PROCESS, "cache-control": "no-store"})


def ready(_: Request) -> Response:
    """The warehouse answers and the first page is warm; until then 503 with how far it is, never a URL or password."""
    data.startup.begin()
    progress = data.startup.progress
    if not progress.is_done:
        body = {"status": "starting", "step": progress.step, "problem": progress.problem}
        return JSONResponse(body, status_code=503)
    try:
        state = data.served().now()
    except SuluhError as error:
        return JSONResponse({"status": "unavailable", "problem": str(error)}, status_code=503)
    if state.problem is not None:
        body = {"status": "unavailable", "problem": str(state.problem), "serving": state.generation.generation_id}
        return JSONResponse(body, status_code=503)
    if not warm_up.is_done:
        return JSONResponse({"status": "starting", "step": "warming up", "problem": None}, status_code=503)
    found = state.generation
    return JSONResponse({"status": "ready", "generation": found.generation_id, "observations": found.n_observations})
