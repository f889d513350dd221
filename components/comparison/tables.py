"""The comparison as tables: written for the screen, with real numbers for files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components import formats
from components.comparison.pairs import Pair
from components.comparison.view import View
from components.comparison.words import figure_text, gap_text, reason_text, statuses_text
from components.i18n import _, current
from components.labels import status_label, verdict_label


def pair_table(view: View, pairs: Sequence[Pair]) -> pd.DataFrame:
    """One row per indicator: the figure of every region, gap, verdict, who is best of all chosen."""
    rows = []
    for pair in pairs:
        is_common = pair.period is not None
        cells = {
            _("Topik"): view.topic_name(pair.indicator.topic),
            _("Indikator"): pair.indicator.name(current()),
            _("Satuan"): pair.unit.name(current()),
            _("Periode"): formats.period(pair.period, pair.indicator) if is_common else _("berbeda"),
        }
        for code, name in zip(view.codes, view.names, strict=True):
            cells[name] = figure_text(pair, pair.figures.get(code), with_period=not is_common)
        cells[_("Selisih")] = gap_text(pair)
        cells[_("Putusan")] = verdict_label(pair.standing.verdict) if pair.standing else verdict_label("unknown")
        if len(view.codes) > 2:
            cells[_("Terdepan")] = leader_of(view, pair)
        cells[_("Sebaya")] = formats.count(pair.n_peers) if pair.n_peers else ""
        cells[_("Asal angka")] = statuses_text(pair)
        cells[_("Catatan")] = reason_text(pair, view)
        rows.append(cells)
    return pd.DataFrame(rows)


def pair_figures(view: View, pairs: Sequence[Pair]) -> pd.DataFrame:
    """The same for files: one row per indicator and region, numbers as numbers."""
    rows = []
    for pair in pairs:
        for place in view.places:
            figure = pair.figures.get(place.region_code)
            rows.append(
                {
                    _("Kode indikator"): pair.indicator.indicator_id,
                    _("Indikator"): pair.indicator.name(current()),
                    _("Satuan"): pair.unit.name(current()),
                    _("Kode"): place.region_code,
                    _("Daerah"): place.name,
                    _("Periode"): figure.period if figure else "",
                    _("Nilai"): figure.value if figure else None,
                    _("Persentil"): (pair.percentiles or {}).get(place.region_code),
                    _("Selisih (MAD)"): pair.standing.gap_mad if pair.standing else None,
                    _("Putusan"): verdict_label(pair.standing.verdict if pair.standing else "unknown"),
                    _("Sebaya"): pair.n_peers,
                    _("Asal angka"): status_label(figure.status) if figure else formats.missing(),
                    _("Kode sumber"): figure.source_id if figure else "",
                    _("Catatan"): reason_text(pair, view),
                }
            )
    return pd.DataFrame(rows)


def leader_of(view: View, pair: Pair) -> str:
    """Who is furthest ahead of all chosen at the common period; all of them where values are equal."""
    if pair.reason is not None or not pair.figures:
        return ""
    sign = -1 if pair.indicator.polarity == "lower_is_better" else 1
    best = max(sign * figure.value for figure in pair.figures.values())
    named = [view.regions.by_code[code].chart_name for code, f in pair.figures.items() if sign * f.value == best]
    return ", ".join(named)


def number_columns(view: View) -> list[str]:
    """Columns of the pair table that stand right."""
    return [*view.names, _("Selisih"), _("Sebaya")]
