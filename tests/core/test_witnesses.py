"""What witnesses say of a place: by cells inside an outline, unknown where nothing is seen."""

import math

import numpy as np
import pytest
import shapely
from shapely import box

from soranome.plugin.core import outlines
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.fill import witnesses
from soranome.plugin.core.fill.witnesses import ELEVATION, OPTICAL, SAR, Witness, WitnessFiles
from soranome.plugin.core.outlines import in_crs

WEST, NORTH = -60000.0, -30000.0


@pytest.fixture
def optical(make_raster):
    """Files of a made optical run: changed at rows 2–5, columns 3–8; unseen in the last two columns."""
    score = np.full((20, 20), 0.2, "float32")
    change = np.zeros((20, 20), "uint8")
    soil = np.zeros((20, 20), "float32")
    score[2:6, 3:9], change[2:6, 3:9], soil[2:6, 3:9] = 0.8, 1, 0.5
    change[5, 3:9] = 2
    score[:, 18:], change[:, 18:] = np.nan, 255
    return WitnessFiles(
        make_raster("score.tif", score, nodata=math.nan),
        make_raster("change.tif", change, nodata=255),
        make_raster("soil.tif", soil, nodata=math.nan),
    )


def cells(left, top, right, bottom, cell=10.0):
    return box(WEST + left * cell, NORTH - bottom * cell, WEST + right * cell, NORTH - top * cell)


def test_a_sample_counts_the_cells_inside(optical):
    with Witness(OPTICAL, optical) as witness:
        sample = witness.sample(cells(3, 2, 9, 8))
    assert (sample.total, sample.seen_cells) == (36, 36)
    assert sample.cells.tolist() == [0, 18, 6, 0, 0, 0]
    assert sample.flagged == pytest.approx(24 / 36)
    assert sample.score == pytest.approx(0.8) and sample.soil == pytest.approx(0.5)


def test_what_lies_without_data_or_beyond_the_raster_is_not_seen(optical):
    with Witness(OPTICAL, optical) as witness:
        assert witness.sample(cells(16, 0, 20, 4)).seen == pytest.approx(0.5)
        assert witness.sample(cells(-4, 0, 4, 4)).seen == pytest.approx(0.5)
        assert witness.sample(cells(40, 40, 44, 44)).seen == 0
        assert witness.sample(cells(18, 0, 20, 2)).seen == 0


def test_a_place_smaller_than_a_cell_is_seen_through_the_cells_it_touches(optical):
    with Witness(OPTICAL, optical) as witness:
        sample = witness.sample(cells(4.1, 3.1, 4.4, 3.4))
    assert sample.total == 1 and sample.flagged == 1


def test_strips_change_nothing(optical, monkeypatch):
    with Witness(OPTICAL, optical) as witness:
        outline = shapely.Point(WEST + 90, NORTH - 60).buffer(75)
        whole = witness.sample(outline)
        monkeypatch.setattr(outlines, "_STRIP_CELLS", 20)
        strips = witness.sample(outline)
    assert whole.cells.tolist() == strips.cells.tolist() and whole.total == strips.total
    assert whole.score == pytest.approx(strips.score) and whole.upper == strips.upper


def test_upper_is_what_a_quarter_exceeds(make_raster):
    score = np.linspace(0, 1, 10000, dtype="float32").reshape(100, 100)
    with Witness(ELEVATION, WitnessFiles(make_raster("e.tif", score))) as witness:
        assert witness.sample(cells(0, 0, 100, 100)).upper == pytest.approx(0.75, abs=0.005)


def test_the_interval_of_change_is_counted(make_raster, optical):
    first = np.zeros((20, 20), "uint8")
    first[2:6, 3:7], first[2:6, 7:9] = 2, 3
    path = make_raster("first.tif", first, nodata=255)
    import rasterio

    with rasterio.open(path, "r+") as dataset:
        dataset.update_tags(DATES="2024-01-01,2024-02-01,2024-03-01,2024-04-01")
    with Witness(SAR, WitnessFiles(optical.score, optical.change, first_change=path)) as witness:
        assert witness.dates[2] == "2024-03-01"
        counts = witness.sample(cells(0, 0, 18, 20)).first
    assert (counts[2], counts[3], counts.sum()) == (16, 8, 24)


def test_scattered_cells_are_no_object_but_a_patch_is(make_raster, tmp_path):
    """2 m cells: every twentieth flagged by chance, and one earthwork of 30 × 30 m with gaps."""
    rng = np.random.default_rng(4)
    score = np.where(rng.uniform(size=(300, 300)) < 0.05, 0.6, 0.2).astype("float32")
    score[100:115, 200:215] = np.where(rng.uniform(size=(15, 15)) < 0.85, 0.8, 0.3)
    path = make_raster("e.tif", score, cell=2.0)
    with Witness(ELEVATION, WitnessFiles(path)) as witness:
        (found,) = witness.objects(str(tmp_path), 300, 3)
    work = cells(200, 100, 215, 115, 2.0)
    assert found.outline.intersection(work).area > 0.8 * work.area
    assert found.outline.area < 1.3 * work.area
    assert not (tmp_path / "elevation.tif").exists()


def test_blocks_change_no_object(make_raster, tmp_path):
    rng = np.random.default_rng(5)
    from scipy import ndimage

    score = (0.5 + 0.3 * ndimage.gaussian_filter(rng.normal(size=(120, 130)), 3) * 8).clip(0, 1).astype("float32")
    score[40:50, 50:80] = np.nan
    with Witness(SAR, WitnessFiles(make_raster("s.tif", score))) as witness:
        results = []
        for size in (2048, 37):
            path = str(tmp_path / f"{size}.tif")
            witness._clean(path, witnesses.Silent(), size)
            import rasterio

            with rasterio.open(path) as dataset:
                results.append(dataset.read(1))
    assert (results[0] == results[1]).all() and set(np.unique(results[0])) == {0, 1, 255}


def test_rasters_of_different_runs_are_refused(make_raster, optical):
    other = make_raster("other.tif", np.zeros((20, 20), "uint8"), west=WEST + 5)
    with pytest.raises(InputError, match=r"score\.tif and other\.tif do not lie on the same cells"):
        Witness(OPTICAL, WitnessFiles(optical.score, other))


def test_degrees_are_refused(make_raster):
    path = make_raster("d.tif", np.zeros((5, 5), "float32"), cell=0.001, west=139.0, north=36.0, crs="EPSG:6668")
    with pytest.raises(InputError, match="in degrees"):
        Witness(SAR, WitnessFiles(path))


def test_an_outline_moves_into_another_crs_and_back(make_raster, optical):
    with Witness(OPTICAL, optical) as witness:
        here = witness.grid.crs
    utm = make_raster("u.tif", np.zeros((5, 5), "float32"), west=380000, north=3950000, crs="EPSG:32654")
    with Witness(SAR, WitnessFiles(utm)) as witness:
        there = witness.grid.crs
    outline = cells(3, 2, 9, 8)
    moved = in_crs(outline, here, there)
    assert moved.bounds[0] > 300000
    assert in_crs(moved, there, here).equals_exact(outline, 1e-3)
