"""Which points lie in an area: a partition of the plane, so that no point is on both sides of an edge, or on none."""

from __future__ import annotations

import numpy as np
import shapely
from affine import Affine
from numba import njit
from rasterio.features import shapes
from scipy import ndimage

from ..tasks import Progress, check_cancelled
from .catalogue import Catalogue, Tile
from .reading import open_points

_SLABS = 4096  # most pieces, from south to north, that the edges are sorted into
_FOOTPRINT_M = 2.0
_CLOSED = 2  # cells: gaps between points that are no holes
_HOLE_M2 = 1000.0
_MOST_CELLS = 1 << 28


class Area:
    """Polygons in a CRS. Each holds its west and south edges, as a cell does: areas side by side share no point."""

    def __init__(self, geometry: shapely.Geometry):
        self.geometry = shapely.union_all([part for part in shapely.get_parts(geometry) if part.area > 0])
        coordinates, rings = shapely.get_coordinates(
            shapely.get_rings(shapely.get_parts(self.geometry)), return_index=True
        )
        same = rings[1:] == rings[:-1]
        start, stop = coordinates[:-1][same], coordinates[1:][same]
        # From the lower end to the upper: the same edge of two polygons is then cut at the same place.
        upward = start[:, 1] <= stop[:, 1]
        edges = np.where(upward[:, None], np.hstack([start, stop]), np.hstack([stop, start]))
        self._edges = np.ascontiguousarray(edges[edges[:, 1] < edges[:, 3]])
        _, self._south, _, self._north = self.geometry.bounds
        count = int(min(_SLABS, max(1, len(self._edges))))
        self._height = max((self._north - self._south) / count, 1e-9)
        first = np.clip(((self._edges[:, 1] - self._south) / self._height).astype(np.int64) - 1, 0, count - 1)
        last = np.clip(((self._edges[:, 3] - self._south) / self._height).astype(np.int64) + 1, 0, count - 1)
        repeats = last - first + 1
        member = np.repeat(np.arange(len(first)), repeats)
        slab = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats) + np.repeat(first, repeats)
        order = np.argsort(slab, kind="stable")
        self._members = member[order]
        self._starts = np.searchsorted(slab[order], np.arange(count + 1))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        return self.geometry.bounds

    def contains(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Which of the points (n,) lie inside (bool)."""
        return _contains(x, y, self._edges, self._members, self._starts, self._south, self._north, self._height)


@njit(cache=True, nogil=True)
def _contains(x, y, edges, members, starts, south, north, height):
    inside = np.zeros(x.size, np.bool_)
    slabs = starts.size - 1
    for i in range(x.size):
        px, py = x[i], y[i]
        if not (py >= south and py < north):
            continue
        slab = min(slabs - 1, int((py - south) / height))
        odd = False
        for k in range(starts[slab], starts[slab + 1]):
            e = members[k]
            low, high = edges[e, 1], edges[e, 3]
            if low <= py < high:
                at = edges[e, 0] + (edges[e, 2] - edges[e, 0]) * ((py - low) / (high - low))
                odd ^= px < at
        inside[i] = odd
    return inside


def footprint(catalogue: Catalogue, move, progress: Progress) -> shapely.Geometry:
    """What the points of ``catalogue`` cover, on cells of 2 m: without gaps between points, holes below 1000 m², and the
    outermost cells, which are covered in part. ``move(tile, points)`` gives their x, y, z."""
    metres = catalogue.tiles[0].decision.metres_per_unit
    west, south, east, north = catalogue.bounds
    cell = _FOOTPRINT_M / metres
    reach = 50 / metres + abs(move.x) + abs(move.y)  # the points may be moved
    while (east - west + 2 * reach) * (north - south + 2 * reach) / cell**2 > _MOST_CELLS:
        cell *= 2
    left, low = np.floor((west - reach) / cell) * cell, np.floor((south - reach) / cell) * cell
    columns, rows = int((east + reach - left) / cell) + 1, int((north + reach - low) / cell) + 1
    seen = np.zeros((rows, columns), bool)
    for number, tile in enumerate(catalogue.tiles):
        with open_points(tile.source) as points:
            for chunk in points.chunks():
                check_cancelled(progress)
                x, y, _ = move(tile, chunk.array)
                column, row = np.floor((x - left) / cell).astype(np.int64), np.floor((y - low) / cell).astype(np.int64)
                inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
                seen[row[inside], column[inside]] = True
        progress.report((number + 1) / len(catalogue.tiles))
    closed = ndimage.binary_closing(np.pad(seen, _CLOSED), np.ones((3, 3), bool), _CLOSED)[
        _CLOSED:-_CLOSED, _CLOSED:-_CLOSED
    ]
    holes, number = ndimage.label(~closed)
    small = np.bincount(holes.ravel(), minlength=number + 1) * (cell * metres) ** 2 < _HOLE_M2
    small[0] = False
    whole = ndimage.binary_erosion(closed | small[holes], np.ones((3, 3), bool))
    transform = Affine(cell, 0, left, 0, cell, low)
    outlines = [
        shapely.Polygon(shape["coordinates"][0], shape["coordinates"][1:])
        for shape, _ in shapes(whole.astype(np.uint8), mask=whole, transform=transform)
    ]
    return shapely.union_all(outlines)


class Owners:
    """To which tile of a base a place belongs: the first whose extent holds it, else one it misses by less than 1 m."""

    def __init__(self, tiles: tuple[Tile, ...]):
        self.tiles = tiles
        self._boxes = np.array([tile.extent for tile in tiles])
        self._slack = 1.0 / tiles[0].decision.metres_per_unit
        self._tree = shapely.STRtree([shapely.box(*tile.extent) for tile in tiles])

    def near(self, bounds) -> list[int]:
        """Numbers of the tiles that may own something in ``bounds``."""
        west, south, east, north = bounds
        grown = shapely.box(west - self._slack, south - self._slack, east + self._slack, north + self._slack)
        return sorted(self._tree.query(grown).tolist())

    def reach(self, number: int) -> tuple[float, float, float, float]:
        """Bounds of all a tile may own."""
        west, south, east, north = self._boxes[number].tolist()
        return west - self._slack, south - self._slack, east + self._slack, north + self._slack

    def of(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Number of the owner of each place, −1 where there is none."""
        owner = np.full(x.size, -1, np.int64)
        best = np.full(x.size, self._slack)
        if not x.size:
            return owner
        for number in self.near((x.min(), y.min(), x.max(), y.max())):
            west, south, east, north = self._boxes[number]
            # Half open: a place on an east or north edge is not inside, and yields to the tile it is inside of.
            away = np.maximum(np.maximum(west - x, x - east), np.maximum(south - y, y - north))
            inside = (x >= west) & (x < east) & (y >= south) & (y < north)
            away = np.where(inside, -1.0, np.maximum(away, 0.0))
            nearer = away < best
            owner[nearer], best[nearer] = number, away[nearer]
        return owner
