"""Wi-Fi: both forms of the lists, the reach against hand calculation, places without."""

import math

import pytest
import shapely

from soranome.plugin.core.coverage.lists.wifi import (
    ENVIRONMENTS,
    INDOOR,
    NO,
    OUTDOOR,
    REACHED,
    UNKNOWN,
    WITHOUT,
    YES,
    Link,
    by_kind,
    check_link,
    openroaming_in,
    places_reached,
    reach_m,
    reach_of,
    read_spots,
    setting_in,
)
from soranome.plugin.core.errors import InputError

OLD = (
    "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,名称_英語,住所,方書,緯度,経度,設置者,電話番号,"
    "内線番号,SSID,提供エリア,URL,備考"
)
OLD_ROWS = [
    "130001,1,東京都,,都庁第一本庁舎,トチョウ,,新宿区西新宿2-8-1,,35.6896,139.6917,東京都,,,FREE_Wi-Fi_and_TOKYO,1階 2階,,",
    "130001,2,東京都,,葛西臨海公園,,,江戸川区臨海町,,35.6424,139.8615,東京都,,,TOKYO_FREE_Wi-Fi,園内,,OpenRoaming対応",
    "130001,3,東京都,,緯度なし,,,,,,,東京都,,,,,,",
]
NEW = (
    "全国地方公共団体コード,ID,地方公共団体名,名称,名称_カナ,名称_英字,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,"
    "所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等(方書),緯度,経度,高度の種別,高度の値,電話番号,内線番号,"
    "連絡先メールアドレス,連絡先FormURL,連絡先備考（その他、SNSなど）,郵便番号,設置者,SSID,提供エリア,URL,備考,OpenRoaming"
)
NEW_ROWS = [
    "133086,1330860001,東京都奥多摩町,奥多摩駅前,,,,,東京都西多摩郡奥多摩町氷川210,,,,,,139.0966,35.8094,,,,,,,,,町,OKU,屋外,,,○",
    "133086,1330860002,東京都奥多摩町,町役場,,,,,東京都西多摩郡奥多摩町氷川215-6,,,,,,35.8096,139.0962,,,,,,,,,町,OKU,,,,×",
    "133086,1330860003,東京都奥多摩町,水辺,,,,,,,,,,,35.79,139.04,,,,,,,,,町,OKU,,,,確認中",
]


@pytest.fixture
def table(tmp_path):
    def write(lines, name="130001_public_wireless_lan.csv", encoding="cp932"):
        path = tmp_path / name
        path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
        return path

    return write


def test_both_forms_of_the_list(table):
    spots = read_spots([table([OLD, *OLD_ROWS]), table([NEW, *NEW_ROWS], "133086.csv", "utf-8-sig")])
    assert spots.formats == ("old", "new") and len(spots.rows) == 6 and len(spots.placed) == 5
    rows = {spot.name: spot for spot in spots.rows}
    assert [rows[name].setting for name in ("都庁第一本庁舎", "葛西臨海公園", "奥多摩駅前", "町役場", "水辺")] == [
        INDOOR, OUTDOOR, OUTDOOR, INDOOR, UNKNOWN,
    ]  # fmt: skip
    assert [rows[name].openroaming for name in ("都庁第一本庁舎", "葛西臨海公園", "奥多摩駅前", "町役場", "水辺")] == [
        UNKNOWN, YES, YES, NO, UNKNOWN,
    ]  # fmt: skip
    assert rows["奥多摩駅前"].position.code == "swapped" and rows["奥多摩駅前"].position.latitude == 35.8094
    assert rows["町役場"].address == "東京都西多摩郡奥多摩町氷川215-6" and rows["町役場"].id == "1330860002"
    assert rows["都庁第一本庁舎"].ssid == "FREE_Wi-Fi_and_TOKYO" and rows["緯度なし"].line == 4
    said = "\n".join(map(str, spots.messages))
    assert "1 spots: has no position (the first: line 4, 緯度なし)" in said and "exchanged" in said


def test_a_spot_in_two_lists_counts_once(table):
    city = table([NEW, *NEW_ROWS])
    whole = table(
        [OLD, *OLD_ROWS, "130001,9,東京都,奥多摩町,水辺,,,氷川,,35.79001,139.04001,東京都,,,OKU,,,"], "都.csv"
    )
    spots = read_spots([city, whole])
    assert [spot.name for spot in spots.rows].count("水辺") == 1 and len(spots.rows) == 6
    assert "1 spots stand in another list too" in "".join(map(str, spots.messages))
    twice = read_spots([table([NEW, NEW_ROWS[0], NEW_ROWS[0]])])  # two points of access in one building are two
    assert len(twice.rows) == 2


@pytest.mark.parametrize(
    ("cells", "text", "state"),
    [
        ([], "FREE_Wi-Fi_and_TOKYO", UNKNOWN),
        ([], "TOKYO FREE Wi-Fi / OpenRoaming", YES),
        ([], "Open Roaming は使えます", YES),
        ([], "ＯｐｅｎＲｏａｍｉｎｇ未対応", NO),
        ([], "オープンローミング対応", YES),
        (["対応済"], "", YES),
        (["なし"], "OpenRoaming", NO),
        (["調査中"], "", UNKNOWN),
        ([""], "OpenRoaming", YES),
    ],
)
def test_openroaming_is_never_no_for_want_of_a_word(cells, text, state):
    assert openroaming_in(cells, text) == state


