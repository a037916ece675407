"""Radio-climatic constants by place."""

from __future__ import annotations

import pytest

from soranome.plugin.core.coverage.propagation.climate import Climate, climate_at
from soranome.plugin.core.errors import InputError

PLACES = {
    "奥多摩": (139.096, 35.809, 43.8, 330),
    "新宿": (139.692, 35.690, 44.4, 332),
    "八丈": (139.785, 33.113, 49.4, 345),
    "父島": (142.192, 27.094, 52.7, 365),
}


@pytest.mark.parametrize("name", PLACES)
def test_at_a_place_its_own_values(name):
    lon, lat, delta_n, n0 = PLACES[name]
    found = climate_at(lon, lat)
    assert (found.delta_n, found.n0) == pytest.approx((delta_n, n0), abs=1e-6)
    assert found.place == name and found.warning is None


def test_between_places_between_their_values():
    found = climate_at(139.394, 35.75)  # halfway between Okutama and Shinjuku
    assert 43.8 < found.delta_n < 44.4
    assert found.delta_n == pytest.approx(44.1, abs=0.1)
    assert found.warning is None


def test_far_away_the_nearest_with_a_warning():
    found = climate_at(136.9, 35.2)  # Nagoya
    assert (found.delta_n, found.n0, found.place) == (43.8, 330, "奥多摩")
    assert "km away" in str(found.warning)


def test_own_values_are_checked():
    assert Climate(45, 325).place == ""
    with pytest.raises(InputError, match="gradient"):
        Climate(-45, 325)  # the sign of P.453 instead of P.1812's
    with pytest.raises(InputError, match="refractivity N0"):
        Climate(45, 100)
