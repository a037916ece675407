"""The units surfaces are made of: a tile, whose points go to the blocks they reach; a block, which becomes rasters.

What both need to know is a :class:`Plan`: how wide blocks are and their collars, as wide as anything a cell depends on.
"""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import lazrs
import numpy as np
from rasterio.windows import Window

from ..errors import Cancelled, InputError
from ..files import unwritable
from ..tasks import Progress, check_cancelled
from ..text import Message
from . import binning, pitfree, voids
from .buckets import Bucket, Pieces
from .catalogue import Catalogue, Tile
from .idw import fill_gaps, inverse_distance
from .lattice import STEP, Lattice
from .reading import open_points
from .tin import Tin

DTM_METHODS = ("tin", "idw")
DSM_METHODS = ("pitfree", "highest")
OUTPUTS = ("DTM", "DSM", "CHM", "DENSITY", "GROUND_DENSITY", "INTENSITY", "RGB")
"""Rasters that can be made. Heights are metres whatever the units of the tiles; densities are points per m²."""

LEAST_GAP = 3
"""Triangles this many cells wide are drawn whatever the distance to fill: the spacing of points is no gap."""

_POINTS_PER_BLOCK = 2_000_000  # on average; a block takes some 80 bytes a point while it is worked on
_EDGE_STEP, _LARGEST_EDGE = 64, 1024  # of blocks, in cells
_WIDEST_SPACING = 10  # cells: points farther apart make no surface of such cells
_PROBE = 50_000  # points: one chunk of LAZ
_PATIENCE = 0.1  # seconds between looks at whether the user cancelled


@dataclass(frozen=True)
class Settings:
    """What to make: cells ``cell_m`` wide, gaps filled up to ``fill_m``, voids from ``min_void_m2``."""

    cell_m: float = 1.0
    dtm: str = "tin"
    dsm: str = "pitfree"
    fill_m: float = 50.0
    min_void_m2: float = 10.0
    ground_classes: frozenset[int] = frozenset({2})


