"""A transition of heights inside the edge of an area, where the ground of two captures is to meet."""

from __future__ import annotations

import math
import threading

import numpy as np
import shapely
from affine import Affine
from rasterio.windows import Window
from scipy import ndimage

from ..grid import Grid
from ..tasks import Progress
from .area import Area
from .catalogue import Catalogue
from .fit import CELL_M, GroundModel, Move

_BLOCK = 256  # cells
_MEDIAN = 5


class Feather:
    """Lifts points of NEW near the edge of ``area`` towards BASE: fully on the edge, not at all ``width_m`` inside it.

    The lift is the difference of the two grounds there (median of 5 m), at most ``limit_m``: what is more has changed.
    """

    def __init__(
        self,
        base: Catalogue,
        new: Catalogue,
        move: Move,
        area: Area,
        width_m: float,
        limit_m: float,
        progress: Progress,
    ):
        self._metres = base.tiles[0].decision.metres_per_unit
        self._width, self._limit = width_m / self._metres, limit_m
        self._edge = area.geometry.boundary
        cell = CELL_M / self._metres
        west, south, east, north = area.bounds
        left, top = math.floor(west / cell) - _BLOCK, math.ceil(north / cell) + _BLOCK
        columns, rows = math.ceil(east / cell) + _BLOCK - left, top - math.floor(south / cell) + _BLOCK
        self._grid = Grid(base.crs, Affine(cell, 0, left * cell, 0, -cell, top * cell), columns, rows)
        self._models = GroundModel(base, self._grid, Move(), progress), GroundModel(new, self._grid, move, progress)
        self._blocks: dict[tuple[int, int], np.ndarray] = {}
        self._lock = threading.Lock()

    def lift(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Metres to add to the heights of NEW at ``x``, ``y``."""
        lift = np.zeros(len(x))
        bounds = x.min() - self._width, y.min() - self._width, x.max() + self._width, y.max() + self._width
        edge = shapely.clip_by_rect(self._edge, *bounds)
        if edge.is_empty:
            return lift
        away = shapely.distance(shapely.points(x, y), edge)
        near = np.flatnonzero(away < self._width)
        if len(near):
            lift[near] = (1 - away[near] / self._width) * self._difference(x[near], y[near])
        return lift

    def _difference(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        columns, rows = ~self._grid.transform * (x, y)
        columns, rows = np.floor(columns).astype(np.int64), np.floor(rows).astype(np.int64)
        block = rows // _BLOCK * (1 << 20) + columns // _BLOCK
        found = np.zeros(len(x))
        for number in np.unique(block):
            here = block == number
            row, column = int(number >> 20), int(number & ((1 << 20) - 1))
            found[here] = self._block(row, column)[rows[here] - row * _BLOCK, columns[here] - column * _BLOCK]
        return found

    def _block(self, row: int, column: int) -> np.ndarray:
        """BASE − NEW on one block of cells, without gaps; 0 where the two have no ground in common."""
        with self._lock:
            if (row, column) not in self._blocks:
                if len(self._blocks) > 64:
                    self._blocks.clear()
                height = min(_BLOCK, self._grid.height - row * _BLOCK)
                width = min(_BLOCK, self._grid.width - column * _BLOCK)
                window = Window(column * _BLOCK, row * _BLOCK, width, height)
                base, new = (model.read(window) for model in self._models)
                self._blocks[row, column] = self._smooth(base - new)
            return self._blocks[row, column]

    def _smooth(self, difference: np.ndarray) -> np.ndarray:
        known = np.isfinite(difference) & (np.abs(difference) <= self._limit)
        if not known.any():
            return np.zeros(difference.shape)
        nearest = ndimage.distance_transform_edt(~known, return_distances=False, return_indices=True)
        return ndimage.median_filter(difference[tuple(nearest)], _MEDIAN)
