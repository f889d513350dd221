"""The chosen indicator among the regions of the province: map, distribution, and who is ahead and behind."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import formats, sentences
from components.board import draw_distribution_strip, draw_map, draw_ranking_strip
from components.board.models import MapView, Role, StripRow, StripView
from components.explorer.view import View
from components.i18n import _, current
from components.maps.view import map_view
from components.notices import plain, show_gap
from components.panel import panel
from data_access.derive.standing import Benchmark, ends_and_around

MAP_WIDTH, MAP_HEIGHT = 432, 330


@dataclass(frozen=True)
class Standing:
    """What is drawn of a view, in the language of the run; None where there is nothing to draw or no fair order."""

    map: MapView | None
    distribution: StripView | None
    ranking: StripView | None
    ranking_note: str


def make_standing(view: View, benchmark: Benchmark | None) -> Standing:
    """Everything the two panels draw, made once for all who look at the same."""
    drawn = None
    if view.period is not None and not view.distribution.empty:
        drawn = map_view(
            view.distribution, view.indicator, view.unit, view.scope, view.regions, view.period,
            view.region.region_code, view.selection.comparison, width=MAP_WIDTH, height=MAP_HEIGHT,
        )  # fmt: skip
    has_spread = view.is_comparable_in_size and view.summary.n > 1
    distribution = _distribution(view, benchmark) if has_spread else None
    if not view.is_ranked:
        return Standing(drawn, distribution, None, view.source_line)
    rows = view.frame.dropna(subset=["rank"]).sort_values(["rank", "label"]).reset_index(drop=True)
    ours = rows.index[rows["region_code"] == view.region.region_code]
    places = ends_and_around(len(rows), int(ours[0]) if len(ours) else None)
    ranking = _strip(view, rows.iloc[places], _standing_title(), benchmark)
    return Standing(drawn, distribution, ranking, " ".join(_standing_notes(view, len(places), len(rows))))


def draw_map_panel(view: View, standing: Standing) -> None:
    """Where it is high, where low; a click chooses a region."""
    with panel(
        "map", view.indicator.wall_name(current()), view.unit_and_period, lambda: view.cross_section_tools("map")
    ):
        if standing.map is None:
            show_gap(
                _("Belum ada nilai {scope} untuk periode ini.", scope=view.scope.label), view.indicator.gap(current())
            )
            return
        draw_map(standing.map, key=view.chart_key("map"))
        if standing.distribution is not None:
            draw_distribution_strip(standing.distribution, key=view.chart_key("strip"))
        else:
            st.caption(_("Luas lingkaran = jumlah; jumlah mengikuti besar daerah."))
        st.caption(plain(f"{sentences.coverage_in_words(view.summary, view.scope)} {view.source_line}"))


def draw_standing_panel(view: View, standing: Standing) -> None:
    """The first five, those round us, the last five; without an order where none is fair."""
    subtitle = f"{view.indicator.wall_name(current())} · {view.unit_and_period}"
    with panel("standing", _standing_title(), subtitle, lambda: view.cross_section_tools("standing")):
        if standing.ranking is None:
            reason = view.indicator.unranked_reason
            show_gap(
                _("Tidak diperingkat: {reason}", reason=reason(current()))
                if reason is not None
                else _("Kurang dari 10 daerah yang sebanding: tidak diperingkat.")
            )
        else:
            draw_ranking_strip(standing.ranking, key=view.chart_key("standing"))
        st.caption(plain(standing.ranking_note))


def _standing_title() -> str:
    return _("Siapa di depan, siapa di belakang")


def _standing_notes(view: View, shown: int, n: int) -> list[str]:
    order = _("1 = terendah.") if view.indicator.polarity == "lower_is_better" else _("1 = tertinggi.")
    notes = [order, _("Nilai sama, peringkat sama. Selisih kecil dapat berarti setara.")]
    if shown < n:
        counted = _(
            "Ditampilkan {n} dari {all} daerah: lima pertama, sekitar kita, lima terakhir.",
            n=formats.count(shown), all=formats.count(n),
        )  # fmt: skip
        notes.insert(0, counted)
    return [*notes, view.source_line]


def _distribution(view: View, benchmark: Benchmark | None) -> StripView:
    band = None
    if view.summary.median is not None and view.summary.mad is not None:
        band = (view.summary.median - view.summary.mad, view.summary.median + view.summary.mad)
    strip = _strip(view, view.frame.dropna(subset=["value"]), view.text_twin, benchmark)
    return StripView(
        strip.title, strip.rows, strip.decimals, strip.suffix, strip.benchmark, strip.benchmark_label, band
    )  # fmt: skip


def _strip(view: View, rows: pd.DataFrame, title: str, benchmark: Benchmark | None) -> StripView:
    return StripView(
        title=title,
        rows=[
            StripRow(
                row.region_code,
                row.label,
                float(row.value),
                formats.count(row.rank) if pd.notna(row.rank) else "",
                _role(view, row.region_code),
            )
            for row in rows[["region_code", "label", "value", "rank"]].itertuples()
        ],
        decimals=view.indicator.decimals,
        suffix=" %" if view.unit.is_percent else "",
        benchmark=benchmark.value if benchmark else None,
        benchmark_label=_benchmark_label(view, benchmark),
    )


def _benchmark_label(view: View, benchmark: Benchmark | None) -> str:
    if benchmark is not None and benchmark.kind == "median":
        return _("median {scope}", scope=view.scope.label)
    return view.scope.group


def _role(view: View, code: str) -> Role:
    if code == view.region.region_code:
        return "ours"
    return "compared" if code in view.selection.comparison else "other"
