"""What changed between two years, per indicator and region, against the median change of the peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components.comparison.pairs import STATUSES
from data_access.catalog import Catalogue, Indicator, Unit
from data_access.derive.comparison import (
    MIN_PEERS,
    Change,
    change_between,
    direction,
    peer_changes,
    rank_at,
)
from data_access.derive.periods import year_of
from data_access.derive.ranking import Verdict, judge, summarise

START_YEAR, END_YEAR = 2019, 2022  # what is asked for first, where those years are known


@dataclass(frozen=True)
class Span:
    """An indicator with the two periods that stand for the chosen years."""

    indicator: Indicator
    start: str
    end: str


@dataclass(frozen=True)
class RegionChange:
    """One region's change with its ranks at both ends and the verdict against the median change."""

    change: Change
    ranks: tuple[int | None, int | None]
    verdict: Verdict
    direction: str  # better, worse, same, none


@dataclass(frozen=True)
class ChangeRow:
    span: Span
    unit: Unit
    by_region: Mapping[str, RegionChange]
    median: float | None  # of the peers, absolute or relative as `is_relative` says
    is_relative: bool
    n_peers: int
    breaks: tuple[str, ...]  # reasons of the breaks between both ends, in words of the warehouse


def years_of(profiles: pd.DataFrame) -> list[int]:
    """Years with any figure of the chosen regions."""
    return sorted({year_of(period) for period in profiles["period"]})


def spans_between(
    catalogue: Catalogue, profiles: pd.DataFrame, pair: Sequence[str], start: int, end: int
) -> list[Span]:
    """Every indicator that one of the pair has at one end at least; both ends name the same kind of period."""
    spans = []
    wanted = profiles[profiles["region_code"].isin(pair)]
    for indicator_id, part in wanted.groupby("indicator_id"):
        found = {period[4:]: 0 for period in sorted(part["period"])}
        for period in set(part["period"]):
            found[period[4:]] += (year_of(period) == start) + (year_of(period) == end)
        if found and max(found.values()):
            tail = max(found, key=lambda tail: (found[tail], tail == "", tail))
            spans.append(Span(catalogue.indicator(str(indicator_id)), f"{start}{tail}", f"{end}{tail}"))
    order = {key: place for place, key in enumerate(catalogue.indicators)}
    return sorted(spans, key=lambda span: order[span.indicator.indicator_id])


def change_rows(
    spans: Sequence[Span],
    catalogue: Catalogue,
    profiles: pd.DataFrame,
    codes: Sequence[str],
    peers: pd.DataFrame,
    breaks: pd.DataFrame,
    language: str,
) -> list[ChangeRow]:
    """One row per span; `peers` hold the figures of both ends, `breaks` are those of the warehouse."""
    by_key = dict(tuple(profiles.groupby(["indicator_id", "region_code"])))
    groups = dict(tuple(peers.groupby("indicator_id")))
    rows = []
    broken = set(breaks["indicator_id"])
    for span in spans:
        key = span.indicator.indicator_id
        unit = catalogue.unit(span.indicator)
        is_relative = unit.kind in ("count", "amount")  # a count moves with the size of its region
        group = groups.get(key, peers.iloc[:0])
        moves = peer_changes(group, span.start, span.end)["relative_pct" if is_relative else "absolute"]
        summary = summarise(moves)
        ends = [group[group["period"] == period] for period in (span.start, span.end)]
        cuts = breaks.iloc[:0]
        if key in broken:
            between = (breaks["period"] > span.start) & (breaks["period"] <= span.end)
            cuts = breaks[(breaks["indicator_id"] == key) & between]
        by_region = {}
        for code in codes:
            own = cuts[cuts["region_code"].isin(["", code])] if len(cuts) else cuts
            series = by_key.get((key, code), profiles.iloc[:0])
            change = change_between(series, span.start, span.end, list(own["period"]), STATUSES)
            by_region[code] = _judge(span, change, ends, code, summary, is_relative)
        reasons = cuts[cuts["region_code"].isin(["", *codes])][f"reason_{'en' if language == 'en' else 'id'}"]
        rows.append(
            ChangeRow(
                span, unit, by_region, summary.median if summary.n >= MIN_PEERS else None, is_relative, summary.n,
                tuple(dict.fromkeys(reasons)),
            )
        )  # fmt: skip
    return rows


def _judge(span, change, ends, code, summary, is_relative) -> RegionChange:  # type: ignore[no-untyped-def]
    indicator = span.indicator
    ranks: tuple[int | None, int | None] = (None, None)
    verdict: Verdict = "unknown"
    if indicator.is_ranked and change.reason is None:
        moved = change.relative_pct if is_relative else change.absolute
        if summary.n >= MIN_PEERS and indicator.polarity != "neutral":
            verdict = judge(moved, summary.median, summary.mad, indicator.polarity)
        if not is_relative and indicator.polarity != "neutral":
            ranks = (rank_at(ends[0], code, indicator.polarity), rank_at(ends[1], code, indicator.polarity))
    moved_to = direction(change.absolute, indicator.polarity) if indicator.is_ranked else "none"
    return RegionChange(change, ranks, verdict, moved_to)
