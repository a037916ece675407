"""Openings of a raster by discs, and the filling of its empty cells."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def _lowest(surface, radius, out):
    """Minimum over a disc of ``radius`` cells: per row of the disc two overlapping spans of a power of two.

    ``surface`` has ``radius`` columns more on either side than ``out``.
    """
    rows, columns = surface.shape
    halves = np.empty(radius + 1, np.int64)
    for d in range(radius + 1):
        halves[d] = int(np.floor(np.sqrt(radius * radius - d * d + 1e-9)))
    levels = 1
    while (1 << levels) <= 2 * radius + 1:
        levels += 1
    kept = 2 * radius + 1
    spans = np.empty((kept, levels, columns), surface.dtype)  # [row, k, c]: minimum of 2^k cells from c on
    for row in range(-radius, rows):
        coming = row + radius
        if coming < rows:
            slot = spans[coming % kept]
            slot[0] = surface[coming]
            for level in range(1, levels):
                step = 1 << (level - 1)
                for c in range(columns):
                    slot[level, c] = slot[level - 1, c]
                    if c + step < columns:
                        slot[level, c] = min(slot[level, c], slot[level - 1, c + step])
        if row < 0:
            continue
        out[row] = np.inf
        for d in range(-radius, radius + 1):
            if row + d < 0 or row + d >= rows:
                continue
            half = halves[abs(d)]
            level = 0
            while (1 << (level + 1)) <= 2 * half + 1:
                level += 1
            span = spans[(row + d) % kept, level]
            for c in range(out.shape[1]):
                first = c + radius - half
                second = first + 2 * half + 1 - (1 << level)
                out[row, c] = min(out[row, c], span[first], span[second])


def erode(surface: np.ndarray, radius: int) -> np.ndarray:
    """Minimum of ``surface`` (rows, columns) over a disc of ``radius`` cells."""
    out = np.empty_like(surface)
    _lowest(np.pad(surface, ((0, 0), (radius, radius)), constant_values=np.inf), radius, out)
    return out


def opening(surface: np.ndarray, radius: int) -> np.ndarray:
    """Morphological opening by a disc: what is narrower and higher than its surroundings goes."""
    return -erode(-erode(surface, radius), radius)


@njit(cache=True, nogil=True)
def _relax(values, known, sweeps, factor, least):
    rows, columns = values.shape
    for _ in range(sweeps):
        most = 0.0
        for r in range(rows):
            for c in range(columns):
                if known[r, c]:
                    continue
                total, count = 0.0, 0
                if r > 0:
                    total += values[r - 1, c]
                    count += 1
                if r < rows - 1:
                    total += values[r + 1, c]
                    count += 1
                if c > 0:
                    total += values[r, c - 1]
                    count += 1
                if c < columns - 1:
                    total += values[r, c + 1]
                    count += 1
                change = total / count - values[r, c]
                values[r, c] += factor * change
                most = max(most, abs(change))
        if most < least:
            break


def inpaint(surface: np.ndarray) -> np.ndarray:
    """``surface`` (rows, columns) with its NaN cells filled as a soap film would (Laplace's equation, to a millimetre).

    Started from the means of ever coarser cells, so that wide gaps need few rounds.
    """
    known = np.isfinite(surface)
    return surface.copy() if known.all() else _filled(np.where(known, surface, 0.0), known)


def _filled(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    rows, columns = values.shape
    if known.all():
        return values
    if min(rows, columns) < 2 or not known.any():
        return np.where(known, values, values[known].mean() if known.any() else 0.0)
    half = (rows + 1) // 2, (columns + 1) // 2
    padded = np.zeros((2 * half[0], 2 * half[1]))
    there = np.zeros(padded.shape)
    padded[:rows, :columns], there[:rows, :columns] = np.where(known, values, 0), known
    total = padded.reshape(half[0], 2, half[1], 2).sum((1, 3))
    count = there.reshape(half[0], 2, half[1], 2).sum((1, 3))
    coarse = _filled(total / np.maximum(count, 1), count > 0)
    row, column = (np.indices((rows, columns)) - 0.5) / 2
    filled = np.where(known, values, bilinear(coarse, column.ravel(), row.ravel()).reshape(rows, columns))
    _relax(filled, known, 60, 1.3, 1e-3)
    return filled


@njit(cache=True, nogil=True)
def bilinear(surface, column, row):
    """Values (n,) between the cell centres of ``surface`` at ``column`` and ``row``, (n,) in cells; 0 is the first centre.

    Beyond the outermost centres the edge goes on.
    """
    rows, columns = surface.shape
    out = np.empty(column.size)
    for i in range(column.size):
        x = min(max(column[i], 0.0), columns - 1.0)
        y = min(max(row[i], 0.0), rows - 1.0)
        c, r = min(int(x), max(0, columns - 2)), min(int(y), max(0, rows - 2))
        right, up = min(c + 1, columns - 1), min(r + 1, rows - 1)
        x, y = x - c, y - r
        below = surface[r, c] * (1 - x) + surface[r, right] * x
        above = surface[up, c] * (1 - x) + surface[up, right] * x
        out[i] = below * (1 - y) + above * y
    return out
