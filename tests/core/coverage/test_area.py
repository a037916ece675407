"""Area predictions are the point-to-point model on the profiles they say they are, in and out of sight."""

from __future__ import annotations

import math

import numpy as np
import pytest
from rasterio.windows import Window

from soranome.plugin.core.coverage.prediction.area import area_loss
from soranome.plugin.core.coverage.propagation.p1812_diffraction import knife_edge
from soranome.plugin.core.errors import Cancelled, InputError
from tests.core.coverage.area_cases import (
    CLIMATE,
    NORTH,
    WEST,
    centre,
    coast,
    hills,
    landscape,
    made_scene,
    point_to_point,
    random_cells,
    us_mountains,
    value_at,
    woods,
)

# Rounding of the float32 output: half of 2⁻¹⁵ up to 256 dB.
ROUNDING_DB = 1.6e-5


def predict(land, x, y, height_m=30.0, mhz=800.0, reach_m=1000.0, **options):
    return area_loss(land, x, y, height_m, mhz, climate=CLIMATE, reach_m=reach_m, **options)


def compare(land, x, y, height_m, mhz, reach_m, count, model="p1812", percent=50.0, receiver_m=1.5):
    """Differences in dB to point to point of random cells, and whether each is in sight; angles compared on the way."""
    options = {"model": model, "percent_time": percent, "receiver_height_m": receiver_m}
    area = predict(land, x, y, height_m, mhz, reach_m, **options)
    apart, free = [], []
    for row, column in random_cells(area, count):
        expected, found = point_to_point(land, x, y, height_m, mhz, row, column, reach_m, model, receiver_m, percent)
        apart.append(abs(value_at(area, area.loss_db, row, column) - expected))
        free.append(value_at(area, area.line_of_sight, row, column))
        if model == "p1812":
            leaves = value_at(area, area.departure_deg, row, column)
            assert leaves == pytest.approx(math.degrees(found.theta_t / 1000), abs=1e-5)
            assert not free[-1] or found.line_of_sight
    return np.array(apart), np.array(free)


@pytest.mark.parametrize("percent", [50.0, 10.0, 1.0])
@pytest.mark.parametrize("mhz", [50.0, 700.0, 3500.0])
def test_a_coast_with_woods_equals_point_to_point(mhz, percent):
    land = coast()
    apart, free = compare(land, *centre(land), 25.0, mhz, 4000.0, 400, percent=percent)
    assert apart[free].max() < ROUNDING_DB and apart[~free].max() < ROUNDING_DB
    assert free.sum() > 50 and (~free).sum() > 50


@pytest.mark.parametrize("surface", [True, False])
@pytest.mark.parametrize(("height_m", "receiver_m"), [(3.0, 1.5), (60.0, 1.5), (800.0, 40.0)])
def test_mountains_equal_point_to_point(surface, height_m, receiver_m):
    ground = hills(260)
    land = landscape(ground, 30.0, woods(ground.shape) if surface else None)
    for percent in (50.0, 3.0):
        apart, free = compare(
            land, *centre(land, -0.5, 0.41), height_m, 900.0, 3500.0, 300, percent=percent, receiver_m=receiver_m
        )
        assert apart.max() < ROUNDING_DB
        assert free.any() or height_m == 3.0


def test_the_made_scene_equals_point_to_point():
    for surface in (True, False):
        land = made_scene(surface)
        for mhz, percent in ((800.0, 50.0), (3700.0, 5.0)):
            apart, free = compare(land, *centre(land), 30.0, mhz, 900.0, 1000, percent=percent)
            assert apart[free].max() < ROUNDING_DB and apart[~free].max() < ROUNDING_DB


def test_real_mountains_equal_point_to_point(data):
    land = us_mountains(data / "coverage" / "dem_us_mountain" / "N44W072.hgt")
    for percent in (50.0, 10.0):
        apart, free = compare(land, *centre(land), 40.0, 800.0, 12_000.0, 1500, percent=percent)
        assert apart[free].max() < ROUNDING_DB and apart[~free].max() < ROUNDING_DB
        assert free.sum() > 20


