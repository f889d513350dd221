"""What a visitor's browser may ask over the WebSocket: to run the script, to stop it, and what belongs to that.

Streamlit's protocol also lets anyone empty the caches of all visitors, turn on a rerun at every change of a file, and
ask for the repository's name. No page offers that, so such messages are dropped.
"""

from __future__ import annotations

import logging

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

log = logging.getLogger("suluh.visitors")

ALLOWED = (
    "rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request",
)  # fmt: skip


def is_allowed(content: bytes) -> bool:
    """Whether the message may reach Streamlit; what is no message at all may, since it closes the connection."""
    try:
        return BackMsg.FromString(content).WhichOneof("type") in (*ALLOWED, None)
    except DecodeError:
        return True


class VisitorMessages:
    """The middleware that drops the others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_allowed() -> Message:
            while True:
                message = await receive()
                content = message.get("bytes") if message["type"] == "websocket.receive" else None
                if content is None or is_allowed(content):
                    return message
                log.warning("dropped a message that no page sends")

        await self.app(scope, receive_allowed if scope["type"] == "websocket" else receive, send)
