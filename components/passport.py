"""The passport of an indicator: what it is, who says so, what to beware of; on screen and inside every file."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd

from components import formats
from components.i18n import _, current
from components.labels import frequency_label, in_language, polarity_label, reliability_label, status_label
from data_access.catalog import Indicator, Unit


def passport_lines(
    indicator: Indicator, unit: Unit, sources: pd.DataFrame, with_copies: bool = False
) -> list[tuple[str, str]]:
    """Name and text of each line; `with_copies` adds where the figures were read from (only in Satu Data)."""
    language = current()
    lines = [
        (_("Definisi"), indicator.definition(language)),
        (_("Tafsiran"), indicator.interpretation(language) if indicator.interpretation else ""),
        (_("Rumus"), indicator.formula(language) if indicator.formula else _("nilai diterbitkan langsung")),
        (_("Satuan"), unit.name(language)),
        (_("Arah"), polarity_label(indicator)),
        (_("Frekuensi"), frequency_label(indicator)),
        (_("Penerbit"), indicator.publisher),
        (_("Penanggung jawab data"), indicator.owner(language)),
        (_("Asal angka"), _statuses(sources)),
        (_("Keandalan"), reliability_label(indicator)),
        (_("Lisensi"), indicator.licence(language)),
        (_("Kode acuan"), indicator.standard_code or _("belum ada")),
        (_("Galat baku"), _("belum dimuat; minta kepada penerbit")),
    ]
    if not indicator.is_ranked and indicator.unranked_reason:
        lines.append((_("Tidak diperingkat"), indicator.unranked_reason(language)))
    lines += [(_("Catatan"), caveat(language)) for caveat in indicator.caveats]
    lines += [(_("Patahan {period}", period=item.period), item.reason(language)) for item in indicator.breaks]
    lines.append((_("Yang akan melengkapi"), indicator.gap(language)))
    if with_copies:
        lines += [(_("Dibaca dari"), copy) for copy in sorted({via for via in sources["via"] if via})]
    return [(name, text) for name, text in lines if text]


def source_line(sources: pd.DataFrame) -> str:
    """Publishers, most figures first: `Sumber: A; B.`"""
    names = list(dict.fromkeys(in_language(row, "name") for row in sources.itertuples()))
    return _("Sumber: {names}.", names="; ".join(names) if names else _("belum ada"))


def file_passport(
    indicator: Indicator, unit: Unit, sources: pd.DataFrame, period: str | None, address: str, zone: str
) -> dict[str, str]:
    """The passport inside a file: the keys `exports` knows, then every line of the screen's passport."""
    language = current()
    first = {
        "source": "; ".join(dict.fromkeys(sources["title"])),
        "status": _statuses(sources),
        "unit": unit.name(language),
        "period": formats.period(period, indicator) if period else _("terbaru tiap daerah"),
        "licence": indicator.licence(language),
        "attribution": source_line(sources),
        "downloaded_at": formats.moment(datetime.now(UTC), zone),
        "address": address,
        _("Kode indikator"): indicator.indicator_id,
        _("Nama indikator"): indicator.name(language),
    }
    lines: dict[str, str] = {}
    for name, text in passport_lines(indicator, unit, sources):
        lines[name] = f"{lines[name]}\n{text}" if name in lines else text
    return first | lines


def _statuses(sources: pd.DataFrame) -> str:
    counts = sources.groupby("status")["n"].sum().sort_values(ascending=False)
    if len(counts) == 1:
        return status_label(str(counts.index[0]))
    return ", ".join(f"{status_label(str(status))} ({formats.count(n)})" for status, n in counts.items())
