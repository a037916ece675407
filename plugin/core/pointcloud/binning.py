"""Points into blocks, and points of a block into cells: single passes without sorting.

Everything counts on the integers of a :class:`~.lattice.Lattice`, so that sums do not depend on the order of points.
"""

from __future__ import annotations

import laspy
import numpy as np
from numba import njit

from .catalogue import Tile
from .lattice import STEP, Lattice

GROUND, FIRST, WATER = 1, 2, 4
"""Bits of a record's ``flags``."""

OUT = 255
"""``flags`` of a point that takes no part."""

RECORD = np.dtype([("x", "i4"), ("y", "i4"), ("z", "i4"), ("intensity", "u2"), ("flags", "u1"), ("spare", "u1")])
RECORD_RGB = np.dtype([*RECORD.descr, ("red", "u2"), ("green", "u2"), ("blue", "u2"), ("spare2", "u2")])
"""What is kept of a point: steps of the lattice; intensity as in the file, colour in 8 bits."""

NO_POINT = np.iinfo(np.int32).min
"""Height of a cell without points."""

_KEPT = 128  # in a table of classes: points of this class take part
_NOISE = (7, 18)
_WATER_CLASS = 9
_WITHHELD_OLD = 128  # in the byte of classes, before point format 6
_SLACK = 0.01  # units by which points may lie outside the box of their header: its rounding
_LARGEST = 2_000_000_000  # steps: 200 km


def kinds_of(legacy: bool, ground_classes: frozenset[int]) -> np.ndarray:
    """For each value of the byte that holds the class, its flags; 0 where the point takes no part: noise, withheld.

    ``legacy``: point formats 0 to 5, with the class in five bits of it.
    """
    kinds = np.zeros(256, np.uint8)
    for value in range(256):
        kind = value & 31 if legacy else value
        if kind in _NOISE or (legacy and value & _WITHHELD_OLD):
            continue
        kinds[value] = _KEPT | (GROUND if kind in ground_classes else 0) | (WATER if kind == _WATER_CLASS else 0)
    return kinds


