"""The claim register on the screen: a heading with its counts, then one panel per claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components import formats
from components.charts.claim import draw_claim_counts, draw_claim_line
from components.charts.theme import CONFIG
from components.claims.evaluation import Evaluated
from components.claims.words import COLOURS, ICONS, ORDER, claim_label, found_text, rule_text, said_text
from components.comparison.change_tables import short_trend_label
from components.i18n import _, current
from components.labels import status_label, verdict_label
from components.notices import plain
from components.panel import Tools, panel
from components.selection import Selection
from data_access.catalog import Catalogue
from data_access.derive.ranking import Verdict
from data_access.regions import Regions

FILTER_KEY = "claims_filter"
N_POINTS = 10  # of the small chart


@dataclass(frozen=True)
class Register:
    """Every claim evaluated, and the words its panels share."""

    found: Sequence[Evaluated]
    groups: Mapping[str, str]  # claim id → the peers in words
    catalogue: Catalogue
    regions: Regions
    publishers: Mapping[str, str]
    selection: Selection
    timezone: str

    def text(self, one: Evaluated) -> str:
        other = self.regions.by_code[one.claim.other] if one.claim.other else None
        region = self.regions.by_code[one.claim.region]
        return found_text(one, self.catalogue, region, other, self.groups.get(one.claim_id, ""))

    def series_text(self, one: Evaluated) -> str:
        """The series that the recomputation uses, with their badges and publishers."""
        keys = [key for key in (one.claim.indicator, *one.claim.checks) if key]
        if not keys:
            if one.counts is None:
                return _("belum ada seri yang dimuat")
            topics = ", ".join(self.catalogue.topics[topic].name(current()) for topic in one.claim.topics)
            return (
                _("semua indikator sebanding pada topik {topics}", topics=topics)
                if topics
                else _("semua indikator yang sebanding")
            )
        names = "; ".join(self.catalogue.indicator(key).name(current()) for key in keys)
        badges = ", ".join(dict.fromkeys(status_label(status) for status in one.series.get("status", [])))
        named = dict.fromkeys(self.publishers.get(source, "") for source in one.series.get("source_id", []))
        parts = [names, badges, "; ".join(name for name in named if name)]
        return ". ".join(part for part in parts if part)


def draw_register(register: Register) -> None:
    counts = Counter(one.verdict for one in register.found)
    with st.container(key="eyebrow"):
        st.markdown(plain(_("Klaim · {n} pernyataan publik", n=formats.count(len(register.found)))))
    st.title(plain(_("{n} dari {all} klaim didukung penuh oleh angka", n=formats.count(counts["supported"]),
                     all=formats.count(len(register.found)))), anchor=False)  # fmt: skip
    with st.container(key="lede"):
        st.markdown(
            plain(
                _(
                    "Setiap klaim dihitung ulang dari angka terbitan yang dimuat, dengan aturan yang tertulis. Putusan "
                    "berubah sendiri bila angkanya berubah; tidak ada putusan tentang sebab."
                )
            )
        )
    wanted = st.pills(
        _("Putusan"), [verdict for verdict in ORDER if counts[verdict]], selection_mode="multi", key=FILTER_KEY,
        format_func=lambda verdict: f"{claim_label(verdict)} ({formats.count(counts[verdict])})",
    )  # fmt: skip
    with panel(
        "claims",
        _("Dapatkah kalimat ini diulang dalam pidato?"),
        _("Daftar lengkap dengan putusan dan angkanya"),
        lambda: _tools(register),
    ):
        st.caption(plain(_("Penutur adalah jabatan, kantor, atau media; nama orang tidak dicatat.")))
    for one in register.found:
        if not wanted or one.verdict in wanted:
            _draw_claim(register, one)


def _draw_claim(register: Register, one: Evaluated) -> None:
    claim = one.claim
    with panel(f"claim_{one.claim_id}", f"“{claim.text(current())}”", said_text(claim)):
        left, right = st.columns([1.7, 1], gap="large")
        with left:
            st.badge(claim_label(one.verdict), icon=ICONS[one.verdict], color=COLOURS[one.verdict])
            text = register.text(one)
            if text:
                st.markdown(plain(text))
            st.markdown(plain(claim.note(current())))
            st.caption(plain(_("Cara hitung: {rule} Seri: {series}.", rule=rule_text(claim),
                               series=register.series_text(one))))  # fmt: skip
        with right:
            _draw_chart(register, one)


def _draw_chart(register: Register, one: Evaluated) -> None:
    key = f"claim-{one.claim_id}-{current()}"
    if one.counts is not None:
        counts = one.counts
        label = short_trend_label if one.claim.rule == "trend" else verdict_label
        order: tuple[tuple[Verdict, int], ...] = (
            ("ahead", counts.ahead), ("equal", counts.equal), ("behind", counts.behind)
        )  # fmt: skip
        chart = draw_claim_counts([(label(verdict), n, verdict) for verdict, n in order])
        st.plotly_chart(chart, theme=None, config=CONFIG, key=key, alt=register.text(one))
    elif one.claim.indicator is not None and len(one.series):
        indicator = register.catalogue.indicator(one.claim.indicator)
        rows = one.series.sort_values("period").tail(N_POINTS)
        known = set(rows["period"])
        marked = [period for period in (one.claim.start, one.claim.end) if period and period in known] or list(
            rows["period"][-1:]
        )
        chart = draw_claim_line(rows, marked, indicator)
        st.plotly_chart(chart, theme=None, config=CONFIG, key=key, alt=register.text(one))
        region = register.regions.by_code[one.claim.region].chart_name
        unit = register.catalogue.unit(indicator).name(current())
        st.caption(plain(f"{indicator.wall_name(current())} {region}, {unit}"))


def _tools(register: Register) -> Tools:
    address = f"{st.context.url or ''}?{urlencode(register.selection.address(), safe=',')}"
    rows = [
        {
            _("Klaim"): one.claim.text(current()),
            _("Penutur, tanggal, sumber"): said_text(one.claim),
            _("Putusan"): claim_label(one.verdict),
            _("Hasil hitung ulang"): register.text(one),
            _("Catatan"): one.claim.note(current()),
            _("Cara hitung"): rule_text(one.claim),
            _("Seri"): register.series_text(one),
        }
        for one in register.found
    ]
    figures = [
        dict[str, object](row)
        | {_("Diklaim"): one.claim.claimed, _("Dihitung"): one.computed, _("Kode seri"): one.claim.indicator or ""}
        for row, one in zip(rows, register.found, strict=True)
    ]
    publishers = dict.fromkeys(
        register.publishers.get(source, "") for one in register.found for source in one.series.get("source_id", [])
    )
    info = {
        "source": "; ".join(name for name in publishers if name),
        "unit": _("menurut indikator, tertulis pada tiap baris"),
        "downloaded_at": formats.moment(datetime.now(UTC), register.timezone),
        "address": address,
    }
    lines = [
        (_("Sumber"), info["source"]),
        (_("Aturan"), _("tertulis pada tiap klaim, dihitung ulang tiap kali dibuka")),
    ]
    return Tools(pd.DataFrame(rows), pd.DataFrame(figures), info, "suluh-klaim", address, None, lines)
