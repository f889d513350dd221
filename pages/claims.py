"""Klaim: public claims, each recomputed from the published figures by its rule, with a verdict and a chart."""

from __future__ import annotations

from components.claims.evaluation import evaluate
from components.claims.panels import Register, draw_register
from components.comparison.changes import change_rows, spans_between
from components.comparison.counts import Counts, count_changes, count_pairs
from components.comparison.pairs import STATUSES, judge_pairs, match_pairs, peer_scope
from components.i18n import current
from components.labels import in_language
from components.selection import current as current_selection
from data_access import comparisons, peers
from data_access.claims import Claim, load_claims
from data_access.settings import settings
from pages import data


def page() -> None:
    draw_register(load_register())


def load_register() -> Register:
    """Every claim with what the warehouse gives; few statements, however many claims there are.

    Claims about regions that this warehouse does not know are left out: there is nothing to hold them against.
    """
    known = {None, *data.all_regions().by_code}
    claims = {key: claim for key, claim in load_claims().items() if {claim.region, claim.other} <= known}
    codes = tuple(sorted({code for claim in claims.values() for code in (claim.region, claim.other) if code}))
    profiles = data.load(comparisons.select_profiles, codes)
    breaks = data.load(comparisons.select_all_breaks)
    wanted = tuple(sorted({claim.indicator for claim in claims.values() if claim.indicator}))
    targets = data.load(peers.select_targets_of, wanted, codes)
    pairwise = {key: claim for key, claim in claims.items() if claim.other is not None}
    counted = {key: load_counts(claim) for key, claim in pairwise.items()}
    named = data.load(comparisons.select_source_publishers)
    return Register(
        found=[
            evaluate(
                key, claim, profiles, breaks, targets, {name: counts for name, (counts, _group) in counted.items()}
            )
            for key, claim in claims.items()
        ],
        groups={key: group for key, (_counts, group) in counted.items()},
        catalogue=data.catalogue(),
        regions=data.all_regions(),
        publishers={row.source_id: in_language(row, "name") for row in named.itertuples()},
        selection=current_selection(),
        timezone=settings().timezone,
    )


def load_counts(claim: Claim) -> tuple[Counts, str]:
    """How the region of a claim stands beside the other, or moved against the trend, among the peers of both."""
    catalogue, regions = data.catalogue(), data.all_regions()
    pair = (claim.region, str(claim.other))
    scope = peer_scope(regions.by_code[pair[0]], regions.by_code[pair[1]], regions)
    profiles = data.load(comparisons.select_profiles, pair)
    counts = data.load(comparisons.select_peer_counts, scope.level, scope.parent_code)
    if claim.rule == "leads":
        matched = match_pairs(catalogue, profiles, pair, counts)
        wanted = {(one.indicator.indicator_id, str(one.period)) for one in matched if one.reason is None}
        figures = load_figures(wanted, scope)
        return count_pairs(judge_pairs(matched, figures, pair), claim.topics), scope.label
    spans = spans_between(catalogue, profiles, pair[:1], int(str(claim.start)), int(str(claim.end)))
    wanted = {
        (one.indicator.indicator_id, at) for one in spans if one.indicator.is_ranked for at in (one.start, one.end)
    }
    figures, breaks = load_figures(wanted, scope), data.load(comparisons.select_all_breaks)
    rows = change_rows(spans, catalogue, profiles, pair[:1], figures, breaks, current())
    return count_changes(rows, claim.region), scope.label


def load_figures(wanted, scope):  # type: ignore[no-untyped-def]
    return data.load(comparisons.select_peer_values, tuple(sorted(wanted)), scope.level, scope.parent_code, STATUSES)


page()
