"""The dock of point clouds in the real QGIS: drop, look, import, stop, go on, terrain, styles, 3D, files."""

import laspy
import numpy as np
import pytest
from qgis.core import QgsPointCloudLayer, QgsProject
from qgis.PyQt.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QApplication, QScrollArea

from soranome.plugin.core.pointcloud.sheets import sheets_in

STEP_M = 4.0
WEST, SOUTH = -13600.0, -36900.0  # of the sheet 09LD2626


def ground(x, y):
    return 120 + 6 * np.sin(x / 40) + 5 * np.cos(y / 35)


def write_tile(path, west, south, east, north, seed, raised=0.0, colours=True):
    """Points every four metres on hills, with a wood; ``raised``: metres a fill adds around the middle."""
    rng = np.random.default_rng(seed)
    x, y = (part.ravel() for part in np.meshgrid(np.arange(west, east, STEP_M), np.arange(south, north, STEP_M)))
    x, y = x + rng.uniform(0.1, 0.9, x.size), y + rng.uniform(0.1, 0.9, y.size)
    z = ground(x, y) + rng.normal(0, 0.03, x.size)
    away = np.hypot(x - WEST - 400, y - SOUTH - 300)
    z += raised * np.clip(1 - away / 40, 0, 0.5)
    wood = rng.random(x.size) < 0.2
    z += np.where(wood, rng.uniform(3, 12, x.size), 0)
    header = laspy.LasHeader(point_format=7 if colours else 6, version="1.4")
    header.scales, header.offsets = np.full(3, 0.001), np.array([WEST, SOUTH, 0.0])
    cloud = laspy.LasData(header)
    cloud.x, cloud.y, cloud.z = x, y, z
    cloud.classification = np.where(wood, 5, 2).astype(np.uint8)
    cloud.return_number = cloud.number_of_returns = np.ones(x.size, np.uint8)
    cloud.intensity = rng.integers(100, 3000, x.size).astype(np.uint16)
    if colours:
        cloud.red = cloud.green = cloud.blue = np.where(wood, 20000, 45000).astype(np.uint16)
    cloud.write(str(path))


def write_delivery(folder, raised=0.0):
    """Twelve tiles, one that is broken, one with the name of another sheet."""
    folder.mkdir()
    for number, sheet in enumerate(sheets_in(9, 500, (WEST + 1, SOUTH + 1, WEST + 1599, SOUTH + 899))):
        write_tile(folder / f"{sheet.code}.las", *sheet.extent, number, raised)
    (folder / "09LD2690.las").write_bytes(b"LASF but broken")
    write_tile(folder / "09LD2900.las", WEST + 1700, SOUTH + 100, WEST + 1800, SOUTH + 200, 99)
    return folder


@pytest.fixture(scope="module")
def tiles(tmp_path_factory):
    return write_delivery(tmp_path_factory.mktemp("delivery") / "2024")


@pytest.fixture
def dock(desktop, wait):
    dock = desktop.docks["pointcloud"]
    dock.show()
    dock.raise_()
    wait(dock.isVisible)
    return dock


@pytest.fixture
def drop(dock, wait):
    """``drop(paths)``: as from the file manager, and wait for the index."""

    def on(*paths):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        actions, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        button = Qt.MouseButton.LeftButton
        QApplication.sendEvent(dock.drop, QDragEnterEvent(QPoint(10, 10), actions, data, button, keys))
        QApplication.sendEvent(dock.drop, QDropEvent(QPointF(10, 10), actions, data, button, keys))
        wait(lambda: not dock.running)

    return on


def press(dock, button, click):
    """Bring a button into sight and click it."""
    for step in dock.steps:
        if step.isAncestorOf(button):
            step.open()
    QApplication.processEvents()
    dock.widget().findChild(QScrollArea).ensureWidgetVisible(button)
    QApplication.processEvents()
    click(button)


def said(iface):
    items = iface.messageBar().items()
    return items[0].text() if items else ""


def test_dropping_a_folder_shows_the_tiles_and_what_is_wrong(dock, drop, tiles, iface, picture, idle):
    drop(tiles)
    assert dock.panel.run.state == "done", dock.panel.run.text()
    assert "14" in dock.summary.text()
    layer = QgsProject.instance().mapLayer(dock._index_id)
    assert layer.featureCount() >= 14
    kinds = {}
    for row in range(dock.problems.topLevelItemCount()):
        item = dock.problems.topLevelItem(row)
        kinds[item.data(0, Qt.ItemDataRole.UserRole)] = item
    assert {"unreadable", "name", "crs_implied"} <= kinds.keys()
    idle(1)
    picture(iface.mainWindow(), "drop")
    dock.problems.itemClicked.emit(kinds["name"], 0)
    assert [feature["sheet"] for feature in layer.selectedFeatures()] == ["09LD2900"]
    assert "09LD2900" in dock.detail.text()
    picture(iface.mainWindow(), "kind")


