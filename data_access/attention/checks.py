"""The rules, one function each: from the figures of one region to what they find. All are pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from data_access.attention.calendar import STEP_MONTHS, due_date, next_period
from data_access.attention.models import Figures, Finding, Point
from data_access.attention.rules import Outlier, SeriesBreak, Stale, TargetPath, Total, Worse
from data_access.catalog import Catalogue, Indicator
from data_access.derive.periods import position_of, year_of
from data_access.derive.targets import DIGITS, stand_against_targets
from data_access.models import Region

Z_OF_MAD = 0.6745  # a normal distribution's MAD in standard deviations (Iglewicz and Hoaglin 1993)


def check_targets(
    rule_id: str, rule: TargetPath, figures: Figures, catalogue: Catalogue, region: Region, today: dt.date
) -> Iterator[Finding]:
    """Figures worse than the path to the target that was set for the region itself."""
    for indicator_id, targets in figures.targets.groupby("indicator_id", sort=True):
        points, entry = figures.fair_series.get(str(indicator_id), []), catalogue.indicators.get(str(indicator_id))
        if not points or entry is None:
            continue
        columns = {"version": "series_version"}
        found = stand_against_targets(pd.DataFrame(points).rename(columns=columns), targets, entry.polarity)
        if found.state not in ("push", "away") or found.value is None or found.period is None:
            continue
        if not _is_recent(found.period, rule.recent_years, today):
            continue
        facts: dict[str, object] = {
            "value": found.value, "previous_value": found.previous_value, "path": found.path, "state": found.state,
            "target": found.target, "goal": found.goal, "goal_period": found.goal_period, "pace": found.pace,
            "achievement": found.achievement, "source_title": str(targets["source_title"].iloc[-1]),
        }  # fmt: skip
        wanted = found.goal if found.path is None else found.path
        gap = abs(found.value - wanted)
        size = round(gap / abs(wanted) if wanted else gap, DIGITS)
        yield Finding(rule_id, region.region_code, entry.indicator_id, found.period, size, facts)


def check_worse(
    rule_id: str, rule: Worse, figures: Figures, catalogue: Catalogue, region: Region, today: dt.date
) -> Iterator[Finding]:
    """Figures that got worse in each of the last periods, by more than the rule's least change in all."""
    for entry, points in _entries(figures.fair_series, catalogue):
        rows = points[-rule.periods - 1 :]
        if entry.polarity == "neutral" or len(rows) <= rule.periods or not _is_unbroken(rows, entry):
            continue
        first, last = rows[0], rows[-1]
        sign = 1 if entry.polarity == "lower_is_better" else -1
        steps = [round(sign * (after.value - before.value), DIGITS) for before, after in pairwise(rows)]
        change = round(last.value - first.value, DIGITS)
        if min(steps) <= 0 or not _is_recent(last.period, rule.recent_years, today):
            continue
        if last.margin is not None and abs(change) <= last.margin:
            continue
        peers = figures.middles.get(entry.indicator_id)
        if peers is not None and peers.n >= rule.least_peers:
            size = abs(change) / (rule.least_mad * peers.mad) if peers.mad else 0.0
        else:
            size = abs(change / first.value) * 100 / rule.least_percent if first.value else 0.0
        if size >= 1:
            facts: dict[str, object] = {
                "values": [point.value for point in rows], "periods": [point.period for point in rows],
                "change": change, "n": peers.n if peers else 0,
            }  # fmt: skip
            yield Finding(rule_id, region.region_code, entry.indicator_id, last.period, round(size, DIGITS), facts)


def check_outliers(
    rule_id: str, rule: Outlier, figures: Figures, catalogue: Catalogue, region: Region, today: dt.date
) -> Iterator[Finding]:
    """Figures far on the worse side of the median of the peers, counted in MADs; never counts and amounts."""
    for entry, points in _entries(figures.fair_series, catalogue):
        last, peers = points[-1], figures.middles.get(entry.indicator_id)
        is_fair = entry.is_ranked and catalogue.unit(entry).kind not in ("count", "amount")
        if entry.polarity == "neutral" or not is_fair or not _is_recent(last.period, rule.recent_years, today):
            continue
        if peers is None or peers.n < rule.least_peers or not peers.mad:
            continue
        gap = round(last.value - peers.median, DIGITS)
        score = Z_OF_MAD * gap / peers.mad
        is_worse_side = (score > 0) == (entry.polarity == "lower_is_better")
        is_noise = last.margin is not None and abs(gap) <= last.margin
        if is_worse_side and not is_noise and abs(score) >= rule.modified_z:
            facts: dict[str, object] = {
                "value": last.value, "median": round(peers.median, DIGITS), "score": round(score, 2), "n": peers.n,
                "level": region.level.value, "parent_code": region.parent_code,
            }  # fmt: skip
            size = round(abs(score) / rule.modified_z, DIGITS)
            yield Finding(rule_id, region.region_code, entry.indicator_id, last.period, size, facts)


