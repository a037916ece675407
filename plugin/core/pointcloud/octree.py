"""The octree of a COPC file: which node each point belongs to.

A node shows its part of the cloud at one point per cell of a grid of 128 × 128 × 128; what its cells do not show goes
to its eight children, whose cells are half as wide. In each cell the point with the least hash of its coordinates is
shown: chosen evenly and without preference for height, flight line or place in the file, and the same whatever the
number of threads or the order of work. Drawn together, the levels down to any depth hold about one point per cell of
that depth. A node of at most ``LEAF`` points keeps all of them, and a child that would be left fewer than ``LEAST``
leaves them to its parent, so that no chunk is tiny. Inside a node, points stay in the order of the file.

What does not fit into memory is split node by node on disk, by the same rules, until it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numba import njit

from .records import Summary

CELLS = 128
"""Cells along the edge of a node; the spacing of a COPC file is the width of the root over this."""
LEAF = 100_000
LEAST = 500
_PER_POINT = 16 + 4 + 4 + 1  # place, order, spare, label
_BITS = 30  # of a coordinate inside the cube
_STEPS = 10  # the cube is a multiple of 2¹⁰ steps of the coordinates wide


@dataclass(frozen=True)
class Cube:
    """The root of an octree: its corner and width in units of the CRS.

    Coordinates are multiples of a scale. The corner lies half a step below the lowest, and the width is a multiple of
    2¹⁰ steps: no point lies on a face between nodes that are wider than a step, where rounding might decide.
    """

    corner: np.ndarray
    width: float
    origin: np.ndarray
    """The corner in steps of the coordinates, (3,) float64."""
    factors: np.ndarray
    """2³⁰ over the width in steps, (3,) float64."""
    deepest: int
    """The last level whose cells are wider than a step: no node below it is split."""

    @classmethod
    def around(cls, summary: Summary, scales: np.ndarray, offsets: np.ndarray) -> Cube:
        scales, offsets = np.asarray(scales, float), np.asarray(offsets, float)
        step = float(scales.max())
        reach = float(((summary.maxs - summary.mins + 1) * scales).max())
        width = np.ceil(reach / step / 2**_STEPS - 1e-9) * 2**_STEPS * step
        origin = summary.mins - 0.5
        deepest = min(_BITS, int(np.log2(width / step))) - 7
        return cls(origin * scales + offsets, float(width), origin, 2.0**_BITS * scales / width, max(0, deepest))

    def holds(self, node: Node, summary: Summary) -> bool:
        """Whether all points of ``summary`` lie in ``node``."""
        level, *place = node.key
        side = 2.0**_BITS / 2**level
        low = (summary.mins - self.origin) * self.factors >= np.array(place) * side
        high = (summary.maxs - self.origin) * self.factors < (np.array(place) + 1) * side
        return bool(low.all() and high.all())

    @property
    def centre(self) -> np.ndarray:
        return self.corner + self.width / 2


@dataclass(frozen=True)
class Node:
    """A node and how many points it holds itself; ``key`` is (level, x, y, z)."""

    key: tuple[int, int, int, int]
    count: int


class Workspace:
    """Memory for points and for splitting them, taken once and used again for every file: ``memory`` bytes for points
    and 8 MiB of cells for each thread. Pages nobody writes to are never taken."""

    def __init__(self, memory: int, workers: int):
        self.workers, self.memory = workers, memory
        self.grids = [np.full(CELLS**3, 0xFFFFFFFF, np.uint32) for _ in range(workers)]
        self.renew()

    def renew(self) -> None:
        """Give back what was taken so far."""
        self._arena = np.empty(self.memory, np.uint8)
        self._batches: list[np.ndarray] = [np.empty(0, np.uint8)] * 3
        self.lay_out(0, 0)

    def capacity(self, length: int) -> int:
        """How many points of ``length`` bytes fit."""
        return max(2, (len(self._arena) - 64) // (length + _PER_POINT))

    def lay_out(self, length: int, count: int) -> None:
        """Make room for ``count`` points: ``rows`` (count, length) uint8, ``places`` (count, 4) int32, and the rest."""
        self._used = 0
        self.places = self._take(count * 16).view(np.int32).reshape(count, 4)
        self._order = self._take(count * 4).view(np.uint32)
        self._spare = self._take(count * 4).view(np.uint32)
        self.rows = self._take(count * length).reshape(count, length)
        self._labels = self._take(count)

    def orders(self, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """0, 1, 2 … as uint32, as much spare room, and labels, uint8."""
        order = self._order[:count]
        order[:] = np.arange(count, dtype=np.uint32)
        return order, self._spare[:count], self._labels[:count]

    def batch(self, which: int, count: int, length: int) -> np.ndarray:
        """Room for a batch of rows (count, length) uint8; there are three."""
        if len(self._batches[which]) < count * length:
            self._batches[which] = np.empty(count * length, np.uint8)
        return self._batches[which][: count * length].reshape(count, length)

    def _take(self, size: int) -> np.ndarray:
        start = -(-self._used // 16) * 16
        self._used = start + size
        return self._arena[start : self._used]


def arrange(
    places: np.ndarray, cube: Cube, key: tuple[int, int, int, int], space: Workspace, pool: ThreadPoolExecutor
) -> tuple[np.ndarray, list[Node]]:
    """The order of the points of the node ``key`` with all below it, and its nodes, parents before children.

    ``places``: see :func:`~.records.summarise`. The order, (n,) uint32, lists the points of the first node, then of the
    second, and so on; it is the workspace's and holds until the next call.
    """
    order, spare, labels = space.orders(len(places))
    if len(places) <= LEAF or key[0] > cube.deepest:
        return order, [Node(key, len(places))]
    counts = _split(places, order, spare, labels, space.grids[0], cube.origin, cube.factors, key[0], LEAST)
    nodes = [Node(key, int(counts[8]))]
    jobs, free, start = [], list(range(len(space.grids))), counts[8]
    for octant in range(8):
        if counts[octant]:
            part = slice(start, start + counts[octant])
            arguments = (places, order[part], spare[part], labels[part]), cube, child(key, octant)
            jobs.append(pool.submit(_subtree, space, free, *arguments))
            start += counts[octant]
    for job in jobs:
        nodes += job.result()
    return order, nodes


def _subtree(space: Workspace, free: list[int], arrays, cube: Cube, key: tuple[int, int, int, int]) -> list[Node]:
    which = free.pop()  # as many grids as threads; both calls are atomic
    try:
        geometry = cube.origin, cube.factors, cube.deepest
        table = _descend(*arrays, space.grids[which], *geometry, np.array(key, np.int64), LEAF, LEAST)
    finally:
        free.append(which)
    return [Node(tuple(row[:4].tolist()), int(row[4])) for row in table]


def child(key: tuple[int, int, int, int], octant: int) -> tuple[int, int, int, int]:
    """The key of a child; the octant's bits are x, y, z from the lowest."""
    level, x, y, z = key
    return level + 1, 2 * x + (octant & 1), 2 * y + (octant >> 1 & 1), 2 * z + (octant >> 2)


