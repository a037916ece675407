"""Zone and zero of heights of Tokyo's places."""

import pytest
from rasterio.warp import transform

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud.places import (
    LOCAL,
    TOKYO_BAY,
    geographic,
    place_at,
    place_in_zone,
    place_named,
    places,
    revised_heights,
    zone_at,
)
from soranome.plugin.core.pointcloud.sheets import sheet_at

KNOWN = {
    "伊豆大島": (9, TOKYO_BAY), "利島": (9, TOKYO_BAY), "新島": (9, TOKYO_BAY), "式根島": (9, TOKYO_BAY),
    "神津島": (9, TOKYO_BAY), "三宅島": (9, TOKYO_BAY), "御蔵島": (9, TOKYO_BAY), "八丈島": (9, LOCAL), "青ヶ島": (9, LOCAL),
    "父島": (14, LOCAL), "母島": (14, LOCAL), "硫黄島": (14, LOCAL), "沖ノ鳥島": (18, LOCAL), "南鳥島": (19, LOCAL),
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_islands_have_their_zone_and_zero(name):
    place = place_named(name)
    assert (place.zone, place.height) == KNOWN[name]
    west, south, east, north = place.box
    assert place_at((west + east) / 2, (south + north) / 2).zone == place.zone == zone_at(west, south)


@pytest.mark.parametrize(
    ("longitude", "latitude", "name"),
    [
        (139.3958, 34.7244, "伊豆大島"),  # 三原山
        (139.2786, 34.5203, "利島"),
        (139.2131, 34.3247, "式根島"),
        (139.2700, 34.3968, "新島"),
        (139.5261, 34.0936, "三宅島"),  # 雄山
        (139.7661, 33.1369, "八丈島"),  # 八丈富士
        (139.7591, 32.4583, "青ヶ島"),
        (142.1919, 27.0940, "父島列島"),  # 大村
        (153.9807, 24.2866, "南鳥島"),
        (136.0811, 20.4253, "沖ノ鳥島"),
        (139.6917, 35.6895, "東京都（本土）"),  # 都庁
    ],
)
def test_places_by_position(longitude, latitude, name):
    assert place_at(longitude, latitude).ja == name


def test_every_island_has_sheets_in_its_zone_up_to_its_corners():
    for place in places():
        west, south, east, north = place.box
        x, y = transform("EPSG:6668", f"EPSG:{6668 + place.zone}", [west, east], [south, north])
        if place.ja == "鳥島":  # uninhabited, and below row Z
            with pytest.raises(InputError, match="outside the map sheets"):
                sheet_at(place.zone, 500, x[0], y[0])
            continue
        for corner in zip(x, y):
            left, bottom, right, top = sheet_at(place.zone, 500, *corner).extent
            assert left <= corner[0] < right and bottom <= corner[1] < top
        assert geographic(place.zone, x, y)[1] == pytest.approx((east, north), abs=1e-7)
        middle = sum(x) / 2, sum(y) / 2
        assert place_in_zone(place.zone, *middle).zone == place.zone


def test_names_inside_names():
    assert place_named("tokyopc-shima-八丈島-dem.zip").ja == "八丈島"
    assert place_named("南硫黄島_2023").ja == "南硫黄島"
    assert place_named("青ケ島").ja == place_named("青が島").ja == "青ヶ島"
    assert place_named("aogashima.las").zone == 9
    assert place_named("沖の鳥島").zone == 18
    assert place_named("09LD2626") is None


def test_zones_of_the_sea_and_of_elsewhere():
    assert zone_at(140.3, 30.48) == 9  # 鳥島
    assert zone_at(141.0, 26.0) == 14
    assert zone_at(139.0, 33.5) == 9
    assert zone_at(135.5, 34.7) is None  # Osaka
    assert zone_at(0, 0) is None


def test_heights_were_revised_in_april_2025():
    assert not revised_heights("2025-03-31")
    assert revised_heights("2025-04-01")
