"""Loss in woodland: Recommendation ITU-R P.833-9 (09/2016), section 2.1 (terrestrial path with a terminal in woodland).

Numbers and sources in ``resources/coverage/vegetation.json``.

**When it applies.** To 3.5–4.9 GHz and 28 GHz, where a surface model tells how high the canopy stands and the clutter is
known to be trees. A wave comes over the canopy (diffraction over clutter heights: P.1812, or knife edges at 28 GHz) or
through it (diffraction over bare terrain and this loss); it takes the way that costs less, :func:`least_loss`. So this
loss is never added to diffraction over the same trees, nor to P.2108, which is about clutter nobody has measured.
"""

from __future__ import annotations

import json
import math
from functools import cache

import numpy as np
from numba import njit

from ..resources import FOLDER
from .limits import FREQUENCY_MHZ, require_within

RANGE_MHZ = (100.0, 30000.0)


def woodland(frequency_mhz: float) -> tuple[float, float]:
    """``(specific attenuation in dB/m, most attenuation in dB)`` of woodland. Raises :class:`InputError`."""
    require_within("P.833", FREQUENCY_MHZ, frequency_mhz, *RANGE_MHZ)
    table = _table()
    frequencies, specific = np.log(np.array(table["specific"])).T
    gamma = math.exp(np.interp(math.log(frequency_mhz), frequencies, specific))
    return gamma, table["most_a1"] * frequency_mhz ** table["most_alpha"]


@njit(nogil=True, cache=True)
def woodland_loss(length_m, gamma, most):
    """P.833-9 (1): loss in dB over ``length_m`` of woodland; rises by ``gamma`` dB/m at first and never above ``most``."""
    return most * (1 - math.exp(-length_m * gamma / most))


@njit(nogil=True, cache=True)
def canopy_length(distances, heights, clutter, n, hts, hrs, ce):
    """Metres that the straight line between antennas runs between the ground and the top of what stands on it.

    Points 0 … ``n`` of a profile: ``distances`` km, ``heights`` and ``clutter`` m; ``hts``, ``hrs`` antennas in metres above
    sea level; ``ce`` the effective Earth's curvature (1/km). Heights are linear between points.
    """
    d = distances[n]
    total = 0.0
    ray_0 = hts
    for i in range(1, n + 1):
        x = distances[i]
        ray_1 = (hts * (d - x) + hrs * x) / d - 500 * ce * x * (d - x)
        start, stop = 0.0, 1.0
        # Above ground, and below the tops: where both linear differences are positive.
        for side in range(2):
            if side == 0:
                a, b = ray_0 - heights[i - 1], ray_1 - heights[i]
            else:
                a, b = heights[i - 1] + clutter[i - 1] - ray_0, heights[i] + clutter[i] - ray_1
            if a <= 0 and b <= 0:
                stop = start
            elif a < 0:
                start = max(start, a / (a - b))
            elif b < 0:
                stop = min(stop, a / (a - b))
        if stop > start:
            total += (stop - start) * (x - distances[i - 1])
        ray_0 = ray_1
    return 1000 * total


@njit(nogil=True, cache=True)
def least_loss(over_db, under_db, canopy_m, gamma, most):
    """The cheaper way in dB: over the tops (``over_db``), or over bare terrain (``under_db``) and through the canopy."""
    return min(over_db, under_db + woodland_loss(canopy_m, gamma, most))


@cache
def _table() -> dict:
    return json.loads((FOLDER / "coverage" / "vegetation.json").read_text(encoding="utf-8"))
