"""What algorithms that fill a folder with COPC files tell and leave: warnings, and an index of the tiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingFeedback, QgsWkbTypes
from qgis.PyQt.QtCore import QMetaType

from ...core.text import Message
from ...translation import tr, tr_core
from ..base import fields_of, write_layer
from ..styling import styled
from .tiles import MEMBER_FIELD, PATH_FIELD

if TYPE_CHECKING:
    from ...core.pointcloud.catalogue import Catalogue
    from ...core.pointcloud.copcfolder import Made, Outcome

INDEX = "index.gpkg"
"""The index in the output folder; INDEX names an input, too, so that it cannot be a destination."""

Extra = tuple[str, QMetaType.Type, str, "Callable[[Made], object]"]
"""A further field of the index: name, type, title, and what it says of a tile."""


def tell(outcome: Outcome, feedback: QgsProcessingFeedback, before: Catalogue | None = None) -> None:
    """Say what was left out and what to know of the others, but for what was said ``before``."""
    told = set()  # a remark that thousands of tiles share is told once, for the first of them
    if before is not None:
        told = {
            note.template
            for tile in before.tiles
            for note in (*tile.header.problems, *tile.notes, *tile.decision.notes)
        }
    for fault in outcome.faults:
        if before is None or fault not in before.faults:
            feedback.pushWarning(fault.why.say(tr_core))
    for tile in outcome.tiles:
        for message in tile.messages:
            if message.template not in told:
                told.add(message.template)
                feedback.pushWarning(f"{tile.name}: {message.say(tr_core)}")
    if outcome.stale:
        from ...core.pointcloud.import_report import STALE

        names = ", ".join(outcome.stale[:20]) + (", …" if len(outcome.stale) > 20 else "")
        feedback.pushWarning(Message(STALE, {"count": len(outcome.stale), "names": names}).say(tr_core))
    said = tr("{tiles} tiles with {points} points; {made} of them made now, {left} left out.")
    feedback.pushInfo(
        said.format(tiles=len(outcome.tiles), points=f"{outcome.points:,}", made=outcome.made, left=len(outcome.faults))
    )


def write_index(path: str, outcome: Outcome, extra: Iterable[Extra] = ()) -> None:
    """Write the outlines of the tiles, which a later step takes as INDEX; tiles left out have none."""

    import shapely

    text, whole, real = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double
    extra = list(extra)
    fields = fields_of((
        ("sheet", text, tr("Sheet")),
        ("severity", text, tr("Worst problem")),
        ("state", text, tr("State")),
        ("problems", text, tr("Problems")),
        ("points", QMetaType.Type.LongLong, tr("Number of points")),
        *((name, kind, title) for name, kind, title, _ in extra),
        ("crs", text, tr("Coordinate system")),
        ("crs_origin", text, tr("Known from")),
        ("height", text, tr("Height datum")),
        ("z_min", real, tr("Lowest (z)")),
        ("z_max", real, tr("Highest (z)")),
        ("created", text, tr("File made on")),
        ("point_format", whole, tr("Point format")),
        ("source", text, tr("Made from")),
        (PATH_FIELD, text, tr("File")),
        (MEMBER_FIELD, text, tr("File in the zip")),
    ))  # fmt: skip

    def rows():
        for tile in outcome.tiles:
            problems = "\n".join(message.say(tr_core) for message in tile.messages)
            outline = shapely.box(*tile.mins[:2], *tile.maxs[:2])
            yield (
                shapely.to_wkb(outline),
                (
                    tile.sheet,
                    "note" if problems else "ok",
                    "kept" if tile.kept else "made",
                    problems,
                    tile.count,
                    *(value(tile) for _, _, _, value in extra),
                    outcome.crs_name,
                    tile.origin,
                    tile.height,
                    tile.mins[2],
                    tile.maxs[2],
                    tile.created,
                    tile.point_format,
                    tile.name,
                    str(outcome.vpc.parent.absolute() / tile.output),
                    "",
                ),
            )
        for fault in outcome.faults:
            why, nothing = fault.why.say(tr_core), [None] * len(extra)
            yield None, ("", "error", "failed", why, 0, *nothing, "", "", "", None, None, "", None, fault.name, "", "")

    crs = QgsCoordinateReferenceSystem.fromWkt(outcome.crs.to_wkt())
    write_layer(path, "index", fields, QgsWkbTypes.Type.Polygon, crs, rows(), styled("tileindex"))
