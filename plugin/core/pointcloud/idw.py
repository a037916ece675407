"""Inverse-distance weighting of ground points near each cell, and the filling of gaps between cells."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from .binning import GROUND

_NEAREST = 0.01  # least distance that counts, in cells: closer points weigh alike
_WEIGHT_STEP = 2.0**-12  # weights are whole multiples of it, so that sums do not depend on the order of points


def inverse_distance(
    pieces: list[np.ndarray], corner: tuple[float, float], cell: float, shape: tuple[int, int]
) -> np.ndarray:
    """Heights (steps) at cell centres: the mean, weighted by 1/d² (Shepard 1968, ACM '68), of the ground points in the cell
    and the eight around it; NaN where there are none."""
    rows, columns = shape
    # Weighted heights and weights, side by side for the cache, with two cells around so that no point meets a border.
    sums = np.zeros((rows + 4, columns + 4, 2), np.int64)
    for records in pieces:
        _gather(records, corner[0], corner[1], cell, sums)
    heights, weights = sums[2:-2, 2:-2, 0], sums[2:-2, 2:-2, 1]
    return heights / np.where(weights > 0, weights, math.nan)


@njit(cache=True, nogil=True)
def _gather(records, left, top, cell, sums):
    rows, columns = sums.shape[0] - 4, sums.shape[1] - 4
    nearest = (_NEAREST * cell) ** 2
    scale = cell * cell / _WEIGHT_STEP
    for i in range(records.size):
        if not records[i].flags & GROUND:
            continue
        x, y, z = records[i].x, records[i].y, records[i].z
        column = int(np.floor((x - left) / cell))
        row = int(np.ceil((top - y) / cell)) - 1
        if row < -1 or row > rows or column < -1 or column > columns:
            continue
        for below in range(3):
            down = top - (row + below - 0.5) * cell - y
            for beside in range(3):
                right = left + (column + beside - 0.5) * cell - x
                weight = np.int64(scale / max(right * right + down * down, nearest))
                sums[row + below + 1, column + beside + 1, 0] += weight * z
                sums[row + below + 1, column + beside + 1, 1] += weight


@njit(cache=True, nogil=True)
def fill_gaps(values, reach, out):
    """``values`` (NaN in gaps) into ``out``, gaps at most ``reach`` cells wide filled from their rims.

    A gap cell is filled where it has cells with values on both sides, at most ``reach`` cells apart, along a row, a
    column or a diagonal; with their mean weighted by 1/d². Nothing is carried outward, beyond where points are.
    """
    rows, columns = values.shape
    for row in range(rows):
        for column in range(columns):
            out[row, column] = values[row, column]
            if not np.isnan(values[row, column]):
                continue
            total = weights = 0.0
            for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
                length = math.sqrt(float(down * down + right * right))
                limit = int(reach / length)
                ahead = behind = 0
                for step in range(1, limit):
                    r, c = row + step * down, column + step * right
                    if r >= rows or c >= columns or c < 0:
                        break
                    if not np.isnan(values[r, c]):
                        ahead = step
                        break
                if ahead == 0:
                    continue
                for step in range(1, limit - ahead + 1):
                    r, c = row - step * down, column - step * right
                    if r < 0 or c < 0 or c >= columns:
                        break
                    if not np.isnan(values[r, c]):
                        behind = step
                        break
                if behind == 0:
                    continue
                near, far = 1 / (length * ahead) ** 2, 1 / (length * behind) ** 2
                total += near * values[row + ahead * down, column + ahead * right]
                total += far * values[row - behind * down, column - behind * right]
                weights += near + far
            if weights > 0:
                out[row, column] = total / weights
