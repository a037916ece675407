"""What an index finds wrong with tiles: codes, how bad each is, and the words."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import QT_TRANSLATE_NOOP, Message
from . import crs, header
from .catalogue import ELSEWHERE, OVERHANG, SWAPPED
from .text_points import NOT_A_TILE

ERROR, WARNING, NOTE, OK = "error", "warning", "note", "ok"
SEVERITIES = (ERROR, WARNING, NOTE, OK)
"""From the worst to none."""

SEVERITY_NAMES = {
    ERROR: QT_TRANSLATE_NOOP("SoraNoMe", "Error"),
    WARNING: QT_TRANSLATE_NOOP("SoraNoMe", "Warning"),
    NOTE: QT_TRANSLATE_NOOP("SoraNoMe", "Note"),
    OK: QT_TRANSLATE_NOOP("SoraNoMe", "No problem"),
}

SEVERITY_OF = {
    "unreadable": ERROR,
    "truncated": ERROR,
    "damaged": ERROR,
    "empty": WARNING,
    "box": WARNING,
    "header": WARNING,
    "no_crs": ERROR,
    "wrong_zone": ERROR,
    "degrees": ERROR,
    "crs_unusable": WARNING,
    "crs_implied": NOTE,
    "crs_replaced": NOTE,
    "old_datum": WARNING,
    "feet": WARNING,
    "zones": WARNING,
    "heights": WARNING,
    "local_heights": NOTE,
    "swapped": ERROR,
    "name": ERROR,
    "overhang": NOTE,
    "far": WARNING,
    "duplicate": WARNING,
    "same_sheet": WARNING,
    "elsewhere_too": NOTE,
    "overlap": WARNING,
    "everything": WARNING,
    "missing": WARNING,
    "not_tile": NOTE,
}
"""How bad each problem is, by its code. An error: the tile cannot be used as it is."""

_CODE_OF_SENTENCE = {
    header.EMPTY: "empty",
    header.BOX: "box",
    header.BOX_READ: "box",
    header.TRUNCATED: "truncated",
    crs.IMPLIED: "crs_implied",
    crs.REPLACED: "crs_replaced",
    crs.FEET: "feet",
    crs.FEET_HEIGHTS: "feet",
    crs.OUTSIDE: "far",
    crs.AS_DEGREES: "far",
    SWAPPED: "swapped",
    ELSEWHERE: "name",
    OVERHANG: "overhang",
    NOT_A_TILE: "not_tile",
}

MISPLACED = QT_TRANSLATE_NOOP(
    "SoraNoMe", "The box in its header does not hold its points: {share} % of those looked at lie outside."
)
MISSING = QT_TRANSLATE_NOOP("SoraNoMe", "Sheet {sheet} is missing, though those around it are there.")
NO_CRS = QT_TRANSLATE_NOOP("SoraNoMe", "It has no coordinate system, and its name is no map sheet.")
UNUSABLE_CRS = QT_TRANSLATE_NOOP(
    "SoraNoMe", "The coordinate system written in it cannot be used, and its name is no map sheet."
)
WRONG_ZONE = QT_TRANSLATE_NOOP("SoraNoMe", "It says {written}, but its sheet {sheet} lies in {expected}.")
DEGREES = QT_TRANSLATE_NOOP("SoraNoMe", "Its coordinates are degrees ({crs}); point clouds are worked on in metres.")
CRS_DIFFERS = QT_TRANSLATE_NOOP("SoraNoMe", "It says {written}, but {given} was given.")
OLD_DATUM = QT_TRANSLATE_NOOP("SoraNoMe", "Its {crs} is of an older datum than JGD2011.")
ZONES = QT_TRANSLATE_NOOP("SoraNoMe", "It lies in {crs}, most other tiles in {usual}.")
ZONES_TIED = QT_TRANSLATE_NOOP(
    "SoraNoMe", "It lies in {crs}, as many other tiles in {other}; one layer has one coordinate system."
)
HEIGHTS = QT_TRANSLATE_NOOP("SoraNoMe", "Its heights are of {height}, those of most other tiles of {usual}.")
REVISION = QT_TRANSLATE_NOOP(
    "SoraNoMe",
    "It dates from {date}, after the revision of heights of {revision}, other tiles from before it; none says which datum.",
)
LOCAL_HEIGHTS = QT_TRANSLATE_NOOP(
    "SoraNoMe", "Its heights are said to be {height}, but heights of {place} count from local sea level."
)
COUNTED_LOCALLY = QT_TRANSLATE_NOOP(
    "SoraNoMe", "Nothing says from where its heights count; on {place} that is the local sea level."
)
LIES_IN = QT_TRANSLATE_NOOP("SoraNoMe", "Its name says sheet {sheet}, but its coordinates lie in {other}.")
FAR = QT_TRANSLATE_NOOP("SoraNoMe", "Its coordinates lie outside the map sheets of its zone. X and Y may be exchanged.")
DUPLICATE = QT_TRANSLATE_NOOP("SoraNoMe", "It is the same tile as {other}.")
SAME_SHEET = QT_TRANSLATE_NOOP("SoraNoMe", "Sheet {sheet} is also in {other}, with other points.")
OVERLAP = QT_TRANSLATE_NOOP("SoraNoMe", "It covers the same ground as {other}.")
EVERYTHING = QT_TRANSLATE_NOOP(
    "SoraNoMe", "Its folder promises the ground only, but it holds other points too ({share} % {kind})."
)
NOT_LAST = QT_TRANSLATE_NOOP("SoraNoMe", "of several returns not the last")
OTHER_CLASSES = QT_TRANSLATE_NOOP("SoraNoMe", "not of class 2")


@dataclass(frozen=True)
class Problem:
    code: str
    message: Message

    @property
    def severity(self) -> str:
        return SEVERITY_OF[self.code]


def coded(message: Message, otherwise: str) -> Problem:
    """A message of another module with the code it stands for, else the code ``otherwise``."""
    return Problem(_CODE_OF_SENTENCE.get(message.template, otherwise), message)


def worst(problems: list[Problem]) -> str:
    """The worst severity among ``problems``, OK where there are none."""
    return min((problem.severity for problem in problems), key=SEVERITIES.index, default=OK)
