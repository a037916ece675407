"""Fixtures for tests inside the real QGIS: the plugin, a scene, waiting, clicking, pictures."""

import os
import sys
import time
from pathlib import Path

import processing
import pytest
import qgis.utils
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from soranome.plugin import settings

uncaught = sys.modules["__main__"].uncaught  # see inside_session.py


@pytest.fixture(autouse=True, scope="session")
def started():
    """The plugin starts step by step; on a busy machine it may not be over, and its algorithms not there yet."""
    qgis.utils.plugins["soranome"].finish()


@pytest.fixture(autouse=True)
def fresh(tmp_path):
    """An empty project, results in the test's own folder, a window as on a small laptop."""
    QgsProject.instance().clear()
    qgis.utils.iface.mainWindow().setGeometry(0, 0, 1366, 768)
    qgis.utils.iface.messageBar().clearWidgets()
    settings.RESULTS_FOLDER.set(str(tmp_path / "results"))
    yield
    settings.RESULTS_FOLDER.reset()
    QgsProject.instance().clear()
    raised = list(uncaught)
    uncaught.clear()
    assert not raised, "raised in a slot; the traceback is above"


@pytest.fixture
def iface():
    return qgis.utils.iface


@pytest.fixture
def desktop():
    return qgis.utils.plugins["soranome"].desktop


@pytest.fixture
def wait():
    """``wait(condition, seconds)``: let QGIS work until the condition holds; fails where it never does.

    The seconds are those of an idle machine with much to spare; a busy one gets four times as many.
    """

    def until(condition, seconds=60):
        end = time.monotonic() + 4 * seconds
        while not condition():
            assert time.monotonic() < end, f"still not after {4 * seconds} s"
            QApplication.processEvents()
            time.sleep(0.01)

    return until


@pytest.fixture
def idle():
    """``idle(seconds)``: let QGIS work for a while."""

    def work(seconds=0.3):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.01)

    return work


@pytest.fixture
def click():
    def on(widget):
        assert widget.isVisible() and widget.isEnabled(), widget.objectName() or widget
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    return on


@pytest.fixture
def picture(request, idle):
    """``picture(widget, name)``: a PNG of the widget for people to look at; its path."""
    folder = Path(os.environ["SORANOME_PICTURES"])

    def take(widget, name=None):
        folder.mkdir(parents=True, exist_ok=True)
        idle(0.2)
        path = folder / f"{name or request.node.name}.png"
        widget.grab().save(str(path))
        return path

    return take


@pytest.fixture(scope="session")
def scene(tmp_path_factory):
    """The made scene of 1 km, seed 4, as makesample leaves it."""
    folder = tmp_path_factory.mktemp("scene") / "scene"
    processing.run("soranome:makesample", {"SIZE": 1, "SEED": 4, "FOLDER": str(folder)})
    return folder
