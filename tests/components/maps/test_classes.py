"""Class breaks: natural by default, official where they exist, never out of order."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapclassify import FisherJenks

from components import i18n
from components.maps.classes import class_labels, class_limits, natural_break_places
from data_access.catalog import load_catalogue

CATALOGUE = load_catalogue()
UNEMPLOYMENT = CATALOGUE.indicator("unemployment_rate")
HDI = CATALOGUE.indicator("hdi")


@pytest.mark.case("I2")
def test_nothing_known_has_no_classes() -> None:
    assert class_limits(pd.Series([None, float("nan")], dtype=float), UNEMPLOYMENT) == []


@pytest.mark.case("I2")
def test_all_equal_is_one_class_with_one_number() -> None:
    limits = class_limits(pd.Series([3.75] * 9), UNEMPLOYMENT)
    assert limits == [3.75]
    i18n.use("id")
    assert class_labels(limits, 3.75, UNEMPLOYMENT) == ["3,75"]


def test_few_distinct_values_are_their_own_classes() -> None:
    assert class_limits(pd.Series([1.0, 2.0, 2.0, 5.0]), UNEMPLOYMENT) == [1.0, 2.0, 5.0]


def test_natural_breaks_find_the_groups() -> None:
    groups = [1.0, 1.1, 1.2, 5.0, 5.1, 9.0, 9.2, 14.0, 14.1, 20.0]
    assert class_limits(pd.Series(groups), UNEMPLOYMENT) == [1.2, 5.1, 9.2, 14.1, 20.0]


def test_official_classes_of_the_hdi() -> None:
    assert HDI.official_classes == (60, 70, 80)
    limits = class_limits(pd.Series([55.0, 60.0, 69.99, 70.0, 85.65]), HDI)
    assert limits == [59.99, 69.99, 79.99, 85.65]
    i18n.use("id")
    assert class_labels(limits, 55.0, HDI) == ["55,00–59,99", "60,00–69,99", "70,00–79,99", "80,00–85,65"]


@pytest.mark.case("I2")
@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 2)), min_size=1, max_size=80))
def test_every_value_has_a_class_and_limits_ascend(values: list[float]) -> None:
    limits = class_limits(pd.Series(values), UNEMPLOYMENT)
    assert 1 <= len(limits) <= 5
    assert limits == sorted(set(limits))
    assert limits[-1] >= max(values) - 1e-9
    assert len(class_labels(limits, min(values), UNEMPLOYMENT)) == len(limits)


def test_many_values_are_thinned_but_extremes_stay() -> None:
    values = pd.Series(np.random.default_rng(1).gamma(2, 5, 5000).round(2))
    limits = class_limits(values, UNEMPLOYMENT)
    assert len(limits) == 5
    assert limits[-1] == pytest.approx(values.max())


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.floats(-1e4, 1e4).map(lambda x: round(x, 2)), min_size=6, max_size=40, unique=True), st.integers(2, 5)
)
def test_natural_breaks_are_as_good_as_those_of_mapclassify(values: list[float], n_classes: int) -> None:
    ascending = np.array(sorted(values))
    places = natural_break_places(ascending, n_classes)
    assert places == sorted(set(places)) and len(places) == n_classes and places[-1] == len(ascending) - 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that numba would be faster
        theirs = FisherJenks(ascending, k=n_classes).bins
    ours = ascending[places]
    assert _squares_within(ascending, ours) == pytest.approx(_squares_within(ascending, theirs), rel=1e-9, abs=1e-6)


def _squares_within(values: np.ndarray, tops: np.ndarray) -> float:
    classes = np.searchsorted(tops, values)
    return float(
        sum(((part := values[classes == number]) - part.mean()) @ (part - part.mean()) for number in np.unique(classes))
    )
