"""Surfaces of any number of tiles on one grid: terrain, surface, heights above ground, density, voids, pictures.

Every tile is decoded once. Its points go, as 16 bytes each, to square blocks of the grid; a block is worked on as soon
as all tiles that reach into it or its neighbours have been read, with a collar of its neighbours' points. The collar is
as wide as anything a cell depends on, so that neither tiles nor blocks can show: see :class:`~.tin.Tin`.
"""

from __future__ import annotations

import contextlib
import math
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

import lazrs
import numpy as np
from rasterio.windows import Window

from ..errors import InputError, SoraNoMeError
from ..files import refuse_overwriting, require_writable, unwritable
from ..grid import Grid
from ..raster import RasterWriter, publish
from ..tasks import Part, Progress, Silent, check_cancelled, default_workers, run_ordered
from ..text import QT_TRANSLATE_NOOP, Message
from . import binning, pitfree, voids
from .buckets import Buckets
from .catalogue import Bounds, Catalogue, Tile, without_strays
from .idw import fill_gaps, inverse_distance
from .lattice import STEP, Lattice, lattice_over
from .reading import CHUNK, open_points
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
_TILES_PROBED = 20
_PROBE = 50_000  # points: one chunk of LAZ
_PATIENCE = 0.2  # seconds between looks at whether the user cancelled


@dataclass(frozen=True)
class Settings:
    """What to make: cells ``cell_m`` wide, gaps filled up to ``fill_m``, voids from ``min_void_m2``."""

    cell_m: float = 1.0
    dtm: str = "tin"
    dsm: str = "pitfree"
    fill_m: float = 50.0
    min_void_m2: float = 10.0
    ground_classes: frozenset[int] = frozenset({2})


@dataclass
class Surfaces:
    """What was made: ``points`` used, ``ground`` among them, cells ``surveyed`` and ``void``; ``warnings`` to be told."""

    grid: Grid
    voids: list[voids.Void] = field(default_factory=list)
    points: int = 0
    ground: int = 0
    surveyed: int = 0
    void: int = 0
    area_m2: float = 0.0
    warnings: list[Message] = field(default_factory=list)

    @property
    def void_share(self) -> float:
        return self.void / max(1, self.surveyed)


def make_surfaces(
    catalogue: Catalogue,
    outputs: dict[str, str],
    settings: Settings = Settings(),
    extent: Bounds | None = None,
    keep_voids: Callable[[list[voids.Void], Grid], None] | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    edge: int | None = None,
    chunk: int = CHUNK,
) -> Surfaces:
    """Write the rasters of :data:`OUTPUTS` named in ``outputs``, all or none.

    ``extent``, in the CRS of the tiles, limits them. ``keep_voids`` is called with the voids when all rasters are
    complete and before they get their names; without it, voids are not outlined. ``edge`` is that of blocks in cells.
    Raises :class:`InputError` where no tile has ground points though terrain is asked for, and where the extent is
    beyond reason.
    """
    progress = progress or Silent()
    refuse_overwriting((str(tile.source.path) for tile in catalogue.tiles), outputs.values())
    known = len(catalogue.faults)
    catalogue = without_strays(catalogue)
    _height_datum(catalogue)  # refused before long work
    lattice = lattice_over(catalogue, settings.cell_m, extent)
    job = _Job(catalogue, lattice, settings, frozenset(outputs), keep_voids is not None, edge)
    if job.terrain:
        _require_ground(catalogue, settings.ground_classes, progress)
    with contextlib.ExitStack() as stack:
        _require_room(outputs, lattice)
        writers = {name: stack.enter_context(_writer(name, path, lattice, job)) for name, path in outputs.items()}
        scratch = _scratch_folder(next(iter(outputs.values()), None))
        folder = Path(stack.enter_context(scratch))
        if keep_voids is not None:
            for name, kind, nodata in (("VOID", "uint8", 255), ("RIM", "float32", math.nan)):
                path = folder / f"{name}.tif"
                writers[name] = stack.enter_context(RasterWriter(path, lattice.grid, kind, nodata=nodata))
        made = Surfaces(lattice.grid, area_m2=lattice.cell_m**2)
        made.warnings += [fault.why for fault in catalogue.faults[known:]]
        with contextlib.closing(job.run(folder, made, Part(progress, 0, 0.85), workers, chunk)) as blocks:
            for block in blocks:
                for name, data in block.data.items():
                    writers[name].write(data, block.window)
        if not made.points:
            raise _no_points(made)
        if job.terrain and not made.ground:
            raise _no_ground(catalogue.tiles)
        for _ in run_ordered(RasterWriter.finish, writers.values(), Part(progress, 0.85, 0.95), len(writers), workers):
            check_cancelled(progress)
        if keep_voids is not None:
            made.voids = voids.outline_voids(
                str(writers["VOID"].complete),
                str(writers["RIM"].complete),
                settings.min_void_m2,
                Part(progress, 0.95, 1),
            )
            check_cancelled(progress)
            keep_voids(made.voids, lattice.grid)
        publish(*(writer for name, writer in writers.items() if name in outputs))
    return made


