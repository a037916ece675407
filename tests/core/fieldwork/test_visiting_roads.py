"""Road networks against Floyd and Warshall's algorithm on lines split by shapely."""

import numpy as np
import pytest
import shapely
from scipy.sparse.csgraph import floyd_warshall
from shapely import LineString

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.fieldwork.visiting.roads import RoadNetwork, find_junctions, lines_from, read_speeds
from soranome.plugin.core.fieldwork.visiting.travel import FAR, SITES, road_travel, straight_travel
from soranome.plugin.core.fieldwork.visiting.walking import Heights, preset, speed_kmh, walk_seconds

WALKING = preset()["walking"]


def network(lines, stops, speeds=None, tolerance=1.0, crossings=None, start=(0, 0)):
    junctions = find_junctions(lines, tolerance, crossings)
    usable = lines_from(lines, junctions, shapely.Point(start))
    lines = np.asarray(lines, object)
    points = shapely.points(stops)
    near = usable[[np.argmin(shapely.distance(lines[usable], p)) for p in points]]
    at_m = shapely.line_locate_point(lines[near], points)
    return RoadNetwork(lines, speeds or [36.0] * len(lines), junctions, usable, near, at_m)


def by_floyd_warshall(lines, stops):
    """Seconds at 36 km/h between points on ``lines``, which meet wherever they cross."""
    cut = list(shapely.get_parts(shapely.unary_union(lines)))
    for stop in stops:
        split = []
        for part in cut:
            at = part.project(shapely.Point(stop))
            on = part.distance(shapely.Point(stop)) < 1e-6
            pieces = (
                [shapely.ops.substring(part, 0, at), shapely.ops.substring(part, at, part.length)] if on else [part]
            )
            split += [piece for piece in pieces if piece.length > 1e-6]
        cut = split
    ends = np.array([piece.coords[k] for piece in cut for k in (0, -1)])
    every = np.concatenate([np.asarray(stops, float), ends])
    keys, number = np.unique(np.rint(every * 1000), axis=0, return_inverse=True)
    number = number.ravel()
    table = np.full((len(keys), len(keys)), np.inf)
    for k, piece in enumerate(cut):
        u, v = number[len(stops) + 2 * k], number[len(stops) + 2 * k + 1]
        table[u, v] = table[v, u] = min(table[u, v], piece.length / 10)
    places = number[: len(stops)]
    return floyd_warshall(table)[np.ix_(places, places)]


