"""Run by test_bare.py in a real QGIS that has none of the libraries: what still works, and what is said."""

import sys

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QPushButton

from soranome.plugin import dependencies


def test_the_start_says_what_is_missing_and_every_dock_opens(desktop, iface, wait, idle, click, picture):
    assert dependencies.missing() and not {"rasterio", "numba", "skimage"} & set(sys.modules)
    assert QgsApplication.instance().property("soranome_told"), "a line above the map, as QGIS started"
    for dock in desktop.docks.values():
        dock.setUserVisible(True)
        wait(dock.isVisible)
        assert dock.panel is not None
        idle()
    dock = desktop.docks["fill"]
    dock.setUserVisible(True)
    dock.run("detectfill", {})
    wait(lambda: not dock.running)
    assert "rasterio" in dock.panel.state.text()
    picture(iface.mainWindow())
    click(dock.panel.libraries_button)
    wait(desktop.libraries.isVisible)
    assert {library.module for library in desktop.libraries.chosen()} >= {"rasterio", "numba", "segno"}
    assert len(desktop.libraries.findChildren(QPushButton)) >= 5 and desktop.libraries.command.isVisible()
    picture(desktop.libraries, "bare_dialog")
    desktop.libraries.close()
    for dock in desktop.docks.values():
        dock.hide()


def test_the_options_open(wait):
    from soranome.plugin.ui.options import OptionsPage

    page = OptionsPage()
    page.show()
    wait(page.isVisible)
    page.deleteLater()
