"""Sections through a site on ground whose heights are known."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from shapely import Point, Polygon, box

from soranome.plugin.core.fieldwork.papers.terrain_section import SAMPLES, Heights, section_svg, section_through
from soranome.plugin.core.raster import Raster

WEST, NORTH, CELL, SIZE = -60000.0, -30000.0, 2.0, 200


def as_is(x, y):
    return x, y


def ground(slope_x, slope_y):
    """A plane sampled at cell centres, metres per metre east and north."""
    x = WEST + (np.arange(SIZE) + 0.5) * CELL
    y = NORTH - (np.arange(SIZE) + 0.5) * CELL
    return (100 + slope_x * (x - WEST)[None] + slope_y * (y - NORTH)[:, None]).astype("float32")


@pytest.fixture
def heights(make_raster):
    opened = []

    def make(name, array, **options):
        raster = Raster(make_raster(name, array, cell=CELL, west=WEST, north=NORTH, **options))
        opened.append(raster)
        return Heights(raster, as_is)

    yield make
    for raster in opened:
        raster.__exit__(None, None, None)


def test_heights_are_linear_between_centres_and_unknown_beyond(heights):
    plane = heights("a.tif", ground(0.1, -0.2))
    rng = np.random.default_rng(1)
    x, y = WEST + rng.uniform(1.01, 398.9, 500), NORTH - rng.uniform(1.01, 398.9, 500)
    np.testing.assert_allclose(plane.at(x, y), 100 + 0.1 * (x - WEST) - 0.2 * (y - NORTH), atol=2e-4)
    assert np.isnan(plane.at(np.array([WEST - 1, WEST + 0.5, np.inf]), np.array([NORTH - 50, NORTH - 50, 0.0]))).all()


def test_small_windows_give_what_one_large_window_gives(heights, monkeypatch):
    from soranome.plugin.core.fieldwork.papers import terrain_section

    rough = heights("a.tif", np.random.default_rng(2).normal(100, 5, (SIZE, SIZE)).astype("float32"))
    x, y = np.linspace(WEST + 5, WEST + 390, 301), np.linspace(NORTH - 5, NORTH - 390, 301)
    whole = rough.at(x, y)
    monkeypatch.setattr(terrain_section, "_WINDOW_CELLS", 60)
    np.testing.assert_array_equal(rough.at(x, y), whole)
    assert np.isfinite(whole).all()


def test_a_section_runs_down_the_slope_and_shows_the_fill(heights):
    before = ground(0.2, 0.1)
    after = before.copy()
    site = box(WEST + 180, NORTH - 230, WEST + 220, NORTH - 190)
    rows = slice(95, 115)
    after[rows, 90:110] += 3
    section = section_through(site, site.centroid, heights("b.tif", after), heights("a.tif", before))
    (x0, y0), (x1, y1) = section.line
    run = np.array([x1 - x0, y1 - y0]) / section.length
    np.testing.assert_allclose(run, -np.array([0.2, 0.1]) / np.hypot(0.2, 0.1), atol=0.01)
    assert section.heights.size == SAMPLES and section.before[0] > section.before[-1]
    ((start, stop),) = section.inside
    middle = (section.distance > start + 4) & (section.distance < stop - 4)
    np.testing.assert_allclose((section.heights - section.before)[middle], 3, atol=1e-3)
    outside = (section.distance < start - 4) | (section.distance > stop + 4)
    np.testing.assert_allclose((section.heights - section.before)[outside], 0, atol=1e-3)


def test_level_ground_is_cut_along_the_site(heights):
    long = Polygon(
        [(WEST + 150, NORTH - 150), (WEST + 250, NORTH - 250), (WEST + 257, NORTH - 243), (WEST + 157, NORTH - 143)]
    )
    section = section_through(long, long.centroid, heights("a.tif", ground(0, 0)), None)
    (x0, y0), (x1, y1) = section.line
    assert abs(abs((y1 - y0) / (x1 - x0)) - 1) < 0.02
    assert section.before is None and section.length > 150


def test_a_point_has_a_section_and_ground_nobody_measured_has_none(heights):
    level = heights("a.tif", ground(0, 0))
    point = Point(WEST + 200, NORTH - 200)
    assert section_through(point, point, level, None).length == pytest.approx(60)
    away = Point(WEST + 5000, NORTH)
    assert section_through(away, away, level, None) is None


def test_the_plot_is_xml_with_both_lines_and_finite_numbers(heights):
    before = ground(0.2, 0.0)
    after = before + 1
    after[:, 95:100] = np.nan
    site = box(WEST + 180, NORTH - 220, WEST + 220, NORTH - 180)
    section = section_through(site, site.centroid, heights("b.tif", after), heights("a.tif", before))
    svg = section_svg(section, 68, 45.4, "2022-01-01", "2024-01-01", 'A "font" & more')
    ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert "nan" not in svg and "inf" not in svg
    assert "before 2022-01-01" in svg and "after 2024-01-01" in svg
    (later,) = re.findall(r'<path d="([^"]+)" fill="none" stroke="#b3261e"', svg)
    assert later.count("M") == 2  # a gap where nothing is known
