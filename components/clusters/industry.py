"""Micro and small industry (BPS): circles for counts, a strip for what can be compared between regions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import formats
from components.board import draw_map, draw_ranking_strip
from components.board.models import StripRow, StripView
from components.clusters.facts import INDUSTRY_UNITS, INDUSTRY_WORKERS, PROJECTED_POPULATION, REGISTERED, Facts
from components.i18n import _, current
from components.labels import status_label
from components.maps.view import map_view
from components.notices import plain, show_gap
from components.panel import draw_table, panel
from data_access.derive.ranking import shared_ranks
from data_access.derive.rates import rate
from data_access.models import Status

MIN_RANKED = 10  # fewer regions than this are no ranking
PER = 1000
DECIMALS = 2


def industry_frame(
    units: pd.DataFrame, workers: pd.DataFrame, registered: pd.DataFrame, projected: pd.DataFrame
) -> pd.DataFrame:
    """Cross-sections of one period side by side, all of the same regions.

    Columns: region_code, units, workers, registered, projected, then workers_per_unit, per_registered, per_projected.
    """
    columns = {"units": units, "workers": workers, "registered": registered, "projected": projected}
    frame = pd.DataFrame({"region_code": units["region_code"]})
    for name, part in columns.items():
        frame[name] = frame["region_code"].map(part.set_index("region_code")["value"]).astype(float)
    return frame.assign(
        workers_per_unit=rate(frame["workers"], frame["units"]),
        per_registered=rate(frame["units"], frame["registered"], PER),
        per_projected=rate(frame["units"], frame["projected"], PER),
    )


def draw_industry_map(
    facts: Facts, distributions: dict[str, pd.DataFrame], rows: pd.DataFrame, period: str | None
) -> None:
    """`distributions`: all values of the scope per indicator; `rows`: the cross-section of units and workers."""
    entries = [facts.catalogue.indicator(code) for code in (INDUSTRY_UNITS, INDUSTRY_WORKERS)]
    subtitle = _("{scope} · luas lingkaran = jumlah", scope=facts.scope.label)
    tools = facts.tools("industry", rows, entries) if len(rows) else None
    with panel("industry_map", _("Industri mikro dan kecil"), subtitle, tools):
        if period is None:
            show_gap(_("Belum ada nilai {scope}.", scope=facts.scope.label), entries[0].gap(current()))
            return
        _draw_own(facts, rows)
        names = {entry.indicator_id: entry.wall_name(current()) for entry in entries}
        names |= {INDUSTRY_UNITS: _("Unit usaha"), INDUSTRY_WORKERS: _("Tenaga kerja")}
        code = st.segmented_control(
            _("Jumlah pada peta"), list(names), required=True, default=INDUSTRY_UNITS, format_func=names.__getitem__,
            key="clusters_map", label_visibility="collapsed",
        )  # fmt: skip
        entry = facts.catalogue.indicator(code)
        distribution = distributions[code]
        if distribution.empty:
            show_gap(_("Belum ada nilai {scope}.", scope=facts.scope.label), entry.gap(current()))
            return
        drawn = map_view(
            distribution, entry, facts.catalogue.unit(entry), facts.scope, facts.regions, period,
            facts.region.region_code, tuple(region.region_code for region in facts.pair[1:]), width=620, height=400,
        )  # fmt: skip
        draw_map(drawn, key=f"clusters-map-{code}-{facts.scope.code}-{current()}")
        n = int((rows["indicator_id"] == code).sum())
        st.caption(
            plain(
                _("{period}: {n} dari {all} daerah ada nilainya. Jumlah mengikuti besar daerah, jadi tidak diwarnai.",
                  period=formats.period(period, entry), n=formats.count(n), all=formats.count(facts.scope.size))
                + " " + entry.caveats[0](current()) + " "
                + facts.source_line(list(dict.fromkeys(rows["source_id"])))
            )
        )  # fmt: skip


def _draw_own(facts: Facts, rows: pd.DataFrame) -> None:
    """Units and workers of our region and the comparator in words."""
    for region in facts.pair:
        own = rows[rows["region_code"] == region.region_code].set_index("indicator_id")
        parts = []
        for code in (INDUSTRY_UNITS, INDUSTRY_WORKERS):
            if code in own.index:
                entry = facts.catalogue.indicator(code)
                parts.append(
                    _("{value} {unit}", value=formats.published(own.loc[code, "value"], entry),
                      unit=facts.catalogue.unit(entry).name(current()))
                )  # fmt: skip
        if not parts and region is not facts.region:
            continue
        if not parts:
            st.markdown(plain(_("{region}: belum tersedia", region=region.chart_name)))
            continue
        status = status_label(own["status"].iloc[0])
        when = formats.period(own["period"].iloc[0], facts.catalogue.indicator(INDUSTRY_UNITS))
        st.markdown(
            f"{plain(region.chart_name)}: **{plain('; '.join(parts))}** :blue-badge[{plain(status)}] "
            f":small[{plain(when)}]"
        )


def draw_industry_rates(facts: Facts, frame: pd.DataFrame, period: str | None, source_ids: list[str]) -> None:
    """What can be compared between regions of different size; `frame` as `industry_frame` makes it."""
    measures = {
        "per_registered": _("Per 1.000 penduduk terdaftar"),
        "workers_per_unit": _("Tenaga kerja per usaha"),
    }
    subtitle = _("{period} · {scope}", period=formats.period(period), scope=facts.scope.label)
    with panel("industry_rates", _("Seberapa rapat, seberapa besar"), subtitle):
        if period is None or frame[list(measures)].notna().sum().sum() == 0:
            gap = facts.catalogue.indicator(INDUSTRY_WORKERS).gap(current())
            show_gap(_("Belum ada rasio {scope}.", scope=facts.scope.label), gap)
            return
        measure = st.segmented_control(
            _("Ukuran"), list(measures), required=True, default="per_registered", format_func=measures.__getitem__,
            key="clusters_rate", label_visibility="collapsed",
        )  # fmt: skip
        rows = frame.dropna(subset=[measure])
        is_ranked = len(rows) >= MIN_RANKED
        if rows.empty:
            show_gap(_("Belum tersedia: pembilang atau penyebutnya tidak terbit untuk tahun ini."))
        else:
            view = _strip(facts, rows, measure, measures[measure], is_ranked)
            draw_ranking_strip(view, key=f"clusters-rate-{measure}-{facts.scope.code}-{current()}")
        rule = _("1 = tertinggi. Nilai sama, peringkat sama. Selisih kecil dapat berarti setara.")
        if not is_ranked:
            rule = _("Kurang dari 10 daerah yang sebanding: tidak diperingkat.")
        st.caption(plain(f"{_coverage(facts, len(rows))} {rule} {_base(facts, measure)}"))
        st.caption(plain(facts.source_line(source_ids)))


def _coverage(facts: Facts, n: int) -> str:
    return _("n = {n} dari {all} daerah.", n=formats.count(n), all=formats.count(facts.scope.size))


def _base(facts: Facts, measure: str) -> str:
    if measure == "workers_per_unit":
        return _("Olahan: tenaga kerja IMK ÷ unit IMK, tahun yang sama.")
    name = facts.catalogue.indicator(REGISTERED).name(current())
    return _("Olahan: unit IMK ÷ {name} × 1.000, tahun yang sama.", name=name)


def _strip(facts: Facts, rows: pd.DataFrame, measure: str, title: str, is_ranked: bool) -> StripView:
    rounded = rows[measure].round(DECIMALS)
    rows = rows.assign(
        rank=shared_ranks(rounded, "higher_is_better"), label=[facts.name(code) for code in rows["region_code"]]
    ).sort_values(["rank", "label"] if is_ranked else ["label"])
    compared = facts.compared.region_code if facts.compared else ""
    return StripView(
        title=_("{measure}, {scope}", measure=title, scope=facts.scope.label),
        rows=[
            StripRow(
                code=code,
                name=label,
                value=round(float(value), DECIMALS),
                rank=formats.count(rank) if is_ranked else "",
                role="ours" if code == facts.region.region_code else "compared" if code == compared else "other",
            )
            for code, label, value, rank in zip(
                rows["region_code"], rows["label"], rows[measure], rows["rank"], strict=True
            )
        ],
        decimals=DECIMALS,
        suffix="",
        benchmark=float(rows[measure].median()) if is_ranked else None,
        benchmark_label=_("median"),
    )


def draw_both_bases(facts: Facts, frame: pd.DataFrame, period: str | None) -> None:
    """The rate by both populations, for our region and the comparator: which one is meant must be said."""
    if period is None:
        return
    rows = []
    bases = ((REGISTERED, "per_registered"), (PROJECTED_POPULATION, "per_projected"))
    for region in facts.pair:
        own = frame[frame["region_code"] == region.region_code]
        for code, measure in bases:
            entry = facts.catalogue.indicator(code)
            value = own[measure].iloc[0] if len(own) else None
            rows.append(
                (
                    region.chart_name,
                    entry.name(current()),
                    formats.period(period),
                    formats.number(value, DECIMALS) if value is not None and value == value else formats.missing(),
                    status_label(Status.PROJECTION if code == PROJECTED_POPULATION else Status.DERIVED),
                )
            )
    column = _("IMK per 1.000")
    names = [_("Daerah"), _("Penyebut"), _("Tahun"), column, _("Asal angka")]
    draw_table(pd.DataFrame(rows, columns=names), numbers=(column,))
