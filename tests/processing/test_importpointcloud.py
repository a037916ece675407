"""``importpointcloud`` in QGIS: one layer with all points, its CRS, and something to see at every scale."""

from __future__ import annotations

import time
from pathlib import Path

import laspy
import numpy as np
import pytest

TILES = {"09LD2626": (-13600, -36900), "09LD2627": (-13200, -36900), "09LD2636": (-13600, -37200)}


def write_tile(path, west, south, count=150_000, seed=1):
    rng = np.random.default_rng(seed)
    header = laspy.LasHeader(point_format=3, version="1.2")
    header.scales, header.offsets = [0.001] * 3, [0.0] * 3
    las = laspy.LasData(header)
    las.x, las.y = rng.uniform(west, west + 400, count), rng.uniform(south, south + 300, count)
    las.z = 100 + 20 * np.sin(np.asarray(las.x) / 60)
    las.classification = rng.integers(1, 4, count)
    las.red, las.green, las.blue = np.full(count, 60_000, "u2"), np.full(count, 30_000, "u2"), np.full(count, 0, "u2")
    las.write(path)


@pytest.fixture(scope="module")
def tiles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiles")
    for seed, (name, (west, south)) in enumerate(TILES.items()):
        write_tile(folder / f"{name}.las", west, south, seed=seed)
    (folder / "09LD2637.las").write_bytes(b"LASF torn")
    return folder


