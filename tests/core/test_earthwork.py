"""Figures of earthworks from a difference of heights."""

import math

import numpy as np
import pytest
import rasterio
import shapely

from soranome.plugin.core.change import earthwork
from soranome.plugin.core.change.earthwork import measure, standing_out
from soranome.plugin.core.change.elevation_error import ErrorModel
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.sample.noise import field

WEST, NORTH = -60000.0, -30000.0
SIGMA = math.hypot(0.05, 0.08)
MODEL = ErrorModel((0.0,), (SIGMA,), 0.28, ((0.72, 30.0),))


@pytest.fixture
def make_difference(make_raster):
    """A function that writes a difference, with level of detection and tags unless ``plain``."""

    def make(heights, name="d.tif", plain=False, cell=1.0, model=MODEL, **options):
        if plain:
            return make_raster(name, heights.astype("float32"), cell=cell, nodata=np.nan, **options)
        lod = np.where(np.isfinite(heights), 1.96 * model.sigmas_m[0], np.nan)
        path = make_raster(name, np.stack([heights, lod]).astype("float32"), cell=cell, nodata=np.nan, **options)
        with rasterio.open(path, "r+") as dataset:
            dataset.update_tags(CONFIDENCE="0.95", **model.tags())
        return path

    return make


def box(row, column, rows, columns, cell=1.0):
    return shapely.box(
        WEST + column * cell, NORTH - (row + rows) * cell, WEST + (column + columns) * cell, NORTH - row * cell
    )


def noise(seed, shape=(160, 160)):
    rng = np.random.default_rng(seed)
    return field(rng, shape, 1.0, 60.0, 15.0) * 0.08 + rng.normal(0, 0.05, shape)


@pytest.mark.parametrize("plain", [False, True])
def test_a_fill_on_a_lifted_slope_is_levelled(make_difference, plain):
    heights = noise(1) + 0.2
    heights[60:80, 60:85] += 1
    (found,) = measure(make_difference(heights, plain=plain), [box(60, 60, 20, 25)])
    assert found.levelled and found.level_m == pytest.approx(0.2, abs=0.12)
    assert found.fill_area_m2 == pytest.approx(500, rel=0.02)
    assert found.fill_volume_m3 == pytest.approx(500, rel=0.15)
    low, high = found.fill_volume_interval_m3
    assert low < 500 < high and high - low < 250
    assert found.fill_height_m == pytest.approx(1, abs=0.2)
    assert found.cut_area_m2 == found.cut_volume_m3 == 0
    assert found.area_30cm_m2 == pytest.approx(500, rel=0.02)
    assert found.mean_height_m == pytest.approx(1, abs=0.15)
    assert found.seen_share == 1


def test_intervals_hold_what_they_promise(make_difference):
    held = []
    for seed in range(60):
        heights = noise(seed)
        heights[60:80, 60:85] += 1
        (found,) = measure(make_difference(heights), [box(60, 60, 20, 25)])
        low, high = found.fill_volume_interval_m3
        held.append(low <= 500 <= high)
    assert 0.88 <= np.mean(held) <= 1.0


def test_a_wider_confidence_is_a_wider_interval(make_difference):
    heights = noise(2)
    heights[60:80, 60:85] += 1
    path = make_difference(heights)
    widths = [np.diff(measure(path, [box(60, 60, 20, 25)], c)[0].fill_volume_interval_m3)[0] for c in (0.8, 0.95, 0.99)]
    assert widths == sorted(widths) and widths[0] < 0.7 * widths[2]


def test_cut_and_fill_side_by_side_are_told_apart(make_difference):
    heights = noise(3)
    heights[60:80, 60:80] += 2
    heights[60:80, 80:100] -= 1.5
    (found,) = measure(make_difference(heights), [box(60, 60, 20, 40)])
    assert found.fill_volume_m3 == pytest.approx(800, rel=0.1)
    assert found.cut_volume_m3 == pytest.approx(600, rel=0.1)
    assert found.fill_area_m2 == pytest.approx(400, rel=0.05) and found.cut_area_m2 == pytest.approx(400, rel=0.05)
    assert found.fill_height_m == pytest.approx(2, abs=0.3) and found.cut_depth_m == pytest.approx(1.5, abs=0.3)


def test_thirty_centimetres_cannot_be_told_and_what_could_be_is_named(make_difference):
    heights = noise(4)
    heights[60:80, 60:85] += 0.3
    (found,) = measure(make_difference(heights), [box(60, 60, 20, 25)])
    assert found.area_30cm_m2 is None
    least, most = found.area_30cm_interval_m2
    assert least < 250 < most
    assert found.provable_thickness_m == pytest.approx((1.96 + 1.645) * SIGMA, rel=0.01)
    assert found.provable_mean_m < 0.3, "the mean of 500 cells is known better than one of them"


def test_unchanged_ground_has_neither_fill_nor_cut(make_difference):
    (found,) = measure(make_difference(noise(5)), [box(60, 60, 20, 25)])
    assert found.fill_area_m2 + found.cut_area_m2 < 25
    assert abs(found.mean_height_m) < 3 * found.mean_height_sd_m


def test_a_precise_pair_says_that_nothing_exceeds_thirty_centimetres(make_difference):
    model = ErrorModel((0.0,), (0.02,), 1.0, ())
    heights = np.random.default_rng(0).normal(0, 0.02, (160, 160))
    (found,) = measure(make_difference(heights, model=model), [box(60, 60, 20, 25)])
    assert found.area_30cm_m2 == 0


