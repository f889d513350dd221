"""The take-home slides: charts, tables and shapes that can be edited, notes with what to say and the passports."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from components.documents.outlines import COLOURS, HEIGHT, WIDTH, draw_picture
from components.formats import excel_format
from components.i18n import _
from components.tour.models import ChangeRow, ChangeSide, Chapter, Figure, Story
from components.tour.story import speaking

FONT = "Plus Jakarta Sans"  # PowerPoint takes its own where it is not installed
INK, INK_2, US, CMP, CMP_INK = (
    RGBColor.from_string(code) for code in ("15212B", "46535F", "12436D", "F46A25", "B4420B")
)
RULE, GROUND, SUNKEN = (RGBColor.from_string(code) for code in ("D8D6CE", "F7F6F2", "EEECE5"))
STATES = {"ahead": "006B78", "behind": "A3123F", "equal": "46535F", "unknown": "5F6B76", "supported": "006B78",
          "not_supported": "A3123F", "partly": "8A5A00", "not_comparable": "5F6B76", "no_data": "5F6B76"}  # fmt: skip
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
                _text(slide, chapter.missing, LEFT, TOP, FULL, Inches(2), 20, INK_2)
            slide.notes_slide.notes_text_frame.text = _notes(story, chapter)
        _passports(deck, story)
        content = io.BytesIO()
        deck.save(content)
        return content.getvalue()


def _slide(deck, story: Story, chapter: Chapter):  # type: ignore[no-untyped-def]
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # title only
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = GROUND
    _text(
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
    _text(slide, pair, Inches(8.78), Inches(0.3), Inches(4), Inches(0.35), 12, INK_2, bold=True, align=PP_ALIGN.RIGHT)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = LEFT, Inches(0.62), FULL, Inches(0.62)
    title.text_frame.word_wrap = True
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    title.text = chapter.title
    paragraph = title.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    _font(paragraph.runs[0].font, 28 if len(chapter.title) <= 56 else 23, INK, True)
    for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
        setattr(title.text_frame, side, 0)
    rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, LEFT, Inches(1.28), FULL, Emu(22000))
    rule.fill.solid()
    rule.fill.fore_color.rgb = INK
    rule.line.fill.background()
    if chapter.caption:
        _text(slide, chapter.caption, LEFT, Inches(1.32), FULL, Inches(0.34), 13, INK_2)
    foot = f"{chapter.foot} · {story.story_id} · sha256 {story.digest[:12]}"
    _text(slide, foot, LEFT, Inches(7.06), FULL, Inches(0.3), 10, INK_2)
    return slide


def _welcome(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    _text(slide, chapter.lede, LEFT, TOP, Inches(11), Inches(1.2), 20, INK)
    lines = [f"{place}   {name}" for place, name in enumerate(chapter.agenda, start=2)]
    _text(slide, "\n".join(lines), LEFT, Inches(3.1), FULL, Inches(3.6), 20, INK, bold=True)


def _map(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    """The outlines as shapes of the program's own; figures in a table."""
    _outlines(slide, story, LEFT, TOP, Inches(7.4))
    rows = [[_name(row.name, row.unit), _of(row.host), _of(row.visitor)] for row in chapter.facts]
    _table(
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
    table = _table(slide, head, rows, LEFT, TOP, (3.4, 1.15, 1.15, 1.25), 13, (1, 2), HOST_FIRST)
    for place, row in enumerate(chapter.leads, start=1):
        _colour(table, place, 3, row.verdict)
    shown = [row for row in chapter.leads if row.host_place is not None and row.visitor_place is not None][::-1]
    if shown:
        data = CategoryChartData(number_format="0.0")
        data.categories = [row.name for row in shown]
        data.add_series(story.visitor.short, [round(row.visitor_place or 0.0, 1) for row in shown])
        data.add_series(story.host.short, [round(row.host_place or 0.0, 1) for row in shown])
        chart = _chart(
            slide, XL_CHART_TYPE.BAR_CLUSTERED, data, Inches(7.75), TOP, Inches(5.03), Inches(5.2), (CMP, US)
        )
        chart.has_title = True
        _title(chart, _("Persentil di antara {group}, 100 = terbaik", group=story.group))
        chart.value_axis.maximum_scale, chart.value_axis.minimum_scale = 100, 0
        _labels(chart, "0")


def _changes(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    rows = [
        [_name(row.name, row.note), _moved(row.host), _moved(row.visitor), row.median_text] for row in chapter.changes
    ]
    head = [_("Indikator, satuan"), story.host.short, story.visitor.short, _("Tren")]
    table = _table(slide, head, rows, LEFT, TOP, (2.7, 2.25, 2.25, 1.1), 11.5, (3,), HOST_FIRST)
    states = {"better": "ahead", "worse": "behind"}
    for place, row in enumerate(chapter.changes, start=1):
        for column, side in ((1, row.host), (2, row.visitor)):
            if side.direction in states:
                _colour(table, place, column, states[side.direction])
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
    table = _table(slide, head, rows, LEFT, TOP, (2.5, 1.75, 1.75, 1.93, 2.1, 2.2), 13, (), HOST_FIRST)
    for place, row in enumerate(chapter.practices, start=1):
        _colour(table, place, 3, row.verdict)


def _order(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    width = Inches(3.85)
    for place, row in enumerate(chapter.steps):
        left = LEFT + (width + Inches(0.34)) * place
        _text(slide, row.days_text, left, Inches(1.9), width, Inches(0.6), 28, US, bold=True)
        _text(slide, row.title, left, Inches(2.6), width, Inches(1), 20, INK, bold=True)
        _text(slide, row.text, left, Inches(3.7), width, Inches(2.2), 16, INK)
        _text(slide, row.practice, left, Inches(6), width, Inches(0.4), 13, INK_2)


def _lessons(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    rows = [
        [_name(row.name, row.note), _of(row.visitor), _of(row.host), row.gap_text, row.since] for row in chapter.leads
    ]
    head = [_("Indikator, satuan, tahun"), story.visitor.short, story.host.short, _("Selisih"), _("Sejak")]
    if rows:
        _table(slide, head, rows, LEFT, TOP, (3.2, 1.1, 1.1, 1.0, 1.3), 13, (1, 2), {1: CMP_INK, 2: US})
    measured = [row for row in chapter.leads if row.gap_mad is not None][::-1]
    if measured:
        data = CategoryChartData(number_format="0.0")
        data.categories = [row.name for row in measured]
        data.add_series(story.visitor.short, [round(row.gap_mad or 0.0, 1) for row in measured])
        chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, Inches(8.5), TOP, Inches(4.28), Inches(3.6), (CMP,))
        chart.has_title = True
        _title(chart, _("Selisih dalam MAD {group}", group=story.group))
        chart.has_legend = False
        _labels(chart, "0.0")
    told = [f"{row.name}: {row.record} ({row.source})" for row in chapter.practices]
    if told:
        _text(slide, "\n".join(told), LEFT, Inches(5.75), FULL, Inches(1.2), 14, INK)


def _data(slide, story: Story, chapter: Chapter) -> None:  # type: ignore[no-untyped-def]
    rows = [[_name(row.name, row.note), _of(row.figure), row.state_text] for row in chapter.data]
    _table(
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
        _text(slide, "\n".join(part), LEFT + Inches(6.2) * place, Inches(1.5), Inches(6), Inches(5), 9.5, INK)
    _text(slide, story.boundaries, LEFT, Inches(6.55), FULL, Inches(0.5), 10, INK_2)
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
    chart = _chart(slide, XL_CHART_TYPE.LINE_MARKERS, data, left, top, width, height, (US, CMP))
    chart.has_title = True
    _title(chart, f"{row.name}, {row.note}")
    chart.has_legend = False
    chart.value_axis.visible = False
    _labels(chart, excel_format(first.decimals), XL_LABEL_POSITION.ABOVE)


def _chart(slide, kind, data, left, top, width, height, colours: Sequence[RGBColor]):  # type: ignore[no-untyped-def]
    chart = slide.shapes.add_chart(kind, left, top, width, height, data).chart
    _font(chart.font, 11, INK)
    chart.has_legend = len(colours) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.format.line.fill.background()
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = RULE
    for series, colour in zip(chart.plots[0].series, colours, strict=False):
        if kind == XL_CHART_TYPE.LINE_MARKERS:
            series.format.line.color.rgb = colour
            series.format.line.width = Pt(2.25)
            series.smooth = False
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = colour
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
    if kind == XL_CHART_TYPE.BAR_CLUSTERED:
        chart.plots[0].gap_width, chart.plots[0].overlap = 60, -8
        chart.value_axis.visible = False
    return chart


def _labels(chart, number_format: str, position=None) -> None:  # type: ignore[no-untyped-def]
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = number_format, False
    plot.data_labels.show_value = True
    if position is not None:
        plot.data_labels.position = position
    _font(plot.data_labels.font, 10, INK)


def _title(chart, words: str) -> None:  # type: ignore[no-untyped-def]
    chart.chart_title.text_frame.text = words
    _font(chart.chart_title.text_frame.paragraphs[0].runs[0].font, 11, INK_2, True)


def _outlines(slide, story: Story, left: int, top: int, width: int) -> None:  # type: ignore[no-untyped-def]
    """Every region as a freeform, so that a map can be recoloured."""
    picture = draw_picture(story.host.code, story.visitor.code)
    scale = width / WIDTH
    sea = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, width, int(HEIGHT * scale))
    sea.fill.solid()
    sea.fill.fore_color.rgb = SUNKEN
    sea.line.fill.background()
    names = {place.code: place.short for place in (story.host, story.visitor)}
    for shape in picture.shapes:
        if shape.role == "district":
            continue
        builder = None
        for ring in shape.rings:
            points = [(left + x * scale, top + y * scale) for x, y in ring]
            if builder is None:
                builder = slide.shapes.build_freeform(int(points[0][0]), int(points[0][1]), scale=1.0)
            else:
                builder.move_to(int(points[0][0]), int(points[0][1]))
            builder.add_line_segments([(int(x), int(y)) for x, y in points[1:]], close=True)
        assert builder is not None
        drawn = builder.convert_to_shape()
        drawn.name = names.get(shape.code, shape.code)
        drawn.shadow.inherit = False
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = RGBColor.from_string(COLOURS[shape.role].lstrip("#"))
        drawn.line.color.rgb = INK if shape.role != "other" else GROUND
        drawn.line.width = Pt(1.5 if shape.role != "other" else 1)
    for shape in picture.shapes:
        if shape.code in names and shape.role in ("host", "visitor"):
            x, y = (int(value * scale) for value in shape.centre)
            is_large = shape.area > 20000
            colour = RGBColor.from_string("FFFFFF") if is_large and shape.role == "host" else INK
            if not is_large:
                y += Inches(0.2)
            box_left = min(max(left, left + x - Inches(1.5)), left + width - Inches(3))
            _text(
                slide,
                names[shape.code],
                box_left,
                top + y - Inches(0.2),
                Inches(3),
                Inches(0.4),
                20,
                colour,
                bold=True,
                align=PP_ALIGN.CENTER,
            )


def _table(
    slide,
    head: Sequence[str],
    rows,
    left: int,
    top: int,
    widths: Sequence[float],
    size: float,
    right: Sequence[int],
    hues: Mapping[int, RGBColor] | None = None,
):  # type: ignore[no-untyped-def]
    """A native table without bands: a rule under the head; columns in `right` stand right, `hues` colour heads."""
    frame = slide.shapes.add_table(len(rows) + 1, len(head), left, top, Inches(sum(widths)), Inches(0.3))
    table = frame.table
    table.first_row = table.horz_banding = False
    style = frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    for column, width in enumerate(widths):
        table.columns[column].width = Inches(width)
    for place, row in enumerate([head, *rows]):
        table.rows[place].height = Inches(0.36)
        for column, cell in enumerate(row):
            _cell(table.cell(place, column), cell, size, place == 0, column in right)
    for column, colour in (hues or {}).items():
        for run in table.cell(0, column).text_frame.paragraphs[0].runs:
            run.font.color.rgb = colour
    return table


def _cell(cell, content, size: float, is_head: bool, is_right: bool) -> None:  # type: ignore[no-untyped-def]
    """One cell: a text, or a text with a smaller one under it; a rule below."""
    main, under = content if isinstance(content, tuple) else (content, "")
    cell.margin_left, cell.margin_right, cell.margin_top, cell.margin_bottom = (
        Inches(0.04),
        Inches(0.08),
        Inches(0.04),
        Inches(0.04),
    )
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.background()
    frame = cell.text_frame
    frame.word_wrap = True
    for place, (text, points, colour, bold) in enumerate(
        [(main, size, INK_2 if is_head else INK, True), *([(under, size * 0.76, INK_2, False)] if under else [])]
    ):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = text
        _font(run.font, points, colour, bold)
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "15875" if is_head else "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": "15212B" if is_head else "D8D6CE"}))
    line.append(fill)
    properties.insert(0, line)


def _colour(table, row: int, column: int, state: str) -> None:  # type: ignore[no-untyped-def]
    for run in table.cell(row, column).text_frame.paragraphs[0].runs:
        run.font.color.rgb = RGBColor.from_string(STATES.get(state, "46535F"))


def _text(
    slide, words: str, left, top, width, height, size: float, colour: RGBColor, bold: bool = False, align=PP_ALIGN.LEFT
) -> None:  # type: ignore[no-untyped-def]
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text = line
        _font(run.font, size, colour, bold)


def _font(font, size: float, colour: RGBColor, bold: bool = False) -> None:  # type: ignore[no-untyped-def]
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb = colour


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
