"""The tiles an algorithm of point clouds works on: a folder, files, an index or a virtual point cloud, and their CRS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingUtils,
    QgsVectorLayer,
)

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...translation import tr, tr_core
from ..base import FeedbackProgress

if TYPE_CHECKING:
    from ...core.pointcloud.catalogue import Catalogue
    from ...core.pointcloud.source import Source

PATH_FIELD, MEMBER_FIELD = "path", "member"
"""Fields by which every INDEX names its tiles: a file (absolute, or relative to the index), and the file inside a zip."""


class TileInputs:
    """Adds FOLDER, FILES, INDEX, CRS and OVERRIDE to an algorithm, and reads them."""

    def add_tiles(self, crs: bool = True, index: bool = True) -> None:
        self.add(
            QgsProcessingParameterFile(
                "FOLDER", tr("Folder of tiles"), QgsProcessingParameterFile.Behavior.Folder, optional=True
            ),
            tr("Every LAS, LAZ, text tile and zip in it and in its subfolders. Zips are read as they are."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers("FILES", tr("Files"), Qgis.ProcessingSourceType.File, optional=True),
            tr("Instead of a folder: LAS, LAZ, text tiles or zips."),
        )
        if index:
            self.add(
                QgsProcessingParameterMapLayer(
                    "INDEX",
                    tr("Index or virtual point cloud"),
                    optional=True,
                    types=[Qgis.ProcessingSourceType.VectorPolygon, Qgis.ProcessingSourceType.PointCloud],
                ),
                tr("Instead of a folder: the index of an earlier step (its selected tiles only, where some are selected) or "
                   "a virtual point cloud (.vpc)."),
            )  # fmt: skip
        if crs:
            self.add(
                QgsProcessingParameterCrs("CRS", tr("Coordinate system of the tiles"), optional=True),
                tr("For tiles that do not say it. Empty: as written in the file, else from the name of its map sheet."),
            )
            self.add(
                QgsProcessingParameterBoolean(
                    "OVERRIDE", tr("It replaces what is written in the tiles"), defaultValue=False
                ),
                tr("For deliveries with a wrong coordinate system. Nothing is reprojected."),
                advanced=True,
            )

    def sources(
        self, parameters: dict, context, suffixes: tuple[str, ...] | None = None
    ) -> tuple[list[Source], list[tuple[Path, Message]]]:
        """Tiles of FOLDER, FILES and INDEX together, and what could not be opened."""
        from ...core.pointcloud.source import POINTS, TEXT, find_sources

        folder = self.parameterAsFile(parameters, "FOLDER", context)
        paths = ([folder] if folder else []) + listed(parameters.get("FILES"))
        indexed, more = self._indexed(parameters.get("INDEX"), context)
        if not paths + indexed + more:
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "Choose a folder, files or an index: no tiles were given."))
        suffixes = suffixes or POINTS + TEXT
        found, faults = find_sources(paths + more, suffixes)
        # An index knows grids and broken zips too.
        indexed = [source for source in indexed if source.suffix in suffixes]
        return list(dict.fromkeys(indexed + found)), faults

    def catalogue(self, parameters: dict, context, feedback) -> Catalogue:
        """The tiles to work on; what is left out, and why, is told as warnings."""
        from ...core.pointcloud.catalogue import catalogue_of

        sources, faults = self.sources(parameters, context)
        given, override = self.given_crs(parameters, context)
        catalogue = catalogue_of(sources, given, override, faults, FeedbackProgress(feedback))
        for fault in catalogue.faults:
            feedback.pushWarning(fault.why.say(tr_core))
        told = set()  # a note that thousands of tiles share is told once, for the first of them
        for tile in catalogue.tiles:
            for note in (*tile.header.problems, *tile.notes, *tile.decision.notes):
                if note.template not in told:
                    told.add(note.template)
                    feedback.pushWarning(f"{tile.name}: {note.say(tr_core)}")
        return catalogue

    def given_crs(self, parameters: dict, context):
        """CRS (a rasterio CRS, None where it is left empty) and OVERRIDE."""
        from rasterio.crs import CRS

        from ...core.raster import environment

        crs = self.parameterAsCrs(parameters, "CRS", context)
        if not crs.isValid():
            if parameters.get("CRS"):
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "CRS: {crs} is no coordinate system QGIS knows. For Tokyo: EPSG:6677."
                    ),
                    crs=str(parameters["CRS"]),
                )
            return None, False
        with environment():
            given = CRS.from_user_input(crs.authid()) if crs.authid() else CRS.from_wkt(crs.toWkt())
        return given, self.parameterAsBoolean(parameters, "OVERRIDE", context)

    def _indexed(self, value, context) -> tuple[list[Source], list[str]]:
        """Tiles named by INDEX; and its path, where it is a virtual point cloud."""
        if not value:
            return [], []
        if isinstance(value, str) and value.lower().endswith(".vpc"):
            return [], [value]
        layer = QgsProcessingUtils.mapLayerFromString(value, context) if isinstance(value, str) else value
        if not isinstance(layer, QgsMapLayer):
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "INDEX: {path} cannot be opened as an index or a virtual point cloud."),
                path=str(value),
            )
        if not isinstance(layer, QgsVectorLayer):
            return [], [layer.source()]
        return _tiles_of(layer), []


def listed(value) -> list[str]:
    """Paths of FILES, which comes as a list, or as one text with semicolons."""
    if not value:
        return []
    return [part for part in value.split(";") if part] if isinstance(value, str) else [str(part) for part in value]


def _tiles_of(layer: QgsVectorLayer) -> list[Source]:
    from ...core.pointcloud.source import Source

    if layer.fields().indexOf(PATH_FIELD) < 0:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "INDEX: {layer} is no index of tiles; it has no field {field}."),
            layer=layer.name(),
            field=PATH_FIELD,
        )
    folder = Path(layer.source().split("|")[0]).parent
    has_member = layer.fields().indexOf(MEMBER_FIELD) >= 0
    features = layer.selectedFeatures() if layer.selectedFeatureCount() else layer.getFeatures()
    sources = []
    for feature in features:
        if feature[PATH_FIELD]:
            member = feature[MEMBER_FIELD] if has_member else ""
            sources.append(Source(folder / str(feature[PATH_FIELD]), str(member) if member else ""))
    return sources
