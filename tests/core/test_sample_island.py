"""The made island: land within sea, steep, with all that the tables of a scene hold."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud.sheets import sheet_at
from soranome.plugin.core.sample import LAND_COVER, make_scene, take_series
from soranome.plugin.core.sample.events import EARTHWORKS
from soranome.plugin.core.sample.geometry import burn

SEED = 1


@pytest.fixture(scope="module")
def island():
    return make_scene(2, SEED, place="island")


@pytest.fixture(scope="module")
def land(island):
    """Where land lies, on the 2 m grid."""
    return np.isfinite(island.dtm_before)


def test_same_seed_same_island(island):
    again = make_scene(2, SEED, place="island")
    for name in ("before", "after", "sar", "dtm_before", "dtm_after", "landcover"):
        np.testing.assert_array_equal(getattr(island, name), getattr(again, name), err_msg=name)
    assert island.summary == again.summary
    assert not np.array_equal(island.before, make_scene(2, SEED).before)


def test_it_lies_in_rows_beyond_t_with_heights_of_its_own(island):
    west, south, east, north = island.grid.bounds
    assert sheet_at(9, 500, (west + east) / 2, (south + north) / 2).code.startswith("09VE")
    assert island.summary["place"] == "island" and island.summary["height_datum"] == "local"
    assert make_scene(1, SEED).summary["height_datum"] == "jgd2011"


def test_sea_all_around_and_without_heights(island, land):
    edge = np.concatenate([land[0], land[-1], land[:, 0], land[:, -1]])
    assert not edge.any()
    assert 0.25 < land.mean() < 0.55
    np.testing.assert_array_equal(land, np.isfinite(island.dtm_after))
    water = np.repeat(np.repeat(island.landcover == 6, 5, 0), 5, 1)
    assert (water == ~land).mean() > 0.98
    assert np.nanmin(island.dtm_before) < 3 and not island.ground_change[~land].any()


def test_it_is_steep_with_cliffs_and_a_gentle_floor(island, land):
    inner = land.copy()
    inner[:, :-2] &= land[:, 2:]
    inner[:, 2:] &= land[:, :-2]
    inner[:-2] &= land[2:]
    inner[2:] &= land[:-2]
    down, right = np.gradient(island.dtm_before.reshape(500, 2, 500, 2).mean(axis=(1, 3)), 4.0)
    slope = np.degrees(np.arctan(np.hypot(down, right)))[inner[::2, ::2]]
    slope = slope[np.isfinite(slope)]
    assert ((slope > 28) & (slope < 48)).mean() > 0.2 and (slope > 48).mean() > 0.02
    assert (slope < 9).mean() > 0.05


def test_the_sea_is_dark_and_differs_with_the_wind(island):
    sea = (island.landcover == 6) & (np.hypot(*np.gradient((island.landcover == 6).astype(float))) == 0)
    clear = sea & ~np.isin(island.mask_before, (0, 3, 8, 9, 10))
    assert np.median(island.before[3][clear]) < 300 and np.median(island.before[0][clear]) > np.median(
        island.before[2][clear]
    )
    assert (island.mask_before[clear] == 6).mean() > 0.99
    level = 10 * np.log10(np.nanmean(island.sar[:, :, sea], axis=2))
    assert (level[:, 0] < -12).all() and (level[:, 1] < -21).all()
    assert level[:, 0].std() > 1 and level[:, 1].std() < 0.6


def test_tables_lie_on_land(island):
    (area,) = [shape for shape, _ in island.tables["municipalities"].rows]
    shore = area.buffer(0.01)
    for name in ("truth", "permits", "zones", "planning", "buildings", "assets", "masts"):
        assert island.tables[name].rows, name
        assert all(shore.contains(shape) for shape, _ in island.tables[name].rows), name
    zones = [shape for shape, _ in island.tables["zones"].rows]
    assert sum(shape.area for shape in zones) == pytest.approx(area.area, rel=1e-3)
    for table in island.tables.values():
        for shape, values in table.rows:
            assert shape.is_valid and shape.geom_type == table.geometry_type
            assert all(v is None or type(v) is kind for v, kind in zip(values, table.fields.values()))


def test_a_road_leads_around_and_up_from_the_town(island):
    roads = [(shape, values[0]) for shape, values in island.tables["roads"].rows]
    main = shapely.union_all([shape for shape, kind in roads if kind == "prefectural"])
    (area,) = [shape for shape, _ in island.tables["municipalities"].rows]
    assert main.envelope.area > 0.3 * area.envelope.area
    streets = shapely.union_all([shape for shape, kind in roads if kind == "municipal"])
    assert main.distance(streets) < 15 and streets.length > 300
    homes = [shape for shape, values in island.tables["buildings"].rows]
    assert len(homes) > 20


def test_truth_is_the_change_of_the_ground(island):
    left = island.ground_change.copy()
    fields = list(island.truth.fields)
    for shape, values in island.truth.rows:
        row = dict(zip(fields, values))
        inside = burn(island.dtm_grid, [shape]) > 0
        if row["kind"] in EARTHWORKS:
            assert row["volume_m3"] == pytest.approx(np.abs(left[inside]).sum() * 4, rel=1e-3)
            measured = (island.dtm_after - island.dtm_before)[inside].mean()
            assert measured == pytest.approx(island.ground_change[inside].mean(), abs=0.45)
        left[inside] = 0
    assert not left.any()
    assert "fill" in {values[fields.index("kind")] for _, values in island.truth.rows}
    assert LAND_COVER[6] == "water"


def test_the_series_of_an_island():
    made = make_scene(1.5, 3, place="island")
    first = next(iter(take_series(made)))
    assert first.image.shape == made.before.shape
    assert np.median(first.image[3][(made.landcover == 6) & (first.mask == 6)]) < 300


@pytest.mark.parametrize("seed", range(4, 10))
def test_the_smallest_islands_hold_all_parts(seed):
    made = make_scene(1.5, seed, place="island")
    for name in ("truth", "zones", "buildings", "streams", "roads", "masts", "population"):
        assert made.tables[name].rows, name
    assert made.summary["counts"]["fill"] >= 1


def test_a_ferry_leaves_over_the_sea(island, land):
    ((route, _),) = [row for row in island.tables["roads"].rows if row[1][0] == "ferry"]
    west, south, east, north = island.grid.bounds
    assert shapely.box(west, south, east, north).boundary.distance(shapely.Point(route.coords[-1])) < 1e-6
    points = (shapely.get_coordinates(route.segmentize(20)) - [west, north]) / [2, -2]
    columns, rows = np.clip(points[2:-1].astype(int), 0, land.shape[0] - 1).T
    assert not land[rows, columns].any()
    assert "station" not in [values[1] for _, values in island.tables["places"].rows]
    np.testing.assert_array_equal(np.isnan(island.dsm), ~land)


def test_no_room_for_an_island():
    with pytest.raises(InputError, match=r"1\.5 km or more"):
        make_scene(1, SEED, place="island")
