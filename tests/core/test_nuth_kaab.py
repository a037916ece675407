"""Co-registration of elevation models: known shifts, real terrain, and what cannot be registered."""

import numpy as np
import pytest
import rasterio
from scipy import ndimage

from soranome.plugin.core.change.nuth_kaab import register
from soranome.plugin.core.sample.noise import field

X, Y, Z = 2.3, -1.7, 0.4


def displaced(heights, cell, x=X, y=Y, z=Z):
    """The same ground lying ``x`` m east, ``y`` m north and ``z`` m up."""
    moved = ndimage.shift(heights.astype("float64"), (-y / cell, x / cell), order=5, mode="nearest")
    return (moved + z).astype("float32")


def mountains(seed=0, shape=(300, 320), cell=5.0):
    return (500 + 60 * field(np.random.default_rng(seed), shape, cell, 900.0, beta=4)).astype("float32")


def everywhere(before, after):
    return [(before, after, np.isfinite(before) & np.isfinite(after))]


def test_a_known_shift_is_recovered_under_noise_and_change():
    before = mountains()
    after = displaced(before, 5.0) + np.random.default_rng(1).normal(0, 0.2, before.shape).astype("float32")
    after[100:130, 100:130] += 6
    found = register(everywhere(before, after), (5.0, 5.0))
    assert found.reliable and not found.flat
    assert found.x_m == pytest.approx(X, abs=0.1)
    assert found.y_m == pytest.approx(Y, abs=0.1)
    assert found.z_m == pytest.approx(Z, abs=0.02)
    assert found.nmad_after_m < 0.5 * found.nmad_before_m


def test_several_cells_and_holes():
    before = mountains(2)
    after = displaced(before, 5.0, 31.0, -22.0, 36.9)
    before[40:60, 200:230] = np.nan
    after[:, 150:153] = np.nan
    found = register(everywhere(before, after), (5.0, 5.0))
    assert (found.x_m, found.y_m, found.z_m) == pytest.approx((31.0, -22.0, 36.9), abs=0.05)


def test_cells_need_not_be_square():
    ground = mountains(3, (600, 320))
    before, after = ground[::2], displaced(ground, 5.0, 7.0, 11.0, 0)[::2]
    found = register(everywhere(before, after), (5.0, 10.0))
    assert (found.x_m, found.y_m) == pytest.approx((7.0, 11.0), abs=0.1)


def test_the_stated_uncertainty_is_honest():
    """Errors correlated over tens of cells: found shifts lie about as far from none as their deviations say."""
    z = []
    for seed in range(12):
        rng = np.random.default_rng(50 + seed)
        before = mountains(seed, (240, 240))
        noise = field(rng, before.shape, 5.0, 150.0, 20.0) * 0.5
        found = register(everywhere(before, before + noise.astype("float32")), (5.0, 5.0))
        z += [found.x_m / found.x_sd_m, found.y_m / found.y_sd_m, found.z_m / found.z_sd_m]
    assert 0.5 < np.sqrt(np.mean(np.square(z))) < 1.7


def test_tiles_are_one_terrain():
    before = mountains(4)
    after = displaced(before, 5.0)
    whole = register(everywhere(before, after), (5.0, 5.0))
    parts = [everywhere(before[:, half], after[:, half])[0] for half in (slice(160), slice(160, None))]
    both = register(parts, (5.0, 5.0))
    assert (both.x_m, both.y_m, both.z_m) == pytest.approx((whole.x_m, whole.y_m, whole.z_m), abs=0.02)


def test_flat_ground_shows_no_shift():
    rng = np.random.default_rng(0)
    before = (10 + rng.normal(0, 0.02, (200, 200))).astype("float32")
    assert register(everywhere(before, before + 0.5), (5.0, 5.0)).flat


def test_slopes_of_one_direction_do_not_show_a_shift_along_them():
    rng = np.random.default_rng(0)
    before = (np.arange(200.0)[None, :] * 2 + np.zeros((200, 1))).astype("float32")
    after = before + rng.normal(0, 0.1, before.shape).astype("float32")
    assert register(everywhere(before, after), (5.0, 5.0)).flat


def test_two_different_places_do_not_register():
    found = register(everywhere(mountains(5), mountains(6)), (5.0, 5.0))
    assert not found.reliable


def test_real_lidar(data):
    """Fort Bragg 2004 and 2016, 1 m: the later one displaced by a known shift lies that much farther than as it is."""
    before, after = (_read(data / "dem" / "fortbragg" / f"elevation_{year}.tif") for year in (2004, 2016))
    as_it_is = register(everywhere(before, after), (1.0, 1.0))
    moved = register(everywhere(before, displaced(after, 1.0)), (1.0, 1.0))
    assert moved.x_m - as_it_is.x_m == pytest.approx(X, abs=0.1)
    assert moved.y_m - as_it_is.y_m == pytest.approx(Y, abs=0.1)
    assert moved.z_m - as_it_is.z_m == pytest.approx(Z, abs=0.02)
    # The pair's own shift, on gentle ground with real change, is known to some decimetres, and says so.
    assert abs(as_it_is.x_m) < 3 * as_it_is.x_sd_m and abs(as_it_is.y_m) < 3 * as_it_is.y_sd_m


def test_real_srtm(data):
    """A blurred copy that lies 3 cells left and 5 up (demcompare's)."""
    folder = data / "dem" / "srtm_shift"
    before, after = _read(folder / "srtm_ref.tif"), _read(folder / "srtm_blurred_and_shifted.tif")
    found = register(everywhere(before[:995, :997], after), (71.0, 92.5))
    assert (found.x_m / 71.0, found.y_m / 92.5) == pytest.approx((-3, 5), abs=0.02)


def _read(path):
    with rasterio.open(path) as dataset:
        heights = dataset.read(1).astype("float32")
    return np.where(heights < -1000, np.nan, heights)
