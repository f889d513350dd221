"""The loaders of the pages: the only place that caches, and what one process shares between its visitors.

Every key holds the generation being served, so a new one is seen at once; errors are raised and never cached. While the
warehouse does not answer, the last good generation is served from the caches, and `outage` says so.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components import i18n
from components.explorer.view import View, judge_cross_section
from components.overview.headlines import Headline, make_headline
from components.scopes import Scope
from components.selection import Selection
from data_access import audits, comparisons, headlines, observations, peers, regions
from data_access.attention import Figures, Finding, find_attention, load_rules
from data_access.attention import statements as attention_statements
from data_access.attention.recomputed import recomputed
from data_access.catalog import Catalogue, load_catalogue
from data_access.derive import audit
from data_access.derive.periods import widest
from data_access.derive.standing import median_series
from data_access.errors import GenerationChangedError
from data_access.journal import Journal, open_journal
from data_access.models import Generation, Level, Region
from data_access.regions import NATION, Regions
from data_access.serving import Served, Serving
from data_access.settings import settings
from data_access.startup import Startup, prepare_warehouse
from data_access.warehouse import Warehouse, open_warehouse

TTL_SECONDS = 24 * 3600  # the version is in every key, so age spoils nothing; an outage of a night is survived
MAX_MADE = 768  # results of some hundred small records each; three for a region on Beranda
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


@st.cache_resource(show_spinner=False)
def _journal(url: str) -> Journal:
    return open_journal(url)


def journal() -> Journal:
    """The one journal of this process, created or migrated when it is first asked for."""
    return _journal(settings().journal_url)


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


def _read_audited(version: str) -> audits.Read:
    return lambda indicator_ids: warehouse().frame(audits.select_audited(indicator_ids), version)


@st.cache_data(ttl=TTL_SECONDS, max_entries=2, show_spinner=False)
def _audit(version: str) -> list[audit.Finding]:
    everyone = all_regions().by_code.values()
    sizes = Counter(region.parent_code for region in everyone if region.level is Level.REGENCY and region.parent_code)
    return audits.find_all(_read_audited(version), catalogue(), dict(sizes))


def audited() -> list[audit.Finding]:
    """What the audit would ask about the loaded figures; computed once for each generation."""
    return _audit(version())


@st.cache_data(ttl=TTL_SECONDS, max_entries=2, show_spinner=False)
def _mismatches(version: str) -> list[audit.Finding]:
    return audits.find_mismatches(_read_audited(version))


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


def headline_figures(region: Region, among: Scope, codes: tuple[str, ...]) -> list[Headline]:
    """The latest figure of each indicator beside its benchmark; few statements serve them all."""
    whole = all_regions().by_code[str(region.parent_code)]
    latest = load(observations.select_latest, region.region_code)
    beside = load(peers.select_peers_at_latest, region.region_code, among.level, among.parent_code)
    coverage = load(observations.select_coverage, among.level, among.parent_code)
    expected = dict(zip(coverage["indicator_id"], coverage["last_period"], strict=True))
    rows = {row["indicator_id"]: row for row in latest.astype(object).where(latest.notna(), None).to_dict("records")}
    histories = load(peers.select_histories, codes, (region.region_code, whole.region_code))
    targets = load(peers.select_targets_of, codes, (region.region_code, whole.region_code, NATION))
    found = []
    for code in codes:
        entry, history = catalogue().indicator(code), histories[histories["indicator_id"] == code]
        published = history[history["region_code"] == whole.region_code]
        medians = published
        if code in rows and not (published["period"] == rows[code]["period"]).any():
            medians = median_series(load(observations.select_distribution, code, among.level, among.parent_code))
        own = history[history["region_code"] == region.region_code]
        values = beside.loc[beside["indicator_id"] == code, "value"]
        facts = (entry, catalogue().unit(entry), expected.get(code), rows.get(code))
        found.append(make_headline(*facts, own, published, values, medians, whole, targets))
    return found


def today() -> dt.date:
    """The day in the time zone of the installation."""
    return settings().today()


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
    supplied = recomputed(_mismatches(version), catalogue())
    return find_attention(rules, figures, catalogue(), region, day, (*listed.tiles, *listed.reserves), supplied)


def attention(region_code: str) -> list[Finding]:
    """What needs attention in one region today, the most pressing first."""
    return _attention(version(), region_code, today())
