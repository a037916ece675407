"""Connected cells of rasters that come strip by strip: labels joined across the seams, whatever the strips."""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components


class Seams:
    """Joins the labels of strips, given from north to south."""

    def __init__(self, width: int):
        self._above = np.zeros(width, np.int64), np.zeros(width, np.uint8)
        self._links: list[np.ndarray] = []
        self._classes: list[np.ndarray] = []
        self.count = 0

    def add(self, first_row: np.ndarray, last_row: np.ndarray, class_of: np.ndarray) -> int:
        """Add a strip by the labels of its first and last row; returns how many labels came before it."""
        start = self.count
        classes = np.concatenate([np.zeros(1, np.uint8), class_of])
        upper, upper_class = self._above
        lower = np.where(first_row > 0, first_row.astype(np.int64) + start, 0)
        same = (upper > 0) & (lower > 0) & (upper_class == classes[first_row])
        self._links.append(np.unique(np.stack([upper[same], lower[same]], axis=1) - 1, axis=0))
        self._above = np.where(last_row > 0, last_row.astype(np.int64) + start, 0), classes[last_row]
        self._classes.append(class_of)
        self.count += len(class_of)
        return start

    def joined(self) -> tuple[np.ndarray, np.ndarray]:
        """The region of each label (all strips, in order), and the class of each region."""
        if self.count == 0:
            return np.zeros(0, np.int64), np.zeros(0, np.uint8)
        links = np.vstack(self._links)
        graph = coo_matrix((np.ones(len(links), bool), (links[:, 0], links[:, 1])), shape=(self.count, self.count))
        regions, region_of = connected_components(graph, directed=False)
        class_of = np.zeros(regions, np.uint8)
        class_of[region_of] = np.concatenate(self._classes)
        return region_of.astype(np.int64), class_of


class Patches:
    """Patches of a mask: cells that touch along an edge. Strips are given twice, from north to south: first to
    :meth:`add`, then, when all are known, to :meth:`numbers`.
    """

    def __init__(self, width: int):
        self._seams = Seams(width)
        self._starts: list[int] = []
        self._sizes: list[np.ndarray] = []
        self._edges: list[tuple[np.ndarray, np.ndarray]] = []
        self._region_of = np.zeros(0, np.int64)
        self.sizes = np.zeros(1, np.int64)
        """Cells of each patch by its number, from 1; known once :meth:`join` was called."""

    def add(self, mask: np.ndarray) -> None:
        labels, count = ndimage.label(mask)
        self._edges.append((labels[0].copy(), labels[-1].copy()))
        self._sizes.append(np.bincount(labels.ravel(), minlength=count + 1)[1:])
        self._starts.append(self._seams.add(labels[0], labels[-1], np.ones(count, np.uint8)))

    def join(self) -> None:
        self._region_of, found = self._seams.joined()
        sizes = np.concatenate([*self._sizes, np.zeros(0, np.int64)])
        self.sizes = np.bincount(self._region_of + 1, sizes, minlength=len(found) + 1).astype(np.int64)

    def numbers(self, strip: int, mask: np.ndarray) -> np.ndarray:
        """The patch of each cell, 0 for none; ``mask`` as it was given to :meth:`add`."""
        return self._numbers(strip, ndimage.label(mask)[0])

    def edge(self, strip: int, last: bool) -> np.ndarray:
        """The patches of the first or last row of a strip; none beyond the first and the last strip."""
        if not 0 <= strip < len(self._edges):
            return np.zeros_like(self._edges[0][0])
        return self._numbers(strip, self._edges[strip][last])

    def _numbers(self, strip: int, labels: np.ndarray) -> np.ndarray:
        start = self._starts[strip]
        own = self._region_of[start : start + len(self._sizes[strip])] + 1
        return np.concatenate([[0], own]).astype(np.int32)[labels]
