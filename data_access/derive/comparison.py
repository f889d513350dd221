"""Two regions side by side: at which period they may be compared, where each stands among its peers, who moved more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from data_access.derive.ranking import Polarity, Verdict, judge, summarise

MIN_PEERS = 10  # fewer regions than this are no ranking and no yardstick
CHANGE_DECIMALS = 9  # digits a difference of published figures can have; what follows is float noise

Reason = Literal["period", "version", "status", "only_one", "nobody"]
ChangeReason = Literal["missing", "break", "status"]


@dataclass(frozen=True, slots=True)
class Match:
    """The period and series version at which both have a value, or the reason why there is none."""

    period: str | None
    series_version: str | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict on a pair among peers; `gap` in the unit, `gap_mad` in MADs of the peers, None where MAD is 0."""

    verdict: Verdict
    gap: float | None
    gap_mad: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Change:
    """What happened between two periods in one unbroken series; `reason` says why nothing can be said."""

    start: float | None
    end: float | None
    absolute: float | None
    relative_pct: float | None
    reason: ChangeReason | None


def match_pair(
    ours: pd.DataFrame, theirs: pd.DataFrame, statuses: Collection[str], counts: Mapping[str, int] | None = None
) -> Match:
    """The latest period that both share in one series version with a status that may be ranked.

    Frames have period, value, status, series_version. With `counts` (period → regions that have a value) the latest
    period with at least MIN_PEERS comes first. Different years, versions or statuses are named as the reason.
    """
    if ours.empty and theirs.empty:
        return Match(None, None, "nobody")
    if ours.empty or theirs.empty:
        return Match(None, None, "only_one")
    mine, other = ({row[0]: row[1:] for row in _rows(side)} for side in (ours, theirs))
    both = sorted(mine.keys() & other.keys())
    if not both:
        return Match(None, None, "period")
    same = [period for period in both if mine[period][0] == other[period][0]]
    if not same:
        return Match(None, None, "version")
    fair = [period for period in same if mine[period][1] in statuses and other[period][1] in statuses]
    if not fair:
        return Match(same[-1], mine[same[-1]][0], "status")
    enough = [period for period in fair if (counts or {}).get(period, 0) >= MIN_PEERS]
    last = (enough or fair)[-1]
    return Match(last, mine[last][0], None)


