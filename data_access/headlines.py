"""Headline indicators: the short list that Beranda shows first, read strictly from the catalogue's folder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data_access.catalog import FOLDER, load_catalogue, read_yaml
from data_access.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class Headlines:
    """Indicator ids in order of preference; every one stands in the catalogue, none twice."""

    tiles: tuple[str, ...]
    reserves: tuple[str, ...]

    def choose(self, published: Collection[str]) -> tuple[str, ...]:
        """As many ids as there are tiles: those somebody has values of, reserves for the rest, in their order."""
        reserves = [indicator_id for indicator_id in self.reserves if indicator_id in published]
        chosen = []
        for indicator_id in self.tiles:
            is_known = indicator_id in published or not reserves
            chosen.append(indicator_id if is_known else reserves.pop(0))
        return tuple(chosen)


@cache
def load_headlines(path: Path = FOLDER / "headlines.yaml") -> Headlines:
    """The list. Raises CatalogueError naming the file for an unknown or repeated id, a missing or unknown key."""
    content = read_yaml(path)
    if set(content) != {"tiles", "reserves"}:
        raise CatalogueError(f"{path}: expected the keys tiles and reserves, found {', '.join(map(str, content))}")
    for key, ids in content.items():
        if not isinstance(ids, list) or not all(isinstance(indicator_id, str) for indicator_id in ids):
            raise CatalogueError(f"{path}: {key}: expected a list of indicator ids")
    every = [*content["tiles"], *content["reserves"]]
    if not content["tiles"] or len(every) != len(set(every)):
        raise CatalogueError(f"{path}: no tile at all, or an indicator that stands twice")
    unknown = [indicator_id for indicator_id in every if indicator_id not in load_catalogue().indicators]
    if unknown:
        raise CatalogueError(f"{path}: {unknown[0]!r} is not in the catalogue")
    return Headlines(tuple(content["tiles"]), tuple(content["reserves"]))
