"""The controls a visitor moves: region, language, topic tree, filter form, chips. Each writes codes by `choose`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components import formats, i18n
from components.i18n import _
from components.labels import region_option, status_label
from components.notices import plain
from components.scopes import Scope
from components.selection import MAX_COMPARISON, Selection, choose, current
from data_access.catalog import Catalogue, Indicator
from data_access.models import Level, Status
from data_access.regions import Regions

# Widget keys. Their values are set from the Selection before each widget is made, so the address always holds.
REGION_KEY, LANGUAGE_KEY = "control_region", "control_language"
SCOPE_KEY, COMPARISON_KEY, PERIOD_KEY = "control_scope", "control_comparison", "control_period"
MIXED_KEY = "control_mixed"
SEARCH_KEY, STATUS_KEY, COMPLETE_KEY = "control_search", "control_status", "control_complete"
# What the explorer keeps for this visit only: it describes a way of looking, not a thing to share.
APPLIED_SCOPE, APPLIED_MIXED = "suluh_scope", "suluh_mixed"


def seed(key: str, value: object) -> None:
    """Set a widget to what the Selection says; one that says so already is left alone, as its options are long and
    would travel again with every value that is set.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def region_picker(selection: Selection, regions: Regions) -> None:
    """Any of the provinces and regencies, found by typing any part of its name."""
    seed(REGION_KEY, selection.region_code)
    options = region_codes(regions)
    st.selectbox(
        _("Daerah"),
        options,
        format_func=lambda code: _option(regions, code),
        key=REGION_KEY,
        on_change=_choose_region,
        label_visibility="collapsed",
    )


def language_switch(selection: Selection) -> None:
    seed(LANGUAGE_KEY, selection.language)
    st.segmented_control(
        _("Bahasa"),
        i18n.LANGUAGES,
        required=True,
        format_func=str.upper,
        key=LANGUAGE_KEY,
        on_change=lambda: choose(language=st.session_state[LANGUAGE_KEY]),
        label_visibility="collapsed",
    )


def region_codes(regions: Regions) -> list[str]:
    """Codes to choose from: each province followed by its regencies."""
    codes: list[str] = []
    for province in regions.of_level(Level.PROVINCE):
        codes += [province.region_code, *(child.region_code for child in regions.children(province.region_code))]
    return codes


def applied_scope(scopes: Sequence[Scope]) -> Scope:
    """The scope chosen for this visit if it makes sense for our region, else its own peers."""
    return next((scope for scope in scopes if scope.code == st.session_state.get(APPLIED_SCOPE)), scopes[0])


def is_mixed() -> bool:
    """Whether each region shows its latest value, whatever its year."""
    return bool(st.session_state.get(APPLIED_MIXED))


def topic_tree(
    catalogue: Catalogue,
    selection: Selection,
    scope: Scope,
    coverage: Mapping[str, int],
    statuses: Mapping[str, set[str]],
) -> None:
    """Topics with their indicators, narrowed by search and filters; only open topics are drawn.

    `coverage`: the most regions of the scope that any period holds; `statuses`: the badges that occur.
    """
    language = i18n.current()
    text, wanted, only_complete = _tree_filters(statuses, scope)
    words = text.casefold().split()
    shown = [
        entry
        for entry in catalogue.indicators.values()
        if all(word in f"{entry.name(language)} {entry.indicator_id}".casefold() for word in words)
        and (not wanted or statuses.get(entry.indicator_id, set()) & set(wanted))
        and (not only_complete or coverage.get(entry.indicator_id, 0) == scope.size)
    ]
    if not shown:
        st.caption(_("Tidak ada indikator yang cocok. Kosongkan pencarian atau saringan."))
    for topic_id, topic in catalogue.topics.items():
        entries = [entry for entry in shown if entry.topic == topic_id]
        if entries:
            is_open = bool(words) or any(entry.indicator_id == selection.indicator_id for entry in entries)
            branch = st.expander(
                f"{plain(topic.name(language))}  :small[{len(entries)}]",
                expanded=is_open,
                key=f"topic_{topic_id}_{is_open}",
                on_change="rerun",
            )
            if branch.open:
                with branch:
                    for entry in entries:
                        _leaf(entry, selection, f"{coverage.get(entry.indicator_id, 0)}/{scope.size}", language)
    st.caption(
        plain(_("Angka di belakang nama: daerah yang punya nilai pada periode terlengkap, {scope}.", scope=scope.label))
    )


