"""Menu, toolbar and docks: opened, tabbed, remembered, taken away; what the panel of a run shows and keeps."""

import gc
from collections import Counter

import pytest
import qgis.utils
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer
from qgis.gui import QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QMenu, QToolBar

from soranome.plugin.ui.run_panel import duration

KEYS = ["fill", "pointcloud", "coverage", "fieldwork"]


def inputs(scene):
    return {"BEFORE": str(scene / "optical_before.tif"), "AFTER": str(scene / "optical_after.tif")}


def ours(window, kind):
    return [one for one in window.findChildren(kind) if one.objectName().startswith("SoraNoMe")]


def test_one_menu_and_one_toolbar_open_four_docks(desktop, iface, wait, idle, picture):
    window = iface.mainWindow()
    assert [dock.KEY for dock in desktop.docks.values()] == KEYS
    (toolbar,) = ours(window, QToolBar)
    titles = [action.text() for action in toolbar.actions()[:4]]
    assert titles == [action.text() for action in desktop.menu.actions()[:4]]
    for dock, action in zip(desktop.docks.values(), toolbar.actions()):
        dock.setUserVisible(False)
        action.trigger()
        wait(dock.isVisible)
        assert action.isChecked()
        idle(0.2)
        picture(window, f"dock_{dock.KEY}")
    first = desktop.docks["fill"]
    assert set(window.tabifiedDockWidgets(first)) == set(desktop.docks.values()) - {first}
    assert window.width() <= 1366 and window.height() <= 768, "fits a small laptop"


def test_help_opens_the_page_of_the_dock(desktop, wait, idle, click, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()) or True)
    for dock in desktop.docks.values():
        dock.setUserVisible(True)
        wait(dock.isVisible)
        inside = dock.steps[0].header
        inside.setFocus()
        idle(0.1)
        QTest.keyClick(inside, Qt.Key.Key_F1)
        assert opened == [f"{dock.PAGE}.html"]
        click(dock.help_button)
        assert opened == 2 * [f"{dock.PAGE}.html"]
        opened.clear()


def test_docks_are_where_they_were_left(desktop, iface, wait, idle):
    window = iface.mainWindow()
    for dock in desktop.docks.values():
        dock.hide()
    desktop.docks["coverage"].show()
    idle()
    state = window.saveState()
    desktop.docks["coverage"].hide()
    desktop.docks["fill"].show()
    assert window.restoreState(state)
    idle()
    assert [key for key, dock in desktop.docks.items() if dock.isVisible()] == ["coverage"]


def test_reloaded_ten_times_nothing_is_left_over(iface, idle):
    window = iface.mainWindow()

    def counts():
        idle(0.2)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        registry = QgsApplication.processingRegistry()
        return {
            "toolbars": len(ours(window, QToolBar)),
            "docks": len(ours(window, QDockWidget)),
            "menus": sum(menu.objectName() == "SoraNoMeMenu" for menu in window.findChildren(QMenu)),
            "providers": sum(provider.id() == "soranome" for provider in registry.providers()),
            **Counter(child.metaObject().className() for child in window.findChildren(QObject)),
            "entries": len(iface.pluginMenu().actions()),
            "alive": sum(not sip.isdeleted(one) for one in gc.get_objects() if type(one).__name__.endswith("Dock")),
            "signals": QgsProject.instance().receivers(QgsProject.instance().cleared),
        }  # fmt: skip

    def reload():
        assert qgis.utils.unloadPlugin("soranome")
        qgis.utils.loadPlugin("soranome")
        assert qgis.utils.startPlugin("soranome")
        for dock in qgis.utils.plugins["soranome"].desktop.docks.values():
            dock.setUserVisible(True)

    reload()
    first = counts()
    for _ in range(10):
        reload()
    last = counts()
    assert first["toolbars"] == first["menus"] == first["providers"] == 1 and first["docks"] == 4
    assert last == first


def test_the_panel_shows_times_and_the_log_can_be_copied(desktop, scene, wait, click, idle):
    dock = desktop.docks["fill"]
    dock.setUserVisible(True)
    wait(dock.isVisible)
    run = dock.run("detectfill", inputs(scene))
    assert dock.running and not dock.run_button.isEnabled()
    assert dock.run("detectfill", inputs(scene)) is None, "one at a time"
    wait(lambda: dock.panel.time.text() != "")
    wait(lambda: not dock.running)
    assert run.state == "done", run.text()
    assert dock.panel.bar.value() == 100 and dock.run_button.isEnabled() and not dock.panel.cancel_button.isEnabled()
    click(dock.panel.log_button)
    assert dock.panel.log.isVisible() and "IR-MAD" in dock.panel.log.toPlainText()
    click(dock.panel.copy_button)
    assert QApplication.clipboard().text() == run.text() != ""
    click(dock.panel.log_button)
    assert not dock.panel.log.isVisible()


