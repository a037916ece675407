"""One link: its section, its bad inputs, its picture."""

import csv
import io
import math
from xml.etree import ElementTree

import numpy as np
import pytest
import shapely

from soranome.plugin.core.coverage.landscape import SEA, read_landscape
from soranome.plugin.core.coverage.prediction.link import (
    MOST_STEPS,
    End,
    LinkSettings,
    link_over,
    predict_link,
    profile_csv,
    section_of,
    straight_profile,
)
from soranome.plugin.core.coverage.prediction.link_plot import HEIGHT, WIDTH, link_svg
from soranome.plugin.core.coverage.propagation.climate import Climate
from soranome.plugin.core.coverage.propagation.p1812 import PathProfile, predict_path
from soranome.plugin.core.coverage.propagation.vegetation import woodland, woodland_loss
from soranome.plugin.core.errors import InputError

WEST, NORTH, CELL = -60000.0, -30000.0, 10.0
CLIMATE = Climate(44.0, 332.0)


def ridge():
    """200 × 300 cells of 10 m: land at 20 m, a ridge of 80 m in columns 140–149, sea in the last 60 columns."""
    heights = np.full((200, 300), 20.0, np.float32)
    heights[:, 140:150] = 80.0
    heights[:, 240:] = -9999.0
    heights[:, 230:240] = 1.0
    return heights


@pytest.fixture
def dtm(make_raster):
    return make_raster("dtm.tif", ridge(), nodata=-9999)


def place(column, row, antenna=20.0):
    """The centre of a cell."""
    return End(WEST + (column + 0.5) * CELL, NORTH - (row + 0.5) * CELL, antenna)


def settings(**options):
    return LinkSettings(**({"frequency_mhz": 800.0, "climate": CLIMATE} | options))


def test_a_ridge_blocks_the_link_and_is_pointed_at(dtm):
    link = predict_link(dtm, None, place(20, 100), place(220, 100), settings(eirp_dbm=50.0))
    assert link.length_km == pytest.approx(2.0) and not link.line_of_sight and link.clearance < -1
    marks = {mark.kind: mark for mark in link.marks}
    assert marks["horizon_t"].km == pytest.approx(1.2, abs=0.02)
    assert marks["horizon_r"].km == pytest.approx(1.3, abs=0.02)
    assert 1.2 < marks["bullington"].km < 1.3 and marks["bullington"].height_m > 80
    assert sum(value for _, value in link.parts) == pytest.approx(link.loss_db, abs=1e-9)
    assert link.received_dbm == pytest.approx(50 - link.loss_db)


def test_its_loss_is_that_of_p1812_over_its_profile(dtm):
    link = predict_link(dtm, None, place(20, 100), place(220, 100), settings(time_percent=10.0))
    _, latitude = 139.2, 35.71  # near enough: β₀ hardly depends on it
    loss = predict_path(
        link.section.profile, 800.0, 20.0, 20.0, latitude=latitude, delta_n=44.0, n0=332.0, time_percent=10.0
    ).lb
    assert link.loss_db == pytest.approx(loss, abs=1e-3)


def test_the_section_follows_the_terrain(dtm):
    profile = predict_link(dtm, None, place(20, 100), place(280, 100), settings()).section.profile
    expected = np.where(ridge()[100, 20:281] > 0, ridge()[100, 20:281], 0)
    assert profile.distance_km == pytest.approx(np.arange(261) * 0.01)
    assert profile.height_m == pytest.approx(expected, abs=1e-4)
    assert np.array_equal(profile.zone == SEA, np.arange(20, 281) >= 240)


def test_what_stands_on_the_ground_counts_but_at_the_ends(make_raster, dtm):
    surface = ridge()
    surface[:, 100:130] += 100
    surface[:, [20, 220]] += 60
    dsm = make_raster("dsm.tif", surface, nodata=-9999)
    ends = place(20, 100, 70.0), place(220, 100, 70.0)
    bare = predict_link(dtm, None, *ends, settings())
    grown = predict_link(dtm, dsm, *ends, settings(vegetation="opaque"))
    assert bare.line_of_sight and not grown.line_of_sight
    parts = dict(grown.parts)
    assert parts["Diffraction by buildings and trees"] > 5
    assert parts["Diffraction by terrain"] == pytest.approx(dict(bare.parts)["Diffraction by terrain"], abs=1e-6)


