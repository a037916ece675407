"""The dock 不適正盛土 on the made scene: every button, and what goes wrong."""

import sqlite3
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
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
    dock.report = dock.funnel = dock.check_report = ""
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


def choose(dock, scene):
    dock.folder.setFilePath("")
    dock.folder.setFilePath(str(scene))


def test_from_the_menu_to_the_list_in_four_clicks_without_typing(desktop, iface, wait, idle, monkeypatch, picture):
    monkeypatch.setitem(module._SAMPLE, "SIZE", 1)
    dock = desktop.docks["fill"]
    dock.setUserVisible(False)
    clicks = 0
    menu = desktop.menu
    menu.popup(iface.mainWindow().mapToGlobal(iface.mainWindow().rect().center()))
    clicks += 1  # on the menu
    idle()
    action = next(a for a in menu.actions() if a.text() == dock.title())
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    clicks += 1
    wait(dock.isVisible)
    idle()
    QTest.mouseClick(dock.sample_button, Qt.MouseButton.LeftButton)
    clicks += 1
    assert finish(dock, wait).state == "done", dock.panel.run.text()
    around = dock.widget().layout().itemAt(0).widget()
    around.ensureWidgetVisible(dock.run_button)
    QTest.mouseClick(dock.run_button, Qt.MouseButton.LeftButton)
    clicks += 1
    assert finish(dock, wait).state == "done", dock.panel.run.text()
    panel = desktop.panel(CandidatesPanel)
    wait(lambda: panel.isVisible() and panel.model.rowCount() > 5)
    assert clicks <= 6
    idle(2)
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
    assert dock.candidates is None and not dock.table_button.isEnabled()


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
    assert not [path for path in (tmp_path / "results").glob("*_detectfill/**/*") if path.is_file()]
    assert dock.run_button.isEnabled()


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
