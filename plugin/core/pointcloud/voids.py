"""Voids: where a survey has no points, as polygons."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from scipy import ndimage

from ..change.objects import change_objects
from ..tasks import Progress

SPACINGS = 4
"""A void holds an empty square this many nominal point spacings wide (USGS Lidar Base Specification: (4 × ANPS)²)."""

NONE, VOID, OUTSIDE = 0, 1, 255  # codes of the raster of voids; as in CHANGE: nothing, something, no data
_AT_EDGE = 0.05  # share of a void's rim that lies outside the survey from which it may be the survey's edge


@dataclass(frozen=True)
class Void:
    """``kind``: ``water`` where most cells around it are water by class, ``edge`` where it opens to the outside of the
    survey, else ``void``."""

    outline: shapely.Polygon | shapely.MultiPolygon
    area_m2: float
    kind: str


def square_of(spacing_m: float, cell_m: float) -> int:
    """Edge, in cells, of the empty square a void must hold."""
    return max(1, math.ceil(SPACINGS * spacing_m / cell_m - 1e-9))


def void_cells(count: np.ndarray, surveyed: np.ndarray, square: int) -> np.ndarray:
    """Codes of cells (uint8): voids are the surveyed cells of empty squares of ``square``² cells.

    Cells less than ``square`` from the border of the arrays are not certain.
    """
    empty = (count == 0).astype(np.uint8)
    if square > 1:
        # The two shifts of an even square cancel each other.
        one_way = ndimage.minimum_filter(empty, square, mode="constant", cval=1)
        empty = ndimage.maximum_filter(one_way, square, origin=0 if square % 2 else -1, mode="constant", cval=0)
    return np.where(surveyed, np.where(empty, VOID, NONE), OUTSIDE).astype(np.uint8)


def rims(codes: np.ndarray, water: np.ndarray) -> np.ndarray:
    """For void cells beside one with points: 1 where such a neighbour is ``water``, else 0; NaN elsewhere (float32)."""
    beside, wet = np.zeros(codes.shape, bool), np.zeros(codes.shape, bool)
    for axis in (0, 1):
        for shift in (1, -1):
            beside |= np.roll(codes == NONE, shift, axis)
            wet |= np.roll((codes == NONE) & water, shift, axis)
    return np.where((codes == VOID) & beside, wet, np.nan).astype(np.float32)


def outline_voids(codes: str, rim: str, min_area_m2: float, progress: Progress) -> list[Void]:
    """Voids of at least ``min_area_m2`` in rasters of :func:`void_cells` and :func:`rims`, from west to east."""
    found, _ = change_objects(codes, codes, rim, min_area_m2=min_area_m2, progress=progress)
    return [Void(void.outline, void.area_m2, _kind(void.unseen_edge, void.soil)) for void in found]


def _kind(outside: float, wet: float) -> str:
    if wet > 0.5:
        return "water"
    return "edge" if outside > _AT_EDGE or math.isnan(wet) else "void"
