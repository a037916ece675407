"""Lists of places as offices publish them: encodings, titles above the header, swapped and missing positions."""

import pytest

from soranome.plugin.core.coverage.lists.place_list import read_places
from soranome.plugin.core.errors import InputError

LINES = [
    "避難所一覧,,,,",
    "番号,施設名,施設種別,緯度,経度",
    "1,檜原小学校,避難所,35.7267,139.1486",
    "2,数馬分校,避難所,139.0500,35.7400",
    "3,藤倉会館,避難所,,",
    "4,診療所,,35.73,139.15",
    "5,山小屋,避難所,あちら,139.1",
]


@pytest.fixture
def table(tmp_path):
    def write(lines, name="村の施設.csv", encoding="cp932"):
        path = tmp_path / name
        path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
        return path

    return write


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_the_list_as_it_comes(table, encoding):
    places = read_places(table(LINES, encoding=encoding))
    assert [row.name for row in places.rows] == ["檜原小学校", "数馬分校", "藤倉会館", "診療所", "山小屋"]
    assert [row.position.known for row in places.rows] == [True, True, False, True, False]
    swapped = places.rows[1].position
    assert (swapped.latitude, swapped.longitude, swapped.code) == (35.74, 139.05, "swapped")
    assert [row.kind for row in places.rows] == ["避難所", "避難所", "避難所", "村の施設", "避難所"]
    said = " ".join(str(message) for message in places.messages)
    assert "2 places have no usable position" in said and "藤倉会館 (5), 山小屋 (7)" in said
    assert "exchanged" in said and "line 4, 数馬分校" in said


def test_the_kind_by_a_chosen_column_and_by_what_the_list_is(table):
    lines = ["名称,管理者,緯度,経度", "駅前,村,35.7267,139.1486"]
    assert [row.kind for row in read_places(table(lines)).rows] == ["村の施設"]
    assert [row.kind for row in read_places(table(lines), "管理者").rows] == ["村"]
    known = ["施設・場所名,緯度,経度,指定避難所との住所同一", "広場,35.7267,139.1486,"]
    (row,) = read_places(table(known)).rows
    assert (row.name, row.kind) == ("広場", "指定緊急避難場所")
    with pytest.raises(InputError, match=r"no field 区分.*管理者"):
        read_places(table(lines), "区分")


def test_plane_coordinates_and_many_rows_without_a_position(table):
    lines = ["名称,X座標,Y座標", "役場,-30300,-62000", *(f"場所{number},," for number in range(30))]
    places = read_places(table(lines))
    assert places.rows[0].position.latitude == pytest.approx(35.727, abs=0.01)
    said = " ".join(str(message) for message in places.messages)
    assert "zone 9" in said and "30 places" in said and "場所19 (22), …" in said and "場所20" not in said


def test_what_is_no_list_is_refused_and_an_empty_one_is_empty(table):
    with pytest.raises(InputError, match="緯度"):
        read_places(table(["名称,住所", "役場,檜原村"]))
    assert read_places(table(["名称,緯度,経度"])).rows == ()
