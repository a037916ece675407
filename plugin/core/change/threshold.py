"""Where change begins: a threshold found in the data.

A quadratic statistic T (χ²-like where nothing changed) is taken to its cube root, which makes χ² nearly normal
(Wilson & Hilferty 1931), averaged a little over neighbours, and split in two normal classes with the least error
(Kittler & Illingworth 1986, "Minimum error thresholding"). Unlike Otsu's, that split stays in place when only a
thousandth of the scene has changed.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from scipy.stats import chi2

MARGIN = 2
"""Cells that smoothing reaches beyond a window."""

_SIGMA = 0.7  # cells; about the point spread of a sensor: one cell alone is noise more often than change
_TOP = 64.0
_BINS = 4096


def transformed(statistic: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Cube root of T, averaged over valid neighbours (float32; 0 where not ``valid``)."""
    root = np.where(valid, np.cbrt(statistic), np.float32(0))
    weight = _smooth(valid.astype(np.float32))
    return np.where(valid, _smooth(root) / np.maximum(weight, 1e-6), np.float32(0))


def _smooth(image: np.ndarray) -> np.ndarray:
    return ndimage.gaussian_filter(image, _SIGMA, mode="constant", truncate=MARGIN / _SIGMA)


def histogram(values: np.ndarray) -> np.ndarray:
    """Counts (int64) in the fixed bins of :func:`split`; sums over blocks are those of the whole."""
    bins = np.minimum((values * (_BINS / _TOP)).astype(np.int64), _BINS - 1)
    return np.bincount(bins, minlength=_BINS)


def centres() -> np.ndarray:
    """Middles of the bins of :func:`histogram`."""
    return (np.arange(_BINS) + 0.5) * (_TOP / _BINS)


def split(counts: np.ndarray, degrees_of_freedom: int, chance: float = 1e-4) -> float:
    """The threshold on :func:`transformed` values from their :func:`histogram`.

    Searched above the median, for change is the smaller part of any pair worth comparing, and never below what noise
    alone reaches (the quantile of χ² with ``degrees_of_freedom`` that a share ``chance`` of unchanged cells exceeds).
    """
    middle = centres()
    floor = float(np.cbrt(chi2.isf(chance, degrees_of_freedom)))
    share = counts / counts.sum()
    low = share.cumsum()
    moment, square = (share * middle).cumsum(), (share * middle**2).cumsum()
    high = 1 - low
    with np.errstate(divide="ignore", invalid="ignore"):
        variance_low = square / low - (moment / low) ** 2
        variance_high = (square[-1] - square) / high - ((moment[-1] - moment) / high) ** 2
        # Equation 15 of the paper.
        cost = (
            1
            + low * np.log(variance_low)
            + high * np.log(variance_high)
            - 2 * (low * np.log(low) + high * np.log(high))
        )
    # A class of a few cells, or of one bin, has no variance to speak of.
    possible = (low >= 0.5) & (high * counts.sum() >= 20) & (variance_high > (_TOP / _BINS) ** 2) & np.isfinite(cost)
    if not possible.any():
        return floor
    best = int(np.argmin(np.where(possible, cost, np.inf)))
    return max(floor, (best + 1) * _TOP / _BINS)


def score(values: np.ndarray, threshold: float) -> np.ndarray:
    """0–1 (float32), 0.5 on the threshold: v/(v + threshold)."""
    return (values / (values + np.float32(threshold))).astype(np.float32)
