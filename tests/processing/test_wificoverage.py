"""``wificoverage`` through Processing: spots, reach, places without."""

import csv

import pytest

OLD = ["都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,住所,緯度,経度,設置者,SSID,提供エリア,備考",
       "133086,1,東京都,奥多摩町,奥多摩駅前,氷川210,35.8094,139.0966,町,OKU,屋外,OpenRoaming対応",
       "133086,2,東京都,奥多摩町,場所なし,氷川,,,町,OKU,屋外,"]  # fmt: skip
NEW = ["全国地方公共団体コード,ID,地方公共団体名,名称,所在地_連結表記,緯度,経度,設置者,SSID,提供エリア,備考",
       "133078,A1,東京都檜原村,檜原村役場,檜原村467-1,35.7267,139.1486,村,HINOHARA,1階,",
       "133078,A2,東京都檜原村,やすらぎの里,檜原村2717,35.7264,139.1350,村,OpenRoaming未対応,,"]  # fmt: skip


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, lines, encoding in (("old.csv", OLD, "cp932"), ("新.csv", NEW, "utf-8-sig")):
        path = tmp_path / name
        path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
        paths.append(str(path))
    return paths


@pytest.fixture
def places(qgis):
    """A layer of places: at the station, at the office, and far from all."""
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

    layer = QgsVectorLayer("Point?crs=EPSG:6668&field=名称:string&field=種別:string", "避難所", "memory")
    for name, kind, x, y in (
        ("駅前広場", "駅", 139.0969, 35.8097),
        ("役場", "=避難所", 139.1487, 35.7267),
        ("山小屋", "=避難所", 138.96, 35.85),
    ):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name, kind])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        layer.dataProvider().addFeature(feature)
    return layer


def run(qgis, tmp_path, files, **options):
    named = {name: str(tmp_path / f"{name}.gpkg") for name in ("SPOTS", "REACH", "PLACES_WITHOUT")}
    return qgis.run("soranome:wificoverage", {"FILE": files, **named, **options})


