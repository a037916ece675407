"""The grid that a product is brought onto."""

from __future__ import annotations

import math
from dataclasses import dataclass

from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.warp import transform_bounds

from ..errors import InputError
from ..grid import Grid, crs_name
from ..raster import Raster, environment
from ..text import QT_TRANSLATE_NOOP
from .product import Band, Product


@dataclass(frozen=True)
class Wanted:
    """What the user asks for: the cells of a ``reference`` raster, or an ``extent`` (west, south, east, north in
    ``extent_crs``), a ``resolution`` in metres (0: the product's finest) and a ``crs``. Nothing: the whole product as
    it is. CRS as WKT or ``EPSG:…``."""

    reference: str | None = None
    extent: tuple[float, float, float, float] | None = None
    extent_crs: str = ""
    resolution: float = 0
    crs: str = ""


def target_grid(product: Product, wanted: Wanted) -> tuple[Grid, float]:
    """The grid of the result, and the share of it inside the frame of the product.

    Cells begin at the product's own corner where its CRS is kept, at multiples of their size elsewhere, so that two
    dates of one sensor come onto the same cells. Raises :class:`InputError` where they cannot, or nothing overlaps.
    """
    path, own = min(((band.path, _own(band, product)) for band in product.bands), key=lambda file: _size(file[1]))
    if own.crs is None:
        own.require_metres(product.name)
    grid = _reference_grid(wanted) if wanted.reference else _made_grid(product.name, path, own, wanted)
    with Raster(path, product.name, rotated=True) as raster:
        frame = own if own.crs == grid.crs and _north_up(own) else raster.suggested_grid(grid.crs)
    west, south, east, north = grid.bounds
    own_west, own_south, own_east, own_north = frame.bounds
    width, height = min(east, own_east) - max(west, own_west), min(north, own_north) - max(south, own_south)
    if width <= 0 or height <= 0:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} does not cover the place asked for: it lies at {own}, the place at {asked} ({crs}). Choose the "
                "product of this place, or another extent.",
            ),
            name=product.name,
            own=_box(frame),
            asked=_box(grid),
            crs=crs_name(grid.crs),
        )
    return grid, width * height / ((east - west) * (north - south))


def _own(band: Band, product: Product) -> Grid:
    with Raster(band.path, f"{product.name} ({band.name})", rotated=True) as raster:
        return raster.grid


def _size(grid: Grid) -> float:
    """Width of a cell in units of the CRS, of a rotated grid too."""
    return math.hypot(grid.transform.a, grid.transform.d)


def _reference_grid(wanted: Wanted) -> Grid:
    with Raster(wanted.reference) as raster:
        grid, name = raster.grid, raster.name
    if grid.crs is None:
        grid.require_metres(name)
    if wanted.resolution or wanted.crs:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} as reference already says which cells and which coordinate system. Give either the reference or a "
                "resolution and coordinate system.",
            ),
            name=name,
        )
    if wanted.extent is None:
        return grid
    window = grid.overlap(_covering(_extent_in(grid.crs, wanted), grid))
    if window is None:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "The extent lies outside {name}. Choose an extent inside the reference."),
            name=name,
        )
    return grid.crop(window)


def _made_grid(name: str, path: str, own: Grid, wanted: Wanted) -> Grid:
    try:
        with environment():
            crs = CRS.from_user_input(wanted.crs) if wanted.crs else own.crs
    except CRSError as error:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{crs} is no coordinate system. Give one such as EPSG:6677."), crs=wanted.crs
        ) from error
    if not crs.is_projected:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} would come out in degrees ({crs}), but areas and distances need metres. Give a coordinate system in "
                "metres (for Tokyo EPSG:6677) or a reference image.",
            ),
            name=name,
            crs=crs_name(crs),
        )
    kept = crs == own.crs and _north_up(own)
    if kept:
        suggested = own
    else:
        with Raster(path, name, rotated=True) as raster:
            suggested = raster.suggested_grid(crs)
    cell = wanted.resolution or _cell(own, suggested)
    corner = (own.transform.c, own.transform.f) if kept else (0.0, 0.0)
    cells = Grid(crs, Affine(cell, 0, corner[0], 0, -cell, corner[1]), 1, 1)
    return _covering(_extent_in(crs, wanted) if wanted.extent else suggested.bounds, cells)


def _cell(own: Grid, suggested: Grid) -> float:
    """The finest cell of the product in metres of the target; its nominal size where it is in metres already."""
    if own.crs.is_projected:
        return _size(own) * own.crs.linear_units_factor[1]
    size = min(suggested.cell_size)
    return round(size, 1 - math.floor(math.log10(size)))  # two digits


def _covering(bounds: tuple[float, float, float, float], cells: Grid) -> Grid:
    """The grid with the cells of ``cells`` that covers ``bounds``."""
    inverse = ~cells.transform
    left, top = inverse * (bounds[0], bounds[3])
    right, bottom = inverse * (bounds[2], bounds[1])
    hair = 0.01  # of a cell: what rounding of bounds may be off
    left, top = math.floor(left + hair), math.floor(top + hair)
    width, height = math.ceil(right - hair) - left, math.ceil(bottom - hair) - top
    return Grid(cells.crs, cells.transform * Affine.translation(left, top), max(1, width), max(1, height))


def _extent_in(crs: CRS, wanted: Wanted) -> tuple[float, float, float, float]:
    try:
        with environment():
            source = CRS.from_user_input(wanted.extent_crs) if wanted.extent_crs else crs
            bounds = wanted.extent if source == crs else transform_bounds(source, crs, *wanted.extent)
    except CRSError as error:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{crs} is no coordinate system. Give one such as EPSG:6677."),
            crs=wanted.extent_crs,
        ) from error
    if not all(math.isfinite(bound) for bound in bounds) or bounds[0] >= bounds[2] or bounds[1] >= bounds[3]:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "The extent {extent} is empty or cannot be brought into {crs}. Draw it again."
            ),
            extent=", ".join(f"{bound:g}" for bound in wanted.extent),
            crs=crs_name(crs),
        )
    return bounds


def _north_up(grid: Grid) -> bool:
    transform = grid.transform
    return not (transform.b or transform.d) and transform.a > 0 > transform.e


def _box(grid: Grid) -> str:
    west, south, east, north = grid.bounds
    return f"{west:.0f}–{east:.0f}, {south:.0f}–{north:.0f}"
