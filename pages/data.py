"""The loaders of the pages: the only place that caches, and what one process shares between its visitors.

Every key holds the generation being served, so a new one is seen at once; errors are raised and never cached.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components import i18n
from components.explorer.view import View, judge_cross_section
from components.scopes import Scope
from components.selection import Selection
from data_access import audits, observations, regions
from data_access.catalog import Catalogue, load_catalogue
from data_access.derive.audit import Finding
from data_access.derive.periods import widest
from data_access.journal import Journal, open_journal
from data_access.models import Generation, Level
from data_access.regions import Regions
from data_access.settings import settings
from data_access.startup import Startup, prepare_warehouse
from data_access.warehouse import Warehouse, open_warehouse

TTL_SECONDS = 3600
VERSION_TTL_SECONDS = 15  # how late a new generation on PostgreSQL may be noticed
MAX_MADE = 64  # results of some hundred small records each
MAX_FRAMES = 512  # about 514 rows each: some tens of megabytes at most


def _compile_messages(report: Callable[[str], None]) -> None:
    report("compiling messages")
    i18n.compile_catalogues()


startup = Startup([_compile_messages, prepare_warehouse])


@st.cache_resource(show_spinner=False)
def warehouse() -> Warehouse:
    """The one warehouse of this process."""
    return open_warehouse(settings().warehouse_url)


@st.cache_resource(show_spinner=False)
def _journal(url: str) -> Journal:
    return open_journal(url)


def journal() -> Journal:
    """The one journal of this process, created or migrated when it is first asked for."""
    return _journal(settings().journal_url)


@st.cache_data(ttl=VERSION_TTL_SECONDS, max_entries=1, show_spinner=False)
def version() -> str:
    """The generation being served."""
    return warehouse().version()


@st.cache_data(ttl=TTL_SECONDS, max_entries=MAX_FRAMES, show_spinner=False)
def _frame(version: str, name: str, arguments: tuple, _select: Callable[..., Any]) -> pd.DataFrame:
    return warehouse().frame(_select(*arguments))


def load(select: Callable[..., Any], *arguments: object) -> pd.DataFrame:
    """The frame of one statement of `data_access`; its columns stand in the statement's docstring."""
    return _frame(version(), f"{select.__module__}.{select.__name__}", arguments, select)


@st.cache_resource(ttl=TTL_SECONDS, max_entries=MAX_MADE, show_spinner=False)
def _made(version: str, key: tuple, _make: Callable[[], Any]) -> Any:
    return _make()


def made(key: tuple, make: Callable[[], Any]) -> Any:
    """Something small and frozen that takes long to work out, shared by all who ask for the same.

    The key holds whatever it depends on besides the generation: codes, years, the language. Never changed afterwards.
    """
    return _made(version(), key, make)


@st.cache_resource(ttl=TTL_SECONDS, max_entries=2, show_spinner=False)
def _regions(version: str) -> Regions:
    rows = [warehouse().rows(select()) for select in (regions.select_regions, regions.select_codes)]
    return Regions.from_rows(*rows)


def all_regions() -> Regions:
    """Every region with its look-ups."""
    return _regions(version())


def catalogue() -> Catalogue:
    return load_catalogue()


@st.cache_data(ttl=TTL_SECONDS, max_entries=2, show_spinner=False)
def _generation(version: str) -> Generation:
    return warehouse().generation()


def generation() -> Generation:
    """What is being served: when it was built, how many figures."""
    return _generation(version())


@st.cache_data(ttl=TTL_SECONDS, max_entries=2, show_spinner=False)
def _findings(version: str) -> list[Finding]:
    everyone = all_regions().by_code.values()
    sizes = Counter(region.parent_code for region in everyone if region.level is Level.REGENCY and region.parent_code)
    return audits.find_all(warehouse().frame(audits.select_audited()), catalogue(), dict(sizes))


def findings() -> list[Finding]:
    """What the audit would ask about the loaded figures; computed once for each generation."""
    return _findings(version())


def periods(indicator_id: str, level: Level | None = None, parent_code: str | None = None) -> list[tuple[str, int]]:
    """Periods with values, and how many regions each has."""
    frame = load(observations.select_periods, indicator_id, level, parent_code)
    return list(zip(frame["period"], frame["n"].astype(int), strict=True))


def all_regencies_over_time(indicator_id: str) -> pd.DataFrame:
    """The columns of `observations.select_distribution` for the whole country."""
    return load(observations.select_distribution, indicator_id, Level.REGENCY)


def load_view(
    chosen: Selection, scope: Scope, indicator_id: str, period: str | None = None, is_mixed: bool = False
) -> View:
    """One indicator among the regions of a scope, seen from the chosen region.

    Without a period the latest one that is well covered in the scope; where nobody of the scope has a value, the one
    that others have, so that the gap is shown for it. `is_mixed`: each region at its own latest period.
    """
    indicator, whole = catalogue().indicator(indicator_id), all_regions()
    unit, among = catalogue().unit(indicator), (scope.level, scope.parent_code)
    period = period or widest(periods(indicator_id, *among)) or widest(periods(indicator_id))
    cross_section = load(observations.select_cross_section, indicator_id, None if is_mixed else period or "", *among)
    frame, summary = judge_cross_section(cross_section, indicator, unit, scope, whole, is_mixed)
    ours = frame.loc[frame["region_code"] == chosen.region_code, "verdict"]
    return View(
        selection=chosen,
        regions=whole,
        region=whole.by_code[chosen.region_code],
        topic=catalogue().topics[indicator.topic],
        indicator=indicator,
        unit=unit,
        scope=scope,
        period=period,
        is_mixed=is_mixed,
        frame=frame,
        series=load(observations.select_series, indicator_id, (chosen.region_code, *chosen.comparison)),
        distribution=load(observations.select_distribution, indicator_id, *among),
        breaks=load(observations.select_breaks, indicator_id),
        sources=load(observations.select_sources, indicator_id),
        summary=summary,
        verdict=ours.iloc[0] if len(ours) else "unknown",
        timezone=settings().timezone,
    )
