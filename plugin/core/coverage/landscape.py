"""What radio waves meet: terrain, what stands on it, and the sea, on one grid in metres."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
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

from ..errors import InputError
from ..grid import Grid, crs_name
from ..heights import height_scale
from ..memory import require_memory
from ..raster import BLOCK_SIZE, WARP_TOLERANCE, Raster, environment
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP
from .layers import Layer, Room
from .seams import Patches

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

_BYTES_PER_CELL = 10  # height, clutter, sea, zones
_STRIP_CELLS = 1 << 21


@dataclass(frozen=True)
class Landscape:
    """Terrain in metres above sea level (float32, NaN where unknown; 0 at sea), clutter (float32, metres above the
    terrain, 0 where no surface model tells) and sea (bool) on one ``grid`` in metres, all (rows, columns).

    ``buildings`` (bool, rows, columns; None: not known): cells that a building stands in; other clutter is woods.
    ``bridged``: how many cells have a height only from around a small hole. Large landscapes hold :class:`.layers.Layer`
    instead of arrays.
    """

    grid: Grid
    height_m: np.ndarray | Layer
    clutter_m: np.ndarray | Layer
    sea: np.ndarray | Layer
    has_surface: bool
    buildings: np.ndarray | Layer | None = None
    bridged: int = 0

    @property
    def cell_m(self) -> float:
        return self.grid.cell_size[0]

    @cached_property
    def zones(self) -> np.ndarray | Layer:
        """Radio-climatic zone of each cell, uint8: SEA, COASTAL, INLAND.

        Sea beyond the edge is not seen: land near it counts as inland.
        """
        return self._zones(np.zeros)

    def _zones(self, room: Callable) -> np.ndarray | Layer:
        zones = room(self.grid.shape, np.uint8)
        windows = list(strips_of(self.grid))
        for window, near in near_sea(self.sea, windows, COAST_REACH_M / self.cell_m, room):
            rows = window.toslices()
            found = np.full(near.shape, INLAND, np.uint8)
            found[near & (self.height_m[rows] <= COAST_HEIGHT_M)] = COASTAL
            found[self.sea[rows]] = SEA
            zones[rows] = found
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
        """The part in ``window`` (whole cells), in memory; views where the whole is."""
        part = window.toslices()
        return Landscape(
            self.grid.crop(window),
            self.height_m[part],
            self.clutter_m[part],
            self.sea[part],
            self.has_surface,
            None if self.buildings is None else self.buildings[part],
        )

    def around(self, window: Window) -> Landscape:
        """The part in ``window`` with the zones of the whole: it knows of the sea beyond its edge."""
        part = self.crop(window)
        part.__dict__["zones"] = self.zones[window.toslices()]
        return part

    def kept_in(self, room: Room) -> Landscape:
        """The same, its arrays made by ``room`` where they are in memory and other processes must see them."""
        if not room.shared or isinstance(self.height_m, Layer):
            return self

        def kept(array):
            layer = room(self.grid.shape, array.dtype)
            for window in strips_of(self.grid):
                layer[window.toslices()] = array[window.toslices()]
            return layer

        arrays = {
            name: kept(array)
            for name in ("height_m", "clutter_m", "sea", "buildings")
            if (array := getattr(self, name)) is not None
        }
        whole = replace(self, **arrays)
        whole.__dict__["zones"] = kept(self.zones)
        return whole

    @property
    def has_buildings(self) -> bool:
        """Whether a building stands anywhere."""
        return self.buildings is not None and any(
            self.buildings[window.toslices()].any() for window in strips_of(self.grid)
        )

    @property
    def files(self) -> list[str]:
        """Files that hold its arrays; none for arrays in memory."""
        arrays = self.height_m, self.clutter_m, self.sea, self.buildings, self.zones
        return [str(array.path) for array in arrays if isinstance(array, Layer)]

    @cached_property
    def digest(self) -> str:
        """A checksum of all that a signal over this landscape depends on."""
        hasher = hashlib.blake2b(repr((self.grid, self.has_surface, self.buildings is None)).encode(), digest_size=16)
        layers = [self.height_m, self.clutter_m, self.zones, *([] if self.buildings is None else [self.buildings])]
        for layer in layers:
            for window in strips_of(self.grid):
                hasher.update(np.ascontiguousarray(layer[window.toslices()]))
        return hasher.hexdigest()


def strips_of(grid: Grid) -> Iterator[Window]:
    """Windows as wide as the grid, from north to south, of so many cells that some arrays of them do not matter."""
    rows = max(1, _STRIP_CELLS // grid.width)
    for top in range(0, grid.height, rows):
        yield Window(0, top, grid.width, min(rows, grid.height - top))


def near_sea(
    sea: np.ndarray | Layer, windows: Sequence[Window], reach: float, room: Callable
) -> Iterator[tuple[Window, np.ndarray]]:
    """(Strip, which of its cells have a cell of ``sea`` at most ``reach`` cells away, bool), from south to north.

    Exact: cells above and below in one pass down and one up, then along each row.
    """
    farthest = math.floor(reach)
    most = math.floor(reach * reach * (1 + 1e-12))
    none = farthest + 1
    above = room(sea.shape, np.int32)
    gap = np.full(sea.shape[1], none, np.int32)
    for window in windows:
        wet = sea[window.toslices()]
        rows = np.empty(wet.shape, np.int32)
        for row in range(len(wet)):
            gap = np.where(wet[row], 0, np.minimum(gap + 1, none)).astype(np.int32)
            rows[row] = gap
        above[window.toslices()] = rows
    gap = np.full(sea.shape[1], none, np.int32)
    width = sea.shape[1]
    for window in reversed(windows):
        wet, rows = sea[window.toslices()], above[window.toslices()]
        near = np.zeros(wet.shape, bool)
        for row in reversed(range(len(wet))):
            gap = np.where(wet[row], 0, np.minimum(gap + 1, none)).astype(np.int32)
            columns = np.flatnonzero((nearest := np.minimum(gap, rows[row])) < none)
            if len(columns):
                across = np.floor(np.sqrt(most - nearest[columns].astype(np.float64) ** 2)).astype(np.int64)
                begins = np.bincount(np.maximum(columns - across, 0), minlength=width + 1)
                ends = np.bincount(np.minimum(columns + across + 1, width), minlength=width + 1)
                near[row] = np.cumsum(begins - ends)[:width] > 0
        yield window, near


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
    room: Room | None = None,
) -> Landscape:
    """Terrain and surface models as a :class:`Landscape` on the CRS of ``dtm``.

    ``extent`` (west, south, east, north; None: all of ``dtm``), widened by ``margin_m``, is cut to ``dtm``. Cells of
    ``resolution`` metres (None: those of ``dtm``) are means of finer ones, half of which must hold data; where both
    agree the cells are those of the file. ``sea``: a rule (``auto``: large low-lying holes and flat zeros; ``nodata``:
    every cell without data; ``none``) or polygons in that CRS. Holes of less than 2,500 m² are bridged from their
    edges. ``unit``: of heights, see :mod:`..heights`. ``buildings``: polygons in that CRS; every cell they touch is
    theirs. ``room`` makes the arrays (None: in memory); they are filled strip by strip. Raises :class:`InputError` for
    models in degrees or a Mercator projection, of several bands, without data in the extent, with heights that are none,
    a surface far below the ground, or cells that need more memory than there is.
    """
    with Raster(dtm, "DTM") as ground:
        ground.grid.require_metres("DTM")
        _require_true_metres(ground.grid)
        _require_one_band(ground)
        grid = _grid(ground.grid, extent, resolution, margin_m)
        own, scale = ground.grid, height_scale(ground, unit)
    if room is None:
        require_memory(_BYTES_PER_CELL * grid.width * grid.height, grid.width, grid.height)
    room = room or np.zeros
    windows = list(strips_of(grid))
    height, water = room(grid.shape, np.float32), room(grid.shape, bool)
    rule = _SeaRule(sea, grid)
    for window, heights in _read(dtm, "DTM", grid, own, scale, windows, progress):
        height[window.toslices()] = heights
        rule.add(heights)
    rule.decide(height, windows)
    holes, known = Patches(grid.width), False
    for number, window in enumerate(windows):
        check_cancelled(progress)
        heights = height[window.toslices()]
        wet = rule.sea(number, window, heights)
        heights[wet] = 0.0
        height[window.toslices()], water[window.toslices()] = heights, wet
        missing = np.isnan(heights)
        known = known or not missing.all()
        holes.add(missing)
    if not known:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "DTM: {path} holds no heights in the chosen extent, or too few for cells of {cell} m. Choose another "
                "extent, another terrain model or smaller cells.",
            ),
            path=dtm,
            cell=f"{grid.cell_size[0]:g}",
        )
    holes.join()
    bridged = _bridge_small_holes(height, grid, holes, windows, progress)
    clutter = room(grid.shape, np.float32)
    if dsm:
        _read_clutter(dsm, unit, grid, height, water, clutter, windows, progress)
    built = None if buildings is None else room(grid.shape, bool)
    if built is not None:
        shapes = [shape for shape in buildings if not shape.is_empty]
        for window in windows if shapes else ():
            built[window.toslices()] = _burnt(shapes, grid.crop(window), all_touched=True)
    made = Landscape(grid, height, clutter, water, bool(dsm), built, bridged)
    if isinstance(room, Room):
        made.__dict__["zones"] = made._zones(room)
    return made


def _read_clutter(dsm: str, unit: str, grid: Grid, height, water, clutter, windows, progress: Progress) -> None:
    """Fill ``clutter`` with what a surface model stands above the ground."""
    with Raster(dsm, "DSM") as surface:
        surface.grid.require_metres("DSM")
        _require_one_band(surface)
        own, scale = surface.grid, height_scale(surface, unit)
    met = known = below = 0
    for window, tops in _read(dsm, "DSM", grid, own, scale, windows, progress):
        part = window.toslices()
        met += np.count_nonzero(np.isfinite(tops))
        stands = tops - height[part]
        wet = water[part]
        known += np.count_nonzero(np.isfinite(stands) & ~wet)
        below += np.count_nonzero((stands < -_BELOW_M) & ~wet)
        np.nan_to_num(stands, copy=False, nan=0.0)
        np.maximum(stands, 0.0, out=stands)
        stands[wet] = 0.0
        clutter[part] = stands
    _require_overlap(met, dsm)
    _require_above_ground(below, known, dsm)


def _burnt(shapes: list, grid: Grid, all_touched: bool = False) -> np.ndarray:
    """Cells that polygons hold (or touch), bool."""
    return rasterize(shapes, grid.shape, transform=grid.transform, all_touched=all_touched, dtype="uint8").astype(bool)


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


def _read(
    path: str, name: str, grid: Grid, own: Grid, scale: float, windows: Sequence[Window], progress: Progress
) -> Iterator[tuple[Window, np.ndarray]]:
    """(Strip, heights in it in metres, float32, NaN where none)."""
    if grid.cell_size[0] > 1.01 * max(own.cell_size):
        with Raster(path, name) as raster:
            for window in windows:
                yield window, _means(raster, grid, window, scale, progress)
        return
    same = grid.crs == own.crs and grid.same_cells(own)
    with Raster(path, name, grid=grid, resampling=Resampling.nearest if same else Resampling.bilinear) as raster:
        for window in windows:
            heights = np.empty((window.height, window.width), np.float32)
            for part in grid.crop(window).blocks(BLOCK_SIZE):
                check_cancelled(progress)
                here = Window(part.col_off, window.row_off + part.row_off, part.width, part.height)
                heights[part.toslices()] = _heights_in(raster, here, scale)
            yield window, heights


def _means(raster: Raster, grid: Grid, window: Window, scale: float, progress: Progress) -> np.ndarray:
    """Means of the finer cells of a file in those of a strip, as :func:`_read`; NaN where less than half is data.

    Beyond the edge of the file is no part of a cell.
    """
    strip = grid.crop(window)
    means = np.full(strip.shape, np.nan, np.float32)
    size = max(1, int(BLOCK_SIZE * max(raster.grid.cell_size) / grid.cell_size[0]))
    for block in strip.blocks(size):
        check_cancelled(progress)
        part = strip.crop(block)
        inside = _window_over(part, raster.grid)
        if inside is None:
            continue
        heights = _heights_in(raster, inside, scale)
        source = raster.grid.crop(inside)
        mean = _mean(heights, source, part)
        data = np.isfinite(heights)
        if not data.all():
            mean[~(_mean(data.astype(np.float32), source, part) >= _LEAST_DATA)] = np.nan
        means[block.toslices()] = mean
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


class _SeaRule:
    """Where sea is; see :func:`read_landscape`. Strips of heights are given to :meth:`add`, then asked for."""

    def __init__(self, sea: str | Iterable[shapely.Geometry], grid: Grid):
        if isinstance(sea, str) and sea not in SEA_RULES:
            raise ValueError(f"sea {sea!r} is none of {SEA_RULES}")
        self._rule = sea if isinstance(sea, str) else "polygons"
        self._shapes = [] if isinstance(sea, str) else [shape for shape in sea if not shape.is_empty]
        self._grid = grid
        self._missing, self._zero = Patches(grid.width), Patches(grid.width)
        self._wide_missing = self._wide_zero = np.zeros(1, bool)

    def add(self, heights: np.ndarray) -> None:
        if self._rule == "auto":
            self._missing.add(np.isnan(heights))
            self._zero.add(heights == 0)

    def decide(self, height: np.ndarray | Layer, windows: Sequence[Window]) -> None:
        """Called when all strips are there: which patches are sea."""
        if self._rule != "auto":
            return
        least = max(2, math.ceil(_SEA_LEAST_M2 / self._grid.cell_size[0] ** 2))
        self._missing.join()
        self._zero.join()
        self._wide_zero = self._zero.sizes >= least
        self._wide_missing = self._missing.sizes >= least
        shores = _shores(height, self._missing, self._wide_missing, windows)
        for patch in np.flatnonzero(self._wide_missing):
            shore = shores.get(int(patch))
            self._wide_missing[patch] = shore is not None and float(np.percentile(shore, 10)) < _SHORE_M

    def sea(self, number: int, window: Window, heights: np.ndarray) -> np.ndarray:
        """Where a strip is sea, bool."""
        if self._rule == "nodata":
            return np.isnan(heights)
        if self._shapes:
            return _burnt(self._shapes, self._grid.crop(window))
        sea = np.zeros(heights.shape, bool)
        for patches, wide, mask in (
            (self._missing, self._wide_missing, np.isnan),
            (self._zero, self._wide_zero, lambda heights: heights == 0),
        ):
            if wide.any():
                sea |= wide[patches.numbers(number, mask(heights))]
        return sea


def _shores(
    height: np.ndarray | Layer, missing: Patches, wanted: np.ndarray, windows: Sequence[Window]
) -> dict[int, np.ndarray]:
    """Known heights beside each of the patches ``wanted`` (bool by number) of missing cells; each cell once."""
    if not wanted.any():
        return {}
    found_patches, found_heights = [], []
    for number, window in enumerate(windows):
        heights = height[window.toslices()]
        own = missing.numbers(number, np.isnan(heights))
        around = np.vstack([missing.edge(number - 1, True), own, missing.edge(number + 1, False)])
        inside = np.pad(wanted[around], ((0, 0), (1, 1)))
        touching = inside[:-2, 1:-1] | inside[2:, 1:-1] | inside[1:-1, :-2] | inside[1:-1, 2:]
        rows, columns = np.nonzero(touching & np.isfinite(heights))
        last = heights.shape[1] - 1
        sides = np.stack([
            around[rows, columns],
            around[rows + 2, columns],
            np.where(columns > 0, around[rows + 1, np.maximum(columns - 1, 0)], 0),
            np.where(columns < last, around[rows + 1, np.minimum(columns + 1, last)], 0),
        ])  # fmt: skip
        beside = np.sort(np.where(wanted[sides], sides, 0), axis=0)
        counts = beside > 0
        counts[1:] &= beside[1:] != beside[:-1]  # a cell with the same patch on two sides
        for side, count in zip(beside, counts):
            found_patches.append(side[count])
            found_heights.append(heights[rows[count], columns[count]])
    patches, shore = np.concatenate(found_patches), np.concatenate(found_heights)
    order = np.argsort(patches, kind="stable")
    numbers, starts = np.unique(patches[order], return_index=True)
    return dict(zip(numbers.tolist(), np.split(shore[order], starts[1:])))


def _bridge_small_holes(
    height: np.ndarray | Layer, grid: Grid, holes: Patches, windows: Sequence[Window], progress: Progress
) -> int:
    """Fill small holes in place, by inverse distance from their edges; how many cells that were."""
    small = holes.sizes * grid.cell_size[0] ** 2 < _SMALL_HOLE_M2
    small[0] = False
    if not small.any():
        return 0
    reach = math.sqrt(_SMALL_HOLE_M2) / grid.cell_size[0] + 2
    halo = math.ceil(reach) + 1
    above = np.empty((0, grid.width), np.float32)  # before they were filled
    bridged = 0
    for number, window in enumerate(windows):
        check_cancelled(progress)
        first, last = window.row_off, window.row_off + window.height
        heights = height[first : min(grid.height, last + halo), :]
        fill = small[holes.numbers(number, np.isnan(heights[: window.height]))]
        context = np.vstack([above, heights])
        above = context[: len(above) + window.height][-halo:].copy()
        if fill.any():
            with environment():
                filled = fillnodata(context, np.isfinite(context), reach)
            own = heights[: window.height].copy()
            own[fill] = filled[len(filled) - len(heights) :][: window.height][fill]
            height[window.toslices()] = own
            bridged += int(fill.sum())
    return bridged


def _require_overlap(met: int, path: str) -> None:
    if not met:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "DSM: {path} holds no heights where the DTM does. Choose a surface model of the same place, or none.",
            ),
            path=path,
        )


def _require_above_ground(below: int, known: int, path: str) -> None:
    """Raise where a surface lies below the ground; ``below``: cells on land far below it, of ``known``."""
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
