"""Findings in words: whole sentences with the figures in them, and no verb of cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from components import formats
from components.i18n import _, current, n_
from components.targets.words import pace_amount
from data_access.attention.models import Finding
from data_access.attention.rules import Outlier, Rule, Rules, SeriesBreak, Stale, TargetPath, Total, Worse
from data_access.catalog import Catalogue, Indicator, Unit
from data_access.models import Level
from data_access.regions import Regions

Shape = Literal["away", "push", "none", "check"]


@dataclass(frozen=True, slots=True)
class AttentionState:
    """The state of a finding: shape, and the word beside it. away ▼, push ◆, none ○, check ◇."""

    shape: Shape
    word: str


def state_of(finding: Finding) -> AttentionState:
    """Which shape and word a finding carries; colour follows the shape and never stands alone."""
    if finding.rule == "target_missed":
        is_away = finding.facts["state"] == "away"
        return AttentionState("away", _("Menjauh")) if is_away else AttentionState("push", _("Perlu dorongan"))
    return {
        "worse_twice": AttentionState("away", _("Memburuk")),
        "outlier": AttentionState("away", _("Tertinggal jauh")),
        "broken_total": AttentionState("check", _("Periksa angka")),
        "stale": AttentionState("none", _("Belum ada angka baru")),
        "series_break": AttentionState("check", _("Seri terputus")),
        "recompute": AttentionState("check", _("Periksa angka")),
    }[finding.rule]


def reason(finding: Finding, catalogue: Catalogue, regions: Regions) -> str:
    """What needs attention in one sentence without a full stop, in the language of the run."""
    entry = catalogue.indicator(finding.indicator_id)
    unit, facts = catalogue.unit(entry), finding.facts
    name, period = entry.wall_name(current()), formats.period(finding.period, entry)
    if finding.rule == "worse_twice":
        return _worse(name, facts["values"], entry, unit)  # type: ignore[arg-type]
    if finding.rule == "target_missed":
        return _target(name, period, facts, entry, unit)
    if finding.rule == "outlier":
        value, median = _figures([facts["value"], facts["median"]], entry, unit)
        words = {"name": name, "value": value, "median": median, "group": _group(facts, regions)}
        if _number(facts["value"]) > _number(facts["median"]):
            return _("{name} {value}, jauh di atas median {group} ({median})", **words)
        return _("{name} {value}, jauh di bawah median {group} ({median})", **words)
    if finding.rule == "broken_total":
        value, total = _figures([facts["value"], facts["sum"]], entry, unit)
        n = int(_number(facts["n"]))
        words = {"name": name, "period": period, "value": value, "sum": total, "n": formats.count(n)}
        if facts["parts"]:
            return _("{name} {period}: {value}, tetapi jumlah {n} bagiannya {sum}", **words)
        return _("{name} {period}: {value}, tetapi jumlah {n} daerah di dalamnya {sum}", **words)
    if finding.rule == "stale":
        missing = formats.period(str(facts["missing"]), entry)
        value = _figures([facts["value"]], entry, unit)[0]
        return _("{name} {missing} belum dimuat; terakhir {value} ({period})",
                 name=name, missing=missing, value=value, period=period)  # fmt: skip
    if finding.rule == "series_break":
        before = formats.period(str(facts["previous_period"]), entry)
        return _("{name} {period} tidak sebanding dengan {before}", name=name, period=period, before=before)
    value, computed = _figures([facts["value"], facts["computed"]], entry, unit)
    return _("{name} {period}: tertulis {value}, hasil hitung ulang {computed}",
             name=name, period=period, value=value, computed=computed)  # fmt: skip


def evidence(finding: Finding, catalogue: Catalogue, regions: Regions) -> str:
    """The figures a finding rests on, as sentences; empty where the reason holds them all."""
    entry = catalogue.indicator(finding.indicator_id)
    unit, facts = catalogue.unit(entry), finding.facts
    if finding.rule == "worse_twice":
        periods: Sequence[str] = facts["periods"]  # type: ignore[assignment]
        values = _figures(facts["values"], entry, unit)  # type: ignore[arg-type]
        return ", ".join(f"{v} ({formats.period(p, entry)})" for v, p in zip(values, periods, strict=True)) + "."
    if finding.rule == "target_missed":
        return _target_evidence(facts, entry, unit)
    if finding.rule == "outlier":
        return _("Skor z termodifikasi {score}.", score=formats.number(facts["score"], 1))
    if finding.rule == "broken_total":
        return _("Selisih {difference}.", difference=_figures([facts["difference"]], entry, unit, exact=True)[0])
    if finding.rule == "stale":
        n = int(_number(facts["peers"]))
        if n:
            return n_(
                "{n} daerah sebanding sudah punya angka lebih baru.",
                "{n} daerah sebanding sudah punya angka lebih baru.",
                n,
                n=formats.count(n),
            )
        return _("Ditunggu paling lambat {due}.", due=formats.date(_day(facts["due"])))
    if finding.rule == "series_break":
        return str(facts["reason_en" if current() == "en" else "reason_id"]).rstrip(".") + "."
    return str(facts.get("formula_en" if current() == "en" else "formula_id", ""))


def rule_name(rule_id: str) -> str:
    """The name of a rule, as the head of its findings."""
    return {
        "target_missed": _("Di belakang jalur target"),
        "worse_twice": _("Memburuk berturut-turut"),
        "outlier": _("Jauh dari daerah sebanding"),
        "broken_total": _("Jumlah tidak sama dengan bagiannya"),
        "stale": _("Angka baru yang ditunggu"),
        "series_break": _("Seri terputus"),
        "recompute": _("Tidak cocok dengan hitung ulang"),
    }[rule_id]


def rule_in_words(rule: Rule) -> str:
    """A rule with its thresholds, as it is printed."""
    if isinstance(rule, TargetPath):
        return _("Realisasi lebih buruk daripada jalur targetnya sendiri; angka paling tua {years} tahun.",
                 years=formats.count(rule.recent_years))  # fmt: skip
    if isinstance(rule, Worse):
        return _(
            "Memburuk pada {periods} periode terakhir berturut-turut tanpa periode yang terlewat dan tanpa patahan; "
            "seluruh perubahan paling sedikit {mad} MAD daerah sebanding, atau {percent} % bila kurang dari {n} daerah "
            "punya nilai; angka paling tua {years} tahun.",
            periods=formats.count(rule.periods), mad=_plain(rule.least_mad), percent=_plain(rule.least_percent),
            n=formats.count(rule.least_peers), years=formats.count(rule.recent_years),
        )  # fmt: skip
    if isinstance(rule, Outlier):
        return _(
            "Pada sisi yang lebih buruk, skor z termodifikasi (0,6745 × selisih dari median ÷ MAD; Iglewicz & Hoaglin "
            "1993) paling sedikit {z}, dengan paling sedikit {n} daerah sebanding; angka paling tua {years} tahun.",
            z=_plain(rule.modified_z), n=formats.count(rule.least_peers), years=formats.count(rule.recent_years),
        )  # fmt: skip
    if isinstance(rule, Total):
        return _(
            "Jumlah yang diterbitkan berbeda dari jumlah bagian-bagiannya lebih dari yang dapat dijelaskan pembulatan "
            "(setengah digit terakhir tiap angka; bilangan bulat harus sama persis); angka paling tua {years} tahun.",
            years=formats.count(rule.recent_years),
        )  # fmt: skip
    if isinstance(rule, Stale):
        delays = rule.delay_months
        return _(
            "Periode berikutnya seharusnya sudah terbit: akhir periode ditambah {annual} bulan untuk data tahunan, "
            "{semiannual} semesteran, {quarterly} triwulanan, {monthly} bulanan. Seri yang sudah ditutup penerbitnya "
            "dan data tidak berkala tidak dihitung.",
            annual=formats.count(delays["annual"]), semiannual=formats.count(delays["semiannual"]),
            quarterly=formats.count(delays["quarterly"]), monthly=formats.count(delays["monthly"]),
        )  # fmt: skip
    if isinstance(rule, SeriesBreak):
        return _("Angka terakhir memakai definisi baru; perubahan terhadap sebelumnya tidak dihitung.")
    return _("Rumus yang dihitung dari bagian-bagiannya memberi angka lain daripada yang tertulis; diperiksa saat data dimuat.")  # fmt: skip  # noqa: E501


def order_in_words(rules: Rules) -> str:
    """The rule by which findings are put in order."""
    names = [rule_name(rule_id) for rule_id in rules]
    return _(
        "Urutan: aturan bergiliran, yaitu {rules}. Di dalam satu aturan indikator utama lebih dulu, lalu yang paling "
        "jauh melewati ambang. Dalam satu putaran satu indikator disebut sekali.",
        rules=", ".join(name[:1].lower() + name[1:] for name in names),
    )


def _worse(name: str, values: Sequence[float], entry: Indicator, unit: Unit) -> str:
    figures = _figures(values, entry, unit)
    words = {"name": name, "times": _times(len(values) - 1), "value": figures[-1]}
    is_rise = values[-1] > values[0]
    if entry.frequency == "annual":
        if is_rise:
            return _("{name} naik {times} tahun berturut-turut, kini {value}", **words)
        return _("{name} turun {times} tahun berturut-turut, kini {value}", **words)
    if is_rise:
        return _("{name} naik {times} periode berturut-turut, kini {value}", **words)
    return _("{name} turun {times} periode berturut-turut, kini {value}", **words)


def _times(n: int) -> str:
    return {2: _("dua"), 3: _("tiga"), 4: _("empat"), 5: _("lima")}.get(n) or formats.count(n)


def _target(name: str, period: str, facts: dict[str, Any], entry: Indicator, unit: Unit) -> str:
    if facts["path"] is None:
        value, goal = _figures([facts["value"], facts["goal"]], entry, unit)
        return _(
            "{name} {value} ({period}); laju terakhir belum cukup untuk target {goal} pada {year}",
            name=name, value=value, period=period, goal=goal, year=formats.period(str(facts["goal_period"]), entry),
        )  # fmt: skip
    value, path = _figures([facts["value"], facts["path"]], entry, unit)
    words = {"name": name, "value": value, "period": period, "path": path}
    is_above = facts["value"] > facts["path"]
    if facts["target"] is not None:
        if is_above:
            return _("{name} {value} ({period}), di atas target {path}", **words)
        return _("{name} {value} ({period}), di bawah target {path}", **words)
    if is_above:
        return _("{name} {value} ({period}), di atas jalur target {path}", **words)
    return _("{name} {value} ({period}), di bawah jalur target {path}", **words)


def _target_evidence(facts: dict[str, Any], entry: Indicator, unit: Unit) -> str:
    parts = []
    if facts["achievement"] is not None:
        parts.append(_("Capaian {achievement} %.", achievement=formats.number(facts["achievement"], 1)))
    if facts["pace"] is not None:
        parts.append(pace_in_words(facts["pace"], str(facts["goal_period"]), entry, unit))
    parts.append(_("Target: {source}.", source=str(facts["source_title"]).rstrip(".")))
    return " ".join(parts)


def pace_in_words(pace: float, goal_period: str, entry: Indicator, unit: Unit) -> str:
    """What a target still asks for each year: Perlu +1,2 poin per tahun sampai 2029."""
    year = formats.period(goal_period, entry)
    return _("Perlu {amount} per tahun sampai {year}.", amount=pace_amount(pace, entry, unit), year=year)


def _group(facts: dict[str, object], regions: Regions) -> str:
    n = formats.count(facts["n"])
    if facts["level"] == Level.PROVINCE.value:
        return _("{n} provinsi", n=n)
    return _("{n} kab/kota {province}", n=n, province=regions.by_code[str(facts["parent_code"])].short_name)


def _figures(values: Sequence[object], entry: Indicator, unit: Unit, exact: bool = False) -> list[str]:
    """Values as the indicator prints them; with every digit where two that differ would read alike."""
    short = [formats.value(value, entry, unit) for value in values]
    if not exact and len(set(short)) == len({_number(value) for value in values}):
        return short
    return [f"{formats.published(value, entry)} {unit.name(current())}" for value in values]


def _number(value: object) -> float:
    return float(value)  # type: ignore[arg-type]


def _plain(value: float) -> str:
    return formats.number(value, formats.decimals_of(value))


def _day(text: object) -> dt.date:
    return dt.date.fromisoformat(str(text))
