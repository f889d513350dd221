"""What the warehouse knows of a host and a visitor: the frames that a story is built from, in nine statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components.claims.evaluation import Evaluated, evaluate
from components.comparison.changes import Span, spans_between, years_of
from components.comparison.pairs import STATUSES, Pair, judge_pairs, match_pairs, peer_scope
from components.scopes import Scope
from data_access import comparisons, observations, profiles
from data_access.catalog import Catalogue
from data_access.claims import load_claims
from data_access.models import Region
from data_access.regions import Regions
from data_access.tours import TourPlan, load_practices

OWN_RULES = ("change", "change_pct", "value")  # need nothing but the series of one region
Load = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Frames:
    """Figures of both regions and their peers. `titles`: source_id → title, publisher in Indonesian and in English."""

    regions: Regions
    catalogue: Catalogue
    host: Region
    visitor: Region
    scope: Scope
    profiles: pd.DataFrame
    pairs: Sequence[Pair]  # the visitor first, judged among the peers
    spans: Sequence[Span]
    years: tuple[int, int]
    peers: pd.DataFrame
    breaks: pd.DataFrame
    titles: Mapping[str, tuple[str, str, str]]
    districts: Mapping[str, int]
    claims: Mapping[str, Evaluated]  # of the practices of both, recomputed

    def series(self, indicator_id: str, region_code: str) -> pd.DataFrame:
        """All figures of one indicator of one region: the columns of `select_profiles`."""
        return self._by_key.get((indicator_id, region_code), self.profiles.iloc[:0])

    @property
    def _by_key(self) -> dict:
        found = self.__dict__.get("_groups")
        if found is None:
            found = dict(tuple(self.profiles.groupby(["indicator_id", "region_code"])))
            object.__setattr__(self, "_groups", found)
        return found


def gather_frames(
    load: Load, regions: Regions, catalogue: Catalogue, plan: TourPlan, host_code: str, visitor_code: str
) -> Frames:
    """Load everything a story of this pair needs; `load` runs a statement with its arguments."""
    host, visitor = regions.by_code[host_code], regions.by_code[visitor_code]
    codes = (visitor_code, host_code)
    scope = peer_scope(visitor, host, regions)
    known = load(comparisons.select_profiles, codes)
    years = nearest_years(years_of(known), plan.years)
    counts = load(comparisons.select_peer_counts, scope.level, scope.parent_code)
    told = judged_catalogue(catalogue, plan)
    matched = match_pairs(told, known, codes, counts)
    spans = spans_between(told, known[known["indicator_id"].isin(list(told.indicators))], codes, *years)
    wanted = {(pair.indicator.indicator_id, str(pair.period)) for pair in matched if pair.reason is None}
    wanted |= {
        (span.indicator.indicator_id, at) for span in spans if span.indicator.is_ranked for at in (span.start, span.end)
    }
    peers = load(comparisons.select_peer_values, tuple(sorted(wanted)), scope.level, scope.parent_code, STATUSES)
    titles = load(observations.select_source_titles, tuple(sorted(set(known["source_id"]))))
    breaks = load(comparisons.select_all_breaks)
    return Frames(
        regions=regions,
        catalogue=catalogue,
        host=host,
        visitor=visitor,
        scope=scope,
        profiles=known,
        pairs=judge_pairs(matched, peers, codes),
        spans=spans,
        years=years,
        peers=peers,
        breaks=breaks,
        titles={row.source_id: (row.title, row.name_id, row.name_en) for row in titles.itertuples()},
        claims=_evaluate_claims(codes, known, breaks),
        districts={code: n for code in codes if (n := _count(load(profiles.select_district_count, code)))},
    )


def judged_catalogue(catalogue: Catalogue, plan: TourPlan) -> Catalogue:
    """The catalogue without what is never judged between regions, the plan's own indicators kept: half the work."""
    kept = {
        key: entry
        for key, entry in catalogue.indicators.items()
        if key in plan.main_indicators
        or (entry.is_ranked and entry.polarity != "neutral" and catalogue.unit(entry).kind not in ("count", "amount"))
    }
    return catalogue.model_copy(update={"indicators": kept})


def nearest_years(known: Sequence[int], wanted: tuple[int, int]) -> tuple[int, int]:
    """The wanted years, or the nearest that have figures; the whole span where those would fall together."""
    if len(known) < 2:
        return wanted
    start, end = (year if year in known else min(known, key=lambda found: abs(found - year)) for year in wanted)
    return (start, end) if start < end else (known[0], known[-1])


def _evaluate_claims(codes: Sequence[str], known: pd.DataFrame, breaks: pd.DataFrame) -> dict[str, Evaluated]:
    """The claims that practices of these regions name and that their own series can answer."""
    register = load_claims()
    named = [claim for entry in load_practices().values() if entry.origin in codes for claim in entry.claims]
    return {
        claim_id: evaluate(claim_id, register[claim_id], known, breaks, pd.DataFrame(), {})
        for claim_id in named
        if register[claim_id].rule in OWN_RULES and register[claim_id].region in codes
    }


def _count(frame: pd.DataFrame) -> int | None:
    present = frame["n_districts"].dropna()
    return int(present.iloc[0]) if len(present) else None
