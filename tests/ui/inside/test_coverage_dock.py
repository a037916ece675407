"""The dock 通信困難地域 in the real window: data, checks, runs, the map asked, a mast dragged, what goes wrong."""

import csv
import io
from pathlib import Path

import processing
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QDesktopServices, QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from soranome.plugin.core.inputs import coverage_inputs
from soranome.plugin.ui.coverage.indicators import IndicatorsPanel
from soranome.plugin.ui.coverage.link import LinkPanel

MAST = QgsPointXY(-68850, -30825)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A made scene of 2 km with a drive test."""
    folder = tmp_path_factory.mktemp("coverage") / "scene"
    processing.run("soranome:makesample", {"SIZE": 2, "SEED": 1, "DRIVE_TEST": True, "FOLDER": str(folder)})
    return folder


@pytest.fixture
def dock(desktop, wait, monkeypatch):
    """The dock as it is on a first day."""
    dock = desktop.docks["coverage"]
    dock.setUserVisible(True)
    wait(dock.isVisible)
    for step in dock.steps:
        step.open()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: opened.append(address.toLocalFile()))
    dock.opened = opened
    yield dock
    if dock.running:
        dock.panel.cancel()
        wait(lambda: not dock.running)
    for form in (
        dock.data,
        dock.settings,
        dock.measured,
        dock.lists,
        dock.compare_form,
        dock.holes_form,
        dock.choose_form,
    ):
        form.reset()
    for name in ("signal", "comparison", "report", "summary", "table", "calibration"):
        setattr(dock, name, "")
    dock._show_made()


@pytest.fixture
def filled(dock, place, idle):
    """Everything of the scene in the forms, as a user does who chooses the folder."""
    dock.folder.setFilePath(str(place))
    dock.settings.set_values({"THRESHOLD": -110, "RESOLUTION": 20, "REACH": 3000})
    dock.trial_form.set_values({"REACH": 1500, "RESOLUTION": 20, "EIRP": 27, "HEIGHT": 30, "FREQUENCY": 800})
    dock.folder.setFilePath("")
    idle(0.6)
    return dock


def finished(dock, wait, state="done"):
    wait(lambda: not dock.running)
    assert dock.panel.run.state == state, dock.panel.run.text()
    return dock.panel.run


def unfold(button):
    """Open the box a button is in."""
    button.parentWidget().setCollapsed(False)
    QApplication.processEvents()


def pixel(iface, point):
    """Where a place of the map (EPSG:6677) lies on the canvas."""
    found = iface.mapCanvas().getCoordinateTransform().transform(point)
    return QPoint(round(found.x()), round(found.y()))


def drawn(iface):
    """What lies on the canvas beside the map."""
    items = iface.mapCanvas().scene().items()
    return [item for item in items if isinstance(item, QgsVertexMarker | QgsRubberBand) and item.isVisible()]


def drag(iface, points, idle, rest=0.0):
    """Press at the first of ``points``, move over the others, let go at the last."""
    viewport = iface.mapCanvas().viewport()
    places = [pixel(iface, point) for point in points]
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[0])
    for at in places[1:]:
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            viewport.mapToGlobal(at),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(viewport, move)
        idle(rest)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[-1])


def strongest(layer):
    """The place of the strongest signal of a raster."""
    import numpy as np
    import rasterio

    with rasterio.open(layer.source()) as raster:
        values = raster.read(1, masked=True).filled(-999)
        row, column = np.unravel_index(values.argmax(), values.shape)
        return QgsPointXY(*raster.xy(row, column))


# -- from data to decision ---------------------------------------------------------------------


def test_made_data_to_new_sites(dock, desktop, iface, wait, click, picture, idle):
    click(dock.sample_button)
    assert dock.running and not dock.predict_button.isEnabled()
    wait(lambda: dock.panel.run.algorithm.name() == "importmeasurements" and not dock.running)
    assert dock.panel.run.state == "done", dock.panel.run.text()
    assert not dock.data.missing() and dock.lists.value("MEASUREMENTS") and dock.check()
    assert "12" in dock.findings.text() and "✕" not in dock.findings.text()
    picture(iface.mainWindow(), "1_data")
    click(dock.predict_button)
    finished(dock, wait)
    assert "%" in dock.predicted.text() and len(dock.carrier_rasters) == 4
    picture(iface.mainWindow(), "2_predicted")
    unfold(dock.compare_button)
    assert not dock.again_button.isEnabled()
    click(dock.compare_button)
    finished(dock, wait)
    assert "dB" in dock.compared.text() and dock.again_button.isEnabled()
    before = dock.predicted.text()
    click(dock.again_button)
    finished(dock, wait)
    assert dock.calibrated and dock.predicted.text() != before
    click(dock.holes_button)
    finished(dock, wait)
    table = desktop.panel(IndicatorsPanel)
    wait(table.isVisible)
    picture(iface.mainWindow(), "3_holes")
    unfold(dock.choose_button)
    click(dock.choose_button)
    finished(dock, wait)
    assert "%" in dock.chosen_said.text()
    picture(iface.mainWindow(), "4_chosen")
    for button, ending in (
        (dock.report_button, ".html"),
        (dock.summary_button, ".csv"),
        (dock.sites_button, ".xlsx"),
        (dock.comparison_button, ".html"),
    ):
        click(button)
        assert dock.opened[-1].endswith(ending) and Path(dock.opened[-1]).exists()
    click(dock.folder_button)
    assert Path(dock.opened[-1]).is_dir()
    click(dock.layout_button)
    (designer,) = iface.openLayoutDesigners()
    designer.close()  # QgsProject.clear() would crash QGIS
    del designer
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    idle(0.2)
    for step in dock.steps:
        picture(step, f"step_{step.header.text()[0]}")


def test_a_folder_is_recognised(dock, place, idle):
    found = coverage_inputs(place)
    assert Path(found["DTM"]).name == "dtm_before.tif" and Path(found["POPULATION"]).suffix == ".csv"
    assert len(found["CARRIER_AREAS"]) == 4 and Path(found["CANDIDATES"]).name == "assets.csv"
    dock.folder.setFilePath(str(place))
    assert not dock.data.missing() and "⚠" not in dock.recognised.text()
    dock.folder.setFilePath(str(place / "sar"))
    assert "⚠" in dock.recognised.text()
    dock.folder.setFilePath("")


def test_indicators_are_sorted_chosen_and_copied(filled, desktop, wait, click, picture, iface):
    click(filled.predict_button)
    finished(filled, wait)
    click(filled.holes_button)
    finished(filled, wait)
    desktop.panel(IndicatorsPanel).close()
    click(filled.table_button)
    panel = desktop.panel(IndicatorsPanel)
    wait(panel.isVisible)
    rows = panel.rows
    last = rows.rowCount() - 1
    everything = rows.index(last, 0).data()
    column = 3
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        panel.view.sortByColumn(column, order)
        values = [rows.index(row, column).data(Qt.ItemDataRole.UserRole) for row in range(last)]
        assert values == sorted(values, reverse=order == Qt.SortOrder.DescendingOrder)
        assert rows.index(last, 0).data() == everything
    panel.carriers.setCurrentIndex(panel.carriers.findData("D"))
    assert rows.rowCount() == last + 1
    click(panel.copy_button)
    copied = list(csv.reader(io.StringIO(QApplication.clipboard().text()), delimiter="\t"))
    assert len(copied) == last + 2 and copied[-1][0] == everything
    click(panel.report_button)
    assert filled.opened[-1].endswith(".html")
    picture(panel, "indicators")


# -- the map is asked --------------------------------------------------------------------------


def test_a_place_is_asked(filled, desktop, iface, wait, click, picture, idle):
    click(filled.ask_button)
    assert iface.mapCanvas().mapTool() is filled.ask_tool
    QTest.mouseClick(
        iface.mapCanvas().viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pixel(iface, MAST)
    )
    panel = desktop.panel(LinkPanel)
    wait(lambda: panel.seen and all(seen.found or seen.error for seen in panel.seen))
    assert not [seen.error for seen in panel.seen if seen.error]
    distances = [seen.distance_m for seen in panel.seen]
    assert distances == sorted(distances)
    first = panel.view.file
    assert Path(first).exists() and "dBm" in panel.numbers.text()
    picture(iface.mainWindow(), "5_asked")
    idle()
    item = panel.list.topLevelItem(2)
    QTest.mouseClick(
        panel.list.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        panel.list.visualItemRect(item).center(),
    )
    assert panel.view.file != first and Path(panel.view.file).exists()
    panel.list.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    levels = [panel.list.topLevelItem(row).seen.found["RECEIVED"] for row in range(panel.list.topLevelItemCount())]
    assert levels == sorted(levels, reverse=True)
    click(panel.open_button)
    assert filled.opened[-1].endswith(".svg")
    assert drawn(iface)
    panel.close()
    idle()
    assert not drawn(iface) and not Path(first).exists()
    click(filled.ask_button)
    assert iface.mapCanvas().mapTool() is not filled.ask_tool


def test_a_later_place_takes_over(filled, desktop, iface, wait, click):
    click(filled.ask_button)
    viewport = iface.mapCanvas().viewport()
    for point in (MAST, QgsPointXY(-68200, -31200)):
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pixel(iface, point))
    panel = desktop.panel(LinkPanel)
    wait(lambda: panel.seen and all(seen.found or seen.error for seen in panel.seen))
    nearest = panel.seen[0]
    assert abs(nearest.found["DISTANCE"] - nearest.distance_m / 1000) < 0.01
    assert "−68" in panel.title.text() and "−312" in panel.title.text()
    click(filled.ask_button)
    assert not drawn(iface)


def test_a_place_without_terrain_says_so(filled, desktop, iface, wait, click):
    filled.data.set_value("DTM", None)
    click(filled.ask_button)
    middle = iface.mapCanvas().viewport().rect().center()
    QTest.mouseClick(iface.mapCanvas().viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert "✕" in filled.asked.text()
    click(filled.mast_button)
    QTest.mouseClick(iface.mapCanvas().viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert "✕" in filled.trial_said.text()
    click(filled.mast_button)


# -- a mast on trial ---------------------------------------------------------------------------


def test_a_mast_is_dragged_and_the_last_place_wins(filled, desktop, iface, wait, click, picture, idle):
    click(filled.predict_button)
    finished(filled, wait)
    click(filled.holes_button)
    finished(filled, wait)
    click(filled.mast_button)
    shown, counted = [], []
    filled.trial.shown.connect(shown.append)
    filled.trial.counted.connect(counted.append)
    drag(iface, [MAST], idle)
    wait(lambda: counted)
    layer = filled.trial.layer
    assert strongest(layer).distance(MAST) < 100
    first, source = layer.id(), layer.source()
    assert counted[0].hole_m2 is not None and counted[0].people is not None and counted[0].new
    assert "km²" in filled.gained.text()
    picture(iface.mainWindow(), "6_mast")
    goal = QgsPointXY(-68200, -31200)
    steps = [QgsPointXY(MAST.x() + k * 65, MAST.y() - k * 37.5) for k in range(11)]
    before = len(shown)
    drag(iface, [*steps[:-1], goal], idle, rest=0.08)
    wait(lambda: len(counted) > 1 and not filled.trial._timer.isActive())
    idle(1.5)
    layer = filled.trial.layer
    assert layer.id() == first and layer.source() != source, "one layer, a new raster"
    assert strongest(layer).distance(goal) < 100
    assert not Path(source).exists() and len(shown) > before
    filled.trial_form.set_value("HEIGHT", 60)
    lower = layer.source()
    wait(lambda: filled.trial.layer.source() != lower)
    picture(iface.mainWindow(), "7_dragged")
    click(filled.mast_button)
    assert not drawn(iface) and filled.trial.place is None


def test_a_newer_place_cancels_the_older(filled, iface, wait, click, idle):
    filled.trial_form.set_values({"RESOLUTION": 2, "REACH": 3000})
    click(filled.mast_button)
    drag(iface, [MAST], idle)
    wait(lambda: filled.trial.run is not None and filled.trial.run.state == "running")
    older = filled.trial.run
    goal = QgsPointXY(-68200, -31200)
    drag(iface, [goal], idle)
    wait(lambda: older.state != "running")
    assert older.state == "cancelled"
    wait(lambda: filled.trial.layer is not None)
    assert strongest(filled.trial.layer).distance(goal) < 60
    filled.trial.stop()
    idle(0.5)
    click(filled.mast_button)


def test_the_layer_of_the_trial_may_be_removed(filled, iface, wait, click, idle):
    click(filled.mast_button)
    drag(iface, [MAST], idle)
    wait(lambda: filled.trial.layer is not None)
    QgsProject.instance().removeMapLayer(filled.trial.layer.id())
    drag(iface, [QgsPointXY(-68200, -31200)], idle)
    wait(lambda: filled.trial.layer is not None)
    click(filled.mast_button)


def test_a_mast_beyond_the_terrain_says_so(filled, iface, wait, click, idle):
    click(filled.mast_button)
    canvas = iface.mapCanvas()
    canvas.zoomByFactor(3)
    idle(0.5)
    drag(iface, [MAST], idle)
    wait(lambda: filled.trial.layer is not None)
    corner = QPoint(5, 5)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
    wait(lambda: "✕" in filled.trial_said.text())
    assert filled.trial.layer is None, "it would show another place"
    click(filled.mast_button)
    assert filled.trial_said.text() == ""


def test_the_layer_of_the_trial_is_saved_whole(filled, iface, wait, click, idle, tmp_path):
    project, file = QgsProject.instance(), str(tmp_path / "mast.qgz")
    click(filled.mast_button)
    drag(iface, [MAST], idle)
    wait(lambda: filled.trial.layer is not None)
    passing = Path(filled.trial.layer.source())
    assert project.write(file)
    idle(0.5)
    click(filled.mast_button)
    filled.trial.close_down()
    assert not passing.exists()
    project.clear()
    assert project.read(file)
    layer = filled.trial.layer
    assert layer is not None and layer.isValid() and strongest(layer).distance(MAST) < 100
    kept = layer.source()
    assert kept.startswith(str(tmp_path / "results"))
    click(filled.mast_button)
    drag(iface, [QgsPointXY(-68200, -31200)], idle)
    wait(lambda: filled.trial.layer.source() != kept)
    assert filled.trial.layer.id() == layer.id() and Path(kept).exists(), "the saved project still shows it"
    click(filled.mast_button)


def test_a_place_that_is_none_is_told(filled, iface, wait, idle):
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    idle(0.3)
    for place in (QgsPointXY(500, 95), QgsPointXY(0, -120)):
        filled.asked.clear()
        filled.trial_said.clear()
        filled._asked_place(place, False)
        filled._put_mast(place, False)
        assert "✕" in filled.asked.text() and "✕" in filled.trial_said.text()
        assert filled.trial.place is None and not drawn(iface)


def test_nothing_stays_on_the_map(filled, desktop, iface, wait, click, idle):
    def use_both():
        filled.setUserVisible(True)
        filled.mast_button.setChecked(True)
        drag(iface, [MAST], idle)
        filled.ask_button.setChecked(True)
        QTest.mouseClick(
            iface.mapCanvas().viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pixel(iface, MAST)
        )
        idle(0.2)
        assert len(drawn(iface)) >= 2

    use_both()
    filled.close()
    idle(0.5)
    assert not drawn(iface) and iface.mapCanvas().mapTool() not in (filled.ask_tool, filled.mast_tool)
    use_both()
    QgsProject.instance().clear()
    idle(0.5)
    assert not drawn(iface) and iface.mapCanvas().mapTool() not in (filled.ask_tool, filled.mast_tool)
    assert filled.trial.layer is None
    filled.mast_button.setChecked(True)
    drag(iface, [MAST], idle)
    wait(lambda: filled.trial.layer is not None)
    folder = Path(filled.trial.layer.source()).parent
    filled.trial.close_down()
    assert filled.trial.layer is None and not folder.exists() and not filled.trial.marks.shown
    filled._leave_map()


# -- what goes wrong ---------------------------------------------------------------------------


def test_the_check_tells_what_does_not_fit(dock, place, tmp_path, click, idle):
    click(dock.check_button)
    assert "✕" in dock.findings.text()
    click(dock.predict_button)
    assert not dock.running and "✕" in dock.predicted.text()
    dock.data.set_values({"SITES": str(place / "masts.gpkg"), "DTM": str(place / "optical_before.tif")})
    click(dock.check_button)
    assert "✕" in dock.findings.text()
    far = QgsVectorLayer("Point?crs=EPSG:6677&field=height_m:double", "far", "memory")
    dock.data.set_value("DTM", str(place / "dtm_before.tif"))
    click(dock.check_button)
    assert "✕" not in dock.findings.text() and "⚠" in dock.findings.text(), "no DSM; EIRP and threshold do not fit"
    assert dock.choose_form.value("EIRP") < 35, "as the masts that stand"
    name = far.id()
    QgsProject.instance().addMapLayer(far)
    dock.data.set_value("SITES", name)
    assert not dock.check()
    QgsProject.instance().removeMapLayer(name)
    idle(0.6)
    assert dock.data.value("SITES") != name
    dock.data.set_values({"SITES": str(place / "masts.gpkg"), "FREQUENCY_FIELD": "carrier"})
    assert not dock.check() and "✕" in dock.findings.text()


def test_sites_in_a_wrong_system_are_told(filled, idle, click):
    wrong = QgsVectorLayer("Point?crs=EPSG:4326&field=height_m:double", "wrongly placed", "memory")
    site = QgsFeature(wrong.fields())
    site.setGeometry(QgsGeometry.fromPointXY(MAST))
    wrong.dataProvider().addFeatures([site])
    QgsProject.instance().addMapLayer(wrong)
    filled.data.set_value("SITES", wrong.id())
    idle(0.6)
    said = filled.findings.text()
    assert "✕" in said and "wrongly placed" in said and "-68850, -30825" in said
    click(filled.predict_button)
    assert not filled.running and "✕" in filled.predicted.text()
    filled._asked_place(MAST, False)
    assert "wrongly placed" in filled.asked.text()


def test_a_run_is_cancelled_and_fails(filled, wait, click, tmp_path):
    filled.settings.set_value("RESOLUTION", 2)
    click(filled.predict_button)
    wait(lambda: filled.panel.run.fraction > 0)
    click(filled.panel.cancel_button)
    finished(filled, wait, "cancelled")
    filled.holes_form.set_value("SIGNAL_FOLDER", str(tmp_path))
    click(filled.holes_button)
    finished(filled, wait, "failed")
    assert str(tmp_path) in filled.panel.state.text()
    filled.choose_form.set_value("CANDIDATES", None)
    unfold(filled.choose_button)
    click(filled.choose_button)
    finished(filled, wait, "failed")
    unfold(filled.compare_button)
    click(filled.compare_button)
    assert not filled.running and "✕" in filled.compared.text()
    unfold(filled.import_button)
    filled.measured.set_value("FILE", str(tmp_path / "none.csv"))
    click(filled.import_button)
    finished(filled, wait, "failed")


def test_layers_and_project_may_go_while_it_runs(filled, wait, click):
    sites = filled.data.value("SITES")
    click(filled.predict_button)
    QgsProject.instance().removeAllMapLayers()
    finished(filled, wait)
    assert Path(filled.signal).exists()
    filled.data.set_value("SITES", str(Path(filled.data.value("DTM")).parent / "masts.gpkg"))
    click(filled.predict_button)
    QgsProject.instance().clear()
    run = finished(filled, wait)
    assert not run.layers and Path(run.results["SIGNAL"]).exists() and sites
