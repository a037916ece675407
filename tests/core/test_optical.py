"""Optical change: what is found, what is kept out, and what must not matter."""

import itertools

import numpy as np
import pytest
import rasterio

from soranome.plugin.core.change import optical
from soranome.plugin.core.change.optical import METHODS, detect
from soranome.plugin.core.change.pair import PairFiles


def run(tmp_path, files, name="out", **options):
    paths = [str(tmp_path / f"{name}_{kind}.tif") for kind in ("score", "change", "soil")]
    result = detect(files, *paths, **options)
    layers = []
    for path in paths:
        with rasterio.open(path) as dataset:
            layers.append(dataset.read(1))
    return result, *layers


@pytest.fixture
def pair(make_raster, pair_arrays):
    before, after, truth = pair_arrays
    return PairFiles(make_raster("前.tif", before), make_raster("後.tif", after), "sentinel2"), truth


@pytest.mark.parametrize("method", METHODS)
def test_finds_fresh_soil_and_little_else(tmp_path, pair, method):
    files, truth = pair
    result, score, change, soil = run(tmp_path, files, method=method)
    found = np.isin(change, (1, 2))
    assert found[truth].mean() > 0.9
    assert (found & ~truth).sum() < 0.15 * truth.sum()
    assert np.nanmin(score) >= 0 and np.nanmax(score) <= 1
    assert soil[truth].mean() > 0.3
    assert result.changed_cells == ((change > 0) & (change < 255)).sum()


@pytest.mark.parametrize("method", METHODS)
def test_score_and_change_say_the_same(tmp_path, pair, method):
    _, score, change, _ = run(tmp_path, pair[0], method=method)
    assert np.array_equal(score >= 0.5, np.isin(change, (1, 2, 3, 4, 5)))
    assert np.array_equal(np.isnan(score), change == 255)


@pytest.mark.parametrize("method", METHODS)
def test_block_size_does_not_matter(tmp_path, make_raster, pair_arrays, method):
    before, after, _ = pair_arrays
    mask = np.zeros(before.shape[1:], "uint8")
    mask[60:90, 50:80] = 1
    files = PairFiles(make_raster("a.tif", before), make_raster("b.tif", after), after_mask=make_raster("m.tif", mask))
    whole = run(tmp_path, files, "whole", method=method)
    for size in (17, 64, 100):
        parts = run(tmp_path, files, f"parts{size}", method=method, block_size=size)
        assert parts[0].threshold == whole[0].threshold
        for one, other in zip(parts[1:], whole[1:]):
            np.testing.assert_allclose(one, other, atol=1e-6)


def test_turned_around_soil_becomes_vegetation(tmp_path, pair):
    files, truth = pair
    _, _, change, soil = run(tmp_path, PairFiles(files.after, files.before, "sentinel2"))
    assert (change[truth] == 3).mean() > 0.7
    assert soil[truth].mean() < -0.3


def test_masked_cells_are_unknown_not_unchanged(tmp_path, make_raster, pair_arrays):
    before, after, truth = pair_arrays
    scl = np.full(before.shape[1:], 4, "uint8")
    scl[100:130, 90:130] = 9  # cloud over plain forest: nothing to see there
    cloudy = after.copy()
    cloudy[:, 100:130, 90:130] = np.array([6000, 6100, 6200, 6500, 5200, 4200])[:, None, None]
    files = PairFiles(
        make_raster("a.tif", before), make_raster("b.tif", cloudy), "sentinel2", after_mask=make_raster("m.tif", scl)
    )
    _, score, change, _ = run(tmp_path, files)
    assert (change[100:130, 90:130] == 255).mean() > 0.97
    assert np.isnan(score[110, 110])
    assert np.isin(change, (1, 2))[truth].mean() > 0.9


def test_fresh_soil_taken_for_cloud_is_kept_as_its_own_class(tmp_path, make_raster, pair_arrays):
    before, after, _ = pair_arrays
    scl = np.full(before.shape[1:], 5, "uint8")
    scl[0, 0] = 4
    scl[20:26, 30:38] = 8  # exactly the first soil patch
    files = PairFiles(
        make_raster("a.tif", before), make_raster("b.tif", after), "sentinel2", after_mask=make_raster("m.tif", scl)
    )
    _, score, change, _ = run(tmp_path, files)
    assert (change[20:26, 30:38] == 5).mean() > 0.9
    assert (score[20:26, 30:38][change[20:26, 30:38] == 5] >= 0.5).all()


