"""A relay between browser and server that counts every byte, of WebSocket and HTTP alike, as the wire carries it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from bench.servers import free_port


class Counter:
    """Bytes so far, in both directions together, and from the server alone."""

    def __init__(self) -> None:
        self.received = self.sent = 0

    def take(self) -> tuple[int, int]:
        """Received from the server, and sent to it, since the last time."""
        found = (self.received, self.sent)
        self.received = self.sent = 0
        return found


@contextmanager
def relay(address: str) -> Iterator[tuple[str, Counter]]:
    """Gives an address that leads to the server at `address`, and what passed through.

    The thread is left to end with the process: what still flows when a tab has closed concerns nobody.
    """
    counter, loop, port = Counter(), asyncio.new_event_loop(), free_port()
    target = urlsplit(address).port

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, name: str) -> None:
        try:
            while chunk := await reader.read(1 << 16):
                setattr(counter, name, getattr(counter, name) + len(chunk))
                writer.write(chunk)
                await writer.drain()
        except ConnectionError:
            pass  # a tab was closed
        finally:
            writer.close()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, outer = await asyncio.open_connection("127.0.0.1", target)
        await asyncio.gather(pump(reader, outer, "sent"), pump(inner, writer, "received"))

    def listen() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(asyncio.start_server(meet, "127.0.0.1", port))
        is_listening.set()
        loop.run_forever()

    is_listening = threading.Event()
    threading.Thread(target=listen, name="relay", daemon=True).start()
    is_listening.wait(10)
    yield f"http://localhost:{port}", counter
