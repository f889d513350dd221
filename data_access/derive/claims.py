"""Verdicts on public claims by rule: what a claim says beside what the published figures give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from data_access.derive.comparison import ChangeReason

ClaimVerdict = Literal["supported", "partly", "unsupported", "not_comparable", "no_data"]

UNIT_TOLERANCE = 0.05  # points: a number that is a change in points, said as percent


def judge_number(
    claimed: float, computed: float | None, tolerance: float, checks: Sequence[float | None]
) -> ClaimVerdict:
    """A value or share: supported within the tolerance, partly where another measure of the same thing disagrees.

    `checks` are what the other measures give, None where one is not there and so says nothing.
    """
    if computed is None:
        return "no_data"
    if abs(computed - claimed) > tolerance:
        return "unsupported"
    return "partly" if any(check is not None and abs(check - claimed) > tolerance for check in checks) else "supported"


def judge_change(
    claimed: float,
    computed: float | None,
    points: float | None,
    reason: ChangeReason | None,
    tolerance: float,
    checks: Sequence[float | None],
) -> ClaimVerdict:
    """A change: refused across a break, and only partly supported where the number fits in points, not in percent."""
    if reason in ("break", "status"):
        return "not_comparable"
    verdict = judge_number(claimed, computed, tolerance, checks)
    if verdict == "unsupported" and points is not None and abs(points - claimed) <= UNIT_TOLERANCE:
        return "partly"
    return verdict


def judge_definitions(
    claimed: float, at_period: float | None, others: Sequence[float | None], tolerance: float
) -> ClaimVerdict:
    """A figure quoted without its definition; `others` are all definitions at one later period with data.

    Supported where the named definition has it; else not comparable where definitions of one period lie further apart
    than the tolerance, since the figure then depends on which is meant.
    """
    if at_period is not None:
        return judge_number(claimed, at_period, tolerance, others)
    known = [other for other in others if other is not None]
    if len(known) > 1 and max(known) - min(known) > tolerance:
        return "not_comparable"
    return "no_data"


def judge_trend(better: int, worse: int, ahead: int, equal: int, behind: int) -> ClaimVerdict:
    """ "Extraordinary": supported when most judged changes beat the trend, partly when at least more improved."""
    if not ahead + equal + behind:
        return "no_data"
    if 2 * ahead > ahead + equal + behind:
        return "supported"
    return "partly" if better > worse else "unsupported"


def judge_leads(ahead: int, equal: int, behind: int) -> ClaimVerdict:
    """ "One step ahead": supported when ahead in most comparable indicators, partly when not less often than behind."""
    n = ahead + equal + behind
    if not n:
        return "no_data"
    if 2 * ahead > n:
        return "supported"
    return "partly" if ahead and ahead >= behind else "unsupported"
