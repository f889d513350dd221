"""What may be wrong with a file of targets, in both languages, each saying what to do."""

from __future__ import annotations

from collections.abc import Sequence

from data_access.catalog import Text


def empty() -> Text:
    return Text(id="berkas kosong; isi mulai baris di bawah judul kolom",
                en="the file is empty; fill it in below the column heads")  # fmt: skip


def no_column(column: str, columns: Sequence[str]) -> Text:
    listed = ", ".join(columns)
    return Text(id=f"kolom {column} tidak ada; pakai judul kolom dari templat: {listed}",
                en=f"there is no column {column}; use the column heads of the template: {listed}")  # fmt: skip


def unknown_region(given: str) -> Text:
    shown = _shown(given)
    return Text(
        id=f"daerah {shown} tidak dikenal; tulis kode BPS atau Kemendagri sebagai teks, misalnya 32.11",
        en=f"no region has the code {shown}; give the code of BPS or Kemendagri as text, such as 32.11",
    )


def unknown_indicator(given: str, near: Sequence[str]) -> Text:
    shown, listed = _shown(given), ", ".join(near)
    if not near:
        return Text(id=f"indikator {shown} tidak ada; kode yang sah ada di halaman Satu Data",
                    en=f"there is no indicator {shown}; valid codes stand on the page Satu Data")  # fmt: skip
    return Text(id=f"indikator {shown} tidak ada; mungkin maksudnya {listed}",
                en=f"there is no indicator {shown}; perhaps {listed}")  # fmt: skip


def no_year(given: str) -> Text:
    return Text(id=f"{_shown(given)} bukan tahun; tulis empat angka, misalnya 2029",
                en=f"{_shown(given)} is no year; give four digits, such as 2029")  # fmt: skip


def no_period(given: str) -> Text:
    return Text(
        id=f"{_shown(given)} bukan periode; tulis 2029, atau bulan terakhir periode itu, misalnya 2029-06",
        en=f"{_shown(given)} is no period; give 2029, or the last month of the period, such as 2029-06",
    )


def no_number(given: str, is_grouped: bool) -> Text:
    shown = _shown(given)
    if is_grouped:
        bare, fraction = given.replace(".", ""), given.replace(".", ",")
        return Text(id=f"{shown} dapat berarti dua hal; tulis {bare} atau {fraction}",
                    en=f"{shown} can mean two things; write {bare} or {fraction}")  # fmt: skip
    return Text(
        id=f"{shown} bukan angka; tulis angka saja tanpa satuan dan tanpa tanda ribuan, misalnya 6,1",
        en=f"{shown} is no number; give the number alone, without unit or thousands marks, such as 6.1",
    )


def beyond_hundred(given: str) -> Text:
    return Text(id=f"{_shown(given)} melebihi 100 persen; periksa satuannya di halaman Satu Data",
                en=f"{_shown(given)} is beyond 100 percent; look up the unit on the page Satu Data")  # fmt: skip


def unknown_status(given: str, known: Sequence[str]) -> Text:
    listed = ", ".join(known)
    return Text(id=f"asal {_shown(given)} tidak dikenal; pilih salah satu: {listed}",
                en=f"origin {_shown(given)} is unknown; choose one of: {listed}")  # fmt: skip


def no_source() -> Text:
    return Text(
        id="sumber kosong; tulis dokumennya, misalnya RPJMD 2025–2029, Perda 2/2025, tabel 4.1",
        en="the source is empty; name the document, such as RPJMD 2025–2029, Perda 2/2025, table 4.1",
    )


def no_address() -> Text:
    return Text(id="bukan alamat; tulis lengkap mulai https://, atau kosongkan",
                en="no address; give it in full from https:// on, or leave it empty")  # fmt: skip


def too_long(most: int) -> Text:
    return Text(id=f"lebih dari {most} huruf; persingkat", en=f"more than {most} letters; shorten it")


def twice(line: int) -> Text:
    return Text(id=f"daerah, indikator, dan periode yang sama sudah ada di baris {line}; sisakan satu",
                en=f"the same region, indicator and period stand in line {line}; keep one")  # fmt: skip


def too_large(megabytes: int) -> Text:
    return Text(id=f"berkas lebih dari {megabytes} MB; apakah berkasnya benar?",
                en=f"the file has more than {megabytes} MB; is it the right one?")  # fmt: skip


def too_many_lines(most: int) -> Text:
    return Text(id=f"lebih dari {most} baris; pecah berkasnya", en=f"more than {most} lines; split the file")


def no_utf8(line: int) -> Text:
    return Text(id=f"baris {line} bukan teks UTF-8; simpan sebagai CSV UTF-8",
                en=f"line {line} is not UTF-8 text; save it as CSV UTF-8")  # fmt: skip


def broken_csv(line: int) -> Text:
    return Text(id=f"tanda kutip di sekitar baris {line} tidak berpasangan; perbaiki atau simpan ulang sebagai CSV",
                en=f"a quote near line {line} has no partner; correct it, or save the file as CSV again")  # fmt: skip


def no_xlsx() -> Text:
    return Text(id="berkas ini tidak dapat dibuka sebagai XLSX; simpan ulang dari aplikasi lembar kerja",
                en="the file cannot be opened as XLSX; save it again from a spreadsheet program")  # fmt: skip


def _shown(text: str) -> str:
    """Foreign text, short and on one line."""
    line = "".join(letter if letter.isprintable() else "�" for letter in text)
    return f"“{line if len(line) <= 40 else line[:39] + '…'}”"
