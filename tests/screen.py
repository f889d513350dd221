"""What page tests share: warehouses to look at, the app as AppTest sees it, and every word that stands on a page."""

from __future__ import annotations

import atexit
import csv
import functools
import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import streamlit as st
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from components import i18n
from data_access.loading import files
from data_access.loading.build import build
from data_access.settings import PROJECT_ROOT, settings
from data_access.startup import Progress
from pages import data

SHELL = PROJECT_ROOT / "pages" / "shell.py"
DOWN = "postgresql+psycopg://suluh:s3cret@127.0.0.1:1/suluh"
PAGES = {  # noqa: C416 (file and address of every line of the table in the shell)
    file: address
    for file, address in re.findall(
        r'st\.Page\("(\w+\.py)"[^\n]*?(?:url_path="([\w-]+)"[^\n]*)?\),\n', SHELL.read_text(encoding="utf-8")
    )
}

# Fields of Streamlit's messages that nobody reads.
UNSEEN = {
    "id", "form_id", "element_id", "url", "icon", "key", "type", "mime", "deferred_file_id", "tag", "color", "config",
    "page_script_hash", "fragment_id", "component_name", "css_content", "js_content", "styles", "display_values", "language", "data", "cell_ids", "script_path",
    "url_pathname", "uuid", "caption_element_id", "icon_position", "selection_mode", "format", "button_type", "style",
}  # fmt: skip
UNSEEN_DATA = {
    "layer", "parent", "periods", "period", "kind", "ours", "compared", "language", "key", "state", "code", "form",
    "id", "layout", "theme", "locale", "zone", "tag", "at", "leader", "stamp", "generation", "codes",
}  # fmt: skip


TARGETS = PROJECT_ROOT / "tests" / "fixtures" / "targets"


