"""Woodland: loss per metre, its limit, and how much of a path lies in the canopy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from soranome.plugin.core.coverage.vegetation import canopy_length, least_loss, woodland, woodland_loss
from soranome.plugin.core.errors import InputError

FLAT = 0.0  # no curvature of the Earth


def test_the_measured_frequencies_give_the_measured_values():
    for frequency, gamma in ((105.9, 0.04), (949.0, 0.17), (2117.5, 0.34)):
        assert woodland(frequency)[0] == pytest.approx(gamma)
    assert woodland(900)[1] == pytest.approx(1.15 * 900**0.43)


def test_attenuation_rises_with_frequency():
    found = [woodland(frequency) for frequency in (200, 800, 2100, 3700, 4900, 28_000)]
    assert found == sorted(found)


def test_a_little_wood_by_the_metre_a_lot_of_it_no_more_than_the_limit():
    gamma, most = woodland(3700)
    assert woodland_loss(0.1, gamma, most) == pytest.approx(0.1 * gamma, rel=1e-2)
    assert woodland_loss(5000.0, gamma, most) == pytest.approx(most)
    assert woodland_loss(0.0, gamma, most) == 0.0


def test_frequencies_without_measurements_are_refused():
    with pytest.raises(InputError, match=r"P.833: the frequency \(MHz\) is 50"):
        woodland(50)
    with pytest.raises(InputError, match="frequency"):
        woodland(40_000)


def test_length_in_a_canopy_of_even_height():
    distances = np.linspace(0, 1, 101)
    ground = np.zeros(101)
    trees = np.where((distances > 0.395) & (distances < 0.605), 20.0, 0.0)  # 400 to 600 m, edges half a step wider
    args = (distances, ground, trees, 100)
    assert canopy_length(*args, 30.0, 30.0, FLAT) == 0
    assert canopy_length(*args, 10.0, 10.0, FLAT) == pytest.approx(200 + 2 * 5, abs=1e-9)
    assert canopy_length(*args, -5.0, -5.0, FLAT) == 0  # below ground it is the ground that hinders


def test_a_sloping_ray_enters_the_canopy_where_it_meets_the_top():
    distances = np.array([0.0, 1.0])
    length = canopy_length(distances, np.zeros(2), np.full(2, 20.0), 1, 40.0, 0.0, FLAT)
    assert length == pytest.approx(500.0)
    assert canopy_length(distances, np.zeros(2), np.full(2, 20.0), 1, 0.0, 40.0, FLAT) == pytest.approx(500.0)


def test_the_earth_bends_into_the_ray():
    distances = np.linspace(0, 20, 401)
    trees = np.full(401, 5.0)
    low = canopy_length(distances, np.zeros(401), trees, 400, 10.0, 10.0, 1 / 8500)
    # The middle lies 500 · 10 · 10 / 8500 = 5.88 m higher: rays 10 m up are 4.12 m above ground there, in the canopy.
    half = math.sqrt(100 - 5.0 * 8500 / 500)
    assert low == pytest.approx(2000 * half, abs=2)


def test_the_cheaper_way_counts_and_never_both():
    gamma, most = woodland(28_000)
    assert least_loss(40.0, 0.0, 1.0, gamma, most) == pytest.approx(woodland_loss(1.0, gamma, most))
    assert least_loss(40.0, 0.0, 300.0, gamma, most) == 40.0
    assert least_loss(40.0, 38.0, 300.0, gamma, most) == 40.0