def test_degenerate_ground_equals_point_to_point():
    """All maxima are ties or lie at the ends here."""
    down, right = np.mgrid[:121, :121]
    sea = right >= 0
    steps = np.where((right // 10 + down // 10) % 2, 80.0, 60.0)
    for land in (
        landscape(np.zeros((121, 121)), 30.0, sea=sea),
        landscape(np.full((121, 121), 50.0)),
        landscape(right * 2.0),
        landscape(steps),
        landscape(steps, clutter=np.full((121, 121), 10.0)),
    ):
        for height_m, percent in ((10.0, 50.0), (100.0, 2.0)):
            apart, _ = compare(land, *centre(land, 0, 0), height_m, 800.0, 1700.0, 200, percent=percent)
            assert apart.max() < ROUNDING_DB


def test_long_paths_over_the_sea_equal_point_to_point():
    """Ducting, troposcatter and the smooth Earth count here."""
    height = np.zeros((121, 121))
    height[40:80, 30:80] = hills(50)[5:45, :]
    height[:, 100:110] = 40.0
    land = landscape(height, 1500.0, sea=height == 0)
    for percent in (50.0, 10.0, 1.0):
        apart, _ = compare(land, *centre(land), 60.0, 450.0, 85_000.0, 400, percent=percent)
        assert apart.max() < ROUNDING_DB


def test_one_edge_costs_what_it_costs_by_p526():
    """A wall across flat ground: loss = free space + Bullington's (21) of J(ν), as the smooth Earth adds nothing."""
    height = np.zeros((201, 201))
    height[60, :] = 150.0
    land = landscape(height, 20.0)
    x, y = centre(land, 0, 0)
    area = predict(land, x, y, 100.0, 2000.0, 2000.0, receiver_height_m=100.0)
    bend = 500 * (157 - CLIMATE.delta_n) / (157 * 6371)
    for row in (10, 30, 45):
        d1, d = 0.8, (100 - row) * 0.02
        above = 150.0 + bend * d1 * (d - d1) - 100.0
        nu = above * math.sqrt(0.002 * d / (0.2998 / 2 * d1 * (d - d1)))
        edge = knife_edge(nu)
        expected = 92.4 + 20 * math.log10(2.0) + 20 * math.log10(d) + edge + (1 - math.exp(-edge / 6)) * (10 + 0.02 * d)
        assert value_at(area, area.loss_db, row, 100) == pytest.approx(expected, abs=2e-4)
        assert value_at(area, area.departure_deg, row, 100) == pytest.approx(
            math.degrees(math.atan(50 / 800)), abs=0.01
        )


def test_high_over_flat_ground_only_distance_counts():
    land = landscape(np.zeros((141, 141)), 10.0)
    x, y = centre(land)
    area = predict(land, x, y, 300.0, 6000.0, 650.0, receiver_height_m=300.0)
    row, column = ~land.grid.transform * (x, y)
    down, right = np.mgrid[:141, :141] + 0.5
    away = np.hypot(right - row, down - column) * 0.01
    within = area.window.toslices()
    known = np.isfinite(area.loss_db)
    assert (known == (away[within] <= 0.65)).all()
    free_space = 92.4 + 20 * np.log10(6.0) + 20 * np.log10(np.maximum(away, 0.005))
    assert np.abs(area.loss_db - free_space[within])[known].max() < 0.12  # rays end beside the cells' centres
    assert area.line_of_sight[known].all() and not area.line_of_sight[~known].any()
    assert np.abs(area.departure_deg[known]).max() < 0.01


def test_neither_workers_nor_the_grid_around_change_a_bit():
    land = coast(240)
    x, y = centre(land, -0.2, 0.1)
    whole = predict(land, x, y, reach_m=2500.0, workers=1, percent_time=10.0)
    for workers in (2, 5):
        again = predict(land, x, y, reach_m=2500.0, workers=workers, percent_time=10.0)
        for name in ("loss_db", "departure_deg", "line_of_sight"):
            assert np.array_equal(getattr(whole, name), getattr(again, name), equal_nan=True)
    window = Window(70, 80, 110, 90)
    part = land.crop(window)
    part.__dict__["zones"] = land.zones[window.toslices()]
    cut = predict(part, x, y, reach_m=2500.0, percent_time=10.0)
    rows, columns = window.toslices()
    expected = whole.loss_db[
        rows.start - whole.window.row_off : rows.stop - whole.window.row_off,
        columns.start - whole.window.col_off : columns.stop - whole.window.col_off,
    ]
    assert cut.window == Window(0, 0, 110, 90)
    assert np.array_equal(cut.loss_db, expected, equal_nan=True)


def test_turned_ground_gives_turned_loss():
    ground, stands = hills(121), woods((121, 121))
    land = landscape(ground, 30.0, stands)
    right, down = 0.13, 0.29
    upright = predict(land, *centre(land, right, down), reach_m=1500.0).loss_db
    for times in (1, 2, 3):
        right, down = down, -right
        turned = landscape(np.rot90(ground, times).copy(), 30.0, np.rot90(stands, times).copy())
        other = predict(turned, *centre(land, right, down), reach_m=1500.0).loss_db
        assert np.nanmax(np.abs(np.rot90(other, -times) - upright)) < 1e-4


def test_the_mast_counts_where_it_stands_in_its_cell():
    land = landscape(np.zeros((81, 81)), 50.0)
    west, east = (predict(land, *centre(land, off, 0), 300.0, 2000.0, 1500.0) for off in (-0.45, 0.45))
    for column in (41, 44, 50, 60):
        far, near = (math.hypot((column - 40 - off) * 50, 298.5) for off in (-0.45, 0.45))
        apart = value_at(west, west.loss_db, 40, column) - value_at(east, east.loss_db, 40, column)
        assert apart == pytest.approx(20 * math.log10(far / near), abs=0.02)


def test_a_mast_at_the_edge_predicts_what_there_is():
    land = coast(160)
    for row, column in ((0, 0), (159, 159), (0, 80), (80, 159)):
        x, y = land.grid.transform * (column + 0.5, row + 0.5)
        area = predict(land, x, y, reach_m=3000.0)
        inside = np.hypot(*np.ogrid[-row : 160 - row, -column : 160 - column])[area.window.toslices()] * 30.0
        assert (np.isfinite(area.loss_db) == (inside <= 3000.0)).all()
        for cell in random_cells(area, 60):
            expected, _ = point_to_point(land, x, y, 30.0, 800.0, *cell, 3000.0)
            assert value_at(area, area.loss_db, *cell) == pytest.approx(expected, abs=ROUNDING_DB)


def test_unknown_ground_is_unknown_and_so_is_all_behind_it():
    ground = hills(121)
    ground[30:34, 55:70] = np.nan
    ground[100, 20] = np.nan
    land = landscape(ground, 30.0)
    area = predict(land, *centre(land, 0, 0), reach_m=1700.0)
    assert np.isnan(value_at(area, area.loss_db, 100, 20)) and np.isnan(value_at(area, area.loss_db, 31, 60))
    assert np.isnan(value_at(area, area.loss_db, 10, 60)) and np.isfinite(value_at(area, area.loss_db, 40, 60))
    assert np.isfinite(value_at(area, area.loss_db, 15, 30))
    assert not value_at(area, area.line_of_sight, 10, 60)
    ground[60, 60] = np.nan
    with pytest.raises(InputError, match="has no height"):
        predict(landscape(ground, 30.0), *centre(land, 0, 0))


def test_boats_have_signal():
    land = coast(160)
    area = predict(land, *centre(land), reach_m=2000.0)
    assert np.isfinite(area.loss_db[land.sea[area.window.toslices()]]).sum() > 1000


def test_the_smallest_landscapes_and_reaches_work():
    for size, reach_m in ((1, 10.0), (3, 500.0), (9, 5.0), (30, 45.0)):
        land = landscape(np.full((size, size), 12.0), 10.0)
        area = predict(land, *centre(land, 0, 0) if size % 2 else centre(land, -0.5, -0.5), reach_m=reach_m)
        assert np.isfinite(area.loss_db).any()
        assert np.nanmin(area.loss_db) > 25


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mhz": 7000.0}, "30 to 6000 MHz"),
        ({"height_m": 0.0}, "above ground"),
        ({"receiver_height_m": 5000.0}, "above ground"),
        ({"percent_time": 60.0}, "of the time"),
        ({"x": WEST - 10.0}, "outside the terrain model"),
        ({"reach_m": -1.0}, "above zero"),
        ({"model": "itm", "mhz": 10.0}, "frequency"),
        ({"model": "los28", "mhz": 800.0}, "frequency"),
    ],
)
def test_what_no_model_holds_for_is_refused(change, words):
    land = landscape(hills(40), 30.0)
    asked = {"x": WEST + 600.0, "y": NORTH - 600.0, "reach_m": 300.0, **change}
    with pytest.raises(InputError, match=words):
        predict(land, **asked)


