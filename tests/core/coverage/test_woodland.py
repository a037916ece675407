"""Over the trees or through them: lengths in the crowns, areas equal to point to point, and the rule of when."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from rasterio.windows import Window

from soranome.plugin.core.coverage.landscape import INLAND
from soranome.plugin.core.coverage.prediction.area import area_loss, latitude_of
from soranome.plugin.core.coverage.prediction.area_models import bend_of
from soranome.plugin.core.coverage.prediction.link import WOODS, End, LinkSettings, link_over
from soranome.plugin.core.coverage.prediction.rays import ray_profile
from soranome.plugin.core.coverage.prediction.woodland import (
    LEAST_M,
    TOWNS_MHZ,
    canopy_length,
    in_woods,
    require_woodland,
    saturation_m,
    through_woods,
    woods_loss,
)
from soranome.plugin.core.coverage.propagation.p1812 import PathProfile
from soranome.plugin.core.coverage.propagation.vegetation import woodland, woodland_loss
from soranome.plugin.core.errors import InputError
from tests.core.coverage.area_cases import (
    CLIMATE,
    centre,
    hills,
    landscape,
    made_scene,
    random_cells,
    value_at,
    woods,
)

FLAT = 0.0  # no curvature of the Earth
ALL = math.inf  # every metre is looked for


def with_buildings(land, share=0.1, seed=4):
    rng = np.random.default_rng(seed)
    return replace(land, buildings=rng.random(land.grid.shape) < share)


def with_ends(profile, clutter, x, y, land, row, column):
    """The profile with what stands on the cells at its ends."""
    stands = profile.clutter_m.copy()
    stands[0], stands[-1] = clutter[land.cell_of(x, y)], clutter[row, column]
    return replace(profile, clutter_m=stands)


def link_to(land, x, y, height_m, mhz, row, column, reach_m, model="p1812"):
    """The link to one cell as linkprofile predicts it, over the profile of the area's ray."""
    full, opaque = (
        with_ends(ray_profile(of, x, y, row, column, reach_m), of.clutter_m, x, y, land, row, column)
        for of in (land, land.without_woods)
    )
    ends = End(x, y, height_m), End(*(land.grid.transform * (column + 0.5, row + 0.5)), 1.5)
    settings = LinkSettings(mhz, model, climate=CLIMATE, vegetation="woodland")
    return link_over(full, *ends, settings, CLIMATE, latitude_of(land, x, y), land.cell_m, opaque=opaque)


def compare(land, height_m, mhz, reach_m, count, model="p1812"):
    """Differences to linkprofile in random cells, and the share of them where the way through is taken."""
    x, y = centre(land)
    area = woods_loss(land, x, y, height_m, mhz, climate=CLIMATE, reach_m=reach_m, model=model)
    apart, through = [], []
    for row, column in random_cells(area, count):
        link = link_to(land, x, y, height_m, mhz, row, column, reach_m, model)
        apart.append(abs(value_at(area, area.loss_db, row, column) - link.loss_db))
        through.append(WOODS in dict(link.parts))
    return np.array(apart), np.mean(through)


@pytest.mark.parametrize("buildings", [False, True])
@pytest.mark.parametrize(("mhz", "model"), [(800.0, "p1812"), (2100.0, "p1812"), (28_000.0, "los28")])
def test_areas_equal_point_to_point(mhz, model, buildings):
    ground = hills(220, 10.0)
    clutter = woods(ground.shape)
    if model == "los28":  # passes the edge of a tree at best
        ground = hills(220, 10.0, relief=5.0)
        clutter[np.random.default_rng(3).random(ground.shape) < 0.95] = 0
    land = landscape(ground, 10.0, clutter)
    if buildings:
        land = with_buildings(land)
    apart, through = compare(land, 20.0, mhz, 1000.0, 500, model)
    assert np.quantile(apart, 0.999) < 1e-3 and apart.max() < 0.1
    assert 0.02 < through < 0.95


def test_the_made_scene_equals_point_to_point():
    apart, through = compare(made_scene(), 12.0, 800.0, 700.0, 500)
    assert apart.max() < 1e-3 and through > 0.05


def test_masts_and_receivers_beside_each_other_equal_point_to_point():
    ground = np.full((21, 21), 50.0)
    land = with_buildings(landscape(ground, 10.0, np.full((21, 21), 15.0)), 0.2)
    x, y = centre(land)
    area = woods_loss(land, x, y, 10.0, 800.0, climate=CLIMATE, reach_m=40.0)
    cells = random_cells(area, 40)
    assert len(cells) > 30
    for row, column in cells:
        expected = link_to(land, x, y, 10.0, 800.0, row, column, 40.0).loss_db
        assert value_at(area, area.loss_db, row, column) == pytest.approx(expected, abs=1e-3)


