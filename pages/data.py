"""The loaders of the pages: the only place that caches, and what one process shares between its visitors.

Every key holds the generation being served, so a new one is seen at once; errors are raised and never cached. While the
warehouse does not answer, the last good generation is served from the caches, and `outage` says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from components import i18n
from data_access import comparisons, headlines, observations, regions
from data_access.attention import Figures, Finding, find_attention, load_rules
from data_access.attention import statements as attention_statements
from data_access.catalog import Catalogue, load_catalogue
from data_access.errors import GenerationChangedError
from data_access.models import Generation, Level
from data_access.regions import Regions
from data_access.serving import Served, Serving
from data_access.settings import settings
from data_access.startup import Startup, prepare_warehouse
from data_access.warehouse import Warehouse, open_warehouse

TTL_SECONDS = 24 * 3600  # the version is in every key, so age spoils nothing; an outage of a night is survived
MAX_FRAMES = 512  # about 514 rows each: some tens of megabytes at most


_SHOWN = "suluh_generation"  # of a session: what its page was drawn from


def _compile_messages(report: Callable[[str], None]) -> None:
    report("compiling messages")
    i18n.compile_catalogues()


startup = Startup([_compile_messages, prepare_warehouse])


@st.cache_resource(show_spinner=False)
def warehouse() -> Warehouse:
    """The one warehouse of this process."""
    return open_warehouse(settings().warehouse_url)


@st.cache_resource(show_spinner=False)
def served() -> Served:
    """Which generation this process serves, and whether the warehouse answers."""
    return Served(lambda: warehouse().generation())


def begin_run() -> None:
    """Let this run of the script, and the parts that refresh by themselves after it, show one generation only."""
    st.session_state[_SHOWN] = served().now().generation.generation_id


def generation() -> Generation:
    """What is being served: when it was built, how many figures. A page that began with another one is drawn anew."""
    current = served().now().generation
    if st.session_state.get(_SHOWN, current.generation_id) != current.generation_id:
        st.rerun()
    return current


def version() -> str:
    """The name of the generation being served."""
    return generation().generation_id


def outage() -> Serving | None:
    """What is shown although the warehouse does not answer; None while it does."""
    state = served().now()
    return state if state.problem is not None else None


@st.cache_data(ttl=TTL_SECONDS, max_entries=MAX_FRAMES, show_spinner=False)
def _frame(version: str, name: str, arguments: tuple, _select: Callable[..., Any]) -> pd.DataFrame:
    return warehouse().frame(_select(*arguments), version)


def load(select: Callable[..., Any], *arguments: object) -> pd.DataFrame:
    """The frame of one statement of `data_access`; its columns stand in the statement's docstring."""
    current = version()
    try:
        return _frame(current, f"{select.__module__}.{select.__name__}", arguments, select)
    except GenerationChangedError:
        served().forget()
        if version() == current:
            raise
        st.rerun()  # where there is no page to draw anew, the error stands
        raise


@st.cache_resource(ttl=TTL_SECONDS, max_entries=2, show_spinner=False)
def _regions(version: str) -> Regions:
    rows = [warehouse().rows(select()) for select in (regions.select_regions, regions.select_codes)]
    return Regions.from_rows(*rows)


def all_regions() -> Regions:
    """Every region with its look-ups."""
    return _regions(version())


def catalogue() -> Catalogue:
    return load_catalogue()


def periods(indicator_id: str, level: Level | None = None, parent_code: str | None = None) -> list[tuple[str, int]]:
    """Periods with values, and how many regions each has."""
    frame = load(observations.select_periods, indicator_id, level, parent_code)
    return list(zip(frame["period"], frame["n"].astype(int), strict=True))


def today() -> dt.date:
    """The day in the time zone of the installation."""
    return dt.datetime.now(ZoneInfo(settings().timezone)).date()


@st.cache_data(ttl=TTL_SECONDS, max_entries=64, show_spinner=False)
def _attention(version: str, region_code: str, day: dt.date) -> list[Finding]:
    region, rules = all_regions().by_code[region_code], load_rules()
    parts = tuple(indicator_id for rule in rules.values() if rule.kind == "total" for indicator_id in rule.regions)
    figures = Figures(
        own=load(comparisons.select_profiles, (region_code,)),
        peers=load(attention_statements.select_fair_peers, region_code, region.level, region.parent_code),
        counts=load(comparisons.select_peer_counts, region.level, region.parent_code),
        targets=load(attention_statements.select_region_targets, region_code),
        breaks=load(comparisons.select_all_breaks),
        children=load(attention_statements.select_children, region_code, parts),
    )
    listed = headlines.load_headlines()
    return find_attention(rules, figures, catalogue(), region, day, (*listed.tiles, *listed.reserves))


def attention(region_code: str) -> list[Finding]:
    """What needs attention in one region today, the most pressing first."""
    return _attention(version(), region_code, today())
