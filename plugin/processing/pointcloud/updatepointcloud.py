"""``updatepointcloud``: a base of point clouds updated by a newer or local capture."""

from __future__ import annotations

import math
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...translation import tr, tr_core
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..styling import styled
from .tiles import TileInputs

_KINDS = {
    "replaced": QT_TRANSLATE_NOOP("SoraNoMe", "replaced"),
    "added": QT_TRANSLATE_NOOP("SoraNoMe", "added"),
}
_MODELS = ("BASE_DTM", "NEW_DTM")


class UpdatePointCloud(TileInputs, Algorithm):
    NAME = "updatepointcloud"
    GROUP = "pointcloud"
    TAGS = ("lidar", "las", "laz", "copc", "update", "replace", "点群", "更新", "差し替え", "位置合わせ", "標高改定")

    def title(self) -> str:
        return tr("Update a point cloud")

    def help(self) -> str:
        return tr(
            "Puts a newer survey, or a capture of one's own, in the place of older points: inside the area the points of "
            "NEW, outside those of BASE, none doubled, none lost. BASE is not changed; OUTPUT_FOLDER holds the whole layer: "
            "touched tiles written anew as COPC, the others linked where they are COPC already (import BASE first), "
            "a virtual point cloud and the history of updates.\n\n"
            "First it is checked on common ground that did not change whether NEW fits: shift, height and tilt, with their "
            "standard errors. Where that is beyond the tolerance the run stops and says both, or takes it out of NEW "
            "(FIT “correct”). Both need classified ground (class 2).\n\n"
            "Heights of Japan were revised on 2025-04-01. Captures from before and after it, or with different height "
            "datums, are not mixed unless HEIGHT_CHANGE says how.\n\n"
            "BASE_DTM and NEW_DTM can go straight into “Change between two elevation models”."
        )

    def declare(self) -> None:
        file, number = QgsProcessingParameterFile, QgsProcessingParameterNumber
        tiles = "VPC, LAZ, LAS, ZIP, GPKG (*.vpc *.laz *.las *.zip *.gpkg)"
        for name, label, help_ in (
            ("BASE", tr("Base"), tr("Virtual point cloud, index, or a single file: what is to be updated.")),
            (
                "NEW",
                tr("Newer capture"),
                tr("Virtual point cloud, index, or a single file: what is to take its place."),
            ),
        ):
            folder = tr("Folder of the base") if name == "BASE" else tr("Folder of the newer capture")
            self.add(file(name, label, fileFilter=tiles, optional=True), help_)
            self.add(
                file(f"{name}_FOLDER", folder, file.Behavior.Folder, optional=True),
                tr("Instead of a file: every LAS, LAZ and zip in this folder."),
            )
        self.add(
            QgsProcessingParameterCrs("CRS", tr("Coordinate system of the tiles"), optional=True),
            tr("For tiles that do not say it. Empty: as written in the file, else from the name of its map sheet."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "AREA", tr("Area to replace"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr("Polygons inside which NEW takes the place of BASE. Empty: what NEW covers."),
        )
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Extent to replace"), optional=True),
            tr("Instead of polygons."),
            advanced=True,
        )
        fits = {
            "refuse": tr("stop where it does not fit"),
            "correct": tr("take shift, height and tilt out of NEW"),
            "none": tr("do not check"),
        }
        self.add_choice("FIT", tr("Fit of the newer capture"), fits, "refuse")
        self.add(
            number("VERTICAL_TOLERANCE", tr("Tolerance of heights (m)"), number.Type.Double, 0.10, minValue=0),
            tr("Largest misfit of heights, tilt included. Two good airborne surveys differ by about 0.1 m."),
        )
        self.add(
            number("HORIZONTAL_TOLERANCE", tr("Tolerance of places (m)"), number.Type.Double, 0.50, minValue=0),
            tr("Largest horizontal shift. Half a metre is a cell of the usual grids."),
        )
        changes = {
            "refuse": tr("stop where they may differ"),
            "same": tr("both hold the same heights"),
            "offset": tr("add HEIGHT_OFFSET to NEW"),
        }
        self.add_choice("HEIGHT_CHANGE", tr("Heights of the two captures"), changes, "refuse")
        self.add(
            number("HEIGHT_OFFSET", tr("Metres to add to NEW"), number.Type.Double, 0.0, minValue=-1000, maxValue=1000),
            tr("From the height datum of NEW to that of BASE; used with HEIGHT_CHANGE “offset”."),
        )
        self.add_date("BASE_DATE", tr("Date of the base"), tr("Empty: creation dates in the files."))
        self.add_date("NEW_DATE", tr("Date of the newer capture"), tr("Empty: creation dates in the files."))
        self.add(
            number("FEATHER", tr("Transition of heights (m)"), number.Type.Double, 0, minValue=0, maxValue=200),
            tr("Over this distance inside the edge NEW is lifted or lowered to meet BASE. 0: points stay as measured."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_FOLDER", tr("Folder of the updated layer")),
            tr("Empty, or that of the same update, which then goes on where it was stopped."),
        )
        self.add(
            QgsProcessingParameterVectorDestination("CHANGED", tr("What was replaced")),
            tr("Outlines of what was replaced, with date and difference of heights."),
        )
        for name, label in zip(_MODELS, (tr("Elevations of the base"), tr("Elevations of the newer capture"))):
            self.add(
                QgsProcessingParameterRasterDestination(name, label, optional=True, createByDefault=False),
                tr("Ground on a grid of 1 m where both overlap; NEW as it was moved."),
            )
        self.addOutput(QgsProcessingOutputFile("VPC", tr("Virtual point cloud")))
        self.addOutput(QgsProcessingOutputFile("HISTORY", tr("History of updates")))
        for name, label in (
            ("SHIFT_X", tr("Shift to the east (m)")),
            ("SHIFT_Y", tr("Shift to the north (m)")),
            ("SHIFT_Z", tr("Shift upwards (m)")),
            ("SHIFT_X_SD", tr("Standard error of the shift to the east (m)")),
            ("SHIFT_Y_SD", tr("Standard error of the shift to the north (m)")),
            ("SHIFT_Z_SD", tr("Standard error of the shift upwards (m)")),
            ("TILT", tr("Tilt (m per km)")),
            ("VERTICAL_MISFIT", tr("Largest misfit of heights (m)")),
            ("VERTICAL_MISFIT_AFTER", tr("Largest misfit of heights once corrected (m)")),
            ("NMAD_BEFORE", tr("Scatter of the differences with the shift (m)")),
            ("NMAD_AFTER", tr("Scatter of the differences without the shift (m)")),
            ("REMOVED", tr("Points taken out")),
            ("ADDED", tr("Points put in")),
            ("TILES_CHANGED", tr("Tiles changed")),
            ("POINTS", tr("Points of the updated layer")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.pointcloud.update import Settings, update_base
        from ...core.pointcloud.update_tiles import HISTORY

        folder = Path(self.destination(parameters, "OUTPUT_FOLDER", context))
        changed = self.destination(parameters, "CHANGED", context)
        models = [self.destination(parameters, name, context) or None for name in _MODELS]
        for path in (changed, *models):
            if path:
                require_writable(path)
        base, new = (self._capture(parameters, name, context, feedback) for name in ("BASE", "NEW"))
        settings = Settings(
            self._area(parameters, base.crs, context),
            self.parameterAsEnumString(parameters, "FIT", context),
            self.parameterAsDouble(parameters, "VERTICAL_TOLERANCE", context),
            self.parameterAsDouble(parameters, "HORIZONTAL_TOLERANCE", context),
            self.parameterAsEnumString(parameters, "HEIGHT_CHANGE", context),
            self.parameterAsDouble(parameters, "HEIGHT_OFFSET", context),
            self.date(parameters, "BASE_DATE", context),
            self.date(parameters, "NEW_DATE", context),
            self.parameterAsDouble(parameters, "FEATHER", context),
        )
        update = update_base(base, new, folder, settings, *models, FeedbackProgress(feedback))
        for warning in update.warnings:
            feedback.pushWarning(warning.say(tr_core))
        _tell(update, feedback)
        _write_changes(changed, update, base.crs)
        outputs = {"OUTPUT_FOLDER": str(folder), "CHANGED": changed, "VPC": str(update.vpc)}
        outputs |= {name: path for name, path in zip(_MODELS, models) if path}
        return {**outputs, "HISTORY": str(folder / HISTORY), **_numbers(update)}

    def _capture(self, parameters, name: str, context, feedback):
        """The catalogue of BASE or NEW."""
        from ...core.pointcloud.catalogue import catalogue_of
        from ...core.pointcloud.source import find_sources

        given = [self.parameterAsFile(parameters, key, context) for key in (name, f"{name}_FOLDER")]
        paths = [path for path in given if path and not path.lower().split("|")[0].endswith(".gpkg")]
        indexed = []
        for path in given:
            if path and path not in paths:
                indexed += self._indexed(path, context)[0]
        if not paths and not indexed:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} is missing. Choose a folder, a virtual point cloud or a file."),
                name=name,
            )
        sources, faults = find_sources(paths)
        crs, override = self.given_crs(parameters, context)
        found = catalogue_of([*indexed, *sources], crs, override, faults, FeedbackProgress(feedback))
        for fault in found.faults:
            feedback.pushWarning(f"{name}: {fault.why.say(tr_core)}")
        return found

    def _area(self, parameters, crs, context):
        """AREA or EXTENT in ``crs``; None without them."""
        from shapely import box, union_all

        from ..features import crs_of, geometries

        wanted = crs_of(crs)
        if parameters.get("AREA"):
            source = self.parameterAsSource(parameters, "AREA", context)
            if source is None:
                raise QgsProcessingException(self.invalidSourceError(parameters, "AREA"))
            found = [geometry for _, geometry in geometries(source, wanted, context) if geometry.area > 0]
            if not found:
                raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "AREA holds no polygons. Draw one, or leave it empty."))
            return union_all(found)
        extent = self.parameterAsExtent(parameters, "EXTENT", context, wanted)
        if extent.isNull() or extent.isEmpty():
            return None
        return box(extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())


