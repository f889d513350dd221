"""The finding: a sentence, our figure in full, its badges, and the gap where there is none."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import formats, sentences
from components.explorer.view import View
from components.i18n import _, current
from components.labels import (
    VERDICT_COLOURS,
    VERDICT_ICONS,
    obs_status_label,
    status_label,
    status_meaning,
    verdict_label,
)
from components.notices import plain, show_gap


def draw_heading(view: View) -> None:
    with st.container(key="eyebrow"):
        st.markdown(plain(f"{view.topic.name(current())} · {view.indicator.name(current())}"))
    value = view.ours.get("value")
    finding = sentences.finding(view.indicator, view.unit, view.region, value, view.summary, view.verdict, view.scope)
    st.title(plain(finding), anchor=False)
    with st.container(key="lede"):
        st.markdown(_lede(view))
    if value is None:
        _draw_gap(view)
    else:
        _draw_badges(view)


def _lede(view: View) -> str:
    """Our figure with all published digits, then period, rank, median and change."""
    ours = view.ours
    figure = sentences.figure_in_words(view.indicator, view.unit, ours.get("value"))
    facts = [view.region.name, formats.period(view.period, view.indicator)]
    own = view.frame[view.frame["region_code"] == view.region.region_code]
    if len(own) and pd.notna(own["rank"].iloc[0]):
        facts.append(formats.rank(own["rank"].iloc[0], own["n"].iloc[0]))
    rest = [
        sentences.benchmark_in_words(view.indicator, view.summary, view.scope) if view.is_comparable_in_size else None,
        sentences.change_in_words(view.indicator, view.unit, ours.get("change"), ours.get("previous_period")),
    ]
    tail = "; ".join(text for text in rest if text)
    sentence = f" {plain(tail[0].upper() + tail[1:])}." if tail else ""
    return f"**{plain(figure)}**, {plain(', '.join(facts))}.{sentence}"


def _draw_badges(view: View) -> None:
    with st.container(horizontal=True, gap="xsmall", key="badges_of_ours"):
        if view.verdict != "unknown" and view.indicator.polarity != "neutral":
            st.badge(verdict_label(view.verdict), icon=VERDICT_ICONS[view.verdict], color=VERDICT_COLOURS[view.verdict])
        st.badge(status_label(view.ours["status"]), color="blue", help=status_meaning(view.ours["status"]))
        if note := obs_status_label(view.ours["obs_status"]):
            st.badge(note, color="gray")


def _draw_gap(view: View) -> None:
    """What is missing for our region, the last value it has, and what would fill it."""
    own = view.series[view.series["region_code"] == view.region.region_code]
    text = (
        _("{region} belum punya nilai.", region=view.region.name)
        if view.period is None
        else _(
            "{region} belum punya nilai untuk {period}.",
            region=view.region.name,
            period=formats.period(view.period, view.indicator),
        )
    )
    if len(own):
        last = own.iloc[-1]
        text += " " + _(
            "Nilai terakhir: {value} ({period}).",
            value=sentences.figure_in_words(view.indicator, view.unit, last["value"]),
            period=formats.period(last["period"], view.indicator),
        )
    show_gap(text, _("Yang akan melengkapi: {gap}", gap=view.indicator.gap(current())))
