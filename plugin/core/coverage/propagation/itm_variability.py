"""Variability of the Irregular Terrain Model in time, location and situation.

[Algorithm] section 5 with the climates' curves of [TN101], volume 2, (III.69) and (III.70); sources as in ``itm_terrain``.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from .itm_terrain import roughness

SINGLE_MESSAGE, ACCIDENTAL, MOBILE, BROADCAST = 0, 1, 2, 3
EXTREME = 0x2000

# Rows are c1, c2, x1, x2, x3 of (III.69), columns the seven climates (equatorial … maritime temperate over sea).
_MEDIAN = np.array(
    [
        [-9.67, -0.62, 1.26, -9.21, -0.62, -0.39, 3.15],
        [12.7, 9.19, 15.5, 9.05, 9.19, 2.86, 857.9],
        [144.9e3, 228.9e3, 262.6e3, 84.1e3, 228.9e3, 141.7e3, 2222.0e3],
        [190.3e3, 205.2e3, 185.2e3, 101.1e3, 205.2e3, 315.9e3, 164.8e3],
        [133.8e3, 143.6e3, 99.8e3, 98.6e3, 143.6e3, 167.4e3, 116.3e3],
    ]
)
_SPREAD_MINUS = np.array(
    [
        [2.13, 2.66, 6.11, 1.98, 2.68, 6.86, 8.51],
        [159.5, 7.67, 6.65, 13.11, 7.16, 10.38, 169.8],
        [762.2e3, 100.4e3, 138.2e3, 139.1e3, 93.7e3, 187.8e3, 609.8e3],
        [123.6e3, 172.5e3, 242.2e3, 132.7e3, 186.8e3, 169.6e3, 119.9e3],
        [94.5e3, 136.4e3, 178.6e3, 193.5e3, 133.5e3, 108.9e3, 106.6e3],
    ]
)
_SPREAD_PLUS = np.array(
    [
        [2.11, 6.87, 10.08, 3.68, 4.75, 8.58, 8.43],
        [102.3, 15.53, 9.60, 159.3, 8.12, 13.97, 8.19],
        [636.9e3, 138.7e3, 165.3e3, 464.4e3, 93.2e3, 216.0e3, 136.2e3],
        [134.8e3, 143.7e3, 225.7e3, 93.1e3, 135.9e3, 152.0e3, 188.5e3],
        [95.6e3, 98.6e3, 129.7e3, 94.2e3, 113.4e3, 122.7e3, 122.9e3],
    ]
)
# Rows are the frequency factor's three constants, below and above the median ([TN101] volume 2, section III.7).
_FREQUENCY_MINUS = np.array(
    [[1.0, 1.0, 1.0, 1.0, 0.92, 1.0, 1.0], [0.0, 0.0, 0.0, 0.0, 0.25, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 1.77, 0.0, 0.0]]
)
_FREQUENCY_PLUS = np.array(
    [
        [1.0, 0.93, 1.0, 0.93, 0.93, 1.0, 1.0],
        [0.0, 0.31, 0.0, 0.19, 0.31, 0.0, 0.0],
        [0.0, 2.0, 0.0, 1.79, 2.0, 0.0, 0.0],
    ]
)
# [Algorithm] table 5.1: C_D and z_D, ducting.
_DUCT_FACTOR = np.array([1.224, 0.801, 1.380, 1.000, 1.224, 1.518, 1.518])
_DUCT_DEVIATE = np.array([1.282, 2.161, 1.282, 20.0, 1.282, 1.282, 1.282])


@njit(nogil=True, cache=True)
def normal_deviate(probability):
    """Abramowitz & Stegun 26.2.23: the deviate a normal variable exceeds with that probability; error below 4.5e-4."""
    x = 1.0 - probability if probability > 0.5 else probability
    t = math.sqrt(-2.0 * math.log(x))
    zeta = ((0.010328 * t + 0.802853) * t + 2.515516) / (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1.0)
    return zeta - t if probability > 0.5 else t - zeta


@njit(nogil=True, cache=True)
def _curve(table, climate, distance):
    """[TN101] volume 2, (III.69) and (III.70): a climate's curve over effective distance."""
    ratio = (distance / table[2, climate]) ** 2
    bell = table[1, climate] / (1.0 + ((distance - table[3, climate]) / table[4, climate]) ** 2)
    return (table[0, climate] + bell) * ratio / (1.0 + ratio)


