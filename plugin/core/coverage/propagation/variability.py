"""How signals scatter from place to place about their median, and how surely one is enough.

Rec. ITU-R P.1812-6 (09/2021), Annex 1: sections 4.8 (location variability), 4.9 (building entry) and 4.10 (both together).
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from scipy.special import ndtri

RESOLUTION_M = 50.0
"""Side of the square that location variability is meant for where the cells of a prediction are finer; see
:func:`location_sigma`."""


def location_sigma(
    frequency_ghz: float, resolution_m: float = RESOLUTION_M, receiver_m: float = 1.5, clutter_m: float = 10.0
) -> float:
    """Section 4.8: standard deviation in dB of the median loss within a square of ``resolution_m``; 0 well above clutter.

    (0.52 + 0.024 f) wₐ^0.28 u_h, where u_h falls from 1 at clutter height to 0 at 10 m above it. Squares under 50 m are
    taken as 50 m (judgement): a prediction from heights does not know trees and walls any better within them. None of it
    acts at sea.
    """
    side = max(resolution_m, RESOLUTION_M)
    above = min(max((receiver_m - clutter_m) / 10.0, 0.0), 1.0)
    return (0.52 + 0.024 * frequency_ghz) * side**0.28 * (1.0 - above)


def combined_sigma(*sigmas_db: float) -> float:
    """Section 4.10: independent scatter adds up as squares (location and entry into a building)."""
    return math.sqrt(sum(sigma * sigma for sigma in sigmas_db))


def probability(median_db, threshold_db: float, sigma_db):
    """Probability (float32, 0–1; NaN stays NaN) that a signal with this median and spread reaches ``threshold_db``.

    ``median_db`` and ``sigma_db`` are numbers or arrays of one shape. Φ((median − threshold) / σ); without spread 0 or 1.
    """
    median = np.asarray(median_db)
    sigma = np.broadcast_to(np.asarray(sigma_db, np.float64), median.shape)
    result = np.empty(median.shape, np.float32)
    _probability(np.ascontiguousarray(median).reshape(-1), float(threshold_db), sigma.reshape(-1), result.reshape(-1))
    return float(result) if result.ndim == 0 else result


def required_margin(certainty: float, sigma_db: float) -> float:
    """The margin in dB over the threshold that a median needs to be enough with probability ``certainty`` (0–1, open)."""
    return float(ndtri(certainty)) * sigma_db


@njit(nogil=True, cache=True)
def _probability(median, threshold, sigma, result):
    for i in range(len(median)):
        margin = float(median[i]) - threshold
        if math.isnan(margin):
            result[i] = math.nan
        elif sigma[i] > 0:
            result[i] = 0.5 * math.erfc(-margin / (sigma[i] * math.sqrt(2.0)))
        else:
            result[i] = 1.0 if margin >= 0 else 0.0