def test_a_cancelled_prediction_ends():
    class Stopped:
        cancelled = True

        def report(self, fraction, text=""):
            raise AssertionError

    with pytest.raises(Cancelled):
        predict(landscape(hills(40), 30.0), WEST + 600.0, NORTH - 600.0, progress=Stopped())


@pytest.mark.parametrize(("model", "mhz"), [("itm", 900.0), ("los28", 28_000.0)])
def test_other_models_equal_point_to_point(model, mhz):
    for land in (coast(200), made_scene()):
        reach_m = land.cell_m * 95
        apart, free = compare(land, *centre(land), 20.0, mhz, reach_m, 300, model=model)
        assert apart.max() < ROUNDING_DB
        assert free.any() and not free.all()


def test_paths_of_itm_are_taken_at_equal_steps():
    land = landscape(2.0 * np.mgrid[:401, :401][1], 10.0)
    x, y = centre(land, 0.4, 0)
    area = predict(land, x, y, model="itm", reach_m=2000.0)
    loss, _ = point_to_point(land, x, y, 30.0, 800.0, 200, 390, 2000.0, "itm")  # 190 cells, 150 steps
    assert value_at(area, area.loss_db, 200, 390) == pytest.approx(loss, abs=ROUNDING_DB)


def test_an_unknown_model_is_a_programming_error():
    with pytest.raises(ValueError, match="hata"):
        predict(landscape(hills(40), 30.0), WEST + 600.0, NORTH - 600.0, model="hata")


def test_clutter_above_the_receiver_itself_does_not_count():
    ground = hills(121)
    stands = np.zeros(ground.shape)
    stands[20, 31] = stands[60, 60] = 40.0
    bare = predict(landscape(ground, 30.0, np.zeros(ground.shape)), *centre(landscape(ground), 0, 0), reach_m=1800.0)
    wood = predict(landscape(ground, 30.0, stands), *centre(landscape(ground), 0, 0), reach_m=1800.0)
    assert value_at(wood, wood.loss_db, 20, 31) == value_at(bare, bare.loss_db, 20, 31)
    assert (wood.loss_db > bare.loss_db + 0.1).any()  # behind it


def test_the_window_is_that_of_the_reach():
    land = landscape(hills(121), 30.0)
    area = predict(land, *centre(land, 0, 0), reach_m=300.0)
    assert area.window == Window(49, 49, 23, 23) and area.loss_db.shape == (23, 23)
    assert area.loss_db.dtype == area.departure_deg.dtype == np.float32 and area.line_of_sight.dtype == bool
