"""Diffraction of Rec. ITU-R P.1812-6 (09/2021), Annex 1, section 4.3: the delta-Bullington model, in compiled kernels.

Distances are in km, heights in m, frequencies in GHz, losses in dB, slopes in m/km. Nothing here walks along the terrain:
the reductions of a profile (largest slopes, largest ν) come from :mod:`.p1812`, or for areas from running hulls.
"""

from __future__ import annotations

import math

from numba import njit

_DB = 20 / math.log(10)  # 20·log₁₀ x = _DB · ln x
_KNIFE_LIMIT = -0.78
_LEAST_GAIN = 10**0.1


@njit(nogil=True, cache=True)
def knife_edge(nu):
    """Loss in dB of a single knife edge of dimensionless parameter ``nu``: eq. (12), and 0 up to ν = −0.78."""
    if nu <= _KNIFE_LIMIT:
        return 0.0
    shifted = nu - 0.1
    return 6.9 + _DB * math.log(math.sqrt(shifted * shifted + 1) + shifted)


@njit(nogil=True, cache=True)
def knife_parameter(clearance, x, d, wavelength):
    """ν of an edge ``clearance`` m above the line between the antennas, at ``x`` km of ``d``: eq. (15), (20)."""
    return clearance * math.sqrt(0.002 * d / (wavelength * x * (d - x)))


@njit(nogil=True, cache=True)
def bullington(d, hts, hrs, s_tim, s_rim, nu_max, wavelength):
    """Bullington's loss in dB: section 4.3.1, eq. (13)–(21).

    ``s_tim`` and ``s_rim`` are the largest slopes (13), (17) from the transmitter and from the receiver to the points
    between them, ``nu_max`` the largest ν (15) of them. ``s_rim`` counts only where the path is beyond the horizon
    (``s_tim`` at least the slope (14) of the line between the antennas), ``nu_max`` only where it is not.
    """
    if s_tim < (hrs - hts) / d:  # (14)
        uncorrected = knife_edge(nu_max)  # (16)
    elif s_tim + s_rim <= 0:  # the line just grazes a point, and (18) would divide by zero
        uncorrected = knife_edge(0.0)
    else:
        x = (hrs - hts + s_rim * d) / (s_tim + s_rim)  # (18)
        above = hts + s_tim * x - (hts * (d - x) + hrs * x) / d
        uncorrected = knife_edge(knife_parameter(above, x, d, wavelength))  # (19), (20)
    if uncorrected == 0:
        return 0.0
    return uncorrected + (1 - math.exp(-uncorrected / 6)) * (10 + 0.02 * d)  # (21)


@njit(nogil=True, cache=True)
def bullington_point(d, hts, hrs, s_tim, s_rim):
    """Distance in km of the Bullington point (18) from the transmitter, for a path beyond the horizon."""
    return (hrs - hts + s_rim * d) / (s_tim + s_rim)


@njit(nogil=True, cache=True)
def smooth_bullington(distances, n, ht, hr, radius, reflection, wavelength):
    """Bullington's loss in dB over the profile with all heights zero: Lbulls of section 4.3.4.

    ``distances`` are those of the profile's points in km, of which ``distances[0]`` = 0 and ``distances[n]`` count as the
    ends; ``ht`` and ``hr`` the antennas above the smooth Earth (37a), (37b) of ``radius`` km; ``reflection`` is
    :func:`reflection_point`. All three quantities sought have one maximum along the path (they are concave in x, x, and
    asin √(x/d)), so each is climbed to from where a continuous profile has it: a step or two where the points are evenly
    spaced, the right answer wherever they are.
    """
    d = distances[n]
    a = 500 / radius
    s_tr = (hr - ht) / d
    i = _start(math.sqrt(ht / a), d, n)
    s_tim = a * (d - distances[i]) - ht / distances[i]  # (13), g = 0
    while i < n - 1:
        following = a * (d - distances[i + 1]) - ht / distances[i + 1]
        if following < s_tim:
            break
        s_tim = following
        i += 1
    while i > 1:
        following = a * (d - distances[i - 1]) - ht / distances[i - 1]
        if following <= s_tim:
            break
        s_tim = following
        i -= 1
    if s_tim >= s_tr:
        i = _start(d - math.sqrt(hr / a), d, n)
        s_rim = a * distances[i] - hr / (d - distances[i])  # (17), g = 0
        while i < n - 1:
            following = a * distances[i + 1] - hr / (d - distances[i + 1])
            if following < s_rim:
                break
            s_rim = following
            i += 1
        while i > 1:
            following = a * distances[i - 1] - hr / (d - distances[i - 1])
            if following <= s_rim:
                break
            s_rim = following
            i -= 1
        return bullington(d, ht, hr, s_tim, s_rim, 0.0, wavelength)
    i = _start(reflection, d, n)
    nu = _smooth_nu(distances[i], d, ht, hr, a, wavelength)
    while i < n - 1:
        following = _smooth_nu(distances[i + 1], d, ht, hr, a, wavelength)
        if following < nu:
            break
        nu = following
        i += 1
    while i > 1:
        following = _smooth_nu(distances[i - 1], d, ht, hr, a, wavelength)
        if following <= nu:
            break
        nu = following
        i -= 1
    return bullington(d, ht, hr, s_tim, 0.0, nu, wavelength)


