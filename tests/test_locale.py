"""Every word of the source is found and stands in every language, with the same values in it."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po

from components import i18n

# Messages that are the same in Indonesian and in the other language: names and words they share.
SAME_IN_BOTH = {
    "Status", "Data", "Suluh", "median", "pilot", "rupiah", "{value} {unit}", "{moved}, {stands}", "{name} {value}",
    "{name} {value}; {pace}", "{name} {value}; {stands}", "{name}: {badges}", "{region}: {rank}",
    "target {period}: {value}", "target {value}",
}  # fmt: skip
FUNCTIONS = {"_", "n_", "translate"}
OTHERS = [language for language in i18n.LANGUAGES if language != i18n.SOURCE]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def translations(language: str) -> dict[tuple[str, ...], Message]:
    path = i18n.LOCALE / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return {forms(message.id): message for message in read_po(file, locale=language) if message.id}


def source_messages() -> set[tuple[str, ...]]:
    return {forms(message.id) for message in i18n.extract_messages() if message.id}


def calls(path: Path) -> list[tuple[ast.Call, str, bool]]:
    """The calls of `_`, `n_` and `translate` in a file, with the name and whether it stands inside a function."""
    found: list[tuple[ast.Call, str, bool]] = []

    def visit(node: ast.AST, is_inside: bool) -> None:
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else ""
            if isinstance(function, ast.Attribute) and ast.unparse(function.value) == "i18n":
                name = function.attr
            if name in FUNCTIONS:
                found.append((node, name, is_inside))
        inside = is_inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            visit(child, inside)

    visit(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)), False)
    return found


def program_calls() -> list[tuple[str, ast.Call, str, bool]]:
    """All calls but those of i18n.py itself, whose functions hand messages on; each with its place."""
    return [
        (f"{path.relative_to(i18n.ROOT)}:{call.lineno}", call, name, is_inside)
        for path in i18n.source_files()
        if path != Path(str(i18n.__file__)).resolve()
        for call, name, is_inside in calls(path)
    ]


def test_extraction_finds_every_message() -> None:
    found = source_messages()
    known = found | {(form,) for message in found for form in message}
    lost = []
    for place, call, name, _is_inside in program_calls():
        arguments = call.args[: 2 if name == "n_" else 1]
        texts = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
        if len(texts) < len(arguments) or not texts or tuple(texts) not in known:
            lost.append(f"{place}: {ast.unparse(call)}")
    assert not lost, "write these messages as plain text in the call:\n" + "\n".join(lost)


def test_no_message_is_translated_before_the_language_is_known() -> None:
    early = [f"{place}: {ast.unparse(call)}" for place, call, _name, is_inside in program_calls() if not is_inside]
    assert not early, "move these into a function; at import the language is not yet set:\n" + "\n".join(early)


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_holds_what_the_source_says(language: str) -> None:
    in_source, in_catalogue = source_messages(), set(translations(language))
    difference = sorted(f"missing: {text}" for text in in_source - in_catalogue)
    difference += sorted(f"no longer used: {text}" for text in in_catalogue - in_source)
    assert not difference, "run python -m components.i18n extract\n" + "\n".join(difference)


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated(language: str) -> None:
    entries = translations(language)
    wanting = []
    for message in sorted(source_messages()):
        entry = entries.get(message)
        texts = forms(entry.string) if entry else ()
        if entry is None or entry.fuzzy or not texts or not all(text.strip() for text in texts):
            wanting.append(f"not translated: {message[0]!r}")
        elif message[0] in texts and message[0] not in SAME_IN_BOTH:
            wanting.append(f"same as the source: {message[0]!r} (if it should be, add it to SAME_IN_BOTH)")
    assert not wanting, f"{len(wanting)} in {language}:\n" + "\n".join(wanting)


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_values_of_their_source(language: str) -> None:
    wrong = []
    for message, entry in translations(language).items():
        wanted = {name for form in message for name in placeholders(form)}
        for text in forms(entry.string):
            if text and placeholders(text) != wanted:
                wrong.append(f"{text!r} has {sorted(placeholders(text))}, its source {sorted(wanted)}")
    assert not wrong, "\n".join(wrong)