@functools.cache
def warehouse_url(kind: str) -> str:
    """The warehouse "real" (assets/data), "targets" (with targets of our region too), "empty" (without a single figure)
    or "down", built at most once."""
    if kind == "down":
        return DOWN
    folder = Path(tempfile.mkdtemp(prefix=f"suluh-{kind}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source = files.DATA
    if kind == "empty":
        source = folder / "data"
        shutil.copytree(files.DATA, source)
        for path in (source / "observations").glob("*.csv"):
            path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    url = f"duckdb:///{folder / 'warehouse'}"
    build(url, source, lambda step: None, TARGETS if kind == "targets" else None)
    return url


def use_warehouse(url: str) -> None:
    """Serve this warehouse from now on; SULUH_WAREHOUSE_URL names it already."""
    settings.cache_clear()
    assert settings().warehouse_url == url
    if _serving == [url]:
        return
    if _serving:
        data.warehouse().close()  # the cached one still belongs to the warehouse before
    _serving[:] = [url]
    st.cache_data.clear()
    st.cache_resource.clear()
    data.startup.progress = Progress()
    data.startup._thread = None
    assert data.startup.wait(120).is_done


_serving: list[str] = []


def open_app(address: Mapping[str, str | Sequence[str]] | None = None, page: str = "indicator.py") -> AppTest:
    """The app as a link to a page opens it: the first run of a session, with an address."""
    at = AppTest.from_file(str(SHELL), default_timeout=180)
    at._page_hash = calc_hash(PAGES[page])  # switch_page would need a run of the first page before
    for name, value in (address or {}).items():
        at.query_params[name] = value if isinstance(value, str) else list(value)
    at.run()
    speak(at)
    return at


def speak(at: AppTest) -> None:
    """Set the language of the page for the test too: AppTest asks widgets for their labels outside the page's run."""
    language = at.query_params.get("bahasa", i18n.SOURCE)
    i18n.use(language if language in i18n.LANGUAGES else i18n.SOURCE)


def walk(block: Any) -> Iterator[Any]:
    """Every element and block below one."""
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


def texts(at: AppTest) -> list[str]:
    """Every text a visitor can see or hear on the page: words, options, table cells, charts, help, the menu."""
    found = [str(info["page_name"]) for info in at._registered_pages.values() if info.get("url_pathname")]
    for element in walk(at._tree):
        if getattr(element, "type", "") in ("html", "plotly_chart") or getattr(element, "proto", None) is None:
            if getattr(element, "type", "") == "plotly_chart":
                found += [*_figure_texts(json.loads(element.proto.spec)), element.proto.alt]
            continue
        found += _message_texts(element.proto)
    return [text for text in found if text.strip()]


def words(at: AppTest) -> str:
    """All texts of a page, without the marks of Markdown, one per line."""
    return "\n".join(map(unmarked, texts(at)))


def raw(at: AppTest) -> str:
    """Everything the browser receives, and the session, for a search after what must not be there."""
    parts = [str(element.proto) for element in walk(at._tree) if getattr(element, "proto", None) is not None]
    parts += texts(at)
    parts += [f"{key}={value!r}" for key, value in at.session_state.to_dict().items()]
    return "\n".join(parts)


def unmarked(text: str) -> str:
    """The text as the browser shows it: backslashes, bold, badges and icons of Markdown taken off."""
    text = re.sub(r":material/\w+:\s*", "", text)
    text = re.sub(r"(?<!\\):[\w-]+\[(.*?)(?<!\\)\]", r"\1", text)
    text = re.sub(r"(?<!\\)\*\*", "", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!|<>~$:])", r"\1", text)


def title(at: AppTest) -> str:
    """The one title of the page."""
    assert len(at.title) == 1, [element.value for element in at.title]
    return unmarked(at.title[0].value)


def lede(at: AppTest) -> str:
    """The sentence under the title of the explorer: the figure, its place, its change."""
    (found,) = [unmarked(block.markdown[0].value) for block in walk(at._tree) if _key(block).endswith("-lede")]
    return found


def panel(at: AppTest, key: str) -> str:
    """The words of one panel."""
    (block,) = [block for block in walk(at._tree) if _key(block).endswith(f"-panel_{key}")]
    found: list[str] = []
    for element in walk(block):
        if getattr(element, "type", "") == "plotly_chart":
            found += [*_figure_texts(json.loads(element.proto.spec)), element.proto.alt]
        elif getattr(element, "proto", None) is not None:
            found += _message_texts(element.proto)
    return "\n".join(map(unmarked, found))


def table(at: AppTest, key: str) -> list[list[str]]:
    """The cells of the last table of a panel, header first."""
    (block,) = [block for block in walk(at._tree) if _key(block).endswith(f"-panel_{key}")]
    frame = [element for element in walk(block) if getattr(element, "type", "") == "table"][-1].value
    return [
        [unmarked(str(name)) for name in frame.columns],
        *[[unmarked(str(cell)) for cell in row] for row in frame.to_numpy()],
    ]


def read_observations(indicator_id: str) -> list[dict[str, str]]:
    """The published rows of an indicator, as the file has them."""
    path = files.DATA / "observations" / f"{indicator_id}.csv"
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def _key(block: Any) -> str:
    return str(getattr(getattr(block, "proto", None), "id", "")) if hasattr(block, "children") else ""


def _message_texts(message: Message) -> list[str]:
    found: list[str] = []
    for field, value in message.ListFields():
        if field.name == "arrow_data":
            frame = pa.ipc.open_stream(value.data).read_all().to_pandas()
            found += [str(name) for name in frame.columns if not str(name).startswith("__")]
            found += [str(cell) for row in frame.to_numpy() for cell in row if isinstance(cell, str)]
        elif field.name in UNSEEN:
            continue
        elif field.type == FieldDescriptor.TYPE_STRING:
            for text in [value] if isinstance(value, str) else value:
                found += _data_texts(json.loads(text)) if text.startswith(('{"', "[{")) else [text]
        elif field.type == FieldDescriptor.TYPE_MESSAGE:
            parts = [value] if isinstance(value, Message) else value
            found += [text for part in parts if isinstance(part, Message) for text in _message_texts(part)]
    return found


def _data_texts(node: object, name: str = "") -> list[str]:
    """The words in the data of one of our components; codes and addresses are none."""
    if isinstance(node, dict):
        return [text for key, value in node.items() if key != "at" for text in _data_texts(value, key)]
    if isinstance(node, list):
        return [text for value in node for text in _data_texts(value, name)]
    return [node] if isinstance(node, str) and name not in UNSEEN_DATA else []


def _figure_texts(node: object, name: str = "") -> list[str]:
    """The words of a plotly figure."""
    if isinstance(node, dict):
        return [text for key, value in node.items() for text in _figure_texts(value, key)]
    if isinstance(node, list):
        return [text for value in node for text in _figure_texts(value, name)]
    if isinstance(node, str) and name in ("text", "hovertext", "ticktext", "name", "hovertemplate", "ticksuffix"):
        return [re.sub(r"</?b>|<br>|<extra></extra>", " ", node)]
    return []


def board(at, name: str) -> list[dict[str, Any]]:
    """What the board components of one kind were given."""
    found = []
    for element in walk(at._tree):
        proto = getattr(element, "proto", None)
        if getattr(proto, "component_name", "") and str(proto.component_name).endswith(name):
            found.append(json.loads(proto.json))
    return found
