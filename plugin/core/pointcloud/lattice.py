"""The grid of surfaces and, on it, the lattice of 0.1 mm on which their points are counted and triangulated."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from affine import Affine
from rasterio.windows import Window

from ..errors import InputError
from ..grid import Grid
from ..text import QT_TRANSLATE_NOOP
from .catalogue import Bounds, Catalogue, Tile

STEP = 1e-4
"""A unit of the lattice: of the CRS for x and y, of a metre for heights."""

_LARGEST_GRID = 20_000_000_000  # cells: all of Tama at 0.3 m
_UNQUESTIONED = 100_000_000  # cells: up to here a tile may be as empty as it likes
_EMPTIEST_M2 = 10_000  # m² of a tile's box for each of its points, beyond which the box must be wrong
_LARGEST_EDGE = 400_000  # units of the CRS that 32 bits of the lattice hold


@dataclass(frozen=True)
class Lattice:
    """``grid`` of cells ``cell_m`` metres wide, whose edges are whole multiples of a cell from (0, 0) of the CRS.

    So surfaces of neighbouring areas share their cells. A point is given by whole steps from :attr:`origin`, near the
    middle of the grid; a cell holds its west and south edges.
    """

    grid: Grid
    cell_m: float
    metres_per_unit: float

    @cached_property
    def cell(self) -> float:
        """Width of a cell in steps."""
        return self.cell_m / self.metres_per_unit / STEP

    @cached_property
    def origin(self) -> tuple[int, int]:
        west, south, east, north = self.grid.bounds
        return round((west + east) / 2) * round(1 / STEP), round((south + north) / 2) * round(1 / STEP)

    @cached_property
    def corner(self) -> tuple[float, float]:
        """West and north of the grid, in steps from the origin."""
        columns, rows = round(self.grid.bounds[0] / self.edge), round(self.grid.bounds[3] / self.edge)
        return columns * self.cell - self.origin[0], rows * self.cell - self.origin[1]

    @property
    def edge(self) -> float:
        """Width of a cell in units of the CRS."""
        return self.cell_m / self.metres_per_unit

    def steps(self, metres: float) -> float:
        """A length in steps."""
        return metres / self.metres_per_unit / STEP

    def window(self, bounds: Bounds) -> Window | None:
        """Cells that ``bounds``, edges included, touch; None where they lie outside the grid."""
        west, south, east, north = bounds
        left, _, _, top = self.grid.bounds
        columns = (math.floor((west - left) / self.edge), math.floor((east - left) / self.edge))
        rows = (math.ceil((top - north) / self.edge) - 1, math.ceil((top - south) / self.edge) - 1)
        columns = max(0, columns[0]), min(self.grid.width - 1, columns[1])
        rows = max(0, rows[0]), min(self.grid.height - 1, rows[1])
        if columns[0] > columns[1] or rows[0] > rows[1]:
            return None
        return Window(columns[0], rows[0], columns[1] - columns[0] + 1, rows[1] - rows[0] + 1)


def lattice_over(catalogue: Catalogue, cell_m: float, extent: Bounds | None = None) -> Lattice:
    """The lattice over all tiles of ``catalogue``, or their part in ``extent`` (its CRS).

    Raises :class:`InputError` where that is empty, or so large that a tile's box must be wrong.
    """
    metres = catalogue.tiles[0].decision.metres_per_unit
    edge = cell_m / metres
    west, south, east, north = catalogue.bounds
    if extent is not None:
        tiles = catalogue.within(extent)
        if not tiles or extent[0] >= extent[2] or extent[1] >= extent[3]:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "No tile reaches into EXTENT (tiles: {bounds}). Choose an area where tiles lie.",
                ),
                bounds=", ".join(f"{value:.0f}" for value in catalogue.bounds),
            )
        # To the next cell edges outward; an edge itself opens no further cell.
        west, south = max(west, extent[0]), max(south, extent[1])
        east, north = min(east, _just_below(extent[2], edge)), min(north, _just_below(extent[3], edge))
    columns = math.floor(west / edge), math.floor(east / edge)
    rows = math.floor(south / edge), math.floor(north / edge)
    width, height = columns[1] - columns[0] + 1, rows[1] - rows[0] + 1
    emptiest = max(catalogue.tiles, key=_area_of_a_point)
    if width * height > _UNQUESTIONED and _area_of_a_point(emptiest) > _EMPTIEST_M2:
        raise _too_large(emptiest, width * height)
    if width * height > _LARGEST_GRID or max(width, height) * edge > _LARGEST_EDGE:
        raise _too_large(_farthest(catalogue), width * height)
    transform = Affine(edge, 0, columns[0] * edge, 0, -edge, (rows[1] + 1) * edge)
    return Lattice(Grid(catalogue.crs, transform, width, height), cell_m, metres)


def _just_below(value: float, edge: float) -> float:
    nearest = round(value / edge)
    on_edge = abs(value / edge - nearest) < 1e-6
    return (nearest - 0.5) * edge if on_edge else value


def _area_of_a_point(tile: Tile) -> float:
    """m² of the box of ``tile`` for each of its points."""
    west, south, east, north = tile.bounds
    return (east - west) * (north - south) * tile.decision.metres_per_unit**2 / tile.header.count


def _farthest(catalogue: Catalogue) -> Tile:
    """The tile that reaches farthest from the middle of all."""
    boxes = np.array([tile.bounds for tile in catalogue.tiles]).reshape(-1, 2, 2)
    middle = np.median(boxes.mean(axis=1), axis=0)
    return catalogue.tiles[int(np.argmax(np.abs(boxes - middle).max(axis=(1, 2))))]


def _too_large(tile: Tile, cells: int) -> InputError:
    """The error of a grid beyond reason, naming the tile that makes it so large."""
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The surfaces would have {cells} cells, more than can be made. Give EXTENT or a coarser RESOLUTION; or is the "
            "box of {name} wrong ({box})?",
        ),
        cells=f"{cells:,}",
        name=tile.name,
        box=", ".join(f"{value:.0f}" for value in tile.bounds),
    )
