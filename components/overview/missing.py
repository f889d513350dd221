"""What is missing: headline and digital indicators that have no value for one region, and what would fill each."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from components import formats
from components.i18n import _, current
from components.notices import plain
from components.overview.tools import many_tools
from components.panel import Tools, panel
from components.selection import Selection
from data_access.catalog import Catalogue, Indicator
from data_access.models import Region

DIGITAL = "digital"  # the topic that every region is asked about
SHOWN = 5  # groups with the same gap; the rest stand folded
NAMED = 3  # of one group; the table names all


def asked_for(headline_ids: Sequence[str], catalogue: Catalogue) -> list[Indicator]:
    """The headline indicators, then the digital ones, none twice."""
    digital = [entry.indicator_id for entry in catalogue.by_topic()[DIGITAL]]
    return [catalogue.indicator(code) for code in dict.fromkeys([*headline_ids, *digital])]


def draw_missing_panel(
    asked: Sequence[Indicator], known: Collection[str], region: Region, chosen: Selection, zone: str
) -> None:
    """`known`: the indicators that our region has at least one value of."""
    missing = [entry for entry in asked if entry.indicator_id not in known]

    def tools() -> Tools:
        table = pd.DataFrame(
            {
                _("Indikator"): [entry.name(current()) for entry in missing],
                _("Yang akan melengkapi"): [entry.gap(current()) for entry in missing],
            }
        )
        publishers = _("Sumber: {names}.", names="; ".join(dict.fromkeys(entry.publisher for entry in missing)) or "–")
        return many_tools("belum-ada", table, table, missing, publishers, chosen, zone)

    counted = _(
        "{n} dari {all} indikator utama dan digital tanpa nilai untuk {region}",
        n=formats.count(len(missing)), all=formats.count(len(asked)), region=region.name,
    )  # fmt: skip
    with panel("missing", _("Yang belum ada"), counted, tools):
        if not missing:
            st.caption(plain(_("Semua ada nilainya.")))
            return
        groups = by_gap(missing)
        st.markdown(_lines(groups[:SHOWN]))
        if len(groups) > SHOWN:
            rest = sum(len(entries) for _gap, entries in groups[SHOWN:])
            with st.expander(plain(_("{n} indikator lagi", n=formats.count(rest)))):
                st.markdown(_lines(groups[SHOWN:]))


def by_gap(missing: Sequence[Indicator]) -> list[tuple[str, list[Indicator]]]:
    """Indicators that the same series would fill stand together, in the order they were asked for."""
    groups: dict[str, list[Indicator]] = {}
    for entry in missing:
        groups.setdefault(entry.gap(current()), []).append(entry)
    return list(groups.items())


def _lines(groups: Sequence[tuple[str, Sequence[Indicator]]]) -> str:
    found = []
    for gap, entries in groups:
        names = "; ".join(entry.name(current()) for entry in entries[:NAMED])
        if len(entries) > NAMED:
            names = _("{names}; dan {n} sejenis", names=names, n=formats.count(len(entries) - NAMED))
        found.append(f"○ **{plain(names)}**  \n{plain(gap)}")
    return "\n\n".join(found)
