"""Rapat: figures are frozen, decisions kept with them, the next meeting opens on the unfinished, strangers only read."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pypdf
import pytest

from components import i18n
from components.access import Access
from components.documents.minutes import make_minutes
from components.meeting.minutes import Minutes, minutes_workbook
from data_access.errors import JournalError
from data_access.meetings import read_decisions, read_views, set_status
from pages import data
from tests import screen

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser is on this machine."""
    monkeypatch.setattr("components.access.current_access", lambda: Access(True, "loopback"))


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "today", lambda: DAY)


def decide(at, text: str, office: str):
    at.text_area[0].set_value(text)
    at.text_input[-1].set_value(office)
    return at.button(key="FormSubmitter:meeting_decision-Simpan keputusan").click().run()


def test_a_stranger_only_reads(app) -> None:
    at = app({"daerah": "3211"}, "meeting.py")
    assert not at.error and not at.exception
    assert "Hanya baca." in screen.words(at)
    assert not [b for b in at.button if b.key and b.key.startswith("meeting_")] and not at.text_area
    assert screen.title(at) == "Rapat Kabupaten Sumedang: tidak ada keputusan yang tertunda"


def test_figures_are_frozen_and_decided_on(app, writing) -> None:
    at = app({"daerah": "3211"}, "meeting.py")
    at.button(key="meeting_freeze").click().run()
    assert not at.error and not at.exception
    (view,) = read_views(data.journal(), "3211", DAY)
    assert view.generation_id == data.generation().generation_id and view.title == "Angka utama"
    growth = next(figure for figure in view.figures if figure.indicator_id == "gdp_growth")
    assert (growth.value, growth.period, growth.status, growth.obs_status) == (4.05, "2024", "derived", "P")
    assert (growth.rank, growth.n, growth.unit_id, growth.publisher_id) == (
        26,
        27,
        "persen",
        "Badan Pusat Statistik (BPS)",
    )
    rows = {row[0]: row for row in screen.table(at, "frozen")[1:]}
    assert rows["IDSD pilar 3: adopsi TIK, skor (0–5)"][1:3] == ["4,63", "2024"]
    assert rows["Laju pertumbuhan ekonomi tahunan"][1:5] == ["4,05 %", "2024", "26 dari 27", "olahan, angka sementara"]

    decide(at, "Tinjau lapangan usaha", "Bapak Asep, S.E.")
    assert "Ada gelar atau sapaan orang" in at.error[0].value and not read_decisions(data.journal(), "3211")
    decide(at, " ", "Bapperida")
    assert "Tulis keputusannya" in screen.unmarked(at.error[0].value)
    decide(at, "Tinjau lapangan usaha", "Bapperida")
    assert not at.error and not at.exception
    (kept,) = read_decisions(data.journal(), "3211")
    assert (kept.text, kept.office, kept.due_on, kept.view) == (
        "Tinjau lapangan usaha", "Bapperida", DAY + dt.timedelta(days=30), view
    )  # fmt: skip
    assert screen.title(at) == "1 keputusan belum selesai, semua masih dalam tenggat"
    assert at.text_area[0].value == ""
    shown = screen.panel(at, "unfinished")
    assert "Laju pertumbuhan ekonomi tahunan: 4,05 % (2024); sama sampai hari ini" in shown
    assert [entry.action for entry in data.journal().entries()] == ["record_decision", "freeze_figures"]


