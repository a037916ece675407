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

    ``mins``, ``maxs``: of all points, in units of the CRS, as are ``width``, that of columns, and ``spacing``, that of
    the cells of the root.
    """

    def __init__(
        self,
        mins: Sequence[float],
        maxs: Sequence[float],
        scales: Sequence[float],
        offsets: Sequence[float],
        width: float,
        spacing: float,
    ):
        self._deepest = max(0, int(np.ceil(np.log2(spacing / width) - 0.5)))
        self._place = tuple(map(float, (*scales[:2], *offsets[:2], width)))
        # A column on each side for what rounding does to the edges of the box.
        low, high = (np.floor(np.array(corner[:2], float) / width).astype(np.int64) for corner in (mins, maxs))
        self._corner = low - 1
        shape = tuple((high - low + 3).tolist())
        self._aside, self._owners = np.full(shape, np.inf, np.float32), np.full(shape, -1, np.int64)
        self._seen = 0
        self._kept: list[tuple[np.ndarray, np.ndarray]] = []

    def wants(self, node: Node) -> bool:
        return node.key[0] <= self._deepest

    def add(self, nodes: Sequence[Node], rows: np.ndarray) -> None:
        """``rows`` (n, length) uint8 of ``nodes``, one after the other; those that are too deep are passed over."""
        start = 0
        for node in nodes:
            mine = rows[start : start + node.count]
            start += node.count
            if self.wants(node):
                places = np.ndarray((len(mine), 2), "<i4", mine, strides=(mine.strides[0], 4)).copy()
                chosen = _claim(places, *self._place, *self._corner.tolist(), self._seen, self._aside, self._owners)
                self._kept.append((self._seen + chosen, mine[chosen]))
                self._seen += node.count

    def chosen(self) -> np.ndarray:
        """Rows (n, length) uint8 of the chosen points, in the order of the file."""
        owners = np.sort(self._owners[self._owners >= 0])
        return np.concatenate([rows[np.isin(numbers, owners, assume_unique=True)] for numbers, rows in self._kept])


def save(path: Path, rows: np.ndarray) -> None:
    held = io.BytesIO()
    np.save(held, rows)
    write_whole(path, held.getvalue())


@njit(cache=True, nogil=True)
def _claim(places, scale_x, scale_y, offset_x, offset_y, width, left, bottom, first, aside, owners):
    """Let points take the columns they are nearest to the middle of; numbers of those that hold one at the end."""
    held = np.empty(places.shape[0], np.int64)
    for i in range(places.shape[0]):
        x, y = (places[i, 0] * scale_x + offset_x) / width, (places[i, 1] * scale_y + offset_y) / width
        column, row = np.floor(x), np.floor(y)
        distance = np.float32(np.hypot(x - column - 0.5, y - row - 0.5))
        c, r = int(column) - left, int(row) - bottom
        if distance < aside[c, r]:
            aside[c, r] = distance
            owners[c, r] = first + i
    count = 0
    for i in range(places.shape[0]):
        x, y = (places[i, 0] * scale_x + offset_x) / width, (places[i, 1] * scale_y + offset_y) / width
        if owners[int(np.floor(x)) - left, int(np.floor(y)) - bottom] == first + i:
            held[count] = i
            count += 1
    return held[:count]
