"""The ground of a survey told from what stands on it, tile by tile, as if all tiles were one file.

The filter (:mod:`.ground`) sees each tile with a collar of its neighbours' points, at least as wide as what a label can
depend on, and labels only the tile's own points: edges do not show. What a neighbour needs of a tile is kept on disk
while it is needed, so that each tile is decoded three times however many neighbours it has: to look at it, for the
filter, and to be written. A tile too large for memory is worked on in blocks, by the same rule.

Tiles are worked on in groups, on as many threads as there are or by the workers of a cluster: first all looks a group
needs, then its tiles.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import laspy
import lazrs
import numpy as np

from ..errors import InputError, OutputError
from ..files import unwritable
from ..tasks import Part, Progress, Silent, check_cancelled, default_workers, run_ordered, run_units
from ..text import QT_TRANSLATE_NOOP, Message
from . import ground
from .catalogue import Bounds, Catalogue, Fault, Tile
from .copcfolder import Job, Journal, Outcome, Shares, Unit, changed, fill_folder
from .quality_classes import called_ground
from .reading import open_points
from .source import Source

if TYPE_CHECKING:
    from ..cluster import Cluster

REPLACE, KEEP = "replace", "keep"
CLASSES = KEEP, REPLACE
"""What becomes of classes that are there: with KEEP only those of classes 0 to 2 are decided anew, with REPLACE all."""

COLLAR_M = 30.0
GROUND, OTHER = 2, 1
JOURNAL = "ground.jsonl"
"""File in the output folder beside the tiles."""

NO_LAST = QT_TRANSLATE_NOOP(
    "SoraNoMe", "None of its points is the last return of a pulse, so that all were taken for last ones."
)
SPARSE = QT_TRANSLATE_NOOP(
    "SoraNoMe",
    "It has {density} last returns per m², too few for cells of {cell} m: most of them are empty. Choose a larger cell.",
)
HAD_GROUND = QT_TRANSLATE_NOOP("SoraNoMe", "It had ground already ({share} % of its points), which was decided anew.")
NO_GROUND = QT_TRANSLATE_NOOP("SoraNoMe", "No ground was found in it.")
STRAY = QT_TRANSLATE_NOOP("SoraNoMe", "{count} points outside the box in its header took no part.")
OTHER_CLASSES = QT_TRANSLATE_NOOP(
    "SoraNoMe", "It is called ground, but {share} % of its points were of other classes: it holds everything."
)
NOT_LAST = QT_TRANSLATE_NOOP(
    "SoraNoMe", "It is called ground, but {share} % of its points are not the last of their pulse: it holds everything."
)
UNREAD = QT_TRANSLATE_NOOP(
    "SoraNoMe", "Its neighbour {other} cannot be read; towards it the ground was found without what lies beyond."
)

_VERSION = 2  # of what is written; results of another are made anew
_NOISE = 7, 18
_STANDING = 3, 4, 5, 6, 13, 14, 15, 16, 17, 19, 20, 22
"""Vegetation, buildings, wires, masts, bridges and the like (LAS 1.4 R15, table 17): no ground where they are known."""
_CELL_M = 10  # in which points are counted; blocks are made of such cells
_MOST = 4_500_000  # points that blocks, with their collars, may hold at a time; the filters take some 140 bytes a point
_AT_ONCE = 4  # tiles at most: more would make their blocks small and their collars dear
_GROUP = 4  # tiles for each thread in a group, whose neighbours' points are on disk at a time
_LOOKED = 0.3  # of what comes before a tile is written
_PREPARING = 0.6  # of the work on a tile
_WIDEST_CELLS = 400  # of a block: the filter works on rasters
_STEPS_PER_M = 10_000  # coordinates are rounded to these, so that scale and offset of a file do not matter
_SLACK = 0.01  # units by which points may lie outside the box of their header: its rounding
_STRANGERS = 0.1  # share of points in a tile called ground that no ground has
_CHUNK = 500_000
_LOCAL_CELLS = 1 << 24
_SEEN = (
    lazrs.SELECTIVE_DECOMPRESS_XY_RETURNS_CHANNEL
    | lazrs.SELECTIVE_DECOMPRESS_Z
    | lazrs.SELECTIVE_DECOMPRESS_CLASSIFICATION
    | lazrs.SELECTIVE_DECOMPRESS_FLAGS
)
_POINT = np.dtype([("x", "f8"), ("y", "f8"), ("z", "f8"), ("last", "?")])


def classify_tiles(
    catalogue: Catalogue,
    folder: str | os.PathLike,
    settings: ground.Settings,
    classes: str = KEEP,
    collar_m: float = COLLAR_M,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    workers: int | None = None,
    cluster: Cluster | None = None,
) -> Outcome:
    """Write each tile of ``catalogue`` into ``folder`` as COPC, with class 2 for ground and 1 for the rest.

    Noise (classes 7 and 18) and withheld points take no part and keep their classes; see :data:`CLASSES` for the others.
    ``collar_m``: metres around a tile in which points of its neighbours are looked at; more where ``settings`` need it.
    Nothing else of the points is changed, and their coordinates are in the units they had; lengths are metres.

    A tile is made anew when it, a tile in its collar, or the settings changed. Faults of ``catalogue`` and tiles that
    turn out to be unreadable are faults of the result. Raises :class:`InputError` where no tile can be used,
    :class:`OutputError` where ``folder`` holds a tile that is read, cannot be written, or is full.
    """
    folder = Path(folder)
    _require_other_folder(folder, catalogue)
    at_once = min(workers or default_workers(), _AT_ONCE, len(catalogue.tiles))
    collar_m = max(collar_m, settings.collar_m)
    run = _Run(catalogue, settings, classes, collar_m, at_once, cluster)
    return fill_folder(
        folder,
        JOURNAL,
        run.plan,
        _Labelled(settings, classes, collar_m, _MOST // (1 if cluster else at_once)),
        catalogue.faults,
        progress,
        run.groups,
        preparing=_PREPARING,
        keep_memory=False,
        at_once=at_once,
        workers=workers,
        cluster=cluster,
    )


def _require_other_folder(folder: Path, catalogue: Catalogue) -> None:
    own = folder.resolve()
    for tile in catalogue.tiles:
        if tile.source.path.resolve().parent == own:
            raise OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{folder} holds a tile that is to be read ({name}). Choose another folder."
                ),
                folder=folder,
                name=tile.source.file_name,
            )


@dataclass
class _Look:
    """What a tile holds, counted in passing. ``strip``: its points near its neighbours, as :data:`_POINT`."""

    strip: Path
    cells: Counter = field(default_factory=Counter)
    """Points for the filter by cell (column, row) of :data:`_CELL_M`."""
    points: int = 0
    seen: int = 0
    """Points for the filter, ``last`` of them last returns."""
    last: int = 0
    not_last: int = 0
    ground: int = 0
    """Points of class 2 before."""
    stray: int = 0
    failed: InputError | None = None

    def counts(self, points: np.ndarray) -> np.ndarray:
        """Which of its points can be ground: last returns, or all of them where it has none."""
        return points["last"] if self.last else np.ones(len(points), bool)

    @property
    def density(self) -> float:
        """Last returns per m² of the cells that hold points."""
        return (self.last or self.seen) / max(1, len(self.cells)) / _CELL_M**2


class _Run:
    """What there is to do, and what is kept between tiles."""

    def __init__(
        self,
        catalogue: Catalogue,
        settings: ground.Settings,
        classes: str,
        collar_m: float,
        at_once: int,
        cluster: Cluster | None,
    ):
        self._catalogue, self._settings, self._classes = catalogue, settings, classes
        self._collar_m, self._at_once, self._cluster = collar_m, at_once, cluster
        self._tiles = {tile.source: tile for tile in catalogue.tiles}

    def plan(self, journal: Journal, progress: Progress) -> tuple[list[Job], list[Fault]]:
        """Jobs in the order of the catalogue, those done before ``known``."""
        tiles = [tile for tile in self._catalogue.tiles if tile.source.path.exists()]
        stamps = {tile.source: list(tile.source.stamp) for tile in tiles}

        def mark(tile: Tile) -> list[int] | None:
            with contextlib.suppress(InputError):
                return journal.mark(tile.source, stamps[tile.source])

        looked = run_ordered(mark, tiles, progress, max(1, len(tiles)))
        marks = {tile.source: found for tile, found in zip(tiles, looked)}
        jobs, faults = [], []
        for tile in self._catalogue.tiles:
            check_cancelled(progress)
            if tile.source not in stamps:
                said = QT_TRANSLATE_NOOP("SoraNoMe", "{name} is not there any more. Index the folder again.")
                faults.append(Fault(tile.source.path, tile.name, Message(said, {"name": tile.name})))
                continue
            around = self._around(tile)
            neighbours = sorted(
                [other.source.stem, *stamps.get(other.source, ()), *(marks.get(other.source) or ())[2:]]
                for other in around
            )
            decision = tile.decision
            key = [
                _VERSION,
                self._settings.method,
                dict(self._settings.numbers),
                self._classes,
                self._collar_m,
                neighbours,
            ]
            key += [decision.wkt, decision.metres_per_unit, decision.metres_per_height_unit]
            key = json.loads(json.dumps(key))
            known = journal.known(tile.source, stamps[tile.source], key)
            notes = (*tile.header.problems, *tile.notes, *decision.notes)
            stamp, mark = stamps[tile.source], marks[tile.source]
            jobs.append(Job(tile.source, stamp, key, tile.header, tile.sheet, decision, notes, known, mark))
        return jobs, faults

    def groups(self, jobs: list[Job], work: Path, shares: Shares) -> Iterator[list[tuple[Job, _Seen]]]:
        """Jobs some at a time, with what was seen of their tiles and of those around."""
        around = {job.source: self._around(self._tiles[job.source]) for job in jobs}
        uses = Counter(each.source for job in jobs for each in (self._tiles[job.source], *around[job.source]))
        looks: dict[Source, _Look] = {}
        strips, size = 0, _GROUP * (self._cluster.threads if self._cluster else self._at_once)
        for first in range(0, len(jobs), size):
            group = jobs[first : first + size]
            numbers = {job.source: job.number for job in group}
            wanted = {each.source: each for job in group for each in (self._tiles[job.source], *around[job.source])}
            units = []
            for tile in wanted.values():
                if tile.source not in looks:
                    windows = tuple(_window(other, self._collar_m) for other in self._around(tile))
                    units.append(_LookUnit(tile, windows, work / f"{strips}.strip"))
                    strips += 1
            looking = _Looking(self._classes)
            found = run_units(looking, units, shares, len(units), self._at_once, self._cluster)
            with contextlib.closing(found):
                for unit, look in zip(units, found):
                    looks[unit.tile.source] = look
                    if unit.tile.source in numbers:
                        shares.set(numbers[unit.tile.source], _PREPARING * _LOOKED)
            yield [
                (
                    job,
                    _Seen(
                        self._tiles[job.source],
                        looks[job.source],
                        tuple((other.name, looks[other.source]) for other in around[job.source]),
                    ),
                )
                for job in group
            ]
            for job in group:
                for source in (job.source, *(other.source for other in around[job.source])):
                    uses[source] -= 1
                    if not uses[source]:
                        looks.pop(source).strip.unlink(missing_ok=True)

    def _around(self, tile: Tile) -> list[Tile]:
        """The tiles in the collar of ``tile``; of two tiles, each is in the other's."""
        west, south, east, north = _window(tile, self._collar_m)
        box = west - _CELL_M, south - _CELL_M, east + _CELL_M, north + _CELL_M
        box = tuple(edge / tile.decision.metres_per_unit for edge in box)
        return [other for other in self._catalogue.within(box) if other is not tile]


