"""The ASGI application: start-up, health, the project's own files, and the Streamlit script it serves.

`streamlit run app.py` starts it. Host names come from suluh.toml; address and port are Streamlit's own settings.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from components.network import LOOPBACK
from components.wall.scenes import scenes_of
from data_access.errors import SettingsError
from data_access.settings import Settings, settings
from pages import data
from pages.server import files, logs, metrics, shutdown
from pages.server.compression import Compression
from pages.server.files import CacheLife
from pages.server.headers import SafeHeaders
from pages.server.health import live, ready, warm_up
from pages.server.hosts import KnownHosts
from pages.server.index_page import HeadLinks
from pages.server.metrics import MetricsGuard
from pages.server.visitors import VisitorMessages

SCRIPT = Path(__file__).parent / "pages" / "shell.py"


def read_settings() -> Settings:
    """The settings, or the end of the process with one line that says what to correct; so too for the wall's scenes."""
    try:
        scenes_of(settings())
        return settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


HOSTS = [*LOOPBACK, *read_settings().hosts]
config.set_option("server.allowedHosts", HOSTS)
config.set_option("server.corsAllowedOrigins", [f"https://{host}" for host in read_settings().hosts])


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Start building and warming up beside the server, and give the warehouse back at the end."""
    logs.begin(settings().log_format)
    metrics.begin()
    data.startup.begin()
    shutdown.limit()
    warming = asyncio.create_task(warm_up.run())
    yield
    warming.cancel()
    data.warehouse().close()
    shutdown.finish()


app = st.App(
    SCRIPT,
    lifespan=lifespan,
    routes=[
        Route("/live", live),
        Route("/ready", ready),
        Route("/metrics", metrics.metrics),
        *files.routes(),
    ],
    middleware=[  # from the outside in
        Middleware(MetricsGuard),
        Middleware(SafeHeaders),
        Middleware(KnownHosts, hosts=HOSTS),
        Middleware(VisitorMessages),
        Middleware(CacheLife),
        Middleware(Compression),
        Middleware(HeadLinks),
    ],
    on_script_error=logs.report_script_error,
)
