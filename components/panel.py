"""The panel round any chart: title, subtitle, the same four tools in the same order, figure, caption."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from components import exports
from components.i18n import _, current
from components.notices import plain


@dataclass(frozen=True)
class Tools:
    """What a panel offers: its table, its passport, its files, its address."""

    table: pd.DataFrame  # cells already written in the language of the run
    figures: pd.DataFrame  # the same with real numbers, for files
    passport: Mapping[str, str]
    file_stem: str
    address: str
    geo_frame: Callable[[], object] | None = None
    passport_lines: Sequence[tuple[str, str]] = field(default=())
    numbers: Sequence[str] = ()  # columns of the table that stand right
    ours: str | None = None  # the code of the row that is ours


@contextmanager
def panel(key: str, title: str, subtitle: str, tools: Callable[[], Tools] | Tools | None = None) -> Iterator[None]:
    """Everything drawn inside stands between the head with its tools and the next panel.

    Tools given as a function are made only when a visitor opens one of them.
    """
    with st.container(key=f"panel_{key}", gap="small"):
        head, side = st.columns([1, 0.4], vertical_alignment="top") if tools else (st.container(), None)
        with head:
            st.subheader(plain(title), anchor=False)
            st.caption(plain(subtitle))
        if tools is not None and side is not None:
            with side, st.container(horizontal=True, wrap=False, horizontal_alignment="right", gap="xxsmall"):
                _draw_tools(key, tools if callable(tools) else lambda: tools)
        yield


def _draw_tools(key: str, tools: Callable[[], Tools]) -> None:
    """The four tools; what stands in one is drawn when it is open, so a closed one costs nothing."""
    drawers: dict[str, tuple[str, str, Callable[[Tools], None]]] = {
        "table": (
            _("Tabel"),
            ":material/table_chart:",
            lambda made: draw_table(made.table, made.numbers, made.ours, f"{key}_rows"),
        ),
        "passport": (_("Paspor angka"), ":material/info:", lambda made: draw_facts(made.passport_lines)),
        "download": (_("Unduh"), ":material/download:", lambda made: draw_downloads(key, made)),
        "link": (_("Tautan"), ":material/link:", _draw_link),
    }
    for name, (label, icon, draw) in drawers.items():
        box = st.popover(label, icon=icon, help=label, type="tertiary", key=f"{key}_{name}", on_change="rerun")
        if box.open:
            with box:
                draw(tools())


def _draw_link(made: Tools) -> None:
    st.caption(_("Tautan ke tampilan ini, dengan daerah, pembanding, indikator, periode, dan bahasanya:"))
    st.code(made.address, language=None, wrap_lines=True)


def draw_downloads(key: str, tools: Tools) -> None:
    """The files of a panel; each is made only when it is asked for."""
    language = current()
    kinds: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("CSV", "csv", "text/csv", lambda: exports.to_csv(tools.figures, tools.passport, language)),
        (
            _("XLSX dengan lembar metadata"),
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: exports.to_xlsx(tools.figures, tools.passport, language),
        ),
    ]
    if tools.geo_frame is not None:
        make = tools.geo_frame
        kinds.append(
            (
                _("GeoJSON dengan batas wilayah"),
                "geojson",
                "application/geo+json",
                lambda: exports.to_geojson(make(), tools.passport),  # type: ignore[arg-type]
            )
        )
    for label, ending, mime, produce in kinds:
        st.download_button(
            label,
            produce,
            file_name=f"{tools.file_stem}.{ending}",
            mime=mime,
            key=f"{key}_{ending}",
            on_click="ignore",
            width="stretch",
        )


def draw_facts(lines: Sequence[tuple[str, str]]) -> None:
    """Name and text in two columns, as in a passport."""
    st.table(
        pd.DataFrame([(plain(name), plain(text)) for name, text in lines], columns=["", " "]),
        border="horizontal",
        hide_index=True,
        hide_header=True,
    )


def draw_table(
    frame: pd.DataFrame, numbers: Sequence[str] = (), ours: str | None = None, key: str | None = None
) -> None:
    """A frame whose cells are already written; the row with code `ours` is bold.

    Columns in `numbers` stand right: the stylesheet reads their places from the container's key, so a `key` is needed.
    """
    shown = frame.reset_index(drop=True)
    is_ours = (frame == ours).any(axis=1) if ours else [False] * len(frame)
    for name in shown.columns:
        shown[name] = [
            f"**{plain(cell)}**" if bold and cell else plain(cell)
            for cell, bold in zip(frame[name], is_ours, strict=True)
        ]
    places = "".join(f"c{place}_" for place, name in enumerate(shown.columns) if name in numbers)
    shown.columns = [plain(name) for name in shown.columns]  # heads are Markdown too, and may hold a region's name
    with st.container(key=f"{key}_right_{places}") if key and places else st.container():
        st.table(shown, border="horizontal", hide_index=True)