@pytest.mark.parametrize("seed", range(5))
def test_driving_times_are_those_of_floyd_and_warshall(seed):
    rng = np.random.default_rng(seed)
    lines = [LineString(rng.uniform(0, 3000, (3, 2))) for _ in range(12)]
    stops = []
    for line in lines:
        stops += [line.interpolate(50 * k).coords[0] for k in rng.integers(0, int(line.length // 50), 2)]
    main = lines_from(lines, find_junctions(lines, 0.0, True), shapely.Point(stops[0]))
    stops = [s for s in stops if any(lines[k].distance(shapely.Point(s)) < 1e-6 for k in main)]
    drive = network(lines, stops, tolerance=0.0, crossings=True, start=stops[0])
    assert len(stops) > 10
    np.testing.assert_allclose(drive.parked, stops, atol=0.01)
    np.testing.assert_allclose(drive.seconds(np.inf), by_floyd_warshall(lines, stops), atol=0.02)


def test_ways_are_as_long_as_their_times():
    rng = np.random.default_rng(7)
    lines = [LineString(rng.uniform(0, 3000, (3, 2))) for _ in range(10)]
    stops = rng.uniform(0, 3000, (12, 2))
    drive = network(lines, stops, crossings=True)
    seconds = drive.seconds(np.inf)
    pairs = [(i, j) for i in range(12) for j in range(12)]
    for pair, way in zip(pairs, drive.ways(pairs)):
        assert way.length / 10 == pytest.approx(seconds[pair], abs=0.02)
        np.testing.assert_allclose(way.coords[0], drive.parked[pair[0]], atol=0.01)
        np.testing.assert_allclose(way.coords[-1], drive.parked[pair[1]], atol=0.01)


def test_the_quicker_of_two_roads_is_taken():
    slow, fast = LineString([(0, 0), (1000, 0)]), LineString([(0, 0), (500, 400), (1000, 0)])
    drive = network([slow, fast], [(0, 0), (1000, 0)], speeds=[10.0, 60.0])
    assert drive.seconds(np.inf)[0, 1] == pytest.approx(fast.length / (60 / 3.6), rel=1e-6)
    assert drive.ways([(0, 1)])[0].length == pytest.approx(fast.length)


def test_a_bridge_is_no_junction_where_the_layer_has_proper_ones():
    streets = [LineString([(0, 0), (100, 0)]), LineString([(100, 0), (200, 0)]), LineString([(100, 0), (100, 90)])]
    bridge = LineString([(50, -50), (50, 50)])
    found = find_junctions([*streets, bridge], 1.0)
    assert not found.crossings and found.apart == 1
    assert len(set(found.network.tolist())) == 2
    forced = find_junctions([*streets, bridge], 1.0, crossings=True)
    assert len(set(forced.network.tolist())) == 1


def test_a_layer_drawn_without_junctions_is_joined_where_roads_cross():
    grid = [LineString([(x, -500), (x, 500)]) for x in (0, 100, 200)]
    grid += [LineString([(-500, y), (500, y)]) for y in (0, 100, 200)]
    found = find_junctions(grid, 1.0)
    assert found.crossings and found.apart == 9
    drive = network(grid, [(0, 0), (200, 200)])
    assert drive.seconds(np.inf)[0, 1] == pytest.approx(40)


def test_gaps_are_bridged_from_free_ends_to_the_nearest_road_only():
    road, near = LineString([(0, 0), (1000, 0)]), LineString([(500, 3), (500, 400)])
    parallel = LineString([(0, 4), (1000, 4)])
    assert len(set(find_junctions([road, near], 2.0).network.tolist())) == 2
    drive = network([road, near], [(0, 0), (500, 400)], tolerance=5.0)
    assert drive.seconds(np.inf)[0, 1] == pytest.approx((500 + 3 + 397) / 10)
    assert drive.ways([(0, 1)])[0].length == pytest.approx(900)
    touching = [road, LineString([(500, 0), (500, -300)]), LineString([(500, -300.5), (500, -600)]), parallel]
    found = find_junctions(touching, 5.0)
    assert 1 not in found.line[(found.other == 3)]  # its end rests on the road, and reaches for nothing else


def test_a_yard_drawn_apart_does_not_cut_off_the_start():
    yard, road = LineString([(0, 5), (30, 5)]), LineString([(0, -40), (4000, -40)])
    used = lines_from([yard, road], find_junctions([yard, road], 1.0), shapely.Point(0, 0))
    assert used.tolist() == [1]


def test_a_closed_loop_is_driven_the_short_way():
    angle = np.linspace(0, 2 * np.pi, 73)
    loop = LineString(np.stack([500 * np.cos(angle), 500 * np.sin(angle)], axis=1))
    drive = network([loop], [loop.interpolate(100).coords[0], loop.interpolate(loop.length - 91).coords[0]])
    assert drive.ways([(0, 1)])[0].length == pytest.approx(loop.length - 3050 + 100, abs=51)


def test_speeds_come_from_the_field_then_the_class():
    table = {"track": 12, "国道": 40, "footway": 0}
    kinds = ["track", "国道", "FOOTWAY", "alley", None, "track", "track"]
    given = [None, None, None, None, None, 33, "fast"]
    found, unknown = read_speeds(kinds, given, table, 20)
    assert found.tolist() == [12, 40, 0, 20, 20, 33, 12]
    assert unknown == {"alley": 1}


# -- walking and travel --------------------------------------------------------------------------


def test_walking_is_toblers():
    assert speed_kmh(np.array([0.0, -0.05, 0.3, -0.3]), WALKING) == pytest.approx(
        [5.0367, 6.0, 1.7625, 2.5012], abs=1e-4
    )
    level, back = walk_seconds(np.zeros((1, 2)), np.array([[1000.0, 0.0]]), None, WALKING)
    assert level[0] == back[0] == pytest.approx(1000 / (5.0367 * 0.6 / 3.6), rel=1e-4)


def ramp(rise=0.2, cell=10.0, count=300):
    """Heights that rise towards the east."""
    x = (np.arange(count) + 0.5) * cell
    return Heights(np.tile(x * rise, (count, 1)), 0.0, count * cell, cell)


def test_uphill_takes_longer_than_downhill():
    low, high = np.array([[500.0, 1500.0]]), np.array([[1500.0, 1500.0]])
    (up,), (down,) = walk_seconds(low, high, ramp(), WALKING)
    assert (down, up) == tuple(one[0] for one in walk_seconds(high, low, ramp(), WALKING))
    assert up == pytest.approx(1000 / (speed_kmh(np.array(0.2), WALKING) * 0.6 / 3.6), rel=1e-6)
    assert down == pytest.approx(1000 / (speed_kmh(np.array(-0.2), WALKING) * 0.6 / 3.6), rel=1e-6)
    assert up > 1.3 * down
    travel = straight_travel(np.concatenate([low, low, high]), 25, 1.4, ramp(), WALKING)
    assert travel.seconds[0, 2] > travel.seconds[2, 0] > 1400 / (25 / 3.6)
    assert straight_travel(np.concatenate([low, low, high]), 25, 1.4, None, WALKING).seconds[0, 2] == 202


PLACES = np.array([(0, 0), (0, 0), (1000, 100), (2000, -60), (2010, -90), (500, 9000), (1500, 40)], float)
ROAD = [LineString([(-100, 0), (3000, 0)])]


def roads(places=PLACES, lines=ROAD, limit=1000, shift=8 * 3600, heights=None):
    return road_travel(places, lines, np.full(len(lines), 36.0), 1.0, None, limit, shift, heights, WALKING)


def test_a_team_drives_and_walks_the_rest():
    travel = roads()
    pace = 5.0367 * 0.6 / 3.6
    assert travel.seconds[0, 2] == np.ceil(100 + 100 / pace)
    assert travel.seconds[2, 3] == np.ceil(100 + 160 / pace)
    assert travel.walk_s[2, 3] == np.ceil(160 / pace)
    leg = travel.legs([(2, 3)])[0]
    assert leg.road_m == pytest.approx(1000) and leg.line.length == pytest.approx(1160)
    assert np.array_equal(travel.seconds, travel.seconds.T)  # level ground, no one-way streets


def test_sites_with_one_stop_are_reached_from_each_other_on_foot():
    travel = roads()
    assert travel.seconds[3, 4] == np.ceil(np.hypot(10, 30) / (5.0367 * 0.6 / 3.6))
    assert travel.legs([(3, 4)])[0].road_m == 0


def test_sites_no_road_leads_near_to_are_unreachable():
    travel = roads()
    assert np.flatnonzero(travel.unreachable).tolist() == [5]
    assert (travel.seconds[:5, 5] == FAR).all()
    island = [*ROAD, LineString([(0, 8990), (1000, 8990)])]
    assert np.flatnonzero(roads(lines=island).unreachable).tolist() == [5]
    joined = [*island, LineString([(600, 0), (600, 8990)])]
    assert not roads(lines=joined).unreachable.any()


def test_a_start_without_a_road_is_refused():
    far = PLACES.copy()
    far[0] = (0, 5000)
    with pytest.raises(InputError, match="START"):
        roads(far)
    far[[0, 1]] = far[[1, 0]]
    with pytest.raises(InputError, match="END"):
        roads(far)
    with pytest.raises(InputError, match="START"):
        roads(lines=[])


def test_places_in_another_order_or_elsewhere_take_the_same_times():
    rng = np.random.default_rng(2)
    lines = [LineString(rng.uniform(0, 3000, (3, 2))) for _ in range(10)]
    places = np.concatenate([rng.uniform(1000, 2000, (SITES, 2)), rng.uniform(0, 3000, (20, 2))])
    first = roads(places, lines, limit=1e4).seconds
    turned = np.array([0, 1, *(SITES + rng.permutation(20))])
    assert np.array_equal(roads(places[turned], lines[::-1], limit=1e4).seconds, first[np.ix_(turned, turned)])
    away = np.array([-60_000.0, -35_000.0])
    moved = roads(places + away, [LineString(np.asarray(line.coords) + away) for line in lines], limit=1e4).seconds
    assert np.abs(moved - first).max() <= 1


def test_the_walk_decides_where_the_car_is_left():
    """A road 60 m away across a cliff loses to one 100 m away on the level."""
    heights = np.zeros((100, 100))
    heights[:47] = 60.0  # north of y = 530
    field = Heights(heights, 0.0, 1000.0, 10.0)
    lines = [LineString([(0, 560), (1000, 560)]), LineString([(0, 400), (1000, 400)]), LineString([(0, 400), (0, 560)])]
    places = np.array([(0, 400), (0, 400), (500, 500)], float)
    assert roads(places, lines).legs([(0, 2)])[0].road_m == pytest.approx(500 + 160)
    assert roads(places, lines, heights=field).legs([(0, 2)])[0].road_m == pytest.approx(500)
