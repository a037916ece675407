"""``mapsheets`` through Processing: which sheets, in which system, and what it refuses."""

import pytest

TAMA = "-44000,-43000,-38000,-37000 [EPSG:6677]"  # west, east, south, north


@pytest.fixture
def sheets(qgis, tmp_path):
    def run(extent, level="500", zone=0):
        from qgis.core import QgsVectorLayer

        path = str(tmp_path / "図郭.gpkg")
        result = qgis.run("soranome:mapsheets", {"EXTENT": extent, "LEVEL": level, "ZONE": zone, "SHEETS": path})
        layer = QgsVectorLayer(result["SHEETS"], "sheets", "ogr")
        assert layer.featureCount() == result["COUNT"]
        return layer, {feature["code"]: feature for feature in layer.getFeatures()}

    return run


def test_the_sheets_of_an_extent(sheets):
    from soranome.plugin.core.pointcloud.sheets import parse

    layer, found = sheets(TAMA)
    assert layer.crs().authid() == "EPSG:6677"
    assert len(found) == 3 * 4
    assert found["09LC2930"]["zone"] == 9
    for code, feature in found.items():
        box = feature.geometry().boundingBox()
        assert (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) == parse(code, (0, 0, 0, 0)).extent
        assert feature.geometry().area() == pytest.approx(400 * 300)
        assert feature["height_zero"] == "Mean sea level of Tokyo Bay"
        assert not feature["island"]


def test_an_extent_that_ends_on_a_line_takes_no_further_sheet(sheets):
    assert set(sheets("-13600,-13200,-36900,-36600 [EPSG:6677]")[1]) == {"09LD2626"}
    assert set(sheets("-13600,-13199.9,-36900,-36600 [EPSG:6677]")[1]) == {"09LD2626", "09LD2627"}


@pytest.mark.parametrize(
    ("extent", "zone", "code", "authority", "island", "height"),
    [
        ("139.39,139.40,34.72,34.73 [EPSG:4326]", 9, "09OC", "EPSG:6677", "Izu-Oshima", "Tokyo Bay"),
        ("139.78,139.79,33.10,33.11 [EPSG:6668]", 9, "09UD", "EPSG:6677", "Hachijojima", "at the island"),
        ("139.75,139.77,32.45,32.46 [EPSG:6668]", 9, "09XD", "EPSG:6677", "Aogashima", "at the island"),
        ("142.19,142.20,27.09,27.10 [EPSG:6668]", 14, "14FE", "EPSG:6682", "Chichi-jima islands", "at the island"),
        ("136.07,136.09,20.42,20.43 [EPSG:6668]", 18, "18IE", "EPSG:6686", "Okinotorishima", "at the island"),
        ("153.97,153.99,24.28,24.29 [EPSG:6668]", 19, "19QD", "EPSG:6687", "Minamitorishima", "at the island"),
    ],
)
def test_islands_lie_in_their_zone_and_know_their_zero(sheets, extent, zone, code, authority, island, height):
    layer, found = sheets(extent, "50000")
    assert layer.crs().authid() == authority
    feature = found[code]
    assert feature["zone"] == zone
    assert island in feature["island"]
    assert height in feature["height_zero"]


def test_an_extent_in_degrees_takes_only_sheets_it_really_meets(sheets):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject, QgsRectangle

    layer, found = sheets("138.96,139.36,35.60,35.90 [EPSG:4326]", "1000")
    area = QgsGeometry.fromRect(QgsRectangle(138.96, 35.60, 139.36, 35.90)).densifyByCount(200)
    to_zone = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), layer.crs(), QgsProject.instance())
    area.transform(to_zone)
    assert len(found) > 2000
    shares = [feature.geometry().intersection(area).area() for feature in found.values()]
    assert min(shares) > 0
    assert sum(shares) == pytest.approx(area.area(), rel=1e-6)


def test_the_zone_asked_for_is_the_zone_given(sheets):
    layer, found = sheets("-44000,-43000,-38000,-37000 [EPSG:6677]", "5000", zone=8)
    assert layer.crs().authid() == "EPSG:6676"
    assert all(code.startswith("08") for code in found)


def test_meshes(sheets):
    layer, found = sheets("139.626,139.66,35.667,35.69 [EPSG:6668]", "mesh3")
    assert layer.crs().authid() == "EPSG:6668"
    assert "53394500" in found
    assert len(found) == 3 * 3
    assert not found["53394500"]["zone"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"EXTENT": "-160000,160000,-300000,300000 [EPSG:6677]", "LEVEL": "250"}, "6400000 sheets of level 250"),
        ({"EXTENT": "120,150,20,46 [EPSG:6668]", "LEVEL": "mesh100"}, "sheets of level mesh100"),
        ({"EXTENT": "135.4,135.6,34.6,34.8 [EPSG:4326]"}, "Give ZONE"),
        ({"EXTENT": "139,154,24,35.6 [EPSG:4326]"}, "Give ZONE"),
        ({"EXTENT": "500000,501000,0,1000 [EPSG:6677]"}, "outside of what the codes reach"),
        ({"EXTENT": "0,0,0,0 [EPSG:6677]"}, "The extent is empty"),
        ({"EXTENT": "-44000,-43000,-38000,-37000"}, "no coordinate reference system"),
        ({"EXTENT": "-44000,-43000,-38000,-37000 [EPSG:6677]", "LEVEL": "300"}, "LEVEL=300 is no choice"),
        ({"EXTENT": "-44000,-43000,-38000,-37000 [EPSG:6677]", "ZONE": 20}, "ZONE=20 is out of range"),
    ],
)
def test_what_cannot_be_drawn_is_refused_before_work(qgis, tmp_path, given, why):
    from qgis.core import QgsProcessingContext, QgsProcessingException

    given = {**given, "SHEETS": str(tmp_path / "s.gpkg")}
    able, said = qgis.algorithm("soranome:mapsheets").checkParameterValues(given, QgsProcessingContext())
    if able:
        with pytest.raises(QgsProcessingException) as refusal:
            qgis.run("soranome:mapsheets", given)
        said = str(refusal.value)
    assert why in said
    assert list(tmp_path.iterdir()) == []


def test_the_layer_carries_its_style_with_labels(sheets):
    from qgis.core import QgsSingleSymbolRenderer

    layer, _ = sheets(TAMA)
    assert isinstance(layer.renderer(), QgsSingleSymbolRenderer)
    assert layer.labelsEnabled()
    assert layer.labeling().settings().fieldName == "code"
