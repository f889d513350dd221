"""The comparison as tables: written for the screen, with real numbers for files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components import formats
from components.comparison.changes import ChangeRow, RegionChange
from components.comparison.pairs import Pair
from components.comparison.view import View
from components.comparison.words import figure_text, gap_text, reason_text, statuses_text
from components.i18n import _, current
from components.labels import status_label, verdict_label
from data_access.derive.ranking import Verdict


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


def change_table(view: View, rows: Sequence[ChangeRow], codes: Sequence[str]) -> pd.DataFrame:
    """One row per indicator and region: both ends, change, rank, median of the peers, verdict or reason."""
    written = []
    for row in rows:
        for code in codes:
            mine = row.by_region[code]
            indicator, change = row.span.indicator, mine.change
            written.append(
                {
                    _("Indikator"): f"{indicator.name(current())}, {row.unit.name(current())}",
                    _("Daerah"): view.regions.by_code[code].chart_name,
                    formats.period(row.span.start[:4]): _end(change.start, row),
                    formats.period(row.span.end[:4]): _end(change.end, row),
                    _("Perubahan"): _amount(change.absolute, row),
                    _("Relatif"): _relative(change.relative_pct, row),
                    _("Arah"): direction_label(mine.direction),
                    _("Peringkat"): _ranks(mine),
                    _("Median sebaya"): _median(row),
                    _("Terhadap tren"): trend_label(mine.verdict) if change.reason is None else "",
                    _("Catatan"): change_reason(row, mine),
                }
            )
    return pd.DataFrame(written)


def change_figures(view: View, rows: Sequence[ChangeRow]) -> pd.DataFrame:
    """The changes of every chosen region for files."""
    return pd.DataFrame(
        [
            {
                _("Kode indikator"): row.span.indicator.indicator_id,
                _("Indikator"): row.span.indicator.name(current()),
                _("Satuan"): row.unit.name(current()),
                _("Kode"): code,
                _("Daerah"): view.regions.by_code[code].name,
                _("Periode awal"): row.span.start,
                _("Nilai awal"): mine.change.start,
                _("Periode akhir"): row.span.end,
                _("Nilai akhir"): mine.change.end,
                _("Perubahan"): mine.change.absolute,
                _("Perubahan relatif, persen"): mine.change.relative_pct,
                _("Peringkat awal"): mine.ranks[0],
                _("Peringkat akhir"): mine.ranks[1],
                _("Median perubahan sebaya"): row.median,
                _("Sebaya"): row.n_peers,
                _("Terhadap tren"): trend_label(mine.verdict),
                _("Catatan"): change_reason(row, mine),
            }
            for row in rows
            for code, mine in row.by_region.items()
        ]
    )


def trend_label(verdict: Verdict) -> str:
    return {
        "ahead": _("melampaui tren"),
        "equal": _("setara tren"),
        "behind": _("di bawah tren"),
        "unknown": _("tidak dinilai"),
    }[verdict]


def direction_label(direction: str) -> str:
    return {"better": _("membaik"), "worse": _("memburuk"), "same": _("tetap")}.get(direction, "")


def change_reason(row: ChangeRow, mine: RegionChange) -> str:
    """Why nothing is said about a change; empty when something is."""
    if mine.change.reason == "break":
        why = "; ".join(reason.rstrip(".") for reason in row.breaks)
        return (
            _("Tidak dihitung melintasi patahan: {reason}.", reason=why)
            if why
            else _("Tidak dihitung: versi seri berbeda di kedua ujung.")
        )
    if mine.change.reason == "status":
        return _("Proyeksi atau perkiraan; perubahannya tidak dinilai.")
    if mine.change.reason == "missing":
        return _("Belum tersedia di salah satu ujung.")
    return ""


def _end(value: float | None, row: ChangeRow) -> str:
    return formats.missing() if value is None else formats.published(value, row.span.indicator)


def _amount(absolute: float | None, row: ChangeRow) -> str:
    return "" if absolute is None else formats.change(absolute, row.unit, row.span.indicator.decimals)


def _relative(relative: float | None, row: ChangeRow) -> str:
    """A share changes in points only: percent of percent misleads."""
    return "" if relative is None or row.unit.is_percent else formats.percent_change(relative)


def _ranks(mine: RegionChange) -> str:
    start, end = mine.ranks
    return "" if start is None or end is None else f"{formats.count(start)} → {formats.count(end)}"


def _median(row: ChangeRow) -> str:
    if row.median is None:
        return ""
    amount = formats.percent_change(row.median) if row.is_relative else _amount(row.median, row)
    return _("{median} (n {n})", median=amount, n=formats.count(row.n_peers))
