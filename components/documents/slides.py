"""The take-home slides: charts, tables and shapes that can be edited, notes with what to say and the passports."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches

from components.documents.slide_parts import (
    CMP,
    CMP_INK,
    GROUND,
    INK,
    INK_2,
    US,
    add_chart,
    add_outlines,
    add_table,
    add_text,
    colour_cell,
    label_points,
    set_chart_title,
    set_font,
)
from components.formats import excel_format
from components.i18n import _
from components.tour.models import ChangeRow, ChangeSide, Chapter, Figure, Story
from components.tour.story import speaking

LEFT, TOP, FULL = Inches(0.55), Inches(1.72), Inches(12.23)
MAX_SLOPES = 3
HOST_FIRST = {1: US, 2: CMP_INK}  # heads of tables


def make_slides(story: Story) -> bytes:
    """The PPTX file: one slide per chapter and one with the passports, 16:9."""
    with speaking(story.language):
        deck = Presentation()
        deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
        deck.core_properties.title = _(
            "Paket studi tiru: {visitor} ke {host}", visitor=story.visitor.name, host=story.host.name
        )
        deck.core_properties.author = "Suluh"
        deck.core_properties.comments = f"{story.story_id} sha256 {story.digest}"
        for chapter in story.chapters:
            slide = _slide(deck, story, chapter)
            body = {"welcome": _welcome, "map": _map, "leads": _leads, "changes": _changes, "practices": _practices,
                    "order": _order, "lessons": _lessons, "data": _data}[chapter.kind]  # fmt: skip
            if chapter.has_rows:
                body(slide, story, chapter)
            else:
                add_text(slide, chapter.missing, LEFT, TOP, FULL, Inches(2), 20, INK_2)
            slide.notes_slide.notes_text_frame.text = _notes(story, chapter)
        _passports(deck, story)
        content = io.BytesIO()
        deck.save(content)
        return content.getvalue()


def _slide(deck, story: Story, chapter: Chapter):  # type: ignore[no-untyped-def]
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # title only
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = GROUND
    add_text(
        slide,
        f"Suluh · {chapter.number}. {chapter.name}",
        LEFT,
        Inches(0.3),
        Inches(8),
        Inches(0.35),
        12,
        INK_2,
        bold=True,
    )
    pair = _("{visitor} ke {host}", visitor=story.visitor.short, host=story.host.short)
    add_text(
        slide, pair, Inches(8.78), Inches(0.3), Inches(4), Inches(0.35), 12, INK_2, bold=True, align=PP_ALIGN.RIGHT
    )
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = LEFT, Inches(0.62), FULL, Inches(0.62)
    title.text_frame.word_wrap = True
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    title.text = chapter.title
    paragraph = title.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    set_font(paragraph.runs[0].font, 28 if len(chapter.title) <= 56 else 23, INK, True)
    for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
        setattr(title.text_frame, side, 0)
    rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, LEFT, Inches(1.28), FULL, Emu(22000))
    rule.fill.solid()
    rule.fill.fore_color.rgb = INK
    rule.line.fill.background()
    if chapter.caption:
        add_text(slide, chapter.caption, LEFT, Inches(1.32), FULL, Inches(0.34), 13, INK_2)
    foot = f"{chapter.foot} · {story.story_id} · sha256 {story.digest[:12]}"
    add_text(slide, foot, LEFT, Inches(7.06), FULL, Inches(0.3), 10, INK_2)
    return slide


def _welcome(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    add_text(slide, chapter.lede, LEFT, TOP, Inches(11), Inches(1.2), 20, INK)
    lines = [f"{place}   {name}" for place, name in enumerate(chapter.agenda, start=2)]
    add_text(slide, "\n".join(lines), LEFT, Inches(3.1), FULL, Inches(3.6), 20, INK, bold=True)


def _map(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    """The outlines as shapes of the program's own; figures in a table."""
    add_outlines(slide, story, LEFT, TOP, Inches(7.4))
    rows = [[_name(row.name, row.unit), _of(row.host), _of(row.visitor)] for row in chapter.facts]
    add_table(
        slide,
        [_("Dua daerah"), story.host.short, story.visitor.short],
        rows,
        Inches(8.25),
        TOP,
        (1.93, 1.3, 1.3),
        14,
        (1, 2),
        HOST_FIRST,
    )


