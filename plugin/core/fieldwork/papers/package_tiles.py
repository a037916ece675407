"""A background for phones: the tiles of a web map near the sites, in one MBTiles file.

MBTiles (mapbox/mbtiles-spec 1.3), not a raster in a GeoPackage: both open in QGIS and QField without a network, but tiles
that are far from every site are simply not there, and other map apps read it too.
"""

from __future__ import annotations

import contextlib
import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from ...files import unwritable

TILE = 256
"""Pixels of a tile's edge."""
EQUATOR_M = 2 * math.pi * 6378137.0
FINEST = 21
_SPAN = 3  # tiles that show all sites at the coarsest level, along either axis
_MOST = 5_000_000  # tiles beyond which they are not even listed


@dataclass(frozen=True)
class Block:
    """Tiles drawn as one picture: columns and rows of its corner, how many, and which of them are kept."""

    zoom: int
    column: int
    row: int
    columns: int
    rows: int
    tiles: tuple[tuple[int, int], ...]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in EPSG:3857."""
        edge = EQUATOR_M / 2**self.zoom
        west, north = self.column * edge - EQUATOR_M / 2, EQUATOR_M / 2 - self.row * edge
        return west, north - self.rows * edge, west + self.columns * edge, north


def finest_zoom(resolution_m: float, latitude: float) -> int:
    """The first level whose pixels are no wider than ``resolution_m`` on the ground at a latitude."""
    return min(FINEST, max(0, math.ceil(math.log2(EQUATOR_M * math.cos(math.radians(latitude)) / TILE / resolution_m))))


def coarsest_zoom(surroundings: Sequence[shapely.Geometry], finest: int) -> int:
    """The level at which a few tiles show all ``surroundings`` (EPSG:3857)."""
    west, south, east, north = shapely.total_bounds(surroundings)
    span = max(east - west, north - south)
    return max(0, min(finest, math.floor(math.log2(_SPAN * EQUATOR_M / max(span, 1.0)))))


def tiles_near(surroundings: Sequence[shapely.Geometry], zoom: int) -> list[tuple[int, int]] | None:
    """(column, row) of the tiles ``surroundings`` (EPSG:3857) touch, in order; None where they are far too many."""
    edge, count = EQUATOR_M / 2**zoom, 2**zoom
    bounds = shapely.bounds(surroundings)
    low = np.floor((bounds[:, [0, 3]] * [1, -1] + EQUATOR_M / 2) / edge).astype(int).clip(0, count - 1)
    high = np.floor((bounds[:, [2, 1]] * [1, -1] + EQUATOR_M / 2) / edge).astype(int).clip(0, count - 1)
    if np.prod(high - low + 1.0, axis=1).sum() > _MOST:
        return None
    found: set[tuple[int, int]] = set()
    for shape, (left, top), (right, bottom) in zip(surroundings, low, high):
        columns, rows = (a.ravel() for a in np.meshgrid(np.arange(left, right + 1), np.arange(top, bottom + 1)))
        west, north = columns * edge - EQUATOR_M / 2, EQUATOR_M / 2 - rows * edge
        near = shapely.intersects(shapely.box(west, north - edge, west + edge, north), shape)
        found.update(zip(columns[near].tolist(), rows[near].tolist()))
    return sorted(found)


def blocks_of(tiles: Iterable[tuple[int, int]], zoom: int, edge: int = 4) -> Iterator[Block]:
    """``tiles`` in pictures of at most ``edge``² tiles, each as large as its tiles need."""
    together: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for column, row in tiles:
        together.setdefault((column // edge, row // edge), []).append((column, row))
    for kept in together.values():
        columns, rows = [c for c, _ in kept], [r for _, r in kept]
        left, top = min(columns), min(rows)
        yield Block(zoom, left, top, max(columns) - left + 1, max(rows) - top + 1, tuple(kept))


@contextlib.contextmanager
def mbtiles(path: Path, about: dict[str, str]) -> Iterator[sqlite3.Cursor]:
    """A new file of tiles; :func:`add_tile` fills it. ``about`` are its metadata; ``format`` (jpg, png) is required."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as database, database:
            database.execute("PRAGMA application_id = 0x4d504258")
            database.execute("CREATE TABLE metadata (name text, value text)")
            database.execute(
                "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
            )
            database.execute("CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)")
            database.executemany("INSERT INTO metadata VALUES (?, ?)", about.items())
            yield database.cursor()
    except sqlite3.Error as error:
        raise unwritable(path, error) from error


def add_tile(cursor: sqlite3.Cursor, zoom: int, column: int, row: int, picture: bytes) -> None:
    """Add a tile; rows count from the north here, from the south in the file."""
    cursor.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", (zoom, column, 2**zoom - 1 - row, picture))
