"""The contract of the catalogue, walked entry by entry, and how its files may not be written."""

import csv
from collections import Counter
from pathlib import Path

import pytest
import yaml

from data_access import catalog
from data_access.catalog import INDICATORS, WALL_NAME_LETTERS, Catalogue, Indicator, Text, load_catalogue, read_yaml
from data_access.errors import CatalogueError, UnknownCodeError
from data_access.loading import files
from data_access.models import RANKED_STATUSES

CATALOGUE = load_catalogue()
ENTRIES = list(CATALOGUE.indicators.values())
LANGUAGES = ("id", "en")
ODD_PERIODS = {"minimum_wage": {"2025-11"}, "nib_issued_umk": {"2024-09"}}  # months among years, as published


def rows_of(name: str) -> list[dict[str, str]]:
    with (files.DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def ids(entry: Indicator) -> str:
    return entry.indicator_id


# --- every entry ---


def test_there_are_as_many_as_files_and_figures() -> None:
    with_figures = {path.stem for path in (files.DATA / "observations").glob("*.csv")}
    assert set(CATALOGUE.indicators) == {path.stem for path in INDICATORS.glob("*.yaml")} == with_figures
    assert len(ENTRIES) == 143
    for path in (files.DATA / "observations").glob("*.csv"):
        assert rows_of(f"observations/{path.name}"), path.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["name", "wall_name", "definition"])