class Streamed:
    """The split of one node whose points come in blocks, twice each, in the same order.

    First :meth:`look` at all blocks, then :meth:`label` each of them.
    """

    def __init__(self, cube: Cube, level: int, space: Workspace):
        self._cube, self._level, self._grid = cube, level, space.grids[0]

    def look(self, places: np.ndarray) -> None:
        cells = np.empty(len(places), np.uint32)
        order = np.arange(len(places), dtype=np.uint32)
        _least(places, order, cells, self._grid, self._cube.origin, self._cube.factors, self._level)

    def label(self, places: np.ndarray) -> np.ndarray:
        """(n,) uint8: 8 for points the node shows, else the octant of the child they go to."""
        order = np.arange(len(places), dtype=np.uint32)
        cells, labels, counts = np.empty_like(order), np.empty(len(places), np.uint8), np.zeros(9, np.int64)
        _cells(places, order, cells, self._cube.origin, self._cube.factors, self._level)
        _label(places, order, cells, labels, counts, self._grid)
        return labels


def batches(nodes: list[Node], most: int) -> Iterator[tuple[int, list[Node]]]:
    """Runs of nodes of together at most ``most`` points (or one node), each with the number of points before it."""
    start = held = 0
    run: list[Node] = []
    for node in nodes:
        if run and held + node.count > most:
            yield start, run
            start, held, run = start + held, 0, []
        run.append(node)
        held += node.count
    if run:
        yield start, run


@njit(nogil=True, cache=True)
def _cells(places, order, cells, origin, factors, level):  # pragma: no cover - compiled
    """The cell of its node each point lies in, 7 bits each of z, y, x; above them (11 bits) its distance from the
    middle of the cell in the plane, squared, in 64ths of the cell's width."""
    shift = 23 - level
    for i in range(order.size):
        p = order[i]
        x = np.int64((places[p, 0] - origin[0]) * factors[0]) << 5 >> shift
        y = np.int64((places[p, 1] - origin[1]) * factors[1]) << 5 >> shift
        z = np.int64((places[p, 2] - origin[2]) * factors[2]) >> shift
        across, along = 2 * (x & 31) - 31, 2 * (y & 31) - 31
        cells[i] = (across * across + along * along) << 21 | (z & 127) << 14 | (y >> 5 & 127) << 7 | (x >> 5 & 127)


