"""What lies near a path: found the quick way, and the plain one."""

import json

import numpy as np
import pytest
import shapely

from soranome.plugin.core.fill.setting import Layer
from soranome.plugin.core.outlines import as_json


@pytest.mark.parametrize("distance", [0.0, 40.0])
def test_rows_near_points_are_those_of_a_plain_search(distance):
    rng = np.random.default_rng(5)
    walks = [np.cumsum(rng.normal(0, 30, (rng.integers(2, 60), 2)), axis=0) + rng.uniform(0, 500, 2) for _ in range(20)]
    lines = [shapely.LineString(walk) for walk in walks]
    rows = [
        *lines[:15],
        shapely.MultiLineString(lines[15:]),
        shapely.box(100, 100, 180, 160),
        shapely.Point(250, 250).buffer(60).boundary,  # a ring comes as a line
        shapely.Point(300, 40),
    ]
    points = shapely.points(rng.uniform(-200, 700, (400, 2)))
    found, near = Layer([(row, None) for row in rows]).within(shapely.STRtree(points), distance)
    plain = np.argwhere(shapely.distance(points[:, None], np.array(rows, object)) <= distance)
    assert list(zip(found.tolist(), near.tolist())) == [tuple(pair) for pair in plain.tolist()]
    assert len(plain) > (0 if distance else -1)


def test_nothing_near_nothing():
    layer = Layer([(shapely.Point(0, 0), None)])
    for points in ([], [shapely.Point(100, 100)]):
        found, near = layer.within(shapely.STRtree(points), 40)
        assert len(found) == len(near) == 0
    assert len(Layer([]).within(shapely.STRtree([shapely.Point(0, 0)]), 40)[0]) == 0


def test_geojson_is_shapelys_own():
    ring = shapely.Point(0, 0).buffer(10).difference(shapely.Point(1, 1).buffer(3))
    for geometry in (ring, shapely.MultiPolygon([ring, shapely.box(20, 20, 30, 30)])):
        assert as_json(geometry) == json.loads(json.dumps(geometry.__geo_interface__))
    for other in (shapely.Polygon(), shapely.LineString([(0, 0), (1, 1)])):
        assert as_json(other) is other
