"""Lines of sight over a grid of heights: what a mast sees, where its horizon stands, how free a relay's path is.

The Earth is curved, rays are straight over one of effective radius 4/3 of the real one (Rec. ITU-R P.834, the median of a
standard atmosphere). ``surface`` (rows, columns; float32, metres above sea level, NaN unknown) is terrain with what stands
on it, cells are square with ``cell`` metres. Unknown cells end a ray: what lies behind them is not known to be seen.
"""

from __future__ import annotations

import math

from numba import njit

EFFECTIVE_RADIUS_M = 4 / 3 * 6_371_000


@njit(nogil=True, cache=True)
def seen_cells(surface, ground, numbers, row, column, eye, receiver, reach, cell, cleared, found):
    """Write the numbers of demand cells in sight of a mast into ``found`` (uint32, long enough); their count.

    ``eye`` metres above sea level over the cell ``row``, ``column``; receivers ``receiver`` m above ``ground``; ``numbers``
    (int32) numbers the demand cells, −1 elsewhere; ``reach`` in whole cells; nothing nearer than ``cleared`` m hides.
    Each cell is judged on one ray: that to the edge of the square of ``reach`` cells which passes it nearest (rays to all
    edge cells as in Franklin & Ray 1994, "Higher isn't necessarily better: visibility algorithms and experiments").
    """
    rows, columns = surface.shape
    count = 0
    if numbers[row, column] >= 0:
        found[0] = numbers[row, column]
        count = 1
    for side in range(4):
        sign = 1 if side < 2 else -1
        along_columns = side % 2 == 0
        for end in range(-reach, reach + 1):
            length = cell * math.sqrt(1.0 + (end / reach) ** 2)
            steepest = -math.inf
            for k in range(1, reach + 1):
                across = math.floor(end * k / reach + 0.5)
                r = row + (across if along_columns else sign * k)
                c = column + (sign * k if along_columns else across)
                distance = k * length
                if not (0 <= r < rows and 0 <= c < columns) or distance > reach * cell:
                    break
                top = surface[r, c]
                if math.isnan(top):
                    break
                drop = distance * distance / (2 * EFFECTIVE_RADIUS_M) + eye
                # A cell on a diagonal lies on two sides; it counts on the one along columns.
                own = end == math.floor(across * reach / k + 0.5) and (along_columns or abs(across) < k)
                if own and numbers[r, c] >= 0 and (ground[r, c] + receiver - drop) / distance >= steepest:
                    found[count] = numbers[r, c]
                    count += 1
                if distance >= cleared:
                    steepest = max(steepest, (top - drop) / distance)
    return count


@njit(nogil=True, cache=True)
def horizon(surface, row, column, eye, cell, cleared, reach, angles):
    """Fill ``angles`` (float64, evenly spaced clockwise from north) with the elevation of the horizon in degrees.

    Nothing nearer than ``cleared`` metres hides (it is felled or built around), nothing farther than ``reach`` is looked at;
    steps grow with the distance. Where the grid ends, so does what is known.
    """
    rows, columns = surface.shape
    count = len(angles)
    for i in range(count):
        azimuth = 2 * math.pi * i / count
        right, down = math.sin(azimuth), -math.cos(azimuth)
        steepest = 0.0
        distance = max(cleared, cell)
        while distance <= reach:
            r, c = math.floor(row + 0.5 + down * distance / cell), math.floor(column + 0.5 + right * distance / cell)
            if not (0 <= r < rows and 0 <= c < columns):
                break
            top = surface[r, c]
            if not math.isnan(top):
                rise = (top - eye - distance * distance / (2 * EFFECTIVE_RADIUS_M)) / distance
                steepest = max(steepest, rise)
            distance += max(cell, 0.01 * distance)
        angles[i] = math.degrees(math.atan(steepest))


@njit(nogil=True, cache=True)
def clearance(surface, row, column, top, other_row, other_column, other_top, cell, wavelength, cleared):
    """Least free share of the first Fresnel zone's radius between two antennas; NaN where a height is not known.

    Positions in rows and columns with fractions (centres of cells are whole), antennas ``top`` m above sea level. Points
    nearer than ``cleared`` m to either end do not count. Negative where the line is blocked, infinite for neighbours.
    """
    span = math.sqrt((other_row - row) ** 2 + (other_column - column) ** 2)
    steps = max(2, math.ceil(span))
    length = span * cell
    least = math.inf
    for k in range(1, steps):
        part = k / steps
        here = part * length
        if here < cleared or length - here < cleared:
            continue
        height = _between(surface, row + part * (other_row - row), column + part * (other_column - column))
        if math.isnan(height):
            return math.nan
        ray = top + part * (other_top - top) - here * (length - here) / (2 * EFFECTIVE_RADIUS_M)
        radius = math.sqrt(wavelength * here * (length - here) / length)
        least = min(least, (ray - height) / radius)
    return least


@njit(nogil=True, cache=True)
def _between(surface, row, column):
    """Bilinear height; NaN off the grid or beside an unknown cell."""
    r, c = math.floor(row), math.floor(column)
    if r < 0 or c < 0 or r + 1 >= surface.shape[0] or c + 1 >= surface.shape[1]:
        return math.nan
    down, right = row - r, column - c
    above = surface[r, c] * (1 - right) + surface[r, c + 1] * right
    below = surface[r + 1, c] * (1 - right) + surface[r + 1, c + 1] * right
    return above * (1 - down) + below * down
