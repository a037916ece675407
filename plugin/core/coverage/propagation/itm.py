"""The Irregular Terrain Model (Longley–Rice), 20 MHz–20 GHz: a second model beside P.1812, and a check on it.

NTIA's version 1.4. Sources and their abbreviations in ``itm_terrain``. No clutter: heights of a surface model would have to
go into the profile. Reference implementation compared with: NTIA/ITS, github.com/NTIA/itm (public domain).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit

from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP, Message
from .itm_reference import ground, reference_attenuation
from .itm_terrain import WORK, mean_height, sited, smooth_angle, smooth_horizon, terminals
from .itm_variability import BROADCAST, quantile
from .limits import (
    DISTANCE_KM,
    FREQUENCY_MHZ,
    LOCATION_PERCENT,
    RECEIVER_HEIGHT,
    REFRACTIVITY,
    TIME_PERCENT,
    TRANSMITTER_HEIGHT,
    require_one_of,
    require_within,
)

RANGE_MHZ = (20.0, 20000.0)
"""Frequencies ITM holds for; it warns below 40 and above 10,000."""

CLIMATES = {
    1: "equatorial",
    2: "continental subtropical",
    3: "maritime subtropical",
    4: "desert",
    5: "continental temperate",
    6: "maritime temperate, over land",
    7: "maritime temperate, over sea",
}
MODES = tuple(mode + more for more in (0, 10, 20, 30) for mode in range(4))

ERRORS = {
    1013: QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "ITM: the ground's impedance is not physical at this frequency. Give the ground's permittivity and conductivity as "
        "tables list them (average ground 15 and 0.005 S/m, sea 80 and 5 S/m).",
    ),
    1016: QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "ITM: the effective Earth's radius lies outside 4,000–13,333 km. Give a surface refractivity of about 250–400.",
    ),
    1021: QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "ITM: the refractivity at the height of the path is below 150 N-units. Check that heights are in metres.",
    ),
    1022: QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "ITM: the refractivity at the height of the path is over 400 N-units. Check heights and refractivity.",
    ),
}
WARNINGS = {
    0x0003: QT_TRANSLATE_NOOP(
        "SoraNoMe", "ITM: an antenna is lower than 1 m or higher than 1,000 m, near the model's limits."
    ),
    0x0004: QT_TRANSLATE_NOOP("SoraNoMe", "ITM: the frequency lies outside 40–10,000 MHz, near the model's limits."),
    0x0018: QT_TRANSLATE_NOOP("SoraNoMe", "ITM: the path is longer than 1,000 km; use the result with care."),
    0x0060: QT_TRANSLATE_NOOP("SoraNoMe", "ITM: the path is short for the model; use the result with care."),
    0x0180: QT_TRANSLATE_NOOP(
        "SoraNoMe", "ITM: a horizon rises or falls by more than 0.2 rad, too steep for the model."
    ),
    0x1E00: QT_TRANSLATE_NOOP(
        "SoraNoMe", "ITM: a horizon is much nearer or farther than over smooth ground; use the result with care."
    ),
    0x2000: QT_TRANSLATE_NOOP("SoraNoMe", "ITM: a percentage lies far out in the tail, where the model is not sure."),
    0x4000: QT_TRANSLATE_NOOP(
        "SoraNoMe", "ITM: the refractivity at the height of the path is below 250 N-units; use the result with care."
    ),
    0x8000: QT_TRANSLATE_NOOP(
        "SoraNoMe", "ITM: the model has no value here (horizons a few metres away); free space is given. Do not use it."
    ),
}

_PERMITTIVITY = QT_TRANSLATE_NOOP("SoraNoMe", "the ground's relative permittivity")
_CONDUCTIVITY = QT_TRANSLATE_NOOP("SoraNoMe", "the ground's conductivity (S/m)")
_SITUATION_PERCENT = QT_TRANSLATE_NOOP("SoraNoMe", "the percentage of situations")
_CLIMATE = QT_TRANSLATE_NOOP("SoraNoMe", "the radio climate")
_MODE = QT_TRANSLATE_NOOP("SoraNoMe", "the mode of variability")
_IRREGULARITY = QT_TRANSLATE_NOOP("SoraNoMe", "the terrain irregularity (m)")
_SITING = QT_TRANSLATE_NOOP("SoraNoMe", "the siting criterion")
_SAMPLES = QT_TRANSLATE_NOOP("SoraNoMe", "the number of heights along the path")
_SPACING = QT_TRANSLATE_NOOP("SoraNoMe", "the spacing of heights (m)")


class ItmSettings(NamedTuple):
    """What ITM wants besides the path; a plain tuple to numba.

    ``climate`` 1–7 (``CLIMATES``); ``n0`` surface refractivity at sea level; ``vertical`` polarisation (else horizontal);
    ``permittivity`` (relative) and ``conductivity`` (S/m) of the ground: average ground; ``mode`` of variability: 0 single
    message, 1 accidental, 2 mobile, 3 broadcast, plus 10 without location, plus 20 without situation variability;
    ``time``, ``location``, ``situation``: percentages (0–100, open) in which the loss is not exceeded. For "confidence and
    reliability" give them as ``situation`` and ``time`` with 50 % of locations.
    """

    climate: int = 5
    n0: float = 301.0
    vertical: bool = True
    permittivity: float = 15.0
    conductivity: float = 0.005
    mode: int = BROADCAST
    time: float = 50.0
    location: float = 50.0
    situation: float = 50.0


@dataclass(frozen=True)
class ItmLoss:
    """Basic transmission loss and how it came about. dB, metres, radians; pairs are (transmitter, receiver)."""

    loss_db: float
    free_space_db: float
    attenuation_db: float
    mode: int
    """1 line of sight, 2 diffraction, 3 troposcatter."""
    horizon_rad: tuple[float, float]
    horizon_m: tuple[float, float]
    effective_m: tuple[float, float]
    refractivity: float
    irregularity_m: float
    flags: int
    """NTIA's warning flags, and 0x8000 where the formulas have no real value."""

    @property
    def warnings(self) -> list[Message]:
        return [Message(template) for mask, template in WARNINGS.items() if self.flags & mask]