@dataclass(frozen=True)
class Plan:
    """What to make of which blocks: ``edge`` cells wide, ``across`` in each of ``down`` rows. Widths around them:

    ``widest`` (steps): triangles; ``partial`` (steps): those of partial triangulations; in whole cells, as a few points
    more or less must not matter, ``rim``: terrain under their points; ``halo``: cells that gaps and voids look at;
    ``collar`` (steps): points a block needs. ``square``: of voids, ``fill_cells``: gaps to fill.
    """

    lattice: Lattice
    settings: Settings
    wanted: frozenset[str]
    outline: bool
    edge: int
    square: int
    widest: float
    partial: float
    rim: int
    halo: int
    collar: float

    @property
    def names(self) -> list[str]:
        """Of the rasters of a block, in their order."""
        return [name for name in OUTPUTS if name in self.wanted] + (["VOID", "RIM"] if self.outline else [])

    @property
    def surface(self) -> bool:
        return bool(self.wanted & {"DSM", "CHM"})

    @property
    def terrain(self) -> bool:
        return bool(self.wanted & {"DTM", "CHM"})

    @property
    def dtype(self) -> np.dtype:
        return binning.RECORD_RGB if "RGB" in self.wanted else binning.RECORD

    @property
    def fill_cells(self) -> float:
        return self.settings.fill_m / self.lattice.cell_m

    @property
    def across(self) -> int:
        return -(-self.lattice.grid.width // self.edge)

    @property
    def down(self) -> int:
        return -(-self.lattice.grid.height // self.edge)

    def blocks_of(self, tile: Tile) -> tuple[int, int, int, int] | None:
        """First row and column and last row and column of the blocks into which, or into whose collar, the box of
        ``tile`` reaches."""
        lattice = self.lattice
        reach = (self.collar / lattice.cell + 1) * lattice.edge
        west, south, east, north = tile.bounds
        seen = lattice.window((west - reach, south - reach, east + reach, north + reach))
        if seen is None:
            return None
        last_row, last_column = seen.row_off + seen.height - 1, seen.col_off + seen.width - 1
        return seen.row_off // self.edge, seen.col_off // self.edge, last_row // self.edge, last_column // self.edge

    def window(self, block: int) -> Window:
        grid = self.lattice.grid
        row, column = divmod(block, self.across)
        left, top = column * self.edge, row * self.edge
        return Window(left, top, min(self.edge, grid.width - left), min(self.edge, grid.height - top))

    def corner(self, window: Window, around: int = 0) -> tuple[float, float]:
        """West and north (steps) of a window with ``around`` cells on each side."""
        left, top = self.lattice.corner
        cell = self.lattice.cell
        return left + (window.col_off - around) * cell, top - (window.row_off - around) * cell


def plan_of(
    catalogue: Catalogue,
    lattice: Lattice,
    settings: Settings,
    wanted: frozenset[str],
    outline: bool,
    edge: int | None = None,
) -> Plan:
    """The plan for the rasters ``wanted``, and voids where they are to be outlined."""
    density = _density(catalogue)
    spacing = min(1 / math.sqrt(density), _WIDEST_SPACING * lattice.cell_m)
    square = voids.square_of(spacing, lattice.cell_m)
    widest = max(lattice.steps(settings.fill_m), LEAST_GAP * lattice.cell)
    partial = max(pitfree.WIDEST_CELLS, math.ceil(pitfree.WIDEST_SPACINGS * spacing / lattice.cell_m))
    rim = partial + 2
    halo = max(rim, 2 * square, math.ceil(settings.fill_m / lattice.cell_m) + 1) + rim
    collar = max((rim + 1) * lattice.cell + widest, (halo + 2) * lattice.cell)
    edge = edge or _edge(density, settings.cell_m)
    return Plan(lattice, settings, wanted, outline, edge, square, widest, partial * lattice.cell, rim, halo, collar)


def _density(catalogue: Catalogue) -> float:
    """Points per m² of the boxes of all tiles together."""
    area = sum(
        max(1e-6, (east - west) * (north - south)) * tile.decision.metres_per_unit**2
        for tile in catalogue.tiles
        for west, south, east, north in (tile.bounds,)
    )
    return sum(tile.header.count for tile in catalogue.tiles) / area


def _edge(density: float, cell_m: float) -> int:
    """Edge of blocks in cells."""
    edge = math.sqrt(_POINTS_PER_BLOCK / density) / cell_m
    return min(_LARGEST_EDGE, max(1, int(edge / _EDGE_STEP)) * _EDGE_STEP)


# -- a tile --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TileUnit:
    """A tile to read, and the file for its records."""

    tile: Tile
    path: Path


@dataclass(frozen=True)
class Read:
    """What was read of a tile: points that take part, ground among them, points outside the box of its header; ``why``
    not all of it could be read; where its records are, by block."""

    points: int
    ground: int
    stray: int
    why: Message | None
    pieces: dict[int, Pieces]


@dataclass(frozen=True)
class TileWork:
    """Puts the points of a tile, ``chunk`` at a time, into the file of its bucket; decodes with ``workers`` threads."""

    plan: Plan
    chunk: int
    workers: int

    def __call__(self, unit: TileUnit, watch: Progress) -> Read:
        points = ground = stray = 0
        why = None
        try:
            # Buffered: a raw file writes less than it is given where the disk is full, and raises nothing.
            with open(unit.path, "wb") as file:
                bucket = Bucket(unit.path, file)
                try:
                    for records, starts, (kept, on_ground, outside) in self._sorted(unit.tile):
                        check_cancelled(watch)
                        bucket.add(records, starts)
                        points, ground, stray = points + kept, ground + on_ground, stray + outside
                except InputError as error:
                    why = error.message
        except OSError as error:
            raise unwritable(unit.path, error) from error
        return Read(points, ground, stray, why, bucket.pieces)

    def _sorted(self, tile: Tile) -> Iterator[tuple[np.ndarray, np.ndarray, tuple[int, int, int]]]:
        """Records of a tile by block and counts, chunk by chunk."""
        plan = self.plan
        placer = binning.Placer(
            tile,
            plan.lattice,
            plan.edge,
            plan.collar,
            plan.settings.ground_classes,
            "INTENSITY" in plan.wanted,
            _bits_of_colour(tile) if "RGB" in plan.wanted else None,
        )
        with open_points(tile.source, self._parts(tile), self.workers) as points:
            for some in points.chunks(self.chunk):
                yield placer.sort(some)

    def _parts(self, tile: Tile) -> int | None:
        """The parts of points to decompress, where the format lets them be chosen."""
        if tile.header.point_format < 6:
            return None
        parts = lazrs.SELECTIVE_DECOMPRESS_XY_RETURNS_CHANNEL | lazrs.SELECTIVE_DECOMPRESS_Z
        parts |= lazrs.SELECTIVE_DECOMPRESS_CLASSIFICATION | lazrs.SELECTIVE_DECOMPRESS_FLAGS
        if "INTENSITY" in self.plan.wanted:
            parts |= lazrs.SELECTIVE_DECOMPRESS_INTENSITY
        return parts | lazrs.SELECTIVE_DECOMPRESS_RGB if "RGB" in self.plan.wanted else parts


def _bits_of_colour(tile: Tile) -> int:
    """Bits of the colours of a tile: 16, as the specification asks, or 8, as many write all the same."""
    with open_points(tile.source) as points:
        some = next(points.chunks(_PROBE)).array
    names = [name for name in ("red", "green", "blue") if name in some.dtype.names]
    return 16 if any(some[name].max(initial=0) > 255 for name in names) else 8


# -- a block -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BlockUnit:
    """A block: its window, where its points are (None: it was made before), the windows of the tiles that touch it."""

    window: Window
    pieces: tuple[Pieces, ...] | None
    tiles: tuple[tuple[int, int, int, int], ...]
    """First row and column, rows and columns, of the whole grid."""


@dataclass(frozen=True)
class BlockWork:
    """The rasters of a block: cells surveyed, cells in voids, and an array for each of :attr:`Plan.names`."""

    plan: Plan

    def __call__(self, unit: BlockUnit, watch: Progress) -> tuple:
        check_cancelled(watch)
        if unit.pieces is None:
            raise RuntimeError("a block that was kept is gone")
        pieces = [piece for part in unit.pieces for piece in part.read(self.plan.dtype)]
        with _stopping(watch) as stop:
            made = _Block(self.plan, unit, pieces, stop).made()
        if stop[0]:
            raise Cancelled
        return made


@contextlib.contextmanager
def _stopping(watch: Progress) -> Iterator[np.ndarray]:
    """An array (1,) that becomes 1 when the user cancels, for compiled code that cannot ask."""
    stop, over = np.zeros(1, np.uint8), threading.Event()

    def listen() -> None:
        while not over.wait(_PATIENCE):
            if watch.cancelled:
                stop[0] = 1
                return

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        yield stop
    finally:
        over.set()
        listener.join()


class _Block:
    """The work on one block. ``pieces``: its points."""

    def __init__(self, plan: Plan, unit: BlockUnit, pieces: list[np.ndarray], stop: np.ndarray):
        self._plan, self._unit, self._window, self._pieces, self._stop = plan, unit, unit.window, pieces, stop

    def made(self) -> tuple:
        plan, window = self._plan, self._window
        wanted, halo, rim = plan.wanted, plan.halo, plan.rim
        cells = binning.Cells(self._pieces, plan.corner(window, halo), plan.lattice.cell, self._grown(halo))
        around = self._surveyed()
        surveyed = _middle(around, 1)
        data: dict[str, np.ndarray] = {}
        area = plan.lattice.cell_m**2
        if "DENSITY" in wanted:
            data["DENSITY"] = _within(surveyed, _middle(cells.count, halo) / area)
        if "GROUND_DENSITY" in wanted:
            data["GROUND_DENSITY"] = _within(surveyed, _middle(cells.ground, halo) / area)
        codes = _middle(voids.void_cells(cells.count, np.pad(around, halo - 1), plan.square), halo - 1)
        if plan.outline:
            data["VOID"] = _middle(codes, 1)
            water = 2 * cells.water > cells.count
            data["RIM"] = _middle(voids.rims(codes, _middle(water, halo - 1)), 1)
        terrain = self._terrain() if plan.terrain or plan.surface else None
        if "DTM" in wanted:
            data["DTM"] = _metres(_middle(terrain, rim))
        if plan.surface:
            surface = self._surface(cells, terrain)
            below = _middle(terrain, rim)
            # The surface is nowhere below the terrain under it.
            surface = np.where(below > surface, below, surface)
            if "DSM" in wanted:
                data["DSM"] = _metres(surface)
            if "CHM" in wanted:
                data["CHM"] = _metres(surface - below)
        if "INTENSITY" in wanted:
            sums, count = self._first_returns(("intensity",))
            data["INTENSITY"] = _within(count > 0, sums[0] / np.maximum(count, 1))
        if "RGB" in wanted:
            sums, count = self._first_returns(("red", "green", "blue"))
            mean = (sums + count // 2) // np.maximum(count, 1)
            data["RGB"] = np.concatenate([mean, np.where(count, 255, 0)[np.newaxis]]).astype(np.uint8)
        void = int((_middle(codes, 1) == voids.VOID).sum())
        return int(surveyed.sum()), void, *(data[name] for name in plan.names)

    def _grown(self, around: int) -> tuple[int, int]:
        """Rows and columns of the window with ``around`` cells on each side."""
        return self._window.height + 2 * around, self._window.width + 2 * around

    def _surveyed(self) -> np.ndarray:
        """Cells of the window and one cell around it which the box of a tile touches."""
        surveyed = np.zeros(self._grown(1), bool)
        for row, column, height, width in self._unit.tiles:
            top, left = row - self._window.row_off + 1, column - self._window.col_off + 1
            surveyed[max(0, top) : max(0, top + height), max(0, left) : max(0, left + width)] = True
        return surveyed

    def _terrain(self) -> np.ndarray:
        """Terrain (steps) of the window and ``rim`` cells around it."""
        plan = self._plan
        cell = plan.lattice.cell
        if plan.settings.dtm == "tin":
            corner, shape = plan.corner(self._window, plan.rim), self._grown(plan.rim)
            reach = plan.widest
            box = (
                corner[0] - reach,
                corner[1] - shape[0] * cell - reach,
                corner[0] + shape[1] * cell + reach,
                corner[1] + reach,
            )
            return Tin(*binning.ground_in(self._pieces, box), self._stop).surface(shape, *corner, cell, reach)
        near = inverse_distance(self._pieces, plan.corner(self._window, plan.halo), cell, self._grown(plan.halo))
        return _middle(self._filled(near), plan.halo - plan.rim)

    def _filled(self, values: np.ndarray) -> np.ndarray:
        if self._plan.fill_cells < 2:
            return values
        filled = np.empty_like(values)
        fill_gaps(values, self._plan.fill_cells, filled)
        return filled

    def _surface(self, cells: binning.Cells, terrain: np.ndarray) -> np.ndarray:
        """Surface (steps) of the window."""
        plan, window, pieces = self._plan, self._window, self._pieces
        shape, cell = (window.height, window.width), plan.lattice.cell
        if plan.settings.dsm == "highest":
            values = np.where(cells.count > 0, cells.highest, math.nan)
            return _middle(self._filled(values), plan.halo)
        around = math.ceil(plan.widest / cell) + 1
        rows, columns = self._grown(around)
        x, y, z = pitfree.thin(pieces, plan.corner(window, around), cell / 2, (2 * rows, 2 * columns))
        corner = plan.corner(window)
        surface = Tin(x, y, z, self._stop).surface(shape, *corner, cell, plan.widest)
        heights = pitfree.above_ground(x, y, z, terrain, *plan.corner(window, plan.rim), cell)
        for level in pitfree.LEVELS_M:
            high = heights >= level / STEP
            if not high.any():
                break
            part = Tin(x[high], y[high], z[high], self._stop)
            surface = np.fmax(surface, part.surface(shape, *corner, cell, plan.partial))
        return surface

    def _first_returns(self, names: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        """Sums (bands, rows, columns) of fields of the first returns in each cell of the window, and their number."""
        shape = self._grown(0)
        sums, count = np.zeros((len(names), *shape), np.int64), np.zeros(shape, np.int64)
        corner, cell = self._plan.corner(self._window), self._plan.lattice.cell
        for records in self._pieces:
            values = np.stack([records[name] for name in names], axis=1)
            binning.add_first_returns(records, values, *corner, cell, sums, count)
        return sums, count


def _middle(array: np.ndarray, around: int) -> np.ndarray:
    """``array`` without ``around`` cells on each side."""
    return array[around : array.shape[0] - around, around : array.shape[1] - around]


def _within(mask: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.where(mask, values, math.nan).astype(np.float32)


def _metres(steps: np.ndarray) -> np.ndarray:
    return (steps * STEP).astype(np.float32)
