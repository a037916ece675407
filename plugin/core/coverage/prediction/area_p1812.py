"""Rec. ITU-R P.1812 along rays: the kernels of :mod:`.area` for that model.

Along a ray the profile of one receiver is the beginning of the next one's, so what the recommendation asks of a profile is
kept up to date sample by sample instead of being walked through again: sums and longest stretches add up, largest slopes
from the mast are running maxima, and what is seen from the receiver (Srim (17), θr (80), αobr and hobs (87)), the largest ν
(15) and hm (93) come from :mod:`.hull`. The formulas themselves are those of :mod:`..propagation.p1812`, and what cannot
matter for the result (most often ducting) is not calculated.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from ..landscape import INLAND, SEA
from ..propagation.p1812 import (
    DEEP_MRAD,
    LB0P,
    LBC,
    NO_COAST_KM,
    combined_loss,
    direct_losses,
    ducting_coupling,
    ducting_floor,
    ducting_variability,
    horizons,
    incidence,
    losses,
    obstruction,
    roughness,
    slopes,
    smooth_earth,
    terrain_integrals,
    variability_floor,
    zone_lengths,
)
from ..propagation.p1812_diffraction import bullington
from .borrow import borrowed
from .hull import CHUNK, NO_SKYLINE, closest_crest, edges, grow, highest_above, highest_between, push, tangent
from .rays import NEAR, NEAR_STEPS, cell_at, near_profile, ray_of, sample, serves

_PER_KM = 16
"""Entries of the table of :func:`inland_air` for each kilometre."""


@njit(nogil=True, cache=True)
def inland_air(link, longest):
    """:func:`incidence` of paths inland from end to end, for :func:`_at`: lengths 0, 1/_PER_KM, … beyond ``longest`` km."""
    table = np.empty((int(longest * _PER_KM) + 4, 4))
    for index in range(len(table)):
        table[index] = incidence(link, index / _PER_KM, index / _PER_KM)
    return table


@njit(nogil=True, cache=True)
def _at(table, d):
    """The table at ``d`` km by cubic interpolation: within 1e-9 of :func:`incidence`, in a tenth of its time."""
    x = d * _PER_KM
    first = max(int(x) - 1, 0)
    x -= first
    a = -(x - 1) * (x - 2) * (x - 3) / 6
    b = x * (x - 2) * (x - 3) / 2
    c = -x * (x - 1) * (x - 3) / 2
    e = x * (x - 1) * (x - 2) / 6
    p, q, r, s = first, first + 1, first + 2, first + 3
    return (
        a * table[p, 0] + b * table[q, 0] + c * table[r, 0] + e * table[s, 0],
        a * table[p, 1] + b * table[q, 1] + c * table[r, 1] + e * table[s, 1],
        a * table[p, 2] + b * table[q, 2] + c * table[r, 2] + e * table[s, 2],
        a * table[p, 3] + b * table[q, 3] + c * table[r, 3] + e * table[s, 3],
    )


@njit(nogil=True, cache=True)
def near_cells(grids, place, link, height_t, height_r, loss, departure, free):
    """Cells beside the mast, each along its own profile, point to point. Arguments as of :func:`walk`."""
    height, clutter, zones = grids
    profile = np.empty((4, NEAR_STEPS + 1))
    wavelength, radius, radius_beta = link[1], link[7], link[8]
    n = NEAR_STEPS
    for down in range(1 - NEAR, NEAR):
        for right in range(1 - NEAR, NEAR):
            if not near_profile(height, clutter, zones, place, right, down, profile):
                continue
            here, there = place[0] + down, place[1] + right
            distances, ground, zone = profile[0], profile[1], profile[3]
            surface = ground + profile[2]
            d, h0, hn = distances[n], ground[0], ground[n]
            hts, hrs = h0 + height_t, hn + height_r
            omega, dtm, dlm, dct, dcr = zone_lengths(distances, zone, n)
            air = incidence(link, dtm, dlm)
            theta_t, theta_r, ilt, ilr, _ = horizons(distances, ground, n, hts, hrs, radius, wavelength)
            v1, v2 = terrain_integrals(distances, ground, n)
            hobs, alpha_obt, alpha_obr = obstruction(distances, ground, n, hts, hrs)
            _, _, hst, _, hstd, hsrd, hte, hre, m = smooth_earth(
                d, h0, hn, height_t, height_r, v1, v2, hobs, alpha_obt, alpha_obr
            )
            hm = roughness(distances, ground, ilt, ilr, hst, m)
            s_tim, s_rim, nu_max = slopes(distances, surface, n, hts, hrs, 1 / radius, wavelength)
            lbulla_50 = bullington(d, hts, hrs, s_tim, s_rim, nu_max, wavelength)
            clear = s_tim < (hrs - hts) / d
            s_tim, s_rim, nu_max = slopes(distances, surface, n, hts, hrs, 1 / radius_beta, wavelength)
            lbulla_beta = bullington(d, hts, hrs, s_tim, s_rim, nu_max, wavelength)
            found = losses(
                link,
                air,
                distances,
                n,
                hts,
                hrs,
                hstd,
                hsrd,
                hte,
                hre,
                hm,
                distances[ilt],
                d - distances[ilr],
                theta_t,
                theta_r,
                omega,
                dct,
                dcr,
                lbulla_50,
                lbulla_beta,
                False,
            )
            loss[here, there] = max(found[LB0P], found[LBC])
            departure[here, there] = math.degrees(0.001 * theta_t)
            free[here, there] = clear


def scratch_of(reach: int) -> tuple[np.ndarray, np.ndarray]:
    """Room for :func:`walk`, one for each thread: of the profile distances, terrain and its largest of each chunk; then the
    terrain's hull as it is, the skylines of the terrain, of the surface bent as for β₀ % of the time, and of the surface.
    """
    return np.empty((3, reach + CHUNK + 1)), np.empty((4, 4, reach + CHUNK + 1))


@njit(nogil=True, cache=True)
def walk(
    grids, place, start, stop, link, table, height_t, height_r, has_surface, scratch, wanted, loss, departure, free
):
    """Walk the rays ``start`` to ``stop`` (exclusive) and write the cells they serve.

    ``grids``: terrain, clutter, zones; ``place``: :attr:`.rays.Fan.place`; ``link``:
    :func:`..propagation.p1812.link_constants`; ``table``: :func:`inland_air`; antenna heights above ground; ``scratch``:
    :func:`scratch_of`; ``wanted`` (bool): cells to write. The outputs ``loss`` (dB), ``departure`` (degrees) and ``free``
    (bool) are of the grids' shape.
    """
    height, clutter, zones = borrowed(grids[0]), borrowed(grids[1]), borrowed(grids[2])
    table, wanted = borrowed(table), borrowed(wanted)
    loss, departure, free = borrowed(loss), borrowed(departure), borrowed(free)
    profile, skylines = borrowed(scratch[0]), borrowed(scratch[1])
    row, column, _, _, reach, cell_km, reach_km = place
    wavelength, radius, radius_beta = link[1], link[7], link[8]
    beta = link[4] < 50
    bend, bend_beta = 500 / radius, 500 / radius_beta
    h0 = float(height[row, column])
    hts = h0 + height_t
    zone0 = zones[row, column]
    if math.isnan(h0):
        return
    distances, ground, blocks = borrowed(profile[0]), borrowed(profile[1]), borrowed(profile[2])
    flat, bare, rare = borrowed(skylines[0]), borrowed(skylines[1]), borrowed(skylines[2])
    full = borrowed(skylines[3]) if has_surface else bare
    distances[0] = 0.0
    ground[0] = h0
    for ray in range(start, stop):
        side, end, slope, step, off_along, off_across = ray_of(place, ray)
        flat_n = 0
        flat_most = -math.inf
        bare_state = full_state = rare_state = NO_SKYLINE
        bare_guess = full_guess = rare_guess = -1
        v1 = v2 = sea = land = inland = longest_land = longest_inland = sea_end = 0.0
        met_sea = zone0 == SEA
        only_inland = zone0 == INLAND
        dct = 0.0 if met_sea else NO_COAST_KM
        before, before_h, before_zone = 0.0, h0, zone0
        for k in range(1, reach + 1):
            d = (k - off_along) * step
            at = off_across + slope * (k - off_along)
            across = math.floor(at + 0.5)
            here, there = cell_at(row, column, side, k, across)
            if not (0 <= here < height.shape[0] and 0 <= there < height.shape[1]):
                break
            gap = d - before
            middle = 0.5 * (before + d)
            distances[k] = d
            # From the sample before half-way here.
            half = 0.5 * gap
            if before_zone == SEA:
                sea += half
                sea_end = middle
            else:
                land += half
                longest_land = max(longest_land, land)
                if before_zone == INLAND:
                    inland += half
                    longest_inland = max(longest_inland, inland)
            served = wanted[here, there] and serves(place, side, end, k, across, off_along, off_across)
            if served and not math.isnan(height[here, there]):
                hn = float(height[here, there])
                hrs = hn + height_r
                direct = (hrs - hts) / d
                # Zones
                zone = zones[here, there]
                sea_all, dct_all, dcr = sea, dct, NO_COAST_KM
                dtm, dlm = longest_land, longest_inland
                if zone == SEA:
                    sea_all += half
                    dcr = 0.0
                    if not met_sea:
                        dct_all = middle
                else:
                    # A stretch begins anew behind the sea, or for inland behind the coastal land.
                    dtm = max(dtm, half + land)
                    if zone == INLAND:
                        dlm = d if only_inland else max(dlm, half + inland)
                    if met_sea:
                        dcr = d - sea_end
                omega = sea_all / d
                # Terrain
                hobs = alpha_obr = 0.0
                alpha_obt = flat_most - direct
                if alpha_obt > 0:
                    vertex = highest_above(flat, flat_n, direct)
                    hobs = flat[1, vertex] - hts - direct * flat[0, vertex]
                    vertex = tangent(flat, flat_n, d, hrs)
                    alpha_obr = (flat[1, vertex] - hrs) / (d - flat[0, vertex]) + direct
                _, _, hst, _, hstd, hsrd, hte, hre, m = smooth_earth(
                    d,
                    h0,
                    hn,
                    height_t,
                    height_r,
                    v1 + gap * (hn + before_h),
                    v2 + gap * (hn * (2 * d + before) + before_h * (d + 2 * before)),
                    hobs,
                    alpha_obt,
                    alpha_obr,
                )
                low_r = hrs - bend * d * d
                level = (low_r - hts) / d
                hidden = bare_state[2] > level
                if hidden:
                    theta_t = 1000 * math.atan(0.001 * bare_state[2])
                    vertex = tangent(bare, bare_state[0], d, low_r)
                    dlt, dlr = bare[2, bare_state[1] - 1], d - bare[0, vertex]
                    theta_r = 1000 * math.atan(0.001 * ((bare[1, vertex] - low_r) / dlr - 2 * bend * d))
                    between = dlt + dlr
                else:
                    theta_t = 1000 * math.atan(0.001 * level)
                    theta_r = 1000 * math.atan(-0.001 * (direct + bend * d))
                    dlt, dlr, between = math.inf, math.inf, d  # told below, if they matter
                theta = 1000 * d / radius + theta_t + theta_r
                # Surface
                state = full_state if has_surface else bare_state
                s_tim, s_rim, nu, clear, full_guess = edges(full, state, full_guess, d, hts, hrs, bend, wavelength)
                lbulla_50 = bullington(d, hts, hrs, s_tim, s_rim, nu, wavelength)
                lbulla_beta = lbulla_50
                if beta:
                    s_tim, s_rim, nu, _, rare_guess = edges(
                        rare, rare_state, rare_guess, d, hts, hrs, bend_beta, wavelength
                    )
                    lbulla_beta = bullington(d, hts, hrs, s_tim, s_rim, nu, wavelength)
                # At half the time and deep in the shadow only ducting, if anything, asks for β₀.
                have_air = beta or theta < DEEP_MRAD
                air = (0.0, 0.0, 0.0, 1.0)
                if have_air:
                    air = _at(table, d) if dlm == d and d > 0.25 else incidence(link, dtm, dlm)
                near = direct_losses(
                    link, air, distances, k, hts, hrs, hstd, hsrd, between, theta, omega, lbulla_50, lbulla_beta, False
                )
                fj, lb0p, lbd, lminb0p = near[1], near[3], near[13], near[14]
                lba = math.inf
                floor = variability_floor(link, air, d)
                if ducting_floor(link, d, between, dlt, dlr, theta_t, theta_r, omega) + floor < lbd:
                    if not hidden:
                        bare_guess, _ = closest_crest(bare, bare_state[1], d, level, math.inf, bare_guess)
                        dlt = bare[2, bare_guess]
                        dlr = d - dlt
                    fixed = ducting_coupling(link, d, hts, hrs, dlt, dlr, theta_t, theta_r, omega, dct_all, dcr)
                    if fixed + floor < lbd:
                        if not have_air:
                            air = incidence(link, dtm, dlm)
                        first = int(dlt / step + off_along + 0.5)
                        last = int((d - dlr) / step + off_along + 0.5)
                        hm = highest_between(distances, ground, blocks, first, last, m) - hst
                        lba = fixed + ducting_variability(link, air, d, hte, hre, hm, d - dlt - dlr)
                lbc = combined_loss(link, d, hts - hrs, theta, near[2], lb0p, lbd, lminb0p, fj, lba, False)[5]
                loss[here, there] = max(lb0p, lbc)
                departure[here, there] = math.degrees(0.001 * theta_t)
                free[here, there] = clear
            if d > reach_km + cell_km:
                break
            # The sample itself, for the receivers behind.
            h, stands, zone_k = sample(height, clutter, zones, row, column, side, k, at)
            if math.isnan(h):
                break
            zone = int(zone_k)
            only_inland = only_inland and zone == INLAND
            if zone == SEA:
                if not met_sea:
                    met_sea = True
                    dct = middle
                sea += half
                land = 0.0
                inland = 0.0
                sea_end = d
            else:
                land = half + land
                longest_land = max(longest_land, land)
                if zone == INLAND:
                    inland = half + inland
                    longest_inland = max(longest_inland, inland)
                else:
                    inland = 0.0
            v1 += gap * (h + before_h)
            v2 += gap * (h * (2 * d + before) + before_h * (d + 2 * before))
            ground[k] = h
            block = k // CHUNK
            blocks[block] = h if k % CHUNK == 0 or k == 1 else max(blocks[block], h)
            flat_most = max(flat_most, (h - hts) / d)
            flat_n = push(flat, flat_n, d, h)
            bare_state = grow(bare, bare_state, d, h - bend * d * d, hts)
            if has_surface:
                full_state = grow(full, full_state, d, h + stands - bend * d * d, hts)
            if beta:
                rare_state = grow(rare, rare_state, d, h + stands - bend_beta * d * d, hts)
            before, before_h, before_zone = d, h, zone
