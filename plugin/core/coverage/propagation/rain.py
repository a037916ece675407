"""Attenuation by rain: Rec. ITU-R P.838-3 (03/2005) per kilometre, Rec. ITU-R P.530-18 (09/2021) over a path and in time."""

from __future__ import annotations

import math

from numba import njit

from ...text import QT_TRANSLATE_NOOP
from .limits import FREQUENCY_GHZ, require_within

RANGE_GHZ = (1.0, 100.0)
RARE_PERCENT, OFTEN_PERCENT = 0.001, 1.0
"""Percentages of time P.530 knows rain attenuation for; more often than that it is taken as none."""

# P.838-3, tables 1–4: rows a, b, c of the sums, then m and c of the straight line.
_K_HORIZONTAL = (
    (-5.33980, -0.35351, -0.23789, -0.94158),
    (-0.10008, 1.26970, 0.86036, 0.64552),
    (1.13098, 0.45400, 0.15354, 0.16817),
    (-0.18961, 0.71147),
)
_K_VERTICAL = (
    (-3.80595, -3.44965, -0.39902, 0.50167),
    (0.56934, -0.22911, 0.73042, 1.07319),
    (0.81061, 0.51059, 0.11899, 0.27195),
    (-0.16398, 0.63297),
)
_ALPHA_HORIZONTAL = (
    (-0.14318, 0.29591, 0.32177, -5.37610, 16.1721),
    (1.82442, 0.77564, 0.63773, -0.96230, -3.29980),
    (-0.55187, 0.19822, 0.13164, 1.47828, 3.43990),
    (0.67849, -1.95537),
)
_ALPHA_VERTICAL = (
    (-0.07771, 0.56727, -0.20238, -48.2991, 48.5833),
    (2.33840, 0.95545, 1.14520, 0.791669, 0.791459),
    (-0.76284, 0.54039, 0.26809, 0.116226, 0.116479),
    (-0.053739, 0.83433),
)
_RATE = QT_TRANSLATE_NOOP("SoraNoMe", "the rain rate (mm/h)")


def _sum(table: tuple, frequency_ghz: float) -> float:
    """(2), (3): a sum of bells and a line over the logarithm of the frequency."""
    decades = math.log10(frequency_ghz)
    a, b, c, (slope, constant) = table
    bells = sum(aj * math.exp(-(((decades - bj) / cj) ** 2)) for aj, bj, cj in zip(a, b, c, strict=True))
    return bells + slope * decades + constant


def coefficients(frequency_ghz: float, vertical: bool = True) -> tuple[float, float]:
    """``(k, α)`` of P.838-3 for a level path and one linear polarisation. Raises :class:`InputError`."""
    require_within("P.838", FREQUENCY_GHZ, frequency_ghz, 1.0, 1000.0)
    k = 10 ** _sum(_K_VERTICAL if vertical else _K_HORIZONTAL, frequency_ghz)
    return k, _sum(_ALPHA_VERTICAL if vertical else _ALPHA_HORIZONTAL, frequency_ghz)


def specific_attenuation(frequency_ghz: float, rate_mm_h: float, vertical: bool = True) -> float:
    """(1) of P.838-3: dB/km of rain of ``rate_mm_h`` on a level path. Raises :class:`InputError`."""
    require_within("P.838", _RATE, rate_mm_h, 0.0, 500.0)
    k, alpha = coefficients(frequency_ghz, vertical)
    return k * rate_mm_h**alpha


def time_factor(frequency_ghz: float, percent: float) -> float:
    """P.530-18, section 2.4.1, (34)–(37): attenuation exceeded ``percent`` of the time over that of 0.01 %.

    0 above ``OFTEN_PERCENT``; below ``RARE_PERCENT`` as at it.
    """
    if percent > OFTEN_PERCENT:
        return 0.0
    percent = max(percent, RARE_PERCENT)
    c_0 = 0.12 + (0.4 * math.log10((frequency_ghz / 10) ** 0.8) if frequency_ghz >= 10 else 0.0)
    c_1 = 0.07**c_0 * 0.12 ** (1 - c_0)
    c_2 = 0.855 * c_0 + 0.546 * (1 - c_0)
    c_3 = 0.139 * c_0 + 0.043 * (1 - c_0)
    return c_1 * percent ** -(c_2 + c_3 * math.log10(percent))


@njit(nogil=True, cache=True)
def effective_length(d, frequency, rate, alpha):
    """P.530-18, section 2.4.1, (32), (33): kilometres of ``d`` that rain of ``rate`` mm/h (0.01 %) fills."""
    inverse = 0.477 * d**0.633 * rate ** (0.073 * alpha) * frequency**0.123 - 10.579 * (1 - math.exp(-0.024 * d))
    return d * (2.5 if inverse < 0.4 else 1 / inverse)
