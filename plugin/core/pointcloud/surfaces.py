"""Surfaces of any number of tiles on one grid: terrain, surface, heights above ground, density, voids, pictures.

Every tile is decoded once. Its points go, as 16 bytes each, to square blocks of the grid, in a file of its own; a block is
worked on when all tiles that reach into it or its neighbours have been read, with a collar of its neighbours' points. The
collar is as wide as anything a cell depends on, so that neither tiles nor blocks can show: see :class:`~.tin.Tin`.

The work goes in bands of rows of blocks, from the north: first the tiles that begin in a band, then its blocks, both by
all threads or by the workers of a cluster. So the files of points hold those of a band and not of all tiles. Finished
blocks, and what was counted in tiles, are kept until the rasters are there: a run that was stopped goes on behind them.
"""

from __future__ import annotations

import contextlib
import json
import math
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rasterio.windows import Window

from ..checkpoint import Checkpoint, checkpoint
from ..errors import InputError
from ..files import refuse_overwriting, require_writable, scratch_prefix, unwritable
from ..grid import Grid
from ..raster import RasterWriter, publish
from ..tasks import Part, Progress, Silent, check_cancelled, default_workers, run_ordered, run_units
from ..text import QT_TRANSLATE_NOOP, Message
from . import binning, voids
from .catalogue import Bounds, Catalogue, Tile, without_strays
from .lattice import Lattice, lattice_over
from .reading import CHUNK, open_points
from .sameness import glance
from .surface_units import (
    OUTPUTS,
    BlockUnit,
    BlockWork,
    Plan,
    Read,
    Settings,
    TileUnit,
    TileWork,
    plan_of,
)

if TYPE_CHECKING:
    from ..cluster import Cluster

_BAND_POINTS = 200_000_000  # of tiles that begin in a band, at least, where there are more
_AT_ONCE = 4  # tiles read at most: each takes some 130 MB
_READING = 0.3  # of the work on a band
_TILES_PROBED = 20
_PROBE = 50_000  # points: one chunk of LAZ


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
    settings: Settings = Settings(),  # noqa: B008 - it has no state
    extent: Bounds | None = None,
    keep_voids: Callable[[list[voids.Void], Grid], None] | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    edge: int | None = None,
    chunk: int = CHUNK,
    cluster: Cluster | None = None,
    beside: str | None = None,
) -> Surfaces:
    """Write the rasters of :data:`OUTPUTS` named in ``outputs``, all or none.

    ``extent``, in the CRS of the tiles, limits them. ``keep_voids`` is called with the voids when all rasters are
    complete and before they get their names; without it, voids are not outlined. ``edge`` is that of blocks in cells.
    What does not fit in memory, and finished blocks until all are, go into the folder of the first of ``outputs``, or that
    of ``beside`` where there are none. Raises :class:`InputError` where no tile has ground points though terrain is asked
    for, and where the extent is beyond reason.
    """
    progress = progress or Silent()
    refuse_overwriting((str(tile.source.path) for tile in catalogue.tiles), outputs.values())
    known = len(catalogue.faults)
    catalogue = without_strays(catalogue)
    _height_datum(catalogue)  # refused before long work
    lattice = lattice_over(catalogue, settings.cell_m, extent)
    plan = plan_of(catalogue, lattice, settings, frozenset(outputs), keep_voids is not None, edge)
    result = next((outputs[name] for name in OUTPUTS if name in outputs), beside)
    if plan.terrain:
        _require_ground(catalogue, settings.ground_classes, progress)
    if cluster is not None:
        cluster.require_shared(Path(result).parent, (str(tile.source.path) for tile in catalogue.tiles))
    job = _Job(catalogue, plan)
    with contextlib.ExitStack() as stack:
        _require_room(outputs, lattice)
        _require_scratch(result, job)
        kept = stack.enter_context(_kept(result, job, extent, progress))
        writers = {name: stack.enter_context(_writer(name, path, catalogue, plan)) for name, path in outputs.items()}
        folder = Path(stack.enter_context(_scratch_folder(result)))
        if keep_voids is not None:
            for name, kind, nodata in (("VOID", "uint8", 255), ("RIM", "float32", math.nan)):
                path = folder / f"{name}.tif"
                writers[name] = stack.enter_context(RasterWriter(path, lattice.grid, kind, nodata=nodata))
        made = Surfaces(lattice.grid, area_m2=lattice.cell_m**2)
        made.warnings += [fault.why for fault in catalogue.faults[known:]]
        blocks = job.run(folder, kept, made, Part(progress, 0, 0.85), workers, chunk, cluster)
        with contextlib.closing(blocks):
            for window, data in blocks:
                for name, cells in zip(plan.names, data):
                    writers[name].write(cells, window)
        if not made.points:
            raise _no_points(made)
        if plan.terrain and not made.ground:
            raise _no_ground(catalogue.tiles)
        wanted = [writer for name, writer in writers.items() if name in outputs]
        for _ in run_ordered(RasterWriter.finish, wanted, Part(progress, 0.85, 0.95), len(wanted), workers):
            check_cancelled(progress)
        if keep_voids is not None:
            writers["VOID"].close()
            writers["RIM"].close()
            made.voids = voids.outline_voids(
                str(writers["VOID"].complete),
                str(writers["RIM"].complete),
                settings.min_void_m2,
                Part(progress, 0.95, 1),
            )
            check_cancelled(progress)
            keep_voids(made.voids, lattice.grid)
        publish(*wanted)
    return made


