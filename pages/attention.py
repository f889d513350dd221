"""Perlu perhatian: everything the rules found in one region, with its evidence, and the rules in words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import formats
from components.attention import order_in_words, rule_in_words, rule_name, show_attention
from components.i18n import _, n_
from components.notices import plain
from components.panel import draw_facts, panel
from components.selection import current
from data_access.attention import Finding, load_rules
from pages import data

FIRST = 3  # what the wall shows too
OPEN = 8  # of one rule; the rest stand folded


def page() -> None:
    chosen, regions, catalogue, rules = current(), data.all_regions(), data.catalogue(), load_rules()
    region = regions.by_code[chosen.region_code]
    findings = data.attention(region.region_code)
    with st.container(key="eyebrow"):
        st.markdown(
            f":blue[{plain(region.name)}] · {plain(_('perlu perhatian, {day}', day=formats.date(data.today())))}"
        )
    st.title(plain(heading(findings, region.name)), anchor=False)
    with st.container(key="lede"):
        st.markdown(plain(_("Temuan menunjukkan angka yang perlu dilihat, bukan sebabnya.")))
    left, right = st.columns([1.6, 1], gap="large")
    with left:
        if findings:
            with panel("first", _("Paling mendesak"), _("tiga yang pertama tampil juga di layar besar")):
                show_attention(findings[:FIRST], catalogue, regions, chosen)
        for rule_id in rules:
            own = [finding for finding in findings[FIRST:] if finding.rule == rule_id]
            if own:
                with panel(
                    f"rule_{rule_id}",
                    rule_name(rule_id),
                    n_("{n} temuan", "{n} temuan", len(own), n=formats.count(len(own))),
                ):
                    show_attention(own[:OPEN], catalogue, regions, chosen)
                    if len(own) > OPEN:
                        with st.expander(
                            plain(
                                n_(
                                    "{n} temuan lagi",
                                    "{n} temuan lagi",
                                    len(own) - OPEN,
                                    n=formats.count(len(own) - OPEN),
                                )
                            )
                        ):
                            show_attention(own[OPEN:], catalogue, regions, chosen)
    with right, panel("attention_rules", _("Aturan yang berlaku"), _("ambang dibaca dari satu berkas")):
        draw_facts([(rule_name(rule_id), rule_in_words(rule)) for rule_id, rule in rules.items()])
        st.caption(plain(order_in_words(rules)))


def heading(findings: Sequence[Finding], place: str) -> str:
    """How many figures to look at, and how many newer ones are awaited."""
    if not findings:
        return _("{place}: tidak ada yang perlu perhatian menurut aturan ini", place=place)
    stale = sum(finding.rule == "stale" for finding in findings)
    other = len(findings) - stale
    words = {"place": place, "n": formats.count(other), "stale": formats.count(stale)}
    if not stale:
        return n_("{place}: {n} angka perlu dilihat", "{place}: {n} angka perlu dilihat", other, **words)
    if not other:
        return n_("{place}: {stale} angka baru ditunggu", "{place}: {stale} angka baru ditunggu", stale, **words)
    return n_(
        "{place}: {n} angka perlu dilihat, {stale} angka baru ditunggu",
        "{place}: {n} angka perlu dilihat, {stale} angka baru ditunggu",
        other,
        **words,
    )


page()
