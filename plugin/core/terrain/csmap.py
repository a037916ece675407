"""CS立体図: curvature and slope in one picture, as Japanese foresters read terrain.

Toda 2014, 曲率と傾斜による立体図法（CS立体図）を用いた地形判読, 森林立地 56(2); 長野県林業総合センター. From the method:
curvature of the smoothed ground from blue (concave: valleys) over pale yellow to red (convex: ridges), slope from white
(level) to black and to brown, laid over each other half transparent, slope in grey on top. Curvature is the general one of
Zevenbergen & Thorne 1987, "Quantitative analysis of land surface topography", Earth Surface Processes and Landforms 12(1),
convex positive (the sign of ArcGIS, which gives it in hundredths).

Chosen here, since the method leaves them to the map: the colours themselves; that the fifth layer, height from black to
white, is left out, because it would give neighbouring surveys different colours for a sixteenth of the picture; and where
colours end (:func:`limits`).
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from scipy import ndimage

RADIUS_M = 3.0

_TRUNCATE = 3.0  # standard deviations of the smoothing that are computed
_STEEPEST_DEG = 70.0  # at strength 1
_BEND = 0.3  # curvature times radius, at strength 1

# Colours at 0 and 1, or at 0, ½ and 1; and the share of each layer, halved from top to bottom.
_GREY = np.array([(255, 255, 255), (0, 0, 0)], np.float64)
_BROWN = np.array([(255, 245, 235), (100, 45, 15)], np.float64)
_BLUE = np.array([(35, 80, 130), (225, 235, 245)], np.float64)
_BLUE_YELLOW_RED = np.array([(50, 90, 190), (250, 248, 220), (190, 45, 40)], np.float64)
_SHARES = np.array([8, 4, 2, 1]) / 15  # grey slope, blue-yellow-red curvature, brown slope, blue curvature


def curvature(heights: np.ndarray, cell_m: tuple[float, float], radius_m: float, margin: int) -> np.ndarray:
    """Curvature in 1/m (float32; convex positive; NaN no data) of the inside of ``heights``, smoothed over ``radius_m``.

    ``heights`` (float32, m, NaN where unknown) has a margin of ``margin`` cells all around, see :func:`reach`. The radius is
    the standard deviation of a Gaussian, 0 for none. Smoothing and curvature may change places; smoothing the curvature
    leaves a plane flat up to the edge of what is known, where smoothed heights would bend.
    """
    bent, known = _bend(np.ascontiguousarray(heights, np.float32), float(cell_m[0]), float(cell_m[1]))
    for axis, cell in ((0, cell_m[1]), (1, cell_m[0])):
        weights = _weights(radius_m / cell)
        if len(weights) > 1:
            bent = ndimage.correlate1d(bent, weights, axis, mode="constant")
            known = ndimage.correlate1d(known, weights, axis, mode="constant")
    inside = slice(margin, heights.shape[0] - margin), slice(margin, heights.shape[1] - margin)
    bent, known, hole = bent[inside], known[inside], np.isnan(heights[inside])
    with np.errstate(invalid="ignore", divide="ignore"):
        result = np.where(known > 0, bent / known, 0)
    result[hole] = np.nan
    return result.astype(np.float32)


def reach(cell_m: tuple[float, float], radius_m: float) -> int:
    """Cells of margin that :func:`curvature` needs."""
    return 1 + len(_weights(radius_m / min(cell_m))) // 2


def limits(cell_m: tuple[float, float], radius_m: float, strength: float) -> tuple[float, float]:
    """Curvature (1/m) and slope (degrees) from which colours do not deepen.

    At strength 1 they are 0.1 at a radius of 3 m, less where the ground is smoothed more, and 70°.
    """
    return _BEND / (max(radius_m, *cell_m) * strength), min(90.0, _STEEPEST_DEG / strength)


def colours(bend: np.ndarray, slope: np.ndarray, deepest: float, steepest: float) -> np.ndarray:
    """The picture (3, rows, columns; uint8, 1–255; 0 no data) of curvature (1/m) and slope (degrees), see :func:`limits`."""
    return _colours(
        np.ascontiguousarray(bend), np.ascontiguousarray(slope), float(deepest), float(steepest),
        _GREY, _BROWN, _BLUE, _BLUE_YELLOW_RED, _SHARES,
    )  # fmt: skip


def _weights(sigma: float) -> np.ndarray:
    """A Gaussian of ``sigma`` cells, cut off and summing to 1."""
    half = math.ceil(_TRUNCATE * sigma)
    if half == 0:
        return np.ones(1)
    weights = np.exp(-0.5 * (np.arange(-half, half + 1) / sigma) ** 2)
    return weights / weights.sum()


@njit(cache=True, nogil=True)
def _bend(heights, width, height):
    """Curvature (0 where unknown), and 1 where it is known: where a cell and its four neighbours are."""
    bent = np.zeros(heights.shape, np.float32)
    known = np.zeros(heights.shape, np.float32)
    for row in range(1, heights.shape[0] - 1):
        for column in range(1, heights.shape[1] - 1):
            twice = 2 * float(heights[row, column])
            across = (float(heights[row, column - 1]) + float(heights[row, column + 1]) - twice) / (width * width)
            along = (float(heights[row - 1, column]) + float(heights[row + 1, column]) - twice) / (height * height)
            value = -(across + along)
            if not math.isnan(value):
                bent[row, column] = value
                known[row, column] = 1
    return bent, known


@njit(cache=True, nogil=True)
def _colours(bend, slope, deepest, steepest, grey, brown, blue, blue_yellow_red, shares):
    rows, columns = bend.shape
    picture = np.zeros((3, rows, columns), np.uint8)
    for row in range(rows):
        for column in range(columns):
            if math.isnan(slope[row, column]) or math.isnan(bend[row, column]):
                continue
            steep = min(1.0, slope[row, column] / steepest)
            convex = min(1.0, max(0.0, 0.5 + 0.5 * bend[row, column] / deepest))
            half = 0 if convex < 0.5 else 1
            within = 2 * convex - half
            for band in range(3):
                value = (
                    shares[0] * (grey[0, band] + steep * (grey[1, band] - grey[0, band]))
                    + shares[1]
                    * (
                        blue_yellow_red[half, band]
                        + within * (blue_yellow_red[half + 1, band] - blue_yellow_red[half, band])
                    )
                    + shares[2] * (brown[0, band] + steep * (brown[1, band] - brown[0, band]))
                    + shares[3] * (blue[0, band] + convex * (blue[1, band] - blue[0, band]))
                )
                picture[band, row, column] = max(1, min(255, int(value + 0.5)))
    return picture
