"""Words for codes: states, badges, polarity, levels; and the short facts that a figure always carries."""

from __future__ import annotations

from typing import Literal

from components.i18n import _, current
from data_access.catalog import Indicator
from data_access.models import Level, Region, Status


def status_label(status: str) -> str:
    """The badge of a figure."""
    return {
        Status.OFFICIAL: _("resmi"),
        Status.DERIVED: _("olahan"),
        Status.QUOTED: _("kutipan pers"),
        Status.PROJECTION: _("proyeksi"),
        Status.ESTIMATE: _("perkiraan"),
        Status.SELF_REPORTED: _("dilaporkan sendiri"),
    }[Status(status)]


def status_meaning(status: str) -> str:
    """What the badge says about the figure."""
    return {
        Status.OFFICIAL: _("statistik atau hitungan register yang diterbitkan instansi resmi"),
        Status.DERIVED: _("dihitung dari angka resmi; rumusnya ada pada sumber"),
        Status.QUOTED: _("angka resmi sebagaimana dikutip pers atau portal; daerah dan tahunnya terserak"),
        Status.PROJECTION: _("proyeksi penerbit, bukan cacahan; tidak pernah diperingkat"),
        Status.ESTIMATE: _("survei asosiasi atau pernyataan tanpa metode; tidak pernah diperingkat"),
        Status.SELF_REPORTED: _("diisi sendiri oleh yang dilaporkan, tidak diaudit"),
    }[Status(status)]


def obs_status_label(code: str) -> str:
    """The SDMX observation status in words; empty for a normal value."""
    return {"P": _("angka sementara"), "E": _("angka perkiraan"), "M": _("nilai hilang")}.get(code, "")


def settlement_rule(rule: str) -> str:
    """Why one of two figures for the same key was kept; other rules stay as the compiler wrote them."""
    return {
        "more_digits": _("angka yang sama, lebih banyak digit"),
        "later_edition": _("terbitan yang lebih baru"),
        "nearer_batch": _("kumpulan yang dibuat untuk daerah itu"),
    }.get(rule, rule)


VERDICT_ICONS = {
    "ahead": ":material/arrow_drop_up:",
    "equal": ":material/equal:",
    "behind": ":material/arrow_drop_down:",
    "unknown": ":material/radio_button_unchecked:",
}
BadgeColour = Literal["green", "gray", "red"]
VERDICT_COLOURS: dict[str, BadgeColour] = {"ahead": "green", "equal": "gray", "behind": "red", "unknown": "gray"}


def verdict_label(verdict: str) -> str:
    return {
        "ahead": _("unggul"),
        "equal": _("setara"),
        "behind": _("tertinggal"),
        "unknown": _("tidak dinilai"),
    }[verdict]


def polarity_label(indicator: Indicator) -> str:
    return {
        "higher_is_better": _("makin tinggi makin baik"),
        "lower_is_better": _("makin rendah makin baik"),
        "neutral": _("netral, tanpa arah baik atau buruk"),
    }[indicator.polarity]


def frequency_label(indicator: Indicator) -> str:
    return {
        "annual": _("tahunan"),
        "semiannual": _("semesteran"),
        "quarterly": _("triwulanan"),
        "monthly": _("bulanan"),
        "irregular": _("tidak berkala"),
    }[indicator.frequency]


def reliability_label(indicator: Indicator) -> str:
    return {
        "high": _("keandalan tinggi"),
        "medium": _("keandalan sedang"),
        "low": _("keandalan rendah"),
    }[indicator.reliability]


def region_option(region: Region, province: Region | None) -> str:
    """A region in a list to choose from: name first, province after it."""
    if region.level is Level.REGENCY and province is not None:
        return f"{region.name} · {province.short_name}"
    return region.name


def in_language(record: object, field: str) -> str:
    """`name_id` or `name_en` of a row, by the language of the run."""
    return str(getattr(record, f"{field}_{'en' if current() == 'en' else 'id'}"))
