"""``terrainmaps`` through Processing, on the made scene."""

from pathlib import Path

import pytest

RENDERERS = {
    "HILLSHADE": "singlebandgray",
    "SLOPE": "singlebandpseudocolor",
    "CSMAP": "multibandcolor",
    "CURVATURE": "singlebandpseudocolor",
    "OPENNESS": "singlebandgray",
}


@pytest.fixture(scope="module")
def dtm(sample, tmp_path_factory):
    return str(sample(tmp_path_factory.mktemp("地形") / "奥多摩", SIZE=1, SEED=2) / "dtm_after.tif")


def outputs(folder, names=RENDERERS):
    return {name: str(folder / f"{name}.tif") for name in names}


def test_maps_of_the_made_scene_and_their_styles(qgis, dtm, tmp_path):
    from qgis.core import QgsRasterLayer

    from soranome.plugin.processing.styling import apply_style

    result = qgis.run("soranome:terrainmaps", {"DTM": QgsRasterLayer(dtm, "地面"), **outputs(tmp_path)})
    ground = QgsRasterLayer(dtm, "地面")
    for name, kind in RENDERERS.items():
        layer = QgsRasterLayer(result[name], name)
        assert layer.isValid()
        assert layer.crs() == ground.crs() and layer.extent() == ground.extent()
        assert layer.bandCount() == (3 if name == "CSMAP" else 1)
        apply_style(layer, name.lower())
        assert layer.renderer().type() == kind


def test_only_what_is_asked_for_is_drawn(qgis, dtm, tmp_path):
    result = qgis.run("soranome:terrainmaps", {"DTM": dtm, **outputs(tmp_path, ("HILLSHADE", "SLOPE", "CSMAP"))})
    assert set(result) == {"HILLSHADE", "SLOPE", "CSMAP"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CSMAP.tif", "HILLSHADE.tif", "SLOPE.tif"]


def test_what_was_asked_for_reaches_the_files(qgis, dtm, tmp_path):
    import rasterio

    names = ("HILLSHADE", "SLOPE", "CSMAP", "OPENNESS")
    light = {"LIGHT": "single", "AZIMUTH": 300, "ALTITUDE": 40, "EXAGGERATION": 2}
    given = {"RADIUS": 6, "STRENGTH": 2, "OPENNESS_RADIUS": 20}
    qgis.run("soranome:terrainmaps", {"DTM": dtm, **light, **given, **outputs(tmp_path, names)})
    tags = {}
    for name in names:
        with rasterio.open(tmp_path / f"{name}.tif") as dataset:
            tags[name] = dataset.tags()
    assert [tags["HILLSHADE"][key] for key in ("AZIMUTH", "ALTITUDE", "EXAGGERATION")] == ["300", "40", "2"]
    assert [tags["CSMAP"][key] for key in ("RADIUS_M", "CURVATURE_LIMIT", "SLOPE_LIMIT")] == ["6", "0.025", "35"]
    assert tags["OPENNESS"]["RADIUS_M"] == "20"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"UNIT": "feet", "RADIUS": 100000}, "more than 1000 cells"),
        ({"LIGHT": "sun"}, "LIGHT=sun is no choice"),
        ({"ALTITUDE": 120}, "ALTITUDE=120 is out of range"),
        ({"DTM": "nowhere.tif"}, "nowhere.tif does not exist"),
    ],
)
def test_a_refusal_is_a_sentence_and_leaves_nothing(qgis, dtm, tmp_path, given, why):
    from qgis.core import QgsProcessingContext, QgsProcessingException

    given = {"DTM": dtm, **outputs(tmp_path), **given}
    able, said = qgis.algorithm("soranome:terrainmaps").checkParameterValues(given, QgsProcessingContext())
    if able:
        with pytest.raises(QgsProcessingException) as refusal:
            qgis.run("soranome:terrainmaps", given)
        said = str(refusal.value)
    assert why in said
    assert list(Path(tmp_path).iterdir()) == []
