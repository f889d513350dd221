"""The register: a matrix of both directions, the entries by stage, and the form of those who may write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import formats
from components.adoptions.words import due_text, follow_up_text, frozen_text, movement_text, stage_label
from components.i18n import _, current
from components.notices import plain, show_gap
from components.panel import draw_table
from data_access.adoptions import STAGES, Adoption, FrozenValue, Stage
from data_access.catalog import Catalogue
from data_access.derive.followup import moved_since
from data_access.models import Region
from data_access.tours import Practice

FORM = "adoption_form"


@dataclass(frozen=True)
class View:
    """Two regions, their entries in both directions, and the adopters' series of the result indicators."""

    pair: tuple[Region, Region]
    entries: Sequence[Adoption]
    series: Mapping[tuple[str, str], pd.DataFrame]  # (indicator, region) → period, value, series_version
    catalogue: Catalogue
    regions: Mapping[str, Region]
    today: dt.date


def draw_matrix(view: View) -> None:
    """How many practices stand at which stage, from either to the other."""
    rows = []
    for origin, adopter in (view.pair, view.pair[::-1]):
        found = [e for e in view.entries if (e.origin, e.adopter) == (origin.region_code, adopter.region_code)]
        counts = {stage_label(stage): formats.count(sum(e.stage == stage for e in found)) for stage in STAGES}
        rows.append(
            {_("Dari"): origin.name, _("Diadopsi oleh"): adopter.name, **counts, _("Semua"): formats.count(len(found))}
        )
    with st.container(key="panel_adoption_matrix"):
        st.subheader(_("Dua arah"), anchor=False)
        st.caption(plain(_("Banyaknya praktik menurut tahap; tuan rumah pun belajar dari tamunya.")))
        draw_table(pd.DataFrame(rows), list(rows[0])[2:], key="adoption_matrix")


def draw_entries(view: View) -> None:
    with st.container(key="panel_adoption_entries"):
        st.subheader(_("Apa yang terjadi setelah kunjungan"), anchor=False)
        st.caption(
            plain(
                _("Angka indikator hasil dibekukan saat dicatat, lalu dibandingkan dengan angka terbaru deret yang "
                  "sama. Bergerak bersama tidak berarti disebabkan.")
            )
        )  # fmt: skip
        if not view.entries:
            show_gap(_("Belum ada yang dicatat antara kedua daerah."), _("Catat praktik pertama dari server ini."))
            return
        draw_table(pd.DataFrame([_row(view, entry) for entry in view.entries]))


def draw_read_only() -> None:
    st.info(
        plain(
            _(
                "Register ini hanya dapat dibaca dari sini. Pencatatan dilakukan pada komputer server, atau setelah "
                "masuk."
            )
        ),
        icon=":material/lock:",
    )


def draw_stages(view: View, change: Callable[[str, Stage], None]) -> None:
    """One list per entry to move it on; `change` gets its id and the stage."""
    if not view.entries:
        return
    with st.container(key="panel_adoption_stages"):
        st.subheader(_("Pindahkan tahap"), anchor=False)
        columns = st.columns(min(3, len(view.entries)))
        for place, entry in enumerate(view.entries):
            key = f"adoption_stage_{entry.adoption_id}"
            columns[place % len(columns)].selectbox(
                plain(f"{entry.practice} ({view.regions[entry.adopter].chart_name})"),
                STAGES,
                index=STAGES.index(entry.stage),
                format_func=stage_label,
                key=key,
                on_change=lambda key=key, entry=entry: change(entry.adoption_id, st.session_state[key]),  # type: ignore[misc]
            )


def draw_form(view: View, practices: Mapping[str, Practice], save: Callable[[dict], None]) -> None:
    """Everything an entry needs; the practice may be one on record or one of their own words."""
    language, codes = current(), [region.region_code for region in view.pair]
    own = ""
    with st.container(key="panel_adoption_form"), st.form(FORM, border=False, clear_on_submit=True):
        st.subheader(_("Catat praktik"), anchor=False)
        left, right = st.columns(2)
        chosen = left.selectbox(
            _("Praktik tercatat"),
            [own, *practices],
            format_func=lambda key: practices[key].name(language) if key else _("Tulis sendiri"),
        )
        text = left.text_input(_("Nama praktik, bila ditulis sendiri"), max_chars=200)
        adopter = left.selectbox(_("Pengadopsi"), codes[::-1], format_func=lambda code: view.regions[code].name)
        office = left.text_input(_("Kantor penanggung jawab (bukan nama orang)"), max_chars=160)
        indicator = right.selectbox(
            _("Indikator hasil"),
            list(view.catalogue.indicators),
            format_func=lambda key: view.catalogue.indicators[key].name(language),
            index=None,
            placeholder=_("Indikator praktik tercatat"),
        )
        due = right.date_input(
            _("Tenggat"), value=view.today + dt.timedelta(days=180), min_value=view.today, format="DD/MM/YYYY"
        )
        adaptation = right.text_area(_("Penyesuaian yang perlu"), max_chars=1000, height=122)
        if st.form_submit_button(_("Catat dan bekukan angkanya"), type="primary"):
            practice = practices.get(chosen or "")
            values = {
                "practice": practice.name("id") if practice else text.strip(),
                "adopter": adopter,
                "origin": next(code for code in codes if code != adopter),
                "office": office.strip(),
                "indicator_id": indicator or (practice.indicator if practice else None),
                "due_on": due,
                "adaptation": adaptation.strip(),
            }
            lacking = [key for key in ("practice", "office", "indicator_id", "adaptation") if not values[key]]
            if lacking:
                st.warning(plain(_("Lengkapi praktik, kantor, indikator hasil, dan penyesuaiannya, lalu catat lagi.")))
            else:
                save(values)


def frozen_now(series: pd.DataFrame, generation_id: str) -> FrozenValue:
    """The latest figure of a series (period, value, series_version, status, source_id) as it is frozen."""
    if series.empty:
        return FrozenValue(generation_id=generation_id)
    last = series.sort_values("period").iloc[-1]
    return FrozenValue(
        float(last["value"]), str(last["period"]), str(last["series_version"]), str(last["status"]),
        str(last["source_id"]), generation_id,
    )  # fmt: skip


def _row(view: View, entry: Adoption) -> dict[str, str]:
    indicator = view.catalogue.indicators.get(entry.indicator_id)
    cells = {
        _("Praktik"): entry.practice,
        _("Dari"): view.regions[entry.origin].chart_name,
        _("Pengadopsi"): view.regions[entry.adopter].chart_name,
        _("Penyesuaian"): entry.adaptation,
        _("Tahap"): stage_label(entry.stage),
        _("Kantor"): entry.office,
        _("Tenggat"): due_text(entry, view.today),
    }
    if indicator is None:  # an entry outlives the catalogue it was made with
        return cells | {
            _("Indikator hasil"): entry.indicator_id,
            _("Saat dicatat"): "",
            _("Sekarang"): "",
            _("Tinjauan"): "",
        }
    series = view.series.get(
        (entry.indicator_id, entry.adopter), pd.DataFrame(columns=["period", "value", "series_version"])
    )
    moved = moved_since(
        entry.frozen.value, entry.frozen.period, entry.frozen.series_version, series, indicator.polarity
    )
    return cells | {
        _("Indikator hasil"): indicator.name(current()),
        _("Saat dicatat"): frozen_text(entry, indicator),
        _("Sekarang"): movement_text(moved, indicator, view.catalogue.unit(indicator)),
        _("Tinjauan"): follow_up_text(entry, view.today),
    }
