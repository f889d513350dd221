"""Who a region may learn from: its statistical neighbours explained, official frames, and role models among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components import formats
from components.charts.matrix import PartsRow, draw_parts
from components.charts.theme import CONFIG
from components.comparison.groups import frames_of, variable_label, weights_line
from components.i18n import _, current
from components.notices import plain, show_gap
from components.panel import Tools, draw_table, panel
from components.profile.view import ProfileView
from components.selection import choose
from data_access.catalog import Indicator
from data_access.derive.neighbours import N_NEIGHBOURS, VARIABLES, Neighbour, RoleModel, role_models
from data_access.models import Level

N_SHOWN = 10
FRAME_SHOWN = 12
DECIMALS = 3


def draw_peers_panel(view: ProfileView, neighbours: Sequence[Neighbour]) -> None:
    """The nearest regions of the nation, with the part each variable has in the distance."""
    with panel(
        "peers",
        _("Daerah mana yang paling serupa?"),
        _(
            "Jarak statistik di antara {n} kabupaten dan kota; makin kecil makin serupa, dan bagian-bagiannya "
            "berjumlah tepat",
            n=formats.count(len(view.regions.of_level(Level.REGENCY))),
        ),
        (lambda: _tools(view, neighbours)) if neighbours else None,
    ):
        if not neighbours:
            show_gap(
                _(
                    "{region} bukan kabupaten atau kota, atau angkanya belum cukup untuk mencari yang serupa.",
                    region=view.region.name,
                )
            )
            return
        shown = neighbours[:N_SHOWN]
        columns = [variable_label(variable.name) for variable in VARIABLES]
        chart = draw_parts([_row(view, one) for one in shown], columns, _("jarak"), _("belum ada"))
        twin = "; ".join(
            f"{view.regions.by_code[one.region_code].name} {formats.number(one.distance, DECIMALS)}" for one in shown
        )
        key = f"peers-{view.region.region_code}-{current()}"
        st.plotly_chart(chart, theme=None, config=CONFIG, key=key, alt=twin)
        nearest = view.regions.by_code[neighbours[0].region_code]
        if st.button(_("Bandingkan dengan {region}", region=nearest.name), key="profile_compare"):
            choose(comparison=(nearest.region_code,))
            st.switch_page("comparison.py")
        st.caption(plain(" ".join(_captions(view, neighbours))))


def draw_role_models_panel(
    view: ProfileView, neighbours: Sequence[Neighbour], histories: pd.DataFrame, indicators: Sequence[Indicator]
) -> None:
    """Per headline indicator, who of the neighbours stands highest since when, and who improved fastest."""
    with panel(
        "role_models",
        _("Dari siapa di antara yang serupa dapat belajar?"),
        _("{n} daerah paling serupa; tertinggi menurut arah baik, dan yang membaik paling cepat (tren Theil–Sen)",
          n=formats.count(len(neighbours))),
    ):  # fmt: skip
        rows = [_model_row(view, indicator, histories) for indicator in indicators]
        rows = [row for row in rows if row]
        if not rows:
            show_gap(_("Belum ada angka daerah serupa untuk indikator utama."))
            return
        draw_table(pd.DataFrame(rows), [view.region.chart_name])
        st.caption(
            plain(
                _(
                    "Sejak = periode sejak itu ia terus yang tertinggi di antara yang punya angka, atau awal tren. "
                    "Membaik paling cepat bukan bukti sebab; tanyakan apa yang dikerjakan."
                )
            )
        )


def neighbour_codes(neighbours: Sequence[Neighbour]) -> tuple[str, ...]:
    return tuple(sorted(one.region_code for one in neighbours))


def _row(view: ProfileView, one: Neighbour) -> PartsRow:
    region = view.regions.by_code[one.region_code]
    province = view.regions.province_of(region)
    parts: list[tuple[float, str] | None] = []
    for variable in VARIABLES:
        part = one.parts.get(variable.name)
        parts.append(None if part is None else (part, formats.number(part, DECIMALS)))
    return PartsRow(region.chart_name, province.short_name if province else "", parts,
                    formats.number(one.distance, DECIMALS))  # fmt: skip


def _captions(view: ProfileView, neighbours: Sequence[Neighbour]) -> list[str]:
    lines = [
        _("Bobot: {weights}. Tiap variabel dibakukan (penduduk, kepadatan, PDRB per kapita, dan luas setelah "
          "dilogaritmakan); jarak = rata-rata berbobot kuadrat selisih. Penduduk: Dukcapil; PDRB dan kemiskinan: BPS.",
          weights=weights_line())
    ]  # fmt: skip
    lacking = {name for one in neighbours for name in one.missing}
    if lacking:
        names = ", ".join(variable_label(name) for name in sorted(lacking))
        lines.append(
            _("Variabel yang belum tersedia ({names}) tidak diisi taksiran; bobot lainnya dinaikkan.", names=names)
        )
    for name, codes in frames_of(view.region, view.regions, view.groups_all):
        others = [code for code in codes if code != view.region.region_code]
        names = ", ".join(view.regions.by_code[code].chart_name for code in others[:FRAME_SHOWN])
        more = _(" dan {n} lainnya", n=formats.count(len(others) - FRAME_SHOWN)) if len(others) > FRAME_SHOWN else ""
        lines.append(_("Kerangka resmi {frame} ({n} daerah lain): {names}{more}.", frame=name,
                       n=formats.count(len(others)), names=names, more=more))  # fmt: skip
    return lines


def _model_row(view: ProfileView, indicator: Indicator, histories: pd.DataFrame) -> dict[str, str] | None:
    series = histories[histories["indicator_id"] == indicator.indicator_id]
    found = {model.kind: model for model in role_models(series, indicator.polarity)}
    if not found:
        return None
    line = view.line(indicator.indicator_id)
    unit = view.catalogue.unit(indicator)
    own = formats.missing()
    if line is not None and line.value is not None:
        own = _("{value} ({period})", value=formats.value(line.value, indicator, unit),
                period=formats.period(line.period, indicator))  # fmt: skip
    return {
        _("Indikator"): indicator.name(current()),
        view.region.chart_name: own,
        _("Berdiri tertinggi"): _model_text(view, indicator, found.get("highest")),
        _("Membaik paling cepat"): _model_text(view, indicator, found.get("fastest")),
    }


def _model_text(view: ProfileView, indicator: Indicator, model: RoleModel | None) -> str:
    if model is None:
        return _("belum dapat dihitung")
    region, unit = view.regions.by_code[model.region_code].chart_name, view.catalogue.unit(indicator)
    value, since = formats.value(model.value, indicator, unit), formats.period(model.since)
    value = f"{value} ({formats.period(model.period)})".replace(" ", "\N{NO-BREAK SPACE}")
    if model.change is None:
        return _("{region} {value}; teratas sejak {since}", region=region, value=value, since=since)
    pace = formats.change(model.change, unit, max(2, indicator.decimals))
    return _(
        "{region} {pace} per tahun sejak {since}, kini {value}", region=region, pace=pace, since=since, value=value
    )


def _tools(view: ProfileView, neighbours: Sequence[Neighbour]) -> Tools:
    address = f"{st.context.url or ''}?{urlencode(view.selection.address(), safe=',')}"
    rows = []
    for place, one in enumerate(neighbours, start=1):
        region = view.regions.by_code[one.region_code]
        province = view.regions.province_of(region)
        cells: dict[str, object] = {
            _("Urutan"): place,
            _("Kode"): one.region_code,
            _("Daerah"): region.name,
            _("Provinsi"): province.name if province else "",
            _("Jarak"): one.distance,
        }
        rows.append(cells | {variable_label(v.name): one.parts.get(v.name) for v in VARIABLES})
    figures = pd.DataFrame(rows)
    numbers = [_("Jarak"), *(variable_label(variable.name) for variable in VARIABLES)]
    table = figures.assign(
        **{name: [formats.number(cell, DECIMALS) for cell in figures[name]] for name in numbers},
        **{_("Urutan"): [formats.count(n) for n in figures[_("Urutan")]]},
    )
    rule = _("{n} daerah terdekat; bobot {weights}", n=formats.count(N_NEIGHBOURS), weights=weights_line())
    info = {
        "source": _(
            "Dihitung Suluh dari penduduk terdaftar (Dukcapil), PDRB per kapita dan kemiskinan (BPS), luas wilayah"
        ),
        "unit": _("kuadrat simpangan baku"),
        "downloaded_at": formats.moment(datetime.now(UTC), view.timezone),
        "address": address,
        _("Aturan"): rule,
    }
    lines = [(_("Aturan"), rule), (_("Sumber"), info["source"])]
    return Tools(table, figures, info, f"suluh-serupa-{view.region.region_code}", address, None, lines, numbers)
