"""How long it takes on foot: Tobler's hiking function along the straight line between two points.

Tobler 1993, "Three presentations on geographical analysis and modeling", NCGIA Technical Report 93-1: on a slope of
dh/dx people walk 6 exp(−3.5 |dh/dx + 0.05|) km/h, off paths three fifths of it. Uphill and downhill differ, so the way
back is another time than the way there.
"""

from __future__ import annotations

import json
import math
import os
from dataclasses import dataclass

import numpy as np

from ...resources import FOLDER
from ...tasks import Progress, Silent, check_cancelled

_CELL_M = 10.0
_MOST_CELLS = 16_000_000
_STEP_M = 20.0
_MOST_STEPS = 64
_CHUNK = 50_000


def preset() -> dict:
    """The shipped ``presets/travel.json``."""
    return json.loads((FOLDER / "presets" / "travel.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Heights:
    """Heights (rows, columns; NaN unknown) of cells of ``cell_m``; ``west`` and ``north`` are the outer edges."""

    values: np.ndarray
    west: float
    north: float
    cell_m: float

    def at(self, xy: np.ndarray) -> np.ndarray:
        """Heights at points (…, 2), bilinear, float64; NaN outside."""
        from scipy.ndimage import map_coordinates

        rows = (self.north - xy[..., 1]) / self.cell_m - 0.5
        columns = (xy[..., 0] - self.west) / self.cell_m - 0.5
        return map_coordinates(self.values, [rows, columns], order=1, mode="constant", cval=math.nan)


def read_heights(path: str | os.PathLike, name: str, wkt: str, bounds: tuple[float, float, float, float]) -> Heights:
    """The elevation model at ``path`` inside ``bounds`` (west, south, east, north) of the metric CRS ``wkt``.

    Cells are averaged to 10 m, or to more where the area would need over 16 million of them (64 MB). Raises
    :class:`InputError` where it cannot be read.
    """
    from rasterio.crs import CRS
    from rasterio.enums import Resampling
    from rasterio.transform import from_origin

    from ...grid import Grid
    from ...heights import height_scale
    from ...raster import Raster, environment

    west, south, east, north = bounds
    cell = max(_CELL_M, math.sqrt((east - west) * (north - south) / _MOST_CELLS))
    columns, rows = (max(2, math.ceil(span / cell) + 1) for span in (east - west, north - south))
    with environment():
        crs = CRS.from_wkt(wkt)
    grid = Grid(crs, from_origin(west, north, cell, cell), columns, rows)
    with Raster(path, name) as raster:
        scale = height_scale(raster)
    with Raster(path, name, grid=grid, resampling=Resampling.average) as raster:
        values, valid = raster.read_valid(bands=[1])
    return Heights(np.where(valid, values[0] * scale, np.nan), west, north, cell)


def speed_kmh(slope: np.ndarray, walking: dict) -> np.ndarray:
    """Tobler's speed on a path, for slopes dh/dx (uphill positive); steeper ones are walked round (``steepest``)."""
    slope = np.clip(slope, -walking["steepest"], walking["steepest"])
    return walking["speed_kmh"] * np.exp(-walking["steepness"] * np.abs(slope + walking["downhill"]))


def slope_factors(
    start: np.ndarray, stop: np.ndarray, heights: Heights | None, walking: dict, progress: Progress | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """By how much longer straight ways take than on the level: there and back, (n,) each, for points (n, 2).

    Slopes are those between samples about every 20 m, at most 64 a way; where heights are unknown, the level is assumed.
    """
    progress = progress or Silent()
    start, stop = np.asarray(start, float).reshape(-1, 2), np.asarray(stop, float).reshape(-1, 2)
    there, back = np.ones(len(start)), np.ones(len(start))
    if heights is None:
        return there, back
    level = speed_kmh(np.zeros(1), walking)[0]
    lengths = np.hypot(*(stop - start).T)
    steps = np.clip(np.ceil(lengths / _STEP_M), 1, _MOST_STEPS).astype(int)
    order = np.argsort(steps, kind="stable")
    for first in range(0, len(order), _CHUNK):
        check_cancelled(progress)
        progress.report(first / len(order))
        part = order[first : first + _CHUNK]
        for count in np.unique(steps[part]):
            chosen = part[(steps[part] == count) & (lengths[part] > 0)]
            share = np.linspace(0, 1, count + 1)[None, :, None]
            points = start[chosen, None] * (1 - share) + stop[chosen, None] * share
            slopes = np.diff(heights.at(points), axis=1) / (lengths[chosen, None] / count)
            slopes[~np.isfinite(slopes)] = 0.0
            there[chosen] = (level / speed_kmh(slopes, walking)).mean(axis=1)
            back[chosen] = (level / speed_kmh(-slopes, walking)).mean(axis=1)
    return there, back


def walk_seconds(
    start: np.ndarray, stop: np.ndarray, heights: Heights | None, walking: dict
) -> tuple[np.ndarray, np.ndarray]:
    """Seconds off paths straight from ``start`` to ``stop`` (n, 2), and back: (n,) each."""
    start, stop = np.asarray(start, float).reshape(-1, 2), np.asarray(stop, float).reshape(-1, 2)
    pace = 3.6 / (speed_kmh(np.zeros(1), walking)[0] * walking["off_path"])
    metres = np.hypot(*(stop - start).T)
    there, back = slope_factors(start, stop, heights, walking)
    return metres * pace * there, metres * pace * back
