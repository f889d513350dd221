"""Words of the register."""

from __future__ import annotations

import datetime as dt

from components import formats
from components.comparison.change_tables import direction_label
from components.i18n import _
from data_access.adoptions import Adoption, Stage
from data_access.catalog import Indicator, Unit
from data_access.derive.followup import Movement


def stage_label(stage: Stage) -> str:
    return {
        "known": _("kenal"),
        "pilot": _("pilot"),
        "adopted": _("adopsi"),
        "institution": _("lembaga"),
        "stopped": _("dihentikan"),
    }[stage]


def frozen_text(entry: Adoption, indicator: Indicator) -> str:
    """The figure at entry, with its period."""
    if entry.frozen.value is None:
        return formats.missing()
    period = formats.period(entry.frozen.period, indicator)
    return f"{formats.published(entry.frozen.value, indicator)} ({period})"


def movement_text(moved: Movement, indicator: Indicator, unit: Unit) -> str:
    """What the result indicator did since entry, or why nothing can be said. No word about why."""
    if moved.reason == "no_start":
        return _("Tidak ada angka saat dicatat.")
    if moved.reason == "no_later":
        return _("Belum ada angka yang lebih baru.")
    if moved.reason == "break":
        return _("Deretnya berganti; tidak dibandingkan.")
    change = formats.change(moved.change, unit, indicator.decimals)
    word = direction_label(moved.direction)
    now = f"{formats.published(moved.end, indicator)} ({formats.period(moved.end_period, indicator)})"
    return ", ".join(filter(None, [f"{now}: {change}", word]))


def follow_up_text(entry: Adoption, today: dt.date) -> str:
    """Which follow-ups are past, and which comes next."""
    reached = [_("{n} bln", n=formats.count(months)) for months, day in entry.follow_ups() if day <= today]
    coming = [(months, day) for months, day in entry.follow_ups() if day > today]
    parts = [_("tercapai: {list}", list=", ".join(reached))] if reached else []
    if coming:
        months, day = coming[0]
        parts.append(_("berikutnya {n} bulan, {day}", n=formats.count(months), day=formats.date(day)))
    return "; ".join(parts)


def due_text(entry: Adoption, today: dt.date) -> str:
    """The due date, and how late it is while the adoption is not yet institutional."""
    late = (today - entry.due_on).days
    day = formats.date(entry.due_on)
    if late > 0 and entry.stage not in ("institution", "stopped"):
        return _("{day}, lewat {n} hari", day=day, n=formats.count(late))
    return day
