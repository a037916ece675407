"""Loss in woodland: Recommendation ITU-R P.833-9 (09/2016), section 2.1 (terrestrial path with a terminal in woodland).

Numbers and sources in ``resources/coverage/vegetation.json``.

A wave comes over the canopy (diffraction over clutter heights: P.1812, or knife edges at 28 GHz) or through it (diffraction
over bare terrain and this loss); it takes the way that costs less, :func:`least_loss`. So this loss is never added to
diffraction over the same trees, nor to P.2108, which is about clutter nobody has measured. Where it applies, and how much of
a way lies in the canopy: :mod:`..prediction.woodland`.
"""

from __future__ import annotations

import json
import math
from functools import cache

import numpy as np
from numba import njit

from ...resources import FOLDER
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
def least_loss(over_db, under_db, canopy_m, gamma, most):
    """The cheaper way in dB: over the tops (``over_db``), or over bare terrain (``under_db``) and through the canopy."""
    return min(over_db, under_db + woodland_loss(canopy_m, gamma, most))


@cache
def _table() -> dict:
    return json.loads((FOLDER / "coverage" / "vegetation.json").read_text(encoding="utf-8"))