@njit(nogil=True, cache=True)
def _start(x, d, n):
    """Index of the inner point near ``x`` km if the ``n`` steps to ``d`` were equal."""
    return min(max(int(x / d * n + 0.5), 1), n - 1)


@njit(nogil=True, cache=True)
def _smooth_nu(x, d, ht, hr, a, wavelength):
    """ν (15) of the smooth Earth's surface at ``x``."""
    return knife_parameter(a * x * (d - x) - (ht * (d - x) + hr * x) / d, x, d, wavelength)


@njit(nogil=True, cache=True)
def reflection_point(d, ht, hr, radius):
    """Distance in km from the transmitter to the point of reflection on a smooth Earth: eq. (24a), (24c)–(24e).

    There the largest ν (15) of a smooth Earth lies too: both solve ht/x − hr/(d − x) + 500/a·(d − 2x) = 0.
    """
    c = (ht - hr) / (ht + hr)  # (24d)
    m = 250 * d * d / (radius * (ht + hr))  # (24e)
    cosine = 1.5 * c * math.sqrt(3 * m / ((m + 1) * (m + 1) * (m + 1)))
    b = 2 * math.sqrt((m + 1) / (3 * m)) * math.cos(math.pi / 3 + math.acos(min(1.0, max(-1.0, cosine))) / 3)  # (24c)
    return 0.5 * d * (1 + b)


@njit(nogil=True, cache=True)
def ground_admittance(f, permittivity, conductivity, vertical):
    """Normalised factor K of eq. (29a), (29b) for an Earth of radius 1 km: K of a radius a is this over ∛a."""
    loss = 18 * conductivity / f
    k = 0.036 * f ** (-1 / 3) * ((permittivity - 1) ** 2 + loss**2) ** -0.25
    return k * math.sqrt(permittivity**2 + loss**2) if vertical else k


@njit(nogil=True, cache=True)
def _first_term(d, ht, hr, cube_root, root_f, admittance):
    """First term of the residue series for one kind of ground: eq. (30)–(36)."""
    k = admittance / cube_root
    k2 = k * k
    beta = (1 + 1.6 * k2 + 0.67 * k2 * k2) / (1 + 4.5 * k2 + 1.53 * k2 * k2)  # (30)
    x = 21.88 * beta * root_f / (cube_root * cube_root) * d  # (31)
    log_x = math.log(x)
    fx = 11 + 0.5 * _DB * log_x - 17.6 * x  # (33)
    if x < 1.6:
        fx = -_DB * log_x - 5.6488 * math.exp(1.425 * log_x)
    by = 0.9575 * beta * beta * root_f * root_f / cube_root  # (32), (35)
    return -fx - _height_gain(by * ht, k) - _height_gain(by * hr, k)  # (36)


@njit(nogil=True, cache=True)
def _height_gain(b, k):
    """G(Y) of eq. (34) with B = ``b``, not below 2 + 20 log₁₀ K."""
    if b <= 2:
        return _DB * math.log(max(b + 0.1 * b * b * b, _LEAST_GAIN * k))
    gain = 17.6 * math.sqrt(b - 1.1) - 0.25 * _DB * math.log(b - 1.1) - 8
    return gain if k < 1 else max(gain, _DB * math.log(_LEAST_GAIN * k))  # never below 8.9 dB


@njit(nogil=True, cache=True)
def first_term_loss(d, ht, hr, radius, root_f, k_land, k_sea, omega):
    """First-term spherical-Earth diffraction loss in dB: section 4.3.3, eq. (28)–(36).

    ``root_f`` is ∛f, ``k_land`` and ``k_sea`` are :func:`ground_admittance`, ``omega`` the fraction of the path over sea.
    """
    cube_root = radius ** (1 / 3)
    loss = 0.0
    if omega > 0:
        loss += omega * _first_term(d, ht, hr, cube_root, root_f, k_sea)
    if omega < 1:
        loss += (1 - omega) * _first_term(d, ht, hr, cube_root, root_f, k_land)
    return loss


@njit(nogil=True, cache=True)
def spherical_earth(d, ht, hr, radius, reflection, wavelength, root_f, k_land, k_sea, omega):
    """Spherical-Earth diffraction loss in dB: section 4.3.2, eq. (22)–(27).

    ``reflection`` is :func:`reflection_point`, the other terms are as in :func:`first_term_loss`.
    """
    roots = math.sqrt(ht) + math.sqrt(hr)
    horizon = math.sqrt(0.002 * radius) * roots  # (22)
    if d >= horizon:
        return first_term_loss(d, ht, hr, radius, root_f, k_land, k_sea, omega)
    d1, d2 = reflection, d - reflection  # (24b)
    above = ((ht - 500 * d1 * d1 / radius) * d2 + (hr - 500 * d2 * d2 / radius) * d1) / d  # (23)
    required = 17.456 * math.sqrt(d1 * d2 * wavelength / d)  # (25)
    if above > required:
        return 0.0
    modified = 500 * (d / roots) ** 2  # (26)
    loss = first_term_loss(d, ht, hr, modified, root_f, k_land, k_sea, omega)
    return (1 - above / required) * loss if loss > 0 else 0.0  # (27)