@njit(nogil=True, cache=True, inline="always")
def _rank(packed, hashed):  # pragma: no cover - compiled
    """What the point a cell shows has least of: its distance from the middle, then its hash."""
    return (packed & np.uint32(0xFFE00000)) | (np.uint32(hashed) >> np.uint32(11))


@njit(nogil=True, cache=True)
def _least(places, order, cells, grid, origin, factors, level):  # pragma: no cover - compiled
    """Fill ``cells``, and ``grid`` with the least rank in each of them."""
    _cells(places, order, cells, origin, factors, level)
    for i in range(order.size):
        cell = cells[i] & np.uint32(0x1FFFFF)
        rank = _rank(cells[i], places[order[i], 3])
        if rank < grid[cell]:  # noqa: PLR1730 - a store is dearer than a look
            grid[cell] = rank


@njit(nogil=True, cache=True)
def _label(places, order, cells, labels, counts, grid):  # pragma: no cover - compiled
    """8 for the first point of each cell that has its least rank, else the octant; empties the cells."""
    for i in range(order.size):
        cell = cells[i] & np.uint32(0x1FFFFF)
        if _rank(cells[i], places[order[i], 3]) == grid[cell]:
            grid[cell] = np.uint32(0xFFFFFFFF)
            label = 8
        else:
            label = (cell >> 6 & 1) | (cell >> 12 & 2) | (cell >> 18 & 4)
        labels[i] = label
        counts[label] += 1


@njit(nogil=True, cache=True)
def _split(places, order, spare, labels, grid, origin, factors, level, least):  # pragma: no cover - compiled
    """Reorder a node's points: its own (counts[8]), then those of its children 0–7, each in the order they had."""
    _least(places, order, spare, grid, origin, factors, level)
    counts = np.zeros(9, np.int64)
    _label(places, order, spare, labels, counts, grid)
    goes = np.arange(9)
    for octant in range(8):
        if counts[octant] < least:
            goes[octant] = 8
            counts[8] += counts[octant]
            counts[octant] = 0
    next_of = np.zeros(9, np.int64)
    place = counts[8]
    for octant in range(8):
        next_of[octant] = place
        place += counts[octant]
    for i in range(order.size):
        label = goes[labels[i]]
        spare[next_of[label]] = order[i]
        next_of[label] += 1
    order[:] = spare
    return counts


@njit(nogil=True, cache=True)
def _descend(
    places, order, spare, labels, grid, origin, factors, deepest, key, leaf, least
):  # pragma: no cover - compiled
    """Split a node and all below it; rows (level, x, y, z, count), parents before children."""
    table = np.empty((64, 5), np.int64)
    rows = 0
    # Nodes still to do: key, start, stop; the last is the next. Eight are added for each one taken.
    stack = np.empty((8 * 32, 6), np.int64)
    stack[0, :4] = key
    stack[0, 4], stack[0, 5] = 0, order.size
    waiting = 1
    while waiting:
        waiting -= 1
        level, x, y, z = stack[waiting, 0], stack[waiting, 1], stack[waiting, 2], stack[waiting, 3]
        start, stop = stack[waiting, 4], stack[waiting, 5]
        if rows == table.shape[0]:
            larger = np.empty((2 * rows, 5), np.int64)
            larger[:rows] = table
            table = larger
        table[rows, 0], table[rows, 1], table[rows, 2], table[rows, 3] = level, x, y, z
        if stop - start <= leaf or level > deepest:
            table[rows, 4] = stop - start
            rows += 1
            continue
        counts = _split(
            places, order[start:stop], spare[start:stop], labels[start:stop], grid, origin, factors, level, least
        )
        table[rows, 4] = counts[8]
        rows += 1
        place = stop
        for octant in range(7, -1, -1):
            if counts[octant]:
                row = stack[waiting]
                row[0], row[1], row[2] = level + 1, 2 * x + (octant & 1), 2 * y + (octant >> 1 & 1)
                row[3], row[4], row[5] = 2 * z + (octant >> 2), place - counts[octant], place
                place -= counts[octant]
                waiting += 1
    return table[:rows]
