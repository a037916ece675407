"""Terrain, surface and sea on one grid; what a file may hold and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from rasterio.warp import transform as to_system
from rasterio.windows import Window

from soranome.plugin.core.coverage import landscape as module
from soranome.plugin.core.coverage.landscape import COASTAL, INLAND, SEA, read_landscape
from soranome.plugin.core.errors import InputError


@pytest.fixture
def slope():
    """100 × 80 cells of 10 m, rising 1 m a row southward from 50 m."""
    return np.repeat(50 + np.arange(80.0, dtype=np.float32)[:, None], 100, axis=1)


def test_heights_and_cells_are_those_of_the_file(make_raster, slope):
    seen = read_landscape(make_raster("dtm.tif", slope))
    np.testing.assert_array_equal(seen.height_m, slope)
    assert seen.cell_m == 10 and not seen.clutter_m.any() and not seen.has_surface and not seen.sea.any()


def test_clutter_is_surface_minus_terrain_and_never_negative(make_raster, slope):
    surface = slope + 12
    surface[10:20] -= 15
    seen = read_landscape(make_raster("dtm.tif", slope), make_raster("dsm.tif", surface))
    assert seen.has_surface
    np.testing.assert_allclose(seen.clutter_m[30], 12)
    assert (seen.clutter_m[10:20] == 0).all()


def test_no_surface_means_no_clutter_not_no_data(make_raster, slope):
    surface = slope + 5
    surface[:, :10] = -9999
    seen = read_landscape(make_raster("dtm.tif", slope), make_raster("dsm.tif", surface, nodata=-9999))
    assert (seen.clutter_m[:, :10] == 0).all() and (seen.clutter_m[:, 20:] == 5).all()


def test_coarser_cells_are_means_on_a_lattice_from_the_origin(make_raster, slope):
    seen = read_landscape(make_raster("dtm.tif", slope), resolution=40)
    assert seen.grid.transform.c % 40 == 0 and seen.grid.transform.f % 40 == 0
    np.testing.assert_allclose(seen.height_m[:, 3], 51.5 + 4 * np.arange(20), atol=1e-4)


def test_an_extent_keeps_the_lattice_of_the_file_and_adds_its_margin(make_raster, slope):
    seen = read_landscape(make_raster("dtm.tif", slope), extent=(-59903, -30297, -59797, -30203), margin_m=50)
    west, south, east, north = seen.grid.bounds
    assert (west, south, east, north) == (-59960, -30350, -59740, -30150)
    np.testing.assert_array_equal(seen.height_m, slope[15:35, 4:26])


def test_an_extent_elsewhere_is_refused(make_raster, slope):
    with pytest.raises(InputError, match="does not meet the DTM"):
        read_landscape(make_raster("dtm.tif", slope), extent=(0, 0, 100, 100))


def test_feet_become_metres(make_raster, slope):
    seen = read_landscape(make_raster("dtm.tif", slope), unit="feet")
    np.testing.assert_allclose(seen.height_m, slope * 0.3048, rtol=1e-6)


def test_degrees_are_refused(make_raster, slope):
    path = make_raster("dtm.tif", slope, cell=1e-4, west=139, north=35.8, crs="EPSG:6668")
    with pytest.raises(InputError, match="in degrees"):
        read_landscape(path)


def test_nothing_but_nodata_is_refused(make_raster):
    path = make_raster("dtm.tif", np.full((20, 20), -9999, np.float32), nodata=-9999)
    with pytest.raises(InputError, match="holds no heights"):
        read_landscape(path)


def test_more_memory_than_there_is_is_refused_before_reading(make_raster, slope, monkeypatch):
    monkeypatch.setattr("soranome.plugin.core.memory.available_bytes", lambda: 10_000)
    monkeypatch.setattr(module, "_read", lambda *_: pytest.fail("read"))
    with pytest.raises(InputError, match="GB of memory"):
        read_landscape(make_raster("dtm.tif", slope))


def test_large_low_holes_are_sea_but_high_or_small_ones_are_not(make_raster):
    # Land 2 m high by the sea in the west, rising eastward; a quarry hole at 70 m, and a gap of one cell by the shore.
    height = np.repeat(np.clip(np.arange(100, dtype=np.float32) - 14, 0.5, None)[None], 60, axis=0)
    height[:, :15] = -9999
    height[20:40, 85:98] = -9999
    height[5, 20] = -9999
    seen = read_landscape(make_raster("dtm.tif", height, nodata=-9999))
    assert seen.sea[:, :15].all() and not seen.sea[:, 15:].any()
    assert (seen.height_m[:, :15] == 0).all() and np.isnan(seen.height_m[30, 90])
    assert seen.height_m[5, 20] == pytest.approx(6, abs=0.6) and seen.bridged == 1


def test_small_holes_are_bridged_and_counted_wide_ones_are_not(make_raster, slope):
    slope[30:34, 40:44] = -9999
    slope[50:56, 60:66] = -9999
    seen = read_landscape(make_raster("dtm.tif", slope, nodata=-9999))
    np.testing.assert_allclose(seen.height_m[30:34, 40:44], 80 + np.arange(4)[:, None] * np.ones(4), atol=2)
    assert np.isnan(seen.height_m[50:56, 60:66]).all() and seen.bridged == 16


def test_flat_zeros_are_sea(make_raster, slope):
    slope[:20] = 0
    seen = read_landscape(make_raster("dtm.tif", slope))
    assert seen.sea[:20].all() and not seen.sea[20:].any()


@pytest.mark.parametrize(("rule", "holes"), [("nodata", 300), ("none", 0)])
def test_the_other_rules_of_sea(make_raster, slope, rule, holes):
    slope[:15, :20] = -9999
    seen = read_landscape(make_raster("dtm.tif", slope, nodata=-9999), sea=rule)
    assert seen.sea.sum() == holes


def test_sea_from_polygons(make_raster, slope):
    seen = read_landscape(make_raster("dtm.tif", slope), sea=[shapely.box(-60000, -30800, -59700, -30000)])
    assert seen.sea[:, :30].all() and not seen.sea[:, 30:].any() and (seen.height_m[:, :30] == 0).all()


def test_zones_follow_height_and_distance_to_the_sea(make_raster):
    height = np.full((10, 700), 50, np.float32)
    height[:, 300:350] = 150
    height[:, :100] = 0
    seen = read_landscape(make_raster("dtm.tif", height, cell=100))
    assert (seen.zones[:, :100] == SEA).all()
    assert (seen.zones[:, 100:300] == COASTAL).all()
    assert (seen.zones[:, 300:350] == INLAND).all()  # higher than 100 m
    assert (seen.zones[5, 350:599] == COASTAL).all() and (seen.zones[5, 601:] == INLAND).all()  # 50 km


def test_centre_and_cells(make_raster, slope):
    seen = read_landscape(make_raster("dtm.tif", slope))
    longitude, latitude = seen.centre_deg
    assert abs(longitude - 139.18) < 0.01 and abs(latitude - 35.73) < 0.01
    assert seen.cell_of(-59999, -30001) == (0, 0) and seen.cell_of(-59001, -30799) == (79, 99)
    assert seen.cell_of(-60001, -30001) is None and seen.cell_of(-58999, -30001) is None


def test_a_crop_shows_the_same_ground(make_raster, slope):
    seen = read_landscape(make_raster("dtm.tif", slope)).crop(Window(10, 20, 30, 40))
    np.testing.assert_array_equal(seen.height_m, slope[20:60, 10:40])
    assert seen.grid.bounds == (-59900, -30600, -59600, -30200)


def test_coarser_cells_need_data_on_half_of_them(make_raster, slope):
    """Of each 40 m cell one, eight or fifteen of sixteen cells are data."""
    slope[:] = -9999
    slope[::4, ::4] = 50
    slope[:, 40:80:4] = slope[:, 41:80:4] = 60
    slope[:, 80:] = 70
    slope[::4, 80::4] = -9999
    seen = read_landscape(make_raster("dtm.tif", slope, nodata=-9999), resolution=40)
    assert np.isnan(seen.height_m[:, :10]).all()
    np.testing.assert_allclose(seen.height_m[:, 10:20], 60)
    np.testing.assert_allclose(seen.height_m[:, 20:], 70)


def test_coarser_cells_at_the_edge_of_the_file_count_what_is_in_it(make_raster, slope):
    seen = read_landscape(make_raster("dtm.tif", slope, west=-60010.0), resolution=40)
    assert seen.height_m.shape == (20, 26) and np.isfinite(seen.height_m).all()


@pytest.mark.parametrize("block", [64, 300, 2048])
def test_means_do_not_depend_on_blocks_nor_on_the_system(make_raster, monkeypatch, block):
    rng = np.random.default_rng(4)
    height = rng.uniform(10, 90, (300, 280)).astype(np.float32)
    height[rng.random(height.shape) < 0.4] = -9999
    path = make_raster("dtm.tif", height, cell=2, nodata=-9999)
    whole = read_landscape(path, resolution=10)
    parts = height.reshape(60, 5, 56, 5)
    data = parts != -9999
    with np.errstate(invalid="ignore"):
        expected = np.where(data, parts, 0).sum((1, 3)) / data.sum((1, 3))
    enough = data.mean((1, 3)) >= 0.5
    monkeypatch.setattr(module, "BLOCK_SIZE", block)
    monkeypatch.setattr(module, "_bridge_small_holes", lambda *_: 0)
    seen = read_landscape(path, resolution=10)
    np.testing.assert_array_equal(np.isfinite(seen.height_m), enough)
    np.testing.assert_allclose(seen.height_m[enough], expected[enough], rtol=1e-5)
    np.testing.assert_allclose(seen.height_m[enough], whole.height_m[enough], rtol=1e-6)


def test_a_finer_surface_in_another_system_is_averaged_too(make_raster, slope):
    surface = np.full((900, 1100), 170, np.float32)  # 1 m cells that cover part of the terrain
    surface[:, :500] = -9999
    x, y = -59_700.0, -30_400.0
    (east,), (north,) = to_system("EPSG:6677", "EPSG:6691", [x], [y])
    path = make_raster("dsm.tif", surface, cell=1, west=east - 550, north=north + 450, crs="EPSG:6691", nodata=-9999)
    seen = read_landscape(make_raster("dtm.tif", slope * 0 + 50), path)
    row, column = seen.cell_of(x, y)
    assert seen.clutter_m[row, column + 8] == pytest.approx(120) and seen.clutter_m[row, column - 20] == 0


@pytest.mark.parametrize("resolution", [None, 5, 40])
@pytest.mark.parametrize("wrong", [-9999, 32767])
def test_what_is_no_height_is_refused(make_raster, slope, resolution, wrong):
    slope[40:43, 50:53] = wrong
    path = make_raster("dtm.tif", slope)
    with pytest.raises(InputError, match=rf"dtm\.tif holds a height of {wrong} m.*No data"):
        read_landscape(path, resolution=resolution)
    with pytest.raises(InputError, match=r"DSM: .*dtm\.tif holds a height"):
        read_landscape(make_raster("good.tif", slope * 0 + 20), path, resolution=resolution)


def test_a_picture_is_no_elevation_model(make_raster, slope):
    picture = np.repeat(np.full((1, 80, 100), 90, np.uint8), 3, axis=0)
    path, good = make_raster("陰影.tif", picture, photometric="RGB"), make_raster("dtm.tif", slope)
    with pytest.raises(InputError, match=r"DTM: .*陰影\.tif has 3 bands"):
        read_landscape(path)
    with pytest.raises(InputError, match=r"DSM: .*陰影\.tif has 3 bands"):
        read_landscape(good, path)
    with_alpha = make_raster("透過.tif", np.stack([slope, slope * 0 + 255]), alpha="YES")
    np.testing.assert_array_equal(read_landscape(with_alpha).height_m, slope)


def test_a_surface_far_below_the_ground_is_refused(make_raster, slope):
    feet = make_raster("feet.tif", slope / 0.3048)
    with pytest.raises(InputError, match=r"dsm\.tif lies more than 5 m below the DTM on 100 % .*feet"):
        read_landscape(feet, make_raster("dsm.tif", slope + 8))
    dug = slope + 8
    dug[:, :45] -= 30
    assert read_landscape(make_raster("dtm.tif", slope), make_raster("dug.tif", dug)).has_surface


def test_mercator_is_refused(make_raster, slope):
    path = make_raster("dtm.tif", slope, west=15_490_000.0, north=4_260_000.0, crs="EPSG:3857")
    with pytest.raises(InputError, match=r"EPSG:3857, a Mercator.*EPSG:6677"):
        read_landscape(path)
