"""Rec. ITU-R P.1812-6 (09/2021): path-specific prediction for point to area, 30 MHz – 6 GHz, point to point.

Edition 7 differs in its troposcatter only, and the ITU advises to go back to eq. (44) of edition 6 for that.

Three stages, of which the last two are shared with the area engine:

1. a profile is reduced to a few numbers (:func:`terrain_integrals`, :func:`obstruction`, :func:`horizons`, :func:`slopes`,
   :func:`zone_lengths`), here by walking along it;
2. :func:`smooth_earth` and :func:`roughness` fit a smooth Earth to it;
3. :func:`losses` turns those numbers into the loss of each mechanism and the basic transmission loss, without a profile.

:func:`predict_path` does all for one profile and names every intermediate value. The recommendation's Annex 1 is cited by
section and equation. Distances are in km, heights in m, angles in mrad, frequencies in GHz, losses in dB. Zones are the
recommendation's codes 1 sea, 3 coastal land, 4 inland.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numba import njit

from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP
from .p1812_diffraction import (
    bullington,
    ground_admittance,
    knife_parameter,
    reflection_point,
    smooth_bullington,
    spherical_earth,
)

SEA, COAST, INLAND = 1, 3, 4

EARTH_KM = 6371.0
NO_COAST_KM = 500.0
"""Distance to the coast (Table 5) where there is none along the path."""

FREQUENCY_MHZ = (30.0, 6000.0)
TIME_PERCENT = (1.0, 50.0)
LOCATION_PERCENT = (1.0, 99.0)
HEIGHT_M = (1.0, 3000.0)
LENGTH_KM = 3000.0

_LN10 = math.log(10)
_LN100 = 2 * _LN10
_DB = 20 / _LN10
_LOG_50 = math.log10(50)
_ETA = 2.5
_DSW, _KAPPA = 20.0, 0.5  # (58)
_THETA, _XI = 0.3, 0.8  # (57)

DEEP_MRAD = 3.0
"""Angular distance beyond which Fj (57) is 0 to double precision."""
_MOSTLY_SEA = 0.75 - 1e-9  # (49), where rounding must not decide


# ---- Constants of a prediction --------------------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def inverse_normal(x):
    """Q⁻¹(x), the inverse of the complementary normal distribution, 0 < x < 1: Attachment 2, eq. (94), (95)."""
    x = min(max(x, 1e-6), 0.999999)
    if x > 0.5:
        return -_tail(math.sqrt(-2 * math.log(1 - x)))
    return _tail(math.sqrt(-2 * math.log(x)))  # (95a)


@njit(nogil=True, cache=True)
def _tail(t):
    """(95b): T − C of a probability below a half, of which ``t`` is √(−2 ln x)."""
    return t - ((0.010328 * t + 0.802853) * t + 2.515516698) / (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1)


@njit(nogil=True, cache=True)
def link_constants(f, time_percent, delta_n, n0, latitude, vertical):
    """All that depends on none of the path's numbers, as a tuple which the kernels of stage 3 take.

    ``f`` in GHz, ``time_percent`` 1–50, ``delta_n`` (N-units/km, positive) and ``n0`` (N-units) of the path's centre,
    ``latitude`` of the path's centre in degrees, ``vertical`` polarisation or horizontal. Section 3.5 eq. (6), (7);
    section 3.4 eq. (4), (5); section 4.4 eq. (45); section 4.5 eq. (47a), (51).
    """
    radius = EARTH_KM * 157 / (157 - delta_n)  # (6), (7a)
    radius_beta = 3 * EARTH_KM  # (7b)
    wavelength = 0.2998 / f
    root_f = f ** (1 / 3)
    north = abs(latitude)
    log_factor = _LN10 * (1.67 - 0.015 * north) if north <= 70 else math.log(4.17)  # (5)
    mu4_power = 0.0176 * north - 0.935 if north <= 70 else 0.3  # (4)
    log_f = math.log10(f)
    troposcatter = 190.1 + 25 * log_f - 2.5 * math.log10(f / 2) ** 2 - 0.15 * n0  # (44), (45)
    troposcatter -= 10.125 * math.log10(50 / time_percent) ** 0.7
    a_lf = 45.375 - 137 * f + 92.5 * f * f if f < 0.5 else 0.0  # (47a)
    return (
        f,
        wavelength,
        root_f,
        20 * log_f,
        time_percent,
        math.log10(time_percent / 50),
        inverse_normal(time_percent / 100),
        radius,
        radius_beta,
        log_factor,
        mu4_power,
        troposcatter,
        a_lf,
        ground_admittance(f, 22.0, 0.003, vertical),
        ground_admittance(f, 80.0, 5.0, vertical),
    )


@njit(nogil=True, cache=True)
def incidence(link, dtm, dlm):
    """(τ, β₀ in %, log₁₀ β₀, Q⁻¹(β₀/100)) of anomalous propagation: section 3.4, eq. (2)–(5).

    ``dtm`` and ``dlm`` are the longest stretches of land and of inland in km, ``link`` is :func:`link_constants`.
    """
    log_factor, mu4_power = link[9], link[10]
    tau = 1 - math.exp(-4.12e-4 * math.exp(2.41 * math.log(dlm))) if dlm > 0 else 0.0  # (3)
    both = math.exp(-_LN10 * dtm / (16 - 6.6 * tau)) + math.exp(-5 * _LN10 * (0.496 + 0.354 * tau))
    log_b0 = log_factor + (1 + mu4_power) * min(0.2 * math.log(both), 0.0)  # (2), (4), (5); as ln until here
    return tau, math.exp(log_b0), log_b0 / _LN10, _tail(math.sqrt(2 * (_LN100 - log_b0)))


# ---- Stage 1: a profile as a few numbers ----------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def terrain_integrals(distances, heights, n):
    """(v1, v2) of eq. (83), (84) over the points 0 … ``n``."""
    v1, v2 = 0.0, 0.0
    for i in range(1, n + 1):
        here, before = distances[i], distances[i - 1]
        v1 += (here - before) * (heights[i] + heights[i - 1])
        v2 += (here - before) * (heights[i] * (2 * here + before) + heights[i - 1] * (here + 2 * before))
    return v1, v2


@njit(nogil=True, cache=True)
def obstruction(distances, heights, n, hts, hrs):
    """(hobs in m, αobt, αobr in m/km): how the bare terrain stands above the line between the antennas, eq. (87)."""
    d = distances[n]
    most, from_t, from_r = -math.inf, -math.inf, -math.inf
    for i in range(1, n):
        x = distances[i]
        above = heights[i] - (hts * (d - x) + hrs * x) / d  # (87d)
        most = max(most, above)
        from_t = max(from_t, above / x)
        from_r = max(from_r, above / (d - x))
    return most, from_t, from_r


@njit(nogil=True, cache=True)
def horizons(distances, heights, n, hts, hrs, radius, wavelength):
    """(θt, θr in mrad, ilt, ilr, whether in line of sight): angles and points of the horizons, Attachment 1, section 4.

    In line of sight both points are that of the largest ν. Clutter takes no part. Eq. (74)–(81).
    """
    d = distances[n]
    largest, ilt = -math.inf, 0
    for i in range(1, n):
        slope = (heights[i] - hts) / (1000 * distances[i]) - distances[i] / (2 * radius)  # (75)
        if slope > largest:
            largest, ilt = slope, i
    direct = (hrs - hts) / (1000 * d) - d / (2 * radius)  # (76)
    if largest > direct:
        backward, ilr = -math.inf, 0
        for i in range(1, n):
            x = d - distances[i]
            slope = (heights[i] - hrs) / (1000 * x) - x / (2 * radius)  # (80)
            if slope >= backward:
                backward, ilr = slope, i
        return 1000 * math.atan(largest), 1000 * math.atan(backward), ilt, ilr, False
    largest, ilt = -math.inf, 0
    for i in range(1, n):
        nu = _nu(distances[i], d, heights[i], hts, hrs, 500 / radius, wavelength)
        if nu >= largest:
            largest, ilt = nu, i
    back = (hts - hrs) / (1000 * d) - d / (2 * radius)
    return 1000 * math.atan(direct), 1000 * math.atan(back), ilt, ilt, True


@njit(nogil=True, cache=True)
def _nu(x, d, height, hts, hrs, half_curvature, wavelength):
    above = height + half_curvature * x * (d - x) - (hts * (d - x) + hrs * x) / d
    return knife_parameter(above, x, d, wavelength)


@njit(nogil=True, cache=True)
def slopes(distances, surface, n, hts, hrs, ce, wavelength):
    """(Stim, Srim, νmax) of eq. (13), (17), (15) over the points between the ends; ``surface`` is terrain with clutter."""
    d = distances[n]
    s_tim, s_rim, nu_max = -math.inf, -math.inf, -math.inf
    for i in range(1, n):
        x = distances[i]
        height = surface[i] + 500 * ce * x * (d - x)
        s_tim = max(s_tim, (height - hts) / x)
        s_rim = max(s_rim, (height - hrs) / (d - x))
        nu_max = max(nu_max, knife_parameter(height - (hts * (d - x) + hrs * x) / d, x, d, wavelength))
    return s_tim, s_rim, nu_max


@njit(nogil=True, cache=True)
def zone_lengths(distances, zones, n):
    """(ω, dtm, dlm, dct, dcr): fraction over sea, longest land and inland, distances to the coast, in km; Table 5.

    A point stands for half the way to each neighbour, so a coast lies half-way between two points. ``dct`` and ``dcr`` are
    500 km where the path meets no sea.
    """
    d = distances[n]
    sea, land, inland, longest_land, longest_inland = 0.0, 0.0, 0.0, 0.0, 0.0
    dct, dcr = NO_COAST_KM, NO_COAST_KM
    for i in range(n + 1):
        start = 0.5 * (distances[i - 1] + distances[i]) if i > 0 else 0.0
        end = 0.5 * (distances[i] + distances[i + 1]) if i < n else d
        width = end - start
        if zones[i] == SEA:
            sea += width
            if dct == NO_COAST_KM:
                dct = start
            dcr = d - end
            land = 0.0
        else:
            land += width
            longest_land = max(longest_land, land)
        if zones[i] == INLAND:
            inland += width
            longest_inland = max(longest_inland, inland)
        else:
            inland = 0.0
    return sea / d, longest_land, longest_inland, dct, dcr


# ---- Stage 2: the smooth Earth --------------------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def smooth_earth(d, h0, hn, htg, hrg, v1, v2, hobs, alpha_obt, alpha_obr):
    """(hst, hsr as fitted, hst, hsr, hstd, hsrd, hte, hre, m): Attachment 1, section 5.6, eq. (85)–(92).

    ``h0`` and ``hn`` are the ground at the ends, ``htg`` and ``hrg`` the antennas above it; the other arguments are of
    :func:`terrain_integrals` and :func:`obstruction`. First the fitted surface at both ends, then not above the ground for
    ducting, then for diffraction; the effective heights for ducting, and the surface's slope in m/km.
    """
    fitted_t = (2 * v1 * d - v2) / (d * d)  # (85)
    fitted_r = (v2 - v1 * d) / (d * d)  # (86)
    hstd, hsrd = fitted_t, fitted_r  # (88a), (88b)
    if hobs > 0:
        both = alpha_obt + alpha_obr
        hstd -= hobs * alpha_obt / both  # (88c), (88e)
        hsrd -= hobs * alpha_obr / both  # (88d), (88f)
    hstd, hsrd = min(hstd, h0), min(hsrd, hn)  # (89)
    hst, hsr = min(fitted_t, h0), min(fitted_r, hn)  # (90)
    return fitted_t, fitted_r, hst, hsr, hstd, hsrd, htg + h0 - hst, hrg + hn - hsr, (hsr - hst) / d  # (92), (91)


@njit(nogil=True, cache=True)
def roughness(distances, heights, ilt, ilr, hst, m):
    """hm in m: the highest terrain above the smooth Earth from one horizon to the other, eq. (93)."""
    most = -math.inf
    for i in range(ilt, ilr + 1):
        most = max(most, heights[i] - (hst + m * distances[i]))
    return most


# ---- Stage 3: losses ------------------------------------------------------------------------------------------------


@njit(nogil=True, cache=True)
def delta_bullington(link, distances, n, ht, hr, radius, lbulla, omega, every):
    """(Ld, Lbulls, Ldsph) for an Earth of ``radius``: section 4.3.4, eq. (37)–(39).

    ``ht`` and ``hr`` are the antennas above the smooth Earth of the diffraction model, ``lbulla`` is Bullington's loss of
    the real profile. Unless ``every``, Lbulls is left out (0) where it cannot matter, because Ldsph is 0.
    """
    wavelength, root_f, k_land, k_sea = link[1], link[2], link[13], link[14]
    d = distances[n]
    # (23) is never below the left side, (25) never above the right one: then Ldsph is 0.
    if not every and min(ht, hr) - 125 * d * d / radius > 8.728 * math.sqrt(d * wavelength):
        return lbulla, 0.0, 0.0
    reflection = reflection_point(d, ht, hr, radius)
    spherical = spherical_earth(d, ht, hr, radius, reflection, wavelength, root_f, k_land, k_sea, omega)
    smooth = 0.0
    if every or spherical > 0:
        smooth = smooth_bullington(distances, n, ht, hr, radius, reflection, wavelength)
    return lbulla + max(spherical - smooth, 0.0), smooth, spherical


@njit(nogil=True, cache=True)
def _shielding(f, root_f, angle, horizon):
    """Ast or Asr: eq. (48), (48a)."""
    beyond = angle - 0.1 * horizon
    if beyond <= 0:
        return 0.0
    return _DB * math.log(1 + 0.361 * beyond * math.sqrt(f * horizon)) + 0.264 * beyond * root_f


@njit(nogil=True, cache=True)
def _duct_coupling(coast, horizon, omega, height):
    """Act or Acr: eq. (49), (49a)."""
    if omega < _MOSTLY_SEA or coast > 5 or coast > horizon:
        return 0.0
    return -3 * math.exp(-0.25 * coast * coast) * (1 + math.tanh(0.07 * (50 - height)))


@njit(nogil=True, cache=True)
def ducting_variability(link, air, d, hte, hre, hm, between):
    """Ap of eq. (53)–(56a): how ducting varies with time. ``between`` is the distance between the horizons in km."""
    radius = link[7]
    tau, _, log_b0, _ = air
    log_d = math.log(d)
    alpha = max(-0.6 - 3.5e-9 * math.exp(3.1 * log_d) * tau, -3.4)  # (55a)
    roots = math.sqrt(hte) + math.sqrt(hre)
    log_mu2 = min(alpha * math.log10(500 / radius * d * d / (roots * roots)), 0.0)  # (55)
    log_beta = log_b0 + log_mu2  # (54)
    if hm > 10:
        log_beta -= 4.6e-5 * (hm - 10) * (43 + 6 * min(between, 40.0)) / _LN10  # (56), (56a)
    gamma = (
        1.076
        / (2.0058 - log_beta) ** 1.012
        * math.exp(-(9.51 - 4.8 * log_beta + 0.198 * log_beta * log_beta) * 1e-6 * math.exp(1.13 * log_d))
    )  # (53a)
    rare = link[5] + _LOG_50 - log_beta  # log₁₀ p/β
    return -12 + (1.2 + 3.7e-3 * d) * rare + 12 * math.exp(gamma * rare * _LN10)  # (53)


@njit(nogil=True, cache=True)
def direct_losses(
    link, air, distances, n, hts, hrs, hstd, hsrd, horizons_km, theta, omega, lbulla_50, lbulla_beta, every
):
    """Line of sight, diffraction and their notional minimum: sections 4.2, 4.3 and 4.6, eq. (8)–(43), (57), (59).

    ``horizons_km`` is dlt + dlr, ``theta`` is (82), the other terms are those of :func:`losses`. (fi, fj, lbfs, lb0p, lb0b,
    lbulls_50, ldsph_50, lbulls_beta, ldsph_beta, ld50, ldb, ldp, lbd50, lbd, lminb0p) of :class:`PathLoss`.
    """
    _, _, _, db_f, percent, log_percent, normal_p, radius, radius_beta, _, _, _, _, _, _ = link
    _, b0, log_b0, normal_b0 = air
    d = distances[n]
    fj = 1 / (1 + math.exp(6 * _XI * (theta - _THETA) / _THETA)) if theta < DEEP_MRAD else 0.0  # (57)
    beyond_b0 = percent >= b0
    fi = normal_p / normal_b0 if beyond_b0 else 1.0  # (40a)

    rise = 0.001 * (hts - hrs)
    lbfs = 92.4 + db_f + 0.5 * _DB * math.log(d * d + rise * rise)  # (8)
    lb0p, lb0b = lbfs, lbfs
    if every or percent < 50 or fj > 0:
        fading = 2.6 * (1 - math.exp(-0.1 * horizons_km))
        lb0p = lbfs + fading * log_percent  # (9a), (10)
        lb0b = lbfs + fading * (log_b0 - _LOG_50)  # (9b), (11)

    ht, hr = hts - hstd, hrs - hsrd  # (37), (38)
    ld50, lbulls_50, ldsph_50 = delta_bullington(link, distances, n, ht, hr, radius, lbulla_50, omega, every)
    ldb, lbulls_beta, ldsph_beta = ld50, lbulls_50, ldsph_50
    ldp = ld50
    if every or percent < 50:
        ldb, lbulls_beta, ldsph_beta = delta_bullington(
            link, distances, n, ht, hr, radius_beta, lbulla_beta, omega, every
        )
        if percent < 50:
            ldp = ld50 + fi * (ldb - ld50)  # (41)
    lbd50 = lbfs + ld50  # (42)
    lbd = lb0p + ldp  # (43)

    lminb0p = lb0p + (1 - omega) * ldp  # (59)
    if beyond_b0:
        lminb0p = lbd50 + (lb0b + (1 - omega) * ldp - lbd50) * fi
    return (
        fi,
        fj,
        lbfs,
        lb0p,
        lb0b,
        lbulls_50,
        ldsph_50,
        lbulls_beta,
        ldsph_beta,
        ld50,
        ldb,
        ldp,
        lbd50,
        lbd,
        lminb0p,
    )


@njit(nogil=True, cache=True)
def ducting_coupling(link, d, hts, hrs, dlt, dlr, theta_t, theta_r, omega, dct, dcr):
    """What of ducting's loss (46) does not vary with time: Af and γd·θ′, eq. (47)–(52)."""
    f, root_f, db_f, radius, a_lf = link[0], link[2], link[3], link[7], link[12]
    bent = 1000 * d / radius + min(theta_t, 0.1 * dlt) + min(theta_r, 0.1 * dlr)  # (52)
    fixed = 102.45 + db_f + _DB * math.log(dlt + dlr) + a_lf + 5e-5 * radius * root_f * bent  # (47), (51)
    fixed += _duct_coupling(dct, dlt, omega, hts) + _duct_coupling(dcr, dlr, omega, hrs)
    return fixed + _shielding(f, root_f, theta_t, dlt) + _shielding(f, root_f, theta_r, dlr)


