"""Where coverage is wanted: people, roads, places and houses on the cells of a grid.

Each kind keeps its own layer, so that a result can be told in people and kilometres whatever they weighed. A list that was
not given is None, which is unknown, not zero. What lies outside the grid is left out in proportion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from affine import Affine
from numba import njit
from rasterio.enums import Resampling
from rasterio.features import rasterize

from ...errors import InputError
from ...grid import Grid
from ...raster import BLOCK_SIZE, Raster
from ...tasks import Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP

KINDS = ("people", "road_km", "places", "houses", "given")
"""Layers of :class:`Demand`; ``given`` is a demand the user weighed already."""


@dataclass(frozen=True)
class Weights:
    """Weight of one person, of one kilometre of road, and of one place. Houses weigh nothing: their people do."""

    person: float = 1.0
    road_km: float = 50.0
    place: float = 100.0


@dataclass(eq=False)
class Demand:
    """Layers of demand on ``grid``, float64 (rows, columns), None where the list is not known."""

    grid: Grid
    people: np.ndarray | None = None
    road_km: np.ndarray | None = None
    places: np.ndarray | None = None
    houses: np.ndarray | None = None
    given: np.ndarray | None = None

    def known(self) -> dict[str, np.ndarray]:
        return {kind: layer for kind in KINDS if (layer := getattr(self, kind)) is not None}

    def weight(self, weights: Weights) -> np.ndarray:
        """Weight of each cell, float64 (rows, columns)."""
        total = np.zeros(self.grid.shape)
        for kind, unit in (("people", weights.person), ("road_km", weights.road_km), ("places", weights.place)):
            layer = getattr(self, kind)
            if layer is not None:
                total += unit * layer
        return total if self.given is None else total + self.given


def spread(
    shapes: Sequence[shapely.Geometry], amounts: Sequence[float], grid: Grid, houses: np.ndarray | None = None
) -> np.ndarray:
    """Amounts of polygons, evenly over the cells whose centres they hold, float64 (rows, columns).

    Where ``houses`` (houses per cell) are known and a polygon holds some, its amount goes to their cells instead, by their
    number: in the mountains the people of a square live along one road. A polygon that holds no centre gives its amount to
    the cell of a point inside it. What lies beyond the grid keeps its share by area.
    """
    layer = np.zeros(grid.shape)
    inverse = ~grid.transform
    frame = shapely.box(0, 0, grid.width, grid.height)
    for shape, amount in zip(shapes, amounts):
        on_cells = shapely.transform(shape, lambda xy: np.column_stack(inverse * xy.T))
        inside = shapely.intersection(on_cells, frame)
        if not amount or inside.area <= 0:
            continue
        share = inside.area / on_cells.area
        rows, columns, burnt = _burnt(inside, grid)
        if burnt.any():
            part = burnt.astype(float)
            if houses is not None and (built := houses[rows, columns] * part).any():
                part = built
            layer[rows, columns] += amount * share * part / part.sum()
        else:
            point = inside.representative_point()
            layer[min(int(point.y), grid.height - 1), min(int(point.x), grid.width - 1)] += amount * share
    return layer


def _burnt(shape: shapely.Geometry, grid: Grid) -> tuple[slice, slice, np.ndarray]:
    """Rows and columns around ``shape`` (in cells), and which of their cells it holds the centres of (bool)."""
    west, north, east, south = shape.bounds
    left, top = max(0, int(west)), max(0, int(north))
    right, bottom = min(grid.width, int(np.ceil(east))), min(grid.height, int(np.ceil(south)))
    size = max(1, bottom - top), max(1, right - left)
    inside = rasterize([shape], size, transform=Affine.translation(left, top), dtype="uint8").astype(bool)
    return slice(top, top + size[0]), slice(left, left + size[1]), inside


def count_points(xy: np.ndarray, grid: Grid, amounts: np.ndarray | None = None) -> np.ndarray:
    """Points (n, 2) in map units, or their ``amounts``, per cell; float64 (rows, columns)."""
    columns, rows = (np.floor(part).astype(np.int64) for part in ~grid.transform * np.asarray(xy, float).T)
    inside = (columns >= 0) & (columns < grid.width) & (rows >= 0) & (rows < grid.height)
    cells = rows[inside] * grid.width + columns[inside]
    weights = None if amounts is None else np.asarray(amounts, float)[inside]
    return np.bincount(cells, weights, grid.width * grid.height).reshape(grid.shape).astype(float)


def line_km(lines: Sequence[shapely.Geometry], grid: Grid, amounts: Sequence[float] | None = None) -> np.ndarray:
    """Kilometres of lines in each cell (times ``amounts``), float64 (rows, columns): lines are cut where cells end."""
    layer = np.zeros(grid.shape)
    metres = grid.cell_size[0] * grid.crs.linear_units_factor[1]
    parts, line_of = shapely.get_parts(list(lines), return_index=True)
    factors = np.ones(len(lines)) if amounts is None else np.asarray(amounts, float)
    inverse = ~grid.transform
    for part, line in zip(parts, line_of):
        xy = np.column_stack(inverse * shapely.get_coordinates(part).T)
        _add_line(xy, factors[line] * metres / 1000, layer)
    return layer


@njit(nogil=True, cache=True)
def _add_line(xy, unit, layer):
    """Add the length of a line (columns, rows) × ``unit`` to the cells it crosses."""
    rows, columns = layer.shape
    for k in range(len(xy) - 1):
        x, y = xy[k]
        dx, dy = xy[k + 1, 0] - x, xy[k + 1, 1] - y
        length = np.hypot(dx, dy)
        if length == 0 or not np.isfinite(length):
            continue
        # Ends of the cells crossed, as parts of the segment; the middle of each piece says which cell it is in.
        at = 0.0
        next_x = ((np.floor(x) + (1.0 if dx > 0 else 0.0)) - x) / dx if dx != 0 else np.inf
        next_y = ((np.floor(y) + (1.0 if dy > 0 else 0.0)) - y) / dy if dy != 0 else np.inf
        while at < 1.0:
            stop = min(1.0, next_x, next_y)
            middle = (at + stop) / 2
            column, row = int(np.floor(x + middle * dx)), int(np.floor(y + middle * dy))
            if 0 <= column < columns and 0 <= row < rows:
                layer[row, column] += (stop - at) * length * unit
            if next_x <= stop:
                next_x += 1 / abs(dx)
            if next_y <= stop:
                next_y += 1 / abs(dy)
            at = stop


def holds(shapes: Sequence[shapely.Geometry], grid: Grid) -> np.ndarray:
    """Cells whose centres lie in one of the polygons, bool (rows, columns)."""
    shapes = [shape for shape in shapes if not shape.is_empty]
    if not shapes:
        return np.zeros(grid.shape, bool)
    return rasterize(shapes, grid.shape, transform=grid.transform, dtype="uint8").astype(bool)


def raster_demand(path: str, grid: Grid, progress: Progress = Silent()) -> tuple[np.ndarray, int]:  # noqa: B008
    """Weights of a raster on ``grid``, float64 (rows, columns), and the number of cells without a value (taken as 0).

    Amounts are kept: cells of another size or system are added up or shared out by area.
    """
    layer, unknown = np.zeros(grid.shape), 0
    with Raster(path, "DEMAND") as own:
        own.grid.require_metres("DEMAND")
        same = own.grid.crs == grid.crs and own.grid.same_cells(grid)
    with Raster(path, "DEMAND", grid, Resampling.nearest if same else Resampling.sum) as raster:
        for window in grid.blocks(BLOCK_SIZE):
            check_cancelled(progress)
            data, valid = raster.read_valid(window, [1])
            if (data[0][valid] < 0).any():
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "DEMAND: {path} holds weights below zero. Give weights of 0 or more, and declare its no-data value.",
                    ),
                    path=path,
                )
            layer[window.toslices()] = np.where(valid, data[0], 0)
            unknown += int((~valid).sum())
    return layer, unknown
