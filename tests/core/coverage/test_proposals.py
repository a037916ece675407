"""Places proposed from the terrain: what they see, their sky and sun, their links, and what is left out."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import shapely
from affine import Affine
from rasterio.crs import CRS

from soranome.plugin.core.coverage.landscape import Landscape
from soranome.plugin.core.coverage.sites import Site
from soranome.plugin.core.coverage.siting.proposals import BACKHAULS, KINDS, POWERS, propose_sites, shipped_settings
from soranome.plugin.core.coverage.siting.sight import EFFECTIVE_RADIUS_M, clearance, horizon, seen_cells
from soranome.plugin.core.coverage.siting.sky import open_share, solstice_sun
from soranome.plugin.core.errors import Cancelled
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.resources import FOLDER
from soranome.plugin.core.sample import make_scene

WEST, NORTH, CELL = -60000.0, -30000.0, 20.0


def landscape_of(height, clutter=None, sea=None, cell=CELL):
    height = np.asarray(height, np.float32)
    grid = Grid(CRS.from_epsg(6677), Affine(cell, 0, WEST, 0, -cell, NORTH), height.shape[1], height.shape[0])
    clutter = np.zeros_like(height) if clutter is None else clutter.astype(np.float32)
    return Landscape(grid, height, clutter, np.zeros(height.shape, bool) if sea is None else sea, bool(clutter.any()))


def site(x, y, height=30.0, name="A1"):
    return Site(name, name, x, y, height, 800.0, 50.0)


def at(row, column):
    return WEST + (column + 0.5) * CELL, NORTH - (row + 0.5) * CELL


@pytest.fixture
def valley():
    """A ridge 200 m high from north to south between a served plain in the west and an unserved one in the east."""
    columns = np.arange(150)
    profile = 50 + 200 * np.exp(-(((columns - 70) / 8.0) ** 2))
    height = np.repeat(profile[None, :], 120, axis=0)
    height += 30 * np.exp(-(((np.arange(120) - 60) / 20.0) ** 2))[:, None] * (profile[None, :] > 200)
    weights = np.zeros(height.shape)
    weights[40:80, 100:140] = 1.0
    return landscape_of(height), weights


def test_a_ridge_between_served_and_hole_is_proposed_with_a_relay(valley):
    landscape, weights = valley
    found = propose_sites(landscape, weights, [], [site(*at(60, 20))])
    first = found[0]
    assert first.kind == "ridge"
    assert abs((first.x - WEST) / CELL - 70.5) < 8
    assert first.ground_m > 200
    assert first.weight > 0.9 * weights.sum()
    assert first.area_m2 == pytest.approx(first.weight * CELL**2)
    assert "relay" in first.backhauls and first.relay == "A1" and first.relay_clearance >= 1.0
    assert first.backhaul == "relay"  # fibre cannot be judged without roads
    assert first.relay_m == pytest.approx(1000, abs=200)
    assert first.road_m is None and first.power == "solar"
    assert first.sky_share == pytest.approx(1.0, abs=1e-6) and first.sun_at_noon


def test_proposals_complement_each_other(valley):
    landscape, weights = valley
    found = propose_sites(landscape, weights, [], [site(*at(60, 20))])
    assert [proposal.gain for proposal in found] == sorted((proposal.gain for proposal in found), reverse=True)
    assert found[0].gain == found[0].weight
    assert sum(proposal.gain for proposal in found) <= weights.sum()  # all of one kind
    assert all(proposal.gain > 0 for proposal in found)
    assert len({proposal.id for proposal in found}) == len(found)


def test_roadside_places_have_grid_and_fibre(valley):
    landscape, weights = valley
    road = shapely.LineString([at(10, 110), at(110, 110)])
    found = propose_sites(landscape, weights, [road], [], shipped_settings(ridge_height_m=1e6))
    assert found and {proposal.kind for proposal in found} == {"roadside"}
    for proposal in found:
        assert proposal.power == "grid" and proposal.backhaul == "fibre"
        assert proposal.road_m == pytest.approx(0.0, abs=1e-6)
        assert shapely.Point(proposal.x, proposal.y).distance(road) < 1e-6
        assert proposal.relay is None


def test_without_a_served_site_in_sight_the_link_is_a_satellite(valley):
    landscape, weights = valley
    behind = site(*at(60, 20), height=1.0)
    found = propose_sites(landscape, weights, [], [behind, site(WEST - 50_000, NORTH)], shipped_settings(mast_m=5))
    assert all(proposal.relay is None for proposal in found) or found[0].relay_clearance >= 1.0
    alone = propose_sites(landscape, weights, [], [])
    assert {proposal.backhaul for proposal in alone} == {"leo"}


def test_places_without_any_link_are_not_proposed(valley):
    landscape, weights = valley
    assert propose_sites(landscape, weights, [], [], shipped_settings(sky_share=1.1)) == []


def test_a_deep_pit_has_neither_sky_nor_sun():
    rows, columns = np.mgrid[:101, :101]
    pit = np.minimum(400.0, 14 * np.hypot(rows - 50, columns - 50))
    weights = np.zeros(pit.shape)
    weights[48:53, 48:53] = 1
    road = shapely.LineString([at(50, 49), at(50, 51)])
    (proposal,) = propose_sites(
        landscape_of(pit), weights, [road], [], shipped_settings(ridge_height_m=1e6, steepest_deg=60, count=1)
    )
    assert proposal.sky_share < 0.9 and not proposal.sun_at_noon and proposal.sun_hours == 0
    assert proposal.backhauls == ("fibre",)


def test_steep_ground_sea_and_unknown_ground_hold_no_place(valley):
    landscape, weights = valley
    height, sea = landscape.height_m.copy(), np.zeros(weights.shape, bool)
    height[:, 62:70] = np.nan
    sea[:, 70:80] = True
    found = propose_sites(landscape_of(height, sea=sea), weights, [], [], shipped_settings(ridge_height_m=2))
    for proposal in found:
        column = math.floor((proposal.x - WEST) / CELL)
        assert not 62 <= column < 80
        assert proposal.slope_deg <= 30


def test_nothing_wanted_nothing_proposed(valley):
    landscape, weights = valley
    assert propose_sites(landscape, np.zeros_like(weights), [], []) == []
    assert propose_sites(landscape, np.full_like(weights, np.nan), [], []) == []
    with pytest.raises(ValueError, match="do not fit"):
        propose_sites(landscape, weights[1:], [], [])


def test_a_mask_is_as_good_as_weights_and_threads_change_nothing(valley, monkeypatch):
    landscape, weights = valley
    found = propose_sites(landscape, weights, [], [])
    assert propose_sites(landscape, weights > 0, [], []) == found
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert propose_sites(landscape, weights, [], []) == found


def test_it_can_be_stopped(valley):
    class Stopped:
        cancelled = True

        def report(self, fraction, text=""):
            return

    with pytest.raises(Cancelled):
        propose_sites(*valley, [], [], progress=Stopped())


def test_fine_cells_are_worked_on_coarser_ones(valley):
    landscape, weights = valley
    fine = landscape_of(np.repeat(np.repeat(landscape.height_m, 4, 0), 4, 1), cell=CELL / 4)
    coarse = propose_sites(landscape, weights, [], [])
    found = propose_sites(fine, np.repeat(np.repeat(weights, 4, 0), 4, 1), [], [])
    assert found[0].weight == pytest.approx(16 * coarse[0].weight)
    assert found[0].area_m2 == pytest.approx(coarse[0].area_m2)
    assert (found[0].x, found[0].y) == pytest.approx((coarse[0].x, coarse[0].y))


def test_sight_agrees_with_lines_sampled_one_by_one():
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:121, :121]
    height = sum(
        20 * np.sin(x / rng.uniform(5, 30) + rng.uniform(0, 6)) * np.cos(y / rng.uniform(5, 30)) for _ in range(6)
    ).astype(np.float32)
    numbers = np.arange(height.size, dtype=np.int32).reshape(height.shape)
    found = np.empty(height.size, np.uint32)
    eye = float(height[60, 60]) + 20
    count = seen_cells(height, height, numbers, 60, 60, eye, 1.5, 55, CELL, 0.0, found)
    assert len(set(found[:count])) == count
    seen = np.isin(numbers, found[:count])
    differ = total = 0
    for row in range(5, 116, 3):
        for column in range(5, 116, 3):
            cells = math.hypot(row - 60, column - 60)
            if not 1.5 < cells <= 55:
                continue
            total += 1
            part = np.linspace(0, 1, 4 * math.ceil(cells))[1:-1]
            away = part * cells * CELL
            inside = (part * cells > 0.75) & ((1 - part) * cells > 0.75)
            rows, columns = 60 + part * (row - 60), 60 + part * (column - 60)
            top = height[np.rint(rows).astype(int), np.rint(columns).astype(int)]
            whole = cells * CELL
            ray = eye + part * (height[row, column] + 1.5 - eye) - away * (whole - away) / (2 * EFFECTIVE_RADIUS_M)
            differ += seen[row, column] != (ray >= top)[inside].all()
    assert total > 500
    assert differ / total < 0.04
    assert 0.1 < seen.mean() < 0.9


def test_sight_stops_at_unknown_ground_and_at_its_reach():
    flat = np.zeros((21, 201), np.float32)
    numbers = np.arange(flat.size, dtype=np.int32).reshape(flat.shape)
    found = np.empty(flat.size, np.uint32)
    count = seen_cells(flat, flat, numbers, 10, 100, 30.0, 1.5, 50, CELL, 0.0, found)
    columns = found[:count] % 201
    assert columns.min() == 50 and columns.max() == 150
    flat[:, 120] = np.nan
    count = seen_cells(flat, flat, numbers, 10, 100, 30.0, 1.5, 50, CELL, 0.0, found)
    assert (found[:count] % 201).max() == 119


def test_trees_beside_the_mast_are_felled():
    ground = np.zeros((101, 101), np.float32)
    numbers = np.arange(ground.size, dtype=np.int32).reshape(ground.shape)
    found = np.empty(ground.size, np.uint32)
    trees = ground.copy()
    trees[49:52, 49:52] = 25.0
    seen = [seen_cells(trees, ground, numbers, 50, 50, 20.0, 1.5, 40, CELL, cleared, found) for cleared in (0.0, 60.0)]
    assert seen[0] <= 9 and seen[1] > 4000


def test_the_horizon_of_a_wall():
    wall = np.zeros((101, 101), np.float32)
    wall[70, :] = 100.0  # 20 rows to the south
    angles = np.empty(72)
    horizon(wall, 50, 50, 3.0, CELL, 30.0, 5000.0, angles)
    assert angles[36] == pytest.approx(math.degrees(math.atan(97 / 400)), abs=0.7)
    assert angles[0] == 0.0
    assert angles[27] < angles[36]


def test_the_share_of_open_sky():
    assert open_share(np.zeros(36), 25) == pytest.approx(1.0)
    assert open_share(np.full(36, 90.0), 25) == pytest.approx(0.0, abs=1e-12)
    half = np.where(np.arange(36) < 18, 0.0, 90.0)
    assert open_share(half, 25) == pytest.approx(0.5)
    assert open_share(np.full(36, 20.0), 25) == pytest.approx(1.0)


def test_the_sun_of_the_shortest_day():
    hours, noon = solstice_sun(np.zeros(72), 35.8)
    assert hours == pytest.approx(9.6, abs=0.15)  # almanac of Tokyo: 9 h 45 min, with refraction and the sun's radius
    assert noon
    # At noon it stands 90 − 35.8 − 23.44 = 30.8° high in the south.
    south = np.zeros(72)
    south[34:39] = 30.0
    assert solstice_sun(south, 35.8)[1]
    south[34:39] = 31.5
    assert not solstice_sun(south, 35.8)[1]
    assert solstice_sun(np.full(72, 45.0), 35.8) == (0.0, False)


def test_clearance_by_hand():
    flat = np.zeros((3, 102), np.float32)
    length, wavelength = 100 * CELL, 0.0273
    found = clearance(flat, 1.0, 0.0, 30.0, 1.0, 100.0, 30.0, CELL, wavelength, 30.0)
    middle = length / 2
    free = 30 - middle**2 / (2 * EFFECTIVE_RADIUS_M)
    assert found == pytest.approx(free / math.sqrt(wavelength * middle / 2), rel=1e-3)
    flat[1, 50] = 35.0
    assert clearance(flat, 1.0, 0.0, 30.0, 1.0, 100.0, 30.0, CELL, wavelength, 30.0) < 0
    flat[1, 50] = np.nan
    assert math.isnan(clearance(flat, 1.0, 0.0, 30.0, 1.0, 100.0, 30.0, CELL, wavelength, 30.0))


def test_every_label_of_the_preset_has_words():
    preset = json.loads((FOLDER / "presets" / "proposals.json").read_text(encoding="utf-8"))
    assert set(preset["backhaul"]["order"]) | {"none"} == set(BACKHAULS)
    assert set(POWERS) == {"grid", "solar", "none"} and set(KINDS) == {"ridge", "roadside"}
    settings = shipped_settings(count=3)
    assert settings.count == 3 and settings.horizon_reach_m == 5000 and settings.reach_m == 3000


@pytest.fixture(scope="module")
def scene():
    return make_scene(2, 1)


def test_on_the_made_scene(scene):
    """Where the existing masts of one carrier see nothing, places are proposed that see most of it."""
    step = round(scene.grid.cell_size[0] / scene.dtm_grid.cell_size[0])
    height = scene.dtm_before[::step, ::step].astype(np.float32)
    clutter = np.maximum(scene.dsm - scene.dtm_before, 0)[::step, ::step].astype(np.float32)
    grid = Grid(scene.grid.crs, scene.grid.transform, height.shape[1], height.shape[0])
    landscape = Landscape(grid, height, clutter, np.zeros(height.shape, bool), True)
    masts = [
        site(point.x, point.y, values[1], f"M{index}")
        for index, (point, values) in enumerate(scene.tables["masts"].rows)
        if values[0] == "A"
    ]
    roads = [line for line, _ in scene.tables["roads"].rows]
    numbers = np.arange(height.size, dtype=np.int32).reshape(height.shape)
    found = np.empty(height.size, np.uint32)
    covered = np.zeros(height.size, bool)
    for mast in masts:
        row, column = landscape.cell_of(mast.x, mast.y)
        eye = float(height[row, column]) + mast.height_m
        count = seen_cells(height + clutter, height, numbers, row, column, eye, 1.5, 200, 10.0, 30.0, found)
        covered[found[:count]] = True
    holes = ~covered.reshape(height.shape)
    assert 0.1 < holes.mean() < 0.95
    proposals = propose_sites(landscape, holes, roads, masts)
    assert 2 <= len(proposals) <= 40
    assert {proposal.kind for proposal in proposals} == {"ridge", "roadside"}
    by_kind = {kind: sum(p.gain for p in proposals if p.kind == kind) / holes.sum() for kind in KINDS}
    assert by_kind["ridge"] > 0.4 and by_kind["roadside"] > 0.2
    for proposal in proposals:
        assert landscape.cell_of(proposal.x, proposal.y) is not None
        assert proposal.backhauls and proposal.power in POWERS and proposal.road_m >= 0
        if proposal.relay is not None:
            assert proposal.relay in {mast.id for mast in masts}
