"""Positive openness: how much sky a place sees, however steep it lies.

Yokoyama, Shirasawa & Pike 2002, "Visualizing topography by openness", Photogrammetric Engineering & Remote Sensing 68(3):
the mean, over eight directions, of the zenith angle of the horizon within a radius. 90° on any plane, more on ridges, less
in valleys.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit


def openness(heights: np.ndarray, cell_m: tuple[float, float], radius_m: float, margin: int) -> np.ndarray:
    """Positive openness in degrees (float32; NaN no data) of the inside of ``heights``.

    ``heights`` (float32, m, NaN where unknown) has a margin of ``margin`` cells all around, see :func:`reach`. Unknown cells
    hide nothing; a direction in which no cell is known does not count.
    """
    width, height = cell_m
    steps = np.array([(0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1)])
    lengths = np.hypot(steps[:, 0] * height, steps[:, 1] * width)
    # A diagonal of rounded length must not lose its last cell.
    counts = np.floor(radius_m / lengths + 1e-9).astype(np.int64)
    return _openness(np.ascontiguousarray(heights, np.float32), steps, lengths, counts, margin)


def reach(cell_m: tuple[float, float], radius_m: float) -> int:
    """Cells of margin that :func:`openness` needs."""
    return math.floor(radius_m / min(cell_m) + 1e-9)


@njit(cache=True, nogil=True)
def _openness(heights, steps, lengths, counts, margin):
    rows, columns = heights.shape[0] - 2 * margin, heights.shape[1] - 2 * margin
    result = np.empty((rows, columns), np.float32)
    steepest = np.empty(columns, np.float32)
    total = np.empty(columns)
    seen = np.empty(columns)
    for row in range(rows):
        here = heights[row + margin, margin : margin + columns]
        total[:] = 0.0
        seen[:] = 0.0
        for way in range(len(steps)):
            steepest[:] = -np.inf
            for step in range(1, counts[way] + 1):
                inverse = np.float32(1 / (step * lengths[way]))
                left = margin + step * steps[way, 1]
                there = heights[row + margin + step * steps[way, 0], left : left + columns]
                for column in range(columns):
                    rise = (there[column] - here[column]) * inverse
                    if rise > steepest[column]:  # noqa: PLR1730 - max() would keep an unknown height
                        steepest[column] = rise
            for column in range(columns):
                if steepest[column] > -np.inf:
                    total[column] += 90.0 - math.degrees(math.atan(steepest[column]))
                    seen[column] += 1
        for column in range(columns):
            result[row, column] = total[column] / seen[column] if seen[column] else np.nan
    return result
