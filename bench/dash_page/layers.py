"""Writes the GeoJSON layers of the Dash page, one per province, before it starts: `python -m … FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from data_access import boundaries
from data_access.models import Level


def write_layers(folder: Path) -> None:
    """`<province code>.json`: region_code and name of each regency, and the bounding box."""
    every = boundaries.read_layer(Level.REGENCY)
    for province_code, layer in every.groupby("parent_code"):
        content = json.loads(layer[["region_code", "name", "geometry"]].to_json(drop_id=True))
        content["bbox"] = [round(float(edge), 3) for edge in layer.total_bounds]
        text = json.dumps(content, separators=(",", ":"))
        (folder / f"{province_code}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_layers(Path(sys.argv[1]))
