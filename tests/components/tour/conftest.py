"""Stories from the real figures, built without a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from components import i18n
from components.tour.frames import Frames, gather_frames
from components.tour.models import Story
from components.tour.story import build_story
from data_access import regions
from data_access.catalog import load_catalogue
from data_access.regions import Regions
from data_access.tours import load_plan
from data_access.warehouse import open_warehouse
from tests import screen

DAY = dt.date(2026, 11, 22)


class Teller:
    """Tells stories from one warehouse; every statement is run once."""

    def __init__(self, url: str) -> None:
        i18n.compile_catalogues()
        self.warehouse = open_warehouse(url)
        rows = [self.warehouse.rows(select()) for select in (regions.select_regions, regions.select_codes)]
        self.regions = Regions.from_rows(*rows)
        self.load = cache(lambda select, *arguments: self.warehouse.frame(select(*arguments)))

    def frames(self, host: str, visitor: str) -> Frames:
        return gather_frames(self.load, self.regions, load_catalogue(), load_plan(), host, visitor)

    def story(self, host: str, visitor: str, language: str = "id") -> Story:
        return build_story(self.frames(host, visitor), load_plan(), language, DAY, "test")


@pytest.fixture(scope="session")
def teller() -> Iterator[Teller]:
    """Give the real figures' teller."""
    found = Teller(screen.warehouse_url("real"))
    yield found
    found.warehouse.close()


@pytest.fixture(scope="session")
def told(teller: Teller) -> Callable[..., Story]:
    """Give a function that tells a story, each once."""
    return cache(teller.story)
