"""What the comparison page shows, fetched once by its page, and the words its panels share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components import formats
from components.comparison.changes import ChangeRow
from components.comparison.groups import PeerGroup
from components.comparison.pairs import STATUSES, Pair, shown_pairs
from components.i18n import _, current
from components.panel import Tools
from components.scopes import Scope
from components.selection import Selection
from data_access.catalog import Catalogue
from data_access.derive.ranking import Verdict
from data_access.derive.verdicts import RankRange, rank_range
from data_access.models import Region
from data_access.regions import Regions


@dataclass(frozen=True)
class View:
    """Two to ten regions, ours first; the verdicts are pairwise with the first comparator."""

    selection: Selection
    catalogue: Catalogue
    regions: Regions
    group: PeerGroup  # the peers
    topic: str | None
    years: tuple[int, int]
    pairs: Sequence[Pair]
    changes: Sequence[ChangeRow]
    profiles: pd.DataFrame  # comparisons.select_profiles of the chosen regions
    peers: pd.DataFrame  # comparisons.select_peer_values of the group
    breaks: pd.DataFrame  # comparisons.select_all_breaks
    publishers: Mapping[str, str]  # source_id → publisher in the language of the run
    timezone: str

    @property
    def scope(self) -> Scope:
        """The peers in words."""
        return self.group.scope

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return (self.selection.region_code, *self.selection.comparison)

    @cached_property
    def places(self) -> tuple[Region, ...]:
        return tuple(self.regions.by_code[code] for code in self.codes)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(place.chart_name for place in self.places)

    @cached_property
    def judged(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.reason is None]

    @cached_property
    def shown(self) -> list[Pair]:
        """The rows of the dumbbell."""
        return shown_pairs(self.pairs, self.topic)

    def count(self, verdict: Verdict, topic: str | None = None) -> int:
        """How many judged indicators (of a topic) have this verdict."""
        return sum(
            pair.standing is not None and pair.standing.verdict == verdict
            for pair in self.judged
            if topic in (None, pair.indicator.topic)
        )

    @cached_property
    def has_plain_names(self) -> bool:
        """Whether the first two can be told apart without their type: Sumedang, Purwakarta."""
        first, second = self.places[:2]
        names = [region.short_name for region in self.regions.by_code.values() if region.level is first.level]
        return all(names.count(place.short_name) == 1 for place in (first, second))

    @cached_property
    def short_names(self) -> tuple[str, ...]:
        """Names without type where that cannot mislead."""
        return tuple(p.short_name for p in self.places) if self.has_plain_names else self.names

    def peer_values(self, pair: Pair) -> pd.DataFrame:
        """What the peers have at the period and version of a judged pair: region_code, value, margin_of_error."""
        key = (pair.indicator.indicator_id, pair.period, pair.series_version)
        return self._by_key.get(key, self.peers.iloc[:0])[["region_code", "value", "margin_of_error"]]

    @cached_property
    def _by_key(self) -> dict[object, pd.DataFrame]:
        return dict(tuple(self.peers.groupby(["indicator_id", "period", "series_version"])))

    def rank_ranges(self, pair: Pair) -> dict[str, RankRange]:
        """The ranks of the first two among the peers, with the ranks they could as well have."""
        rows = self.peer_values(pair).set_index("region_code")
        found = {
            code: rank_range(rows["value"], code, pair.indicator.polarity, rows["margin_of_error"])
            for code in self.codes[:2]
        }
        return {code: one for code, one in found.items() if one is not None}

    def series_of(self, indicator_id: str, code: str) -> pd.DataFrame:
        """Every figure of one region for one indicator that may be judged."""
        return self._series.get((indicator_id, code), self.profiles.iloc[:0])

    def cuts_of(self, indicator_id: str, code: str) -> list[str]:
        """The first periods of new versions of a series: those of everywhere, and those of the region alone."""
        return [*self._cuts.get((indicator_id, ""), ()), *self._cuts.get((indicator_id, code), ())]

    @cached_property
    def _cuts(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for row in self.breaks.itertuples():
            found.setdefault((str(row.indicator_id), str(row.region_code)), []).append(str(row.period))
        return found

    @cached_property
    def _series(self) -> dict[object, pd.DataFrame]:
        fair = self.profiles[self.profiles["status"].isin(STATUSES)]
        return dict(tuple(fair.groupby(["indicator_id", "region_code"])))

    @cached_property
    def n_one_sided(self) -> int:
        return sum(pair.reason == "only_one" for pair in self.pairs)

    @property
    def has_levels_mixed(self) -> bool:
        """Whether a province stands beside a regency: a whole beside a part."""
        return len({place.level for place in self.places}) > 1

    def source_line(self, pairs: Sequence[Pair]) -> str:
        """The publishers of the figures of some pairs, most figures first."""
        named = [self.publishers.get(figure.source_id, "") for pair in pairs for figure in pair.figures.values()]
        counts = pd.Series([name for name in named if name], dtype=str).value_counts()
        return _("Sumber: {names}.", names="; ".join(counts.index) if len(counts) else _("belum ada"))

    @property
    def address(self) -> str:
        """The link to this very view."""
        return f"{st.context.url or ''}?{urlencode(self.selection.address(), safe=',')}"

    def tools(self, key: str, table: pd.DataFrame, figures: pd.DataFrame, rule: str, numbers: Sequence[str]) -> Tools:
        """Table, passport, files and address of a panel that shows many indicators."""
        publishers = self.source_line(self.pairs)
        lines = [
            (_("Daerah"), "; ".join(place.name for place in self.places)),
            (_("Kelompok sebaya"), self.scope.label),
            (_("Aturan"), rule),
            (_("Satuan"), _("menurut indikator, tertulis pada tiap baris")),
            (_("Definisi dan lisensi"), _("menurut indikator; lengkapnya pada halaman Satu Data")),
            (_("Sumber"), publishers),
        ]
        passport = {
            "source": publishers,
            "unit": _("menurut indikator, tertulis pada tiap baris"),
            "period": _("menurut indikator, tertulis pada tiap baris"),
            "licence": _("menurut indikator; lengkapnya pada halaman Satu Data"),
            "downloaded_at": formats.moment(datetime.now(UTC), self.timezone),
            "address": self.address,
            **dict(lines[:3]),
        }
        stem = f"suluh-banding-{key}-{'-'.join(self.codes)}"
        return Tools(table, figures, passport, stem, self.address, None, lines, numbers)

    def topic_name(self, topic: str) -> str:
        return self.catalogue.topics[topic].name(current())
