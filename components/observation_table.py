"""A cross-section as a table: written in words for the screen, with real numbers for files."""

from __future__ import annotations

import pandas as pd

from components import formats
from components.i18n import _
from components.labels import obs_status_label, status_label, verdict_label
from data_access.catalog import Indicator, Unit
from data_access.regions import Regions

PAGE_ROWS = 40
CHANGE_DECIMALS = 9  # more than any publisher prints, fewer than the noise of a difference of doubles


def display_table(
    frame: pd.DataFrame, indicator: Indicator, unit: Unit, is_ranked: bool, regions: Regions
) -> pd.DataFrame:
    """Rows in rank order (else by name), every cell written; a missing value reads so, never 0."""
    order = ["rank", "full_name"] if is_ranked else ["full_name"]
    named = frame.assign(full_name=[regions.by_code[code].name for code in frame["region_code"]])
    rows = named.sort_values([*order, "period"], na_position="last")
    columns: dict[str, list[str]] = {}
    if is_ranked:
        columns[_("Peringkat")] = [formats.count(rank) if pd.notna(rank) else "" for rank in rows["rank"]]
    columns[_("Kode")] = list(rows["region_code"])
    columns[_("Daerah")] = list(rows["full_name"])
    columns[_("Periode")] = [formats.period(p, indicator) if isinstance(p, str) else "" for p in rows["period"]]
    columns[_("Nilai")] = [
        formats.published(value, indicator) if pd.notna(value) else formats.missing() for value in rows["value"]
    ]
    columns[_("Perubahan")] = [
        formats.change(row.change, unit, indicator.decimals) if pd.notna(row.change) else ""
        for row in rows.itertuples()
    ]
    columns[_("Sejak")] = [
        formats.period(row.previous_period, indicator) if isinstance(row.previous_period, str) else ""
        for row in rows.itertuples()
    ]
    if is_ranked and indicator.polarity != "neutral":
        columns[_("Terhadap median")] = [
            verdict_label(row.verdict) if pd.notna(row.value) else "" for row in rows.itertuples()
        ]
    columns[_("Asal angka")] = [
        ", ".join(filter(None, (status_label(row.status), obs_status_label(row.obs_status))))
        if isinstance(row.status, str)
        else ""
        for row in rows.itertuples()
    ]
    return pd.DataFrame(columns, index=rows.index)


def number_columns() -> tuple[str, ...]:
    """Columns of `display_table` that hold figures."""
    return (_("Peringkat"), _("Nilai"), _("Perubahan"))


def figures_table(frame: pd.DataFrame, indicator: Indicator, regions: Regions) -> pd.DataFrame:
    """The same for files: numbers as numbers, missing as empty, both issuers' codes as text."""
    found = [regions.by_code[code] for code in frame["region_code"]]
    ranks = pd.to_numeric(frame["rank"], errors="coerce")
    return pd.DataFrame(
        {
            _("Kode"): list(frame["region_code"]),
            _("Kode Kemendagri"): [region.region_code_kemendagri for region in found],
            _("Daerah"): [region.name for region in found],
            _("Periode"): [p if isinstance(p, str) else "" for p in frame["period"]],
            _("Nilai"): frame["value"].astype(float).to_numpy(),
            _("Perubahan"): frame["change"].astype(float).round(CHANGE_DECIMALS).to_numpy(),
            _("Sejak"): [p if isinstance(p, str) else "" for p in frame["previous_period"]],
            _("Peringkat"): ranks.astype("Int64").to_numpy(),
            _("Versi seri"): [v if isinstance(v, str) else "" for v in frame["series_version"]],
            _("Asal angka"): [status_label(s) if isinstance(s, str) else formats.missing() for s in frame["status"]],
            _("Kode sumber"): [s if isinstance(s, str) else "" for s in frame["source_id"]],
        }
    )
