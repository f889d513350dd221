"""The board: one line for each target, realisasi beside target, achievement, state and the pace still needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components import formats
from components.i18n import _, current
from components.labels import in_language, status_label
from components.targets.words import SHAPES, required_in_words, state_label
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
        """The target of the figure's own period, else the next one after it, else the last."""
        period = self.standing.period
        if period is None:
            return self.targets[-1]
        due = [row for row in self.targets if row.period >= period]
        return due[0] if due else self.targets[-1]

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
