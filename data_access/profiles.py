"""Profiles: what one region is measured against, every indicator in one statement.

A peer is a region of the same level in the same parent; the region itself is one of them.
"""

from __future__ import annotations

from sqlalchemy import Select, and_, or_, select

from data_access.tables import mart_observation, region


def select_benchmarks(region_code: str) -> Select:
    """Values of all peers, and of the parent, at the latest period that the region has of each indicator.

    The parent's value must also be of the region's series version. A peer's need not: a version of its own says that
    its past is not comparable, and ranks and medians elsewhere count it too.
    Columns: indicator_id, region_code, value; ordered by both codes. Nothing where the region has no figures.
    """
    own, other = mart_observation.alias("own"), mart_observation.alias("other")
    o, p = own.c, other.c
    is_peer = and_(p.level == o.level, p.parent_code == o.parent_code)
    is_parent = and_(p.region_code == o.parent_code, p.series_version == o.series_version)
    return (
        select(p.indicator_id, p.region_code, p.value)
        .join_from(
            own,
            other,
            and_(
                p.indicator_id == o.indicator_id,
                p.period == o.period,
                or_(is_peer, is_parent),
            ),
        )
        .where(o.region_code == region_code, o.is_latest)
        .order_by(p.indicator_id, p.region_code)
    )


def select_district_count(region_code: str) -> Select:
    """How many kecamatan a region has: n_districts, null where unknown."""
    return select(region.c.n_districts).where(region.c.region_code == region_code)