@njit(nogil=True, cache=True)
def _frequency_factor(table, climate, q):
    return table[0, climate] + table[1, climate] / ((table[2, climate] * q) ** 2 + 1.0)


@njit(nogil=True, cache=True)
def quantile(
    time, location, situation, effective, irregular, frequency, distance, attenuation, climate, mode, warnings
):
    """[Algorithm] (5.1)–(5.14): ``(attenuation not exceeded, warnings)`` at those percentages of time, location, situation.

    ``climate`` 1–7; ``mode`` is the mode of variability 0–3, plus 10 to leave out location, plus 20 to leave out situation.
    """
    z_time = normal_deviate(time / 100)
    z_location = normal_deviate(location / 100)
    z_situation = normal_deviate(situation / 100)
    climate -= 1
    wave_number = frequency / 47.7

    horizon = math.sqrt(2 * 9000e3 * effective[0]) + math.sqrt(2 * 9000e3 * effective[1])
    horizon += (575.7e12 / wave_number) ** (1.0 / 3.0)  # (5.3)
    far = 130e3 * distance / horizon if distance < horizon else 130e3 + distance - horizon

    no_situation = mode >= 20
    if no_situation:
        mode -= 20
    sigma_situation = 0.0 if no_situation else 5.0 + 3.0 * math.exp(-far / 100e3)  # (5.10)
    no_location = mode >= 10
    if no_location:
        mode -= 10

    if mode == SINGLE_MESSAGE:
        z_time = z_location = z_situation
    elif mode == ACCIDENTAL:
        z_location = z_situation
    elif mode == MOBILE:
        z_location = z_time
    if abs(z_time) > 3.10 or abs(z_location) > 3.10 or abs(z_situation) > 3.10:
        warnings |= EXTREME

    sigma_location = 0.0
    if not no_location:
        rough = wave_number * roughness(distance, irregular)
        sigma_location = 10.0 * rough / (rough + 13.0)  # (5.9)
    by_location = sigma_location * z_location

    q = math.log(0.133 * wave_number)
    above = _curve(_SPREAD_PLUS, climate, far) * _frequency_factor(_FREQUENCY_PLUS, climate, q)
    if z_time < 0.0:
        sigma_time = _curve(_SPREAD_MINUS, climate, far) * _frequency_factor(_FREQUENCY_MINUS, climate, q)
    elif z_time <= _DUCT_DEVIATE[climate]:
        sigma_time = above
    else:
        ducted = _DUCT_FACTOR[climate] * above
        sigma_time = ducted + (above - ducted) * _DUCT_DEVIATE[climate] / z_time
    by_time = sigma_time * z_time

    rest = sigma_situation**2 + by_time**2 / (7.8 + z_situation**2) + by_location**2 / (24.0 + z_situation**2)  # (5.11)
    if mode == SINGLE_MESSAGE:
        reliable = 0.0
        confident = math.sqrt(sigma_time**2 + sigma_location**2 + rest) * z_situation
    elif mode == ACCIDENTAL:
        reliable = by_time
        confident = math.sqrt(sigma_location**2 + rest) * z_situation
    elif mode == MOBILE:
        reliable = math.sqrt(sigma_time**2 + sigma_location**2) * z_time
        confident = math.sqrt(rest) * z_situation
    else:
        reliable = by_time + by_location
        confident = math.sqrt(rest) * z_situation

    value = attenuation - _curve(_MEDIAN, climate, far) - reliable - confident
    if value < 0.0:
        value = value * (29.0 - value) / (29.0 - 10.0 * value)  # (5.2)
    return value, warnings
