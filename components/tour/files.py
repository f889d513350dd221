"""The files of a take-home pack by kind; the heavy libraries are loaded when the first one is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from components.i18n import _
from components.tour.models import Story

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    key: str
    ending: str
    mime: str
    label: Callable[[], str]


KINDS = (
    Kind("all", "zip", "application/zip", lambda: _("Seluruh paket (ZIP)")),
    Kind("pptx", "pptx", f"{OFFICE}.presentationml.presentation", lambda: _("Salindia PPTX, grafik dapat disunting")),
    Kind("pdf", "pdf", "application/pdf", lambda: _("Dokumen PDF A4")),
    Kind("xlsx", "xlsx", f"{OFFICE}.spreadsheetml.sheet", lambda: _("Angka XLSX dengan metadata")),
    Kind("kit", "zip", "application/zip", lambda: _("Perangkat replikasi (ZIP)")),
)


def make_file(key: str, story: Story, address: str | None = None) -> bytes:
    """The bytes of one file; `address` goes into the document as a QR code. Raises KeyError for another key."""
    if key == "pdf":
        return _pdf(story, address)
    if key == "all":
        return _all(story, address)
    return {"pptx": _pptx, "xlsx": _xlsx, "kit": _kit}[key](story)


def _pptx(story: Story) -> bytes:
    from components.documents.slides import make_slides

    return make_slides(story)


def _pdf(story: Story, address: str | None) -> bytes:
    from components.documents.takehome import make_document

    return make_document(story, address)


def _xlsx(story: Story) -> bytes:
    from components.documents.workbook import make_workbook

    return make_workbook(story)


def _kit(story: Story) -> bytes:
    from components.tour.kit import make_kit

    return make_kit(story)


def _all(story: Story, address: str | None) -> bytes:
    from components.tour.kit import make_pack

    return make_pack(story, address)
