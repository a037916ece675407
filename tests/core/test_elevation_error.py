"""The error model: that it finds the errors that were put in, and predicts what they do to means."""

import math

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.transform import from_origin
from scipy.optimize import isotonic_regression

from soranome.plugin.core.change.elevation_error import (
    ErrorModel,
    _never_falling,
    even_windows,
    nmad,
    provable,
    quantile,
)
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.sample.noise import field

CELL = (2.0, 2.0)


def errors(seed, shape=(400, 400), white=0.05, correlated=0.08, slope=None, growth=0.0):
    rng = np.random.default_rng(seed)
    scale = 1.0 if slope is None else 1 + growth * slope
    made = field(rng, shape, 2.0, 60.0, 15.0) * correlated + rng.normal(0, white, shape)
    return (made * scale).astype("float32")


def everywhere(difference, slope=None):
    return [(difference, slope, np.ones(difference.shape, bool))]


def test_parts_and_range_are_those_put_in():
    model = ErrorModel.fit(everywhere(errors(1)), CELL)
    total = 0.05**2 + 0.08**2
    assert model.sigmas_m[0] == pytest.approx(math.sqrt(total), rel=0.05)
    assert model.white == pytest.approx(0.05**2 / total, abs=0.06)
    assert model.correlated == pytest.approx(0.08**2 / total, abs=0.1)
    assert 15 < model.range_m < 80


def test_white_noise_has_no_range():
    model = ErrorModel.fit(everywhere(errors(1, correlated=0.0)), CELL)
    assert model.white == pytest.approx(1, abs=0.05)
    assert model.correlated < 0.05


def test_sigma_grows_with_slope_and_never_falls():
    slope = np.broadcast_to(np.linspace(0, 45, 400, dtype="float32"), (400, 400))
    model = ErrorModel.fit(everywhere(errors(2, slope=slope, growth=0.04), slope), CELL)
    flat = math.hypot(0.05, 0.08)
    for degrees in (3, 20, 42):
        assert model.sigma(np.float32(degrees)) == pytest.approx(flat * (1 + 0.04 * degrees), rel=0.15)
    assert (np.diff(model.sigmas_m) >= 0).all()
    assert model.sigma(np.float32(np.nan)) == np.float32(model.sigmas_m[0])


def test_what_changed_hardly_moves_sigma():
    difference = errors(3)
    changed = difference.copy()
    changed[50:90, 50:90] += 3
    models = [ErrorModel.fit(everywhere(d), CELL) for d in (difference, changed)]
    assert models[1].sigmas_m[0] == pytest.approx(models[0].sigmas_m[0], rel=0.05)
    assert models[1].correlated == pytest.approx(models[0].correlated, rel=0.1)


def test_an_earthwork_on_the_only_steep_slope_does_not_pass_for_its_error():
    slope = np.full((400, 400), 3, "float32")
    slope[100:120, 100:120] = 33
    difference = errors(4)
    difference[100:120, 100:120] += 1
    model = ErrorModel.fit(everywhere(difference, slope), CELL)
    assert model.sigma(np.float32(33)) < 0.2


def test_the_error_of_a_levelled_mean_is_predicted():
    """600 places of 13 × 13 cells on made errors: how the mean over them less that of a ring scatters."""
    model = ErrorModel.fit(everywhere(errors(5)), CELL)
    rows, columns = np.mgrid[:41, :41]
    away = np.maximum(abs(rows - 20), abs(columns - 20))
    place, ring = away <= 6, (away > 8) & (away <= 13)
    points = np.column_stack([columns.ravel() * 2.0, rows.ravel() * 2.0])
    predicted = model.sigmas_m[0] * math.sqrt(model.variance_of_mean(points[place.ravel()], points[ring.ravel()]))
    alone = model.sigmas_m[0] * math.sqrt(model.variance_of_mean(points[place.ravel()]))
    levelled, means = [], []
    for seed in range(8):
        made = errors(100 + seed)
        for row in range(0, 350, 41):
            for column in range(0, 350, 41):
                part = made[row : row + 41, column : column + 41]
                means.append(part[place].mean())
                levelled.append(part[place].mean() - part[ring].mean())
    assert predicted == pytest.approx(np.std(levelled), rel=0.2)
    assert alone == pytest.approx(np.std(means), rel=0.25)
    assert predicted < alone


