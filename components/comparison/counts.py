"""How many indicators moved how, and stand how: the counts that a sentence of Banding and a claim are judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.comparison.changes import ChangeRow
from components.comparison.pairs import Pair


@dataclass(frozen=True, slots=True)
class Counts:
    """`better`, `worse`, `same`: of our own changes; `ahead`, `equal`, `behind`: beside others or their trend."""

    better: int
    worse: int
    same: int
    ahead: int
    equal: int
    behind: int

    @property
    def n(self) -> int:
        """How many have a verdict."""
        return self.ahead + self.equal + self.behind


def count_pairs(pairs: Sequence[Pair], topics: Sequence[str]) -> Counts:
    """How often the first leads among the comparable indicators of some topics."""
    found = [p.standing.verdict for p in pairs if p.standing is not None and p.indicator.topic in topics]
    return Counts(0, 0, 0, found.count("ahead"), found.count("equal"), found.count("behind"))


def count_changes(rows: Sequence[ChangeRow], code: str) -> Counts:
    """How many changes of a region were for the better, and how many beat the trend of its peers."""
    mine = [row.by_region[code] for row in rows]
    moved, verdicts = [one.direction for one in mine], [one.verdict for one in mine]
    own = (moved.count("better"), moved.count("worse"), moved.count("same"))
    return Counts(*own, verdicts.count("ahead"), verdicts.count("equal"), verdicts.count("behind"))
