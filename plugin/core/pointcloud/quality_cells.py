"""What quality is judged on, point by point: cells with their returns, heights and strips, and occupied voxels.

Sums run in the order of the file, whatever the size of the chunks.
"""

from __future__ import annotations

import numpy as np
from numba import njit

SLOTS = 3
"""Strips told apart in a cell; further ones, in the order of the file, are left out there."""

NO_CELL = -1
_GROUND, _NOISE_LOW, _NOISE_HIGH = 2, 7, 18
_VEGETATION = (3, 5)
_BITS = 21  # of each coordinate of a voxel
_HALF = 1 << (_BITS - 1)


class Cells:
    """Accumulators of ``rows`` × ``columns`` cells, row 0 in the south. Heights are metres."""

    def __init__(self, rows: int, columns: int):
        size = rows * columns
        self.shape = rows, columns
        self.returns = np.zeros((3, size), np.int32)  # all, first, last
        self.ground = np.zeros(size, np.int32)
        self.ground_sum = np.zeros(size, np.float64)
        self.ground_low = np.full(size, np.inf, np.float32)
        self.ground_high = np.full(size, -np.inf, np.float32)
        self.low = np.full(size, np.inf, np.float32)  # of what is neither ground nor noise
        self.high = np.full(size, -np.inf, np.float32)
        self.strip = np.full((size, SLOTS), NO_CELL, np.int32)
        self.strip_count = np.zeros((size, SLOTS), np.int32)
        self.strip_first = np.zeros((size, SLOTS), np.float32)
        self.strip_sum = np.zeros((size, SLOTS), np.float32)  # of heights above the first one: precise in 32 bits
        self.strip_squares = np.zeros((size, SLOTS), np.float32)

    def add(self, cells, z, classes, number, returns, strips) -> None:
        """Add points by the cell they lie in (int64, :data:`NO_CELL` outside)."""
        _add(
            cells, z, classes, number, returns, strips, self.returns, self.ground, self.ground_sum, self.ground_low,
            self.ground_high, self.low, self.high, self.strip, self.strip_count, self.strip_first,
            self.strip_sum, self.strip_squares,
        )  # fmt: skip

    @property
    def ground_mean(self) -> np.ndarray:
        """Mean height of the ground in each cell, (rows, columns); NaN without ground."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.ground > 0, self.ground_sum / self.ground, np.nan).reshape(self.shape)


@njit(cache=True, nogil=True)
def _add(
    cells, z, classes, number, returns, strips, counts, ground, ground_sum, ground_low, ground_high, low,
    high, strip, strip_count, strip_first, strip_sum, strip_squares,
):  # fmt: skip
    for i in range(cells.size):
        cell = cells[i]
        kind = classes[i]
        if cell < 0 or kind in (_NOISE_LOW, _NOISE_HIGH):
            continue
        last = number[i] >= returns[i]  # zeros, of files without returns, count as first and last
        counts[0, cell] += 1
        if number[i] <= 1:
            counts[1, cell] += 1
        if last:
            counts[2, cell] += 1
        height = z[i]
        if kind == _GROUND:
            ground[cell] += 1
            ground_sum[cell] += height
            ground_low[cell] = min(ground_low[cell], height)
            ground_high[cell] = max(ground_high[cell], height)
        else:
            low[cell] = min(low[cell], height)
            high[cell] = max(high[cell], height)
        if not last or _VEGETATION[0] <= kind <= _VEGETATION[1]:
            continue
        for slot in range(SLOTS):
            if strip[cell, slot] == NO_CELL:
                strip[cell, slot] = strips[i]
                strip_first[cell, slot] = height
            if strip[cell, slot] == strips[i]:
                above = np.float32(height) - strip_first[cell, slot]
                strip_count[cell, slot] += 1
                strip_sum[cell, slot] += above
                strip_squares[cell, slot] += above * above
                break


@njit(cache=True, nogil=True)
def strip_differences(strip, count, first, sums, squares, least, smooth):
    """For each pair of strips that meet in a smooth cell: cell, lower and higher number, height of the higher above it.

    A strip counts with at least ``least`` points there that scatter by at most ``smooth`` m.
    """
    size, slots = strip.shape
    found = 0
    room = 1024
    cells, lower, higher = np.empty(room, np.int64), np.empty(room, np.int32), np.empty(room, np.int32)
    differences = np.empty(room, np.float32)
    for cell in range(size):
        for i in range(slots):
            if count[cell, i] < least:
                continue
            mean_i = sums[cell, i] / count[cell, i]
            if squares[cell, i] / count[cell, i] - mean_i * mean_i > smooth * smooth:
                continue
            for j in range(i + 1, slots):
                if count[cell, j] < least:
                    continue
                mean_j = sums[cell, j] / count[cell, j]
                if squares[cell, j] / count[cell, j] - mean_j * mean_j > smooth * smooth:
                    continue
                if found == room:
                    cells, lower = np.append(cells, np.empty_like(cells)), np.append(lower, np.empty_like(lower))
                    higher = np.append(higher, np.empty_like(higher))
                    differences = np.append(differences, np.empty_like(differences))
                    room *= 2
                rise = np.float64(first[cell, j]) - np.float64(first[cell, i]) + mean_j - mean_i
                turned = strip[cell, i] > strip[cell, j]
                cells[found] = cell
                lower[found] = strip[cell, j] if turned else strip[cell, i]
                higher[found] = strip[cell, i] if turned else strip[cell, j]
                differences[found] = -rise if turned else rise
                found += 1
    return cells[:found], lower[:found], higher[:found], differences[:found]


# -- voxels: isolated points -------------------------------------------------------------------------------------


class Voxels:
    """How many points lie in each voxel of ``edge`` (units of the CRS) by ``edge_m`` (upwards); noise is left out.

    A table of hashes with open addressing, so that memory follows what is occupied.
    """

    def __init__(self, west: float, south: float, bottom_m: float, edge: float, edge_m: float):
        self.origin, self.edge, self.edge_m = (west, south, bottom_m), edge, edge_m
        self._keys, self._counts = np.full(1 << 16, -1, np.int64), np.zeros(1 << 16, np.int64)
        self._used = 0

    def add(self, x, y, z, classes) -> None:
        self._keys, self._counts, self._used = _count(
            x, y, z, classes, *self.origin, self.edge, self.edge_m, self._keys, self._counts, self._used
        )

    def isolated(self, few: int) -> np.ndarray:
        """Voxels with at most ``few`` points in them and the 26 around: (n, 4) of column, row, layer, points; sorted."""
        found = _isolated(self._keys, self._counts, few)
        return found[np.lexsort(found.T[2::-1])]


@njit(cache=True, nogil=True, inline="always")
def _packed(i, j, k):
    return ((i + _HALF) << (2 * _BITS)) | ((j + _HALF) << _BITS) | (k + _HALF)


@njit(cache=True, nogil=True, inline="always")
def _place(keys, key):
    """Where ``key`` is in the table, or would be."""
    h = np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)
    place = np.int64((h ^ (h >> np.uint64(32))) & np.uint64(keys.size - 1))
    while keys[place] != key and keys[place] != -1:
        place = (place + 1) & (keys.size - 1)
    return place


@njit(cache=True, nogil=True)
def _count(x, y, z, classes, west, south, bottom, edge, edge_z, keys, counts, used):
    last, at = np.int64(-1), np.int64(0)
    for i in range(x.size):
        if classes[i] == _NOISE_LOW or classes[i] == _NOISE_HIGH:
            continue
        column, row = np.int64(np.floor((x[i] - west) / edge)), np.int64(np.floor((y[i] - south) / edge))
        layer = np.int64(np.floor((z[i] - bottom) / edge_z))
        if not (-_HALF < column < _HALF - 1 and -_HALF < row < _HALF - 1 and -_HALF < layer < _HALF - 1):
            continue
        key = _packed(column, row, layer)
        if key != last:  # neighbours in the file mostly share a voxel
            if 2 * used > keys.size:
                old_keys, old_counts = keys, counts
                keys, counts = np.full(2 * old_keys.size, -1, np.int64), np.zeros(2 * old_keys.size, np.int64)
                for k in range(old_keys.size):
                    if old_keys[k] != -1:
                        at = _place(keys, old_keys[k])
                        keys[at], counts[at] = old_keys[k], old_counts[k]
            at = _place(keys, key)
            if keys[at] == -1:
                keys[at] = key
                used += 1
            last = key
        counts[at] += 1
    return keys, counts, used


@njit(cache=True, nogil=True)
def _isolated(keys, counts, few):
    found = np.empty((keys.size // 2 + 1, 4), np.int64)
    number = 0
    mask = (1 << _BITS) - 1
    for place in range(keys.size):
        if keys[place] == -1 or counts[place] > few:
            continue
        column = (keys[place] >> (2 * _BITS)) - _HALF
        row, layer = ((keys[place] >> _BITS) & mask) - _HALF, (keys[place] & mask) - _HALF
        around = 0
        for i in range(-1, 2):
            for j in range(-1, 2):
                for k in range(-1, 2):
                    around += counts[_place(keys, _packed(column + i, row + j, layer + k))]
        if around <= few:
            found[number, 0], found[number, 1], found[number, 2], found[number, 3] = column, row, layer, counts[place]
            number += 1
    return found[:number]


# -- ground that cannot be ground --------------------------------------------------------------------------------


@njit(cache=True, nogil=True)
def spikes(ground, jump):
    """Cells standing above (1) or below (-1) all their neighbours, at least five, by more than ``jump`` m; else 0."""
    rows, columns = ground.shape
    found = np.zeros(ground.shape, np.int8)
    for r in range(1, rows - 1):
        for c in range(1, columns - 1):
            here = ground[r, c]
            if np.isnan(here):
                continue
            seen, highest, lowest = 0, -np.inf, np.inf
            for i in range(-1, 2):
                for j in range(-1, 2):
                    there = ground[r + i, c + j]
                    if (i != 0 or j != 0) and not np.isnan(there):
                        seen += 1
                        highest, lowest = max(highest, there), min(lowest, there)
            if seen >= 5 and here > highest + jump:
                found[r, c] = 1
            elif seen >= 5 and here < lowest - jump:
                found[r, c] = -1
    return found


@njit(cache=True, nogil=True)
def _root(parents, i):
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


@njit(cache=True, nogil=True)
def plateaus(ground, jump, least, most):
    """Patches of ground with an edge all around that falls by more than ``jump`` m: roofs, as a rule.

    Patches are cells joined (eight ways) over steps below ``jump``. Numbers of patches of ``least`` to ``most`` cells
    whose steps to other cells are falls, all but a tenth of at least eight; 0 elsewhere. A patch that reaches the
    edge of the array, behind which one cannot see, is none.
    """
    rows, columns = ground.shape
    size = rows * columns
    parents = np.arange(size)
    for r in range(rows):
        for c in range(columns):
            here = ground[r, c]
            if np.isnan(here):
                continue
            for i, j in ((0, 1), (1, -1), (1, 0), (1, 1)):
                if r + i < rows and 0 <= c + j < columns and abs(ground[r + i, c + j] - here) <= jump:
                    one, other = _root(parents, r * columns + c), _root(parents, (r + i) * columns + c + j)
                    parents[max(one, other)] = min(one, other)
    cells, falls, rises = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64)
    for r in range(rows):
        for c in range(columns):
            here = ground[r, c]
            if np.isnan(here):
                continue
            root = _root(parents, r * columns + c)
            cells[root] += 1
            if r in (0, rows - 1) or c in (0, columns - 1):
                cells[root] += most + 1
                continue
            for i in range(-1, 2):
                for j in range(-1, 2):
                    there = ground[r + i, c + j]
                    if not np.isnan(there) and _root(parents, (r + i) * columns + c + j) != root:
                        if there < here:
                            falls[root] += 1
                        else:
                            rises[root] += 1
    patches = np.zeros(ground.shape, np.int32)
    for r in range(rows):
        for c in range(columns):
            root = _root(parents, r * columns + c)
            edge = falls[root] + rises[root]
            if least <= cells[root] <= most and falls[root] >= 8 and falls[root] >= 0.9 * edge:
                patches[r, c] = root + 1
    return patches


def attributes(points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Classes, return numbers and numbers of returns (uint8) of raw records of any format; laspy takes far longer."""
    bits = points["bit_fields"]
    if "raw_classification" in points.dtype.names:  # formats 0 to 5
        return points["raw_classification"] & 31, bits & 7, (bits >> 3) & 7
    return np.ascontiguousarray(points["classification"]), bits & 15, bits >> 4


