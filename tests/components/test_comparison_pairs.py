"""Every pair of West Java and a draw from all of Indonesia: no exception, and no sentence that contradicts its number."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import combinations

import pandas as pd
import pytest

from components import i18n
from components.charts.leads import draw_leads
from components.comparison.changes import change_rows, spans_between
from components.comparison.groups import TRAITS, group_options, traits_table
from components.comparison.growth import growth_of, growth_sentence
from components.comparison.leads import Lead, all_leads, lead_sentence, shown_leads
from components.comparison.outlook import range_text, when_text
from components.comparison.pairs import STATUSES, judge_pairs, match_pairs
from components.comparison.position import make_position
from components.comparison.view import View
from components.comparison.whatif import goal_table, make_case, whatif_sentences, when_reached
from components.comparison.words import finding, reason_text, tally_sentence
from components.selection import Selection
from data_access import comparisons, observations, peers, regions
from data_access.catalog import load_catalogue
from data_access.derive.comparison import MIN_PEERS
from data_access.derive.neighbours import nearest
from data_access.derive.trend import FAR_YEARS, years_to_reach
from data_access.models import Level
from data_access.regions import Regions
from data_access.warehouse import Warehouse, open_warehouse
from tests import screen

CATALOGUE = load_catalogue()
N_DRAWN, SEED = 200, 20191031


class Figures:
    """The whole warehouse once, cut by pandas as its statements would cut it: quick enough for hundreds of pairs."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.regions = Regions.from_rows(
            *(warehouse.rows(select()) for select in (regions.select_regions, regions.select_codes))
        )
        codes = tuple(self.regions.by_code)
        self.all = warehouse.frame(comparisons.select_profiles(codes))
        self.by_region = dict(tuple(self.all.groupby("region_code")))
        self.breaks = warehouse.frame(comparisons.select_all_breaks())
        self.traits = warehouse.frame(peers.select_traits(tuple(TRAITS.values())))
        self.groups = warehouse.frame(regions.select_groups())
        named = warehouse.frame(comparisons.select_source_publishers())
        self.publishers = dict(zip(named["source_id"], named["name_id"], strict=True))
        self.fair = self.all[self.all["status"].isin(STATUSES)]
        self.scopes: dict[str, tuple[dict[tuple[str, str], pd.DataFrame], pd.DataFrame]] = {}

    def scope(self, level: Level, parent: str | None) -> tuple[dict[tuple[str, str], pd.DataFrame], pd.DataFrame]:
        """The fair figures of a scope by indicator and period, and how many regions have each."""
        key = f"{level}:{parent}"
        if key not in self.scopes:
            inside = {
                code
                for code, region in self.regions.by_code.items()
                if region.level is level and (parent is None or region.parent_code == parent)
            }
            rows = self.fair[self.fair["region_code"].isin(inside)]
            counts = rows.groupby(["indicator_id", "period"]).size().rename("n").reset_index()
            self.scopes[key] = dict(tuple(rows.groupby(["indicator_id", "period"]))), counts
        return self.scopes[key]

    def view(self, ours: str, theirs: str, years: tuple[int, int] = (2019, 2022)) -> View:
        codes = (ours, theirs)
        home, partner = (self.regions.by_code[code] for code in codes)
        group = group_options(home, partner, self.regions, self.traits.iloc[:0], self.groups)["biasa"]
        figures, counts = self.scope(group.scope.level, group.scope.parent_code)
        own = [self.by_region[code] for code in codes if code in self.by_region]
        profiles = pd.concat(own) if own else self.all.iloc[:0]
        matched = match_pairs(CATALOGUE, profiles, codes, counts)
        spans = spans_between(CATALOGUE, profiles, codes, *years)
        wanted = {(pair.indicator.indicator_id, pair.period) for pair in matched if pair.reason is None}
        wanted |= {(span.indicator.indicator_id, at) for span in spans for at in (span.start, span.end)}
        wanted |= {key for key in figures if key[0] == "poverty_rate"}  # the indicator of the what-if
        parts = [figures[key] for key in wanted if key in figures]
        shown = pd.concat(parts) if parts else self.fair.iloc[:0]
        return View(
            selection=Selection(ours, (theirs,), "poverty_rate", None, i18n.current()),
            catalogue=CATALOGUE,
            regions=self.regions,
            group=group,
            topic=None,
            years=years,
            pairs=judge_pairs(matched, shown, codes),
            changes=change_rows(spans, CATALOGUE, profiles, codes, shown, self.breaks, i18n.current()),
            profiles=profiles,
            peers=shown,
            breaks=self.breaks,
            publishers=self.publishers,
            timezone="Asia/Jakarta",
        )


