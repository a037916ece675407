"""Iteratively reweighted multivariate alteration detection (IR-MAD).

Nielsen 2007, "The regularized iteratively reweighted MAD method for change detection in multi- and
hyperspectral data", IEEE TIP 16(2), doi 10.1109/TIP.2006.888195, sections II and III.

With X, Y the p bands of the two dates and ρ their canonical correlations under the weights w,

    M_i = a_iᵀX − b_iᵀY,   T = Σ M_i² / 2(1 − ρ_i) ~ χ²_p where nothing changed,   w = P(χ²_p > T),

and the weights of one round give the correlations of the next, until the ρ stand still.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy.linalg import LinAlgError, eigh

from ..errors import InputError
from ..tasks import Part, Progress, Silent, check_cancelled, run_ordered
from ..text import QT_TRANSLATE_NOOP, Message

TOLERANCE = 1e-3
MOST_ITERATIONS = 30
_MANY = 1 << 22  # pixels from which the first rounds look at a sample only
_THIN = 16
_PIECE = 1 << 18  # pixels summed by one task: fixed, so that sums do not depend on blocks or threads
_CHUNK = 256  # pixels worked on at once: 12 bands of them in float64 fit the first-level cache


@dataclass(frozen=True)
class IrMad:
    """The transformation found.

    ``means`` (2p,) of the bands of both dates under the final weights; ``a``, ``b`` (p, p) hold the
    weights of variate i in column i, ``rho`` (p,) its correlation, largest first. ``converged`` says
    whether the largest change of ρ fell below the tolerance within ``iterations`` rounds.
    """

    means: np.ndarray
    a: np.ndarray
    b: np.ndarray
    rho: np.ndarray
    iterations: int
    converged: bool

    @property
    def projection(self) -> np.ndarray:
        """(p, 2p): row i times the centred bands of both dates is variate i, divided by its no-change sd."""
        sd = np.sqrt(2 * (1 - self.rho))
        return np.hstack([(self.a / sd).T, -(self.b / sd).T])

    def variates(self, before: np.ndarray, after: np.ndarray) -> np.ndarray:
        """MAD variates M, shape (p, …), of bands of shape (p, …)."""
        p = len(self.rho)
        both = np.concatenate([before, after]).reshape(2 * p, -1) - self.means[:, None]
        return (self.a.T @ both[:p] - self.b.T @ both[p:]).reshape(before.shape)

    def chi_square(self, before: np.ndarray, after: np.ndarray) -> np.ndarray:
        """T, float32 of shape (rows, columns), of bands of shape (p, rows, columns)."""
        p, rows, columns = before.shape
        out = np.empty(rows * columns, np.float32)
        _chi_square(
            np.ascontiguousarray(before).reshape(p, -1),
            np.ascontiguousarray(after).reshape(p, -1),
            self.means,
            np.ascontiguousarray(self.projection),
            out,
        )
        return out.reshape(rows, columns)


def fit(
    pixels: np.ndarray,
    progress: Progress | None = None,
    tolerance: float = TOLERANCE,
    most_iterations: int = MOST_ITERATIONS,
    workers: int | None = None,
) -> IrMad:
    """Find the IR-MAD transformation of ``pixels``.

    ``pixels``, shape (2p, n), holds the p bands of the first date, then those of the second, of the
    pixels valid on both. With four million pixels or more, rounds on every 16th pixel come first.
    Raises :class:`InputError` where a band is constant or a copy of others.
    """
    progress = progress or Silent()
    p, n = pixels.shape[0] // 2, pixels.shape[1]
    if n >= _MANY:
        # Most rounds on a thin sample bring the weights near where they settle; the last ones see every pixel.
        thin = np.ascontiguousarray(pixels[:, ::_THIN])
        start = fit(thin, Part(progress, 0, 0.4), tolerance, most_iterations, workers)
        centre, rho, projection = start.means, start.rho, start.projection
        progress = Part(progress, 0.4, 1)
    else:
        centre = pixels[:, :: max(1, n // 100_000)].mean(axis=1, dtype=np.float64)
        rho, projection = np.zeros(p), None
    for iteration in range(1, most_iterations + 1):
        check_cancelled(progress)
        mean, covariance = _weighted_moments(pixels, centre, projection, workers)
        a, b, new_rho = _canonical(covariance)
        moved = float(np.abs(new_rho - rho).max())
        rho = new_rho
        found = IrMad(mean, a, b, rho, iteration, moved < tolerance)
        progress.report(
            # Rounds shrink the step by about a constant factor; this only feeds the progress bar.
            min(0.99, iteration / 20),
            Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "IR-MAD round {round}: largest change of a correlation {moved}"),
                {"round": iteration, "moved": f"{moved:.4f}"},
            ),
        )
        if found.converged:
            break
        centre, projection = mean, found.projection
    progress.report(1)
    return found


def _weighted_moments(
    pixels: np.ndarray, centre: np.ndarray, projection: np.ndarray | None, workers: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """Mean (2p,) and covariance (2p, 2p) under the no-change weights of ``projection`` (all 1 where None)."""
    bands, n = pixels.shape
    starts = range(0, n, _PIECE)
    weighted = projection is not None
    matrix = np.ascontiguousarray(projection) if weighted else np.zeros((bands // 2, bands))

    def piece(start: int) -> np.ndarray:
        return _moments(pixels, start, min(n, start + _PIECE), centre, matrix, weighted)

    total = sum(run_ordered(piece, starts, Silent(), len(starts), workers))
    weight = total[bands, bands]
    shift = total[:bands, bands] / weight
    upper = np.triu(total[:bands, :bands]) / weight
    covariance = upper + np.triu(upper, 1).T - np.outer(shift, shift)
    return centre + shift, covariance


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract", "nsz"})
def _moments(pixels, start, stop, centre, projection, weighted):
    """Weighted sums of products of the centred bands (upper triangle), of the bands (last column), of 1."""
    bands = pixels.shape[0]
    p = bands // 2
    total = np.zeros((bands + 1, bands + 1))
    z = np.empty((bands, _CHUNK))
    wz = np.empty(_CHUNK)
    w = np.empty(_CHUNK)
    v = np.empty(_CHUNK)
    t = np.empty(_CHUNK)
    for first in range(start, stop, _CHUNK):
        m = min(_CHUNK, stop - first)
        for i in range(bands):
            c = centre[i]
            for k in range(m):
                z[i, k] = pixels[i, first + k] - c
        if weighted:
            _statistic(z, projection, m, v, t)
            for k in range(m):
                w[k] = _chi_square_tail(t[k], p)
        else:
            for k in range(m):
                w[k] = 1.0
        for i in range(bands):
            s = 0.0
            for k in range(m):
                wz[k] = w[k] * z[i, k]
                s += wz[k]
            total[i, bands] += s
            for j in range(i, bands):
                s = 0.0
                for k in range(m):
                    s += wz[k] * z[j, k]
                total[i, j] += s
        s = 0.0
        for k in range(m):
            s += w[k]
        total[bands, bands] += s
    return total


@njit(nogil=True, cache=True)
def _chi_square_tail(t, p):
    """P(χ²_p > t) for integer p: Abramowitz & Stegun 1964, 26.4.4 (odd p) and 26.4.5 (even p)."""
    half = 0.5 * t
    if half > 700.0:
        return 0.0
    e = math.exp(-half)
    if p % 2 == 0:
        term = e
        tail = e
        for r in range(1, p // 2):
            term *= half / r
            tail += term
        return tail
    tail = math.erfc(math.sqrt(half))
    term = e * math.sqrt(2.0 * t / math.pi)
    for r in range(1, (p - 1) // 2 + 1):
        tail += term
        term *= t / (2 * r + 1)
    return tail


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract", "nsz"})
def _chi_square(before, after, means, projection, out):
    p, n = before.shape
    z = np.empty((2 * p, _CHUNK))
    v = np.empty(_CHUNK)
    t = np.empty(_CHUNK)
    for first in range(0, n, _CHUNK):
        m = min(_CHUNK, n - first)
        for i in range(p):
            for k in range(m):
                z[i, k] = before[i, first + k] - means[i]
                z[p + i, k] = after[i, first + k] - means[p + i]
        _statistic(z, projection, m, v, t)
        for k in range(m):
            out[first + k] = t[k]


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract", "nsz"})
def _statistic(z, projection, m, v, t):
    """t[k] = T of column k of the centred bands z, for k < m; v is scratch."""
    for k in range(m):
        t[k] = 0.0
    for j in range(projection.shape[0]):
        for k in range(m):
            v[k] = projection[j, 0] * z[0, k]
        for i in range(1, projection.shape[1]):
            f = projection[j, i]
            for k in range(m):
                v[k] += f * z[i, k]
        for k in range(m):
            t[k] += v[k] * v[k]


def _canonical(covariance: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Canonical variates of the two halves of ``covariance``: a, b (p, p) with unit variances, and ρ (p,)."""
    p = covariance.shape[0] // 2
    xx, yy, xy = covariance[:p, :p], covariance[p:, p:], covariance[:p, p:]
    try:
        _, a = eigh(xy @ np.linalg.solve(yy, xy.T), xx)
    except (LinAlgError, np.linalg.LinAlgError) as error:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "A band of the pair is constant, or a copy of other bands, so that the bands cannot be told apart. "
                "Check the order of the bands and leave such bands out.",
            )
        ) from error
    a = a[:, ::-1]
    b = np.linalg.solve(yy, xy.T @ a)
    b /= np.sqrt(np.einsum("ij,ij->j", b, yy @ b))
    # The sign of a variate is free: fix it so that it goes up with the bands of the first date.
    sign = np.where((xx @ a / np.sqrt(np.diag(xx))[:, None]).sum(axis=0) < 0, -1.0, 1.0)
    a, b = a * sign, b * sign
    rho = np.einsum("ij,ij->j", a, xy @ b)
    return a, b, np.clip(rho, 0.0, 1 - 1e-12)