def point_to_point(
    profile: np.ndarray,
    spacing_m: float,
    tx_height_m: float,
    rx_height_m: float,
    frequency_mhz: float,
    settings: ItmSettings = ItmSettings(),  # noqa: B008 - it is immutable
) -> ItmLoss:
    """Loss over a known path. ``profile``: heights above sea level (m), ``spacing_m`` apart, transmitter first; antenna
    heights above ground. Raises :class:`InputError` outside the model's limits (NTIA's error codes 1000–1022).
    """
    profile = np.ascontiguousarray(profile, np.float64)
    require_within("ITM", _SAMPLES, len(profile), 3, math.inf)
    require_within("ITM", _SPACING, spacing_m, 0, math.inf, ends=False)
    if not np.isfinite(profile).all():
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "ITM: the path crosses cells without a height. Fill the terrain model there.")
        )
    flags = check(tx_height_m, rx_height_m, frequency_mhz, settings)
    return _result(
        path_loss(profile, spacing_m, tx_height_m, rx_height_m, frequency_mhz, settings, np.empty(WORK)), flags
    )


def area(
    distance_km: float,
    irregularity_m: float,
    tx_height_m: float,
    rx_height_m: float,
    frequency_mhz: float,
    settings: ItmSettings = ItmSettings(),  # noqa: B008 - it is immutable
    siting: tuple[int, int] = (0, 0),
) -> ItmLoss:
    """Loss over ``distance_km`` of ground known only by its irregularity Δh; ``siting`` of both ends: 0 random, 1 careful,
    2 very careful. Raises :class:`InputError` outside the model's limits.
    """
    flags = check(tx_height_m, rx_height_m, frequency_mhz, settings)
    require_within("ITM", DISTANCE_KM, distance_km, 0, math.inf, ends=False)
    require_within("ITM", _IRREGULARITY, irregularity_m, 0, math.inf)
    for criterion in siting:
        require_one_of("ITM", _SITING, criterion, (0, 1, 2))
    return _result(
        _area_loss(distance_km * 1000, irregularity_m, tx_height_m, rx_height_m, frequency_mhz, settings, *siting),
        flags,
    )


