"""Grids: areas, coincidence of cells, overlap, blocks."""

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rasterio.windows import Window

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.grid import Grid, crs_name


def grid(west=0.0, north=0.0, cell=10.0, width=100, height=80, crs="EPSG:6677", cell_y=None):
    crs = CRS.from_user_input(crs) if crs else None
    return Grid(crs, from_origin(west, north, cell, cell_y or cell), width, height)


def test_bounds_and_area():
    found = grid(-100, 50, 2.5, 8, 4, cell_y=5)
    assert found.bounds == (-100, 30, -80, 50)
    assert found.cell_size == (2.5, 5) and found.cell_area_m2 == 12.5 and found.shape == (4, 8)


def test_area_is_in_square_metres_where_the_map_is_in_feet():
    found = grid(cell=100, crs="EPSG:2992")  # Oregon Lambert, international feet
    found.require_metres("it")
    assert found.cell_area_m2 == pytest.approx(100 * 100 * 0.3048**2)


def test_degrees_and_no_system_at_all_are_refused_with_advice():
    with pytest.raises(InputError, match=r"^標高 is in degrees \(EPSG:4326\).* EPSG:6677\) and run again\.$"):
        grid(crs="EPSG:4326", cell=1e-4).require_metres("標高")
    with pytest.raises(InputError, match=r"^標高 has no coordinate reference system\. Assign"):
        grid(crs=None).require_metres("標高")


def test_cells_coincide_wherever_the_edges_lie():
    assert grid().same_cells(grid(-730, 210, width=5))
    assert grid().same_cells(grid(0.05, -0.05)), "1/200 of a cell"
    assert not grid().same_cells(grid(5)) and not grid().same_cells(grid(0, 3))
    assert not grid().same_cells(grid(cell=20)) and not grid().same_cells(grid(cell_y=20))
    assert not grid().same_cells(grid(crs="EPSG:6676"))


def test_a_tiny_difference_of_cell_size_counts_where_it_adds_up():
    """As two programs write 0.5 m and 0.500001 m."""
    slightly = 10 * (1 + 1e-6)
    assert grid().same_cells(grid(cell=slightly))
    assert not grid(width=40_000).same_cells(grid(cell=slightly, width=40_000))


def test_degrees_are_compared_by_cells_too():
    second = 1 / 3600
    here = grid(139, 36, second, 3600, 3600, crs="EPSG:4326")
    assert here.same_cells(grid(139 + 7 * second, 36, second, 100, 100, crs="EPSG:4326"))
    assert not here.same_cells(grid(139 + 0.5 * second, 36, second, 100, 100, crs="EPSG:4326"))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (grid(), Window(0, 0, 100, 80)),
        (grid(200, -100), Window(20, 10, 80, 70)),
        (grid(-200, 100), Window(0, 0, 80, 70)),
        (grid(205, -105), Window(21, 11, 79, 69)),  # cells half outside do not count
        (grid(200.05, -100), Window(20, 10, 80, 70)),  # a hair does
        (grid(300, -300, cell=5, width=10, height=10), Window(30, 30, 5, 5)),
        (grid(-5000, 5000, cell=1000), Window(0, 0, 100, 80)),
        (grid(1000, 0), None),  # they touch
        (grid(995, 0), None),
        (grid(0, 9000), None),
    ],
)
def test_overlap_is_the_cells_wholly_inside_the_other(other, expected):
    assert grid().overlap(other) == expected


def test_a_cropped_grid_lies_where_its_window_did():
    cropped = grid(100, 900).crop(Window(3, 5, 20, 10))
    assert cropped.bounds == (130, 750, 330, 850) and cropped.shape == (10, 20)
    assert grid(100, 900).offset_of(cropped) == (3, 5)


@pytest.mark.parametrize("size", [1, 7, 80, 100, 1000])
def test_blocks_cover_every_cell_once(size):
    seen = np.zeros(grid().shape, int)
    blocks = list(grid().blocks(size))
    for block in blocks:
        assert block.width <= size and block.height <= size
        seen[block.toslices()] += 1
    assert (seen == 1).all() and len(blocks) == grid().block_count(size)


def test_a_system_has_a_short_name():
    assert crs_name(CRS.from_epsg(6677)) == "EPSG:6677"
    assert crs_name(None) == "-"
    own = CRS.from_wkt(CRS.from_proj4("+proj=tmerc +lat_0=35.5 +lon_0=139.1 +k=0.99 +ellps=GRS80 +units=m").to_wkt())
    assert len(crs_name(own)) < 40
