"""Findings in words: whole sentences, so that every language can order them as it must. No verb of cause."""

from __future__ import annotations

import pandas as pd

from components import formats
from components.i18n import _, current
from components.labels import in_language
from components.scopes import Scope
from data_access.catalog import Indicator, Unit
from data_access.derive.ranking import Summary, Verdict
from data_access.models import Region


def finding(
    indicator: Indicator,
    unit: Unit,
    region: Region,
    value: float | None,
    summary: Summary,
    verdict: Verdict,
    scope: Scope,
) -> str:
    """The title of a cross-section: where we stand against the median, or that there is nothing to say."""
    name, place = indicator.wall_name(current()), region.chart_name
    if value is None:
        return _("{name}: {region} belum tersedia", name=name, region=place)
    if summary.median is None or summary.n < 2 or unit.kind in ("count", "amount") or not indicator.is_ranked:
        return _("{name}, {region}", name=name, region=place)
    if verdict == "equal":
        return _("{name} {region} setara dengan median {group}", name=name, region=place, group=scope.group)
    if value > summary.median:
        return _("{name} {region} lebih tinggi dari median {group}", name=name, region=place, group=scope.group)
    return _("{name} {region} lebih rendah dari median {group}", name=name, region=place, group=scope.group)


def figure_in_words(indicator: Indicator, unit: Unit, value: float | None) -> str:
    """The figure with all published digits and its unit: 6,16 persen."""
    if value is None:
        return formats.missing()
    return f"{formats.published(value, indicator)} {unit.name(current())}"


def change_in_words(indicator: Indicator, unit: Unit, change: float | None, previous_period: str | None) -> str | None:
    """How it moved since the value before in the same series."""
    if change is None or previous_period is None:
        return None
    since = formats.period(previous_period, indicator)
    decimals = indicator.decimals
    if formats.number(abs(change), decimals) == formats.number(0, decimals):
        return _("tidak berubah sejak {period}", period=since)
    amount = formats.change(abs(change), unit, decimals).lstrip("+")
    if change > 0:
        return _("naik {amount} sejak {period}", amount=amount, period=since)
    return _("turun {amount} sejak {period}", amount=amount, period=since)


def breaks_in_words(breaks: pd.DataFrame) -> list[str]:
    """One sentence for each break of a series: when, why, and that nothing is compared across it.

    `breaks`: period, reason_id, reason_en (observations.select_breaks).
    """
    return [
        _(
            "Patahan seri {period}: {reason}. Tidak dibandingkan melewatinya.",
            period=formats.period(row.period),
            reason=in_language(row, "reason").rstrip("."),
        )
        for row in breaks.drop_duplicates("period").itertuples()
    ]


def benchmark_in_words(indicator: Indicator, summary: Summary, scope: Scope) -> str | None:
    if summary.median is None:
        return None
    return _("median {scope} {value}", scope=scope.label, value=formats.number(summary.median, indicator.decimals))


def coverage_in_words(summary: Summary, scope: Scope) -> str:
    """How many of the scope have a value, and how many lack one."""
    if summary.n_missing == 0:
        return _("Lengkap: {n} dari {n} daerah.", n=formats.count(summary.n))
    return _(
        "{n} dari {size} daerah ada nilainya; {missing} belum tersedia.",
        n=formats.count(summary.n),
        size=formats.count(scope.size),
        missing=formats.count(summary.n_missing),
    )