@njit(nogil=True, cache=True)
def ducting_floor(link, d, horizons_km, dlt, dlr, theta_t, theta_r, omega):
    """A bound that :func:`ducting_coupling` is never below, in a fraction of the time.

    ``horizons_km`` is dlt + dlr; ``dlt`` and ``dlr`` may be ∞ where only that sum is known. −12 stands for Act + Acr.
    """
    f, root_f, db_f, radius, a_lf = link[0], link[2], link[3], link[7], link[12]
    bent = 1000 * d / radius + min(theta_t, 0.0) + min(theta_r, 0.0)
    floor = 102.45 + db_f + _DB * math.log(horizons_km) + a_lf + 5e-5 * radius * root_f * bent
    floor += _shielding_floor(f, root_f, theta_t, dlt) + _shielding_floor(f, root_f, theta_r, dlr)
    return floor - 12 if omega >= 0.75 else floor


@njit(nogil=True, cache=True)
def _shielding_floor(f, root_f, angle, horizon):
    """A bound that :func:`_shielding` is never below: its logarithm rounded down to 20·log₁₀ 2, 4, 8 or 16."""
    beyond = angle - 0.1 * horizon
    if not beyond > 0:
        return 0.0
    square = 0.361 * 0.361 * beyond * beyond * f * horizon
    doublings = (square >= 1.0) + (square >= 9.0) + (square >= 49.0) + (square >= 225.0)
    return 6.02 * doublings + 0.264 * beyond * root_f


