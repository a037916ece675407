"""Results of docks: group, style, metadata, files; backgrounds with and without a network; maps to print."""

import http.server
import json
import os
import re
import shutil
import sqlite3
import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayerTreeLayer,
    QgsLayoutItemMap,
    QgsLegendRenderer,
    QgsPointXY,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QApplication, QPushButton

from soranome.plugin.core.errors import OutputError
from soranome.plugin.translation import language_of_user
from soranome.plugin.ui import records, results
from soranome.plugin.ui.maps import backgrounds, layouts
from soranome.plugin.ui.running import Run


@pytest.fixture
def run(wait):
    """``run(algorithm, parameters)``: a run that went through."""

    def go(algorithm, parameters, **more):
        one = Run(algorithm, parameters, **more)
        one.start()
        wait(lambda: one.state != "running")
        assert one.state == "done", one.text()
        return one

    return go


@pytest.fixture(autouse=True)
def no_designers(fresh, iface):
    """QgsProject.clear(), which no user calls, crashes QGIS while a designer is open."""
    yield
    for designer in iface.openLayoutDesigners():
        designer.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def pair(scene):
    return {"BEFORE": str(scene / "optical_before.tif"), "AFTER": str(scene / "optical_after.tif")}


def group_names():
    return [group.name() for group in QgsProject.instance().layerTreeRoot().findGroups()]


def test_detection_leaves_a_group_with_style_and_metadata_that_last(run, pair, scene, tmp_path):
    one = run("detectfill", pair | {"ROADS": str(scene / "roads.gpkg"), "SENSOR": "sentinel2"})
    root = QgsProject.instance().layerTreeRoot()
    assert isinstance(root.children()[0], type(root.findGroups()[0])), "the newest group is on top"
    name = group_names()[0]
    assert one.title in name and re.search(r"\d{4}/\d\d/\d\d \d\d:\d\d", name)
    order = [node.layer() for node in root.findGroup(name).findLayers()]
    assert [type(layer) for layer in order] == [QgsVectorLayer, QgsRasterLayer], "outlines over rasters"
    candidates, score = order
    for layer in order:
        about = layer.metadata()
        assert about.title() == layer.name()
        assert one.title in about.abstract() and "optical_before.tif" in about.abstract()
        told = "\n".join(about.history())
        assert "soranome:detectfill" in told and records.plugin_version() in told
        assert str(scene / "optical_after.tif") in told and "(UTC" in told
        assert about.crs().isValid() and not about.extent().spatialExtents()[0].bounds.toRectangle().isEmpty()
        assert about.rights() == [], "nobody said whose the images are"
        assert {"optical_before.tif", "roads.gpkg"} <= {link.name for link in about.links()}
        given = records.parameters_of(layer)
        assert given["BEFORE"] == pair["BEFORE"] and given["SENSOR"] == "sentinel2"
        assert given["CANDIDATES"] == candidates.source().partition("|")[0]
        assert layer.customProperty(records.ALGORITHM) == "soranome:detectfill"
        assert layer.customProperty(records.RUN) == one.record.id
    if language_of_user() == "ja":
        assert "はい" in "\n".join(candidates.metadata().history()) or "いいえ" in "\n".join(
            candidates.metadata().history()
        )
    style = candidates.renderer().dump()

    # The project, saved and opened again.
    path = str(tmp_path / "work.qgz")
    assert QgsProject.instance().write(path)
    ids = [candidates.id(), score.id()]
    histories = [layer.metadata().history() for layer in order]
    QgsProject.instance().clear()
    assert QgsProject.instance().read(path)
    assert name in group_names()
    again = [QgsProject.instance().mapLayer(key) for key in ids]
    assert [layer.metadata().history() for layer in again] == histories
    assert again[0].renderer().dump() == style
    assert records.parameters_of(again[0])["AFTER"] == pair["AFTER"]

    # The files alone, opened elsewhere.
    for layer in again:
        part = QgsProviderRegistry.instance().querySublayers(layer.source())[0]
        alone = type(layer)(part.uri(), "alone")
        alone.loadDefaultMetadata()
        assert alone.metadata().history() == histories[0]


