"""What the audit found over the loaded series, as questions to whoever supplied the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import formats
from components.i18n import _, current
from components.notices import plain
from components.panel import Tools, draw_table, panel
from data_access.catalog import Catalogue
from data_access.derive.audit import Finding, Rule
from data_access.regions import Regions

N_SHOWN = 12
ORDER: tuple[Rule, ...] = ("formula", "denominator", "total", "zero", "copied")


def rule_label(rule: str) -> str:
    return {
        "formula": _("rumus tidak cocok"),
        "denominator": _("penyebut keliru"),
        "total": _("jumlah tidak cocok"),
        "zero": _("nol, mungkin kosong"),
        "copied": _("sama persis dengan sebelumnya"),
    }[rule]


def draw_findings_panel(findings: Sequence[Finding], catalogue: Catalogue, regions: Regions, address: str) -> None:
    """The first findings of each rule; all of them in the files."""
    ordered = sorted(findings, key=lambda one: (ORDER.index(one.rule), one.indicator_id, one.region_code, one.period))
    table = findings_table(ordered, catalogue, regions)
    rule = _(
        "Rumus dijalankan atas bagian-bagiannya lalu dibandingkan dengan angka terbitan; nilai yang sama persis "
        "ditanyakan hanya bila paling sedikit 80 % sebayanya bergerak."
    )
    info = {"source": _("Dihitung Suluh atas angka yang dimuat"), "address": address, _("Aturan"): rule}
    with panel(
        "findings",
        _("Angka yang perlu ditanyakan"),
        _("{n} temuan; pertanyaan kepada penerbit, bukan koreksi. Angkanya tetap seperti diterbitkan.",
          n=formats.count(len(ordered))),
        lambda: Tools(table, findings_figures(ordered, regions), info, "suluh-temuan", address, None,
                      [(_("Aturan"), rule)], [_("Terbitan"), _("Seharusnya")]),
    ):  # fmt: skip
        if not ordered:
            st.caption(_("Tidak ada temuan."))
            return
        counts = Counter(one.rule for one in ordered)
        lines = [f"{rule_label(key)} {formats.count(counts[key])}" for key in ORDER if counts[key]]
        st.markdown(plain("; ".join(lines)))
        draw_table(table.head(N_SHOWN), [_("Terbitan"), _("Seharusnya")], None, "findings_first")
        st.caption(plain(rule))


def findings_table(findings: Sequence[Finding], catalogue: Catalogue, regions: Regions) -> pd.DataFrame:
    rows = []
    for one in findings:
        indicator = catalogue.indicator(one.indicator_id)
        rows.append(
            {
                _("Temuan"): rule_label(one.rule),
                _("Indikator"): f"{indicator.name(current())}, {catalogue.unit(indicator).name(current())}",
                _("Daerah"): regions.by_code[one.region_code].name,
                _("Periode"): formats.period(one.period, indicator),
                _("Terbitan"): formats.published(one.value, indicator),
                _("Seharusnya"): "" if one.expected is None else formats.number(one.expected, indicator.decimals),
                _("Dasar"): _basis(one, catalogue),
            }
        )
    return pd.DataFrame(rows)


def findings_figures(findings: Sequence[Finding], regions: Regions) -> pd.DataFrame:
    """The same for files, numbers as numbers."""
    return pd.DataFrame(
        [
            {
                _("Temuan"): one.rule,
                _("Kode indikator"): one.indicator_id,
                _("Kode"): one.region_code,
                _("Daerah"): regions.by_code[one.region_code].name,
                _("Periode"): one.period,
                _("Terbitan"): one.value,
                _("Seharusnya"): one.expected,
                _("Dasar"): ", ".join(one.basis),
            }
            for one in findings
        ]
    )


def _basis(one: Finding, catalogue: Catalogue) -> str:
    """What the expectation rests on: the parts of a formula, the wrong denominator, the period before."""
    if one.rule == "copied":
        return _("sama dengan {period}", period=formats.period(one.basis[0]))
    if one.basis == ("regions",):
        return _("jumlah kab/kota di dalamnya")
    names = [catalogue.indicator(key).wall_name(current()) for key in one.basis]
    if one.rule == "denominator":
        return _("cocok dengan penyebut {name}", name=names[-1])
    return ", ".join(names)
