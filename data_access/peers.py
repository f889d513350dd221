"""One region beside its peers, over many indicators at once: few statements instead of one per indicator."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, and_, select

from data_access.models import Level
from data_access.tables import mart_observation, target

_M = mart_observation.c


def select_peers_at_latest(region_code: str, level: Level, parent_code: str | None) -> Select:
    """What the regions of a level within a parent have at the period of our latest value of everything.

    As the ranks of the mart do, it looks across versions: those mark a break within one region's series.
    Columns: indicator_id, region_code, value; our own row included when we belong to the level.
    """
    ours = mart_observation.alias("ours")
    statement = (
        select(_M.indicator_id, _M.region_code, _M.value)
        .join_from(
            mart_observation,
            ours,
            and_(ours.c.indicator_id == _M.indicator_id, ours.c.period == _M.period),
        )
        .where(ours.c.region_code == region_code, ours.c.is_latest, _M.level == level.value)
        .order_by(_M.indicator_id, _M.region_code)
    )
    return statement if parent_code is None else statement.where(_M.parent_code == parent_code)


def select_histories(indicator_ids: Sequence[str], region_codes: Sequence[str]) -> Select:
    """Every value of some indicators of some regions: indicator_id, region_code, period, value, status, obs_status,
    series_version, source_id."""
    return (
        select(
            _M.indicator_id, _M.region_code, _M.period, _M.value, _M.status, _M.obs_status, _M.series_version,
            _M.source_id,
        )
        .where(_M.indicator_id.in_(indicator_ids), _M.region_code.in_(region_codes))
        .order_by(_M.indicator_id, _M.region_code, _M.period)
    )  # fmt: skip


def select_targets_of(indicator_ids: Sequence[str], region_codes: Sequence[str]) -> Select:
    """Published targets of some indicators that were set for some regions; the columns of `target`."""
    return (
        select(target)
        .where(target.c.indicator_id.in_(indicator_ids), target.c.region_code.in_(region_codes))
        .order_by(*target.primary_key)
    )


def select_traits(indicator_ids: Sequence[str]) -> Select:
    """The latest value of some indicators for every regency, for the distance between regions: indicator_id,
    region_code, period, value."""
    return (
        select(_M.indicator_id, _M.region_code, _M.period, _M.value)
        .where(_M.indicator_id.in_(indicator_ids), _M.level == Level.REGENCY.value, _M.is_latest)
        .order_by(_M.indicator_id, _M.region_code)
    )
