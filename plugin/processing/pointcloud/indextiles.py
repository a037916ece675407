"""``indextiles``: a folder of tiles, zipped or not, as one layer that shows where each lies and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...translation import tr, tr_core
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..features import crs_of
from ..styling import style_on_load, styled
from .tiles import MEMBER_FIELD, PATH_FIELD, TileInputs, listed

if TYPE_CHECKING:
    from ...core.pointcloud.index import Index, Missing, Row

STYLE = "tileindex"
_MISSING = "missing"


class IndexTiles(TileInputs, Algorithm):
    NAME = "indextiles"
    GROUP = "pointcloud"
    TAGS = (
        "index",
        "las",
        "laz",
        "tiles",
        "zip",
        "点群",
        "索引",
        "図郭",
        "タイル",
        "オリジナルデータ",
        "グラウンドデータ",
    )

    def title(self) -> str:
        return tr("Index point cloud tiles")

    def help(self) -> str:
        return tr(
            "Shows a whole delivery of point clouds on the map before anything is unpacked or converted: one polygon for "
            "each tile with its map sheet, number of points, density, coordinate system and what is wrong with it, and one "
            "for each sheet that is missing among the others. LAS, LAZ, text tiles (X, Y, Z), and grids as GeoTIFF or text "
            "are read where they are, in zips too.\n\n"
            "Name, header and a sample of points are compared: tiles whose name contradicts their coordinates, exchanged X "
            "and Y, wrong zones, feet, absurd boxes, doubles, damaged and truncated files are told as problems. The other "
            "algorithms for point clouds take the layer as INDEX, its selected tiles where some are selected.\n\n"
            "Where INDEX is a file of an earlier run, only files that have changed since are read again."
        )

    def declare(self) -> None:
        self.add_tiles(index=False)
        self.add(
            QgsProcessingParameterBoolean("DEEP", tr("Read all points"), defaultValue=False),
            tr("Reads every file to its end: finds damage inside, true boxes and densities, and counts by class. Takes as "
               "long as unpacking everything."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterBoolean("RESCAN", tr("Read unchanged files again"), defaultValue=False),
            tr("Without it, an INDEX of an earlier run is brought up to date."),
            advanced=True,
        )
        self.add_scheduler()
        self.add(
            QgsProcessingParameterVectorDestination("INDEX", tr("Index of tiles")),
            tr(
                "An outline for each tile with sheet, date, density, coordinate system and problems, and the "
                "missing sheets. Other steps take it as input."
            ),
        )
        for name, label in (
            ("TILES", tr("Number of tiles")),
            ("POINTS", tr("Number of points")),
            ("PROBLEMS", tr("Tiles with errors or warnings")),
            ("MISSING", tr("Missing sheets")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.pointcloud.index import scan

        path = self.destination(parameters, "INDEX", context)
        require_writable(path)
        folder = self.parameterAsFile(parameters, "FOLDER", context)
        paths = ([folder] if folder else []) + listed(parameters.get("FILES"))
        if not paths:
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "Choose a folder or files: no tiles were given."))
        given, override = self.given_crs(parameters, context)
        deep = self.parameterAsBoolean(parameters, "DEEP", context)
        before = None if self.parameterAsBoolean(parameters, "RESCAN", context) else path
        progress = FeedbackProgress(feedback)
        with self.cluster(parameters, context, progress) as cluster:
            if cluster is not None:
                cluster.require_shared(Path(path).parent, paths)
            index = scan(paths, deep, given, override, before, progress, cluster=cluster)
        if not index.rows:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "There are no tiles in {path} (LAS, LAZ, text, GeoTIFF, or zips of them). Choose another folder.",
                ),
                path=", ".join(paths),
            )
        write_index(path, index)
        _summarise(index, feedback)
        style_on_load(path, STYLE, context)
        return {
            "INDEX": path,
            "TILES": len(index.rows),
            "POINTS": index.points,
            "PROBLEMS": index.troubled,
            "MISSING": len(index.missing),
        }


def index_fields() -> QgsFields:
    text, whole, real = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double
    return fields_of((
        ("sheet", text, tr("Sheet")),
        ("level", whole, tr("Level")),
        ("severity", text, tr("Worst problem")),
        ("problems", text, tr("Problems")),
        ("codes", text, tr("Problems (codes)")),
        ("kind", text, tr("Kind")),
        ("points", QMetaType.Type.LongLong, tr("Points or cells")),
        ("density", real, tr("Points per m²")),
        ("density_held", real, tr("Points per m² that holds any")),
        ("crs", text, tr("Coordinate system")),
        ("crs_origin", text, tr("Known from")),
        ("height", text, tr("Height datum")),
        ("z_min", real, tr("Lowest (z)")),
        ("z_max", real, tr("Highest (z)")),
        ("created", text, tr("File made on")),
        ("surveyed_from", text, tr("Surveyed from")),
        ("surveyed_to", text, tr("Surveyed to")),
        ("las", text, tr("LAS version")),
        ("point_format", whole, tr("Point format")),
        ("returns", text, tr("Points by return")),
        ("classes", text, tr("Points by class")),
        ("spacing", real, tr("Cell of grid")),
        (PATH_FIELD, text, tr("File")),
        (MEMBER_FIELD, text, tr("File in the zip")),
        ("facts", text, tr("Kept for the next scan")),
    ))  # fmt: skip


def write_index(path: str, index: Index) -> None:
    """Write the layer as a GeoPackage with its style, missing sheets as rows without a file."""
    from ...core.pointcloud.manifest import LAYER

    fields = index_fields()
    crs = crs_of(index.crs) if index.crs else QgsCoordinateReferenceSystem()

    def rows():
        for told, outline in [(_values(row), row.outline) for row in index.rows] + [
            (_missing_values(missing), missing.outline) for missing in index.missing
        ]:
            yield _wkb(outline), tuple(told.get(name, NULL) for name in fields.names())

    write_layer(path, LAYER, fields, QgsWkbTypes.Type.Polygon, crs, rows(), styled(STYLE))


def _values(row: Row) -> dict:
    facts = row.facts
    problems = sorted(row.problems, key=lambda problem: _rank(problem.severity))
    told = {
        "sheet": row.named.code if row.named else NULL,
        "level": row.named.level if row.named else NULL,
        "severity": row.severity,
        "problems": "\n".join(problem.message.say(tr_core) for problem in problems),
        "codes": ",".join(problem.code for problem in problems),
        "kind": facts.kind,
        "points": facts.count,
        "density": _rounded(row.density),
        "density_held": _rounded(row.density_held),
        "crs": _crs_words(row.crs),
        "crs_origin": row.origin,
        "height": row.height,
        "created": facts.created or NULL,
        "las": facts.las or NULL,
        "point_format": NULL if facts.point_format is None else facts.point_format,
        "returns": ", ".join(f"{number}: {count}" for number, count in enumerate(facts.returns, 1) if count),
        "classes": ", ".join(f"{code}: {count}" for code, count in facts.classes.items()),
        "spacing": _rounded(facts.spacing),
        PATH_FIELD: facts.path,
        MEMBER_FIELD: facts.member,
        "facts": facts.to_json(),
    }
    if facts.heights:
        told |= {"z_min": _rounded(facts.heights[0]), "z_max": _rounded(facts.heights[1])}
    if facts.surveyed:
        told |= {"surveyed_from": facts.surveyed[0], "surveyed_to": facts.surveyed[1]}
    return told


def _missing_values(missing: Missing) -> dict:
    from ...core.pointcloud.problems import MISSING

    return {
        "sheet": missing.sheet.code,
        "level": missing.sheet.level,
        "severity": _MISSING,
        "problems": Message(MISSING, {"sheet": missing.sheet.code}).say(tr_core),
        "codes": _MISSING,
        "kind": missing.kind,
    }


def _summarise(index: Index, feedback) -> None:
    from ...core.pointcloud import problems as known

    said = tr("{tiles} tiles, {points} points; {problems} tiles with errors or warnings, {missing} sheets missing.")
    numbers = {"problems": index.troubled, "missing": len(index.missing)}
    feedback.pushInfo(said.format(tiles=f"{len(index.rows):,}", points=f"{index.points:,}", **numbers))
    if index.reused:
        feedback.pushInfo(tr("{count} of them were not read again, as unchanged.").format(count=index.reused))
    for code, count, first in index.tally():
        severity = known.SEVERITY_OF[code]
        message = next(problem.message for problem in first.problems if problem.code == code)
        line = tr("{severity}, {count} tiles, the first {name}: {message}").format(
            severity=tr_core(known.SEVERITY_NAMES[severity]),
            count=count,
            name=Path(first.name).name,
            message=message.say(tr_core),
        )
        (feedback.pushInfo if severity == known.NOTE else feedback.pushWarning)(line)
    if index.missing:
        sheets = ", ".join(missing.sheet.code for missing in index.missing[:20])
        feedback.pushWarning(
            tr("Missing sheets: {sheets}").format(sheets=sheets + ("" if len(index.missing) <= 20 else " …"))
        )
    if index.strangers:
        said = tr("{count} text files hold no points and were left out, the first {name}.")
        feedback.pushInfo(said.format(count=len(index.strangers), name=index.strangers[0]))


def _rank(severity: str) -> int:
    from ...core.pointcloud.problems import SEVERITIES

    return SEVERITIES.index(severity)


def _wkb(outline) -> bytes | None:
    from shapely import to_wkb

    return None if outline is None else to_wkb(outline, output_dimension=2)


def _rounded(value: float | None):
    return NULL if value is None else round(value, 3)


def _crs_words(crs) -> str:
    from ...core.grid import crs_name

    return crs_name(crs) if crs else ""