def test_a_seam_of_nodata_makes_no_change(tmp_path, make_raster, pair_arrays):
    before, after, truth = pair_arrays
    before, after = before.copy(), after.copy()
    before[:, :, 60:64] = 0
    after[:, 85:88, :] = 0
    files = PairFiles(make_raster("a.tif", before), make_raster("b.tif", after, nodata=0))
    _, _, change, _ = run(tmp_path, files)
    assert (change[:, 60:64] == 255).all() and (change[85:88] == 255).all()
    beside = np.zeros_like(truth)
    beside[:, 56:68] = True
    beside[82:91] = True
    assert np.isin(change, (1, 2, 3, 4))[beside & ~truth].mean() < 0.02


def test_coarser_mask_and_wider_images_are_brought_together(tmp_path, make_raster, pair_arrays):
    before, after, truth = pair_arrays
    shifted = {"west": -60000.0 + 200, "north": -30000.0 - 100}
    mask = np.full((75, 80), 4, "uint8")
    mask[:, :5] = 9
    files = PairFiles(
        make_raster("a.tif", before),
        make_raster("b.tif", after[:, 10:, 20:], **shifted),
        "sentinel2",
        before_mask=make_raster("m.tif", mask, cell=20),
    )
    _, _, change, _ = run(tmp_path, files)
    with rasterio.open(tmp_path / "out_change.tif") as dataset:
        assert dataset.shape == (140, 140)
        assert dataset.transform.c == -59800 and dataset.transform.f == -30100
    assert np.isin(change, (1, 2))[truth[10:, 20:]].mean() > 0.9


def test_a_shift_is_refused_or_corrected(tmp_path, make_raster, pair_arrays):
    from soranome.plugin.core.errors import InputError

    before, after, truth = pair_arrays
    moved = np.roll(after, (2, 3), axis=(1, 2))
    files = PairFiles(make_raster("a.tif", before), make_raster("b.tif", moved), "sentinel2")
    with pytest.raises(InputError, match=r"\+3\.0.* right and \+2\.0"):
        run(tmp_path, files)
    assert not list(tmp_path.glob("out*")), "a refused run leaves files"
    result, _, change, _ = run(tmp_path, files, coregister=True)
    assert result.corrected
    assert np.isin(change, (1, 2))[truth].mean() > 0.85
    inner = np.isin(change, (1, 2))[5:-5, 5:-5]
    assert (inner & ~truth[5:-5, 5:-5]).sum() < 0.5 * truth.sum()


def test_large_scenes_are_sampled_evenly(tmp_path, pair, monkeypatch):
    whole = run(tmp_path, pair[0], "whole")
    monkeypatch.setattr(optical, "POOL_BYTES", 160 * 150 * 24 // 4)
    monkeypatch.setattr(optical.pool, "__defaults__", (160 * 150 * 24 // 4,))
    sampled = run(tmp_path, pair[0], "sampled")
    assert sampled[0].sampled_every == 2
    same = (np.isin(sampled[2], (1, 2)) == np.isin(whole[2], (1, 2))).mean()
    assert same > 0.99


def test_types_do_not_matter(tmp_path, make_raster, pair_arrays):
    before, after, _ = pair_arrays
    results = []
    for dtype in ("uint16", "int16", "float32"):
        files = PairFiles(
            make_raster(f"a{dtype}.tif", before.astype(dtype)),
            make_raster(f"b{dtype}.tif", after.astype(dtype)),
            "sentinel2",
        )
        results.append(run(tmp_path, files, dtype)[2])
    for one, other in itertools.pairwise(results):
        assert (one != other).mean() < 1e-3


def test_taizhou_is_found_with_default_settings(tmp_path, data):
    """Landsat ETM+ pair with labelled samples; no setting given."""
    folder = data / "optical" / "taizhou"
    files = PairFiles(str(folder / "taizhou_20000317.tif"), str(folder / "taizhou_2003.tif"))
    _, _, change, _ = run(tmp_path, files)
    with rasterio.open(folder / "taizhou_reference.tif") as dataset:
        reference = dataset.read(1)
    found = np.isin(change, (1, 2, 3, 4, 5))
    hit, false, missed = (
        (found & (reference == 2)).sum(),
        (found & (reference == 1)).sum(),
        (~found & (reference == 2)).sum(),
    )
    assert 2 * hit / (2 * hit + false + missed) >= 0.94


def test_a_method_or_mask_kind_that_is_not_ours_is_refused(tmp_path, make_raster, pair):
    from dataclasses import replace

    with pytest.raises(ValueError, match="irmad"):
        run(tmp_path, pair[0], method="magic")
    files = replace(pair[0], after_mask=make_raster("m.tif", np.zeros((150, 160), "uint8")), mask_kind="magic")
    with pytest.raises(ValueError, match="qa_pixel"):
        run(tmp_path, files)
