"""What frames the figures: the legal size classes, the location quotient with its template, and published shares."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import exports, formats
from components.clusters.facts import SHARES, Facts
from components.i18n import _, current
from components.labels import status_label
from components.notices import plain, show_gap
from components.panel import draw_table, panel
from data_access.models import Level

# PP 7/2021 article 35, in miliar rupiah: upper limits of micro, small, medium.
CAPITAL_LIMITS = (1, 5, 10)
SALES_LIMITS = (2, 15, 50)
TEMPLATE_COLUMNS = ("region_code", "kbli_code", "kbli_version", "year", "units", "workers")
FORMULA = r"LQ_{rk} = \frac{e_{rk} \,/\, e_{r}}{E_{k} \,/\, E}"


def draw_law_panel() -> None:
    """The limits of PP 7/2021, and what BPS counts instead."""
    with panel("law", _("Batas mikro, kecil, menengah"), _("PP 7/2021 pasal 35, rupiah")):
        names = (_("Mikro"), _("Kecil"), _("Menengah"))
        draw_table(
            pd.DataFrame(
                {
                    _("Ukuran usaha"): names,
                    _("Modal usaha, usaha baru"): _ranges(CAPITAL_LIMITS),
                    _("Penjualan setahun, usaha berjalan"): _ranges(SALES_LIMITS),
                }
            )
        )
        st.caption(
            plain(
                _(
                    "Modal tidak termasuk tanah dan bangunan tempat usaha. Pasal 36 membolehkan ukuran lain. Batas "
                    "UU 20/2008 lebih rendah: bagian tiap ukuran sebelum dan sesudah 2021 tidak sebanding. BPS memakai "
                    "jumlah tenaga kerja: industri mikro 1–4 orang, kecil 5–19 orang. Sumber: PP 7/2021; UU 20/2008; "
                    "BPS."
                )
            )
        )


def _ranges(limits: tuple[int, ...]) -> list[str]:
    low = [None, *limits[:-1]]
    return [
        _("paling banyak Rp{high} miliar", high=formats.count(high))
        if start is None
        else _("di atas Rp{low} sampai Rp{high} miliar", low=formats.count(start), high=formats.count(high))
        for start, high in zip(low, limits, strict=True)
    ]


def draw_quotient_panel(facts: Facts) -> None:
    """The formula, the data it needs, a template to fill, and the gap."""
    with panel("quotient", _("Di mana kita benar-benar khusus?"), _("Location quotient (LQ): rumus dan templat data")):
        show_gap(
            _("LQ belum dapat dihitung: tidak ada terbitan unit atau tenaga kerja per daerah, KBLI, dan tahun."),
            _(
                "Yang akan melengkapi: Sensus Ekonomi 2026 (BPS), rekap SIDT (Kementerian UMKM), atau NIB menurut KBLI "
                "(OSS), per kabupaten/kota."
            ),
        )
        st.latex(FORMULA)
        st.caption(
            plain(
                _(
                    "e = tenaga kerja atau unit usaha daerah r, E = provinsi, k = lapangan usaha KBLI. LQ di atas 1 "
                    "berarti bagian lapangan usaha itu lebih besar daripada di provinsi."
                )
            )
        )
        st.caption(
            plain(
                _(
                    "KBLI 2020 dan KBLI 2025 memakai huruf yang berbeda sejak kategori J: versinya wajib ditulis. Lima "
                    "bidang UMKM binaan di halaman ini bukan pengganti, sebab ditentukan kuota program."
                )
            )
        )
        _draw_template(facts)


def _draw_template(facts: Facts) -> None:
    empty, guide = template(facts.region.region_code)
    language = current()
    left, right = st.columns(2)
    left.download_button(
        _("Templat CSV"), lambda: exports.to_csv(empty, {}, language), file_name="suluh-templat-klaster.csv",
        mime="text/csv", key="template_csv", on_click="ignore", icon=":material/download:", width="stretch",
    )  # fmt: skip
    right.download_button(
        _("Templat XLSX"), lambda: exports.to_xlsx(empty.iloc[:0], guide, language),
        file_name="suluh-templat-klaster.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="template_xlsx", on_click="ignore", icon=":material/download:", width="stretch",
    )  # fmt: skip
    with st.expander(plain(_("Isi tiap kolom templat"))):
        draw_table(pd.DataFrame({_("Kolom"): list(guide), _("Petunjuk"): list(guide.values())}))


def template(region_code: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The empty table with one row of instructions, and the instructions by column (second sheet of the workbook)."""
    guide = {
        "region_code": _("kode BPS kabupaten/kota sebagai teks, misalnya {code}", code=region_code),
        "kbli_code": _("kode KBLI 5 digit sebagai teks, nol di depan dipertahankan"),
        "kbli_version": _("2020 atau 2025"),
        "year": _("tahun acuan, empat angka"),
        "units": _("jumlah unit usaha, bilangan bulat; kosong bila tidak ada data, jangan 0"),
        "workers": _("jumlah tenaga kerja, bilangan bulat; kosong bila tidak ada data, jangan 0"),
    }
    return pd.DataFrame([guide], columns=list(TEMPLATE_COLUMNS)), guide


def draw_shares_panel(facts: Facts, rows: pd.DataFrame) -> None:
    """`rows`: every published value of both shares, provinces and nation (indicator_id, region_code, period, …)."""
    entries = [facts.catalogue.indicator(code) for code in SHARES]
    tools = facts.tools("shares", rows, entries) if len(rows) else None
    with panel("shares", _("Bagian UMKM dalam ekonomi"), _("Terbit menurut provinsi, persen; tanpa peringkat"), tools):
        for entry in entries:
            own = rows[
                (rows["indicator_id"] == entry.indicator_id) & (rows["region_code"] == facts.province.region_code)
            ]
            if own.empty:
                show_gap(
                    _("{name}: {region} belum tersedia.", name=entry.name(current()), region=facts.province.name),
                    _("Yang akan melengkapi: {gap}", gap=entry.gap(current())),
                )
        if rows.empty:
            return
        by_code = {entry.indicator_id: entry for entry in entries}
        value = _("Nilai")
        draw_table(
            pd.DataFrame(
                {
                    _("Daerah"): [facts.name(code) for code in rows["region_code"]],
                    _("Ukuran"): [by_code[code].name(current()) for code in rows["indicator_id"]],
                    _("Periode"): [
                        formats.period(p, by_code[code])
                        for p, code in zip(rows["period"], rows["indicator_id"], strict=True)
                    ],
                    value: [
                        formats.value(v, by_code[code], facts.catalogue.unit(by_code[code]))
                        for v, code in zip(rows["value"], rows["indicator_id"], strict=True)
                    ],
                    _("Asal angka"): [status_label(status) for status in rows["status"]],
                }
            ),
            numbers=(value,), ours=facts.province.chart_name,
        )  # fmt: skip
        if not (rows["level"] == Level.NATION.value).any():
            st.caption(plain(_("Angka nasional: belum tersedia.")))
        st.caption(plain(facts.source_line(list(dict.fromkeys(rows["source_id"])))))