def _scratch_folder(beside: str | None) -> contextlib.AbstractContextManager[str]:
    """A folder for what does not fit in memory, on the disk of the results."""
    parent = Path(beside).parent if beside else None
    try:
        return tempfile.TemporaryDirectory(prefix=".soranome-", dir=parent)
    except OSError as error:
        raise unwritable(parent or Path(tempfile.gettempdir()), error) from error


def _require_room(outputs: dict[str, str], lattice: Lattice) -> None:
    """Raise :class:`OutputError` where the disks have no room for all results together (uncompressed: 4 bytes a cell)."""
    paths: dict[Path, list[str]] = {}
    for path in outputs.values():
        paths.setdefault(Path(path).parent, []).append(path)
    for together in paths.values():
        require_writable(together[0], 4 * lattice.grid.width * lattice.grid.height * len(together))


def _writer(name: str, path: str, lattice: Lattice, job: _Job) -> RasterWriter:
    tags = {"CELL_M": f"{lattice.cell_m:g}"}
    if name in ("DTM", "DSM", "CHM"):
        tags |= {"UNIT": "metre", "HEIGHT_DATUM": _height_datum(job.catalogue)}
        tags |= {"DTM_METHOD": job.settings.dtm, "DSM_METHOD": job.settings.dsm, "FILL_M": f"{job.settings.fill_m:g}"}
    if name == "RGB":
        return RasterWriter(path, lattice.grid, "uint8", 4, band_names=["red", "green", "blue", "alpha"], tags=tags)
    return RasterWriter(path, lattice.grid, "float32", nodata=math.nan, tags=tags)


def _no_points(made: Surfaces) -> InputError:
    if made.warnings:
        return InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "No tile could be read. The first: {why}"), why=made.warnings[0]
        )
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe", "All points are noise or withheld, or lie outside EXTENT. Choose other tiles or another extent."
        )
    )


def _no_ground(tiles: tuple[Tile, ...]) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "There are no ground points in {name}, nor in any other tile looked at ({count}). Run classifyground first, or "
            "say which classes are ground.",
        ),
        name=tiles[0].name,
        count=len(tiles),
    )


def _height_datum(catalogue: Catalogue) -> str:
    """The datum the heights of all tiles refer to, ``unknown`` where none says it; raises where two say different ones."""
    told: dict[str, Tile] = {}
    for tile in catalogue.tiles:
        if tile.decision.height:
            told.setdefault(tile.decision.height, tile)
    if len(told) > 1:
        (one, first), (other, second) = list(told.items())[:2]
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The heights of {first} refer to {one}, those of {second} to {other}. Make the surfaces of each by itself.",
            ),
            first=first.name,
            one=one,
            second=second.name,
            other=other,
        )
    return next(iter(told), "unknown")


