"""Woodland: loss per metre and its limit."""

from __future__ import annotations

import pytest

from soranome.plugin.core.coverage.propagation.vegetation import least_loss, woodland, woodland_loss
from soranome.plugin.core.errors import InputError


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


def test_the_cheaper_way_counts_and_never_both():
    gamma, most = woodland(28_000)
    assert least_loss(40.0, 0.0, 1.0, gamma, most) == pytest.approx(woodland_loss(1.0, gamma, most))
    assert least_loss(40.0, 0.0, 300.0, gamma, most) == 40.0
    assert least_loss(40.0, 38.0, 300.0, gamma, most) == 40.0