def _window(tile: Tile, collar_m: float) -> Bounds:
    """The cells of the tile's box with the collar around them, in metres."""
    low, high = np.array(tile.bounds).reshape(2, 2) * tile.decision.metres_per_unit
    first, last = np.floor((low - _SLACK) / _CELL_M), np.floor((high + _SLACK) / _CELL_M) + 1
    return _with_collar((*first.tolist(), *last.tolist()), collar_m)


def _with_collar(cells: tuple[float, float, float, float], collar_m: float) -> Bounds:
    west, south, east, north = (cell * _CELL_M for cell in cells)
    return west - collar_m, south - collar_m, east + collar_m, north + collar_m


# -- a look at a tile ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _LookUnit:
    """A tile to look at; its points in ``windows``, those of its neighbours, go to the file ``strip``."""

    tile: Tile
    windows: tuple[Bounds, ...]
    strip: Path


@dataclass(frozen=True)
class _Looking:
    """Counts what a tile holds, and keeps what its neighbours need of it."""

    classes: str

    def __call__(self, unit: _LookUnit, watch: Progress) -> _Look:
        look = _Look(unit.strip)
        try:
            with open(unit.strip, "wb") as strip:
                for part, seen, chunk in _read(unit.tile, self.classes, None, watch):
                    classes, _ = _classes_of(chunk)
                    look.points += len(chunk)
                    look.seen += len(part)
                    look.last += int(np.count_nonzero(part["last"]))
                    look.not_last += int(np.count_nonzero(_not_last(chunk)))
                    look.ground += int(np.count_nonzero(classes == GROUND))
                    look.stray += int(np.count_nonzero(_seen(chunk, self.classes) & ~seen))
                    look.cells.update(_counted(part))
                    if unit.windows:
                        near = np.logical_or.reduce([_in(window, part) for window in unit.windows])
                        strip.write(part[near].tobytes())
        except InputError as error:
            look.failed = error
        except OSError as error:
            raise unwritable(unit.strip, error) from error
        return look


