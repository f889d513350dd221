"""In English no visible text stays Indonesian: words of the program, of the catalogue, and of the files' both languages."""

from __future__ import annotations

import csv
import re
import string
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from components import i18n
from data_access.catalog import FOLDER, load_catalogue
from data_access.loading import files
from data_access.settings import settings
from tests import screen

ALIKE = {"median", "target"}  # words that both languages have: alone they tell neither
SHORTEST = 4  # letters of a pattern that say something: "{name}, {region}" fits every text
SHORTEST_INSIDE = 14  # a text of the data this long is also found inside another
# Names beside those of regions, publishers and publications.
NAMES = {"Susenas", "Sakernas", "Suluh", "Indonesia"}
INDICATORS = (
    "unemployment_rate", "umkm_projected_units", "gdp_growth_quarter_yoy", "investment_realization_half_year",
    "stunting_prevalence_survey", "cooperatives_active",
)  # fmt: skip


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., list[str]]]:
    """Give a function that opens a page in English and lists its visible texts."""

    def open_page(page: str, **address: str) -> list[str]:
        url = screen.warehouse_url("real")
        monkeypatch.setenv("SULUH_WAREHOUSE_URL", url)
        monkeypatch.setenv("SULUH_JOURNAL_URL", f"sqlite:///{tmp_path}/journal.sqlite3")
        screen.use_warehouse(url)
        at = screen.open_app(address | {"bahasa": "en"}, page)
        assert not at.error and not at.exception
        return [screen.unmarked(text) for text in screen.texts(at)]

    yield open_page
    settings.cache_clear()
    i18n.use(i18n.SOURCE)


@pytest.mark.parametrize("page", screen.PAGES)
def test_no_page_speaks_indonesian_in_english(english: Callable[..., list[str]], page: str) -> None:
    _refuse_indonesian(english(page))


@pytest.mark.parametrize("indicator_id", INDICATORS)
@pytest.mark.parametrize("page", ["indicator.py", "catalogue.py"])
def test_no_indicator_speaks_indonesian_in_english(
    english: Callable[..., list[str]], page: str, indicator_id: str
) -> None:
    _refuse_indonesian(english(page, indikator=indicator_id))


@pytest.mark.parametrize("address", [{"daerah": "3578", "indikator": "umkm_projected_units"}, {"daerah": "9401"}, {"daerah": "32"},
                                     {"daerah": "99", "banding": "99", "indikator": "zz", "periode": "zz"}])  # fmt: skip
def test_gaps_and_notices_speak_english(english: Callable[..., list[str]], address: dict[str, str]) -> None:
    _refuse_indonesian(english("indicator.py", **address))


@pytest.mark.long
@pytest.mark.parametrize("indicator_id", load_catalogue().indicators)
def test_no_indicator_at_all_speaks_indonesian(english: Callable[..., list[str]], indicator_id: str) -> None:
    for page in ("indicator.py", "catalogue.py"):
        _refuse_indonesian(english(page, indikator=indicator_id))


def _refuse_indonesian(texts: list[str]) -> None:
    found = sorted({f"{text[:160]!r}  has  {source[:80]!r}" for text in texts for source in _indonesian_in(text)})
    assert not found, f"{len(found)} texts are Indonesian:\n" + "\n".join(found)


def _indonesian_in(text: str) -> list[str]:
    line = " ".join(text.split())
    for name in _names():
        line = line.replace(name, "")
    parts = {line.strip(), *(part.strip() for part in re.split(r"[.;:·,|]\s|\s·\s", line))}
    found = [
        message for part in parts for message, pattern, english in _patterns()
        if pattern.fullmatch(part) and not english.fullmatch(part)
    ]  # fmt: skip
    exact, inside = _data_texts()
    found += [part for part in parts if part in exact]
    return found + [source for source in inside if source in line]


@cache
def _names() -> tuple[str, ...]:
    """Names that stand in every language as they are: of regions, publications, and publishers as the catalogue has them."""
    publishers = {str(entry.publisher) for entry in load_catalogue().indicators.values()}
    found = (
        set(NAMES) | publishers | {re.split(r"[,;(]", name)[0].strip() for name in publishers}
    )  # as headlines cut them
    for table, columns in {
        "regions": ["name", "short_name"],
        "sources": ["title", "via"],
        "targets": ["source_title"],
    }.items():
        with (files.DATA / f"{table}.csv").open(encoding="utf-8") as file:
            found |= {row[column] for row in csv.DictReader(file) for column in columns}
    found |= {f"{kind} {name}" for kind in ("Kab.", "Kota") for name in found}
    return tuple(sorted((" ".join(name.split()) for name in found if name), key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Every Indonesian message that English says otherwise, as patterns of what both look like with values in them."""
    with (i18n.LOCALE / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        translated = {str(message.id): str(message.string) for message in read_po(file, locale="en") if message.id}
    found = []
    for message in i18n.extract_messages():
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            words = re.findall(r"[^\W\d_]+", " ".join(part[0] for part in string.Formatter().parse(text)))
            if sum(map(len, words)) >= SHORTEST and set(words) - ALIKE and translated.get(text) != text:
                found.append((text, _pattern(text), _pattern(translated.get(text, ""))))
    return tuple(found)


def _pattern(message: str) -> re.Pattern[str]:
    parts = string.Formatter().parse(message.rstrip("."))
    return re.compile("".join(re.escape(part[0]) + ("" if part[1] is None else "(.*?)") for part in parts))


@cache
def _data_texts() -> tuple[frozenset[str], tuple[str, ...]]:
    """Indonesian texts of catalogue and files that have another English form: all, and those long enough to search."""
    texts: set[str] = set()
    english: set[str] = set()
    for path in sorted(FOLDER.rglob("*.yaml")):
        for node in _pairs(yaml.safe_load(path.read_text(encoding="utf-8"))):
            texts.add(" ".join(str(node["id"]).split()))
            english.add(" ".join(str(node["en"]).split()))
    for path in sorted(files.DATA.glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                for name in row:
                    if name.endswith("_id") and f"{name[:-3]}_en" in row:
                        texts.add(" ".join(row[name].split()))
                        english.add(" ".join(row[f"{name[:-3]}_en"].split()))
                if row.get("attribution"):
                    texts.add(" ".join(row["attribution"].split()))
    own = {text for text in texts - english - NAMES if text}
    inside = tuple(text for text in own if len(text) >= SHORTEST_INSIDE and not any(text in other for other in english))
    return frozenset(own), inside


def _pairs(node: object) -> Iterator[dict[str, str]]:
    """Every {id: …, en: …} below a node."""
    if isinstance(node, dict):
        if set(node) == {"id", "en"}:
            yield node
        for value in node.values():
            yield from _pairs(value)
    elif isinstance(node, list):
        for value in node:
            yield from _pairs(value)
