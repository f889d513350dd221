"""Layar: real figures in every scene, regions with few of them, and what stays when the warehouse is down."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from components import i18n, network
from data_access.settings import settings
from tests import screen

PAGE = "wall.py"


def wall(at: Any) -> dict[str, Any]:
    """What the wall's component was given."""
    assert not at.exception and not at.error, [error.value for error in at.error]
    found = [
        json.loads(text)
        for element in screen.walk(at._tree)
        if getattr(element, "proto", None) is not None
        for text in _texts_of(element.proto)
        if text.startswith('{"') and '"scenes"' in text
    ]
    assert len(found) == 1
    return found[0]


def _texts_of(message: Any) -> list[str]:
    texts: list[str] = []
    for _field, value in message.ListFields():
        if isinstance(value, str):
            texts.append(value)
        elif hasattr(value, "ListFields"):
            texts += _texts_of(value)
    return texts


def scene(view: dict[str, Any], name: str) -> dict[str, Any]:
    return next(scene for scene in view["scenes"] if scene["id"] == name)


def tile(view: dict[str, Any], name: str, key: str) -> dict[str, Any]:
    return next(tile for tile in scene(view, name)["tiles"] if tile["key"] == key)


def test_the_summary_of_sumedang(app) -> None:
    at = app({"daerah": "3211", "banding": "3214"}, PAGE)
    assert not at.selectbox  # the tools of other pages would lie under it
    view = wall(at)
    assert [one["id"] for one in view["scenes"]] == [
        "ringkasan", "digital", "umkm", "kesejahteraan", "kesehatan", "ekonomi", "perhatian", "berdua",
    ]  # fmt: skip
    assert view["m"] == 42 and view["place"] == "Kabupaten Sumedang"
    assert scene(view, "ringkasan")["title"] == "Pengangguran di bawah Jawa Barat, kemiskinan di atasnya"
    found = tile(view, "ringkasan", "unemployment_rate")
    assert (found["value"], found["unit"], found["state"], found["place"]) == ("6,08", "%", "ahead", "ke-6 dari 27")
    assert (found["change"], found["period"]) == ("−0,08", "Agu 2025")
    missing = tile(view, "ringkasan", "stunting_prevalence_survey")
    assert missing["value"] is None and missing["state"] == "unknown" and missing["change"] == "14,4 %"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_tile_with_a_target_of_its_own_has_a_bullet(app, language: str) -> None:
    view = wall(app({"daerah": "3211", "bahasa": language}, PAGE, "targets"))
    unemployment = tile(view, "ringkasan", "unemployment_rate")  # 6,08 where 6 was wanted: the scale ends at 7,6
    assert unemployment["bullet"]["bar"] == [0.0, 0.8] and unemployment["bullet"]["mark"] == 0.7895
    assert unemployment["bullet"]["bands"] == [[0.0, 0.8605, 3], [0.8605, 1.0, 2]]  # from (2 − 0,91) × 6
    assert unemployment["aim"] == {"id": "target 6,00 %", "en": "target 6.00 %"}[language]
    hdi = tile(view, "ringkasan", "hdi")  # 75,5 where 75 was wanted
    assert (hdi["bullet"]["bar"], hdi["bullet"]["mark"]) == ([0.0, 0.8], 0.7947)
    assert hdi["state_text"] == {"id": "Tercapai", "en": "Reached"}[language]
    narrow = tile(view, "kesejahteraan", "mean_years_schooling")
    assert narrow["bullet"]["bands"][0][2] == 1 and "2029" in narrow["aim"] and narrow["spark"] is None
    assert tile(view, "ringkasan", "stunting_prevalence_survey")["bullet"] is None  # no figure, and only the nation's
    plain = wall(app({"daerah": "3211", "bahasa": language}, PAGE))
    assert not [one for each in plain["scenes"] for one in each["tiles"] if one["bullet"] or one["aim"]]