# -- one tile ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Seen:
    """A tile, what it holds, and the name and look of each tile around it."""

    tile: Tile
    look: _Look
    around: tuple[tuple[str, _Look], ...]


@dataclass(frozen=True)
class _Labelled:
    """The points of a tile with their new classes; ``most``: points a block may hold together with its collar."""

    settings: ground.Settings
    classes: str
    collar_m: float
    most: int

    def __call__(
        self, unit: Unit, workers: int, notes: list[Message], progress: Progress
    ) -> Iterator[laspy.ScaleAwarePointRecord]:
        seen: _Seen = unit.more
        found = self._ground_of(seen, workers, notes, progress)
        first = 0
        with open_points(seen.tile.source, workers=workers) as points:
            for chunk in points.chunks(_CHUNK):
                part = found[first : first + len(chunk)]
                if len(part) < len(chunk):
                    raise changed(seen.tile.source)
                self._label(chunk, part)
                first += len(chunk)
                yield chunk

    def _ground_of(self, seen: _Seen, workers: int, notes: list[Message], progress: Progress) -> np.ndarray:
        """Which points of the tile are ground, (n,) bool in the order of the file."""
        own = seen.look
        if own.failed:
            raise own.failed
        notes += self._notes(seen.tile, own)
        notes += [Message(UNREAD, {"other": name}) for name, look in seen.around if look.failed]
        found = np.zeros(own.points, bool)
        blocks = _blocks(own.cells, self.collar_m / _CELL_M, (own.last or own.seen) / max(1, own.seen), self.most)
        share = (1 - _LOOKED) / max(1, len(blocks))
        for number, block in enumerate(blocks):
            part = Part(progress, _LOOKED + share * number, _LOOKED + share * (number + 1))
            self._filter(seen, block, found, workers, part)
        if not found.any():
            notes.append(Message(NO_GROUND))
        return found

    def _filter(
        self, seen: _Seen, block: tuple[int, int, int, int], found: np.ndarray, workers: int, progress: Progress
    ) -> None:
        """Mark in ``found`` which points of the tile in ``block`` (cells: west, south, east, north) are ground."""
        window = _with_collar(block, self.collar_m)
        columns: list[list[np.ndarray]] = [[], [], []]
        mine, inside, first = [], np.zeros(len(found), bool), 0
        for part, chosen_of, chunk in _read(seen.tile, self.classes, workers, progress):
            if first + len(chunk) > len(found):
                raise changed(seen.tile.source)
            chosen = _in(window, part) & seen.look.counts(part)
            near = part[chosen]
            within = _in(tuple(cell * _CELL_M for cell in block), near)
            inside[first + np.flatnonzero(chosen_of)[chosen][within]] = True
            mine.append(within)
            _add(columns, near)
            first += len(chunk)
        mine = np.concatenate(mine)
        for _, neighbour in seen.around:
            if neighbour.failed is None:
                for part in _strip(neighbour.strip):
                    check_cancelled(progress)
                    _add(columns, part[_in(window, part) & neighbour.counts(part)])
        x, y, z = (_joined(column) for column in columns)
        mask = ground.ground_mask(x, y, z, self.settings, progress=progress)
        found[inside] = mask[: len(mine)][mine]

    def _label(self, chunk: laspy.ScaleAwarePointRecord, found: np.ndarray) -> None:
        """Write the classes into the points, where they are decided here."""
        classes, withheld = _classes_of(chunk)
        decided = ~(np.isin(classes, _NOISE) | withheld)
        if self.classes == KEEP:
            decided &= classes <= GROUND
        labels = np.where(found[decided], GROUND, OTHER).astype(np.uint8)
        if chunk.point_format.id < 6:  # three flags share the byte
            chunk.array["raw_classification"][decided] = chunk.array["raw_classification"][decided] & 0xE0 | labels
        else:
            chunk.array["classification"][decided] = labels

    def _notes(self, tile: Tile, look: _Look) -> Iterator[Message]:
        if look.stray:
            yield Message(STRAY, {"count": look.stray})
        if not look.last:
            yield Message(NO_LAST)
        if look.density * self.settings.cell_m**2 < 1:
            yield Message(SPARSE, {"density": f"{look.density:.2f}", "cell": f"{self.settings.cell_m:g}"})
        share = look.ground / max(1, look.points)
        if self.classes == REPLACE and look.ground:
            yield Message(HAD_GROUND, {"share": f"{100 * share:.0f}"})
        if called_ground(tile):
            strangers, said = (1 - share, OTHER_CLASSES) if look.ground else (look.not_last / look.points, NOT_LAST)
            if strangers > _STRANGERS:
                yield Message(said, {"share": f"{100 * strangers:.0f}"})


