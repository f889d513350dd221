"""Figures of a meeting: which sets there are, how they are frozen, and how frozen ones are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from components import formats
from components.i18n import _, current
from components.labels import obs_status_label, status_label
from data_access.attention.models import Finding
from data_access.catalog import Catalogue
from data_access.meetings import FrozenFigure

MOST_FOUND = 8  # indicators of the set "Perlu perhatian"


def figure_sets(
    headline_ids: Sequence[str],
    findings: Sequence[Finding],
    catalogue: Catalogue,
    known: Collection[str],
    scenes: Sequence[tuple[str, str, Sequence[str]]] = (),
) -> dict[str, tuple[str, list[str]]]:
    """What may be put on the table at once: code → name and indicator ids.

    `known`: the indicators that the region has a figure of; sets without any are left out. `scenes`: id, name and
    indicator ids of each scene of the wall.
    """
    found = list(dict.fromkeys(finding.indicator_id for finding in findings))[:MOST_FOUND]
    sets = {"headlines": (_("Angka utama"), list(headline_ids)), "attention": (_("Perlu perhatian"), found)}
    for scene_id, name, ids in scenes:
        sets[f"scene:{scene_id}"] = (_("Layar: {scene}", scene=name), list(ids))
    for topic_id, entries in catalogue.by_topic().items():
        sets[f"topic:{topic_id}"] = (
            catalogue.topics[topic_id].name(current()),
            [entry.indicator_id for entry in entries if entry.indicator_id in known],
        )
    return {code: (name, ids) for code, (name, ids) in sets.items() if ids}


def freeze(
    indicator_ids: Sequence[str], latest: pd.DataFrame, sources: pd.DataFrame, catalogue: Catalogue
) -> list[FrozenFigure]:
    """The latest figures of a region as records: exact values, with unit, period, badges and source.

    `latest`: the columns of `select_latest`. `sources`: source_id, title, name_id, name_en.
    """
    rows = {row["indicator_id"]: row for row in _records(latest)}
    titles = {row["source_id"]: row for row in _records(sources)}
    figures = []
    for indicator_id in indicator_ids:
        entry = catalogue.indicator(indicator_id)
        unit, row = catalogue.unit(entry), rows.get(indicator_id, {})
        source = titles.get(row.get("source_id"), {})
        figures.append(
            FrozenFigure(
                indicator_id=indicator_id, name_id=entry.name.id, name_en=entry.name.en, unit_id=unit.name.id,
                unit_en=unit.name.en, value=_number(row.get("value")), period=row.get("period"),
                status=row.get("status"), obs_status=row.get("obs_status"), series_version=row.get("series_version"),
                previous_value=_number(row.get("previous_value")), previous_period=row.get("previous_period"),
                rank=_whole(row.get("rank_parent")), n=_whole(row.get("n_parent") if row.get("rank_parent") else None),
                source_title=source.get("title"), publisher_id=source.get("name_id"),
                publisher_en=source.get("name_en"),
            )
        )  # fmt: skip
    return figures


def name_of(figure: FrozenFigure) -> str:
    return figure.name_en if current() == "en" else figure.name_id


def measure_of(figure: FrozenFigure, catalogue: Catalogue) -> str:
    """The name of a figure, with the unit of those that `value_of` writes without one: an index has only a scale."""
    entry = catalogue.indicators.get(figure.indicator_id)
    is_index = entry is not None and catalogue.unit(entry).kind == "index"
    unit = figure.unit_en if current() == "en" else figure.unit_id
    return f"{name_of(figure)}, {unit}" if is_index else name_of(figure)


def value_of(figure: FrozenFigure, catalogue: Catalogue) -> str:
    """The frozen value with every digit and its unit; the words for a gap where there was none."""
    if figure.value is None:
        return formats.missing()
    entry = catalogue.indicators.get(figure.indicator_id)
    unit = catalogue.unit(entry) if entry else None
    name = figure.unit_en if current() == "en" else figure.unit_id
    if entry is None or unit is None or unit.name.id != figure.unit_id:  # the catalogue has moved on
        return f"{formats.number(figure.value, formats.decimals_of(figure.value))} {name}"
    written = formats.published(figure.value, entry)
    if unit.kind == "index":
        return written
    return f"{written} {unit.suffix.strip() or name}"


def figures_table(figures: Sequence[FrozenFigure], catalogue: Catalogue) -> pd.DataFrame:
    """Frozen figures as written cells."""
    rows = []
    for figure in figures:
        entry = catalogue.indicators.get(figure.indicator_id)
        place = _("{rank} dari {n}", rank=formats.count(figure.rank), n=formats.count(figure.n))
        rows.append(
            {
                _("Indikator"): measure_of(figure, catalogue),
                _("Nilai"): value_of(figure, catalogue),
                _("Periode"): formats.period(figure.period, entry) if figure.period else "",
                _("Peringkat"): place if figure.rank is not None else "",
                _("Asal angka"): badges_of(figure),
                _("Penerbit"): (figure.publisher_en if current() == "en" else figure.publisher_id) or "",
            }
        )
    return pd.DataFrame(rows)


def badges_of(figure: FrozenFigure) -> str:
    """Status in words: resmi, angka sementara; empty without a figure."""
    if figure.status is None:
        return ""
    return ", ".join(filter(None, (status_label(figure.status), obs_status_label(figure.obs_status or ""))))


def changed_since(figure: FrozenFigure, now: Mapping[str, Any] | None, catalogue: Catalogue) -> str:
    """What the warehouse says today beside what was frozen: the newer figure, or that there is none."""
    if now is None or now.get("value") is None:
        return _("kini tidak ada angkanya")
    if now["period"] == figure.period and now["value"] == figure.value:
        return _("sama sampai hari ini")
    entry = catalogue.indicators[figure.indicator_id]
    value = formats.value(now["value"], entry, catalogue.unit(entry))
    return _("kini {value} ({period})", value=value, period=formats.period(now["period"], entry))


def latest_rows(latest: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows of `select_latest` by indicator."""
    return {row["indicator_id"]: row for row in _records(latest)}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[return-value]


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]


def _whole(value: object) -> int | None:
    return None if value is None else int(value)  # type: ignore[call-overload]
