"""The legibility contract (N4): type size from the room, refusal of what cannot be read, and the clock of the scenes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.wall.clock import scene_at
from components.wall.legibility import Scale, smallest_size, text_width
from components.wall.scenes import check_scenes, load_scenes, read_scenes
from data_access.catalog import load_catalogue
from data_access.errors import SettingsError
from data_access.settings import PROJECT_ROOT

SCENES = PROJECT_ROOT / "assets" / "wall" / "scenes.yaml"
SMALL = PROJECT_ROOT / "assets" / "wall" / "scenes-55-inch.yaml"
ONE = "scenes:\n  - id: one\n    name: {id: Satu, en: One}\n    "


@pytest.mark.parametrize(
    ("width", "distance", "least"), [(2.44, 8, 42), (1.22, 8, 84), (1.2, 8, 84), (1.66, 6, 46), (1.22, 6, 63)]
)
def test_the_smallest_size_follows_the_room(width: float, distance: float, least: int) -> None:
    assert smallest_size(width, distance) >= least
    assert smallest_size(width, distance) - 1920 * 0.0066 * distance / width < 1


@given(st.floats(0.3, 30), st.floats(1, 60))
def test_it_is_never_below_the_rule(width: float, distance: float) -> None:
    assert smallest_size(width, distance) >= 1920 * 0.0066 * distance / width - 1e-5


def test_all_shipped_scenes_pass() -> None:
    assert len(load_scenes(str(SCENES), 2.44, 8)) == 8
    small = load_scenes(str(SMALL), 1.22, 6)
    assert all(len(scene.tiles) <= 3 and not scene.map for scene in small)


def refuse(text: str, tmp_path: Path, width: float = 2.44, distance: float = 8) -> str:
    """The one line with which a file is refused."""
    file = tmp_path / "scenes.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        scenes = read_scenes(file, load_catalogue())
        check_scenes(scenes, load_catalogue(), Scale(smallest_size(width, distance)), file.name)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_a_scene_that_cannot_fit_is_refused_with_what_to_take_out(tmp_path: Path) -> None:
    six = "tiles: [hdi, poverty_rate, gdp_growth, gini_ratio, lfpr, unemployment_rate]"
    assert "take out 1 of its 7 tiles" in refuse(ONE + six.replace("]", ", sanitation_access]"), tmp_path)
    assert "take out 3 of its 6 tiles" in refuse(ONE + six, tmp_path, 1.22, 6)
    assert "take out map" in refuse(ONE + six + "\n    map: hdi", tmp_path, 1.22, 6)
    assert "keep only headline" in refuse(ONE + "tiles: [hdi]", tmp_path, 1.22, 8)
    assert "nothing fits" in refuse(ONE + "tiles: [hdi]", tmp_path, 1.22, 12)
    long_name = ONE + "headline: hdi\n    tiles: [life_expectancy_sp2010]\n    map: hdi"
    assert "wider than its place; take out life_expectancy_sp2010" in refuse(long_name, tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("scenes: []", "scenes"),
        (ONE + "tiles: [nobody]", "'nobody' is not in the catalogue"),
        (ONE + "tiles: [hdi, hdi]", "stands twice"),
        (ONE + "tiles: [hdi]\n    colour: red", "colour"),
        (ONE + "tiles: [hdi]\n    pair: [hdi]", "give one of tiles"),
        (ONE + "attention: true\n    map: hdi", "takes no map"),
        (ONE + "tiles: [hdi]\n    comparison: peers", "needs a map"),
        (ONE + "tiles: [hdi]\n    dwell: 0", "dwell"),
        (ONE + "tiles: [hdi]\n" + ONE[8:] + "tiles: [hdi]", "same id"),
        ("a: &a [1]\nb: *a", "alias"),
    ],
)
def test_a_file_is_read_strictly(text: str, told: str, tmp_path: Path) -> None:
    assert told in refuse(text, tmp_path)


def test_a_missing_file_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_scenes(tmp_path / "absent.yaml", load_catalogue())


@given(st.floats(0, 4e9), st.lists(st.integers(5, 300), min_size=1, max_size=12))
def test_the_scene_is_a_function_of_the_time(seconds: float, dwells: list[int]) -> None:
    place, passed = scene_at(seconds, dwells)
    assert 0 <= place < len(dwells) and 0 <= passed <= dwells[place]
    assert scene_at(seconds + sum(dwells), dwells)[0] in (place, (place + 1) % len(dwells))  # float noise at an edge
    assert abs((sum(dwells[:place]) + passed) - seconds % sum(dwells)) < 1e-3


def test_every_scene_has_its_turn() -> None:
    assert [scene_at(second, [2, 1, 3])[0] for second in range(7)] == [0, 0, 1, 2, 2, 2, 0]
    with pytest.raises(ValueError, match="at least one"):
        scene_at(0, [])


@given(st.text(max_size=40), st.floats(10, 200))
def test_text_grows_with_its_size(text: str, size: float) -> None:
    assert text_width(text, size, 500) >= 0
    assert text_width(text + "m", size, 700) > text_width(text, size, 700)


def test_the_widths_are_those_of_the_typeface() -> None:
    assert text_width("Pengangguran", 46, 650, -0.015) == pytest.approx(317, abs=3)  # measured in the browser
