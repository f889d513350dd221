"""What the register says about a claim: the verdict, how it is recomputed, and what the figures give."""

from __future__ import annotations

import datetime as dt

from components import formats
from components.claims.evaluation import Evaluated, Reading
from components.i18n import _, current
from components.labels import BadgeColour
from data_access.catalog import Catalogue
from data_access.claims import Claim
from data_access.derive.claims import ClaimVerdict
from data_access.models import Region

ORDER: tuple[ClaimVerdict, ...] = ("supported", "partly", "unsupported", "not_comparable", "no_data")
ICONS = {
    "supported": ":material/check_circle:",
    "partly": ":material/contrast:",
    "unsupported": ":material/cancel:",
    "not_comparable": ":material/link_off:",
    "no_data": ":material/radio_button_unchecked:",
}
COLOURS: dict[str, BadgeColour] = {
    "supported": "green", "partly": "gray", "unsupported": "red", "not_comparable": "gray", "no_data": "gray",
}  # fmt: skip


def claim_label(verdict: ClaimVerdict) -> str:
    return {
        "supported": _("didukung"),
        "partly": _("sebagian"),
        "unsupported": _("tidak didukung"),
        "not_comparable": _("tidak sebanding"),
        "no_data": _("tidak ada data"),
    }[verdict]


def said_text(claim: Claim) -> str:
    """Who said it, when and where; what is not recorded is said."""
    when = claim.said_on
    day = (
        formats.date(when)
        if isinstance(when, dt.date)
        else formats.period(when)
        if when
        else _("tanggal belum tercatat")
    )
    where = claim.source or _("sumber tertulis belum tercatat")
    return f"{claim.said_by(current())}; {day}; {where}"


def rule_text(claim: Claim) -> str:
    """By which rule the claim is judged."""
    tolerance = formats.number(claim.tolerance, formats.decimals_of(claim.tolerance)) if claim.tolerance else ""
    if claim.rule == "change_pct":
        return _(
            "Perubahan dalam persen dari awal ke akhir; didukung bila selisihnya paling besar {tolerance} dari yang "
            "diklaim, sebagian bila ukuran lain berbeda atau angkanya poin.",
            tolerance=tolerance,
        )
    return {
        "change": _("Perubahan dari awal ke akhir; ditolak bila melintasi patahan seri."),
        "value": _("Nilai pada periode itu; sebagian bila ukuran lain untuk hal yang sama berbeda."),
        "definitions": _("Nilai menurut definisi yang disebut; tidak sebanding bila antardefinisi terpaut jauh."),
        "target_share": _("Realisasi dibagi target yang diterbitkan, dikali 100."),
        "trend": _("Didukung bila lebih dari separuh perubahan melampaui perubahan median sebaya; sebagian bila lebih "
                   "banyak yang membaik daripada memburuk."),
        "leads": _("Didukung bila unggul pada lebih dari separuh indikator sebanding; sebagian bila tidak lebih sering "
                   "tertinggal daripada unggul."),
        "none": _("Belum dapat dihitung: seri yang diperlukan belum dimuat."),
    }[claim.rule]  # fmt: skip


def found_text(found: Evaluated, catalogue: Catalogue, region: Region, other: Region | None, group: str) -> str:
    """What the figures give, in one or two sentences; empty where there is no series."""
    claim, counts = found.claim, found.counts
    if counts is not None and other is not None:
        if claim.rule == "trend":
            return _(
                "{region} {start} → {end}: {better} indikator membaik dan {worse} memburuk. Terhadap perubahan median "
                "{group}: {ahead} melampaui, {equal} setara, {behind} di bawah.",
                region=region.name,
                start=str(claim.start),
                end=str(claim.end),
                group=group,
                **{
                    name: formats.count(getattr(counts, name))
                    for name in ("better", "worse", "ahead", "equal", "behind")
                },
            )
        return _(
            "Dari {n} indikator yang sebanding, {region} unggul pada {ahead}, setara pada {equal}, dan tertinggal pada "
            "{behind} terhadap {other}.",
            n=formats.count(counts.n), region=region.name, other=other.name,
            **{name: formats.count(getattr(counts, name)) for name in ("ahead", "equal", "behind")},
        )  # fmt: skip
    if found.main is None:
        return ""
    parts = [_reading(found.main, claim, catalogue, found)]
    parts += [_reading(check, claim, catalogue, None) for check in found.checks]
    return " ".join(part for part in parts if part)


def _reading(reading: Reading, claim: Claim, catalogue: Catalogue, found: Evaluated | None) -> str:
    indicator = catalogue.indicator(reading.indicator_id)
    unit, name = catalogue.unit(indicator), indicator.name(current())
    change = reading.change
    if change is not None:
        return _change_text(reading, claim, catalogue)
    period = formats.period(reading.period, indicator) if reading.period else ""
    if reading.value is None:
        return _("{name} {period}: belum tersedia.", name=name, period=period)
    value = formats.value(reading.value, indicator, unit)
    if found is not None and found.target is not None:
        return _(
            "{name} {period}: {value}, target {target}, jadi {share} % target.",
            name=name, period=period, value=value, target=formats.value(found.target, indicator, unit),
            share=formats.number(found.computed, 1),
        )  # fmt: skip
    return f"{name} {period}: {value}."


def _change_text(reading: Reading, claim: Claim, catalogue: Catalogue) -> str:
    indicator, change = catalogue.indicator(reading.indicator_id), reading.change
    assert change is not None
    unit, name = catalogue.unit(indicator), indicator.name(current())
    values = [
        formats.missing() if value is None else formats.published(value, indicator)
        for value in (change.start, change.end)
    ]
    first, last = formats.period(claim.start, indicator), formats.period(claim.end, indicator)
    text = f"{name}: {values[0]} ({first}) → {values[1]} ({last})"
    if change.reason == "break":
        return _("{change}, melintasi patahan seri sehingga tidak dihitung.", change=text)
    if change.absolute is None:
        return f"{text}."
    points = formats.change(change.absolute, unit, indicator.decimals)
    if change.relative_pct is None:
        return f"{text}, {points}."
    return _("{change}, {points} atau {percent}.", change=text, points=points,
             percent=formats.percent_change(change.relative_pct))  # fmt: skip
