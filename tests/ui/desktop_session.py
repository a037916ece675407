"""Run inside the real QGIS by test_desktop.py (as text, so there is no ``__file__``); tells what it saw as JSON."""

import json
import os
import time
import traceback

import processing
import qgis.utils
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QPushButton

FOLDER = os.environ["SORANOME_SESSION"]
seen = {}


def wait(done, seconds=360):
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    return done()


def picture(widget, name):
    QApplication.processEvents()
    widget.grab().save(os.path.join(FOLDER, f"{name}.png"))


def session():
    registry = QgsApplication.processingRegistry()
    qgis.utils.plugins["soranome"].finish()  # on a busy machine its start may not be over
    seen["loaded"] = "soranome" in qgis.utils.plugins and registry.providerById("soranome") is not None
    scene = os.path.join(FOLDER, "scene")
    processing.run("soranome:makesample", {"SIZE": 1, "SEED": 4, "FOLDER": scene})
    inputs = {
        "BEFORE": f"{scene}/optical_before.tif",
        "AFTER": f"{scene}/optical_after.tif",
        "BEFORE_MASK": f"{scene}/mask_before.tif",
        "AFTER_MASK": f"{scene}/mask_after.tif",
        "COREGISTER": True,
    }
    dialog = processing.createAlgorithmDialog("soranome:detectfill", inputs)
    dialog.show()
    wait(lambda: False, 1)
    boxes = dialog.findChildren(QComboBox)
    seen["choices"] = [box.itemText(index) for box in boxes for index in range(box.count())]
    seen["title"] = dialog.windowTitle()
    picture(dialog, "dialog")
    run = next(button for button in dialog.findChildren(QPushButton) if button is dialog.runButton())
    run.click()
    seen["finished"] = wait(lambda: dialog.wasExecuted() and run.isEnabled())
    wait(lambda: len(QgsProject.instance().mapLayers()) >= 2, 10)
    picture(dialog, "log")
    seen["results"] = {key: str(value) for key, value in dialog.results().items()}
    seen["layers"] = [layer.renderer().type() for layer in QgsProject.instance().layerTreeRoot().layerOrder()]
    dialog.close()
    window = qgis.utils.iface.mainWindow()
    window.resize(1366, 768)
    qgis.utils.iface.zoomFull()
    wait(lambda: False, 2)
    picture(window, "window")
    tree = [rule.label() for layer in QgsProject.instance().mapLayers().values() if layer.renderer().type() == "RuleRenderer"
            for rule in layer.renderer().rootRule().children()]  # fmt: skip
    seen["legend"] = tree
    QgsProject.instance().clear()
    coverage(scene)
    QgsProject.instance().clear()
    field_checks(scene, seen["results"]["CANDIDATES"])
    QgsProject.instance().clear()
    for _ in range(3):
        qgis.utils.unloadPlugin("soranome")
        seen["gone"] = registry.providerById("soranome") is None
        qgis.utils.loadPlugin("soranome")
        qgis.utils.startPlugin("soranome")
    seen["back"] = registry.providerById("soranome") is not None
    seen["once"] = sum(provider.id() == "soranome" for provider in registry.providers())


def coverage(scene):
    """Predict in the dialog, look for holes in the result; the layers as QGIS shows them."""
    inputs = {
        "SITES": f"{scene}/masts.gpkg",
        "DTM": f"{scene}/dtm_before.tif",
        "DSM": f"{scene}/dsm.tif",
        "RESOLUTION": 10,
        "THRESHOLD": -105,
    }
    dialog = processing.createAlgorithmDialog("soranome:predictcoverage", inputs)
    dialog.show()
    wait(lambda: False, 1)
    picture(dialog, "coverage_dialog")
    seen["coverage_title"] = dialog.windowTitle()
    run = next(button for button in dialog.findChildren(QPushButton) if button is dialog.runButton())
    run.click()
    seen["coverage_finished"] = wait(lambda: dialog.wasExecuted() and run.isEnabled())
    wait(lambda: len(QgsProject.instance().mapLayers()) >= 4, 10)
    picture(dialog, "coverage_log")
    holes = {
        "SIGNAL": [dialog.results()["SIGNAL"]],
        "THRESHOLD": -105,
        "POPULATION": f"{scene}/population.gpkg",
        "ROADS": f"{scene}/roads.gpkg",
        "PLACES": [f"{scene}/places.gpkg"],
        "AREAS": f"{scene}/municipalities.gpkg",
        "HOLES": "TEMPORARY_OUTPUT",
    }
    dialog.close()
    processing.runAndLoadResults("soranome:coverageholes", holes)
    root = QgsProject.instance().layerTreeRoot()
    seen["coverage_groups"] = [group.name() for group in root.findGroups()]
    seen["coverage_layers"] = [layer.name() for layer in root.layerOrder()]
    seen["coverage_shown"] = sum(layer.isVisible() for layer in root.findLayers())
    seen["coverage_legend"] = [
        node.data(0) for layer in root.findLayers() for node in _legend(layer) if node.data(0)
    ]  # fmt: skip
    qgis.utils.iface.zoomFull()
    wait(lambda: False, 2)
    picture(qgis.utils.iface.mainWindow(), "coverage_window")


