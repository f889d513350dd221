"""Words follow the language of the run, and a catalogue that is missing, old or broken stops nothing."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from components import i18n

PO = """msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "belum tersedia"
msgstr "not available"

msgid "peringkat {rank} dari {n}"
msgstr "rank {rank} of {n}"

msgid "{n} wilayah"
msgid_plural "{n} wilayah"
msgstr[0] "{n} region"
msgstr[1] "{n} regions"
"""

PAGE = """
def show():
    _("belum tersedia")
    f"{_('Zona baru')} x"
    "a".translate("bukan pesan")
    i18n.translate("Arah", "en")
    n_("{n} wilayah", "{n} wilayah", 2, n="2")
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A locale folder of its own with English, not yet compiled."""
    po = tmp_path / "locale" / "en" / "LC_MESSAGES" / "messages.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    monkeypatch.setattr(i18n, "LOCALE", tmp_path / "locale")
    i18n._translations.cache_clear()
    yield tmp_path / "locale"
    i18n._translations.cache_clear()


@pytest.fixture(autouse=True)
def source_language() -> Iterator[None]:
    i18n.use("id")
    yield
    i18n.use("id")


def test_the_source_comes_first_and_folders_add_languages(folder: Path) -> None:
    (folder / "jv" / "LC_MESSAGES").mkdir(parents=True)
    assert i18n.discover_languages(folder) == ("id", "en")
    (folder / "jv" / "LC_MESSAGES" / "messages.po").touch()
    assert i18n.discover_languages(folder) == ("id", "en", "jv")
    assert i18n.LANGUAGES[0] == "id" and "en" in i18n.LANGUAGES


def test_messages_follow_the_language_of_the_run(folder: Path) -> None:
    assert i18n.compile_catalogues(folder) == ["en"]
    assert i18n._("belum tersedia") == "belum tersedia"
    i18n.use("en")
    assert i18n.current() == "en"
    assert i18n._("belum tersedia") == "not available"
    assert i18n._("peringkat {rank} dari {n}", rank=7, n=27) == "rank 7 of 27"
    assert i18n.translate("belum tersedia", "id") == "belum tersedia"


def test_plurals(folder: Path) -> None:
    i18n.compile_catalogues(folder)
    assert i18n.n_("{n} wilayah", "{n} wilayah", 1, n="1") == "1 wilayah"
    i18n.use("en")
    assert i18n.n_("{n} wilayah", "{n} wilayah", 1, n="1") == "1 region"
    assert i18n.n_("{n} wilayah", "{n} wilayah", 27, n="27") == "27 regions"


def test_what_is_not_translated_stays_in_the_source_language(folder: Path) -> None:
    i18n.compile_catalogues(folder)
    i18n.use("en")
    assert i18n._("kata baru") == "kata baru"
    assert i18n._("") == ""  # not the header of the catalogue


def test_braces_without_values_and_values_with_braces_are_left_alone() -> None:
    assert i18n._("{apa}") == "{apa}"
    assert i18n._("{apa}", apa="{0.__class__}") == "{0.__class__}"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'\.\./etc'.*id"):
        i18n.use("../etc")
    assert i18n.current() == "id"


def test_threads_do_not_share_the_language(folder: Path) -> None:
    i18n.compile_catalogues(folder)
    seen: dict[str, str] = {}
    together = threading.Barrier(2)

    def run(language: str) -> None:
        i18n.use(language)
        together.wait(5)
        seen[language] = i18n._("belum tersedia")

    threads = [threading.Thread(target=run, args=(language,)) for language in ("id", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {"id": "belum tersedia", "en": "not available"}
    assert i18n.current() == "id"


@pytest.mark.parametrize("content", [None, b"", b"no catalogue at all", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_missing_or_broken_catalogue_falls_back(folder: Path, content: bytes | None) -> None:
    if content is not None:
        (folder / "en" / "LC_MESSAGES" / "messages.mo").write_bytes(content)
    i18n.use("en")
    assert i18n._("belum tersedia") == "belum tersedia"


def test_only_a_newer_source_is_compiled_again_and_then_seen(folder: Path) -> None:
    po = folder / "en" / "LC_MESSAGES" / "messages.po"
    i18n.compile_catalogues(folder)
    i18n.use("en")
    assert i18n._("belum tersedia") == "not available"
    assert i18n.compile_catalogues(folder) == []
    po.write_text(PO.replace("not available", "not there yet"), encoding="utf-8")
    later = po.with_suffix(".mo").stat().st_mtime + 10
    os.utime(po, (later, later))
    assert i18n.compile_catalogues(folder) == ["en"]
    assert i18n._("belum tersedia") == "not there yet"


def test_compilation_leaves_one_file_that_others_can_read(folder: Path) -> None:
    i18n.compile_catalogues(folder)
    files = sorted(path.name for path in (folder / "en" / "LC_MESSAGES").iterdir())
    assert files == ["messages.mo", "messages.po"]
    mode = (folder / "en" / "LC_MESSAGES" / "messages.mo").stat().st_mode
    assert stat.S_IMODE(mode) == 0o644


def test_a_folder_that_cannot_be_written_is_logged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError("read-only file system")

    monkeypatch.setattr(os, "replace", refuse)
    assert i18n.compile_catalogues(folder) == []
    assert "cannot compile" in caplog.text
    assert [path.name for path in (folder / "en" / "LC_MESSAGES").iterdir()] == ["messages.po"]


def test_extraction_keeps_translations_and_is_steady(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "pages" / "halaman.py"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    po = folder / "en" / "LC_MESSAGES" / "messages.po"
    (folder / "jv").mkdir()
    assert i18n.update_catalogues(tmp_path, folder) == ["en", "jv"]
    text = po.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("msgid ")] == [
        'msgid ""',
        'msgid "Arah"',
        'msgid "Zona baru"',
        'msgid "belum tersedia"',
        'msgid "{n} wilayah"',
    ]
    assert 'msgstr "not available"' in text and 'msgstr[1] "{n} regions"' in text
    assert "#:" not in text and "Date" not in text and "peringkat" not in text and "fuzzy" not in text
    i18n.update_catalogues(tmp_path, folder)
    assert po.read_text(encoding="utf-8") == text
    assert 'msgid "Arah"' in (folder / "jv" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")


def test_languages_name_themselves() -> None:
    assert i18n.language_name("id") == "Bahasa Indonesia"
    assert i18n.language_name("en") == "English"


def test_the_module_knows_no_streamlit() -> None:
    source = Path(str(i18n.__file__)).read_text(encoding="utf-8")
    assert "import streamlit" not in source and "from streamlit" not in source


def test_the_command_line_says_how_it_is_used() -> None:
    with pytest.raises(SystemExit, match="extract"):
        i18n._run(sys.argv[:0])
