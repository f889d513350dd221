"""Statements for comparing a few regions over all indicators; columns stand in each docstring."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from data_access.models import Level
from data_access.tables import mart_coverage, mart_observation, publisher, series_break, source

_M = mart_observation.c


def select_profiles(region_codes: Sequence[str]) -> Select:
    """Every value of some regions for all indicators: indicator_id, region_code, period, value, status, obs_status,
    margin_of_error, series_version, source_id.
    """
    return (
        select(
            _M.indicator_id,
            _M.region_code,
            _M.period,
            _M.value,
            _M.status,
            _M.obs_status,
            _M.margin_of_error,
            _M.series_version,
            _M.source_id,
        )
        .where(_M.region_code.in_(region_codes))
        .order_by(_M.indicator_id, _M.region_code, _M.period)
    )


def select_peer_counts(level: Level, parent_code: str | None = None) -> Select:
    """How many regions of a level (within a parent) have a value: indicator_id, period, n."""
    c = mart_coverage.c
    statement = select(c.indicator_id, c.period, func.sum(c.n).label("n")).where(c.level == level.value)
    if parent_code is not None:
        statement = statement.where(c.parent_code == parent_code)
    return statement.group_by(c.indicator_id, c.period).order_by(c.indicator_id, c.period)


def select_peer_values(
    wanted: Sequence[tuple[str, str]], level: Level, parent_code: str | None, statuses: Sequence[str]
) -> Select:
    """What the peers have for given (indicator_id, period) pairs, only figures of the given statuses:
    indicator_id, region_code, period, value, margin_of_error, series_version.
    """
    statement = (
        select(_M.indicator_id, _M.region_code, _M.period, _M.value, _M.margin_of_error, _M.series_version)
        .where(_M.level == level.value, _M.status.in_(statuses), _any_of(wanted))
        .order_by(_M.indicator_id, _M.period, _M.region_code)
    )
    return statement if parent_code is None else statement.where(_M.parent_code == parent_code)


def select_peer_histories(indicator_id: str, level: Level, parent_code: str | None, statuses: Sequence[str]) -> Select:
    """Every figure of one indicator for a level (within a parent), only of the given statuses: region_code, period,
    value, status, obs_status, margin_of_error, series_version, source_id.
    """
    statement = (
        select(
            _M.region_code, _M.period, _M.value, _M.status, _M.obs_status, _M.margin_of_error, _M.series_version,
            _M.source_id,
        )
        .where(_M.indicator_id == indicator_id, _M.level == level.value, _M.status.in_(statuses))
        .where(_M.value.is_not(None))
        .order_by(_M.period, _M.region_code)
    )  # fmt: skip
    return statement if parent_code is None else statement.where(_M.parent_code == parent_code)


def select_all_breaks() -> Select:
    """Breaks of every indicator: the columns of `series_break`; an empty region_code means everywhere."""
    return select(series_break).order_by(*series_break.primary_key)


def select_source_publishers() -> Select:
    """Who stands behind each source: source_id, name_id, name_en."""
    return (
        select(source.c.source_id, publisher.c.name_id, publisher.c.name_en)
        .join_from(source, publisher, publisher.c.publisher_id == source.c.publisher_id)
        .order_by(source.c.source_id)
    )


def _any_of(wanted: Sequence[tuple[str, str]]) -> ColumnElement[bool]:
    """The condition for the pairs, one part per period; none of them is true for an empty list."""
    by_period: dict[str, list[str]] = {}
    for indicator_id, period in sorted(set(wanted)):
        by_period.setdefault(period, []).append(indicator_id)
    parts = [and_(_M.period == period, _M.indicator_id.in_(ids)) for period, ids in by_period.items()]
    return or_(*parts) if parts else _M.indicator_id.in_([])
