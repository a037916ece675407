"""Meshes of JIS X 0410."""

import random

import pytest

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud import meshes
from soranome.plugin.core.pointcloud.meshes import LEVELS, count_in, find_code, mesh_at, meshes_in, parse

SIDES = {  # minutes of longitude and latitude, from the standard
    "mesh1": (60, 40), "mesh2": (7.5, 5), "mesh3": (0.75, 0.5), "mesh500": (0.375, 0.25), "mesh250": (0.1875, 0.125),
    "mesh125": (0.09375, 0.0625), "mesh100": (0.075, 0.05),
}  # fmt: skip


def test_published_corners():
    assert parse("5339").extent == (139, 35 + 20 / 60, 140, 36)
    assert parse("533945").extent == pytest.approx((139.625, 35 + 40 / 60, 139.75, 35.75))
    assert parse("52387400").extent == pytest.approx((138.5, 35.25, 138.5125, 35.25 + 1 / 120))
    assert mesh_at("mesh3", 139.767125, 35.681236).code == "53394611"  # 東京駅
    assert mesh_at("mesh500", 139.767125, 35.681236).code == "533946113"


@pytest.mark.parametrize("level", LEVELS)
def test_code_to_extent_to_code(level):
    chance = random.Random(level)  # noqa: S311
    for _ in range(1000):
        longitude, latitude = chance.uniform(122, 154), chance.uniform(20, 46)
        mesh = mesh_at(level, longitude, latitude)
        west, south, east, north = mesh.extent
        assert west <= longitude < east and south <= latitude < north
        assert 60 * (east - west) == pytest.approx(SIDES[level][0])
        assert 60 * (north - south) == pytest.approx(SIDES[level][1])
        assert parse(mesh.code, level) == mesh
        assert mesh_at(level, west, south) == mesh
        assert [found.code for found in meshes_in(level, mesh.extent)] == [mesh.code]


def test_children_fill_their_parent():
    parent = parse("53394611")
    for level, count in (("mesh500", 4), ("mesh250", 16), ("mesh125", 64), ("mesh100", 100)):
        inside = list(meshes_in(level, parent.extent))
        assert len({mesh.code for mesh in inside}) == count == count_in(level, parent.extent)
        assert all(mesh.code.startswith(parent.code) for mesh in inside)


def test_ten_digits_may_be_either_level():
    assert (parse("5339461123").level, parse("5339461123").ambiguous) == ("mesh250", True)
    assert (parse("5339461123", "mesh100").level, parse("5339461123", "mesh100").ambiguous) == ("mesh100", False)
    assert (parse("5339461190").level, parse("5339461190").ambiguous) == ("mesh100", False)
    with pytest.raises(InputError, match="no mesh code"):
        parse("5339461190", "mesh250")


@pytest.mark.parametrize("code", ["", "533", "53394", "533985", "5339458", "533946115", "5339461109999", "五三三九"])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(InputError, match="is no mesh code"):
        parse(code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("FG-GML-5238-74-00-DEM5A-20161001.xml", "52387400"),
        ("FG-GML-3926-76-dem10b-20161001.xml", "392676"),
        ("PackDLMap_53394526.laz", "53394526"),
        ("メッシュ５３３９４５.zip", "533945"),
        ("survey_20240731.las", None),
        ("2023-07-01.las", None),
        ("30XXX00010025-1.las", None),
        ("test_data_77050_627755_LA93_IGN69.laz", None),
        ("533945261234567.las", None),
    ],
)
def test_codes_are_found_in_names(name, code):
    assert find_code(name) == code


def test_places_without_a_mesh_are_told():
    with pytest.raises(InputError, match="outside the meshes"):
        mesh_at("mesh3", 35.68, 139.76)
    assert count_in("mesh3", (float("nan"), 0, 1, 1)) == count_in("mesh3", (1, 0, 0, 1)) == 0
    assert count_in("mesh1", (-180, -90, 180, 90)) == 100 * 80
    assert meshes.count_in("mesh1", (139, 35, 139, 35)) == 1
