"""What may be wrong with a package, said before it is made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsMapLayer,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from ...core.errors import SoraNoMeError
from ...core.files import require_writable
from ...translation import tr, tr_core
from .package_background import WEB_MERCATOR, Background
from .sites import ChosenSites

_ONLINE = ("wms", "wcs", "wfs", "oapif", "arcgismapserver", "arcgisfeatureserver", "xyzvectortiles", "cesiumtiles",
           "arcgisvectortileservice")  # fmt: skip
_DRAWN = (Qgis.LayerType.Raster, Qgis.LayerType.Vector, Qgis.LayerType.VectorTile, Qgis.LayerType.Mesh,
          Qgis.LayerType.PointCloud)  # fmt: skip
_MANY = 100_000  # features a phone draws slowly


@dataclass(frozen=True)
class Problem:
    """``blocks``: nothing can be made before it is mended."""

    text: str
    blocks: bool = True


def check_folder(folder: Path, needed_bytes: int) -> list[Problem]:
    """Whether the package can be put there, and whether what is there stays unharmed."""
    found = []
    if folder.is_file():
        found.append(Problem(tr("{path} is a file. Choose the name of a folder.").format(path=folder)))
    elif folder.is_dir() and any(folder.iterdir()):
        found.append(
            Problem(
                tr(
                    "{path} is not empty. A package is never written over another one, since it may hold results that "
                    "were not read back. Import them, then choose a new folder (with the date in its name, say)."
                ).format(path=folder)
            )
        )
    else:
        parent = next(place for place in folder.parents if place.exists())
        try:
            require_writable(
                parent / folder.name if not folder.exists() else parent / f"{folder.name}.part", needed_bytes
            )
        except SoraNoMeError as error:
            found.append(Problem(error.message.say(tr_core)))
    if not folder.name.isascii():
        said = tr(
            "The name of the folder ({name}) holds letters that some phones, cables and zip programs spoil. A name such as "
            "survey_20250601 is safer; names shown on the phone stay Japanese."
        )
        found.append(Problem(said.format(name=folder.name), blocks=False))
    return found


def check_sites(chosen: ChosenSites) -> list[Problem]:
    """Whether there are sites that can be known again."""
    if not chosen.sites:
        return [Problem(tr("No site is left. Choose other filters (AREA, LIMIT, STATUSES, CLASSES, TEAMS)."))]
    found = []
    twice = [key for key, count in Counter(site.key for site in chosen.sites).items() if count > 1]
    if twice:
        said = tr(
            "{count} keys stand for several sites ({keys}): results could not be told apart. Give a layer in which each "
            "candidate occurs once."
        )
        found.append(Problem(said.format(count=len(twice), keys=", ".join(twice[:3]))))
    points = sum(site.outline.area == 0 for site in chosen.sites)
    if points:
        said = tr("{count} sites are points. They are shown as circles of 10 m.")
        found.append(Problem(said.format(count=points), blocks=False))
    if not chosen.plane:
        said = tr(
            "The sites do not lie in one plane rectangular zone of Tokyo. The map is in Web Mercator; lengths and areas are "
            "measured on the ellipsoid."
        )
        found.append(Problem(said, blocks=False))
    return found


def check_drawn(layer: QgsMapLayer, around: QgsRectangle, transforms: QgsCoordinateTransformContext) -> list[Problem]:
    """Whether a layer can be part of the background; ``around`` the sites, in Web Mercator."""
    name = layer.name()
    if layer.type() not in _DRAWN:
        return [
            Problem(
                tr("{layer}: this kind of layer cannot be drawn into the background. Leave it out.").format(layer=name)
            )
        ]
    if _is_online(layer):
        said = tr(
            "{layer} comes from the network ({provider}). Copying whole areas of a map service is often against its terms, "
            "and there is no signal in the valleys. Save the area you may use as a GeoTIFF and choose that."
        )
        return [Problem(said.format(layer=name, provider=layer.providerType()))]
    return _check_place(layer, around, transforms)


def check_copied(layer: QgsMapLayer, around: QgsRectangle, transforms: QgsCoordinateTransformContext) -> list[Problem]:
    """Whether a layer can be copied as a layer to look at."""
    if not isinstance(layer, QgsVectorLayer):
        said = tr("{layer} is no vector layer. Give it as part of the background instead.")
        return [Problem(said.format(layer=layer.name()))]
    found = _check_place(layer, around, transforms)
    if not layer.isSpatial():
        found.append(Problem(tr("{layer} has no geometries to show. Leave it out.").format(layer=layer.name())))
    elif layer.featureCount() > _MANY:
        said = tr(
            "{layer} has {count} features. If many lie near the sites, the phone will be slow; draw it into the background "
            "instead."
        )
        found.append(Problem(said.format(layer=layer.name(), count=layer.featureCount()), blocks=False))
    return found


def check_size(background: Background | None, limit_mb: float) -> tuple[list[Problem], int]:
    """Whether the background stays within its limit; its bytes as far as they are known."""
    if background is None:
        said = tr(
            "The background would have more than five million tiles. Choose a coarser RESOLUTION, a smaller BUFFER or "
            "fewer sites."
        )
        return [Problem(said)], 0
    size = background.estimate() if background.count * 200 < limit_mb * 1e6 else background.count * 200
    if size <= limit_mb * 1e6:
        return [], size
    said = tr(
        "The background would have about {size} MB ({tiles} tiles), the limit is {limit} MB. Choose a coarser RESOLUTION, a "
        "smaller BUFFER or fewer sites, or raise SIZE_LIMIT."
    )
    return [Problem(said.format(size=round(size / 1e6), tiles=background.count, limit=round(limit_mb)))], size


def _is_online(layer: QgsMapLayer) -> bool:
    source = layer.source().lower()
    return (
        layer.providerType().lower() in _ONLINE or "/vsicurl" in source or "http://" in source or "https://" in source
    )


def _check_place(layer: QgsMapLayer, around: QgsRectangle, transforms: QgsCoordinateTransformContext) -> list[Problem]:
    if not layer.isValid():
        said = tr("{layer} cannot be read ({source}). Mend its source, or leave it out.")
        return [Problem(said.format(layer=layer.name(), source=layer.publicSource()))]
    if not layer.crs().isValid():
        said = tr("{layer} has no coordinate reference system. Assign the right one to the layer.")
        return [Problem(said.format(layer=layer.name()))]
    if isinstance(layer, QgsRasterLayer | QgsVectorLayer):
        try:
            to_layer = QgsCoordinateTransform(WEB_MERCATOR, layer.crs(), transforms)
            there = to_layer.transformBoundingBox(around).intersects(layer.extent())
        except QgsCsException:
            there = False
        if not there:
            said = tr("{layer} shows nothing near the sites. Leave it out, or choose another one.")
            return [Problem(said.format(layer=layer.name()), blocks=False)]
    return []
