"""The triangulation: against SciPy, the same for any order and any neighbourhood, exact on a plane."""

import numpy as np
import pytest
from scipy.spatial import Delaunay

from soranome.plugin.core.pointcloud.tin import LARGEST_SPAN, Tin, _exact_in_circle


def random_points(count, span=1 << 20, seed=0):
    rng = np.random.default_rng(seed)
    return rng.integers(0, span, (2, count)).astype(np.int32)


def triangles(x, y):
    """Triangles as sorted sets of places (not of numbers, which change with the order)."""
    tin = Tin(x, y, np.zeros(x.size, np.int32))
    corners = tin.corners.reshape(-1, 3)
    corners = corners[(corners >= 0).all(axis=1)]
    places = tin.x.astype(np.int64) << 32 | tin.y
    return {tuple(sorted(three)) for three in places[corners].tolist()}


@pytest.mark.parametrize("count", [3, 10, 200, 5000])
def test_is_the_triangulation_of_scipy(count):
    x, y = random_points(count)
    places = x.astype(np.int64) << 32 | y
    expected = {tuple(sorted(three)) for three in places[Delaunay(np.stack([x, y], axis=1)).simplices].tolist()}
    assert triangles(x, y) == expected


def test_points_on_a_grid_have_one_triangulation_in_any_order():
    x, y = (
        part.ravel().astype(np.int32) for part in np.meshgrid(np.arange(0, 40_000, 1000), np.arange(0, 30_000, 1000))
    )
    expected = triangles(x, y)
    assert len(expected) == 2 * 39 * 29
    for seed in range(4):
        order = np.random.default_rng(seed).permutation(x.size)
        assert triangles(x[order], y[order]) == expected


def test_a_part_of_a_grid_has_the_triangles_of_the_whole():
    x, y = (
        part.ravel().astype(np.int32) for part in np.meshgrid(np.arange(0, 40_000, 1000), np.arange(0, 30_000, 1000))
    )
    part = (x >= 12_000) & (x <= 25_000) & (y >= 7_000) & (y <= 21_000)
    assert triangles(x[part], y[part]) < triangles(x, y)


def test_circle_of_many_points_has_one_triangulation_in_any_order():
    # All whole points at distance 325 · 1000 of the origin.
    circle = [(a, b) for a in range(-325, 326) for b in range(-325, 326) if a * a + b * b == 325**2]
    x, y = (np.array(circle) * 1000).T.astype(np.int32)
    expected = triangles(x, y)
    assert len(expected) == len(circle) - 2
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(x.size)
        assert triangles(x[order], y[order]) == expected


def test_sign_is_exact_where_floats_are_not():
    rng = np.random.default_rng(3)
    for _ in range(300):
        a, b, c = (tuple(int(v) for v in rng.integers(-LARGEST_SPAN, LARGEST_SPAN, 2)) for _ in range(3))
        rows = [(dx, dy, dx * dx + dy * dy) for dx, dy in (a, b, c)]
        exact = sum(
            rows[i][2] * (rows[(i + 1) % 3][0] * rows[(i + 2) % 3][1] - rows[(i + 1) % 3][1] * rows[(i + 2) % 3][0])
            for i in range(3)
        )
        assert _exact_in_circle(*a, *b, *c) == (exact > 0) - (exact < 0)
    assert _exact_in_circle(5, 0, 0, 5, -5, 0) == _exact_in_circle(3, 4, -4, 3, -3, -4) == 1
    assert _exact_in_circle(1, 0, 1, 1, 0, 1) == 0  # (1, 0), (1, 1), (0, 1) and the origin: one circle


def test_plane_is_exact():
    x, y = random_points(3000, 1_000_000)
    z = 2 * x.astype(np.int64) - 3 * y + 12_345
    surface = Tin(x, y, z.astype(np.int32)).surface((90, 90), 50_000, 950_000, 10_000, 1e6)
    columns, rows = np.meshgrid(50_000 + 10_000 * (np.arange(90) + 0.5), 950_000 - 10_000 * (np.arange(90) + 0.5))
    assert np.abs(surface - (2 * columns - 3 * rows + 12_345)).max() < 1e-6


def test_gaps_stay_empty_where_they_are_wider():
    x, y = random_points(40_000, 1_000_000, seed=2)
    middle = np.hypot(x - 500_000, y - 500_000)
    x, y = x[middle > 100_000], y[middle > 100_000]  # a hole 200,000 wide
    tin = Tin(x, y, np.zeros(x.size, np.int32))
    inside = tin.surface((1, 1), 499_000, 501_000, 2000, 190_000)
    assert np.isnan(inside).all()
    assert (tin.surface((1, 1), 499_000, 501_000, 2000, 230_000) == 0).all()


def test_points_of_one_place_count_once_with_the_lowest_height():
    x, y = random_points(500)
    z = np.arange(500, dtype=np.int32)
    twice = Tin(np.tile(x, 2), np.tile(y, 2), np.concatenate([z + 10, z]))
    once = Tin(x, y, z)
    draw = {"shape": (50, 50), "west": 0, "north": 1 << 20, "cell": (1 << 20) / 50, "widest": 1e9}
    np.testing.assert_array_equal(twice.surface(**draw), once.surface(**draw))


@pytest.mark.parametrize("points", [[], [(0, 0)], [(0, 0), (5, 5)], [(0, 0)] * 9, [(i, 2 * i) for i in range(50)]])
def test_points_on_one_line_make_no_triangles(points):
    x, y = np.array(points, np.int32).reshape(-1, 2).T.copy()
    assert np.isnan(Tin(x, y, x).surface((3, 3), -1, 101, 20, 1e9)).all()


def test_line_and_one_point_beside_it():
    x, y = np.array([*range(0, 1000, 10), 500], np.int32), np.array([0] * 100 + [300], np.int32)
    assert len(triangles(x, y)) == 99


def test_it_gives_up_when_told():
    x, y = random_points(20_000)
    assert Tin(x, y, x, stop=np.ones(1, np.uint8)).corners.size == 0
