"""Whether published figures go with a practice: did its indicator move at the host, and can the visitor compare?

That a figure moved says nothing about why; the verdict is on the figures alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from data_access.derive.comparison import direction
from data_access.derive.ranking import Polarity

Verdict = Literal["supported", "not_supported", "partly", "not_comparable", "no_data"]
Reason = Literal["moved", "worse", "same", "no_host", "one_point", "one_side", "apart", "estimate", "neutral"]
Readiness = Literal["both", "apart", "lacking"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The verdict with its reason, and the periods it rests on; None where there is none.

    `host_from` lies before `host_at` in one series version; `visitor_from` likewise before `visitor_at`, which is
    `host_at` where both compare, else the visitor's own latest.
    """

    verdict: Verdict
    reason: Reason
    readiness: Readiness
    host_from: str | None
    host_at: str | None
    visitor_from: str | None
    visitor_at: str | None


def weigh(
    host: pd.DataFrame, visitor: pd.DataFrame, polarity: Polarity, statuses: Collection[str], breaks: Sequence[str] = ()
) -> Evidence:
    """The evidence for a practice of `host` from both series (period, value, status, series_version).

    Supported: the host's figure moved for the better since the one before in the same series, and the visitor has a
    figure of that very period and version. `breaks` are first periods of new series at the host. Projections and
    estimates (a status not in `statuses`) never support anything.
    """
    ours, theirs = host.sort_values("period"), visitor.sort_values("period")
    if ours.empty:
        at, before = _ends(theirs, None)
        return Evidence("no_data", "no_host", "apart" if len(theirs) else "lacking", None, None, before, at)
    host_at, host_from = _ends(ours, None, breaks)
    last = ours.iloc[-1]
    same = theirs[(theirs["period"] == host_at) & (theirs["series_version"] == last["series_version"])]
    visitor_at, visitor_from = _ends(theirs, host_at if len(same) else None)
    readiness: Readiness = "lacking" if theirs.empty else "both" if len(same) else "apart"
    moved = None
    if host_from is not None:
        before = ours.loc[ours["period"] == host_from, "value"].iloc[0]
        moved = direction(round(float(last["value"]) - float(before), 9), polarity)
    verdict, reason = _judge(readiness, moved, last["status"] in statuses)
    return Evidence(verdict, reason, readiness, host_from, host_at, visitor_from, visitor_at)


def ahead_since(ours: pd.DataFrame, theirs: pd.DataFrame, polarity: Polarity) -> str | None:
    """The first period of the unbroken run, up to the last common one, in which ours was the better; None if it is not.

    Both frames have period, value, series_version; a common period without the same version ends the run.
    """
    both = ours.merge(theirs, on=["period", "series_version"], suffixes=("_a", "_b")).sort_values("period")
    since = None
    for row in both.iloc[::-1].itertuples():
        gap = row.value_a - row.value_b
        if gap == 0 or polarity == "neutral" or (gap > 0) != (polarity == "higher_is_better"):
            break
        since = str(row.period)
    return since


def _judge(readiness: Readiness, moved: str | None, is_fair: bool) -> tuple[Verdict, Reason]:
    if readiness == "apart":
        return "not_comparable", "apart"
    if not is_fair:
        return "partly", "estimate"
    if moved == "worse":
        return "not_supported", "worse"
    if readiness == "lacking":
        return "partly", "one_side"
    if moved is None:
        return "partly", "one_point"
    return {"better": ("supported", "moved"), "same": ("partly", "same")}.get(moved, ("partly", "neutral"))  # type: ignore[return-value]


def _ends(rows: pd.DataFrame, at: str | None, breaks: Sequence[str] = ()) -> tuple[str | None, str | None]:
    """The last period (or `at`) and the one before it in the same series version with no break between."""
    if rows.empty:
        return None, None
    last = rows.iloc[-1] if at is None else rows[rows["period"] == at].iloc[-1]
    earlier = rows[(rows["period"] < last["period"]) & (rows["series_version"] == last["series_version"])]
    earlier = earlier[[not any(period < cut <= last["period"] for cut in breaks) for period in earlier["period"]]]
    return str(last["period"]), str(earlier.iloc[-1]["period"]) if len(earlier) else None
