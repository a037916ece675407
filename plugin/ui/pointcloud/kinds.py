"""Short names of what an index finds wrong with tiles; the sentences with the details are in the index itself."""

from __future__ import annotations

from ...translation import tr

MARKS = {"error": "✕", "warning": "⚠", "note": "ℹ", "ok": "✓", "missing": "⚠"}
"""By severity."""


def kind_names() -> dict[str, str]:
    """By the codes of :mod:`~.core.pointcloud.problems`."""
    return {
        "unreadable": tr("Cannot be opened"),
        "truncated": tr("Cut off in the middle"),
        "damaged": tr("Damaged inside"),
        "empty": tr("Holds no points"),
        "box": tr("Wrong extent in the header"),
        "header": tr("Odd header"),
        "no_crs": tr("No coordinate system"),
        "wrong_zone": tr("Wrong coordinate system"),
        "degrees": tr("In degrees"),
        "crs_unusable": tr("Unusable coordinate system"),
        "crs_implied": tr("Coordinate system taken from the sheet"),
        "crs_replaced": tr("Coordinate system replaced"),
        "old_datum": tr("Older datum than JGD2011"),
        "feet": tr("In feet"),
        "zones": tr("Another coordinate system than most"),
        "heights": tr("Another height datum than most"),
        "local_heights": tr("Heights of an island"),
        "swapped": tr("X and Y exchanged"),
        "name": tr("Name contradicts the coordinates"),
        "overhang": tr("Reaches beyond its sheet"),
        "far": tr("Outside its zone"),
        "duplicate": tr("The same tile twice"),
        "same_sheet": tr("Sheet there twice"),
        "elsewhere_too": tr("Sheet in another folder too"),
        "overlap": tr("Covers the same ground as another"),
        "everything": tr("Called ground, but holds everything"),
        "missing": tr("Missing sheet"),
        "not_tile": tr("Not a tile"),
    }
