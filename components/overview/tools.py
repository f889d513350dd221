"""Tools of panels that hold several indicators: the same table, passport, files and address as any other panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components import formats
from components.i18n import _, current
from components.panel import Tools
from components.selection import Selection
from data_access.catalog import Indicator


def many_tools(
    key: str,
    table: pd.DataFrame,
    figures: pd.DataFrame,
    indicators: Sequence[Indicator],
    sources: str,
    chosen: Selection,
    zone: str,
    numbers: Sequence[str] = (),
) -> Tools:
    """`table` is written for the screen, `figures` has numbers; `sources` is the written line of publishers."""
    address = f"{st.context.url or ''}?{urlencode(chosen.address(), safe=',')}"
    definitions = [(entry.name(current()), entry.definition(current())) for entry in indicators]
    passport = {
        "source": sources,
        "status": _("lihat kolom asal angka"),
        "unit": _("lihat kolom satuan"),
        "period": _("lihat kolom periode"),
        "licence": "; ".join(dict.fromkeys(entry.licence(current()) for entry in indicators)),
        "attribution": sources,
        "downloaded_at": formats.moment(datetime.now(UTC), zone),
        "address": address,
    }
    stem = f"suluh-{key}-{chosen.region_code}"
    return Tools(table, figures, passport, stem, address, None, definitions, numbers)
