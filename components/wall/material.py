"""What the scenes are made of: the figures of one region, loaded once for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from components.comparison.pairs import Pair
from components.overview.headlines import Headline
from components.scopes import Scope
from components.selection import Selection
from components.wall.legibility import Scale
from data_access.attention.models import Finding
from data_access.catalog import Catalogue
from data_access.models import Region
from data_access.regions import Regions


@dataclass(frozen=True)
class CrossSection:
    """The regions of a scope for one indicator. `period`: the latest that most of them have.

    `frame`: a cross-section at that period (observations.select_cross_section). `distribution`: all periods.
    `whole`: the published value of the province or nation at that period, None without one.
    """

    period: str
    frame: pd.DataFrame
    distribution: pd.DataFrame
    whole: float | None


@dataclass(frozen=True)
class Material:
    """`targets`, `breaks`: columns of those tables. `ranks`: place from best 0 to last 1, by (indicator, region).

    `base`: where a telephone reaches this server, components.network; None: nowhere, and no code is drawn.
    """

    chosen: Selection
    region: Region
    whole: Region
    partner: Region | None
    scope: Scope
    regions: Regions
    catalogue: Catalogue
    scale: Scale
    today: dt.date
    base: str | None
    headlines: Mapping[str, Headline]
    targets: pd.DataFrame
    breaks: pd.DataFrame
    cross_sections: Mapping[str, CrossSection]
    pairs: Mapping[str, Pair] = field(default_factory=dict)
    ranks: Mapping[tuple[str, str], float] = field(default_factory=dict)
    findings: Sequence[Finding] = ()

    def short_name(self, region: Region) -> str:
        """Sumedang; Kab. Bogor where a sibling has the same short name."""
        same = [other for other in self.regions.by_code.values() if other.short_name == region.short_name]
        return region.short_name if len([o for o in same if o.level is region.level]) == 1 else region.chart_name
