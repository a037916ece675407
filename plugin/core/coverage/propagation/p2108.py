"""Clutter loss at a terminal among buildings or trees: Recommendation ITU-R P.2108-1 (09/2021), Annex 1, section 3.

For places without a surface model only. Where a DSM is in the profile (P.1812 with clutter heights) the same buildings and
trees already act there, and none of these may be added.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri

from ...text import QT_TRANSLATE_NOOP
from .limits import (
    DISTANCE_KM,
    ELEVATION_ANGLE,
    FREQUENCY_GHZ,
    LOCATION_PERCENT,
    require_one_of,
    require_within,
)

CLUTTER_HEIGHT_M = {"water": 10.0, "open": 10.0, "suburban": 10.0, "urban": 15.0, "trees": 15.0, "dense": 20.0}
"""Representative clutter height R (m) by type: table 3."""

STREET_WIDTH_M = 27.0
"""Section 3.1: where no better value is known."""

HEIGHT_GAIN_GHZ, TERRESTRIAL_GHZ, SLANT_GHZ = (0.03, 3.0), (0.5, 67.0), (10.0, 100.0)
TERRESTRIAL_LEAST_KM = 0.25
"""Shortest path of section 3.2, for clutter at one end; for both ends 1 km."""

_ANTENNA_HEIGHT = QT_TRANSLATE_NOOP("SoraNoMe", "the antenna's height (m)")
_STREET_WIDTH = QT_TRANSLATE_NOOP("SoraNoMe", "the street width (m)")
_CLUTTER_HEIGHT = QT_TRANSLATE_NOOP("SoraNoMe", "the clutter height (m)")
_CLUTTER_TYPE = QT_TRANSLATE_NOOP("SoraNoMe", "the clutter type")
_MODEL = "P.2108"


def height_gain_loss(
    frequency_ghz: float,
    height_m: float,
    clutter: str,
    clutter_height_m: float | None = None,
    street_width_m: float = STREET_WIDTH_M,
) -> float:
    """Section 3.1, (2a)–(2g): median loss in dB of an antenna ``height_m`` above ground and below its clutter, 0.03–3 GHz.

    ``clutter``: a key of ``CLUTTER_HEIGHT_M``, which gives the height where None is given. For either end of a path.
    Raises :class:`InputError`.
    """
    require_within(_MODEL, FREQUENCY_GHZ, frequency_ghz, *HEIGHT_GAIN_GHZ)
    require_within(_MODEL, _ANTENNA_HEIGHT, height_m, 0, math.inf, ends=False)
    require_within(_MODEL, _STREET_WIDTH, street_width_m, 0, math.inf, ends=False)
    require_one_of(_MODEL, _CLUTTER_TYPE, clutter, tuple(CLUTTER_HEIGHT_M))
    top = CLUTTER_HEIGHT_M[clutter] if clutter_height_m is None else clutter_height_m
    require_within(_MODEL, _CLUTTER_HEIGHT, top, 0, math.inf, ends=False)
    if height_m >= top:
        return 0.0
    if clutter in ("water", "open"):
        return -(21.8 + 6.2 * math.log10(frequency_ghz)) * math.log10(height_m / top)  # (2b), (2f)
    below = top - height_m  # (2d)
    angle = math.degrees(math.atan(below / street_width_m))  # (2e)
    nu = 0.342 * math.sqrt(frequency_ghz) * math.sqrt(below * angle)  # (2c), (2g)
    knife_edge = 0.0 if nu <= -0.78 else 6.9 + 20 * math.log10(math.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1)
    return knife_edge - 6.03  # (2a)


def terrestrial_loss(frequency_ghz: float, distance_km, percent: float = 50.0):
    """Section 3.2, (3)–(6): loss in dB not exceeded at ``percent`` of urban and suburban locations, one end in clutter.

    0.5–67 GHz; ``distance_km`` (a number or an array, NaN stays NaN) 0.25 km or more. Raises :class:`InputError`.
    """
    distance = np.asarray(distance_km, np.float64)
    require_within(_MODEL, FREQUENCY_GHZ, frequency_ghz, *TERRESTRIAL_GHZ)
    known = distance[np.isfinite(distance)]
    shortest = float(known.min()) if known.size else TERRESTRIAL_LEAST_KM
    require_within(_MODEL, DISTANCE_KM, shortest, TERRESTRIAL_LEAST_KM, math.inf)
    require_within(_MODEL, LOCATION_PERCENT, percent, 0, 100, ends=False)
    exceeded = -ndtri(percent / 100)
    # (6): no more than at 2 km. Loss and spread change together, so both distances are worked out.
    loss = np.minimum(_terrestrial(frequency_ghz, distance, exceeded), _terrestrial(frequency_ghz, 2.0, exceeded))
    return float(loss) if loss.ndim == 0 else loss


def terrestrial_sigma(frequency_ghz: float, distance_km):
    """Section 3.2, (3b): standard deviation in dB of the loss over locations; from 2 km on that of 2 km."""
    require_within(_MODEL, FREQUENCY_GHZ, frequency_ghz, *TERRESTRIAL_GHZ)
    return _terrestrial_parts(frequency_ghz, np.minimum(distance_km, 2.0))[1]


def _terrestrial(frequency_ghz: float, distance_km, exceeded: float):
    median, sigma = _terrestrial_parts(frequency_ghz, distance_km)
    return median - sigma * exceeded  # (3a)


def _terrestrial_parts(frequency_ghz: float, distance_km):
    """Median and standard deviation: (3a) without its last term, and (3b)."""
    near = -2 * math.log10(10 ** (-5 * math.log10(frequency_ghz) - 12.5) + 10**-16.5)  # (4a)
    far = 32.98 + 23.9 * np.log10(distance_km) + 3 * math.log10(frequency_ghz)  # (5a)
    weight_near, weight_far = 10 ** (-0.2 * near), 10 ** (-0.2 * far)
    total = weight_near + weight_far
    sigma = np.sqrt((4.0**2 * weight_near + 6.0**2 * weight_far) / total)  # (3b) with (4b), (5b)
    return -5 * np.log10(total), sigma


def slant_loss(frequency_ghz: float, elevation_deg: float, percent: float = 50.0) -> float:
    """Section 3.3, (7): loss in dB not exceeded at ``percent`` of locations towards a satellite or aircraft, 10–100 GHz.

    ``elevation_deg`` 0–90. Raises :class:`InputError`.
    """
    require_within(_MODEL, FREQUENCY_GHZ, frequency_ghz, *SLANT_GHZ)
    require_within(_MODEL, ELEVATION_ANGLE, elevation_deg, 0, 90)
    require_within(_MODEL, LOCATION_PERCENT, percent, 0, 100, ends=False)
    k_1 = 93 * frequency_ghz**0.175
    angle = 0.05 * (1 - elevation_deg / 90) + math.pi * elevation_deg / 180
    exponent = 0.5 * (90 - elevation_deg) / 90
    base = -k_1 * math.log(1 - percent / 100) / math.tan(angle)
    return base**exponent - 1 + 0.6 * float(ndtri(percent / 100))