def test_independent_errors_shrink_by_the_root_of_their_number():
    model = ErrorModel((0.0,), (0.2,), 1.0, ())
    points = np.random.default_rng(0).random((400, 2))
    assert model.variance_of_mean(points) == pytest.approx(1 / 400)
    assert model.variance_of_mean(points, points[:100]) == pytest.approx(1 / 400 + 1 / 100)


@pytest.mark.parametrize(
    "parts",
    [((0.3, 8.0), (0.2, 16.0), (0.1, 128.0)), ((0.2, 128.0), (0.3, 8.0)), ((0.3, 9.0), (0.2, 17.5)), ((0.4, 64.0),)],
)
def test_the_variance_of_a_mean_is_that_of_all_pairs(parts):
    """−ΣΣ λᵢλⱼ γ(hᵢⱼ), each pair of points by itself; ranges that are doubles of each other, and others."""
    model = ErrorModel((0.0,), (0.1,), 0.0, parts)
    place, ring = np.random.default_rng(1).uniform(0, 90, (2, 40, 2))
    points = np.concatenate([place, ring])
    weights = np.repeat([1 / 40, -1 / 40], 40)
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    gamma = sum(share * (1 - np.exp(-3 * (apart / reach) ** 2)) for share, reach in parts)
    assert model.variance_of_mean(place, ring) == pytest.approx(-weights @ gamma @ weights, rel=1e-9)


def test_a_model_survives_as_tags():
    model = ErrorModel((1.0, 12.5), (0.1, 0.3), 0.25, ((0.5, 32.0), (0.3, 256.0)), 0.02)
    assert ErrorModel.from_tags(model.tags()) == model
    assert ErrorModel.from_tags({}) is None
    assert ErrorModel.from_tags({**model.tags(), "SIGMA": "nonsense"}) is None


def test_a_given_sigma_holds_on_level_ground_and_grows_as_measured():
    model = ErrorModel((1.0, 30.0), (0.1, 0.3), 0.5, ()).given(0.2)
    assert model.sigmas_m == pytest.approx((0.2, 0.6))


def test_the_constants_are_those_of_the_literature():
    assert quantile(0.95) == pytest.approx(1.96, abs=1e-3)
    assert provable(0.143, 0.95) == pytest.approx((1.96 + 1.645) * 0.143, abs=1e-3)
    assert nmad(np.random.default_rng(0).normal(0, 2, 100_000)) == pytest.approx(2, rel=0.02)


def test_even_windows_cover_everything_once_and_begin_everywhere():
    grid = Grid(CRS.from_epsg(6677), from_origin(0, 0, 1, 1), 5000, 3300)
    windows = list(even_windows(grid, 256))
    covered = np.zeros(grid.shape, np.uint8)
    for window in windows:
        rows, columns = window.toslices()
        covered[rows, columns] += 1
    assert (covered == 1).all()
    first = np.array([(w.row_off // 1650, w.col_off // 2500) for w in windows[:16]])
    assert all((first == corner).all(axis=1).sum() >= 2 for corner in ((0, 0), (0, 1), (1, 0), (1, 1)))


@pytest.mark.parametrize("seed", range(20))
def test_errors_that_never_fall_are_those_of_scipy(seed):
    rng = np.random.default_rng(seed)
    values, weights = rng.random((2, 1 + seed % 8)) + 0.1
    expected = isotonic_regression(values, weights=weights).x
    np.testing.assert_allclose(_never_falling(values, weights), expected, rtol=1e-12)
