"""The words of a meeting: how far a decision is, what the access rule says, what a refused text is told."""

from __future__ import annotations

import datetime as dt

from components import formats
from components.i18n import _, n_
from data_access.meetings import Decision, Status
from data_access.persons import Mark

SHAPES: dict[Status, str] = {"planned": "○", "running": "◐", "done": "●", "dropped": "–"}


def status_word(status: Status) -> str:
    return {
        "planned": _("belum mulai"),
        "running": _("berjalan"),
        "done": _("selesai"),
        "dropped": _("dibatalkan"),
    }[status]


def due_in_words(decision: Decision, today: dt.date) -> str:
    """The due date, and how long it has passed or how long is left."""
    due = formats.date(decision.due_on)
    if decision.is_finished:
        return _("tenggat {due}", due=due)
    days = (decision.due_on - today).days
    if days < 0:
        return n_("tenggat {due}, lewat {n} hari", "tenggat {due}, lewat {n} hari", -days, due=due,
                  n=formats.count(-days))  # fmt: skip
    if days == 0:
        return _("tenggat hari ini, {due}", due=due)
    return n_("tenggat {due}, {n} hari lagi", "tenggat {due}, {n} hari lagi", days, due=due, n=formats.count(days))


def person_refused(mark: Mark) -> str:
    """Why a text was not taken, and what to write instead."""
    what = {
        "email": _("Ada alamat surel di dalamnya."),
        "number": _("Ada NIP, NIK, atau nomor induk di dalamnya."),
        "phone": _("Ada nomor telepon di dalamnya."),
        "title": _("Ada gelar atau sapaan orang di dalamnya."),
    }[mark]
    return _("{what} Tulis nama perangkat daerah atau jabatannya, bukan orangnya.", what=what)


def read_only_words() -> str:
    return _(
        "Hanya baca. Halaman ini menulis bila peramban berjalan di komputer peladen itu sendiri, atau bila Anda masuk "
        "dengan akun."
    )
