"""Rays: each cell has one, none passes more than half a cell off, and profiles are what they are said to be."""

from __future__ import annotations

import numpy as np
import pytest

from soranome.plugin.core.coverage.landscape import COASTAL, INLAND, SEA
from soranome.plugin.core.coverage.prediction.rays import (
    NEAR,
    NEAR_STEPS,
    Fan,
    cell_at,
    make_fan,
    ray_of,
    ray_profile,
    serves,
)
from soranome.plugin.core.errors import InputError
from tests.core.coverage.area_cases import NORTH, WEST, centre, coast, hills, landscape


@pytest.mark.parametrize("off", [(0.0, 0.0), (0.5, -0.5), (-0.5, -0.5), (0.31, 0.17), (-0.07, 0.499), (0.5, 0.5)])
@pytest.mark.parametrize("reach", [NEAR, 7, 30, 61])
def test_each_cell_is_served_once_by_a_ray_within_half_a_cell(off, reach):
    fan = Fan(0, 0, *off, reach, 0.01, 1e9)
    times = np.zeros((2 * reach + 1, 2 * reach + 1), int)
    for number in range(fan.count):
        side, end, slope, step, off_along, off_across = ray_of(fan.place, number)
        assert abs(end) <= reach
        for along in range(1, reach + 1):
            at = off_across + slope * (along - off_along)
            across = int(np.floor(at + 0.5))
            if serves(fan.place, side, end, along, across, off_along, off_across):
                row, column = cell_at(0, 0, side, along, across)
                times[row + reach, column + reach] += 1
                assert abs(at - across) <= 0.5 * (along - off_along) / (reach - off_along) + 1e-9
                ray = step * (along - off_along)
                own = 0.01 * np.hypot(row - off[1], column - off[0])
                assert ray == pytest.approx(own, rel=0.6 / reach)
    right, down = np.meshgrid(np.arange(-reach, reach + 1), np.arange(-reach, reach + 1))
    far = np.maximum(abs(right), abs(down)) >= NEAR
    assert (times[far] == 1).all() and (times[~far] == 0).all()


def test_a_profile_along_a_column_is_that_column():
    height = hills(41)
    clutter = np.full(height.shape, 7.0)
    land = landscape(height, 10.0, clutter)
    x, y = centre(land, 0, 0)
    profile = ray_profile(land, x, y, 5, 20, 200.0)
    assert profile.distance_km == pytest.approx(np.arange(16) * 0.01)
    assert (profile.height_m == height[20:4:-1, 20]).all()
    assert profile.clutter_m.tolist() == [0.0, *[7.0] * 14, 0.0]
    assert (profile.zone == INLAND).all()


def test_a_plane_stays_a_plane_from_wherever_the_mast_stands():
    down, right = np.mgrid[:81, :81]
    land = landscape(3.0 * right - 2.0 * down + 100, 10.0)
    for offs in ((0.4, 0.1), (-0.5, -0.5), (0.0, 0.45)):
        x, y = centre(land, *offs)
        for row, column in ((3, 50), (77, 20), (41, 70), (2, 2), (60, 60), (43, 38), (40, 41)):
            profile = ray_profile(land, x, y, row, column, 500.0)
            inside = slice(1, -1)
            far = max(abs(row - 40), abs(column - 40)) >= NEAR
            away = np.hypot(row - 40 - offs[1], column - 40 - offs[0]) * 0.01
            assert profile.distance_km[-1] == pytest.approx(away, rel=0.01 if far else 1e-12)
            share = profile.distance_km[inside] / profile.distance_km[-1]
            start = 100 + 3 * (40 + offs[0]) - 2 * (40 + offs[1])
            expected = start + share * (land.height_m[row, column] - start)
            # The ray may end up to half a cell beside the cell's centre.
            assert profile.height_m[inside] == pytest.approx(expected, abs=2.6 if far else 1e-4)
            assert profile.height_m[0] == land.height_m[40, 40] and profile.height_m[-1] == land.height_m[row, column]
            assert len(share) == (max(abs(row - 40), abs(column - 40)) if far else NEAR_STEPS) - 1


def test_steps_are_equal_but_for_the_first():
    land = coast(101)
    x, y = centre(land, 0.5, 0.2)
    for row, column in ((0, 13), (99, 80), (47, 3), (52, 98)):
        steps = np.diff(ray_profile(land, x, y, row, column, 2000.0).distance_km)
        assert steps[1:] == pytest.approx(steps[1], rel=1e-9)
        assert 0.45 < steps[0] / steps[1] < 1.55


def test_zones_are_those_of_the_nearest_cells():
    land = coast(101)
    x, y = centre(land)
    seen = set()
    for row, column in ((3, 13), (99, 80), (20, 97), (90, 5)):
        profile = ray_profile(land, x, y, row, column, 2000.0)
        assert profile.zone[0] == land.zones[50, 50] and profile.zone[-1] == land.zones[row, column]
        share = np.arange(len(profile.zone)) / (len(profile.zone) - 1)
        near = land.zones[np.rint(50 + share * (row - 50)).astype(int), np.rint(50 + share * (column - 50)).astype(int)]
        assert (near == profile.zone).mean() > 0.9
        seen |= set(profile.zone)
    assert seen >= {SEA, COASTAL}


def test_the_unknown_begins_where_both_neighbours_are_unknown():
    height = hills(61)
    height[20, :] = np.nan
    land = landscape(height, 10.0)
    x, y = centre(land, 0, 0)
    profile = ray_profile(land, x, y, 2, 31, 300.0)
    assert not np.isnan(profile.height_m[:10]).any() and np.isnan(profile.height_m[10:]).all()
    height[20, :] = 100
    height[20, 30] = np.nan  # one of two: the other counts alone
    profile = ray_profile(landscape(height, 10.0), x, y, 2, 31, 300.0)
    assert not np.isnan(profile.height_m).any() and profile.height_m[10] == 100


def test_a_mast_outside_or_without_reach_is_refused():
    land = landscape(np.zeros((20, 20)), 10.0)
    with pytest.raises(InputError, match="outside the terrain model"):
        make_fan(land, WEST - 1, NORTH - 50, 100.0)
    for reach in (0.0, -5.0, float("nan"), float("inf")):
        with pytest.raises(InputError, match="above zero"):
            make_fan(land, WEST + 50, NORTH - 50, reach)
