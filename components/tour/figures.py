"""Figures and names of a story, written once: every surface repeats what stands here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from components import formats
from components.comparison.pairs import Figure as PairFigure
from components.i18n import _
from components.labels import status_label
from components.tour.frames import Frames
from components.tour.models import Figure, Place
from data_access.catalog import Indicator
from data_access.models import Level, Region

NO_BREAK = "\N{NO-BREAK SPACE}"
MAX_NAMED = 3  # publishers at the foot of a stage; the passports name them all


def publisher_name(indicator: Indicator) -> str:
    """The publisher's own short name, before what it publishes: BPS, Kementerian PANRB."""
    return re.split(r"[,(;:–]", indicator.publisher)[0].strip()


@dataclass(frozen=True)
class Book:
    """The frames of a story in its language."""

    frames: Frames
    language: str
    frozen_on: str

    @property
    def host(self) -> Place:
        return self.place(self.frames.host)

    @property
    def visitor(self) -> Place:
        return self.place(self.frames.visitor)

    def place(self, region: Region) -> Place:
        """Short where that is clear: a name that several regions share keeps its Kab. or Kota."""
        regions = self.frames.regions
        namesakes = [
            other
            for other in (*regions.of_level(Level.REGENCY), *regions.of_level(Level.PROVINCE))
            if other.short_name == region.short_name
        ]
        province = regions.province_of(region)
        return Place(
            code=region.region_code,
            name=region.name,
            short=region.short_name if len(namesakes) == 1 else region.chart_name,
            province="" if province is None or province == region else province.short_name,
        )

    def indicator(self, indicator_id: str) -> Indicator:
        return self.frames.catalogue.indicator(indicator_id)

    def unit_name(self, indicator: Indicator) -> str:
        return self.frames.catalogue.unit(indicator).name(self.language)

    def figure(self, indicator: Indicator, region_code: str, row: pd.Series) -> Figure:
        """The figure of one row of `select_profiles`."""
        return self._figure(
            indicator, region_code, str(row["period"]), float(row["value"]), row["status"], row["obs_status"],
            row["source_id"],
        )  # fmt: skip

    def from_pair(self, indicator: Indicator, region_code: str, found: PairFigure | None) -> Figure | None:
        if found is None:
            return None
        return self._figure(
            indicator, region_code, found.period, found.value, found.status, found.obs_status, found.source_id
        )

    def at(self, indicator: Indicator, region_code: str, period: str | None) -> Figure | None:
        """The figure of a period, None where there is none."""
        if period is None:
            return None
        rows = self.frames.series(indicator.indicator_id, region_code)
        rows = rows[rows["period"] == period]
        return self.figure(indicator, region_code, rows.iloc[-1]) if len(rows) else None

    def latest(self, indicator: Indicator, region_code: str) -> Figure | None:
        rows = self.frames.series(indicator.indicator_id, region_code)
        return self.figure(indicator, region_code, rows.iloc[-1]) if len(rows) else None

    def publisher(self, source_id: str) -> str:
        found = self.frames.titles.get(source_id)
        return "" if found is None else found[2] if self.language == "en" else found[1]

    def foot(self, figures: Iterable[Figure | None], extra: Iterable[str] = ()) -> str:
        """Publishers, most figures first, whether something is provisional, and the frozen date."""
        present = [figure for figure in figures if figure is not None]
        named = [publisher_name(self.indicator(figure.indicator_id)) for figure in present if figure.indicator_id]
        names = pd.Series(named, dtype=str).value_counts().index
        parts = ["; ".join([*names[:MAX_NAMED], *extra])]
        if any(figure.text.endswith("*") for figure in present):
            parts.append(_("* angka sementara").replace(" ", NO_BREAK))
        parts.append(_("beku {day}", day=self.frozen_on).replace(" ", NO_BREAK))
        return " · ".join(part for part in parts if part)

    def _figure(
        self, indicator: Indicator, region_code: str, period: str, value: float, status: str, obs: str, source_id: str
    ) -> Figure:
        decimals = indicator.decimals
        text = formats.number(value, decimals) + ("*" if obs == "P" else "")
        return Figure(
            indicator_id=indicator.indicator_id,
            region_code=region_code,
            period=period,
            period_text=formats.period(period, indicator),
            value=value,
            text=text,
            decimals=decimals,
            status=status_label(status),
            source_id=source_id,
        )
