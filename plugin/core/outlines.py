"""The cells of a raster that lie inside an outline, read in strips so that a large outline needs no large memory."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from rasterio.crs import CRS
from rasterio.features import geometry_mask
from rasterio.warp import transform as transform_points
from rasterio.windows import Window

from .grid import Grid
from .raster import environment

_STRIP_CELLS = 1 << 22


def strips(grid: Grid, outline: shapely.Geometry, layers: int = 1) -> Iterator[tuple[Window, np.ndarray]]:
    """Windows over the part of ``outline`` on ``grid``, and which of their cells have their centre inside; where a
    place is so small that none has, those it touches. ``layers`` bands or dates are to be read at once."""
    west, south, east, north = outline.bounds
    left, top = ~grid.transform * (west, north)
    right, bottom = ~grid.transform * (east, south)
    column, row = max(0, math.floor(left)), max(0, math.floor(top))
    width = min(grid.width, math.ceil(right)) - column
    height = min(grid.height, math.ceil(bottom)) - row
    if width <= 0 or height <= 0:
        return
    rows = max(1, _STRIP_CELLS // (width * layers))
    shape = as_json(outline)
    for start in range(row, row + height, rows):
        window = Window(column, start, width, min(rows, row + height - start))
        part = grid.crop(window)
        inside = geometry_mask([shape], part.shape, part.transform, invert=True)
        if not inside.any() and height <= 2 and width <= 2:
            inside = geometry_mask([shape], part.shape, part.transform, all_touched=True, invert=True)
        yield window, inside


def as_json(geometry: shapely.Geometry) -> dict | shapely.Geometry:
    """Polygons as GeoJSON, for rasterising: shapely's own way there takes ten times as long. What is none stays."""
    if geometry.is_empty or geometry.geom_type not in ("Polygon", "MultiPolygon"):
        return geometry
    polygons = [
        [shapely.get_coordinates(ring).tolist() for ring in shapely.get_rings(part)]
        for part in shapely.get_parts(geometry)
    ]
    several = geometry.geom_type == "MultiPolygon"
    return {"type": geometry.geom_type, "coordinates": polygons if several else polygons[0]}


def cells_beyond(grid: Grid, outline: shapely.Geometry, inside: int) -> int:
    """Cells of ``outline`` beyond the grid, ``inside`` being those on it: as unseen as those without data."""
    if shapely.box(*grid.bounds).contains(outline):
        return 0
    return max(0, round(outline.area / (grid.transform.a * -grid.transform.e)) - inside)


def in_crs(outline: shapely.Geometry, source: CRS, target: CRS) -> shapely.Geometry:
    """``outline`` in another coordinate system."""
    if source == target:
        return outline

    def move(points: np.ndarray) -> np.ndarray:
        with environment():
            return np.column_stack(transform_points(source, target, points[:, 0], points[:, 1])[:2])

    return shapely.make_valid(shapely.transform(outline, move))