# -- reading -------------------------------------------------------------------------------------------------------


def _read(
    tile: Tile, classes: str, workers: int | None, progress: Progress
) -> Iterator[tuple[np.ndarray, np.ndarray, laspy.ScaleAwarePointRecord]]:
    """Points for the filter as :data:`_POINT`, and which points of a chunk they are, chunk by chunk."""
    metres, height_metres = tile.decision.metres_per_unit, tile.decision.metres_per_height_unit
    with open_points(tile.source, _SEEN, workers) as points:
        for chunk in points.chunks(_CHUNK):
            check_cancelled(progress)
            seen = _seen(chunk, classes) & _in_box(tile, chunk)
            part = np.empty(np.count_nonzero(seen), _POINT)
            for axis, unit in (("x", metres), ("y", metres), ("z", height_metres)):
                part[axis] = np.rint(np.asarray(chunk[axis])[seen] * (unit * _STEPS_PER_M)) / _STEPS_PER_M
            part["last"] = ~_not_last(chunk)[seen]
            yield part, seen, chunk


def _seen(chunk: laspy.ScaleAwarePointRecord, classes: str) -> np.ndarray:
    """Which points the filter sees."""
    found, withheld = _classes_of(chunk)
    hidden = (*_NOISE, *_STANDING) if classes == KEEP else _NOISE
    return ~(np.isin(found, hidden) | withheld)


