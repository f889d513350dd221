"""The audit: a fixture after Kota Blitar gives its findings, clean figures give none, and the real warehouse stays quiet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import pytest

from data_access import audits
from data_access.attention.recomputed import recomputed
from data_access.catalog import load_catalogue
from data_access.derive.audit import (
    Finding,
    Ratio,
    Total,
    check_composite,
    check_copied,
    check_parents,
    check_ratio,
    check_total,
    check_zeros,
)
from data_access.warehouse import Warehouse

Row = tuple[str, str, str, float]


def figures(*rows: Row) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["indicator_id", "region_code", "period", "value"])
    return frame.assign(parent_code=frame["region_code"].str[:2], series_version="1")


def blitar_like() -> pd.DataFrame:
    """Ten regions of a province. 3572 divides by the wrong population, copies last year's rate, and sends 0 for a gap."""
    rows: list[Row] = []
    for place in range(10):
        code = f"35{70 + place}"
        poor, people, families = 10.0 + place, 200.0 + place, 60.0 + place
        for year, step in (("2021", 0.0), ("2022", 0.37)):
            rows += [
                ("poor", code, year, poor + step),
                ("people", code, year, people),
                ("families", code, year, families),
            ]
            share = 100 * (poor + step) / people
            if code == "3572" and year == "2022":
                share = 100 * (poor + step) / families
            rows.append(("share", code, year, share))
            rate = 4.21 + 0.13 * place + (step if code != "3572" else 0.0)
            rows.append(("rate", code, year, round(rate, 2)))
            rows.append(("visits", code, year, 0.0 if (code, year) == ("3572", "2022") else 50.0 + place + step))
    return figures(*rows)


def test_a_blitar_like_fixture_gives_three_findings() -> None:
    frame = blitar_like()
    found = check_ratio(frame, Ratio("share", "poor", "people", 100, 0.01, ("families",)))
    found += check_copied(frame, ["rate"])
    found += check_zeros(frame, ["visits"])
    assert [(one.rule, one.region_code, one.period) for one in found] == [
        ("denominator", "3572", "2022"),
        ("copied", "3572", "2022"),
        ("zero", "3572", "2022"),
    ]
    wrong, copied, _zero = found
    assert wrong.expected is not None and abs(wrong.expected - 100 * 12.37 / 202) < 1e-9
    assert wrong.basis == ("poor", "people", "families") and copied.basis == ("2021",)


def test_a_figure_that_no_denominator_explains_is_a_formula() -> None:
    frame = figures(("share", "a", "2022", 9.0), ("poor", "a", "2022", 1.0), ("people", "a", "2022", 20.0))
    (found,) = check_ratio(frame, Ratio("share", "poor", "people", 100, 0.01, ("families",)))
    assert (found.rule, found.expected) == ("formula", 5.0)
    assert check_ratio(frame, Ratio("share", "poor", "people", 100, 0.01, relative=0.9)) == []


def test_a_total_is_checked_only_with_all_its_parts() -> None:
    rows: list[Row] = [("all", "a", "2022", 10.0), ("x", "a", "2022", 4.0), ("y", "a", "2022", 5.0)]
    (found,) = check_total(figures(*rows), Total("all", ("x", "y"), 0.5))
    assert (found.rule, found.value, found.expected) == ("total", 10.0, 9.0)
    assert check_total(figures(*rows[:2]), Total("all", ("x", "y"), 0.5)) == []
    assert check_total(figures(*rows), Total("all", ("x", "y"), 1.0)) == []


def test_a_parent_is_checked_only_when_all_its_regions_are_there() -> None:
    rows: list[Row] = [("n", "35", "2022", 10.0), ("n", "3501", "2022", 4.0), ("n", "3502", "2022", 5.0)]
    frame = figures(*rows).assign(parent_code=["ID", "35", "35"])
    (found,) = check_parents(frame, ["n"], {"35": 2}, 0.01)
    assert (found.region_code, found.value, found.expected) == ("35", 10.0, 9.0)
    assert check_parents(frame, ["n"], {"35": 3}, 0.01) == []


def test_the_human_development_index_of_a_published_example() -> None:
    # Sumedang 2019, old basis; parts and result as BPS published them
    parts = ("life", "expected", "mean", "spending")
    rows: list[Row] = [
        (name, "a", "2019", value) for name, value in zip(parts, (72.29, 12.96, 8.27, 10406.0), strict=True)
    ]
    assert check_composite(figures(*rows, ("hdi", "a", "2019", 71.46)), parts, "hdi", 0.05) == []
    (found,) = check_composite(figures(*rows, ("hdi", "a", "2019", 60.0)), parts, "hdi", 0.05)
    assert found.expected is not None and abs(found.expected - 71.46) < 0.05


def test_standing_still_together_is_no_copy() -> None:
    rows: list[Row] = []
    for place in range(12):
        rows += [("rate", f"35{10 + place}", year, 4.21 + place) for year in ("2021", "2022")]
    assert check_copied(figures(*rows), ["rate"]) == []


def test_the_real_warehouse_has_few_questions(real_warehouses: dict[str, Warehouse]) -> None:
    warehouse = real_warehouses["duckdb"]
    catalogue, asked = load_catalogue(), []

    def read(indicator_ids: Sequence[str]) -> pd.DataFrame:
        asked.append(len(indicator_ids))
        return warehouse.frame(audits.select_audited(indicator_ids))

    frame = read(list(catalogue.indicators))
    children = frame[frame["region_code"].str.len() == 4].groupby("parent_code")["region_code"].nunique()
    found = audits.find_all(read, catalogue, children.to_dict())
    assert max(asked[1:]) <= 6, "a warehouse of any size is read a few indicators at a time"
    counts = Counter(one.rule for one in found)
    assert counts["denominator"] == counts["total"] == 0
    (formula,) = [one for one in found if one.rule == "formula"]
    assert (formula.indicator_id, formula.region_code, formula.period) == ("hdi_sp2010", "3320", "2019")
    assert formula.value == 71.38 and formula.expected is not None and round(formula.expected, 2) == 71.88
    assert counts["copied"] < 100 and counts["zero"] < 10


def test_a_figure_its_parts_do_not_give_needs_attention() -> None:
    found = [
        Finding("formula", "hdi_sp2010", "3320", "2019", 71.38, 71.876, audits.HDI_PARTS),
        Finding("copied", "gdp_growth", "1117", "2022", 3.42, None, ("2021",)),
    ]
    (told,) = recomputed(found, load_catalogue())
    assert (told.rule, told.region_code, told.indicator_id, told.period) == ("recompute", "3320", "hdi_sp2010", "2019")
    assert told.facts["value"] == 71.38 and told.facts["computed"] == 71.876
    assert told.severity == pytest.approx(0.69, abs=0.005)
    assert "Rata-rata lama sekolah" in str(told.facts["formula_id"])
    assert "Mean years of schooling" in str(told.facts["formula_en"])
