"""Virtual point clouds and their overviews."""

from __future__ import annotations

import json

import laspy
import numpy as np
import pytest
from rasterio.crs import CRS

from soranome.plugin.core.pointcloud import vpc
from soranome.plugin.core.pointcloud.copc import workspace, write_copc
from soranome.plugin.core.pointcloud.crs import compound_wkt
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import Source, find_sources
from soranome.plugin.core.pointcloud.vpc import Member, column_width, write_overview, write_vpc

CRS_9 = CRS.from_epsg(6677)
WKT = compound_wkt(CRS_9, "jgd2011")
SPACE = workspace(2, 60_000_000)


def make_member(folder, name, west, count=60_000, point_format=3, scale=0.001):
    rng = np.random.default_rng(count)
    header = laspy.LasHeader(point_format=point_format, version="1.2")
    header.scales, header.offsets = [scale] * 3, [0.0] * 3
    las = laspy.LasData(header)
    las.x, las.y = rng.uniform(west, west + 100, count), rng.uniform(-36900, -36800, count)
    las.z = 50 + (las.x - west) / 10
    las.classification = np.where(las.z > 55, 2, 1)
    if point_format == 3:
        las.red = las.green = las.blue = np.full(count, 40_000, "u2")
    las.write(folder / f"{name}.las")
    with open_points(Source(folder / f"{name}.las")) as points:
        done = write_copc(folder / f"{name}.copc.laz", points.chunks(), points.header, WKT, space=SPACE)
    return Member(done.path, done.count, done.mins, done.maxs, done.point_format, "2022-11-03")


@pytest.fixture
def members(tmp_path):
    return [make_member(tmp_path, "甲", -13600.0), make_member(tmp_path, "乙", -13500.0, 50_000)]


def test_items_say_what_readers_need(members, tmp_path):
    write_vpc(tmp_path / "a.vpc", members, CRS_9, WKT, tmp_path / "o.copc.laz")
    items = json.loads((tmp_path / "a.vpc").read_text("utf-8"))["features"]
    assert [item["assets"]["data"]["href"] for item in items] == ["./甲.copc.laz", "./乙.copc.laz"]
    assert next(iter(items[0]["assets"])) == "data"  # QGIS takes the first asset
    first = items[0]
    assert first["stac_version"] == "1.0.0"
    assert first["properties"]["pc:count"] == 60_000
    assert first["properties"]["proj:bbox"] == [*members[0].mins, *members[0].maxs]
    assert first["properties"]["proj:wkt2"] == WKT
    assert {"X", "Classification", "Red"} <= {field["name"] for field in first["properties"]["pc:schemas"]}
    corners = np.array(first["geometry"]["coordinates"][0])
    assert corners.shape == (5, 2)
    # GSI's own conversion gives 139.682 E, 35.667 N for x −36900, y −13600 of zone 9.
    assert np.abs(corners[0] - [139.683, 35.667]).max() < 0.002
    assert first["properties"]["datetime"] == "2022-11-03T00:00:00Z"


def test_a_folder_of_it_can_move(members, tmp_path):
    write_vpc(tmp_path / "a.vpc", members, CRS_9, WKT)
    moved = tmp_path.with_name(tmp_path.name + "-moved")
    tmp_path.rename(moved)
    sources, faults = find_sources([moved / "a.vpc"])
    assert faults == []
    assert sorted(source.path.name for source in sources) == ["乙.copc.laz", "甲.copc.laz"]
    assert all(source.path.exists() for source in sources)


def test_overview_shows_each_column_once(members, tmp_path):
    done = write_overview(tmp_path / "o.copc.laz", members, WKT, 1.0, space=SPACE)
    las = laspy.read(tmp_path / "o.copc.laz")
    columns = np.floor(np.stack([las.x, las.y], 1) / 1.0).astype(int)
    assert len(np.unique(columns, axis=0)) == len(las) == done.count
    assert len(las) > 0.99 * 200 * 100
    assert np.allclose(las.z, 50 + ((las.x + 13600) % 100) / 10, atol=0.002)  # points themselves, not averages
    assert np.array_equal(las.classification, np.where(np.asarray(las.z) > 55, 2, 1))
    assert done.coloured


def test_overview_is_bounded(members, tmp_path, monkeypatch):
    assert column_width(members, 1.0, 2000) == 4.0
    assert column_width(members, 0.3048, 2000) == pytest.approx(1.0 / 0.3048)  # feet: a smaller area
    monkeypatch.setattr(vpc, "column_width", lambda *_: 4.0)
    assert write_overview(tmp_path / "o.copc.laz", members, WKT, 1.0, space=SPACE).count <= 51 * 26


def test_overview_of_tiles_that_differ(tmp_path):
    one = make_member(tmp_path, "a", -13600.0, point_format=1)
    other = make_member(tmp_path, "b", -13500.0, 30_000, scale=0.01)
    done = write_overview(tmp_path / "o.copc.laz", [one, other], WKT, 1.0, space=SPACE)
    las = laspy.read(done.path)
    assert las.header.point_format.id == 7
    west = np.asarray(las.x) < -13500
    assert (np.asarray(las.red)[west] == 0).all()
    assert (np.asarray(las.red)[~west] == 40_000).all()


def test_overview_is_the_same_whatever_the_threads(members, tmp_path):
    found = set()
    for workers in (1, 3):
        write_overview(tmp_path / "o.copc.laz", members, WKT, 1.0, space=workspace(workers, 60_000_000))
        found.add((tmp_path / "o.copc.laz").read_bytes())
    assert len(found) == 1
