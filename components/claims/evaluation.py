"""Every claim recomputed from the published figures by its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from components.comparison.counts import Counts
from components.comparison.pairs import STATUSES
from data_access.claims import Claim
from data_access.derive.claims import (
    ClaimVerdict,
    judge_change,
    judge_definitions,
    judge_leads,
    judge_number,
    judge_trend,
)
from data_access.derive.comparison import Change, change_between

ANY_STATUS = (*STATUSES, "estimate", "projection")  # a claim may rest on an estimate; the badge then says so


@dataclass(frozen=True)
class Reading:
    """What one measure gives for a claim: the ends of a change, or one value at a period."""

    indicator_id: str
    change: Change | None = None
    value: float | None = None
    period: str | None = None


@dataclass(frozen=True)
class Evaluated:
    """One claim with its verdict; `computed` is in percent for changes and shares, in the unit for values."""

    claim_id: str
    claim: Claim
    verdict: ClaimVerdict
    computed: float | None = None
    main: Reading | None = None
    checks: Sequence[Reading] = ()
    target: float | None = None
    counts: Counts | None = None
    series: pd.DataFrame = field(default_factory=pd.DataFrame)  # of the main measure


def evaluate(
    claim_id: str, claim: Claim, profiles: pd.DataFrame, breaks: pd.DataFrame, targets: pd.DataFrame,
    counts: Mapping[str, Counts],
) -> Evaluated:  # fmt: skip
    """`profiles`: comparisons.select_profiles of the regions of all claims; `counts` by claim for trend and leads."""
    if claim.rule in ("trend", "leads"):
        found = counts[claim_id]
        verdict = (
            judge_trend(found.better, found.worse, found.ahead, found.equal, found.behind)
            if claim.rule == "trend"
            else judge_leads(found.ahead, found.equal, found.behind)
        )
        return Evaluated(claim_id, claim, verdict, counts=found)
    if claim.rule == "none" or claim.indicator is None:
        return Evaluated(claim_id, claim, "no_data")
    series = _series(profiles, claim.indicator, claim.region)
    if claim.rule in ("change", "change_pct"):
        return _evaluate_change(claim_id, claim, series, profiles, breaks)
    claimed, tolerance = float(claim.claimed or 0), float(claim.tolerance or 0)
    main = _value(claim.indicator, series, str(claim.end))
    if claim.rule == "definitions":
        return _evaluate_definitions(claim_id, claim, series, profiles)
    if claim.rule == "target_share":
        at = targets[
            (targets["indicator_id"] == claim.indicator)
            & (targets["region_code"] == claim.region)
            & (targets["period"] == claim.end)
        ]
        goal = float(at["value"].iloc[0]) if len(at) else None
        share = 100 * main.value / goal if main.value is not None and goal else None
        verdict = judge_number(claimed, share, tolerance, [])
        return Evaluated(claim_id, claim, verdict, share, main, (), goal, series=series)
    checks = [_value(key, _series(profiles, key, claim.region), str(claim.end)) for key in claim.checks]
    verdict = judge_number(claimed, main.value, tolerance, [check.value for check in checks])
    return Evaluated(claim_id, claim, verdict, main.value, main, checks, series=series)


def _evaluate_change(
    claim_id: str, claim: Claim, series: pd.DataFrame, profiles: pd.DataFrame, breaks: pd.DataFrame
) -> Evaluated:
    claimed, tolerance = float(claim.claimed or 0), float(claim.tolerance or 0)
    main = _change(str(claim.indicator), claim, series, breaks)
    checks = [_change(key, claim, _series(profiles, key, claim.region), breaks) for key in claim.checks]
    is_percent = claim.rule == "change_pct"

    def number(reading: Reading) -> float | None:
        change = reading.change
        return None if change is None else change.relative_pct if is_percent else change.absolute

    change = main.change
    assert change is not None
    points = change.absolute if is_percent else None
    verdict = judge_change(claimed, number(main), points, change.reason, tolerance, [number(one) for one in checks])
    return Evaluated(claim_id, claim, verdict, number(main), main, checks, series=series)


def _evaluate_definitions(claim_id: str, claim: Claim, series: pd.DataFrame, profiles: pd.DataFrame) -> Evaluated:
    """The named definition at the period; else all definitions at the first later period that all of them have."""
    claimed, tolerance = float(claim.claimed or 0), float(claim.tolerance or 0)
    main = _value(str(claim.indicator), series, str(claim.end))
    keys = (str(claim.indicator), *claim.checks)
    every = {key: _series(profiles, key, claim.region) for key in keys}
    common = set.intersection(*(set(part["period"]) for part in every.values()))
    near = min((period for period in common if period >= str(claim.end)), default=None)
    checks = [_value(key, part, near) for key, part in every.items()] if near else []
    verdict = judge_definitions(claimed, main.value, [check.value for check in checks], tolerance)
    return Evaluated(claim_id, claim, verdict, main.value, main, checks, series=series)


def _series(profiles: pd.DataFrame, indicator_id: str, code: str) -> pd.DataFrame:
    return profiles[(profiles["indicator_id"] == indicator_id) & (profiles["region_code"] == code)]


def _value(indicator_id: str, series: pd.DataFrame, period: str | None) -> Reading:
    at = series[series["period"] == period]
    return Reading(indicator_id, None, float(at["value"].iloc[0]) if len(at) else None, period)


def _change(indicator_id: str, claim: Claim, series: pd.DataFrame, breaks: pd.DataFrame) -> Reading:
    cuts = breaks[(breaks["indicator_id"] == indicator_id) & breaks["region_code"].isin(["", claim.region])]
    change = change_between(series, str(claim.start), str(claim.end), list(cuts["period"]), ANY_STATUS)
    return Reading(indicator_id, change)
