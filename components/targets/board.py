"""The board: one line for each target, realisasi beside target, achievement, state and the pace still needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components import formats
from components.board.bullets import make_bullet
from components.board.models import BulletRow
from components.i18n import _, current
from components.labels import in_language, status_label
from components.targets.words import BOARD_STATES, SHAPES, required_in_words, state_label
from data_access.achievement import AchievementScale, scale_for
from data_access.catalog import Indicator, Unit
from data_access.derive.periods import year_of
from data_access.derive.targets import TargetStanding


@dataclass(frozen=True)
class TargetLine:
    """An indicator with its targets (rows of `target`, oldest first) and where its figure stands."""

    indicator: Indicator
    unit: Unit
    standing: TargetStanding
    targets: Sequence[Any]

    @property
    def shown_target(self) -> Any:
        """The row of the target that is due."""
        return next(row for row in self.targets if row.period == self.standing.due_period)

    @property
    def note(self) -> str:
        """The publisher's own remark, in the language of the run."""
        text = in_language(self.shown_target, "note")
        return "" if text in ("None", "nan") else text

    def achievement_class(self, scales: dict[str, AchievementScale], family: str) -> str:
        """The class of the achievement by the version of the rule that holds for the year; empty without one."""
        if self.standing.achievement is None or self.standing.period is None:
            return ""
        found = scale_for(scales, family, year_of(self.standing.period)).class_of(self.standing.achievement)
        return found.name(current()) if found else ""


def bullet_rows(lines: Sequence[TargetLine]) -> list[BulletRow]:
    """Each figure as a bar beside the target that is due; only where there is a figure."""
    rows = []
    for line in lines:
        s, entry, unit = line.standing, line.indicator, line.unit
        if s.value is None or s.period is None:
            continue
        label = _(
            "target {period}: {value}",
            period=formats.period(s.due_period, entry),
            value=formats.value(s.due, entry, unit),
        )
        written = f"{formats.value(s.value, entry, unit)} ({formats.period(s.period, entry)})"
        bullet = make_bullet(s.value, s.due, label, entry.polarity, year_of(s.period))
        name, state = entry.name(current()), BOARD_STATES[s.state]
        rows.append(BulletRow(entry.indicator_id, name, written, state, state_label(s.state), bullet))
    return rows


def board_table(lines: Sequence[TargetLine], scales: dict[str, AchievementScale], family: str) -> pd.DataFrame:
    """The board as written cells."""
    rows = []
    for line in lines:
        s, entry, target = line.standing, line.indicator, line.shown_target
        has_figure = s.value is not None and s.period is not None
        rows.append(
            {
                _("Indikator"): entry.name(current()),
                _("Keadaan"): f"{SHAPES[s.state]} {state_label(s.state)}",
                _("Realisasi"): f"{formats.value(s.value, entry, line.unit)} ({formats.period(s.period, entry)})"
                if has_figure
                else formats.missing(),
                _(
                    "Target"
                ): f"{formats.value(target.value, entry, line.unit)} ({formats.period(target.period, entry)})",
                _("Capaian"): f"{formats.number(s.achievement, 1)} %" if s.achievement is not None else "–",
                _("Kelas capaian"): line.achievement_class(scales, family) or "–",
                _("Masih perlu"): required_in_words(s, entry, line.unit) or "–",
                _("Sumber target"): f"{target.source_title} ({status_label(target.status)})",
            }
        )
    return pd.DataFrame(rows)


def board_figures(lines: Sequence[TargetLine], scales: dict[str, AchievementScale], family: str) -> pd.DataFrame:
    """The same for files, every target a row of its own, numbers as numbers."""
    rows = []
    for line in lines:
        s, entry = line.standing, line.indicator
        for target in line.targets:
            is_shown = target is line.shown_target
            rows.append(
                {
                    _("Kode indikator"): entry.indicator_id,
                    _("Indikator"): entry.name(current()),
                    _("Satuan"): line.unit.name(current()),
                    _("Periode target"): target.period,
                    _("Target"): float(target.value),
                    _("Periode realisasi"): s.period or "" if is_shown else "",
                    _("Realisasi"): s.value if is_shown else None,
                    _("Capaian (%)"): s.achievement if is_shown else None,
                    _("Kelas capaian"): line.achievement_class(scales, family) if is_shown else "",
                    _("Keadaan"): state_label(s.state) if is_shown else "",
                    _("Masih perlu per tahun"): s.pace if is_shown else None,
                    _("Asal target"): status_label(target.status),
                    _("Sumber target"): target.source_title,
                }
            )
    return pd.DataFrame(rows)
