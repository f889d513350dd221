"""Findings as a list: state, sentence, evidence, and a link to the page that shows why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.attention.words import evidence, reason, state_of
from components.i18n import _, current
from components.notices import plain
from components.selection import Selection
from data_access.attention.models import Finding
from data_access.catalog import Catalogue
from data_access.regions import Regions

SHAPES = {"away": "▼", "push": "◆", "none": "○", "check": "◇"}
COLOURS = {"away": "red", "push": "orange", "none": "gray", "check": "gray"}
EVIDENCE_PAGE = "indicator.py"


def show_attention(findings: Sequence[Finding], catalogue: Catalogue, regions: Regions, chosen: Selection) -> None:
    """One block a finding, in the order given."""
    for finding in findings:
        state = state_of(finding)
        entry = catalogue.indicator(finding.indicator_id)
        badge = f":{COLOURS[state.shape]}-badge[{SHAPES[state.shape]} {plain(state.word)}]"
        proof = f"{plain(entry.name(current()))} · {plain(evidence(finding, catalogue, regions))}"
        with st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
            st.markdown(f"{badge} **{plain(reason(finding, catalogue, regions))}**  \n:small[{proof}]", width="stretch")
            st.page_link(
                EVIDENCE_PAGE,
                label=_("Lihat"),
                icon=":material/arrow_forward:",
                query_params=link_address(finding, chosen),
                width="content",
            )


def link_address(finding: Finding, chosen: Selection) -> dict[str, str]:
    """The address that shows why: the same region, the finding's indicator and period."""
    period = None if finding.rule in ("stale", "broken_total") else finding.period
    return chosen.address(region_code=finding.region_code, indicator_id=finding.indicator_id, period=period)