@njit(nogil=True, cache=True)
def variability_floor(link, air, d):
    """A bound that :func:`ducting_variability` is never below.

    As β ≤ β₀, (53) is at least 0 where p ≥ β₀. Elsewhere it grows while β falls, so β₀ gives a bound: Γ is at most
    1.0902/(2.0058 − log β₀) by (53a), and 10^x at least 1 + x ln 10.
    """
    rare = link[5] + _LOG_50 - air[2]
    if link[4] >= air[1]:
        return 0.0
    return (1.2 + 3.7e-3 * d) * rare + max(-12.0, 12 * _LN10 * 1.0902 / (2.0058 - air[2]) * rare)


@njit(nogil=True, cache=True)
def combined_loss(link, d, rise, theta, lbfs, lb0p, lbd, lminb0p, fj, lba, every):
    """(Fk, Lminbap, Lbda, Lbam, Lbs, Lbc) of eq. (58), (60)–(63), (44).

    ``rise`` is hts − hrs; ``lba`` is ∞ where ducting cannot matter. Unless ``every``, Lbs is only a bound from below where
    troposcatter is too weak to matter.
    """
    fk, lminbap, lbda = 0.0, math.inf, lbd
    if lba < math.inf:
        fk = 1 / (1 + math.exp(6 * _KAPPA * (d - _DSW) / _DSW))  # (58), where 1 − ½(1 + tanh x) = 1/(1 + e^2x)
        lminbap = _soft_maximum(lba, lb0p)  # (60)
        if lminbap <= lbd:
            lbda = lminbap + (lbd - lminbap) * fk  # (61)
    lbam = lbda + (lminb0p - lbda) * fj  # (62)
    lbs = link[11] + 0.573 * theta + lbfs - 92.4 - link[3] - 4.4 * (0.001 * rise / d) ** 2  # log d by (8)
    if every or lbs - lbam < 50:
        lbs = link[11] + _DB * math.log(d) + 0.573 * theta  # (44)
    return fk, lminbap, lbda, lbam, lbs, _parallel(lbs, lbam)  # (63)