def field_checks(scene, candidates):
    register = os.path.join(FOLDER, "register.gpkg")
    observed = {"CANDIDATES": candidates, "REGISTER": register, "OBSERVED_ON": "2024-10-25"}
    processing.run("soranome:updateregister", observed)
    inputs = {
        "REGISTER": register,
        "LIMIT": 3,
        "BEFORE": f"{scene}/optical_before.tif",
        "AFTER": f"{scene}/optical_after.tif",
        "DEM": f"{scene}/dtm_after.tif",
        "PDF": os.path.join(FOLDER, "sheets.pdf"),
    }
    dialog = processing.createAlgorithmDialog("soranome:fieldsheets", inputs)
    dialog.show()
    wait(lambda: False, 1)
    box = next(box for box in dialog.findChildren(QgsCheckableComboBox) if box.findData("unvisited") >= 0)
    seen["statuses"] = [box.itemText(row) for row in range(box.count())]
    box.setItemCheckState(box.findData("unvisited"), Qt.CheckState.Checked)
    seen["chosen"] = dialog.createProcessingParameters()["STATUSES"]
    picture(dialog, "sheets_dialog")
    run = next(button for button in dialog.findChildren(QPushButton) if button is dialog.runButton())
    run.click()
    seen["sheets_finished"] = wait(lambda: dialog.wasExecuted() and run.isEnabled()) and os.path.isfile(inputs["PDF"])
    dialog.close()
    plan = {"REGISTER": register, "LIMIT": 10, "START": "-67500,-31500 [EPSG:6677]", "ORDER": "TEMPORARY_OUTPUT"}
    plan |= {"DEM": f"{scene}/dtm_after.tif", "ROADS": f"{scene}/roads.gpkg", "ROUTES": "TEMPORARY_OUTPUT"}
    processing.runAndLoadResults("soranome:visitorder", plan)
    root = QgsProject.instance().layerTreeRoot()
    seen["plan_groups"] = [group.name() for group in root.findGroups()]
    seen["plan_layers"] = [layer.name() for layer in root.layerOrder()]
    qgis.utils.iface.zoomFull()
    wait(lambda: False, 2)
    picture(qgis.utils.iface.mainWindow(), "plan_window")
    carried = {
        "REGISTER": register,
        "LIMIT": 10,
        "BACKGROUND": [inputs["AFTER"]],
        "FOLDER": os.path.join(FOLDER, "package"),
    }
    package = processing.run("soranome:fieldpackage", carried)
    seen["package_read"] = QgsProject.instance().read(package["PROJECT"])
    seen["package_valid"] = [layer.isValid() for layer in QgsProject.instance().mapLayers().values()]
    wait(lambda: False, 2)
    picture(qgis.utils.iface.mainWindow(), "package_window")


def _legend(layer):
    return qgis.utils.iface.layerTreeView().layerTreeModel().layerLegendNodes(layer)


def main():
    try:
        session()
    except Exception:
        seen["error"] = traceback.format_exc()
    with open(os.path.join(FOLDER, "seen.json"), "w", encoding="utf-8") as file:
        json.dump(seen, file, ensure_ascii=False)
    os._exit(0)  # QGIS would ask whether to save


QTimer.singleShot(3000, main)
