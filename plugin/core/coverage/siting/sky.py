"""What a horizon leaves of the sky: for satellites, and for the sun on the shortest day."""

from __future__ import annotations

import math

import numpy as np

TILT_DEG = 23.44
"""Obliquity of the ecliptic: the sun stands that much south of the equator at the winter solstice."""

_STEP_H = 1 / 12


def open_share(horizon_deg: np.ndarray, least_deg: float) -> float:
    """Share (0–1) of the sky higher than ``least_deg`` that stands free of the horizon, by solid angle.

    ``horizon_deg``: elevations of the horizon, evenly spaced round the compass.
    """
    hidden = np.sin(np.radians(np.maximum(horizon_deg, least_deg)))
    return float(np.mean(1 - hidden) / (1 - math.sin(math.radians(least_deg))))


def solstice_sun(horizon_deg: np.ndarray, latitude_deg: float) -> tuple[float, bool]:
    """``(hours of sun, sun at noon)`` on the winter solstice of the northern hemisphere, with a clear sky.

    ``horizon_deg`` is evenly spaced clockwise from north. Sun's elevation and azimuth by spherical astronomy with the
    declination fixed; refraction, the sun's size and the convergence of the map's north (under 1°) are left out.
    """
    hours = np.arange(-12, 12, _STEP_H) + _STEP_H / 2
    elevation, azimuth = _sun(latitude_deg, hours)
    count = len(horizon_deg)
    around = np.append(horizon_deg, horizon_deg[0])
    hidden = np.interp(azimuth * count / 360, np.arange(count + 1), around)
    free = (elevation > 0) & (elevation > hidden)
    noon, south = _sun(latitude_deg, np.zeros(1))
    at_noon = float(np.interp(south[0] * count / 360, np.arange(count + 1), around))
    return float(free.sum() * _STEP_H), bool(noon[0] > max(0.0, at_noon))


def _sun(latitude_deg: float, hours: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Elevation and azimuth (clockwise from north) in degrees at hours from true noon."""
    latitude, declination = math.radians(latitude_deg), -math.radians(TILT_DEG)
    angle = np.radians(15 * hours)
    sine = math.sin(latitude) * math.sin(declination) + math.cos(latitude) * math.cos(declination) * np.cos(angle)
    east = -math.cos(declination) * np.sin(angle)
    north = math.cos(latitude) * math.sin(declination) - math.sin(latitude) * math.cos(declination) * np.cos(angle)
    return np.degrees(np.arcsin(sine)), np.degrees(np.arctan2(east, north)) % 360
