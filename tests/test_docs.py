"""The documentation keeps up with the code."""

import csv
import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from data_access import tables
from data_access.catalog import Catalogue, load_catalogue, read_indicator
from data_access.loading import files
from data_access.settings import PROJECT_ROOT, Settings

PAGES = sorted(
    path.relative_to(PROJECT_ROOT).as_posix()
    for place in (
        PROJECT_ROOT.glob("*.md"),
        (PROJECT_ROOT / "docs").rglob("*.md"),
        (PROJECT_ROOT / "assets").rglob("*.md"),
    )
    for path in place
)
DATA = PROJECT_ROOT / "assets" / "data"
SCREENSHOTS = "docs/screenshots/"  # pictures are taken from the running app and may come later than the words
BOUNDARY_SENTENCE = (
    "BPS (2020) melalui OCHA/HDX COD-AB, CC BY 3.0 IGO; disederhanakan dan disesuaikan dengan kode Kemendagri 2025. "
    "Bukan rujukan resmi batas daerah."
)
MACHINE_WORDS = re.compile(r"(?<![\w.:/<])/(tmp|work|root|home|mnt|opt)/|\.venv/bin|127\.0\.0\.1:\d{5}")


@cache
def read_page(name: str) -> str:
    """Return the text of a Markdown page."""
    return (PROJECT_ROOT / name).read_text(encoding="utf-8")


def read_table_rows(page: Path) -> list[list[str]]:
    """Return the cells of all table rows of a Markdown page."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def code_blocks(page: str, language: str) -> list[str]:
    """Return the fenced blocks of a language in a Markdown page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", read_page(page), flags=re.MULTILINE | re.DOTALL)