def _tell(update, feedback) -> None:
    fit, after = update.fit, update.after

    def say(text: str, **values) -> None:
        feedback.pushInfo(Message(text, values).say(tr_core))

    if fit is not None:
        say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "NEW lies {x} m east, {y} m north, {z} m above BASE, tilted by {tilt} m/km (NMAD {before} m).",
            ),
            x=_measured(fit.x_m, fit.x_sd),
            y=_measured(fit.y_m, fit.y_sd),
            z=_measured(fit.z_m, fit.z_sd),
            tilt=f"{fit.tilt:.2f}",
            before=f"{fit.nmad_before_m:.3f}",
        )
    if after is not None:
        say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "This was taken out of NEW; left are {x} m, {y} m, {z} m, {tilt} m/km (NMAD {after} m)."
            ),
            x=_measured(after.x_m, after.x_sd),
            y=_measured(after.y_m, after.y_sd),
            z=_measured(after.z_m, after.z_sd),
            tilt=f"{after.tilt:.2f}",
            after=f"{after.nmad_after_m:.3f}",
        )
    say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{removed} points were taken out and {added} put in, in {tiles} tiles; {linked} tiles stayed as they were.",
        ),
        removed=f"{sum(change.removed for change in update.changes):,}",
        added=f"{sum(change.added for change in update.changes):,}",
        tiles=len(update.changes),
        linked=update.linked,
    )
    if update.repeated:
        say(
            QT_TRANSLATE_NOOP("SoraNoMe", "{count} tiles had been written by an earlier run and were kept."),
            count=update.repeated,
        )


