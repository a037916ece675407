"""Millimetre waves (28 GHz and the like, 6–100 GHz): line of sight, knife edges, air and rain. Model ``los28``.

Loss = free space (Rec. ITU-R P.525-4, (4)) + diffraction over terrain and what stands on it (Rec. ITU-R P.526-15, section
4.5.1: Bullington's edge in place of all edges, with the loss (31) of a single knife edge) + air (P.676, :mod:`.gases`)
+ rain (P.838, P.530, :mod:`.rain`). The smooth Earth of P.526's section 4.5.2 adds nothing at such lengths of path. There
is no reflection and no scatter: behind an obstacle the prediction is on the safe side.

The same profiles and units as :mod:`.p1812`: distances km, heights m, frequencies GHz, losses dB.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numba import njit

from ...errors import InputError
from ...resources import FOLDER
from ...text import QT_TRANSLATE_NOOP
from . import gases, rain
from .limits import (
    FREQUENCY_MHZ,
    RECEIVER_HEIGHT,
    TIME_PERCENT,
    TRANSMITTER_HEIGHT,
    require_within,
)
from .p1812 import EARTH_KM, PathProfile, slopes
from .p1812_diffraction import bullington
from .rain import effective_length

RANGE_MHZ = (6000.0, 100_000.0)
MODEL = "los28"


class MillimetreLink(NamedTuple):
    """What does not depend on the path; a plain tuple to numba. dB/km, metres, 1/km."""

    frequency: float
    wavelength: float
    ce: float
    """Curvature of the effective Earth."""
    gas: float
    rain: float
    """Attenuation exceeded in the time that counts, in one kilometre full of rain; 0 for none."""
    rate: float
    alpha: float


@dataclass(frozen=True)
class MillimetreLoss:
    """Loss over a path by mechanism, dB. Distances km."""

    d: float
    hts: float
    hrs: float
    free_space: float
    diffraction: float
    gas: float
    rain: float
    nu: float
    """The largest ν of the points between, P.526-15 (26)."""
    clearance: float
    """Free share of the first Fresnel zone's radius at the worst point; negative where the line is blocked."""
    obstacle: int
    """Index of that point in the profile."""
    line_of_sight: bool
    lb: float


def millimetre_link(
    frequency_mhz: float,
    *,
    delta_n: float = 45.0,
    time_percent: float = 50.0,
    rain_mm_h: float | None = None,
    air: gases.Air | None = None,
    vertical: bool = True,
) -> MillimetreLink:
    """Constants of a prediction.

    The loss is not exceeded ``time_percent`` of the time. Rain counts from 99 % on (it is there 1 % of the time or less):
    ``rain_mm_h`` is the rate exceeded 0.01 % of the time. Without rate or air those of ``resources/coverage/rain.json``.
    Raises :class:`InputError`.
    """
    require_within(MODEL, FREQUENCY_MHZ, frequency_mhz, *RANGE_MHZ)
    require_within(MODEL, TIME_PERCENT, time_percent, 1.0, 99.999)
    frequency = frequency_mhz / 1000
    rate = float(_table()["rate_mm_h"] if rain_mm_h is None else rain_mm_h)
    in_rain = rain.specific_attenuation(frequency, rate, vertical)
    in_rain *= rain.time_factor(frequency, 100 - time_percent)
    return MillimetreLink(
        frequency,
        0.299792458 / frequency,
        (157 - delta_n) / (157 * EARTH_KM),  # P.1812-6 (6), (7)
        gases.specific_attenuation(frequency, gases.Air(**_table()["air"]) if air is None else air),
        in_rain,
        rate,
        rain.coefficients(frequency, vertical)[1],
    )


@njit(nogil=True, cache=True)
def millimetre_losses(link, d, hts, hrs, s_tim, s_rim, nu_max):
    """``(loss, free space, diffraction, gas, rain)`` of a path from what :func:`.p1812.slopes` found along it. O(1).

    ``d`` km, ``hts`` and ``hrs`` antennas in metres above sea level, ``link`` of :func:`millimetre_link`; slopes with
    ``link.ce`` and ``link.wavelength`` over terrain with clutter.
    """
    length = math.sqrt(d * d + ((hts - hrs) / 1000) ** 2)
    free_space = 92.45 + 20 * math.log10(link.frequency) + 20 * math.log10(length)
    diffraction = bullington(d, hts, hrs, s_tim, s_rim, nu_max, link.wavelength)
    gas = link.gas * length
    wet = link.rain * effective_length(length, link.frequency, link.rate, link.alpha) if link.rain > 0 else 0.0
    return free_space + diffraction + gas + wet, free_space, diffraction, gas, wet


def predict_path(
    profile: PathProfile,
    frequency_mhz: float,
    transmitter_m: float,
    receiver_m: float,
    *,
    delta_n: float = 45.0,
    time_percent: float = 50.0,
    rain_mm_h: float | None = None,
    air: gases.Air | None = None,
    vertical: bool = True,
) -> MillimetreLoss:
    """Loss over one profile with all its parts; arguments as of :func:`millimetre_link`, antennas above ground.

    What stands on the terrain is as opaque as that; ways through woods: :mod:`..prediction.woodland`. Raises
    :class:`InputError`.
    """
    link = millimetre_link(
        frequency_mhz, delta_n=delta_n, time_percent=time_percent, rain_mm_h=rain_mm_h, air=air, vertical=vertical
    )
    for quantity, height in ((TRANSMITTER_HEIGHT, transmitter_m), (RECEIVER_HEIGHT, receiver_m)):
        require_within(MODEL, quantity, height, 0.5, 3000.0)
    distances = np.ascontiguousarray(profile.distance_km, np.float64)
    heights = np.ascontiguousarray(profile.height_m, np.float64)
    n = len(distances) - 1
    if n < 2 or not np.isfinite(heights).all() or not (np.diff(distances) > 0).all():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The path needs three points or more with rising distances and known heights. Fill the terrain model there, "
                "or choose another path.",
            )
        )
    surface = heights + profile.clutter_m
    d, hts, hrs = float(distances[n]), float(heights[0] + transmitter_m), float(heights[n] + receiver_m)
    seen = slopes(distances, surface, n, hts, hrs, link.ce, link.wavelength)
    _, free_space, diffraction, gas, wet = millimetre_losses(link, d, hts, hrs, *seen)
    nu, obstacle = _worst(distances, surface, n, hts, hrs, link)
    clearance = -nu / math.sqrt(2)
    return MillimetreLoss(
        *(d, hts, hrs, free_space, diffraction, gas, wet, nu, clearance, obstacle, nu < 0),
        free_space + diffraction + gas + wet,
    )


def _worst(distances, surface, n, hts, hrs, link) -> tuple[float, int]:
    """The largest ν between the ends and where it is (P.526-15 (26))."""
    x, d = distances[1:n], distances[n]
    above = surface[1:n] + 500 * link.ce * x * (d - x) - (hts * (d - x) + hrs * x) / d
    nu = above * np.sqrt(0.002 * d / (link.wavelength * x * (d - x)))
    return float(nu.max()), int(nu.argmax()) + 1


@cache
def _table() -> dict:
    return json.loads((FOLDER / "coverage" / "rain.json").read_text(encoding="utf-8"))