def plain_prose(page: str) -> str:
    """Return a page without its fenced blocks and inline code, where brackets are no links."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^ *```.*?^ *```$", "", read_page(page), flags=re.MULTILINE | re.DOTALL))


def anchors(page: str) -> set[str]:
    """Return the anchors that headings of a page have."""
    heads = re.findall(r"^#+ (.+)$", plain_prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def public_pages() -> dict[str, str]:
    """Return the address of every page in the table of the shell, with its Indonesian title."""
    shell = (PROJECT_ROOT / "pages" / "shell.py").read_text(encoding="utf-8")
    found = re.findall(r'st\.Page\(\s*"[^"]+",\s*title=_\("([^"]+)"\)(?:,[^()\n]*url_path="([^"]+)")?', shell)
    assert len(found) == shell.count("st.Page("), "a line of the table of pages is written in a new way"
    return {address: title for title, address in found}


def test_every_setting_is_documented() -> None:
    rows = {row[0].strip("`"): row for row in read_table_rows(PROJECT_ROOT / "docs" / "settings.md") if "`" in row[0]}
    assert list(rows) == list(Settings.model_fields)
    for key, field in Settings.model_fields.items():
        _, variable, default, meaning = rows[key]
        assert variable == f"`SULUH_{key.upper()}`"
        assert default == f"`{json.dumps(field.default)}`"
        assert len(meaning) > 20


def test_the_settings_file_holds_every_setting_at_its_default() -> None:
    values = tomllib.loads((PROJECT_ROOT / "suluh.toml").read_text(encoding="utf-8"))
    defaults = {key: json.loads(json.dumps(field.default)) for key, field in Settings.model_fields.items()}
    assert values == defaults


def test_settings_named_in_the_docs_exist() -> None:
    known = {f"SULUH_{key.upper()}" for key in Settings.model_fields} | {"SULUH_CONFIG"}
    named = {name for page in PAGES for name in re.findall(r"SULUH_[A-Z_]+[A-Z]", read_page(page))}
    assert named <= known, f"no such setting: {', '.join(sorted(named - known))}"


def test_every_page_is_documented() -> None:
    words = "".join(read_page(page) for page in PAGES)
    for address, title in public_pages().items():
        assert f'"{title}"' in words, f"the page {title} is named nowhere in the docs"
        assert f"`/{address}`" in words or not address, f"the address /{address} is named nowhere in the docs"


def test_every_data_file_is_described() -> None:
    words = read_page("docs/data.md") + read_page("assets/data/README.md")
    lacking = [path.name for path in sorted(DATA.glob("*.csv")) if f"`{path.name}`" not in words]
    assert not lacking, f"described nowhere: {', '.join(lacking)}"
    assert "`observations/<indicator_id>.csv`" in words
    boundaries = read_page("assets/boundaries/README.md")
    for path in (PROJECT_ROOT / "assets" / "boundaries").glob("*.topojson"):
        assert f"`{path.name}`" in boundaries, f"{path.name} is not described"


def test_data_files_named_in_the_docs_exist() -> None:
    named = set(re.findall(r"`(\w+\.csv)`", read_page("docs/data.md") + read_page("assets/data/README.md")))
    gathered = {"indicators_quality.csv", "indicators.csv"}
    lacking = {name for name in named - gathered if not (DATA / name).is_file()}
    assert not lacking, f"no such file: {', '.join(sorted(lacking))}"


def test_every_licence_is_stated() -> None:
    for entry in load_catalogue().indicators.values():
        for language in ("id", "en"):
            assert entry.licence(language).strip(), f"{entry.indicator_id}: licence.{language} is empty"
            assert entry.owner(language).strip(), f"{entry.indicator_id}: owner.{language} is empty"


def test_every_publisher_is_attributed() -> None:
    lines = [line.removeprefix("- ") for line in read_page("docs/data.md").splitlines() if line.startswith("- ")]
    with (DATA / "publishers.csv").open(encoding="utf-8", newline="") as stream:
        publishers = list(csv.DictReader(stream))
    for row in publishers:
        assert row["licence_id"].strip() and row["licence_en"].strip(), f"{row['publisher_id']}: no licence"
        assert row["name_id"] in lines, f"docs/data.md does not name {row['name_id']}"
        assert row["attribution"] == f"Sumber: {row['name_id']}", "docs/data.md says that the name is the attribution"


def test_every_licence_of_publishers_has_a_group() -> None:
    groups = set(re.findall(r"^\*\*(.+?)\*\* \([\d,]+ figures\)", read_page("docs/data.md"), flags=re.MULTILINE))
    with (DATA / "publishers.csv").open(encoding="utf-8", newline="") as stream:
        stated = {row["licence_en"] for row in csv.DictReader(stream)}
    assert len(stated) == len(groups), f"docs/data.md groups publishers as {groups}; publishers.csv has {stated}"


def test_the_page_about_shows_publishers_with_licence_and_attribution() -> None:
    source = (PROJECT_ROOT / "pages" / "about.py").read_text(encoding="utf-8")
    assert "select_publishers" in source
    assert '"licence"' in source


@pytest.mark.parametrize("page", ["README.md", "docs/data.md", "assets/boundaries/README.md"])
def test_the_boundary_licence_is_quoted_exactly(page: str) -> None:
    assert f"Batas wilayah: {BOUNDARY_SENTENCE}" in read_page(page)


def test_the_screens_quote_the_boundary_licence() -> None:
    for name in ("shell.py", "about.py"):
        source = (PROJECT_ROOT / "pages" / name).read_text(encoding="utf-8")
        joined = re.sub(r'"\s*\n\s*"', "", source)
        assert BOUNDARY_SENTENCE in joined, f"pages/{name} does not carry the sentence that the licence requires"


def test_every_badge_is_explained() -> None:
    from components.labels import status_label
    from data_access.models import Status

    rows = {row[1]: row[0] for row in read_table_rows(PROJECT_ROOT / "docs" / "data.md") if len(row) == 4}
    for status in Status:
        assert rows.get(f"`{status.value}`") == f'"{status_label(status)}"'


def test_every_table_is_described() -> None:
    rows = {row[0].strip("`"): row for row in read_table_rows(PROJECT_ROOT / "docs" / "architecture.md")}
    for name, table in tables.metadata.tables.items():
        assert name in rows, f"docs/architecture.md does not describe the table {name}"
        assert rows[name][1] == f"`{', '.join(table.primary_key.columns.keys())}`", f"the key of {name}"


def test_make_targets_named_in_the_docs_exist() -> None:
    targets = set(
        re.findall(r"^([a-z-]+):", (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    named = set()
    for page in PAGES:
        commands = "\n".join([*re.findall(r"`([^`\n]+)`", read_page(page)), *code_blocks(page, "sh")])
        named |= set(re.findall(r"^make ([a-z-]+)", commands, flags=re.MULTILINE))
    assert {"run", "test"} <= named
    assert named <= targets, f"no such target: {', '.join(sorted(named - targets))}"


@pytest.mark.parametrize("page", PAGES)
def test_relative_links_resolve(page: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", plain_prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = ((PROJECT_ROOT / page).parent / path).resolve() if path else PROJECT_ROOT / page
        name = file.relative_to(PROJECT_ROOT).as_posix()
        assert file.exists() or name.startswith(SCREENSHOTS), f"{page}: {target} leads nowhere"
        assert not anchor or anchor in anchors(name), f"{page}: {name} has no heading #{anchor}"


@pytest.mark.parametrize("page", PAGES)
def test_pages_speak_of_no_single_machine(page: str) -> None:
    found = MACHINE_WORDS.search(read_page(page))
    assert found is None, f"{page}: {found and found[0]}"


def test_every_decision_is_listed() -> None:
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", read_page("docs/decisions/README.md"))
    assert listed == sorted(path.name for path in (PROJECT_ROOT / "docs" / "decisions").glob("0*.md"))


def test_the_example_of_an_indicator_can_be_loaded(tmp_path: Path) -> None:
    (yaml,) = code_blocks("README.md", "yaml")
    (rows,) = code_blocks("README.md", "csv")
    entry = tmp_path / "public_libraries.yaml"
    entry.write_text(yaml, encoding="utf-8")
    (tmp_path / "observations").mkdir()
    (tmp_path / "observations" / "public_libraries.csv").write_text(rows, encoding="utf-8")
    known = load_catalogue()
    indicator = read_indicator(entry)
    assert indicator.topic in known.topics
    assert indicator.unit in known.units
    assert indicator.indicator_id not in known.indicators, "the example has become real; take another"
    frame = files.read_observations(tmp_path)
    regions = files.read_table(tables.region, DATA / "regions.csv")
    catalogue = Catalogue(topics=known.topics, units=known.units, indicators={indicator.indicator_id: indicator})
    files.check_observations(frame, regions, catalogue)
    assert frame["value"].tolist() == [12.0]
    assert set(frame["source_id"]) <= set(files.read_table(tables.source, DATA / "sources.csv")["source_id"])
    assert set(frame["release_id"]) <= set(files.read_table(tables.release, DATA / "releases.csv")["release_id"])
