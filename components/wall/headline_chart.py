"""The headline of a scene as a chart: a line with both names at its end, or a large figure beside a few points."""

from __future__ import annotations

from components import formats
from components.i18n import _, current
from components.overview.headlines import Headline, badges
from components.wall import figures
from components.wall.material import Material
from components.wall.models import Chart
from components.wall.pictures.lines import ChartTexts, Line, Point, chart
from components.wall.tiles import is_comparable, points_of, state_of, target_standing
from data_access.derive.periods import position_of

NAME_ROW, AIR, TILES_ROW = 1.2, 0.6, 6.35  # heights in m
HERO_WIDTH, HERO_GAP = 6.9, 40  # in m, in px
FEW = 4  # up to so many points the figure itself is what is read from the back


def make_chart(headline: Headline, material: Material, width: float, has_tiles: bool) -> Chart | None:
    """The chart of a headline; None without a single value."""
    entry, unit, scale, latest = headline.indicator, headline.unit, material.scale, headline.latest
    ours = points_of(headline.own)
    if latest is None or not ours:
        return None
    standing = target_standing(headline, material.targets, material.region.region_code)
    state, state_text = state_of(headline, standing)
    is_hero = len(ours) <= FEW
    reference = points_of(headline.reference) if is_comparable(headline) else []
    reference = [point for point in reference if ours[0][0] <= point[0]]
    height = scale.body - 18 - (scale.of(TILES_ROW) if has_tiles else 0) - (0 if is_hero else scale.of(NAME_ROW) + 10)
    wide = width - (scale.of(HERO_WIDTH) + HERO_GAP) if is_hero else width
    whole = material.whole.short_name if headline.benchmark is None else headline.benchmark_name
    last = figures.written_figure(float(latest["value"]), entry, unit)
    picture = chart(
        Line(ours, material.short_name(material.region), last),
        Line(reference, whole, figures.written_figure(reference[-1][1], entry, unit)) if reference else None,
        _texts(headline, material),
        scale, wide, height - scale.of(AIR),
        position_of(headline.expected) if headline.expected else None,
        _("{indicator} dari {first} sampai {last}", indicator=entry.name(current()),
          first=formats.period(str(headline.own["period"].iloc[0]), entry),
          last=formats.period(latest["period"], entry)),
        targets_of(headline, material),
        entry.official_classes or (),
        not is_hero,
    )  # fmt: skip
    first, final = (
        figures.short_period(str(period), entry) for period in (headline.own["period"].iloc[0], latest["period"])
    )
    span = first if first == final else f"{first}–{final}"
    unit_text = unit.suffix.strip() or unit.name(current())
    notes = [f"{figures.short_period(latest['period'], entry)}, {unit.name(current())}"]
    if state != "plain":
        notes.append(badges(latest))
    if headline.benchmark is not None and is_comparable(headline):
        notes.append(headline.benchmark_text)
    if entry.official_classes is not None and entry.classes_source is not None:
        notes.append(_("garis: batas kelas {source}", source=entry.classes_source(current())))
    if not is_hero:
        notes = []
    return Chart(
        name=entry.wall_name(current()),
        note=f"{unit_text} · {span}",
        state=state,
        state_text=state_text,
        picture=picture,
        hero=figures.short_figure(float(latest["value"]), entry, unit)[0] if is_hero else "",
        hero_notes=notes,
    )


def targets_of(headline: Headline, material: Material) -> list[Point]:
    """The region's own targets as points of a path."""
    t = material.targets
    own = t[(t["indicator_id"] == headline.indicator.indicator_id) & (t["region_code"] == material.region.region_code)]
    rows = own.sort_values("period")
    return [
        (round(position_of(period), 2), float(value), "target")
        for period, value in zip(rows["period"], rows["value"], strict=True)
    ]


def _texts(headline: Headline, material: Material) -> ChartTexts:
    entry, unit = headline.indicator, headline.unit
    gap = ""
    if headline.benchmark is not None and headline.latest is not None and is_comparable(headline):
        gap = figures.written_gap(headline.latest["value"] - headline.benchmark.value, entry, unit)
    breaks = material.breaks
    mine = breaks[
        (breaks["indicator_id"] == entry.indicator_id) & breaks["region_code"].isin(["", material.region.region_code])
    ]
    return ChartTexts(
        write=lambda value: figures.short_figure(value, entry, unit)[0],
        tick=lambda value, is_top: _tick(value, is_top, entry, unit),
        year=lambda year: str(int(year)),
        breaks=[(position_of(str(period)), _("seri baru, {period}", period=figures.short_period(str(period), entry)))
                for period in mine["period"]],
        gap=gap,
    )  # fmt: skip


def _tick(value: float, is_top: bool, entry: object, unit: object) -> str:
    decimals = max(formats.decimals_of(value), 0)
    scaled, word = value, ""
    if getattr(unit, "rupiah", None) is not None:
        return " ".join(filter(None, figures.short_figure(value, entry, unit)))  # type: ignore[arg-type]
    suffix = getattr(unit, "suffix", "").strip()
    word = f" {suffix}" if suffix and is_top else ""
    return formats.number(scaled, decimals) + word
