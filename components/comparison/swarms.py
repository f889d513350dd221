"""Two beeswarms beside the dumbbell: where a gap is real, and where two regions are on a par."""

from __future__ import annotations

import streamlit as st

from components import formats
from components.charts.beeswarm import draw_beeswarm
from components.charts.theme import CONFIG
from components.comparison.pairs import Pair
from components.comparison.tables import number_columns, pair_figures, pair_table
from components.comparison.view import View
from components.comparison.words import equal_rule, figure_text
from components.i18n import _, current
from components.notices import plain
from components.panel import panel
from data_access.derive.ranking import summarise
from data_access.derive.saturation import saturation_of


def swarm_pairs(view: View) -> list[Pair]:
    """The largest gap of the dumbbell, and of those on a par the most telling; at most two, never one twice."""
    shown = [pair for pair in view.shown if pair.standing is not None and pair.standing.gap_mad is not None]
    wanted = view.selection.indicator_id
    apart = [pair for pair in shown if pair.standing.verdict != "equal"]  # type: ignore[union-attr]
    level = [pair for pair in shown if pair.standing.verdict == "equal"]  # type: ignore[union-attr]
    apart.sort(key=lambda pair: (pair.indicator.indicator_id != wanted, -abs(pair.standing.gap_mad)))  # type: ignore
    level.sort(key=lambda pair: (pair.indicator.indicator_id != wanted, pair.indicator.reliability != "high"))
    return [*apart[: 2 - bool(level)], *level[: 2 - bool(apart)]][:2]


def draw_swarms(view: View) -> None:
    for place, pair in enumerate(swarm_pairs(view)):
        _draw(view, pair, place)


def _draw(view: View, pair: Pair, place: int) -> None:
    indicator, unit = pair.indicator, pair.unit
    is_equal = pair.standing is not None and pair.standing.verdict == "equal"
    name = indicator.wall_name(current())
    title = _("{name}: dua daerah setara", name=name) if is_equal else _("{name}: beda yang nyata", name=name)
    better = (
        _("makin kiri makin baik") if indicator.polarity == "lower_is_better" else _("makin kanan makin baik")
    )  # fmt: skip
    subtitle = f"{unit.name(current())}, {formats.period(pair.period, indicator)}; {better}"
    group = view.peer_values(pair)
    with panel(
        f"swarm_{place}", title, subtitle,
        lambda: view.tools(f"sebaran-{indicator.indicator_id}", pair_table(view, [pair]), pair_figures(view, [pair]),
                           equal_rule(), number_columns(view)),
    ):  # fmt: skip
        rest = group[~group["region_code"].isin(view.codes[:2])]
        named = []
        for code, full, short in zip(view.codes[:2], view.names[:2], view.short_names[:2], strict=True):
            figure = pair.figures[code]
            text = figure_text(pair, figure)
            named.append((figure.value, f"{short} {text}", f"{full}: {text}"))
        hovers = [
            f"{view.regions.by_code[row.region_code].chart_name}: {formats.published(row.value, indicator)}"
            for row in rest.itertuples()
        ]
        summary = summarise(group["value"])
        figure = draw_beeswarm(
            [float(value) for value in rest["value"]], hovers, named, summary, indicator.decimals, unit.suffix
        )
        key = f"swarm-{indicator.indicator_id}-{pair.period}-{'-'.join(view.codes[:2])}-{view.group.code}-{current()}"
        st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=_twin(view, pair, named, summary.median))
        st.caption(plain(" ".join(_captions(view, pair, group))))


def _captions(view: View, pair: Pair, group) -> list[str]:  # type: ignore[no-untyped-def]
    lines = [
        view.source_line([pair]),
        _("Pita = median ± 1 MAD; panah = di luar ± 3 MAD; n {n}.", n=formats.count(len(group))),
    ]
    ranges = view.rank_ranges(pair)
    for code, name in zip(view.codes[:2], view.names[:2], strict=True):
        found = ranges.get(code)
        if found is not None and found.low < found.high:
            lines.append(
                _("{region}: peringkat {rank} dari {n}, dapat pula {low} sampai {high}.", region=name,
                  rank=formats.count(found.rank), n=formats.count(found.n), low=formats.count(found.low),
                  high=formats.count(found.high))
            )  # fmt: skip
    full = saturation_of(group["value"], pair.indicator.official_classes or (), pair.indicator.polarity)
    if full is not None and full.is_saturated:
        lines.append(
            _("Jenuh: {top} dari {n} daerah sudah di kelas teratas; indikator ini hampir tidak lagi membedakan.",
              top=formats.count(full.n_top), n=formats.count(full.n))
        )  # fmt: skip
    return lines


def _twin(view: View, pair: Pair, named: list[tuple[float, str, str]], median: float | None) -> str:
    both = "; ".join(hover for _value, _label, hover in named)
    middle = f"{_('median')} {formats.number(median, pair.indicator.decimals)}"
    return f"{pair.indicator.name(current())}: {both}; {middle}, {view.scope.label}"
