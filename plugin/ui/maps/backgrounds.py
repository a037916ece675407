"""Background maps: tiles of 国土地理院 (地理院タイル), and without a network the hillshade of a terrain model with roads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLayerMetadata,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsNetworkAccessManager,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ...core.resources import FOLDER
from ...translation import language_of_user, tr
from ..records import parameters_of

BACKGROUND = "soranome/background"
"""Custom property of background layers: the id of the tiles, or OFFLINE."""
OFFLINE = "offline"

_PATIENCE_MS = 5000
_ELEVATIONS = ("DEM_AFTER", "DEM", "DTM", "DEM_BEFORE")
"""Parameters of algorithms that hold terrain models, the most recent first."""


@dataclass(frozen=True)
class Tiles:
    """One kind of 地理院タイル."""

    id: str
    name: str
    address: str  # with {z}, {x}, {y}
    zoom: tuple[int, int]
    rights: str

    def layer(self) -> QgsRasterLayer:
        """A layer of them, valid with or without a network."""
        low, high = self.zoom
        parts = {"type": "xyz", "url": self.address, "zmin": str(low), "zmax": str(high)}
        layer = QgsRasterLayer(QgsProviderRegistry.instance().encodeUri("wms", parts), self.name, "wms")
        about = _presets()
        metadata = QgsLayerMetadata()
        metadata.setIdentifier(f"cyberjapan/{self.id}")
        metadata.setTitle(self.name)
        metadata.setLanguage("ja")
        metadata.setRights([self.rights])
        metadata.setLinks(
            [
                QgsLayerMetadata.Link("地理院タイル一覧", "WWW:LINK", about["list"]),
                QgsLayerMetadata.Link("国土地理院コンテンツ利用規約", "WWW:LINK", about["terms"]),
            ]
        )
        metadata.setCrs(layer.crs())
        layer.setMetadata(metadata)
        server = layer.serverProperties()
        server.setAttribution(self.rights)
        server.setAttributionUrl(about["list"])
        layer.setCustomProperty(BACKGROUND, self.id)
        return layer


@cache
def _presets() -> dict:
    return json.loads((FOLDER / "presets" / "backgrounds.json").read_text(encoding="utf-8"))


def all_tiles() -> list[Tiles]:
    """The tiles offered, in the order of the menu, with names in the user's language."""
    language, found = language_of_user(), []
    for one in _presets()["backgrounds"]:
        address = _presets()["address"].replace("{id}", one["id"]).replace("{picture}", one["picture"])
        found.append(Tiles(one["id"], one["name"][language], address, tuple(one["zoom"]), one["rights"]))
    return found


def add_tiles(tiles: Tiles) -> QgsRasterLayer:
    """Add the tiles below everything else, or show them where the project has them already."""
    known = [layer for layer in background_layers() if layer.customProperty(BACKGROUND) == tiles.id]
    layer = known[0] if known else tiles.layer()
    if not known:
        _add_below([layer])
    _show(layer)
    return layer


def background_layers() -> list[QgsMapLayer]:
    """All background layers of the project."""
    return [layer for layer in QgsProject.instance().mapLayers().values() if layer.customProperty(BACKGROUND)]


# -- without a network ---------------------------------------------------------------------------


def add_offline(dem: str, roads: str | QgsVectorLayer | None = None) -> list[QgsMapLayer]:
    """Add the hillshade of the terrain model in the file ``dem``, and ``roads`` (file or layer) over it, below everything
    else; the layers, first on top. They take the place of an earlier offline background. Nothing is computed or copied:
    QGIS lights the heights as it draws them. Raises :class:`InputError` for what cannot be read.
    """
    from ...processing.fieldwork import sheet_layers

    ground = sheet_layers.hillshade(dem, _latitude(QgsRasterLayer(dem, "")))
    ground.setName(tr("Hillshade"))
    layers: list[QgsMapLayer] = [ground]
    if roads:
        lines = roads if isinstance(roads, QgsVectorLayer) else QgsVectorLayer(roads, "", "ogr")
        if not lines.isValid():
            raise _unreadable(roads)
        lines = sheet_layers.roads(lines)
        lines.setName(tr("Roads"))
        layers.insert(0, lines)
    QgsProject.instance().removeMapLayers([layer.id() for layer in offline_layers()])
    for layer in layers:
        layer.loadDefaultMetadata()  # whose the data are, where a file beside them says so
        layer.setCustomProperty(BACKGROUND, OFFLINE)
    _add_below(layers)
    return layers


