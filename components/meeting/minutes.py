"""The minutes: decisions with their frozen figures as plain records, for the workbook and for other documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components import exports, formats
from components.i18n import _, current
from components.meeting.figures import badges_of, name_of
from components.meeting.words import status_word
from data_access.meetings import Decision, FrozenView
from data_access.models import Region


@dataclass(frozen=True)
class Minutes:
    """Everything a document about meetings needs: nothing of it asks the warehouse again."""

    region: Region
    decisions: Sequence[Decision]
    views: Sequence[FrozenView]  # every frozen view that a decision rests on, or that was frozen today, each once
    written_on: dt.date
    zone: str

    @classmethod
    def of(
        cls, region: Region, decisions: Sequence[Decision], frozen: Sequence[FrozenView], day: dt.date, zone: str
    ) -> Minutes:
        views = {view.freeze_id: view for view in [*(item.view for item in decisions), *frozen]}
        return cls(region, decisions, sorted(views.values(), key=lambda view: view.frozen_at), day, zone)

    @property
    def file_stem(self) -> str:
        return f"suluh-rapat-{self.region.region_code}-{self.written_on.isoformat()}"


def decisions_frame(minutes: Minutes) -> pd.DataFrame:
    """A row for each decision; `Angka beku` is the key to the sheet of figures."""
    return pd.DataFrame(
        {
            _("Keputusan"): [item.text for item in minutes.decisions],
            _("Penanggung jawab"): [item.office for item in minutes.decisions],
            _("Tenggat"): [item.due_on.isoformat() for item in minutes.decisions],
            _("Keadaan"): [status_word(item.status) for item in minutes.decisions],
            _("Tanggal rapat"): [item.view.held_on.isoformat() for item in minutes.decisions],
            _("Pokok bahasan"): [item.view.title for item in minutes.decisions],
            _("Diperbarui"): [formats.moment(item.updated_at, minutes.zone) for item in minutes.decisions],
            _("Angka beku"): [item.view.freeze_id for item in minutes.decisions],
        }
    )


def figures_frame(minutes: Minutes) -> pd.DataFrame:
    """A row for each frozen figure, numbers as numbers, missing as empty."""
    pairs = [(view, figure) for view in minutes.views for figure in view.figures]
    is_english = current() == "en"
    return pd.DataFrame(
        {
            _("Angka beku"): [view.freeze_id for view, _figure in pairs],
            _("Pokok bahasan"): [view.title for view, _figure in pairs],
            _("Dibekukan pada"): [formats.moment(view.frozen_at, minutes.zone) for view, _figure in pairs],
            _("Generasi data"): [view.generation_id for view, _figure in pairs],
            _("Kode indikator"): [figure.indicator_id for _view, figure in pairs],
            _("Indikator"): [name_of(figure) for _view, figure in pairs],
            _("Nilai"): pd.Series([figure.value for _view, figure in pairs], dtype="float64"),
            _("Satuan"): [figure.unit_en if is_english else figure.unit_id for _view, figure in pairs],
            _("Periode"): [figure.period or "" for _view, figure in pairs],
            _("Peringkat"): pd.array([figure.rank for _view, figure in pairs], dtype="Int64"),
            _("Dari n"): pd.array([figure.n for _view, figure in pairs], dtype="Int64"),
            _("Asal angka"): [badges_of(figure) or formats.missing() for _view, figure in pairs],
            _("Versi seri"): [figure.series_version or "" for _view, figure in pairs],
            _("Sumber"): [figure.source_title or "" for _view, figure in pairs],
        }
    )


def minutes_workbook(minutes: Minutes, address: str) -> bytes:
    """Decisions, the figures they rest on, and where it comes from, as XLSX."""
    passport = {
        "address": address,
        _("Daerah"): minutes.region.name,
        _("Ditulis pada"): formats.date(minutes.written_on),
        _("Catatan"): _("Angka beku adalah angka pada saat dibekukan; angka yang lebih baru tidak mengubahnya."),
    }
    frames = {_("Keputusan"): decisions_frame(minutes), _("Angka"): figures_frame(minutes)}
    return exports.to_workbook(frames, passport, current())
