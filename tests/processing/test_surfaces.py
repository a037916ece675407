"""``surfaces`` through Processing: inputs as users give them, layers as they get them, refusals in words."""

import numpy as np
import pytest

from tests.core.pointcloud.surface_tools import SOUTH, WEST, grid_of_points, write_tile

RASTERS = ("DTM", "DSM", "CHM", "DENSITY", "GROUND_DENSITY", "INTENSITY", "RGB")


def ground(x, y):
    return 30 + 0.1 * x


@pytest.fixture(scope="module")
def tiles(tmp_path_factory):
    """Two tiles named by sheet, without a coordinate system, in a folder with a Japanese name; a hole in one."""
    folder = tmp_path_factory.mktemp("点群")
    for number, name in enumerate(("09LE6008", "09LE6009")):
        points = grid_of_points(60, 0.5, ground, seed=number)
        points[:, 0] += -36_800 + 400 * number - WEST + 170
        points[:, 1] += -54_000 - SOUTH - 100
        hole = np.hypot(points[:, 0] + 36_600, points[:, 1] + 54_070) < 6
        write_tile(folder / f"{name}.las", points[~hole], red=20_000, green=30_000, blue=1000, intensity=9)
    return folder


def asked(tmp_path, names=RASTERS):
    given = {name: str(tmp_path / f"{name}.tif") for name in names}
    return {**given, "VOIDS": str(tmp_path / "voids.gpkg")}


def test_folder_to_styled_layers(qgis, tiles, tmp_path):
    from qgis.core import QgsRasterLayer, QgsVectorLayer

    from soranome.plugin.processing.pointcloud.surfaces import STYLES
    from soranome.plugin.processing.styling import apply_style

    result = qgis.run("soranome:surfaces", {"FOLDER": str(tiles), "CRS": "EPSG:6677", **asked(tmp_path)})
    assert result["POINTS"] == result["GROUND"] > 20_000
    assert result["VOID_COUNT"] >= 1 and 0 < result["VOID_SHARE"] < 1
    for name in RASTERS:
        layer = QgsRasterLayer(result[name], name)
        assert layer.isValid() and layer.crs().authid() == "EPSG:6677"
        assert layer.rasterUnitsPerPixelX() == 1
        if name in STYLES:
            apply_style(layer, STYLES[name])
            assert layer.renderer().type() == ("hillshade" if STYLES[name] == "elevation" else "singlebandpseudocolor")
        else:
            assert layer.renderer().type() == ("multibandcolor" if name == "RGB" else "singlebandgray")
    voids = QgsVectorLayer(result["VOIDS"], "voids", "ogr")
    assert voids.crs().authid() == "EPSG:6677" and voids.renderer().type() == "RuleRenderer"
    areas = [feature["area_m2"] for feature in voids.getFeatures()]
    assert areas == sorted(areas, reverse=True)
    assert {feature["kind"] for feature in voids.getFeatures()} <= {"void", "water", "edge"}


def test_an_extent_in_another_system(qgis, tiles, tmp_path):
    import rasterio
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRectangle

    west = -36_800 + 170
    to_degrees = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:6677"), QgsCoordinateReferenceSystem("EPSG:6668"), QgsProject.instance()
    )
    box = to_degrees.transformBoundingBox(QgsRectangle(west + 10, -54_080, west + 40, -54_060))
    extent = f"{box.xMinimum()},{box.xMaximum()},{box.yMinimum()},{box.yMaximum()} [EPSG:6668]"
    given = {"FOLDER": str(tiles), "CRS": "EPSG:6677", "EXTENT": extent, "RESOLUTION": 0.5, **asked(tmp_path, ("DTM",))}
    with rasterio.open(qgis.run("soranome:surfaces", given)["DTM"]) as dataset:
        assert abs(dataset.bounds.left - (west + 10)) < 2 and abs(dataset.bounds.right - (west + 40)) < 2
        x = dataset.bounds.left + 0.25 + 0.5 * np.arange(dataset.width)
        np.testing.assert_allclose(dataset.read(1)[10], ground(x - west, 0), atol=2e-3)


def test_only_what_is_asked_for_is_made(qgis, tiles, tmp_path):
    result = qgis.run(
        "soranome:surfaces", {"FOLDER": str(tiles), "CRS": "EPSG:6677", "DENSITY": str(tmp_path / "密度.tif")}
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["密度.tif"]
    assert "DTM" not in result


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"GROUND_CLASSES": "ground"}, "ground"),
        ({"EXTENT": "0,10,0,10 [EPSG:6677]"}, "EXTENT"),
        ({"RESOLUTION": 0}, "RESOLUTION"),
        ({"DTM_METHOD": "kriging"}, "kriging"),
        ({"FOLDER": ""}, "no tiles"),
    ],
)
def test_refusals_leave_nothing(qgis, tiles, tmp_path, wrong, words):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=words):
        qgis.run("soranome:surfaces", {"FOLDER": str(tiles), "CRS": "EPSG:6677", **asked(tmp_path), **wrong})
    assert list(tmp_path.iterdir()) == []


def test_no_ground_is_refused_with_advice(qgis, tmp_path):
    from qgis.core import QgsProcessingException

    write_tile(tmp_path / "in" / "未分類.las", grid_of_points(), classification=1)
    out = tmp_path / "out"
    with pytest.raises(QgsProcessingException, match=r"未分類\.las"):
        qgis.run("soranome:surfaces", {"FOLDER": str(tmp_path / "in"), "CRS": "EPSG:6677", **asked(out)})
    assert not out.exists()


def test_a_cancelled_run_leaves_nothing_but_finished_blocks(qgis, tiles, tmp_path):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda fraction: feedback.cancel() if fraction > 30 else None)
    with pytest.raises(QgsProcessingException):
        qgis.run("soranome:surfaces", {"FOLDER": str(tiles), "CRS": "EPSG:6677", **asked(tmp_path)}, feedback)
    assert all(path.name.startswith(".soranome-unfinished-") for path in tmp_path.iterdir())
    qgis.run("soranome:surfaces", {"FOLDER": str(tiles), "CRS": "EPSG:6677", **asked(tmp_path)})
    assert not list(tmp_path.glob(".*"))


def test_voids_that_cannot_be_written_keep_the_rasters_back(qgis, tiles, tmp_path, monkeypatch):
    from qgis.core import QgsProcessingException

    from soranome.plugin.core.errors import OutputError
    from soranome.plugin.processing.pointcloud import surfaces

    def fail(*_):
        raise OutputError("the disk is full")

    monkeypatch.setattr(surfaces, "write_layer", fail)
    with pytest.raises(QgsProcessingException, match="full"):
        qgis.run("soranome:surfaces", {"FOLDER": str(tiles), "CRS": "EPSG:6677", **asked(tmp_path)})
    assert all(path.name.startswith(".soranome-unfinished-") for path in tmp_path.iterdir())