def _kept(
    result: str | None, job: _Job, extent: Bounds | None, progress: Progress
) -> contextlib.AbstractContextManager[Checkpoint | None]:
    """The checkpoint of ``result``; None where nothing says where that would be.

    Tiles are known by :func:`~.sameness.glance`, as reading a survey to its end takes long.
    """
    if result is None:
        return contextlib.nullcontext()
    plan, settings = job.plan, job.plan.settings
    tiles = []
    for tile in job.catalogue.tiles:
        check_cancelled(progress)
        header, decision = tile.header, tile.decision
        units = decision.metres_per_unit, decision.metres_per_height_unit
        tiles.append((tile.name, *tile.source.stamp, *glance(tile.source), header.mins, header.maxs, *units))
    numbers = replace(settings, ground_classes=tuple(sorted(settings.ground_classes)))
    return checkpoint(result, [], (tiles, numbers, extent, plan.edge, plan.names, plan.lattice), progress)


def _scratch_folder(beside: str | None) -> contextlib.AbstractContextManager[str]:
    """A folder for what does not fit in memory, on the disk of the results."""
    parent = Path(beside).parent if beside else None
    try:
        return tempfile.TemporaryDirectory(prefix=scratch_prefix(), dir=parent)
    except OSError as error:
        raise unwritable(parent or Path(tempfile.gettempdir()), error) from error


def _require_room(outputs: dict[str, str], lattice: Lattice) -> None:
    """Raise :class:`OutputError` where the disks have no room for all results together (uncompressed: 4 bytes a cell)."""
    paths: dict[Path, list[str]] = {}
    for path in outputs.values():
        paths.setdefault(Path(path).parent, []).append(path)
    for together in paths.values():
        require_writable(together[0], 4 * lattice.grid.width * lattice.grid.height * len(together))


def _require_scratch(result: str | None, job: _Job) -> None:
    """Raise :class:`OutputError` where the disk has no room for the points of a band and for finished blocks."""
    if result is not None:
        require_writable(result, job.scratch_bytes)


def _writer(name: str, path: str, catalogue: Catalogue, plan: Plan) -> RasterWriter:
    lattice, settings = plan.lattice, plan.settings
    tags = {"CELL_M": f"{lattice.cell_m:g}"}
    if name in ("DTM", "DSM", "CHM"):
        tags |= {"UNIT": "metre", "HEIGHT_DATUM": _height_datum(catalogue)}
        tags |= {"DTM_METHOD": settings.dtm, "DSM_METHOD": settings.dsm, "FILL_M": f"{settings.fill_m:g}"}
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


