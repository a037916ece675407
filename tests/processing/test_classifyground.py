"""``classifyground`` in QGIS: the made survey, classified, is what its truth says, and the next step takes its index."""

from __future__ import annotations

import shutil
from pathlib import Path

import laspy
import numpy as np
import pytest
import rasterio

NOISE = (7, 18)


@pytest.fixture(scope="module")
def survey(qgis, tmp_path_factory):
    folder = tmp_path_factory.mktemp("標本")
    qgis.run(
        "soranome:makesample",
        {"SIZE": 1, "SEED": 1, "POINTCLOUD": True, "POINT_DENSITY": 1, "FOLDER": str(folder)},
    )
    return folder / "pointcloud"


@pytest.fixture(scope="module")
def tiles(survey, tmp_path_factory):
    """A folder of three tiles: a part of the survey, as each takes seconds to classify."""
    folder = tmp_path_factory.mktemp("tiles")
    for path in sorted((survey / "2024").glob("*.laz"))[:3]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def done(qgis, tiles, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    return qgis.run("soranome:classifyground", {"FOLDER": str(tiles), "OUTPUT_FOLDER": str(folder)})


def kappa(one, other):
    agree = np.mean(one == other)
    chance = one.mean() * other.mean() + (1 - one.mean()) * (1 - other.mean())
    return (agree - chance) / (1 - chance)


def clouds(folder):
    return [laspy.read(p) for p in sorted(Path(folder).glob("*.copc.laz")) if "overview" not in p.name]


def test_the_ground_is_that_of_the_truth(done):
    made = clouds(done["OUTPUT_FOLDER"])
    found = np.concatenate([np.asarray(las.classification) for las in made])
    truth = np.concatenate([np.asarray(las.user_data) for las in made])
    assert done["TILES"] == len(made) > 1
    assert done["POINTS"] == len(found)
    assert done["GROUND"] == np.count_nonzero(found == 2)
    judged = ~np.isin(truth, NOISE)
    assert kappa(found[judged] == 2, truth[judged] == 2) > 0.8


def test_index_is_one_for_the_next_step(qgis, done, tmp_path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(done["INDEX"], "index", "ogr")
    rows = list(layer.getFeatures())
    assert len(rows) == done["TILES"]
    assert sum(row["ground_points"] for row in rows) == done["GROUND"]
    assert all(row["ground_share"] == pytest.approx(row["ground_points"] / row["points"]) for row in rows)
    assert all(row["density"] > 1 and row["state"] == "made" and row["member"] == "" for row in rows)
    assert layer.crs().authid() == "EPSG:6677"
    surfaces = qgis.run(
        "soranome:surfaces",
        {
            "INDEX": done["INDEX"],
            "DTM": str(tmp_path / "dtm.tif"),
            "DSM": None,
            "CHM": None,
            "DENSITY": None,
            "VOIDS": None,
        },
    )
    assert surfaces["GROUND"] == pytest.approx(done["GROUND"], rel=0.01)


def test_nothing_is_repeated(qgis, tiles, done):
    before = {p.name: p.stat().st_mtime_ns for p in Path(done["OUTPUT_FOLDER"]).glob("*.copc.laz")}
    qgis.run("soranome:classifyground", {"FOLDER": str(tiles), "OUTPUT_FOLDER": done["OUTPUT_FOLDER"]})
    assert {p.name: p.stat().st_mtime_ns for p in Path(done["OUTPUT_FOLDER"]).glob("*.copc.laz")} == before


def test_classes_of_a_delivery(qgis, survey, tmp_path):
    """Classes 1, 2, 3 and noise as delivered: kept, or replaced with a word."""
    source = sorted((survey / "2022").glob("*.las"))[0]
    heard = Heard()
    results = {}
    for classes in ("keep", "replace"):
        folder = tmp_path / classes
        parameters = {"FILES": [str(source)], "CLASSES": classes, "OUTPUT_FOLDER": str(folder), "LOAD": False}
        qgis.run("soranome:classifyground", parameters, heard)
        las = laspy.read(folder / f"{source.stem}.copc.laz")
        results[classes] = np.bincount(np.asarray(las.classification), minlength=256)
    before = np.bincount(np.asarray(laspy.read(source).classification), minlength=256)
    assert results["keep"][3] == before[3] > 0
    assert results["replace"][3] == 0
    assert results["keep"][7] == results["replace"][7] == before[7]
    assert sum("had ground already" in said or "すでに" in said for said in heard.warnings) == 1


def Heard():  # noqa: N802 - QGIS is imported late
    from qgis.core import QgsProcessingFeedback

    class Listening(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.warnings = []

        def pushWarning(self, warning):  # noqa: N802
            self.warnings.append(warning)

    return Listening()


def test_layers_open_coloured_by_class(qgis, survey, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

    context, feedback, project = QgsProcessingContext(), QgsProcessingFeedback(), QgsProject()
    context.setProject(project)
    algorithm = qgis.algorithm("soranome:classifyground")
    tile = sorted((survey / "2024").glob("*.laz"))[0]
    _, success = algorithm.run({"FILES": [str(tile)], "OUTPUT_FOLDER": str(tmp_path / "out")}, context, feedback)
    assert success
    from processing.gui.Postprocessing import handleAlgorithmResults

    assert handleAlgorithmResults(algorithm, context, feedback)
    layers = list(project.mapLayers().values())
    assert len(layers) == 2
    for layer in layers:
        assert layer.renderer().type() == "classified"
        assert {1, 2} <= {category.value() for category in layer.renderer().categories()}


def test_without_csf_its_package_is_named(qgis, survey, tmp_path, monkeypatch):
    from qgis.core import QgsProcessingException

    from soranome.plugin.processing.pointcloud import classifyground

    monkeypatch.setattr(classifyground, "find_spec", lambda name: None)
    parameters = {"FOLDER": str(survey / "2024"), "METHOD": "csf", "OUTPUT_FOLDER": str(tmp_path / "out")}
    with pytest.raises(QgsProcessingException, match=r"pip install .*cloth-simulation-filter"):
        qgis.run("soranome:classifyground", parameters)


@pytest.mark.parametrize(("name", "value"), [("CELL", -1), ("WINDOW", 0), ("METHOD", "pmf"), ("COLLAR", -5)])
def test_senseless_numbers_are_refused(qgis, survey, tmp_path, name, value):
    from qgis.core import QgsProcessingException

    parameters = {"FOLDER": str(survey / "2024"), "OUTPUT_FOLDER": str(tmp_path / "out"), name: value}
    with pytest.raises(QgsProcessingException, match=name):
        qgis.run("soranome:classifyground", parameters)


def test_choices_are_those_of_the_core(qgis):
    from soranome.plugin.core.pointcloud.classify import CLASSES
    from soranome.plugin.core.pointcloud.ground import METHODS, TERRAINS

    algorithm = qgis.algorithm("soranome:classifyground")
    assert tuple(algorithm.parameterDefinition("METHOD").options()) == METHODS
    assert tuple(algorithm.parameterDefinition("TERRAIN").options()) == TERRAINS
    assert tuple(algorithm.parameterDefinition("CLASSES").options()) == CLASSES


def test_the_model_goes_from_tiles_to_maps_of_the_terrain(qgis, survey, tmp_path):
    two = tmp_path / "tiles"
    two.mkdir()
    for path in sorted((survey / "2024").glob("*.laz"))[:2]:
        shutil.copy(path, two)
    wanted = {name: str(tmp_path / f"{name}.tif") for name in ("dtm", "hillshade", "slope", "csmap")}
    folders = {name: str(tmp_path / name) for name in ("copc_folder", "ground_folder")}
    done = qgis.run(
        "soranome:pointcloudterrain", {"FOLDER": str(two), "HEIGHT": "jgd2011", "RESOLUTION": 2, **folders, **wanted}
    )
    for name, path in wanted.items():
        assert done[name] == path and Path(path).stat().st_size > 10_000
    with rasterio.open(wanted["dtm"]) as dataset:
        assert dataset.tags()["HEIGHT_DATUM"] == "jgd2011" and dataset.res == (2, 2)
    assert len(clouds(folders["ground_folder"])) == 2
