"""Whether classes, returns, colours and times of a tile can be right (ASPRS LAS Specification 1.4 R15, tables 9 and 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..text import QT_TRANSLATE_NOOP, Message
from .catalogue import Tile
from .source import TEXT

if TYPE_CHECKING:
    from .quality import Specification
    from .quality_tile import TileQuality

Found = tuple[str, str, float | None, float | None, Message]
"""Kind, severity, value, limit, text of an issue of the whole tile."""

_SERIOUS, _WARNING, _NOTE = "serious", "warning", "note"
_GROUND_NAME = re.compile(r"(?<![a-z])(ground|grd)(?![a-z])|グラウンド|グランド|地表面|地盤", re.IGNORECASE)
_GROUND_SHARES = 0.02, 0.98
_EXCEPTIONS = 0.001  # share of wrong returns that is worth a word


def called_ground(tile: Tile) -> bool:
    """Whether name or folder of the tile says that it holds ground."""
    return bool(_GROUND_NAME.search("/".join(tile.source.path.parts[-3:]) + "/" + tile.source.member))


def judge_classes(tile: Tile, found: TileQuality, mixed: tuple[float, float], limit: float) -> Iterator[Found]:
    """Issues of classes. ``mixed``: share of cells whose ground, and whose points of any class, are no one surface."""
    classes, points = found.classes, max(1, found.points)
    used = np.flatnonzero(classes)
    ground = classes[2] / points
    everything_ground = called_ground(tile) and (len(used) == 1 or ground > _GROUND_SHARES[1] or not classes[2])
    if everything_ground and mixed[1] > limit:
        yield (
            "ground_mixed",
            _SERIOUS,
            mixed[1],
            limit,
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "It is called ground, but in {share} % of the cells its points spread over more than 2 m: it seems to "
                    "hold everything. Classify the ground first.",
                ),
                {"share": f"{100 * mixed[1]:.0f}"},
            ),
        )
    elif mixed[0] > limit:
        yield (
            "ground_mixed",
            _WARNING,
            mixed[0],
            limit,
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "In {share} % of the cells the points classed as ground spread over more than 2 m: trees or buildings "
                    "are among them, or it is a cliff.",
                ),
                {"share": f"{100 * mixed[0]:.0f}"},
            ),
        )
    if len(used) == 1 and not everything_ground:
        said = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "All points are of class {kind}: it was not classified."),
            {"kind": int(used[0])},
        )
        yield "one_class", _WARNING, float(used[0]), None, said
    elif len(used) > 1 and not classes[2]:
        said = Message(QT_TRANSLATE_NOOP("SoraNoMe", "It has classes, but no ground (class 2)."))
        yield "ground_share", _WARNING, 0.0, _GROUND_SHARES[0], said
    elif len(used) > 1 and not _GROUND_SHARES[0] <= ground <= _GROUND_SHARES[1]:
        said = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "{share} % of the points are ground."), {"share": f"{100 * ground:.1f}"}
        )
        yield "ground_share", _NOTE, ground, _GROUND_SHARES[int(ground > 0.5)], said
    newer = tile.header.point_format >= 6
    reserved = used[(used > 18) & (used < 64)] if newer else used[used > 12]
    if len(reserved):
        said = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "{count} points are of classes ASPRS has not defined ({kinds})."),
            {"count": int(classes[reserved].sum()), "kinds": ", ".join(map(str, reserved.tolist()))},
        )
        yield "class_undefined", _NOTE, float(classes[reserved].sum()) / points, 0.0, said


def judge_attributes(tile: Tile, found: TileQuality, spec: Specification) -> Iterator[Found]:
    """Issues of everything but places and classes."""
    points = max(1, found.points)
    if tile.source.suffix not in TEXT:
        yield from _wrong_attributes(found, points)
    share = found.duplicates / max(1, found.hashed)
    if share > spec.duplicate_share:
        said = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "{share} % of the points lie exactly where another does."),
            {"share": f"{100 * share:.2f}"},
        )
        yield "duplicates", _WARNING, share, spec.duplicate_share, said
    if found.outside / points > spec.outside_share:
        said = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "{count} points lie outside the box in the header."),
            {"count": f"{found.outside:,}"},
        )
        yield "outside", _WARNING, found.outside / points, spec.outside_share, said
    if found.points != tile.header.count:
        said = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "Its header promises {promised} points; {count} were read."),
            {"promised": f"{tile.header.count:,}", "count": f"{found.points:,}"},
        )
        yield "count", _WARNING, float(found.points), float(tile.header.count), said
    if found.brightest == 0:
        said = Message(QT_TRANSLATE_NOOP("SoraNoMe", "Its format has colours, but all are black."))
        yield "colour", _NOTE, 0.0, None, said
    elif 0 < found.brightest <= 255:
        said = Message(QT_TRANSLATE_NOOP("SoraNoMe", "Its colours are of 8 bits (0–255); LAS asks for 16."))
        yield "colour", _NOTE, float(found.brightest), None, said
    for problem in tile.header.problems:
        yield "header", _NOTE, None, None, problem


def _wrong_attributes(found: TileQuality, points: int) -> Iterator[Found]:
    zero = QT_TRANSLATE_NOOP("SoraNoMe", "{count} points have a return number or a number of returns of 0.")
    above = QT_TRANSLATE_NOOP("SoraNoMe", "{count} points have a return number above their number of returns.")
    times = QT_TRANSLATE_NOOP("SoraNoMe", "{count} points have a GPS time that is no number.")
    for kind, count, text in (
        ("returns", found.returns_zero, zero),
        ("returns", found.returns_wrong, above),
        ("times", found.times_nan, times),
    ):
        if count:
            severity = _WARNING if count / points > _EXCEPTIONS else _NOTE
            yield kind, severity, count / points, 0.0, Message(text, {"count": f"{count:,}"})
