"""One indicator among the peers: who is near us, and who is moving; and what a yearly change would do."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import formats, passport
from components.charts.quadrant import draw_quadrant
from components.charts.ranked import RankedRow, draw_ranked
from components.charts.theme import CONFIG
from components.comparison.change_tables import signed_number
from components.comparison.view import View
from components.i18n import _, current
from components.notices import plain, show_gap
from components.observation_table import display_table, figures_table, number_columns
from components.panel import Tools, panel
from data_access.catalog import Indicator, Unit
from data_access.derive.comparison import MIN_PEERS
from data_access.derive.ranking import shared_ranks
from data_access.derive.saturation import Saturation, saturation_of
from data_access.derive.standing import ends_and_around
from data_access.derive.trend import paces_of
from data_access.derive.verdicts import RankRange, rank_range

MAX_BARS = 40
AROUND = 5


@dataclass(frozen=True)
class Position:
    """One indicator across the peers at one period. `frame`: region_code, value, rank, best first."""

    indicator: Indicator
    unit: Unit
    period: str | None
    frame: pd.DataFrame
    distribution: pd.DataFrame  # comparisons.select_peer_histories of the peers
    sources: pd.DataFrame
    series: pd.DataFrame  # observations.select_series of the chosen regions
    targets: pd.DataFrame

    @property
    def is_ranked(self) -> bool:
        """Whether an order of the peers is fair: ranked, with a direction, not a mere size, and enough of them."""
        return (
            self.indicator.is_ranked
            and self.indicator.polarity != "neutral"
            and self.unit.kind not in ("count", "amount")
            and len(self.frame) >= MIN_PEERS
        )

    @property
    def values(self) -> pd.Series:
        return self.frame.set_index("region_code")["value"]

    def range_of(self, code: str) -> RankRange | None:
        margins = self.frame.set_index("region_code")["margin_of_error"]
        return rank_range(self.values, code, self.indicator.polarity, margins) if self.is_ranked else None

    @property
    def saturation(self) -> Saturation | None:
        return saturation_of(self.values, self.indicator.official_classes or (), self.indicator.polarity)


def make_position(
    view: View, indicator: Indicator, distribution: pd.DataFrame, sources: pd.DataFrame, series: pd.DataFrame,
    targets: pd.DataFrame,
) -> Position:  # fmt: skip
    """The latest period that ours has and most peers have; the peers are those of the group."""
    unit = view.catalogue.unit(indicator)
    peers = view.group.of(distribution)
    counts = peers.groupby("period")["region_code"].nunique()
    own = set(series.loc[series["region_code"] == view.codes[0], "period"])
    enough = [period for period, n in counts.items() if n >= 0.9 * counts.max()]
    period = max([at for at in enough if at in own] or enough, default=None)
    frame = peers[peers["period"] == period]
    if len(frame):
        version = frame["series_version"].mode().iloc[0]
        frame = frame[frame["series_version"] == version]
    ranks = shared_ranks(frame["value"], indicator.polarity)
    frame = frame.assign(rank=ranks).sort_values(["rank", "region_code"])
    return Position(indicator, unit, period, frame, peers, sources, series, targets)


def draw_ranked_panel(view: View, position: Position) -> None:
    indicator = position.indicator
    title = _("{name}: siapa di dekat kita?", name=indicator.wall_name(current()))
    subtitle = f"{position.unit.name(current())}, {formats.period(position.period, indicator)}; {view.scope.label}"
    with panel("ranked", title, subtitle, lambda: _tools(view, position)):
        if not position.is_ranked:
            show_gap(_why_unranked(position), indicator.gap(current()) if position.frame.empty else None)
            return
        rows = _rows(view, position)
        for form in ("wide", "narrow"):
            with st.container(key=f"banding_{form}_ranked"):
                key = f"ranked-{form}-{indicator.indicator_id}-{'-'.join(view.codes)}-{view.group.code}-{current()}"
                chart = draw_ranked(rows, form == "narrow")
                st.plotly_chart(chart, theme=None, config=CONFIG, key=key, alt=_twin(view, position))
        st.caption(plain(" ".join(_captions(view, position))))


def draw_quadrant_panel(view: View, position: Position) -> None:
    indicator = position.indicator
    with panel(
        "quadrant",
        _("Sudah baik dan melaju, atau mulai melambat?"),
        _("{name}: letak sekarang dan laju per tahun (tren Theil–Sen, paling sedikit 4 tahun data)",
          name=indicator.wall_name(current())),
        lambda: _tools(view, position),
    ):  # fmt: skip
        paces = paces_of(position.distribution)
        found = position.frame.assign(pace=position.frame["region_code"].map(paces)).dropna(subset=["pace"])
        if not position.is_ranked or len(found) < MIN_PEERS:
            show_gap(
                _("Kurang dari {least} daerah punya 4 tahun data dalam satu seri.", least=formats.count(MIN_PEERS))
            )
            return
        places = {row.region_code: (float(row.value), float(row.pace)) for row in found.itertuples()}
        decimals = max(indicator.decimals, 2)

        def hover(code: str) -> str:
            level, pace = places[code]
            return _("{region}: {value}; {pace} per tahun", region=view.regions.by_code[code].chart_name,
                     value=formats.published(level, indicator), pace=signed_number(pace, decimals))  # fmt: skip

        named = [
            (*places[code], name, hover(code))
            for code, name in zip(view.codes[:2], view.names[:2], strict=True)
            if code in places
        ]
        others = [(*places[code], hover(code)) for code in places if code not in view.codes[:2]]
        sign = -1 if indicator.polarity == "lower_is_better" else 1
        best = [sorted(places, key=lambda code, axis=axis: sign * places[code][axis]) for axis in (0, 1)]  # type: ignore
        extremes = {order[end] for order in best for end in (0, -1)}
        labels = [
            (*places[code], view.regions.by_code[code].chart_name)
            for code in sorted(extremes)
            if code not in view.codes[:2]
        ]
        medians = float(found["value"].median()), float(found["pace"].median())
        chart = draw_quadrant(others, named, medians, labels, indicator, position.unit.name(current()))
        key = f"quadrant-{indicator.indicator_id}-{'-'.join(view.codes)}-{view.group.code}-{current()}"
        twin = "; ".join(one[3] for one in named) or indicator.name(current())
        st.plotly_chart(chart, theme=None, config=CONFIG, key=key, alt=twin)
        lines = [
            _("Garis putus = median {n} daerah; atas dan kanan selalu lebih baik.", n=formats.count(len(found))),
            passport.source_line(position.sources),
        ]
        st.caption(plain(" ".join(lines)))


def _rows(view: View, position: Position) -> list[RankedRow]:
    frame = position.frame.reset_index(drop=True)
    places = list(range(len(frame)))
    if len(frame) > MAX_BARS:
        shown: set[int] = set()
        for code in view.codes[:2]:
            at = frame.index[frame["region_code"] == code]
            shown |= set(ends_and_around(len(frame), int(at[0]) if len(at) else None, 3, AROUND))
        places = sorted(shown)
    ties = frame["rank"].value_counts()
    rows = []
    for order, place in enumerate(places):
        row = frame.iloc[place]
        code, rank = row["region_code"], int(row["rank"])
        name = view.regions.by_code[code].chart_name
        text = formats.published(row["value"], position.indicator)
        role = view.codes.index(code) if code in view.codes else None
        rows.append(
            RankedRow(
                rank=formats.count(rank) + ("=" if ties[rank] > 1 else ""),
                name=name,
                value=float(row["value"]),
                text=text,
                role=None if role is None else min(role, 2),
                quartile=min(3, (rank - 1) * 4 // len(frame)),
                hover=f"{name}: {text}, {formats.rank(rank, len(frame))}",
                has_gap=order > 0 and place - places[order - 1] > 1,
            )
        )
    return rows


def _captions(view: View, position: Position) -> list[str]:
    lines = []
    for code, name in zip(view.codes[:2], view.names[:2], strict=True):
        found = position.range_of(code)
        if found is None:
            lines.append(_("{region} belum tersedia.", region=name))
        elif found.low == found.high:
            lines.append(f"{name}: {formats.rank(found.rank, found.n)}.")
        else:
            lines.append(
                _("{region}: {rank}; yang setara dengannya menempati peringkat {low} sampai {high}.", region=name,
                  rank=formats.rank(found.rank, found.n), low=formats.count(found.low), high=formats.count(found.high))
            )  # fmt: skip
    full = position.saturation
    if full is not None and full.is_saturated:
        lines.append(
            _("Jenuh: {top} dari {n} daerah sudah di kelas teratas; indikator ini hampir tidak lagi membedakan.",
              top=formats.count(full.n_top), n=formats.count(full.n))
        )  # fmt: skip
    lines.append(_("Garis putus = batas kuartil; = nilai sama, peringkat sama. Selisih kecil dapat berarti setara."))
    lines.append(passport.source_line(position.sources))
    return lines


def _why_unranked(position: Position) -> str:
    if position.indicator.unranked_reason is not None:
        return _("Tidak diperingkat: {reason}", reason=position.indicator.unranked_reason(current()))
    if position.unit.kind in ("count", "amount"):
        return _("Jumlah mengikuti besar daerah; lebih banyak bukan lebih baik.")
    if position.indicator.polarity == "neutral":
        return _("Netral: tidak ada arah baik atau buruk.")
    return _("Kurang dari {least} daerah sebaya punya nilai ({n}); tidak ada tolok ukur.",
             least=formats.count(MIN_PEERS), n=formats.count(len(position.frame)))  # fmt: skip


def _tools(view: View, position: Position) -> Tools:
    indicator, unit = position.indicator, position.unit
    rows = position.frame.assign(change=float("nan"), previous_period=None, verdict="unknown")
    info = passport.file_passport(indicator, unit, position.sources, position.period, view.address, view.timezone)
    table = display_table(rows, indicator, unit, position.is_ranked, view.regions)
    kept = [name for name in table.columns if (table[name] != "").any()]
    return Tools(
        table[kept],
        figures_table(rows, indicator, view.regions),
        info,
        f"suluh-{indicator.indicator_id}-peringkat-{position.period}",
        view.address,
        None,
        passport.passport_lines(indicator, unit, position.sources),
        number_columns(),
        view.codes[0],
    )


def _twin(view: View, position: Position) -> str:
    parts = []
    for code, name in zip(view.codes[:2], view.names[:2], strict=True):
        row = position.frame[position.frame["region_code"] == code]
        if len(row):
            text = formats.published(float(row["value"].iloc[0]), position.indicator)
            parts.append(f"{name} {text}, {formats.rank(int(row['rank'].iloc[0]), len(position.frame))}")
    return f"{position.indicator.name(current())}: {'; '.join(parts) or formats.missing()}"
