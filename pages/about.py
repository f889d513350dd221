"""Tentang: how the figures are treated, who published them, under which licence, and what is not here."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import formats, notices
from components.i18n import _
from components.labels import in_language, status_label, status_meaning
from components.panel import draw_facts, draw_table, panel
from data_access import observations
from data_access.models import Level, Status
from data_access.regions import select_groups
from pages import data


def page() -> None:
    with st.container(key="eyebrow"):
        st.markdown(_("Tentang"))
    st.title(_("Suluh menunjukkan angka yang diterbitkan, dan mengatakan yang belum ada"), anchor=False)
    with st.container(key="lede"):
        st.markdown(_lede())
    left, right = st.columns(2, gap="large")
    with left:
        _method()
    with right:
        _badges()
    _publishers()
    left, right = st.columns(2, gap="large")
    with left:
        _limits()
    with right:
        _attributions()
        _groups()


def _lede() -> str:
    regions, generation = data.all_regions(), data.generation()
    return notices.plain(
        _(
            "{figures} angka dari {indicators} indikator untuk {regencies} kabupaten dan kota, {provinces} provinsi, "
            "dan Indonesia. Tidak ada angka yang dikarang atau ditambal, dan tidak ada data orang per orang.",
            figures=formats.count(generation.n_observations),
            indicators=formats.count(len(data.catalogue().indicators)),
            regencies=formats.count(len(regions.of_level(Level.REGENCY))),
            provinces=formats.count(len(regions.of_level(Level.PROVINCE))),
        )
    )


def _method() -> None:
    with panel("method", _("Cara kerja"), _("Aturan yang berlaku di semua layar")):
        draw_facts(
            [
                (
                    _("Peringkat"),
                    _(
                        "Dihitung antardaerah setingkat pada satu periode. Nilai sama, peringkat sama. Di bawah 10 "
                        "daerah tidak ada peringkat; proyeksi dan perkiraan tidak pernah diperingkat."
                    ),
                ),
                (
                    _("Setara"),
                    _(
                        "Selisih dari patokan yang berada dalam galat terbitan atau, bila tidak ada, dalam ½ MAD "
                        "kelompok (simpangan mutlak median)."
                    ),
                ),
                (
                    _("Perubahan"),
                    _("Hanya terhadap nilai sebelumnya dalam versi seri yang sama. Seri yang patah tidak disambung."),
                ),
                (_("Persen dan poin"), _("Perubahan suatu persentase ditulis dalam poin, bukan persen.")),
                (
                    _("Belum tersedia"),
                    _(
                        "Nilai yang tidak ada tertulis begitu, dihitung, dan tidak pernah menjadi nol. Nol yang "
                        "diterbitkan tetap nol."
                    ),
                ),
                (
                    _("Angka ganda"),
                    _(
                        "Bila dua salinan memberi nilai berbeda untuk kunci yang sama, satu dipilih menurut aturan "
                        "tertulis dan yang kalah didaftar di Satu Data."
                    ),
                ),
            ]
        )


def _badges() -> None:
    quality = data.load(observations.select_quality).groupby("status")["n"].sum()
    with panel("badges", _("Asal angka"), _("Lencana yang dibawa setiap angka, dan banyaknya")):
        draw_table(
            pd.DataFrame(
                {
                    _("Lencana"): [status_label(status) for status in Status],
                    _("Arti"): [status_meaning(status) for status in Status],
                    _("Angka"): [formats.count(quality.get(status.value, 0)) for status in Status],
                }
            )
        )


def _publishers() -> None:
    publishers = data.load(observations.select_publishers)
    with panel(
        "publishers",
        _("Penerbit dan lisensi"),
        _("{n} penerbit, menurut banyaknya angka", n=formats.count(len(publishers))),
    ):
        draw_table(
            pd.DataFrame(
                {
                    _("Penerbit"): [in_language(row, "name") for row in publishers.itertuples()],
                    _("Angka"): [formats.count(n) for n in publishers["n"]],
                    _("Lisensi"): [in_language(row, "licence") for row in publishers.itertuples()],
                    _("Cara menyebut sumber"): [
                        _("Sumber: {names}.", names=in_language(row, "name")) for row in publishers.itertuples()
                    ],
                }
            ),
            numbers=(_("Angka"),),
            key="publishers_rows",
        )


def _limits() -> None:
    with panel("limits", _("Batas"), _("Yang perlu diketahui sebelum mengutip")):
        draw_facts(
            [
                (
                    _("Salinan"),
                    _(
                        "Angka dibaca dari salinan publik terbitan resmi, bukan langsung dari situs penerbit. Asal "
                        "tiap angka tertulis di Satu Data."
                    ),
                ),
                (
                    _("Galat baku"),
                    _("Galat baku survei belum dimuat. Selisih beberapa poin antarkabupaten dapat berarti setara."),
                ),
                (
                    _("Kesenjangan digital"),
                    _(
                        "Pemakaian internet per kabupaten hanya ada untuk sebagian daerah. Yang tidak ada ditulis "
                        "belum tersedia, beserta seri yang akan melengkapinya."
                    ),
                ),
                (
                    _("UMKM"),
                    _("Jumlah UMKM proyeksi tumbuh sama di semua daerah, jadi tidak dapat membandingkan daerah."),
                ),
                (
                    _("Papua"),
                    _(
                        "Kode BPS sebelum pemekaran 2022 dipakai untuk menyambung data; kode baru dan kode Kemendagri "
                        "diterima dan diterjemahkan."
                    ),
                ),
            ]
        )


def _attributions() -> None:
    with panel("attributions", _("Penyebutan"), _("Diwajibkan oleh lisensi")):
        draw_facts(
            [
                (
                    _("Batas wilayah"),
                    _(
                        "BPS (2020) melalui OCHA/HDX COD-AB, CC BY 3.0 IGO; disederhanakan dan disesuaikan dengan kode "
                        "Kemendagri 2025. Bukan rujukan resmi batas daerah."
                    ),
                ),
                (
                    _("Kode, nama, luas"),
                    _(
                        "Kepmendagri 300.2.2-2430/2025; luas BIG Desember 2024; penduduk Dukcapil semester II 2024; "
                        "dibaca dari cahyadsn/wilayah (MIT)."
                    ),
                ),
                (_("Huruf"), _("Plus Jakarta Sans, SIL Open Font License 1.1.")),
                (_("Program"), _("Suluh, Apache License 2.0.")),
            ]
        )


def _groups() -> None:
    groups = data.load(select_groups)
    by_code = data.all_regions().by_code
    rows = []
    for _group, part in groups.groupby("group_id"):
        unsure = [by_code[code].chart_name for code in part.loc[~part["is_confirmed"].astype(bool), "region_code"]]
        rows.append(
            {
                _("Kelompok"): in_language(next(part.itertuples()), "name"),
                _("Anggota"): ", ".join(by_code[code].chart_name for code in part["region_code"]),
                _("Belum dipastikan"): formats.count(len(unsure)),
            }
        )
    with panel("groups", _("Kelompok daerah"), _("Keanggotaan adalah data bertanggal dan dapat diperbaiki")):
        draw_table(pd.DataFrame(rows))


page()
