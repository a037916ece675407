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
from scipy.linalg import LinAlgError, cho_factor, cho_solve, eigh

from ..errors import InputError
from ..tasks import Part, Progress, Silent, check_cancelled, run_ordered
from ..text import QT_TRANSLATE_NOOP, Message

TOLERANCE = 1e-3
MOST_ITERATIONS = 30
_MANY = 1 << 22
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
    pixels valid on both. From four million pixels on, the first rounds look at every 16th.
    Raises :class:`InputError` where a band is constant or a copy of others.
    """
    progress = progress or Silent()
    p, n = pixels.shape[0] // 2, pixels.shape[1]
    centre = pixels[:, :: max(1, n // 100_000)].mean(axis=1, dtype=np.float64)
    rho, projection = np.zeros(p), None
    if n >= _MANY:
        # Where the rounds begin is free. The weights found on a thin sample are near those of all pixels, whose rounds
        # are then few; when to stop is judged on all pixels as ever.
        start = fit(
            np.ascontiguousarray(pixels[:, ::_THIN]), Part(progress, 0, 0.3), tolerance, most_iterations, workers
        )
        centre, projection = start.means, start.projection
        progress = Part(progress, 0.3, 1)
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


@njit(nogil=True, cache=True)
def _moments(pixels, start, stop, centre, projection, weighted):
    """Weighted sums of products of the centred bands (upper left), of the bands (last column), of 1 (corner)."""
    bands = pixels.shape[0]
    p = bands // 2
    total = np.zeros((bands + 1, bands + 1))
    product = np.empty((bands + 1, bands + 1))
    z = np.zeros((bands + 1, _CHUNK))  # the last row holds 1, so that one product gives all three sums
    v = np.empty((p, _CHUNK))
    w = np.ones(_CHUNK)
    for first in range(start, stop, _CHUNK):
        m = min(_CHUNK, stop - first)
        for i in range(bands):
            c = centre[i]
            for k in range(m):
                z[i, k] = pixels[i, first + k] - c
        z[bands, :m] = 1.0
        z[:, m:] = 0.0
        if weighted:
            np.dot(projection, z[:bands], v)
            _weights(v, w)
            for k in range(_CHUNK):
                w[k] = math.sqrt(w[k])
            for i in range(bands + 1):
                for k in range(_CHUNK):
                    z[i, k] *= w[k]
        np.dot(z, z.T, product)
        total += product
    return total


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract", "nsz"})
def _weights(v, w):
    """w[k] = P(χ²_p > T) for the squared length T of column k of v (p, n).

    Abramowitz & Stegun 1964, 26.4.4 (odd p) and 26.4.5 (even p). exp(−T/2) is (exp(−T/2048))¹⁰²⁴ with six terms of its
    series: right to 1e-12, and the compiler makes vector code of it.
    """
    p, n = v.shape
    half, term = np.zeros(n), np.empty(n)
    for j in range(p):
        for k in range(n):
            half[k] += 0.5 * v[j, k] * v[j, k]
    for k in range(n):
        half[k] = min(half[k], 60.0)  # beyond, the weight is nothing
        y = half[k] / -1024.0
        e = 1 + y * (1 + y / 2 * (1 + y / 3 * (1 + y / 4 * (1 + y / 5))))
        for _ in range(10):
            e *= e
        term[k] = w[k] = e
    if p % 2 == 0:
        for r in range(1, p // 2):
            for k in range(n):
                term[k] *= half[k] / r
                w[k] += term[k]
        return
    for k in range(n):
        w[k] = math.erfc(math.sqrt(half[k]))
        term[k] *= math.sqrt(4 * half[k] / math.pi)
    for r in range(1, (p - 1) // 2 + 1):
        for k in range(n):
            w[k] += term[k]
            term[k] *= 2 * half[k] / (2 * r + 1)


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract", "nsz"})
def _chi_square(before, after, means, projection, out):
    p, n = before.shape
    z = np.zeros((2 * p, _CHUNK))
    v = np.empty((p, _CHUNK))
    for first in range(0, n, _CHUNK):
        m = min(_CHUNK, n - first)
        for i in range(p):
            for k in range(m):
                z[i, k] = before[i, first + k] - means[i]
                z[p + i, k] = after[i, first + k] - means[p + i]
        np.dot(projection, z, v)
        for k in range(m):
            t = 0.0
            for j in range(p):
                t += v[j, k] * v[j, k]
            out[first + k] = t


def _canonical(covariance: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Canonical variates of the two halves of ``covariance``: a, b (p, p) with unit variances, and ρ (p,)."""
    p = covariance.shape[0] // 2
    xx, yy, xy = covariance[:p, :p], covariance[p:, p:], covariance[:p, p:]
    try:
        # Not np.linalg.solve: after it the threads of NumPy's BLAS wait for more, and take the processor from ours.
        factor = cho_factor(yy)
        _, a = eigh(xy @ cho_solve(factor, xy.T), xx)
    except LinAlgError as error:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "A band of the pair is constant, or a copy of other bands, so that the bands cannot be told apart. "
                "Check the order of the bands and leave such bands out.",
            )
        ) from error
    a = a[:, ::-1]
    b = cho_solve(factor, xy.T @ a)
    b /= np.sqrt(np.einsum("ij,ij->j", b, yy @ b))
    # The sign of a variate is free: fix it so that it goes up with the bands of the first date.
    sign = np.where((xx @ a / np.sqrt(np.diag(xx))[:, None]).sum(axis=0) < 0, -1.0, 1.0)
    a, b = a * sign, b * sign
    rho = np.einsum("ij,ij->j", a, xy @ b)
    return a, b, np.clip(rho, 0.0, 1 - 1e-12)


KERNELS = _moments, _weights, _chi_square