def test_what_the_list_says_comes_before_the_name():
    assert setting_in("屋外（駐車場）", "町役場") == OUTDOOR
    assert setting_in("1Fロビー", "中央公園管理所") == INDOOR
    assert setting_in("", "中央公園") == OUTDOOR and setting_in("", "アンテナ") == UNKNOWN


def test_reach_by_hand():
    """P.1411-10 (1): 10 α log d + β + 10 γ log f; P.1238-8 (1): 20 log f(MHz) + N log d − 28; 90 % is 1.2816 σ."""
    link = Link("2.4", 20, -70, 0.9)
    for environment, alpha, beta, gamma, sigma in (
        ("street", 2.12, 29.2, 2.11, 5.06),
        ("residential", 3.01, 18.8, 2.07, 3.07),
        ("high_rise", 4.0, 10.2, 2.36, 7.6),
    ):
        metres = reach_m(link, environment)
        loss = 10 * alpha * math.log10(metres) + beta + 10 * gamma * math.log10(2.437)
        assert loss + 1.2815516 * sigma == pytest.approx(90, abs=1e-6)
    metres = reach_m(link, INDOOR)
    assert 20 * math.log10(2437) + 30 * math.log10(metres) - 28 + 12.815516 == pytest.approx(90, abs=1e-5)
    assert 150 < reach_m(link, "street") < 160 and 15 < metres < 20
    median = Link("2.4", 20, -70, 0.5)
    assert all(reach_m(median, where) > reach_m(link, where) for where in (*ENVIRONMENTS, INDOOR))
    assert reach_m(Link("5.6", 30, -90, 0.5), "residential") == 170  # where the formula ends


def test_what_the_rules_forbid_is_told():
    assert not check_link(Link())
    assert "25.1 dBm allowed" in str(check_link(Link("2.4", 27))[0])
    assert "registered stations" in str(check_link(Link("5.2", 20))[0])


RADII = {INDOOR: 20.0, OUTDOOR: 90.0, UNKNOWN: 20.0}
POINTS = [shapely.Point(0, 0), shapely.Point(100, 0), shapely.Point(1000, 0), shapely.Point(2000, 0)]
SETTINGS = [OUTDOOR, INDOOR, UNKNOWN, OUTDOOR]
ROAMING = [YES, NO, UNKNOWN, UNKNOWN]


def test_parts_of_the_reach_do_not_overlap():
    reach = reach_of(POINTS, SETTINGS, ROAMING, RADII)
    circle = math.pi * 90**2
    assert reach.parts[YES].area == pytest.approx(circle, rel=0.002)
    assert reach.parts[UNKNOWN].area == pytest.approx(circle + math.pi * 400, rel=0.002)
    assert reach.parts[YES].intersection(reach.parts[NO]).area < 1e-9
    assert 0 < reach.parts[NO].area < math.pi * 400  # the part the first spot does not reach
    whole = shapely.union_all(list(reach.parts.values()))
    assert whole.area == pytest.approx(sum(part.area for part in reach.parts.values()))


def test_walls_keep_wifi_in_and_out():
    hall = shapely.box(95, -5, 105, 5)
    beside = shapely.box(10, -5, 20, 5)
    reach = reach_of(POINTS, SETTINGS, ROAMING, RADII, [hall, beside])
    assert reach.confined == 1 and shapely.equals(shapely.normalize(reach.mine[1]), shapely.normalize(hall))
    assert reach.mine[0].intersection(beside).area == 0 and reach.mine[0].area > 0
    assert reach.mine[2].area == pytest.approx(math.pi * 400, rel=0.002)  # in no building: its circle


def test_places_without():
    reach = reach_of(POINTS, SETTINGS, ROAMING, RADII)
    places = [shapely.Point(x, 0) for x in (50, 115, 1010, 500, 145)]
    found = places_reached(places, POINTS, ROAMING, reach, 0, only_openroaming=False)
    assert [place.state for place in found] == [REACHED, REACHED, REACHED, WITHOUT, WITHOUT]
    assert found[3].nearest == 1 and found[3].distance_m == 400
    near = places_reached(places, POINTS, ROAMING, reach, 30, only_openroaming=False)
    assert near[4].state == REACHED  # 25 m beyond the reach
    roaming = places_reached(places, POINTS, ROAMING, reach, 0, only_openroaming=True)
    assert [place.state for place in roaming] == [REACHED, WITHOUT, UNKNOWN, WITHOUT, WITHOUT]
    assert roaming[1].nearest == 0  # a spot that is known to have none does not count
    assert by_kind(["駅", "駅", "病院", "病院", "駅"], roaming) == [
        ("駅", {REACHED: 1, UNKNOWN: 0, WITHOUT: 2}),
        ("病院", {REACHED: 0, UNKNOWN: 1, WITHOUT: 1}),
    ]
    nothing = reach_of(POINTS[:1], [OUTDOOR], [NO], RADII)
    none = places_reached(places, POINTS[:1], [NO], nothing, 0, only_openroaming=True)
    assert {place.state for place in none} == {WITHOUT} and none[0].nearest is None


def test_what_is_no_list_is_refused(table):
    with pytest.raises(InputError, match="名称, 緯度, 経度"):
        read_spots([table(["SSID,住所", "a,b"])])
    with pytest.raises(InputError, match="no Wi-Fi spot"):
        read_spots([table([NEW])])
