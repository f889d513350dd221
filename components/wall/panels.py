"""The right-hand part of a scene: a map with its legend, and all its regions on one scale."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components import formats
from components.board.models import MapView
from components.i18n import _, current
from components.maps.classes import class_labels
from components.maps.view import map_view
from components.wall import figures
from components.wall.legibility import Scale, first_that_fits, text_width
from components.wall.material import CrossSection, Material
from components.wall.models import Panel
from components.wall.pictures import Picture
from components.wall.pictures.marks import Dot, Reference, strip
from components.wall.scenes import PANEL, Scene
from data_access.catalog import Indicator, Unit

STRIP, LEGEND, AIR = 5.0, 1.95, 1.6  # heights in m
RULES = 20  # px of rules and paddings above the map
HALF_MISSING = 0.4  # beyond this share of missing regions the hatch is softer


def make_panel(scene: Scene, material: Material) -> Panel | None:
    """The panel of a scene with a map; None when no region has a value, or it has no map."""
    found = material.cross_sections.get(scene.map or "")
    if scene.map is None or found is None or not found.frame["value"].notna().any():
        return None
    entry, scale = material.catalogue.indicator(scene.map), material.scale
    unit = material.catalogue.unit(entry)
    has_strip = scene.comparison == "peers"
    height = scale.body - RULES - scale.label * 1.2 - scale.of(LEGEND + AIR) - (scale.of(STRIP) if has_strip else 0)
    own = _own(found, material)
    name, period = entry.wall_name(current()), figures.short_period(found.period, entry)
    largest = float(found.distribution["value"].abs().max())
    unit_text = figures.short_figure(largest, entry, unit)[1]
    if unit.rupiah is not None:
        unit_text = " ".join(filter(None, (unit_text, _("rupiah"))))
    long_period = formats.period(found.period, entry)
    title = f"{name}, {unit_text}" if unit_text else name
    for candidate, when in ((title, long_period), (title, period), (name, period)):
        if text_width(f"{candidate} · {when}", scale.label, 700) <= PANEL:
            title, when_text = candidate, when
            break
    else:
        title, when_text = name, period
    value = figures.written_figure(own, entry, unit) if own is not None else formats.missing()
    return Panel(
        title=title,
        when=when_text,
        map=wall_map(entry, unit, found, material, PANEL, height),
        label=material.short_name(material.region),
        label_value=value,
        label_width=max(
            text_width(material.short_name(material.region), scale.label, 700), text_width(value, scale.note)
        ),
        strip=make_strip(entry, unit, found, material, PANEL, scale.of(STRIP)) if has_strip else None,
    )


def wall_map(
    entry: Indicator, unit: Unit, found: CrossSection, material: Material, width: float, height: float
) -> MapView:
    """The map of a cross-section at all its periods; classes are locked, their labels as wide as the legend."""
    view = map_view(
        found.distribution, entry, unit, material.scope, material.regions, found.period,
        material.region.region_code, (), int(width), int(height),
    )  # fmt: skip
    missing = any(value is None for value in view.values.get(found.period, [None]))
    room = width / max(len(view.limits) + (1.2 if missing or len(view.codes) < material.scope.size else 0), 1)
    lowest = float(found.distribution["value"].min())
    return replace(view, class_labels=_legend(view.limits, lowest, entry, unit, material.scale, room))


def make_strip(
    entry: Indicator, unit: Unit, found: CrossSection, material: Material, width: float, height: float
) -> Picture | None:
    """Every region of the map as a dot, ours with its place, the whole as a dotted line; None with too few of them."""
    rows = found.frame.dropna(subset=["value"])
    if len(rows) < 2:
        return None
    place = material.short_name(material.region)
    ours = rows[rows["region_code"] == material.region.region_code]
    text = _("{region}: belum tersedia", region=place)
    if len(ours):
        row = ours.iloc[0]
        ranked = pd.notna(row["rank_parent"])
        text = (
            _("{region}: {rank}", region=place, rank=formats.rank(row["rank_parent"], row["n_parent"]))
            if ranked
            else f"{place} {figures.written_figure(float(row['value']), entry, unit)}"
        )
    rank = text.partition(": ")[2] or text
    text = first_that_fits([text, rank], width, material.scale.label, 700)
    dots = [
        Dot(float(row.value), _role(str(row.region_code), material),
            f"{material.regions.by_code[str(row.region_code)].chart_name}: {formats.value(row.value, entry, unit)}")
        for row in rows.itertuples()
    ]  # fmt: skip
    reference = None
    if found.whole is not None and entry.is_ranked and unit.kind not in ("count", "amount"):
        figure, word = figures.short_figure(found.whole, entry, unit)
        text_of_whole = f"{figure} {word}" if unit.rupiah is not None else figure
        reference = Reference(found.whole, f"{material.whole.short_name} {text_of_whole}")
    label = _("Sebaran {scope}", scope=material.scope.label)
    return strip(dots, text, reference, material.scale, width, height, label)


def _legend(limits: list[float], lowest: float, entry: Indicator, unit: Unit, scale: Scale, room: float) -> list[str]:
    """Labels of the classes, as wide as a swatch: ranges, with fewer decimals if they must, else upper limits."""
    if not limits:
        return []
    factor, decimals = 1.0, entry.decimals
    if unit.rupiah is not None:  # written in the step of the largest value
        top = max(abs(limit) for limit in limits) * unit.rupiah
        factor = unit.rupiah / next((step for step in (1e12, 1e9, 1e6) if top >= step), 1.0)
        decimals = 1
    scaled = [limit * factor for limit in limits]
    least = min(decimals, 1)
    options = []
    for digits in range(decimals, least - 1, -1):
        shown = entry.model_copy(update={"decimals": digits})
        options.append(class_labels([round(x, digits) for x in scaled], round(lowest * factor, digits), shown))
    options += [[f"≤ {formats.number(limit, digits)}" for limit in scaled] for digits in range(decimals, least - 1, -1)]
    options.append([f"≤ {formats.number(limit, 0)}" for limit in scaled])
    fits = (o for o in options if all(text_width(text, scale.note, 500, -0.02) <= room - 16 for text in o))
    return next(fits, options[-1])


def _own(found: CrossSection, material: Material) -> float | None:
    rows = found.frame[found.frame["region_code"] == material.region.region_code].dropna(subset=["value"])
    return float(rows["value"].iloc[0]) if len(rows) else None


def _role(code: str, material: Material) -> str:
    return "ours" if code == material.region.region_code else "other"