def test_the_folder_of_a_run_says_how_it_was_made(run, pair):
    one = run("detectfill", pair)
    said = json.loads((one.record.folder / "run.json").read_text(encoding="utf-8"))
    assert said["algorithm"] == "soranome:detectfill" and said["run"] == one.record.id
    assert said["parameters"]["BEFORE"] == pair["BEFORE"]
    assert said["inputs"][0]["parameter"] == "BEFORE" and said["inputs"][0]["path"] == pair["BEFORE"]
    assert Path(said["results"]["REPORT"]).exists()
    files = dict((path.name, label) for label, path in results.made_files(one))
    assert "report.html" in files and "candidates.gpkg" not in files
    assert not [path.name for path in one.record.folder.iterdir() if path.name.startswith(".")]


def test_groups_are_never_shared(run, pair):
    first = run("opticalchange", pair)
    second = run("opticalchange", pair)
    names = group_names()
    assert len(names) == len(set(names)) == 2
    tree = QgsProject.instance().layerTreeRoot()
    assert {n.layerId() for n in tree.findGroup(names[0]).findLayers()} == {layer.id() for layer in second.layers}
    assert first.record.folder != second.record.folder


def test_whose_the_data_are_is_told_only_where_they_say_so(run, scene, tmp_path):
    dem = tmp_path / "dem.tif"
    shutil.copy(scene / "dtm_after.tif", dem)
    dataset = gdal.OpenEx(str(dem), gdal.OF_UPDATE, open_options=["IGNORE_COG_LAYOUT_BREAK=YES"])
    dataset.SetMetadataItem("TIFFTAG_COPYRIGHT", "国土地理院 基盤地図情報")
    del dataset
    one = run("elevationchange", {"BEFORE": str(scene / "dtm_before.tif"), "AFTER": str(dem)})
    assert one.layers
    for layer in one.layers:
        assert layer.metadata().rights() == ["国土地理院 基盤地図情報"]
    # A result of those results inherits it from the metadata beside their files.
    files = {name: one.results[name] for name in ("SCORE", "DIFFERENCE")}
    places = run("fillcandidates", {"ELEVATION": files["SCORE"], "DIFFERENCE": files["DIFFERENCE"]})
    assert places.layers[0].metadata().rights() == ["国土地理院 基盤地図情報"]


def test_a_result_that_is_in_the_project_already_leaves_no_empty_group(run, pair, tmp_path):
    found = run("detectfill", pair)
    register = str(tmp_path / "register.gpkg")
    candidates = found.results["CANDIDATES"]
    first = run("updateregister", {"CANDIDATES": candidates, "REGISTER": register, "OBSERVED_ON": "2024-10-25"})
    again = run("updateregister", {"CANDIDATES": candidates, "REGISTER": register, "OBSERVED_ON": "2024-10-25"})
    assert first.layers
    for group in QgsProject.instance().layerTreeRoot().findGroups():
        assert group.children(), group.name()
    assert again.state == "done"


def test_nowhere_to_leave_metadata_is_no_failure(run, pair, monkeypatch):
    monkeypatch.setattr(QgsRasterLayer, "saveDefaultMetadata", lambda self: ("no", False))
    monkeypatch.setattr(records.Record, "write", lambda *_: (_ for _ in ()).throw(OutputError("{path}", path="x")))
    assert len(run("opticalchange", pair).layers) >= 1


# -- backgrounds ---------------------------------------------------------------------------------


def test_tiles_are_defined_as_gsi_publishes_them():
    offered = backgrounds.all_tiles()
    assert {"std", "pale", "blank", "seamlessphoto", "hillshademap", "relief", "slopemap"} <= {t.id for t in offered}
    for tiles in offered:
        layer = tiles.layer()
        assert layer.isValid() and layer.crs().authid() == "EPSG:3857"
        ending = "jpg" if tiles.id in ("seamlessphoto", "gazo1", "gazo4") else "png"
        assert tiles.address == f"https://cyberjapandata.gsi.go.jp/xyz/{tiles.id}/{{z}}/{{x}}/{{y}}.{ending}"
        uri = layer.source()
        assert f"zmin={tiles.zoom[0]}" in uri and f"zmax={tiles.zoom[1]}" in uri
        assert "国土地理院" in layer.metadata().rights()[0]
        assert layer.serverProperties().attribution() == tiles.rights