def test_never_more_than_over_never_less_than_without_trees():
    ground = hills(200, 10.0)
    land = landscape(ground, 10.0, woods(ground.shape))
    mast = *centre(land), 20.0, 800.0
    options = {"climate": CLIMATE, "reach_m": 900.0}
    over, bare = area_loss(land, *mast, **options), area_loss(land.without_woods, *mast, **options)
    found = woods_loss(land, *mast, **options)
    known = np.isfinite(over.loss_db)
    assert (known == np.isfinite(found.loss_db)).all()
    assert (found.loss_db <= over.loss_db)[known].all()
    assert (found.loss_db >= np.minimum(over.loss_db, bare.loss_db))[known].all()
    limit = woodland(800.0)[1]
    assert (found.loss_db <= np.float32(limit) + bare.loss_db + 1e-3)[known].all()
    assert (found.line_of_sight == over.line_of_sight).all()


def test_the_result_does_not_depend_on_workers_or_the_window():
    ground = hills(200, 10.0)
    land = with_buildings(landscape(ground, 10.0, woods(ground.shape)))
    mast = *centre(land), 20.0, 800.0
    one, four = (woods_loss(land, *mast, climate=CLIMATE, reach_m=500.0, workers=number) for number in (1, 4))
    part = woods_loss(land.crop(Window(30, 40, 150, 120)), *mast, climate=CLIMATE, reach_m=500.0)
    assert np.array_equal(one.loss_db, four.loss_db, equal_nan=True)
    assert np.array_equal(one.loss_db, part.loss_db, equal_nan=True)


def test_without_trees_nothing_changes():
    ground = hills(120, 10.0)
    land = landscape(ground, 10.0, np.full(ground.shape, LEAST_M - 0.5))
    mast = *centre(land), 20.0, 800.0
    bare = area_loss(land.without_woods, *mast, climate=CLIMATE, reach_m=400.0)
    found = woods_loss(land, *mast, climate=CLIMATE, reach_m=400.0)
    assert np.array_equal(found.loss_db, bare.loss_db, equal_nan=True)  # grass is no wood: through it is for nothing
    town = replace(land, clutter_m=np.full(ground.shape, 15.0, np.float32), buildings=np.ones(ground.shape, bool))
    over = area_loss(town, *mast, climate=CLIMATE, reach_m=400.0)
    assert np.array_equal(woods_loss(town, *mast, climate=CLIMATE, reach_m=400.0).loss_db, over.loss_db, equal_nan=True)


def test_a_road_in_the_forest():
    """Flat ground, trees of 15 m beside a road of one cell: P.833 for the way up to the crowns' top, not a wall."""
    clutter = np.full((201, 201), 15.0)
    clutter[:, 180] = 0.0
    land = landscape(np.full((201, 201), 100.0), 10.0, clutter)
    x, y = centre(land, 0, 0)
    area = woods_loss(land, x, y, 40.0, 800.0, climate=CLIMATE, reach_m=900.0)
    over, bare = (area_loss(of, x, y, 40.0, 800.0, climate=CLIMATE, reach_m=900.0) for of in (land, land.without_woods))
    loss, wall, free = (value_at(of, of.loss_db, 100, 180) for of in (area, over, bare))
    slope = (
        38.5 / 800
    )  # the way enters the crowns where they begin (half of the first 10 m) and leaves them at their top
    first = (
        10 * 1.5 / 15
    )  # tops rise from 0 on the road to 15 m in the next cell: above the antenna after a tenth of that
    length = (13.5 / slope - first) * math.hypot(1, slope)
    assert loss - free == pytest.approx(woodland_loss(length, *woodland(800.0)), abs=0.2)
    assert wall - free > 30 and loss - free < 20.5


def test_length_in_crowns_of_even_height():
    distances = np.linspace(0, 1, 101)
    ground = np.zeros(101)
    trees = np.where((distances > 0.395) & (distances < 0.605), 20.0, 0.0)  # 400 to 600 m, edges half a step wider
    args = (distances, ground, trees, 100)
    assert canopy_length(*args, 30.0, 30.0, FLAT, ALL) == 0
    assert canopy_length(*args, 10.0, 10.0, FLAT, ALL) == pytest.approx(200 + 2 * 5, abs=1e-4)


def test_a_rising_way_leaves_the_crowns_at_their_top():
    distances = np.linspace(0, 1.0, 401)
    args = distances, np.zeros(401), np.full(401, 20.0), 400
    slanted = 500.0 * math.hypot(1, 0.04)
    assert canopy_length(*args, 40.0, 0.0, FLAT, ALL) == pytest.approx(slanted, abs=1e-3)
    assert canopy_length(*args, 0.0, 40.0, FLAT, ALL) == pytest.approx(slanted, abs=1e-3)


def test_the_earth_bends_into_the_way():
    distances = np.linspace(0, 20, 401)
    low = canopy_length(distances, np.zeros(401), np.full(401, 5.0), 400, 10.0, 10.0, 500 / 8500, ALL)
    # The middle lies 500 · 10 · 10 / 8500 = 5.88 m higher: rays 10 m up are 4.12 m above ground there, in the canopy.
    assert low == pytest.approx(2000 * math.sqrt(100 - 5.0 * 8500 / 500), abs=2)


