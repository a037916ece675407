"""Plain differences of two images: change vectors and index differences.

Both give a quadratic statistic T ≥ 0 per cell, like IR-MAD's: differences squared in units of their robust standard
deviation where nothing changed (NMAD around the median), so that the three methods share one threshold and one scale.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from .sensors import Bands
from .surface import Surface

_SAMPLE = 500_000


def _thin(pixels: np.ndarray) -> np.ndarray:
    return pixels[:, :: max(1, pixels.shape[1] // _SAMPLE)].astype(np.float32)


def _centre_and_nmad(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Median and normalised median absolute deviation of each row, as columns for broadcasting."""
    centre = np.median(values, axis=1, keepdims=True)
    nmad = 1.4826 * np.median(np.abs(values - centre), axis=1, keepdims=True)
    return centre[..., None], np.maximum(nmad, 1e-6)[..., None]


@dataclass(frozen=True)
class ChangeVector:
    """Change vector analysis: ‖z(Y) − z(X)‖² of bands standardised date by date.

    Bovolo & Bruzzone 2007, IEEE TGRS 45(1), doi 10.1109/TGRS.2006.885408. Standardising takes out gain and
    offset of atmosphere and season.
    """

    mean: np.ndarray
    sd: np.ndarray
    centre: np.ndarray
    nmad: np.ndarray

    @classmethod
    def fit(cls, pixels: np.ndarray) -> ChangeVector:
        """``pixels``, shape (2p, n): the bands of both dates of clear pixels.

        Raises :class:`InputError` where a band is constant: it has no standard deviation to compare by.
        """
        sample = _thin(pixels)
        p = len(sample) // 2
        if (np.ptp(sample, axis=1) == 0).any():
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "A band of the pair is constant, or a copy of other bands, so that the bands cannot be told apart. "
                    "Check the order of the bands and leave such bands out.",
                )
            )
        mean, sd = sample.mean(axis=1)[:, None, None], np.maximum(sample.std(axis=1), 1e-6)[:, None, None]
        standard = (sample - mean[..., 0]) / sd[..., 0]
        return cls(mean, sd, *_centre_and_nmad(standard[p:] - standard[:p]))

    def statistic(self, before: np.ndarray, after: np.ndarray) -> np.ndarray:
        """T (float32) of bands of shape (p, rows, columns)."""
        p = len(before)
        first = (before - self.mean[:p]) / self.sd[:p]
        second = (after - self.mean[p:]) / self.sd[p:]
        return (np.square((second - first - self.centre) / self.nmad)).sum(axis=0, dtype=np.float32)


@dataclass(frozen=True)
class IndexDifference:
    """Differences of NDVI and the bare-ground index (BSI where the sensor has SWIR)."""

    surface: Surface
    centre: np.ndarray
    nmad: np.ndarray

    @classmethod
    def fit(cls, pixels: np.ndarray, bands: Bands, surface: Surface) -> IndexDifference:
        """``pixels``, shape (2p, n): the bands of both dates of clear pixels."""
        if not bands.reflectance:  # taking off the darkest counts would leave dark ground with indices of noise
            surface = replace(surface, dark=np.zeros_like(surface.dark))
        sample = _thin(pixels)
        p = len(bands.roles)
        before, after = surface.indices(sample[:p], 0), surface.indices(sample[p:], 1)
        return cls(surface, *_centre_and_nmad(after - before))

    def statistic(self, before: np.ndarray, after: np.ndarray) -> np.ndarray:
        """T (float32) of bands of shape (p, rows, columns)."""
        first, second = self.surface.indices(before, 0), self.surface.indices(after, 1)
        return np.square((second - first - self.centre) / self.nmad).sum(axis=0, dtype=np.float32)
