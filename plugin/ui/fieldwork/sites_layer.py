"""The sites of a register as a layer of the project: found, added, drawn anew, selected."""

from __future__ import annotations

from collections.abc import Collection

from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer

from ...core.fieldwork.register_schema import Crs
from ...translation import tr


def find(register: str, crs: Crs) -> QgsVectorLayer | None:
    """The layer of the register's sites in the project; None where there is none."""
    source, _ = _source(register, crs)
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.isValid() and layer.source() == source:
            return layer
    return None


def show(register: str, crs: Crs) -> QgsVectorLayer:
    """The layer of the register's sites, added to the top of the project where it is not there, else read anew."""
    layer = find(register, crs)
    if layer is not None:
        refresh(layer)
        return layer
    source, provider = _source(register, crs)
    layer = QgsVectorLayer(source, tr("Register of sites"), provider)
    layer.loadDefaultStyle()
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
    return layer


def refresh(layer: QgsVectorLayer) -> None:
    """Read a layer anew after somebody else has written."""
    layer.dataProvider().reloadData()
    layer.triggerRepaint()


def select(layer: QgsVectorLayer, keys: Collection[str]) -> int:
    """Select the sites of these keys, and how many there are in the layer."""
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes(["site_id"], layer.fields())
    found = [feature.id() for feature in layer.getFeatures(request) if feature["site_id"] in keys]
    layer.selectByIds(found)
    return len(found)


def _source(register: str, crs: Crs) -> tuple[str, str]:
    """Source and provider of the layer."""
    from ...processing.fieldwork.register_layers import layer_source

    source = layer_source(register, crs)
    if source.startswith("postgres://"):
        return source.removeprefix("postgres://"), "postgres"
    return source, "ogr"
