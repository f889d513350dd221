"""PDF by typst: our typeface, data that stay data, and nothing of the machine."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
import typst

from components.documents.typst import FONTS, TEMPLATES, render_pdf

TEMPLATE = """#import "suluh.typ": *
#show: suluh.with(left: ("Suluh", "Uji"), right: data.place, page-words: "halaman {page} dari {pages}", title: "Uji")
= #data.title
#chip("ahead", "unggul") #data.text
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "suluh.typ").write_text((TEMPLATES / "suluh.typ").read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "trial.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def _read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_words_figures_and_page_numbers_are_text(template: Path) -> None:
    pdf = _read(render_pdf(template, {"title": "Purwakarta unggul", "text": "84,0 · −3,2 poin", "place": "Kab. X"}))
    text = pdf.pages[0].extract_text()
    for words in ("Purwakarta unggul", "84,0", "−3,2 poin", "halaman 1 dari 1", "Kab. X"):
        assert words in text


@pytest.mark.parametrize(
    "hostile", ["#panic()", '#read("/etc/passwd")', "*tebal* _miring_ $x$ <a> @b", "`#let x = 1`", '"\\']
)
def test_data_are_never_read_as_markup(template: Path, hostile: str) -> None:
    pdf = _read(render_pdf(template, {"title": hostile, "text": hostile, "place": "x"}))
    assert hostile in pdf.pages[0].extract_text().replace("\n", " ")


def test_only_our_typeface_is_used(template: Path) -> None:
    pdf = _read(render_pdf(template, {"title": "Judul", "text": "Teks", "place": "x"}))
    fonts = {str(font.get_object()["/BaseFont"]) for font in pdf.pages[0]["/Resources"]["/Font"].values()}
    assert fonts and all("PlusJakartaSans" in name for name in fonts)
    assert {path.suffix for path in FONTS.glob("Plus*")} == {".ttf"}


def test_files_beyond_the_template_cannot_be_read(template: Path) -> None:
    template.write_text('#read("../../etc/hostname")', encoding="utf-8")
    with pytest.raises(typst.TypstError):
        render_pdf(template, {})


def test_a_value_that_is_no_number_is_refused(template: Path) -> None:
    with pytest.raises(ValueError, match="JSON"):
        render_pdf(template, {"title": float("nan"), "text": "", "place": ""})
