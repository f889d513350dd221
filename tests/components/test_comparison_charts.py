"""Charts of the comparison take any figures: one value, equal values, negative ones, hundreds of them."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.beeswarm import MANY, draw_beeswarm
from components.charts.claim import draw_claim_counts, draw_claim_line
from components.charts.leads import MAX_MAD, LeadRow, draw_leads
from components.charts.matrix import PartsRow, draw_parts
from components.charts.quadrant import draw_quadrant
from components.charts.ranked import RankedRow, draw_ranked
from components.charts.slopes import SlopeCell, SlopeLine, draw_slopes
from data_access.catalog import load_catalogue
from data_access.derive.ranking import summarise

INDICATOR = load_catalogue().indicator("poverty_rate")
figures = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


def words(figure) -> list[str]:  # type: ignore[no-untyped-def]
    return [note["text"].replace("<b>", "").replace("</b>", "") for note in figure.to_dict()["layout"]["annotations"]]


@settings(deadline=None, max_examples=30)
@given(st.lists(figures, min_size=1, max_size=30), figures, figures)
def test_a_beeswarm_counts_every_region_once(values: list[float], ours: float, theirs: float) -> None:
    named = [(ours, "A 1", "A"), (theirs, "B 2", "B")]
    chart = draw_beeswarm(values, [""] * len(values), named, summarise(pd.Series([*values, ours, theirs])), 1)
    low, high = chart.layout.xaxis.range
    assert low <= min(ours, theirs) and max(ours, theirs) <= high, "the named are always inside"
    drawn = len(chart.data[0].x)
    clipped = sum(int(word) for word in words(chart) if word.isdigit())
    assert drawn + clipped == len(values)


def test_a_beeswarm_of_the_nation_is_light() -> None:
    values = [float(place % 97) / 7 for place in range(512)]
    assert len(values) > MANY
    chart = draw_beeswarm(values, ["Kab. Contoh: 1,00"] * 512, [(1.0, "A", "A"), (2.0, "B", "B")],
                          summarise(pd.Series(values)), 2)  # fmt: skip
    assert len(json.dumps(chart.to_dict(), default=str)) < 60_000


@settings(deadline=None, max_examples=30)
@given(st.lists(figures, min_size=1, max_size=27))
def test_ranked_bars_start_at_zero_also_for_negative_values(values: list[float]) -> None:
    rows = [RankedRow("1=", "Kab. A", value, "x", None, 0, "h") for value in sorted(values, reverse=True)]
    chart = draw_ranked(rows)
    bars = [shape for shape in chart.layout.shapes if shape.type == "rect"]
    (zero,) = {shape.x0 for shape in chart.layout.shapes if shape.type == "line"}
    assert len(bars) == len(rows)
    for bar in bars:
        assert bar.x0 == pytest.approx(zero) or bar.x1 == pytest.approx(zero)
        assert -1e-9 <= bar.x0 <= bar.x1 <= 1 + 1e-9


@settings(deadline=None, max_examples=30)
@given(figures, figures, st.lists(st.tuples(figures, figures), max_size=5), st.booleans())
def test_a_slope_puts_better_above(start: float, end: float, others: list[tuple[float, float]], is_lower: bool) -> None:
    line = SlopeLine((start, "a"), (end, "b"), "+1", "membaik", "ahead", "melampaui", "h")
    cell = SlopeCell(
        "N", "u", ("2019", "2022"), (line, None), others, None, None, "m", "tidak dapat dihitung", is_lower
    )
    chart = draw_slopes([cell], 1)
    (ours,) = [trace for trace in chart.data if trace.mode == "lines" and trace.line.width == 2.6]
    first, last = ours.y[0], ours.y[1]
    if abs(start - end) > 1e-3 * max(1.0, abs(start), abs(end)):
        assert (last > first or last == first) == ((end < start) if is_lower else (end > start)) or first == last
    assert "tidak dapat dihitung" in words(chart)


def lead(gap: float) -> LeadRow:
    return LeadRow("N", "laju", gap, "1 poin", False, "≈ 3 tahun", "1 sampai 9 tahun", "h")


def test_bars_of_the_board_stand_on_the_side_of_the_leader() -> None:
    chart = draw_leads([lead(3.0), lead(-1.0), lead(40.0)], ("A", "B"), 0.5)
    middle = next(s.x0 for s in chart.layout.shapes if s.type == "line" and s.x0 == s.x1)
    ours, theirs, long = [shape for shape in chart.layout.shapes if shape.type == "rect"][1:]
    assert ours.x0 == pytest.approx(middle) and theirs.x1 == pytest.approx(middle)
    assert (long.x1 - long.x0) / (ours.x1 - ours.x0) == pytest.approx(MAX_MAD / 3), "a longer bar ends with a mark"
    assert "1 poin »" in words(chart) and "1 poin «" not in words(chart)


def test_the_quadrant_turns_where_lower_is_better() -> None:
    chart = draw_quadrant(
        [(1.0, 0.1, "a")], [(2.0, 0.2, "A", "h")], (1.5, 0.15), [(1.0, 0.1, "a")], INDICATOR, "persen"
    )
    assert chart.layout.xaxis.autorange == chart.layout.yaxis.autorange == "reversed"
    upward = INDICATOR.model_copy(update={"polarity": "higher_is_better"})
    assert draw_quadrant([], [(2.0, 0.2, "A", "h")], (1.5, 0.15), [], upward, "x").layout.xaxis.autorange is not None


def test_parts_that_are_not_known_are_hatched() -> None:
    chart = draw_parts([PartsRow("Kab. A", "Jawa", [(0.2, "0,200"), None], "0,200")], ["a", "b"], "jarak", "belum ada")
    assert "belum ada" in words(chart) and "0,200" in words(chart)


def test_a_claim_is_drawn_with_its_ends_named_and_versions_apart() -> None:
    frame = pd.DataFrame(
        {"period": ["2020", "2021", "2022"], "value": [3.81, 3.52, 3.84], "series_version": list("122")}
    )
    chart = draw_claim_line(frame, ["2020", "2022"], INDICATOR)
    assert {"3,81", "3,84"} <= set(words(chart)) and len(chart.layout.shapes) == 1
    assert [len(trace.x) for trace in chart.data][:2] == [1, 2], "a line is never joined across versions"
    assert draw_claim_line(frame.head(1), ["2020"], INDICATOR).layout.height
    assert "5" in words(draw_claim_counts([("unggul", 5, "ahead"), ("setara", 0, "equal")]))