def test_texts_that_tell_indicators_apart_are_distinct(kind: str, language: str) -> None:
    counts = Counter(getattr(entry, kind)(language).casefold() for entry in ENTRIES)
    assert [text for text, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_wall_names_fit(entry: Indicator) -> None:
    for language in LANGUAGES:
        assert 0 < len(entry.wall_name(language)) <= WALL_NAME_LETTERS == 16


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_sentences_are_translated(entry: Indicator) -> None:
    texts = [entry.definition, entry.gap, entry.licence, *entry.caveats]
    texts += [text for text in (entry.interpretation, entry.unranked_reason) if text]
    texts += [found.reason for found in entry.breaks]  # not the names of series versions: laws have only one
    for text in texts:
        if " " in text.id:
            assert text.id != text.en
    for text in [*texts, entry.name, entry.wall_name, entry.owner, *([entry.formula] if entry.formula else [])]:
        for language in LANGUAGES:
            shown = text(language)
            assert shown == " ".join(shown.split()), "no stray blanks or line ends"
            assert not any(mark in shown for mark in ("TODO", "TBD", "XXX", "FIXME", "lorem"))


def test_names_are_translated_unless_both_languages_share_them() -> None:
    shared = {entry.name.id for entry in ENTRIES if entry.name.id == entry.name.en}
    assert shared <= {"Rasio Gini", "Gini ratio"}, shared


def test_other_languages_fall_back_to_indonesian() -> None:
    text = Text(id="nilai", en="value")
    assert [text("id"), text("en"), text("su")] == ["nilai", "value", "nilai"]


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_references_exist_and_are_mutual(entry: Indicator) -> None:
    assert entry.topic in CATALOGUE.topics
    assert CATALOGUE.unit(entry) is CATALOGUE.units[entry.unit]
    assert len(entry.not_comparable_with) == len(set(entry.not_comparable_with))
    for other in entry.not_comparable_with:
        assert other != entry.indicator_id
        assert entry.indicator_id in CATALOGUE.indicator(other).not_comparable_with, f"{other} does not answer"


def test_every_topic_and_unit_is_used() -> None:
    assert {entry.topic for entry in ENTRIES} == set(CATALOGUE.topics)
    assert {entry.unit for entry in ENTRIES} == set(CATALOGUE.units)
    grouped = CATALOGUE.by_topic()
    assert list(grouped) == list(CATALOGUE.topics)
    assert sum(map(len, grouped.values())) == len(ENTRIES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_and_units_have_distinct_names(language: str) -> None:
    for named in (CATALOGUE.topics, CATALOGUE.units):
        names = [entry.name(language) for entry in named.values()]
        assert len(names) == len(set(names)), [name for name, n in Counter(names).items() if n > 1]


def test_units_keep_their_kind() -> None:
    for unit_id, unit in CATALOGUE.units.items():
        assert unit.is_percent == (unit.kind == "share")
        assert unit.rupiah is None or (unit.rupiah > 0 and "rupiah" in unit.name.id), unit_id
        assert ("%" in unit.suffix) <= unit.is_percent, unit_id


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_figures_keep_what_the_entry_says(entry: Indicator) -> None:
    rows = rows_of(f"observations/{entry.indicator_id}.csv")
    statuses = {row["status"] for row in rows}
    if statuses.isdisjoint({str(status) for status in RANKED_STATUSES}):
        assert not entry.is_ranked, f"only {statuses}: nothing may be ranked"
    if entry.frequency != "irregular":
        length = 4 if entry.frequency == "annual" else 7
        odd = {row["period"] for row in rows if len(row["period"]) != length}
        assert odd == ODD_PERIODS.get(entry.indicator_id, set())
    if CATALOGUE.unit(entry).is_percent and entry.polarity != "neutral" and "growth" not in entry.indicator_id:
        assert all(0 <= float(row["value"]) <= 100 for row in rows)


def test_unranked_entries_say_why() -> None:
    for entry in ENTRIES:
        assert entry.is_ranked == (entry.unranked_reason is None), entry.indicator_id


def written_breaks() -> set[tuple[str, str, str]]:
    return {
        (entry.indicator_id, region, found.period)
        for entry in ENTRIES
        for found in entry.breaks
        for region in (found.regions or ("",))
    }


def compiled_breaks() -> set[tuple[str, str, str]]:
    return {(row["indicator_id"], row["region_code"], row["period"]) for row in rows_of("series_breaks.csv")}


def test_breaks_of_the_catalogue_are_compiled() -> None:
    assert sorted(written_breaks() - compiled_breaks()) == []


def test_compiled_breaks_are_in_the_catalogue() -> None:
    assert sorted(compiled_breaks() - written_breaks()) == []


def test_breaks_start_a_version_in_the_figures() -> None:
    for row in rows_of("series_breaks.csv"):
        figures = rows_of(f"observations/{row['indicator_id']}.csv")
        for figure in figures:
            if row["region_code"] in ("", figure["region_code"]):
                is_after = figure["period"] >= row["period"]
                assert (int(figure["series_version"]) >= int(row["series_version"])) == is_after, (row, figure)


def test_unknown_indicator_is_told() -> None:
    with pytest.raises(UnknownCodeError, match="no indicator 'happiness'"):
        CATALOGUE.indicator("happiness")


# --- files that break the contract (I14) ---


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a small catalogue that is right, for a test to spoil."""
    (tmp_path / "indicators").mkdir()
    (tmp_path / "topics.yaml").write_text("work: {name: {id: Kerja, en: Work}}\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text("percent: {name: {id: persen, en: percent}, kind: share}\n", encoding="utf-8")
    write(tmp_path)
    return tmp_path


def write(folder: Path, **changes: object) -> Path:
    """Write jobless.yaml with some keys changed; None removes one."""
    text = {"id": "satu", "en": "one"}
    entry = {
        "name": text,
        "wall_name": text,
        "definition": text,
        "topic": "work",
        "unit": "percent",
        "decimals": 1,
        "polarity": "neutral",
        "frequency": "annual",
        "publisher": "BPS",
        "licence": text,
        "owner": text,
        "reliability": "high",
        "is_ranked": True,
        "gap": text,
    }
    path = folder / "indicators" / "jobless.yaml"
    kept = {key: value for key, value in (entry | changes).items() if value is not None}
    plain = yaml.SafeDumper
    plain.ignore_aliases = lambda *_: True  # type: ignore[method-assign, assignment]
    path.write_text(yaml.dump(kept, Dumper=plain), encoding="utf-8")
    return path


def load(folder: Path) -> Catalogue:
    return load_catalogue.__wrapped__(folder)


def test_small_catalogue_is_right(folder: Path) -> None:
    assert load(folder).indicator("jobless").name("en") == "one"


@pytest.mark.case("I14")
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"colour": "red"}, "colour: Extra inputs"),
        ({"indicator_id": "other"}, "indicator_id"),
        ({"decimals": "two"}, "decimals: Input should be a valid integer"),
        ({"decimals": "2"}, "decimals"),
        ({"decimals": 1.0}, "decimals"),
        ({"decimals": 9}, "decimals"),
        ({"decimals": True}, "decimals"),
        ({"is_ranked": "yes"}, "is_ranked"),
        ({"is_ranked": 1}, "is_ranked"),
        ({"name": "satu"}, "name"),
        ({"name": {"id": "satu"}}, "name.en: Field required"),
        ({"name": {"id": "satu", "en": ""}}, "name.en"),
        ({"name": {"id": "satu", "en": "  "}}, "name.en"),
        ({"name": {"id": "satu", "en": "one", "su": "hiji"}}, "name.su"),
        ({"definition": None}, "definition: Field required"),
        ({"polarity": "upwards"}, "polarity"),
        ({"frequency": "daily"}, "frequency"),
        ({"reference_month": 13}, "reference_month"),
        ({"wall_name": {"id": "a" * 17, "en": "a"}}, "wall_name.id has more than 16 letters"),
        ({"wall_name": {"id": "a", "en": "a" * 17}}, "wall_name.en has more than 16 letters"),
        ({"is_ranked": False}, "unranked_reason must say why"),
        ({"official_classes": [2.0, 1.0], "classes_source": {"id": "a", "en": "b"}}, "official_classes must ascend"),
        ({"official_classes": [1.0, 2.0]}, "official_classes and classes_source come together"),
        ({"official_classes": ["a"]}, "official_classes.0"),
        ({"caveats": {"id": "a", "en": "b"}}, "caveats"),
        ({"caveats": [{"id": "a"}]}, "caveats.0.en"),
        ({"breaks": [{"period": 2024, "reason": {"id": "a", "en": "b"}}]}, "breaks.0.period"),
        ({"breaks": [{"period": "24", "reason": {"id": "a", "en": "b"}}]}, "breaks.0.period"),
        ({"topic": "leisure"}, "topic 'leisure' is not in topics.yaml"),
        ({"unit": "smiles"}, "unit 'smiles' is not in units.yaml"),
    ],
)
def test_entries_that_break_the_contract(folder: Path, changes: dict, told: str) -> None:
    write(folder, **changes)
    with pytest.raises(CatalogueError) as caught:
        load(folder)
    assert told in str(caught.value)
    assert "jobless.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


ALIAS_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.case("I14")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ALIAS_BOMB, "aliases are not allowed"),
        ("name: &x {id: a, en: b}\nwall_name: *x", "aliases are not allowed"),
        ("a: &a [*a]", "aliases are not allowed"),
        ("name: !!python/object/apply:os.system ['touch /tmp/suluh-was-here']", "python/object/apply:os.system"),
        ("name: !!python/name:os.system", "python/name:os.system"),
        ("name: !!python/object:data_access.models.Region {}", "python/object"),
        ("name: {id: a, en: b}\nname: {id: c, en: d}", "a key stands twice"),
        ("name: {id: a, id: b}", "a key stands twice"),
        ("? [a, b]\n: c", "unhashable"),
        ("? {a: b}\n: c", ""),
        ("- a\n- b", "expected a mapping, found list"),
        ("", "expected a mapping, found NoneType"),
        ("plain", "expected a mapping, found str"),
        ("name: {id: a", "expected"),
        ("name: \t- x", ""),
        ("a: 1\n---\nb: 2", "expected a single document"),
        ("1: a", "keywords must be strings"),
        ("a: " + "[" * 20_000, ""),
        ("name: 'a\x00b'", ""),
        ("<<: {name: x}", ""),
    ],
)
def test_files_that_are_no_plain_mapping(folder: Path, text: str, told: str) -> None:
    path = folder / "indicators" / "jobless.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(folder)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 1000
    assert not Path("/tmp/suluh-was-here").exists()


def test_file_in_another_encoding_or_missing(folder: Path) -> None:
    path = folder / "indicators" / "jobless.yaml"
    path.write_bytes("name: {id: caf\xe9}".encode("cp1252"))
    with pytest.raises(CatalogueError, match=r"jobless\.yaml: .*utf-8"):
        read_yaml(path)
    with pytest.raises(CatalogueError, match=r"none\.yaml"):
        read_yaml(folder / "none.yaml")
    (folder / "topics.yaml").unlink()
    with pytest.raises(CatalogueError, match=r"topics\.yaml"):
        load(folder)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("topics.yaml", "work: {name: {id: Kerja}}", "work: name.en: Field required"),
        ("topics.yaml", "work: {title: {id: Kerja, en: Work}}", "work: name: Field required"),
        ("topics.yaml", "work: Kerja", "work: "),
        ("units.yaml", "percent: {name: {id: a, en: b}, kind: shares}", "percent: kind: Input should be 'share'"),
        ("units.yaml", "percent: {name: {id: a, en: b}, kind: share, rupiah: many}", "percent: rupiah: "),
    ],
)
def test_topics_and_units_name_file_and_key(folder: Path, file: str, text: str, told: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(folder)
    assert f"{file}: {told}" in str(caught.value)


def test_entries_cannot_be_changed() -> None:
    entry = ENTRIES[0]
    with pytest.raises(ValueError, match="frozen"):
        entry.decimals = 3  # type: ignore[misc]


@pytest.mark.case("I14")
def test_loader_is_a_safe_one() -> None:
    assert issubclass(catalog._Loader, yaml.SafeLoader)
