"""What Penetrasi digital shows, fetched once by its page, and the words its panels share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components import formats
from components.digital.definitions import Group
from components.i18n import _, current
from components.labels import in_language, obs_status_label, status_label
from components.selection import Selection
from data_access.catalog import Catalogue, Indicator
from data_access.models import Level, Region, Status
from data_access.regions import NATION, Regions

MAX_SHOWN = 3  # comparators with a column of their own; the files hold all


@dataclass(frozen=True)
class DigitalView:
    """All digital series, seen from one region.

    `latest`: the value columns of select_latest with region_code and indicator_id, of every place.
    `coverage`: per level the frame of select_coverage. `series`: per leading series the frame of select_series.
    `titles`: the frame of select_source_titles by source_id.
    """

    selection: Selection
    regions: Regions
    region: Region
    catalogue: Catalogue
    groups: tuple[Group, ...]
    latest: pd.DataFrame
    coverage: Mapping[Level, pd.DataFrame]
    series: Mapping[str, pd.DataFrame]
    titles: pd.DataFrame
    timezone: str

    @property
    def places(self) -> list[Region]:
        """Ours, the comparators that have a column, the province, the nation; none twice."""
        return places_of(self.selection, self.regions, MAX_SHOWN)

    def rows_of(self, indicator_id: str) -> dict[str, dict[str, Any]]:
        """The latest figure of each place that has one, by region code."""
        rows = self.latest[self.latest["indicator_id"] == indicator_id]
        plain_rows = rows.astype(object).where(rows.notna(), None).to_dict("records")
        return {str(row["region_code"]): row for row in plain_rows}

    def role_of(self, place: Region) -> str:
        """How a place is coloured: ours, compared, parent."""
        if place.region_code == self.region.region_code:
            return "ours"
        return "compared" if place.region_code in self.selection.comparison else "parent"

    def reach(self, indicator_id: str) -> str:
        """Which levels the series is held for, over which years, for how many regions at most."""
        found = [
            write(row.n_regions, self._years(row.first_period, row.last_period))
            for level, write in _reach_words()
            if (row := self.coverage_row(level, indicator_id)) is not None
        ]
        return "; ".join(found) or formats.missing()

    def coverage_row(self, level: Level, indicator_id: str) -> Any:
        frame = self.coverage[level]
        rows = frame[frame["indicator_id"] == indicator_id]
        return next(rows.itertuples(), None)

    def source_line(self, source_ids: Iterable[object]) -> str:
        """The publishers of these sources: `Sumber: A; B.`"""
        used = self.titles[self.titles["source_id"].isin(list(source_ids))]
        names = list(dict.fromkeys(in_language(row, "name") for row in used.itertuples()))
        return _("Sumber: {names}.", names="; ".join(names) if names else _("belum ada"))

    @property
    def address(self) -> str:
        """The link to this very view."""
        return f"{st.context.url or ''}?{urlencode(self.selection.address(), safe=',')}"

    @staticmethod
    def _years(first: str, last: str) -> str:
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


def places_of(selection: Selection, regions: Regions, most: int | None = None) -> list[Region]:
    """Ours, the comparators (at most so many), the province, the nation; none twice."""
    ours = regions.by_code[selection.region_code]
    province = regions.province_of(ours)
    codes = [ours.region_code, *selection.comparison[:most], *([province.region_code] if province else []), NATION]
    return [regions.by_code[code] for code in dict.fromkeys(codes)]


def figure_and_period(row: Mapping[str, Any] | None, indicator: Indicator) -> str:
    """`54,81 (Maret 2020)`, or that it is missing."""
    if row is None:
        return formats.missing()
    return f"{formats.published(row['value'], indicator)} ({formats.period(row['period'], indicator)})"


def origin(row: Mapping[str, Any]) -> str:
    """The badge of a figure in words, with its observation status where that says more."""
    note = "" if row["status"] == Status.ESTIMATE else obs_status_label(row["obs_status"])
    return ", ".join(filter(None, (status_label(row["status"]), note)))


def quotation(row: Mapping[str, Any], indicator: Indicator, unit_name: str, place: Region) -> str:
    """The figure as it may be quoted, with everything that must go with it."""
    return _(
        "{value} {unit} ({region}, {period}; {publisher}; {status})",
        value=formats.published(row["value"], indicator),
        unit=unit_name,
        region=place.name,
        period=formats.period(row["period"], indicator),
        publisher=indicator.publisher,
        status=origin(row),
    )


def series_name(indicator: Indicator) -> str:
    return indicator.name(current())


def _reach_words() -> tuple[tuple[Level, Callable[[int, str], str]], ...]:
    return (
        (Level.REGENCY, lambda n, years: _("{n} kab/kota, {years}", n=formats.count(n), years=years)),
        (Level.PROVINCE, lambda n, years: _("{n} provinsi, {years}", n=formats.count(n), years=years)),
        (Level.NATION, lambda n, years: _("nasional, {years}", years=years)),
    )
