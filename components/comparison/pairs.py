"""Every indicator for a pair of regions: judged among peers, or the reason why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from components.scopes import Scope, scopes_for
from data_access.catalog import Catalogue, Indicator, Unit
from data_access.derive.comparison import MIN_PEERS, Standing, match_pair, percentile, pick_rows, stand
from data_access.derive.verdicts import margin_of_gap
from data_access.models import RANKED_STATUSES, Level, Region
from data_access.regions import Regions

STATUSES = tuple(status.value for status in RANKED_STATUSES)
MAX_ROWS = 12  # of the dumbbell
MAX_HATCHED = 2  # rows of it that lack one side
_RELIABILITY = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True)
class Figure:
    """One published figure."""

    period: str
    value: float
    status: str
    obs_status: str
    margin: float | None
    source_id: str


@dataclass(frozen=True)
class Pair:
    """One indicator for the chosen regions. `figures` stand at the common period, else each at its own latest.

    `reason` None: judged. Else one of unranked, neutral, size, only_one, period, version, status, peers.
    """

    indicator: Indicator
    unit: Unit
    reason: str | None
    period: str | None
    series_version: str | None
    figures: Mapping[str, Figure]
    standing: Standing | None = None
    percentiles: Mapping[str, float] | None = None
    n_peers: int = 0

    @property
    def may_be_judged(self) -> bool:
        """Whether a verdict would be fair, were the figures there."""
        return self.reason in (None, "only_one")


def peer_scope(home: Region, partner: Region, regions: Regions) -> Scope:
    """Who both are measured among: their common province, all provinces, else all regencies of the nation."""
    level, parent = Level.REGENCY, None
    if home.level is partner.level is Level.PROVINCE:
        level, parent = Level.PROVINCE, home.parent_code
    elif home.level is partner.level and home.parent_code == partner.parent_code:
        is_enough = len(regions.children(home.parent_code or "")) >= MIN_PEERS
        parent = home.parent_code if is_enough else None
    return next(
        scope
        for scope in scopes_for(home, regions)
        if scope.level is level and (level is Level.PROVINCE or scope.parent_code == parent)
    )


def match_pairs(catalogue: Catalogue, profiles: pd.DataFrame, codes: Sequence[str], counts: pd.DataFrame) -> list[Pair]:
    """Every indicator that one of the pair has, with its common period or the reason why there is none."""
    by_key = dict(tuple(profiles.groupby(["indicator_id", "region_code"])))
    known = {key: dict(zip(part["period"], part["n"], strict=True)) for key, part in counts.groupby("indicator_id")}
    empty = profiles.iloc[:0]
    pairs = []
    for indicator in catalogue.indicators.values():
        parts = {code: by_key.get((indicator.indicator_id, code), empty) for code in codes}
        ours, theirs = parts[codes[0]], parts[codes[1]]
        match = match_pair(ours, theirs, STATUSES, known.get(indicator.indicator_id))
        if match.reason == "nobody":
            continue
        unit = catalogue.unit(indicator)
        figures = {}
        for place, (code, part) in enumerate(parts.items()):
            if match.period is not None:
                part = part[(part["period"] == match.period) & (part["series_version"] == match.series_version)]
                if place > 1:
                    part = part[part["status"].isin(STATUSES) | (match.reason == "status")]
            elif place > 1:
                continue
            if len(part):
                figures[code] = _figure(part.iloc[-1])
        pairs.append(
            Pair(indicator, unit, _reason(indicator, unit) or match.reason, match.period, match.series_version, figures)
        )
    return pairs


def judge_pairs(pairs: Sequence[Pair], peers: pd.DataFrame, codes: Sequence[str]) -> list[Pair]:
    """The same pairs with verdict and percentiles; those with too few peers say so."""
    groups = dict(tuple(peers.groupby(["indicator_id", "period", "series_version"])))
    return [_judge(pair, groups, codes) if pair.reason is None else pair for pair in pairs]


def shown_pairs(pairs: Sequence[Pair], topic: str | None) -> list[Pair]:
    """The rows of the dumbbell: judged ones in turn from each topic, sorted by gap, then a few that lack one side."""
    wanted = [pair for pair in pairs if topic in (None, pair.indicator.topic)]
    judged = {pair.indicator.indicator_id: pair for pair in sorted(wanted, key=_merit) if pair.reason is None}
    lacking = [pair for pair in wanted if pair.reason == "only_one"][:MAX_HATCHED]
    room = MAX_ROWS - len(lacking)
    entries = [(key, pair.indicator.topic, pair.indicator.not_comparable_with) for key, pair in judged.items()]
    chosen = [judged[key] for key in pick_rows(entries, room)]
    return [*sorted(chosen, key=_gap, reverse=True), *lacking]


def _judge(pair: Pair, groups: Mapping[object, pd.DataFrame], codes: Sequence[str]) -> Pair:
    group = groups.get((pair.indicator.indicator_id, pair.period, pair.series_version))
    if group is None or len(group) < MIN_PEERS:
        return replace(pair, reason="peers", n_peers=0 if group is None else len(group))
    polarity = pair.indicator.polarity
    ours, theirs = pair.figures[codes[0]], pair.figures[codes[1]]
    margin = margin_of_gap(ours.margin, theirs.margin)
    standing = stand(ours.value, theirs.value, group["value"], polarity, margin)
    places = {
        code: percentile(figure.value, group.loc[group["region_code"] != code, "value"], polarity)
        for code, figure in pair.figures.items()
    }
    kept = {code: place for code, place in places.items() if place is not None}
    return replace(pair, standing=standing, percentiles=kept, n_peers=len(group))


def _reason(indicator: Indicator, unit: Unit) -> str | None:
    """Why an indicator is never judged between regions, whatever its figures."""
    if not indicator.is_ranked:
        return "unranked"
    if unit.kind in ("count", "amount"):
        return "size"
    return "neutral" if indicator.polarity == "neutral" else None


def _figure(row: pd.Series) -> Figure:
    margin = None if pd.isna(row["margin_of_error"]) else float(row["margin_of_error"])
    return Figure(row["period"], float(row["value"]), row["status"], row["obs_status"], margin, row["source_id"])


def _merit(pair: Pair) -> tuple[int, int, str]:
    """The most reliable and latest of a topic first."""
    return _RELIABILITY[pair.indicator.reliability], -int((pair.period or "0")[:4]), pair.indicator.name.id


def _gap(pair: Pair) -> tuple[float, float]:
    """How far ours is ahead, in MADs and by polarity; without a MAD in percentiles."""
    standing, sign = pair.standing, -1.0 if pair.indicator.polarity == "lower_is_better" else 1.0
    if standing is None or standing.gap is None:
        return 0.0, 0.0
    if standing.gap_mad is None:
        return (float("inf") if sign * standing.gap > 0 else float("-inf") if standing.gap else 0.0), 0.0
    return sign * standing.gap_mad, 0.0
