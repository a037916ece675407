"""The list of assets as it comes: encodings, columns, positions, heights."""

import pytest

from soranome.plugin.core.coverage.lists.assets import Heights, read_assets, storeys_in
from soranome.plugin.core.coverage.lists.columns import find_columns, number_in
from soranome.plugin.core.coverage.lists.positions import degrees_in, position_in, positions_of
from soranome.plugin.core.errors import InputError

HEADER = "財産番号,施設名称,所在地,緯度,経度,種別,高さ（ｍ）,階数,延床面積（㎡）,敷地面積（㎡）"
ROWS = [
    "A-1,檜原村駐在所,西多摩郡檜原村,35.7267,139.1486,建物,8.5,地上２階,120.5,",
    'A-2,奥多摩都民の森,西多摩郡奥多摩町,35°48′00″,139°05′48″,土地,,,,"12,345.6"',
    "A-3,街路灯12号,新宿区西新宿,139.6917,35.6896,工作物,10m,,,",
    "A-4,青ヶ島住宅,青ヶ島村,32.4664,139.7631,建物,,地上3階地下1階,800,",
    "A-5,資材置場,八王子市,,,土地,,,,300",
    "A-6,倉庫,八王子市,0,0,建物,-,,50,",
    "A-7,水源林,山梨県小菅村,35.76,138.85,土地,,,,99999",
    "A-8,無電柱,立川市,３５．６９８,１３９．４１４,工作物,不明,,,",
    'A-1,分庁舎,府中市,35.67,139.48,建物,９００,6F,"1,000",',
    "A-9,ハワイ,海外,21.3,-157.8,建物,20,,,",
    "A-10,電話,府中市,北緯35度,あちら,建物,20,,,",
]


@pytest.fixture
def table(tmp_path):
    def write(lines, name="アセット一覧.csv", encoding="cp932"):
        path = tmp_path / name
        path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
        return path

    return write


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_the_list_as_it_comes(table, encoding):
    assets = read_assets(
        table(["都保有アセットデータベース", "令和5年12月28日現在,,", HEADER, *ROWS], encoding=encoding)
    )
    rows = {row.name: row for row in assets.rows}
    assert len(rows) == 11 and len(assets.placed) == 7
    assert [row.name for row in assets.left_out] == ["資材置場", "倉庫", "ハワイ", "電話"]
    assert [row.position.code for row in assets.left_out] == ["missing", "zero", "outside", "text"]

    police = rows["檜原村駐在所"]
    assert (police.kind, police.height_m, police.antenna_height_m, police.area_m2) == ("building", 8.5, 11.5, 120.5)
    assert police.line == 4 and not police.problems
    forest = rows["奥多摩都民の森"]
    assert (forest.kind, forest.height_m, forest.antenna_height_m, forest.area_m2) == ("land", None, 15.0, 12345.6)
    assert (forest.position.longitude, forest.position.latitude) == pytest.approx((139 + 5.8 / 60, 35.8))
    lamp = rows["街路灯12号"]
    assert (lamp.kind, lamp.antenna_height_m, lamp.position.code) == ("structure", 10.0, "swapped")
    assert lamp.position.latitude == 35.6896
    flats = rows["青ヶ島住宅"]
    assert (flats.height_m, flats.height_from, flats.antenna_height_m) == (10.5, "storeys", 13.5)
    assert rows["水源林"].position.code == "outside_tokyo"
    unmeasured = rows["無電柱"]
    assert unmeasured.height_m is None and unmeasured.antenna_height_m is None
    absurd = rows["分庁舎"]
    assert absurd.id == "A-1-2" and absurd.height_m == 21.0 and absurd.height_from == "storeys"
    assert "900 m cannot be" in str(absurd.problems[0])
    assert len({row.id for row in assets.rows}) == 11

    said = "\n".join(map(str, assets.messages))
    assert "has no position: 1 (the first: line 8, 資材置場)" in said and "were put right: 1 (the first" in said
    assert "heights that cannot be: 1 (the first: line 12, 分庁舎: a height of 900 m cannot be" in said
    assert "neither height nor storeys: 2 (the first: line 9" in said