@njit(nogil=True, cache=True)
def losses(
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
    dlt,
    dlr,
    theta_t,
    theta_r,
    omega,
    dct,
    dcr,
    lbulla_50,
    lbulla_beta,
    every,
):
    """The losses of all mechanisms and their combination: sections 4.2–4.7, eq. (8)–(63). No allocation, no profile.

    Parameters
    ----------
    link, air : of :func:`link_constants` and :func:`incidence`.
    distances, n : distances of the profile's points in km, ``distances[n]`` the receiver's; n ≥ 2. Only for where the points
        of the smooth Earth are (37).
    hts … theta_r : of stages 1 and 2.
    omega, dct, dcr : of :func:`zone_lengths`.
    lbulla_50, lbulla_beta : Bullington's loss (21) over terrain with clutter, for the median Earth and for that of β₀ %
        of the time. The second one counts only below 50 % of the time.
    every : calculate every intermediate; otherwise what cannot change the result is left out and not meaningful. The
        result is the same but for rounding.

    Returns
    -------
    tuple of floats, in the order of :class:`PathLoss` from ``fi`` to ``lbc``. The last is the basic transmission loss not
    exceeded for the time percentage at 50 % of locations; ``max(lb0p, lbc + location)`` is eq. (69).
    """
    d = distances[n]
    theta = 1000 * d / link[7] + theta_t + theta_r  # (82)
    (
        fi,
        fj,
        lbfs,
        lb0p,
        lb0b,
        lbulls_50,
        ldsph_50,
        lbulls_beta,
        ldsph_beta,
        ld50,
        ldb,
        ldp,
        lbd50,
        lbd,
        lminb0p,
    ) = direct_losses(
        link, air, distances, n, hts, hrs, hstd, hsrd, dlt + dlr, theta, omega, lbulla_50, lbulla_beta, every
    )
    # Ducting (section 4.5) matters only where it is less than diffraction.
    lba = math.inf
    floor = variability_floor(link, air, d)
    if every or ducting_floor(link, d, dlt + dlr, dlt, dlr, theta_t, theta_r, omega) + floor < lbd:
        fixed = ducting_coupling(link, d, hts, hrs, dlt, dlr, theta_t, theta_r, omega, dct, dcr)
        if every or fixed + floor < lbd:
            lba = fixed + ducting_variability(link, air, d, hte, hre, hm, d - dlt - dlr)  # (46), (50)
    fk, lminbap, lbda, lbam, lbs, lbc = combined_loss(
        link, d, hts - hrs, theta, lbfs, lb0p, lbd, lminb0p, fj, lba, every
    )
    return (
        fi,
        fj,
        fk,
        lbfs,
        lb0p,
        lb0b,
        lbulla_50,
        lbulls_50,
        ldsph_50,
        lbulla_beta,
        lbulls_beta,
        ldsph_beta,
        ld50,
        ldb,
        ldp,
        lbd50,
        lbd,
        lminb0p,
        lba,
        lminbap,
        lbda,
        lbam,
        lbs,
        lbc,
    )


