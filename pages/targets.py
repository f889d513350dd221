"""Target: what a region promised beside what was reached, the pace still needed, and how targets are loaded."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import formats
from components.board import draw_bullets
from components.i18n import _, current, in_this_language, n_
from components.notices import plain, show_gap
from components.overview.tools import many_tools
from components.panel import Tools, draw_facts, draw_table, panel
from components.selection import current as current_selection
from components.targets.board import TargetLine, board_figures, board_table, bullet_rows
from components.targets.template import FILE_STEM, column_lines, template_csv, template_xlsx
from components.targets.words import formula_lines, scale_lines, state_rules
from data_access import peers
from data_access.achievement import families, load_scales, scale_for
from data_access.attention import statements
from data_access.derive.targets import stand_against_targets
from data_access.headlines import load_headlines
from data_access.loading.targets import ENDINGS, MAX_BYTES, read_target_file
from data_access.models import RANKED_STATUSES, Region
from data_access.regions import NATION
from data_access.settings import settings
from pages import data

FAMILY_KEY = "targets_family"


def page() -> None:
    chosen, regions = current_selection(), data.all_regions()
    region = regions.by_code[chosen.region_code]
    lines = load_lines(region, region)
    draw_heading(region, lines)
    family = choose_family()
    draw_board(region, lines, family)
    left, right = st.columns(2, gap="large")
    with left:
        draw_nation(region)
        draw_lacking(region, lines)
    with right:
        draw_rules(family)
    draw_template()


def load_lines(region: Region, owner: Region) -> list[TargetLine]:
    """The figures of a region beside the targets that were set for `owner`."""
    catalogue = data.catalogue()
    targets = data.load(statements.select_region_targets, owner.region_code)
    codes = tuple(sorted(code for code in set(targets["indicator_id"]) if code in catalogue.indicators))
    histories = data.load(peers.select_histories, codes, (region.region_code,))
    fair = histories[histories["status"].isin([status.value for status in RANKED_STATUSES])]
    lines = []
    for code in codes:
        entry, own = catalogue.indicator(code), targets[targets["indicator_id"] == code]
        standing = stand_against_targets(fair[fair["indicator_id"] == code], own, entry.polarity)
        lines.append(TargetLine(entry, catalogue.unit(entry), standing, list(own.itertuples())))
    return lines


def draw_heading(region: Region, lines: list[TargetLine]) -> None:
    with st.container(key="eyebrow"):
        st.markdown(f":blue[{plain(region.name)}] · {plain(_('target dan realisasi'))}")
    if not lines:
        st.title(plain(_("{region} belum punya target yang dimuat", region=region.name)), anchor=False)
        return
    reached = sum(line.standing.state == "met" for line in lines)
    behind = sum(line.standing.state in ("push", "away") for line in lines)
    st.title(
        plain(
            n_(
                "{region}: {n} indikator bertarget, {met} tercapai, {behind} di belakang jalur",
                "{region}: {n} indikator bertarget, {met} tercapai, {behind} di belakang jalur",
                len(lines),
                region=region.name,
                n=formats.count(len(lines)),
                met=formats.count(reached),
                behind=formats.count(behind),
            )
        ),
        anchor=False,
    )


def choose_family() -> str:
    """Which set of classes the achievement is named by; kept for this visit."""
    scales = load_scales()
    names = {family: scale_for(scales, family, data.today().year).name(current()) for family in families(scales)}
    return st.segmented_control(
        _("Sebutan kelas capaian"), list(names), format_func=names.__getitem__, required=True,
        default=next(iter(names)), key=FAMILY_KEY,
    )  # fmt: skip


def draw_board(region: Region, lines: list[TargetLine], family: str) -> None:
    scales = load_scales()

    def tools() -> Tools:
        table, figures = board_table(lines, scales, family), board_figures(lines, scales, family)
        sources = _("Sumber target: {names}.", names="; ".join(dict.fromkeys(
            str(row.source_title) for line in lines for row in line.targets)))  # fmt: skip
        entries = [line.indicator for line in lines]
        return many_tools("target", table, figures, entries, sources, current_selection(), settings().timezone)

    subtitle = _("hanya target yang diterbitkan atau dimuat sendiri; tidak ada yang dikarang")
    with panel("targets", _("Target dan realisasi"), subtitle, tools if lines else None):
        if not lines:
            show_gap(
                _("Belum ada target {region}.", region=region.name),
                _("Isi templat di bawah dari RPJMD atau IKU, lalu muat menurut petunjuknya."),
            )
            return
        draw_bullets(bullet_rows(lines), key="targets_bullets")
        draw_table(board_table(lines, scales, family), key="targets_rows")
        for note in dict.fromkeys(line.note for line in lines if line.note):
            st.caption(plain(note))


def draw_nation(region: Region) -> None:
    """Targets of the nation beside the figure of the region: shown, never judged."""
    with panel("nation", _("Target nasional sebagai rujukan"), _("bukan target daerah ini; tidak dinilai")):
        lines = load_lines(region, data.all_regions().by_code[NATION])
        if not lines:
            st.caption(plain(_("Tidak ada.")))
            return
        rows = [
            {
                _("Indikator"): line.indicator.name(current()),
                _("Angka daerah"): f"{formats.value(s.value, line.indicator, line.unit)} "
                f"({formats.period(s.period, line.indicator)})"
                if s.value is not None
                else formats.missing(),
                _("Target nasional"): f"{formats.value(s.goal, line.indicator, line.unit)} "
                f"({formats.period(s.goal_period, line.indicator)})",
                _("Sumber target"): line.shown_target.source_title,
            }
            for line in lines
            for s in [line.standing]
        ]
        draw_table(pd.DataFrame(rows))
        for note in dict.fromkeys(line.note for line in lines if line.note):
            st.caption(plain(note))


def draw_lacking(region: Region, lines: list[TargetLine]) -> None:
    """Headline indicators for which nobody has given a target."""
    known = {line.indicator.indicator_id for line in lines}
    lacking = [data.catalogue().indicator(code) for code in load_headlines().tiles if code not in known]
    with panel("lacking", _("Indikator utama tanpa target"), region.name):
        for entry in lacking:
            st.markdown(f"○ **{plain(entry.name(current()))}**: {plain(_('belum ada target'))}")
        if not lacking:
            st.caption(plain(_("Semua ada targetnya.")))


def draw_rules(family: str) -> None:
    with panel("rules", _("Cara membaca"), _("keadaan, capaian, dan kelasnya menurut aturan tertulis")):
        draw_facts([*state_rules(), *formula_lines()])
        scale = scale_for(load_scales(), family, data.today().year)
        st.markdown(f"**{plain(_('Kelas capaian menurut {name}', name=scale.name(current())))}**")
        draw_facts(scale_lines(scale))


def draw_template() -> None:
    regions, catalogue = data.all_regions(), data.catalogue()
    with panel("template", _("Memuat target sendiri"), _("templat, pemeriksaan, lalu pemuatan oleh pengelola")):
        left, right = st.columns(2, gap="large")
        with left:
            draw_facts(column_lines())
            with st.container(horizontal=True):
                st.download_button(
                    _("Templat XLSX"), in_this_language(lambda: template_xlsx(regions, catalogue)), f"{FILE_STEM}.xlsx",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", on_click="ignore",
                    icon=":material/download:", key="template_xlsx",
                )  # fmt: skip
                st.download_button(
                    _("Templat CSV"), in_this_language(template_csv), f"{FILE_STEM}.csv", "text/csv", on_click="ignore",
                    icon=":material/download:", key="template_csv",
                )  # fmt: skip
        with right:
            st.markdown(
                plain(_("Periksa berkas di sini; isinya hanya dibaca, tidak disimpan dan tidak dimuat."))
            )  # fmt: skip
            file = st.file_uploader(
                _("Berkas target (CSV atau XLSX)"),
                [ending.removeprefix(".") for ending in ENDINGS],
                key="target_file",
                max_upload_size=MAX_BYTES // 1024 // 1024,
            )
            if file is not None:
                draw_check(file.name, file.getvalue())
            st.caption(
                plain(
                    _(
                        "Pengelola menaruh berkas yang benar di folder {folder}, lalu membangun ulang gudang data. "
                        "Target dengan kunci yang sama menggantikan yang dikutip dari pers.",
                        folder=settings().targets_folder,
                    )
                )
            )


def draw_check(name: str, content: bytes) -> None:
    """What is wrong with a file, by line and column."""
    frame, problems = read_target_file(name, content, data.all_regions(), data.catalogue())
    if not problems:
        st.success(
            plain(
                n_(
                    "{n} target benar; tidak ada masalah.",
                    "{n} target benar; tidak ada masalah.",
                    len(frame),
                    n=formats.count(len(frame)),
                )
            )
        )
        return
    st.error(
        plain(
            n_(
                "{n} masalah; perbaiki, lalu periksa lagi.",
                "{n} masalah; perbaiki, lalu periksa lagi.",
                len(problems),
                n=formats.count(len(problems)),
            )
        )
    )
    draw_table(
        pd.DataFrame(
            {
                _("Baris"): [formats.count(item.line) for item in problems],
                _("Kolom"): [item.column for item in problems],
                _("Masalah dan cara memperbaikinya"): [item.text(current()) for item in problems],
            }
        )
    )


page()
