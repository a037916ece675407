"""Delaunay triangulation of points on an integer lattice, and linear interpolation on it.

Incremental insertion along a Hilbert curve with Lawson's flips (Lawson 1977; Guibas and Stolfi 1985, ACM TOG 4(2)), one
vertex at infinity closing the hull. Coordinates are whole numbers, so that every decision is exact; points on one
circle are told apart by a symbolic perturbation (Devillers and Teillaud 2011, European Journal of Combinatorics 32,
"Perturbations for Delaunay and weighted Delaunay 3D triangulations", in its plane form). So the triangulation is a
function of the *set* of points: neither their order nor points far away change it. Surfaces made of pieces meet
because of this.
"""

from __future__ import annotations

import numpy as np
from numba import njit

LARGEST_SPAN = 1 << 27
"""Widest extent of the points of one triangulation, in units of the lattice, for which decisions are exact."""

GO_ON = np.zeros(1, np.uint8)
"""The ``stop`` that never comes."""

_INFINITE = -1
_SPLIT = 28
_LOW = (1 << _SPLIT) - 1
_CURVE_LEVELS = 11  # at most 4^11 places on the curve: 32 MB of counters


@njit(cache=True, nogil=True)
def _along_curve(x, y, levels):
    """Place of (x, y), both below 2^levels, on Hilbert's curve."""
    place = 0
    for level in range(levels - 1, -1, -1):
        right, up = (x >> level) & 1, (y >> level) & 1
        place = 4 * place + (3 * right ^ up)
        if up == 0:
            if right == 1:
                x, y = ~x, ~y
            x, y = y, x
    return place


@njit(cache=True, nogil=True)
def _spatial_order(x, y):
    """Indices of the points along Hilbert's curve, by counting: about two points share a place."""
    left, low = x.min(), y.min()
    span = max(np.int64(x.max()) - left, np.int64(y.max()) - low) + 1
    levels = 1
    while levels < _CURVE_LEVELS and 4**levels * 2 < x.size:
        levels += 1
    shift = 0
    while (span >> shift) >= 2**levels:
        shift += 1
    places = np.empty(x.size, np.int32)
    starts = np.zeros(4**levels + 1, np.int64)
    for i in range(x.size):
        places[i] = _along_curve((np.int64(x[i]) - left) >> shift, (np.int64(y[i]) - low) >> shift, levels)
        starts[places[i] + 1] += 1
    for place in range(4**levels):
        starts[place + 1] += starts[place]
    order = np.empty(x.size, np.int64)
    for i in range(x.size):
        order[starts[places[i]]] = i
        starts[places[i]] += 1
    return order


@njit(cache=True, nogil=True, inline="always")
def _turn(x, y, a, b, c):
    """Twice the signed area of (a, b, c): positive where they turn left."""
    return (np.int64(x[b]) - x[a]) * (np.int64(y[c]) - y[a]) - (np.int64(y[b]) - y[a]) * (np.int64(x[c]) - x[a])


@njit(cache=True, nogil=True)
def _exact_in_circle(adx, ady, bdx, bdy, cdx, cdy):
    """Sign of the in-circle determinant, in three limbs of 28 bits."""
    top = middle = bottom = np.int64(0)
    for lift, cross in (
        (adx * adx + ady * ady, bdx * cdy - bdy * cdx),
        (bdx * bdx + bdy * bdy, cdx * ady - cdy * adx),
        (cdx * cdx + cdy * cdy, adx * bdy - ady * bdx),
    ):
        lift_high, lift_low = lift >> _SPLIT, lift & _LOW
        cross_high, cross_low = cross >> _SPLIT, cross & _LOW
        top += lift_high * cross_high
        middle += lift_high * cross_low + lift_low * cross_high
        bottom += lift_low * cross_low
    middle += bottom >> _SPLIT
    top += middle >> _SPLIT
    if top != 0:
        return 1 if top > 0 else -1
    return 1 if (middle & _LOW) != 0 or (bottom & _LOW) != 0 else 0


