"""The omnibus test for change in a stack of SAR images, and its factors.

Conradsen, Nielsen and Skriver 2016, "Determining the points of change in time series of polarimetric SAR data", IEEE
TGRS 54(5), section III: likelihood ratios under multi-looked speckle with independent polarisations (covariances with
nothing beside the diagonal, p one-dimensional Wishart matrices, that is gamma distributed powers). Equations are for p
polarisations; p = 2 are those of the paper's azimuthal case, p = 1 those of single images.

The paper's approximation, two terms of a χ² series, holds its rate from two looks up (exact/approximate rate 0.98 to
1.09 at 0.05 to 0.001, k = 2 … 100). Below, the distribution is computed from the exact moments of Q instead: E Qʰ is a
ratio of gamma functions, so that the tail is one contour integral (Lugannani & Rice 1980 write it so).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numba import njit
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq
from scipy.special import digamma, loggamma
from scipy.stats import chi2

NONE, BRIGHTER, DARKER, MIXED = range(4)

APPROXIMATION_LOOKS = 2.0
"""From so many looks the published approximation is used, below the exact distribution."""

_STEP, _NODES = 0.02, 3001  # of √(−2 ln Q), in which ln p is smooth for every number of degrees of freedom
_LEAST_LOG_P = -690.0
_CHUNK = 512


@dataclass(frozen=True)
class OmnibusResult:
    """``log_p``: natural logarithm of the p-value of no change over all dates (float64; NaN where fewer than two dates
    are seen). ``first``: index of the first date that differs from those before, 0 where nothing changed at
    ``significance``. ``direction``: BRIGHTER, DARKER or MIXED. ``step_db`` (p, …): power after that change over power
    before, dB, 0 where nothing changed."""

    log_p: np.ndarray
    first: np.ndarray
    direction: np.ndarray
    step_db: np.ndarray


def omnibus(power: np.ndarray, looks: float, significance: float = 0.01) -> OmnibusResult:
    """Test a stack of linear power, shape (k dates, p polarisations, …), for change in any cell.

    Where the test over all dates rejects, its factors R_2, R_3, … tell which date is the first that differs; the search
    then starts again there, so that ``step_db`` compares two runs of dates without change. A date not seen (NaN, or
    power not above zero, in any polarisation) is left out of its cell.
    """
    k, p = power.shape[:2]
    cells = np.ascontiguousarray(power, np.float32).reshape(k, p, -1)
    n = cells.shape[2]
    log_p, first = np.empty(n), np.zeros(n, np.int32)
    direction, step_db = np.zeros(n, np.uint8), np.zeros((p, n), np.float32)
    every, factors = tables(k, p, looks)
    _omnibus(cells, looks, math.log(significance), every, factors, log_p, first, direction, step_db)
    shape = power.shape[2:]
    return OmnibusResult(
        log_p.reshape(shape), first.reshape(shape), direction.reshape(shape), step_db.reshape(p, *shape)
    )


def omnibus_log_p(statistic: np.ndarray, k: int, p: int, looks: float) -> np.ndarray:
    """ln P(−2 ln Q > ``statistic``) of the test that ``k`` dates are equal."""
    return _log_p(np.sqrt(np.maximum(statistic, 0)), (1,) * k, p, looks)


def factor_log_p(statistic: np.ndarray, j: int, p: int, looks: float) -> np.ndarray:
    """ln P(−2 ln R_j > ``statistic``) of the test that date ``j`` equals the ``j`` − 1 before, which are equal."""
    return _log_p(np.sqrt(np.maximum(statistic, 0)), (j - 1, 1), p, looks)


@lru_cache(maxsize=8)
def tables(k: int, p: int, looks: float) -> tuple[np.ndarray, np.ndarray]:
    """ln p over √(−2 ln Q), and over √(−2 ln R_j), for 2 … ``k`` dates (rows; 0 and 1 are empty), for the kernels."""
    root = _STEP * np.arange(_NODES)
    every, factors = np.zeros((k + 1, _NODES)), np.zeros((k + 1, _NODES))
    for dates in range(2, k + 1):
        every[dates] = np.maximum(_log_p(root, (1,) * dates, p, looks), _LEAST_LOG_P)
        factors[dates] = np.maximum(_log_p(root, (dates - 1, 1), p, looks), _LEAST_LOG_P)
    return every, factors


def _log_p(root: np.ndarray, groups: tuple[int, ...], p: int, looks: float) -> np.ndarray:
    """ln P(√(−2 ln Q) > root) for groups of dates, each group already known to be equal in itself."""
    if looks >= APPROXIMATION_LOOKS:
        return _approximate_log_p(root, groups, p, looks)
    return _exact_log_p(root, groups, p, looks)


def _approximate_log_p(root: np.ndarray, groups: tuple[int, ...], p: int, looks: float) -> np.ndarray:
    """Theorem 1 (all groups of one date) and theorem 2 (the dates before and one more) of the paper."""
    k = sum(groups)
    f = (len(groups) - 1) * p
    rho = 1 - (sum(1 / g for g in groups) - 1 / k) / (6 * looks * (len(groups) - 1))
    omega = -f / 4 * (1 - 1 / rho) ** 2
    z = rho * root**2
    with np.errstate(divide="ignore", invalid="ignore"):  # beyond 1e-300 both are nothing
        main, more = chi2.logsf(z, f), chi2.logsf(z, f + 4)
        # ω₂ is negative: far out (p below 1e-5 at two looks) the series would leave the range of probabilities.
        log_p = main + np.log(np.maximum(1 - omega + omega * np.exp(more - main), 0.05))
    return np.where(np.isfinite(log_p), log_p, _LEAST_LOG_P)


def _exact_log_p(root: np.ndarray, groups: tuple[int, ...], p: int, looks: float) -> np.ndarray:
    """The same from the moments of Q: P(−ln Q > L) = ∫ exp(K(s) − sL)/s ds / 2πi over a path right of 0."""
    sizes, counts = np.unique(groups, return_counts=True)
    sizes = sizes * looks
    total = (sizes * counts).sum()
    constant = total * np.log(total) - (counts * sizes * np.log(sizes)).sum()

    def cumulants(s):
        spread = (counts * (loggamma(np.multiply.outer(1 - s, sizes)) - loggamma(sizes))).sum(axis=-1)
        return p * (loggamma(total) - loggamma(total * (1 - s)) + spread - s * constant)

    def slope(s):  # K′
        return p * (
            total * digamma(total * (1 - s)) - (counts * sizes * digamma(sizes * (1 - s))).sum(axis=-1) - constant
        )

    def tail(levels: np.ndarray) -> np.ndarray:
        """ln of the integral for a few neighbouring levels, over one path."""
        level = levels.mean()
        # The saddle point where the integrand is smallest along the real axis, or clear of the pole at 0.
        at = 0.2 if slope(0.2) >= level else brentq(lambda s: slope(s) - level, 0.2, 1 - 1e-9)
        width = 1e-4 * (1 - at)
        curve = (slope(at + width) - slope(at - width)) / (2 * width)
        # The path bends to the right, where exp(−sL) makes it end early; its steps widen outwards.
        u = np.linspace(-10, 10, 801)
        scale, bend = 1 / math.sqrt(curve), 0.1 * math.sqrt(curve)
        y = scale * np.sinh(u)
        s = at + 1j * y + bend * y**2
        top = cumulants(np.array([at + 0j]))[0].real
        around = np.exp(cumulants(s) - top - np.multiply.outer(levels, s - at)) / s
        around *= (1j + 2 * bend * y) * (scale * np.cosh(u))
        integral = (around.sum(axis=1) * (u[1] - u[0]) / (2j * np.pi)).real
        return np.log(np.maximum(integral, 1e-300)) + top - at * levels

    nodes = np.concatenate([np.linspace(0, 12, 241)[1:], np.linspace(12, max(13, float(np.max(root))), 61)[1:]])
    log_p = np.concatenate([tail(part**2 / 2) for part in np.split(nodes, 50)])
    return CubicSpline(np.r_[0, nodes], np.r_[0, np.minimum(log_p, 0)])(root)


@njit(nogil=True, cache=True)
def _interpolated(table, row, root):
    """Cubic through the four nodes of a row around ``root``: right to 1e-8."""
    place = root / _STEP
    i = min(max(int(place), 1), _NODES - 3)
    t = place - i
    if t > 2.0:
        return table[row, _NODES - 1]
    a, b, c, d = table[row, i - 1], table[row, i], table[row, i + 1], table[row, i + 2]
    return (
        -a * t * (t - 1) * (t - 2) / 6
        + b * (t + 1) * (t - 1) * (t - 2) / 2
        - c * (t + 1) * t * (t - 2) / 2
        + d * (t + 1) * t * (t - 1) / 6
    )


@njit(nogil=True, cache=True)
def _take_logarithms(values, m):
    """ln of the first ``m`` positive normal numbers, in place: vector code, six times as fast as calls of log.

    x = 2ᵉ f with f in √½ … √2, and ln f = 2 artanh((f − 1)/(f + 1)) by its series, right to 1e-15.
    """
    bits = values.view(np.int64)
    exponent = np.empty(m)
    for c in range(m):
        exponent[c] = np.int32(bits[c] >> 52) - 1023
        bits[c] = (bits[c] & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000
    for c in range(m):
        f = values[c]
        large = f > 1.4142135623730951
        f = 0.5 * f if large else f
        power = exponent[c] + (1.0 if large else 0.0)
        s = (f - 1) / (f + 1)
        z = s * s
        tail = z * (
            1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z * (1 / 13 + z * (1 / 15 + z / 17))))))
        )
        values[c] = power * 0.6931471805599453 + 2 * s * (1 + tail)


@njit(nogil=True, cache=True)
def _moments_of_all(power, start, m, seen, logs, sums):
    """Sums of power per polarisation, and of ln power over all, of ``m`` cells; False where a date is not seen in one, or
    a product of powers leaves the range of numbers."""
    k, p, _ = power.shape
    product, least = np.ones(_CHUNK), np.full(_CHUNK, np.inf)
    together = max(2, 32 // p // 2 * 2)  # dates in one logarithm, which is what costs
    seen[:] = k
    logs[:] = 0.0
    sums[:] = 0.0
    for t in range(0, k, 2):
        last = min(t + 1, k - 1)
        for q in range(p):
            one, other = power[t, q, start : start + m], power[last, q, start : start + m]
            into = sums[q]
            if last == t:  # plain loops over cells, so that the compiler makes vector code of them
                for c in range(m):
                    value = np.float64(one[c])
                    product[c] *= value
                    into[c] += value
                    least[c] = min(least[c], value)
            else:
                for c in range(m):
                    value, following = np.float64(one[c]), np.float64(other[c])
                    product[c] *= value * following
                    into[c] += value + following
                    least[c] = min(least[c], value, following)
        if t % together >= together - 2 or last == k - 1:
            in_range = True
            for c in range(m):
                in_range &= 1e-290 < product[c] < 1e290
            if not in_range:
                return False
            _take_logarithms(product, m)
            for c in range(m):
                logs[c] += product[c]
                product[c] = 1.0
    whole = True
    for c in range(m):
        whole &= least[c] > 0.0
    return whole


@njit(nogil=True, cache=True)
def _moments_of_seen(power, start, m, seen, logs, sums):
    """The same, each cell from the dates that all its polarisations are seen on."""
    k, p, _ = power.shape
    logs[:] = 0.0
    sums[:] = 0.0
    for c in range(m):
        seen[c] = 0.0
        for t in range(k):
            ok = True
            for q in range(p):
                ok &= power[t, q, start + c] > 0.0
            if ok:
                seen[c] += 1.0
                for q in range(p):
                    value = np.float64(power[t, q, start + c])
                    logs[c] += math.log(value)
                    sums[q, c] += value


@njit(nogil=True, cache=True)
def _omnibus(power, looks, log_alpha, every, factors, log_p, first, direction, step_db):
    p, n = power.shape[1:]
    seen, logs, total, sums = np.empty(_CHUNK), np.empty(_CHUNK), np.empty(_CHUNK), np.empty((p, _CHUNK))
    for start in range(0, n, _CHUNK):
        m = min(_CHUNK, n - start)
        if not _moments_of_all(power, start, m, seen, logs, sums):
            _moments_of_seen(power, start, m, seen, logs, sums)
        for c in range(m):
            total[c] = 1.0
            for q in range(p):
                total[c] *= sums[q, c] / seen[c] if seen[c] > 1 else 1.0
        _take_logarithms(total, m)
        for c in range(m):
            dates = int(seen[c])
            if dates < 2:
                log_p[start + c] = np.nan
                continue
            log_q = looks * (logs[c] - dates * total[c])
            value = _interpolated(every, dates, math.sqrt(max(0.0, -2 * log_q)))
            log_p[start + c] = min(value, 0.0)
            if value < log_alpha:
                _describe(power, start + c, looks, log_alpha, factors, first, direction, step_db)


@njit(nogil=True, cache=True)
def _next_change(power, cell, begin, looks, log_alpha, factors):
    """First date from ``begin`` whose factor R_j rejects (k where none does), and the date with the smallest p-value."""
    k, p = power.shape[:2]
    sums = np.zeros(p)
    j, before = 0, 0.0  # dates so far, and ln of the product of their mean powers
    best, least = k, np.inf
    for t in range(begin, k):
        one, mean = 1.0, 1.0
        ok = True
        for q in range(p):
            value = np.float64(power[t, q, cell])
            ok &= value > 0.0
            one *= value
            mean *= (sums[q] + value) / (j + 1)
        if not ok:
            continue
        j += 1
        for q in range(p):
            sums[q] += power[t, q, cell]
        now = math.log(mean)
        log_r = (j - 1) * before + math.log(one) - j * now
        before = now
        if j > 1:
            log_p = _interpolated(factors, j, math.sqrt(max(0.0, -2 * looks * log_r)))
            if log_p < log_alpha:
                return t, t
            if log_p < least:
                best, least = t, log_p
    return k, best


@njit(nogil=True, cache=True)
def _describe(power, cell, looks, log_alpha, factors, first, direction, step_db):
    k, p = power.shape[:2]
    found, likeliest = _next_change(power, cell, 0, looks, log_alpha, factors)
    # The whole may reject though no factor does: the change then lies where its factor is least likely.
    begin = found if found < k else likeliest
    end = _next_change(power, cell, begin, looks, log_alpha, factors)[0]
    step = np.zeros(p)
    counts = np.zeros(2)
    means = np.zeros((2, p))
    for t in range(end):
        ok = True
        for q in range(p):
            ok &= power[t, q, cell] > 0.0
        if ok:
            side = 1 if t >= begin else 0
            counts[side] += 1.0
            for q in range(p):
                means[side, q] += power[t, q, cell]
    for q in range(p):
        step[q] = math.log(means[1, q] / counts[1] / (means[0, q] / counts[0]))
        step_db[q, cell] = step[q] * (10 / math.log(10.0))
    first[cell] = begin
    direction[cell] = direction_of(step, (1 / counts[0] + 1 / counts[1]) / looks)


@njit(nogil=True, cache=True)
def direction_of(step, variance):
    """BRIGHTER or DARKER as the largest step in ln power says; MIXED where another polarisation goes the other way by
    more than chance (1.96 of its own deviation)."""
    strongest = 0
    for q in range(len(step)):
        if abs(step[q]) > abs(step[strongest]):
            strongest = q
    for q in range(len(step)):
        if step[q] * step[strongest] < 0 and step[q] * step[q] > 3.84 * variance:
            return MIXED
    return BRIGHTER if step[strongest] > 0 else DARKER
