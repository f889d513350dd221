"""The documentation keeps up with the code."""

import json
from pathlib import Path

from data_access.settings import PROJECT_ROOT, Settings


def read_table_rows(page: Path) -> list[list[str]]:
    """Return the cells of all table rows of a Markdown page."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def test_every_setting_is_documented() -> None:
    rows = {row[0].strip("`"): row for row in read_table_rows(PROJECT_ROOT / "docs" / "settings.md") if "`" in row[0]}
    assert list(rows) == list(Settings.model_fields)
    for key, field in Settings.model_fields.items():
        _, variable, default, meaning = rows[key]
        assert variable == f"`SULUH_{key.upper()}`"
        assert default == f"`{json.dumps(field.default)}`"
        assert len(meaning) > 20
