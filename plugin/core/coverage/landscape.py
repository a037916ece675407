"""What radio waves meet: terrain, what stands on it, and the sea, on one grid in metres."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import shapely
from affine import Affine
from rasterio.enums import Resampling
from rasterio.features import rasterize
from rasterio.fill import fillnodata
from rasterio.warp import reproject, transform_bounds
from rasterio.warp import transform as warp_points
from rasterio.windows import Window
from scipy import ndimage

from ..errors import InputError
from ..grid import Grid, crs_name
from ..heights import height_scale
from ..memory import require_memory
from ..raster import BLOCK_SIZE, WARP_TOLERANCE, Raster, environment
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP

SEA, COASTAL, INLAND = 1, 3, 4
"""Radio-climatic zones; the numbers are those of the validation profiles of P.1812."""

SEA_RULES = ("auto", "nodata", "none")

COAST_HEIGHT_M, COAST_REACH_M = 100.0, 50_000.0
"""Coastal land lies up to 100 m above the sea and within 50 km of it (Rec. ITU-R P.1812-6, §3.6.1, table 3)."""

_SEA_LEAST_M2 = 10_000.0
_SHORE_M = 3.0
"""``auto`` makes sea of a hole in the terrain model that takes 1 ha or more and has a tenth of its shore below 3 m."""

_SMALL_HOLE_M2 = 2500.0
"""Smaller holes are bridged: a path that crosses unknown ground is unknown from there on, and would be for one cell."""

_LOWEST_M, _HIGHEST_M = -500.0, 9000.0
"""No ground lies lower or higher: what does is a count of no data that the file does not declare, or another unit."""

_BELOW_M, _BELOW_SHARE = 5.0, 0.5
"""A surface this far below the ground on more than this share of the cells is of another unit or vertical datum."""

_LEAST_DATA = 0.5 - 1e-6
"""Share of a coarser cell that must hold data; less would stretch a few heights over ground nobody knows."""

_BYTES_PER_CELL = 24  # height, clutter, sea, zones, and what making them takes for a while


@dataclass(frozen=True)
class Landscape:
    """Terrain in metres above sea level (float32, NaN where unknown; 0 at sea), clutter (float32, metres above the
    terrain, 0 where no surface model tells) and sea (bool) on one ``grid`` in metres, all (rows, columns).

    ``buildings`` (bool, rows, columns; None: not known): cells that a building stands in; other clutter is woods.
    ``bridged``: how many cells have a height only from around a small hole.
    """

    grid: Grid
    height_m: np.ndarray
    clutter_m: np.ndarray
    sea: np.ndarray
    has_surface: bool
    buildings: np.ndarray | None = None
    bridged: int = 0

    @property
    def cell_m(self) -> float:
        return self.grid.cell_size[0]

    @cached_property
    def zones(self) -> np.ndarray:
        """Radio-climatic zone of each cell, uint8: SEA, COASTAL, INLAND.

        Sea beyond the edge is not seen: land near it counts as inland.
        """
        zones = np.full(self.grid.shape, INLAND, np.uint8)
        if self.sea.any():
            far = ndimage.distance_transform_edt(~self.sea) * self.cell_m
            zones[(far <= COAST_REACH_M) & (self.height_m <= COAST_HEIGHT_M)] = COASTAL
            zones[self.sea] = SEA
        return zones

    @cached_property
    def without_woods(self) -> Landscape:
        """The same with nothing on the terrain but buildings, where they are known."""
        if self.buildings is None:
            clutter = np.broadcast_to(np.float32(0), self.grid.shape)
        else:
            clutter = np.where(self.buildings, self.clutter_m, np.float32(0))
        bare = replace(self, clutter_m=clutter, has_surface=self.has_surface and self.buildings is not None)
        bare.__dict__["zones"] = self.zones  # costs more than all the rest
        return bare

    @cached_property
    def centre_deg(self) -> tuple[float, float]:
        """Longitude and latitude of the centre (GRS80)."""
        west, south, east, north = self.grid.bounds
        with environment():
            (x,), (y,) = warp_points(self.grid.crs, "EPSG:4326", [(west + east) / 2], [(south + north) / 2])
        return x, y

    def cell_of(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell that holds a point; None outside the grid."""
        column, row = ~self.grid.transform * (x, y)
        column, row = math.floor(column), math.floor(row)
        return (row, column) if 0 <= row < self.grid.height and 0 <= column < self.grid.width else None

    def crop(self, window: Window) -> Landscape:
        """The part in ``window`` (whole cells); its arrays are views."""
        rows, columns = window.toslices()
        return Landscape(
            self.grid.crop(window),
            self.height_m[rows, columns],
            self.clutter_m[rows, columns],
            self.sea[rows, columns],
            self.has_surface,
            None if self.buildings is None else self.buildings[rows, columns],
        )


