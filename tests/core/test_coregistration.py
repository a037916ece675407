"""How far two images lie apart: known shifts must come back to a tenth of a pixel."""

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rasterio.windows import Window
from scipy import ndimage

from soranome.plugin.core.change import coregistration
from soranome.plugin.core.change.coregistration import Shift, estimate_shift
from soranome.plugin.core.errors import Cancelled
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.raster import Raster
from soranome.plugin.core.sample import make_scene
from soranome.plugin.core.tasks import Silent


def grid_of(rows, columns):
    return Grid(CRS.from_epsg(6677), from_origin(0, 0, 10, 10), columns, rows)


def texture(rows, columns, seed=0, slope=1.5):
    """Ground as satellites see it: power falls with frequency (amplitude f^-slope)."""
    spectrum = np.fft.fft2(np.random.default_rng(seed).normal(size=(rows, columns)))
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(rows), np.fft.fftfreq(columns), indexing="ij"))
    frequency[0, 0] = 1
    field = np.fft.ifft2(spectrum / frequency**slope).real
    return 1000 + 200 * (field - field.mean()) / field.std()


def fourier_pair(x, y, rows=260, columns=280, seed=0):
    """A texture, and itself moved ``x`` right and ``y`` down; the rim of the periodic move is cut off."""
    whole = texture(rows + 40, columns + 40, seed)
    moved = np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(whole), (y, x))).real
    return whole[20:-20, 20:-20], moved[20:-20, 20:-20]


def area_pair(x, y, rows=260, columns=280, seed=0):
    """Two pictures of one ground, eight times finer, by cells whose places differ; shifts in eighths of a pixel."""
    fine = ndimage.zoom(texture(rows + 40, columns + 40, seed), 8, order=3)

    def picture(right, down):
        top, left = 160 - round(8 * down), 160 - round(8 * right)
        return fine[top : top + 8 * rows, left : left + 8 * columns].reshape(rows, 8, columns, 8).mean(axis=(1, 3))

    return picture(0, 0), picture(x, y)


def measure(before, after, valid=None, land=True):
    before, after = (image[np.newaxis] if image.ndim == 2 else image for image in (before, after))
    valid = np.ones(before.shape[1:], bool) if valid is None else valid

    def read(window):
        part = window.toslices()
        return before[(slice(None), *part)], after[(slice(None), *part)], valid[part], (valid & land)[part]

    return estimate_shift(read, grid_of(*before.shape[1:]), Silent())


SHIFTS = [(0.0, 0.0), (0.3, -0.4), (-0.75, 0.5), (1.5, 2.25), (-3.0, -5.0), (9.4, -7.7)]


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_known_shift_comes_back(shift):
    found = measure(*fourier_pair(*shift))
    assert found.reliable
    assert (found.x, found.y) == pytest.approx(shift, abs=0.05)
    assert found.too_large == (max(map(abs, shift)) > 0.5)


@pytest.mark.parametrize("shift", [(0.25, -0.5), (-1.375, 0.125), (4.5, 3.625)])
def test_a_known_shift_comes_back_from_cells_that_average_the_ground(shift):
    found = measure(*area_pair(*shift))
    assert found.reliable and (found.x, found.y) == pytest.approx(shift, abs=0.1)


def test_right_and_down_are_positive():
    image = texture(200, 200)
    found = measure(image[20:180, 20:180], image[17:177, 18:178])  # the content lies 3 lower and 2 further right
    assert (found.x, found.y) == pytest.approx((2, 3), abs=0.05)


@pytest.mark.parametrize("shift", SHIFTS[:4])
@pytest.mark.parametrize("seed", [1, 2])
def test_noise_gain_and_season_do_not_matter(shift, seed):
    before, after = fourier_pair(*shift, seed=seed)
    rng = np.random.default_rng(seed)
    before = before + rng.normal(0, 40, before.shape)
    after = (1.3 * after - 150 + rng.normal(0, 40, after.shape)).clip(0)
    rows, columns = np.mgrid[0:260, 0:280]
    shade = 80 * np.sin(rows / 70) * np.cos(columns / 90)  # slow differences of light
    found = measure(before.astype("uint16"), (after + shade).clip(0).astype("uint16"))
    assert found.reliable and (found.x, found.y) == pytest.approx(shift, abs=0.1)


