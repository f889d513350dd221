"""Log lines, as text or as JSON, and never with a password in them."""

from __future__ import annotations

import json
import logging
import re
import secrets
from datetime import UTC, datetime

import streamlit as st

from components import notices

PASSWORD = re.compile(r"(?P<before>[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s]+@(?=[^\s@]*)", re.IGNORECASE)
OPTION = re.compile(r"(?P<before>\b(?:password|passwd|pwd|secret|token)\s*[=:]\s*)[^\s&'\",;)]+", re.IGNORECASE)
TEXT_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
OURS = ("suluh", "data_access", "components")
THEIRS = ("streamlit", "uvicorn", "starlette", "asyncio")

log = logging.getLogger("suluh")


def masked(text: str) -> str:
    """The text with every password of an address or an option as ***."""
    return OPTION.sub(r"\g<before>***", PASSWORD.sub(r"\g<before>***@", text))


class TextLines(logging.Formatter):
    """One record as text; a traceback follows on its own lines."""

    def __init__(self) -> None:
        super().__init__(TEXT_FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class JsonLines(logging.Formatter):
    """One record as one line of JSON: time, level, logger, message, and where there is one the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def begin(form: str) -> None:
    """Give every logger of this process the same lines; `form` is "text" or "json"."""
    formatter = JsonLines() if form == "json" else TextLines()
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler())
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    known = [logging.getLogger(name) for name in logging.root.manager.loggerDict if name.split(".")[0] in THEIRS]
    for handler in [*root.handlers, *[handler for logger in known for handler in logger.handlers]]:
        handler.setFormatter(formatter)


def report_script_error(error: Exception) -> bool:
    """For what the boundaries of the pages did not catch: the visitor gets a number, the log the rest."""
    reference = secrets.token_hex(4)
    log.error("error %s", reference, exc_info=error)
    st.error(notices.failure(error, reference), icon=":material/error:")
    return True
