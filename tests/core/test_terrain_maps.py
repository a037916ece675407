"""Terrain maps: closed forms, GDAL's own, and that blocks, holes and units change nothing they should not."""

import math
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
import rasterio
from scipy import ndimage

from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.terrain import csmap
from soranome.plugin.core.terrain.maps import KINDS, Options, draw
from soranome.plugin.core.terrain.slope import gradient, slope_degrees

ROWS, COLUMNS = 90, 110


def axes(rows=ROWS, columns=COLUMNS, cell=1.0):
    """East and north of the centres of cells, in metres from the middle cell."""
    north, east = np.mgrid[rows // 2 : rows // 2 - rows : -1, -(columns // 2) : columns - columns // 2]
    return east * cell, north * cell


def rough(rows=ROWS, columns=COLUMNS, seed=3):
    """Hills with slopes up to some 60° at cells of 1 m."""
    rng = np.random.default_rng(seed)
    ground = sum(size * ndimage.gaussian_filter(rng.normal(size=(rows, columns)), size) * 6 for size in (2, 5, 12))
    return (300 + ground).astype("float32")


@pytest.fixture
def maps(make_raster, tmp_path):
    """A function that draws all maps of an array and returns them by kind."""

    def run(
        heights, options=None, kinds=KINDS, cell=1.0, crs="EPSG:6677", nodata=-9999.0, block_size=1024, workers=None
    ):
        heights = np.where(np.isnan(heights), nodata, heights).astype("float32")
        dtm = make_raster("地面.tif", heights, cell=cell, crs=crs, nodata=nodata)
        outputs = {kind: str(tmp_path / f"{kind}.tif") for kind in kinds}
        draw(dtm, outputs, options, block_size=block_size, workers=workers)
        found = {}
        for kind, path in outputs.items():
            with rasterio.open(path) as dataset:
                found[kind] = dataset.read().squeeze()
        return found

    return run


# -- closed forms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("x", "y"), [(0, 0), (0.5, 0), (-0.3, 0.7), (0.1, -2.0)])
def test_a_plane_has_one_slope_one_shade_no_curvature_and_half_the_sky(maps, x, y):
    east, north = axes()
    found = maps(100 + x * east + y * north, Options(azimuth_deg=300, altitude_deg=35, openness_radius_m=10))
    assert found["slope"] == pytest.approx(math.degrees(math.atan(math.hypot(x, y))), abs=2e-3)
    azimuth, altitude = math.radians(300), math.radians(35)
    light = math.sin(altitude) - math.cos(altitude) * (x * math.sin(azimuth) + y * math.cos(azimuth))
    shade = 1 + 254 * max(0, light) / math.sqrt(1 + x * x + y * y)
    assert np.abs(found["hillshade"] - shade).max() <= 0.51
    assert np.abs(found["curvature"]).max() < 1e-4  # float32 heights round to 8 µm
    assert found["openness"][10:-10, 10:-10] == pytest.approx(90, abs=1e-3)
    assert all(np.ptp(band.astype(int)) <= 1 for band in found["csmap"])


def test_a_bowl_has_its_curvature_up_to_the_edge(maps):
    east, north = axes()
    hole = (np.abs(east - 20) < 4) & (np.abs(north) < 6)
    for bend in (-0.004, 0.002):
        ground = np.where(hole, np.nan, 50 - bend * (east**2 + 2 * north**2) / 2)
        found = maps(ground, kinds=("curvature",))["curvature"]
        assert found[~hole] == pytest.approx(3 * bend, abs=3e-5)
        assert np.isnan(found[hole]).all()


def test_a_cone_has_one_slope_and_its_tip_sees_more_than_half_the_sky(maps):
    east, north = axes(301, 301)
    away = np.hypot(east, north)
    found = maps(500 - 0.6 * away, Options(openness_radius_m=20), kinds=("slope", "openness"))
    angle = math.degrees(math.atan(0.6))
    far = (away > 60) & (away < 140)
    assert found["slope"][far] == pytest.approx(angle, abs=0.01)
    assert found["openness"][150, 150] == pytest.approx(90 + angle, abs=1e-3)


def test_a_step_is_seen_from_below_at_its_angle(maps):
    east, _ = axes()
    height = 7.0
    found = maps(np.where(east >= 0, 20.0 + height, 20.0), Options(openness_radius_m=30))
    beside = math.degrees(math.atan(height / 2))
    middle = COLUMNS // 2
    assert found["slope"][1:-1, [middle - 1, middle]] == pytest.approx(beside, abs=1e-4)
    assert np.all(found["slope"][:, middle + 1 :] == 0) and np.all(found["slope"][:, : middle - 1] == 0)
    away = 5
    straight, diagonal = (math.degrees(math.atan(height / (away * length))) for length in (1, math.sqrt(2)))
    assert found["openness"][40, middle - away] == pytest.approx(90 - (straight + 2 * diagonal) / 8, abs=1e-3)
    assert found["openness"][40, middle + 10] == pytest.approx(90, abs=1e-6)  # the fall behind an edge is not seen


def test_openness_looks_no_further_than_its_radius(maps):
    east, _ = axes()
    ground = np.where(east >= 0, 30.0, 20.0)
    near = maps(ground, Options(openness_radius_m=8), kinds=("openness",))["openness"]
    middle = COLUMNS // 2
    assert near[40, middle - 9] == 90
    straight = math.degrees(math.atan(10 / 8))  # the diagonal of 8 cells is longer than the radius
    assert near[40, middle - 8] == pytest.approx(90 - straight / 8, abs=1e-3)


# -- against GDAL ----------------------------------------------------------------------------------------

GDAL = """
import sys
from osgeo import gdal
gdal.UseExceptions()
source, target, kind, options = sys.argv[1:]
gdal.DEMProcessing(target, source, kind, options=options.split())
"""


@pytest.mark.parametrize(
    ("kind", "options", "asked"),
    [
        ("slope", "", Options()),
        ("hillshade", "-az 315 -alt 45", Options(azimuth_deg=315)),
        ("hillshade", "-az 20 -alt 30 -z 2", Options(azimuth_deg=20, altitude_deg=30, exaggeration=2)),
        ("hillshade", "-az 360 -alt 90", Options(azimuth_deg=360, altitude_deg=90)),
        ("hillshade", "-multidirectional", Options()),
        ("hillshade", "-multidirectional -alt 25", Options(altitude_deg=25)),
    ],
)
def test_slope_and_hillshade_are_those_of_gdal(maps, tmp_path, kind, options, asked):
    ground = rough()
    ground[30:34, 50:57] = np.nan
    mine = maps(ground, asked, kinds=(kind,))[kind].astype(float)
    target = str(tmp_path / "gdal.tif")
    subprocess.run([sys.executable, "-c", GDAL, str(tmp_path / "地面.tif"), target, kind, options], check=True)
    with rasterio.open(target) as dataset:
        theirs = dataset.read(1, masked=True)
    known = ~np.ma.getmaskarray(theirs)
    assert known.mean() > 0.9  # they leave out the edge and all around a hole
    apart = np.abs(mine - theirs.filled(0))[known]
    if kind == "slope":
        assert apart.max() < 2e-3
    else:
        assert apart.max() <= 1
        assert (apart > 0).mean() < 2e-3  # they compute in single precision


def test_edges_and_holes_are_those_of_the_gradient(maps):
    ground = rough()
    ground[30:34, 50:57] = ground[0, 3:9] = ground[60, 60] = ground[62, 60] = np.nan
    slope = maps(ground, kinds=("slope",))["slope"]
    expected = slope_degrees(*gradient(ground.astype("float64"), 1, 1))
    assert slope == pytest.approx(expected, abs=1e-4, nan_ok=True)
    assert np.array_equal(np.isnan(slope), np.isnan(ground))


# -- what must not matter --------------------------------------------------------------------------------


def test_neither_blocks_nor_threads_change_a_bit(maps):
    ground = rough(150, 170)
    ground[40:60, 70:75] = ground[149, 100:] = np.nan
    options = Options(openness_radius_m=17)
    whole = maps(ground, options)
    for block_size, workers in ((37, 1), (64, 3)):
        parts = maps(ground, options, block_size=block_size, workers=workers)
        for kind in KINDS:
            assert np.array_equal(whole[kind], parts[kind], equal_nan=whole[kind].dtype.kind == "f"), (kind, block_size)


def test_ground_turned_round_gives_maps_turned_round(maps):
    ground = rough(100, 100)
    ground[40:45, 20:30] = np.nan
    kinds = ("slope", "curvature", "openness", "csmap")
    options = Options(openness_radius_m=12)
    straight, turned = maps(ground, options, kinds), maps(np.rot90(ground), options, kinds)
    for kind in kinds:
        difference = turned[kind].astype(float) - np.rot90(straight[kind].astype(float), axes=(-2, -1))
        assert np.nanmax(np.abs(difference)) <= (1 if kind == "csmap" else 2e-3), kind


def test_light_from_the_north_on_turned_ground_is_light_from_the_east(maps):
    ground = rough(100, 100)
    north = maps(ground, Options(azimuth_deg=0), ("hillshade",))["hillshade"].astype(int)
    west = maps(np.rot90(ground), Options(azimuth_deg=270), ("hillshade",))["hillshade"].astype(int)
    assert np.abs(np.rot90(north) - west).max() <= 1


def test_no_data_stays_no_data_and_nothing_else_becomes_it(maps):
    ground = rough()
    hole = np.zeros(ground.shape, bool)
    hole[20:50, 40:60] = hole[70, 70] = True
    ground[hole] = np.nan
    ground[45, 50], hole[45, 50] = 305, False  # a lone cell in the hole
    found = maps(ground)
    for kind in KINDS:
        cells = found[kind][0] if kind == "csmap" else found[kind]
        none = np.isnan(cells) if cells.dtype.kind == "f" else cells == 0
        assert np.array_equal(none, hole), kind
    assert found["slope"][45, 50] == 0


def test_feet_are_metres_in_the_maps(maps, make_raster, tmp_path):
    ground = rough()
    metres = maps(ground, kinds=("slope", "curvature"))
    feet = maps(ground / 0.3048, Options(unit="feet"), kinds=("slope", "curvature"))
    assert feet["slope"] == pytest.approx(metres["slope"], abs=1e-2)
    # A system in feet: cells of 1 m are 3.2808 feet, and heights in feet are told by the band.
    both = maps(ground / 0.3048, Options(unit="feet"), ("slope",), cell=1 / 0.3048006096, crs="EPSG:2263")
    assert both["slope"] == pytest.approx(metres["slope"], abs=1e-2)
    dtm = make_raster("feet.tif", (ground / 0.3048).astype("float32"), cell=1)
    with rasterio.open(dtm, "r+") as dataset:
        dataset.units = ["ft"]
    draw(dtm, {"slope": str(tmp_path / "s.tif")})
    with rasterio.open(tmp_path / "s.tif") as dataset:
        assert dataset.read(1) == pytest.approx(metres["slope"], abs=1e-2)


def test_oblong_cells_have_their_own_width_and_height(make_raster, tmp_path):
    east, north = np.meshgrid(np.arange(60) * 2.0, -np.arange(50) * 0.5)
    path = make_raster("a.tif", (100 + 0.3 * east - 0.4 * north).astype("float32"), nodata=-9999)
    with rasterio.open(path, "r+") as dataset:
        dataset.transform = rasterio.transform.from_origin(0, 0, 2.0, 0.5)
    draw(path, {"slope": str(tmp_path / "s.tif"), "openness": str(tmp_path / "o.tif")}, Options(openness_radius_m=6))
    with rasterio.open(tmp_path / "s.tif") as dataset:
        assert dataset.read(1) == pytest.approx(math.degrees(math.atan(0.5)), abs=2e-3)
    with rasterio.open(tmp_path / "o.tif") as dataset:
        assert dataset.read(1)[15:-15, 5:-5] == pytest.approx(90, abs=1e-2)


# -- the CS map ------------------------------------------------------------------------------------------


def test_ridges_are_red_valleys_blue_and_steep_ground_dark(maps):
    east, _ = axes(120, 160)
    wave = np.sin(2 * np.pi * east / 40)
    red, _, blue = maps(100 + 3 * wave, kinds=("csmap",))["csmap"].astype(int)
    crest, valley = wave > 0.95, wave < -0.95
    assert (red - blue)[crest].min() > 20
    assert (blue - red)[valley].min() > 20
    pictures = [maps(100 + slope * east, kinds=("csmap",))["csmap"] for slope in (0, 0.3, 0.8, 2)]
    lightness = [picture.astype(int).sum(axis=0).mean() for picture in pictures]
    assert lightness[0] > 690
    assert all(first - second > 60 for first, second in pairwise(lightness))
    flat = pictures[0][:, 50, 50].astype(int)
    assert np.ptp(flat) < 20  # level ground is nearly white


def test_strength_deepens_and_radius_smooths(maps):
    ground = rough()
    spread = [
        np.abs(maps(ground, Options(strength=s), ("csmap",))["csmap"].astype(int).sum(axis=0) - 700).mean()
        for s in (0.5, 1, 3)
    ]
    assert spread[0] < spread[1] < spread[2]
    bends = [maps(ground, Options(radius_m=r), ("curvature",))["curvature"].std() for r in (0, 2, 6)]
    assert bends[0] > 2 * bends[1] > 4 * bends[2]
    assert csmap.limits((1, 1), 3, 1) == pytest.approx((0.1, 70))
    assert csmap.limits((10, 10), 3, 1)[0] == pytest.approx(0.03)


def test_smoothing_is_that_of_smoothed_heights(maps):
    ground = rough(160, 160).astype("float64")
    found = maps(ground, Options(radius_m=4), ("curvature",))["curvature"]
    smooth = ndimage.gaussian_filter(ground.astype("float32").astype("float64"), 4, truncate=3)
    expected = -ndimage.laplace(smooth)
    assert found[20:-20, 20:-20] == pytest.approx(expected[20:-20, 20:-20], abs=2e-5)


# -- bad input -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heights", "given", "options", "why"),
    [
        (np.ones((20, 20)), {"crs": "EPSG:6668", "cell": 1e-4}, Options(), "is in degrees"),
        (np.ones((20, 20)), {"crs": None}, Options(), "no coordinate reference system"),
        (np.ones((3, 20, 20)), {}, Options(), "3 bands"),
        (np.full((20, 20), -9999.0), {"nodata": -9999}, Options(), "holds no heights at all"),
        (np.where(np.eye(20) > 0, -9999.0, 100), {}, Options(), "declare it in the file"),
        (np.full((20, 20), 3e38), {}, Options(), "declare it in the file"),
        (np.ones((20, 20)), {"cell": 0.25}, Options(radius_m=300), "more than 1000 cells"),
        (np.ones((20, 20)), {"cell": 100}, Options(openness_radius_m=50), "nothing to see"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_leaves_nothing(
    make_raster, tmp_path, files_in, heights, given, options, why
):
    dtm = make_raster("a.tif", heights.astype("float32"), **given)
    before = files_in(tmp_path)
    with pytest.raises(InputError, match=why):
        draw(dtm, {kind: str(tmp_path / f"{kind}.tif") for kind in KINDS}, options)
    assert files_in(tmp_path) == before


def test_a_result_never_replaces_the_model(make_raster, tmp_path):
    dtm = make_raster("a.tif", np.ones((20, 20), "float32"))
    with pytest.raises(OutputError, match="is an input"):
        draw(dtm, {"slope": dtm})


def test_whole_numbers_are_told(make_raster, tmp_path):
    dtm = make_raster("a.tif", np.full((20, 20), 7, "int16"))
    notes = draw(dtm, {"slope": str(tmp_path / "s.tif")}).notes
    assert "whole numbers" in str(notes[0])


def test_a_cancelled_or_failing_run_leaves_nothing(make_raster, tmp_path, results_in, small_disk):
    class Impatient:
        cancelled = False

        def report(self, fraction, text=""):
            self.cancelled = True

    dtm = make_raster("a.tif", rough(200, 200))
    before = results_in(tmp_path)
    with pytest.raises(Cancelled):
        draw(dtm, {kind: str(tmp_path / f"{kind}.tif") for kind in KINDS}, progress=Impatient(), block_size=32)
    assert results_in(tmp_path) == before
    full = small_disk(1)
    with pytest.raises(OutputError):
        draw(make_raster("b.tif", rough(600, 600)), {"slope": str(full / "s.tif"), "hillshade": str(full / "h.tif")})
    assert results_in(full) == []


def test_files_say_how_they_were_made(maps, tmp_path):
    maps(rough(), Options(azimuth_deg=300, radius_m=2, openness_radius_m=9))
    tags, kinds = {}, {}
    for kind in KINDS:
        with rasterio.open(tmp_path / f"{kind}.tif") as dataset:
            tags[kind], kinds[kind] = dataset.tags(), [band.name for band in dataset.colorinterp]
            assert dataset.crs.to_epsg() == 6677
    assert tags["hillshade"]["AZIMUTH"] == "300"
    assert tags["csmap"]["CURVATURE_LIMIT"] == "0.15"
    assert tags["openness"]["RADIUS_M"] == "9"
    assert kinds["csmap"] == ["red", "green", "blue"]