def check(tx_height_m: float, rx_height_m: float, frequency_mhz: float, settings: ItmSettings) -> int:
    """Warning flags of plain inputs; raises :class:`InputError` for what ITM refuses, in NTIA's order."""
    flags = 0
    for bit, quantity, height in ((0x1, TRANSMITTER_HEIGHT, tx_height_m), (0x2, RECEIVER_HEIGHT, rx_height_m)):
        require_within("ITM", quantity, height, 0.5, 3000.0)
        flags |= 0 if 1.0 <= height <= 1000.0 else bit
    require_one_of("ITM", _CLIMATE, settings.climate, tuple(CLIMATES))
    require_within("ITM", REFRACTIVITY, settings.n0, 250.0, 400.0)
    require_within("ITM", FREQUENCY_MHZ, frequency_mhz, *RANGE_MHZ)
    flags |= 0 if 40.0 <= frequency_mhz <= 10000.0 else 0x4
    require_within("ITM", _PERMITTIVITY, settings.permittivity, 1.0, math.inf)
    require_within("ITM", _CONDUCTIVITY, settings.conductivity, 0.0, math.inf, ends=False)
    require_one_of("ITM", _MODE, settings.mode, MODES)
    require_within("ITM", _SITUATION_PERCENT, settings.situation, 0.0, 100.0, ends=False)
    require_within("ITM", TIME_PERCENT, settings.time, 0.0, 100.0, ends=False)
    require_within("ITM", LOCATION_PERCENT, settings.location, 0.0, 100.0, ends=False)
    return flags


def _result(values: tuple, flags: int) -> ItmLoss:
    code, loss, free_space, attenuation, mode, terminal, n_s, warnings = values
    if code:
        raise InputError(ERRORS[code])
    return ItmLoss(
        loss,
        free_space,
        attenuation,
        mode,
        terminal[0:2],
        terminal[2:4],
        terminal[4:6],
        n_s,
        terminal[6],
        flags | warnings,
    )


@njit(nogil=True, cache=True)
def path_loss(profile, spacing, tx_height, rx_height, frequency, settings, work):
    """Kernel of :func:`point_to_point` for inputs that :func:`check` has seen; allocates nothing.

    ``profile`` float64, at least three heights, all known; ``work`` float64 of ``WORK`` elements, one per thread. Returns
    ``(code, loss_db, free_space_db, attenuation_db, mode, terminals, n_s, warnings)``; a code other than 0 is a key of
    ``ERRORS`` and goes with a loss of NaN.
    """
    distance = (len(profile) - 1) * spacing
    impedance, earth_radius, n_s = ground(
        frequency, mean_height(profile), settings.n0, settings.vertical, settings.permittivity, settings.conductivity
    )
    terminal = terminals(profile, spacing, tx_height, rx_height, earth_radius, work)
    return _loss(terminal, distance, tx_height, rx_height, frequency, settings, impedance, earth_radius, n_s, True)


@njit(nogil=True, cache=True)
def _area_loss(distance, irregular, tx_height, rx_height, frequency, settings, tx_siting, rx_siting):
    """[Algorithm] section 3, area mode: as :func:`path_loss` with terminals expected from the irregularity."""
    impedance, earth_radius, n_s = ground(
        frequency, 0.0, settings.n0, settings.vertical, settings.permittivity, settings.conductivity
    )
    effective_tx = sited(tx_height, tx_siting, irregular)
    effective_rx = sited(rx_height, rx_siting, irregular)
    horizon_tx = smooth_horizon(effective_tx, irregular, earth_radius)
    horizon_rx = smooth_horizon(effective_rx, irregular, earth_radius)
    terminal = (
        smooth_angle(effective_tx, horizon_tx, irregular, earth_radius),
        smooth_angle(effective_rx, horizon_rx, irregular, earth_radius),
        horizon_tx,
        horizon_rx,
        effective_tx,
        effective_rx,
        irregular,
    )
    return _loss(terminal, distance, tx_height, rx_height, frequency, settings, impedance, earth_radius, n_s, False)


@njit(nogil=True, cache=True)
def _loss(terminal, distance, tx_height, rx_height, frequency, settings, impedance, earth_radius, n_s, known):
    """Reference attenuation, its quantile, and free space ([Algorithm] (2.1))."""
    effective = (terminal[4], terminal[5])
    code, attenuation, mode, warnings = reference_attenuation(
        (terminal[0], terminal[1]),
        (terminal[2], terminal[3]),
        effective,
        (tx_height, rx_height),
        distance,
        frequency,
        impedance,
        earth_radius,
        n_s,
        terminal[6],
        known,
        0,
    )
    free_space = 32.45 + 20.0 * math.log10(frequency) + 20.0 * math.log10(distance / 1000.0)
    loss = math.nan
    if code == 0:
        excess, warnings = quantile(
            settings.time,
            settings.location,
            settings.situation,
            effective,
            terminal[6],
            frequency,
            distance,
            attenuation,
            settings.climate,
            settings.mode,
            warnings,
        )
        loss = free_space + excess
    return code, loss, free_space, attenuation, mode, terminal, n_s, warnings