def _require_ground(catalogue: Catalogue, ground: frozenset[int], progress: Progress) -> None:
    """Raise :class:`InputError` where none of some tiles, spread over the survey, has ground points."""
    step = max(1, len(catalogue.tiles) // _TILES_PROBED)
    probed = catalogue.tiles[::step][:_TILES_PROBED]
    for tile in probed:
        kinds = binning.kinds_of(tile.header.point_format < 6, ground)
        name = "raw_classification" if tile.header.point_format < 6 else "classification"
        with contextlib.suppress(InputError), open_points(tile.source) as points:  # damage is told when it is read
            for some in points.chunks(_PROBE):
                check_cancelled(progress)
                if (kinds[some.array[name]] & binning.GROUND).any():
                    return
    raise _no_ground(probed)


@dataclass(frozen=True)
class _Block:
    """A finished block: arrays by output, and its counts."""

    window: Window
    data: dict[str, np.ndarray]
    surveyed: int
    void: int


class _Job:
    """How wide blocks and their collars are, and the work on one block after another."""

    def __init__(
        self,
        catalogue: Catalogue,
        lattice: Lattice,
        settings: Settings,
        wanted: frozenset[str],
        outline: bool,
        edge: int | None,
    ):
        self.catalogue, self.lattice, self.settings, self.wanted, self.outline = (
            catalogue,
            lattice,
            settings,
            wanted,
            outline,
        )
        self.surface = bool(wanted & {"DSM", "CHM"})
        self.terrain = bool(wanted & {"DTM", "CHM"})
        density = _density(catalogue)
        spacing = min(1 / math.sqrt(density), _WIDEST_SPACING * lattice.cell_m)
        self.square = voids.square_of(spacing, lattice.cell_m)
        self.fill_cells = settings.fill_m / lattice.cell_m
        self.widest = max(lattice.steps(settings.fill_m), LEAST_GAP * lattice.cell)
        # Around a block, in cells: terrain under the points of partial triangulations; cells that gaps and voids look at.
        # In whole cells, as the square: a few points more or less must not matter.
        partial = max(pitfree.WIDEST_CELLS, math.ceil(pitfree.WIDEST_SPACINGS * spacing / lattice.cell_m))
        self.partial = partial * lattice.cell
        self.rim = partial + 2
        self.halo = max(self.rim, 2 * self.square, math.ceil(self.fill_cells) + 1) + self.rim
        self.collar = max((self.rim + 1) * lattice.cell + self.widest, (self.halo + 2) * lattice.cell)
        self.edge = edge or _edge(density, settings.cell_m)
        self.across, self.down = -(-lattice.grid.width // self.edge), -(-lattice.grid.height // self.edge)
        self.dtype = binning.RECORD_RGB if "RGB" in wanted else binning.RECORD
        self.stop = np.zeros(1, np.uint8)

    # -- which block when ----------------------------------------------------------------------

    def run(
        self, folder: Path, made: Surfaces, progress: Progress, workers: int | None, chunk: int
    ) -> Iterator[_Block]:
        """All blocks, each when its points are there; counts go into ``made``."""
        tiles = [(blocks, tile) for tile in self.catalogue.tiles if (blocks := self._blocks_of(tile)) is not None]
        tiles.sort(key=lambda pair: (pair[0], pair[1].name))  # so that few blocks are open at a time
        unread = np.zeros((self.down, self.across), int)  # tiles still to come, by block
        for (top, left, bottom, right), _ in tiles:
            unread[top : bottom + 1, left : right + 1] += 1
        buckets = Buckets(folder, self.dtype)
        total = sum(tile.header.count for _, tile in tiles)
        workers = workers or default_workers()
        waiting: deque[Future] = deque()

        def finished(most: int) -> Iterator[_Block]:
            while len(waiting) > most or (waiting and waiting[0].done()):
                while not wait([waiting[0]], _PATIENCE).done:
                    check_cancelled(progress)
                block = waiting.popleft().result()
                made.surveyed += block.surveyed
                made.void += block.void
                yield block

        pool = ThreadPoolExecutor(workers)
        try:
            read = 0
            for (top, left, bottom, right), tile in tiles:
                for records, starts, count in self._sorted(tile, made, chunk):
                    check_cancelled(progress)
                    buckets.add(records, starts)
                    read += count
                    progress.report(read / total)
                    yield from finished(workers)
                unread[top : bottom + 1, left : right + 1] -= 1
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        if not unread[row, column]:
                            yield from finished(workers - 1)
                            pieces = buckets.take(row * self.across + column)
                            waiting.append(pool.submit(self._work, self._window(row, column), pieces))
            yield from finished(0)
        except BaseException:
            self.stop[0] = 1
            raise
        finally:
            for future in waiting:
                future.cancel()
            pool.shutdown(wait=True)

    def _blocks_of(self, tile: Tile) -> tuple[int, int, int, int] | None:
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

    def _window(self, row: int, column: int) -> Window:
        grid = self.lattice.grid
        left, top = column * self.edge, row * self.edge
        return Window(left, top, min(self.edge, grid.width - left), min(self.edge, grid.height - top))

    def _sorted(self, tile: Tile, made: Surfaces, chunk: int) -> Iterator[tuple[np.ndarray, np.ndarray, int]]:
        """Records of a tile by block and the number of its points, chunk by chunk; what is wrong becomes a warning."""
        ground = stray = 0
        try:
            placer = binning.Placer(
                tile,
                self.lattice,
                self.edge,
                self.collar,
                self.settings.ground_classes,
                "INTENSITY" in self.wanted,
                _bits_of_colour(tile) if "RGB" in self.wanted else None,
            )
            with open_points(tile.source, self._parts(tile)) as points:
                for some in points.chunks(chunk):
                    records, starts, (kept, on_ground, outside) = placer.sort(some)
                    made.points += kept
                    made.ground += on_ground
                    ground, stray = ground + on_ground, stray + outside
                    yield records, starts, len(some)
        except SoraNoMeError as error:
            made.warnings.append(
                Message(QT_TRANSLATE_NOOP("SoraNoMe", "{why} Its points up to there are used."), {"why": error.message})
            )
            return
        if stray:
            made.warnings.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "{name}: {count} points lie outside the box its header states; they were left out."
                    ),
                    {"name": tile.name, "count": stray},
                )
            )
        if self.terrain and not ground:
            made.warnings.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "{name} has no ground points: no terrain there. Run classifyground on it first."
                    ),
                    {"name": tile.name},
                )
            )

    def _parts(self, tile: Tile) -> int | None:
        """The parts of points to decompress, where the format lets them be chosen."""
        if tile.header.point_format < 6:
            return None
        parts = lazrs.SELECTIVE_DECOMPRESS_XY_RETURNS_CHANNEL | lazrs.SELECTIVE_DECOMPRESS_Z
        parts |= lazrs.SELECTIVE_DECOMPRESS_CLASSIFICATION | lazrs.SELECTIVE_DECOMPRESS_FLAGS
        if "INTENSITY" in self.wanted:
            parts |= lazrs.SELECTIVE_DECOMPRESS_INTENSITY
        return parts | lazrs.SELECTIVE_DECOMPRESS_RGB if "RGB" in self.wanted else parts

    def _corner(self, window: Window, around: int = 0) -> tuple[float, float]:
        """West and north (steps) of a window with ``around`` cells on each side."""
        left, top = self.lattice.corner
        cell = self.lattice.cell
        return left + (window.col_off - around) * cell, top - (window.row_off - around) * cell

    # -- one block -----------------------------------------------------------------------------

    def _work(self, window: Window, pieces: list[np.ndarray]) -> _Block:
        halo, lattice, wanted = self.halo, self.lattice, self.wanted
        shape = window.height, window.width
        cells = binning.Cells(pieces, self._corner(window, halo), lattice.cell, _grown(shape, halo))
        around = self._surveyed(window)
        surveyed = _middle(around, 1)
        data: dict[str, np.ndarray] = {}
        area = lattice.cell_m**2
        if "DENSITY" in wanted:
            data["DENSITY"] = _within(surveyed, _middle(cells.count, halo) / area)
        if "GROUND_DENSITY" in wanted:
            data["GROUND_DENSITY"] = _within(surveyed, _middle(cells.ground, halo) / area)
        codes = _middle(voids.void_cells(cells.count, np.pad(around, halo - 1), self.square), halo - 1)
        if self.outline:
            data["VOID"] = _middle(codes, 1)
            water = 2 * cells.water > cells.count
            data["RIM"] = _middle(voids.rims(codes, _middle(water, halo - 1)), 1)
        terrain = self._terrain(window, pieces) if self.terrain or self.surface else None
        if "DTM" in wanted:
            data["DTM"] = _metres(_middle(terrain, self.rim))
        if self.surface:
            surface = self._surface(window, pieces, cells, terrain)
            below = _middle(terrain, self.rim)
            # The surface is nowhere below the terrain under it.
            surface = np.where(below > surface, below, surface)
            if "DSM" in wanted:
                data["DSM"] = _metres(surface)
            if "CHM" in wanted:
                data["CHM"] = _metres(surface - below)
        if "INTENSITY" in wanted:
            sums, count = self._first_returns(window, pieces, ("intensity",))
            data["INTENSITY"] = _within(count > 0, sums[0] / np.maximum(count, 1))
        if "RGB" in wanted:
            sums, count = self._first_returns(window, pieces, ("red", "green", "blue"))
            mean = (sums + count // 2) // np.maximum(count, 1)
            data["RGB"] = np.concatenate([mean, np.where(count, 255, 0)[np.newaxis]]).astype(np.uint8)
        return _Block(window, data, int(surveyed.sum()), int((_middle(codes, 1) == voids.VOID).sum()))

    def _surveyed(self, window: Window) -> np.ndarray:
        """Cells of a window and one cell around it which the box of a tile touches."""
        west, north = self.lattice.grid.transform * (window.col_off - 1, window.row_off - 1)
        rows, columns = window.height + 2, window.width + 2
        surveyed = np.zeros((rows, columns), bool)
        edge = self.lattice.edge
        for tile in self.catalogue.within((west, north - rows * edge, west + columns * edge, north)):
            seen = self.lattice.window(tile.bounds)
            if seen is not None:
                top, left = seen.row_off - window.row_off + 1, seen.col_off - window.col_off + 1
                surveyed[max(0, top) : max(0, top + seen.height), max(0, left) : max(0, left + seen.width)] = True
        return surveyed

    def _terrain(self, window: Window, pieces: list[np.ndarray]) -> np.ndarray:
        """Terrain (steps) of a window and ``rim`` cells around it."""
        cell = self.lattice.cell
        if self.settings.dtm == "tin":
            corner, shape = self._corner(window, self.rim), _grown((window.height, window.width), self.rim)
            reach = self.widest
            box = (
                corner[0] - reach,
                corner[1] - shape[0] * cell - reach,
                corner[0] + shape[1] * cell + reach,
                corner[1] + reach,
            )
            return Tin(*binning.ground_in(pieces, box), self.stop).surface(shape, *corner, cell, self.widest)
        near = inverse_distance(
            pieces, self._corner(window, self.halo), cell, _grown((window.height, window.width), self.halo)
        )
        return _middle(self._filled(near), self.halo - self.rim)

    def _filled(self, values: np.ndarray) -> np.ndarray:
        if self.fill_cells < 2:
            return values
        filled = np.empty_like(values)
        fill_gaps(values, self.fill_cells, filled)
        return filled

    def _surface(
        self, window: Window, pieces: list[np.ndarray], cells: binning.Cells, terrain: np.ndarray
    ) -> np.ndarray:
        """Surface (steps) of a window."""
        shape, cell = (window.height, window.width), self.lattice.cell
        if self.settings.dsm == "highest":
            values = np.where(cells.count > 0, cells.highest, math.nan)
            return _middle(self._filled(values), self.halo)
        around = math.ceil(self.widest / cell) + 1
        rows, columns = _grown(shape, around)
        x, y, z = pitfree.thin(pieces, self._corner(window, around), cell / 2, (2 * rows, 2 * columns))
        corner = self._corner(window)
        surface = Tin(x, y, z, self.stop).surface(shape, *corner, cell, self.widest)
        heights = pitfree.above_ground(x, y, z, terrain, *self._corner(window, self.rim), cell)
        for level in pitfree.LEVELS_M:
            high = heights >= level / STEP
            if not high.any():
                break
            part = Tin(x[high], y[high], z[high], self.stop)
            surface = np.fmax(surface, part.surface(shape, *corner, cell, self.partial))
        return surface

    def _first_returns(
        self, window: Window, pieces: list[np.ndarray], names: tuple[str, ...]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Sums (bands, rows, columns) of fields of the first returns in each cell of a window, and their number."""
        shape = window.height, window.width
        sums, count = np.zeros((len(names), *shape), np.int64), np.zeros(shape, np.int64)
        for records in pieces:
            values = np.stack([records[name] for name in names], axis=1)
            binning.add_first_returns(records, values, *self._corner(window), self.lattice.cell, sums, count)
        return sums, count


def _bits_of_colour(tile: Tile) -> int:
    """Bits of the colours of a tile: 16, as the specification asks, or 8, as many write all the same."""
    with open_points(tile.source) as points:
        some = next(points.chunks(_PROBE)).array
    names = [name for name in ("red", "green", "blue") if name in some.dtype.names]
    return 16 if any(some[name].max(initial=0) > 255 for name in names) else 8


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


def _grown(shape: tuple[int, int], around: int) -> tuple[int, int]:
    return shape[0] + 2 * around, shape[1] + 2 * around


def _middle(array: np.ndarray, around: int) -> np.ndarray:
    """``array`` without ``around`` cells on each side."""
    return array[around : array.shape[0] - around, around : array.shape[1] - around]


def _within(mask: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.where(mask, values, math.nan).astype(np.float32)


def _metres(steps: np.ndarray) -> np.ndarray:
    return (steps * STEP).astype(np.float32)
