"""``importassets`` through Processing, and the list itself where an algorithm takes candidates."""

import pytest

HEADER = "財産番号,施設名称,所在地,緯度,経度,種別,高さ（ｍ）,階数,延床面積（㎡）,敷地面積（㎡）"
ROWS = [
    "A-1,檜原村駐在所,檜原村,35.7267,139.1486,建物,8.5,2,120.5,",
    "A-2,都民の森,檜原村,139.0303,35.7372,土地,,,,12345",
    "A-3,歩道橋,奥多摩町,35.8095,139.0965,工作物,6,,,",
    "A-4,倉庫,奥多摩町,35.81,139.09,建物,,,80,",
    "A-5,資材置場,奥多摩町,,,土地,,,,300",
]


@pytest.fixture
def table(tmp_path):
    def write(lines=(HEADER, *ROWS), name="アセット.csv", encoding="cp932"):
        path = tmp_path / name
        path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
        return path

    return write


def rows_of(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(path), "assets", "ogr")
    assert layer.isValid()
    return layer, {feature["id"]: feature for feature in layer.getFeatures()}


def test_the_list_becomes_points(qgis, table, tmp_path):
    from qgis.core import NULL

    made = qgis.run("soranome:importassets", {"FILE": str(table()), "ASSETS": str(tmp_path / "a.gpkg"), "MAST": 5})
    assert (made["READ"], made["LEFT_OUT"], made["NO_HEIGHT"]) == (5, 1, 1)
    layer, rows = rows_of(made["ASSETS"])
    assert layer.crs().authid() == "EPSG:6677" and layer.featureCount() == 5
    police = rows["A-1"]
    assert (police["kind"], police["height_m"], police["antenna_height_m"], police["line"]) == (
        "building",
        8.5,
        13.5,
        2,
    )
    point = police.geometry().asPoint()
    assert point.x() == pytest.approx(-61_944, abs=10) and point.y() == pytest.approx(-30_104, abs=10)
    assert "exchanged" in rows["A-2"]["problems"] and rows["A-2"]["antenna_height_m"] == 15
    assert rows["A-2"].geometry().asPoint().y() == pytest.approx(-28_900, abs=200)
    assert rows["A-3"]["antenna_height_m"] == 6 and rows["A-4"]["antenna_height_m"] == NULL
    lost = rows["A-5"]
    assert lost.geometry().isEmpty() and "no position" in lost["problems"] and lost["name"] == "資材置場"
    labels = [rule.label() for rule in layer.renderer().rootRule().children()]
    assert len(labels) == 4


def test_the_list_itself_stands_for_the_layer(qgis, table):
    from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback

    from soranome.plugin.core.coverage.lists.assets import Heights
    from soranome.plugin.processing.coverage.lists import assets_source

    context = QgsProcessingContext()
    heard = QgsProcessingFeedback(False)
    context.setFeedback(heard)
    crs = QgsCoordinateReferenceSystem("EPSG:6677")
    found = assets_source(str(table()), crs, context, Heights(pole_m=20))
    assert [asset.id for asset, _ in found] == ["A-1", "A-2", "A-3", "A-4"]
    assert found[1][0].antenna_height_m == 20 and found[0][1].x == pytest.approx(-61_944, abs=10)
    assert "has no position" in heard.textLog()
    assert assets_source(None, crs, context) is None


def test_a_large_list_in_plane_coordinates(qgis, table, tmp_path):
    lines = [f"{n},施設{n},{-30000 - n % 100},{-60000 + n // 100},建物,{n % 40 + 3}" for n in range(20_000)]
    path = table(["番号,名称,X座標,Y座標,種別,高さ", *lines])
    made = qgis.run("soranome:importassets", {"FILE": str(path), "ASSETS": str(tmp_path / "a.gpkg")})
    assert (made["READ"], made["LEFT_OUT"]) == (20_000, 0)
    _, rows = rows_of(made["ASSETS"])
    point = rows["101"].geometry().asPoint()
    assert (point.x(), point.y()) == (pytest.approx(-59_999, abs=0.01), pytest.approx(-30_001, abs=0.01))


def test_what_cannot_be_done_is_refused(qgis, table, tmp_path):
    from qgis.core import QgsProcessingException

    def refused(match, path, **options):
        with pytest.raises(QgsProcessingException, match=match):
            qgis.run("soranome:importassets", {"FILE": str(path), "ASSETS": str(tmp_path / "a.gpkg"), **options})
        assert not (tmp_path / "a.gpkg").exists()

    refused("no projected", table(), CRS="EPSG:4326")
    refused("were not found", table(["氏名,年齢", "誰か,30"]))
    refused("no rows", table([HEADER]))
    refused("is empty", table([""]))
    refused("cannot be read", tmp_path / "none.csv")