def read_landscape(
    dtm: str,
    dsm: str | None = None,
    extent: tuple[float, float, float, float] | None = None,
    resolution: float | None = None,
    margin_m: float = 0.0,
    sea: str | Iterable[shapely.Geometry] = "auto",
    unit: str = "auto",
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    buildings: Iterable[shapely.Geometry] | None = None,
) -> Landscape:
    """Terrain and surface models as a :class:`Landscape` on the CRS of ``dtm``.

    ``extent`` (west, south, east, north; None: all of ``dtm``), widened by ``margin_m``, is cut to ``dtm``. Cells of
    ``resolution`` metres (None: those of ``dtm``) are means of finer ones, half of which must hold data; where both
    agree the cells are those of the file. ``sea``: a rule (``auto``: large low-lying holes and flat zeros; ``nodata``:
    every cell without data; ``none``) or polygons in that CRS. Holes of less than 2,500 m² are bridged from their
    edges. ``unit``: of heights, see :mod:`..heights`. ``buildings``: polygons in that CRS; every cell they touch is
    theirs. Raises :class:`InputError` for models in degrees or a Mercator projection, of several bands, without data in
    the extent, with heights that are none, a surface far below the ground, or cells that need more memory than there
    is.
    """
    with Raster(dtm, "DTM") as ground:
        ground.grid.require_metres("DTM")
        _require_true_metres(ground.grid)
        _require_one_band(ground)
        grid = _grid(ground.grid, extent, resolution, margin_m)
        require_memory(_BYTES_PER_CELL * grid.width * grid.height, grid.width, grid.height)
        height = _read(dtm, "DTM", grid, ground.grid, height_scale(ground, unit), progress)
    water = _sea_of(height, grid, sea)
    if not (np.isfinite(height) | water).any():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "DTM: {path} holds no heights in the chosen extent, or too few for cells of {cell} m. Choose another "
                "extent, another terrain model or smaller cells.",
            ),
            path=dtm,
            cell=f"{grid.cell_size[0]:g}",
        )
    height[water] = 0.0
    bridged = _bridge_small_holes(height, grid)
    clutter = np.zeros(grid.shape, np.float32)
    if dsm:
        with Raster(dsm, "DSM") as surface:
            surface.grid.require_metres("DSM")
            _require_one_band(surface)
            clutter = _read(dsm, "DSM", grid, surface.grid, height_scale(surface, unit), progress)
        _require_overlap(clutter, dsm)
        clutter -= height
        _require_above_ground(clutter[~water], dsm)
        np.nan_to_num(clutter, copy=False, nan=0.0)
        np.maximum(clutter, 0.0, out=clutter)
        clutter[water] = 0.0
    return Landscape(grid, height, clutter, water, bool(dsm), _buildings(buildings, grid), bridged)


def _buildings(buildings: Iterable[shapely.Geometry] | None, grid: Grid) -> np.ndarray | None:
    """Cells that polygons touch, bool; None where there are no polygons to ask."""
    if buildings is None:
        return None
    shapes = [shape for shape in buildings if not shape.is_empty]
    if not shapes:
        return np.zeros(grid.shape, bool)
    return rasterize(shapes, grid.shape, transform=grid.transform, all_touched=True, dtype="uint8").astype(bool)


def _grid(
    source: Grid, extent: tuple[float, float, float, float] | None, resolution: float | None, margin_m: float
) -> Grid:
    """Square cells over ``extent`` and its margin, as far as ``source`` goes; on its own lattice where that fits."""
    own = source.cell_size[0]
    cell = resolution or own
    same = math.isclose(cell, own, rel_tol=1e-6) and math.isclose(own, source.cell_size[1], rel_tol=1e-6)
    x0, y0 = (source.transform.c, source.transform.f) if same else (0.0, 0.0)
    west, south, east, north = source.bounds
    if extent is not None:
        west, south = max(west, extent[0] - margin_m), max(south, extent[1] - margin_m)
        east, north = min(east, extent[2] + margin_m), min(north, extent[3] + margin_m)
    hair = 1e-6
    first_column, last_column = math.floor((west - x0) / cell + hair), math.ceil((east - x0) / cell - hair)
    first_row, last_row = math.floor((y0 - north) / cell + hair), math.ceil((y0 - south) / cell - hair)
    if last_column <= first_column or last_row <= first_row:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "The chosen extent does not meet the DTM. Choose an extent inside it, in the same region."
            )
        )
    transform = Affine(cell, 0, x0 + first_column * cell, 0, -cell, y0 - first_row * cell)
    return Grid(source.crs, transform, last_column - first_column, last_row - first_row)


