"""Every pair has a whole story, and no sentence contradicts its figures."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import combinations

import pytest

from components import i18n
from components.tour.models import ChangeSide, Chapter, Story
from data_access.catalog import load_catalogue
from data_access.models import Level
from tests.components.tour.conftest import Teller

SAMPLE = [("3211", "3214"), ("3214", "3211"), ("3211", "3578"), ("9401", "1101"), ("3201", "3271"), ("32", "35"),
          ("3171", "3172"), ("3522", "9401")]  # fmt: skip


def numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", text)]


def check_story(story: Story) -> None:
    """What must hold for any pair in any language."""
    kinds = {chapter.kind: chapter for chapter in story.chapters}
    for chapter in story.chapters:
        assert chapter.title and chapter.foot and chapter.number
        assert chapter.has_rows or chapter.missing, chapter.kind
        everything = " ".join([chapter.title, chapter.lede, chapter.caption, *chapter.notes])
        assert "nan" not in everything.casefold().split() and "None" not in everything and "{" not in everything
    check_leads(kinds["leads"], story)
    check_changes(kinds["changes"])
    check_lessons(kinds["lessons"])
    check_map(kinds["map"])
    assert [step.days for step in kinds["order"].steps] == [30, 60, 90][: len(kinds["order"].steps)]
    assert len(kinds["order"].steps) == len(kinds["practices"].practices)
    data = kinds["data"]
    assert numbers(data.title)[-2:] == [sum(row.figure is not None for row in data.data), len(data.data)]
    known = {passport.indicator_id for passport in story.passports}
    assert {figure.indicator_id for figure in story.figures()} == known


def check_leads(chapter: Chapter, story: Story) -> None:
    judged = [row for row in chapter.leads if row.verdict != "unknown"]
    if judged:
        counts = [sum(row.verdict == kind for row in judged) for kind in ("ahead", "equal", "behind")]
        assert numbers(chapter.title)[-3:] == counts, chapter.title
    for row in judged:
        assert row.host is not None and row.visitor is not None and row.host.period == row.visitor.period
        is_low = load_catalogue().indicator(row.indicator_id).polarity == "lower_is_better"
        gap = (row.visitor.value - row.host.value) * (-1 if is_low else 1)
        assert {"ahead": gap > 0, "behind": gap < 0, "equal": True}[row.verdict], row
        if gap > 0:
            assert (row.visitor_place or 0) >= (row.host_place or 0), row
    for row in chapter.leads:
        if row.verdict == "unknown":
            assert row.host is None or row.visitor is None
            assert row.remedy


def check_changes(chapter: Chapter) -> None:
    for row in chapter.changes:
        polarity = load_catalogue().indicator(row.indicator_id).polarity
        for side in (row.host, row.visitor):
            check_side(side, polarity)


def check_side(side: ChangeSide, polarity: str) -> None:
    if side.reason:
        assert side.change is None and not side.change_text
        return
    assert side.start is not None and side.end is not None and side.change is not None
    assert side.change == pytest.approx(side.end.value - side.start.value, abs=1e-6)
    assert side.start.text.rstrip("*") in side.ends_text and side.end.text.rstrip("*") in side.ends_text
    if side.change == 0:
        assert side.direction == "same"
    else:
        assert (side.direction == "better") == ((side.change > 0) == (polarity == "higher_is_better"))
        if any(letter in "123456789" for letter in side.change_text):
            assert side.change_text.startswith("+" if side.change > 0 else "−")


def check_lessons(chapter: Chapter) -> None:
    for row in chapter.leads:
        assert row.verdict == "ahead" and (row.gap_mad is None or row.gap_mad > 0)
        assert row.since


def check_map(chapter: Chapter) -> None:
    found = re.search(r"(\d+)[,.](\d)", chapter.title)
    row = next((row for row in chapter.facts if row.host and row.host.indicator_id == "gdp_per_capita"), None)
    if found and row and row.host and row.visitor:
        high, low = max(row.host.value, row.visitor.value), min(row.host.value, row.visitor.value)
        assert float(f"{found[1]}.{found[2]}") == pytest.approx(high / low, abs=0.0501)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(("host", "visitor"), SAMPLE[:4])
def test_a_sample_of_pairs(told: Callable[..., Story], host: str, visitor: str, language: str) -> None:
    check_story(told(host, visitor, language))


@pytest.mark.parametrize(("host", "visitor"), SAMPLE[4:])
def test_other_kinds_of_pairs(told: Callable[..., Story], host: str, visitor: str) -> None:
    check_story(told(host, visitor))


@pytest.mark.long
def test_every_pair_of_west_java(teller: Teller) -> None:
    codes = [region.region_code for region in teller.regions.children("32")]
    pairs = list(combinations(codes, 2))
    assert len(pairs) == 351
    for place, (host, visitor) in enumerate(pairs):
        check_story(teller.story(host, visitor, i18n.LANGUAGES[place % 2]))


@pytest.mark.long
def test_two_hundred_pairs_of_the_nation(teller: Teller) -> None:
    codes = [region.region_code for region in teller.regions.of_level(Level.REGENCY)]
    dice = random.Random(6)
    for place in range(200):
        host, visitor = dice.sample(codes, 2)
        check_story(teller.story(host, visitor, i18n.LANGUAGES[place % 2]))


def test_sumedang_and_purwakarta_to_the_digit(told: Callable[..., Story]) -> None:
    story = told("3211", "3214")
    rows = {row.indicator_id: row for row in story.chapter("leads").leads}  # type: ignore[union-attr]
    jobless = rows["unemployment_rate"]
    assert (jobless.host.text, jobless.visitor.text, jobless.verdict) == ("6,08", "7,54", "behind")  # type: ignore[union-attr]
    villages, stunting, spbe = story.chapter("practices").practices  # type: ignore[union-attr]
    assert (villages.host.text, villages.visitor.text) == ("100,00", "46,99")  # type: ignore[union-attr]
    assert (villages.verdict, villages.step) == ("supported", "Petakan 97 desa yang belum mandiri")
    assert (stunting.verdict, stunting.host.text, stunting.visitor.text) == ("not_comparable", "14,4", "14,5")  # type: ignore[union-attr]
    assert (spbe.verdict, spbe.host.text, spbe.visitor) == ("partly", "4,51", None)  # type: ignore[union-attr]
    assert any("50 persen" in claim and claim.endswith("sebagian") for claim in stunting.claims)
    english = told("3211", "3214", "en")
    assert english.chapter("leads").leads[0].host.text == rows["gdp_per_capita"].host.text.replace(".", ",")  # type: ignore[union-attr]


def test_the_language_of_the_run_is_left_alone(told: Callable[..., Story]) -> None:
    i18n.use("id")
    told("3211", "3214", "en")
    assert i18n.current() == "id"


def test_a_city_of_wards_is_not_told_to_load_villages(told: Callable[..., Story]) -> None:
    rows = {row.practice_id: row for row in told("3211", "3578").chapter("practices").practices}  # type: ignore[union-attr]
    assert rows["sumedang_villages"].step == "Cari padanannya untuk kelurahan"


def test_a_host_without_practices_says_how_to_add_one(told: Callable[..., Story]) -> None:
    chapter = told("9401", "1101").chapter("practices")
    assert chapter is not None and not chapter.practices
    assert "practices.yaml" in chapter.missing and "9401" in chapter.missing