def _rows(series: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """period, series_version, status of a few rows: quicker than a join, of which a page would need hundreds."""
    return zip(*(series[name].tolist() for name in ("period", "series_version", "status")), strict=True)


def percentile(value: float, others: Sequence[float] | pd.Series, polarity: Polarity) -> float | None:
    """The share of others that are worse, equal ones by half: 100 is better than all; None without others."""
    rest = pd.Series(others, dtype=float).dropna()
    if rest.empty:
        return None
    worse = (rest > value).sum() if polarity == "lower_is_better" else (rest < value).sum()
    return float(100 * (worse + 0.5 * (rest == value).sum()) / len(rest))


def stand(ours: float, theirs: float, peers: pd.Series, polarity: Polarity, margin: float | None = None) -> Standing:
    """The verdict of ours against theirs by ½ MAD of the peers; unknown with fewer than MIN_PEERS of them."""
    summary = summarise(peers)
    gap = round(ours - theirs, CHANGE_DECIMALS)
    if summary.n < MIN_PEERS:
        return Standing("unknown", gap, None, summary.n)
    gap_mad = gap / summary.mad if summary.mad else None
    return Standing(judge(ours, theirs, summary.mad, polarity, margin), gap, gap_mad, summary.n)


def change_between(
    series: pd.DataFrame, start: str, end: str, breaks: Sequence[str], statuses: Collection[str]
) -> Change:
    """The change of one region from `start` to `end`; refused where a break lies between or a version differs.

    `series` has period, value, status, series_version; `breaks` are the first periods of new versions.
    """
    rows = {row[0]: row[1:] for row in _rows(series)}
    values = dict(zip(series["period"], series["value"], strict=True))
    first, last = (float(values[period]) if period in values else None for period in (start, end))
    if first is None or last is None:
        return Change(first, last, None, None, "missing")
    is_broken = any(start < period <= end for period in breaks)
    if is_broken or rows[start][0] != rows[end][0]:
        return Change(first, last, None, None, "break")
    if rows[start][1] not in statuses or rows[end][1] not in statuses:
        return Change(first, last, None, None, "status")
    relative = 100 * (last - first) / first if first > 0 and last >= 0 else None
    return Change(first, last, round(last - first, CHANGE_DECIMALS), relative, None)


def peer_changes(peers: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Both ends of every peer that has them in one series version: region_code, start, end, absolute, relative_pct."""
    columns = [peers[name].to_numpy() for name in ("region_code", "series_version", "period", "value")]
    values = {row[:3]: row[3] for row in zip(*columns, strict=True)}
    found = [
        (code, first, values[(code, version, end)])
        for (code, version, period), first in values.items()
        if period == start and (code, version, end) in values
    ]
    both = pd.DataFrame(found, columns=["region_code", "start", "end"]).astype({"start": float, "end": float})
    both["absolute"] = (both["end"] - both["start"]).round(CHANGE_DECIMALS)
    both["relative_pct"] = (100 * (both["end"] / both["start"] - 1)).where(both["start"] > 0)
    return both


def rank_at(values: pd.DataFrame, region_code: str, polarity: Polarity) -> int | None:
    """The shared rank of a region in a frame of region_code and value; None under MIN_PEERS or when it is not there."""
    present = {
        code: value
        for code, value in zip(values["region_code"].tolist(), values["value"].tolist(), strict=True)
        if value == value  # not NaN
    }
    if len(present) < MIN_PEERS or region_code not in present:
        return None
    own = present[region_code]
    return 1 + sum(value < own if polarity == "lower_is_better" else value > own for value in present.values())


def direction(change: float | None, polarity: Polarity) -> Literal["better", "worse", "same", "none"]:
    """Whether a change is one for the better, by polarity; none where there is no change to judge or no polarity."""
    if change is None or polarity == "neutral":
        return "none"
    if change == 0:
        return "same"
    return "better" if (change > 0) == (polarity == "higher_is_better") else "worse"


def spread(positions: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """The positions moved apart so that neighbours keep `least`, in their order, between `low` and `high`.

    When they do not all fit, they are evenly spaced over the whole width.
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    if len(order) > 1:
        least = min(least, (high - low) / (len(order) - 1))
    placed: list[float] = []
    for index in order:
        at = min(max(positions[index], low), high)
        placed.append(max(at, placed[-1] + least) if placed else at)
    limit = high
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], limit)
        limit = placed[place] - least
    moved = [0.0] * len(positions)
    for place, index in enumerate(order):
        moved[index] = placed[place]
    return moved


def spread_between(
    positions: Sequence[float], fixed: Sequence[float], least: float, low: float, high: float
) -> list[float]:
    """The positions spread on their own side of each fixed one, keeping `least` from it while there is room."""
    walls = sorted({min(max(at, low), high) for at in fixed})
    starts, ends = [low, *walls], [*walls, high]
    moved = list(positions)
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        inside = [index for index, at in enumerate(positions) if sum(wall < at for wall in walls) == place]
        near = start + least if place else low
        far = end - least if place < len(walls) else high
        if far < near:
            near = far = (start + end) / 2
        placed = spread([positions[index] for index in inside], least, near, far)
        for index, at in zip(inside, placed, strict=True):
            moved[index] = at
    return moved


def pick_rows(entries: Sequence[tuple[str, str, Collection[str]]], most: int) -> list[str]:
    """At most so many ids, taken in turn from each topic; never two of one topic that exclude each other.

    Entries are (id, topic, ids that must not stand beside it), the best of each topic first.
    """
    waiting: dict[str, list[tuple[str, Collection[str]]]] = {}
    for key, topic, apart in entries:
        waiting.setdefault(topic, []).append((key, apart))
    chosen: list[str] = []
    while len(chosen) < most and any(waiting.values()):
        for queue in waiting.values():
            while queue and set(queue[0][1]) & set(chosen):
                queue.pop(0)
            if queue and len(chosen) < most:
                chosen.append(queue.pop(0)[0])
    return chosen
