"""``updatepointcloud`` through Processing, and what comes of it in ``elevationchange``."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.core.pointcloud.cloud_tools import SOUTH, WEST, ground, scattered, write_tile

SIZE = 150.0


def capture(path, seed, lift=0.0, east=0.0):
    x, y = scattered(WEST, SOUTH, WEST + SIZE, SOUTH + SIZE, 4, seed)
    z = ground(x, y) + 3 * (np.hypot(x - WEST - 60, y - SOUTH - 70) < 15) * (seed > 1)
    z += lift + np.random.default_rng(seed).normal(0, 0.03, len(x))
    return str(write_tile(path, x + east, y, z))


@pytest.fixture(scope="module")
def captures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("点群")
    (folder / "基盤").mkdir()
    capture(folder / "基盤" / "a.laz", 1)
    return {"BASE_FOLDER": str(folder / "基盤"), "NEW": capture(folder / "新しい.laz", 2, 0.3, 0.8), "CRS": "EPSG:6677"}


def outputs(folder):
    names = {"CHANGED": "changed.gpkg", "BASE_DTM": "before.tif", "NEW_DTM": "after.tif"}
    return {"OUTPUT_FOLDER": str(folder / "更新"), **{key: str(folder / name) for key, name in names.items()}}


@pytest.fixture(scope="module")
def result(qgis, captures, tmp_path_factory):
    folder = tmp_path_factory.mktemp("結果")
    extent = f"{WEST + 20},{WEST + 110},{SOUTH + 30},{SOUTH + 120} [EPSG:6677]"
    dates = {"BASE_DATE": "2022-08-01", "NEW_DATE": "2024-05-01"}
    return qgis.run(
        "soranome:updatepointcloud", {**captures, **dates, **outputs(folder), "EXTENT": extent, "FIT": "correct"}
    )


def test_numbers_layer_and_history_agree(result):
    from qgis.core import QgsPointCloudLayer, QgsVectorLayer

    assert result["SHIFT_Z"] == pytest.approx(0.3, abs=0.03) and result["SHIFT_X"] == pytest.approx(0.8, abs=0.15)
    assert result["VERTICAL_MISFIT_AFTER"] < 0.03 < result["VERTICAL_MISFIT"]
    layer = QgsVectorLayer(result["CHANGED"], "changed", "ogr")
    (row,) = layer.getFeatures()
    assert row["kind"] == "replaced" and row["new_date"] == "2024-05-01" and row["moved_z"] == -result["SHIFT_Z"]
    assert row["added"] == result["ADDED"] and row["removed"] == result["REMOVED"]
    assert row.geometry().area() == pytest.approx(8100)
    (entry,) = json.loads(Path(result["HISTORY"]).read_text(encoding="utf-8"))
    assert entry["tiles"][0]["added"] == result["ADDED"] and entry["fit"]["z_m"] == result["SHIFT_Z"]
    cloud = QgsPointCloudLayer(result["VPC"], "x", "vpc")
    assert cloud.isValid() and cloud.pointCount() == result["POINTS"]
    assert cloud.crs().authid() == "EPSG:6677"


def test_the_difference_of_epochs_goes_into_elevationchange(qgis, result, tmp_path):
    rasters = {name: str(tmp_path / f"{name}.tif") for name in ("DIFFERENCE", "SIGNIFICANT", "SCORE")}
    change = qgis.run(
        "soranome:elevationchange",
        {"BEFORE": result["BASE_DTM"], "AFTER": result["NEW_DTM"], "SUMMARY": str(tmp_path / "s.html"), **rasters},
    )
    assert change["COUNT"] == 1 and change["FILL_VOLUME"] == pytest.approx(np.pi * 15**2 * 3, rel=0.08)


def test_polygons_limit_what_is_replaced(qgis, captures, tmp_path):
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    layer = QgsVectorLayer("Polygon?crs=EPSG:6677", "区域", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({WEST + 40} {SOUTH + 40}, {WEST + 80} {SOUTH + 40}, "
                                            f"{WEST + 80} {SOUTH + 90}, {WEST + 40} {SOUTH + 40}))"))  # fmt: skip
    layer.dataProvider().addFeatures([feature])
    result = qgis.run(
        "soranome:updatepointcloud", {**captures, **outputs(tmp_path), "AREA": layer, "FIT": "none", "BASE_DTM": None}
    )
    changed = QgsVectorLayer(result["CHANGED"], "changed", "ogr")
    assert sum(f.geometry().area() for f in changed.getFeatures()) == pytest.approx(1000)
    assert "SHIFT_Z" not in result and "BASE_DTM" not in result


def test_an_index_names_the_base(qgis, captures, tmp_path):
    index = str(tmp_path / "索引.gpkg")
    qgis.run("soranome:indextiles", {"FOLDER": captures["BASE_FOLDER"], "INDEX": index})
    given = {**captures, **outputs(tmp_path), "BASE_FOLDER": None, "BASE": index, "FIT": "none"}
    assert qgis.run("soranome:updatepointcloud", given)["TILES_CHANGED"] >= 1


def test_a_misfit_is_a_sentence_and_leaves_nothing(qgis, captures, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="HEIGHT_CHANGE"):
        dates = {"BASE_DATE": "2022-08-01", "NEW_DATE": "2025-05-01"}
        qgis.run("soranome:updatepointcloud", {**captures, **outputs(tmp_path), **dates})
    with pytest.raises(QgsProcessingException, match="FIT"):
        qgis.run("soranome:updatepointcloud", {**captures, **outputs(tmp_path)})
    with pytest.raises(QgsProcessingException, match="NEW"):
        qgis.run("soranome:updatepointcloud", {**captures, **outputs(tmp_path), "NEW": None})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_choices_are_those_of_the_core(qgis):
    from soranome.plugin.core.pointcloud.epochs import HEIGHT_CHANGES
    from soranome.plugin.core.pointcloud.update import FITS, HORIZONTAL_M, VERTICAL_M

    algorithm = qgis.algorithm("soranome:updatepointcloud")
    assert tuple(algorithm.parameterDefinition("FIT").options()) == FITS
    assert tuple(algorithm.parameterDefinition("HEIGHT_CHANGE").options()) == HEIGHT_CHANGES
    assert algorithm.parameterDefinition("VERTICAL_TOLERANCE").defaultValue() == VERTICAL_M
    assert algorithm.parameterDefinition("HORIZONTAL_TOLERANCE").defaultValue() == HORIZONTAL_M