def _read(path: str, name: str, grid: Grid, own: Grid, scale: float, progress: Progress) -> np.ndarray:
    """Heights on ``grid`` in metres, float32, NaN where none; block by block."""
    if grid.cell_size[0] > 1.01 * max(own.cell_size):
        return _means(path, name, grid, scale, progress)
    same = grid.crs == own.crs and grid.same_cells(own)
    heights = np.full(grid.shape, np.nan, np.float32)
    with Raster(path, name, grid=grid, resampling=Resampling.nearest if same else Resampling.bilinear) as raster:
        for window in grid.blocks(BLOCK_SIZE):
            check_cancelled(progress)
            heights[window.toslices()] = _heights_in(raster, window, scale)
    return heights


def _means(path: str, name: str, grid: Grid, scale: float, progress: Progress) -> np.ndarray:
    """Means of the finer cells of a file in those of ``grid``, as :func:`_read`; NaN where less than half is data.

    Beyond the edge of the file is no part of a cell.
    """
    means = np.full(grid.shape, np.nan, np.float32)
    with Raster(path, name) as raster:
        size = max(1, int(BLOCK_SIZE * max(raster.grid.cell_size) / grid.cell_size[0]))
        for window in grid.blocks(size):
            check_cancelled(progress)
            part = grid.crop(window)
            inside = _window_over(part, raster.grid)
            if inside is None:
                continue
            heights = _heights_in(raster, inside, scale)
            source = raster.grid.crop(inside)
            mean = _mean(heights, source, part)
            data = np.isfinite(heights)
            if not data.all():
                mean[~(_mean(data.astype(np.float32), source, part) >= _LEAST_DATA)] = np.nan
            means[window.toslices()] = mean
    return means


def _heights_in(raster: Raster, window: Window, scale: float) -> np.ndarray:
    """Heights of ``window`` in metres, float32, NaN where none; raises :class:`InputError` for what is no height."""
    data, valid = raster.read_valid(window, [1])
    heights = np.where(valid, data[0] * np.float32(scale), np.float32(np.nan))
    impossible = heights[(heights < _LOWEST_M) | (heights > _HIGHEST_M)]
    if impossible.size:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name}: {path} holds a height of {value} m, which is none on Earth. Where it means no data, declare it as "
                "such (in QGIS: Export › Save As…, No data values); else correct the unit of heights.",
            ),
            name=raster.name,
            path=raster.path,
            value=f"{impossible[np.abs(impossible).argmax()]:g}",
        )
    return heights


def _window_over(part: Grid, own: Grid) -> Window | None:
    """Cells of ``own`` that lie under ``part`` or next to it; None where there are none."""
    bounds = part.bounds
    if part.crs != own.crs:
        with environment():
            bounds = transform_bounds(part.crs, own.crs, *bounds, densify_pts=21)
    left, top = ~own.transform * (bounds[0], bounds[3])
    right, bottom = ~own.transform * (bounds[2], bounds[1])
    column, row = max(0, math.floor(left) - 2), max(0, math.floor(top) - 2)
    width = min(own.width, math.ceil(right) + 2) - column
    height = min(own.height, math.ceil(bottom) + 2) - row
    return Window(column, row, width, height) if width > 0 and height > 0 else None


def _mean(values: np.ndarray, source: Grid, grid: Grid) -> np.ndarray:
    """Mean by area of ``values`` (float32, NaN none) on ``source`` in the cells of ``grid``; NaN where there is none."""
    means = np.full(grid.shape, np.nan, np.float32)
    with environment():
        reproject(
            values,
            means,
            src_transform=source.transform,
            src_crs=source.crs,
            src_nodata=math.nan,
            dst_transform=grid.transform,
            dst_crs=grid.crs,
            dst_nodata=math.nan,
            resampling=Resampling.average,
            tolerance=WARP_TOLERANCE,
        )
    return means


