"""What a path's profile comes down to, kept up to date sample by sample: horizons in O(log n), the largest ν without a scan.

The profile is walked away from the mast. Heights enter *bent*, less 500·Ce·d² (m, with d in km and Ce = 1/effective Earth
radius in 1/km): on bent heights the ray between two antennas is a straight line, whatever the receiver's distance.

Two small structures, rows of one array called a *skyline*, hold all that maxima over the profile can ask for:

- the *upper hull* of the samples so far: the steepest line from a receiver to the profile touches it (``tangent``), so does
  the sample that stands highest above a given line (``highest_above``);
- the *crests*, samples that rise steeper from the transmitter than all before them. Along a free line of slope L the
  diffraction parameter of sample i is ν = −(L − s)·√(d/(D − d))·√(0.002·D/λ), s being the slope from the transmitter to the
  sample. Both factors grow where s falls and d grows, so a sample behind a steeper one never has the largest ν: only crests
  can (``closest_crest``), and whole chunks of them are passed over by the bound (L − s of the last)²·d/(D − d) of the first.

A skyline's rows are x and y of the hull's vertices, distance and slope of the crests. Rows are indexed in place: a slice is
an object whose counting of references takes longer than all the rest.
"""

from __future__ import annotations

import math

from numba import njit

CHUNK = 16

_NEGLIGIBLE = 0.78**2
"""Below ν = −0.78 an edge costs nothing (Rec. ITU-R P.526-15, section 4.1)."""

NO_SKYLINE = 0, 0, -math.inf
"""State of a skyline without samples: vertices of its hull, crests, slope of the last crest."""


@njit(nogil=True, cache=True, inline="always")
def push(hull, count, x, y):
    """Add the sample (x, y), which lies right of all others, to the hull of ``count`` vertices; the new count."""
    while count >= 2:
        left, middle = count - 2, count - 1
        if (y - hull[1, middle]) * (hull[0, middle] - hull[0, left]) < (hull[1, middle] - hull[1, left]) * (
            x - hull[0, middle]
        ):
            break
        count -= 1
    hull[0, count] = x
    hull[1, count] = y
    return count + 1


@njit(nogil=True, cache=True, inline="always")
def tangent(hull, count, x, y):
    """Index of the vertex to which the line from (x, y), right of the hull, rises steepest towards the left.

    Searched from the near end in doubling steps: the vertex is nearly always one of the last few. Of equals the nearest.
    """
    top = count - 1
    if top <= 0 or not _further(hull, top, x, y):
        return top
    step = 1
    known = top - 1  # the line to this vertex is steeper than to the one right of it
    while known > 0:
        probe = max(known - step, 0)
        # The answer lies at or left of `known`; is it left of `probe` too?
        if probe > 0 and _further(hull, probe, x, y):
            known = probe - 1
            step *= 2
            continue
        low = probe  # not further than `probe`
        while low < known:
            middle = (low + known + 1) // 2
            if _further(hull, middle, x, y):
                known = middle - 1
            else:
                low = middle
        return low
    return 0


@njit(nogil=True, cache=True, inline="always")
def _further(hull, vertex, x, y):
    """Whether the line from (x, y) rises steeper to the vertex left of ``vertex`` than to ``vertex``."""
    return (hull[1, vertex - 1] - y) * (x - hull[0, vertex]) > (hull[1, vertex] - y) * (x - hull[0, vertex - 1])


@njit(nogil=True, cache=True, inline="always")
def highest_above(hull, count, slope):
    """Index of the vertex highest above a line of ``slope``, that is with the largest y − slope·x."""
    low, high = 0, count - 1
    while low < high:
        middle = (low + high) // 2
        if hull[1, middle + 1] - hull[1, middle] > slope * (hull[0, middle + 1] - hull[0, middle]):
            low = middle + 1
        else:
            high = middle
    return low


@njit(nogil=True, cache=True)
def closest_crest(skyline, count, total, slope, enough, guess):
    """The crest with the smallest (slope − s)²·d/(total − d), and that number; (-1, enough) where none is below ``enough``.

    ``skyline`` with ``count`` crests, ``slope`` of the line, above all of theirs; ``guess`` a crest worth looking at first,
    such as the answer for the receiver before, or -1. Of equals the last.
    """
    best, crest = enough, -1
    if 0 <= guess < count:
        gap = slope - skyline[3, guess]
        value = gap * gap * skyline[2, guess] / (total - skyline[2, guess])
        if value <= best:
            best, crest = value, guess
    end = count
    while end > 0:
        start = ((end - 1) // CHUNK) * CHUNK
        gap = slope - skyline[3, end - 1]
        # Compared as products, because a division takes as long as all the rest.
        if gap * gap * skyline[2, start] <= best * (total - skyline[2, start]):
            for index in range(end - 1, start - 1, -1):
                gap = slope - skyline[3, index]
                product = gap * gap * skyline[2, index]
                rest = total - skyline[2, index]
                if product < best * rest or (crest < index and product <= best * rest):
                    best, crest = product / rest, index
        end = start
    return crest, best


@njit(nogil=True, cache=True)
def highest_between(distances, heights, blocks, first, last, slope):
    """Largest height − slope·distance of the samples ``first`` to ``last`` inclusive.

    ``blocks[b]`` is the largest height of samples b·CHUNK to b·CHUNK + CHUNK − 1, of those that are whole and known.
    """
    best = heights[first] - slope * distances[first]
    index = first
    while index <= last:
        if index % CHUNK == 0 and index + CHUNK - 1 <= last:
            low = min(slope * distances[index], slope * distances[index + CHUNK - 1])
            if blocks[index // CHUNK] - low <= best:
                index += CHUNK
                continue
        value = heights[index] - slope * distances[index]
        best = max(best, value)
        index += 1
    return best


@njit(nogil=True, cache=True, inline="always")
def grow(skyline, state, d, low, hts):
    """Add a sample to a skyline; returns its new state.

    ``low`` is the sample's bent height, ``hts`` the transmitter's.
    """
    count, crests, most = state
    count = push(skyline, count, d, low)
    rise = (low - hts) / d
    if rise > most:
        most = rise
        skyline[2, crests] = d
        skyline[3, crests] = rise
        crests += 1
    return count, crests, most


@njit(nogil=True, cache=True, inline="always")
def edges(skyline, state, guess, d, hts, hrs, bend, wavelength):
    """(Stim, Srim, νmax, whether the line is free, crest of νmax): eq. (13), (17), (15) of P.1812 from a skyline.

    ``bend`` is 500·Ce; ``guess`` the crest found for the receiver before. As
    :func:`..propagation.p1812_diffraction.bullington` takes them: Srim
    is 0 where the line is free, νmax 0 where it is not, and −1 where it is below −0.78.
    """
    count, crests, most = state
    low = hrs - bend * d * d
    level = (low - hts) / d
    if most < level:
        to_nu = 0.002 * d / wavelength
        crest, least = closest_crest(skyline, crests, d, level, _NEGLIGIBLE / to_nu, guess)
        return most + bend * d, 0.0, -math.sqrt(least * to_nu) if crest >= 0 else -1.0, True, crest
    vertex = tangent(skyline, count, d, low)
    return most + bend * d, (skyline[1, vertex] - low) / (d - skyline[0, vertex]) - bend * d, 0.0, False, guess
