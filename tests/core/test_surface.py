"""What covers the ground, told from the bands."""

import numpy as np
import pytest

from soranome.plugin.core.change.sensors import bands_of
from soranome.plugin.core.change.surface import Surface, normalised_difference, open_water, tells_water

# Reflectance × 10,000 of blue, green, red, NIR, SWIR 1, SWIR 2: textbook shapes.
FOREST = (250, 450, 300, 3200, 1500, 700)
GRASS = (500, 900, 600, 3000, 2100, 1200)
SOIL = (900, 1300, 1800, 2500, 3200, 2700)
RED_SOIL = (500, 800, 1700, 2300, 3000, 2700)
GRAVEL = (1500, 1800, 2100, 2400, 2900, 2700)
WATER = (600, 500, 300, 120, 60, 40)
CLOUD = (6000, 6100, 6200, 6500, 5200, 4200)
GREY_ROOF = (1500, 1550, 1600, 1700, 1650, 1600)
SOILS, PLANTS = (SOIL, RED_SOIL, GRAVEL), (FOREST, GRASS)

SIX = bands_of("sentinel2", 6, "uint16", "it")
FOUR = bands_of("four_band", 4, "uint16", "it")


def pixels(shares, bands=6, n=4000, seed=0, gain=1.0, offset=0.0, dtype="uint16"):
    """(2p, n) pixels of both dates, of spectra in given shares, with 8 % of variation."""
    rng = np.random.default_rng(seed)
    spectra = np.array(list(shares))[:, :bands]
    kind = rng.choice(len(spectra), (2, n), p=list(shares.values()))
    image = spectra[kind] * rng.normal(1, 0.08, (2, n, 1)) * rng.normal(1, 0.03, (2, n, bands))
    return (image.transpose(0, 2, 1) * gain + offset).reshape(2 * bands, n).astype(dtype)


def image_of(*spectra, bands=6):
    return np.array(spectra, "uint16")[:, :bands].T[:, :, None]


SCENE = {FOREST: 0.5, GRASS: 0.2, SOIL: 0.1, GREY_ROOF: 0.15, WATER: 0.05}


@pytest.mark.parametrize("zero", [0, 1000])
def test_water_is_told_from_ground_whatever_count_stands_for_nothing(zero):
    image = image_of(WATER, (150, 80, 30, 20, 10, 5), FOREST, SOIL, GRAVEL, CLOUD, GREY_ROOF) + zero
    assert open_water(image, SIX)[:, 0].tolist() == [True, True, False, False, False, False, False]


def test_a_blue_roof_is_no_water_where_there_is_a_band_to_tell():
    roof = image_of((1400, 1300, 700, 1200, 1500, 1400))
    assert open_water(roof, bands_of("sentinel2", 4, "uint16", "it")).all() and not open_water(roof, SIX).any()


def test_water_is_told_by_reflectance_alone():
    assert tells_water(SIX) and not tells_water(FOUR) and not tells_water(bands_of("landsat_tm", 6, "uint8", "it"))


def test_normalised_difference_of_nothing_is_zero():
    first, second = np.array([3.0, 0, -1, 5]), np.array([1.0, 0, -2, -5])
    assert normalised_difference(first, second).tolist() == [0.5, 0, 0, 0]


@pytest.mark.parametrize("bands", [SIX, FOUR], ids=["six", "four"])
def test_vegetation_soil_and_water_are_told_apart(bands):
    surface = Surface.fit(pixels(SCENE, len(bands.roles)), bands)
    cover = surface.read(image_of(*PLANTS, *SOILS, WATER, bands=len(bands.roles)), 0)
    assert cover.vegetation.ravel().tolist() == [True, True, False, False, False, False]
    assert cover.bare.ravel().tolist() == [False, False, True, True, True, False]
    soil = cover.soil.ravel()
    assert (soil[[0, 1, 5]] == 0).all() and (soil[2:5] > 0.2).all() and soil.max() <= 1


def test_soil_is_coloured_and_cloud_and_roof_are_not():
    surface = Surface.fit(pixels(SCENE), SIX)
    cover = surface.read(image_of(*SOILS, CLOUD, GREY_ROOF), 0)
    assert cover.soil_coloured.ravel().tolist() == [True, True, True, False, False]
    assert (cover.soil.ravel()[3:] < 0.3).all()


