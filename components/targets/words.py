"""The words of targets: states, the rule that gives them, formulas, classes of achievement."""

from __future__ import annotations

from typing import Literal

from components import formats
from components.board.models import State as BoardState
from components.i18n import _, current
from data_access.achievement import AchievementScale
from data_access.catalog import Indicator, Unit
from data_access.derive.targets import PACE_YEARS, State, TargetStanding

SHAPES: dict[State, str] = {"met": "▲", "on_path": "●", "push": "◆", "away": "▼", "unknown": "○"}
BOARD_STATES: dict[State, BoardState] = {
    "met": "achieved", "on_path": "on_track", "push": "push", "away": "away", "unknown": "unknown",
}  # fmt: skip
BADGES: dict[State, Literal["green", "blue", "orange", "red", "gray"]] = {
    "met": "green", "on_path": "blue", "push": "orange", "away": "red", "unknown": "gray",
}  # fmt: skip


def state_label(state: State) -> str:
    return {
        "met": _("tercapai"),
        "on_path": _("sesuai jalur"),
        "push": _("perlu dorongan"),
        "away": _("menjauh"),
        "unknown": _("belum dapat dinilai"),
    }[state]


def state_rules() -> list[tuple[str, str]]:
    """The rule of the four states, in the order in which it is applied."""
    rules: list[tuple[State, str]] = [
        ("met", _("realisasi sudah menyamai atau melampaui target terakhir.")),
        (
            "on_path",
            _(
                "belum, tetapi tidak lebih buruk daripada jalur: garis lurus di antara target. Bila semua target "
                "masih di depan, laju {years} tahun terakhir cukup untuk mencapai target pertama tepat waktu.",
                years=formats.count(PACE_YEARS),
            ),
        ),
        ("push", _("lebih buruk daripada jalur; perubahan terakhir membaik, tetap, atau belum ada.")),
        ("away", _("lebih buruk daripada jalur, dan perubahan terakhir memburuk.")),
        ("unknown", _("tanpa realisasi pada masa target, tanpa laju, atau indikator tanpa arah baik dan buruk.")),
    ]
    return [(f"{SHAPES[state]} {state_label(state)}", text) for state, text in rules]


def formula_lines() -> list[tuple[str, str]]:
    """How achievement is computed, with its source."""
    return [
        (_("Makin tinggi makin baik"), _("realisasi ÷ target × 100")),
        (_("Makin rendah makin baik"), _("(2 × target − realisasi) ÷ target × 100")),
        (_("Sumber rumus"), _("LKjIP Kabupaten Maluku Tengah 2021; laporan kinerja menurut PermenPANRB 53/2014")),
        (_("Batas"), _("Tidak dibatasi 120 %. Tanpa target pada periode yang sama, atau target nol, tidak dihitung.")),
    ]


def scale_lines(scale: AchievementScale) -> list[tuple[str, str]]:
    """The classes of a scale from the top, then the rule they come from."""
    lines = []
    for item in scale.classes:
        is_lowest = item.at_least == float("-inf")
        limit = _("selebihnya") if is_lowest else _("paling sedikit {limit} %", limit=formats.number(item.at_least, 0))
        lines.append((item.name(current()), limit))
    return [*lines, (_("Aturan"), _("{name}, sejak {year}. {source}", name=scale.name(current()),
                                    year=scale.since, source=scale.source(current())))]  # fmt: skip


def required_in_words(standing: TargetStanding, entry: Indicator, unit: Unit) -> str:
    """What is still needed each year: +1,2 poin/tahun sampai 2029; empty when nothing is."""
    if standing.pace is None:
        return ""
    amount = pace_amount(standing.pace, entry, unit)
    return _("{amount}/tahun sampai {year}", amount=amount, year=formats.period(standing.goal_period, entry))


def pace_amount(pace: float, entry: Indicator, unit: Unit) -> str:
    """A yearly change with its sign; with more digits where the indicator's own would round it to nothing."""
    amount = formats.change(pace, unit, entry.decimals)
    if amount[0] in "+" + formats.MINUS:
        return amount
    return formats.change(pace, unit, max(entry.decimals, formats.decimals_of(round(pace, 6))))
