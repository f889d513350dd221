"""The words that the wall's script itself shows: controls, ages, and what it says when it is cut off."""

from __future__ import annotations

from components.i18n import _


def wall_words(place: str) -> dict[str, str]:
    return {
        "title": _("Layar {place}", place=place),
        "pause": _("Jeda"),
        "resume": _("Lanjut"),
        "next": _("Adegan berikutnya"),
        "previous": _("Adegan sebelumnya"),
        "leave": _("Ke Beranda"),
        "period": _("Periode peta"),
        "missing": _("belum tersedia"),
        "no_data": _("tanpa data"),
        "no_layer": _("Peta tidak dapat dimuat."),
        "loaded": _("dimuat"),
        "drawn": _("digambar"),
        "good": _("Data per"),
        "down": _("gudang data tidak terjangkau, angka tidak berubah"),
        "cut": _("server tidak terjangkau, angka tidak berubah"),
        "connected": _("Terhubung"),
        "empty": _("Belum ada adegan yang dapat ditampilkan untuk daerah ini"),
    }