LB0P, LBC = 4, 23
"""Where :func:`losses` returns Lb0p and Lbc."""


@njit(nogil=True, cache=True)
def _soft_maximum(a, b):
    """η ln(e^(a/η) + e^(b/η)), without the overflow: eq. (60)."""
    more, less = (a, b) if a > b else (b, a)
    gap = (more - less) / _ETA
    return more if gap > 40 else more + _ETA * math.log1p(math.exp(-gap))


@njit(nogil=True, cache=True)
def _parallel(a, b):
    """−5 log₁₀(10^(−0.2a) + 10^(−0.2b)), without the underflow: eq. (63)."""
    more, less = (a, b) if a > b else (b, a)
    gap = 0.2 * (more - less)
    return less if gap > 10 else less - 0.25 * _DB * math.log1p(math.exp(-gap * _LN10))


# ---- One path, with every intermediate ------------------------------------------------------------------------------


@dataclass(frozen=True)
class PathProfile:
    """Terrain between two places: all arrays float64 (points,), the transmitter's place first.

    ``distance_km`` rises from 0, ``height_m`` is terrain above sea level, ``clutter_m`` what stands on it, and ``zone`` the
    radio-climatic zones (uint8: 1 sea, 3 coastal land, 4 inland). Clutter at the ends does not obstruct.
    """

    distance_km: np.ndarray
    height_m: np.ndarray
    clutter_m: np.ndarray
    zone: np.ndarray


