"""Sheets of 国土基本図: the published extents, and every code and every place there and back."""

import itertools
import random

import pytest

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud import sheets
from soranome.plugin.core.pointcloud.sheets import LEVELS, SIZES, Sheet, count_in, find_code, parse, sheet_at, sheets_in

PUBLISHED = {  # west, south, east, north: real files, and the examples of two public implementations
    "09LD2626": (-13600, -36900, -13200, -36600),
    "09QC1711": (-51600, -183600, -51200, -183300),
    "09LD123": (-32000, -36000, -30000, -34500),
    "09LD1234": (-30400, -34200, -30000, -33900),
}
CORNERS = {  # first and last sheets of their level, from the definition
    "09AA": (-160000, 270000, -120000, 300000),
    "09AA00": (-160000, 297000, -156000, 300000),
    "09AA001": (-160000, 298500, -158000, 300000),
    "09AA004": (-158000, 297000, -156000, 298500),
    "09AA0011": (-160000, 299250, -159000, 300000),
    "09AA0044": (-157000, 297000, -156000, 297750),
    "09AA000A": (-160000, 299400, -159200, 300000),
    "09AA994E": (-120800, 270000, -120000, 270600),
    "09AA00AA": (-160000, 299850, -159800, 300000),
    "09AA99TT": (-120200, 270000, -120000, 270150),
    "19ZH99TT": (159800, -480000, 160000, -479850),
}


@pytest.mark.parametrize(("code", "extent"), list({**PUBLISHED, **CORNERS}.items()))
def test_a_code_has_its_extent_and_the_extent_its_code(code, extent):
    sheet = parse(code, box=extent)
    assert sheet.extent == extent
    assert [found.code for found in sheets_in(sheet.zone, sheet.level, extent)] == [code]
    assert not sheet.ambiguous


def test_the_published_sheet_of_hachioji_station_holds_its_platforms():
    # 35.6556 N, 139.3385 E, brought into EPSG:6677.
    west, south, east, north = parse("09LC2867").extent
    assert west <= -44805 < east
    assert south <= -38097 < north


@pytest.mark.parametrize(("zone", "level"), list(itertools.product(sheets.ZONES, LEVELS)))
def test_code_to_extent_to_code_at_random_places_of_every_zone_and_level(zone, level):
    chance = random.Random(f"{zone} {level}")  # noqa: S311
    width, height = SIZES[level]
    for _ in range(300):
        east, north = chance.uniform(-160000, 160000), chance.uniform(-480000, 300000)
        sheet = sheet_at(zone, level, east, north)
        west, south, right, top = sheet.extent
        assert west <= east < right
        assert south <= north < top
        assert (right - west, top - south) == (width, height)
        assert west % width == 0
        assert south % height == 0
        assert parse(sheet.code, box=sheet.extent) == sheet
        assert sheet.zone == zone
        assert find_code(f"多摩 {sheet.code.lower()}.las") == (sheet.code if level < 50000 else None)


def test_no_two_sheets_of_a_level_share_a_code():
    for level in (5000, 2500, 1250, 1000, 500, 250):
        inside = (-40000, -60000, -20000, -45000)
        codes = [sheet.code for sheet in sheets_in(9, level, inside)]
        assert len(codes) == len(set(codes)) == count_in(level, inside)
        assert len(codes) == 20000 * 15000 // (SIZES[level][0] * SIZES[level][1])


def test_edges_are_half_open_to_the_last_bit():
    here = parse("09LD2626")
    west, south, east, north = here.extent
    hair = 1e-9
    assert sheet_at(9, 500, west, south) == here
    assert sheet_at(9, 500, east - hair, north - hair) == here
    assert sheet_at(9, 500, east, south).code == "09LD2627"
    assert sheet_at(9, 500, west, north).code == "09LD2616"
    assert sheet_at(9, 500, west - hair, south).code == "09LD2625"
    assert sheet_at(9, 500, west, south - hair).code == "09LD2636"


def test_rows_beyond_t_are_those_of_the_islands():
    assert sheet_at(9, 50000, -4511, -320562).code == "09UD"  # 八丈島
    assert sheet_at(9, 500, -6894, -392639).code.startswith("09XD")  # 青ヶ島
    assert parse("09ZH9999").extent == (159600, -480000, 160000, -479700)


@pytest.mark.parametrize("place", [(-160001, 0), (160000, 0), (0, 300000), (0, -480001), (float("nan"), 0)])
def test_places_without_a_sheet_are_told(place):
    with pytest.raises(InputError, match="outside the map sheets"):
        sheet_at(9, 500, *place)


