"""A stack of dual-polarised SAR images of the made scene: linear gamma nought, terrain corrected, 10 m.

Mean levels per class follow what C-band shows over such surfaces (dB); speckle is gamma distributed with ``LOOKS``
looks, independent between pixels, dates and polarisations.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from scipy import ndimage

from ..tasks import Progress, Silent, check_cancelled
from . import noise
from .events import Event
from .landcover import Cover
from .optical import sampler
from .terrain import Terrain, mean_blocks

POLARISATIONS = ("VV", "VH")
LOOKS = 4.4
DATES = tuple(date(2024, 3, 31) + timedelta(days=24 * k) for k in range(12))
INCIDENCE_DEG = 38.0
LOOK_AZIMUTH_DEG = 283.0  # descending pass, looking right, so the radar stands in the east
RESOLUTION_M = 20.0
WIND_DB = 2.5  # by which the sea's VV differs from date to date; its VH lies at the noise floor

_LEVEL_DB = {
    Cover.CONIFER: (-8.0, -13.4),
    Cover.DECIDUOUS: (-8.4, -13.8),
    Cover.GRASS: (-11.0, -17.2),
    Cover.PADDY_FLOODED: (-15.5, -23.0),
    Cover.PADDY_GREEN: (-11.5, -18.0),
    Cover.PADDY_STUBBLE: (-11.5, -18.8),
    Cover.CROP: (-10.2, -16.3),
    Cover.TILLED: (-10.5, -18.8),
    Cover.WATER: (-19.5, -26.5),
    Cover.RIVERBED: (-10.5, -18.5),
    Cover.ROOF: (-2.0, -10.5),
    Cover.ASPHALT: (-13.5, -21.5),
    Cover.YARD: (-9.5, -16.5),
    Cover.GARDEN: (-9.0, -15.0),
    Cover.LOAM: (-10.2, -18.6),
    Cover.RUBBLE: (-8.3, -17.4),
    Cover.SLASH: (-9.6, -16.2),
    Cover.PANEL: (-8.5, -17.5),
    Cover.TRACK: (-12.0, -19.5),
    Cover.SEA: (-18.5, -23.5),
    Cover.SURF: (-16.0, -23.0),
    Cover.ROCK: (-7.5, -16.0),
}


def make_stack(
    rng: np.random.Generator,
    terrain: Terrain,
    cover: tuple[np.ndarray, np.ndarray],
    events: list[Event],
    dates: tuple[date, date],
    progress: Progress = Silent(),  # noqa: B008
) -> np.ndarray:
    """Stack (date, polarisation, h, w) float32 over :data:`DATES`; NaN in layover and shadow.

    ``cover``: 2 m classes before and after. Crops drift from one to the other; an event comes on its onset.
    """
    facing = _slope_towards_radar(terrain)
    unseen = (facing > INCIDENCE_DEG) | (facing < INCIDENCE_DEG - 90)
    unseen = ndimage.binary_dilation(unseen) & (np.abs(facing) > 25)
    # What terrain correction leaves, and stands: the same on every date.
    lasting = 0.03 * facing + 0.5 * noise.field(rng, terrain.coarse.shape, 10.0, 200.0, 20.0)
    lasting = np.power(10, lasting / 10).astype(np.float32)
    levels = []
    for one in cover:
        check_cancelled(progress)
        levels.append(mean_levels(one) * lasting)
    before, after = levels
    onset = _nearest_onset(terrain, events)
    stack = np.empty((len(DATES), *before.shape), np.float32)
    sea, wind = None, None
    if terrain.sea is not None:
        sea = mean_blocks(terrain.sea, 5) > 0.5
        wind = 10 ** (rng.normal(0, WIND_DB, len(DATES)) / 10)
    for k, day in enumerate(DATES):
        check_cancelled(progress)
        drifted = np.clip((day - dates[0]).days / (dates[1] - dates[0]).days, 0, 1)
        share = np.where(onset > 0, onset <= day.toordinal(), drifted).astype(np.float32)
        level = before + share * (after - before)
        if sea is not None:
            level[0, sea] *= np.float32(wind[k])
        for p in range(len(POLARISATIONS)):
            weather = 10 ** (rng.normal(0, 0.25) / 10)
            speckle = rng.standard_gamma(LOOKS, level.shape[1:], dtype=np.float32)
            speckle *= np.float32(weather / LOOKS)
            np.multiply(level[p], speckle, out=stack[k, p])
        stack[k, :, unseen] = np.nan
    return stack


def mean_levels(cover: np.ndarray) -> np.ndarray:
    """Expected gamma nought (polarisation, h, w) at 10 m of 2 m classes, before any terrain effect."""
    rows, columns = sampler(cover.shape[0], 0.0, RESOLUTION_M), sampler(cover.shape[1], 0.0, RESOLUTION_M)
    table = np.zeros((len(POLARISATIONS), 32), np.float32)
    for code, levels in _LEVEL_DB.items():
        table[:, code] = 10 ** (np.array(levels) / 10)
    return np.stack([(columns @ (rows @ levels[cover]).T).T for levels in table])


def _slope_towards_radar(terrain: Terrain) -> np.ndarray:
    """Slope in degrees along the look direction, positive where the ground faces the radar."""
    down, right = np.gradient(terrain.coarse, 10.0)
    azimuth = np.radians(LOOK_AZIMUTH_DEG)
    return np.degrees(np.arctan(right * float(np.sin(azimuth)) - down * float(np.cos(azimuth))))


def _nearest_onset(terrain: Terrain, events: list[Event]) -> np.ndarray:
    """Ordinal day of the event within some 30 m of each 10 m cell, 0 where there is none."""
    onset = np.zeros(terrain.grid.shape, np.int32)
    for event in events:
        onset[event.window][event.inside] = event.onset.toordinal()
    onset = onset.reshape(onset.shape[0] // 5, 5, onset.shape[1] // 5, 5).max(axis=(1, 3))
    distance, nearest = ndimage.distance_transform_edt(onset == 0, return_indices=True)
    return np.where(distance <= 3, onset[tuple(nearest)], 0)