def test_without_a_network_the_hillshade_is_offered(desktop, iface, scene, wait, click, idle, picture, run, pair):
    run("detectfill", pair | {"DEM": str(scene / "dtm_after.tif"), "ROADS": str(scene / "roads.gpkg")})
    before = len(QgsProject.instance().mapLayers())
    menu = desktop.maps.backgrounds
    menu.popup(iface.mainWindow().pos())
    wait(menu.isVisible)
    picture(menu, "backgrounds_menu")
    menu.close()
    next(action for action in menu.actions() if action.objectName() == "pale").trigger()
    wait(lambda: named(iface.messageBar(), "SoraNoMeUseOffline") is not None, 15)
    assert len(QgsProject.instance().mapLayers()) == before, "nothing is added before the network answers"
    picture(iface.mainWindow(), "backgrounds_no_network")
    click(named(iface.messageBar(), "SoraNoMeUseOffline"))
    dialog = desktop.maps._dialog
    wait(dialog.isVisible)
    idle()
    assert dialog.form.values()["DEM"] and dialog.form.values()["ROADS"], "known from the run"
    picture(dialog, "backgrounds_dialog")
    click(dialog.add_button)
    wait(lambda: not dialog.isVisible())
    roads, ground = backgrounds.offline_layers()
    last = QgsProject.instance().layerTreeRoot().children()[-1]
    assert [node.layerId() for node in last.findLayers()] == [roads.id(), ground.id()]
    assert ground.renderer().type() == "hillshade"
    wait(lambda: not iface.mapCanvas().isDrawing())
    idle(1)
    picture(iface.mainWindow(), "backgrounds_offline")
    assert backgrounds.offline_parameters()["DEM"] == ground.source()

    # Chosen again, it is replaced, not doubled.
    desktop.maps.choose_offline()
    click(desktop.maps._dialog.add_button)
    assert len(backgrounds.offline_layers()) == 2


