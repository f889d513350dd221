"""Observations: each function turns arguments into one statement over the marts; the warehouse runs it.

A region without a value stays in a cross-section with nulls, so that what is missing can be counted and shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, select

from data_access.models import Level
from data_access.tables import (
    mart_coverage,
    mart_observation,
    observation,
    publisher,
    region,
    release,
    series_break,
    settled_conflict,
    source,
    target,
)

_M = mart_observation.c
_VALUES = [
    _M.period,
    _M.value,
    _M.status,
    _M.obs_status,
    _M.margin_of_error,
    _M.series_version,
    _M.source_id,
    _M.release_id,
    _M.previous_period,
    _M.previous_value,
    _M.change,
    _M.rank_nation,
    _M.n_nation,
    _M.rank_parent,
    _M.n_parent,
]


def select_cross_section(indicator_id: str, period: str | None, level: Level, parent_code: str | None = None) -> Select:
    """All regions of a level (within a parent) at one period; without a period each region's latest value.

    Columns: region_code, name, short_name, type, parent_code, then period, value, status, obs_status, margin_of_error,
    series_version, source_id, release_id, previous_period, previous_value, change, ranks and n; null where missing.
    """
    when = _M.is_latest if period is None else _M.period == period
    statement = (
        select(region.c.region_code, region.c.name, region.c.short_name, region.c.type, region.c.parent_code, *_VALUES)
        .join_from(
            region,
            mart_observation,
            and_(_M.region_code == region.c.region_code, _M.indicator_id == indicator_id, when),
            isouter=True,
        )
        .where(region.c.level == level.value)
        .order_by(region.c.region_code)
    )
    return statement if parent_code is None else statement.where(region.c.parent_code == parent_code)


def select_series(indicator_id: str, region_codes: Sequence[str]) -> Select:
    """Every value of some regions over time: region_code, then the value columns of a cross-section."""
    return (
        select(_M.region_code, *_VALUES)
        .where(_M.indicator_id == indicator_id, _M.region_code.in_(region_codes))
        .order_by(_M.region_code, _M.period)
    )


def select_distribution(indicator_id: str, level: Level, parent_code: str | None = None) -> Select:
    """All values of a level (within a parent) over all periods: region_code, period, value, series_version."""
    statement = (
        select(_M.region_code, _M.period, _M.value, _M.series_version)
        .where(_M.indicator_id == indicator_id, _M.level == level.value)
        .order_by(_M.period, _M.region_code)
    )
    return statement if parent_code is None else statement.where(_M.parent_code == parent_code)


def select_periods(indicator_id: str, level: Level | None = None, parent_code: str | None = None) -> Select:
    """Periods that have values, with the number of regions: period, n."""
    c = mart_coverage.c
    statement = select(c.period, func.sum(c.n).label("n")).where(c.indicator_id == indicator_id)
    return statement.where(*_scope(level, parent_code)).group_by(c.period).order_by(c.period)


def select_coverage(level: Level | None = None, parent_code: str | None = None) -> Select:
    """For every indicator: first and last period, number of periods, and the most regions that any period holds."""
    c = mart_coverage.c
    per_period = (
        select(c.indicator_id, c.period, func.sum(c.n).label("n"))
        .where(*_scope(level, parent_code))
        .group_by(c.indicator_id, c.period)
        .subquery()
    )
    p = per_period.c
    return (
        select(
            p.indicator_id,
            func.min(p.period).label("first_period"),
            func.max(p.period).label("last_period"),
            func.count().label("n_periods"),
            func.max(p.n).label("n_regions"),
        )
        .group_by(p.indicator_id)
        .order_by(p.indicator_id)
    )


def select_latest(region_code: str) -> Select:
    """The latest value of every indicator that a region has: indicator_id, then the value columns."""
    return (
        select(_M.indicator_id, *_VALUES).where(_M.region_code == region_code, _M.is_latest).order_by(_M.indicator_id)
    )


def select_sources(indicator_id: str) -> Select:
    """Who published an indicator, read from where, with which licence, and how many figures each gave."""
    o = observation.c
    return (
        select(
            source.c.source_id,
            source.c.title,
            source.c.url,
            source.c.via,
            publisher.c.publisher_id,
            publisher.c.name_id,
            publisher.c.name_en,
            publisher.c.licence_id,
            publisher.c.licence_en,
            publisher.c.attribution,
            o.status,
            func.count().label("n"),
            func.min(o.period).label("first_period"),
            func.max(o.period).label("last_period"),
        )
        .join_from(observation, source, source.c.source_id == o.source_id)
        .join(publisher, publisher.c.publisher_id == source.c.publisher_id)
        .where(o.indicator_id == indicator_id)
        .group_by(*source.c, *[publisher.c[n] for n in _PUBLISHER], o.status)
        .order_by(func.count().desc(), source.c.source_id, o.status)
    )


_PUBLISHER = ("publisher_id", "name_id", "name_en", "licence_id", "licence_en", "attribution")


def select_source_titles(source_ids: Sequence[str]) -> Select:
    """Titles of sources: source_id, title, publisher name in both languages."""
    return (
        select(source.c.source_id, source.c.title, publisher.c.name_id, publisher.c.name_en)
        .join_from(source, publisher, publisher.c.publisher_id == source.c.publisher_id)
        .where(source.c.source_id.in_(source_ids))
        .order_by(source.c.source_id)
    )


def select_publishers() -> Select:
    """All publishers with licence, attribution and the number of figures they gave."""
    return (
        select(publisher, func.count(observation.c.value).label("n"))
        .join_from(publisher, source, source.c.publisher_id == publisher.c.publisher_id)
        .join(observation, observation.c.source_id == source.c.source_id)
        .group_by(*publisher.c)
        .order_by(func.count(observation.c.value).desc(), publisher.c.publisher_id)
    )


def select_quality() -> Select:
    """Per indicator and status: figures and rows whose value is missing; indicator_id, status, n, n_missing."""
    o = observation.c
    return (
        select(
            o.indicator_id,
            o.status,
            func.count(o.value).label("n"),
            (func.count() - func.count(o.value)).label("n_missing"),
        )
        .group_by(o.indicator_id, o.status)
        .order_by(o.indicator_id, o.status)
    )


def select_breaks(indicator_id: str) -> Select:
    """Breaks of an indicator: region_code (empty: everywhere), period, reasons."""
    return select(series_break).where(series_break.c.indicator_id == indicator_id).order_by(*series_break.primary_key)


def select_conflicts(indicator_id: str) -> Select:
    """Figures of an indicator that lost against another copy, with the rule."""
    return (
        select(settled_conflict)
        .where(settled_conflict.c.indicator_id == indicator_id)
        .order_by(*settled_conflict.primary_key)
    )


def select_targets(indicator_id: str) -> Select:
    """Published targets of an indicator."""
    return select(target).where(target.c.indicator_id == indicator_id).order_by(*target.primary_key)


def select_releases() -> Select:
    """Load batches with their publishers: the columns of `release`, name_id, name_en."""
    return (
        select(release, publisher.c.name_id, publisher.c.name_en)
        .join_from(release, publisher, publisher.c.publisher_id == release.c.publisher_id)
        .order_by(release.c.release_id)
    )


def select_all_observations() -> Select:
    """Every fact, for the truth test and for whole exports; columns of `observation`."""
    return select(observation).order_by(*observation.primary_key)


def _scope(level: Level | None, parent_code: str | None) -> list[ColumnElement[bool]]:
    c = mart_coverage.c
    conditions = [] if level is None else [c.level == level.value]
    return conditions if parent_code is None else [*conditions, c.parent_code == parent_code]
