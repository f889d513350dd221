"""The board "one step ahead": who leads whom in what, both ways, and when the gap would close at today's pace."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import formats
from components.charts.leads import LeadRow, draw_leads
from components.charts.theme import CONFIG
from components.comparison.outlook import gap_amount, outlook_sentence, range_text, when_text
from components.comparison.pairs import Pair
from components.comparison.view import View
from components.comparison.words import figure_text
from components.i18n import _, current
from components.notices import plain, show_gap
from components.panel import Tools, panel
from data_access.derive.comparison import pick_rows
from data_access.derive.ranking import EQUAL_BAND_MAD
from data_access.derive.trend import CatchUp, catch_up, gap_series

N_AHEAD, N_BEHIND, N_EQUAL = 5, 4, 1
CEILING = 100.0  # of a share


@dataclass(frozen=True)
class Lead:
    """One judged indicator: how far ours leads (negative: is led) in MADs, and how the other side would draw level."""

    pair: Pair
    gap_mad: float
    found: CatchUp
    has_ceiling: bool  # the leader's share is complete and cannot rise any more

    @property
    def leads_ours(self) -> bool:
        return self.gap_mad > 0


def all_leads(view: View) -> list[Lead]:
    """Every judged indicator with a gap, from our largest lead to theirs."""
    found = []
    for pair in view.judged:
        if pair.standing is None or pair.standing.gap_mad is None or not pair.standing.gap:
            continue
        polarity = pair.indicator.polarity
        sign = -1 if polarity == "lower_is_better" else 1
        gap_mad = sign * pair.standing.gap_mad
        ours, theirs = (view.series_of(pair.indicator.indicator_id, code) for code in view.codes[:2])
        leader, follower = (ours, theirs) if gap_mad > 0 else (theirs, ours)
        gaps = gap_series(_upto(leader, pair), _upto(follower, pair), polarity)
        best = pair.figures[view.codes[0] if gap_mad > 0 else view.codes[1]].value
        full = pair.unit.kind == "share" and polarity == "higher_is_better" and best >= CEILING
        found.append(Lead(pair, gap_mad, catch_up(gaps), full))
    return sorted(found, key=lambda lead: -lead.gap_mad)


def shown_leads(leads: list[Lead], topic: str | None) -> list[Lead]:
    """The largest leads of each side in turn from each topic, those with a known pace first, and one on a par."""
    fit = [lead for lead in leads if topic in (None, lead.pair.indicator.topic)]
    first = sorted(fit, key=lambda lead: (lead.found.outlook == "unknown", -abs(lead.gap_mad)))
    equal = [lead for lead in first if _is_equal(lead)]
    ahead = [lead for lead in first if lead.leads_ours and not _is_equal(lead)]
    behind = [lead for lead in first if not lead.leads_ours and not _is_equal(lead)]
    chosen = {*_pick(ahead, N_AHEAD), *_pick(behind, N_BEHIND), *_pick(equal, N_EQUAL)}
    return [lead for lead in fit if lead.pair.indicator.indicator_id in chosen]


def draw_leads_panel(view: View) -> None:
    leads = all_leads(view)
    shown = shown_leads(leads, view.topic)
    rule = _("Waktu terkejar = tren Theil–Sen atas selisih tahunan, rentang 90 %, paling sedikit 4 tahun data dalam "
             "satu seri. Bukan ramalan: hanya laju yang sama diteruskan.")  # fmt: skip
    with panel(
        "board",
        _("Siapa mendahului apa"),
        _("Panjang batang = selisih dalam MAD kelompok; angka = selisih asli. Pita abu-abu: masih setara."),
        lambda: _tools(view, leads, rule),
    ):
        if not shown:
            show_gap(_("Belum ada indikator yang sebanding antara {ours} dan {other}.", ours=view.names[0],
                       other=view.names[1]))  # fmt: skip
            return
        rows = [_row(view, lead) for lead in shown]
        rows += [_missing_row(view, missing)] if (missing := _one_sided(view)) else []
        names = (view.short_names[0], view.short_names[1])
        for form in ("wide", "narrow"):
            with st.container(key=f"banding_{form}_board"):
                key = f"board-{form}-{'-'.join(view.codes[:2])}-{view.topic}-{view.group.code}-{current()}"
                chart = draw_leads(rows, names, EQUAL_BAND_MAD, form == "narrow")
                st.plotly_chart(chart, theme=None, config=CONFIG, key=key, alt=_twin(view, shown))
        st.caption(plain(f"{rule} {view.source_line([lead.pair for lead in shown])}"))


def lead_sentence(view: View, lead: Lead) -> str:
    leader, follower = view.names[:2] if lead.leads_ours else view.names[1::-1]
    return outlook_sentence(lead.found, leader, follower, lead.pair.indicator.name(current()))


def _is_equal(lead: Lead) -> bool:
    return lead.pair.standing is not None and lead.pair.standing.verdict == "equal"


def _pick(leads: list[Lead], most: int) -> list[str]:
    entries = [
        (one.pair.indicator.indicator_id, one.pair.indicator.topic, one.pair.indicator.not_comparable_with)
        for one in leads
    ]
    return pick_rows(entries, most)


def _upto(series: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """The series to the common period, in its version: what came later has no counterpart."""
    rows = series[(series["period"] <= str(pair.period)) & (series["series_version"] == pair.series_version)]
    return rows[["period", "value", "series_version"]]


def _row(view: View, lead: Lead) -> LeadRow:
    pair, found = lead.pair, lead.found
    gap = pair.standing.gap if pair.standing and pair.standing.gap else 0.0
    note = formats.period(pair.period, pair.indicator)
    if found.pace is not None:
        note = _("laju {start}–{end}", start=str(int(found.pace.first)), end=str(int(found.pace.last)))
    hover = "; ".join(
        f"{name} {figure_text(pair, pair.figures[code])}"
        for code, name in zip(view.codes[:2], view.names[:2], strict=True)
    )
    span = range_text(found)
    return LeadRow(
        name=pair.indicator.wall_name(current()),
        note=note,
        gap_mad=lead.gap_mad,
        gap=gap_amount(gap, pair.indicator, pair.unit),
        is_equal=_is_equal(lead),
        when=when_text(found),
        range=_("{range}, batas 100 %", range=span) if lead.has_ceiling and span else span,
        hover=hover,
    )


def _one_sided(view: View) -> list[Pair]:
    return [p for p in view.pairs if p.reason == "only_one" and view.topic in (None, p.indicator.topic)]


def _missing_row(view: View, pairs: list[Pair]) -> LeadRow:
    names = ", ".join(pair.indicator.wall_name(current()) for pair in pairs[:2])
    more = _("dan {n} lainnya", n=formats.count(len(pairs) - 2)) if len(pairs) > 2 else ""
    return LeadRow(names, more, 0.0, "", False, "", _("tidak dihitung"), "", _("satu sisi belum tersedia"))


def _tools(view: View, leads: list[Lead], rule: str) -> Tools:
    written: list[dict[str, object]] = []
    figures: list[dict[str, object]] = []
    for lead in leads:
        pair, found = lead.pair, lead.found
        gap = pair.standing.gap if pair.standing and pair.standing.gap else 0.0
        leader = view.names[0] if lead.leads_ours else view.names[1]
        common: dict[str, object] = {
            _("Indikator"): pair.indicator.name(current()),
            _("Satuan"): pair.unit.name(current()),
            _("Periode"): formats.period(pair.period, pair.indicator),
            _("Mendahului"): _("setara") if _is_equal(lead) else leader,
        }
        written.append(
            common
            | {
                _("Selisih"): gap_amount(gap, pair.indicator, pair.unit),
                _("Selisih (MAD)"): formats.number(abs(lead.gap_mad), 1),
                _("Terkejar"): when_text(found),
                _("Rentang 90 %"): range_text(found),
            }
        )
        figures.append(
            common
            | {
                _("Kode indikator"): pair.indicator.indicator_id,
                _("Periode"): str(pair.period),
                _("Selisih"): gap,
                _("Selisih (MAD)"): lead.gap_mad,
                _("Laju selisih per tahun"): found.pace.slope if found.pace else None,
                _("Tahun terkejar"): found.years,
                _("Tahun terkejar, paling cepat"): found.years_low,
                _("Tahun terkejar, paling lambat"): found.years_high,
                _("Terkejar"): when_text(found),
            }
        )
    return view.tools(
        "mendahului", pd.DataFrame(written), pd.DataFrame(figures), rule, [_("Selisih"), _("Selisih (MAD)")]
    )


def _twin(view: View, leads: list[Lead]) -> str:
    return " ".join(lead_sentence(view, lead) for lead in leads)
