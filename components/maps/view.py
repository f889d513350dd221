"""From a distribution of values to the view that the board's map draws."""

from __future__ import annotations

import pandas as pd

from components import formats
from components.board.models import MapView
from components.i18n import _, current
from components.maps.classes import class_labels, class_limits
from components.maps.layers import districts_of, layer_for, layer_url
from components.scopes import Scope
from data_access.catalog import Indicator, Unit
from data_access.models import Region
from data_access.regions import Regions


def map_view(
    distribution: pd.DataFrame,
    indicator: Indicator,
    unit: Unit,
    scope: Scope,
    regions: Regions,
    period: str,
    ours: str,
    compared: tuple[str, ...],
    width: int = 864,
    height: int = 520,
    layer: str | None = None,
) -> MapView:
    """`distribution`: region_code, period, value of the scope over all periods (observations.select_distribution).

    Without a `layer` the finest one that draws the whole scope.
    """
    codes = sorted(set(distribution["region_code"]))
    place = {code: position for position, code in enumerate(codes)}
    values: dict[str, list[float | None]] = {}
    for when, part in distribution.groupby("period"):
        row: list[float | None] = [None] * len(codes)
        for code, value in zip(part["region_code"], part["value"].astype(float), strict=True):
            row[place[code]] = None if value != value else value
        values[str(when)] = row
    is_count = unit.kind in ("count", "amount")
    limits = [] if is_count else class_limits(distribution["value"], indicator)
    lowest = float(distribution["value"].min()) if len(distribution) else 0.0
    periods = sorted(values)
    return MapView(
        title=f"{indicator.name(current())}, {scope.label}",
        layer=layer_url(layer or layer_for(scope.level, scope.parent_code, regions)),
        parent=scope.parent_code if scope.parent_code != "ID" else None,
        codes=codes,
        values=values,
        periods=periods or [period],
        period_labels={when: formats.period(when, indicator) for when in {*periods, period}},
        period=period,
        limits=limits,
        class_labels=class_labels(limits, lowest, indicator),
        kind="count" if is_count else "rate",
        decimals=indicator.decimals,
        suffix=" %" if unit.is_percent else "",
        ours=ours,
        compared=list(compared),
        width=width,
        height=height,
    )


def outline_view(
    layer: str, parent_code: str, title: str, width: int = 864, height: int = 520, is_selectable: bool = True
) -> MapView:
    """Outlines and names of the parts of a region, all of them without a figure."""
    return MapView(
        title=title, layer=layer_url(layer), parent=parent_code, codes=[], values={}, periods=[], period_labels={},
        period="", limits=[], class_labels=[], kind="rate", decimals=0, suffix="", ours="", compared=[],
        width=width, height=height, is_selectable=is_selectable, has_names=True,
    )  # fmt: skip


def district_view(region: Region, width: int = 864, height: int = 520) -> MapView:
    """The kecamatan of a regency; nobody publishes figures of them yet. Raises ValueError where none are held."""
    layer = districts_of(region)
    if layer is None:
        raise ValueError(f"no districts are held for {region.region_code}")
    title = _("Kecamatan {region}", region=region.name)
    return outline_view(layer, region.region_code, title, width, height, is_selectable=False)
