"""Who leads in what, and what cannot be compared, as lists."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import formats
from components.comparison.pairs import Pair
from components.comparison.tables import number_columns, pair_figures, pair_table
from components.comparison.view import View
from components.comparison.words import equal_rule
from components.i18n import _
from components.notices import plain, show_gap
from components.panel import draw_table, panel

MENDABLE = ("only_one", "period", "version", "status", "peers")  # reasons that more figures would mend


def draw_leaders_panel(view: View) -> None:
    """Per topic how often each is ahead, and who leads."""
    ours, other = view.names[:2]
    with panel(
        "leaders",
        _("Siapa unggul dalam apa"),
        _("Banyaknya indikator per topik; hanya yang sebanding, {ours} terhadap {other}", ours=ours, other=other),
        lambda: view.tools(
            "unggul",
            pair_table(view, view.judged),
            pair_figures(view, view.judged),
            equal_rule(),
            number_columns(view),
        ),
    ):
        rows = []
        for topic in dict.fromkeys(pair.indicator.topic for pair in view.judged):
            ahead, equal, behind = (view.count(verdict, topic) for verdict in ("ahead", "equal", "behind"))
            leader = ours if ahead > behind else other if behind > ahead else _("setara")
            rows.append(
                {
                    _("Topik"): view.topic_name(topic),
                    _("{region} unggul", region=ours): formats.count(ahead),
                    _("Setara"): formats.count(equal),
                    _("{region} unggul", region=other): formats.count(behind),
                    _("Lebih sering unggul"): leader,
                }
            )
        if not rows:
            show_gap(_("Belum ada indikator yang sebanding."))
            return
        draw_table(pd.DataFrame(rows), list(rows[0])[1:4])
        with st.expander(
            _("Semua {n} indikator yang sebanding", n=formats.count(len(view.judged))), key="banding_all",
            on_change="rerun",
        ) as box:  # fmt: skip
            if box.open:
                table = pair_table(view, view.judged).drop(columns=[_("Catatan")])
                draw_table(table, number_columns(view))
        st.caption(plain(f"{view.source_line(view.judged)} {equal_rule()}"))


def draw_gaps_panel(view: View) -> None:
    """What cannot be compared, each with its reason and with what either has."""
    rest = [pair for pair in view.pairs if pair.reason is not None and view.topic in (None, pair.indicator.topic)]
    with panel(
        "gaps",
        _("Yang tidak dapat dibandingkan, dan sebabnya"),
        _("{n} indikator; nilainya tetap ditampilkan, tanpa putusan", n=formats.count(len(rest))),
        lambda: view.tools("tidak-sebanding", pair_table(view, rest), pair_figures(view, rest), equal_rule(),
                           number_columns(view)),
    ):  # fmt: skip
        if not rest:
            st.caption(_("Semua indikator yang dipunyai kedua daerah sebanding."))
            return
        first = [pair for pair in rest if pair.reason in MENDABLE]
        if first:
            _draw_reasons(view, sorted(first, key=lambda pair: MENDABLE.index(pair.reason or "")))
        never = [pair for pair in rest if pair not in first]
        label = _("{n} indikator yang tidak pernah dinilai: jumlah, netral, atau tanpa peringkat",
                  n=formats.count(len(never)))  # fmt: skip
        with st.expander(label, key="banding_never", on_change="rerun") as box:
            if box.open and never:
                _draw_reasons(view, never)
        st.caption(plain(view.source_line(rest)))


def _draw_reasons(view: View, pairs: list[Pair]) -> None:
    wanted = [_("Indikator"), _("Satuan"), _("Periode"), *view.names[:2], _("Asal angka"), _("Catatan")]
    draw_table(pair_table(view, pairs)[wanted], view.names[:2])
