"""The rules of "Perlu perhatian": each on figures counted by hand, and on the published ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import comparisons
from data_access.attention import Figures, Finding, find_attention, load_rules, order_findings, statements
from data_access.attention.calendar import due_date, next_period
from data_access.attention.rules import FILE, Stale
from data_access.catalog import load_catalogue
from data_access.errors import CatalogueError
from data_access.models import Level, Region

TODAY = dt.date(2026, 11, 22)
SUMEDANG = Region("3211", "32.11", "3211", Level.REGENCY, "Kabupaten", "Kabupaten Sumedang", "Sumedang", "32", None)
PEERS = [f"32{n:02d}" for n in range(1, 13)]
NOBODY = {
    "own": ["indicator_id", "period", "value", "status", "margin_of_error", "series_version"],
    "peers": ["indicator_id", "region_code", "value"],
    "counts": ["indicator_id", "period", "n"],
    "targets": ["indicator_id", "period", "value", "status", "source_title"],
    "breaks": ["indicator_id", "region_code", "period", "series_version", "reason_id", "reason_en"],
    "children": ["indicator_id", "region_code", "period", "value"],
}


def figures(**frames: list[tuple]) -> Figures:
    """Frames with the rows given; the others empty."""
    return Figures(**{name: pd.DataFrame(frames.get(name, []), columns=columns) for name, columns in NOBODY.items()})


def series(indicator_id: str, *values: float, last: int = 2025, status: str = "official", margin: float | None = None, version: str = "1") -> list[tuple]:  # fmt: skip
    first = last - len(values) + 1
    return [(indicator_id, str(first + i), v, status, margin, version) for i, v in enumerate(values)]


def peers(indicator_id: str, *values: float) -> list[tuple]:
    return [(indicator_id, code, value) for code, value in zip(PEERS, values, strict=False)]


def found(given: Figures, *rules: str) -> list[Finding]:
    return [
        finding
        for finding in find_attention(load_rules(), given, load_catalogue(), SUMEDANG, TODAY)
        if not rules or finding.rule in rules
    ]


def test_worse_twice_by_hand() -> None:
    spread = peers("unemployment_rate", *[5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5])  # median 7.25, MAD 1.25
    (finding,) = found(figures(own=series("unemployment_rate", 6, 6.5, 7), peers=spread), "worse_twice")
    assert (finding.region_code, finding.indicator_id, finding.period) == ("3211", "unemployment_rate", "2025")
    assert finding.facts == {"values": [6, 6.5, 7], "periods": ["2023", "2024", "2025"], "change": 1.0, "n": 10}
    assert finding.severity == 1.6  # 1.0 ÷ (½ × 1.25)


@pytest.mark.parametrize(
    ("why", "own"),
    [
        ("better once", series("unemployment_rate", 7, 6.5, 7.5)),
        ("equal once", series("unemployment_rate", 7, 7, 8)),
        ("too little", series("unemployment_rate", 7, 7.1, 7.2)),
        ("two values only", series("unemployment_rate", 7, 8)),
        ("old", series("unemployment_rate", 6, 7, 8, last=2022)),
        ("a year left out", [*series("unemployment_rate", 6, 7, last=2023), *series("unemployment_rate", 8)]),
        ("a break", [*series("unemployment_rate", 6, last=2023), *series("unemployment_rate", 7, 8, version="2")]),
        ("a projection", series("unemployment_rate", 6, 7, 8, status="projection")),
        ("inside the margin of error", series("unemployment_rate", 6, 7, 8, margin=2.0)),
        ("no direction", series("poverty_line", 6, 7, 8)),
        ("the other direction", series("hdi", 6, 7, 8)),
    ],
)
def test_what_is_not_worse_twice(why: str, own: list[tuple]) -> None:
    spread = peers(own[0][0], *[5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5])
    assert found(figures(own=own, peers=spread), "worse_twice") == [], why


def test_without_ten_peers_the_change_is_measured_in_percent() -> None:
    few = peers("unemployment_rate", 5, 6, 7)
    assert not found(figures(own=series("unemployment_rate", 100, 102, 104.9), peers=few), "worse_twice")
    (finding,) = found(figures(own=series("unemployment_rate", 100, 102, 105), peers=few), "worse_twice")
    assert finding.severity == 1.0 and finding.facts["n"] == 3


def test_outlier_by_hand() -> None:
    spread = peers("unemployment_rate", *[5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5])
    # 0.6745 × (13.75 − 7.25) ÷ 1.25 = 3.5074
    (finding,) = found(figures(own=series("unemployment_rate", 13.75), peers=spread), "outlier")
    assert finding.facts["score"] == 3.51 and finding.facts["median"] == 7.25 and finding.facts["n"] == 10
    assert not found(figures(own=series("unemployment_rate", 13.7), peers=spread), "outlier")  # 3.48
    assert not found(figures(own=series("unemployment_rate", 0.0), peers=spread), "outlier")  # the better side
    assert not found(figures(own=series("unemployment_rate", 13.75), peers=spread[:9]), "outlier")  # nine of them
    assert not found(figures(own=series("unemployment_rate", 13.75, margin=7), peers=spread), "outlier")
    flat = peers("unemployment_rate", *[5] * 10)
    assert not found(figures(own=series("unemployment_rate", 13.75), peers=flat), "outlier")  # no spread at all


def test_a_missed_target_by_hand() -> None:
    targets = [("poverty_rate", "2023", 10.0, "official", "RPJMD"), ("poverty_rate", "2027", 6.0, "official", "RPJMD")]
    (finding,) = found(figures(own=series("poverty_rate", 9.5, 9.0), targets=targets), "target_missed")
    facts = finding.facts
    assert (facts["value"], facts["path"], facts["state"], facts["goal"], facts["goal_period"]) == (
        9,
        8,
        "push",
        6,
        "2027",
    )
    assert facts["pace"] == -1.5 and finding.severity == 0.125  # (9 − 6) ÷ 2 years; 1 ÷ 8
    (away,) = found(figures(own=series("poverty_rate", 8.9, 9.0), targets=targets), "target_missed")
    assert away.facts["state"] == "away"
    assert not found(figures(own=series("poverty_rate", 9.5, 8.0), targets=targets), "target_missed")
    assert not found(figures(own=series("poverty_rate", 9.5, 9.0)), "target_missed"), "no target is invented"


def test_totals_and_their_parts() -> None:
    names = [
        "villages_mandiri",
        "villages_maju",
        "villages_berkembang",
        "villages_tertinggal",
        "villages_sangat_tertinggal",
    ]
    own = [row for name in names for row in series(name, 10)] + series("villages_total", 51)
    (finding,) = found(figures(own=own), "broken_total")
    assert finding.facts == {"value": 51, "sum": 50, "difference": 1, "parts": names, "n": 5}
    assert not found(figures(own=own[:-1] + series("villages_total", 50)), "broken_total")
    assert not found(figures(own=own[1:]), "broken_total"), "a missing part is not zero"
    pma, pmdn = "investment_realization_pma", "investment_realization_pmdn"
    within = series(pma, 1.0) + series(pmdn, 2.0) + series("investment_realization", 3.01)
    assert not found(figures(own=within), "broken_total"), "three figures of two decimals explain 0.015"
    beyond = series(pma, 1.0) + series(pmdn, 2.0) + series("investment_realization", 3.02)
    assert found(figures(own=beyond), "broken_total")[0].facts["difference"] == 0.02


def test_a_total_of_regions_needs_every_region() -> None:
    inside = [("cooperatives_total", code, "2025", 5.0) for code in PEERS]
    (finding,) = found(figures(own=series("cooperatives_total", 61), children=inside), "broken_total")
    assert finding.facts["sum"] == 60 and finding.facts["n"] == 12 and finding.facts["parts"] == []
    holes = [*inside[1:], ("population", PEERS[0], "2025", 1.0)]
    assert not found(figures(own=series("cooperatives_total", 61), children=holes), "broken_total")


def test_stale_by_the_calendar() -> None:
    (finding,) = found(figures(own=series("unemployment_rate", 7, last=2023), counts=[("unemployment_rate", "2024", 26)]), "stale")  # fmt: skip
    # August 2024 plus twelve months
    assert finding.facts == {"value": 7, "missing": "2024", "due": "2025-08-31", "peers": 26}
    assert finding.severity == 15  # months from August 2025 to November 2026
    assert not found(figures(own=series("unemployment_rate", 7, last=2025)), "stale")
    assert not found(figures(own=series("unemployment_rate", 7, last=2015)), "stale"), "history"
    assert not found(figures(own=series("hdi_sp2010", 70, last=2022)), "stale"), "its publisher closed it"
    assert not found(figures(own=series("cooperatives_total", 70, last=2022)), "stale"), "irregular"


@pytest.mark.parametrize(
    ("indicator_id", "period", "following", "due"),
    [
        ("hdi", "2024", "2025", "2026-12-31"),
        ("unemployment_rate", "2024", "2025", "2026-08-31"),
        ("investment_realization_half_year", "2024-12", "2025-06", "2025-12-31"),
        ("gdp_growth_quarter_yoy", "2024-12", "2025-03", "2025-07-31"),
        ("hdi", "2024-06", None, None),
        ("cooperatives_total", "2024", None, None),
    ],
)
def test_the_calendar(indicator_id: str, period: str, following: str | None, due: str | None) -> None:
    rule, entry = load_rules()["stale"], load_catalogue().indicator(indicator_id)
    assert isinstance(rule, Stale)
    assert next_period(period, entry) == following
    if following:
        assert str(due_date(following, entry, rule)) == due


def test_a_break_carries_its_reason() -> None:
    own = [*series("hdi", 70, last=2024), *series("hdi", 80, version="2")]
    reasons = [("hdi", "", "2025", "2", "Metode baru", "New method"), ("hdi", "3214", "2025", "2", "Lain", "Other")]
    (finding,) = found(figures(own=own, breaks=reasons), "series_break")
    assert finding.facts["reason_id"] == "Metode baru" and finding.facts["previous_period"] == "2024"
    assert found(figures(own=own), "series_break")[0].facts["reason_id"] == ""
    assert not found(figures(own=series("hdi", 70, 71)), "series_break")


def test_rules_take_turns_and_name_no_indicator_twice_in_a_round() -> None:
    def made(rule: str, indicator_id: str, severity: float) -> Finding:
        return Finding(rule, "3211", indicator_id, "2025", severity, {})

    given = [
        made("outlier", "gdp_growth", 9), made("stale", "hdi", 1), made("stale", "spbe_index", 5),
        made("worse_twice", "gdp_growth", 2), made("worse_twice", "hdi", 1), made("unknown", "hdi", 9),
    ]  # fmt: skip
    ordered = [(f.rule, f.indicator_id) for f in order_findings(given, load_rules(), first=["hdi"])]
    assert ordered == [
        ("worse_twice", "hdi"), ("outlier", "gdp_growth"), ("stale", "spbe_index"),
        ("worse_twice", "gdp_growth"), ("stale", "hdi"),
    ]  # fmt: skip


@given(
    st.lists(
        st.builds(
            Finding,
            st.sampled_from(["worse_twice", "outlier", "stale", "recompute"]),
            st.just("3211"),
            st.sampled_from(["hdi", "gdp_growth", "spbe_index"]),
            st.sampled_from(["2024", "2025"]),
            st.floats(0, 10),
            st.just({}),
        )
    )
)
def test_the_order_keeps_everything(findings: list[Finding]) -> None:
    ordered = order_findings(findings, load_rules())
    key = lambda f: (f.rule, f.indicator_id, f.period, f.severity)  # noqa: E731
    assert sorted(map(key, ordered)) == sorted(map(key, findings))
    for rule in {f.rule for f in findings}:
        assert next(f for f in ordered if f.rule == rule).severity == max(f.severity for f in findings if f.rule == rule) or len({f.indicator_id for f in findings}) > 1  # fmt: skip


def test_findings_made_elsewhere_are_taken_in_unless_they_are_strangers() -> None:
    good = Finding("recompute", "3211", "hdi", "2025", 1.0, {"value": 1.0, "computed": 2.0})
    strangers = [replace(good, rule="guess"), replace(good, region_code="3214"), replace(good, indicator_id="none")]
    assert find_attention(
        load_rules(), figures(), load_catalogue(), SUMEDANG, TODAY, supplied=[good, *strangers]
    ) == [good]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("modified_z: 3.5", "modified_z: high", "outlier.outlier.modified_z"),
        ("modified_z: 3.5", "modified_z: 3.5\n  colour: red", "colour"),
        ("worse_twice:  #", "worst_twice:  #", "worst_twice: kind worse; known rules"),
        ("  recent_years: 3\n\noutlier", "  recent_years: 3\n  kind: worse\n\noutlier", "twice"),
        ("[population, ", "[populasi, ", "'populasi' is not in the catalogue"),
        ("kind: total", "kind: guess", "broken_total"),
    ],
)
def test_a_wrong_rules_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "attention.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"attention\.yaml") as caught:
        load_rules(path)
    assert message in str(caught.value)


def test_what_sumedang_and_purwakarta_should_look_at(real_warehouse) -> None:
    catalogue, rules = load_catalogue(), load_rules()

    def look(region: Region) -> list[Finding]:
        given = Figures(
            real_warehouse.frame(comparisons.select_profiles((region.region_code,))),
            real_warehouse.frame(statements.select_fair_peers(region.region_code, region.level, region.parent_code)),
            real_warehouse.frame(comparisons.select_peer_counts(region.level, region.parent_code)),
            real_warehouse.frame(statements.select_region_targets(region.region_code)),
            real_warehouse.frame(comparisons.select_all_breaks()),
            real_warehouse.frame(statements.select_children(region.region_code, ("population", "poor_population"))),
        )
        return find_attention(rules, given, catalogue, region, TODAY, ("gdp_growth", "stunting_prevalence_survey"))

    first, second, third = look(SUMEDANG)[:3]
    assert (first.rule, first.indicator_id, first.facts["values"]) == ("worse_twice", "gdp_growth", [5.03, 5.01, 4.05])
    assert (second.rule, second.indicator_id, second.facts["missing"]) == (
        "stale",
        "stunting_prevalence_survey",
        "2024",
    )
    assert (third.rule, third.indicator_id) == ("series_break", "idsd_infrastructure")
    missed = look(replace(SUMEDANG, region_code="3214"))[0]
    assert (missed.rule, missed.indicator_id, missed.period) == ("target_missed", "investment_realization", "2024")
    assert missed.facts["achievement"] == 72.5 and missed.facts["state"] == "away"
    province = Region("32", "32", "32", Level.PROVINCE, "Provinsi", "Provinsi Jawa Barat", "Jawa Barat", "ID", None)
    assert not [f for f in look(province) if f.rule == "broken_total"], "the sums of all regencies agree"