@njit(cache=True, nogil=True)
def _before(x, y, a, b):
    return x[a] < x[b] or (x[a] == x[b] and y[a] < y[b])


@njit(cache=True, nogil=True)
def _perturbed(x, y, a, b, c, p):
    """Whether p counts as inside the circle of (a, b, c) it lies on: the last of the four, by x and y, is lifted most."""
    last, second = p, -1
    for other in (a, b, c):
        if _before(x, y, last, other):
            last, second = other, last
        elif second < 0 or _before(x, y, second, other):
            second = other
    for lifted in (last, second):
        if lifted == p:
            return False
        if lifted == c:
            turn = _turn(x, y, a, b, p)
        elif lifted == b:
            turn = _turn(x, y, a, p, c)
        else:
            turn = _turn(x, y, p, b, c)
        if turn != 0:
            return turn > 0
    return False


@njit(cache=True, nogil=True, inline="always")
def _conflicts(x, y, a, b, c, p):
    """Whether p lies in the open circle of triangle (a, b, c); of one at infinity, beyond its edge or on it."""
    if a == _INFINITE:
        a, b, c = b, c, a
    elif b == _INFINITE:
        a, b, c = c, a, b
    if c == _INFINITE:
        turn = _turn(x, y, a, b, p)
        if turn != 0:
            return turn > 0
        along = (np.int64(x[p]) - x[a]) * (np.int64(x[p]) - x[b]) + (np.int64(y[p]) - y[a]) * (np.int64(y[p]) - y[b])
        return along < 0
    adx, ady = np.int64(x[a]) - x[p], np.int64(y[a]) - y[p]
    bdx, bdy = np.int64(x[b]) - x[p], np.int64(y[b]) - y[p]
    cdx, cdy = np.int64(x[c]) - x[p], np.int64(y[c]) - y[p]
    one = np.float64(adx * adx + ady * ady) * np.float64(bdx * cdy - bdy * cdx)
    two = np.float64(bdx * bdx + bdy * bdy) * np.float64(cdx * ady - cdy * adx)
    three = np.float64(cdx * cdx + cdy * cdy) * np.float64(adx * bdy - ady * bdx)
    determinant = one + two + three
    doubt = 1.2e-15 * (abs(one) + abs(two) + abs(three))
    if determinant > doubt:
        return True
    if determinant < -doubt:
        return False
    sign = _exact_in_circle(adx, ady, bdx, bdy, cdx, cdy)
    if sign != 0:
        return sign > 0
    return _perturbed(x, y, a, b, c, p)


@njit(cache=True, nogil=True, inline="always")
def _side_of(neighbours, triangle, other):
    """Which side of ``triangle`` touches ``other``."""
    if neighbours[3 * triangle] == other:
        return 0
    return 1 if neighbours[3 * triangle + 1] == other else 2


@njit(cache=True, nogil=True)
def _first_triangle(x, y):
    """Three points not on one line, turning left; the first is -1 where there are none."""
    b = 1
    while b < x.size and x[b] == x[0] and y[b] == y[0]:
        b += 1
    c = b + 1
    while c < x.size and _turn(x, y, 0, b, c) == 0:
        c += 1
    if c >= x.size:
        return -1, -1, -1
    if _turn(x, y, 0, b, c) > 0:
        return 0, b, c
    return 0, c, b


