"""The head of a profile: who the region is, where it lies, and where it stands in one sentence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import formats, sentences
from components.board import draw_map
from components.board.models import MapView
from components.i18n import _, current
from components.labels import in_language, status_label
from components.maps.layers import districts_of, layer_for, layer_url
from components.maps.view import district_view, outline_view
from components.notices import plain
from components.panel import draw_facts, panel
from components.profile.tables import count_verdicts, coverage, judged_rule, publisher
from components.profile.view import ProfileView
from data_access.models import Level

AREA, POPULATION = "area_km2", "population_registered"


def draw_heading(view: ProfileView) -> None:
    """The name, and the finding over all indicators that may be judged."""
    with st.container(key="eyebrow"):
        st.markdown(plain(_("Profil daerah")))
    st.title(plain(finding(view)), anchor=False)
    with st.container(key="lede"):
        st.markdown(
            plain(
                _(
                    "Terhadap median {scope}, angka terbaru tiap indikator; {coverage}. {rule}",
                    scope=view.scope.label,
                    coverage=coverage(view.lines),
                    rule=judged_rule(),
                )
            )
        )
    with st.container(key="profile_hint"):
        st.caption(_("Cetak: Ctrl+P (atau ⌘+P), kertas A4; menu dan alat tidak ikut tercetak."))


def finding(view: ProfileView) -> str:
    """The official name, and how often it is ahead, equal and behind; the name alone where nothing is judged."""
    verdicts = count_verdicts(view.lines)
    if not verdicts:
        return view.region.name
    return _(
        "{region}: unggul di {ahead}, setara di {equal}, tertinggal di {behind}",
        region=view.region.name,
        ahead=formats.count(verdicts["ahead"]),
        equal=formats.count(verdicts["equal"]),
        behind=formats.count(verdicts["behind"]),
    )


def draw_identity(view: ProfileView) -> None:
    with panel("identity", _("Jati diri"), _("Kode, wilayah, dan kelompok")):
        draw_facts(identity_facts(view))


def identity_facts(view: ProfileView) -> list[tuple[str, str]]:
    """Codes of both issuers, level, parent, area, parts, groups, registered population."""
    region = view.region
    lines = [(_("Nama resmi"), region.name), (_("Kode BPS"), region.region_code)]
    if region.region_code_bps_2023 not in ("", region.region_code):
        lines.append((_("Kode BPS sejak 2023"), region.region_code_bps_2023))
    lines += [
        (_("Kode Kemendagri"), region.region_code_kemendagri),
        (_("Tingkat"), _level(view)),
        (_("Luas wilayah"), _figure(view, AREA)),
        (_("Banyaknya kecamatan"), formats.missing() if view.n_districts is None else formats.count(view.n_districts)),
        (_("Penduduk terdaftar"), _figure(view, POPULATION)),
        (_("Kelompok daerah"), _groups(view.groups)),
    ]
    if region.level is Level.PROVINCE:
        n = formats.count(len(view.regions.children(region.region_code)))
        lines.insert(-3, (_("Banyaknya kabupaten dan kota"), n))
    return lines


def draw_locator(view: ProfileView) -> None:
    """Where the region lies among its peers, and its own parts where outlines are held."""
    with panel("locator", _("Letak"), _("{region} di {place}", region=view.region.name, place=view.parent.name)):
        draw_map(_locator(view), key=f"profile-locator-{view.region.region_code}-{current()}")
        line = view.line(POPULATION)
        if line is not None:
            st.caption(
                plain(
                    _(
                        "Lingkaran: penduduk terdaftar {period}, {status}, {publisher}.",
                        period=formats.period(line.period, line.indicator),
                        status=status_label(line.status or ""),
                        publisher=publisher(line),
                    )
                )
            )
        st.caption(plain(_("Batas wilayah: BPS (2020) melalui OCHA/HDX COD-AB, CC BY 3.0 IGO; bukan rujukan resmi.")))


def draw_parts(view: ProfileView) -> None:
    """The parts of the region: regencies of a province, kecamatan of a regency; outlines only."""
    if view.region.level is Level.PROVINCE:
        scope = _("{n} kabupaten dan kota", n=formats.count(len(view.regions.children(view.region.region_code))))
        with panel("parts", _("Kabupaten dan kota"), scope):
            layer = layer_for(Level.REGENCY, view.region.region_code, view.regions)
            title = _("Kabupaten dan kota di {region}", region=view.region.name)
            drawn = outline_view(layer, view.region.region_code, title, width=560, height=360)
            draw_map(drawn, key=f"profile-parts-{view.region.region_code}-{current()}")
            st.caption(_("Klik atau Enter pada peta membuka profil kabupaten atau kota itu."))
        return
    with panel("parts", _("Kecamatan"), _("belum ada data kecamatan")):
        if districts_of(view.region) is None:
            st.caption(_("Batas kecamatan daerah ini belum dimuat; yang ada baru Jawa."))
            return
        draw_map(
            district_view(view.region, width=560, height=400),
            key=f"profile-parts-{view.region.region_code}-{current()}",
            missing=_("belum ada data kecamatan"),
        )


def _locator(view: ProfileView) -> MapView:
    """The peers with registered population as circles: a map that says where, and how large."""
    line = view.line(POPULATION)
    period = line.period if line is not None and line.period else ""
    present = view.population.dropna(subset=["value"])
    indicator = view.catalogue.indicator(POPULATION)
    return MapView(
        title=_("Letak {region} di {place}", region=view.region.name, place=view.parent.name),
        layer=layer_url(layer_for(view.region.level, view.scope.parent_code, view.regions)),
        parent=view.parent.region_code if view.region.level is Level.REGENCY else None,
        codes=list(present["region_code"]),
        values={period: list(present["value"].astype(float))} if period else {},
        periods=[period] if period else [],
        period_labels={period: formats.period(period, indicator)} if period else {},
        period=period,
        limits=[],
        class_labels=[],
        kind="count" if period else "rate",
        decimals=0,
        suffix="",
        ours=view.region.region_code,
        compared=[],
        width=560,
        height=360,
    )


def _level(view: ProfileView) -> str:
    if view.region.level is Level.PROVINCE:
        return _("Provinsi di Indonesia")
    kind = _("Kota") if view.region.type == "Kota" else _("Kabupaten")
    return _("{kind} di {province}", kind=kind, province=view.parent.name)


def _figure(view: ProfileView, indicator_id: str) -> str:
    """The figure with unit, period, badge and publisher; or the series that would fill it."""
    line = view.line(indicator_id)
    if line is None:
        gap = view.catalogue.indicator(indicator_id).gap(current())
        return _("belum tersedia. Yang akan melengkapi: {gap}", gap=gap)
    return _(
        "{figure}, {period} ({status}; {publisher})",
        figure=sentences.figure_in_words(line.indicator, line.unit, line.value),
        period=formats.period(line.period, line.indicator),
        status=status_label(line.status or ""),
        publisher=publisher(line),
    )


def _groups(groups: pd.DataFrame) -> str:
    names = [
        in_language(row, "name")
        if row.is_confirmed
        else _("{group} (belum dipastikan)", group=in_language(row, "name"))
        for row in groups.itertuples()
    ]
    return "; ".join(names) if names else _("belum ada kelompok yang tercatat")
