"""Benchmarks, sized changes, windows and the list of headlines: hand cases, and what must hold for any numbers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.derive.standing import MIN_PEERS, choose_benchmark, ends_and_around, median_series, sized_changes
from data_access.errors import CatalogueError
from data_access.headlines import Headlines, load_headlines

NUMBERS = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)
VALUES = st.lists(st.one_of(st.none(), NUMBERS), max_size=40).map(lambda values: pd.Series(values, dtype="float64"))


@given(NUMBERS, VALUES)
def test_a_published_value_goes_first(published: float, peers: pd.Series) -> None:
    found = choose_benchmark(published, peers)
    assert found is not None and found.kind == "published" and found.value == published


@given(VALUES)
def test_a_median_needs_enough_peers_and_lies_among_them(peers: pd.Series) -> None:
    found, present = choose_benchmark(None, peers), peers.dropna()
    assert (found is None) == (len(present) < MIN_PEERS)
    if found is not None:
        assert found.kind == "median" and found.n == len(present)
        assert present.min() <= found.value <= present.max()


def test_medians_are_never_taken_across_versions() -> None:
    rows = [("2024", version, float(n)) for version in "12" for n in range(4)]
    frame = pd.DataFrame(rows, columns=["period", "series_version", "value"])
    assert list(median_series(frame)["series_version"]) == ["1", "2"]
    assert median_series(frame.head(3)).empty


@given(st.integers(0, 600), st.integers(0, 599), st.integers(0, 8), st.integers(0, 4))
def test_a_window_ascends_holds_ours_and_both_ends(n: int, place: int, ends: int, around: int) -> None:
    ours = place if place < n else None
    shown = ends_and_around(n, ours, ends, around)
    assert shown == sorted(set(shown)) and all(0 <= position < n for position in shown)
    assert len(shown) <= 2 * ends + 2 * around + 1
    if ours is not None:
        assert ours in shown
    if n and ends:
        assert 0 in shown and n - 1 in shown


@given(st.lists(NUMBERS, min_size=10, max_size=20), st.floats(0.01, 100), st.floats(0.5, 50))
def test_the_size_of_a_change_does_not_depend_on_the_unit(values: list[float], change: float, factor: float) -> None:
    peers = pd.DataFrame({"indicator_id": "a", "value": values})
    own = pd.DataFrame({"indicator_id": ["a"], "change": [change]})
    plain = sized_changes(own, peers)
    scaled = sized_changes(own.assign(change=own["change"] * factor), peers.assign(value=peers["value"] * factor))
    assert len(plain) == len(scaled)
    if len(plain):
        assert plain["size"].iloc[0] == pytest.approx(scaled["size"].iloc[0], rel=1e-6)


def test_no_change_no_spread_or_too_few_peers_have_no_size() -> None:
    own = pd.DataFrame({"indicator_id": ["same", "flat", "few", "fine"], "change": [0.0, 1.0, 1.0, -2.0]})
    rows = [("same", float(n)) for n in range(10)] + [("flat", 1.0)] * 10 + [("few", float(n)) for n in range(9)]
    peers = pd.DataFrame(rows + [("fine", float(n)) for n in range(10)], columns=["indicator_id", "value"])
    sized = sized_changes(own, peers)
    assert list(sized["indicator_id"]) == ["fine"] and sized["size"].iloc[0] == pytest.approx(0.8)
    assert sized_changes(own, peers.head(0)).empty


def test_the_list_of_headlines_stands_in_the_catalogue() -> None:
    found = load_headlines()
    assert len(found.tiles) == 6 and not set(found.tiles) & set(found.reserves)


def test_a_reserve_takes_the_place_of_what_nobody_has() -> None:
    found = Headlines(("a", "b", "c"), ("d", "e"))
    assert found.choose({"a", "b", "c", "d"}) == ("a", "b", "c")
    assert found.choose({"a", "c", "e"}) == ("a", "e", "c")
    assert found.choose(set()) == ("a", "b", "c")


@pytest.mark.parametrize(
    "text",
    [
        "tiles: [hdi]",
        "tiles: [hdi]\nreserves: []\nmore: []",
        "tiles: [hdi, hdi]\nreserves: []",
        "tiles: [hdi]\nreserves: [hdi]",
        "tiles: [nothing_of_the_kind]\nreserves: []",
        "tiles: []\nreserves: []",
        "tiles: hdi\nreserves: []",
        "tiles: [1]\nreserves: []",
    ],
)
def test_a_list_that_breaks_the_contract_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "headlines.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"headlines\.yaml"):
        load_headlines(path)
