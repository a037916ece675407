"""``linkprofile`` through Processing."""

from pathlib import Path

import numpy as np
import pytest


@pytest.fixture(scope="module")
def dtm(tmp_path_factory):
    """3 × 2 km at 20 m with a ridge of 90 m in its middle."""
    import rasterio
    from rasterio.transform import from_origin

    heights = np.full((100, 150), 30.0, np.float32)
    heights[:, 70:75] = 90.0
    path = tmp_path_factory.mktemp("回線") / "標高.tif"
    options = {"count": 1, "height": 100, "width": 150, "dtype": "float32", "crs": "EPSG:6677"}
    with rasterio.open(path, "w", "GTiff", transform=from_origin(-60000, -30000, 20, 20), **options) as dataset:
        dataset.write(heights, 1)
    return str(path)


def given(dtm, folder, **options):
    ends = {"FROM": "-59500,-31000 [EPSG:6677]", "TO": "-57500,-31000 [EPSG:6677]"}
    return {"DTM": dtm, **ends, "FREQUENCY": 800, "PROFILE": str(folder / "断面.svg"), **options}


def test_numbers_and_picture_agree(qgis, dtm, tmp_path):
    found = qgis.run(
        "soranome:linkprofile", given(dtm, tmp_path, EIRP=55, TABLE=str(tmp_path / "点.csv"), LANGUAGE="en")
    )
    assert found["LINE_OF_SIGHT"] is False and found["CLEARANCE"] < 0
    assert found["DISTANCE"] == pytest.approx(2.0)
    assert found["RECEIVED"] == pytest.approx(55 - found["LOSS"])
    svg = Path(found["PROFILE"]).read_text(encoding="utf-8")
    assert f"{found['LOSS']:.1f}" in svg and "Diffraction by terrain" in svg and "blocked" in svg
    assert len((tmp_path / "点.csv").read_text(encoding="utf-8-sig").splitlines()) == 102


def test_trees_and_houses(qgis, dtm, tmp_path):
    import rasterio
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    surface = str(tmp_path / "表層.tif")
    with rasterio.open(dtm) as source, rasterio.open(surface, "w", **source.profile) as out:
        heights = source.read(1)
        heights[:, 100:103] += 80
        out.write(heights, 1)
    houses = QgsVectorLayer("Polygon?crs=EPSG:6677", "建物", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(-58000, -31100, -57940, -30900)))
    houses.dataProvider().addFeature(feature)
    heights = {"DSM": surface, "FROM_HEIGHT": 100, "TO_HEIGHT": 20}
    losses = [
        qgis.run("soranome:linkprofile", given(dtm, tmp_path, **heights, **options))["LOSS"]
        for options in ({}, {"BUILDINGS": houses}, {"VEGETATION": "opaque"}, {"VEGETATION": "woodland"})
    ]
    assert losses[0] == losses[3] < losses[1] - 5
    assert losses[1] == pytest.approx(losses[2])


def test_a_free_link_in_degrees_as_png(qgis, dtm, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject
    from qgis.PyQt.QtGui import QImage

    systems = (QgsCoordinateReferenceSystem(code) for code in ("EPSG:6677", "EPSG:4326"))
    to_degrees = QgsCoordinateTransform(*systems, QgsProject.instance())
    ends = {}
    for name, x in (("FROM", -59500), ("TO", -57500)):
        point = to_degrees.transform(QgsPointXY(x, -31000))
        ends[name] = f"{point.x()},{point.y()} [EPSG:4326]"
    found = qgis.run(
        "soranome:linkprofile",
        given(dtm, tmp_path, **ends, FROM_HEIGHT=120, TO_HEIGHT=120, PROFILE=str(tmp_path / "断面.png")),
    )
    assert found["LINE_OF_SIGHT"] is True and "RECEIVED" not in found
    image = QImage(found["PROFILE"])
    assert (image.width(), image.height()) == (2400, 1700)
    colours = {image.pixelColor(x, y).name() for x in range(160, 2340, 20) for y in range(180, 960, 20)}
    assert {"#d8c6a5", "#f7fafc"} <= colours  # ground and sky


def test_coarser_cells(qgis, dtm, tmp_path):
    table = tmp_path / "点.csv"
    qgis.run("soranome:linkprofile", given(dtm, tmp_path, RESOLUTION=100, TABLE=str(table)))
    assert len(table.read_text(encoding="utf-8-sig").splitlines()) == 22


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"TO": "10000,-31000 [EPSG:6677]"}, r"TO .*標高\.tif"),
        ({"TO": "-59500,-31000 [EPSG:6677]"}, "0.0 m"),
        ({"FREQUENCY": 28000}, "28000 MHz"),
        ({"DELTA_N": 44}, "ΔN"),
        ({"VEGETATION": "woodland", "MODEL": "itm"}, "only the ground"),
    ],
)
def test_a_refusal_is_a_sentence_and_leaves_nothing(qgis, dtm, tmp_path, options, words):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=words):
        qgis.run("soranome:linkprofile", given(dtm, tmp_path, **options))
    assert list(tmp_path.iterdir()) == []


def test_other_endings_are_refused_before_work(qgis, dtm, tmp_path):
    from qgis.core import QgsProcessingContext

    algorithm = qgis.algorithm("soranome:linkprofile")
    able, why = algorithm.checkParameterValues(
        given(dtm, tmp_path, PROFILE=str(tmp_path / "a.jpg")), QgsProcessingContext()
    )
    assert not able and ".svg / .png" in why
