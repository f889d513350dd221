"""The replication kit: what a visitor needs to start with their own regency, and the whole pack in one file."""

from __future__ import annotations

import csv
import io
import json
import zipfile

from components.exports import safe_text
from components.i18n import _
from components.tour.models import Story
from components.tour.story import speaking
from data_access.catalog import load_catalogue
from data_access.settings import Settings

STAMP = (1980, 1, 1, 0, 0, 0)  # the same kit is the same file
COLUMNS = ("region_code", "period", "dimension", "value", "status", "obs_status", "margin_of_error", "series_version",
           "source_id", "release_id")  # fmt: skip


def make_pack(story: Story, address: str | None = None) -> bytes:
    """Slides, document, workbook and kit of a story in one ZIP."""
    from components.tour.files import KINDS, make_file

    stem = f"suluh-studi-tiru-{story.story_id}-{story.language}"
    files = {
        f"{stem}{'-kit' if kind.key == 'kit' else ''}.{kind.ending}": make_file(kind.key, story, address)
        for kind in KINDS
        if kind.key != "all"
    }
    return _zip(files)


def make_kit(story: Story) -> bytes:
    """Configuration with the visitor's code, templates of the data to collect, checklist, first 90 days.

    Unpacked over a copy of Suluh it needs nothing but `make run`; the data it brings nothing of stay honestly empty.
    """
    with speaking(story.language):
        files = {
            "suluh.toml": configuration(story),
            _("BACA-DULU.md"): _read_me(story),
            _("daftar-periksa.md"): _checklist(story),
            _("90-hari-pertama.md"): _first_days(story),
            **_templates(story),
        }
        return _zip({f"suluh-{story.visitor.code}/{name}": text.encode() for name, text in files.items()})


def configuration(story: Story) -> str:
    """Every setting at its default, with the visitor as home, the host as comparator, and the story's language.

    Nothing of this installation's own settings goes out: an address there may hold a password.
    """
    chosen: dict[str, object] = {name: field.default for name, field in Settings.model_fields.items()}
    chosen |= {"home_region": story.visitor.code, "comparison_regions": [story.host.code], "language": story.language}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in chosen.items()]
    return "\n".join([f"# Suluh, {story.visitor.name}. docs/settings.md", *lines, ""])


def _templates(story: Story) -> dict[str, str]:
    """One CSV per series the visitor lacks: the head, and one row to fill in; and what each of them means."""
    catalogue = load_catalogue()
    rows = {row.indicator_id: row for chapter in story.chapters for row in chapter.data if row.figure is None}
    texts = {}
    lines = [[_("Berkas"), _("Indikator"), _("Satuan"), _("Definisi"), _("Yang akan melengkapi")]]
    for indicator_id, row in rows.items():
        indicator = catalogue.indicator(indicator_id)
        name = f"templat/{indicator_id}.csv"
        texts[name] = _csv([list(COLUMNS), [story.visitor.code, "", "", "", "official", "A", "", "1", "", ""]])
        lines.append(
            [
                name,
                indicator.name(story.language),
                row.note,
                indicator.definition(story.language),
                indicator.gap(story.language),
            ]
        )
    practices = [[_("Kunci"), _("Isi")], ["origin", story.visitor.code], ["name", ""], ["record", ""], ["source", ""],
                 ["url", ""], ["indicator", ""]]  # fmt: skip
    return {**texts, "templat/indeks.csv": _csv(lines), "templat/praktik.csv": _csv(practices)}


def _read_me(story: Story) -> str:
    return "\n".join(
        [
            f"# {_('Perangkat replikasi Suluh untuk {visitor}', visitor=story.visitor.name)}",
            "",
            _("1. Ambil salinan Suluh (kode sumber) dan buka foldernya."),
            _("2. Salin isi perangkat ini ke folder itu; suluh.toml menggantikan yang ada."),
            _("3. Jalankan: make run"),
            _("4. Buka alamat yang tercetak. Beranda menampilkan {visitor}; yang belum ada tertulis belum tersedia.",
              visitor=story.visitor.name),
            "",
            _("Belum ada data daerah yang dikarang di sini. Isi templat dari penerbit yang tertulis pada "
              "templat/indeks.csv, lalu muat menurut docs/data.md."),
            "",
            f"{story.story_id} · sha256 {story.digest}",
            "",
        ]
    )  # fmt: skip


def _checklist(story: Story) -> str:
    lines = [f"# {_('Daftar periksa data {visitor}', visitor=story.visitor.name)}", ""]
    for chapter in story.chapters:
        for row in chapter.data:
            mark = "x" if row.figure is not None else " "
            value = f"{row.figure.text} · " if row.figure is not None else ""
            lines.append(f"- [{mark}] {row.name} ({row.note}): {value}{row.state_text}")
    lines += [
        "",
        f"- [ ] {_('Tetapkan walidata dan jadwal pembaruan tiap deret')}",
        f"- [ ] {_('Catat lisensi dan alamat sumber setiap berkas')}",
        f"- [ ] {_('Periksa bahwa tidak ada data orang di dalam berkas')}",
        "",
    ]
    return "\n".join(lines)


def _first_days(story: Story) -> str:
    lines = [f"# {_('90 hari pertama')}", "", _("Diurut menurut kesiapan data, bukan menurut besar dampak."), ""]
    order = story.chapter("order")
    for row in order.steps if order else ():
        lines += [f"## {row.days_text}: {row.title}", "", row.text, "", f"{_('Praktik')}: {row.practice}", ""]
    if not (order and order.steps):
        lines += [order.missing if order else "", ""]
    lines += [
        f"## {_('Setelah 90 hari')}",
        "",
        _("Catat hasilnya pada register saling adopsi, dan tinjau setelah 3, 6, dan 12 bulan."),
        "",
    ]
    return "\n".join(lines)


def _csv(rows: list[list[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows([[safe_text(cell) if cell else "" for cell in row] for row in rows])
    return file.getvalue()


def _zip(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()