@pytest.fixture
def server():
    """``server(status)``: the address of a server of this computer that answers so; None: never."""
    running = []

    def start(status):
        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if status is None:
                    time.sleep(3)
                else:
                    self.send_response(status)
                    self.end_headers()

            def log_message(self, *_):
                pass

        made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        running.append(made)
        threading.Thread(target=made.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{made.server_port}/5/28/12.png"

    yield start
    for made in running:
        made.shutdown()
        made.server_close()


@pytest.mark.parametrize("status, reached", [(200, True), (404, False), (403, False), (503, False), (None, False)])
def test_only_a_tile_that_came_counts_as_a_network(wait, server, status, reached):
    told = []
    started = time.monotonic()
    reply = backgrounds.ask_network(told.append, server(status), 1000)
    assert time.monotonic() - started < 1, "the window must not wait"
    wait(lambda: told, 5)
    assert told == [reached]
    assert reply is not None


def named(parent, name):
    return parent.findChild(QPushButton, name)


def test_tiles_can_be_added_anyway_and_show_whose_they_are(desktop, iface, wait, click, idle, picture, tmp_path):
    # Tiles of this computer: without a network QGIS would try for a minute.
    for zoom in range(5, 12):
        n = 2**zoom
        for column in range(int(0.886 * n), int(0.8888 * n) + 1):
            for row in range(int(0.392 * n), int(0.3955 * n) + 1):
                tile = tmp_path / f"{zoom}/{column}/{row}.png"
                tile.parent.mkdir(parents=True, exist_ok=True)
                image = QImage(256, 256, QImage.Format.Format_RGB32)
                image.fill(0xCFE3C8)
                image.save(str(tile))
    tiles = replace(backgrounds.all_tiles()[0], address=f"file://{tmp_path}/{{z}}/{{x}}/{{y}}.png")
    desktop.maps.choose(tiles)
    wait(lambda: named(iface.messageBar(), "SoraNoMeAddAnyway") is not None, 15)
    click(named(iface.messageBar(), "SoraNoMeAddAnyway"))
    assert len(backgrounds.background_layers()) == 1
    backgrounds.add_tiles(tiles)
    assert len(backgrounds.background_layers()) == 1, "once is enough"
    idle(0.5)
    wait(lambda: not iface.mapCanvas().isDrawing(), 20)
    idle(0.5)
    picture(iface.mapCanvas(), "backgrounds_attribution")
    shown = iface.mapCanvas().extent()
    assert shown.contains(QgsPointXY(15_520_000, 4_260_000)) and shown.width() < 400_000, "Tokyo, not the world"
    image = iface.mapCanvas().grab().toImage()
    box = image.copy(image.width() // 2, image.height() - 16, image.width() // 2, 16)
    colours = {box.pixel(x, y) for x in range(box.width()) for y in range(box.height())}
    assert len(colours) > 4, "no words on the map"


def test_bad_inputs_of_the_offline_background_are_said_in_its_dialog(desktop, wait, click, tmp_path, scene):
    desktop.maps.choose_offline()
    dialog = desktop.maps._dialog
    wait(dialog.isVisible)
    click(dialog.add_button)
    assert dialog.isVisible() and dialog.wrong.isVisible()
    bad = tmp_path / "bad.tif"
    bad.write_text("no raster")
    dialog.form.set_values({"DEM": str(bad)})
    click(dialog.add_button)
    assert "bad.tif" in dialog.wrong.text() and not backgrounds.offline_layers()
    dialog.form.set_values({"DEM": str(scene / "dtm_after.tif")})
    click(dialog.add_button)
    assert not dialog.isVisible() and len(backgrounds.offline_layers()) == 1


def test_a_package_for_phones_draws_the_offline_background_as_it_looks(run, scene, pair, tmp_path):
    found = run("detectfill", pair)
    layers = backgrounds.add_offline(str(scene / "dtm_after.tif"), str(scene / "roads.gpkg"))
    packed = run(
        "fieldpackage",
        {"CANDIDATES": found.results["CANDIDATES"], "BACKGROUND": layers, "BUFFER": 100, "RESOLUTION": 4},
        load=False,
    )
    tiles = Path(packed.results["FOLDER"]) / "background.mbtiles"
    with sqlite3.connect(tiles) as database:
        data = database.execute("SELECT tile_data FROM tiles ORDER BY zoom_level DESC LIMIT 1").fetchone()[0]
    tile = QImage.fromData(data)
    greys = [tile.pixelColor(x, y).lightness() for x in range(0, 256, 8) for y in range(0, 256, 8)]
    # A hillshade made pale: bright in the mean. The heights in grey, from their lowest to their highest, would not be.
    assert sum(greys) / len(greys) > 170


# -- maps to print -------------------------------------------------------------------------------


def shown(layout, tmp_path, name, pictures):
    layouts.export(layout, tmp_path / f"{name}.pdf")
    layouts.export(layout, pictures / f"layout_{name}.png", 110)
    assert (tmp_path / f"{name}.pdf").stat().st_size > 20_000


@pytest.fixture
def pictures():
    folder = Path(os.environ["SORANOME_PICTURES"])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_a_map_of_each_task_is_made_from_the_menu(
    desktop, iface, run, scene, pair, tmp_path, wait, idle, picture, pictures
):
    run("detectfill", pair)
    backgrounds.add_offline(str(scene / "dtm_after.tif"), str(scene / "roads.gpkg"))
    canvas = iface.mapCanvas()
    wait(canvas.layers)
    wait(lambda: not canvas.isDrawing())
    menu = desktop.maps.layouts
    menu.aboutToShow.emit()
    assert len(menu.actions()) == 4
    for action in menu.actions():
        action.trigger()
        idle(0.5)
    manager = QgsProject.instance().layoutManager()
    assert len(manager.printLayouts()) == 4
    for layout, task in zip(manager.printLayouts(), layouts.titles()):
        main = layout.itemById("map")
        assert main.extent().contains(canvas.extent().center())
        assert [layer.id() for layer in main.layers()] == [layer.id() for layer in canvas.layers()]
        assert main.scale() == pytest.approx(layouts.round_scale(main.scale()))
        legend = layout.itemById("legend")
        names = [node.layer().name() for node in legend.model().rootGroup().findLayers()]
        assert names == [one.name() for one in canvas.layers() if not one.customProperty(backgrounds.BACKGROUND)]
        assert "optical_before.tif" in layout.itemById("source").text()
        inside_the_page(layout)
        shown(layout, tmp_path, task, pictures)
    designer = iface.openLayoutDesigners()[0]
    picture(designer.window(), "layout_designer")
    desktop.maps.print_map("fill")
    assert len({layout.name() for layout in manager.printLayouts()}) == 5
    del layout, main, legend, designer
    iface.newProject(False)
    idle(0.5)
    assert not iface.openLayoutDesigners(), "designers close with the project"


def test_words_of_a_printed_map_can_be_searched(tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    crs = QgsCoordinateReferenceSystem("EPSG:6677")
    layout = layouts.make_layout("fill", [], QgsRectangle(-70_000, -31_000, -69_000, -30_000), crs)
    layouts.export(layout, tmp_path / "map.pdf")
    del layout
    said = subprocess.run(["pdftotext", tmp_path / "map.pdf", "-"], capture_output=True, check=True).stdout.decode()
    for word in (layouts.titles()["fill"], "EPSG:6677", records.plugin_version()):
        assert word in said, "signs are drawn but not told"


def inside_the_page(layout):
    page = layout.pageCollection().page(0).rect()
    for item in layout.items():
        if hasattr(item, "id") and item.id():
            box = item.mapRectToScene(item.rect())
            assert box.left() >= 0 and box.right() <= page.width() + 0.01, item.id()


def test_a_long_legend_gets_smaller_then_a_page_of_its_own(run, scene, tmp_path, pictures, iface, wait):
    wait(lambda: not iface.mapCanvas().isDrawing())
    layers = []
    for number, name in enumerate(("roads", "buildings", "streams", "permits", "zones", "planning", "hazard") * 6):
        layer = QgsVectorLayer(
            str(scene / f"{name}.gpkg"), f"{number}番目の{name}のレイヤで、名前がとても長く凡例の幅に入らないもの"
        )
        assert layer.isValid()
        layers.append(layer)
    QgsProject.instance().addMapLayers(layers)
    box = layers[0].extent()
    short = layouts.make_layout("fill", layers[:3], box, layers[0].crs())
    assert short.pageCollection().pageCount() == 1
    middle = layouts.make_layout("fill", layers[:13], box, layers[0].crs())
    assert middle.pageCollection().pageCount() == 1
    long = layouts.make_layout("coverage", layers, box, layers[0].crs())
    assert long.pageCollection().pageCount() == 2
    for layout, name in ((short, "legend_short"), (middle, "legend_middle"), (long, "legend_long")):
        shown(layout, tmp_path, name, pictures)
        legend = layout.itemById("legend")
        size = legend.sizeWithUnits()
        needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
        assert needed.width() <= size.width() + 0.5 and needed.height() <= size.height() + 0.5, name
    del short, middle, long, layout, legend


def test_a_layer_that_is_removed_leaves_its_layout_alone(run, pair, tmp_path, iface):
    one = run("opticalchange", pair)
    layout = layouts.make_layout("fill", one.layers, one.layers[0].extent(), one.layers[0].crs())
    QgsProject.instance().removeMapLayer(one.layers[0].id())
    layouts.export(layout, tmp_path / "after.pdf")
    assert isinstance(layout.itemById("map"), QgsLayoutItemMap)
    assert [n for n in layout.itemById("legend").model().rootGroup().findLayers() if isinstance(n, QgsLayerTreeLayer)]
    del layout


def test_an_empty_map_can_be_printed(tmp_path, iface):
    crs = QgsCoordinateReferenceSystem("EPSG:6677")
    layout = layouts.make_layout("pointcloud", [], QgsRectangle(-60_000, -40_000, -50_000, -32_000), crs)
    layouts.export(layout, tmp_path / "empty.pdf")
    with pytest.raises(OutputError):
        layouts.export(layout, tmp_path / "nowhere" / "deep" / "x.pdf")
    del layout
