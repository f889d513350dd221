"""What the audit of the loaded series found, as findings of one rule: a figure that its own parts do not give."""

from __future__ import annotations

from collections.abc import Iterable

from data_access.attention.models import Finding
from data_access.catalog import Catalogue
from data_access.derive import audit

RULE = "recompute"
TOLD = ("formula", "denominator")  # totals have a rule of their own; a standstill or a zero is no mismatch


def recomputed(findings: Iterable[audit.Finding], catalogue: Catalogue) -> list[Finding]:
    """Findings with a figure that was expected; the severity is the difference in percent of it."""
    return [
        Finding(
            rule=RULE,
            region_code=found.region_code,
            indicator_id=found.indicator_id,
            period=found.period,
            severity=abs(found.value / found.expected - 1) * 100,
            facts={
                "value": found.value,
                "computed": found.expected,
                "formula_id": "; ".join(catalogue.indicator(code).name.id for code in found.basis),
                "formula_en": "; ".join(catalogue.indicator(code).name("en") for code in found.basis),
            },
        )
        for found in findings
        if found.rule in TOLD and found.expected
    ]
