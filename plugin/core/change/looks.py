"""How many looks a SAR stack has: the equivalent number of looks, estimated from ratios of neighbouring dates.

A ratio of two dates cancels texture, relief and land cover; what is left over ground that did not change is speckle.
The variance of ln(I₂/I₁) of two independent images of n looks is 2ψ′(n) (Oliver & Quegan 2004, section 4.5), taken here
within small windows, so that weather falls out, and by the median over windows, so that changed places do (Anfinsen et
al. 2009, IEEE TGRS 47(11), take the mode over windows in the same spirit).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import polygamma

WINDOW = 9  # cells
_LEAST_SEEN = 0.6  # of a window
_RANGE = 0.2, 1000.0


@dataclass(frozen=True)
class Looks:
    """``number``: the estimate. ``spread``: half the range that the middle two thirds of the single windows span
    (about one standard deviation of a window). ``windows``: how many were seen."""

    number: float
    spread: float
    windows: int


def window_variances(log_power: np.ndarray) -> np.ndarray:
    """Variance of the ratio of neighbouring dates in windows of ``WINDOW`` cells, of ln power (k, p, rows, columns), NaN
    where not seen; 1-D, windows that are hardly seen left out."""
    down, across = (size // WINDOW for size in log_power.shape[2:])
    ratio = np.diff(log_power[:, :, : down * WINDOW, : across * WINDOW], axis=0)
    shape = *ratio.shape[:2], down, WINDOW, across, WINDOW
    windows = ratio.reshape(shape).swapaxes(3, 4).reshape(-1, WINDOW * WINDOW)
    seen = np.isfinite(windows)
    count = seen.sum(axis=1)
    windows, seen, count = (a[count >= _LEAST_SEEN * WINDOW**2] for a in (windows, seen, count))
    values = np.where(seen, windows, 0).astype(np.float64)
    return (values**2).sum(axis=1) / (count - 1) - values.sum(axis=1) ** 2 / (count * (count - 1))


def looks_of(variances: np.ndarray) -> Looks | None:
    """The estimate from :func:`window_variances` of all blocks; None where there are none."""
    variances = variances[variances > 0]
    if not len(variances):
        return None
    third = (1 - 2 / 3) / 2
    low, middle, high = np.quantile(variances, [third, 0.5, 1 - third])
    first, last = _looks(high), _looks(low)
    return Looks(_looks(middle), (last - first) / 2, len(variances))


def _looks(variance: float) -> float:
    """n of which a window's variance of the log ratio has this median."""

    def excess(looks: float) -> float:
        expected = 2 * polygamma(1, looks)
        kurtosis = polygamma(3, looks) / polygamma(1, looks) ** 2 / 2
        # The variance of one window is a scaled χ² with so many degrees of freedom: its median lies below its mean.
        freedom = 2 / ((kurtosis + 2) / (WINDOW**2 - 1))
        return expected * (1 - 2 / (9 * freedom)) ** 3 - variance

    low, high = _RANGE
    return low if excess(low) <= 0 else high if excess(high) >= 0 else brentq(excess, low, high)
