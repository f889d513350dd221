"""The take-home document: the story on A4 pages, as a PDF with our typeface."""

from __future__ import annotations

import io
from dataclasses import asdict

from components.documents.outlines import draw_picture, to_svg
from components.documents.typst import TEMPLATES, render_pdf
from components.i18n import _
from components.tour.models import Story
from components.tour.story import speaking


def make_document(story: Story, address: str | None = None) -> bytes:
    """The PDF of a story; with an address also the QR code that leads to the other files."""
    with speaking(story.language):
        names = {place.code: place.short for place in (story.host, story.visitor)}
        picture = draw_picture(story.host.code, story.visitor.code)
        data: dict[str, object] = {
            "language": story.language,
            "story_id": story.story_id,
            "digest": story.digest,
            "host": asdict(story.host),
            "visitor": asdict(story.visitor),
            "frozen": story.frozen_on,
            "chapters": {chapter.kind: asdict(chapter) for chapter in story.chapters},
            "profile": [asdict(row) for row in story.profile],
            "passports": [
                {**asdict(passport), "short": passport.digest[:12], "lines": _main_lines(passport.lines)}
                for passport in story.passports
            ],
            "map": to_svg(picture, names),
            "code": _code(address),
            "boundaries": story.boundaries,
            "rule": story.rule,
            "words": _words(story),
        }
        return render_pdf(TEMPLATES / "takehome.typ", data)


def _main_lines(lines: tuple[tuple[str, str], ...]) -> list[list[str]]:
    """What fits a page: the workbook carries every line."""
    wanted = {
        _("Definisi"), _("Rumus"), _("Satuan"), _("Penerbit"), _("Penanggung jawab data"), _("Asal angka"),
        _("Lisensi"), _("Kode acuan"), _("Sumber"),
    }  # fmt: skip
    return [[name, text] for name, text in lines if name in wanted]


def _code(address: str | None) -> str:
    if address is None:
        return ""
    import segno

    content = io.BytesIO()
    segno.make(address, error="m").save(content, kind="svg", border=1, dark="#15212B", xmldecl=False)
    return content.getvalue().decode()


def _words(story: Story) -> dict[str, str]:
    return {
        "kind": _("Paket bawa pulang studi tiru"),
        "page": _("halaman {page} dari {pages}", page="{page}", pages="{pages}"),
        "same": _("angka sama dengan yang tampil di layar pada {day}", day=story.frozen_on),
        "indicator": _("Indikator, satuan, tahun"),
        "behind": _("belakang"),
        "ahead": _("depan"),
        "position": _("Posisi kedua daerah"),
        "position_note": _(
            "Nilai asli dan letak pada persentil {group} (kanan = lebih baik); bidang krem = separuh tengah",
            group=story.group,
        ),
        "missing": _("belum tersedia"),
        "trend": _("Tren"),
        "practice": _("Praktik dan indikatornya"),
        "evidence": _("Bukti"),
        "first_step": _("Langkah pertama"),
        "try_first": _("Yang dapat dicoba lebih dulu"),
        "learn": _("Yang dapat dipelajari {host} dari {visitor}", host=story.host.short, visitor=story.visitor.short),
        "since": _("Sejak"),
        "gap": _("Selisih"),
        "profile": _("Profil {visitor}", visitor=story.visitor.name),
        "profile_note": _(
            "Semua indikator yang dipunyai, pada periode terakhirnya; jumlah tidak menyatakan baik atau buruk."
        ),
        "passports": _("Paspor indikator"),
        "passports_note": _(
            "Ringkas; buku kerja XLSX membawa setiap barisnya. Sidik meliputi isi paspor dan angkanya."
        ),
        "file": _("Paspor berkas"),
        "scan": _("Pindai untuk PPTX, XLSX, dan perangkat replikasi di jaringan setempat."),
        "facts": _("Dua daerah"),
        "host": _("tuan rumah"),
        "visitor": _("tamu"),
        "source": _("Sumber"),
    }