def _measured(value: float, error: float) -> str:
    return f"{value:+.3f} ± {error:.3f}" if math.isfinite(error) else f"{value:+.3f}"


def _numbers(update) -> dict[str, float]:
    found = {
        "REMOVED": sum(change.removed for change in update.changes),
        "ADDED": sum(change.added for change in update.changes),
        "TILES_CHANGED": len(update.changes),
        "POINTS": update.points,
    }
    fit = update.fit
    if fit is not None:
        found |= {
            "SHIFT_X": fit.x_m,
            "SHIFT_Y": fit.y_m,
            "SHIFT_Z": fit.z_m,
            "SHIFT_X_SD": fit.x_sd,
            "SHIFT_Y_SD": fit.y_sd,
            "SHIFT_Z_SD": fit.z_sd,
            "TILT": fit.tilt,
            "VERTICAL_MISFIT": fit.vertical_m,
            "NMAD_BEFORE": fit.nmad_before_m,
            "NMAD_AFTER": fit.nmad_after_m,
        }
    if update.after is not None:
        found |= {"NMAD_AFTER": update.after.nmad_after_m, "VERTICAL_MISFIT_AFTER": update.after.block_m}
    return {name: value for name, value in found.items() if math.isfinite(value)}


def _write_changes(path: str, update, crs) -> None:
    from shapely import MultiPolygon, get_parts, to_wkb

    from ..features import crs_of

    text, whole, real = QMetaType.Type.QString, QMetaType.Type.LongLong, QMetaType.Type.Double
    fields = fields_of(
        (
            ("tile", text, tr("Tile")),
            ("kind", text, tr("Kind")),
            ("title", text, tr("Kind (in words)")),
            ("removed", whole, tr("Points taken out")),
            ("added", whole, tr("Points put in")),
            ("base", text, tr("Base")),
            ("new", text, tr("Newer capture")),
            ("base_date", text, tr("Date of the base")),
            ("new_date", text, tr("Date of the newer capture")),
            ("moved_x", real, tr("Moved to the east (m)")),
            ("moved_y", real, tr("Moved to the north (m)")),
            ("moved_z", real, tr("Moved upwards (m)")),
            ("tilt", real, tr("Tilt taken out (m per km)")),
            ("height_offset", real, tr("Height offset added (m)")),
            ("nmad_before", real, tr("Scatter of the differences with the shift (m)")),
            ("nmad_after", real, tr("Scatter of the differences without the shift (m)")),
        )
    )
    fit, after = update.fit, update.after
    moved = (-fit.x_m, -fit.y_m, -fit.z_m, fit.tilt) if update.corrected else (0.0, 0.0, 0.0, 0.0)
    scatter = (fit.nmad_before_m, (after or fit).nmad_after_m) if fit else (None, None)

    def rows():
        for change in update.changes:
            parts = [part for part in get_parts(change.outline) if part.geom_type == "Polygon"]
            values = (
                change.tile, change.kind, tr_core(_KINDS[change.kind]), change.removed, change.added, change.base,
                ", ".join(change.new), update.base_epoch.dates, update.new_epoch.dates, *moved, update.height_offset_m,
                *scatter,
            )  # fmt: skip
            yield to_wkb(MultiPolygon(parts), output_dimension=2), values

    write_layer(path, "changed", fields, QgsWkbTypes.Type.MultiPolygon, crs_of(crs), rows(), styled("updated"))
