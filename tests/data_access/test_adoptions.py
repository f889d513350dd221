"""The register keeps what was agreed, with the figure of that day, in the journal of either engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from data_access.adoptions import FrozenValue, read_adoptions, record_adoption, set_stage
from data_access.errors import JournalError
from data_access.journal import Journal, open_journal

DAY = dt.date(2026, 11, 22)
FROZEN = FrozenValue(46.99, "2024", "1", "derived", "s203", "g1")
VALUES = {
    "practice": "Pendampingan desa", "origin": "3211", "adopter": "3214", "adaptation": "Mulai dari dua kecamatan",
    "office": "Dinas PMD", "due_on": dt.date(2027, 5, 22), "indicator_id": "villages_mandiri_share", "frozen": FROZEN,
    "entered_on": DAY,
}  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    url = f"sqlite:///{tmp_path}/journal.sqlite3"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_database")
    with closing(open_journal(url)) as opened:
        yield opened


def test_an_entry_comes_back_with_its_frozen_figure(journal: Journal) -> None:
    record_adoption(journal, "loopback", **VALUES)  # type: ignore[arg-type]
    (found,) = read_adoptions(journal, ("3211", "3214"))
    assert found.frozen == FROZEN
    assert (found.stage, found.origin, found.adopter, found.due_on) == ("known", "3211", "3214", VALUES["due_on"])
    assert [months for months, _ in found.follow_ups()] == [3, 6, 12]
    assert [entry.action for entry in journal.entries()] == ["record_adoption"]


def test_both_directions_and_only_the_pair(journal: Journal) -> None:
    record_adoption(journal, "loopback", **VALUES)  # type: ignore[arg-type]
    record_adoption(journal, "loopback", **VALUES | {"origin": "3214", "adopter": "3211"})  # type: ignore[arg-type]
    record_adoption(journal, "loopback", **VALUES | {"origin": "3578"})  # type: ignore[arg-type]
    assert len(read_adoptions(journal, ("3214", "3211"))) == 2
    assert len(read_adoptions(journal, ("3578",))) == 1
    assert len(read_adoptions(journal)) == 3


def test_a_stage_is_moved_once_and_told_in_the_audit_log(journal: Journal) -> None:
    key = record_adoption(journal, "loopback", **VALUES)  # type: ignore[arg-type]
    set_stage(journal, "loopback", key, "pilot")
    set_stage(journal, "loopback", key, "pilot")
    assert read_adoptions(journal)[0].stage == "pilot"
    entries = journal.entries()
    assert [entry.action for entry in entries] == ["set_adoption_stage", "record_adoption"]
    assert entries[0].detail == {"from": "known", "to": "pilot"}
    with pytest.raises(JournalError, match="stage"):
        set_stage(journal, "loopback", key, "famous")  # type: ignore[arg-type]
    with pytest.raises(JournalError, match="no adoption"):
        set_stage(journal, "loopback", "nothing", "pilot")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"office": "Bapak Budi Santoso"}, "office"),
        ({"office": "budi@example.go.id"}, "office"),
        ({"practice": "  "}, "practice"),
        ({"adopter": "3211"}, "same region"),
        ({"due_on": dt.date(2026, 1, 1)}, "due date"),
        ({"adaptation": "x" * 2000}, "adaptation"),
    ],
)
def test_what_is_refused(journal: Journal, change: dict, message: str) -> None:
    with pytest.raises(JournalError, match=message):
        record_adoption(journal, "loopback", **VALUES | change)  # type: ignore[arg-type]
    assert read_adoptions(journal) == [] and journal.entries() == []
