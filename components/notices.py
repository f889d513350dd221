"""What is told beside the figures: notices about the address, problems with a reference number, honest gaps."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from components.i18n import _
from data_access.errors import (
    JournalError,
    QueryLimitError,
    SuluhError,
    WarehouseBusyError,
    WarehouseError,
    WarehouseMissingError,
    WarehouseUnfitError,
)

log = logging.getLogger("suluh")

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:])")


def plain(text: str) -> str:
    """Text that Markdown shows letter by letter: names from the warehouse pass through here."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def show_notices(texts: Sequence[str]) -> None:
    """What the address asked for and could not get."""
    for text in texts:
        st.warning(plain(text), icon=":material/info:")


def show_gap(text: str, remedy: str | None = None) -> None:
    """What is missing, and which series of which publisher would fill it."""
    st.info(plain(text) + (f"  \n{plain(remedy)}" if remedy else ""), icon=":material/radio_button_unchecked:")


def show_outage(since: str, moment: str) -> None:
    """The warehouse does not answer, and what it told last stands on the page."""
    text = _(
        "Gudang data tidak menjawab sejak {since}. Yang tampak adalah angka terakhir yang terbaca: data per {moment}. "
        "Halaman ini memeriksa lagi setiap kali dimuat.",
        since=since,
        moment=moment,
    )
    st.warning(plain(text), icon=":material/schedule:")


@contextmanager
def error_boundary(title: str | None = None) -> Iterator[None]:
    """Turns any error of the part inside into a notice with a reference number; the log has the rest.

    A `title` stands above the notice: for a part that is a whole page, which must not be left without one.
    """
    try:
        yield
    except Exception as error:
        reference = secrets.token_hex(4)
        log.exception("error %s", reference)
        if title is not None:
            st.title(plain(title), anchor=False)
        st.error(failure(error, reference), icon=":material/error:")


def failure(error: Exception, reference: str) -> str:
    """What a visitor is told about an error, with the number under which the log has the rest."""
    return f"{plain(_describe(error))}  \n{plain(_('Nomor acuan: {reference}', reference=reference))}"


def _describe(error: Exception) -> str:
    for kind, text in _texts():
        if isinstance(error, kind):
            return text()
    return _("Bagian ini gagal digambar. Muat ulang halaman; bila terulang, kirim nomor acuan kepada pengelola.")


def _texts() -> Sequence[tuple[type[Exception], Callable[[], str]]]:
    return (
        (QueryLimitError, lambda: _("Permintaan terlalu besar atau terlalu lama. Persempit pilihan, lalu coba lagi.")),
        (WarehouseBusyError, lambda: _("Gudang data sedang sibuk. Tunggu sebentar, lalu muat ulang halaman.")),
        (
            WarehouseMissingError,
            lambda: _(
                "Gudang data tidak dapat dihubungi. Angka belum dapat ditampilkan; coba lagi beberapa saat lagi."
            ),
        ),
        (
            WarehouseUnfitError,
            lambda: _("Gudang data rusak atau dari versi lain. Minta pengelola membangun ulang gudang data."),
        ),
        (
            JournalError,
            lambda: _("Jurnal tidak dapat dibaca atau ditulis. Coba lagi, atau minta pengelola memeriksanya."),
        ),
        (WarehouseError, lambda: _("Gudang data menolak permintaan ini. Coba lagi, atau pilih indikator lain.")),
        (SuluhError, lambda: _("Permintaan ini tidak dapat dipenuhi. Periksa pilihan, lalu coba lagi.")),
    )
