"""The words of the screen: Indonesian in the source, other languages from `assets/locale`.

The shell calls `use(language)` at the start of each run. Streamlit runs a session's script, a fragment's rerun and a
widget's callback in a thread of their own with an empty context, so whatever does not pass through the shell calls
`use` itself, or is shown in Indonesian. Words are translated when they are drawn: `_()` belongs inside functions.

`python -m components.i18n extract` brings every messages.po up to date; `... compile` writes the .mo files.
"""

from __future__ import annotations

import ast
import gettext
import logging
import os
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "assets" / "locale"
SOURCE = "id"
# The functions whose first arguments are messages, and how many of them.
MESSAGE_ARGUMENTS = {"_": 1, "n_": 2, "translate": 1}
# Header lines of a .po that change without a change of words, or say nothing.
UNSTEADY = tuple(
    f'"{name}:'
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)

_log = logging.getLogger(__name__)
Made = TypeVar("Made")
_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def discover_languages(folder: Path = LOCALE) -> tuple[str, ...]:
    """The source language first, then each folder of `folder` that has a messages.po."""
    found = {path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/messages.po")}
    return (SOURCE, *sorted(found - {SOURCE}))


LANGUAGES = discover_languages()


def current() -> str:
    """The language of this run."""
    return _current.get()


def use(language: str) -> None:
    """Set the language of this run. Raises ValueError for one we do not have."""
    if language not in LANGUAGES:
        raise ValueError(f"no language {language!r}; there are {', '.join(LANGUAGES)}")
    _current.set(language)


def language_name(code: str) -> str:
    """The language's own name for itself, for the language menu."""
    # Babel calls it "Indonesia", which reads as the country.
    return "Bahasa Indonesia" if code == SOURCE else str(Locale.parse(code).display_name).capitalize()


def _(message: str, /, **values: object) -> str:
    """The message in the language of this run, with the values put in."""
    return translate(message, current(), **values)


def translate(message: str, language: str, /, **values: object) -> str:
    """The message in the given language, with the values put in."""
    # gettext answers the empty message with the header of the catalogue.
    text = _translations(language).gettext(message) if message else ""
    return text.format(**values) if values else text


def n_(singular: str, plural: str, n: int, /, **values: object) -> str:
    """The form for `n` things; give the written number among the values: `n=formats.count(n)`."""
    text = _translations(current()).ngettext(singular, plural, n)
    return text.format(**values) if values else text


@cache
def _translations(language: str) -> gettext.NullTranslations:
    """The compiled messages of a language; without them every message stays as in the source."""
    if language == SOURCE or language not in LANGUAGES:
        return gettext.NullTranslations()
    path = LOCALE / language / "LC_MESSAGES" / "messages.mo"
    try:
        # Not gettext.translation: it keeps its own cache by path, and would miss a new compilation.
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, struct.error) as error:
        _log.warning("no messages in %r (%s); the screen stays in Indonesian", language, error)
        return gettext.NullTranslations()


def in_this_language(make: Callable[[], Made]) -> Callable[[], Made]:
    """The same function, speaking the language of this run when it is called later: a download is made in a thread
    of its own.
    """
    language = current()

    def run() -> Made:
        use(language)
        return make()

    return run


def compile_catalogues(folder: Path = LOCALE) -> list[str]:
    """Compile each messages.po whose .mo is missing or older; the languages that were compiled.

    A folder that cannot be written is logged and left: the screen then stays in the source language.
    """
    compiled = []
    for po in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        mo, language = po.with_suffix(".mo"), po.parent.parent.name
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        try:
            content = BytesIO()
            write_mo(content, _read_catalogue(po, language))
            _replace(mo, content.getvalue())
        except OSError as error:
            _log.warning("cannot compile %s: %s", po, error)
        else:
            compiled.append(language)
    _translations.cache_clear()
    return compiled


def _read_catalogue(po: Path, language: str) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=language)


def _replace(path: Path, content: bytes) -> None:
    """Write the file in one step, so that no other process ever reads half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)  # mkstemp lets only its owner read
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def source_files(root: Path = ROOT) -> list[Path]:
    """The files whose words are translated."""
    files = [path for folder in ("pages", "components") for path in (root / folder).rglob("*.py")]
    return sorted(path for path in (root / "app.py", *files) if path.is_file())


def extract_messages(root: Path = ROOT) -> Catalog:
    """Every message of `_`, `n_` and `translate` in the source, without translations."""
    catalogue = Catalog()
    for path in source_files(root):
        for message in _messages(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
            catalogue.add(message)
    return catalogue


def _messages(tree: ast.AST) -> Iterator[str | tuple[str, ...]]:
    """The messages in a module, also those inside f-strings, which Babel's own extraction misses on Python 3.11."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).removeprefix("i18n.")
        wanted = MESSAGE_ARGUMENTS.get(name, 0)
        arguments = [argument.value for argument in node.args[:wanted] if isinstance(argument, ast.Constant)]
        texts = tuple(text for text in arguments if isinstance(text, str))
        if wanted and len(texts) == wanted:
            yield texts if wanted > 1 else texts[0]


def update_catalogues(root: Path = ROOT, folder: Path = LOCALE) -> list[str]:
    """Bring each language's messages.po up to date with the source; the languages that were written.

    Translations are kept, messages gone from the source are dropped. A new language begins as an empty folder.
    """
    template = extract_messages(root)
    languages = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != SOURCE)
    for language in languages:
        po = folder / language / "LC_MESSAGES" / "messages.po"
        po.parent.mkdir(exist_ok=True)
        catalogue = _read_catalogue(po, language) if po.exists() else Catalog(locale=language)
        catalogue.update(template, no_fuzzy_matching=True)
        _replace(po, _po_text(catalogue, language).encode())
    return languages


def _po_text(catalogue: Catalog, language: str) -> str:
    """The catalogue as a .po that changes only where words do."""
    catalogue.fuzzy = False
    catalogue.header_comment = f"# Suluh, messages in {Locale.parse(language).english_name}; the source is Indonesian."
    content = BytesIO()
    write_po(content, catalogue, width=120, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = content.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(UNSTEADY))


def _run(arguments: list[str]) -> str:
    """The command line: what was done, in one line."""
    match arguments:
        case ["extract"]:
            return f"updated: {', '.join(update_catalogues()) or 'none'}"
        case ["compile"]:
            return f"compiled: {', '.join(compile_catalogues()) or 'none, all are up to date'}"
    raise SystemExit("usage: python -m components.i18n extract|compile")


if __name__ == "__main__":
    sys.stdout.write(_run(sys.argv[1:]) + "\n")
