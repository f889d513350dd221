"""The page that everyone meets first loads nothing that it does not draw with (L11 in docs/speed.md)."""

import json
import os
import subprocess
import sys

import pytest

from data_access.settings import PROJECT_ROOT
from tests import screen

# Streamlit itself loads plotly where it is installed, and looks into streamlit_folium for its component.
HEAVY = {
    "geopandas", "folium", "matplotlib", "shapely", "scipy", "sklearn", "statsmodels", "mapclassify",
    "openpyxl", "xlsxwriter", "alembic",
}  # fmt: skip
LOOK = """
import json, sys
from tests import screen
screen.use_warehouse(sys.argv[1])
at = screen.open_app({"daerah": "3211"}, "overview.py")
assert not at.exception and len(at.title) == 1, at.exception
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.case("L11")
def test_the_first_page_loads_no_map_or_chart_library() -> None:
    url = screen.warehouse_url("real")
    answer = subprocess.run(
        [sys.executable, "-c", LOOK, url],
        cwd=PROJECT_ROOT, env=os.environ | {"SULUH_WAREHOUSE_URL": url}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr[-2000:]
    loaded = set(json.loads(answer.stdout.splitlines()[-1]))
    assert {"streamlit", "pandas", "duckdb"} <= loaded
    assert not loaded & HEAVY