@pytest.mark.parametrize(
    "again",
    ["番号,名,場所,北緯,東経,区分,m,階,m2,㎡", "（ID）,名,,（度）,（度）,,（ｍ）,（階）,（㎡）,（㎡）", HEADER],
)
def test_a_second_row_of_titles_is_no_asset(table, again):
    assets = read_assets(table([HEADER, again, *ROWS[:2], HEADER, *ROWS[2:3]]))
    assert [row.name for row in assets.rows] == ["檜原村駐在所", "奥多摩都民の森", "街路灯12号"]
    (said,) = (str(message) for message in assets.messages if "no assets" in str(message))
    assert "no assets: 2 (line 2: " in said and "5: 財産番号 施設名称" in said


def test_an_asset_of_which_little_is_known_is_no_title(table):
    rows = [
        "A-1,空地,檜原村,,,土地,,,,",
        "A-2,小屋,檜原村,不明,不明,建物,不明,,,",
        "A-3,塔,檜原村,調査中,調査中,工作物,,,,",
    ]
    assert [row.id for row in read_assets(table([HEADER, *rows])).rows] == ["A-1", "A-2", "A-3"]
    with pytest.raises(InputError, match="no rows"):
        read_assets(table([HEADER, HEADER]))


def test_heights_below_zero_are_told(table):
    header = "名称,緯度,経度,種別,高さ,アンテナ高"
    assets = read_assets(table([header, "穴,35.7,139.1,建物,-8,", "池,35.7,139.1,建物,6,-3"]))
    assert [(row.height_m, row.antenna_height_m) for row in assets.rows] == [(None, None), (6, 9)]
    assert "heights that cannot be: 2 (the first: line 2, 穴: a height of -8 m" in "\n".join(map(str, assets.messages))


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((32.8, 139.76), ""),  # the sea between Hachijojima and Aogashima
        ((34.1, 139.5), ""),  # a place of Miyakejima's
        ((26.9, 142.2), ""),  # between Chichi-jima and Haha-jima
        ((34.68, 138.95), "outside_tokyo"),  # Shimoda
        ((34.81, 139.07), "outside_tokyo"),  # Atagawa, across from Izu-Oshima
        ((34.97, 139.86), "outside_tokyo"),  # Tateyama
    ],
)
def test_the_sea_of_tokyos_islands_is_tokyo(place, code):
    assert position_in(*map(str, place)).code == code


def test_masts_poles_and_storeys_are_parameters(table):
    rows = read_assets(table([HEADER, *ROWS]), Heights(mast_m=5, pole_m=20, storey_m=4)).rows
    assert [rows[n].antenna_height_m for n in (0, 1, 2, 3)] == [13.5, 20, 10, 17]


def test_plane_rectangular_positions_north_first_or_east_first(table):
    lines = [
        "名称,X座標,Y座標,種別",
        "役場,-30304.2,-61925.9,建物",
        "学校,-23000,-66000,建物",
        "不明,,,建物",
        "零,0,0,建物",
        "つくば,11543.6883,22916.2436,建物",
    ]
    assets = read_assets(table(lines))
    place = assets.rows[0].position
    assert (place.longitude, place.latitude) == pytest.approx((139.148823, 35.724908), abs=1e-6)
    # The example of 国土地理院「平面直角座標への換算」: 36°06′13.58925″, 140°05′16.27815″ in zone IX.
    example = assets.rows[4].position
    assert (example.longitude, example.latitude) == pytest.approx((140.087855042, 36.103774792), abs=1e-8)
    assert [row.position.code for row in assets.left_out] == ["missing", "zero"]
    assert "X was taken as north" in str(assets.messages[0])
    swapped = read_assets(table(["名称,X,Y", "役場,-61925.9,-30304.2", "学校,-66000,-23000"]))
    assert "X was taken as east" in str(swapped.messages[0])
    assert swapped.rows[0].position == place
    degrees = read_assets(table(["名称,X,Y", "役場,139.1486,35.7267", "学校,35.8,139.1"]))
    assert [row.position.latitude for row in degrees.rows] == [35.7267, 35.8]
    island = read_assets(table(["名称,X,Y", "父島,121000,18900"]), zone=14)
    assert island.rows[0].position.code == "" and 26.9 < island.rows[0].position.latitude < 27.2


