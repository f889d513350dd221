"""What if: the viewer sets a yearly change and sees the value, the rank and the year in which a goal is reached."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import formats
from components.comparison.outlook import gap_amount
from components.comparison.position import Position
from components.comparison.view import View
from components.i18n import _, current, use
from components.labels import in_language
from components.notices import error_boundary, plain, show_gap
from components.panel import draw_table, panel
from data_access.derive.periods import year_of
from data_access.derive.ranking import Polarity
from data_access.derive.trend import FAR_YEARS, Trend, project, rank_with, required_pace, trend_of, years_to_reach
from data_access.models import Level

HORIZON = 5
MAX_HORIZON = 20
PACE_KEY, YEAR_KEY = "banding_pace", "banding_horizon"


@dataclass(frozen=True)
class Goal:
    """Something to reach: its name in words and its value."""

    name: str
    value: float


@dataclass(frozen=True)
class Case:
    """What the panel computes from, small enough to be kept between reruns."""

    position: Position
    code: str
    name: str
    value: float
    start: int  # the year of the value
    pace: Trend | None
    goals: tuple[Goal, ...]
    values: pd.Series  # of the peers, by region code
    group: str

    @property
    def polarity(self) -> Polarity:
        return self.position.indicator.polarity

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """What the scale can hold."""
        low = 0.0 if float(self.values.min()) >= 0 else None
        return low, 100.0 if self.position.unit.kind == "share" and low is not None else None


def make_case(view: View, position: Position) -> Case | None:
    """None where the indicator has no order, or ours no value."""
    own = position.frame[position.frame["region_code"] == view.codes[0]]
    if not position.is_ranked or own.empty or position.period is None:
        return None
    value = float(own["value"].iloc[0])
    goals = []
    values = position.values
    for code, place in zip(view.codes[1:], view.places[1:], strict=True):
        if code in values.index:
            goals.append(Goal(_("menyamai {region}", region=place.chart_name), float(values[code])))
    best = position.frame.iloc[0]
    if best["region_code"] not in view.codes:
        name = view.regions.by_code[best["region_code"]].chart_name
        goals.append(Goal(_("menyamai {region}, peringkat 1", region=name), float(best["value"])))
    goals.append(Goal(_("median {group}", group=view.scope.label), float(values.median())))
    for row in position.targets.itertuples():
        place = view.regions.by_code[row.region_code]
        if row.region_code == view.codes[0] or place.level is Level.NATION:
            label = _("target {region} {year}", region=place.short_name, year=formats.period(row.period))
            goals.append(Goal(label, float(row.value)))
    mine = position.distribution[position.distribution["region_code"] == view.codes[0]]
    return Case(position, view.codes[0], view.places[0].name, value, year_of(position.period), trend_of(mine),
                tuple(goals), values, view.scope.label)  # fmt: skip


def draw_whatif_panel(view: View, position: Position) -> None:
    indicator = position.indicator
    with panel(
        "whatif",
        _("Andai lajunya berubah: peringkat dan tahunnya"),
        _(
            "{name}; daerah lain dianggap tetap pada nilai sekarang. Bukan ramalan.",
            name=indicator.wall_name(current()),
        ),
    ):
        case = make_case(view, position)
        if case is None:
            show_gap(_("Indikator ini tidak diperingkat, atau daerah kita belum punya nilainya."))
            return
        _draw_inputs(case, current())


@st.fragment
def _draw_inputs(case: Case, language: str) -> None:
    """Moving an input reruns this part alone; nothing is asked of the warehouse."""
    use(language)
    with error_boundary():
        indicator = case.position.indicator
        decimals = max(indicator.decimals, 2)
        left, right = st.columns([1, 1], vertical_alignment="bottom")
        usual = round(case.pace.slope, decimals) if case.pace else 0.0
        step = 10.0**-indicator.decimals if indicator.decimals < 2 else 0.05
        key = f"{PACE_KEY}_{indicator.indicator_id}_{case.code}"
        yearly = left.number_input(
            _("Perubahan per tahun ({unit})", unit=_pace_unit(case)), value=usual, step=step, format=f"%.{decimals}f",
            key=key,
        )  # fmt: skip
        years = right.slider(_("Sampai tahun"), case.start + 1, case.start + MAX_HORIZON, case.start + HORIZON,
                             key=f"{YEAR_KEY}_{indicator.indicator_id}_{case.code}")  # fmt: skip
        for sentence in whatif_sentences(case, float(yearly), int(years)):
            st.markdown(plain(sentence))
        numbers = [_("Nilai"), _("Laju perlu per tahun")]
        draw_table(goal_table(case, float(yearly), int(years)), numbers, None, "whatif")
        if len(case.position.targets):
            st.caption(plain(target_note(case.position.targets)))


def whatif_sentences(case: Case, yearly: float, year: int) -> list[str]:
    """The value and rank that a steady change would give, and what the pace has been so far."""
    indicator, unit = case.position.indicator, case.position.unit
    low, high = case.limits
    moved = project(case.value, yearly, year - case.start, low, high)
    now = rank_with(case.values, case.code, case.value, case.polarity)
    then = rank_with(case.values, case.code, moved, case.polarity)
    n = len(case.values)
    sentences = [
        _(
            "Dengan {pace} per tahun, {region} bernilai {value} pada {year}: {then} (sekarang {now}).",
            pace=signed_amount(yearly, case), region=case.name, year=str(year),
            value=formats.value(moved, indicator, unit), then=formats.rank(then, n), now=formats.count(now),
        )
    ]  # fmt: skip
    if (high is not None and moved >= high) or (low is not None and moved <= low):
        sentences.append(_("Batas skala tercapai; lebih jauh tidak mungkin."))
    if case.pace is None:
        sentences.append(_("Laju selama ini belum dapat dihitung: kurang dari 4 tahun data dalam satu seri."))
    else:
        sentences.append(
            _(
                "Laju selama ini {pace} per tahun, rentang 90 % {low} sampai {high} ({start}–{end}).",
                pace=signed_amount(case.pace.slope, case), low=signed_amount(case.pace.low, case),
                high=signed_amount(case.pace.high, case), start=str(int(case.pace.first)), end=str(int(case.pace.last)),
            )
        )  # fmt: skip
    return sentences


def goal_table(case: Case, yearly: float, year: int) -> pd.DataFrame:
    """Each goal with its value, the year in which this pace reaches it, and the pace that reaches it in time."""
    indicator, unit = case.position.indicator, case.position.unit
    rows = []
    for goal in case.goals:
        found = years_to_reach(case.value, goal.value, yearly, case.polarity)
        pace = required_pace(case.value, goal.value, year - case.start)
        rows.append(
            {
                _("Tujuan"): goal.name,
                _("Nilai"): formats.value(goal.value, indicator, unit),
                _("Tercapai"): when_reached(found, case.start),
                _("Laju perlu per tahun"): _("sudah tercapai") if found == 0 or pace is None
                else signed_amount(pace, case),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def when_reached(years: float | None, start: int) -> str:
    """The year of a goal at a steady pace, that it is reached already, or that it never is."""
    if years is None:
        return _("tidak pernah dengan laju ini")
    if years == 0:
        return _("sudah tercapai")
    if years > FAR_YEARS:
        return _("> {n} tahun lagi", n=formats.count(FAR_YEARS))
    return str(start + max(1, -int(-years // 1)))


def signed_amount(value: float, case: Case) -> str:
    """A change with sign and unit, with one decimal more than the indicator has."""
    indicator, unit = case.position.indicator, case.position.unit
    if unit.rupiah is not None:
        sign = "+" if value > 0 else formats.MINUS if value < 0 else ""
        return sign + gap_amount(value, indicator, unit)
    return formats.change(value, unit, max(indicator.decimals, 2))


def _pace_unit(case: Case) -> str:
    return _("poin") if case.position.unit.kind == "share" else case.position.unit.name(current())


def target_note(targets: pd.DataFrame) -> str:
    """Where the targets come from."""
    return "; ".join(
        dict.fromkeys(f"{row.source_title}. {in_language(row, 'note') or ''}" for row in targets.itertuples())
    )
