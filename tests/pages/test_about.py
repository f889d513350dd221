"""Tentang: what is served is counted, publishers and licences are named, the rules are told."""

from __future__ import annotations

import csv

import pytest

from components import formats, i18n
from data_access.loading import files
from tests import screen


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_is_served_is_counted(app, language: str) -> None:
    at = app({"bahasa": language}, "about.py")
    n = sum(len(screen.read_observations(path.stem)) for path in (files.DATA / "observations").glob("*.csv"))
    found = screen.lede(at)
    assert formats.count(n, language=language) in found
    for count in ("143", "514", "38"):
        assert count in found
    badges = [row[-1] for row in screen.table(at, "badges")[1:]]
    total = sum(int(cell.replace(".", "").replace(",", "")) for cell in badges)
    missing = sum(
        files.finite_or_none(row["value"]) is None
        for path in (files.DATA / "observations").glob("*.csv")
        for row in screen.read_observations(path.stem)
    )
    assert total == n - missing


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_publisher_with_figures_is_named_with_its_licence(app, language: str) -> None:
    at = app({"bahasa": language}, "about.py")
    with (files.DATA / "publishers.csv").open(encoding="utf-8") as file:
        publishers = {row["publisher_id"]: row for row in csv.DictReader(file)}
    with (files.DATA / "sources.csv").open(encoding="utf-8") as file:
        source_publishers = {row["source_id"]: row["publisher_id"] for row in csv.DictReader(file)}
    used = {
        source_publishers[row["source_id"]]
        for path in (files.DATA / "observations").glob("*.csv")
        for row in screen.read_observations(path.stem)
    }
    shown = screen.panel(at, "publishers")
    for publisher_id in used:
        assert " ".join(publishers[publisher_id][f"name_{language}"].split()) in shown
        assert " ".join(publishers[publisher_id][f"licence_{language}"].split()) in shown
    assert len(screen.table(at, "publishers")) - 1 == len(used)


def test_the_rules_are_told(app) -> None:
    every = screen.words(app({}, "about.py"))
    for words in ("Di bawah 10 daerah tidak ada peringkat", "Nol yang diterbitkan tetap nol", "½ MAD", "CC BY 3.0 IGO"):
        assert words in every


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_without_figures_it_says_none(app, language: str) -> None:
    at = app({"bahasa": language}, "about.py", "empty")
    assert not at.error
    assert screen.lede(at).startswith("0 ")
