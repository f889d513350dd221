"""Paket studi tiru: every file of one tour, for a phone."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests import screen

PAIR = {"daerah": "3211", "banding": "3214"}


def test_the_pack_offers_every_file(app: Callable[..., AppTest]) -> None:
    at = app(PAIR, "tour_pack.py")
    assert not at.error and not at.exception
    words = screen.words(at)
    for label in ("Seluruh paket (ZIP)", "Dokumen PDF A4", "Angka XLSX dengan metadata", "Perangkat replikasi (ZIP)"):
        assert label in words
    assert "3214-3211-" in words and "sha256" in words
