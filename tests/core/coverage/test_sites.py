"""Sites for which no prediction can be made are refused by name; odd ones are told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from affine import Affine

from soranome.plugin.core.coverage.landscape import read_landscape
from soranome.plugin.core.coverage.prediction.prediction import require_inside
from soranome.plugin.core.coverage.sites import Site, check_sites
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.grid import Grid

GOOD = Site("A-1", "役場", -59500.0, -30300.0, 30.0, 800.0, 58.0)
RANGE = (30.0, 6000.0)


@pytest.fixture
def land(make_raster):
    height = np.full((80, 100), 40, np.float32)
    height[:20] = 0
    height[58:66, 48:56] = -9999
    return read_landscape(make_raster("dtm.tif", height, nodata=-9999))


def test_a_good_site_says_nothing(land):
    assert check_sites([GOOD], land, RANGE) == []


def test_a_site_on_the_sea_is_told(land):
    (odd,) = check_sites([replace(GOOD, y=-30050.0)], land, RANGE)
    assert "stands on the sea" in str(odd) and "A-1" in str(odd)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"x": 139.5, "y": 35.6}, "outside the terrain model"),
        ({"x": -59490.0, "y": -30610.0}, "has no height"),
        ({"height_m": float("nan")}, "no usable antenna height"),
        ({"height_m": 0.0}, "no usable antenna height"),
        ({"frequency_mhz": 0.8}, "0.8 MHz is outside"),
        ({"frequency_mhz": 28_000.0}, "outside what the model holds for"),
        ({"eirp_dbm": float("inf")}, "no usable EIRP"),
        ({"azimuth_deg": 1e6}, "is no bearing"),
        ({"tilt_deg": 95.0}, "tilt 95"),
        ({"tilt_deg": float("nan")}, "tilt nan"),
    ],
)
def test_what_cannot_be_predicted_is_refused_by_name(land, change, words):
    with pytest.raises(InputError, match=words) as error:
        check_sites([GOOD, replace(GOOD, id="B-2", **change)], land, RANGE)
    assert "B-2" in str(error.value)


def test_sites_outside_are_told_what_their_coordinates_look_like(land):
    require_inside([GOOD], land.grid)
    with pytest.raises(InputError, match=r"look like degrees.*A-1: 139\.50000, 35\.60000.*not to EPSG:6677"):
        require_inside([replace(GOOD, x=139.5, y=35.6)], land.grid)
    swapped = replace(GOOD, x=-30100.0, y=-59400.0)
    plain = Grid(land.grid.crs, Affine(10, 0, -60000, 0, -10, -30000), 100, 80)
    with pytest.raises(InputError, match="if their two coordinates were swapped"):
        require_inside([swapped], plain)
    with pytest.raises(InputError, match="Site A-1 lies outside"):
        require_inside([GOOD, swapped], plain)


def test_no_site_at_all(land):
    with pytest.raises(InputError, match="SITES holds no site"):
        check_sites([], land, RANGE)
