"""The lines of a profile as tables: written in words for the screen, with real numbers for files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd

from components import formats
from components.exports import passport_labels
from components.i18n import _, current
from components.labels import obs_status_label, status_label, verdict_label
from components.profile.view import Line, ProfileView, count_verdicts, rank_reason
from data_access.models import Region

SHAPES = {"ahead": "▲", "equal": "=", "behind": "▼"}


def topic_table(lines: Sequence[Line], parent: Region, reasons: Sequence[str]) -> pd.DataFrame:
    """One row per figure; a figure without rank names the number of its reason in `reasons`."""
    return pd.DataFrame([_cells(line, parent, reasons) for line in lines])


def topic_numbers(parent: Region) -> tuple[str, ...]:
    """Columns of `topic_table` that hold figures."""
    return (_("Nilai"), parent.short_name, _("Median (n)"), _("Perubahan"))


def reasons_of(lines: Sequence[Line]) -> list[str]:
    """Why figures of these lines have no rank, each reason once, in the order of the lines."""
    return list(dict.fromkeys(rank_reason(line) for line in lines if line.rank is None))


def overview_table(view: ProfileView) -> pd.DataFrame:
    """How many indicators each topic has, how many with a figure here, and where the region stands."""
    rows = []
    for topic_id, topic in view.catalogue.topics.items():
        lines = view.of_topic(topic_id)
        if lines:
            rows.append(_counts(topic.name(current()), lines))
    return pd.DataFrame([*rows, _counts(_("Semua topik"), view.lines)])


def overview_numbers() -> tuple[str, ...]:
    return (_("Indikator"), _("Ada nilainya"), *(f"{SHAPES[key]} {verdict_label(key)}" for key in SHAPES))


def figures_table(view: ProfileView) -> pd.DataFrame:
    """The whole profile for files: numbers as numbers, missing as empty with the series that would fill it."""
    labels, language = passport_labels(current()), current()
    return pd.DataFrame(
        [
            {
                _("Kode"): view.region.region_code,
                _("Kode Kemendagri"): view.region.region_code_kemendagri,
                _("Daerah"): view.region.name,
                _("Topik"): view.catalogue.topics[line.topic].name(language),
                _("Kode indikator"): line.indicator.indicator_id,
                _("Nama indikator"): line.indicator.name(language),
                labels["unit"]: line.unit.name(language),
                labels["period"]: line.period or "",
                _("Nilai"): line.value,
                _("Nilai {place}", place=view.parent.short_name): line.parent_value,
                _("Median pembanding"): line.median,
                _("Banyaknya pembanding (n)"): line.n_peers if line.value is not None else None,
                _("Peringkat"): line.rank,
                _("Dari n"): line.n_ranked if line.rank is not None else None,
                _("Sebab tidak diperingkat"): rank_reason(line) if line.value is not None and line.rank is None else "",
                _("Terhadap median"): verdict_label(line.verdict) if line.value is not None else "",
                _("Perubahan"): line.change,
                _("Sejak"): line.previous_period or "",
                _("Versi seri"): line.series_version or "",
                labels["status"]: _origin(line) or formats.missing(),
                _("Penerbit"): publisher(line),
                labels["source"]: line.source_title or "",
                _("Kode sumber"): line.source_id or "",
                labels["licence"]: line.indicator.licence(language),
                _("Yang akan melengkapi"): line.indicator.gap(language) if line.value is None else "",
            }
            for line in view.lines
        ]
    ).astype({_("Peringkat"): "Int64", _("Dari n"): "Int64", _("Banyaknya pembanding (n)"): "Int64"})


def file_passport(view: ProfileView, address: str) -> dict[str, str]:
    """What the whole file says about itself; what differs by row stands in its columns."""
    by_row = _("menurut baris")
    return {
        "source": "; ".join(publishers(view.known)) or _("belum ada"),
        "status": by_row,
        "unit": by_row,
        "period": _("terbaru tiap indikator"),
        "licence": by_row,
        "attribution": source_line(view.known),
        "downloaded_at": formats.moment(datetime.now(UTC), view.timezone),
        "address": address,
        **dict(profile_facts(view)),
    }


def profile_facts(view: ProfileView) -> list[tuple[str, str]]:
    """The rules of the profile, on screen and in its files."""
    return [
        (_("Daerah"), view.region.name),
        (_("Pembanding"), _("median {scope}; nilai {place}", scope=view.scope.label, place=view.parent.name)),
        (_("Kesebandingan"), _("Periode dan versi seri yang sama; selain itu belum tersedia.")),
        (_("Penilaian"), judged_rule()),
        (_("Peringkat"), _("Nilai sama, peringkat sama. Selisih kecil dapat berarti setara.")),
        (_("Cakupan"), coverage(view.lines)),
    ]


def judged_rule() -> str:
    return _(
        "Setara = selisih dari median paling besar ½ MAD. Jumlah dan besaran tidak dinilai: keduanya mengikuti "
        "besar daerah."
    )


def coverage(lines: Sequence[Line]) -> str:
    known = sum(line.value is not None for line in lines)
    return _("{n} indikator, {known} ada nilainya", n=formats.count(len(lines)), known=formats.count(known))


def publisher(line: Line) -> str:
    """The publisher of the figure, in the language of the run."""
    return (line.publisher_en if current() == "en" else line.publisher_id) or ""


def publishers(lines: Sequence[Line]) -> list[str]:
    return list(dict.fromkeys(name for line in lines if (name := publisher(line))))


def source_line(lines: Sequence[Line]) -> str:
    return _("Sumber: {names}.", names="; ".join(publishers(lines)) or _("belum ada"))


def _cells(line: Line, parent: Region, reasons: Sequence[str]) -> dict[str, str]:
    entry, unit, language = line.indicator, line.unit, current()
    median = formats.missing()
    if line.median is not None:
        # The middle of an even group may need one digit more than was published; it is rounded as the indicator is.
        written = formats.number(line.median, entry.decimals)
        median = _("{median} ({n})", median=written, n=formats.count(line.n_peers))
    change = formats.DASH
    if line.change is not None and line.previous_period is not None:
        amount = formats.change(line.change, unit, entry.decimals)
        change = _("{change} sejak {period}", change=amount, period=formats.period(line.previous_period, entry))
    if line.rank is not None:
        place = _("{rank} dari {n}", rank=formats.count(line.rank), n=formats.count(line.n_ranked))
    else:
        place = _("tidak diperingkat [{number}]", number=formats.count(1 + reasons.index(rank_reason(line))))
    return {
        _("Indikator"): entry.name(language),
        _("Nilai"): formats.published(line.value, entry),
        _("Satuan, periode"): f"{unit.name(language)}, {formats.period(line.period, entry)}",
        parent.short_name: formats.missing()
        if line.parent_value is None
        else formats.published(line.parent_value, entry),
        _("Median (n)"): median,
        _("Peringkat"): place,
        _("Terhadap median"): f"{SHAPES[line.verdict]} {verdict_label(line.verdict)}"
        if line.is_judged
        else verdict_label("unknown"),
        _("Perubahan"): change,
        _("Asal angka"): _origin(line),
        _("Penerbit"): publisher(line),
    }


def _origin(line: Line) -> str:
    if line.status is None:
        return ""
    return ", ".join(filter(None, (status_label(line.status), obs_status_label(line.obs_status))))


def _counts(name: str, lines: Sequence[Line]) -> dict[str, str]:
    verdicts = count_verdicts(list(lines))
    return {
        _("Topik"): name,
        _("Indikator"): formats.count(len(lines)),
        _("Ada nilainya"): formats.count(sum(line.value is not None for line in lines)),
        **{f"{SHAPES[key]} {verdict_label(key)}": formats.count(verdicts[key]) for key in SHAPES},
    }
