"""One server for all guards, with a witness inside: what it looked up outside, and which configuration it ran with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import screen
from tests.server import Server, running

WITNESS = """
import atexit, json, os, socket, sys
OUT = os.environ["WITNESS"]
LOCAL = ("127.", "localhost", "::1", "0.0.0.0")

def note(what, where):
    if isinstance(where, (tuple, list)):
        where = where[0]
    if isinstance(where, bytes):
        where = where.decode()
    if where and not str(where).startswith(LOCAL) and not str(where).startswith("/"):
        with open(OUT + ".outside", "a") as file:
            file.write(f"{what} {where}\\n")

looked, connected, connected_ex = socket.getaddrinfo, socket.socket.connect, socket.socket.connect_ex

def getaddrinfo(host, *rest, **more):
    note("look-up", host)
    return looked(host, *rest, **more)

def connect(self, address):
    note("connection", address)
    return connected(self, address)

def connect_ex(self, address):
    note("connection", address)
    return connected_ex(self, address)

socket.getaddrinfo, socket.socket.connect, socket.socket.connect_ex = getaddrinfo, connect, connect_ex

def dump():
    config = sys.modules.get("streamlit.config")
    if config is not None:
        options = {name: config.get_option(name) for name in config._config_options_template}
        with open(OUT + ".config", "w") as file:
            json.dump(options, file, default=str)

atexit.register(dump)
"""


@dataclass
class Watched:
    """A server and what its witness wrote."""

    server: Server
    witness: Path

    def outside(self) -> list[str]:
        """Every address outside this machine that the process looked up or connected to."""
        path = Path(f"{self.witness}.outside")
        return path.read_text().splitlines() if path.exists() else []

    def configuration(self) -> dict:
        """Streamlit's options as they were when the process ended."""
        return dict(json.loads(Path(f"{self.witness}.config").read_text()))


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Give a server with the real figures, under an additional host name."""
    folder = tmp_path_factory.mktemp("watched")
    (folder / "sitecustomize.py").write_text(WITNESS)
    with running(
        folder,
        SULUH_WAREHOUSE_URL=screen.warehouse_url("real"),
        SULUH_HOSTS="suluh.example.go.id",
        PYTHONPATH=str(folder),
        WITNESS=str(folder / "witness"),
    ) as server:
        yield Watched(server, folder / "witness")
