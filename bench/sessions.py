"""Visitors without a browser: Streamlit's protocol over a WebSocket as its page speaks it, and Dash's callbacks."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

KEPT_RUNS = 2  # global.maxCachedMessageAge: for how many runs a page keeps a message it may be asked to reuse
MOST_BYTES = 50 * 2**20


class WrongAnswerError(RuntimeError):
    """A page that says something else than it must, or shows an exception."""


@dataclass
class StreamlitVisitor:
    """One open page of a Streamlit server. `run` asks for a script run and reads until it has ended."""

    address: str
    path: str = ""
    _socket: Any = None
    _script: str = ""
    _kept: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)
    _runs: int = 0

    async def open(self) -> None:
        target = urlsplit(self.address)
        self._socket = await websockets.connect(
            f"ws://{target.netloc}/_stcore/stream", subprotocols=["streamlit"], origin=self.address,
            max_size=MOST_BYTES, ping_interval=None,
        )  # type: ignore[arg-type]  # fmt: skip

    async def close(self) -> None:
        await self._socket.close()

    async def run(
        self, parameters: Mapping[str, str] | None = None, widgets: Sequence[WidgetState] = ()
    ) -> tuple[float, list[ForwardMsg]]:
        """Seconds until the script had ended, and the messages, references to kept ones resolved."""
        self._runs += 1
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = urlencode(parameters or {}, safe=",")
        state.page_script_hash, state.page_name = self._script, "" if self._script else self.path
        state.widget_states.widgets.extend(widgets)
        state.context_info.timezone = "Asia/Jakarta"
        state.context_info.url = f"{self.address}/{self.path}"
        self._kept = {key: kept for key, kept in self._kept.items() if self._runs - kept[0] <= KEPT_RUNS}
        state.cached_message_hashes.extend(self._kept)
        start = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        found: list[ForwardMsg] = []
        while True:
            message = ForwardMsg()
            message.ParseFromString(await self._socket.recv())
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                self._kept[message.ref_hash] = (self._runs, self._kept[message.ref_hash][1])
                message = self._kept[message.ref_hash][1]
            elif message.metadata.cacheable and message.hash:
                self._kept[message.hash] = (self._runs, message)
            if kind == "new_session":
                self._script = message.new_session.page_script_hash
            found.append(message)
            if kind == "script_finished":
                return time.perf_counter() - start, found


def texts_of(messages: Sequence[ForwardMsg]) -> str:
    """Markdown and component data of a run, to look for what must stand there. Raises on an exception element."""
    parts = []
    for message in messages:
        if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
            continue
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
            raise WrongAnswerError(str(element)[:500])
        if kind == "markdown":
            parts.append(element.markdown.body)
        elif kind == "heading":
            parts.append(element.heading.body)
        elif kind == "metric":
            parts.append(element.metric.body)
        elif kind == "bidi_component":
            data = element.bidi_component
            parts.append(data.json or data.mixed.json)
    return "\n".join(parts).replace("\\", "")


def select_box(messages: Sequence[ForwardMsg], label: str, option: str) -> WidgetState:
    """The state of a select box after a visitor has taken an option; the option begins with this text."""
    for message in messages:
        if message.WhichOneof("type") == "delta" and message.delta.new_element.WhichOneof("type") == "selectbox":
            box = message.delta.new_element.selectbox
            if box.label == label:
                taken = next(text for text in box.options if text.startswith(option))
                return WidgetState(id=box.id, string_value=taken)
    raise WrongAnswerError(f"no select box {label}")


@dataclass
class DashVisitor:
    """One open Dash page: its values, and the callbacks that a change of one sets off, as the renderer posts them."""

    address: str
    client: httpx.AsyncClient
    values: dict[tuple[str, str], Any]
    _callbacks: list[dict[str, Any]] = field(default_factory=list)

    async def open(self) -> None:
        answer = await self.client.get(f"{self.address}/_dash-dependencies")
        self._callbacks = [one for one in answer.json() if not one.get("clientside_function")]

    async def change(self, node: str, name: str, value: Any, among: Sequence[str]) -> tuple[float, dict[str, Any]]:
        """Seconds for all callbacks that hang on it directly, together, and what they changed.

        `among`: beginnings of the outputs that this change sets off.
        """
        import asyncio

        self.values[node, name] = value
        posts = [self._post(one, f"{node}.{name}") for one in self._callbacks if one["output"].startswith(tuple(among))]
        start = time.perf_counter()
        answers = await asyncio.gather(*posts)
        seconds = time.perf_counter() - start
        changed: dict[str, Any] = {}
        for answer in answers:
            for key, part in answer["response"].items():
                changed |= {f"{key}.{prop}": content for prop, content in part.items()}
        return seconds, changed

    async def _post(self, callback: Mapping[str, Any], changed: str) -> Any:
        outputs = [
            dict(zip(("id", "property"), part.rsplit(".", 1), strict=True))
            for part in callback["output"].strip(".").split("...")
        ]
        body = {
            "output": callback["output"],
            "outputs": outputs,
            "inputs": [self._with_value(one) for one in callback["inputs"]],
            "state": [self._with_value(one) for one in callback["state"]],
            "changedPropIds": [changed],
        }
        answer = await self.client.post(f"{self.address}/_dash-update-component", json=body)
        if answer.status_code != 200:
            raise WrongAnswerError(f"{answer.status_code} {answer.text[:300]}")
        return answer.json()

    def _with_value(self, one: Mapping[str, str]) -> dict[str, Any]:
        return {"id": one["id"], "property": one["property"], "value": self.values.get((one["id"], one["property"]))}


def words_of(changed: Mapping[str, Any]) -> str:
    return json.dumps(changed, ensure_ascii=False)
