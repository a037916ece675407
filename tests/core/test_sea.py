"""Islands and ponds: water that stays is seen and unchanged, and leaves the law of "unchanged" to the land."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from scipy import ndimage

from soranome.plugin.core.change.optical import METHODS, detect
from soranome.plugin.core.change.pair import PairFiles
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.sample import make_scene, write_rasters

SOIL = np.array((1100, 1500, 2000, 2700, 3400, 2900))
POND = np.array((600, 500, 300, 120, 60, 40))


@pytest.fixture(scope="module")
def island():
    return make_scene(2, 1, place="island")


@pytest.fixture(scope="module")
def written(island, tmp_path_factory):
    folder = tmp_path_factory.mktemp("island")
    paths = {name: str(path) for name, path in write_rasters(island, folder).items()}
    return PairFiles(
        paths["optical_before"], paths["optical_after"], "sentinel2", "", paths["mask_before"], paths["mask_after"]
    )


@pytest.fixture
def run(tmp_path):
    """A function that runs the detection and returns its result, SCORE, CHANGE and SOIL."""

    def layers(files, **options):
        paths = [str(tmp_path / f"{name}.tif") for name in ("score", "change", "soil")]
        result = detect(files, *paths, **options)
        return result, *(rasterio.open(path).read(1) for path in paths)

    return layers


@pytest.fixture(scope="module")
def open_sea(island):
    """Sea away from the shore, whose cells hold land too."""
    return ndimage.binary_erosion(island.landcover == 6, iterations=3)


@pytest.fixture(scope="module")
def forest(island):
    return np.isin(island.landcover, (1, 2))


def paint(image, place, spectrum, seed):
    noise = np.random.default_rng(seed).normal(1, 0.04, (len(image), *image[0][place].shape))
    image[(slice(None), *place)] = np.clip(spectrum[:, None, None] * noise, 1, None).astype(image.dtype)


@pytest.mark.parametrize("method", METHODS)
def test_the_sea_is_seen_and_unchanged_and_so_is_the_forest(run, island, written, open_sea, forest, method):
    result, score, change, soil = run(written, coregister=True, method=method)
    seen = open_sea & (change != 255)
    assert seen.sum() > 0.5 * open_sea.sum()
    assert (change[seen] == 0).mean() > 0.999 and np.median(score[seen]) == 0 and (soil[seen] == 0).all()
    assert (change[forest & (change != 255)] > 0).mean() < 0.15
    assert (result.shift.x, result.shift.y) == pytest.approx(island.shift, abs=0.1)


def test_block_size_does_not_matter(run, written):
    whole = run(written)
    for size in (37, 128):
        for one, other in zip(run(written, block_size=size)[1:], whole[1:]):
            np.testing.assert_array_equal(one, other)


def test_land_won_from_water_is_bare_ground_and_drowned_land_a_change(run, island, make_raster):
    """A fill on the shore, one in a pond inland, a pond that stays, and one that is new."""
    before, after = island.before.copy(), island.after.copy()
    rows, columns = np.nonzero(ndimage.binary_erosion(island.landcover == 6, iterations=8))
    shore = slice(rows[0], rows[0] + 8), slice(columns[0], columns[0] + 8)
    middle = np.array(np.nonzero(island.landcover == 2)).mean(axis=1).astype(int)
    filled, stays, drowned = (
        (slice(r, r + 9), slice(middle[1], middle[1] + 9)) for r in (middle[0] - 20, middle[0], middle[0] + 20)
    )
    paint(before, filled, POND, 1), paint(before, stays, POND, 2), paint(after, stays, 1.3 * POND, 3)
    paint(after, filled, SOIL, 4), paint(after, shore, SOIL, 5), paint(after, drowned, POND, 6)
    masks = island.mask_before.copy(), island.mask_after.copy()  # clouds, left in, would pass for a shift of the image
    for mask in masks:
        for rows, columns in (shore, filled, stays, drowned):  # and a cloud's margin hides what lies near it
            mask[max(rows.start - 20, 0) : rows.stop + 20, max(columns.start - 20, 0) : columns.stop + 20] = 4
    arrays = (before, after, *masks)
    paths = [make_raster(f"{number}.tif", array) for number, array in enumerate(arrays)]
    _, score, change, soil = run(PairFiles(*paths[:2], "sentinel2", "", *paths[2:]))
    for place in (filled, shore):
        assert (change[place] == 2).mean() > 0.9 and (score[place] >= 0.5).mean() > 0.9
        assert soil[place][change[place] == 2].mean() > 0.3
    assert (change[stays] == 0).all() and (score[stays] == 0).all()
    assert np.isin(change[drowned], (3, 4)).mean() > 0.8


def test_masks_tell_water_where_the_bands_cannot(run, island, make_raster, open_sea, forest):
    """Bands named by hand may hold digital numbers, whose signs say nothing."""
    names = "blue,green,red,nir,swir1,swir2"
    arrays = (island.before, island.after, island.mask_before, island.mask_after)
    paths = [make_raster(f"{number}.tif", array) for number, array in enumerate(arrays)]
    _, score, change, _ = run(PairFiles(*paths[:2], "custom", names, *paths[2:]))
    seen = open_sea & (change != 255)
    assert (score[seen] == 0).mean() > 0.99
    assert (change[forest & (change != 255)] > 0).mean() < 0.15


def test_nothing_but_sea_is_refused(run, make_raster):
    images = np.empty((2, 6, 60, 60), "uint16")
    for number, image in enumerate(images):
        paint(image, (slice(None), slice(None)), POND, number)
    files = PairFiles(make_raster("a.tif", images[0]), make_raster("b.tif", images[1]), "sentinel2")
    with pytest.raises(InputError, match=r"Only 0 cells of 3600 show land on both dates"):
        run(files)