def test_a_scene_of_forest_alone_is_not_cut_in_two():
    surface = Surface.fit(pixels({FOREST: 1.0}), SIX)
    seen = surface.read(pixels({FOREST: 1.0}, seed=1).reshape(12, 1, -1)[:6], 0)
    assert seen.vegetation.mean() > 0.999 and not seen.bare.any()


def test_a_scene_of_soil_alone_has_no_vegetation():
    surface = Surface.fit(pixels({SOIL: 1.0}), SIX)
    seen = surface.read(pixels({SOIL: 1.0}, seed=1).reshape(12, 1, -1)[:6], 0)
    assert not seen.vegetation.any() and seen.bare.mean() > 0.999


def test_thresholds_of_reflectance_stay_within_the_literature():
    for shares in (SCENE, {FOREST: 1.0}, {SOIL: 1.0}, {WATER: 0.9, GREY_ROOF: 0.1}):
        surface = Surface.fit(pixels(shares), SIX)
        assert 0.3 <= surface.vegetation_from <= 0.5 and 0 <= surface.bare_from <= 0.05
        assert not surface.dark.any()


def test_digital_numbers_are_read_less_their_darkest():
    """Haze adds to every band; what is left after the darkest value is in proportion to reflectance."""
    bands = bands_of("landsat_tm", 6, "uint8", "it")
    raw = pixels(SCENE, gain=0.02, offset=40, dtype="uint8")
    surface = Surface.fit(raw, bands)
    # the darkest thousandth: of water in the infrared
    assert surface.dark[0, 3:] == pytest.approx([42, 41, 40], abs=1.5)
    kinds = image_of(*PLANTS, *SOILS, WATER) * 0.02 + 40
    cover = surface.read(kinds, 0)
    assert cover.vegetation.ravel().tolist() == [True, True, False, False, False, False]
    assert cover.bare.ravel().tolist()[:3] == [False, False, True] and not cover.bare.ravel()[5]


def test_shape_of_the_image_does_not_matter():
    surface = Surface.fit(pixels(SCENE), SIX)
    image = pixels(SCENE, seed=3)[:6]
    flat, square = surface.read(image, 0), surface.read(image.reshape(6, 40, 100), 0)
    for name in ("vegetation", "bare", "soil_coloured", "soil"):
        np.testing.assert_array_equal(getattr(flat, name), getattr(square, name).ravel())


def test_constant_and_negative_values_do_no_harm():
    constant = Surface.fit(np.full((12, 50), 300, "uint16"), SIX)
    assert np.isfinite([constant.vegetation_from, constant.bare_from]).all()
    surface = Surface.fit(pixels(SCENE), SIX)
    cover = surface.read(np.full((6, 2, 2), -50, "float32"), 0)  # as atmospheric correction leaves in shadow
    assert not cover.vegetation.any() and not cover.bare.any() and np.isfinite(cover.soil).all()
    assert not surface.read(np.zeros((6, 1, 1), "uint16"), 0).bare.any()


@pytest.mark.parametrize(("sensor", "zero"), [("sentinel2", 0), ("sentinel2", 1000), ("landsat8", 7273)])
def test_counts_of_zero_reflectance_are_taken_off_each_date(sensor, zero):
    """Sentinel-2 since baseline 04.00 and Landsat Collection 2 add a constant; the two dates may differ in it."""
    bands = bands_of(sensor, 6, "uint16", "x")
    scale = 1 / (2.75e-5 * 10_000) if sensor == "landsat8" else 1.0
    plain = pixels(SCENE)
    counts = plain.astype("float64") * scale
    counts[6:] += zero
    if sensor == "landsat8":
        counts[:6] += zero
    surface = Surface.fit(np.rint(counts).astype("uint16"), bands)
    assert surface.dark[1] == pytest.approx(zero)
    expected = Surface.fit(plain, SIX).indices(plain[6:], 1)
    np.testing.assert_allclose(surface.indices(np.rint(counts[6:]).astype("uint16"), 1), expected, atol=0.03)


def test_reflectance_as_shares_of_one_needs_nothing_taken_off():
    bands = bands_of("landsat8", 6, "float32", "x")
    surface = Surface.fit(pixels(SCENE).astype("float32") / 10_000, bands)
    assert not surface.dark.any()
