"""The claim register: entries that hold their contract, and verdicts by rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.claims import NEEDS, load_claims
from data_access.derive.claims import judge_change, judge_definitions, judge_leads, judge_number, judge_trend
from data_access.errors import CatalogueError


def test_every_claim_is_told_in_both_languages_and_has_what_its_rule_needs() -> None:
    claims = load_claims()
    assert len(claims) >= 10
    for key, claim in claims.items():
        assert claim.text.id != claim.text.en, key
        assert all(getattr(claim, name) not in (None, ()) for name in NEEDS[claim.rule]), key


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("rule: value", "needs indicator"),
        ("rule: value\n  indicator: nothing\n  end: '2022'\n  claimed: 1\n  tolerance: 1", "not in the catalogue"),
        ("rule: leads\n  other: '3214'\n  topics: [nowhere]", "not in topics.yaml"),
        ("rule: guess", "rule"),
        ("rule: none\n  author: somebody", "author"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, lines: str, problem: str) -> None:
    text = "{id: 'a', en: 'b'}"
    path = tmp_path / "claims.yaml"
    path.write_text(f"x:\n  text: {text}\n  said_by: {text}\n  note: {text}\n  region: '3211'\n  {lines}\n")
    with pytest.raises(CatalogueError, match=problem):
        load_claims(path)


def test_a_number_is_judged_by_its_tolerance_and_by_other_measures() -> None:
    assert judge_number(73.7, None, 1, []) == "no_data"
    assert judge_number(73.7, 73.0, 1, [None]) == "supported"
    assert judge_number(73.7, 73.0, 1, [60.0]) == "partly"
    assert judge_number(73.7, 60.0, 1, []) == "unsupported"


def test_a_change_is_refused_across_a_break_and_points_are_not_percent() -> None:
    assert judge_change(3, 3, None, "break", 1, []) == "not_comparable"
    assert judge_change(-50, -47.8, -13.2, None, 2.5, [-4.6]) == "partly"
    assert judge_change(-50, -47.8, -13.2, None, 2.5, []) == "supported"
    assert judge_change(-13.2, -47.8, -13.2, None, 0.7, []) == "partly"
    assert judge_change(-20, -47.8, -13.2, None, 0.7, []) == "unsupported"
    assert judge_change(-50, None, None, "missing", 1, []) == "no_data"


def test_definitions_far_apart_cannot_be_compared() -> None:
    assert judge_definitions(73.7, None, [77.0, 66.5, 86.5], 2) == "not_comparable"
    assert judge_definitions(73.7, None, [77.0], 2) == "no_data"
    assert judge_definitions(73.7, 73.7, [73.7], 2) == "supported"


def test_counts_decide_what_is_extraordinary_and_who_leads() -> None:
    assert judge_trend(16, 7, 5, 9, 11) == "partly" and judge_trend(5, 7, 5, 9, 11) == "unsupported"
    assert judge_trend(9, 1, 6, 3, 1) == "supported" and judge_trend(9, 1, 0, 0, 0) == "no_data"
    assert judge_leads(3, 1, 1) == "supported" and judge_leads(2, 4, 2) == "partly"
    assert judge_leads(2, 4, 3) == "unsupported" and judge_leads(0, 0, 0) == "no_data"