@dataclass(frozen=True)
class PathLoss:
    """Every intermediate of one path by the recommendation's name (edition 6), with its equation.

    Distances km, heights m, angles mrad, losses dB. Of the diffraction terms, ``_50`` are for the median Earth and ``_beta``
    for that of β₀ % of the time.
    """

    d: float
    hts: float
    hrs: float
    omega: float  # Table 5
    dtm: float  # section 3.6
    dlm: float  # section 3.6
    dct: float  # Table 5
    dcr: float  # Table 5
    latitude: float  # of the path's centre, (4)
    tau: float  # (3)
    b0: float  # (5), %
    ae: float  # (7a)
    theta_t: float  # (74)–(77)
    theta_r: float  # (79), (80)
    theta: float  # (82)
    dlt: float  # (78)
    dlr: float  # (81)
    horizon_t: int  # index of the profile's point
    horizon_r: int
    line_of_sight: bool  # over terrain alone, for the median Earth: (77)
    hst_fitted: float  # (85)
    hsr_fitted: float  # (86)
    hst: float  # (90a)
    hsr: float  # (90b)
    hstd: float  # (89)
    hsrd: float  # (89)
    htc_smooth: float  # (37a)
    hrc_smooth: float  # (37b)
    hte: float  # (92a)
    hre: float  # (92b)
    hm: float  # (93)
    s_tim: float  # (13), m/km
    s_rim: float  # (17), m/km
    nu_max: float  # (15)
    fi: float  # (40a)
    fj: float  # (57)
    fk: float  # (58)
    lbfs: float  # (8)
    lb0p: float  # (10)
    lb0b: float  # (11)
    lbulla_50: float  # (21)
    lbulls_50: float  # (21)
    ldsph_50: float  # (27)
    lbulla_beta: float
    lbulls_beta: float
    ldsph_beta: float
    ld50: float  # (39)
    ldb: float  # (39)
    ldp: float  # (41)
    lbd50: float  # (42)
    lbd: float  # (43)
    lminb0p: float  # (59)
    lba: float  # (46)
    lminbap: float  # (60)
    lbda: float  # (61)
    lbam: float  # (62)
    lbs: float  # (44)
    lbc: float  # (63)
    location: float  # added for the percentage of locations, section 4.8
    lb: float  # (69)
    ep: float  # (70), dB(µV/m) for 1 kW e.r.p.