def test_trees_are_passed_through_and_houses_are_not(make_raster, dtm):
    surface = ridge()
    surface[:, 100:104] += 100
    dsm = make_raster("dsm.tif", surface, nodata=-9999)
    ends = place(20, 100, 70.0), place(220, 100, 70.0)
    bare = predict_link(dtm, None, *ends, settings())
    wall = predict_link(dtm, dsm, *ends, settings(vegetation="opaque"))
    woods = predict_link(dtm, dsm, *ends, settings())
    parts = dict(woods.parts)
    # The line is 70 m up: tops rise to it in 0.7 of the first 10 m, and fall below it behind 0.3 of the last.
    assert parts["Way through trees"] == pytest.approx(woodland_loss(36.0, *woodland(800.0)), abs=0.1)
    assert woods.loss_db == pytest.approx(bare.loss_db + parts["Way through trees"], abs=1e-6)
    assert woods.loss_db < wall.loss_db - 5
    assert sum(parts.values()) == pytest.approx(woods.loss_db, abs=1e-9) and not woods.line_of_sight
    assert "Way through trees" in link_svg(woods) and "Way through trees" not in link_svg(wall)
    x, y = ends[0].x + 800, ends[0].y
    house = predict_link(dtm, dsm, *ends, settings(), buildings=[shapely.box(x, y - 50, x + 30, y + 50)])
    assert house.loss_db == pytest.approx(wall.loss_db, abs=1e-9)
    meadow = predict_link(dtm, dsm, *ends, settings(), buildings=[shapely.box(x + 500, y, x + 510, y + 10)])
    assert meadow.loss_db == woods.loss_db


def test_the_earth_bulges_and_the_fresnel_zone_is_widest_in_the_middle():
    x = np.linspace(0, 40, 401)
    flat = PathProfile(x, np.zeros(401), np.zeros(401), np.full(401, SEA, np.uint8))
    section = section_of(flat, 100.0, 50.0, 1000.0, 8500.0)
    assert section.bulge_m.argmax() == 200 and section.bulge_m[200] == pytest.approx(500 * 20 * 20 / 8500)
    wavelength = 299.792458 / 1000
    assert section.fresnel_m[200] == pytest.approx(math.sqrt(wavelength * 20e3 * 20e3 / 40e3))
    assert section.clearance_m[200] == pytest.approx(75 - section.bulge_m[200])


def test_clearance_is_a_share_of_the_fresnel_zone():
    x = np.linspace(0, 10, 101)
    heights = np.zeros(101)
    section = section_of(PathProfile(x, heights, heights, np.full(101, 4, np.uint8)), 50.0, 50.0, 800.0, 8850.0)
    heights[50] = 50 - section.bulge_m[50] - 0.6 * section.fresnel_m[50]
    profile = PathProfile(x, heights, np.zeros(101), np.full(101, 4, np.uint8))
    link = link_over(profile, End(0, 0, 50.0), End(1e4, 0, 50.0), settings(), CLIMATE, 35.7, 100.0)
    assert link.clearance == pytest.approx(0.6, abs=1e-3) and link.line_of_sight
    assert [mark.km for mark in link.marks] == [5.0]


def test_other_models(dtm):
    ends = place(20, 100), place(220, 100)
    itm = predict_link(dtm, None, *ends, settings(model="itm"))
    assert itm.loss_db > dict(itm.parts)["Free space"] + 10
    high = predict_link(dtm, None, *ends, settings(model="los28", frequency_mhz=28000.0, time_percent=99.9))
    assert dict(high.parts)["Rain"] > 0.5 and dict(high.parts)["Diffraction by terrain"] > 30
    for link in (itm, high):
        assert sum(value for _, value in link.parts) == pytest.approx(link.loss_db, abs=1e-9)


def test_a_long_path_is_sampled_more_coarsely(make_raster):
    dtm = make_raster("long.tif", np.full((12, 2600), 30.0, np.float32))
    link = predict_link(dtm, None, place(2, 5), place(2590, 5), settings())
    assert len(link.section.profile.distance_km) <= MOST_STEPS + 1
    assert any("The path is long" in str(message) for message in link.warnings)


