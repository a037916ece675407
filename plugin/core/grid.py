"""Raster grids: where a picture's cells lie on the ground."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from affine import Affine
from rasterio.crs import CRS
from rasterio.windows import Window

from .errors import InputError
from .text import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Grid:
    """A north-up raster grid.

    ``transform`` maps (column, row) to map units; ``width`` and ``height`` count cells.
    """

    crs: CRS | None
    transform: Affine
    width: int
    height: int

    @property
    def cell_size(self) -> tuple[float, float]:
        """Width and height of a cell in map units, both positive."""
        return self.transform.a, -self.transform.e

    @property
    def cell_area_m2(self) -> float:
        """Ground area of a cell; the CRS must be projected (see :meth:`require_metres`)."""
        metres = self.crs.linear_units_factor[1]
        return self.transform.a * -self.transform.e * metres**2

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        west, north = self.transform.c, self.transform.f
        return west, north + self.height * self.transform.e, west + self.width * self.transform.a, north

    @property
    def shape(self) -> tuple[int, int]:
        return self.height, self.width

    def require_metres(self, name: str) -> None:
        """Raise :class:`InputError` where areas and distances on this grid would not be metres."""
        if self.crs is None:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} has no coordinate reference system. Assign the right one to the file "
                    "(for Tokyo usually EPSG:6677) and run again.",
                ),
                name=name,
            )
        if not self.crs.is_projected:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} is in degrees ({crs}), but areas and distances need metres. Reproject it to a "
                    "plane rectangular system (for Tokyo EPSG:6677) and run again.",
                ),
                name=name,
                crs=crs_name(self.crs),
            )

    def same_cells(self, other: Grid) -> bool:
        """Whether the cells coincide (to 1/100 of a cell), wherever the edges of the two grids lie."""
        if self.crs != other.crs:
            return False
        width, height = self.cell_size
        other_width, other_height = other.cell_size
        # Over the whole overlap the drift of slightly different cell sizes must stay small too.
        cells = max(self.width, self.height, other.width, other.height)
        if abs(width - other_width) * cells > 0.01 * width or abs(height - other_height) * cells > 0.01 * height:
            return False
        columns, rows = self.offset_of(other)
        return abs(columns - round(columns)) < 0.01 and abs(rows - round(rows)) < 0.01

    def offset_of(self, other: Grid) -> tuple[float, float]:
        """Columns and rows from this grid's corner to the other's, in cells of this grid."""
        return (
            (other.transform.c - self.transform.c) / self.transform.a,
            (other.transform.f - self.transform.f) / self.transform.e,
        )

    def overlap(self, other: Grid) -> Window | None:
        """Cells of this grid lying wholly inside ``other``; None where there are none.

        Both grids must share a CRS.
        """
        west, south, east, north = other.bounds
        inverse = ~self.transform
        left, top = inverse * (west, north)
        right, bottom = inverse * (east, south)
        hair = 0.01  # the tolerance of same_cells
        column, row = max(0, math.ceil(left - hair)), max(0, math.ceil(top - hair))
        last_column, last_row = min(self.width, math.floor(right + hair)), min(self.height, math.floor(bottom + hair))
        if last_column <= column or last_row <= row:
            return None
        return Window(column, row, last_column - column, last_row - row)

    def crop(self, window: Window) -> Grid:
        """The grid of ``window``."""
        transform = self.transform * Affine.translation(window.col_off, window.row_off)
        return Grid(self.crs, transform, int(window.width), int(window.height))

    def blocks(self, size: int) -> Iterator[Window]:
        """Windows of at most ``size`` × ``size`` cells, row by row."""
        for row in range(0, self.height, size):
            for column in range(0, self.width, size):
                yield Window(column, row, min(size, self.width - column), min(size, self.height - row))

    def block_count(self, size: int) -> int:
        return math.ceil(self.height / size) * math.ceil(self.width / size)


@lru_cache(maxsize=64)
def epsg_of(crs: CRS) -> int | None:
    """The EPSG code of a CRS. Searching PROJ's database for one that has none takes a third of a second each time."""
    return crs.to_epsg()


def crs_name(crs: CRS | None) -> str:
    """Short name of a CRS for a message, such as ``EPSG:6677``."""
    if crs is None:
        return "-"
    epsg = epsg_of(crs)
    return f"EPSG:{epsg}" if epsg else crs.to_wkt().split('"')[1]