@njit(cache=True, nogil=True)
def _triangulate(x, y, z, stop):
    """Corners (3t, 3t+1, 3t+2 of triangle t, -1 at infinity); heights of one place become the lowest."""
    n = x.size
    corners = np.empty(6 * n, np.int32)
    neighbours = np.empty(6 * n, np.int32)
    pending = np.empty(1024, np.int32)
    a, b, c = _first_triangle(x, y)
    if a < 0:
        return corners[:0]
    start = (a, b, c)
    corners[:3] = np.array(start, np.int32)
    # Across the side opposite its corner k lies triangle k + 1, which has that side reversed and infinity.
    for k in range(3):
        corners[3 * (k + 1)] = start[(k + 2) % 3]
        corners[3 * (k + 1) + 1] = start[(k + 1) % 3]
        corners[3 * (k + 1) + 2] = _INFINITE
        neighbours[k] = k + 1
        neighbours[3 * (k + 1)] = (k + 2) % 3 + 1
        neighbours[3 * (k + 1) + 1] = (k + 1) % 3 + 1
        neighbours[3 * (k + 1) + 2] = 0
    count = 4
    at = 0
    for p in range(n):
        if p in (a, b, c):
            continue
        if p % 4096 == 0 and stop[0]:
            return corners[:0]
        # Walk towards p. A triangle at infinity is where the hull ends, and p beyond it.
        if corners[3 * at + 2] == _INFINITE:
            at = neighbours[3 * at + 2]
        elif corners[3 * at + 1] == _INFINITE:
            at = neighbours[3 * at + 1]
        elif corners[3 * at] == _INFINITE:
            at = neighbours[3 * at]
        came = -1
        while True:
            base = 3 * at
            moved = False
            for k in range(3):
                beyond = neighbours[base + k]
                if beyond == came:
                    continue
                u, v = corners[base + (k + 1) % 3], corners[base + (k + 2) % 3]
                if _turn(x, y, u, v, p) < 0:
                    came, at, moved = at, beyond, True
                    break
            if not moved:
                break
            base = 3 * at
            if corners[base] == _INFINITE or corners[base + 1] == _INFINITE or corners[base + 2] == _INFINITE:
                break
        base = 3 * at
        same = -1
        for k in range(3):
            u = corners[base + k]
            if u != _INFINITE and x[u] == x[p] and y[u] == y[p]:
                same = u
        if same >= 0:
            z[same] = min(z[same], z[p])
            continue
        # Split it in three, p the first corner of each.
        u, v, w = corners[base], corners[base + 1], corners[base + 2]
        over_u, over_v, over_w = neighbours[base], neighbours[base + 1], neighbours[base + 2]
        second, third = count, count + 1
        count += 2
        corners[base], corners[base + 1], corners[base + 2] = p, v, w
        neighbours[base], neighbours[base + 1], neighbours[base + 2] = over_u, second, third
        corners[3 * second], corners[3 * second + 1], corners[3 * second + 2] = p, w, u
        neighbours[3 * second], neighbours[3 * second + 1], neighbours[3 * second + 2] = over_v, third, at
        corners[3 * third], corners[3 * third + 1], corners[3 * third + 2] = p, u, v
        neighbours[3 * third], neighbours[3 * third + 1], neighbours[3 * third + 2] = over_w, at, second
        neighbours[3 * over_v + _side_of(neighbours, over_v, at)] = second
        neighbours[3 * over_w + _side_of(neighbours, over_w, at)] = third
        pending[0], pending[1], pending[2] = at, second, third
        waiting = 3
        while waiting > 0:
            waiting -= 1
            inner = pending[waiting]
            outer = neighbours[3 * inner]
            o = 3 * outer
            if not _conflicts(x, y, corners[o], corners[o + 1], corners[o + 2], p):
                continue
            # (p, v, w) and (q, w, v) become (p, v, q) and (p, q, w).
            side = _side_of(neighbours, outer, inner)
            q = corners[o + side]
            w = corners[o + (side + 1) % 3]
            v = corners[o + (side + 2) % 3]
            over_v, over_w = neighbours[3 * inner + 1], neighbours[3 * inner + 2]
            beyond_w, beyond_v = neighbours[o + (side + 1) % 3], neighbours[o + (side + 2) % 3]
            i = 3 * inner
            corners[i], corners[i + 1], corners[i + 2] = p, v, q
            neighbours[i], neighbours[i + 1], neighbours[i + 2] = beyond_w, outer, over_w
            corners[o], corners[o + 1], corners[o + 2] = p, q, w
            neighbours[o], neighbours[o + 1], neighbours[o + 2] = beyond_v, over_v, inner
            neighbours[3 * beyond_w + _side_of(neighbours, beyond_w, outer)] = inner
            neighbours[3 * over_v + _side_of(neighbours, over_v, inner)] = outer
            if waiting + 2 > pending.size:
                pending = np.concatenate((pending, np.empty(pending.size, np.int32)))
            pending[waiting], pending[waiting + 1] = inner, outer
            waiting += 2
            at = inner
    return corners[: 3 * count]


