"""Meetings in the journal, the same on SQLite and on PostgreSQL: exact figures, order, audit, refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from hypothesis import given
from hypothesis import strategies as st

from data_access.errors import JournalError
from data_access.journal import Journal, open_journal
from data_access.meetings import (
    MAX_FIGURES,
    FrozenFigure,
    freeze_figures,
    read_decisions,
    read_views,
    record_decision,
    set_status,
)
from data_access.migrations.upgrade import migration_config
from data_access.persons import find_person

DAY = dt.date(2026, 11, 22)
FIGURE = FrozenFigure(
    "gdp_growth", "Laju pertumbuhan", "Growth", "persen", "percent", 4.05, "2024", "derived", "P", "1", 5.01, "2023",
    26, 27, "BPS", "Badan Pusat Statistik (BPS)", "Statistics Indonesia (BPS)",
)  # fmt: skip
GAP = replace(FIGURE, value=None, period=None, status=None, rank=None, n=None, source_title=None)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/journal.sqlite3"
    database: str = request.getfixturevalue("postgres_database")
    return database


@pytest.fixture
def journal(url: str) -> Iterator[Journal]:
    with closing(open_journal(url)) as opened:
        yield opened


def freeze(journal: Journal, region: str = "3211", day: dt.date = DAY, *figures: FrozenFigure) -> str:
    return freeze_figures(journal, "loopback", region, day, "Angka utama", "g1", figures or (FIGURE, GAP))


def test_a_journal_of_the_first_version_is_brought_up_with_its_content(url: str) -> None:
    with closing(open_journal(url)) as old:
        old.save_view("Pagi", "q=1")
        with old.engine.begin() as connection:
            command.downgrade(migration_config(connection), "0001")
            assert not sa.inspect(connection).has_table("decision")
    with closing(open_journal(url)) as opened:
        assert [view.name for view in opened.views()] == ["Pagi"]
        freeze(opened)
        with opened.engine.begin() as connection:
            command.downgrade(migration_config(connection), "base")
            command.upgrade(migration_config(connection), "head")
        assert read_views(opened, "3211", DAY) == []


def test_a_decision_keeps_the_exact_figures(journal: Journal) -> None:
    freeze_id = freeze(journal)
    decision_id = record_decision(journal, "loopback", freeze_id, " Tinjau sektor ", "Bapperida", DAY)
    (found,) = read_decisions(journal, "3211")
    assert (found.decision_id, found.text, found.office, found.due_on) == (
        decision_id,
        "Tinjau sektor",
        "Bapperida",
        DAY,
    )
    assert (found.status, found.is_finished) == ("planned", False)
    assert found.view.figures == (FIGURE, GAP)
    assert (found.view.generation_id, found.view.held_on, found.view.region_code) == ("g1", DAY, "3211")
    assert found.created_at.utcoffset() == dt.timedelta(0)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_comes_back(value: float) -> None:
    import json

    assert json.loads(json.dumps(value)) == value


def test_one_meeting_a_region_and_day(journal: Journal) -> None:
    first, second = freeze(journal), freeze(journal)
    freeze(journal, "3214")
    freeze(journal, "3211", DAY - dt.timedelta(days=1))
    assert [view.freeze_id for view in read_views(journal, "3211", DAY)] == [second, first]
    assert len({view.meeting_id for view in read_views(journal, "3211", DAY)}) == 1


def test_the_next_meeting_opens_on_the_unfinished(journal: Journal) -> None:
    freeze_id = freeze(journal)
    ids = {
        name: record_decision(journal, "loopback", freeze_id, name, "Bapperida", DAY + dt.timedelta(days=days))
        for name, days in (("a", 9), ("b", -3), ("c", 5), ("d", 1))
    }
    set_status(journal, "loopback", ids["c"], "done")
    set_status(journal, "loopback", ids["d"], "dropped")
    set_status(journal, "loopback", ids["a"], "running")
    found = read_decisions(journal, "3211")
    assert [item.text for item in found] == ["b", "a", "d", "c"]
    assert [item.days_late(DAY) for item in found] == [3, 0, 0, 0]
    assert read_decisions(journal, "3214") == []


def test_every_write_is_in_the_audit_log(journal: Journal) -> None:
    freeze_id = freeze(journal)
    decision_id = record_decision(journal, "loopback", freeze_id, "a", "Bapperida", DAY)
    set_status(journal, "signed-in:abc", decision_id, "done")
    set_status(journal, "signed-in:abc", decision_id, "done")  # no change, no entry
    entries = [(e.actor, e.action, e.subject, e.detail) for e in reversed(journal.entries())]
    assert entries == [
        ("loopback", "freeze_figures", freeze_id, {"region_code": "3211", "generation_id": "g1", "n_figures": 2}),
        ("loopback", "record_decision", decision_id, {"freeze_id": freeze_id, "due_on": "2026-11-22"}),
        ("signed-in:abc", "set_status", decision_id, {"from": "planned", "to": "done"}),
    ]


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        (lambda j, f: record_decision(j, "x", f, " ", "Dinas", DAY), "decision is empty"),
        (lambda j, f: record_decision(j, "x", f, "a", "", DAY), "office is empty"),
        (lambda j, f: record_decision(j, "x", "none", "a", "Dinas", DAY), "there are no frozen figures 'none'"),
        (lambda j, f: record_decision(j, "x", f, "a", "Bapak Asep", DAY), "office looks as if it named a person (title)"),
        (lambda j, f: record_decision(j, "x", f, "hubungi a@b.id", "Dinas", DAY), "decision looks as if it named a person (email)"),
        (lambda j, f: set_status(j, "x", "none", "done"), "there is no decision 'none'"),
        (lambda j, f: set_status(j, "x", "none", "late"), "status must be one of"),
        (lambda j, f: freeze_figures(j, "x", "3211", DAY, "t", "g", []), "a frozen view holds 1 to"),
        (lambda j, f: freeze_figures(j, "x", "3211", DAY, "t", "g", [FIGURE] * (MAX_FIGURES + 1)), "a frozen view holds 1 to"),
        (lambda j, f: freeze_figures(j, "x", "3211", DAY, "", "g", [FIGURE]), "title is empty"),
        (lambda j, f: freeze_figures(j, "x", "3211", DAY, "t", "g", [replace(FIGURE, value=float("nan"))]), "detail cannot be kept"),
    ],
)  # fmt: skip
def test_bad_input_leaves_nothing_behind(journal: Journal, bad, line: str) -> None:
    freeze_id = freeze(journal)
    before = len(journal.entries())
    with pytest.raises(JournalError) as caught:
        bad(journal, freeze_id)
    assert str(caught.value).startswith(line)
    assert read_decisions(journal, "3211") == [] and len(journal.entries()) == before


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Dinas Kesehatan", None),
        ("Dinas Koperasi, UKM, Perdagangan dan Perindustrian", None),
        ("Bapppppeda", None),
        ("RSUD dr. Soekardjo", None),
        ("Taman Hutan Raya Ir. H. Djuanda", None),
        ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", None),
        ("Rumah Sakit Ibu dan Anak", None),
        ("Kecamatan Jatinangor; Kepala Bidang IKP", None),
        ("PT BPR Sumedang", None),
        ("Dinas PUTR (SP2D 2026, Rp8.120.000.000.000)", None),
        ("Bapak Asep Suryana", "title"),
        ("Ibu Siti", "title"),
        ("Asep Suryana, S.E., M.Si.", "title"),
        ("Asep Suryana, SE", "title"),
        ("dr. Rina", "title"),
        ("Drs. H. Dadang", "title"),
        ("H. Dadang", "title"),
        ("Ir. Budi", "title"),
        ("197805122006041003", "number"),
        ("19780512 200604 1 003", "number"),
        ("NIP terlampir", "number"),
        ("3211010203040005", "number"),
        ("0812-3456-7890", "phone"),
        ("+62 812 3456 7890", "phone"),
        ("asep@sumedangkab.go.id", "email"),
    ],
)
def test_marks_of_a_person(text: str, mark: str | None) -> None:
    assert find_person(text) == mark
