"""``elevationchange`` through Processing, on the made scene."""

from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def scene(sample, tmp_path_factory):
    return sample(tmp_path_factory.mktemp("標高") / "奥多摩", SIZE=1, SEED=2)


@pytest.fixture(scope="module")
def pair(scene):
    return {"BEFORE": str(scene / "dtm_before.tif"), "AFTER": str(scene / "dtm_after.tif")}


def outputs(folder, *names):
    kinds = {"SUMMARY": "要約.html", "EARTHWORKS": "盛土.gpkg"}
    return {name: str(folder / kinds.get(name, f"{name}.tif")) for name in names}


RASTERS = ("DIFFERENCE", "SIGNIFICANT", "SCORE")


@pytest.fixture(scope="module")
def compared(qgis, pair, tmp_path_factory):
    folder = tmp_path_factory.mktemp("結果")
    return qgis.run("soranome:elevationchange", {**pair, **outputs(folder, *RASTERS, "SUMMARY", "EARTHWORKS")})


def test_numbers_page_and_places_agree(compared):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(compared["EARTHWORKS"], "x", "ogr")
    assert layer.featureCount() == compared["COUNT"] > 0
    assert layer.crs().authid() == "EPSG:6677"
    features = list(layer.getFeatures())
    assert {f["kind"] for f in features} <= {"fill", "cut"}
    assert sum(f["fill_volume_m3"] for f in features) == pytest.approx(compared["FILL_VOLUME"], rel=1e-3)
    assert compared["FILL_VOLUME_LOW"] < compared["FILL_VOLUME"] < compared["FILL_VOLUME_HIGH"]
    assert compared["PROVABLE_THICKNESS"] > compared["LOD"] > compared["SIGMA"] > 0
    assert abs(compared["SHIFT_X"]) < 0.1 and abs(compared["SHIFT_Y"]) < 0.1 and abs(compared["SHIFT_Z"]) < 0.1
    page = Path(compared["SUMMARY"]).read_text(encoding="utf-8")
    assert "<table" in page and f"{compared['LOD']:.2f}" in page


def test_layers_styles_and_left_out_ground(qgis, scene, pair, tmp_path):
    from qgis.core import QgsRasterLayer

    from soranome.plugin.processing.styling import apply_style

    layers = {name: QgsRasterLayer(path, f"標高 {name}") for name, path in pair.items()}
    result = qgis.run(
        "soranome:elevationchange",
        {**layers, "UNSTABLE": str(scene / "truth.gpkg"), **outputs(tmp_path, *RASTERS, "SUMMARY")},
    )
    assert "EARTHWORKS" not in result
    for name, style, kind in (
        ("DIFFERENCE", "difference", "singlebandpseudocolor"),
        ("SIGNIFICANT", "significant", "paletted"),
        ("SCORE", "score", "singlebandpseudocolor"),
    ):
        layer = QgsRasterLayer(result[name], name)
        apply_style(layer, style)
        assert layer.renderer().type() == kind


def test_a_refusal_is_a_sentence_and_leaves_nothing(qgis, pair, tmp_path):
    from qgis.core import QgsProcessingException

    given = {**pair, "AFTER_UNIT": "feet", **outputs(tmp_path, *RASTERS, "SUMMARY", "EARTHWORKS")}
    with pytest.raises(QgsProcessingException, match=r"0\.305"):
        qgis.run("soranome:elevationchange", given)
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_run_leaves_finished_tiles_only(qgis, pair, tmp_path):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    class Impatient(QgsProcessingFeedback):
        def setProgress(self, percent):  # noqa: N802 - QGIS's name
            if percent > 30:
                self.cancel()

    with pytest.raises(QgsProcessingException):
        qgis.run("soranome:elevationchange", {**pair, **outputs(tmp_path, *RASTERS, "SUMMARY")}, Impatient())
    assert all(path.name.startswith(".soranome-unfinished-") for path in tmp_path.iterdir())


def test_units_are_those_of_the_core(qgis):
    from soranome.plugin.core.heights import UNITS

    algorithm = qgis.algorithm("soranome:elevationchange")
    for name in ("BEFORE_UNIT", "AFTER_UNIT"):
        assert tuple(algorithm.parameterDefinition(name).options()) == UNITS
