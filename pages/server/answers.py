"""An ASGI answer held back whole, so that it can be changed before it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]


@dataclass
class Answer:
    """Status, headers and body of one answer."""

    status: int
    headers: Headers
    body: bytes = b""
    rest: dict = field(default_factory=dict)

    def header(self, name: bytes) -> bytes:
        """A header's value, empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name), b"")

    def replace(self, **changes: bytes) -> None:
        """Set headers, underscores for dashes; an empty value takes one away."""
        new = {name.replace("_", "-").encode(): value for name, value in changes.items()}
        self.headers = [(key, value) for key, value in self.headers if key.lower() not in new]
        self.headers += [(key, value) for key, value in new.items() if value]

    async def send(self, send: Send) -> None:
        """Send it whole."""
        self.replace(content_length=b"" if self.status in (204, 304) else str(len(self.body)).encode())
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


async def collect(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, is_wanted: Callable[[Answer], bool]
) -> Answer | None:
    """The answer of an app when it is wanted; any other has been sent on as it came, and None is given."""
    held: Answer | None = None
    is_passing = False

    async def hold(message: Message) -> None:
        nonlocal held, is_passing
        if message["type"] == "http.response.start" and not is_passing:
            held = Answer(message["status"], list(message.get("headers", [])))
            if not is_wanted(held):
                held, is_passing = None, True
                await send(message)
        elif is_passing or held is None:
            await send(message)
        else:
            held.body += message.get("body", b"")

    await app(scope, receive, hold)
    return held
