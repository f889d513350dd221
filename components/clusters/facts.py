"""What the panels of Klaster UMKM share: who is compared, which counts exist, where figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components import formats
from components.i18n import _, current
from components.labels import in_language, status_label
from components.panel import Tools
from components.scopes import Scope
from components.selection import Selection
from data_access.catalog import Catalogue, Indicator
from data_access.models import Region
from data_access.regions import Regions

PROJECTION = "umkm_projected_units"
RECORDED = "umkm_recorded_units"
# Counts of small businesses that the projection can be held against: the same region, the same year.
REAL_COUNTS = (
    RECORDED,
    "micro_business_recorded_units",
    "umkm_sidt_units",
    "micro_small_businesses_census",
)
INDUSTRY_UNITS, INDUSTRY_WORKERS = "micro_small_industry_units", "micro_small_industry_workers"
REGISTERED, PROJECTED_POPULATION = "population_registered", "population"
SECTORS = (
    "umkm_fostered_food",
    "umkm_fostered_fashion",
    "umkm_fostered_craft",
    "umkm_fostered_agribusiness",
    "umkm_fostered_other",
)
FOSTERED = "umkm_fostered_units"
COOPERATIVES = ("cooperatives_total", "cooperatives_active")
SHARES = ("umkm_gdp_share", "umkm_digital_share")
# Every published count of businesses and cooperatives, in the order of the page.
COUNTS = (
    *REAL_COUNTS,
    "nonfarm_businesses_census",
    "medium_large_businesses_census",
    "umkm_estimated_units",
    PROJECTION,
    INDUSTRY_UNITS,
    INDUSTRY_WORKERS,
    "ikm_units",
    "industrial_centres",
    FOSTERED,
    "umkm_assisted_units",
    "nib_issued_umk",
    "nib_issued",
    "umkm_with_nib_units",
    "micro_small_businesses_census_workers",
    "umkm_workers",
    "village_micro_small_enterprises",
    *COOPERATIVES,
    "village_active_cooperatives",
)

# Of those, the ones that count people.
WORKERS = (INDUSTRY_WORKERS, "micro_small_businesses_census_workers", "umkm_workers")
# Parts of one of those counts: in the table and the files of the panel, not beside them.
PARTS = (
    "umkm_estimated_small_units",
    "umkm_estimated_medium_units",
    "umkm_assisted_farm",
    "umkm_assisted_production",
    "umkm_assisted_trade",
    "umkm_assisted_services",
    "village_home_industries",
    "village_micro_enterprises_crops",
    "village_micro_enterprises_fishery",
    "village_micro_enterprises_livestock",
    "village_micro_enterprises_tourism",
    "village_micro_enterprises_other",
)


@dataclass(frozen=True)
class Facts:
    """One region and its comparator. `sources`: source_id, title, name_id, name_en of every figure on the page."""

    selection: Selection
    regions: Regions
    region: Region
    compared: Region | None
    province: Region
    scope: Scope  # the regencies of that province
    catalogue: Catalogue
    sources: pd.DataFrame
    timezone: str

    @property
    def pair(self) -> list[Region]:
        return [self.region, *([self.compared] if self.compared else [])]

    @property
    def address(self) -> str:
        return f"{st.context.url or ''}?{urlencode(self.selection.address(), safe=',')}"

    def name(self, code: str) -> str:
        return self.regions.by_code[code].chart_name

    def publisher(self, source_id: str) -> str:
        """Who published the figures of a source."""
        rows = self.sources[self.sources["source_id"] == source_id]
        return next((in_language(row, "name") for row in rows.itertuples()), formats.missing())

    def source_line(self, source_ids: Sequence[str]) -> str:
        """`Sumber: A; B.`"""
        names = list(dict.fromkeys(self.publisher(source_id) for source_id in source_ids))
        return _("Sumber: {names}.", names="; ".join(names) if names else _("belum ada"))

    def tools(
        self, key: str, rows: pd.DataFrame, indicators: Sequence[Indicator], extra: dict[str, pd.Series] | None = None
    ) -> Tools:
        """Table, passport, files and address of observations: region_code, indicator_id, period, value, status,
        source_id. `extra` adds computed columns."""
        figures = self._figures(rows, extra or {})
        language = current()
        lines = [(entry.name(language), entry.definition(language)) for entry in indicators]
        lines += [
            (_("Catatan: {name}", name=entry.wall_name(language)), caveat(language))
            for entry in indicators
            for caveat in entry.caveats
        ]
        lines += [
            (_("Yang akan melengkapi: {name}", name=entry.wall_name(language)), entry.gap(language))
            for entry in indicators
        ]
        info = {
            "source": "; ".join(dict.fromkeys(figures[_("Sumber")])),
            "status": ", ".join(dict.fromkeys(figures[_("Asal angka")])),
            "licence": " ".join(dict.fromkeys(entry.licence(language) for entry in indicators)),
            "downloaded_at": formats.moment(datetime.now(UTC), self.timezone),
            "address": self.address,
        } | dict(lines)
        table = figures.copy()
        table[_("Nilai")] = [
            formats.published(value, self.catalogue.indicator(code))
            for value, code in zip(rows["value"], rows["indicator_id"], strict=True)
        ]
        for name in extra or {}:
            table[name] = [formats.number(value, 2) for value in table[name]]
        ours = self.region.region_code
        return Tools(
            table.drop(columns=[_("Kode Kemendagri")]), figures, info, f"suluh-{key}-{ours}", self.address,
            passport_lines=lines, numbers=(_("Nilai"), *(extra or {})), ours=ours,
        )  # fmt: skip

    def _figures(self, rows: pd.DataFrame, extra: dict[str, pd.Series]) -> pd.DataFrame:
        entries = [self.catalogue.indicator(code) for code in rows["indicator_id"]]
        found = [self.regions.by_code[code] for code in rows["region_code"]]
        language = current()
        columns = {
            _("Kode"): list(rows["region_code"]),
            _("Kode Kemendagri"): [region.region_code_kemendagri for region in found],
            _("Daerah"): [region.name for region in found],
            _("Ukuran"): [entry.name(language) for entry in entries],
            _("Periode"): [formats.period(p, e) for p, e in zip(rows["period"], entries, strict=True)],
            _("Nilai"): rows["value"].astype(float).to_numpy(),
            _("Satuan"): [self.catalogue.unit(entry).name(language) for entry in entries],
            _("Asal angka"): [status_label(status) for status in rows["status"]],
            _("Sumber"): [self.publisher(source_id) for source_id in rows["source_id"]],
        }
        return pd.DataFrame(columns | {name: column.to_numpy() for name, column in extra.items()})
