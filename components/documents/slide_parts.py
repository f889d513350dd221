"""Parts of a slide: charts, tables, texts and the map as shapes of the program's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from components.documents.outlines import COLOURS, HEIGHT, WIDTH, draw_picture
from components.tour.models import Story

FONT = "Plus Jakarta Sans"  # PowerPoint takes its own where it is not installed
INK, INK_2, US, CMP, CMP_INK = (
    RGBColor.from_string(code) for code in ("15212B", "46535F", "12436D", "F46A25", "B4420B")
)
RULE, GROUND, SUNKEN = (RGBColor.from_string(code) for code in ("D8D6CE", "F7F6F2", "EEECE5"))
STATES = {"ahead": "006B78", "behind": "A3123F", "equal": "46535F", "unknown": "5F6B76", "supported": "006B78",
          "not_supported": "A3123F", "partly": "8A5A00", "not_comparable": "5F6B76", "no_data": "5F6B76"}  # fmt: skip


def add_chart(slide, kind, data, left, top, width, height, colours: Sequence[RGBColor]):  # type: ignore[no-untyped-def]
    chart = slide.shapes.add_chart(kind, left, top, width, height, data).chart
    set_font(chart.font, 11, INK)
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


def label_points(chart, number_format: str, position=None) -> None:  # type: ignore[no-untyped-def]
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = number_format, False
    plot.data_labels.show_value = True
    if position is not None:
        plot.data_labels.position = position
    set_font(plot.data_labels.font, 10, INK)


def set_chart_title(chart, words: str) -> None:  # type: ignore[no-untyped-def]
    chart.chart_title.text_frame.text = words
    set_font(chart.chart_title.text_frame.paragraphs[0].runs[0].font, 11, INK_2, True)


def add_outlines(slide, story: Story, left: int, top: int, width: int) -> None:  # type: ignore[no-untyped-def]
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
            add_text(
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


def add_table(
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
            write_cell(table.cell(place, column), cell, size, place == 0, column in right)
    for column, colour in (hues or {}).items():
        for run in table.cell(0, column).text_frame.paragraphs[0].runs:
            run.font.color.rgb = colour
    return table


def write_cell(cell, content, size: float, is_head: bool, is_right: bool) -> None:  # type: ignore[no-untyped-def]
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
        set_font(run.font, points, colour, bold)
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "15875" if is_head else "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": "15212B" if is_head else "D8D6CE"}))
    line.append(fill)
    properties.insert(0, line)


def colour_cell(table, row: int, column: int, state: str) -> None:  # type: ignore[no-untyped-def]
    for run in table.cell(row, column).text_frame.paragraphs[0].runs:
        run.font.color.rgb = RGBColor.from_string(STATES.get(state, "46535F"))


def add_text(
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
        set_font(run.font, size, colour, bold)


def set_font(font, size: float, colour: RGBColor, bold: bool = False) -> None:  # type: ignore[no-untyped-def]
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb = colour
