"""One digital indicator: which, for which regions and when; and the gap between its best and its worst."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import controls, formats
from components.explorer.view import View
from components.i18n import _, current
from components.notices import plain, show_gap
from components.panel import draw_table, panel
from components.scopes import Scope
from components.selection import choose
from data_access.catalog import Catalogue, Indicator
from data_access.derive.spread import Spread, spread_of

INDICATOR_KEY, SCOPE_KEY, PERIOD_KEY = "digital_indicator", "digital_scope", "digital_period"
MAX_NAMES = 5


def best_covered(catalogue: Catalogue, members: Sequence[str], coverage: pd.DataFrame, owned: set[str]) -> str:
    """The ranked series held for most regions, then most periods; first among those our region has."""
    held = {row.indicator_id: (int(row.n_regions), int(row.n_periods)) for row in coverage.itertuples()}
    ranked = [member for member in members if catalogue.indicator(member).is_ranked]
    return max(ranked, key=lambda member: (member in owned, held.get(member, (0, 0))))


def draw_controls(
    catalogue: Catalogue, members: Sequence[str], indicator: Indicator, scopes: Sequence[Scope], scope: Scope,
    periods: Sequence[str], period: str | None,
) -> None:  # fmt: skip
    """Which series, for which regions, at which period; each takes effect at once."""
    by_code = {item.code: item for item in scopes}
    st.session_state[INDICATOR_KEY], st.session_state[SCOPE_KEY] = indicator.indicator_id, scope.code
    left, middle, right = st.columns([1.6, 1, 0.8])
    left.selectbox(
        _("Indikator"), members, format_func=lambda code: catalogue.indicator(code).name(current()),
        key=INDICATOR_KEY, on_change=lambda: choose(indicator_id=st.session_state[INDICATOR_KEY]),
    )  # fmt: skip
    middle.selectbox(
        _("Wilayah"), list(by_code), format_func=lambda code: by_code[code].label, key=SCOPE_KEY, on_change=_apply_scope
    )
    options = list(periods) or [""]
    st.session_state[PERIOD_KEY] = period if period in options else options[-1]
    right.selectbox(
        _("Periode"), options, format_func=lambda p: formats.period(p, indicator), key=PERIOD_KEY,
        on_change=_apply_period, disabled=len(options) < 2,
    )  # fmt: skip


def draw_spread(view: View) -> None:
    """Best and worst of the scope in the published figures; none where no rank is fair."""
    with panel(
        "spread",
        _("Jarak terbaik dan terburuk"),
        f"{view.unit_and_period} · {view.scope.label}",
        view.cross_section_tools("spread"),
    ):
        found = spread_of(view.frame.set_index("region_code")["value"], view.indicator.polarity)
        if found is None or not view.is_ranked:
            show_gap(_no_spread(view), view.indicator.gap(current()))
            return
        draw_table(_spread_table(view, found), (_("Nilai"),), key="spread_table")
        st.caption(plain(f"{_spread_words(view, found)} {view.source_line}"))


def _no_spread(view: View) -> str:
    if view.indicator.unranked_reason is not None:
        return _("Tidak diperingkat: {reason}", reason=view.indicator.unranked_reason(current()))
    return _("Kurang dari 10 daerah yang sebanding (n = {n}): jarak tidak dihitung.", n=formats.count(view.summary.n))


def _spread_table(view: View, found: Spread) -> pd.DataFrame:
    places = [(_("Terbaik"), found.best, found.best_codes), (_("Terburuk"), found.worst, found.worst_codes)]
    return pd.DataFrame(
        {
            " ": [name for name, _value, _codes in places],
            _("Nilai"): [formats.published(value, view.indicator) for _name, value, _codes in places],
            _("Daerah"): [_names(view, codes) for _name, _value, codes in places],
        }
    )


def _spread_words(view: View, found: Spread) -> str:
    amount = formats.change(found.difference, view.unit, view.indicator.decimals).lstrip("+")
    if found.ratio is None:
        return _("Selisih {amount}; n = {n}.", amount=amount, n=formats.count(found.n))
    return _(
        "Selisih {amount}; yang tertinggi {ratio} kali yang terendah; n = {n}.",
        amount=amount, ratio=formats.number(found.ratio, 2), n=formats.count(found.n),
    )  # fmt: skip


def _names(view: View, codes: Sequence[str]) -> str:
    named = ", ".join(view.regions.by_code[code].chart_name for code in codes[:MAX_NAMES])
    if len(codes) <= MAX_NAMES:
        return named
    return _("{names}, dan {n} daerah lain", names=named, n=formats.count(len(codes) - MAX_NAMES))


def _apply_scope() -> None:
    st.session_state[controls.APPLIED_SCOPE] = st.session_state[SCOPE_KEY]
    choose(period=None)


def _apply_period() -> None:
    choose(indicator_id=st.session_state[INDICATOR_KEY], period=st.session_state[PERIOD_KEY] or None)
