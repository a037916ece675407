"""Shapes in map coordinates of the made scene."""

from __future__ import annotations

import math

import numpy as np
import shapely
from rasterio.features import rasterize
from rasterio.windows import Window
from scipy.ndimage import uniform_filter1d

from ..grid import Grid


def map_xy(grid: Grid, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Points (n, 2) in map units from metres right and down of the grid's north-west corner."""
    return np.column_stack([grid.transform.c + np.asarray(x), grid.transform.f - np.asarray(y)])


def cell_xy(grid: Grid, cells: np.ndarray) -> np.ndarray:
    """Centres (n, 2) of flat cell indices in map units."""
    rows, columns = np.divmod(cells, grid.width)
    return map_xy(grid, (columns + 0.5) * grid.transform.a, (rows + 0.5) * grid.transform.a)


def burn(grid: Grid, shapes: list, values: np.ndarray | None = None) -> np.ndarray:
    """``shapes`` as uint8 cells of ``grid``: 1, or each shape's own of ``values``; 0 elsewhere."""
    if not len(shapes):
        return np.zeros(grid.shape, np.uint8)
    pairs = zip(shapes, values if values is not None else np.ones(len(shapes), np.uint8), strict=True)
    pairs = ((shape, int(value)) for shape, value in pairs)
    return rasterize(pairs, grid.shape, transform=grid.transform, dtype="uint8")


def burn_local(grid: Grid, shape, margin: int = 0) -> tuple[tuple[slice, slice], np.ndarray]:
    """The window of ``grid`` around ``shape``, ``margin`` cells wider, and which of its cells lie inside (bool)."""
    west, south, east, north = shape.bounds
    left, top = ~grid.transform * (west, north)
    right, bottom = ~grid.transform * (east, south)
    rows = slice(max(0, math.floor(top) - margin), min(grid.height, math.ceil(bottom) + margin))
    columns = slice(max(0, math.floor(left) - margin), min(grid.width, math.ceil(right) + margin))
    window = Window(columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start)
    return (rows, columns), burn(grid.crop(window), [shape]) > 0


def smooth_line(points: np.ndarray, width: int) -> np.ndarray:
    """Moving mean along a line (n, 2); the ends stay."""
    if len(points) < 3:
        return points
    out = uniform_filter1d(points, min(width, len(points)), axis=0, mode="nearest")
    out[[0, -1]] = points[[0, -1]]
    return out


def rectangles(centres: np.ndarray, widths: np.ndarray, depths: np.ndarray, angles: np.ndarray) -> np.ndarray:
    """Rectangles of the given sides in metres, turned by ``angles`` (radians); n shapely polygons."""
    corners = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])
    local = corners[None] * np.column_stack([widths, depths])[:, None]
    return shapely.polygons(turn(local, np.asarray(angles)[:, None]) + centres[:, None])


def turn(points: np.ndarray, angle: float | np.ndarray) -> np.ndarray:
    """``points`` (..., 2) turned anticlockwise by ``angle``."""
    cos, sin = np.cos(angle), np.sin(angle)
    if np.ndim(angle) == 0:
        cos, sin = float(cos), float(sin)  # the points keep their type, with NumPy 2 as with 1
    x, y = points[..., 0], points[..., 1]
    return np.stack([cos * x - sin * y, sin * x + cos * y], axis=-1)


def blob(
    rng: np.random.Generator, centre: np.ndarray, area_m2: float, angle: float = 0.0, stretch: float = 1.0
) -> shapely.Polygon:
    """An irregular polygon of exactly ``area_m2``, its long axis at ``angle``."""
    theta = np.linspace(0, 2 * np.pi, 56, endpoint=False)
    radius = np.ones_like(theta)
    for k in range(2, 9):
        radius += rng.normal(0, 0.30 / k) * np.cos(k * theta + rng.uniform(0, 2 * np.pi))
    radius = np.maximum(radius, 0.35)
    ring = np.column_stack([np.cos(theta), np.sin(theta)]) * radius[:, None] * [np.sqrt(stretch), 1 / np.sqrt(stretch)]
    ring = turn(ring, angle)
    return shapely.Polygon(ring * np.sqrt(area_m2 / shapely.Polygon(ring).area) + centre)
