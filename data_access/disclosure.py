"""The one gate that every figure passes on its way out of the warehouse.

Today all loaded figures are published aggregates, so nothing is withheld. Data about small groups (clusters, shops)
put their thresholds here, so that screen, tooltip and export can never differ.
"""

import pandas as pd


def release(frame: pd.DataFrame) -> pd.DataFrame:
    """The part of a query's result that may be shown."""
    return frame
