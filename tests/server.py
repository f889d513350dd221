"""A real server in a process of its own, and sessions on it that speak Streamlit's protocol without a browser."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from data_access.settings import PROJECT_ROOT

START_SECONDS = 120
ANSWER_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(what: Callable[[], object], seconds: float, pause: float = 0.2) -> float:
    """Wait until it is true; gives the seconds it took."""
    started = time.monotonic()
    while not what():
        assert time.monotonic() - started < seconds, f"not within {seconds} s"
        time.sleep(pause)
    return time.monotonic() - started


def fetch(address: str, headers: dict[str, str] | None = None, timeout: float = 20) -> tuple[int, dict, bytes]:
    """Status, headers by small name, and body; status 0 when nobody answers."""
    request = urllib.request.Request(address, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()
    except OSError:
        return 0, {}, b""


@dataclass
class Server:
    """`streamlit run app.py` at a free port, with settings given as variables."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None
    project: Path = PROJECT_ROOT

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    def start(self) -> None:
        """Start the process; it may take a while until it answers."""
        inherited = {n: v for n, v in os.environ.items() if not n.startswith(("SULUH_", "STREAMLIT_"))}
        with (self.folder / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)],
                cwd=self.project,
                env=inherited | self.settings,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def ready(self) -> dict:
        """The body of /ready."""
        body = fetch(f"{self.address}/ready")[2]
        return json.loads(body) if body else {}

    def wait_ready(self, status: str = "ready", seconds: float = START_SECONDS) -> float:
        """Wait for a status of /ready."""

        def is_there() -> bool:
            assert self.process is None or self.process.poll() is None, self.log
            return self.ready().get("status") == status

        return wait_until(is_there, seconds)

    def end(self, number: int = signal.SIGTERM, seconds: float = 20) -> int:
        """Send a signal and give the exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(seconds)

    def memory(self) -> float:
        """Resident memory in MiB."""
        assert self.process is not None
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        raise AssertionError("no VmRSS")


@contextmanager
def running(
    folder: Path, wait: str | None = "ready", project: Path = PROJECT_ROOT, **settings: str
) -> Iterator[Server]:
    """A server that is ended with the block."""
    server = Server(folder, settings, project=project)
    server.start()
    try:
        if wait:
            server.wait_ready(wait)
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.process.terminate()
            try:
                server.process.wait(15)
            except subprocess.TimeoutExpired:
                server.process.kill()
                server.process.wait(5)


class Session:
    """One visitor: a WebSocket, the runs it asked for, and the text of the last one."""

    def __init__(
        self,
        address: str,
        headers: dict[str, str] | None = None,
        resume: str | None = None,
        to: tuple[str, int] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Connect to an address; `to` is where its name is to be found, `resume` the session of a cut connection."""
        parts = urlsplit(address)
        protocols = ["streamlit", "none", resume] if resume else ["streamlit"]
        raw = socket.create_connection(to or (parts.hostname, parts.port), timeout=20)
        raw.settimeout(None)
        self.socket: ClientConnection = connect(
            f"{'wss' if tls else 'ws'}://{parts.netloc}/_stcore/stream",
            origin=address,  # type: ignore[arg-type]
            subprotocols=protocols,  # type: ignore[arg-type]
            additional_headers=headers or {},
            max_size=None,
            open_timeout=20,
            sock=raw,
            **({"ssl": tls, "server_hostname": parts.hostname} if tls else {}),
        )
        self.session_id = ""
        self.script_hash = ""
        self.parts: dict[tuple[int, ...], bytes] = {}
        self.query = ""

    def run(self, page: str = "", timeout: float = ANSWER_SECONDS, **parameters: str) -> str:
        """Ask for a page at an address and wait for the end of the run; gives all its text."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode(parameters, safe=",")
        message.rerun_script.page_name = page
        self.parts = {}
        self.socket.send(message.SerializeToString())
        return self.receive(timeout)

    def send(self, message: BackMsg) -> None:
        """Send anything of the protocol."""
        self.socket.send(message.SerializeToString())

    def receive(self, timeout: float = ANSWER_SECONDS) -> str:
        """Take messages until a run has ended."""
        deadline = time.monotonic() + timeout
        while True:
            content = self.socket.recv(timeout=max(0.01, deadline - time.monotonic()))
            assert isinstance(content, bytes)
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session_id = message.new_session.initialize.session_id or self.session_id
            elif kind == "delta":
                self.parts[tuple(message.metadata.delta_path)] = content
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return self.text

    @property
    def text(self) -> str:
        """Every text of the page as it stands."""
        return "\n".join(part.decode(errors="replace") for part in self.parts.values())

    def close(self) -> None:
        """Leave."""
        with suppress(ConnectionClosed):
            self.socket.close()
