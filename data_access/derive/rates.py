"""Growth from year to year, ratios of two figures of the same year, and rates; never across series versions."""

from __future__ import annotations

import pandas as pd

from data_access.derive.periods import year_of


def yearly_growth(series: pd.DataFrame) -> pd.DataFrame:
    """Growth in percent from each year to the next: region_code, period, growth_pct.

    `series` has region_code, period, value, series_version. A year left out, a new version, a missing value and a
    start at zero give no growth.
    """
    rows = series.assign(year=[year_of(period) for period in series["period"]])
    rows = rows.sort_values(["region_code", "series_version", "year"])
    before = rows.groupby(["region_code", "series_version"])[["year", "value"]].shift()
    base = before["value"].where(before["value"] != 0)
    growth = (rows["value"] / base - 1) * 100
    found = rows.assign(growth_pct=growth)[(rows["year"] - before["year"] == 1) & growth.notna()]
    return found[["region_code", "period", "growth_pct"]].reset_index(drop=True)


def growth_by_period(growth: pd.DataFrame) -> pd.DataFrame:
    """Least and greatest growth of each period: period, lowest, highest, n."""
    grouped = growth.groupby("period")["growth_pct"].agg(lowest="min", highest="max", n="count")
    return grouped.reset_index()


def same_year_ratios(model: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """A modelled figure beside every count of the same region and calendar year.

    Both have region_code, period, value; further columns of `counts` stay. Result: the columns of `counts`, then
    model_period, model_value, ratio (model ÷ count; missing where the count is zero). One model value per year.
    """
    left = counts.assign(year=[year_of(period) for period in counts["period"]])
    right = pd.DataFrame(
        {
            "region_code": model["region_code"],
            "year": [year_of(period) for period in model["period"]],
            "model_period": model["period"],
            "model_value": model["value"],
        }
    )
    found = left.merge(right, on=["region_code", "year"], how="inner", validate="many_to_one").drop(columns="year")
    return found.assign(ratio=rate(found["model_value"], found["value"]))


def rate(numerator: pd.Series, denominator: pd.Series, per: float = 1) -> pd.Series:
    """`numerator` for every `per` of `denominator`; missing where either is missing or the denominator is zero."""
    base = denominator.astype(float)
    return numerator.astype(float) / base.where(base != 0) * per
