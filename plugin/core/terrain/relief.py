"""Slope and hillshade of a block of heights, in one pass.

Horn 1981, "Hill shading and the reflectance map", Proceedings of the IEEE 69(1), doi 10.1109/PROC.1981.11918; lights from
several sides: after Mark 1992, "Multidirectional, oblique-weighted, shaded-relief image of the Island of Hawaii", USGS
Open-File Report 92-422. Both as gdaldem draws them, so that maps may be laid side by side: there a light counts by the
squared cosine of the angle between it and the direction of slope, which favours slopes that face it or turn from it.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

AROUND = (225.0, 270.0, 315.0, 360.0)
"""Azimuths of the lights of the multidirectional hillshade."""

_HALF = math.sqrt(0.5)


def relief(
    heights: np.ndarray,
    cell_m: tuple[float, float],
    azimuth_deg: float | None = None,
    altitude_deg: float = 45.0,
    exaggeration: float = 1.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Slope in degrees (float32; NaN no data) and hillshade (uint8, 1–255; 0 no data) of the inside of ``heights``.

    ``heights`` (rows + 2, columns + 2), float32 in metres, NaN where unknown, has a margin of one cell all around.
    Neighbours that are missing are continued as in :func:`~.slope.gradient`. Without ``azimuth_deg`` light falls from
    :data:`AROUND`. ``exaggeration`` multiplies heights in the hillshade only.
    """
    azimuth = math.radians(azimuth_deg or 0.0)
    altitude = math.radians(altitude_deg)
    return _relief(
        np.ascontiguousarray(heights, np.float32),
        float(cell_m[0]),
        float(cell_m[1]),
        azimuth_deg is None,
        math.sin(azimuth),
        math.cos(azimuth),
        math.sin(altitude),
        math.cos(altitude),
        float(exaggeration),
    )


@njit(cache=True, nogil=True)
def _relief(heights, width, height, around, sin_azimuth, cos_azimuth, sin_altitude, cos_altitude, exaggeration):
    rows, columns = heights.shape[0] - 2, heights.shape[1] - 2
    slope = np.empty((rows, columns), np.float32)
    shade = np.empty((rows, columns), np.uint8)
    for row in range(rows):
        for column in range(columns):
            here = float(heights[row + 1, column + 1])
            if math.isnan(here):
                slope[row, column] = np.nan
                shade[row, column] = 0
                continue
            north_west, north, north_east = heights[row, column], heights[row, column + 1], heights[row, column + 2]
            west, east = heights[row + 1, column], heights[row + 1, column + 2]
            south_west, south, south_east = (
                heights[row + 2, column],
                heights[row + 2, column + 1],
                heights[row + 2, column + 2],
            )
            right = _across(float(east), float(west), here, 0.0)
            up = _across(float(north), float(south), here, 0.0)
            falling = _across(float(south_east), float(north_west), here, right - up)
            rising = _across(float(north_east), float(south_west), here, right + up)
            x = (falling + rising + 2 * right) / (8 * width)
            y = (rising - falling + 2 * up) / (8 * height)
            slope[row, column] = math.degrees(math.atan(math.hypot(x, y)))
            x, y = x * exaggeration, y * exaggeration
            steepness = x * x + y * y
            flat, length = sin_altitude, math.sqrt(1 + steepness)
            if not around:
                light = max(0.0, flat - cos_altitude * (x * sin_azimuth + y * cos_azimuth))
            elif steepness == 0:
                light = flat
            else:
                from_225 = 0.5 * steepness + x * y  # weights as in the head of this module; the four sum to 2
                light = (
                    from_225 * max(0.0, flat + cos_altitude * _HALF * (x + y))
                    + x * x * max(0.0, flat + cos_altitude * x)
                    + (steepness - from_225) * max(0.0, flat + cos_altitude * _HALF * (x - y))
                    + y * y * max(0.0, flat - cos_altitude * y)
                ) / (2 * steepness)
            shade[row, column] = int(1.5 + 254 * light / length)
    return slope, shade


@njit(cache=True, nogil=True, inline="always")
def _across(ahead, behind, here, otherwise):
    """Height ahead less that behind; continued from one side where the other is missing."""
    if math.isnan(ahead):
        return otherwise if math.isnan(behind) else 2 * (here - behind)
    return 2 * (ahead - here) if math.isnan(behind) else ahead - behind