def test_cells_of_a_link_are_those_of_a_prediction(make_raster, dtm):
    """Terrain in cells of 20 m, as ``read_landscape`` makes them for a map."""
    link = predict_link(dtm, None, place(20, 100), place(220, 100), settings(resolution_m=20.0))
    profile = link.section.profile
    assert len(profile.distance_km) == 101
    land = read_landscape(dtm, resolution=20.0)
    line = link.start.x, link.start.y, link.end.x, link.end.y
    np.testing.assert_allclose(profile.height_m, straight_profile(land, *line).height_m)
    own = predict_link(dtm, None, place(20, 100), place(220, 100), settings())
    same = predict_link(dtm, None, place(20, 100), place(220, 100), settings(resolution_m=10.0))
    assert same.loss_db == own.loss_db != link.loss_db


def test_points_are_written_as_csv(dtm):
    link = predict_link(dtm, None, place(20, 100), place(220, 100), settings())
    rows = list(csv.DictReader(io.StringIO(profile_csv(link).decode("utf-8-sig"))))
    assert len(rows) == 201 and float(rows[-1]["distance_km"]) == 2.0
    assert float(rows[125]["ground_m"]) == 80 and float(rows[125]["clearance_m"]) < -30


@pytest.mark.parametrize(
    ("start", "end", "options", "words"),
    [
        ((20, 100), (20, 100), {}, "0.0 m apart, less than a cell"),
        ((20, 100), (900, 100), {}, "TO .* lies outside the terrain model"),
        ((-50, 100), (20, 100), {}, "FROM .* lies outside the terrain model"),
        ((20, 100), (220, 100), {"frequency_mhz": 28000.0}, "covers 30 to 6000 MHz"),
        ((20, 100), (220, 100), {"model": "los28"}, "must lie within 6000"),
        ((20, 100), (220, 100), {"model": "itm", "frequency_mhz": 5.0}, "must lie within 20"),
        ((20, 100), (220, 100), {"model": "itm", "vegetation": "woodland"}, "knows only the ground"),
        ((20, 100), (220, 100), {"frequency_mhz": 50.0, "vegetation": "woodland"}, r"must lie within 100–30000"),
        ((20, 100), (220, 100), {"time_percent": 90.0}, "1 to 50 % of the time"),
        ((20, 100), (280, 100), {"sea": "none"}, "no heights on 1. % of the path, first 2.2. km"),
    ],
)
def test_bad_input_is_named(dtm, start, end, options, words):
    with pytest.raises(InputError, match=words):
        predict_link(dtm, None, place(*start), place(*end), settings(**options))


def test_degrees_are_refused_and_feet_are_read(make_raster):
    degrees = make_raster("degrees.tif", ridge(), cell=1e-4, west=139.0, north=35.7, crs="EPSG:4326", nodata=-9999)
    with pytest.raises(InputError, match="in degrees"):
        predict_link(degrees, None, End(139.01, 35.69, 10), End(139.02, 35.69, 10), settings())
    heights = ridge()
    heights[heights > 0] /= 0.3048
    feet = make_raster("feet.tif", heights, nodata=-9999)
    link = predict_link(feet, None, place(20, 100), place(220, 100), settings(unit="feet"))
    assert link.section.profile.height_m.max() == pytest.approx(80, abs=1e-3)


SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_shows_what_the_section_holds(make_raster, dtm):
    surface = ridge()
    surface[:, 60:90] += 15
    dsm = make_raster("dsm.tif", surface, nodata=-9999)
    link = predict_link(dtm, dsm, place(20, 100), place(280, 100), settings(eirp_dbm=50.0))
    drawn = link_svg(link, lambda text: f"<{text}>" if text in ("Sea", "Ground") else text)
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own
    texts = [node.text for node in root.iter(f"{SVG}text")]
    assert {"FROM", "TO", "<Sea>", "<Ground>", "Basic transmission loss", "Points to look at"} <= set(texts)
    assert f"{link.loss_db:.1f}" in texts and "Horizon of FROM" in texts
    for node in root.iter():
        for name in ("x", "cx", "x1", "x2"):
            assert 0 <= float(node.get(name, 0)) <= WIDTH
        for name in ("y", "cy", "y1", "y2"):
            assert 0 <= float(node.get(name, 0)) <= HEIGHT
    free = link_svg(predict_link(dtm, None, place(20, 20), place(120, 20), settings()))
    assert "What cuts the line of sight" not in free and ">Sea<" not in free and "−0.0<" not in free
