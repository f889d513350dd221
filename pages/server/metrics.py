"""`/metrics`: numbers about this process in OpenMetrics text, for a collector on this machine only.

Streamlit's own numbers (sessions, caches) stand at `/_stcore/metrics`; it has no switch, so the same guard closes it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from prometheus_client import REGISTRY, Counter
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.errors import SuluhError
from pages import data
from pages.server.health import warm_up
from pages.server.hosts import is_from_this_machine

GUARDED = ("/metrics", "/_stcore/metrics")

REQUESTS = Counter("suluh_http_requests", "Answers to HTTP requests", ["status"])
ERRORS = Counter("suluh_errors", "Errors in the log, each with its reference number")


class ErrorCount(logging.Handler):
    """Counts what is logged as an error."""

    def emit(self, record: logging.LogRecord) -> None:
        ERRORS.inc()


class State(Collector):
    """What is being served, read when someone asks."""

    def collect(self) -> Iterable[Metric]:
        yield GaugeMetricFamily("suluh_warm", "1 once the first page is warm", float(warm_up.is_done))
        taken = data.warehouse().taken()
        yield GaugeMetricFamily("suluh_warehouse_connections_taken", "Connections in use", float(taken))
        try:
            state = data.served().now()
        except SuluhError:
            yield GaugeMetricFamily("suluh_warehouse_up", "1 while the warehouse answers", 0.0)
            return
        yield GaugeMetricFamily("suluh_warehouse_up", "1 while the warehouse answers", float(state.problem is None))
        found = state.generation
        yield GaugeMetricFamily("suluh_generation_observations", "Figures being served", float(found.n_observations))
        built = found.built_at.timestamp()
        yield GaugeMetricFamily("suluh_generation_built_seconds", "When they were loaded", built)


def begin() -> None:
    """Count errors, and offer the state; once per process."""
    logger = logging.getLogger("suluh")
    if any(isinstance(handler, ErrorCount) for handler in logger.handlers):
        return
    logger.addHandler(ErrorCount(logging.ERROR))
    REGISTRY.register(State())


def metrics(_: Request) -> Response:
    """All numbers, for whom the guard has let through."""
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)


class MetricsGuard:
    """Counts answers, and hides the numbers from everyone but this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                REQUESTS.labels(str(message["status"])).inc()
            await send(message)

        app = self.app
        if scope["path"].rstrip("/") in GUARDED and not is_from_this_machine(scope):
            app = PlainTextResponse("not found\n", status_code=404)
        await app(scope, receive, count)
