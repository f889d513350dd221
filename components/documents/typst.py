"""PDF from a typst template and plain data, with our own typeface and nothing of the machine's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "documents"
TEMPLATES = Path(__file__).resolve().parent / "templates"


def render_pdf(template: Path, data: Mapping[str, object]) -> bytes:
    """The PDF of a template, which reads its data by `json(bytes(sys.inputs.data))`.

    Data are JSON values and reach the template as values: no text of theirs is ever read as markup. A picture goes in
    as the text of an SVG, drawn by `image(bytes(data.map), format: "svg")`. Only files beside the template can be
    imported, only our fonts are used. Raises typst.TypstError, with the line, for a template that cannot be compiled,
    and ValueError for data that JSON cannot hold, such as NaN.
    """
    import typst  # heavy, and only files need it

    inputs = {"data": json.dumps(data, ensure_ascii=False, allow_nan=False)}
    pdf: bytes = typst.compile(
        str(template), root=str(template.parent), font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs=inputs
    )
    return pdf