@pytest.mark.parametrize(
    ("url", "hosts", "listens", "base"),
    [
        ("http://localhost:8501/layar", "[]", "127.0.0.1", None),
        ("http://localhost:8501/layar", '["192.0.2.10", "other"]', "0.0.0.0", "http://192.0.2.10:8501"),
        ("http://localhost:8501/layar", '["suluh.example.go.id"]', "127.0.0.1", "https://suluh.example.go.id"),
        ("https://suluh.example.go.id/layar", '["192.0.2.10"]', "127.0.0.1", "https://suluh.example.go.id"),
        ("http://[::1]:8501/layar", '["2001:db8::1"]', "::", "http://[2001:db8::1]:8501"),
    ],
)
def test_the_codes_lead_where_this_server_answers(monkeypatch, url: str, hosts: str, listens: str, base) -> None:
    known = SimpleNamespace(context=SimpleNamespace(url=url), get_option={"server.address": listens}.get)
    monkeypatch.setattr(network, "st", known)
    assert network.network_base(json.loads(hosts)) == base


def test_the_pair_is_scored_as_it_is_drawn(app) -> None:
    pair = scene(wall(app({"daerah": "3211", "banding": "3214"}, PAGE)), "berdua")
    assert pair["title"] == "Sumedang unggul di empat ukuran, Purwakarta di dua"
    rows = pair["pair"]["rows"]
    assert sum(row["leader"] == "ours" for row in rows) == 4 and sum(row["leader"] == "theirs" for row in rows) == 2
    spbe = rows[-1]
    assert (spbe["ours"], spbe["theirs"], spbe["is_judged"]) == ("4,51", "", False)


def test_two_stunting_series_are_never_one_line(app) -> None:
    health = scene(wall(app({"daerah": "3211"}, PAGE)), "kesehatan")
    assert health["chart"]["name"] == "Stunting e-PPGBM"
    assert health["tiles"][0]["key"] == "stunting_prevalence_survey"


def test_counts_and_projections_are_never_ranked(app) -> None:
    view = wall(app({"daerah": "3211"}, PAGE))
    for one in scene(view, "umkm")["tiles"]:
        assert one["state"] in ("plain", "unknown") and one["place"] == ""
    assert tile(view, "umkm", "umkm_projected_units")["state_text"].startswith("Proyeksi")


def test_nothing_travels_twice_and_no_geometry(app) -> None:
    text = json.dumps(wall(app({"daerah": "3211", "banding": "3214"}, PAGE)))
    assert "coordinates" not in text and "arcs" not in text
    assert len(text) < 120_000


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("code", ["3578", "9401", "32", "7107", "3173"])
def test_any_region_has_its_wall(app, code: str, language: str) -> None:
    view = wall(app({"daerah": code, "banding": "3214", "bahasa": language}, PAGE))
    for one in view["scenes"]:
        assert one["title"] and one["foot"]
        assert one["tiles"] or one["chart"] or one["pair"] or one["items"] or one["panel"]


def test_an_empty_warehouse_leaves_a_wall_without_scenes(app) -> None:
    view = wall(app({"daerah": "3211"}, PAGE, "empty"))
    assert [one["id"] for one in view["scenes"] if one["id"] not in ("perhatian",)] == []


def test_the_theme_of_the_address_wins(app, monkeypatch) -> None:
    assert wall(app({"daerah": "3211"}, PAGE))["theme"] == "auto"
    assert wall(app({"daerah": "3211", "tema": "gelap"}, PAGE))["theme"] == "dark"
    monkeypatch.setenv("SULUH_WALL_THEME", "light")
    settings.cache_clear()
    assert wall(app({"daerah": "3212"}, PAGE))["theme"] == "light"


def test_a_smaller_screen_further_away(app, monkeypatch) -> None:
    monkeypatch.setenv("SULUH_WALL_WIDTH_M", "1.22")
    monkeypatch.setenv("SULUH_WALL_DISTANCE_M", "6")
    monkeypatch.setenv("SULUH_WALL_SCENES", "assets/wall/scenes-55-inch.yaml")
    settings.cache_clear()
    view = wall(app({"daerah": "3211", "bahasa": "en"}, PAGE))
    assert view["m"] == 63 and {one["layout"] for one in view["scenes"]} == {"rows"}
    assert all(one["panel"] is None for one in view["scenes"])