def check_totals(
    rule_id: str, rule: Total, figures: Figures, catalogue: Catalogue, region: Region, today: dt.date
) -> Iterator[Finding]:
    """Totals that differ from the sum of their parts, or of all regions within, by more than rounding explains."""
    values = {key: {point.period: point.value for point in points} for key, points in figures.series.items()}
    for total, parts in rule.totals.items():
        known = [values.get(indicator_id, {}) for indicator_id in (total, *parts)]
        common = set.intersection(*[set(found) for found in known])
        if common:
            period = max(common)
            own, *rest = [found[period] for found in known]
            compared = Compared(period, own, sum(rest), parts, len(parts))
            yield from _unequal(rule_id, rule, catalogue.indicator(total), region, compared, today)
    everyone = figures.children["region_code"].nunique()
    for indicator_id, inside in figures.children.dropna(subset=["value"]).groupby("indicator_id", sort=True):
        sums = inside.groupby("period")["value"].agg(["sum", "count"])
        own_values = values.get(str(indicator_id), {})
        complete = [period for period in sums.index[sums["count"] == everyone] if period in own_values]
        if complete:
            period = str(max(complete))
            compared = Compared(period, own_values[period], float(sums.at[period, "sum"]), (), everyone)
            yield from _unequal(rule_id, rule, catalogue.indicator(str(indicator_id)), region, compared, today)


def check_stale(
    rule_id: str, rule: Stale, figures: Figures, catalogue: Catalogue, region: Region, today: dt.date
) -> Iterator[Finding]:
    """Series whose next period should be out by the calendar of their frequency, and is not here."""
    counts: dict[str, list[tuple[str, int]]] = {}
    for indicator_id, period, n in zip(*(figures.counts[c] for c in ("indicator_id", "period", "n")), strict=True):
        counts.setdefault(str(indicator_id), []).append((str(period), int(n)))
    for entry, points in _entries(figures.series, catalogue):
        last, code = points[-1], entry.indicator_id
        missing = next_period(last.period, entry)
        due = due_date(missing, entry, rule) if missing else None
        if missing is None or due is None or due >= today or code in rule.ended:
            continue
        if year_of(missing) < today.year - rule.forgotten_years:
            continue
        ahead = [n for period, n in counts.get(code, []) if period > last.period]
        late = (today.year - due.year) * 12 + today.month - due.month
        facts: dict[str, object] = {
            "value": last.value, "missing": missing, "due": due.isoformat(), "peers": max(ahead, default=0)
        }  # fmt: skip
        yield Finding(rule_id, region.region_code, code, last.period, float(max(late, 1)), facts)


def check_breaks(
    rule_id: str, rule: SeriesBreak, figures: Figures, catalogue: Catalogue, region: Region, today: dt.date
) -> Iterator[Finding]:
    """Latest figures that begin a new definition: what came before is not comparable."""
    for entry, points in _entries(figures.series, catalogue):
        if len(points) < 2 or points[-1].version == points[-2].version:
            continue
        before, last = points[-2:]
        if not _is_recent(last.period, rule.recent_years, today):
            continue
        breaks = figures.breaks[figures.breaks["indicator_id"] == entry.indicator_id]
        reasons = breaks[
            breaks["region_code"].isin(["", region.region_code])
            & (breaks["period"] > before.period)
            & (breaks["period"] <= last.period)
        ]
        facts: dict[str, object] = {
            "value": last.value, "previous_value": before.value, "previous_period": before.period,
            "reason_id": str(reasons["reason_id"].iloc[0]) if len(reasons) else "",
            "reason_en": str(reasons["reason_en"].iloc[0]) if len(reasons) else "",
        }  # fmt: skip
        size = round(1 / max(today.year - year_of(last.period), 1), DIGITS)
        yield Finding(rule_id, region.region_code, entry.indicator_id, last.period, size, facts)


Check = Callable[..., Iterator[Finding]]  # rule_id, rule, figures, catalogue, region, today
CHECKS: dict[str, Check] = {
    "target_path": check_targets,
    "worse": check_worse,
    "outlier": check_outliers,
    "total": check_totals,
    "stale": check_stale,
    "break": check_breaks,
}


class Compared(NamedTuple):
    """A total beside the sum of n parts; `parts` names the indicators, none where they are regions."""

    period: str
    total: float
    sum: float
    parts: tuple[str, ...]
    n: int


def _entries(series: dict[str, list[Point]], catalogue: Catalogue) -> Iterator[tuple[Indicator, list[Point]]]:
    for indicator_id, points in sorted(series.items()):
        if indicator_id in catalogue.indicators:
            yield catalogue.indicators[indicator_id], points


def _is_recent(period: str, years: int, today: dt.date) -> bool:
    return year_of(period) >= today.year - years


def _is_unbroken(rows: Sequence[Point], entry: Indicator) -> bool:
    """One definition, and no period of the rhythm left out."""
    step = STEP_MONTHS.get(entry.frequency)
    if step is None or len({point.version for point in rows}) > 1:
        return False
    at = [position_of(point.period) for point in rows]
    return all(round((after - before) * 12) == step for before, after in pairwise(at))


def _unequal(
    rule_id: str, rule: Total, entry: Indicator, region: Region, compared: Compared, today: dt.date
) -> Iterator[Finding]:
    """A finding when both differ by more than rounding: half a last digit for each figure, nothing where whole."""
    difference = round(compared.total - compared.sum, DIGITS)
    rounding = round(0.5 * 10.0**-entry.decimals * (compared.n + 1), DIGITS) if entry.decimals else 0.0
    if abs(difference) <= rounding or not _is_recent(compared.period, rule.recent_years, today):
        return
    facts: dict[str, object] = {
        "value": compared.total, "sum": round(compared.sum, DIGITS), "difference": difference,
        "parts": list(compared.parts), "n": compared.n,
    }  # fmt: skip
    size = abs(difference / compared.total) * 100 if compared.total else 100.0
    yield Finding(rule_id, region.region_code, entry.indicator_id, compared.period, round(size, DIGITS), facts)