def _sea_of(height: np.ndarray, grid: Grid, sea: str | Iterable[shapely.Geometry]) -> np.ndarray:
    """Where sea is, bool; see :func:`read_landscape`."""
    if not isinstance(sea, str):
        shapes = [shape for shape in sea if not shape.is_empty]
        if not shapes:
            return np.zeros(grid.shape, bool)
        return rasterize(shapes, grid.shape, transform=grid.transform, dtype="uint8").astype(bool)
    if sea not in SEA_RULES:
        raise ValueError(f"sea {sea!r} is none of {SEA_RULES}")
    missing = np.isnan(height)
    if sea == "none":
        return np.zeros(grid.shape, bool)
    if sea == "nodata":
        return missing
    water = np.zeros(grid.shape, bool)
    least = max(2, math.ceil(_SEA_LEAST_M2 / grid.cell_size[0] ** 2))
    for empty, shore_matters in ((missing, True), (height == 0, False)):
        parts, count = ndimage.label(empty)
        if not count:
            continue
        sizes = np.bincount(parts.ravel(), minlength=count + 1)
        wide = np.flatnonzero(sizes >= least)
        wide = wide[wide > 0]
        if shore_matters:
            boxes = ndimage.find_objects(parts)
            wide = [part for part in wide if _low_shore(height, parts, part, boxes[part - 1])]
        water |= np.isin(parts, wide)
    return water


def _bridge_small_holes(height: np.ndarray, grid: Grid) -> int:
    """Fill small holes in place, by inverse distance from their edges; how many cells that were."""
    missing = np.isnan(height)
    if not missing.any():
        return 0
    parts, count = ndimage.label(missing)
    sizes = np.bincount(parts.ravel(), minlength=count + 1) * grid.cell_size[0] ** 2
    small = missing & (sizes < _SMALL_HOLE_M2)[parts]
    if not small.any():
        return 0
    with environment():
        filled = fillnodata(height.copy(), ~missing, math.sqrt(_SMALL_HOLE_M2) / grid.cell_size[0] + 2)
    height[small] = filled[small]
    return int(small.sum())


def _low_shore(height: np.ndarray, parts: np.ndarray, part: int, box: tuple[slice, slice]) -> bool:
    around = tuple(slice(max(0, side.start - 1), side.stop + 1) for side in box)
    inside = parts[around] == part
    shore = height[around][ndimage.binary_dilation(inside) & ~inside]
    shore = shore[np.isfinite(shore)]
    return shore.size > 0 and float(np.percentile(shore, 10)) < _SHORE_M


def _require_overlap(surface: np.ndarray, path: str) -> None:
    if np.isnan(surface).all():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "DSM: {path} holds no heights where the DTM does. Choose a surface model of the same place, or none.",
            ),
            path=path,
        )


def _require_above_ground(clutter: np.ndarray, path: str) -> None:
    """Raise where a surface lies below the ground; ``clutter``: surface less ground on land, NaN where not known."""
    known = np.count_nonzero(np.isfinite(clutter))
    below = np.count_nonzero(clutter < -_BELOW_M)
    if below > _BELOW_SHARE * known:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "DSM: {path} lies more than {least} m below the DTM on {share} % of the cells. One of the two is probably "
                "in feet, above another datum (the ellipsoid, not the sea), or of another place. Bring both to metres above "
                "the sea, or leave the DSM out.",
            ),
            path=path,
            least=f"{_BELOW_M:g}",
            share=f"{100 * below / known:.0f}",
        )


def _require_one_band(raster: Raster) -> None:
    if raster.image_bands > 1:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name}: {path} has {count} bands, an elevation model has one. Choose the heights themselves, not a picture "
                "of them.",
            ),
            name=raster.name,
            path=raster.path,
            count=raster.image_bands,
        )


def _require_true_metres(grid: Grid) -> None:
    """Raise for Mercator projections: away from the equator their metres are shorter than metres."""
    if 'PROJECTION["Mercator' in grid.crs.to_wkt():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "DTM is in {crs}, a Mercator projection, whose metres are no metres on the ground (1.2 of them to a metre "
                "in Tokyo). Reproject it to a plane rectangular system (for Tokyo EPSG:6677) and run again.",
            ),
            crs=crs_name(grid.crs),
        )
