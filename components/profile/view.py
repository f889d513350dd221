"""A profile as lines: every indicator of the catalogue for one region, beside its parent and its peers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from components.i18n import _, current
from components.labels import status_label
from components.scopes import Scope
from components.selection import Selection
from data_access.catalog import Catalogue, Indicator, Unit
from data_access.derive.benchmarks import summarise_groups
from data_access.derive.ranking import Verdict, judge
from data_access.models import RANKED_STATUSES, Region
from data_access.regions import Regions


@dataclass(frozen=True)
class Line:
    """One indicator of the region; everything but the first three is None where the region has no figure."""

    topic: str
    indicator: Indicator
    unit: Unit
    value: float | None = None
    period: str | None = None
    parent_value: float | None = None  # same period and series version
    median: float | None = None  # of the peers, likewise
    n_peers: int = 0
    rank: int | None = None
    n_ranked: int = 0
    verdict: Verdict = "unknown"
    change: float | None = None
    previous_period: str | None = None
    status: str | None = None
    obs_status: str = ""
    series_version: str | None = None
    source_id: str | None = None
    publisher_id: str | None = None  # its name in Indonesian
    publisher_en: str | None = None
    source_title: str | None = None

    @property
    def has_ranked_status(self) -> bool:
        return self.status in RANKED_STATUSES

    @property
    def is_judged(self) -> bool:
        return self.value is not None and self.verdict != "unknown"


@dataclass(frozen=True)
class ProfileView:
    """One region with all its lines, in the order of the catalogue."""

    selection: Selection
    regions: Regions
    region: Region
    parent: Region
    scope: Scope  # the peers
    catalogue: Catalogue
    lines: list[Line]
    n_districts: int | None
    groups_all: pd.DataFrame  # regions.select_groups
    population: pd.DataFrame  # registered population of the peers, for the locator map
    timezone: str

    @property
    def groups(self) -> pd.DataFrame:
        """The groups of this region."""
        return self.groups_all[self.groups_all["region_code"] == self.region.region_code]

    @property
    def known(self) -> list[Line]:
        return [line for line in self.lines if line.value is not None]

    def line(self, indicator_id: str) -> Line | None:
        """The line of an indicator if the region has a figure of it."""
        return next((line for line in self.known if line.indicator.indicator_id == indicator_id), None)

    def of_topic(self, topic_id: str) -> list[Line]:
        return [line for line in self.lines if line.topic == topic_id]


def build_lines(
    latest: pd.DataFrame, benchmarks: pd.DataFrame, titles: pd.DataFrame, catalogue: Catalogue, parent_code: str
) -> list[Line]:
    """Every indicator of the catalogue, in its order.

    `latest`: observations.select_latest. `benchmarks`: profiles.select_benchmarks. `titles`: select_source_titles.
    """
    is_parent = benchmarks["region_code"] == parent_code
    parents = dict(zip(benchmarks.loc[is_parent, "indicator_id"], benchmarks.loc[is_parent, "value"], strict=True))
    peers = summarise_groups(benchmarks[~is_parent], "indicator_id").to_dict("index")
    own = latest.astype(object).where(latest.notna(), None).set_index("indicator_id").to_dict("index")
    sources = titles.astype(object).set_index("source_id").to_dict("index")
    return [
        _line(entry, catalogue.unit(entry), own.get(code), parents.get(code), peers.get(code, {}), sources)
        for code, entry in catalogue.indicators.items()
    ]


def count_verdicts(lines: list[Line]) -> Counter[str]:
    """How often the region is ahead, equal, behind, among the lines that may be judged."""
    return Counter(line.verdict for line in lines if line.is_judged)


def is_judgeable(line: Line) -> bool:
    """Counts and amounts follow the size of a region, projections are nobody's merit: neither is judged."""
    return (
        line.indicator.is_ranked
        and line.has_ranked_status
        and line.indicator.polarity != "neutral"
        and line.unit.kind not in ("count", "amount")
        and line.n_peers >= 2
    )


def _line(
    entry: Indicator, unit: Unit, own: dict | None, parent_value: float | None, peers: dict, sources: dict
) -> Line:
    if own is None or own["value"] is None:
        return Line(entry.topic, entry, unit)
    source = sources.get(own["source_id"], {})
    fields = {
        "value": float(own["value"]),
        "period": own["period"],
        "parent_value": None if parent_value is None else float(parent_value),
        "median": peers.get("median"),
        "n_peers": int(peers.get("n", 0)),
        "rank": None if own["rank_parent"] is None else int(own["rank_parent"]),
        "n_ranked": int(own["n_parent"] or 0),
        "change": own["change"],
        "previous_period": own["previous_period"],
        "status": own["status"],
        "obs_status": own["obs_status"],
        "series_version": own["series_version"],
        "source_id": own["source_id"],
        "publisher_id": source.get("name_id"),
        "publisher_en": source.get("name_en"),
        "source_title": source.get("title"),
    }
    line = Line(entry.topic, entry, unit, **fields)
    if not is_judgeable(line):
        return line
    verdict = judge(line.value, line.median, peers.get("mad"), entry.polarity, own["margin_of_error"])
    return Line(entry.topic, entry, unit, **fields, verdict=verdict)


def rank_reason(line: Line) -> str:
    """Why a figure has no rank."""
    if line.indicator.unranked_reason is not None:
        return line.indicator.unranked_reason(current())
    if not line.has_ranked_status and line.status is not None:
        return _("Asal angka: {status}; tidak pernah diperingkat.", status=status_label(line.status))
    return _("Kurang dari 10 daerah yang sebanding: tidak diperingkat.")