@pytest.mark.parametrize("shift", SHIFTS[:4])
def test_bands_turned_around_or_without_content_are_outvoted(shift):
    """As near infrared turns when leaves fall."""
    pairs = [fourier_pair(*shift, seed=seed) for seed in range(4)]
    before, after = (np.stack([pair[i] for pair in pairs]) for i in (0, 1))
    after[1] = 3000 - after[1]
    after[2] = 700
    found = measure(before, after)
    assert found.reliable and (found.x, found.y) == pytest.approx(shift, abs=0.1)


@pytest.mark.parametrize("shift", SHIFTS[:4])
def test_masks_and_seams_do_not_draw_the_shift_to_zero(shift):
    before, after = fourier_pair(*shift)
    valid = np.ones(before.shape, bool)
    valid[:, 120:135] = False  # a seam, at the same place in both
    valid[40:110, 10:60] = False
    before, after = (np.where(valid, image, 0) for image in (before, after))
    found = measure(before, after, valid)
    assert found.reliable and (found.x, found.y) == pytest.approx(shift, abs=0.1)


@pytest.mark.parametrize("shift", SHIFTS[:3])
def test_real_changes_and_clouds_without_a_mask_do_not_matter(shift):
    before, after = fourier_pair(*shift)
    after = after.copy()
    after[20:80, 30:120] = 6000 + texture(60, 90, 7) / 5
    after[150:190, 200:260] = 300
    found = measure(before, after)
    assert found.reliable and (found.x, found.y) == pytest.approx(shift, abs=0.1)


@pytest.mark.parametrize("size", [60, 160, 400])
def test_noise_and_different_places_cannot_be_measured(size):
    for seed in range(6):
        rng = np.random.default_rng(seed)
        assert not measure(*rng.normal(1000, 100, (2, size, size))).reliable
        assert not measure(texture(size, size, seed), texture(size, size, seed + 50)).reliable


def test_nothing_to_see_cannot_be_measured():
    before, after = fourier_pair(0, 0)
    assert not measure(np.full_like(before, 5), np.full_like(before, 5)).reliable
    hidden = np.zeros(before.shape, bool)
    found = measure(before, after, hidden)
    assert not found.reliable and not found.too_large and found.tiles == 0
    hidden[:50] = True  # a fifth is too little
    assert not measure(before, after, hidden).reliable


def test_a_fully_seen_image_is_weighed_symmetrically():
    weights = coregistration._taper(np.ones((64, 80), bool))
    np.testing.assert_allclose(weights, weights[::-1, ::-1], atol=1e-7)
    assert weights[32, 40] == pytest.approx(1, abs=0.01)


@pytest.fixture(scope="module")
def large():
    return [image.astype("float32") for image in fourier_pair(1.2, -0.6, 1600, 1550)]


def test_large_images_are_measured_by_tiles_in_any_order(large, monkeypatch):
    found = measure(*large)
    assert found.tried == found.tiles == 9 and found.spread < 0.05
    assert (found.x, found.y) == pytest.approx((1.2, -0.6), abs=0.05)
    tiles = coregistration._tiles
    monkeypatch.setattr(coregistration, "_tiles", lambda grid: [tiles(grid)[i] for i in (4, 8, 0, 2, 6, 1, 7, 5, 3)])
    assert measure(*large) == found


def test_tiles_that_disagree_are_outvoted(large):
    before, after = large
    after = after.copy()
    after[:512, :512] = np.roll(before, (30, 30), (0, 1))[:512, :512]
    after[-512:, -512:] = texture(512, 512, 9)
    found = measure(before, after)
    assert found.reliable and found.tiles == 8
    assert (found.x, found.y) == pytest.approx((1.2, -0.6), abs=0.05)


def test_tiles_cover_the_corners_and_stay_inside():
    for rows, columns in ((40, 30), (512, 2000), (5000, 700), (600, 600)):
        tiles = coregistration._tiles(grid_of(rows, columns))
        assert 1 <= len(tiles) <= 9
        assert tiles[0].row_off == tiles[0].col_off == 0
        assert max(t.row_off + t.height for t in tiles) == rows
        assert max(t.col_off + t.width for t in tiles) == columns


