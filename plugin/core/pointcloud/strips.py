"""Whether flight strips, and neighbouring tiles, agree in height.

Strips are compared where they overlap, on smooth cells. Tiles that are half open share no cell; so planes are fitted on
both sides of short stretches of the edge they share, and compared on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numba import njit

from .catalogue import Catalogue, Tile

_BIN_M, _BINS = 0.002, 4000  # differences of −4 to 4 m
_STRETCH_M = 5.0
_REACH_M = 4.0  # from an edge
_GAP_M = 2.0
_LEAST_EDGE_M = 10.0
_LEAST_POINTS = 8
_ROUGH_M = 0.15
_TERMS = 10  # n, s, t, ss, st, tt, z, sz, tz, zz
GROUND, LAST = 0, 1


@dataclass
class Differences:
    """Heights of one thing above another, counted in bins of 2 mm: median and scatter do not depend on any order."""

    counts: np.ndarray = field(default_factory=lambda: np.zeros(_BINS, np.int64))

    def add(self, differences: np.ndarray) -> None:
        bins = np.clip(np.floor(np.asarray(differences, np.float64) / _BIN_M) + _BINS // 2, 0, _BINS - 1)
        self.counts += np.bincount(bins.astype(np.int64), minlength=_BINS)

    @property
    def count(self) -> int:
        return int(self.counts.sum())

    @property
    def middles(self) -> np.ndarray:
        """Differences the bins stand for, m."""
        return (np.arange(_BINS) - _BINS // 2 + 0.5) * _BIN_M

    @property
    def median(self) -> float:
        return _middle(self.middles, self.counts)

    @property
    def nmad(self) -> float:
        """1.4826 × median absolute deviation from the median, m."""
        away = np.abs(self.middles - self.median)
        order = np.argsort(away, kind="stable")
        return 1.4826 * _middle(away[order], self.counts[order])

    @property
    def rms(self) -> float:
        """Root mean square, m."""
        return float(np.sqrt((self.counts * self.middles**2).sum() / self.count)) if self.count else np.nan


def _middle(values: np.ndarray, counts: np.ndarray) -> float:
    if not counts.sum():
        return np.nan
    return float(values[np.searchsorted(np.cumsum(counts), counts.sum() / 2)])


def by_pair(lower: np.ndarray, higher: np.ndarray, differences: np.ndarray) -> dict[tuple[int, int], np.ndarray]:
    """Differences of each pair of strips."""
    if not len(lower):
        return {}
    key = lower.astype(np.int64) << 32 | higher.astype(np.int64)
    order = np.argsort(key, kind="stable")
    pairs, starts = np.unique(key[order], return_index=True)
    parts = np.split(differences[order], starts[1:])
    return {(int(pair >> 32), int(pair & 0xFFFFFFFF)): part for pair, part in zip(pairs, parts)}


# -- shared edges ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edge:
    """The edge two tiles share, at ``at`` on the x axis (``vertical``) or the y axis, from ``start`` to ``stop``.

    ``first`` lies west or south of it, ``second`` east or north; both are numbers of tiles in the catalogue.
    """

    first: int
    second: int
    vertical: bool
    at: float
    start: float
    stop: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        if self.vertical:
            return self.at, self.start, self.at, self.stop
        return self.start, self.at, self.stop, self.at


def shared_edges(catalogue: Catalogue) -> list[Edge]:
    """Edges along which tiles of ``catalogue`` touch, each once."""
    numbers = {id(tile): number for number, tile in enumerate(catalogue.tiles)}
    edges = []
    for number, tile in enumerate(catalogue.tiles):
        metres = tile.decision.metres_per_unit
        for other in catalogue.neighbours(tile, _GAP_M):
            if numbers[id(other)] > number:
                edge = _edge(tile, other, number, numbers[id(other)], metres)
                if edge:
                    edges.append(edge)
    return edges


def _edge(tile: Tile, other: Tile, number: int, other_number: int, metres: float) -> Edge | None:
    for vertical in (True, False):
        across, along = (0, 1) if vertical else (1, 0)
        start = max(tile.extent[along], other.extent[along])
        stop = min(tile.extent[along + 2], other.extent[along + 2])
        if (stop - start) * metres < _LEAST_EDGE_M:
            continue
        for first, second, a, b in ((tile, other, number, other_number), (other, tile, other_number, number)):
            near, far = first.extent[across + 2], second.extent[across]
            if abs(near - far) * metres <= _GAP_M:
                return Edge(a, b, vertical, (near + far) / 2, start, stop)
    return None


class EdgeSums:
    """Sums for planes along one edge, on the side of one tile: shape (2 kinds, stretches, 10)."""

    def __init__(self, edge: Edge, metres_per_unit: float):
        self.edge, self._metres = edge, metres_per_unit
        self.stretches = max(1, round((edge.stop - edge.start) * metres_per_unit / _STRETCH_M))
        self.sums = np.zeros((2, self.stretches, _TERMS))

    def add(self, x: np.ndarray, y: np.ndarray, z: np.ndarray, ground: np.ndarray, last: np.ndarray) -> None:
        across, along = (x, y) if self.edge.vertical else (y, x)
        length = (self.edge.stop - self.edge.start) / self.stretches
        _add(across, along, z, ground, last, self.edge.at, self.edge.start, length, self._metres, self.sums)

    def heights(self) -> np.ndarray:
        """Heights on the edge by kind and stretch, (2, stretches); NaN where there is no plane to 15 cm."""
        return np.array([_planes(sums) for sums in self.sums])


@njit(cache=True, nogil=True)
def _add(across, along, z, ground, last, at, start, length, metres, sums):
    stretches = sums.shape[1]
    for i in range(z.size):
        t = (across[i] - at) * metres
        if t > _REACH_M or t < -_REACH_M:
            continue
        stretch = int(np.floor((along[i] - start) / length))
        if stretch < 0 or stretch >= stretches:
            continue
        s = (along[i] - start - (stretch + 0.5) * length) * metres
        h = z[i]
        for kind in range(2):
            if (kind == GROUND and ground[i]) or (kind == LAST and last[i]):
                row = sums[kind, stretch]
                row[0] += 1
                row[1] += s
                row[2] += t
                row[3] += s * s
                row[4] += s * t
                row[5] += t * t
                row[6] += h
                row[7] += s * h
                row[8] += t * h
                row[9] += h * h


def edge_steps(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Height of the second side above the first on each stretch of the edge both know well, in m.

    Both are :meth:`EdgeSums.heights`. Ground is compared with ground; where it is sparse, last returns with last
    returns.
    """
    steps = second - first
    steps = np.where(np.isnan(steps[GROUND]), steps[LAST], steps[GROUND])
    return steps[np.isfinite(steps)]


def _planes(sums: np.ndarray) -> np.ndarray:
    """Height at (0, 0) of the plane of each row of sums; NaN where there are few points or no plane."""
    heights = np.full(len(sums), np.nan)
    for i, (n, s, t, ss, st, tt, z, sz, tz, zz) in enumerate(sums):
        if n < _LEAST_POINTS:
            continue
        mean = z / n  # heights less their mean keep the residual precise
        normal = np.array([[n, s, t], [s, ss, st], [t, st, tt]])
        right = np.array([0.0, sz - s * mean, tz - t * mean])
        if np.linalg.cond(normal / n) > 1e4:
            continue
        plane = np.linalg.solve(normal, right)
        residual = max(0.0, zz - n * mean**2 - plane @ right)
        if np.sqrt(residual / n) <= _ROUGH_M:
            heights[i] = plane[0] + mean
    return heights