def _classes_of(chunk: laspy.ScaleAwarePointRecord) -> tuple[np.ndarray, np.ndarray]:
    """Class, uint8, and whether it is withheld, of each point."""
    if chunk.point_format.id < 6:
        value = chunk.array["raw_classification"]
        return value & 31, value >= 128
    return chunk.array["classification"], (chunk.array["classification_flags"] & 4) > 0


def _not_last(chunk: laspy.ScaleAwarePointRecord) -> np.ndarray:
    return np.asarray(chunk.return_number) < np.asarray(chunk.number_of_returns)


def _in_box(tile: Tile, chunk: laspy.ScaleAwarePointRecord) -> np.ndarray:
    west, south, east, north = tile.bounds
    x, y = np.asarray(chunk.x), np.asarray(chunk.y)
    return (x >= west - _SLACK) & (x <= east + _SLACK) & (y >= south - _SLACK) & (y <= north + _SLACK)


def _in(box: Bounds, points: np.ndarray) -> np.ndarray:
    west, south, east, north = box
    x, y = points["x"], points["y"]
    return (x >= west) & (x < east) & (y >= south) & (y < north)


def _counted(points: np.ndarray) -> dict[tuple[int, int], int]:
    """Points by cell (column, row)."""
    if not len(points):
        return {}
    places = np.stack([np.floor(points[axis] / _CELL_M).astype(np.int64) for axis in "xy"])
    first = places.min(axis=1)
    width, height = (places.max(axis=1) - first + 1).tolist()
    numbers = (places[0] - first[0]) * height + places[1] - first[1]
    if width * height <= _LOCAL_CELLS:
        counts = np.bincount(numbers)
        held = np.flatnonzero(counts)
        counts = counts[held]
    else:
        held, counts = np.unique(numbers, return_counts=True)
    columns, rows = np.divmod(held, height)
    cells = zip((columns + first[0]).tolist(), (rows + first[1]).tolist())
    return dict(zip(cells, counts.tolist()))