def test_it_can_be_cancelled(large):
    class Stop:
        cancelled = False

        def report(self, fraction, text=""):
            self.cancelled = True

    asked = []

    def read(window):
        asked.append(window)
        part = window.toslices()
        seen = np.ones((512, 512), bool)
        return large[0][None][(slice(None), *part)], large[1][None][(slice(None), *part)], seen, seen

    with pytest.raises(Cancelled):
        estimate_shift(read, grid_of(1600, 1550), Stop())
    assert len(asked) < 9


def island_in(rows, columns, top, left, size):
    land = np.zeros((rows, columns), bool)
    land[top : top + size, left : left + size] = True
    return land


@pytest.mark.parametrize("place", [(150, 160, 170), (390, 60, 120)])
def test_an_island_is_measured_by_its_land_alone(place):
    """The sea takes most of the tile, and its waves, which stand still between the dates here, say no shift."""
    before, after = fourier_pair(0.75, -0.5, 512, 520)
    land = island_in(512, 520, *place)
    sea = texture(512, 520, 5)
    found = measure(*(np.where(land, image, sea) for image in (before, after)), land=land)
    assert found.reliable and (found.x, found.y) == pytest.approx((0.75, -0.5), abs=0.1)


@pytest.mark.parametrize("place", [(480, 470, 150), (1400, 30, 150)])
def test_an_island_between_the_tiles_of_a_large_image_is_looked_for(large, place):
    land = island_in(*large[0].shape, *place)
    rng = np.random.default_rng(1)
    found = measure(*(np.where(land, image, rng.normal(300, 30, land.shape)) for image in large), land=land)
    assert found.reliable and found.tiles == 1
    assert (found.x, found.y) == pytest.approx((1.2, -0.6), abs=0.1)


def test_tiles_lie_around_the_land_that_is_there(large):
    land = island_in(*large[0].shape, 480, 470, 150) | island_in(*large[0].shape, 1100, 1200, 250)
    found = measure(*large, land=land)
    assert found.tried == found.tiles == 2
    assert not measure(*large, land=island_in(*large[0].shape, 480, 470, 20)).reliable, "a rock is too little"


def test_reliability_says_whether_tiles_agree():
    assert Shift(0.6, 0, 0.1, 4, 9).too_large and not Shift(0.5, -0.5, 0.1, 4, 9).too_large
    assert not Shift(3, 0, 0.6, 4, 9).reliable and not Shift(3, 0, 0.6, 4, 9).too_large
    assert not Shift(0, 0, float("inf"), 0, 9).reliable
    assert Shift(3, -4, 0, 1, 1).length == 5


def test_the_real_elevation_pair_comes_back(data):
    """SRTM and its blurred copy, whose content lies 3 pixels left and 5 up (CNES demcompare)."""
    folder = data / "dem" / "srtm_shift"
    with Raster(folder / "srtm_ref.tif") as before, Raster(folder / "srtm_blurred_and_shifted.tif") as after:
        rows, columns = (min(sizes) for sizes in zip(before.grid.shape, after.grid.shape))
        window = Window(0, 0, columns, rows)
        (first, first_valid), (second, second_valid) = before.read_valid(window), after.read_valid(window)
    found = measure(first, second, first_valid & second_valid)
    assert found.reliable and (found.x, found.y) == pytest.approx((-3, -5), abs=0.1)


@pytest.mark.parametrize(("km", "seed"), [(1, 0), (1, 1), (1, 4), (1, 9), (1, 11), (1, 13), (1.5, 7), (1.5, 3)])
def test_clouds_that_nobody_masked_are_no_shift(km, seed):
    """A single tile, in which nothing outvotes them; over the whole of it they make the highest peak, or a high one."""
    scene = make_scene(km, seed)
    shift = measure(scene.before, scene.after, (scene.before > 0).all(axis=0) & (scene.after > 0).all(axis=0))
    assert shift.reliable and (shift.x, shift.y) == pytest.approx(scene.shift, abs=0.25)
