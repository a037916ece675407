"""Surface models without pits: Khosravipour et al. 2014, PE&RS 80(9), "Generating pit-free canopy height models".

Lasers see through crowns; the highest point of a cell then lies deep inside, and the surface has a pit. The remedy:
beside the triangulation of all first returns, triangulations of only those higher than 2, 5, 10 … m above ground, each
drawn only where its triangles are small; the highest surface counts. As in its authors' practice, first returns are
thinned to the highest of each quarter of a cell.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .binning import FIRST, NO_POINT

LEVELS_M = (2, *range(5, 61, 5))
"""Heights above ground from which the partial triangulations take their points, metres."""

WIDEST_CELLS, WIDEST_SPACINGS = 2, 4
"""Triangles of partial triangulations drawn: circumcircles at most so many cells wide, or so many point spacings. Wider
ones would close lanes between houses; narrower ones leave pits open."""


def thin(
    pieces: list[np.ndarray], corner: tuple[float, float], half: float, shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x, y, z of the highest first return in each cell ``half`` wide; of equal ones the first by x, then y."""
    best = np.full((*shape, 3), NO_POINT, np.int32)
    for records in pieces:
        _raise(records, corner[0], corner[1], half, best)
    found = best[best[..., 2] != NO_POINT]
    return tuple(np.ascontiguousarray(found[:, i]) for i in range(3))


@njit(cache=True, nogil=True)
def _raise(records, left, top, half, best):
    rows, columns, _ = best.shape
    for i in range(records.size):
        if not records[i].flags & FIRST:
            continue
        x, y, z = records[i].x, records[i].y, records[i].z
        column = int(np.floor((x - left) / half))
        row = int(np.ceil((top - y) / half)) - 1
        if row < 0 or row >= rows or column < 0 or column >= columns:
            continue
        held = best[row, column]
        if z > held[2] or (z == held[2] and (x < held[0] or (x == held[0] and y < held[1]))):
            held[0], held[1], held[2] = x, y, z


@njit(cache=True, nogil=True)
def above_ground(x, y, z, terrain, left, top, cell):
    """Height (steps) of points above the cell of ``terrain`` they lie in; -inf where that is not known."""
    rows, columns = terrain.shape
    heights = np.full(x.size, -np.inf)
    for i in range(x.size):
        column = int(np.floor((x[i] - left) / cell))
        row = int(np.ceil((top - y[i]) / cell)) - 1
        if 0 <= row < rows and 0 <= column < columns and not np.isnan(terrain[row, column]):
            heights[i] = z[i] - terrain[row, column]
    return heights
