"""Changes between two years as tables: written for the screen, with real numbers for files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components import formats
from components.comparison.changes import ChangeRow, RegionChange
from components.comparison.view import View
from components.i18n import _, current
from data_access.derive.ranking import Verdict


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
                    _("Perubahan"): change_amount(change.absolute, row),
                    _("Relatif"): _relative(change.relative_pct, row),
                    _("Arah"): direction_label(mine.direction),
                    _("Peringkat"): _ranks(mine),
                    _("Median sebaya"): _median(row),
                    _("Terhadap tren"): trend_label(mine.verdict) if change.reason is None else "",
                    _("Catatan"): change_reason(row, mine),
                }
            )
    return pd.DataFrame(written)


def change_overview(view: View, rows: Sequence[ChangeRow]) -> pd.DataFrame:
    """One row per indicator for ours and the first comparator: both ends, change, rank, and the trend of the peers."""
    written = []
    start, end = (formats.period(str(year)) for year in view.years)
    for row in rows:
        cells = {_("Indikator"): f"{row.span.indicator.name(current())}, {row.unit.name(current())}"}
        for code, name in zip(view.codes[:2], view.names[:2], strict=True):
            mine = row.by_region[code]
            told = mine.change.reason is None
            ends = _("{start} → {end}", start=_end(mine.change.start, row), end=_end(mine.change.end, row))
            cells[_("{region}, {start} → {end}", region=name, start=start, end=end)] = ends
            parts = [change_amount(mine.change.absolute, row), _relative(mine.change.relative_pct, row)]
            parts += [direction_label(mine.direction)]
            cells[_("Perubahan {region}", region=name)] = (
                ", ".join(filter(None, parts)) if told else change_reason(row, mine)
            )
            cells[_("Peringkat {region}", region=name)] = _ranks(mine)
            cells[_("Tren {region}", region=name)] = trend_label(mine.verdict) if told else ""
        cells[_("Median sebaya")] = _median(row)
        written.append(cells)
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


def short_trend_label(verdict: Verdict) -> str:
    """The same within a chip."""
    return {
        "ahead": _("melampaui"),
        "equal": _("setara"),
        "behind": _("di bawah"),
        "unknown": _("tidak dinilai"),
    }[verdict]


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


def change_amount(absolute: float | None, row: ChangeRow) -> str:
    """A share in points; anything else bare, since its unit stands beside the name."""
    if absolute is None:
        return ""
    decimals = row.span.indicator.decimals
    if row.unit.is_percent:
        return formats.change(absolute, row.unit, decimals)
    return signed_number(absolute, decimals)


def signed_number(value: float, decimals: int) -> str:
    """A bare number with its sign; none on zero."""
    text = formats.number(value, decimals)
    return f"+{text}" if value > 0 and text != formats.number(0, decimals) else text


def _relative(relative: float | None, row: ChangeRow) -> str:
    """A share changes in points only: percent of percent misleads."""
    return "" if relative is None or row.unit.is_percent else formats.percent_change(relative)


def _ranks(mine: RegionChange) -> str:
    start, end = mine.ranks
    return "" if start is None or end is None else f"{formats.count(start)} → {formats.count(end)}"


def _median(row: ChangeRow) -> str:
    if row.median is None:
        return ""
    amount = formats.percent_change(row.median) if row.is_relative else change_amount(row.median, row)
    return _("{median} (n {n})", median=amount, n=formats.count(row.n_peers))
