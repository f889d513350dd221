"""The minutes as a PDF: every decision with the figures it rests on, as they stood when they were frozen."""

from __future__ import annotations

from components import formats
from components.documents.typst import TEMPLATES, render_pdf
from components.i18n import _, current
from components.meeting.figures import badges_of, measure_of, value_of
from components.meeting.minutes import Minutes
from components.meeting.words import status_word
from data_access.catalog import Catalogue
from data_access.meetings import Decision, FrozenFigure, FrozenView


def make_minutes(minutes: Minutes, catalogue: Catalogue, address: str) -> bytes:
    """The PDF in the language of the run."""
    decided: dict[str, list[Decision]] = {}
    for decision in minutes.decisions:
        decided.setdefault(decision.view.freeze_id, []).append(decision)
    data: dict[str, object] = {
        "language": current(),
        "region": minutes.region.name,
        "written": formats.date(minutes.written_on),
        "address": address,
        "views": [_view(view, decided.get(view.freeze_id, []), minutes, catalogue) for view in minutes.views],
        "words": {
            "title": _("Risalah rapat {region}", region=minutes.region.name),
            "lede": _("Angka beku adalah angka pada saat dibekukan; angka yang lebih baru tidak mengubahnya."),
            "pages": _("halaman {page} dari {pages}"),
            "decision": _("Keputusan"),
            "office": _("Penanggung jawab"),
            "due": _("Tenggat"),
            "status": _("Keadaan"),
            "none": _("Belum ada keputusan atas angka ini."),
            "figures": [_("Indikator"), _("Nilai"), _("Periode"), _("Peringkat"), _("Asal angka"), _("Penerbit")],
        },
    }
    return render_pdf(TEMPLATES / "minutes.typ", data)


def _view(view: FrozenView, decisions: list[Decision], minutes: Minutes, catalogue: Catalogue) -> dict[str, object]:
    return {
        "title": view.title,
        "frozen": _(
            "Dibekukan {moment}; generasi data {generation}.",
            moment=formats.moment(view.frozen_at, minutes.zone),
            generation=view.generation_id,
        ),
        "decisions": [
            [item.text, item.office, formats.date(item.due_on), status_word(item.status)] for item in decisions
        ],
        "figures": [_row(figure, catalogue) for figure in view.figures],
    }


def _row(figure: FrozenFigure, catalogue: Catalogue) -> list[str]:
    entry = catalogue.indicators.get(figure.indicator_id)
    return [
        measure_of(figure, catalogue),
        value_of(figure, catalogue),
        formats.period(figure.period, entry) if figure.period else "",
        formats.rank(figure.rank, figure.n) if figure.rank and figure.n else "",
        badges_of(figure),
        (figure.publisher_en if current() == "en" else figure.publisher_id) or "",
    ]