def offline_layers() -> list[QgsMapLayer]:
    """Roads and hillshade of the offline background, first on top: what packages for phones take as BACKGROUND. Empty
    where the project has none."""
    found = [layer for layer in background_layers() if layer.customProperty(BACKGROUND) == OFFLINE]
    return sorted(found, key=lambda layer: isinstance(layer, QgsRasterLayer))


def offline_parameters() -> dict[str, str]:
    """The offline background as parameters of field-check sheets, which draw it themselves: DEM and ROADS, where known."""
    found = {}
    for layer in offline_layers():
        found["DEM" if isinstance(layer, QgsRasterLayer) else "ROADS"] = layer.source()
    return found


def known_terrain() -> dict[str, str]:
    """DEM and ROADS that results in the project are, or were made from: what an offline background can be made of."""
    results = [layer for layer in QgsProject.instance().mapLayers().values() if parameters_of(layer)]
    found = {}
    for layer in results:
        given = parameters_of(layer)
        for name in _ELEVATIONS:
            if isinstance(given.get(name), str) and "DEM" not in found:
                found["DEM"] = given[name]
        if isinstance(given.get("ROADS"), str):
            found.setdefault("ROADS", given["ROADS"])
    return found


def _latitude(layer: QgsMapLayer) -> float:
    """Degrees north of the middle of a layer, 0 where that is not known."""
    degrees = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance())
    try:
        return degrees.transform(layer.extent().center()).y()
    except QgsCsException:
        return 0.0


def _unreadable(source):
    from ...core.errors import InputError
    from ...core.text import QT_TRANSLATE_NOOP

    name = source.name() if isinstance(source, QgsVectorLayer) else source
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be drawn as roads. Choose a layer of lines that QGIS opens."),
        path=name,
    )


# -- the tree of layers --------------------------------------------------------------------------


def _add_below(layers: Iterable[QgsMapLayer]) -> None:
    group = _group()
    for number, layer in enumerate(layers):
        QgsProject.instance().addMapLayer(layer, False)
        group.insertLayer(number, layer).setExpanded(False)


def _group() -> QgsLayerTreeGroup:
    """The group of backgrounds, the last of the tree."""
    root = QgsProject.instance().layerTreeRoot()
    for group in root.findGroups():
        if group.customProperty(BACKGROUND):
            return group
    group = root.addGroup(tr("Background maps"))
    group.setCustomProperty(BACKGROUND, "group")
    return group


def _show(layer: QgsMapLayer) -> None:
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    if node is not None:
        node.setItemVisibilityCheckedParentRecursive(True)


# -- the network ---------------------------------------------------------------------------------


def ask_network(answer: Callable[[bool], None], address: str = "", patience_ms: int = _PATIENCE_MS) -> QNetworkReply:
    """Ask for one tile in the background, by QGIS's own network settings (proxy); ``answer`` is told whether it came, at
    the latest after ``patience_ms``. Keep what is returned; ``abort()`` it where nobody wants the answer any more.
    """
    request = QNetworkRequest(QUrl(address or _presets()["probe"]))
    request.setTransferTimeout(patience_ms)
    request.setAttribute(
        QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork
    )
    reply = QgsNetworkAccessManager.instance().get(request)

    def finished() -> None:
        # A proxy that lets nobody out answers too, with a status of its own.
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        answer(status is not None and int(status) < 400 and reply.error() == QNetworkReply.NetworkError.NoError)
        reply.deleteLater()

    reply.finished.connect(finished)
    return reply


def rights_of(layers: Iterable[QgsMapLayer]) -> list[str]:
    """What must be shown with these layers: the rights in their metadata, each once."""
    said = [right.strip() for layer in layers for right in layer.metadata().rights()]
    return list(dict.fromkeys(right for right in said if right))
