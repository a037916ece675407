"""The QGIS project of a package: what QField and QGIS open."""

from __future__ import annotations

import contextlib
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsMapSettings,
    QgsMapThemeCollection,
    QgsMultiBandColorRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtXml import QDomDocument

from ...core.fieldwork.papers import package
from ...core.files import unwritable
from ...core.text import Translate

_LARGEST_PHOTO_PX = 2048  # QField makes larger photos smaller: three a site, thousands of sites
_MARGIN = 1.1


def sites_layer(folder: Path, translate: Translate) -> QgsVectorLayer:
    """The sites of the package in ``folder``, with the style the GeoPackage holds."""
    source = f"{folder / package.SURVEY}|layername={package.SITES}"
    return QgsVectorLayer(source, translate(package.SITES_TITLE), "ogr")


def background_layer(folder: Path, translate: Translate) -> QgsRasterLayer:
    """The background of the package in ``folder``, its colours as they are."""
    with _no_side_files():
        layer = QgsRasterLayer(str(folder / package.BACKGROUND), translate(package.BACKGROUND_TITLE), "gdal")
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 1, 2, 3)
    renderer.setAlphaBand(4)
    layer.setRenderer(renderer)
    # Touching the map asks for a site, not for the colour of the ground.
    layer.setFlags(QgsMapLayer.LayerFlags(QgsMapLayer.LayerFlag.Removable))
    return layer


@contextlib.contextmanager
def _no_side_files():
    """What is opened here leaves no statistics behind; GDAL puts those of MBTiles even into the working directory."""
    from osgeo import gdal

    before = gdal.GetThreadLocalConfigOption("GDAL_PAM_ENABLED")
    gdal.SetThreadLocalConfigOption("GDAL_PAM_ENABLED", "NO")
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption("GDAL_PAM_ENABLED", before)


def write_project(
    folder: Path, title: str, crs: QgsCoordinateReferenceSystem, layers: list, translate: Translate
) -> None:
    """Write the project of ``layers`` (the sites first, the background last), which it takes over and closes again."""
    project = QgsProject(None, Qgis.ProjectCapabilities())
    project.setCrs(crs)
    project.setEllipsoid(crs.ellipsoidAcronym())
    project.setTitle(title)
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    project.addMapLayers(layers)
    root = project.layerTreeRoot()
    root.setHasCustomLayerOrder(False)
    theme = QgsMapThemeCollection.MapThemeRecord()
    for layer in layers:
        record = QgsMapThemeCollection.MapThemeLayerRecord(layer)
        record.isVisible = True
        record.usingCurrentStyle = True
        record.currentStyle = layer.styleManager().currentStyle()
        theme.addLayerRecord(record)
        root.findLayer(layer.id()).setExpanded(layer is layers[0])
    project.mapThemeCollection().insert(translate(package.THEME_TITLE), theme)
    extent = _seen_first(layers[0])
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, crs))
    project.writeEntry("qfieldsync", "maximumImageWidthHeight", _LARGEST_PHOTO_PX)
    project.writeEntry("qfieldsync", "initialMapMode", "browse")

    def add_canvas(document: QDomDocument) -> None:
        # What QGIS's own window leaves in a project; QField takes the first view from it.
        canvas = document.createElement("mapcanvas")
        canvas.setAttribute("name", "theMapCanvas")
        settings = QgsMapSettings()
        settings.setDestinationCrs(crs)
        settings.setOutputSize(QSize(1000, 1000))
        settings.setExtent(extent)
        settings.writeXml(canvas, document)
        document.documentElement().appendChild(canvas)

    project.writeProject.connect(add_canvas)
    path = folder / package.PROJECT
    written = project.write(str(path))
    detail = project.error()
    project.writeProject.disconnect(add_canvas)
    project.clear()
    if not written:
        raise unwritable(path, OSError(detail))


def _seen_first(sites: QgsVectorLayer) -> QgsRectangle:
    extent = sites.extent()
    extent.grow(100)
    extent.scale(_MARGIN)
    return extent
