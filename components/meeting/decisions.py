"""Decisions as a list: what, who, until when, how far; the frozen figures stand under each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components import formats
from components.i18n import _
from components.meeting.figures import changed_since, figures_table, name_of, value_of
from components.meeting.words import SHAPES, due_in_words, status_word
from components.notices import plain
from components.panel import draw_table
from data_access.catalog import Catalogue
from data_access.meetings import STATUSES, Decision, FrozenView, Status


def draw_decisions(
    decisions: Sequence[Decision],
    catalogue: Catalogue,
    latest: Mapping[str, Mapping[str, Any]],
    today: dt.date,
    zone: str,
    set_status: Callable[[str, Status], None] | None,
) -> None:
    """One block a decision; without `set_status` nothing can be changed. `latest`: today's rows by indicator."""
    for item in decisions:
        with st.container(key=f"decision_{item.decision_id}", gap="xsmall"):
            late = item.days_late(today)
            badge = f":{'red' if late else 'gray'}-badge[{SHAPES[item.status]} {plain(status_word(item.status))}]"
            st.markdown(f"{badge} **{plain(item.text)}**")
            st.markdown(f"{plain(item.office)} · {plain(due_in_words(item, today))}")
            if set_status is not None:
                _draw_status(item, set_status)
            held = _(
                "Angka saat diputuskan, {day}: {title}", day=formats.date(item.view.held_on), title=item.view.title
            )
            with st.expander(plain(held)):
                for figure in item.view.figures:
                    then = f"{value_of(figure, catalogue)} ({formats.period(figure.period)})" if figure.period else (
                        value_of(figure, catalogue)
                    )  # fmt: skip
                    since = changed_since(figure, latest.get(figure.indicator_id), catalogue)
                    st.markdown(f"**{plain(name_of(figure))}**: {plain(then)}; {plain(since)}")
                st.caption(plain(frozen_line(item.view, zone)))


def _draw_status(item: Decision, set_status: Callable[[str, Status], None]) -> None:
    wanted = st.segmented_control(
        _("Keadaan"),
        STATUSES,
        default=item.status,
        format_func=status_word,
        required=True,
        key=f"status_{item.decision_id}_{item.updated_at.timestamp()}",  # a new one after each change
        label_visibility="collapsed",
    )
    if wanted is not None and wanted != item.status:
        set_status(item.decision_id, wanted)


def draw_frozen(view: FrozenView, catalogue: Catalogue, zone: str) -> None:
    """One frozen view as a table, with its moment and generation."""
    draw_table(figures_table(view.figures, catalogue), (_("Nilai"),), key=f"frozen_{view.freeze_id}")
    st.caption(plain(frozen_line(view, zone)))


def frozen_line(view: FrozenView, zone: str) -> str:
    return _("Dibekukan {moment}; generasi data {generation}.", moment=formats.moment(view.frozen_at, zone),
             generation=view.generation_id)  # fmt: skip
