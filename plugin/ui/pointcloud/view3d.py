"""Point clouds in a 3D view, with the terrain below them and the camera on them."""

from __future__ import annotations

from importlib.util import find_spec

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsPointCloudLayer,
    QgsProject,
    QgsRasterDemTerrainProvider,
    QgsRasterLayer,
    QgsVector3D,
)

from ...translation import tr

_PITCH, _YAW = 50.0, 20.0  # degrees; from the south, obliquely
_BACK = 1.6  # times the width of what is looked at
_MOST_VIEWS = 30
_FIRST = 33600  # QGIS 3.36


def why_not(iface) -> str:
    """Why there can be no 3D view, empty where there can."""
    if Qgis.QGIS_VERSION_INT < _FIRST or not hasattr(iface, "createNewMapCanvas3D"):
        return tr("3D views need QGIS 3.36 or later.")
    if find_spec("qgis._3d") is None:
        return tr("This QGIS was built without 3D.")
    return ""


def open_view(iface, clouds: list[QgsPointCloudLayer], terrain: QgsRasterLayer | None) -> str:
    """Open a 3D view of ``clouds`` over ``terrain``, on which rasters lie as the map shows them; its name, empty where
    QGIS makes none."""
    import qgis._3d  # noqa: F401 - without it QGIS 3.40 crashes when it hands the view over to Python

    project = QgsProject.instance()
    before = project.elevationProperties().terrainProvider().clone()
    if terrain is not None:
        provider = QgsRasterDemTerrainProvider()
        provider.setLayer(terrain)
        project.elevationProperties().setTerrainProvider(provider)
    canvas, name = None, ""
    for number in range(1, _MOST_VIEWS):
        name = tr("Point cloud in 3D") + (f" {number}" if number > 1 else "")
        canvas = iface.createNewMapCanvas3D(name)
        if canvas is not None:  # None where there is a view of that name
            break
    project.elevationProperties().setTerrainProvider(before)  # the view has taken its own over
    if canvas is None:
        return ""
    rasters = [layer for layer in iface.mapCanvas().layers() if isinstance(layer, QgsRasterLayer)]
    settings = canvas.mapSettings()
    settings.setLayers([*clouds, *rasters])
    settings.setEyeDomeLightingEnabled(True)  # edges of roofs and trees show without any light
    settings.setTerrainRenderingEnabled(terrain is not None)
    look_at(canvas, clouds)
    return name


def forget(iface, ids: list[str]) -> None:
    """Take layers out of all 3D views before they are removed; QGIS 3.40 crashes when it does so after."""
    for canvas in iface.mapCanvases3D():
        settings = canvas.mapSettings()
        kept = [layer for layer in settings.layers() if layer.id() not in ids]
        if len(kept) < len(settings.layers()):
            settings.setLayers(kept)


def look_at(canvas, clouds: list[QgsPointCloudLayer]) -> None:
    """Turn the camera to the middle of ``clouds``, so far away that all of them are seen."""
    settings = canvas.mapSettings()
    box, low, high = None, None, None
    for layer in clouds:
        to_scene = QgsCoordinateTransform(layer.crs(), settings.crs(), QgsProject.instance())
        extent = to_scene.transformBoundingBox(layer.extent())
        box = extent if box is None else box
        box.combineExtentWith(extent)
        heights = layer.elevationProperties().calculateZRange(layer)
        if not heights.isInfinite():
            low = heights.lower() if low is None else min(low, heights.lower())
            high = heights.upper() if high is None else max(high, heights.upper())
    middle = QgsVector3D(box.center().x(), box.center().y(), ((low or 0) + (high or 0)) / 2)
    distance = _BACK * max(box.width(), box.height(), 10)
    canvas.cameraController().setLookingAtPoint(settings.mapToWorldCoordinates(middle), distance, _PITCH, _YAW)
