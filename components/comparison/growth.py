"""Growth of one indicator in words: in its unit, in percent, per year, in ranks, against the trend; or why not."""

from __future__ import annotations

import pandas as pd

from components import formats
from components.comparison.change_tables import change_amount, change_reason
from components.comparison.changes import ChangeRow
from components.comparison.pairs import STATUSES
from components.comparison.view import View
from components.i18n import _, current
from data_access.derive.growth import Growth, beyond_trend, growth_between, unbroken_spans

MAX_SPANS = 2


def growth_of(view: View, row: ChangeRow, code: str) -> Growth:
    """The growth of one region between the years of the page."""
    key = row.span.indicator.indicator_id
    return growth_between(view.series_of(key, code), row.span.start, row.span.end, view.cuts_of(key, code), STATUSES,
                          row.unit.is_percent)  # fmt: skip


def growth_sentence(view: View, row: ChangeRow, code: str, name: str) -> str:
    """Kab. Sumedang 2019 → 2022: +370, +3,6 %, +1,2 % per tahun; peringkat 17 → 15; +242 dibanding median sebaya."""
    growth, mine = growth_of(view, row, code), row.by_region[code]
    if growth.change.reason is not None:
        return refusal_sentence(view, row, code, name, growth)
    parts = [change_amount(growth.change.absolute, row)]
    if not row.unit.is_percent and growth.change.relative_pct is not None:
        parts.append(formats.percent_change(growth.change.relative_pct))
    if growth.cagr_pct is not None and growth.years > 1:
        parts.append(_("{rate} per tahun", rate=formats.percent_change(growth.cagr_pct, 2)))
    ends = f"{formats.period(row.span.start[:4])} → {formats.period(row.span.end[:4])}"
    text = f"{name} {ends}: {', '.join(parts)}."
    first, last = mine.ranks
    if first is not None and last is not None:
        text += " " + _("Peringkat {first} → {last}.", first=formats.count(first), last=formats.count(last))
    if row.median is not None and not row.is_relative:
        apart = beyond_trend(growth.change.absolute, pd.Series([row.median]))
        text += " " + _("Dibanding perubahan median {n} sebaya: {apart}.", n=formats.count(row.n_peers),
                        apart=change_amount(apart, row))  # fmt: skip
    return text


def refusal_sentence(view: View, row: ChangeRow, code: str, name: str, growth: Growth) -> str:
    """Why a change is refused, and which ranges work."""
    text = _("Pertumbuhan {region} {start} → {end} ditolak.", region=name, start=formats.period(row.span.start[:4]),
             end=formats.period(row.span.end[:4]))  # fmt: skip
    text += " " + change_reason(row, row.by_region[code])
    spans = [_span(*span) for span in growth.spans[-MAX_SPANS:]]
    before = row.span.indicator.predecessor
    if before is not None:
        older = view.catalogue.indicator(before)
        found = unbroken_spans(view.series_of(before, code), [], STATUSES)
        spans += [f"{_span(*span)} ({older.wall_name(current())})" for span in found[-1:]]
    if spans:
        text += " " + _("Rentang yang dapat dihitung: {spans}.", spans="; ".join(spans))
    return text


def _span(first: str, last: str) -> str:
    return f"{formats.period(first)}–{formats.period(last)}"
