"""The story as finished words and figures: what stage, slides, document and workbook have in common."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property

from data_access.tours import Kind


@dataclass(frozen=True)
class Place:
    code: str
    name: str  # Kabupaten Sumedang
    short: str  # Sumedang, unless a kota has the same name
    province: str  # empty for a province


@dataclass(frozen=True)
class Figure:
    """One published figure: `text` is how it is written, with `*` when provisional; `value` the same as a number."""

    indicator_id: str
    region_code: str
    period: str
    period_text: str
    value: float
    text: str
    decimals: int
    status: str
    source_id: str


@dataclass(frozen=True)
class FactRow:
    """A fact of both regions that is neither good nor bad. Figures without an indicator have an empty indicator_id."""

    name: str
    unit: str
    host: Figure | None
    visitor: Figure | None


@dataclass(frozen=True)
class LeadRow:
    """One indicator, judged from the visitor's side. Percentiles: 100 is the best of the peers."""

    indicator_id: str
    name: str
    note: str  # unit, period, direction
    host: Figure | None
    visitor: Figure | None
    host_place: float | None
    visitor_place: float | None
    verdict: str  # ahead, equal, behind, unknown
    verdict_text: str
    gap_text: str
    remedy: str  # what fills the gap where one side is missing
    since: str = ""
    gap_mad: float | None = None  # positive where the visitor is ahead


@dataclass(frozen=True)
class ChangeSide:
    """What happened in one region; `reason` says why nothing can be said."""

    start: Figure | None
    end: Figure | None
    ends_text: str
    change: float | None
    change_text: str
    direction: str  # better, worse, same, none
    direction_text: str
    trend: str  # ahead, equal, behind, unknown
    trend_text: str
    reason: str


@dataclass(frozen=True)
class ChangeRow:
    indicator_id: str
    name: str
    note: str
    host: ChangeSide
    visitor: ChangeSide
    median_text: str


@dataclass(frozen=True)
class PracticeRow:
    practice_id: str
    name: str
    record: str
    source: str
    url: str
    indicator_id: str
    indicator: str  # name, unit
    host: Figure | None
    host_before: Figure | None
    host_note: str
    visitor: Figure | None
    visitor_before: Figure | None
    visitor_note: str
    verdict: str  # supported, not_supported, partly, not_comparable, no_data
    verdict_text: str
    verdict_note: str
    claims: tuple[str, ...]
    step: str
    step_text: str
    readiness: str  # both, apart, lacking


@dataclass(frozen=True)
class StepRow:
    days: int
    days_text: str
    practice: str
    title: str
    text: str


@dataclass(frozen=True)
class DataRow:
    indicator_id: str
    name: str
    note: str
    figure: Figure | None
    state_text: str  # period, badge, publisher; or what is missing and who publishes it
    topic: str = ""


@dataclass(frozen=True)
class Chapter:
    """One stage. Only the rows that belong to its kind are filled."""

    kind: Kind
    number: int
    name: str
    title: str
    caption: str  # one line under the title, on the stage
    lede: str  # the same at length, for notes and documents
    foot: str  # publishers and the frozen date
    missing: str  # what is said where there are no rows
    notes: tuple[str, ...]  # what to say and to ask
    spoken: tuple[str, ...]  # every figure with unit, period, badge and publisher
    agenda: tuple[str, ...] = ()
    facts: tuple[FactRow, ...] = ()
    leads: tuple[LeadRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    practices: tuple[PracticeRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    data: tuple[DataRow, ...] = ()

    def figures(self) -> list[Figure | None]:
        """Every figure of the chapter in reading order; some may stand twice."""
        both: tuple[FactRow | LeadRow | PracticeRow, ...] = (*self.facts, *self.leads, *self.practices)
        pairs = [figure for row in both for figure in (row.host, row.visitor)]
        before = [figure for row in self.practices for figure in (row.host_before, row.visitor_before)]
        sides = [side for row in self.changes for side in (row.host, row.visitor)]
        ends = [figure for side in sides for figure in (side.start, side.end)]
        return [*pairs, *before, *ends, *(row.figure for row in self.data)]

    @property
    def has_rows(self) -> bool:
        return bool(
            self.facts or self.leads or self.changes or self.practices or self.steps or self.data or self.agenda
        )


@dataclass(frozen=True)
class Passport:
    """An indicator's passport as lines, with an id and a hash over its lines and its figures in this story (N19)."""

    passport_id: str
    indicator_id: str
    name: str
    lines: tuple[tuple[str, str], ...]
    digest: str


@dataclass(frozen=True)
class Story:
    host: Place
    visitor: Place
    language: str
    frozen_on: str  # a day in words
    frozen_day: str  # 20261122
    generation: str
    group: str  # the peers: 27 kab/kota Jawa Barat
    rule: str
    boundaries: str
    chapters: tuple[Chapter, ...]
    profile: tuple[DataRow, ...]  # everything the visitor has, by topic
    passports: tuple[Passport, ...]

    @property
    def story_id(self) -> str:
        """Visitor, host and day: 3214-3211-20261122."""
        return f"{self.visitor.code}-{self.host.code}-{self.frozen_day}"

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over every word and figure of the story; the same in every file of a pack."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def chapter(self, kind: Kind) -> Chapter | None:
        return next((chapter for chapter in self.chapters if chapter.kind == kind), None)

    def figures(self) -> list[Figure]:
        """Every figure of the story, once, in the order of the chapters."""
        found: dict[tuple[str, str, str], Figure] = {}
        for chapter in self.chapters:
            for figure in chapter.figures():
                if figure is not None and figure.indicator_id:
                    found.setdefault((figure.indicator_id, figure.region_code, figure.period), figure)
        return list(found.values())
