"""Applies every rule to the figures of one region, and puts what they find in the order that the screen prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from data_access.attention.checks import CHECKS
from data_access.attention.models import Figures, Finding
from data_access.attention.rules import Rules
from data_access.catalog import Catalogue
from data_access.models import Region


def find_attention(
    rules: Rules,
    figures: Figures,
    catalogue: Catalogue,
    region: Region,
    today: dt.date,
    first: Collection[str] = (),
    supplied: Sequence[Finding] = (),
) -> list[Finding]:
    """Everything that needs attention in one region, the most pressing first.

    `first`: indicators that go before others of the same rule, such as the headlines. `supplied`: findings made
    elsewhere, e.g. when a file was loaded; those of an unknown rule or of another region are left out.
    """
    found = [
        finding
        for rule_id, rule in rules.items()
        if rule.kind in CHECKS
        for finding in CHECKS[rule.kind](rule_id, rule, figures, catalogue, region, today)
    ]
    given = [
        finding
        for finding in supplied
        if finding.rule in rules and finding.region_code == region.region_code
        and finding.indicator_id in catalogue.indicators
    ]  # fmt: skip
    return order_findings([*found, *given], rules, first)


def order_findings(findings: Sequence[Finding], rules: Rules, first: Collection[str] = ()) -> list[Finding]:
    """The printed order: the rules take turns in the order of their file; of each rule the indicators named `first`
    come before others, then the one farthest past its threshold. No indicator is named twice in one round: a rule
    that has no other waits for the next.
    """
    queues = {
        rule_id: sorted(
            (finding for finding in findings if finding.rule == rule_id),
            key=lambda f: (f.indicator_id not in first, -f.severity, f.indicator_id, f.period),
        )
        for rule_id in rules
    }
    ordered: list[Finding] = []
    while any(queues.values()):
        named: set[str] = set()
        for queue in queues.values():
            place = next((i for i, finding in enumerate(queue) if finding.indicator_id not in named), None)
            if place is not None:
                ordered.append(queue.pop(place))
                named.add(ordered[-1].indicator_id)
    return ordered