class Placer:
    """Turns the points of one tile into records on ``lattice``, sorted by block.

    Blocks are ``edge`` cells wide, counted row by row, ``across`` in a row. A point belongs to every block it lies in
    or no more than ``collar`` steps away from. ``colour``: bits of the tile's colours, 8 or 16, where they are kept.
    """

    def __init__(
        self,
        tile: Tile,
        lattice: Lattice,
        edge: int,
        collar: float,
        ground: frozenset[int],
        intensity: bool = False,
        colour: int | None = None,
    ):
        header, grid = tile.header, lattice.grid
        self._legacy = header.point_format < 6
        self._kinds = kinds_of(self._legacy, ground)
        self._intensity = intensity
        self._dtype, self._shift = (RECORD_RGB, colour - 8) if colour else (RECORD, 0)
        self._room = np.empty(0, self._dtype)  # used again for each chunk: fresh memory costs more than filling it
        height = tile.decision.metres_per_height_unit
        self._scales = np.array([*header.scales[:2], header.scales[2] * height])
        self._offsets = np.array([*header.offsets[:2], header.offsets[2] * height])
        self._origin = np.array(lattice.origin, np.float64)
        west, south, east, north = header.box
        box = np.array([west - _SLACK, south - _SLACK, east + _SLACK, north + _SLACK]) / STEP
        self._box = box - np.tile(self._origin, 2)
        self._across, self._down = -(-grid.width // edge), -(-grid.height // edge)
        width = lattice.cell * edge
        self._blocks = *lattice.corner, 1 / width, collar / width

    def sort(self, points: laspy.ScaleAwarePointRecord) -> tuple[np.ndarray, np.ndarray, tuple[int, int, int]]:
        """Records by block; where each block begins (and the last ends); and how many points take part, how many of them
        are ground, and how many were left out because they lie outside the box of the tile's header."""
        raw = points.array
        classes = raw["raw_classification" if self._legacy else "classification"]
        flags = classes if self._legacy else raw["classification_flags"]
        if self._room.size < len(raw):
            self._room = np.empty(len(raw), self._dtype)
        records = self._room[: len(raw)]
        if self._intensity:
            records["intensity"] = raw["intensity"]
        if self._dtype is RECORD_RGB:
            for name in ("red", "green", "blue"):
                records[name] = raw[name] >> self._shift if name in raw.dtype.names else 0
        starts = np.zeros(self._across * self._down + 1, np.int64)
        told = _place(
            raw["X"],
            raw["Y"],
            raw["Z"],
            classes,
            flags,
            raw["bit_fields"],
            self._legacy,
            self._kinds,
            self._scales,
            self._offsets,
            self._origin,
            self._box,
            records,
        )
        _count_blocks(records, self._blocks, self._across, self._down, starts)
        sorted_records = np.empty(starts[-1], self._dtype)
        words = self._dtype.itemsize // 8
        _scatter(
            records,
            records.view(np.uint64),
            sorted_records.view(np.uint64),
            words,
            self._blocks,
            self._across,
            self._down,
            starts.copy(),
        )
        return sorted_records, starts, told


@njit(cache=True, nogil=True)
def _place(x, y, z, classes, flags, returns, legacy, kinds, scales, offsets, origin, box, records):
    return_bits = 7 if legacy else 15
    kept = ground = stray = 0
    for i in range(x.size):
        records[i].flags = OUT
        kind = kinds[classes[i]]
        if kind == 0 or (not legacy and flags[i] & 4):
            continue
        east = np.rint((x[i] * scales[0] + offsets[0]) * 1e4) - origin[0]
        north = np.rint((y[i] * scales[1] + offsets[1]) * 1e4) - origin[1]
        height = np.rint((z[i] * scales[2] + offsets[2]) * 1e4)
        inside = east >= box[0] and north >= box[1] and east <= box[2] and north <= box[3]
        if not (inside and abs(height) < _LARGEST):
            stray += 1
            continue
        kept += 1
        ground += kind & GROUND
        if not (abs(east) < _LARGEST and abs(north) < _LARGEST):
            continue
        records[i].x = np.int32(east)
        records[i].y = np.int32(north)
        records[i].z = np.int32(height)
        records[i].flags = (kind & 127) | (FIRST if returns[i] & return_bits <= 1 else 0)
    return kept, ground, stray


@njit(cache=True, nogil=True, inline="always")
def _reach(x, y, blocks, across, down):
    """First and last column and row of the blocks that (x, y) belongs to."""
    left, top, per_step, collar = blocks
    east, south = (x - left) * per_step, (top - y) * per_step
    # Cutting off is rounding down where it counts: below 0 there are no blocks.
    return (
        int(max(0.0, east - collar)),
        min(across - 1, int(max(-1.0, east + collar))),
        int(max(0.0, south - collar)),
        min(down - 1, int(max(-1.0, south + collar))),
    )


@njit(cache=True, nogil=True)
def _count_blocks(records, blocks, across, down, starts):
    for i in range(records.size):
        if records[i].flags == OUT:
            continue
        first_column, last_column, first_row, last_row = _reach(records[i].x, records[i].y, blocks, across, down)
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                starts[row * across + column + 1] += 1
    for block in range(across * down):
        starts[block + 1] += starts[block]


@njit(cache=True, nogil=True)
def _scatter(records, source, target, words, blocks, across, down, places):
    for i in range(records.size):
        if records[i].flags == OUT:
            continue
        first_column, last_column, first_row, last_row = _reach(records[i].x, records[i].y, blocks, across, down)
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                block = row * across + column
                for word in range(words):
                    target[places[block] * words + word] = source[i * words + word]
                places[block] += 1


class Cells:
    """Counts over a window of cells: ``count``, ``ground``, ``water`` points and the ``highest`` (steps, NO_POINT)."""

    def __init__(self, pieces: list[np.ndarray], corner: tuple[float, float], cell: float, shape: tuple[int, int]):
        tallies = np.zeros((*shape, 4), np.int32)  # side by side, for the cache
        tallies[..., 3] = NO_POINT
        for records in pieces:
            _count(records, corner[0], corner[1], cell, tallies)
        self.count, self.ground, self.water, self.highest = (tallies[..., i] for i in range(4))


@njit(cache=True, nogil=True)
def _count(records, left, top, cell, tallies):
    rows, columns, _ = tallies.shape
    for i in range(records.size):
        column = int(np.floor((records[i].x - left) / cell))
        row = int(np.ceil((top - records[i].y) / cell)) - 1
        if row < 0 or row >= rows or column < 0 or column >= columns:
            continue
        flags = records[i].flags
        tally = tallies[row, column]
        tally[0] += 1
        tally[1] += flags & GROUND
        tally[2] += (flags & WATER) >> 2
        tally[3] = max(tally[3], records[i].z)


def ground_in(pieces: list[np.ndarray], box: tuple[float, float, float, float]) -> tuple[np.ndarray, ...]:
    """x, y, z of the ground points in a box (west, south, east, north in steps; edges included)."""
    found = [_ground_of(records, *box) for records in pieces] or [(np.zeros(0, np.int32),) * 3]
    return tuple(np.concatenate(values) for values in zip(*found))


@njit(cache=True, nogil=True)
def _ground_of(records, west, south, east, north):
    chosen = np.empty(records.size, np.int64)
    count = 0
    for i in range(records.size):
        if records[i].flags & GROUND and west <= records[i].x <= east and south <= records[i].y <= north:
            chosen[count] = i
            count += 1
    x, y, z = np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.int32)
    for i in range(count):
        x[i], y[i], z[i] = records[chosen[i]].x, records[chosen[i]].y, records[chosen[i]].z
    return x, y, z


@njit(cache=True, nogil=True)
def add_first_returns(records, values, left, top, cell, sums, count):
    """Add ``values`` (points, bands) of first returns to ``sums`` (bands, rows, columns), and their number to ``count``."""
    bands, rows, columns = sums.shape
    for i in range(records.size):
        if not records[i].flags & FIRST:
            continue
        column = int(np.floor((records[i].x - left) / cell))
        row = int(np.ceil((top - records[i].y) / cell)) - 1
        if row < 0 or row >= rows or column < 0 or column >= columns:
            continue
        count[row, column] += 1
        for band in range(bands):
            sums[band, row, column] += values[i, band]