def test_neighbours_do_not_lift_the_ring(make_difference):
    heights = noise(6)
    heights[60:80, 60:85] += 1
    heights[60:80, 87:110] += 3
    alone = measure(make_difference(heights), [box(60, 60, 20, 25), box(60, 87, 20, 23)])
    assert alone[0].fill_volume_m3 == pytest.approx(500, rel=0.15)
    assert alone[1].fill_volume_m3 == pytest.approx(1380, rel=0.1)


def test_holes_beyond_the_edge_and_nothing_at_all(make_difference):
    heights = noise(7)
    heights[60:80, 60:85] += 1
    heights[60:70, 60:85] = np.nan
    path = make_difference(heights)
    half, away, edge = measure(path, [box(60, 60, 20, 25), box(500, 500, 20, 20), box(150, 150, 20, 20)])
    assert half.seen_share == pytest.approx(0.5)
    assert half.fill_area_m2 == pytest.approx(250, rel=0.05)
    assert away is None
    assert edge.seen_share == pytest.approx(0.25)
    heights[:] = np.nan
    assert measure(make_difference(heights, "n.tif"), [box(60, 60, 20, 25)]) == [None]
    assert measure(make_difference(heights, "p.tif", plain=True), [box(60, 60, 20, 25)]) == [None]
    assert measure(path, []) == []


def test_without_a_ring_the_systematic_error_stays_in(make_difference):
    model = ErrorModel((0.0,), (SIGMA,), 0.28, ((0.72, 30.0),), systematic_m=0.3)
    heights = noise(8) + 2
    (found,) = measure(make_difference(heights, model=model), [box(0, 0, 160, 160)])
    assert not found.levelled and found.level_m == 0
    assert found.mean_height_sd_m > 0.3
    assert found.fill_volume_m3 == pytest.approx(2 * 160 * 160, rel=0.02)


def test_large_places_are_thinned_to_the_same_figures(make_difference, monkeypatch):
    heights = noise(9)
    heights[40:120, 40:120] += 1
    path, place = make_difference(heights), [box(40, 40, 80, 80)]
    whole = measure(path, place)[0]
    monkeypatch.setattr(earthwork, "_MOST_CELLS", 4000)
    thinned = measure(path, place)[0]
    assert thinned.fill_volume_m3 == pytest.approx(whole.fill_volume_m3, rel=0.02)
    assert thinned.fill_area_m2 == pytest.approx(whole.fill_area_m2, rel=0.05)
    assert thinned.seen_share == pytest.approx(1, abs=0.02)


def test_neither_the_order_nor_the_neighbourhood_of_places_matters(make_difference, monkeypatch):
    heights = noise(8, (400, 400))
    corners = [(row, column) for row in range(20, 380, 40) for column in range(20, 380, 40)]
    sizes = [13 if number % 7 == 0 else 9 for number in range(len(corners))]
    for number, (row, column) in enumerate(corners):
        heights[row : row + sizes[number], column : column + sizes[number]] += 0.4 + 0.02 * number
    outlines = [box(*corner, size, size) for corner, size in zip(corners, sizes)]
    path = make_difference(heights)
    expected = measure(path, outlines)
    order = np.random.default_rng(8).permutation(len(outlines))
    monkeypatch.setattr(earthwork, "_NEAR_CELLS", 64)
    monkeypatch.setattr(earthwork, "_TOGETHER", 3)
    monkeypatch.setattr(earthwork, "_SMALL_CELLS", 96**2)
    assert measure(path, [outlines[number] for number in order]) == [expected[number] for number in order]
    assert [found.mean_height_m for found in expected] == pytest.approx([0.4 + 0.02 * n for n in range(81)], abs=0.15)


def test_a_place_smaller_than_a_cell_counts_the_cell_it_is_in(make_difference):
    heights = noise(10)
    heights[60, 60] += 4
    (found,) = measure(make_difference(heights), [box(60.2, 60.2, 0.2, 0.2)])
    assert found.fill_height_m > 3


def test_heights_in_feet_on_the_ground_are_metres_in_the_figures(make_difference):
    """A CRS in US survey feet: areas and volumes are of square metres all the same."""
    heights = noise(11)
    heights[60:80, 60:85] += 1
    path = make_difference(heights, crs="EPSG:2263", cell=10.0)
    (found,) = measure(path, [box(60, 60, 20, 25, 10.0)])
    assert found.fill_area_m2 == pytest.approx(500 * (10 * 0.3048006) ** 2, rel=0.02)


def test_degrees_are_refused(make_raster):
    path = make_raster("g.tif", noise(1).astype("float32"), crs="EPSG:6668", cell=1e-5, west=139.0, north=35.0)
    with pytest.raises(InputError, match="degrees"):
        measure(path, [shapely.box(139, 34.999, 139.001, 35)])


def test_what_a_lifted_slope_joins_falls_apart(make_difference):
    heights = noise(12)
    rows, columns = np.mgrid[:160, :160]
    heights += 0.4 * np.exp(-((rows - 80) ** 2 + (columns - 80) ** 2) / (2 * 35**2))  # a slope that is off
    heights[50:70, 50:75] += 1.2
    heights[100:115, 90:115] += 1.5
    outlines = standing_out(make_difference(heights), [box(30, 30, 100, 100)], 100)
    truths = [box(50, 50, 20, 25), box(100, 90, 15, 25)]
    for truth in truths:
        best = max(outlines, key=lambda outline: outline.intersection(truth).area)
        assert best.intersection(truth).area / best.union(truth).area > 0.8
    assert all(outline.area < 1000 for outline in outlines)
