"""Building entry by P.2109 and vehicles."""

from __future__ import annotations

import math

import pytest

from soranome.plugin.core.coverage.propagation.entry import building_loss, entry_loss
from soranome.plugin.core.errors import InputError


@pytest.mark.parametrize(
    ("building", "frequency", "median"),
    # Figure 1 of P.2109, to the dB one can read.
    [("traditional", 1.0, 14.5), ("traditional", 10.0, 17.5), ("efficient", 1.0, 31.5), ("efficient", 10.0, 34.0)],
)
def test_medians_of_figure_1(building, frequency, median):
    assert building_loss(frequency, 0.5, building) == pytest.approx(median, abs=1.0)


def test_median_at_1_ghz_by_hand():
    # At 1 GHz the logarithms vanish: A(0.5) = r, B(0.5) = w, C = -3.
    by_hand = 10 * math.log10(10**1.264 + 10**0.91 + 10**-0.3)
    assert building_loss(1.0, 0.5, "traditional") == pytest.approx(by_hand, abs=1e-12)


def test_an_inclined_path_loses_more_and_either_way_the_same():
    flat, up, down = (building_loss(3.7, 0.5, "traditional", angle) for angle in (0, 30, -30))
    assert up == down
    assert 0 < up - flat < 0.212 * 30  # only the first of the two normal variables depends on the angle


def test_what_each_place_costs():
    assert entry_loss("outdoor", 800) == (0.0, 0.0)
    assert entry_loss("vehicle", 800) == (9.0, 5.0)
    inside = entry_loss("indoor", 800)
    assert inside.median_db == building_loss(0.8, 0.5, "traditional")
    upper = building_loss(0.8, 0.8413447460685429, "traditional")
    lower = building_loss(0.8, 0.15865525393145707, "traditional")
    assert inside.sigma_db == pytest.approx((upper - lower) / 2, abs=1e-9)
    assert entry_loss("indoor", 800, "efficient").median_db > inside.median_db + 10


def test_what_it_refuses():
    with pytest.raises(InputError, match="place of use is tunnel"):
        entry_loss("tunnel", 800)
    with pytest.raises(InputError, match="kind of building is igloo"):
        entry_loss("indoor", 800, "igloo")
    for place in ("indoor", "vehicle"):
        with pytest.raises(InputError, match="frequency"):
            entry_loss(place, 120_000)
    with pytest.raises(InputError, match="elevation"):
        entry_loss("indoor", 800, elevation_deg=100)
    with pytest.raises(InputError, match="probability"):
        building_loss(1.0, 1.0, "traditional")