def _blocks(cells: Counter, collar: float, share: float, most: int) -> list[tuple[int, int, int, int]]:
    """Boxes of cells (west, south, east, north) which together hold all points, each at most ``most`` with a collar so
    many cells wide, as far as its own points tell how dense that is; ``share`` of them go to the filter. A block is not
    made narrower than its collar."""
    if not cells:
        return []
    places, counts = np.array(list(cells)), np.array(list(cells.values()))
    low, high = places.min(axis=0), places.max(axis=0) + 1
    size = high - low
    axis = int(size[1] > size[0])
    points = share * counts.sum() * np.prod((size + 2 * collar) / size)
    if size[axis] < 2 * max(1, collar) or (points <= most and size[axis] <= _WIDEST_CELLS):
        return [(*low.tolist(), *high.tolist())]
    before = places[:, axis] < low[axis] + size[axis] // 2
    blocks = []
    for half in (before, ~before):
        own = zip(map(tuple, places[half].tolist()), counts[half].tolist())
        blocks += _blocks(Counter(dict(own)), collar, share, most)
    return blocks


def _strip(path: Path) -> Iterator[np.ndarray]:
    with open(path, "rb") as file:
        while len(part := np.fromfile(file, _POINT, _CHUNK)):
            yield part


def _add(columns: list[list[np.ndarray]], points: np.ndarray) -> None:
    for column, axis in zip(columns, "xyz"):
        column.append(points[axis].copy())


def _joined(pieces: list[np.ndarray]) -> np.ndarray:
    """The pieces as one array; they are given up, as memory matters."""
    whole = np.concatenate(pieces)
    pieces.clear()
    return whole
