"""Promises about the code itself: who imports whom, no region written into it, no way round the safe helpers."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.i18n import LOCALE
from components.theme import STYLESHEETS
from data_access.loading import files
from data_access.settings import PROJECT_ROOT

PRODUCT = ("app.py", "pages", "components", "data_access")
# Where a region's code may stand: an installation's defaults, and the rules that turned sources into assets/data.
CODES_ALLOWED = re.compile(r"data_access/settings\.py|data_access/loading/compile_\w+\.py")
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)  # of JavaScript
FORBIDDEN = {
    "unsafe_allow_html=True": re.compile(r"unsafe_allow_html\s*=\s*True"),
    "components.v1.html": re.compile(r"components\.v1|st\.components\.html"),
    "innerHTML": re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write\("),
    "a SELECT in an f-string": re.compile(r"""\bf["']{1,3}\s*(SELECT|UPDATE|DELETE|INSERT INTO \{table\} VALUES)\b""", re.IGNORECASE),
    "eval": re.compile(r"(?<![\w.])(eval|exec)\("),
    "pickle": re.compile(r"^\s*(import|from) pickle", re.MULTILINE),
}  # fmt: skip


def product_files(*endings: str) -> Iterator[Path]:
    """The files of the product, none of the tests."""
    for name in PRODUCT:
        path = PROJECT_ROOT / name
        yield from [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in endings)


def place(path: Path) -> str:
    return path.relative_to(PROJECT_ROOT).as_posix()


def _code(path: Path) -> str:
    """The text of a file; of JavaScript without its comments, lines kept."""
    text = path.read_text(encoding="utf-8")
    return COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text) if path.suffix == ".js" else text


def test_imports_point_one_way() -> None:
    command = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_no_region_is_written_into_the_code() -> None:
    known = {
        line.partition(",")[0] for line in (files.DATA / "regions.csv").read_text(encoding="utf-8").splitlines()[1:]
    }
    found = []
    for path in product_files(".py"):
        if CODES_ALLOWED.fullmatch(place(path)):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known - {"ID"}:
                found.append(f"{place(path)}:{node.lineno}: {node.value!r}")
    assert not found, "regions are data; ask the warehouse or the settings:\n" + "\n".join(found)


@pytest.mark.case("G2")
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_way_round_the_safe_helpers(what: str) -> None:
    found = [
        f"{place(path)}:{text.count(chr(10), 0, match.start()) + 1}"
        for path in product_files(".py", ".js")
        for text in [_code(path)]
        for match in FORBIDDEN[what].finditer(text)
    ]
    assert not found, f"{what}: {found}"


@pytest.mark.case("G2")
def test_no_style_asks_what_the_whole_page_holds() -> None:
    """`body:has(…)` is asked again at every change of the page: it took Banding from two seconds to four."""
    screen = [PROJECT_ROOT / "assets" / "style" / name for name in STYLESHEETS]
    assert [path.name for path in screen if ":has(" in COMMENT.sub("", path.read_text(encoding="utf-8"))] == []


def test_html_is_written_in_one_place() -> None:
    users = {
        place(path) for path in product_files(".py") if re.search(r"\bst\.html\(", path.read_text(encoding="utf-8"))
    }
    assert users <= {"components/theme.py"}


def test_every_page_has_its_tests() -> None:
    shell = (PROJECT_ROOT / "pages" / "shell.py").read_text(encoding="utf-8")
    pages = re.findall(r'st\.Page\("(\w+)\.py"', shell)
    assert len(pages) > 2
    lacking = [page for page in pages if not (PROJECT_ROOT / "tests" / "pages" / f"test_{page}.py").is_file()]
    assert not lacking, f"write tests/pages/test_<page>.py for {lacking}"


def test_every_page_stands_in_the_table() -> None:
    shell = (PROJECT_ROOT / "pages" / "shell.py").read_text(encoding="utf-8")
    listed = set(re.findall(r'st\.Page\("(\w+)\.py"', shell)) | {"__init__", "data", "shell"}
    assert {path.stem for path in (PROJECT_ROOT / "pages").glob("*.py")} <= listed


def test_the_readme_names_the_two_commands() -> None:
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme and "make test" in readme
    targets = (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^run:", targets, re.MULTILINE) and re.search(r"^test:", targets, re.MULTILINE)


@pytest.mark.case("G13")
def test_what_is_served_as_files_holds_no_figure() -> None:
    application = (PROJECT_ROOT / "pages" / "server" / "files.py").read_text(encoding="utf-8")
    (folders,) = re.findall(r"^PUBLIC = \((.*?)\)", application, re.MULTILINE)
    assert "data" not in re.findall(r'"(\w+)"', folders)
    for folder in re.findall(r'"(\w+)"', folders):
        root = PROJECT_ROOT / "assets" / folder
        assert not [
            path for path in root.rglob("*") if path.is_symlink() or path.suffix in (".html", ".csv", ".duckdb")
        ]


def test_languages_are_folders() -> None:
    assert (LOCALE / "en" / "LC_MESSAGES" / "messages.po").is_file()
