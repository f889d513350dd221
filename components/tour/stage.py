"""The stage: the story as the board component draws it, without what is only for the presenter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from components import board
from components.i18n import _
from components.maps.layers import JAVA, NATION, PROVINCES, districts_of, layer_url, regions_of_layer
from components.tour.models import Story
from data_access.models import Level
from data_access.regions import Regions

LAKES = "reservoirs_java.topojson"
PRESENTER = ("notes", "spoken")  # parts of a chapter that the stage never shows


def draw_stage(story: Story, place: int, regions: Regions, on_step: Callable[[int], None]) -> None:
    """All chapters, the one at `place` shown; `on_step` gets the place that a key or a button leads to."""
    board.draw_stage(stage_data(story, place, regions), "tour_stage", on_step)


def stage_data(story: Story, place: int, regions: Regions) -> dict[str, object]:
    """What travels to the browser: finished words, and URLs of outlines; no notes, no geometry."""
    chapters = [
        {**{key: value for key, value in asdict(chapter).items() if key not in PRESENTER}, "has_rows": chapter.has_rows}
        for chapter in story.chapters
    ]
    return {
        "story_id": f"{story.story_id}-{story.language}",
        "index": place,
        "chapters": chapters,
        "host": asdict(story.host),
        "visitor": asdict(story.visitor),
        "locale": board.NUMBER_LOCALES.get(story.language, story.language),
        **_layers(story, regions),
        "names": _clear_names(story, regions),
        "words": {
            "tour": _("Studi tiru"),
            "pair": _("{visitor} ke {host}", visitor=story.visitor.short, host=story.host.short),
            "back": _("Kembali"),
            "next": _("Lanjut"),
            "full": _("Layar penuh"),
            "host": _("tuan rumah"),
            "visitor": _("tamu"),
            "indicator": _("Indikator, satuan, tahun"),
            "behind": _("belakang"),
            "ahead": _("depan"),
            "gap": _("Selisih"),
            "median": _("Tren"),
            "practice": _("Praktik dan indikatornya"),
            "evidence": _("Bukti"),
            "first_step": _("Langkah pertama"),
            "missing": _("belum tersedia"),
            "no_layer": _("Peta tidak dapat dimuat; angkanya ada pada tabel."),
        },
    }


def _layers(story: Story, regions: Regions) -> dict[str, str | None]:
    """The finest outlines that hold both; districts and lakes where both are regencies of Java."""
    pair = [regions.by_code[place.code] for place in (story.host, story.visitor)]
    codes = {region.region_code for region in pair}
    if all(region.level is Level.PROVINCE for region in pair):
        layer = PROVINCES
    else:
        layer = JAVA if codes <= regions_of_layer(JAVA) else NATION
    found = {districts_of(region) for region in pair}
    districts = found.pop() if len(found) == 1 else None
    return {
        "layer": layer_url(layer),
        "provinces": layer_url(PROVINCES),
        "districts": layer_url(districts) if districts else None,
        "lakes": layer_url(LAKES) if districts else None,
    }


def _clear_names(story: Story, regions: Regions) -> dict[str, str]:
    """What the outlines call ambiguously, in the provinces of both: Kab. Bandung."""
    parents = {regions.by_code[place.code].parent_code for place in (story.host, story.visitor)}
    every = [region for parent in parents if parent for region in regions.children(parent)]
    known = [region.short_name for region in regions.by_code.values() if region.level is Level.REGENCY]
    return {region.region_code: region.chart_name for region in every if known.count(region.short_name) > 1}