@pytest.fixture(scope="module")
def figures() -> Iterator[Figures]:
    warehouse = open_warehouse(screen.warehouse_url("real"))
    yield Figures(warehouse)
    warehouse.close()


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    yield
    i18n.use(i18n.SOURCE)


def check_pair(figures: Figures, ours: str, theirs: str) -> int:
    """Everything the page says about a pair; returns how many statements were held against their numbers."""
    view = figures.view(ours, theirs)
    ahead, equal, behind = (view.count(verdict) for verdict in ("ahead", "equal", "behind"))
    assert ahead + equal + behind == len(view.judged)
    tally = tally_sentence(view)
    assert str(len(view.judged)) in tally and finding(view)
    for pair in view.pairs:
        assert (pair.reason is None) == (pair.standing is not None), pair.indicator.indicator_id
        assert pair.reason is None or reason_text(pair, view), pair.indicator.indicator_id
    leads = all_leads(view)
    for lead in leads:
        check_lead(view, lead)
    shown = shown_leads(leads, None)
    assert {lead.leads_ours for lead in shown} == {lead.leads_ours for lead in leads} or len(leads) > len(shown)
    for row in view.changes:
        for code in view.codes:
            check_growth(view, row, code)
    check_what_if(figures, view)
    return len(leads) + len(view.changes)


def check_lead(view: View, lead: Lead) -> None:
    pair, found = lead.pair, lead.found
    ours, theirs = (pair.figures[code].value for code in view.codes)
    is_better = ours < theirs if pair.indicator.polarity == "lower_is_better" else ours > theirs
    assert lead.leads_ours == is_better, "who leads is who has the better figure"
    standing = pair.standing
    assert standing is not None
    assert standing.verdict in ("equal", "ahead" if is_better else "behind")
    sentence, when = lead_sentence(view, lead), when_text(found)
    leader, follower = view.names if is_better else view.names[::-1]
    assert leader in follower or follower in leader or sentence.index(leader) < sentence.index(follower)
    if found.outlook == "never":
        assert "tidak tersusul" in sentence and "tidak tersusul" in when
        assert found.pace is not None and found.pace.slope >= -1e-9
        assert ("melebar" in range_text(found)) == (found.pace.slope > 1e-9)
    elif found.outlook == "years":
        assert found.years is not None and 0 < found.years <= FAR_YEARS and when.startswith("≈ ")
        assert found.pace is not None and found.pace.slope < 0, "a gap that closes has a falling trend"
        assert ("tidak tersusul" in range_text(found)) == (found.years_high is None)
    elif found.outlook == "far":
        assert found.years is not None and found.years > FAR_YEARS and "> 50" in when
    else:
        assert found.outlook == "unknown", "a leader is never level"


def check_growth(view: View, row, code: str) -> None:  # type: ignore[no-untyped-def]
    name = view.regions.by_code[code].chart_name
    growth, mine, sentence = growth_of(view, row, code), row.by_region[code], growth_sentence(view, row, code, name)
    change = mine.change
    if change.reason is not None:
        assert "ditolak" in sentence and "per tahun" not in sentence
        assert growth.change.absolute is None and growth.cagr_pct is None
        return
    assert "ditolak" not in sentence and change.absolute is not None
    decimals = row.span.indicator.decimals
    if abs(change.absolute) >= 10.0**-decimals:
        assert ("+" in sentence.partition(":")[2][:3]) == (change.absolute > 0), sentence
    if growth.cagr_pct is not None and abs(growth.cagr_pct) > 0.01:
        assert (growth.cagr_pct > 0) == (change.absolute > 0), sentence
    if mine.direction in ("better", "worse"):
        better = (change.absolute > 0) == (row.span.indicator.polarity == "higher_is_better")
        assert (mine.direction == "better") == better
    if mine.verdict in ("ahead", "behind") and not row.is_relative:
        assert row.median is not None
        beats = (change.absolute > row.median) == (row.span.indicator.polarity == "higher_is_better")
        assert (mine.verdict == "ahead") == beats