def predict_path(
    profile: PathProfile,
    frequency_mhz: float,
    transmitter_m: float,
    receiver_m: float,
    *,
    latitude: float,
    delta_n: float,
    n0: float,
    time_percent: float = 50.0,
    location_percent: float = 50.0,
    location_sigma_db: float = 0.0,
    vertical: bool = True,
    coast_km: tuple[float, float] | None = None,
) -> PathLoss:
    """Basic transmission loss not exceeded for a percentage of time and of locations, outdoors, with all intermediates.

    ``transmitter_m`` and ``receiver_m`` are above ground, ``latitude`` (degrees) is of the path's centre, ``delta_n``
    (N-units/km) and ``n0`` (N-units) too. ``location_sigma_db`` spreads the locations (0: none; none at sea either).
    ``coast_km`` are the distances over land to the coast from both ends (None: from the zones). Raises
    :class:`InputError` outside the recommendation's ranges and for profiles it cannot work on.
    """
    require_ranges(frequency_mhz, transmitter_m, receiver_m, time_percent, location_percent)
    _require_profile(profile)
    distances = np.ascontiguousarray(profile.distance_km, np.float64)
    heights = np.ascontiguousarray(profile.height_m, np.float64)
    surface = heights + profile.clutter_m
    zones = np.ascontiguousarray(profile.zone, np.uint8)
    n = len(distances) - 1
    d = float(distances[n])
    hts, hrs = float(heights[0] + transmitter_m), float(heights[n] + receiver_m)
    link = link_constants(
        frequency_mhz / 1000, float(time_percent), float(delta_n), float(n0), float(latitude), bool(vertical)
    )
    wavelength, radius, radius_beta = link[1], link[7], link[8]

    omega, dtm, dlm, dct, dcr = zone_lengths(distances, zones, n)
    if coast_km is not None:
        dct, dcr = coast_km
    air = incidence(link, dtm, dlm)
    theta_t, theta_r, ilt, ilr, sees = horizons(distances, heights, n, hts, hrs, radius, wavelength)
    dlt, dlr = float(distances[ilt]), d - float(distances[ilr])
    v1, v2 = terrain_integrals(distances, heights, n)
    hobs, alpha_obt, alpha_obr = obstruction(distances, heights, n, hts, hrs)
    fitted_t, fitted_r, hst, hsr, hstd, hsrd, hte, hre, m = smooth_earth(
        d, heights[0], heights[n], float(transmitter_m), float(receiver_m), v1, v2, hobs, alpha_obt, alpha_obr
    )
    hm = roughness(distances, heights, ilt, ilr, hst, m)
    s_tim, s_rim, nu_max = slopes(distances, surface, n, hts, hrs, 1 / radius, wavelength)
    lbulla_50 = bullington(d, hts, hrs, s_tim, s_rim, nu_max, wavelength)
    lbulla_beta = bullington(
        d, hts, hrs, *slopes(distances, surface, n, hts, hrs, 1 / radius_beta, wavelength), wavelength
    )
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
        dlt,
        dlr,
        theta_t,
        theta_r,
        omega,
        dct,
        dcr,
        lbulla_50,
        lbulla_beta,
        True,
    )
    location = 0.0 if zones[n] == SEA else -inverse_normal(location_percent / 100) * location_sigma_db
    lb = max(found[LB0P], found[LBC] + location)
    return PathLoss(
        *(d, hts, hrs, omega, dtm, dlm, float(dct), float(dcr), latitude, air[0], air[1], radius),
        *(theta_t, theta_r, 1000 * d / radius + theta_t + theta_r, dlt, dlr, int(ilt), int(ilr), bool(sees)),
        *(fitted_t, fitted_r, hst, hsr, hstd, hsrd, hts - hstd, hrs - hsrd, hte, hre, hm, s_tim, s_rim, nu_max),
        *found,
        location,
        lb,
        199.36 + link[3] - lb,
    )


