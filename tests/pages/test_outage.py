"""Pages while the warehouse does not answer: the last good figures with a notice, never half of two generations."""

from __future__ import annotations

import pytest

from components import i18n
from data_access.errors import GenerationChangedError, WarehouseMissingError
from data_access.warehouse import Warehouse
from pages import data
from tests import screen

TOLD = {"id": ("Gudang data tidak menjawab sejak", "data per"), "en": ("has not answered since", "data as of")}


@pytest.fixture
def outage(monkeypatch: pytest.MonkeyPatch):
    """Give a function that takes the warehouse away; it is back after the test."""

    def refuse(*_: object, **__: object) -> None:
        raise WarehouseMissingError("the warehouse does not answer: postgresql://suluh:s3cret@db")

    def begin() -> None:
        monkeypatch.setattr(Warehouse, "generation", refuse)
        monkeypatch.setattr(Warehouse, "frame", refuse)
        data.served().forget()

    yield begin
    monkeypatch.undo()
    data.served().forget()


@pytest.mark.case("F5", "K5")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_last_good_figures_stay_with_a_notice(app, outage, language: str) -> None:
    address = {"daerah": "3211", "periode": "2024", "bahasa": language}
    at = app(address)
    before = screen.title(at)
    outage()
    at.run()
    assert not at.exception and not at.error
    assert screen.title(at) == before
    (notice,) = [screen.unmarked(warning.value) for warning in at.warning]
    assert all(words in notice for words in TOLD[language])
    assert "s3cret" not in screen.raw(at)


@pytest.mark.case("F5", "K5")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_page_that_was_never_read_has_its_title_and_a_notice(app, outage, language: str) -> None:
    app({"daerah": "3211", "bahasa": language}, "about.py")
    outage()
    at = screen.open_app({"daerah": "7371", "bahasa": language}, "profile.py")
    assert not at.exception
    assert len(at.title) == 1 and len(at.error) == 1
    assert at.title[0].value == {"id": "Profil", "en": "Profile"}[language]
    assert len(at.warning) == 1
    assert "s3cret" not in screen.raw(at)


@pytest.mark.parametrize("page", screen.PAGES)
def test_without_any_figures_every_page_has_one_title(app, page: str) -> None:
    at = app({}, page, warehouse="down")
    assert len(at.title) == 1 and len(at.error) == 1 and not at.exception


@pytest.mark.case("F8")
def test_a_page_never_shows_halves_of_two_generations(app, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app({"daerah": "3211", "indikator": "poverty_rate", "bahasa": "id"})
    frame, failures = Warehouse.frame, iter([True, False])

    def changed_once(self: Warehouse, statement: object, version: str | None = None) -> object:
        if version is not None and next(failures, False):
            raise GenerationChangedError("new figures have just been published: ask again")
        return frame(self, statement, version)  # type: ignore[arg-type]

    monkeypatch.setattr(Warehouse, "frame", changed_once)
    at.session_state["suluh_generation"] = "an older one"
    at.query_params["daerah"] = "3578"
    at.run()
    assert not at.exception
    assert at.session_state["suluh_generation"] == data.version()
