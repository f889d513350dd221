"""Saling adopsi: what either region takes over from the other, who answers for it, and what moved since."""

from __future__ import annotations

import streamlit as st

from components import access
from components.adoptions.view import (
    View,
    draw_entries,
    draw_form,
    draw_matrix,
    draw_read_only,
    draw_stages,
    frozen_now,
)
from components.i18n import _
from components.notices import error_boundary, plain
from components.selection import Selection
from components.selection import current as current_selection
from components.tour.setup import draw_invitation, draw_setup
from data_access import adoptions, comparisons
from data_access.settings import settings
from data_access.tours import load_practices
from pages import data


def page() -> None:
    chosen, regions = current_selection(), data.all_regions()
    if not chosen.comparison:
        draw_invitation(chosen, regions, [regions.resolve(code).region_code for code in settings().comparison_regions])
        return
    view = load_view(chosen)
    names = [region.short_name for region in view.pair]
    st.title(plain(_("Saling adopsi {host} dan {visitor}", host=names[0], visitor=names[1])), anchor=False)
    draw_setup(chosen, regions)
    draw_matrix(view)
    draw_entries(view)
    if not access.current_access().may_write:
        draw_read_only()
        return
    draw_stages(view, change_stage)
    codes = [region.region_code for region in view.pair]
    draw_form(view, {key: entry for key, entry in load_practices().items() if entry.origin in codes}, save)


def load_view(chosen: Selection) -> View:
    regions = data.all_regions().by_code
    codes = (chosen.region_code, chosen.comparison[0])
    known = data.load(comparisons.select_profiles, codes)
    return View(
        pair=(regions[codes[0]], regions[codes[1]]),
        entries=adoptions.read_adoptions(data.journal(), codes),
        series=dict(tuple(known.groupby(["indicator_id", "region_code"]))),
        catalogue=data.catalogue(),
        regions=regions,
        today=data.today(),
    )


def save(values: dict) -> None:
    """Freeze the result indicator of the adopter and keep the entry; asked again whether this visitor may."""
    if not access.current_access().may_write:
        draw_read_only()
        return
    known = data.load(comparisons.select_profiles, (values["origin"], values["adopter"]))
    own = known[(known["indicator_id"] == values["indicator_id"]) & (known["region_code"] == values["adopter"])]
    frozen = frozen_now(own, data.version())
    actor = access.current_access().actor
    adoptions.record_adoption(data.journal(), actor, **values, frozen=frozen, entered_on=data.today())
    st.rerun()


def change_stage(adoption_id: str, stage: adoptions.Stage) -> None:
    with error_boundary():
        if access.current_access().may_write:
            adoptions.set_stage(data.journal(), access.current_access().actor, adoption_id, stage)


page()