def path_centre_latitude(
    latitude_t: float, longitude_t: float, latitude_r: float, longitude_r: float, d: float
) -> float:
    """Latitude in degrees of the point ``d``/2 km along the great circle: Rec. ITU-R P.2001, Attachment H."""
    here, there, east = math.radians(latitude_t), math.radians(latitude_r), math.radians(longitude_r - longitude_t)
    north = math.sin(there) * math.cos(here) - math.cos(there) * math.sin(here) * math.cos(east)
    bearing = math.atan2(math.cos(there) * math.sin(east), north)
    arc = 0.5 * d / EARTH_KM
    sine = math.sin(here) * math.cos(arc) + math.cos(here) * math.sin(arc) * math.cos(bearing)
    return math.degrees(math.asin(min(1.0, max(-1.0, sine))))


def require_ranges(
    frequency_mhz: float,
    transmitter_m: float,
    receiver_m: float,
    time_percent: float = 50.0,
    location_percent: float = 50.0,
) -> None:
    """Raises :class:`InputError` where a value is outside the recommendation's range (sections 1 and 3.1)."""
    checks = (
        (frequency_mhz, FREQUENCY_MHZ, QT_TRANSLATE_NOOP(
            "SoraNoMe", "Rec. ITU-R P.1812 covers {low} to {high} MHz, not {value} MHz. Choose another model or frequency."
        )),
        (time_percent, TIME_PERCENT, QT_TRANSLATE_NOOP(
            "SoraNoMe", "Rec. ITU-R P.1812 covers {low} to {high} % of the time, not {value} %. Choose a value between."
        )),
        (location_percent, LOCATION_PERCENT, QT_TRANSLATE_NOOP(
            "SoraNoMe", "Rec. ITU-R P.1812 covers {low} to {high} % of locations, not {value} %. Choose a value between."
        )),
        (transmitter_m, HEIGHT_M, _HEIGHT),
        (receiver_m, HEIGHT_M, _HEIGHT),
    )  # fmt: skip
    for value, (low, high), template in checks:
        if not low <= value <= high:
            raise InputError(template, low=f"{low:g}", high=f"{high:g}", value=f"{value:g}")


_HEIGHT = QT_TRANSLATE_NOOP(
    "SoraNoMe",
    "Rec. ITU-R P.1812 covers antennas {low} to {high} m above ground, not {value} m. Give a height above ground.",
)


def _require_profile(profile: PathProfile) -> None:
    distances = np.asarray(profile.distance_km)
    count = len(distances)
    if count < 3 or any(len(part) != count for part in (profile.height_m, profile.clutter_m, profile.zone)):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "A path profile needs three points or more, each with terrain, clutter and zone; this one has {count}. "
                "Choose places further apart or a finer terrain model.",
            ),
            count=count,
        )
    if distances[0] != 0 or not (np.diff(distances) > 0).all() or not distances[-1] <= LENGTH_KM:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The distances of a path profile must rise from 0 to at most {length} km; these do not. Mend the profile.",
            ),
            length=f"{LENGTH_KM:g}",
        )
    if not (np.isfinite(profile.height_m).all() and np.isfinite(profile.clutter_m).all()):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The path profile has points without a height. Fill the terrain model, or choose other places.",
            )
        )
    if not np.isin(profile.zone, (SEA, COAST, INLAND)).all():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The zones of a path profile must be 1 (sea), 3 (coastal land) or 4 (inland). Mend the profile.",
            )
        )
