"""What the audit recomputes over the loaded series: which figures follow from which, and the one call that runs it.

The rules name indicators of the catalogue; their arithmetic is in `derive.audit`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import pandas as pd
from sqlalchemy import Select, select

from data_access.catalog import Catalogue
from data_access.derive.audit import (
    Finding,
    Ratio,
    Total,
    check_composite,
    check_copied,
    check_parents,
    check_ratio,
    check_total,
    check_zeros,
)
from data_access.models import RANKED_STATUSES
from data_access.tables import mart_observation

_M = mart_observation.c

RATIOS = (
    Ratio("gfcf_share", "gfcf_current", "gdp_current", 100, 0.05),
    Ratio(
        "gdp_per_capita",
        "gdp_current",
        "population",
        1_000_000,
        50,
        ("population_registered", "population_old_projection"),
        relative=0.005,  # product and population are revised at different times
    ),
    Ratio("villages_mandiri_share", "villages_mandiri", "villages_total", 100, 0.05),
    Ratio("villages_signal_strong_share", "villages_signal_strong", "villages_total", 100, 0.05),
)
TOTALS = (
    Total(
        "umkm_fostered_units",
        (
            "umkm_fostered_agribusiness",
            "umkm_fostered_craft",
            "umkm_fostered_fashion",
            "umkm_fostered_food",
            "umkm_fostered_other",
        ),
        0.5,
    ),
    Total("investment_realization", ("investment_realization_pma", "investment_realization_pmdn"), 0.02),
    Total(
        "investment_realization_half_year",
        ("investment_realization_pma_half_year", "investment_realization_pmdn_half_year"),
        0.02,
    ),
    Total(
        "villages_total",
        ("villages_mandiri", "villages_maju", "villages_berkembang", "villages_tertinggal",
         "villages_sangat_tertinggal"),
        0.5,
    ),
)  # fmt: skip
HDI_PARTS = ("life_expectancy_sp2010", "expected_years_schooling", "mean_years_schooling", "expenditure_per_capita")
HDI = "hdi_sp2010"
HDI_TOLERANCE = 0.05  # parts are published with two decimals
PARENT_SHARE = 0.01  # a province may differ this much from the sum of its regions by rounding


AT_ONCE = 4  # indicators read together: with 514 regions and five years of months still under the limit of a query

Read = Callable[[Sequence[str]], pd.DataFrame]  # the frame of `select_audited` for these indicators


def select_audited(indicator_ids: Sequence[str]) -> Select:
    """Figures measured or counted: indicator_id, region_code, parent_code, period, value, series_version."""
    return (
        select(_M.indicator_id, _M.region_code, _M.parent_code, _M.period, _M.value, _M.series_version)
        .where(_M.indicator_id.in_(list(indicator_ids)), _M.value.is_not(None))
        .where(_M.status.in_([status.value for status in RANKED_STATUSES]))
        .order_by(_M.indicator_id, _M.region_code, _M.period)
    )


def _batches(keys: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    waiting = iter(keys)
    while batch := tuple(islice(waiting, size)):
        yield batch


def find_mismatches(read: Read) -> list[Finding]:
    """Figures that their own parts do not give."""
    found = []
    for ratio in RATIOS:
        found += check_ratio(read((ratio.result, ratio.numerator, ratio.denominator, *ratio.wrong)), ratio)
    return found + check_composite(read((HDI, *HDI_PARTS)), HDI_PARTS, HDI, HDI_TOLERANCE)


def find_all(read: Read, catalogue: Catalogue, sizes: dict[str, int]) -> list[Finding]:
    """Every finding, rule by rule; `sizes` says how many regions a parent has.

    Plain data for any reader. A few indicators are read at a time, so that a warehouse may be of any size.
    """
    found = find_mismatches(read)
    for total in TOTALS:
        found += check_total(read((total.result, *total.parts)), total)
    kinds = {key: catalogue.unit(entry).kind for key, entry in catalogue.indicators.items()}
    for keys in _batches(kinds, AT_ONCE):
        figures = read(keys)
        measured = [key for key in keys if kinds[key] in ("share", "index", "ratio")]
        counted = [key for key in keys if kinds[key] in ("count", "amount")]
        found += check_parents(figures, counted, sizes, PARENT_SHARE)
        found += check_zeros(figures, measured + counted)
        found += check_copied(figures, [key for key in measured if catalogue.indicators[key].decimals > 0])
    return found