@njit(cache=True, nogil=True)
def scaled(raw, scale, offset):
    """Coordinates of raw integers; laspy's own way takes ten times as long."""
    values = np.empty(raw.size, np.float64)
    for i in range(raw.size):
        values[i] = raw[i] * scale + offset
    return values


@njit(cache=True, nogil=True)
def cells_of(x, y, west, south, cell, rows, columns):
    """Number of the cell each point lies in, :data:`NO_CELL` outside."""
    found = np.empty(x.size, np.int64)
    for i in range(x.size):
        column, row = np.int64(np.floor((x[i] - west) / cell)), np.int64(np.floor((y[i] - south) / cell))
        inside = 0 <= column < columns and 0 <= row < rows
        found[i] = row * columns + column if inside else NO_CELL
    return found


# -- duplicates --------------------------------------------------------------------------------------------------


@njit(cache=True, nogil=True)
def hashes(x, y, z, mask, out):
    """Hashes of the raw coordinates of one point in ``mask`` + 1 (equal points fall together); returns how many."""
    found = 0
    for i in range(x.size):
        h = np.uint64(np.uint32(x[i])) * np.uint64(0x9E3779B97F4A7C15)
        h ^= (np.uint64(np.uint32(y[i])) + np.uint64(0x632BE59BD9B4E019)) * np.uint64(0xBF58476D1CE4E5B9)
        h ^= h >> np.uint64(29)
        h ^= (np.uint64(np.uint32(z[i])) + np.uint64(0x1B873593)) * np.uint64(0x94D049BB133111EB)
        h ^= h >> np.uint64(32)
        h *= np.uint64(0xD6E8FEB86659FD93)
        h ^= h >> np.uint64(32)
        if (h & mask) == 0:
            out[found] = h
            found += 1
    return found
