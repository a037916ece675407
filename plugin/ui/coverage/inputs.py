"""What was found in a folder, shown on the map: enough to know the place and the sites by."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ...translation import tr

_GROUP = "soranome/coverage_data"


def names() -> dict[str, str]:
    """Role of ``core.inputs.COVERAGE`` → what it is called."""
    return {
        "SITES": tr("Radio sites"),
        "DTM": tr("Terrain (DTM)"),
        "DSM": tr("Surface (DSM)"),
        "BUILDINGS": tr("Buildings"),
        "MEASUREMENTS_FILE": tr("Measurements"),
        "AREAS": tr("Municipalities"),
        "POPULATION": tr("Population"),
        "ROADS": tr("Roads and ferry routes"),
        "PLACES": tr("Facilities"),
        "COMMERCIAL": tr("Commercial districts"),
        "CARRIER_AREAS": tr("Published coverage areas"),
        "CANDIDATES": tr("Candidate places"),
    }


def _symbols() -> dict:
    """Roles that are drawn, from the bottom up. Their looks do not hide a prediction below them."""
    return {
        "AREAS": QgsFillSymbol.createSimple(
            {"style": "no", "outline_color": "#5b6770", "outline_width": "0.4", "outline_style": "dash"}
        ),
        "ROADS": QgsLineSymbol.createSimple({"line_color": "#8a8f94", "line_width": "0.3"}),
        "SITES": QgsMarkerSymbol.createSimple(
            {"name": "triangle", "color": "#ffffff", "outline_color": "#202020", "outline_width": "0.5", "size": "4"}
        ),
    }


def show(found: dict[str, str | list[str]]) -> dict[str, str]:
    """Add the layers to the project, on top of all; role → id of its layer. What is shown already stays."""
    project = QgsProject.instance()
    there = {layer.source(): layer for layer in project.mapLayers().values()}
    shown: dict[str, str] = {}
    group = None
    for role, symbol in _symbols().items():
        path = found.get(role)
        if not isinstance(path, str):
            continue
        layer = there.get(path)
        if layer is None:
            layer = QgsVectorLayer(path, names()[role], "ogr")
            if not layer.isValid():
                continue
            layer.setRenderer(QgsSingleSymbolRenderer(symbol))
            project.addMapLayer(layer, False)
            if group is None:
                group = project.layerTreeRoot().insertGroup(0, tr("Data for coverage"))
                group.setCustomProperty(_GROUP, True)
            group.insertLayer(0, layer)
        shown[role] = layer.id()
    return shown


def lift() -> None:
    """Bring the layers of :func:`show` above results that came since."""
    root = QgsProject.instance().layerTreeRoot()
    for group in root.findGroups():
        if group.customProperty(_GROUP) and root.children()[0] is not group:
            root.insertChildNode(0, group.clone())
            root.removeChildNode(group)