def _leads(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    rows = [[_name(row.name, row.note), _of(row.host), _of(row.visitor), row.verdict_text] for row in chapter.leads]
    head = [_("Indikator, satuan, tahun"), story.host.short, story.visitor.short, story.visitor.short]
    table = add_table(slide, head, rows, LEFT, TOP, (3.4, 1.15, 1.15, 1.25), 13, (1, 2), HOST_FIRST)
    for place, row in enumerate(chapter.leads, start=1):
        colour_cell(table, place, 3, row.verdict)
    shown = [row for row in chapter.leads if row.host_place is not None and row.visitor_place is not None][::-1]
    if shown:
        data = CategoryChartData(number_format="0.0")
        data.categories = [row.name for row in shown]
        data.add_series(story.visitor.short, [round(row.visitor_place or 0.0, 1) for row in shown])
        data.add_series(story.host.short, [round(row.host_place or 0.0, 1) for row in shown])
        chart = add_chart(
            slide, XL_CHART_TYPE.BAR_CLUSTERED, data, Inches(7.75), TOP, Inches(5.03), Inches(5.2), (CMP, US)
        )
        chart.has_title = True
        set_chart_title(chart, _("Persentil di antara {group}, 100 = terbaik", group=story.group))
        chart.value_axis.maximum_scale, chart.value_axis.minimum_scale = 100, 0
        label_points(chart, "0")


def _changes(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    rows = [
        [_name(row.name, row.note), _moved(row.host), _moved(row.visitor), row.median_text] for row in chapter.changes
    ]
    head = [_("Indikator, satuan"), story.host.short, story.visitor.short, _("Tren")]
    table = add_table(slide, head, rows, LEFT, TOP, (2.7, 2.25, 2.25, 1.1), 11.5, (3,), HOST_FIRST)
    states = {"better": "ahead", "worse": "behind"}
    for place, row in enumerate(chapter.changes, start=1):
        for column, side in ((1, row.host), (2, row.visitor)):
            if side.direction in states:
                colour_cell(table, place, column, states[side.direction])
    whole = [row for row in chapter.changes if all(_ends(side) for side in (row.host, row.visitor))]
    for place, row in enumerate(whole[:MAX_SLOPES]):
        _slope(slide, story, row, Inches(9.15), TOP + Inches(1.72) * place, Inches(3.63), Inches(1.72))


def _practices(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    rows = [
        [_name(f"{place}. {row.name}", row.indicator), _name(_of(row.host), row.host_note),
         _name(_of(row.visitor), row.visitor_note), _name(row.verdict_text, row.verdict_note), row.step,
         _name(row.record, "; ".join(row.claims))]
        for place, row in enumerate(chapter.practices, start=1)
    ]  # fmt: skip
    head = [
        _("Praktik dan indikatornya"),
        story.host.short,
        story.visitor.short,
        _("Bukti"),
        _("Langkah pertama"),
        _("Tercatat"),
    ]
    table = add_table(slide, head, rows, LEFT, TOP, (2.5, 1.75, 1.75, 1.93, 2.1, 2.2), 13, (), HOST_FIRST)
    for place, row in enumerate(chapter.practices, start=1):
        colour_cell(table, place, 3, row.verdict)


def _order(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    width = Inches(3.85)
    for place, row in enumerate(chapter.steps):
        left = LEFT + (width + Inches(0.34)) * place
        add_text(slide, row.days_text, left, Inches(1.9), width, Inches(0.6), 28, US, bold=True)
        add_text(slide, row.title, left, Inches(2.6), width, Inches(1), 20, INK, bold=True)
        add_text(slide, row.text, left, Inches(3.7), width, Inches(2.2), 16, INK)
        add_text(slide, row.practice, left, Inches(6), width, Inches(0.4), 13, INK_2)


def _lessons(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    rows = [
        [_name(row.name, row.note), _of(row.visitor), _of(row.host), row.gap_text, row.since] for row in chapter.leads
    ]
    head = [_("Indikator, satuan, tahun"), story.visitor.short, story.host.short, _("Selisih"), _("Sejak")]
    if rows:
        add_table(slide, head, rows, LEFT, TOP, (3.2, 1.1, 1.1, 1.0, 1.3), 13, (1, 2), {1: CMP_INK, 2: US})
    measured = [row for row in chapter.leads if row.gap_mad is not None][::-1]
    if measured:
        data = CategoryChartData(number_format="0.0")
        data.categories = [row.name for row in measured]
        data.add_series(story.visitor.short, [round(row.gap_mad or 0.0, 1) for row in measured])
        chart = add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, Inches(8.5), TOP, Inches(4.28), Inches(3.6), (CMP,))
        chart.has_title = True
        set_chart_title(chart, _("Selisih dalam MAD {group}", group=story.group))
        chart.has_legend = False
        label_points(chart, "0.0")
    told = [f"{row.name}: {row.record} ({row.source})" for row in chapter.practices]
    if told:
        add_text(slide, "\n".join(told), LEFT, Inches(5.75), FULL, Inches(1.2), 14, INK)


def _data(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    rows = [[_name(row.name, row.note), _of(row.figure), row.state_text] for row in chapter.data]
    add_table(
        slide,
        [_("Indikator"), story.visitor.short, _("Periode, asal, penerbit")],
        rows,
        LEFT,
        TOP,
        (4.2, 2.0, 6.03),
        14,
        (1,),
        {1: CMP_INK},
    )


def _passports(deck, story: Story) -> None:  # type: ignore[no-untyped-def]
    """Ids and hashes on a slide; every line of every passport in its notes."""
    blank = Chapter(
        "data", len(story.chapters) + 1, _("Paspor"), _("Paspor indikator dan berkas"), "", "", "", "", (), ()
    )
    slide = _slide(deck, story, blank)
    lines = [
        f"{passport.name} · {passport.passport_id} · sha256 {passport.digest[:16]}…" for passport in story.passports
    ]
    half = (len(lines) + 1) // 2
    for place, part in enumerate((lines[:half], lines[half:])):
        add_text(slide, "\n".join(part), LEFT + Inches(6.2) * place, Inches(1.5), Inches(6), Inches(5), 9.5, INK)
    add_text(slide, story.boundaries, LEFT, Inches(6.55), FULL, Inches(0.5), 10, INK_2)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(
        "\n".join(
            [f"{passport.passport_id} sha256 {passport.digest}", *(f"{name}: {text}" for name, text in passport.lines)]
        )
        for passport in story.passports
    )


def _notes(story: Story, chapter: Chapter) -> str:
    """What to say, the figures in words, and the passports they belong to."""
    own = {figure.indicator_id for figure in chapter.figures() if figure is not None and figure.indicator_id}
    passports = [f"{p.passport_id} sha256 {p.digest}" for p in story.passports if p.indicator_id in own]
    parts = [[chapter.lede] if chapter.lede else [], list(chapter.notes), list(chapter.spoken)]
    if passports:
        parts.append([_("Paspor:"), *passports])
    parts.append([f"{story.story_id} sha256 {story.digest}"])
    return "\n\n".join("\n".join(part) for part in parts if part)


def _slope(slide, story: Story, row: ChangeRow, left: int, top: int, width: int, height: int) -> None:  # type: ignore[no-untyped-def]
    """A line from the first to the last year for both regions."""
    first = row.host.start
    assert first is not None
    data = CategoryChartData(number_format=excel_format(first.decimals))
    ends = [(side.start, side.end) for side in (row.host, row.visitor)]
    data.categories = [figure.period_text for figure in ends[0] if figure is not None]
    for name, pair in ((story.host.short, ends[0]), (story.visitor.short, ends[1])):
        data.add_series(name, [figure.value if figure is not None else None for figure in pair])
    chart = add_chart(slide, XL_CHART_TYPE.LINE_MARKERS, data, left, top, width, height, (US, CMP))
    chart.has_title = True
    set_chart_title(chart, f"{row.name}, {row.note}")
    chart.has_legend = False
    chart.value_axis.visible = False
    label_points(chart, excel_format(first.decimals), XL_LABEL_POSITION.ABOVE)


def _of(figure: Figure | None) -> str:
    return figure.text if figure else _("belum tersedia")


def _name(main: str, under: str) -> tuple[str, str]:
    return (main, under)


def _moved(side: ChangeSide) -> tuple[str, str]:
    if side.reason:
        return ("", side.reason)
    return (f"{side.ends_text}   {side.change_text}", ", ".join(filter(None, (side.direction_text, side.trend_text))))


def _ends(side: ChangeSide) -> bool:
    return side.start is not None and side.end is not None and not side.reason
