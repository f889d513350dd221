"""The cross-section as rows of a strip: in rank order, or by name where no rank is fair."""

from __future__ import annotations

from components import formats
from components.board.models import Role, StripRow, StripView
from components.explorer.view import View
from components.i18n import _, current

MAX_ROWS = 40  # more regions than this are shown as the ends, our neighbours and the comparators
ENDS, NEIGHBOURS = 5, 8


def strip_rows(view: View) -> list[StripRow]:
    """One row per region that has a value; each year stands beside its name where years differ."""
    rows = view.frame.dropna(subset=["value"])
    rows = rows.sort_values(["rank", "label"] if view.is_ranked else ["label"], na_position="last")
    return [
        StripRow(
            code=row.region_code,
            name=f"{row.label} ({formats.period(row.period)})" if view.is_mixed else row.label,
            value=float(row.value),
            rank=formats.count(row.rank) if row.rank == row.rank else "",
            role=_role(view, row.region_code),
        )
        for row in rows.astype({"rank": float}).itertuples()
    ]


def strip_view(view: View, rows: list[StripRow]) -> StripView:
    """The rows on one scale, with the median and the band of ± 1 MAD where a median means something."""
    median, mad = view.summary.median, view.summary.mad
    has_median = view.is_comparable_in_size and median is not None and mad is not None
    return StripView(
        title=f"{view.indicator.name(current())}, {view.scope.label}",
        rows=rows,
        decimals=view.indicator.decimals,
        suffix=" %" if view.unit.is_percent else "",
        benchmark=median if has_median else None,
        benchmark_label=_("median"),
        band=(median - mad, median + mad) if has_median and median is not None and mad is not None else None,
    )


def window(rows: list[StripRow], ours: str, compared: tuple[str, ...]) -> list[StripRow]:
    """At most about MAX_ROWS rows: both ends, ours with its neighbours, and the comparators."""
    if len(rows) <= MAX_ROWS:
        return rows
    middle = next((place for place, row in enumerate(rows) if row.code == ours), len(rows) // 2)
    keep = {*range(ENDS), *range(len(rows) - ENDS, len(rows))}
    keep |= set(range(max(0, middle - NEIGHBOURS), min(len(rows), middle + NEIGHBOURS + 1)))
    keep |= {place for place, row in enumerate(rows) if row.code in compared}
    return [rows[place] for place in sorted(keep)]


def _role(view: View, code: str) -> Role:
    if code == view.region.region_code:
        return "ours"
    return "compared" if code in view.selection.comparison[:1] else "other"
