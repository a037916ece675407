"""Location variability and the probability of coverage, in closed form."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from soranome.plugin.core.coverage.propagation.variability import (
    combined_sigma,
    location_sigma,
    probability,
    required_margin,
)


def test_sigma_by_hand():
    assert location_sigma(2.0, 500.0) == pytest.approx((0.52 + 0.048) * 500**0.28, rel=1e-12)
    assert location_sigma(2.0, 5.0) == location_sigma(2.0, 50.0)


def test_sigma_fades_above_clutter():
    assert location_sigma(2.0, 100.0, receiver_m=10.0, clutter_m=10.0) == location_sigma(2.0, 100.0)
    assert location_sigma(2.0, 100.0, receiver_m=15.0, clutter_m=10.0) == pytest.approx(location_sigma(2.0, 100.0) / 2)
    assert location_sigma(2.0, 100.0, receiver_m=20.0, clutter_m=10.0) == 0.0
    assert location_sigma(2.0, 100.0, receiver_m=60.0, clutter_m=10.0) == 0.0


def test_scatter_adds_as_squares():
    assert combined_sigma(3.0, 4.0) == 5.0
    assert combined_sigma() == 0.0


def test_probability_is_the_normal_one():
    median = np.linspace(-130, -60, 700, dtype=np.float32).reshape(7, 100)
    found = probability(median, -95.0, 5.5)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, stats.norm.cdf((median.astype(float) + 95) / 5.5), atol=1e-7)


def test_probability_of_a_raster_with_its_own_spread_and_holes():
    median = np.array([[-95.0, np.nan], [-90.0, -100.0]], np.float32)
    sigma = np.array([[5.0, 5.0], [0.0, 0.0]])
    np.testing.assert_array_equal(probability(median, -95.0, sigma), np.array([[0.5, np.nan], [1.0, 0.0]], np.float32))


def test_a_margin_and_back():
    for certainty in (0.5, 0.9, 0.95):
        margin = required_margin(certainty, 7.0)
        assert probability(-100.0 + margin, -100.0, 7.0) == pytest.approx(certainty, abs=1e-6)
    assert math.isclose(required_margin(0.5, 7.0), 0.0, abs_tol=1e-12)
    assert required_margin(0.9, 7.0) == pytest.approx(1.2815515655 * 7, rel=1e-9)