def test_eight_digits_are_told_apart_by_the_header_box():
    assert parse("09LD1234", (-30395.2, -34199.9, -30000.1, -33900.0)).level == 500
    legacy = parse("09LD1234", (-31000, -36000, -30000, -35250))
    assert (legacy.level, legacy.extent) == (1250, (-31000, -36000, -30000, -35250))
    assert not legacy.ambiguous
    # Where the small sheet lies inside the large one, the size of the box tells.
    small = parse("09LD1211").extent
    assert parse("09LD1211", small) == Sheet(9, "09LD1211", 500)
    assert parse("09LD1211", Sheet(9, "09LD1211", 1250).extent).level == 1250


@pytest.mark.parametrize(
    "box", [None, (0, 0, 400, 300), (float("nan"),) * 4, (float("-inf"), 0, float("inf"), 1), (5, 5, -5, -5)]
)
def test_without_a_box_that_tells_a_sheet_is_level_500_and_says_so(box):
    sheet = parse("09LD1234", box)
    assert sheet.level == 500
    assert sheet.ambiguous


def test_no_doubt_where_the_digits_cannot_be_quarters():
    assert not parse("09LD2626").ambiguous
    assert not parse("09LD1205").ambiguous


@pytest.mark.parametrize(
    "code",
    ["", "09", "9LD2626", "00LD2626", "20LD2626", "30XX0001", "09L", "09LI2626", "0926LD26", "09LD2", "09LD265", "09LD260",
     "09LD265A", "09LD260F", "09LD26UA", "09LD26AU", "09LD26A1", "09LD26267", "09LD26261234", "XXLD2626",
     "09LD26-26", "٠٩LD2626"],
)  # fmt: skip
def test_what_is_no_code_is_refused(code):
    with pytest.raises(InputError, match="is no map sheet code"):
        parse(code)


def test_small_letters_and_full_width_signs_are_read():
    assert parse(" 09ld26at ") == parse("09LD26AT")
    assert parse("０９ＬＤ２６２６").code == "09LD2626"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("09LD2626_org_1.las", "09LD2626"),
        ("09ld2626.laz", "09LD2626"),
        ("多摩地域点群データ_09LD2626_グラウンド.las", "09LD2626"),
        ("令和5年度09LD2626地表面.zip", "09LD2626"),
        ("０９ＬＤ２６２６.las", "09LD2626"),
        ("tama09LD2626.las", "09LD2626"),
        ("09LD26_09LD2627.las", "09LD2627"),
        ("DEM_09LD260A.tif", "09LD260A"),
        ("09XD12AT-1.txt", "09XD12AT"),
        ("09LD261.dem", "09LD261"),
        ("09LD.shp", "09LD"),
        ("30XXX00010025-1.las", None),
        ("30XX00010025.las", None),
        ("10th_survey.las", None),
        ("2019LD2626.las", None),
        ("09LD26261.las", None),
        ("a03ad12f.las", None),
        ("b03ad12.las", None),
        ("test_data_77050_627755_LA93_IGN69.laz", None),
        ("20LD2626.las", None),
        ("09LJ2626.las", None),
        ("", None),
    ],
)
def test_codes_are_found_in_names(name, code):
    assert find_code(name) == code


def test_neighbours_are_those_within_the_collar():
    here = parse("09LD2626")
    assert [sheet.code for sheet in here.neighbours(30)] == [
        "09LD2615", "09LD2616", "09LD2617", "09LD2625", "09LD2627", "09LD2635", "09LD2636", "09LD2637"
    ]  # fmt: skip
    assert here.neighbours(0) == []
    assert len(here.neighbours(301)) == 14  # one column each side, two rows
    assert [sheet.code for sheet in parse("09AA").neighbours(1)] == ["09AB", "09BA", "09BB"]
    assert "09LD3606" in [sheet.code for sheet in parse("09LD2696").neighbours(1)]


def test_a_box_up_to_the_edge_takes_no_further_sheet():
    here = parse("09LD2626")
    assert list(sheets_in(9, 500, here.extent)) == [here]
    west, south, east, north = here.extent
    assert count_in(500, (west, south, east + 0.001, north + 0.001)) == 4
    assert [sheet.code for sheet in sheets_in(9, 500, (west, south, west, south))] == ["09LD2626"]
    assert count_in(500, (float("nan"), 0, 1, 1)) == count_in(500, (1, 0, 0, 1)) == 0
    assert count_in(500, (1e9, 0, 1e9 + 1, 1)) == 0


def test_zones_and_their_systems():
    assert [sheets.epsg(zone) for zone in (1, 9, 14, 18, 19)] == [6669, 6677, 6682, 6686, 6687]
    assert [sheets.zone_of(code) for code in (6677, 2451, 30169, 4326, None)] == [9, 9, 9, None, None]
    assert all(sheets.zone_of(sheets.epsg(zone)) == zone for zone in sheets.ZONES)
    with pytest.raises(InputError, match="no plane rectangular zone 20"):
        sheets.epsg(20)
    with pytest.raises(InputError, match="no map sheets of level 300"):
        sheet_at(9, 300, 0, 0)
