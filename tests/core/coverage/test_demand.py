"""Demand on cells: nothing is lost, nothing is invented, and what lies beyond the grid keeps its share."""

import numpy as np
import pytest
import shapely
from affine import Affine
from rasterio.crs import CRS

from soranome.plugin.core.coverage.siting.demand import (
    Demand,
    Weights,
    count_points,
    holds,
    line_km,
    raster_demand,
    spread,
)
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.grid import Grid

GRID = Grid(CRS.from_epsg(6677), Affine(10, 0, -60000, 0, -10, -30000), 20, 15)


def at(column, row):
    """Map coordinates of a place counted in cells."""
    return GRID.transform * (column, row)


def box(left, top, right, bottom):
    return shapely.box(*at(left, bottom), *at(right, top))


def test_people_of_a_square_stay_in_it_and_add_up():
    layer = spread([box(2, 3, 7, 8), box(10, 3, 15, 8)], [100, 7], GRID)
    assert layer.sum() == pytest.approx(107)
    assert layer[3:8, 2:7].sum() == pytest.approx(100) and np.ptp(layer[3:8, 2:7]) == pytest.approx(0)
    assert layer[:3].sum() == 0 and layer[8:].sum() == 0


def test_a_square_over_the_edge_leaves_its_share_outside():
    layer = spread([box(-5, 0, 5, 10)], [100], GRID)
    assert layer.sum() == pytest.approx(50)
    assert spread([box(-50, 0, -40, 10)], [100], GRID).sum() == 0


def test_a_square_smaller_than_a_cell_is_not_lost():
    layer = spread([box(3.1, 4.1, 3.3, 4.3)], [12], GRID)
    assert layer[4, 3] == 12 and layer.sum() == 12


def test_people_live_where_houses_are():
    houses = count_points(np.array([at(3.5, 4.5), at(3.5, 4.6), at(6.5, 7.5)]), GRID)
    layer = spread([box(2, 3, 7, 8), box(10, 3, 15, 8)], [90, 10], GRID, houses)
    assert layer[4, 3] == pytest.approx(60) and layer[7, 6] == pytest.approx(30)
    assert layer[3:8, 10:15].sum() == pytest.approx(10)  # no houses known there: evenly
    assert layer.sum() == pytest.approx(100)


def test_roads_are_cut_where_cells_end():
    line = shapely.LineString([at(0.5, 2.5), at(4.5, 2.5)])
    layer = line_km([line], GRID)
    assert layer[2, :5].tolist() == pytest.approx([0.005, 0.01, 0.01, 0.01, 0.005])
    assert layer.sum() == pytest.approx(line.length / 1000)


def test_lines_in_all_directions_keep_their_length():
    rng = np.random.default_rng(0)
    for _ in range(200):
        xy = rng.uniform([-3, -3], [23, 18], (4, 2))
        if rng.random() < 0.3:
            xy = np.round(xy)  # along the edges of cells and through their corners
        line = shapely.LineString([at(*point) for point in xy])
        inside = line.intersection(shapely.box(*GRID.bounds)).length / 1000
        layer = line_km([line], GRID)
        # A line along the frame may count in or out; elsewhere nothing is lost.
        assert layer.sum() == pytest.approx(inside, abs=1e-9) or (xy == np.round(xy)).all()
        assert (layer >= 0).all() and layer.sum() <= line.length / 1000 + 1e-9


def test_each_cell_holds_what_of_the_line_is_in_it():
    line = shapely.LineString([at(1.2, 1.7), at(8.9, 6.1), at(3.3, 12.4)])
    layer = line_km([line], GRID, [2.0])
    for row in range(15):
        for column in range(20):
            expected = 2 * line.intersection(box(column, row, column + 1, row + 1)).length / 1000
            assert layer[row, column] == pytest.approx(expected, abs=1e-9)


def test_several_parts_and_points_without_length():
    lines = shapely.MultiLineString([[at(0, 1.5), at(2, 1.5)], [at(0, 3.5), at(3, 3.5)]])
    assert line_km([lines, shapely.LineString([at(1, 1), at(1, 1)])], GRID).sum() == pytest.approx(0.05)
    assert line_km([], GRID).sum() == 0


def test_points_on_and_beyond_the_grid():
    layer = count_points(np.array([at(0, 0), at(19.99, 14.99), at(20, 3), at(-0.01, 3)]), GRID)
    assert layer.sum() == 2 and layer[0, 0] == 1 and layer[14, 19] == 1
    assert count_points(np.zeros((0, 2)), GRID).sum() == 0


def test_weights_and_unknown_lists():
    demand = Demand(GRID, people=np.full(GRID.shape, 2.0), places=np.zeros(GRID.shape))
    demand.places[0, 0] = 1
    weight = demand.weight(Weights(1, 50, 100))
    assert weight[0, 0] == 102 and weight[1, 1] == 2
    assert set(demand.known()) == {"people", "places"}


def test_holes_by_the_centres_of_cells():
    inside = holds([box(2.4, 3.4, 4.6, 5.6), shapely.Polygon()], GRID)
    assert inside.sum() == 9 and inside[3:6, 2:5].all()
    assert not holds([], GRID).any()


def test_a_raster_of_weights_keeps_its_sum(make_raster):
    data = np.arange(150, dtype="float32").reshape(10, 15)
    data[0, 0] = np.nan
    coarse = make_raster("粗い.tif", data, cell=20.0, nodata=np.nan)
    wide = Grid(GRID.crs, GRID.transform, 30, 20)
    layer, unknown = raster_demand(coarse, wide)
    assert layer.sum() == pytest.approx(np.nansum(data), rel=1e-5) and unknown == 4
    same = make_raster("同じ.tif", np.ones((15, 20), "float32"), cell=10.0)
    layer, unknown = raster_demand(same, GRID)
    assert layer.sum() == 300 and unknown == 0


def test_negative_weights_are_refused(make_raster):
    path = make_raster("負.tif", np.full((15, 20), -9999, "float32"), cell=10.0)
    with pytest.raises(InputError, match=r"below zero.*no-data"):
        raster_demand(path, GRID)
