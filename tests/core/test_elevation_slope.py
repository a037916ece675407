"""Slope and aspect."""

import numpy as np
import pytest

from soranome.plugin.core.terrain.slope import aspect_degrees, gradient, slope_degrees


def plane(east, north, rows=6, columns=7, width=2.0, height=3.0):
    """Heights that rise by so much per metre to the east and to the north."""
    x, y = np.arange(columns) * width, -np.arange(rows) * height
    return (100 + east * x[None, :] + north * y[:, None]).astype("float64")


def test_a_plane_has_its_slope_everywhere_edges_too():
    east, north = gradient(plane(0.3, -0.4), 2.0, 3.0)
    np.testing.assert_allclose(east, 0.3)
    np.testing.assert_allclose(north, -0.4)
    np.testing.assert_allclose(slope_degrees(east, north), np.degrees(np.arctan(0.5)))


def test_a_hole_stays_a_hole_and_spoils_no_neighbour():
    heights = plane(0.3, -0.4, 9, 9)
    heights[4, 3:6] = np.nan
    heights[0, 0] = np.nan
    east, north = gradient(heights, 2.0, 3.0)
    holes = np.isnan(heights)
    assert (np.isnan(east) == holes).all() and (np.isnan(north) == holes).all()
    np.testing.assert_allclose(east[~holes], 0.3)
    np.testing.assert_allclose(north[~holes], -0.4)


@pytest.mark.parametrize(
    ("east", "north", "towards"), [(-1, 0, 90), (1, 0, 270), (0, 1, 180), (0, -1, 0), (-1, -1, 45), (1, 1, 225)]
)
def test_aspect_is_the_way_down_clockwise_from_north(east, north, towards):
    assert aspect_degrees(np.float64(east), np.float64(north)) == pytest.approx(towards)


def test_level_ground_has_no_aspect():
    east, north = gradient(np.full((4, 4), 12.0), 1.0, 1.0)
    assert (slope_degrees(east, north) == 0).all()
    assert np.isnan(aspect_degrees(east, north)).all()


def test_the_weights_are_those_of_horn():
    """((c + 2f + i) − (a + 2d + g)) / 8, and the like to the north, by hand."""
    heights = np.array([[1.0, 4, 2], [7, 5, 11], [3, 9, 6]])
    east, north = gradient(heights, 10.0, 10.0)
    assert east[1, 1] == pytest.approx(((2 + 2 * 11 + 6) - (1 + 2 * 7 + 3)) / 80)
    assert north[1, 1] == pytest.approx(((1 + 2 * 4 + 2) - (3 + 2 * 9 + 6)) / 80)
