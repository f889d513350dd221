"""The middle of many groups at once: what `summarise` says of one cross-section, for every group of a frame."""

from __future__ import annotations

import pandas as pd


def summarise_groups(values: pd.DataFrame, group: str, value: str = "value") -> pd.DataFrame:
    """Columns n, median, mad (unscaled, from the median) per group that has values; missing values are left out."""
    present = values.dropna(subset=[value]).astype({value: float})
    median = present.groupby(group)[value].transform("median")
    spread = present.assign(_gap=(present[value] - median).abs())
    return spread.groupby(group).agg(n=(value, "size"), median=(value, "median"), mad=("_gap", "median"))