def test_nothing_chosen_is_said_not_raised(dock, click, iface):
    dock.delivery = None
    for step in dock.steps:
        step.open()
    for button in (dock.again_button, dock.import_button, dock.all_button):
        iface.messageBar().clearWidgets()
        press(dock, button, click)
        assert said(iface) and not dock.running
    for name in ("classifyground", "surfaces", "terrainmaps", "updatepointcloud", "elevationchange"):
        iface.messageBar().clearWidgets()
        dock.forms[name].reset()
        dock.boxes[name].setCollapsed(False)
        press(dock, getattr(dock, f"{name}_button"), click)
        assert said(iface) and not dock.running, name
    for button in (dock.zoom_button, dock.view_button):
        iface.messageBar().clearWidgets()
        press(dock, button, click)
        assert said(iface)
    dock.draw_by("classes")
    dock.files.clear()
    for button in (dock.open_button, dock.folder_button):
        press(dock, button, click)
        assert dock.exported.text()


def test_a_folder_without_tiles_fails_with_words(dock, tmp_path, wait):
    (tmp_path / "empty").mkdir()
    dock.folder.setFilePath(str(tmp_path / "empty"))
    wait(lambda: not dock.running)
    assert dock.panel.run.state == "failed" and str(tmp_path / "empty") in dock.panel.state.text()


