"""Specific attenuation of air by oxygen and water vapour: Recommendation ITU-R P.676-13 (08/2022), Annex 1, section 1."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

import numpy as np

from ...resources import FOLDER
from ...text import QT_TRANSLATE_NOOP
from .limits import FREQUENCY_GHZ, require_within

RANGE_GHZ = (1.0, 350.0)
"""The Recommendation goes to 1,000 GHz; nobody plans coverage there."""

_PRESSURE = QT_TRANSLATE_NOOP("SoraNoMe", "the air pressure (hPa)")
_TEMPERATURE = QT_TRANSLATE_NOOP("SoraNoMe", "the temperature (°C)")
_VAPOUR = QT_TRANSLATE_NOOP("SoraNoMe", "the water vapour (g/m³)")


class Air(NamedTuple):
    """Total pressure (hPa), temperature (°C) and water vapour density (g/m³)."""

    pressure_hpa: float
    temperature_c: float
    vapour_g_m3: float


def specific_attenuation(frequency_ghz: float, air: Air) -> float:
    """(1)–(9): dB/km of ``air`` at a frequency in ``RANGE_GHZ``, line by line. Raises :class:`InputError`."""
    require_within("P.676", FREQUENCY_GHZ, frequency_ghz, *RANGE_GHZ)
    require_within("P.676", _PRESSURE, air.pressure_hpa, 100.0, 1100.0)
    require_within("P.676", _TEMPERATURE, air.temperature_c, -80.0, 60.0)
    require_within("P.676", _VAPOUR, air.vapour_g_m3, 0.0, 100.0)
    kelvin = air.temperature_c + 273.15
    theta = 300.0 / kelvin
    vapour = air.vapour_g_m3 * kelvin / 216.7  # (4), hPa
    dry = air.pressure_hpa - vapour
    refractivity = _oxygen(frequency_ghz, dry, vapour, theta) + _water(frequency_ghz, dry, vapour, theta)
    return float(0.1820 * frequency_ghz * refractivity)  # (1)


def _oxygen(f: float, dry: float, vapour: float, theta: float) -> float:
    """(2a) with the continuum (8): imaginary refractivity of dry air."""
    f0, a1, a2, a3, a4, a5, a6 = np.array(_lines()["oxygen"]).T
    strength = a1 * 1e-7 * dry * theta**3 * np.exp(a2 * (1 - theta))  # (3)
    width = a3 * 1e-4 * (dry * theta ** (0.8 - a4) + 1.1 * vapour * theta)  # (6a)
    width = np.sqrt(width**2 + 2.25e-6)  # (6b)
    interference = (a5 + a6 * theta) * 1e-4 * (dry + vapour) * theta**0.8  # (7)
    lines = float(np.sum(strength * _shape(f, f0, width, interference)))
    debye = 5.6e-4 * (dry + vapour) * theta**0.8  # (9)
    resonance = 6.14e-5 / (debye * (1 + (f / debye) ** 2))
    nitrogen = 1.4e-12 * dry * theta**1.5 / (1 + 1.9e-5 * f**1.5)
    return lines + f * dry * theta**2 * (resonance + nitrogen)  # (8)


def _water(f: float, dry: float, vapour: float, theta: float) -> float:
    """(2b): imaginary refractivity of water vapour."""
    f0, b1, b2, b3, b4, b5, b6 = np.array(_lines()["water"]).T
    strength = b1 * 1e-1 * vapour * theta**3.5 * np.exp(b2 * (1 - theta))  # (3)
    width = b3 * 1e-4 * (dry * theta**b4 + b5 * vapour * theta**b6)  # (6a)
    width = 0.535 * width + np.sqrt(0.217 * width**2 + 2.1316e-12 * f0**2 / theta)  # (6b)
    return float(np.sum(strength * _shape(f, f0, width, 0.0)))


def _shape(f: float, f0: np.ndarray, width: np.ndarray, interference: np.ndarray | float) -> np.ndarray:
    """(5): shape of the lines."""
    below = (width - interference * (f0 - f)) / ((f0 - f) ** 2 + width**2)
    above = (width - interference * (f0 + f)) / ((f0 + f) ** 2 + width**2)
    return f / f0 * (below + above)


@cache
def _lines() -> dict:
    return json.loads((FOLDER / "coverage" / "gases.json").read_text(encoding="utf-8"))
