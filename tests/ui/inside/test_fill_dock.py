"""The dock 不適正盛土 on the made scene: every button, and what goes wrong."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest

from soranome.plugin import settings
from soranome.plugin.ui.candidates.panel import CandidatesPanel
from soranome.plugin.ui.fill import dock as module


@pytest.fixture
def dock(desktop, wait):
    dock = desktop.docks["fill"]
    dock.setUserVisible(True)
    wait(dock.isVisible)
    for form in dock.forms:
        form.reset()
    dock.register_form.reset()
    for step in dock.steps:
        step.open()
    dock._candidates_id = dock.made = dock.report = dock.funnel = dock.check_report = ""
    dock.municipality.setCurrentIndex(0)
    dock._show_made()
    yield dock
    settings.REGISTER.reset()
    if dock.running:
        dock.panel.cancel()
        wait(lambda: not dock.running)


@pytest.fixture
def press(dock, idle):
    """Scroll a button into sight and click it."""

    def on(button):
        around = dock.widget().layout().itemAt(0).widget()
        around.ensureWidgetVisible(button)
        idle(0.1)
        assert button.isEnabled(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return on


@pytest.fixture
def opened(monkeypatch):
    """Files a button opened, instead of a browser on the screen."""
    paths = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: paths.append(Path(url.toLocalFile())) or True)
    return paths


def finish(dock, wait, seconds=90):
    wait(lambda: not dock.running, seconds)
    return dock.panel.run


def count_of(panel):
    return panel.model.rowCount()


def choose(dock, scene):
    dock.folder.setFilePath("")
    dock.folder.setFilePath(str(scene))


def test_from_the_menu_to_the_list_in_six_clicks_without_typing(desktop, iface, wait, idle, monkeypatch, picture):
    """Clicks alone, no scrolling: what comes next has to be in sight."""
    monkeypatch.setitem(module._SAMPLE, "SIZE", 1)
    dock = desktop.docks["fill"]
    dock.setUserVisible(False)
    clicks = []

    def on(widget, place=None):
        idle()
        assert widget.isVisible() and widget.isEnabled() and (place or not widget.visibleRegion().isEmpty())
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or QPoint())
        clicks.append(widget)

    def entry(menu, action):
        on(menu, menu.actionGeometry(action).center())

    entry(iface.mainWindow().menuBar(), iface.pluginMenu().menuAction())
    entry(iface.pluginMenu(), desktop.menu.menuAction())
    entry(desktop.menu, next(action for action in desktop.menu.actions() if action.text() == dock.title()))
    wait(dock.isVisible)
    on(dock.sample_button)
    assert finish(dock, wait).state == "done", dock.panel.run.text()
    on(dock.run_button)
    assert finish(dock, wait).state == "done", dock.panel.run.text()
    panel = desktop.panel(CandidatesPanel)
    wait(lambda: panel.isVisible() and panel.model.rowCount() > 5)
    assert len(clicks) == 5
    idle(2)
    assert not dock.found.visibleRegion().isEmpty()
    canvas, layer = iface.mapCanvas(), dock.candidates
    assert canvas.extent().contains(layer.extent()), "all of it, beside the table"
    window = iface.mainWindow()
    assert window.width() <= 1366 and window.height() <= 768, "fits a small laptop"
    picture(iface.mainWindow())


def test_a_folder_fills_in_everything(dock, scene, idle, picture):
    choose(dock, scene)
    given = dock.values()
    assert {
        "BEFORE",
        "AFTER",
        "BEFORE_MASK",
        "AFTER_MASK",
        "STACK_FOLDER",
        "DEM_BEFORE",
        "DEM_AFTER",
        "PERMITS",
    } <= set(given)
    assert given["BEFORE_DATE"].toString("yyyy-MM-dd") == "2024-05-18"
    assert len(QgsProject.instance().mapLayers()) == 2
    assert "SAR" in dock.plan.text()
    choose(dock, scene)
    assert len(QgsProject.instance().mapLayers()) == 2, "not twice"
    picture(dock)


def test_what_one_folder_filled_in_does_not_stay_for_the_next(dock, scene, tmp_path):
    choose(dock, scene)
    chosen = str(scene / "hazard.gpkg")
    dock.maps.set_value("HAZARD", chosen)
    dock.maps.set_value("ZONES", str(scene / "zones_of_the_office.gpkg"))
    for name in ("optical_before.tif", "optical_after.tif", "permits.gpkg"):
        shutil.copy(scene / name, tmp_path)
    choose(dock, tmp_path)
    given = dock.values()
    assert given["PERMITS"] == str(tmp_path / "permits.gpkg")
    assert given["ZONES"].endswith("zones_of_the_office.gpkg"), "chosen by hand"
    assert not given.keys() & {"STACK_FOLDER", "DEM_BEFORE", "BEFORE_MASK", "ROADS", "MUNICIPALITIES", "BEFORE_DATE"}
    said = dock.recognised.text()
    assert dock._label("PERMITS") in said.splitlines()[0] and dock._label("ROADS") in said.splitlines()[-1]


def test_radar_among_other_files_is_taken_file_by_file(dock, scene, tmp_path):
    for path in sorted((scene / "sar").glob("*_VV.tif"))[:3]:
        shutil.copy(path, tmp_path)
    shutil.copy(scene / "dtm_after.tif", tmp_path)
    choose(dock, tmp_path)
    given = dock.values()
    assert [Path(path).name[:11] for path in given["STACK"]] == ["S1_20240331", "S1_20240424", "S1_20240518"]
    assert "SAR" in dock.plan.text() and dock.recognised.text().count("⚠") == 1


def test_nobody_is_asked_twice(dock):
    """A parameter in two places: what is typed into one would not count."""
    names = [one.objectName() for one in dock.findChildren(QgsFileWidget) if one.objectName()]
    assert len(names) == len(set(names))
    shown = [name for form in dock.forms for name in form.names()]
    assert len(shown) == len(set(shown))
    register = dock.register_form.widgets["REGISTER"]
    assert register.isVisible()
    QTest.keyClicks(register.lineEdit(), "/nowhere/register.gpkg")
    assert dock.register_form.values()["REGISTER"] == "/nowhere/register.gpkg"


def test_a_folder_with_nothing_known_says_so(dock, tmp_path):
    choose(dock, tmp_path)
    assert dock.recognised.text().startswith("⚠")


def test_what_is_missing_is_said_and_nothing_runs(dock, press, scene):
    press(dock.run_button)
    assert dock.plan.text().startswith("⚠") and not dock.running
    dock.images.set_value("BEFORE", str(scene / "optical_before.tif"))
    press(dock.run_button)
    assert dock.plan.text().startswith("⚠") and not dock.running
    press(dock.check_button)
    assert dock.checked.text().startswith("⚠") and not dock.running
    press(dock.register_button)
    assert dock.entered.text().startswith("⚠") and not dock.running
    press(dock.list_button)
    assert not dock.running
    for button in (
        dock.table_button,
        dock.report_button,
        dock.funnel_button,
        dock.check_report_button,
        dock.map_button,
    ):
        assert not button.isEnabled()


def test_check_run_look_export(dock, desktop, iface, press, opened, scene, wait, idle, tmp_path, picture):
    choose(dock, scene)
    press(dock.check_button)
    run = finish(dock, wait)
    assert run.state == "done", run.text()
    assert "%" in dock.checked.text()
    press(dock.check_report_button)
    assert opened[-1].suffix == ".html" and opened[-1].exists()
    press(dock.run_button)
    run = finish(dock, wait)
    assert run.state == "done", run.text()
    assert dock.candidates.featureCount() > 5 and "A" in dock.found.text()
    panel = desktop.panel(CandidatesPanel)
    assert panel.isVisible() and panel.layer.id() == dock.candidates.id()
    for button in (dock.report_button, dock.funnel_button):
        press(button)
        assert opened[-1].suffix == ".html" and opened[-1].exists()
    panel.setUserVisible(False)
    press(dock.table_button)
    wait(panel.isVisible)
    register = tmp_path / "register.gpkg"
    press(dock.register_button)
    assert dock.entered.text().startswith("⚠"), "which register is not said yet"
    dock.register_form.set_value("REGISTER", str(register))
    press(dock.register_button)
    run = finish(dock, wait)
    assert run.state == "done", run.text()
    with sqlite3.connect(register) as database:
        (count,) = database.execute("SELECT count(*) FROM sites").fetchone()
    assert count == run.results["NEW"] == run.results["TOTAL"] > 0.8 * dock.candidates.featureCount()
    assert settings.REGISTER.value() == str(register)
    assert panel.layer.name() and "layername=sites" in panel.layer.source()
    press(dock.list_button)
    run = finish(dock, wait)
    assert run.state == "done", run.text()
    assert Path(dock.files.path).suffix == ".xlsx" and Path(dock.files.path).exists()
    press(dock.files.open_button)
    assert opened[-1] == Path(dock.files.path)
    press(dock.field_button)
    wait(desktop.docks["fieldwork"].isVisible)
    dock.setUserVisible(True)
    idle(1)
    picture(iface.mainWindow())
    QgsProject.instance().removeMapLayer(dock.candidates.id())
    assert dock.candidates is None and not dock.map_button.isEnabled()
    press(dock.table_button)
    assert panel.layer.id() == dock.candidates.id() and dock.candidates.featureCount() == count_of(panel)
    QgsProject.instance().removeMapLayer(dock.candidates.id())
    dock.made = ""  # as on another day, with the register alone in the project
    dock._show_made()
    press(dock.table_button)
    assert "layername=sites" in panel.layer.source()


def test_cancel_stops_and_leaves_nothing_half(dock, press, scene, wait, tmp_path):
    choose(dock, scene)
    press(dock.run_button)
    wait(lambda: dock.panel.run.fraction > 0.05)
    press(dock.panel.cancel_button)
    asked = dock.panel.run.seconds
    run = finish(dock, wait)
    assert run.state == "cancelled"
    assert run.seconds - asked < 2
    assert "中止" in dock.panel.state.text() or "cancelled" in dock.panel.state.text()
    left = [path for path in (tmp_path / "results").glob("*_detectfill/*")]
    assert all(path.name.startswith(".soranome-unfinished-") for path in left), "finished tiles alone, to go on with"
    assert dock.run_button.isEnabled()


def test_the_same_run_again_gets_the_folder_of_the_one_that_was_stopped(dock, press, scene, wait, tmp_path):
    choose(dock, scene)
    press(dock.run_button)
    wait(lambda: dock.panel.run.fraction > 0.05)
    press(dock.panel.cancel_button)
    stopped = finish(dock, wait)
    assert stopped.state == "cancelled"
    stopped.record.folder.mkdir(parents=True, exist_ok=True)  # a larger scene would have finished tiles there by now
    press(dock.run_button)
    again = finish(dock, wait)
    assert again.state == "done" and again.record.folder == stopped.record.folder
    assert not [path for path in again.record.folder.iterdir() if path.name.startswith(".")]
    press(dock.run_button)
    assert finish(dock, wait).record.folder != stopped.record.folder, "what is complete is never run over"


def test_a_file_that_is_no_image_is_named(dock, press, scene, wait, tmp_path):
    choose(dock, scene)
    wrong = tmp_path / "wrong.tif"
    wrong.write_text("not an image")
    dock.images.set_value("AFTER", str(wrong))
    press(dock.run_button)
    run = finish(dock, wait)
    assert run.state == "failed" and "wrong.tif" in run.error and "wrong.tif" in dock.panel.state.text()


def test_layers_removed_while_it_runs_do_not_matter(dock, press, scene, wait):
    choose(dock, scene)
    press(dock.run_button)
    QgsProject.instance().removeAllMapLayers()
    run = finish(dock, wait)
    assert run.state == "done", run.text()
    assert dock.candidates is not None


def test_a_project_closed_while_it_runs_gets_no_layers_but_files_are_there(dock, press, scene, wait):
    choose(dock, scene)
    press(dock.run_button)
    QgsProject.instance().clear()
    run = finish(dock, wait)
    assert run.state == "done", run.text()
    assert not run.layers and not QgsProject.instance().mapLayers()
    assert any(kind == "warning" for kind, _ in run.log)
    made = run.results["CANDIDATES"]
    assert QgsVectorLayer(made, "candidates", "ogr").featureCount() > 5
    assert run.notice in dock.panel.state.text() and made in dock.found.text()
    assert "⚠" in dock.panel.log_button.text()
    press(dock.table_button)
    assert dock.candidates.featureCount() > 5 and len(QgsProject.instance().mapLayers()) == 1


def detected(dock, wait, scene):
    dock.images.set_values({name: str(scene / f"optical_{name.lower()}.tif") for name in ("BEFORE", "AFTER")})
    dock.detect()
    assert finish(dock, wait).state == "done", dock.panel.run.text()
    return dock.candidates.id()


def test_an_older_result_that_goes_leaves_the_newer(dock, scene, wait):
    first = detected(dock, wait, scene)
    second = detected(dock, wait, scene)
    QgsProject.instance().removeMapLayer(first)
    assert dock.candidates.id() == second and dock.map_button.isEnabled()
    QgsProject.instance().removeMapLayer(second)
    assert dock.candidates is None and not dock.map_button.isEnabled()


def test_a_saved_project_goes_on_the_next_day(dock, desktop, press, scene, wait, tmp_path):
    project, file = QgsProject.instance(), str(tmp_path / "day.qgz")
    detected(dock, wait, scene)
    newest = detected(dock, wait, scene)
    report = dock.report
    assert report and project.write(file)
    project.clear()
    dock.made = dock.report = dock.funnel = ""  # as after a new start
    dock._show_made()
    assert not dock.table_button.isEnabled()
    assert project.read(file)
    count = len(project.mapLayers())
    assert dock.candidates.id() == newest and dock.report == report and dock.report_button.isEnabled()
    press(dock.table_button)
    panel = desktop.panel(CandidatesPanel)
    assert panel.layer.id() == newest and len(project.mapLayers()) == count, "no second copy"
    dock._candidates_id = ""
    dock._take_up()  # as where the dock is first shown after that
    assert dock.candidates.id() == newest


def test_layers_taken_out_of_the_tree_do_not_matter(dock, scene, wait, monkeypatch):
    real = dock._detected

    def without_group(run):
        root = QgsProject.instance().layerTreeRoot()
        for group in root.findGroups():
            root.removeChildNode(group)
        real(run)

    monkeypatch.setattr(dock, "_detected", without_group)
    dock.images.set_values({name: str(scene / f"optical_{name.lower()}.tif") for name in ("BEFORE", "AFTER")})
    dock.detect()
    assert finish(dock, wait).state == "done"
    assert Path(dock.made).is_file() and dock.table_button.isEnabled()


def test_one_municipality_on_the_map_and_in_the_list(dock, desktop, iface, press, scene, wait, idle, picture):
    choose(dock, scene)
    press(dock.run_button)
    assert finish(dock, wait).state == "done"
    idle(0.5)
    box, panel = dock.municipality, desktop.panel(CandidatesPanel)
    everything = panel.model.rowCount()
    press(box)
    wait(box.view().isVisible)
    names = [box.itemData(row) for row in range(1, box.count())]
    assert names and names == sorted(names)
    areas = QgsVectorLayer(str(scene / "municipalities.gpkg"), "", "ogr")
    for name in names:
        box.setCurrentIndex(box.findData(name))
        idle(0.2)
        inside = sum(feature["municipality"] == name for feature in dock.candidates.getFeatures())
        assert panel.model.rowCount() == (inside or everything)
        assert bool(inside) != (name in dock.look_note.text())
        around = [one.geometry().boundingBox() for one in areas.getFeatures() if name in one.attributes()]
        assert around and all(iface.mapCanvas().extent().contains(one) for one in around)
    box.hidePopup()
    picture(dock)
    box.setCurrentIndex(0)
    assert panel.model.rowCount() == everything
    assert iface.mapCanvas().extent().contains(dock.candidates.extent())
    dock.maps.set_value("MUNICIPALITIES", None)
    box.offer()
    assert box.count() == 1


def test_a_pair_that_does_not_fit_is_told_why(dock, press, scene, wait, tmp_path):
    choose(dock, scene)
    moved = tmp_path / "moved.tif"
    gdal.Translate(str(moved), str(scene / "optical_after.tif"))
    image = gdal.Open(str(moved), gdal.GA_Update)
    left, width, *rest = image.GetGeoTransform()
    image.SetGeoTransform((left + 2 * width, width, *rest))
    image = None
    dock.images.set_value("AFTER", str(moved))
    dock.settings.set_value("COREGISTER", True)
    press(dock.check_button)
    run = finish(dock, wait)
    assert run.state == "done" and not run.results["PASSED"]
    words = dock.checked.text()
    problems = [text for kind, text in run.log if kind == "warning"]
    assert words.startswith("⚠") and problems and all(problem in words for problem in problems)
    assert len(words.splitlines()) == 1 + len(problems) + 1, "and that the search takes it out"
    press(dock.run_button)
    assert finish(dock, wait).state == "done", "and it does"
