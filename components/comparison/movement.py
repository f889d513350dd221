"""The panels over time: the trend of one indicator, and what changed between two years."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import formats, passport, sentences
from components.charts.rings import add_numbered_lines, add_older_basis
from components.charts.theme import CONFIG
from components.charts.trend import MAX_NAMED, draw_trend
from components.comparison.change_tables import change_figures, change_overview, change_table
from components.comparison.changes import ChangeRow
from components.comparison.counts import count_changes
from components.comparison.growth import growth_sentence
from components.comparison.position import Position
from components.comparison.slopes import draw_slope_cells, slope_rows
from components.comparison.view import View
from components.i18n import _, current
from components.labels import status_label
from components.notices import plain, show_gap
from components.observation_table import display_table, figures_table, number_columns
from components.panel import Tools, draw_table, panel
from components.selection import choose
from data_access.catalog import Indicator
from data_access.derive.growth import rebase
from data_access.derive.periods import year_of

INDICATOR_KEY, FORM_KEY = "banding_indicator", "banding_trend_form"
MAX_TICKS = 4
NO_BAND = pd.DataFrame(columns=["period", "series_version", "median", "lower_quartile", "upper_quartile"])


def draw_trend_panel(view: View, position: Position, breaks: pd.DataFrame, older: pd.DataFrame | None) -> None:
    """One indicator over time for the chosen regions; a break is named and never joined, an older basis is paler."""
    indicator, unit, series = position.indicator, position.unit, position.series
    options = [pair.indicator.indicator_id for pair in view.pairs]
    cuts = breaks[breaks["region_code"].isin(["", *view.codes])]
    name = indicator.wall_name(current())
    has_break = older is not None or len(cuts) > 0
    title = (
        _("{name}: dasar berganti, garis diputus", name=name)
        if has_break
        else _("{name}: arahnya sejak dulu", name=name)
    )
    with panel("trend", title, unit.name(current()), _trend_tools(view, indicator, series, position.sources)):
        st.session_state[INDICATOR_KEY] = indicator.indicator_id
        st.selectbox(
            _("Indikator"), list(dict.fromkeys([indicator.indicator_id, *options])),
            format_func=lambda key: view.catalogue.indicator(key).name(current()), key=INDICATOR_KEY,
            on_change=lambda: choose(indicator_id=st.session_state[INDICATOR_KEY]), label_visibility="collapsed",
        )  # fmt: skip
        base = _chosen_base(view, position)
        lines = [
            (number, view.regions.by_code[code].chart_name, _shown_series(series[series["region_code"] == code], base))
            for number, code in enumerate(view.codes, start=1)
        ]
        lines = [line for line in lines if len(line[2])]
        if not lines:
            show_gap(_("Belum ada nilai untuk daerah yang dipilih."), indicator.gap(current()))
            return
        _draw_lines(view, indicator, lines, cuts, older if base is None else None, base)
        told = _growth_sentences(view, indicator.indicator_id)
        if told:
            with st.container(key="banding_growth"):
                st.markdown("  \n".join(plain(sentence) for sentence in told))
        captions = _trend_captions(view, indicator, series, lines, cuts, position.sources)
        st.caption(plain(" ".join(captions)))


def _draw_lines(view, indicator, lines, cuts, older, base) -> None:  # type: ignore[no-untyped-def]
    n_named = MAX_NAMED if len(lines) <= MAX_NAMED else 2  # among many only ours and the first comparator
    named = [(label, frame) for _number, label, frame in lines[:n_named]]
    shown = indicator if base is None else indicator.model_copy(update={"decimals": 1})
    figure = draw_trend(named, NO_BAND, shown, cuts, None, view.scope.group)
    years = sorted(figure.layout.xaxis.tickvals or ())
    if older is not None and len(older):
        before = view.catalogue.indicator(indicator.predecessor or "")
        add_older_basis(figure, [older[older["region_code"] == code] for code in view.codes[:2]],
                        (before.wall_name(current()), indicator.wall_name(current())), before)  # fmt: skip
        years = sorted({*years, *(year_of(period) for period in older["period"])})
    years = years[::-1][:: -(-len(years) // MAX_TICKS) or 1]  # a panel of a third of the page
    figure.update_xaxes(tickangle=0, tickvals=years, ticktext=[str(year) for year in years])
    add_numbered_lines(figure, lines[n_named:], shown)
    key = f"banding-trend-{indicator.indicator_id}-{base}-{'-'.join(view.codes)}-{current()}"
    st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=_twin(shown, lines))


def _chosen_base(view: View, position: Position) -> str | None:
    """The base year if the viewer wants an index; a share has none, since percent of percent misleads."""
    start = str(view.years[0])
    own = position.series[position.series["region_code"].isin(view.codes[:2])]
    if position.unit.is_percent or not (own["period"] == start).any():
        return None
    index = _("Indeks, {year} = 100", year=start)
    wanted = st.segmented_control(
        _("Bentuk"),
        [_("Nilai"), index],
        default=_("Nilai"),
        key=f"{FORM_KEY}_{current()}",
        label_visibility="collapsed",
    )
    return start if wanted == index else None


def _shown_series(series: pd.DataFrame, base: str | None) -> pd.DataFrame:
    if base is None:
        return series
    found = rebase(series, base)
    return found.assign(value=found["value"].round(1))


def _growth_sentences(view: View, indicator_id: str) -> list[str]:
    """What happened between the chosen years, for the first two; or why it is refused."""
    rows = [row for row in view.changes if row.span.indicator.indicator_id == indicator_id]
    return [
        growth_sentence(view, row, code, name)
        for row in rows
        for code, name in zip(view.codes[:2], view.names[:2], strict=True)
    ]


def _trend_captions(view, indicator, series, lines, cuts, sources) -> list[str]:  # type: ignore[no-untyped-def]
    found = []
    if len(lines) > MAX_NAMED:
        key = "; ".join(f"{number} {label}" for number, label, _frame in lines[2:])
        found.append(_("Lingkaran bernomor: {key}.", key=key))
    for code, name in zip(view.codes, view.names, strict=True):
        if not (series["region_code"] == code).any():
            found.append(_("{region} belum tersedia. {gap}", region=name, gap=indicator.gap(current())))
            break
    found += sentences.breaks_in_words(cuts)
    badges = ", ".join(dict.fromkeys(status_label(status) for status in series["status"]))
    used = sources[sources["source_id"].isin(set(series["source_id"]))]
    found += [_("Asal angka: {statuses}.", statuses=badges), passport.source_line(used)]
    return found


def _trend_tools(view: View, indicator: Indicator, series: pd.DataFrame, sources: pd.DataFrame):  # type: ignore[no-untyped-def]
    def make() -> Tools:
        unit = view.catalogue.unit(indicator)
        rows = series.assign(rank=float("nan"), verdict="unknown")
        info = passport.file_passport(indicator, unit, sources, None, view.address, view.timezone)
        return Tools(
            display_table(rows, indicator, unit, False, view.regions),
            figures_table(rows, indicator, view.regions),
            info,
            f"suluh-{indicator.indicator_id}-banding",
            view.address,
            None,
            passport.passport_lines(indicator, unit, sources),
            number_columns(),
            view.codes[0],
        )

    return make


def _twin(indicator: Indicator, lines: list[tuple[int, str, pd.DataFrame]]) -> str:
    ends = [
        f"{label} {formats.published(frame.iloc[-1]['value'], indicator)} "
        f"({formats.period(frame.iloc[-1]['period'], indicator)})"
        for _number, label, frame in lines
    ]
    return f"{indicator.name(current())}: {'; '.join(ends)}"


def draw_changes_panel(view: View) -> None:
    """What changed between the two years, against the median change of the peers; refused across a break."""
    start, end = map(str, view.years)
    rows = [row for row in view.changes if view.topic in (None, row.span.indicator.topic)]
    told = [row for row in rows if _is_told(row, view.codes[:2])]
    shown = slope_rows(view, told)
    rule = _(
        "Melampaui atau di bawah tren = berbeda lebih dari ½ MAD dari perubahan median {group}; paling sedikit 10 "
        "daerah. Jumlah dinilai dari perubahan relatif.",
        group=view.scope.label,
    )
    with panel(
        "changes",
        _("{start} → {end}: melampaui tren, atau hanya ikut?", start=start, end=end),
        _(
            "Nilai asli di kedua ujung, skala tiap indikator sendiri; garis putus = median {group}.",
            group=view.scope.label,
        ),
        lambda: view.tools(
            "perubahan", change_table(view, rows, view.codes), change_figures(view, rows), rule, _change_numbers(view)
        ),
    ):
        if not told:
            show_gap(
                _(
                    "Belum ada indikator yang perubahannya dapat dihitung antara {start} dan {end}.",
                    start=start,
                    end=end,
                ),
                _("Pilih tahun lain pada formulir di atas."),
            )
        else:
            counted = zip(view.codes[:2], view.names[:2], strict=True)
            st.markdown("  \n".join(plain(_count_sentence(rows, code, name)) for code, name in counted))
            draw_slope_cells(view, shown)
            label = _("Semua {n} indikator yang perubahannya dapat dihitung", n=formats.count(len(told)))
            with st.expander(label, key="banding_more", on_change="rerun") as box:
                if box.open:
                    draw_table(change_overview(view, told))
        _draw_refused(view, [row for row in rows if row not in told])
        st.caption(plain(rule + " " + _change_sources(view, shown)))


def _count_sentence(rows: Sequence[ChangeRow], code: str, name: str) -> str:
    found = count_changes(rows, code)
    n = {key: formats.count(getattr(found, key)) for key in ("better", "worse", "same", "ahead", "equal", "behind")}
    return _(
        "{region}: {better} membaik, {worse} memburuk, {same} tetap; {ahead} melampaui tren, {equal} setara, {behind} "
        "di bawah tren.",
        region=name, **n,
    )  # fmt: skip


def _is_told(row: ChangeRow, codes: Sequence[str]) -> bool:
    return any(row.by_region[code].change.reason is None for code in codes)


def _draw_refused(view: View, rows: Sequence[ChangeRow]) -> None:
    if not rows:
        return
    label = _("{n} indikator tidak dihitung, dengan sebabnya", n=formats.count(len(rows)))
    with st.expander(label, key="banding_refused", on_change="rerun") as box:
        if box.open:
            table = change_table(view, rows, view.codes[:2])
            kept = [name for name in table.columns if (table[name] != "").any()]
            draw_table(table[kept], _change_numbers(view))


def _change_numbers(view: View) -> list[str]:
    years = [formats.period(str(year)) for year in view.years]
    return [*years, _("Perubahan"), _("Relatif"), _("Peringkat"), _("Median sebaya")]


def _change_sources(view: View, rows: Sequence[ChangeRow]) -> str:
    keys = {row.span.indicator.indicator_id for row in rows}
    return view.source_line([pair for pair in view.pairs if pair.indicator.indicator_id in keys])
