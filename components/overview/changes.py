"""What changed: the largest moves of one region between its two latest values, better and worse. No verb of cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components import formats
from components.i18n import _, current
from components.notices import plain, show_gap
from components.overview.headlines import badges, is_better, publisher
from components.overview.tools import many_tools
from components.panel import Tools, panel
from components.scopes import Scope
from components.selection import Selection
from data_access.catalog import Catalogue
from data_access.derive.periods import year_of
from data_access.derive.standing import MIN_SPREAD, sized_changes
from data_access.models import RANKED_STATUSES

SHOWN = 3  # of each direction
RECENT_YEARS = 3  # older latest values are history, not news


def pick_changes(latest: pd.DataFrame, peers: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Changes that may be called better or worse, largest first in the spread of the peers; `is_better` says which.

    Left out: no direction, not ranked, counts and amounts, projections and estimates, values older than RECENT_YEARS.
    """
    if latest.empty:
        return latest.assign(size=[], is_better=[])
    newest = max(year_of(period) for period in latest["period"])
    fair = [
        (entry := catalogue.indicators.get(str(row.indicator_id))) is not None
        and entry.is_ranked
        and entry.polarity != "neutral"
        and catalogue.unit(entry).kind not in ("count", "amount")
        and row.status in RANKED_STATUSES
        and year_of(str(row.period)) >= newest - RECENT_YEARS
        for row in latest.itertuples()
    ]
    sized = sized_changes(latest[fair], peers)
    better = [is_better(catalogue.indicators[row.indicator_id], row.change) for row in sized.itertuples()]
    return sized.assign(is_better=pd.Series(better, index=sized.index, dtype=bool))  # fmt: skip


def change_lines(changes: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """The largest moves for the better, then for the worse, as Markdown in the language of the run."""
    return [
        _line(row, catalogue, is_good)
        for is_good in (True, False)
        for row in changes[changes["is_better"] == is_good].head(SHOWN).to_dict("records")
    ]


def draw_changes_panel(
    changes: pd.DataFrame,
    lines: Sequence[str],
    catalogue: Catalogue,
    peers: Scope,
    sources: str,
    chosen: Selection,
    zone: str,
) -> None:
    """`changes`: those of `pick_changes`, for the tools; `lines`: what is shown of them."""

    def tools() -> Tools:
        entries = [catalogue.indicators[code] for code in changes["indicator_id"]]
        table, figures = _table(changes, catalogue), _figures(changes, catalogue)
        numbers = (_("Nilai"), _("Sebelumnya"), _("Perubahan"))
        return many_tools("perubahan", table, figures, entries, sources, chosen, zone, numbers)

    with panel("changes", _("Apa yang berubah"), _("nilai terakhir terhadap nilai sebelumnya"), tools):
        if not lines:
            show_gap(_("Belum ada dua nilai sebanding yang berurutan untuk daerah ini."))
            return
        st.markdown("\n\n".join(lines))
        st.caption(
            plain(
                _(
                    "Diurutkan menurut besar perubahan terhadap sebaran (MAD) {scope}; hanya seri yang sama, indikator "
                    "berarah, dan paling sedikit {n} daerah sebanding. Perubahan kecil dapat berasal dari galat "
                    "sampel.",
                    scope=peers.label,
                    n=formats.count(MIN_SPREAD),
                )
                + f" {sources}"
            )
        )


def _line(row: Mapping[str, Any], catalogue: Catalogue, is_good: bool) -> str:
    entry = catalogue.indicators[str(row["indicator_id"])]
    unit = catalogue.unit(entry)
    sentence = _(
        "{change}: {before} ({previous}), lalu {after} ({period}).",
        change=formats.change(row["change"], unit, entry.decimals),
        before=formats.value(row["previous_value"], entry, unit),
        previous=formats.period(row["previous_period"], entry),
        after=formats.value(row["value"], entry, unit),
        period=formats.period(row["period"], entry),
    )
    state = f":green-badge[▲ {plain(_('membaik'))}]" if is_good else f":red-badge[▼ {plain(_('memburuk'))}]"
    source = plain(f"{badges(row)} · {publisher(entry)}")
    return f"{state} **{plain(entry.wall_name(current()))}** {plain(sentence)} :small[{source}]"


def _table(changes: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    rows = []
    for row in changes.to_dict("records"):
        entry = catalogue.indicators[str(row["indicator_id"])]
        rows.append(
            {
                _("Indikator"): entry.name(current()),
                _("Periode"): formats.period(row["period"], entry),
                _("Nilai"): formats.published(row["value"], entry),
                _("Sejak"): formats.period(row["previous_period"], entry),
                _("Sebelumnya"): formats.published(row["previous_value"], entry),
                _("Perubahan"): formats.change(row["change"], catalogue.unit(entry), entry.decimals),
                _("Satuan"): catalogue.unit(entry).name(current()),
                _("Asal angka"): badges(row),
            }
        )
    return pd.DataFrame(rows)


def _figures(changes: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    entries = [catalogue.indicators[code] for code in changes["indicator_id"]]
    return pd.DataFrame(
        {
            _("Kode indikator"): list(changes["indicator_id"]),
            _("Indikator"): [entry.name(current()) for entry in entries],
            _("Periode"): list(changes["period"]),
            _("Nilai"): changes["value"].astype(float).to_numpy(),
            _("Sejak"): list(changes["previous_period"]),
            _("Sebelumnya"): changes["previous_value"].astype(float).to_numpy(),
            _("Perubahan"): changes["change"].astype(float).to_numpy(),
            _("Satuan"): [catalogue.unit(entry).name(current()) for entry in entries],
            _("Asal angka"): [badges(row) for row in changes.to_dict("records")],
        }
    )
