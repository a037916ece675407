"""Run inside QGIS by desktop.py: natural colours for the images, and the toolbox in sight."""

import importlib.util
import os
from pathlib import Path

from qgis.core import QgsFillSymbol, QgsProject, QgsRasterLayer
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import iface

FOLDER = Path(os.environ["SORANOME_SCRIPTS"])  # QGIS runs this file as text, which has no __file__
spec = importlib.util.spec_from_file_location("map_picture", FOLDER / "map_picture.py")
map_picture = importlib.util.module_from_spec(spec)
spec.loader.exec_module(map_picture)
for layer in QgsProject.instance().mapLayers().values():
    if isinstance(layer, QgsRasterLayer):
        map_picture.natural_colours(layer)
    else:
        colour = "#ffd166" if layer.name() == "truth" else "#ffffff"
        layer.renderer().setSymbol(QgsFillSymbol.createSimple({"style": "no", "outline_color": colour}))
toolbox = iface.mainWindow().findChild(QDockWidget, "ProcessingToolbox")
if toolbox:
    toolbox.setUserVisible(True)
iface.mainWindow().showMaximized()
iface.zoomFull()
