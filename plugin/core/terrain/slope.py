"""Slope and aspect of a height grid, by Horn's third-order differences.

Horn 1981, "Hill shading and the reflectance map", Proceedings of the IEEE 69(1), doi 10.1109/PROC.1981.11918.
"""

from __future__ import annotations

import numpy as np


def gradient(heights: np.ndarray, cell_width: float, cell_height: float) -> tuple[np.ndarray, np.ndarray]:
    """Rise per unit of length to the east and to the north, both (rows, columns) like ``heights`` (row 0 is north).

    ``cell_width`` and ``cell_height`` are in the unit of the heights. NaN where the height itself is NaN; a missing
    neighbour, beyond the edge too, is continued from the opposite one or from those beside it: exact on a plane.
    """
    rows, columns = heights.shape
    wide = np.pad(heights, 1, constant_values=np.nan)

    def beside(down: int, right: int) -> np.ndarray:
        return wide[1 + down : 1 + down + rows, 1 + right : 1 + right + columns]

    def across(down: int, right: int) -> np.ndarray:
        """Height in one direction less the height in the opposite one; NaN where both are missing."""
        ahead, behind = beside(down, right), beside(-down, -right)
        difference = ahead - behind
        missing = np.isnan(difference)
        if missing.any():
            here = heights[missing]
            difference[missing] = 2 * np.fmax(ahead[missing] - here, here - behind[missing])
        return difference

    def known(difference: np.ndarray, otherwise: np.ndarray | int) -> np.ndarray:
        return np.where(np.isnan(difference), otherwise, difference)

    right, up = known(across(0, 1), 0), known(across(-1, 0), 0)
    falling, rising = known(across(1, 1), right - up), known(across(-1, 1), right + up)
    east = (falling + rising + 2 * right) / (8 * cell_width)
    north = (rising - falling + 2 * up) / (8 * cell_height)
    hole = np.isnan(heights)
    east[hole] = north[hole] = np.nan
    return east, north


def slope_degrees(east: np.ndarray, north: np.ndarray) -> np.ndarray:
    """Steepest slope in degrees, 0–90, of a :func:`gradient`."""
    return np.degrees(np.arctan(np.hypot(east, north)))


def aspect_degrees(east: np.ndarray, north: np.ndarray) -> np.ndarray:
    """Direction of steepest descent in degrees clockwise from north, 0 ≤ aspect < 360; NaN on level ground."""
    aspect = np.degrees(np.arctan2(-east, -north)) % 360
    return np.where((east == 0) & (north == 0), np.nan, aspect)