def test_a_run_is_in_the_history_with_its_results(desktop, scene, wait):
    from soranome.plugin.ui.running import Run  # of the plugin as it was last loaded

    run = Run("detectfill", inputs(scene))
    run.start()
    wait(lambda: run.state != "running")
    entries = QgsGui.historyProviderRegistry().queryEntries()
    latest = max(entries, key=lambda entry: entry.timestamp.toMSecsSinceEpoch()).entry
    assert latest["algorithm_id"] == "soranome:detectfill"
    assert latest["parameters"]["inputs"]["BEFORE"] == inputs(scene)["BEFORE"]
    assert latest["results"]["CANDIDATES"] == run.results["CANDIDATES"]
    assert "soranome:detectfill" in latest["process_command"] and "IR-MAD" in latest["log"]


def test_what_is_left_of_a_run_is_estimated(desktop):
    from soranome.plugin.ui.running import Run  # of the plugin as it was last loaded

    run = Run("detectfill", {})
    assert run.remaining_s is None
    run.started -= 30
    run.fraction = 0.25
    assert abs(run.remaining_s - 90) < 1


def test_times_are_said_in_words(desktop):
    japanese = QgsApplication.instance().translation().startswith("ja")
    said = [duration(seconds) for seconds in (0.4, 59.4, 61, 3725)]
    assert said == (["0秒", "59秒", "1分1秒", "1時間2分"] if japanese else ["0 s", "59 s", "1 min 1 s", "1 h 2 min"])


def test_after_a_reload_the_docks_are_of_the_new_code(desktop):
    import sys

    for key, dock in desktop.docks.items():
        assert sys.modules[type(dock).__module__].__dict__[type(dock).__name__] is type(dock), key
    before = {key: type(dock) for key, dock in desktop.docks.items()}
    assert qgis.utils.unloadPlugin("soranome")
    qgis.utils.loadPlugin("soranome")
    assert qgis.utils.startPlugin("soranome")
    after = {key: type(dock) for key, dock in qgis.utils.plugins["soranome"].desktop.docks.items()}
    assert all(after[key] is not before[key] for key in KEYS)


def test_unloaded_while_sheets_are_drawn_in_the_main_thread(scene, wait, tmp_path):
    from soranome.plugin.ui.running import Run

    found = Run("detectfill", inputs(scene), load=False)
    found.start()
    wait(lambda: found.state != "running")
    run = Run(
        "fieldsheets", {"CANDIDATES": found.results["CANDIDATES"], "PDF": str(tmp_path / "sheets.pdf")}, load=False
    )

    def reload():
        assert run.state == "running"
        assert qgis.utils.unloadPlugin("soranome")

    QTimer.singleShot(300, reload)
    run.start()  # comes back when it has ended
    assert run.state in ("cancelled", "done")
    qgis.utils.loadPlugin("soranome")
    assert qgis.utils.startPlugin("soranome")


@pytest.mark.parametrize("folder", ["/" + 120 * "長", "/結果|令和6年"])
def test_results_that_cannot_be_kept_are_told_before_a_run(scene, folder):
    from soranome.plugin import settings
    from soranome.plugin.ui.running import Run

    settings.RESULTS_FOLDER.set(folder)
    run = Run("detectfill", inputs(scene))
    run.start()
    assert run.state == "failed" and ("長" in run.error or "結果" in run.error)


def test_what_the_user_told_qgis_of_a_layer_holds_in_a_run(scene, wait, tmp_path):
    """Coordinate systems that files do not have, and that were set in QGIS."""
    from osgeo import gdal

    from soranome.plugin.ui.running import Run

    layers = {}
    for name in ("before", "after"):
        path = tmp_path / f"optical_{name}.tif"
        gdal.Translate(str(path), str(scene / f"optical_{name}.tif"))
        with_crs = gdal.Open(str(path), gdal.GA_Update)
        with_crs.SetProjection("")
        del with_crs
        layer = QgsRasterLayer(str(path), name)
        assert not layer.crs().isValid()
        layer.setCrs(QgsCoordinateReferenceSystem("EPSG:6677"))
        QgsProject.instance().addMapLayer(layer)
        layers[name.upper()] = layer.id()
    run = Run("detectfill", layers)
    run.start()
    wait(lambda: run.state != "running")
    assert run.state == "done", run.text()


def test_unloading_stops_what_runs(desktop, scene, wait):
    from soranome.plugin.ui.running import Run  # of the plugin as it was last loaded

    run = Run("detectfill", inputs(scene))
    run.start()
    assert run.state == "running"
    assert qgis.utils.unloadPlugin("soranome")
    assert run.state in ("cancelled", "done")
    qgis.utils.loadPlugin("soranome")
    assert qgis.utils.startPlugin("soranome")
