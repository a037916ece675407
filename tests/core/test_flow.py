"""Flow paths, valley lines and what lies below, on ground whose answers are known."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from affine import Affine
from rasterio.crs import CRS
from shapely import box

from soranome.plugin.core.fill.setting import Layer, Terrain, cells_in, code_text, drivable
from soranome.plugin.core.fill.triage import weights_from
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.terrain.flow import flow_over, path_below
from soranome.plugin.core.terrain.valleys import valley_lines

CELL = 5.0
SETTINGS = weights_from()["terrain"]


def grid_of(rows, columns):
    return Grid(CRS.from_epsg(6677), Affine(CELL, 0, 0, 0, -CELL, rows * CELL), columns, rows)


@pytest.fixture(scope="module")
def valley():
    """A valley that falls to the south along x = 500 m: side slopes of 0.3, bed of 0.1 (5.7°); 1,000 × 2,000 m."""
    rows, columns = 400, 200
    x = (np.arange(columns) + 0.5) * CELL
    y = (rows - np.arange(rows) - 0.5) * CELL
    return (0.3 * np.abs(x - 502.5)[None] + 0.1 * y[:, None]).astype(np.float32), grid_of(rows, columns)


def test_flow_gathers_in_the_valley(valley):
    flow = flow_over(*valley)
    rows, columns = np.divmod(np.nanargmax(flow.catchment_m2), 200)
    assert columns == 100 and rows == 399
    assert np.nanmax(flow.catchment_m2) == pytest.approx(1000 * 2000, rel=0.05)
    lines = shapely.union_all(valley_lines(flow, 30_000))
    assert lines.distance(shapely.Point(502.5, 1000)) < CELL
    inner = lines.intersection(box(100, 100, 900, 1900))  # along the edges flow runs to the lowest outlet
    assert inner.bounds[0] > 490 and inner.bounds[2] < 515


def test_a_path_runs_down_the_side_then_down_the_valley(valley):
    flow = flow_over(*valley)
    inside = cells_in(box(600, 1500, 620, 1520), flow.grid)
    path = path_below(flow, inside, 1000, 2, 200)
    centres = flow.centres(path.cells)
    assert not path.cut_off
    assert 990 < path.reach_m <= 1000
    assert set(inside.tolist()) <= set(path.cells.tolist())
    assert (path.distance_m[np.isin(path.cells, inside)] == 0).all()
    assert (centres[:, 0] <= 620).all() and (centres[:, 1] <= 1520).all()
    on_bed = centres[np.abs(centres[:, 0] - 502.5) < 1]
    assert on_bed[:, 1].min() == pytest.approx(1500 - 1000, abs=130)


def test_a_path_ends_where_the_ground_is_flat():
    rows, columns = 400, 40
    y = (rows - np.arange(rows) - 0.5) * CELL
    heights = np.where(y > 1500, (y - 1500) * 0.2 + 15, y * 0.01)  # 11° down to a plain of 0.6°
    flow = flow_over(np.repeat(heights[:, None], columns, 1).astype(np.float32), grid_of(rows, columns))
    path = path_below(flow, cells_in(box(90, 1700, 110, 1720), flow.grid), 1000, 2, 200)
    # 200 m down the slope; on the plain the mean over the last 200 m falls below 2° after some 165 m. Steps to a cell
    # diagonally below make the way longer, by a fifth at most on average.
    assert 350 < path.reach_m < 1.2 * 367


def test_a_path_that_leaves_the_elevations_says_so(valley):
    flow = flow_over(*valley)
    path = path_below(flow, cells_in(box(500, 100, 520, 120), flow.grid), 1000, 2, 200)
    assert path.cut_off
    assert path.reach_m < 130


def around(valley, outline, **layers):
    names = ("streams", "buildings", "roads", "hazards")
    return Terrain(*valley, SETTINGS).around(outline, *(layers.get(name) for name in names))


def test_the_setting_of_a_place_on_the_side(valley):
    found = around(valley, box(580, 1500, 600, 1520))
    assert found.slope_mean == pytest.approx(math.degrees(math.atan(math.hypot(0.3, 0.1))), abs=0.01)
    assert found.valley_m == pytest.approx(580 - 502.5, abs=3)
    assert found.houses is None and found.road is None  # no such map: unknown, not none
    assert around(valley, box(520, 1500, 540, 1520)).valley_m == pytest.approx(17.5, abs=3)


def test_a_stream_of_a_map_is_a_valley_line_too(valley):
    stream = Layer([(shapely.LineString([(610, 0), (610, 2000)]), None)])
    assert around(valley, box(580, 1500, 600, 1520), streams=stream).valley_m == pytest.approx(10)


def test_only_houses_on_the_path_and_low_enough_count(valley):
    house = {
        "on the bed": box(495, 1200, 505, 1210),
        "a little up the bank": box(515, 1100, 525, 1110),
        "30 m to the side, 9 m up": box(532, 1000, 540, 1010),
        "above": box(495, 1700, 505, 1710),
        "far to the side": box(700, 1200, 710, 1210),
        "on the place": box(585, 1505, 595, 1515),
        "too far down": box(495, 300, 505, 310),
    }
    each = {
        name: around(valley, box(580, 1500, 600, 1520), buildings=Layer([(shape, None)]))
        for name, shape in house.items()
    }
    assert [name for name, found in each.items() if found.houses] == ["on the bed", "a little up the bank"]
    assert each["on the bed"].house_m == pytest.approx(80 * 2**0.5 + 210 - SETTINGS["lateral_m"], abs=10)
    assert each["above"].house_m == math.inf
    every = around(valley, box(580, 1500, 600, 1520), buildings=Layer([(shape, None) for shape in house.values()]))
    assert every.houses == 2


def test_a_road_that_crosses_below_is_hit_and_one_above_is_not(valley):
    across = Layer([(shapely.LineString([(0, 1200), (1000, 1200)]), True)])
    found = around(valley, box(580, 1500, 600, 1520), roads=across)
    assert found.road is True and found.road_m == pytest.approx(80 * 2**0.5 + 220 - SETTINGS["lateral_m"], abs=10)
    above = Layer([(shapely.LineString([(0, 1560), (1000, 1560)]), True)])
    assert around(valley, box(580, 1500, 600, 1520), roads=above).road is False


def test_hazard_areas_the_path_enters_are_named(valley):
    hazards = Layer([(box(480, 900, 520, 1000), ("2", "1")), (box(0, 900, 100, 1000), ("2", "2"))])
    assert around(valley, box(580, 1500, 600, 1520), hazards=hazards).hazards == [0]


def test_where_elevations_do_not_reach_everything_is_unknown(valley):
    heights, grid = valley
    assert not around(valley, box(5000, 5000, 5020, 5020)).known
    hole = heights.copy()
    hole[80:120, 100:140] = np.nan
    found = around((hole, grid), box(560, 1450, 580, 1480), buildings=Layer([]))
    assert not found.known and found.houses is None and math.isnan(found.valley_m)


def test_flat_ground_has_no_valley_and_no_path():
    found = around((np.zeros((200, 200), np.float32), grid_of(200, 200)), box(480, 480, 520, 520), buildings=Layer([]))
    assert found.slope_max == 0 and found.houses == 0 and found.path_m <= 200


def test_a_place_smaller_than_a_cell_has_one():
    grid = grid_of(10, 10)
    assert cells_in(box(11, 31, 12, 32), grid).tolist() == [3 * 10 + 2]
    assert cells_in(box(100, 100, 101, 101), grid).tolist() == []


def test_shares_count_overlapping_polygons_of_one_value_once():
    layer = Layer([(box(0, 0, 60, 100), "1"), (box(40, 0, 80, 100), "1"), (box(80, 0, 90, 100), "2")])
    assert layer.shares(box(0, 0, 100, 100)) == pytest.approx({"1": 0.8, "2": 0.1})
    assert Layer([]).shares(box(0, 0, 1, 1)) == {}
    assert Layer([]).nearest_m(box(0, 0, 1, 1)) == math.inf


@pytest.mark.parametrize(("given", "code"), [(1, "1"), (1.0, "1"), ("01", "1"), ("１", "1"), (None, ""), (float("nan"), ""),
                                             (" 2 ", "2"), ("A", "A"), ("10", "10"), (0, "0")])  # fmt: skip
def test_codes_are_one_however_they_are_stored(given, code):
    assert code_text(given) == code


@pytest.mark.parametrize(
    ("kind", "width", "expected"),
    [("municipal", 5.0, True), ("track", 3.0, True), ("徒歩道", None, False), ("Footway", 4, False), ("", "1.5m未満", False),
     ("", "5.5m-13.0m", True), (None, None, True), ("", "２ｍ", False)],
)  # fmt: skip
def test_roads_an_inspector_can_drive(kind, width, expected):
    assert drivable(kind, width, weights_from()["roads"]) is expected
