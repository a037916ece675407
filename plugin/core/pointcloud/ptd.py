"""Progressive densification of a TIN.

Axelsson 2000, "DEM generation from laser scanner data using adaptive TIN models", IAPRS XXXIII (B4): the lowest points of
large cells make a first TIN; points that lie near a facet, seen under small angles from its corners, are added, and so on
until none is. Points seen under large angles are tried mirrored at the nearest corner (Axelsson's mirroring, at edges).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from ..tasks import Progress, check_cancelled
from .smrf import low_outliers
from .tin import LARGEST_SPAN, Tin

_ROUNDS = 30
_FEW = 0.0005  # share of points whose addition is not worth another round
_STEP = 1e-3  # metres of the lattice of the triangulation
_CLOSE = 0.15  # metres from a facet within which a point is added whatever its angle: noise of the survey


def ptd(x: np.ndarray, y: np.ndarray, z: np.ndarray, numbers: dict[str, float], progress: Progress) -> np.ndarray:
    """Which points are ground, (n,) bool. ``x``, ``y``, ``z``: (n,) metres; cells lie at multiples of their size.

    ``numbers``: ``window_m`` (cells of the first points, larger than any building), ``angle_deg`` and ``distance_m``
    (most angle at a corner and most height above a facet of a point that is added), ``cell_m`` (a cell gives one corner
    a round), ``threshold_m`` (most height above the last TIN of a ground point).
    """
    cell, window = numbers["cell_m"], numbers["window_m"]
    outlier = low_outliers(x, y, z, cell)
    kept = np.flatnonzero(~outlier)
    low = kept[_lowest_of(x[kept], y[kept], z[kept], window)]
    border = _border(x, y, z, low, window)
    # Corners are looked for among the lowest points of cells half as wide: more of a dense cloud would only cost time.
    few = kept[_lowest_of(x[kept], y[kept], z[kept], cell / 2)]
    px, py, pz = x[few], y[few], z[few]
    order = np.lexsort((pz, np.floor(px / cell), np.floor(py / cell)))  # of a cell beside each other, lowest first
    corner = np.isin(few, low)
    tangent = np.tan(np.radians(numbers["angle_deg"]))
    for _ in range(_ROUNDS):
        check_cancelled(progress)
        height, steep = _seen(px, py, pz, _facets(px, py, pz, corner, border))
        near = np.isfinite(height) & (height <= numbers["distance_m"]) & (height >= -numbers["distance_m"])
        near &= (steep <= tangent) | (np.abs(height) <= _CLOSE)
        added = _one_a_cell(px, py, near & ~corner & (np.abs(height) > 0.02), order, cell)
        corner[added] = True
        if added.size <= _FEW * few.size:
            break
    height, _ = _seen(x, y, z, _facets(px, py, pz, corner, border))
    return ~outlier & (np.abs(np.where(np.isfinite(height), height, np.inf)) <= numbers["threshold_m"])


def _lowest_of(x, y, z, cell: float) -> np.ndarray:
    """The index of the lowest point of each cell."""
    column, row = np.floor(x / cell).astype(np.int64), np.floor(y / cell).astype(np.int64)
    key = (row - row.min()) * (int(column.max() - column.min()) + 1) + column - column.min()
    order = np.lexsort((z, key))
    first = np.r_[True, key[order][1:] != key[order][:-1]]
    return order[first]


def _border(x, y, z, low: np.ndarray, window: float) -> np.ndarray:
    """Points (k, 3) around all others, as high as the nearest first point, so that every point lies in a facet."""
    from scipy.spatial import cKDTree

    west, east = np.floor(x.min() / window) * window - window, np.ceil(x.max() / window) * window + window
    south, north = np.floor(y.min() / window) * window - window, np.ceil(y.max() / window) * window + window
    along, up = np.arange(west, east + window / 2, window), np.arange(south, north + window / 2, window)
    places = np.concatenate(
        [np.column_stack([along, np.full(along.size, edge)]) for edge in (south, north)]
        + [np.column_stack([np.full(up.size, edge), up]) for edge in (west, east)]
    )
    _, nearest = cKDTree(np.column_stack([x[low], y[low]])).query(places)
    return np.column_stack([places, z[low][nearest]])


def _facets(x, y, z, corner: np.ndarray, border: np.ndarray):
    """Corners of the triangles, (t, 3, 3) metres, of the present ground points."""
    west, south, datum = border[:, 0].min(), border[:, 1].min(), np.floor(z.min())
    points = np.concatenate([np.column_stack([x[corner], y[corner], z[corner]]), border])
    step = max(_STEP, float(np.ptp(points[:, :2], axis=0).max()) / (LARGEST_SPAN - 2))
    whole = np.round((points - (west, south, datum)) / (step, step, _STEP)).astype(np.int32)
    tin = Tin(*np.ascontiguousarray(whole.T))
    triangles = tin.corners.reshape(-1, 3)
    triangles = triangles[(triangles >= 0).all(axis=1)]
    places = np.column_stack([tin.x * step + west, tin.y * step + south, tin.z * _STEP + datum])
    return places[triangles]


def _seen(x, y, z, facets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Height of each point above its facet (NaN outside all), and the tangent of the largest angle at a corner."""
    size = 2.0
    west, south = x.min(), y.min()
    columns, rows = int((x.max() - west) / size) + 1, int((y.max() - south) / size) + 1
    place = ((y - south) / size).astype(np.int64) * columns + ((x - west) / size).astype(np.int64)
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(rows * columns + 1))
    height, steep = np.full(x.size, np.nan), np.full(x.size, np.inf)
    _visit(x, y, z, facets, order, starts, west, south, size, rows, columns, height, steep)
    return height, steep