def test_a_list_that_says_how_high_the_antenna_is(table):
    rows = read_assets(
        table(["番号,緯度,経度,アンテナ地上高(m),高さ", "7,35.7,139.1,42,30", "8,35.7,139.2,,30"], "候補.csv")
    ).rows
    assert [(row.id, row.antenna_height_m) for row in rows] == [("7", 42.0), ("8", 33.0)]


def test_kinds_from_the_name_of_the_file(table):
    lines = ["名称,緯度,経度,面積", "公園,35.69,139.41,500", "宅地,35.7,139.5,"]
    rows = read_assets(table(lines, "土地.csv")).rows
    assert [row.kind for row in rows] == ["land", "land"] and [row.area_m2 for row in rows] == [500, None]
    unknown = read_assets(table(lines, "一覧.csv")).rows
    assert [row.kind for row in unknown] == ["", ""] and unknown[0].antenna_height_m is None


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("35.6812", 35.6812),
        ("３５．６８１２", 35.6812),
        ("35°40′52.3″", 35.681194),
        ("35度40分52.3秒", 35.681194),
        ("35:40:52.3", 35.681194),
        ("35.40.52.3", 35.681194),
        ("N35 40 52.3", 35.681194),
        ("北緯35度40分", 35.666667),
        ("354052.3", 35.681194),
        ("1394602.6", 139.767389),
        ("-33.9", -33.9),
        ("", None),
        ("－", None),
    ],
)
def test_degrees_in_all_their_spellings(text, degrees):
    assert degrees_in(text) == (degrees if degrees is None else pytest.approx(degrees, abs=1e-6))


@pytest.mark.parametrize("text", ["新宿区", "35°75′00″", "356199", "35°40′75″"])
def test_what_is_no_angle_is_refused(text):
    with pytest.raises(ValueError):
        degrees_in(text)
    assert position_in(text, "139.7").code == "text"


def test_far_away_metres_are_outside():
    found, _ = positions_of([["9e9", "1"], ["-30000", "9e7"]], {"x": 0, "y": 1})
    assert [position.code for position in found] == ["outside", "outside"]


@pytest.mark.parametrize(
    ("text", "storeys"),
    [("3", 3), ("地上12階地下2階", 12), ("5F", 5), ("３／１", 3), ("RC造3階建", 3), ("地下1階", None), ("B1", None),
     ("", None), ("0", None), ("2020", None), ("B2/5F", 5)],
)  # fmt: skip
def test_storeys(text, storeys):
    assert storeys_in(text) == storeys


@pytest.mark.parametrize(
    ("text", "number"), [("1,234.5㎡", 1234.5), ("約３０ｍ", 30), ("－", None), ("不明", None), ("", None)]
)
def test_numbers(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["高い", "12m5", "1.2.3", "3階", "10-20", "1e999", "inf"])
def test_text_is_no_number(text):
    with pytest.raises(ValueError, match=text):
        number_in(text)


def test_brackets_and_width_of_titles_do_not_matter():
    header = ["NO", "緯度（世界測地系）", "経度 (度)", "高さ［ｍ］", "面積"]
    names = {"latitude": ("緯度",), "longitude": ("経度",), "area": ("建築面積", "面積"), "none": ("名称",)}
    assert find_columns(header, names) == {"latitude": 1, "longitude": 2, "area": 4}


def test_what_is_no_list_is_refused(table, tmp_path):
    def refused(match, path):
        with pytest.raises(InputError, match=match):
            read_assets(path)

    refused("緯度, 経度 / x座標, y座標 were not found. It has: 氏名, 年齢", table(["氏名,年齢", "誰か,30"]))
    refused("no rows", table([HEADER]))
    refused("is empty", table([""]))
    refused("cannot be read", tmp_path / "none.csv")
    binary = tmp_path / "a.csv"
    binary.write_bytes(b"PK\x03\x04\0\0\0\0")
    refused("neither UTF-8 nor", binary)


def test_a_large_list_is_read_whole(table):
    lines = [
        f"B-{n},施設{n},東京都,{35.5 + n % 400 / 1000},{139 + n % 900 / 1000},建物,{n % 60},,100,"
        for n in range(20_000)
    ]
    path = table([HEADER, *lines])
    assets = read_assets(path)
    assert len(assets.placed) == 20_000 and len({row.id for row in assets.rows}) == 20_000