@njit(cache=True, nogil=True)
def _draw(x, y, z, corners, west, north, cell, widest, surface):
    """Heights at the centres of cells under the triangles whose circles are at most ``widest`` wide."""
    rows, columns = surface.shape
    for t in range(corners.size // 3):
        a, b, c = corners[3 * t], corners[3 * t + 1], corners[3 * t + 2]
        if _INFINITE in (a, b, c):
            continue
        left, right = min(x[a], x[b], x[c]), max(x[a], x[b], x[c])
        low, high = min(y[a], y[b], y[c]), max(y[a], y[b], y[c])
        first_column = max(0, int(np.ceil((left - west) / cell - 0.5)))
        last_column = min(columns - 1, int(np.floor((right - west) / cell - 0.5)))
        first_row = max(0, int(np.ceil((north - high) / cell - 0.5)))
        last_row = min(rows - 1, int(np.floor((north - low) / cell - 0.5)))
        if first_column > last_column or first_row > last_row:
            continue
        # In one order of corners, so that rounding is the same however the triangle was made.
        while _before(x, y, b, a) or _before(x, y, c, a):
            a, b, c = b, c, a
        ax, ay = np.float64(x[a]), np.float64(y[a])
        bx, by = x[b] - ax, y[b] - ay
        cx, cy = x[c] - ax, y[c] - ay
        twice = bx * cy - by * cx
        sides = (bx * bx + by * by) * (cx * cx + cy * cy) * ((bx - cx) ** 2 + (by - cy) ** 2)
        if twice <= 0 or sides > (widest * twice) ** 2:
            continue
        to_b, to_c = np.float64(z[b]) - z[a], np.float64(z[c]) - z[a]
        for row in range(first_row, last_row + 1):
            py = north - (row + 0.5) * cell - ay
            for column in range(first_column, last_column + 1):
                px = west + (column + 0.5) * cell - ax
                over_b = px * cy - py * cx
                over_c = bx * py - by * px
                if over_b < 0 or over_c < 0 or over_b + over_c > twice:
                    continue
                height = z[a] + (over_b * to_b + over_c * to_c) / twice
                # A centre on an edge belongs to both sides; the maximum needs no order.
                if not surface[row, column] >= height:
                    surface[row, column] = height


class Tin:
    """The Delaunay triangulation of points ``x``, ``y`` (n,), int32, at heights ``z`` (n,), int32, on a lattice.

    The extent must be below :data:`LARGEST_SPAN`. Where points share a place, the lowest counts. Fewer than three
    points, or points on one line, make no triangles. ``stop`` (1,): set it in another thread to give up, without triangles.
    """

    def __init__(self, x: np.ndarray, y: np.ndarray, z: np.ndarray, stop: np.ndarray = GO_ON):
        self.corners = np.zeros(0, np.int32)
        if x.size < 3:
            return
        order = _spatial_order(x, y)
        self.x, self.y, self.z = x[order], y[order], z[order]
        self.corners = _triangulate(self.x, self.y, self.z, stop)

    def surface(self, shape: tuple[int, int], west: float, north: float, cell: float, widest: float) -> np.ndarray:
        """Heights at the cell centres of a grid of ``shape`` whose corner is (west, north); NaN where there are none.

        Of the triangles, those with a circumcircle at most ``widest`` in diameter count: an α-shape (Edelsbrunner et al.
        1983, IEEE TIT 29(4)). Whether a cell has a height is so decided by the points within ``widest`` of it.
        """
        surface = np.full(shape, np.nan)
        if self.corners.size:
            _draw(self.x, self.y, self.z, self.corners, west, north, cell, widest, surface)
        return surface
