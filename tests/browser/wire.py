"""A wire between browser and server that counts what the WebSocket carries, byte by byte, as it is compressed."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from urllib.parse import urlsplit


class Wire:
    """A TCP relay on a free loopback port; `received` counts the bytes that WebSockets brought to the browser."""

    def __init__(self, address: str) -> None:
        self._target = (urlsplit(address).hostname, urlsplit(address).port)
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self.received = 0
        self.address = ""
        threading.Thread(target=self._run, daemon=True).start()
        assert self._started.wait(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(asyncio.start_server(self._relay, "127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        self._started.set()
        self._loop.run_forever()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream_reader, upstream_writer = await asyncio.open_connection(*self._target)
        is_socket = False

        async def up() -> None:
            nonlocal is_socket
            while part := await reader.read(65536):
                is_socket = is_socket or b"upgrade: websocket" in part.lower()
                upstream_writer.write(part)
                await upstream_writer.drain()
            upstream_writer.close()

        async def down() -> None:
            while part := await upstream_reader.read(65536):
                self.received += len(part) if is_socket else 0
                writer.write(part)
                await writer.drain()
            writer.close()

        with contextlib.suppress(ConnectionError):
            await asyncio.gather(up(), down())

    def close(self) -> None:
        """Stop relaying."""
        self._loop.call_soon_threadsafe(self._loop.stop)