def check_what_if(figures: Figures, view: View) -> None:
    """A steady change of today's pace: the rank it gives and the dates agree with the arithmetic."""
    indicator = CATALOGUE.indicator("poverty_rate")
    distribution = view.peers[view.peers["indicator_id"] == "poverty_rate"]
    series = view.profiles[view.profiles["indicator_id"] == "poverty_rate"]
    empty = pd.DataFrame(columns=["region_code", "period", "value", "source_title"])
    position = make_position(view, indicator, distribution, pd.DataFrame(), series, empty)
    case = make_case(view, position)
    if case is None:
        return
    assert len(position.frame) >= MIN_PEERS
    for yearly in (-0.3, 0.0, 0.4):
        assert whatif_sentences(case, yearly, case.start + 5)
        table = goal_table(case, yearly, case.start + 5)
        for goal, cell in zip(case.goals, table["Tercapai"], strict=True):
            found = years_to_reach(case.value, goal.value, yearly, "lower_is_better")
            assert cell == when_reached(found, case.start)
            assert (cell == "sudah tercapai") == (case.value <= goal.value)
            assert (cell == "tidak pernah dengan laju ini") == (case.value > goal.value and yearly >= 0)


def pairs_of_a_province(figures: Figures, province: str) -> list[tuple[str, str]]:
    return list(combinations(sorted(region.region_code for region in figures.regions.children(province)), 2))


def drawn_pairs(figures: Figures) -> list[tuple[str, str]]:
    codes = sorted(region.region_code for region in figures.regions.of_level(Level.REGENCY))
    draw = random.Random(SEED)
    return [tuple(draw.sample(codes, 2)) for _ in range(N_DRAWN)]  # type: ignore[misc]


def test_a_few_pairs_hold_what_they_say(figures: Figures) -> None:
    pairs = [("3211", "3214"), ("3214", "3211"), ("3211", "3578"), ("9401", "1101"), *drawn_pairs(figures)[:4]]
    assert sum(check_pair(figures, *pair) for pair in pairs) > 200


@pytest.mark.long
def test_every_pair_of_west_java_holds_what_it_says(figures: Figures) -> None:
    pairs = pairs_of_a_province(figures, "32")
    assert len(pairs) == 351
    assert sum(check_pair(figures, *pair) for pair in pairs) > 15_000


@pytest.mark.long
def test_two_hundred_pairs_of_the_nation_hold_what_they_say(figures: Figures) -> None:
    pairs = drawn_pairs(figures)
    assert len(set(pairs)) == N_DRAWN
    assert sum(check_pair(figures, *pair) for pair in pairs) > 2_000


def test_most_regencies_have_a_peer_in_another_province(figures: Figures) -> None:
    table = traits_table(figures.traits, figures.regions)
    assert len(table) == 514 and not table.drop(columns=["density", "area"]).isna().any().any()
    found = 0
    for code in table.index:
        neighbours = nearest(table, code)
        assert len(neighbours) == 20
        for one in neighbours:
            assert sum(one.parts.values()) == pytest.approx(one.distance)
        home = figures.regions.by_code[code].parent_code
        found += any(figures.regions.by_code[one.region_code].parent_code != home for one in neighbours)
    assert found >= 300, found
    assert table["area"].isna().sum() == 2, "two areas are not published; they are named, not filled in"


def test_both_directions_of_the_board_are_drawn(figures: Figures) -> None:
    view = figures.view("3211", "3214")
    leads = shown_leads(all_leads(view), None)
    assert {lead.leads_ours for lead in leads} == {True, False}
    assert draw_leads([], view.names[:2], 0.5).layout.height  # type: ignore[arg-type]


@pytest.mark.long
@pytest.mark.parametrize("place", range(20))
def test_twenty_drawn_pairs_on_the_page(figures: Figures, place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    url = screen.warehouse_url("real")
    monkeypatch.setitem(os.environ, "SULUH_WAREHOUSE_URL", url)
    screen.use_warehouse(url)
    ours, theirs = drawn_pairs(figures)[place]
    language = ("id", "en")[place % 2]
    at = screen.open_app({"daerah": ours, "banding": theirs, "bahasa": language}, "comparison.py")
    assert not at.error and not at.exception
    view = figures.view(ours, theirs)
    i18n.use(language)
    assert screen.title(at) == finding(view)
    assert screen.words(at)


def test_observations_of_the_position_are_those_of_the_statement(figures: Figures) -> None:
    rows = figures.warehouse.frame(comparisons.select_peer_histories("poverty_rate", Level.REGENCY, "32", STATUSES))
    mine, _counts = figures.scope(Level.REGENCY, "32")
    assert len(rows) == sum(len(part) for key, part in mine.items() if key[0] == "poverty_rate") > 200
    assert figures.warehouse.frame(observations.select_targets("stunting_prevalence_survey"))["value"].tolist() == [
        14.0
    ]