def test_the_way_goes_over_the_ridge_not_through_it():
    """Bare ridge of 100 m half-way: from the receiver it rises at 1 in 5 and is out of the crowns of 15 m after 67.5 m."""
    distances = np.linspace(0, 1, 1001)
    ground = np.where(np.abs(distances - 0.5) < 1e-9, 101.5, 0.0)
    trees = np.where(distances > 0.75, 15.0, 0.0)
    found = canopy_length(distances, ground, trees, 1000, 1.5, 1.5, FLAT, ALL)
    assert found == pytest.approx(67.5 * math.hypot(1, 0.2), abs=0.1)


def slow_canopy(distances, ground, crowns, hts, hrs, bend, steps=200_000):
    """The same by brute force: the string as the upper hull of a few points at a time, crowns by fine sampling."""
    low = ground - bend * distances**2
    xs, ys = distances, np.concatenate([[hts], low[1:-1], [hrs - bend * distances[-1] ** 2]])
    string, here = [0], 0
    while here < len(xs) - 1:
        slopes = (ys[here + 1 :] - ys[here]) / (xs[here + 1 :] - xs[here])
        here += 1 + int(np.flatnonzero(slopes == slopes.max())[-1])
        string.append(here)
    fine = np.linspace(0, xs[-1], steps + 1)
    lengths = np.hypot(np.diff(fine) * 1000, np.diff(np.interp(fine, xs[string], ys[string])))
    middle = (fine[1:] + fine[:-1]) / 2
    inside = np.interp(middle, xs, low + crowns) > np.interp(middle, xs[string], ys[string]) + 1e-6
    return float(lengths[inside].sum())


@pytest.mark.parametrize("seed", range(12))
def test_lengths_equal_brute_force_over_mountains(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(20, 400))
    ground = hills(400, 10.0, seed)[seed, : n + 1].astype(float)
    crowns = np.where(rng.random(n + 1) < 0.5, rng.uniform(LEAST_M, 25, n + 1), 0.0)
    distances = np.arange(n + 1) * 0.01
    hts, hrs, bend = ground[0] + rng.uniform(2, 60), ground[n] + 1.5, bend_of(45.0)
    found = canopy_length(distances, ground, crowns, n, hts, hrs, bend, ALL)
    assert found == pytest.approx(slow_canopy(distances, ground, crowns, hts, hrs, bend), abs=0.1)
    assert found > 0


def test_the_walk_stops_where_more_wood_costs_nothing():
    distances = np.linspace(0, 10, 1001)
    profile = PathProfile(distances, np.zeros(1001), np.full(1001, 20.0), np.full(1001, INLAND, np.uint8))
    found = through_woods(profile, replace(profile, clutter_m=np.zeros(1001)), 800.0, 10.0, 1.5, 45.0)
    gamma, most = woodland(800.0)
    assert found.loss_db == pytest.approx(most, abs=1.1e-3)
    assert saturation_m(gamma, most) <= found.canopy_m < 10_000


def test_a_row_of_trees_is_crossed_at_28_ghz_a_forest_is_not():
    n = 2000
    distances = np.linspace(0, 2, n + 1)
    crowns = np.zeros(n + 1)
    crowns[1000:1003] = 30.0
    bare = PathProfile(distances, np.full(n + 1, 10.0), np.zeros(n + 1), np.full(n + 1, INLAND, np.uint8))
    row = through_woods(replace(bare, clutter_m=crowns), bare, 28_000, 20.0, 20.0, 45.0)
    assert row.canopy_m == pytest.approx(3, abs=0.7) and 5 < row.loss_db < 20
    crowns[700:1301] = 30.0
    forest = through_woods(replace(bare, clutter_m=crowns), bare, 28_000, 20.0, 20.0, 45.0)
    assert forest.loss_db > 60


def test_when_woods_count():
    assert in_woods("auto", "p1812", 800.0, True, False)
    assert not in_woods("auto", "p1812", TOWNS_MHZ, True, False)
    assert in_woods("auto", "p1812", 3700.0, True, True)
    assert not in_woods("auto", "los28", 28_000.0, True, False)
    assert not in_woods("auto", "itm", 800.0, True, True)
    assert not in_woods("auto", "p1812", 50.0, True, True)
    assert not in_woods("auto", "p1812", 800.0, False, False)
    assert in_woods("woodland", "p1812", 3700.0, True, False)
    assert not in_woods("woodland", "p1812", 800.0, False, False)
    assert not in_woods("opaque", "p1812", 800.0, True, True)
    with pytest.raises(ValueError, match="none of"):
        in_woods("trees", "p1812", 800.0, True, False)


def test_what_cannot_be_is_said():
    with pytest.raises(InputError, match="only the ground"):
        require_woodland("itm", [800.0])
    for mhz in (50.0, 40_000.0):
        with pytest.raises(InputError, match=r"VEGETATION=woodland.*within 100–30000"):
            require_woodland("p1812", [800.0, mhz])
