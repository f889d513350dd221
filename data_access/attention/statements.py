"""What the rules read, for one region at a time; columns stand in `Figures`. Counts and breaks: `comparisons`."""

from __future__ import annotations

from sqlalchemy import Select, and_, select

from data_access.models import RANKED_STATUSES, Level
from data_access.tables import mart_observation, target

_M = mart_observation.c
_RANKED = [status.value for status in RANKED_STATUSES]


def select_fair_peers(region_code: str, level: Level, parent_code: str | None) -> Select:
    """Figures that may be ranked, of a level within a parent, at the period of our latest value of everything:
    indicator_id, region_code, value.
    """
    ours = mart_observation.alias("ours")
    statement = (
        select(_M.indicator_id, _M.region_code, _M.value)
        .join_from(mart_observation, ours, and_(ours.c.indicator_id == _M.indicator_id, ours.c.period == _M.period))
        .where(ours.c.region_code == region_code, ours.c.is_latest, _M.level == level.value, _M.status.in_(_RANKED))
        .order_by(_M.indicator_id, _M.region_code)
    )
    return statement if parent_code is None else statement.where(_M.parent_code == parent_code)


def select_region_targets(region_code: str) -> Select:
    """Targets that were set for one region: the columns of `target`."""
    return select(target).where(target.c.region_code == region_code).order_by(*target.primary_key)


def select_children(region_code: str, indicator_ids: tuple[str, ...]) -> Select:
    """Figures of the regions within one, of some indicators: indicator_id, region_code, period, value."""
    return (
        select(_M.indicator_id, _M.region_code, _M.period, _M.value)
        .where(_M.parent_code == region_code, _M.indicator_id.in_(indicator_ids))
        .order_by(_M.indicator_id, _M.period, _M.region_code)
    )