@njit(cache=True, nogil=True)
def _visit(x, y, z, facets, order, starts, west, south, size, rows, columns, height, steep):
    for t in range(facets.shape[0]):
        a, b, c = facets[t, 0], facets[t, 1], facets[t, 2]
        twice = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        if twice <= 0:
            continue
        first_c = max(0, int((min(a[0], b[0], c[0]) - west) / size))
        last_c = min(columns - 1, int(np.floor((max(a[0], b[0], c[0]) - west) / size)))
        first_r = max(0, int((min(a[1], b[1], c[1]) - south) / size))
        last_r = min(rows - 1, int(np.floor((max(a[1], b[1], c[1]) - south) / size)))
        if first_c > last_c or first_r > last_r:  # outside all points
            continue
        slope_x = ((b[2] - a[2]) * (c[1] - a[1]) - (c[2] - a[2]) * (b[1] - a[1])) / twice
        slope_y = ((c[2] - a[2]) * (b[0] - a[0]) - (b[2] - a[2]) * (c[0] - a[0])) / twice
        upright = 1 / np.sqrt(1 + slope_x * slope_x + slope_y * slope_y)
        for r in range(first_r, last_r + 1):
            for k in range(starts[r * columns + first_c], starts[r * columns + last_c + 1]):
                i = order[k]
                over_b = (x[i] - a[0]) * (c[1] - a[1]) - (y[i] - a[1]) * (c[0] - a[0])
                over_c = (b[0] - a[0]) * (y[i] - a[1]) - (b[1] - a[1]) * (x[i] - a[0])
                if over_b < 0 or over_c < 0 or over_b + over_c > twice:
                    continue
                above = z[i] - (a[2] + slope_x * (x[i] - a[0]) + slope_y * (y[i] - a[1]))
                distance = abs(above) * upright
                worst, nearest, base = 0.0, np.inf, a
                for corner in (a, b, c):
                    apart = (x[i] - corner[0]) ** 2 + (y[i] - corner[1]) ** 2 + (z[i] - corner[2]) ** 2
                    flat = np.sqrt(max(1e-12, apart - distance * distance))
                    worst = max(worst, distance / flat)
                    if apart < nearest:
                        nearest, base = apart, corner
                # Mirrored at the nearest corner: on a break of slope the facet continues on the other side.
                mirrored = (
                    2 * base[2] - z[i]
                    - (a[2] + slope_x * (2 * base[0] - x[i] - a[0]) + slope_y * (2 * base[1] - y[i] - a[1]))
                )  # fmt: skip
                if not abs(height[i]) <= abs(above):
                    height[i] = above
                    steep[i] = (
                        min(worst, abs(mirrored) * upright / np.sqrt(max(1e-12, nearest))) if above < 0 else worst
                    )


@njit(cache=True, nogil=True)
def _firsts(column, row, wanted, order):
    taken = np.zeros(order.size, np.bool_)
    last_c, last_r = np.int64(-(2**62)), np.int64(-(2**62))
    for k in range(order.size):
        i = order[k]
        if wanted[i] and (column[i] != last_c or row[i] != last_r):
            taken[i] = True
            last_c, last_r = column[i], row[i]
    return taken


def _one_a_cell(x, y, wanted: np.ndarray, order: np.ndarray, cell: float) -> np.ndarray:
    """Of the points ``wanted``, the lowest of each cell."""
    column, row = np.floor(x / cell).astype(np.int64), np.floor(y / cell).astype(np.int64)
    return np.flatnonzero(_firsts(column, row, wanted, order))
