"""The servers that are measured: each a process of its own on a free loopback port, over one warehouse."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from sqlalchemy.engine import make_url

from components.maps.layers import NATION
from data_access.boundaries import FOLDER as BOUNDARIES
from data_access.loading.build import build
from data_access.settings import PROJECT_ROOT
from data_access.warehouse import current_file

START_SECONDS = 120.0
STOP_SECONDS = 20.0
WALL_SCENES = PROJECT_ROOT / "bench" / "wall_scenes.yaml"
FIRST_PORT, LAST_PORT = (int(port) for port in os.environ.get("BENCH_PORTS", "8610-8629").split("-"))


class StartError(RuntimeError):
    """A server did not answer in time; the text holds the end of its log."""


@dataclass
class Server:
    """One running server. `cpu_seconds` and `rss_bytes` count its children too."""

    name: str
    address: str
    process: psutil.Process
    log: Path
    # what children used that have ended since; a reloader or a worker may come and go
    _spent: dict[int, float] = field(default_factory=dict)

    def cpu_seconds(self) -> float:
        """Processor time since the start, user and system together."""
        for process in self._family():
            try:
                times = process.cpu_times()
                self._spent[process.pid] = times.user + times.system
            except psutil.NoSuchProcess:
                continue
        return sum(self._spent.values())

    def rss_bytes(self) -> int:
        """Resident memory now."""
        found = 0
        for process in self._family():
            try:
                found += process.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        return found

    def _family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]


@contextmanager
def warehouse() -> Iterator[str]:
    """Build the warehouse from the compiled figures into a temporary folder; gives its URL."""
    folder = Path(tempfile.mkdtemp(prefix="suluh-bench-"))
    try:
        url = f"duckdb:///{folder / 'warehouse'}"
        build(url, report=lambda _step: None)
        yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def ours(warehouse_url: str, settings: Mapping[str, str] | None = None, *options: str) -> Iterator[Server]:
    """Suluh itself, started as `make run` starts it, ready when `/ready` says so."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}", *options]
    with _serve("suluh", command, "/ready", {"SULUH_WAREHOUSE_URL": warehouse_url, **(settings or {})}) as server:
        yield server


@contextmanager
def naive(warehouse_url: str, page: str = "app") -> Iterator[Server]:
    """The naive page in a folder of its own: Streamlit's defaults, nothing of ours but Leaflet as static files."""
    with tempfile.TemporaryDirectory(prefix="suluh-bench-naive-") as place:
        script = Path(shutil.copy(PROJECT_ROOT / "bench" / "naive" / f"{page}.py", place))
        shutil.copytree(PROJECT_ROOT / "assets" / "vendor" / "leaflet", Path(place) / "static")
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", "{port}"]
        command += ["--server.headless", "true", "--server.enableStaticServing", "true"]
        command += ["--browser.gatherUsageStats", "false"]  # this and the next two: nothing may ask an outside host
        command += ["--server.address", "127.0.0.1", "--browser.serverAddress", "localhost"]
        given = {
            "BENCH_WAREHOUSE_FILE": str(current_file(Path(make_url(warehouse_url).database or ""))),
            "BENCH_BOUNDARIES": str(BOUNDARIES / NATION),
            "BENCH_SCENES": str(WALL_SCENES),
        }
        with _serve("naive", command, "/_stcore/health", given, Path(place)) as server:
            yield server


@contextmanager
def dash(warehouse_url: str, page: str = "app") -> Iterator[Server]:
    """The Dash page under a production server."""
    with tempfile.TemporaryDirectory(prefix="suluh-bench-layers-") as layers:
        subprocess.run([sys.executable, "-m", "bench.dash_page.layers", layers], cwd=PROJECT_ROOT, check=True)
        command = [sys.executable, "-m", f"bench.dash_page.{page}", "{port}"]
        given = {"SULUH_WAREHOUSE_URL": warehouse_url, "BENCH_LAYERS": layers}
        with _serve("dash", command, "/", given) as server:
            yield server


@contextmanager
def _serve(
    name: str, command: Sequence[str], probe: str, settings: Mapping[str, str], folder: Path = PROJECT_ROOT
) -> Iterator[Server]:
    port = free_port()
    address = f"http://localhost:{port}"
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("SULUH_", "STREAMLIT_"))}
    inherited["PYTHONPATH"] = str(PROJECT_ROOT)
    with tempfile.TemporaryDirectory(prefix=f"suluh-bench-{name}-") as place:
        log = Path(place) / "server.log"
        with log.open("w") as stream:
            process = subprocess.Popen(
                [part.format(port=port) for part in command],
                cwd=folder, env=inherited | settings, stdout=stream, stderr=subprocess.STDOUT,
            )  # fmt: skip
            try:
                deadline = time.monotonic() + START_SECONDS
                while not _answers(f"{address}{probe}"):
                    if process.poll() is not None or time.monotonic() > deadline:
                        raise StartError(f"{name} did not start:\n{log.read_text()[-2000:]}")
                    time.sleep(0.2)
                yield Server(name, address, psutil.Process(process.pid), log)
            finally:
                process.terminate()
                try:
                    process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def free_port() -> int:
    """A port of the range that nobody listens at."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise StartError(f"no free port from {FIRST_PORT} to {LAST_PORT}; set BENCH_PORTS=first-last")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
