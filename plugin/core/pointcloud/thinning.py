"""The points of a tile that an overview shows: one in each column of a square grid, the nearest to its middle.

They come from the upper levels of the tile's octree, so deep that its cells are at most 1.5 columns wide.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numba import njit

from ..files import write_whole
from .octree import Node


class Thinner:
    """Chooses among rows of COPC nodes, which are added in the order of the file.

    ``scales``, ``offsets``: of the rows. ``width``, of columns, and ``spacing``, of the cells of the root, are in units of
    the CRS. Memory goes with the points looked at, not with the ground: one stray point may make that very wide.
    """

    def __init__(self, scales: Sequence[float], offsets: Sequence[float], width: float, spacing: float):
        self._deepest = max(0, int(np.ceil(np.log2(spacing / width) - 0.5)))
        self._place = np.array(scales[:2], float), np.array(offsets[:2], float), width
        self._kept: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def wants(self, node: Node) -> bool:
        return node.key[0] <= self._deepest

    def add(self, nodes: Sequence[Node], rows: np.ndarray) -> None:
        """``rows`` (n, length) uint8 of ``nodes``, one after the other; those that are too deep are passed over."""
        wanted = np.repeat([self.wants(node) for node in nodes], [node.count for node in nodes])
        if not wanted.any():
            return
        rows = rows[: len(wanted)][wanted]
        scales, offsets, width = self._place
        places = (np.ndarray((len(rows), 2), "<i4", rows, strides=(rows.strides[0], 4)) * scales + offsets) / width
        columns = np.floor(places)
        aside = np.hypot(*(places - columns - 0.5).T).astype(np.float32)
        nearest = _nearest(columns, aside)
        self._kept.append((columns[nearest], aside[nearest], rows[nearest]))

    def chosen(self) -> np.ndarray:
        """Rows (n, length) uint8 of the chosen points, in the order of the file."""
        columns, aside, rows = (np.concatenate(parts) for parts in zip(*self._kept))
        return rows[_nearest(columns, aside)]


def _nearest(columns: np.ndarray, aside: np.ndarray) -> np.ndarray:
    """Numbers, in order, of the points that are in each of ``columns`` (n, 2) the least ``aside``; the first of equals."""
    columns = (columns - columns.min(axis=0)).astype(np.int64)
    return np.sort(_holders(columns[:, 0] * (columns[:, 1].max() + 1) + columns[:, 1], aside))


@njit(cache=True, nogil=True)
def _holders(column, aside):
    """Numbers of the points that are least aside in each column (int64), by a table of open addressing."""
    bits = 4
    while 1 << bits < 2 * len(column):
        bits += 1
    size = 1 << bits
    holder = np.full(size, -1, np.int64)
    for i in range(len(column)):
        # Fibonacci hashing (Knuth, TAOCP 3, 6.4): the upper bits depend on all of the number, however far columns lie apart.
        place = np.int64((np.uint64(column[i]) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - bits))
        while holder[place] >= 0 and column[holder[place]] != column[i]:
            place = (place + 1) & (size - 1)
        if holder[place] < 0 or aside[i] < aside[holder[place]]:
            holder[place] = i
    return holder[holder >= 0]


def save(path: Path, rows: np.ndarray) -> None:
    held = io.BytesIO()
    np.save(held, rows)
    write_whole(path, held.getvalue())
