"""Six tiles: the headline figures of one region, with the rule they were judged by."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import formats
from components.board import draw_tiles
from components.board.models import Tile
from components.i18n import _, current
from components.notices import plain
from components.overview.headlines import Headline, badges, target_note
from components.overview.tools import many_tools
from components.panel import Tools, panel
from components.scopes import Scope
from components.selection import Selection
from data_access.models import Region


def draw_tiles_panel(
    headlines: Sequence[Headline],
    tiles: Sequence[Tile],
    region: Region,
    peers: Scope,
    sources: str,
    chosen: Selection,
    zone: str,
) -> None:
    def tools() -> Tools:
        entries, numbers = [h.indicator for h in headlines], (_("Nilai"), _("Patokan"), _("Perubahan"))
        return many_tools(
            "beranda", _table(headlines), _figures(headlines), entries, sources, chosen, zone, numbers
        )  # fmt: skip

    with panel("tiles", _("Angka utama"), _benchmark_rule(headlines, peers), tools):
        key = f"tiles-{region.region_code}-{current()}"
        draw_tiles(list(tiles), key=key, columns=3)
        notes = [_state_rule(), *filter(None, dict.fromkeys(target_note(headline) for headline in headlines))]
        if any(not headline.is_current for headline in headlines):
            notes.append(_("Kotak berarsir: sebagian {scope} sudah punya angka lebih baru.", scope=peers.label))
        st.caption(plain(" ".join([*notes, sources])))


def _benchmark_rule(headlines: Sequence[Headline], peers: Scope) -> str:
    """Which tiles are held against the published value, which against a median."""
    if not headlines:
        return _("belum ada indikator")
    whole = headlines[0].whole.short_name
    medians = [
        h.indicator.wall_name(current()) for h in headlines if h.benchmark is not None and h.benchmark.kind == "median"
    ]
    if not medians:
        return _("patokan (titik-titik): {whole}", whole=whole)
    return _(
        "patokan (titik-titik): {whole}; median {peers} untuk {names}",
        whole=whole, peers=peers.label, names=", ".join(medians),
    )  # fmt: skip


def _state_rule() -> str:
    return _(
        "Patokan: angka terbitan pada periode dan versi seri yang sama, atau median bila tidak terbit. "
        "Setara = selisih paling besar ½ MAD. Selisih kecil dapat berarti setara."
    )


def _table(headlines: Sequence[Headline]) -> pd.DataFrame:
    rows = []
    for h in headlines:
        latest = h.latest
        has_change = latest is not None and pd.notna(latest["change"])
        rows.append(
            {
                _("Indikator"): h.indicator.name(current()),
                _("Periode"): formats.period(latest["period"], h.indicator) if latest else "",
                _("Nilai"): formats.published(latest["value"], h.indicator) if latest else formats.missing(),
                _("Satuan"): h.unit.name(current()),
                _("Perubahan"): formats.change(latest["change"], h.unit, h.indicator.decimals)
                if latest and has_change
                else "",
                _("Patokan"): formats.number(h.benchmark.value, h.indicator.decimals) if h.benchmark else "",
                _("Jenis patokan"): h.benchmark_name if h.benchmark else "",
                _("Asal angka"): badges(latest) if latest else "",
            }
        )
    return pd.DataFrame(rows)


def _figures(headlines: Sequence[Headline]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Kode indikator"): [h.indicator.indicator_id for h in headlines],
            _("Indikator"): [h.indicator.name(current()) for h in headlines],
            _("Periode"): [h.latest["period"] if h.latest else "" for h in headlines],
            _("Nilai"): [float(h.latest["value"]) if h.latest else float("nan") for h in headlines],
            _("Satuan"): [h.unit.name(current()) for h in headlines],
            _("Patokan"): [h.benchmark.value if h.benchmark else float("nan") for h in headlines],
            _("Jenis patokan"): [h.benchmark_name if h.benchmark else "" for h in headlines],
            _("Asal angka"): [badges(h.latest) if h.latest else formats.missing() for h in headlines],
        }
    )
