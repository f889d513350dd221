"""An end in time: a signal to stop is obeyed within seconds, and a clean end is told as one."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType

LIMIT_SECONDS = 8.0  # service managers wait 10 before they kill
SIGNALS = (signal.SIGTERM, signal.SIGINT)


def limit() -> None:
    """After a signal to stop, end within the limit, whatever a slow query or a slow reader still does."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in SIGNALS:
        before = signal.getsignal(number)

        def obey(received: int, frame: FrameType | None, before: object = before) -> None:
            timer = threading.Timer(LIMIT_SECONDS, os._exit, (0,))
            timer.daemon = True
            timer.start()
            if callable(before):
                before(received, frame)

        signal.signal(number, obey)


def finish() -> None:
    """Everything is closed: the server's own repetition of the signal must not turn this into a death by signal."""
    if threading.current_thread() is threading.main_thread():
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
