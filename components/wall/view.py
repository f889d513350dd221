"""From the material to finished scenes: which are shown, what each says, and what stands in its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from components import formats
from components.board.models import MapView
from components.i18n import _, current, n_
from components.maps.layers import layer_for, layer_url
from components.overview.heading import finding, inside_sentence, told_first
from components.overview.headlines import Headline, publisher
from components.wall import figures, findings
from components.wall.attention import make_items
from components.wall.headline_chart import make_chart, targets_of
from components.wall.legibility import INNER, Scale, first_that_fits, text_width
from components.wall.material import Material
from components.wall.models import WallScene, WallTile
from components.wall.pair_table import make_pair_table, tally
from components.wall.panels import make_panel
from components.wall.scenes import LEFT, Scene, name_width
from components.wall.tiles import Place, badge_note, is_comparable, make_tile, points_of, target_standing
from data_access.derive.ranking import EQUAL_BAND_MAD

TITLE_WEIGHT, TITLE_TRACKING = 700, -0.018
AGES, AGES_AFAR = 700.0, 480.0  # px at m = 42 kept free in the foot for the ages and the mark; less text from afar
PAIR_MAP = (528, 420)
LONGEST_DAY = {"id": "Minggu, 22 September 2026", "en": "Wednesday, 22 September 2026"}


def make_scene(scene: Scene, material: Material) -> WallScene | None:
    """A finished scene in the language of the run, or None when nothing is left of it."""
    make: Callable[[Scene, Material], WallScene | None] = {
        "tiles": _tiles_scene, "chart": _chart_scene, "pair": _pair_scene, "attention": _attention_scene,
    }[scene.form]  # fmt: skip
    return make(scene, material)


def needed(scenes: Sequence[Scene]) -> tuple[list[str], list[str], list[str]]:
    """Indicators of figures, of maps and of pairs, each once."""
    figures_ = [i for s in scenes for i in ([s.headline] if s.headline else []) + list(s.tiles)]
    maps = [s.map for s in scenes if s.map]
    pairs = [i for s in scenes for i in s.pair]
    return list(dict.fromkeys(figures_)), list(dict.fromkeys(maps)), list(dict.fromkeys(pairs))


def header(place: str, chart_name: str, scenes: Sequence[WallScene], scale: Scale) -> tuple[str, bool]:
    """The name of the place as it fits beside the longest scene name, and whether the day has room too."""
    clock = scale.of(9.2)  # clock, ring, count, connection and the gaps between
    longest = max((text_width(scene.name, scale.label) for scene in scenes), default=0.0)
    day = text_width(LONGEST_DAY.get(current(), LONGEST_DAY["en"]), scale.note) + scale.of(0.5)
    for name, has_date in ((place, True), (place, False), (chart_name, True), (chart_name, False)):
        wide = text_width(name, scale.label, 750) + 60 + longest + clock + (day if has_date else 0)
        if wide <= INNER:
            return name, has_date
    return chart_name, False


def _tiles_scene(scene: Scene, material: Material) -> WallScene | None:
    headlines = [material.headlines[indicator_id] for indicator_id in scene.tiles]
    panel = make_panel(scene, material)
    if not any(h.latest is not None for h in headlines) and panel is None:
        return None
    scale = material.scale
    is_row = scale.layout != "full"
    room = Place(name_width(scene if panel or not scene.map else scene.model_copy(update={"map": None}), scale), True,
                 is_row=is_row)  # fmt: skip
    tiles = [_tile(h, material, room) for h in headlines]
    titles = _tiles_titles(headlines, material)
    return _scene(scene, material, titles, _foot(headlines, scene, material), tiles=tiles, panel=panel)


def _chart_scene(scene: Scene, material: Material) -> WallScene | None:
    headline = material.headlines[str(scene.headline)]
    headlines = [material.headlines[indicator_id] for indicator_id in scene.tiles]
    panel = make_panel(scene, material)
    width = LEFT if panel else INNER
    chart = make_chart(headline, material, width, bool(scene.tiles))
    if chart is None:  # the tiles alone still say something
        if not scene.tiles:
            return None
        return _tiles_scene(scene.model_copy(update={"headline": None}), material)
    room = Place((width - 40) / 3, False, is_narrow=True)
    tiles = [_tile(h, material, room) for h in headlines]
    titles = findings.chart_finding(facts_of(headline, material))
    return _scene(
        scene, material, titles, _foot([headline, *headlines], scene, material), tiles=tiles, chart=chart, panel=panel
    )


def _pair_scene(scene: Scene, material: Material) -> WallScene | None:
    table = make_pair_table(scene, material)
    if table is None:
        return None
    ahead, behind, equal, _missing = tally(table.rows)
    outline = _plain_map(material)
    table = replace(table, map=outline)
    titles = findings.pair_finding(table.ours, table.theirs, ahead, behind, equal)
    entries = [material.catalogue.indicator(indicator_id) for indicator_id in scene.pair]
    rule = _("Setara: selisih ≤ {band} MAD", band="½" if EQUAL_BAND_MAD == 0.5 else formats.number(EQUAL_BAND_MAD, 2))
    place = _("Posisi: peringkat di antara {scope}", scope=material.scope.label)
    foot = _fit([publisher(entry) for entry in entries], [rule], [place], material)
    return _scene(scene, material, titles, foot, pair=table)


def _attention_scene(scene: Scene, material: Material) -> WallScene | None:
    items = make_items(material)
    if not items:
        return None
    foot = _("Daftar lengkap: pindai kode") if material.base else _("Daftar lengkap: halaman Perlu perhatian")
    return _scene(scene, material, findings.attention_finding(len(items)), foot, items=items)


def _scene(scene: Scene, material: Material, titles: list[str], foot: str, **parts: object) -> WallScene:
    title = first_that_fits([*titles, scene.name(current())], INNER, material.scale.title, TITLE_WEIGHT, TITLE_TRACKING)
    partner = material.short_name(material.partner) if material.partner else ""
    return WallScene(
        id=scene.id,
        name=scene.name(current()).replace("{region}", partner),
        title=title,
        dwell=scene.dwell,
        form="chart" if parts.get("chart") else "tiles" if parts.get("tiles") else scene.form,
        layout=material.scale.layout or "single",
        foot=foot,
        **parts,  # type: ignore[arg-type]
    )


def _tile(headline: Headline, material: Material, room: Place) -> WallTile:
    standing = target_standing(headline, material.targets, material.region.region_code)
    return make_tile(headline, standing, targets_of(headline, material), material.scale, room, material.today)


def facts_of(headline: Headline, material: Material) -> findings.Facts:
    """What a sentence may say of one figure."""
    entry, unit, latest = headline.indicator, headline.unit, headline.latest
    assert latest is not None
    standing = target_standing(headline, material.targets, material.region.region_code)
    benchmark = headline.benchmark if is_comparable(headline) else None
    move = findings.last_move(points_of(headline.own), entry.frequency)
    is_target = standing is not None and standing.pace is not None and standing.period == latest["period"]
    return findings.Facts(
        name=entry.wall_name(current()),
        entry=entry,
        unit=unit,
        value=float(latest["value"]),
        since=figures.short_period(latest["previous_period"], entry) if latest["previous_period"] else "",
        move=move if latest["previous_period"] else None,
        benchmark=benchmark.value if benchmark else None,
        benchmark_name=headline.benchmark_name,
        verdict=headline.verdict,
        pace=standing.pace if standing is not None and is_target else None,
        target_year=formats.period(standing.goal_period, entry) if standing is not None and is_target else "",
    )


def _tiles_titles(headlines: Sequence[Headline], material: Material) -> list[str]:
    told = told_first(_by_benchmark([h for h in headlines if is_comparable(h)]))
    if len(told) == 1:
        return [*findings.tile_finding(facts_of(told[0], material)), finding(material.region, told)]
    if told:
        single = findings.tile_finding(facts_of(told[0], material))
        return [finding(material.region, told), *single, finding(material.region, told[:1])]
    current_ones = [h for h in headlines if h.is_current and h.latest is not None]
    if current_ones:
        pairs = [
            (h.indicator.wall_name(current()), figures.written_figure(h.latest["value"], h.indicator, h.unit))
            for h in current_ones if h.latest is not None
        ]  # fmt: skip
        return findings.figures_finding([*pairs[:1], *[(inside_sentence(name), value) for name, value in pairs[1:]]])
    return [_("Belum ada angka terbaru untuk {region}", region=material.short_name(material.region))]


def _by_benchmark(headlines: Sequence[Headline]) -> list[Headline]:
    """In their order, those first whose benchmark most of them share, so that one sentence can tell two."""
    names = [h.benchmark_name for h in headlines if h.is_current and h.verdict != "unknown"]
    return sorted(headlines, key=lambda h: -names.count(h.benchmark_name))


def _foot(headlines: Sequence[Headline], scene: Scene, material: Material) -> str:
    """Sources, the reference, figures that are not plain official ones, how many are missing: as much as fits."""
    entries = [h.indicator for h in headlines]
    if scene.map:
        entries.append(material.catalogue.indicator(scene.map))
    lacking = sum(h.latest is None or not h.is_current for h in headlines)
    always = []
    if lacking:
        always.append(_("{n} dari {total} tanpa data", n=formats.count(lacking), total=formats.count(len(headlines))))
    parts = []
    names = [h.benchmark_name for h in headlines if h.benchmark is not None and is_comparable(h)]
    if names:
        parts.append(_("patokan: {group}", group=", ".join(dict.fromkeys(names))))
    parts += [note for h in headlines if is_comparable(h) for note in [badge_note(h)] if note]
    return _fit([publisher(entry) for entry in entries], always, parts, material)


def _sources(publishers: Sequence[str], shown: int) -> str:
    """Sumber: BPS, Kemenkes dan 2 lain."""
    names = list(dict.fromkeys(publishers))
    if shown >= len(names):
        return _("Sumber: {names}", names=", ".join(names))
    rest = len(names) - shown
    return n_(
        "Sumber: {names} dan {n} lain", "Sumber: {names} dan {n} lain", rest, names=", ".join(names[:shown]),
        n=formats.count(rest),
    )  # fmt: skip


def _fit(publishers: Sequence[str], always: Sequence[str], parts: Sequence[str], material: Material) -> str:
    """The publishers, as many as leave room for what is always said, and each further part where it still fits."""
    room = INNER - (AGES if material.scale.layout == "full" else AGES_AFAR) * material.scale.m / 42

    def width(texts: Sequence[str]) -> float:
        return text_width(" · ".join(texts), material.scale.note, 500, -0.01)

    n = len(set(publishers))
    options = [[_sources(publishers, shown), *always] for shown in range(n, 0, -1)]
    options.append([n_("{n} sumber", "{n} sumber", n, n=formats.count(n)), *always])
    kept = list(next((option for option in options if width(option) <= room), options[-1]))
    for part in parts:
        if width([*kept, part]) <= room:
            kept.append(part)
    return " · ".join(kept)


def _plain_map(material: Material) -> MapView:
    """Outlines only, ours and the comparator coloured."""
    partner = material.partner
    assert partner is not None
    layer = layer_url(layer_for(material.scope.level, material.scope.parent_code, material.regions))
    parent = material.scope.parent_code if material.scope.parent_code != "ID" else None
    return MapView(
        title=_("Letak {ours} dan {theirs}", ours=material.region.name, theirs=partner.name),
        layer=layer, parent=parent, codes=[], values={}, periods=[], period_labels={}, period="", limits=[],
        class_labels=[], kind="rate", decimals=0, suffix="", ours=material.region.region_code,
        compared=[partner.region_code], width=PAIR_MAP[0], height=PAIR_MAP[1],
    )  # fmt: skip
