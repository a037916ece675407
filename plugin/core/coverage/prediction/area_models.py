"""ITM and millimetre waves along rays, and what is in sight: the kernels of :mod:`.area` and :mod:`.viewshed` for them.

The millimetre-wave model asks only for the largest slopes and ν, which a running skyline (:mod:`.hull`) tells. ITM has no
such form: it is calculated point to point, on each path's terrain at ITM_STEPS equal steps at most.

Arguments are those of :func:`.area_p1812.walk`. Bent heights are less ``bend``·d².
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from ..landscape import INLAND
from ..propagation.itm import WORK, path_loss
from ..propagation.millimetre import millimetre_losses
from ..propagation.p1812 import EARTH_KM
from .hull import NO_SKYLINE, edges, grow
from .rays import NEAR, NEAR_STEPS, cell_at, near_profile, ray_of, sample, serves

ITM_STEPS = 150


def bend_of(delta_n: float) -> float:
    """500·Ce (m/km²) for the median effective Earth: P.1812-6, eq. (6), (7a)."""
    return 500 * (157 - delta_n) / (157 * EARTH_KM)


@njit(nogil=True, cache=True)
def even_heights(distances, heights, n, steps, out):
    """Terrain at ``steps`` equal steps from the first to the ``n``-th point, linear between them, into ``out``.

    All steps of the profile but the first have to be equal.
    """
    d = distances[n]
    step = (d - distances[1]) / (n - 1)
    out[0] = heights[0]
    out[steps] = heights[n]
    for j in range(1, steps):
        x = j * d / steps
        i = 0
        if x >= distances[1]:
            i = min(int((x - distances[1]) / step) + 1, n - 1)
        share = (x - distances[i]) / (distances[i + 1] - distances[i])
        out[j] = heights[i] + share * (heights[i + 1] - heights[i])


@njit(nogil=True, cache=True)
def walk_itm(
    grids, place, start, stop, frequency, inland, sea, bend, height_t, height_r, wanted, loss, departure, free
):
    """ITM along the rays ``start`` to ``stop``; ``inland`` and ``sea``: settings for paths all inland and for others."""
    height, clutter, zones = grids
    row, column, _, _, reach, cell_km, reach_km = place
    hts = float(height[row, column]) + height_t
    distances, ground = np.zeros(reach + 1), np.empty(reach + 1)
    even, work = np.empty(ITM_STEPS + 1), np.empty(WORK)
    ground[0] = height[row, column]
    for ray in range(start, stop):
        side, end, slope, step, off_along, off_across = ray_of(place, ray)
        bare_most = full_most = -math.inf
        only_inland = zones[row, column] == INLAND
        for k in range(1, reach + 1):
            d = (k - off_along) * step
            at = off_across + slope * (k - off_along)
            across = math.floor(at + 0.5)
            here, there = cell_at(row, column, side, k, across)
            if not (0 <= here < height.shape[0] and 0 <= there < height.shape[1]):
                break
            distances[k] = d
            served = wanted[here, there] and serves(place, side, end, k, across, off_along, off_across)
            if served and not math.isnan(height[here, there]):
                ground[k] = height[here, there]
                steps = min(k, ITM_STEPS)
                even_heights(distances, ground, k, steps, even)
                settings = inland if only_inland and zones[here, there] == INLAND else sea
                loss[here, there] = path_loss(
                    even[: steps + 1], 1000 * d / steps, height_t, height_r, frequency, settings, work
                )[1]
                level = (ground[k] + height_r - hts) / d - bend * d
                departure[here, there] = math.degrees(math.atan(0.001 * max(bare_most, level)))
                free[here, there] = full_most < level
            if d > reach_km + cell_km:
                break
            h, stands, zone = sample(height, clutter, zones, row, column, side, k, at)
            if math.isnan(h):
                break
            only_inland = only_inland and zone == INLAND
            ground[k] = h
            bare_most = max(bare_most, (h - hts) / d - bend * d)
            full_most = max(full_most, (h + stands - hts) / d - bend * d)


@njit(nogil=True, cache=True)
def near_itm(grids, place, frequency, inland, sea, bend, height_t, height_r, loss, departure, free):
    """Cells beside the mast by ITM."""
    height, clutter, zones = grids
    profile, work = np.empty((4, NEAR_STEPS + 1)), np.empty(WORK)
    for down in range(1 - NEAR, NEAR):
        for right in range(1 - NEAR, NEAR):
            if not near_profile(height, clutter, zones, place, right, down, profile):
                continue
            here, there = place[0] + down, place[1] + right
            d = profile[0, NEAR_STEPS]
            settings = inland if np.all(profile[3] == INLAND) else sea
            loss[here, there] = path_loss(
                profile[1], 1000 * d / NEAR_STEPS, height_t, height_r, frequency, settings, work
            )[1]
            hts = profile[1, 0] + height_t
            level = (profile[1, NEAR_STEPS] + height_r - hts) / d - bend * d
            bare_most = full_most = -math.inf
            for k in range(1, NEAR_STEPS):
                x = profile[0, k]
                bare_most = max(bare_most, (profile[1, k] - hts) / x - bend * x)
                full_most = max(full_most, (profile[1, k] + profile[2, k] - hts) / x - bend * x)
            departure[here, there] = math.degrees(math.atan(0.001 * max(bare_most, level)))
            free[here, there] = full_most < level


@njit(nogil=True, cache=True)
def walk_millimetre(grids, place, start, stop, link, height_t, height_r, wanted, loss, departure, free):
    """Millimetre waves along the rays ``start`` to ``stop``; ``link``: :func:`..propagation.millimetre.millimetre_link`."""
    height, clutter, zones = grids
    row, column, _, _, reach, cell_km, reach_km = place
    bend = 500 * link.ce
    hts = float(height[row, column]) + height_t
    skyline = np.empty((4, reach + 1))
    for ray in range(start, stop):
        side, end, slope, step, off_along, off_across = ray_of(place, ray)
        state = NO_SKYLINE
        guess = -1
        for k in range(1, reach + 1):
            d = (k - off_along) * step
            at = off_across + slope * (k - off_along)
            across = math.floor(at + 0.5)
            here, there = cell_at(row, column, side, k, across)
            if not (0 <= here < height.shape[0] and 0 <= there < height.shape[1]):
                break
            served = wanted[here, there] and serves(place, side, end, k, across, off_along, off_across)
            if served and not math.isnan(height[here, there]):
                hrs = float(height[here, there]) + height_r
                s_tim, s_rim, nu, clear, guess = edges(skyline, state, guess, d, hts, hrs, bend, link.wavelength)
                found = millimetre_losses(link, d, hts, hrs, s_tim, s_rim, nu)
                loss[here, there] = found[0]
                leaves = max(state[2], (hrs - hts) / d - bend * d)
                departure[here, there] = math.degrees(math.atan(0.001 * leaves))
                free[here, there] = clear
            if d > reach_km + cell_km:
                break
            h, stands, _ = sample(height, clutter, zones, row, column, side, k, at)
            if math.isnan(h):
                break
            state = grow(skyline, state, d, h + stands - bend * d * d, hts)


@njit(nogil=True, cache=True)
def near_millimetre(grids, place, link, height_t, height_r, loss, departure, free):
    """Cells beside the mast by the millimetre-wave model."""
    height, clutter, zones = grids
    bend = 500 * link.ce
    profile, skyline = np.empty((4, NEAR_STEPS + 1)), np.empty((4, NEAR_STEPS + 1))
    for down in range(1 - NEAR, NEAR):
        for right in range(1 - NEAR, NEAR):
            if not near_profile(height, clutter, zones, place, right, down, profile):
                continue
            here, there = place[0] + down, place[1] + right
            d = profile[0, NEAR_STEPS]
            hts, hrs = profile[1, 0] + height_t, profile[1, NEAR_STEPS] + height_r
            state = NO_SKYLINE
            for k in range(1, NEAR_STEPS):
                x = profile[0, k]
                state = grow(skyline, state, x, profile[1, k] + profile[2, k] - bend * x * x, hts)
            s_tim, s_rim, nu, clear, _ = edges(skyline, state, -1, d, hts, hrs, bend, link.wavelength)
            loss[here, there] = millimetre_losses(link, d, hts, hrs, s_tim, s_rim, nu)[0]
            leaves = max(state[2], (hrs - hts) / d - bend * d)
            departure[here, there] = math.degrees(math.atan(0.001 * leaves))
            free[here, there] = clear


@njit(nogil=True, cache=True)
def walk_sight(grids, place, start, stop, bend, height_t, height_r, free):
    """Whether receivers along the rays ``start`` to ``stop`` are in sight over terrain and clutter."""
    height, clutter, zones = grids
    row, column, _, _, reach, cell_km, reach_km = place
    hts = float(height[row, column]) + height_t
    for ray in range(start, stop):
        side, end, slope, step, off_along, off_across = ray_of(place, ray)
        most = -math.inf
        for k in range(1, reach + 1):
            d = (k - off_along) * step
            at = off_across + slope * (k - off_along)
            across = math.floor(at + 0.5)
            here, there = cell_at(row, column, side, k, across)
            if not (0 <= here < height.shape[0] and 0 <= there < height.shape[1]):
                break
            if serves(place, side, end, k, across, off_along, off_across) and not math.isnan(height[here, there]):
                level = (float(height[here, there]) + height_r - hts) / d - bend * d
                free[here, there] = most < level
            if d > reach_km + cell_km:
                break
            h, stands, _ = sample(height, clutter, zones, row, column, side, k, at)
            if math.isnan(h):
                break
            most = max(most, (h + stands - hts) / d - bend * d)


@njit(nogil=True, cache=True)
def near_sight(grids, place, bend, height_t, height_r, free):
    """Whether receivers beside the mast are in sight."""
    height, clutter, zones = grids
    profile = np.empty((4, NEAR_STEPS + 1))
    for down in range(1 - NEAR, NEAR):
        for right in range(1 - NEAR, NEAR):
            if not near_profile(height, clutter, zones, place, right, down, profile):
                continue
            d, hts = profile[0, NEAR_STEPS], profile[1, 0] + height_t
            level = (profile[1, NEAR_STEPS] + height_r - hts) / d - bend * d
            most = -math.inf
            for k in range(1, NEAR_STEPS):
                x = profile[0, k]
                most = max(most, (profile[1, k] + profile[2, k] - hts) / x - bend * x)
            free[place[0] + down, place[1] + right] = most < level
