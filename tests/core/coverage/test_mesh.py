"""Grid squares: codes against published examples and the arithmetic of the standard."""

import itertools
import math
import random

import pytest

from soranome.plugin.core.coverage.lists.mesh import LEVELS, code_at, mesh_at, meshes_within, parse_mesh
from soranome.plugin.core.errors import InputError


def digits_by_definition(longitude, latitude):
    """The 11 digits as the annex of JIS X 0410 computes them, by repeated remainders in minutes and seconds."""
    p, a = divmod(latitude * 60, 40)
    q, b = divmod(a, 5)
    r, c = divmod(b * 60, 30)
    s, d = divmod(c, 15)
    t, e = divmod(d, 7.5)
    o = e // 3.75
    u, f = int(longitude - 100), longitude - math.floor(longitude)
    v, g = divmod(f * 60, 7.5)
    w, h = divmod(g * 60, 45)
    x, i = divmod(h, 22.5)
    y, j = divmod(i, 11.25)
    z = j // 5.625
    quarters = [int(2 * m + n + 1) for m, n in ((s, x), (t, y), (o, z))]
    return f"{int(p):02d}{u:02d}{int(q)}{int(v)}{int(r)}{int(w)}" + "".join(map(str, quarters))


def test_codes_follow_the_definition():
    chance = random.Random(3)  # noqa: S311 - places, no secrets
    for _ in range(3000):
        place = chance.uniform(122.1, 153.9), chance.uniform(20.1, 45.9)
        code = digits_by_definition(*place)
        for level, length in LEVELS.items():
            assert code_at(*place, level) == code[:length]


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("5339", (139.0, 35 + 1 / 3)),  # south-west corner: 53 / 1.5 = 35°20′, 139°
        ("53394611", (139.7671, 35.6812)),  # Tokyo station
        ("533946114", (139.771875, 35.681250)),  # the centre published for the square of Tokyo station
        ("53392343", (139 + 3 / 8 + 3 / 80, 35 + 1 / 3 + 2 / 12 + 4 / 120)),  # the example of Sinfonica
    ],
)
def test_published_examples(code, place):
    mesh = parse_mesh(code)
    assert mesh.code == code and code_at(*place, mesh.level) == code
    west, south, east, north = mesh.bounds_deg
    assert west - 1e-9 <= place[0] < east and south - 1e-9 <= place[1] < north


def test_sizes():
    sizes = {"1": (3600, 2400), "2": (450, 300), "3": (45, 30), "half": (22.5, 15), "quarter": (11.25, 7.5)}
    sizes["eighth"] = (5.625, 3.75)
    for level, (width, height) in sizes.items():
        west, south, east, north = mesh_at(139.7, 35.68, level).bounds_deg
        assert (east - west) * 3600 == pytest.approx(width) and (north - south) * 3600 == pytest.approx(height)


def test_every_corner_belongs_to_its_own_square():
    """Corners are decimals no float holds; typed in, they must not fall into the square to the south or west."""
    for mesh in meshes_within((139.0, 35.0, 139.2, 35.1), "half"):
        west, south, *_ = mesh.bounds_deg
        assert mesh_at(round(west, 9), round(south, 9), "half") == mesh


def test_squares_that_touch_share_their_corners():
    mesh = parse_mesh("533946114")
    around = mesh.neighbours()
    assert len(set(around)) == 8 and mesh not in around
    assert [other.code for other in around] == [
        "533946111", "533946112", "533946121", "533946113", "533946123", "533946211", "533946212", "533946221",
    ]  # fmt: skip
    east = around[4]
    assert set(east.ring_deg()) & set(mesh.ring_deg()) == {
        (mesh.bounds_deg[2], mesh.bounds_deg[1]),
        (mesh.bounds_deg[2], mesh.bounds_deg[3]),
    }


def test_rings_close_and_large_squares_have_points_along_their_edges():
    assert len(parse_mesh("533946114").ring_deg()) == 5
    ring = parse_mesh("5339").ring_deg()
    assert ring[0] == ring[-1] and len(set(ring)) == len(ring) - 1 > 200
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2
    assert area == pytest.approx(2 / 3)  # positive: anticlockwise


def test_squares_within_a_box():
    box = parse_mesh("53394611").bounds_deg
    halves = list(meshes_within(box, "half"))
    assert [mesh.code for mesh in halves] == ["533946111", "533946112", "533946113", "533946114"]
    assert len(list(meshes_within((139, 35 + 1 / 3, 140, 36), "3"))) == 6400


@pytest.mark.parametrize(
    "text",
    ["533946114", " 533946114 ", "５３３９４６１１４", "5339-46-11-4", "5339 46 11 4", "533946114.0", "5.33946114E+08",
     '="533946114"', "'533946114", "５３３９－４６－１１－４"],
)  # fmt: skip
def test_codes_as_tables_hold_them(text):
    assert parse_mesh(text).code == "533946114"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("5.33E+08", "lost digits"),
        ("5.339461E+07", "lost digits"),  # a last digit 0 may have been cut off, or others rounded
        ("53394", "no grid square code"),
        ("5339232", "no grid square code"),  # squares of 5 km: not among the levels here
        ("計", "no grid square code"),
        ("", "no grid square code"),
        ("533946114.5", "no grid square code"),
        ("53398611", "names no square"),
        ("533946115", "names no square"),
        ("533946110", "names no square"),
        ("12345611", "names no square"),
    ],
)
def test_what_is_no_code_is_refused(text, says):
    with pytest.raises(InputError, match=says):
        parse_mesh(text)


def test_places_outside_japan_are_refused():
    with pytest.raises(InputError, match="outside"):
        code_at(35.68, 139.76, "half")