def test_several_folders_and_files_at_once(dock, drop, tiles, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write_tile(other / "09LD2616.las", WEST + 10, SOUTH + 310, WEST + 350, SOUTH + 590, 3)
    drop(other, tiles / "09LD2626.las", tmp_path / "no tile.pdf")
    assert dock.panel.run.state == "done", dock.panel.run.text()
    assert sorted(tile.label for tile in dock.delivery.tiles) == ["09LD2616.las", "09LD2626.las"]


def test_look_again_with_another_system(dock, drop, tiles, click, wait):
    drop(tiles)
    dock.forms["indextiles"].set_value("CRS", "EPSG:6676")
    press(dock, dock.again_button, click)
    wait(lambda: not dock.running)
    assert "EPSG:6676" in dock.findings.text()
    assert len(QgsProject.instance().mapLayers()) == 1  # in place of the first
    dock.forms["indextiles"].reset()


def test_from_a_cancelled_import_to_terrain_in_3d(dock, drop, tiles, click, wait, idle, iface, picture):
    drop(tiles)
    dock.steps[0].header.setChecked(False)
    dock.steps[1].header.setChecked(False)
    stopping = dock.tiles.tell

    def stop_after_the_first(name, state, why):
        stopping(name, state, why)
        if state == "done":
            dock.panel.cancel()

    dock.tiles.tell = stop_after_the_first
    press(dock, dock.import_button, click)
    wait(lambda: not dock.running)
    del dock.tiles.tell
    counts = dock.tiles.model.counts()
    assert dock.panel.run.state == "cancelled" and counts["done"] and counts["stopped"], counts
    assert dock.progress.text()
    picture(iface.mainWindow(), "cancelled")

    dock.forms["surfaces"].set_value("RESOLUTION", 5)
    press(dock, dock.all_button, click)
    wait(lambda: not dock.running and not dock._chain, 120)
    assert dock.panel.run.algorithm.name() == "terrainmaps" and dock.panel.run.state == "done", dock.panel.run.text()
    assert dock.tiles.model.counts()["kept"] + dock.tiles.model.counts()["done"] == 12
    clouds = [one for one in QgsProject.instance().mapLayers().values() if isinstance(one, QgsPointCloudLayer)]
    assert len(clouds) == 4  # of the import and of the ground, with an overview each
    assert dock.terrain.currentLayer() is not None
    picture(iface.mainWindow(), "all_done")

    press(dock, dock.zoom_button, click)
    kinds = {"classes": "classified", "elevation": "ramp", "colours": "rgb", "intensity": "ramp"}
    for kind, renderer in kinds.items():
        index = dock.style.findData(kind)
        dock.style.setCurrentIndex(index)
        dock.style.activated.emit(index)
        assert dock.cloud.currentLayer().renderer().type() == renderer, dock.looks.text()
        idle(0.5)
        picture(iface.mainWindow(), f"style_{kind}")
    views = len(iface.mapCanvases3D())
    press(dock, dock.view_button, click)
    assert len(iface.mapCanvases3D()) == views + 1
    idle(4)
    iface.mainWindow().screen().grabWindow(0).save(str(picture(iface.mainWindow(), "view3d")))
    shown = iface.mapCanvases3D()[-1].mapSettings().layers()
    assert dock.cloud.currentLayer() in shown
    QgsProject.instance().removeMapLayer(dock.cloud.currentLayer().id())  # under the eyes of the view
    idle(1)
    iface.closeMapCanvas3D(dock.view)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    press(dock, dock.folder_button, click)
    press(dock, dock.open_button, click)
    assert dock.files.count() >= 2
    press(dock, dock.layout_button, click)
    designer = iface.openLayoutDesigners()[-1]
    idle(1)
    picture(designer.window(), "layout")
    designer.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_project_is_closed_while_the_import_runs(dock, drop, tiles, click, wait):
    drop(tiles)
    dock.target.setFilePath(dock.target.filePath() + "_closed")
    press(dock, dock.import_button, click)
    QgsProject.instance().clear()
    wait(lambda: not dock.running)
    assert dock.panel.run.state == "done" and not dock.panel.run.layers
    assert not QgsProject.instance().mapLayers()
    dock._show_tiles(dock.delivery.tiles)  # their layer is gone


def test_only_selected_tiles_and_those_without_errors(dock, drop, tiles, click, wait):
    drop(tiles)
    layer = QgsProject.instance().mapLayer(dock._index_id)
    dock.only_selected.setChecked(True)
    press(dock, dock.import_button, click)
    assert not dock.running  # none is selected
    layer.selectByExpression("\"sheet\" = '09LD2626'")
    dock.target.setFilePath(dock.target.filePath() + "_one")
    press(dock, dock.import_button, click)
    wait(lambda: not dock.running)
    assert dock.panel.run.results["TILES"] == 1
    dock.only_selected.setChecked(False)


def test_quality_update_and_difference(dock, drop, tiles, click, wait, tmp_path, iface, picture):
    drop(tiles)
    dock.steps[1].open()
    dock.quality_box.setCollapsed(False)
    control = tmp_path / "control.csv"
    x, y = WEST + 380.0, SOUTH + 280.0
    control.write_text(f"id,east,north,height\na,{x},{y},{float(ground(x, y)):.3f}\n")
    dock.forms["pointcloudquality"].set_values({"CONTROL": str(control), "RADIUS": 8})
    press(dock, dock.quality_button, click)
    wait(lambda: not dock.running)
    assert dock.panel.run.state == "done", dock.panel.run.text()
    assert dock.panel.run.results["CONTROL_COUNT"] == 1 and dock.progress.text()

    press(dock, dock.import_button, click)
    wait(lambda: not dock.running)
    newer = write_delivery(tmp_path / "2025", raised=8.0)
    dock.boxes["updatepointcloud"].setCollapsed(False)
    update = dock.forms["updatepointcloud"]
    update.set_values({"NEW": str(newer / "09LD2626.las"), "FIT": "none", "HEIGHT_CHANGE": "same"})
    press(dock, dock.updatepointcloud_button, click)
    wait(lambda: not dock.running)
    assert dock.panel.run.state == "done", dock.panel.run.text()

    dtm = {}
    for year, index in (("2024", dock.forms["surfaces"].value("INDEX")), ("2025", dock.panel.run.results["VPC"])):
        dock.boxes["surfaces"].setCollapsed(False)
        dock.forms["surfaces"].set_values({"INDEX": index, "RESOLUTION": 5})
        press(dock, dock.surfaces_button, click)
        wait(lambda: not dock.running)
        assert dock.panel.run.state == "done", dock.panel.run.text()
        dtm[year] = dock.panel.run.results["DTM"]
    dock.boxes["elevationchange"].setCollapsed(False)
    dock.forms["elevationchange"].set_values({"BEFORE": dtm["2024"], "AFTER": dtm["2025"], "COREGISTER": False})
    press(dock, dock.elevationchange_button, click)
    wait(lambda: not dock.running)
    assert dock.panel.run.state == "done", dock.panel.run.text()
    picture(iface.mainWindow(), "difference")


def test_made_data_in_one_click(dock, click, wait, iface, picture, idle):
    dock.steps[0].open()
    press(dock, dock.sample_button, click)
    wait(lambda: not dock.running and dock.panel.run.algorithm.name() == "indextiles", 120)
    assert dock.panel.run.state == "done", dock.panel.run.text()
    assert dock.delivery.wrong()
    idle(1)
    picture(iface.mainWindow(), "made_data")


def test_thousands_of_tiles_in_the_table(dock, idle):
    from soranome.plugin.ui.pointcloud.tiles import TilesModel

    model = TilesModel()
    sheet = dock.delivery.tiles[0]
    many = [type(sheet)(n, f"/d/{n}.las", f"{n}.las", n, "ok", "", (), sheet.outline) for n in range(3000)]
    model.set_tiles(many)
    changed = []
    model.dataChanged.connect(lambda *_: changed.append(1))
    model.tell({tile.name: ("done", "") for tile in many})
    assert model.counts() == {"done": 3000} and len(changed) == 1