def layer_of(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(path, "layer", "ogr")
    assert layer.isValid()
    return layer


def test_spots_and_their_reach(qgis, files, tmp_path):
    made = run(qgis, tmp_path, files)
    assert (made["READ"], made["LEFT_OUT"], made["OPENROAMING"], made["OPENROAMING_UNKNOWN"]) == (4, 1, 1, 2)
    spots = {feature["name"]: feature for feature in layer_of(made["SPOTS"]).getFeatures()}
    assert spots["檜原村役場"]["setting"] == "indoor" and spots["檜原村役場"]["openroaming"] == "unknown"
    assert spots["やすらぎの里"]["openroaming"] == "no" and spots["場所なし"].geometry().isEmpty()
    assert spots["奥多摩駅前"]["radius_m"] == pytest.approx(93.0, abs=0.1)
    reach = {feature["openroaming"]: feature for feature in layer_of(made["REACH"]).getFeatures()}
    assert set(reach) == {"yes", "unknown", "no"} and reach["unknown"]["spots"] == 1
    assert reach["yes"].geometry().area() == pytest.approx(3.1416 * 93.0**2, rel=0.005)
    assert reach["yes"]["area_m2"] == pytest.approx(reach["yes"].geometry().area(), abs=0.1)
    assert "PLACES_WITHOUT" not in made and not (tmp_path / "PLACES_WITHOUT.gpkg").exists()


def test_places_without(qgis, files, places, tmp_path):
    summary = tmp_path / "種別.csv"
    made = run(qgis, tmp_path, files, PLACES=places, SUMMARY=str(summary))
    assert (made["TOTAL"], made["REACHED"], made["UNKNOWN"], made["WITHOUT"]) == (3, 2, 0, 1)
    assert made["REACHED_SHARE"] == pytest.approx(2 / 3)
    (hut,) = layer_of(made["PLACES_WITHOUT"]).getFeatures()
    assert (hut["名称"], hut["wifi"], hut["wifi_kind"], hut["nearest_spot"]) == (
        "山小屋",
        "without",
        "=避難所",
        "奥多摩駅前",
    )
    assert hut["distance_m"] == pytest.approx(13_150, rel=0.02)
    with open(summary, encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["'=避難所", "2", "1", "0", "1", "0.5000"] and rows[-1][1:] == ["3", "2", "0", "1", "0.6667"]


def test_openroaming_unknown_is_no_place_without(qgis, files, places, tmp_path):
    made = run(qgis, tmp_path, files, PLACES=places, REQUIRE="openroaming", KIND_FIELD="種別")
    assert (made["REACHED"], made["UNKNOWN"], made["WITHOUT"]) == (1, 1, 1)
    states = {feature["名称"]: feature["wifi"] for feature in layer_of(made["PLACES_WITHOUT"]).getFeatures()}
    assert states == {"役場": "unknown", "山小屋": "without"}


def test_radii_and_buildings(qgis, files, tmp_path):
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    made = run(qgis, tmp_path, files, OUTDOOR_RADIUS=50, INDOOR_RADIUS=30)
    office = next(f for f in layer_of(made["SPOTS"]).getFeatures() if f["name"] == "檜原村役場")
    at = office.geometry().asPoint()
    hall = QgsVectorLayer("Polygon?crs=EPSG:6677", "建物", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(at.x() - 10, at.y() - 5, at.x() + 10, at.y() + 5)))
    hall.dataProvider().addFeature(feature)
    confined = run(qgis, tmp_path, files, OUTDOOR_RADIUS=50, INDOOR_RADIUS=30, BUILDINGS=hall)
    reach = {f["openroaming"]: f.geometry().area() for f in layer_of(confined["REACH"]).getFeatures()}
    assert reach["unknown"] == pytest.approx(200) and reach["no"] == pytest.approx(3.1416 * 900, rel=0.005)
    assert reach["yes"] == pytest.approx(3.1416 * 2500, rel=0.005)


def test_what_cannot_be_done_is_refused(qgis, files, places, tmp_path):
    from qgis.core import QgsProcessingException, QgsVectorLayer

    def refused(match, given, **options):
        with pytest.raises(QgsProcessingException, match=match):
            run(qgis, tmp_path, given, **options)

    refused("no projected", files, CRS="EPSG:4326")
    refused("SUMMARY counts places", files, SUMMARY=str(tmp_path / "a.csv"))
    refused("holds no places", files, PLACES=QgsVectorLayer("Point?crs=EPSG:6668", "空", "memory"))
    bare = tmp_path / "bare.csv"
    bare.write_text("\n".join([NEW[0], "133078,A1,村,役場,,,,,,,"]), encoding="utf-8")
    refused("None of the 1 Wi-Fi spots", [str(bare)])
    (tmp_path / "names.csv").write_text("SSID\nOKU\n", encoding="utf-8")
    refused("名称, 緯度, 経度", [str(tmp_path / "names.csv")])
    assert not list(tmp_path.glob("*.gpkg"))


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_places_of_an_office_s_table(qgis, files, tmp_path, encoding):
    """Swapped degrees are put right; a place without a position is unknown, and listed."""
    table = ["公共施設一覧,,,,", "施設名,種別,管理,緯度,経度", "駅前広場,駅,町,139.0969,35.8097",
             "役場,避難所,村,35.7267,139.1487", "山小屋,避難所,町,35.85,138.96", "分校,避難所,村,,"]  # fmt: skip
    path = tmp_path / "施設.csv"
    path.write_bytes("\r\n".join(table).encode(encoding))
    made = run(qgis, tmp_path, files, PLACES=str(path), SUMMARY=str(tmp_path / "s.csv"))
    assert [made[name] for name in ("TOTAL", "REACHED", "UNKNOWN", "WITHOUT")] == [4, 2, 1, 1]
    listed = {feature["name"]: feature for feature in layer_of(made["PLACES_WITHOUT"]).getFeatures()}
    assert {name: (f["wifi"], f["wifi_kind"], f["line"]) for name, f in listed.items()} == {
        "山小屋": ("without", "避難所", 5), "分校": ("unknown", "避難所", 6),
    }  # fmt: skip
    assert listed["分校"].geometry().isEmpty() and not listed["山小屋"].geometry().isEmpty()
    with open(tmp_path / "s.csv", encoding="utf-8-sig") as file:
        assert list(csv.reader(file))[1] == ["避難所", "3", "1", "1", "1", "0.3333"]
    made = run(qgis, tmp_path, files, PLACES=str(path), KIND_FIELD="管理")
    assert {f["wifi_kind"] for f in layer_of(made["PLACES_WITHOUT"]).getFeatures()} == {"町", "村"}


def test_a_table_that_is_no_list_of_places(qgis, files, tmp_path):
    from qgis.core import QgsProcessingException

    for text, said, more in (
        ("名称,住所\n役場,檜原村\n", "緯度", {}),
        ("名称,緯度,経度\n", "holds no places", {}),
        ("名称,緯度,経度\n役場,35.7,139.1\n", "no field 区分", {"KIND_FIELD": "区分"}),
    ):
        path = tmp_path / "places.csv"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(QgsProcessingException, match=said):
            run(qgis, tmp_path, files, PLACES=str(path), **more)
