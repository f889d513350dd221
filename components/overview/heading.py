"""The finding of Beranda: a title of one sentence from the first two figures, and the figures themselves under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from components import formats
from components.i18n import _, current
from components.notices import plain
from components.overview.headlines import Headline
from data_access.models import Region

Side = Literal["below", "equal", "above"]


def draw_heading(region: Region, headlines: Sequence[Headline], loaded: str) -> None:
    with st.container(key="eyebrow"):
        st.markdown(f":blue[{plain(region.name)}] · {plain(_('data dimuat {moment}', moment=loaded))}")
    told = told_first(headlines)
    st.title(plain(finding(region, told)), anchor=False)
    with st.container(key="lede"):
        st.markdown(" ".join(_lede(headline) for headline in told) or plain(_no_figures(region)))


def told_first(headlines: Sequence[Headline]) -> list[Headline]:
    """At most two current figures held against the same benchmark: one sentence can tell both."""
    judged = [h for h in headlines if h.is_current and h.benchmark is not None and h.verdict != "unknown"]
    return [h for h in judged if h.benchmark_name == judged[0].benchmark_name][:2]


def side_of(headline: Headline) -> Side:
    """Where ours lies; "equal" by the same rule as the state on the tile."""
    if headline.verdict == "equal" or headline.benchmark is None or headline.latest is None:
        return "equal"
    return "above" if headline.latest["value"] > headline.benchmark.value else "below"


def finding(region: Region, told: Sequence[Headline]) -> str:
    """Whole sentences, so that every language can order them as it must."""
    if not told:
        return _("{region} sekilas", region=region.chart_name)
    first = told[0].indicator.wall_name(current())
    group = told[0].benchmark_name
    if len(told) == 1:
        return {
            "below": _("{first} di bawah {group}", first=first, group=group),
            "equal": _("{first} setara dengan {group}", first=first, group=group),
            "above": _("{first} di atas {group}", first=first, group=group),
        }[side_of(told[0])]
    words = {"first": first, "second": inside_sentence(told[1].indicator.wall_name(current())), "group": group}
    return {
        ("below", "below"): _("{first} dan {second} di bawah {group}", **words),
        ("below", "equal"): _("{first} di bawah {group}, {second} setara", **words),
        ("below", "above"): _("{first} di bawah {group}, {second} di atasnya", **words),
        ("equal", "below"): _("{first} setara dengan {group}, {second} di bawahnya", **words),
        ("equal", "equal"): _("{first} dan {second} setara dengan {group}", **words),
        ("equal", "above"): _("{first} setara dengan {group}, {second} di atasnya", **words),
        ("above", "below"): _("{first} di atas {group}, {second} di bawahnya", **words),
        ("above", "equal"): _("{first} di atas {group}, {second} setara", **words),
        ("above", "above"): _("{first} dan {second} di atas {group}", **words),
    }[side_of(told[0]), side_of(told[1])]


def inside_sentence(name: str) -> str:
    """A name inside a sentence begins small, unless it is an abbreviation."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _lede(headline: Headline) -> str:
    entry, latest = headline.indicator, headline.latest
    assert latest is not None
    # the bold figure is our own Markdown, every part of the sentence round it plain text
    figure = f"**{plain(formats.value(latest['value'], entry, headline.unit))}**"
    return _(
        "{name} {figure} ({period}), {benchmark}.",
        name=plain(entry.wall_name(current())),
        figure=figure,
        period=plain(formats.period(latest["period"], entry)),
        benchmark=plain(headline.benchmark_text),
    )


def _no_figures(region: Region) -> str:
    return _("Belum ada angka utama {region} yang dapat dibandingkan.", region=region.name)
