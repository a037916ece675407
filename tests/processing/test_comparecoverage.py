"""``comparecoverage`` and carriers' areas through Processing."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

WEST, NORTH, CELL, SIZE = -60000.0, -30000.0, 20.0, 250
BIAS_DB = {"docomo": 4.0, "KDDI": -6.0}


@pytest.fixture(scope="module")
def made(qgis, tmp_path_factory):
    """A prediction, and a CSV measured from it: docomo 4 dB stronger, KDDI 6 dB weaker, spread 5 dB, a dead patch."""
    import rasterio
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject
    from rasterio.transform import from_origin

    folder = tmp_path_factory.mktemp("比較")
    rng = np.random.default_rng(1)
    signal = (-80 + 10 * gaussian_filter(rng.normal(size=(SIZE, SIZE)), 25) / 0.0113).astype("float32")
    place = from_origin(WEST, NORTH, CELL, CELL)
    options = {"driver": "GTiff", "count": 1, "height": SIZE, "width": SIZE, "crs": "EPSG:6677", "transform": place}
    with rasterio.open(folder / "予測.tif", "w", dtype="float32", nodata=np.nan, **options) as file:
        file.write(signal[np.newaxis])
    count = 3000
    x, y = WEST + rng.uniform(0, SIZE * CELL, count), NORTH - rng.uniform(0, SIZE * CELL, count)
    carrier = rng.choice(list(BIAS_DB), count)
    level = signal[((NORTH - y) / CELL).astype(int), ((x - WEST) / CELL).astype(int)]
    level = level + np.array([BIAS_DB[name] for name in carrier]) + rng.normal(0, 5, count)
    degrees = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:6677"), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    lines = ["経度,緯度,事業者,受信レベル(dBm),圏外,バンド"]
    for i in range(count):
        point = degrees.transform(x[i], y[i])
        dead = np.hypot(x[i] - WEST - 1000, y[i] - NORTH + 1000) < 250
        lines.append(
            f"{point.x():.8f},{point.y():.8f},{carrier[i]},{'' if dead else f'{level[i]:.2f}'},{int(dead)},B19"
        )
    (folder / "測定.csv").write_bytes("\n".join(lines).encode("cp932"))
    found = qgis.run(
        "soranome:importmeasurements", {"FILE": [str(folder / "測定.csv")], "MEASUREMENTS": str(folder / "測定.gpkg")}
    )
    assert found["READ"] == count
    return folder


def given(made, folder, **more):
    return {
        "SIGNAL": [str(made / "予測.tif")], "MEASUREMENTS": str(made / "測定.gpkg"), "RESIDUALS": str(folder / "残差.gpkg"),
        "REPORT": str(folder / "報告.html"), "CALIBRATION": str(folder / "較正.json"), **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def result(qgis, made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("結果")
    return qgis.run("soranome:comparecoverage", given(made, folder, CALIBRATED=str(folder / "較正.tif")))


def test_numbers_are_those_that_were_put_in(result):
    assert result["BIAS"] == pytest.approx(-1.0, abs=0.4)
    assert result["RMSE"] == pytest.approx(np.sqrt(25 + 26), abs=0.4)  # 5 dB of noise, ±5 dB around −1
    assert result["HELD_OUT_RMSE"] == pytest.approx(5, abs=0.3)
    assert result["HELD_OUT_COVERAGE"] == pytest.approx(0.9, abs=0.03)
    assert result["OUT_OF_SERVICE"] > 3 and result["OUT_PREDICTED"] > 0.5


def test_calibration_by_carrier(result):
    document = json.loads(Path(result["CALIBRATION"]).read_text(encoding="utf-8"))
    offsets = {row.get("carrier"): row["offset_db"] for row in document["groups"] if "band" not in row}
    for carrier, bias in BIAS_DB.items():
        assert offsets[carrier] == pytest.approx(bias, abs=0.7)


def test_residuals_are_points_with_state_and_style(result):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(result["RESIDUALS"], "r", "ogr")
    assert layer.crs().authid() == "EPSG:6677" and layer.renderer().type() == "RuleRenderer"
    features = list(layer.getFeatures())
    states = [feature["state"] for feature in features]
    assert states.count("compared") == result["PLACES"]
    assert states.count("out") + states.count("out_predicted") == result["OUT_OF_SERVICE"]
    one = next(feature for feature in features if feature["state"] == "compared")
    assert one["residual_db"] == pytest.approx(one["measured_dbm"] - one["predicted_dbm"], abs=0.011)
    assert one["low_dbm"] < one["calibrated_dbm"] < one["high_dbm"]


def test_calibrated_raster_is_the_prediction_with_its_offset(result, made):
    import rasterio

    with rasterio.open(result["CALIBRATED"]) as calibrated, rasterio.open(made / "予測.tif") as signal:
        difference = calibrated.read(1) - signal.read(1)
    # No carrier is named for the raster: it gets the offset of all.
    assert np.ptp(difference) < 1e-4 and difference.mean() == pytest.approx(result["BIAS"], abs=0.05)


def test_report_speaks_japanese_and_holds_pictures(result):
    page = Path(result["REPORT"]).read_text(encoding="utf-8")
    assert '<html lang="ja">' in page and page.count("<svg") == 2 and page.count("data:image/png") == 2


def test_a_raster_for_one_carrier_only(qgis, made, tmp_path):
    found = qgis.run("soranome:comparecoverage", given(made, tmp_path, CARRIERS="ドコモ"))
    assert found["BIAS"] == pytest.approx(4, abs=0.5)
    assert found["NOT_COMPARED"] > 1000


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"CARRIERS": "docomo,KDDI"}, "2"),
        ({"SIGNAL_FIELD": "dBm"}, "dBm"),
        ({"SIGNAL": []}, "SIGNAL"),
    ],
)
def test_what_is_wrong_is_said(qgis, made, tmp_path, more, said):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:comparecoverage", given(made, tmp_path, **more))
    assert list(tmp_path.iterdir()) == []


# -- areas that carriers publish -------------------------------------------------------------------------------------


def square(west, south, size, height=None):
    corners = [(west, south), (west + size, south), (west + size, south + size), (west, south + size), (west, south)]
    return [[x, y] if height is None else [x, y, height] for x, y in corners]


def areas(paths, field=""):
    from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext

    from soranome.plugin.processing.coverage.carrierareas import carrier_areas

    return carrier_areas(
        [str(path) for path in paths], QgsCoordinateReferenceSystem("EPSG:6677"), QgsProcessingContext(), field
    )


def geojson(path, *features):
    rows = [
        {"type": "Feature", "properties": own, "geometry": {"type": kind, "coordinates": at}}
        for own, kind, at in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return path


def test_carriers_by_field_with_heights_multipolygons_and_bow_ties(qgis, tmp_path):
    bow = [[139.3, 35.7], [139.32, 35.72], [139.32, 35.7], [139.3, 35.72], [139.3, 35.7]]
    path = geojson(
        tmp_path / "areas.geojson",
        ({"operator": "ＮＴＴドコモ"}, "Polygon", [square(139.0, 35.7, 0.01, 30)]),
        ({"operator": "44050"}, "MultiPolygon", [[square(139.1, 35.7, 0.01)], [square(139.2, 35.7, 0.01)]]),
        ({"operator": "au"}, "Polygon", [bow]),
        ({"operator": "ローカル5G"}, "Polygon", [square(139.4, 35.7, 0.01)]),
    )
    found = areas([path])
    assert {name: len(polygons) for name, polygons in found.items()} == {"docomo": 1, "KDDI": 4, "ローカル5G": 1}
    parts = [polygon for polygons in found.values() for polygon in polygons]
    assert all(p.geom_type == "Polygon" and p.is_valid and not p.has_z for p in parts)
    assert found["docomo"][0].area == pytest.approx(905 * 1110, rel=0.02)


def test_carriers_by_file_and_kml_with_folders(qgis, tmp_path):
    def placemark(name, west):
        corners = " ".join(f"{x},{y},0" for x, y in square(west, 35.7, 0.01))
        return (
            f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates>"
            "</LinearRing></outerBoundaryIs></Polygon></Placemark>"
        )

    kml = tmp_path / "エリア.kml"
    kml.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<Folder><name>ソフトバンク4G</name>{placemark('a', 139.0)}</Folder>"
        f"<Folder><name>その他</name>{placemark('楽天モバイル', 139.1)}</Folder></Document></kml>",
        encoding="utf-8",
    )
    other = geojson(tmp_path / "4G_au_2023.geojson", ({}, "Polygon", [square(139.2, 35.7, 0.01)]))
    found = areas([kml, other])
    assert {name: len(polygons) for name, polygons in found.items()} == {"SoftBank": 1, "Rakuten": 1, "KDDI": 1}


def test_shapefiles_of_offices_without_an_encoding_are_shift_jis(qgis, tmp_path):
    from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsVectorFileWriter, QgsVectorLayer
    from qgis.PyQt.QtCore import QMetaType

    layer = QgsVectorLayer("Polygon?crs=EPSG:6668", "s", "memory")
    layer.dataProvider().addAttributes([QgsField("事業者", QMetaType.Type.QString)])
    layer.updateFields()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((139 35.7, 139.01 35.7, 139.01 35.71, 139 35.7))"))
    feature["事業者"] = "楽天モバイル"
    layer.dataProvider().addFeature(feature)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.fileEncoding = "ESRI Shapefile", "CP932"
    path = tmp_path / "area.shp"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    (tmp_path / "area.cpg").unlink()
    assert list(areas([path])) == ["Rakuten"]


def test_areas_that_cannot_be_used_are_refused(qgis, tmp_path):
    from soranome.plugin.core.errors import InputError

    with pytest.raises(InputError, match="carrier of feature"):
        areas([geojson(tmp_path / "who.geojson", ({}, "Polygon", [square(139, 35.7, 0.01)]))])
    with pytest.raises(InputError, match="cannot be opened"):
        areas([geojson(tmp_path / "docomo.geojson", ({}, "Point", [139, 35.7]))])
    with pytest.raises(InputError, match="no field"):
        areas([geojson(tmp_path / "docomo2.geojson", ({}, "Polygon", [square(139, 35.7, 0.01)]))], "会社")
    with pytest.raises(InputError, match="cannot be opened"):
        areas([tmp_path / "missing.shp"])


def test_no_measurements_are_said_to_be_none(qgis, made, tmp_path):
    from qgis.core import QgsProcessingException

    empty = tmp_path / "空.geojson"
    empty.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="空 is empty, so there is no measurement"):
        qgis.run("soranome:comparecoverage", given(made, tmp_path, MEASUREMENTS=str(empty)))