def test_the_next_meeting_opens_on_the_unfinished(app, writing, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app({"daerah": "3211"}, "meeting.py")
    at.button(key="meeting_freeze").click().run()
    decide(at, "Pertama", "Bapperida")
    decide(at, "Kedua", "Dinas Kesehatan")
    done = next(item for item in read_decisions(data.journal(), "3211") if item.text == "Kedua")
    set_status(data.journal(), "loopback", done.decision_id, "done")
    monkeypatch.setattr(data, "today", lambda: DAY + dt.timedelta(days=33))
    at = app({"daerah": "3211", "bahasa": "en"}, "meeting.py")
    assert screen.title(at) == "1 decision unfinished, 1 past its due date"
    shown = screen.panel(at, "unfinished")
    assert "Pertama" in shown and "3 days late" in shown and "Kedua" not in shown
    assert "Kedua" in screen.panel(at, "finished")
    elsewhere = app({"daerah": "3214"}, "meeting.py")
    assert "Pertama" not in screen.words(elsewhere)


def test_a_stranger_sees_decisions_and_cannot_change_them(app, writing, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app({"daerah": "3211"}, "meeting.py")
    at.button(key="meeting_freeze").click().run()
    decide(at, "Pertama", "Bapperida")
    monkeypatch.setattr("components.access.current_access", lambda: Access(False, ""))
    at = app({"daerah": "3211"}, "meeting.py")
    assert "Pertama" in screen.panel(at, "unfinished") and "Hanya baca." in screen.words(at)
    assert "berjalan" not in screen.panel(at, "unfinished")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_workbook_holds_decisions_and_figures(app, writing, language: str) -> None:
    at = app({"daerah": "3211"}, "meeting.py")
    at.button(key="meeting_freeze").click().run()
    decide(at, "=HYPERLINK(1)", "Bapperida")
    i18n.use(language)
    region = data.all_regions().by_code["3211"]
    minutes = Minutes.of(region, read_decisions(data.journal(), "3211"), read_views(data.journal(), "3211", DAY), DAY, "Asia/Jakarta")  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(minutes_workbook(minutes, "http://localhost/rapat")))
    decisions, figures, metadata = book.worksheets
    assert metadata.title == "Metadata"
    assert decisions["A2"].value == "'=HYPERLINK(1)" and decisions["B2"].value == "Bapperida"
    assert decisions["H2"].value == figures["A2"].value
    values = {row[4]: row[6] for row in figures.iter_rows(min_row=2, values_only=True)}
    assert values["gdp_growth"] == 4.05 and values["stunting_prevalence_survey"] == 14.4
    assert minutes.file_stem == "suluh-rapat-3211-2026-11-22"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("id", "4,05 %|26 dari 27|olahan, angka sementara"), ("en", "4.05 %|26 of 27|derived, provisional")],
)
def test_the_pdf_says_what_the_page_says(app, writing, language: str, expected: str) -> None:
    at = app({"daerah": "3211"}, "meeting.py")
    at.button(key="meeting_freeze").click().run()
    decide(at, "#panic() *Tinjau* $x$", "Bapperida")
    i18n.use(language)
    region = data.all_regions().by_code["3211"]
    minutes = Minutes.of(region, read_decisions(data.journal(), "3211"), read_views(data.journal(), "3211", DAY), DAY, "Asia/Jakarta")  # fmt: skip
    pages = pypdf.PdfReader(io.BytesIO(make_minutes(minutes, data.catalogue(), "http://localhost/rapat"))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "#panic() *Tinjau* $x$" in text and "Bapperida" in text and "http://localhost/rapat" in text
    assert all(words in text for words in expected.split("|"))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_gaps_are_frozen_as_gaps(app, writing, language: str) -> None:
    at = app({"daerah": "3211", "bahasa": language}, "meeting.py", "empty")
    assert not at.error and not at.exception
    at.button(key="meeting_freeze").click().run()
    (view,) = read_views(data.journal(), "3211", DAY)
    assert all(figure.value is None and figure.status is None for figure in view.figures)
    assert {"id": "belum tersedia", "en": "not available"}[language] in screen.panel(at, "frozen")


def test_with_the_warehouse_down_a_notice_is_shown(app) -> None:
    at = app({"daerah": "3211"}, "meeting.py", "down")
    assert at.error and not at.exception


def test_without_a_journal_a_notice_is_shown(app, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise JournalError("journal sqlite:///x could not be opened")

    monkeypatch.setattr(data, "journal", broken)
    at = app({"daerah": "3211"}, "meeting.py")
    assert "Jurnal tidak dapat dibaca atau ditulis" in screen.unmarked(at.error[0].value) and not at.exception