def _tree_filters(statuses: Mapping[str, set[str]], scope: Scope) -> tuple[str, list[str], bool]:
    """Search text, wanted badges, and whether only complete indicators are listed."""
    text = st.text_input(
        _("Cari indikator"),
        key=SEARCH_KEY,
        placeholder=_("Cari indikator"),
        label_visibility="collapsed",
        icon=":material/search:",
        max_chars=80,
    )
    present = set().union(*statuses.values())
    with st.popover(_("Saring daftar"), icon=":material/filter_list:", type="tertiary"):
        wanted = st.pills(
            _("Asal angka"),
            [status.value for status in Status if status.value in present],
            selection_mode="multi",
            format_func=status_label,
            key=STATUS_KEY,
        )
        only_complete = st.toggle(_("Hanya yang lengkap ({n} daerah)", n=formats.count(scope.size)), key=COMPLETE_KEY)
    return text or "", list(wanted), only_complete


def filter_form(
    selection: Selection,
    regions: Regions,
    scopes: Sequence[Scope],
    scope: Scope,
    periods: Sequence[str],
    period: str | None,
) -> None:
    """Scope, comparators and period, applied once."""
    by_code = {item.code: item for item in scopes}
    seed(SCOPE_KEY, scope.code)
    seed(COMPARISON_KEY, list(selection.comparison))
    seed(MIXED_KEY, is_mixed())
    if period is not None:
        seed(PERIOD_KEY, period)
    with st.form("filters", border=False):
        left, middle, right, button = st.columns([1.25, 1.6, 1.5, 0.6], vertical_alignment="bottom")
        left.selectbox(_("Wilayah"), list(by_code), format_func=lambda code: by_code[code].label, key=SCOPE_KEY)
        middle.multiselect(
            _("Pembanding, paling banyak {n}", n=MAX_COMPARISON),
            [code for code in region_codes(regions) if code != selection.region_code],
            format_func=lambda code: regions.by_code[code].chart_name,
            key=COMPARISON_KEY,
            max_selections=MAX_COMPARISON,
            placeholder=_("Pilih daerah"),
        )
        if len(periods) > 1:
            right.select_slider(
                _("Periode yang ada, {first} sampai {last}", first=periods[0], last=periods[-1]),
                periods,
                key=PERIOD_KEY,
            )
        else:
            right.selectbox(_("Periode yang ada"), periods or [_("belum ada")], disabled=True)
        button.form_submit_button(_("Terapkan"), type="primary", on_click=_apply_filters, width="stretch")
        st.checkbox(
            _("Nilai terakhir tiap daerah"),
            key=MIXED_KEY,
            help=_("Tahunnya boleh berbeda antardaerah; tertulis di samping nilainya, dan tidak diperingkat."),
        )


def filter_chips(
    selection: Selection, regions: Regions, scope: Scope, default_scope: Scope, period_text: str | None
) -> None:
    """What is active, each with its own way out."""
    with st.container(horizontal=True, key="chips", gap="xsmall", vertical_alignment="center"):
        for code in selection.comparison:
            rest = tuple(other for other in selection.comparison if other != code)
            _chip(f"chip_{code}", regions.by_code[code].chart_name, lambda rest=rest: choose(comparison=rest))
        if scope.code != default_scope.code:
            _chip("chip_scope", scope.label, lambda: st.session_state.pop(APPLIED_SCOPE, None))
        if is_mixed():
            _chip("chip_mixed", _("Nilai terakhir tiap daerah"), lambda: st.session_state.pop(APPLIED_MIXED, None))
        if selection.period is not None and period_text is not None:
            _chip("chip_period", period_text, lambda: choose(period=None))
        st.button(_("Atur ulang"), key="chip_reset", type="tertiary", on_click=_reset_filters)


def _chip(key: str, text: str, on_click) -> None:  # type: ignore[no-untyped-def]
    st.button(plain(text), key=key, icon=":material/close:", icon_position="right", on_click=on_click)


def _leaf(entry: Indicator, selection: Selection, count: str, language: str) -> None:
    st.button(
        f"{plain(entry.name(language))}  :small[{count}]",
        key=f"tree_{entry.indicator_id}",
        type="primary" if entry.indicator_id == selection.indicator_id else "tertiary",
        on_click=choose,
        kwargs={"indicator_id": entry.indicator_id},
        width="stretch",
    )


def _option(regions: Regions, code: str) -> str:
    region = regions.by_code[code]
    return region_option(region, regions.province_of(region))


def _choose_region() -> None:
    code = st.session_state[REGION_KEY]
    st.session_state.pop(APPLIED_SCOPE, None)
    choose(region_code=code, comparison=tuple(other for other in current().comparison if other != code))


def _apply_filters() -> None:
    st.session_state[APPLIED_SCOPE] = st.session_state[SCOPE_KEY]
    st.session_state[APPLIED_MIXED] = st.session_state[MIXED_KEY]
    changes: dict[str, object] = {"comparison": tuple(st.session_state[COMPARISON_KEY])}
    if PERIOD_KEY in st.session_state:
        changes["period"] = st.session_state[PERIOD_KEY]
    choose(**changes)


def _reset_filters() -> None:
    st.session_state.pop(APPLIED_SCOPE, None)
    st.session_state.pop(APPLIED_MIXED, None)
    choose(comparison=(), period=None)
