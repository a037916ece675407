"""Run inside QGIS by screenshots.py: uses each dock as a newcomer would, and takes its picture."""

import os
import sys
import time
import traceback
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface, plugins

from soranome.plugin import settings

FOLDER = Path(os.environ["SORANOME_PICTURES"])
RUN_S = 300


def idle(seconds=0.4):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def wait(condition, seconds=RUN_S):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"still not after {seconds} s")
        idle(0.05)


def click(widget):
    if not (widget.isVisible() and widget.isEnabled()):
        raise RuntimeError(f"{widget.text()} cannot be clicked")
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def dock_of(key):
    """The dock of a task, shown in a tidy window."""
    desktop = plugins["soranome"].desktop
    for other in iface.mainWindow().findChildren(QDockWidget):
        if other.objectName() != "Layers":
            other.hide()
    desktop.docks[key].setUserVisible(True)
    idle()
    return desktop.docks[key]


def run(dock, button):
    """Click and wait until the dock, and what it runs after that, has ended."""
    click(button)
    wait(lambda: not dock.running)
    idle(1)
    wait(lambda: not dock.running)
    if dock.panel.run.state != "done":
        raise RuntimeError(dock.panel.run.text()[-500:])


def only(dock, number):
    """Unfold one step."""
    for step in dock.steps:
        step.header.setChecked(step is dock.steps[number - 1])
    idle()


def take(name):
    """The screen as it is, without messages and the pointer's marks."""
    iface.messageBar().clearWidgets()
    canvas = iface.mapCanvas()
    canvas.refresh()
    wait(lambda: not canvas.isDrawing(), 60)
    idle(1)
    wait(lambda: not canvas.isDrawing(), 60)
    FOLDER.mkdir(parents=True, exist_ok=True)
    QApplication.primaryScreen().grabWindow(0).save(str(FOLDER / f"{name}.png"))


# -- the pictures ------------------------------------------------------------------------------


def first_steps():
    """The menu of the plugin, opened."""
    desktop = plugins["soranome"].desktop
    bar = iface.mainWindow().menuBar()
    menu = iface.pluginMenu()
    menu.popup(bar.mapToGlobal(bar.actionGeometry(menu.menuAction()).bottomLeft()))
    idle()
    place = menu.actionGeometry(desktop.menu.menuAction()).topRight()
    desktop.menu.popup(menu.mapToGlobal(place) + QPoint(0, 0))
    idle()
    take("menu")
    desktop.menu.close()
    menu.close()


def coverage():
    """The made scene predicted and its holes found; then a place asked."""
    dock = dock_of("coverage")
    take("coverage_data")
    run(dock, dock.sample_button)
    run(dock, dock.predict_button)
    only(dock, 3)
    run(dock, dock.holes_button)
    iface.zoomFull()
    take("coverage")
    only(dock, 4)
    click(dock.ask_button)
    canvas = iface.mapCanvas()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.viewport().rect().center())
    wait(lambda: not dock.running, 60)
    idle(4)
    take("coverage_link")
    dock.ask_button.click()


def fieldwork():
    """A register made to practise with, planned."""
    dock = dock_of("fieldwork")
    run(dock, dock.register_step.sample_button)
    only(dock, 2)
    take("fieldwork_choice")
    only(dock, 3)
    run(dock, dock.plan_step.plan_button)
    iface.zoomFull()
    take("fieldwork")
    only(dock, 4)
    take("fieldwork_papers")
    only(dock, 5)
    take("fieldwork_results")


def fill():
    """The made scene, from the pair of images to the candidates; then one of them before and after."""
    dock = dock_of("fill")
    take("fill_data")
    run(dock, dock.sample_button)
    only(dock, 2)
    run(dock, dock.check_button)
    only(dock, 3)
    run(dock, dock.run_button)
    take("fill")
    only(dock, 4)
    take("fill_look")
    if not panel_of(dock).isVisible():
        click(dock.table_button)
    dock.setUserVisible(False)
    panel = panel_of(dock)
    for _ in range(3):
        click(panel.next_button)
        idle(1)
    idle(3)
    take("candidates")
    panel.tabs.setCurrentIndex(1)
    click(panel.swipe_button)
    take("candidates_swipe")
    panel.swipe_button.setChecked(False)


def panel_of(dock):
    from soranome.plugin.ui.candidates.panel import CandidatesPanel

    return dock.desktop.panel(CandidatesPanel)


def pointclouds():
    """Made tiles, of which some are faulty, looked through; then everything up to terrain maps."""
    dock = dock_of("pointcloud")
    run(dock, dock.sample_button)
    only(dock, 1)
    take("pointclouds_check")
    only(dock, 3)
    run(dock, dock.all_button)
    take("pointclouds")
    only(dock, 4)
    take("pointclouds_look")


PICTURES = (first_steps, fill, pointclouds, coverage, fieldwork)


def main():
    problems = []
    window = iface.mainWindow()
    window.showNormal()
    window.setGeometry(QApplication.primaryScreen().geometry())
    settings.RESULTS_FOLDER.set(os.environ["SORANOME_RESULTS"])
    sys.excepthook = lambda kind, value, trace: problems.append("".join(traceback.format_exception(kind, value, trace)))
    chosen = os.environ["SORANOME_CHOSEN"].split()
    for draw in PICTURES:
        if chosen and draw.__name__ not in chosen:
            continue
        try:
            QgsProject.instance().clear()
            idle()
            draw()
        except Exception:
            problems.append(f"{draw.__name__}: {traceback.format_exc()}")
    Path(os.environ["SORANOME_SAID"]).write_text("".join(problems), encoding="utf-8")
    os._exit(0)  # QGIS would ask whether to save


QTimer.singleShot(3000, main)