@pytest.fixture(scope="module")
def done(qgis, tiles, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    return qgis.run(
        "soranome:importpointcloud",
        {
            "FOLDER": str(tiles),
            "OUTPUT_FOLDER": str(folder),
            "HEIGHT": "jgd2011",
            "REPORT": str(folder / "report.html"),
        },
    )


def open_cloud(path):
    """The layer of a COPC file or a virtual point cloud; its index is read in another thread."""
    from qgis.core import QgsApplication, QgsPointCloudLayer

    layer = QgsPointCloudLayer(path, Path(path).stem, "vpc" if path.endswith(".vpc") else "copc")
    assert layer.isValid()
    assert layer.statistics() is not None
    QgsApplication.processEvents()
    return layer


def share_drawn(layers, west, south, east, north, size=400):
    """The part of a picture that is not background, and its most frequent colour."""
    from qgis.core import QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor

    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(QgsRectangle(west, south, east, north))
    settings.setOutputSize(QSize(size, size))
    settings.setBackgroundColor(QColor("white"))
    for _ in range(10):  # a virtual point cloud loads its tiles when they are first asked for
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        QgsApplication.processEvents()
        time.sleep(0.05)
    image = job.renderedImage()
    pixels = np.frombuffer(image.constBits().asstring(image.sizeInBytes()), "u1").reshape(size, size, 4)[..., 2::-1]
    drawn = (pixels != 255).any(-1)
    colours, counts = np.unique(pixels[drawn], axis=0, return_counts=True)
    return drawn.mean(), colours[counts.argmax()].tolist() if len(counts) else None


def test_results(done):
    assert (done["TILES"], done["POINTS"], done["LEFT_OUT"]) == (3, 450_000, 1)
    report = Path(done["REPORT"]).read_text("utf-8")
    assert "09LD2637.las" in report
    assert "EPSG:6677" in report


@pytest.mark.parametrize("output", ["VPC", "OVERVIEW"])
def test_layers_have_points_and_crs(done, output):
    layer = open_cloud(done[output])
    assert layer.pointCount() == (450_000 if output == "VPC" else layer.pointCount())
    assert layer.pointCount() > 100_000
    assert "Japan Plane Rectangular CS IX" in layer.crs().description()
    assert layer.crs().horizontalCrs().authid() == "EPSG:6677"
    assert layer.crs().verticalCrs().description().startswith("JGD2011")
    extent = layer.extent()
    assert extent.xMinimum() == pytest.approx(-13600, abs=1.5)
    assert extent.yMaximum() == pytest.approx(-36600, abs=1.5)


def test_something_to_see_at_every_scale(done):
    from soranome.plugin.processing.pointcloud.clouds import COLOURS, renderer_for, style

    renderer = renderer_for(COLOURS, (80, 120), 60_000, {})
    vpc, overview = open_cloud(done["VPC"]), open_cloud(done["OVERVIEW"])
    tile = open_cloud(str(Path(done["OUTPUT_FOLDER"]) / "09LD2626.copc.laz"))
    for layer in (vpc, overview, tile):
        style(layer, renderer)
    colour = [233, 117, 0]  # 60,000, 30,000 and 0 of 65,535
    near, middle, far = (
        (-13450, -36800, -13410, -36760),
        (-13550, -36850, -13350, -36650),
        (-14000, -37500, -12400, -36300),
    )
    for extent in (near, middle):
        for layer in (vpc, tile):
            share, seen = share_drawn([layer], *extent)
            assert share > (0.04 if extent == near else 0.6), (layer.name(), extent)
            assert np.abs(np.array(seen) - colour).max() <= 2
    # From afar QGIS draws outlines only of the virtual point cloud; the overview shows what is there.
    outlines, _ = share_drawn([vpc], *far)
    share, seen = share_drawn([vpc, overview], *far)
    covered = 3 * 400 * 300 / (1600 * 1200)
    assert outlines < 0.05
    assert covered * 0.6 < share < covered * 1.3
    assert np.abs(np.array(seen) - colour).max() <= 2


@pytest.mark.parametrize("kind", ["colours", "elevation", "classes"])
def test_renderers(done, kind):
    from soranome.plugin.processing.pointcloud.clouds import renderer_for, style

    layer = open_cloud(done["OVERVIEW"])
    style(layer, renderer_for(kind, (80.0, 120.0), 60_000, {1: 5, 2: 5}))
    assert share_drawn([layer], -13550, -36850, -13350, -36650)[0] > 0.5


def test_layers_open_styled(qgis, tiles, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

    context, feedback, project = QgsProcessingContext(), QgsProcessingFeedback(), QgsProject()
    context.setProject(project)
    algorithm = qgis.algorithm("soranome:importpointcloud")
    parameters = {"FOLDER": str(tiles), "OUTPUT_FOLDER": str(tmp_path / "out"), "STYLE": "elevation"}
    _, success = algorithm.run(parameters, context, feedback)
    assert success
    from processing.gui.Postprocessing import handleAlgorithmResults

    assert handleAlgorithmResults(algorithm, context, feedback)
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    assert len(layers) == 2
    for layer in layers.values():
        assert layer.renderer().type() == "ramp"
        assert layer.renderer().maximum() == pytest.approx(120, abs=0.1)


def test_index_names_the_tiles_for_the_next_step(qgis, done, tmp_path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(done["INDEX"], "index", "ogr")
    assert layer.featureCount() == 4
    assert sorted(f["state"] for f in layer.getFeatures()) == ["failed", "made", "made", "made"]
    made = [f for f in layer.getFeatures() if f["state"] == "made"]
    assert all(Path(f["path"]).exists() for f in made)
    assert sum(f["points"] for f in made) == 450_000
    again = qgis.run(
        "soranome:importpointcloud", {"INDEX": done["INDEX"], "OUTPUT_FOLDER": str(tmp_path / "again"), "LOAD": False}
    )
    assert again["POINTS"] == 450_000


def test_wrong_axes_are_asked_about(qgis, tmp_path):
    from qgis.core import QgsProcessingException

    write_tile(tmp_path / "09LD2626.las", -36900, -13600, 500)
    with pytest.raises(QgsProcessingException, match=r"north before east|北"):
        qgis.run("soranome:importpointcloud", {"FOLDER": str(tmp_path), "OUTPUT_FOLDER": str(tmp_path / "out")})
