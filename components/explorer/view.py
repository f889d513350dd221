"""What the explorer shows, fetched once by its page, and the words its panels share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components import formats, passport, sentences
from components.i18n import _, current
from components.observation_table import display_table, figures_table, number_columns
from components.panel import Tools
from components.scopes import Scope
from components.selection import Selection
from data_access import boundaries
from data_access.catalog import Indicator, Topic, Unit
from data_access.derive.ranking import Summary, Verdict, judge, summarise
from data_access.models import Level, Region
from data_access.regions import Regions

SIZES = ("count", "amount")  # kinds of units that just follow the size of a region
MIN_BAND = 5  # fewer regions than this have no median worth drawing over time


@dataclass(frozen=True)
class View:
    """One indicator, one scope, one period, seen from one region.

    `frame`: the cross-section (observations.select_cross_section) with rank, n, label, verdict.
    `series`: all values of our region and its comparators. `distribution`: all values of the scope.
    """

    selection: Selection
    regions: Regions
    region: Region
    topic: Topic
    indicator: Indicator
    unit: Unit
    scope: Scope
    period: str | None
    is_mixed: bool  # each region at its own latest period
    frame: pd.DataFrame
    series: pd.DataFrame
    distribution: pd.DataFrame
    breaks: pd.DataFrame
    sources: pd.DataFrame
    summary: Summary
    verdict: Verdict
    timezone: str

    @cached_property
    def ours(self) -> dict[str, Any]:
        """Our row at the period, whether or not we belong to the scope; empty when there is no value."""
        rows = self.series[
            (self.series["region_code"] == self.region.region_code) & (self.series["period"] == self.period)
        ]
        return rows.astype(object).where(rows.notna(), None).to_dict("records")[0] if len(rows) else {}

    @cached_property
    def is_ranked(self) -> bool:
        return bool(self.frame["rank"].notna().any())

    @property
    def is_comparable_in_size(self) -> bool:
        """Whether a median means something."""
        return self.unit.kind not in SIZES

    @property
    def unit_and_period(self) -> str:
        when = _("terbaru tiap daerah") if self.is_mixed else formats.period(self.period, self.indicator)
        return f"{self.unit.name(current())}, {when}"

    @cached_property
    def source_line(self) -> str:
        """The publishers of the figures shown."""
        return passport.source_line(self.sources_of(self.frame))

    def sources_of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The sources of these rows and of our own."""
        used = set(rows["source_id"].dropna()) | {self.ours.get("source_id")}
        return self.sources[self.sources["source_id"].isin(used)]

    @cached_property
    def text_twin(self) -> str:
        """What a chart says, for those who do not see it."""
        figure = sentences.figure_in_words(self.indicator, self.unit, self.ours.get("value"))
        coverage = sentences.coverage_in_words(self.summary, self.scope)
        return f"{self.indicator.name(current())}: {self.region.name} {figure}. {coverage}"

    @property
    def address(self) -> str:
        """The link to this very view."""
        return f"{st.context.url or ''}?{urlencode(self.selection.address(period=self.period), safe=',')}"

    def chart_key(self, chart: str) -> str:
        return f"{chart}-{self.indicator.indicator_id}-{self.period}-{self.is_mixed}-{self.scope.code}-{current()}"

    def band(self) -> pd.DataFrame:
        """Median and quartiles of the scope per period where enough have a value; empty for counts and amounts."""
        grouped = self.distribution.groupby(["series_version", "period"])["value"]
        band = grouped.quantile([0.25, 0.5, 0.75]).unstack().reindex(columns=[0.25, 0.5, 0.75])  # also when it is empty
        band.columns = pd.Index(["lower_quartile", "median", "upper_quartile"])
        enough = grouped.count() >= max(MIN_BAND, self.scope.size / 2)
        return band[enough & self.is_comparable_in_size].reset_index()

    def cross_section_tools(self, key: str) -> Tools:
        """Table, passport, files and address of the cross-section."""
        figures = figures_table(self.frame, self.indicator, self.regions)
        return self._tools(
            key,
            display_table(self.frame, self.indicator, self.unit, self.is_ranked, self.regions),
            figures,
            self.period,
            lambda: boundaries.join_layer(figures, self.scope.level, _("Kode")),
        )

    def series_tools(self, key: str) -> Tools:
        """The same for the series of our region and its comparators."""
        rows = self.series.assign(rank=float("nan"), verdict="unknown")
        table = display_table(rows, self.indicator, self.unit, False, self.regions)
        return self._tools(key, table, figures_table(rows, self.indicator, self.regions), None, None)

    def _tools(self, key: str, table: pd.DataFrame, figures: pd.DataFrame, period: str | None, geo_frame: Any) -> Tools:
        lines = passport.passport_lines(self.indicator, self.unit, self.sources)
        info = passport.file_passport(self.indicator, self.unit, self.sources, period, self.address, self.timezone)
        stem = f"suluh-{self.indicator.indicator_id}-{key}-{period or ''}".rstrip("-")
        ours = self.region.region_code
        return Tools(table, figures, info, stem, self.address, geo_frame, lines, number_columns(), ours)


def judge_cross_section(
    frame: pd.DataFrame, indicator: Indicator, unit: Unit, scope: Scope, regions: Regions, is_mixed: bool = False
) -> tuple[pd.DataFrame, Summary]:
    """A cross-section with rank, n, label and verdict of every region, and the summary of the scope.

    With mixed periods there is no rank and no verdict: they would compare what cannot be compared. Counts and
    amounts follow the size of a region, so none is better than another.
    """
    kind = "nation" if scope.level is Level.PROVINCE or scope.parent_code is None else "parent"
    summary = summarise(frame["value"])
    is_judged = indicator.is_ranked and not is_mixed and unit.kind not in SIZES
    polarity = indicator.polarity if is_judged else "neutral"
    judged = frame.assign(
        rank=float("nan") if is_mixed else frame[f"rank_{kind}"],
        n=frame[f"n_{kind}"],
        label=[regions.by_code[code].chart_name for code in frame["region_code"]],
        verdict=[
            judge(value, summary.median, summary.mad, polarity, margin)
            for value, margin in zip(frame["value"], frame["margin_of_error"], strict=True)
        ],
    )
    return judged, summary
