"""Marts: each is one Core SELECT over the facts, written by INSERT … SELECT on either engine."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Integer, and_, case, cast, func, literal, null, select

from data_access.models import RANKED_STATUSES
from data_access.tables import indicator, mart_coverage, mart_observation, observation, region

MIN_RANKED = 10  # fewer regions than this are no ranking


def observation_mart():  # type: ignore[no-untyped-def]
    """Facts without breakdown with previous value, change and shared ranks; columns of `mart_observation`."""
    is_eligible = and_(indicator.c.is_ranked, observation.c.status.in_([s.value for s in RANKED_STATUSES]))
    sign = case((indicator.c.polarity == "lower_is_better", 1.0), else_=-1.0)
    base = (
        select(
            observation,
            region.c.level,
            region.c.parent_code,
            case((is_eligible, 1), else_=0).label("is_eligible"),
            (observation.c.value * sign).label("badness"),
        )
        .join_from(observation, region, region.c.region_code == observation.c.region_code)
        .join(indicator, indicator.c.indicator_id == observation.c.indicator_id)
        .where(observation.c.dimension == "", observation.c.value.is_not(None))
        .subquery()
    )
    c = base.c
    series: dict[str, Any] = {
        "partition_by": [c.region_code, c.indicator_id, c.series_version, func.length(c.period)],
        "order_by": c.period,
    }
    nation = [c.indicator_id, c.period, c.level, c.is_eligible]
    windows = select(
        base,
        func.lag(c.period).over(**series).label("previous_period"),
        func.lag(c.value).over(**series).label("previous_value"),
        func.rank().over(partition_by=nation, order_by=c.badness).label("place_nation"),
        func.count().over(partition_by=nation).label("n_nation"),
        func.rank().over(partition_by=[*nation, c.parent_code], order_by=c.badness).label("place_parent"),
        func.count().over(partition_by=[*nation, c.parent_code]).label("n_parent"),
        func.row_number().over(partition_by=[c.region_code, c.indicator_id], order_by=c.period.desc()).label("recency"),
    ).subquery()
    w = windows.c
    computed: dict[str, Any] = {
        "change": w.value - w.previous_value,
        "rank_nation": _rank(w.place_nation, w.n_nation, w.is_eligible),
        "rank_parent": _rank(w.place_parent, w.n_parent, w.is_eligible),
        "n_nation": cast(w.n_nation, Integer),
        "n_parent": cast(w.n_parent, Integer),
        "is_latest": w.recency == 1,
    }
    return select(
        *[(computed[name] if name in computed else w[name]).label(name) for name in mart_observation.columns.keys()]  # noqa: SIM118 (a collection of columns, not a dict)
    )


def coverage_mart():  # type: ignore[no-untyped-def]
    """How many regions of a level, within one parent, have a value at a period."""
    m = mart_observation.c
    parent = func.coalesce(m.parent_code, literal(""))
    return select(m.indicator_id, m.period, m.level, parent, func.count()).group_by(
        m.indicator_id, m.period, m.level, parent
    )


def fill_marts(connection: Connection) -> None:
    """Write both marts from the facts in the same transaction."""
    connection.execute(mart_observation.insert().from_select(mart_observation.c.keys(), observation_mart()))
    connection.execute(mart_coverage.insert().from_select(mart_coverage.c.keys(), coverage_mart()))


def _rank(place, n, is_eligible):  # type: ignore[no-untyped-def]
    return case((and_(is_eligible == 1, n >= MIN_RANKED), cast(place, Integer)), else_=null())
