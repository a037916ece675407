"""Speckle filters over single images, which leave what is not seen unseen."""

from __future__ import annotations

import numpy as np
from numba import njit
from scipy.special import polygamma

FILTERS = ("none", "mean", "nlmeans")

_PATCH, _DISTANCE = 5, 6  # cells

MARGINS = {"none": 0, "mean": 1, "nlmeans": _DISTANCE + _PATCH}
"""Cells that a filter looks beyond a window."""


def filtered(power: np.ndarray, kind: str, looks: float) -> np.ndarray:
    """Power (images, rows, columns; float32, NaN where not seen) after the filter ``kind``.

    ``mean``: average of the cells seen among 3 × 3 (multi-looking). ``nlmeans``: non-local means of ln power (Buades et
    al. 2005, scikit-image), whose noise the number of looks tells; ten times slower, and kinder to edges.
    """
    if kind == "none":
        return power
    if kind == "mean":
        out = np.empty_like(power)
        _mean(power, out)
        return out
    return np.stack([_nlmeans(image, looks) for image in power])


def _nlmeans(image: np.ndarray, looks: float) -> np.ndarray:
    from skimage.restoration import denoise_nl_means

    seen = np.isfinite(image)
    if not seen.any():
        return image
    logs = np.log(np.where(seen, image, 1))
    # What is not seen looks like its surroundings on average, so that it pulls no cell far.
    logs = np.where(seen, logs, logs[seen].mean()).astype(np.float32)
    sigma = float(np.sqrt(polygamma(1, looks)))
    smooth = denoise_nl_means(logs, _PATCH, _DISTANCE, h=0.8 * sigma, sigma=sigma, fast_mode=True)
    return np.where(seen, np.exp(smooth), np.float32(np.nan))


@njit(nogil=True, cache=True)
def _mean(power, out):
    images, rows, columns = power.shape
    total, count = np.empty(columns), np.empty(columns)
    for i in range(images):
        for y in range(rows):
            total[:] = 0.0
            count[:] = 0.0
            for v in range(max(0, y - 1), min(rows, y + 2)):
                row = power[i, v]
                for x in range(columns):
                    value = row[x]
                    if not np.isnan(value):
                        total[x] += value
                        count[x] += 1.0
            for x in range(columns):
                value = power[i, y, x]
                if not np.isnan(value):
                    left, right = max(0, x - 1), min(columns, x + 2)
                    above, below = 0.0, 0.0
                    for u in range(left, right):
                        above += total[u]
                        below += count[u]
                    out[i, y, x] = above / below
                else:
                    out[i, y, x] = np.nan