class _Job:
    """Which tiles and blocks are worked on when."""

    def __init__(self, catalogue: Catalogue, plan: Plan):
        self.catalogue, self.plan = catalogue, plan
        tiles = [(blocks, tile) for tile in catalogue.tiles if (blocks := plan.blocks_of(tile)) is not None]
        self._tiles = sorted(tiles, key=lambda pair: (pair[0], pair[1].name))
        self._bands = list(self._in_bands())

    def _in_bands(self) -> Iterator[tuple[range, list[int]]]:
        """Rows of blocks, and the numbers of the tiles that begin in them: enough of both to keep all workers busy,
        the same whatever their number, as finished blocks are known by their band."""
        first, number = 0, 0
        begun: list[int] = []
        for row in range(self.plan.down):
            while number < len(self._tiles) and self._tiles[number][0][0] == row:
                begun.append(number)
                number += 1
            points = sum(self._tiles[n][1].header.count for n in begun)
            if points >= _BAND_POINTS or row == self.plan.down - 1:
                yield range(first, row + 1), begun
                first, begun = row + 1, []

    @property
    def scratch_bytes(self) -> int:
        """Bytes on disk at a time, at most: points of a band with those that reach into the next, finished blocks."""
        plan = self.plan
        reach = 1 + 2 * plan.collar / plan.lattice.cell / plan.edge
        copies = min(reach**2, plan.across * plan.down)
        most, live = 0, []
        for rows, begun in self._bands:
            live += begun
            most = max(most, sum(self._tiles[n][1].header.count for n in live))
            live = [n for n in live if self._tiles[n][0][2] >= rows.stop]
        grid = plan.lattice.grid
        return int(most * copies * plan.dtype.itemsize) + 4 * grid.width * grid.height * len(plan.names)

    def run(
        self,
        folder: Path,
        kept: Checkpoint | None,
        made: Surfaces,
        progress: Progress,
        workers: int | None,
        chunk: int,
        cluster: Cluster | None,
    ) -> Iterator[tuple[Window, list[np.ndarray]]]:
        """Window and rasters of all blocks; counts go into ``made``."""
        plan, workers = self.plan, workers or default_workers()
        done = self._done(kept, progress)
        read = [self._counts(kept, number) for number in range(len(self._tiles))]
        live: dict[int, Read] = {}  # tiles whose points are on disk
        total = sum(1 + tile.header.count for _, tile in self._tiles)
        past = 0
        for band, (rows, begun) in enumerate(self._bands):
            weight = sum(1 + self._tiles[number][1].header.count for number in begun) or 1
            share = Part(progress, min(1, past / total), min(1, (past + weight) / total))
            past += weight
            wanted = [n for n in begun if read[n] is None or any(b not in done for b in self._in(self._tiles[n][0]))]
            at_once = max(1, min(workers, _AT_ONCE, len(wanted)))
            work = TileWork(plan, chunk, None if cluster else max(1, workers // at_once))
            units = [TileUnit(self._tiles[number][1], folder / f"{number}.points") for number in wanted]
            found = run_units(work, units, Part(share, 0, _READING), len(units), at_once, cluster)
            with contextlib.closing(found):
                for number, one in zip(wanted, found):
                    read[number] = live[number] = one
                    if kept is not None:
                        _save_counts(kept, number, one)
            for number in begun:
                self._tell(self._tiles[number][1], read[number], made)
            blocks = [row * plan.across + column for row in rows for column in range(plan.across)]
            units = (self._unit(block, live, block in done) for block in blocks)
            step = kept.step(f"band{band}") if kept is not None else None
            found = run_units(BlockWork(plan), units, Part(share, _READING, 1), len(blocks), workers, cluster, step)
            with contextlib.closing(found):
                for block, (surveyed, void, *data) in zip(blocks, found):
                    made.surveyed += int(surveyed)
                    made.void += int(void)
                    yield plan.window(block), data
            for number in [number for number in live if self._tiles[number][0][2] < rows.stop]:
                del live[number]
                read[number] = None
                (folder / f"{number}.points").unlink(missing_ok=True)

    def _in(self, blocks: tuple[int, int, int, int]) -> Iterator[int]:
        top, left, bottom, right = blocks
        for row in range(top, bottom + 1):
            yield from range(row * self.plan.across + left, row * self.plan.across + right + 1)

    def _done(self, kept: Checkpoint | None, progress: Progress) -> set[int]:
        """Blocks that an earlier run finished."""
        done: set[int] = set()
        if kept is None or not kept.count:
            return done
        for band, (rows, _) in enumerate(self._bands):
            step = kept.step(f"band{band}")
            for number in range(len(rows) * self.plan.across):
                check_cancelled(progress)
                if step.path(number).exists() and step.load(number) is not None:
                    done.add(rows.start * self.plan.across + number)
        return done

    def _counts(self, kept: Checkpoint | None, number: int) -> Read | None:
        """What an earlier run counted in a tile."""
        held = kept.step("tile").load(number) if kept is not None and kept.count else None
        if held is None:
            return None
        points, ground, stray, why = json.loads(str(held[0]), object_hook=_message)
        return Read(points, ground, stray, why, {})

    def _unit(self, block: int, live: dict[int, Read], done: bool) -> BlockUnit:
        plan = self.plan
        window = plan.window(block)
        if done:
            return BlockUnit(window, None, ())
        pieces = tuple(live[number].pieces[block] for number in sorted(live) if block in live[number].pieces)
        west, north = plan.lattice.grid.transform * (window.col_off - 1, window.row_off - 1)
        east = west + (window.width + 2) * plan.lattice.edge
        south = north - (window.height + 2) * plan.lattice.edge
        seen = (plan.lattice.window(tile.bounds) for tile in self.catalogue.within((west, south, east, north)))
        tiles = tuple((one.row_off, one.col_off, one.height, one.width) for one in seen if one is not None)
        return BlockUnit(window, pieces, tiles)

    def _tell(self, tile: Tile, read: Read, made: Surfaces) -> None:
        """Count a tile, and warn of what is wrong with it."""
        made.points += read.points
        made.ground += read.ground
        if read.why is not None:
            said = QT_TRANSLATE_NOOP("SoraNoMe", "{why} Its points up to there are used.")
            made.warnings.append(Message(said, {"why": read.why}))
            return
        if read.stray:
            said = QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name}: {count} points lie outside the box its header states; they were left out."
            )
            made.warnings.append(Message(said, {"name": tile.name, "count": read.stray}))
        if self.plan.terrain and not read.ground:
            said = QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name} has no ground points: no terrain there. Run classifyground on it first."
            )
            made.warnings.append(Message(said, {"name": tile.name}))


def _save_counts(kept: Checkpoint, number: int, read: Read) -> None:
    def plain(value: object) -> object:
        return {"template": value.template, "values": value.values} if isinstance(value, Message) else str(value)

    counts = json.dumps([read.points, read.ground, read.stray, read.why], default=plain)
    kept.step("tile").save(number, (np.array(counts),))


def _message(held: dict) -> dict | Message:
    return Message(**held) if held.keys() == {"template", "values"} else held
