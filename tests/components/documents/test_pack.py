"""The files of a pack, opened again: every figure is that of the story, charts can be edited, passports are inside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pypdf
import pypdfium2
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from components.documents.slides import make_slides
from components.documents.takehome import make_document
from components.documents.workbook import make_workbook
from components.tour.kit import make_pack
from components.tour.models import Figure, Story
from tests.components.tour.conftest import teller, told  # noqa: F401 (fixtures)

CASES = [("3211", "3214", "id"), ("3211", "3214", "en"), ("9401", "1101", "en"), ("32", "3578", "id")]


@pytest.fixture(params=CASES, ids=lambda case: "-".join(case))
def story(request: pytest.FixtureRequest, told: Callable[..., Story]) -> Story:  # noqa: F811
    found: Story = told(*request.param)
    return found


def shown(story: Story) -> list[Figure]:
    """The figures that stand in tables of the story, not those that are only read out."""
    rows = [row for chapter in story.chapters for row in (*chapter.facts, *chapter.leads)]
    return [figure for row in rows for figure in (row.host, row.visitor) if figure is not None]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_document_says_what_the_stage_says(story: Story) -> None:
    reader = pypdf.PdfReader(io.BytesIO(make_document(story, "http://suluh.lan/studi-tiru-paket?tur=abcd1234")))
    text = squeezed(" ".join(page.extract_text() for page in reader.pages))
    for chapter in story.chapters:
        if chapter.kind not in ("order", "lessons"):  # sections of a page, under headings of their own
            assert squeezed(chapter.title) in text, chapter.title
        for step in chapter.steps:
            assert squeezed(step.title) in text and squeezed(step.text) in text
        for row in chapter.changes:
            for side in (row.host, row.visitor):
                assert not side.change_text or squeezed(side.change_text) in text
    for figure in shown(story):
        assert figure.text in text, figure
    for row in story.profile:
        assert row.figure is not None and row.figure.text in text
    for passport in story.passports:
        assert passport.passport_id in text.replace(" ", "") or passport.passport_id in text
    assert story.story_id in text and story.digest[:12] in text
    fonts = {str(f.get_object()["/BaseFont"]) for p in reader.pages for f in p["/Resources"]["/Font"].values()}
    assert any("PlusJakartaSans" in name for name in fonts)


def test_the_document_is_drawn_and_no_page_is_empty(story: Story) -> None:
    document = pypdfium2.PdfDocument(make_document(story))
    assert 5 <= len(document) <= 14
    for page in document:
        colours = page.render(scale=0.5).to_pil().convert("L").histogram()
        assert sum(colours[:200]) > 300  # ink on paper
    first = document[0].render(scale=0.5).to_pil().convert("RGB")
    seen = set(first.get_flattened_data() if hasattr(first, "get_flattened_data") else first.getdata())
    assert any(abs(r - 0x12) < 12 and abs(g - 0x43) < 12 and abs(b - 0x6D) < 12 for r, g, b in seen)  # the host
    assert any(abs(r - 0xF4) < 12 and abs(g - 0x6A) < 12 and abs(b - 0x25) < 12 for r, g, b in seen)  # the visitor


def test_the_slides_say_what_the_stage_says(story: Story) -> None:
    deck = Presentation(io.BytesIO(make_slides(story)))
    assert len(deck.slides) == len(story.chapters) + 1
    for slide, chapter in zip(deck.slides, story.chapters, strict=False):
        assert slide.shapes.title.text_frame.text == chapter.title
        words = [
            cell.text_frame.text
            for shape in slide.shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
        ]
        joined = "\n".join(words)
        for row in (*chapter.facts, *chapter.leads):
            for figure in (row.host, row.visitor):
                assert figure is None or figure.text in joined
        for moved in chapter.changes:
            assert all(side.reason or side.change_text in joined for side in (moved.host, moved.visitor))
        notes = slide.notes_slide.notes_text_frame.text
        assert story.digest in notes
        for line in (*chapter.notes, *chapter.spoken):
            assert line in notes
        for figure in chapter.figures():
            if figure is not None and figure.indicator_id:
                passport = next(p for p in story.passports if p.indicator_id == figure.indicator_id)
                assert passport.digest in notes


def test_the_charts_are_native_and_hold_the_figures(told: Callable[..., Story]) -> None:  # noqa: F811
    story = told("3211", "3214", "id")
    deck = Presentation(io.BytesIO(make_slides(story)))
    charts = [(chapter.kind, shape.chart) for slide, chapter in zip(deck.slides, story.chapters, strict=False)
              for shape in slide.shapes if shape.has_chart]  # fmt: skip
    assert {kind for kind, _ in charts} == {"leads", "changes", "lessons"}
    leads = next(chart for kind, chart in charts if kind == "leads")
    rows = [row for row in story.chapter("leads").leads if row.host_place is not None][::-1]  # type: ignore[union-attr]
    assert leads.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert list(leads.plots[0].categories) == [row.name for row in rows]
    assert list(leads.plots[0].series[1].values) == [round(row.host_place, 1) for row in rows]  # type: ignore[arg-type]
    slopes = [chart for kind, chart in charts if kind == "changes"]
    whole = [row for row in story.chapter("changes").changes if not row.host.reason and not row.visitor.reason]  # type: ignore[union-attr]
    for chart, row in zip(slopes, whole, strict=False):
        assert list(chart.plots[0].series[0].values) == [row.host.start.value, row.host.end.value]  # type: ignore[union-attr]
    book = openpyxl.load_workbook(io.BytesIO(leads.part.chart_workbook.xlsx_part.blob))
    assert book.active.max_row == len(rows) + 1  # the data behind the chart, for whoever edits it


def test_the_map_of_the_slides_is_made_of_shapes(story: Story) -> None:
    deck = Presentation(io.BytesIO(make_slides(story)))
    names = [shape.name for shape in deck.slides[1].shapes]
    assert story.host.short in names and story.visitor.short in names
    assert not any(shape.shape_type == 13 for slide in deck.slides for shape in slide.shapes)  # no picture


def test_the_workbook_holds_every_figure_as_a_number(story: Story) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_workbook(story)))
    sheet = next(sheet for sheet in book.worksheets if sheet.title in ("Angka", "Figures"))
    rows = {(row[0], row[1], row[2]): row for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert len(rows) == len(story.figures())
    passports = {passport.indicator_id: passport for passport in story.passports}
    for figure in story.figures():
        row = rows[(figure.indicator_id, figure.region_code, figure.period)]
        assert row[3] == figure.value and row[4].lstrip("'") == figure.text
        assert row[7] == passports[figure.indicator_id].passport_id
    metadata = {(row[0], row[1]): row[2] for row in book["Metadata"].iter_rows(min_row=5, values_only=True)}
    for passport in story.passports:
        assert metadata[(passport.passport_id, "sha256")] == passport.digest
    assert story.digest in (book.properties.description or "")


def test_a_cell_is_written_with_the_decimals_of_the_stage(told: Callable[..., Story]) -> None:  # noqa: F811
    book = openpyxl.load_workbook(io.BytesIO(make_workbook(told("3211", "3214", "id"))))
    sheet = book["Siapa unggul di mana"]
    row = next(row for row in sheet.iter_rows(min_row=5) if row[0].value == "Pengangguran")
    assert (row[2].value, row[2].number_format, row[3].value) == (6.08, "#,##0.00", 7.54)


def test_the_whole_pack_is_one_zip_and_the_same_twice(told: Callable[..., Story]) -> None:  # noqa: F811
    story = told("3211", "3214", "id")
    names = zipfile.ZipFile(io.BytesIO(make_pack(story))).namelist()
    assert sorted(name.rsplit(".", 1)[1] for name in names) == ["pdf", "pptx", "xlsx", "zip"]
    assert all(story.story_id in name for name in names)


def test_passports_change_with_their_figures(told: Callable[..., Story]) -> None:  # noqa: F811
    one, other = told("3211", "3214", "id"), told("32", "3578", "id")
    mine = {passport.indicator_id: passport.digest for passport in one.passports}
    theirs = {passport.indicator_id: passport.digest for passport in other.passports}
    shared = set(mine) & set(theirs)
    assert shared and all(mine[key] != theirs[key] for key in shared)
