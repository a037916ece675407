"""Per-pixel arithmetic of a series, compiled: robust harmonic regression, and what departs from it and stays.

Harmonic regression as in Verbesselt et al. 2012 (doi 10.1016/j.rse.2012.02.022, eq. 1) and Zhu & Woodcock 2014
(doi 10.1016/j.rse.2014.01.011, eq. 1–2), fitted by iteratively reweighted least squares with Tukey's bisquare as in the
latter; a ridge on the harmonics, because one year of clear dates is few for five coefficients.
"""

from __future__ import annotations

import numpy as np
from numba import njit

UNSEEN, CLEAR, HIDDEN = 0, 1, 2
"""State of a cell on a date: no data; the ground is seen; masked as cloud."""
BARE, GREEN, SOIL, WATER = 1, 2, 4, 8
"""Flags of a cell on a date: bare ground; vegetation; coloured as soil is, and clouds are not; open water."""
_ROUNDS = 5
_BISQUARE = 4.685  # 95 % efficient under normal errors
_LEAST_SCALE = 0.01  # of an index; what sensor noise alone leaves


def design(days: np.ndarray, harmonics: int) -> np.ndarray:
    """Regressors (dates, 1 + 2·harmonics) float64: 1, cos and sin of the year and of its fractions."""
    angle = 2 * np.pi * np.asarray(days, np.float64)[:, None] / 365.25 * np.arange(1, harmonics + 1)
    pairs = np.stack([np.cos(angle), np.sin(angle)], axis=2).reshape(len(days), 2 * harmonics)
    return np.hstack([np.ones((len(days), 1)), pairs])


@njit(nogil=True, cache=True)
def _solve(matrix, right):
    """Solve a symmetric positive definite system in place by Cholesky's way; the answer is in ``right``."""
    q = len(right)
    for j in range(q):
        for k in range(j):
            matrix[j, j] -= matrix[j, k] * matrix[j, k]
        matrix[j, j] = np.sqrt(matrix[j, j])
        for i in range(j + 1, q):
            for k in range(j):
                matrix[i, j] -= matrix[i, k] * matrix[j, k]
            matrix[i, j] /= matrix[j, j]
    for i in range(q):
        for k in range(i):
            right[i] -= matrix[i, k] * right[k]
        right[i] /= matrix[i, i]
    for i in range(q - 1, -1, -1):
        for k in range(i + 1, q):
            right[i] -= matrix[k, i] * right[k]
        right[i] /= matrix[i, i]


@njit(nogil=True, cache=True)
def _median(values, count):
    """Median of the first ``count`` of ``values``, which are sorted in place."""
    for i in range(1, count):
        value, k = values[i], i
        while k > 0 and values[k - 1] > value:
            values[k] = values[k - 1]
            k -= 1
        values[k] = value
    half = count // 2
    return values[half] if count % 2 else 0.5 * (values[half - 1] + values[half])


@njit(nogil=True, cache=True)
def _fit(y, use, regressors, ridge, coefficients, weights, room, matrix):
    """Robust ridge regression of ``y`` where ``use``; fills ``coefficients``, returns the scale of its residuals."""
    dates, q = regressors.shape
    scale = 0.0
    for t in range(dates):
        weights[t] = 1.0 if use[t] else 0.0
    for _ in range(_ROUNDS):
        matrix[:] = 0.0
        coefficients[:] = 0.0
        for t in range(dates):
            if weights[t] > 0:
                for i in range(q):
                    coefficients[i] += weights[t] * regressors[t, i] * y[t]
                    for j in range(i + 1):
                        matrix[i, j] += weights[t] * regressors[t, i] * regressors[t, j]
        for i in range(q):
            matrix[i, i] += ridge[i]
        _solve(matrix, coefficients)
        count = 0
        for t in range(dates):
            if use[t]:
                left = y[t]
                for i in range(q):
                    left -= regressors[t, i] * coefficients[i]
                weights[t] = left
                room[count] = abs(left)
                count += 1
        scale = max(1.4826 * _median(room, count), _LEAST_SCALE)
        for t in range(dates):
            if use[t]:
                u = weights[t] / (_BISQUARE * scale)
                weights[t] = (1 - u * u) ** 2 if abs(u) < 1 else 0.0
    return scale


@njit(nogil=True, cache=True)
def coefficients(values, state, regressors, history, ridge):
    """Robust harmonic coefficients (n, p, q) of the history of pixels, and how many clear dates (n,) they are from.

    ``values`` (p, n, dates) float32, ``state`` (n, dates); the first ``history`` dates are the history.
    """
    p, n, _ = values.shape
    q = regressors.shape[1]
    early = regressors[:history]
    out, seen = np.zeros((n, p, q)), np.zeros(n, np.int64)
    weights, room, matrix = np.empty(history), np.empty(history), np.empty((q, q))
    y, use = np.empty(history), np.empty(history, np.bool_)
    for k in range(n):
        for t in range(history):
            use[t] = state[k, t] == CLEAR
            seen[k] += use[t]
        if seen[k] == 0:
            continue
        for c in range(p):
            for t in range(history):
                y[t] = values[c, k, t]
            _fit(y, use, early, ridge, out[k, c], weights, room, matrix)
    return out, seen


@njit(nogil=True, cache=True)
def nearest(features, centres):
    """Index (n,) of the nearest of ``centres`` (groups, p, q) to each of ``features`` (n, p, q)."""
    n, p, q = features.shape
    out = np.zeros(n, np.int64)
    for k in range(n):
        best = np.inf
        for g in range(len(centres)):
            square = 0.0
            for c in range(p):
                for i in range(q):
                    square += (features[k, c, i] - centres[g, c, i]) ** 2
            if square < best:
                best = square
                out[k] = g
    return out


@njit(nogil=True, cache=True)
def residuals(values, state, group, curves, regressors, history, ridge, pooled, prior):
    """Departures (p, n, dates) from each pixel's baseline, and the scale (p, n) of those of its history.

    The baseline is the curve (groups, p, dates) of the pixel's group plus a harmonic regression of what the pixel's
    history differs from it. Scales are drawn towards those of the group, ``pooled`` (groups, p), with the weight of
    ``prior`` dates. NaN on dates not usable.
    """
    p, n, dates = values.shape
    q = regressors.shape[1]
    early = regressors[:history]
    out, scales = np.full((p, n, dates), np.nan, np.float32), np.zeros((p, n), np.float32)
    weights, room, matrix = np.empty(history), np.empty(history), np.empty((q, q))
    y, use, found = np.empty(history), np.empty(history, np.bool_), np.empty(q)
    for k in range(n):
        g = group[k]
        seen = 0
        for t in range(history):
            use[t] = state[k, t] == CLEAR and not np.isnan(curves[g, 0, t])
            seen += use[t]
        if seen == 0:
            continue
        for c in range(p):
            for t in range(history):
                y[t] = values[c, k, t] - curves[g, c, t]
            scale = _fit(y, use, early, ridge, found, weights, room, matrix)
            square = prior * pooled[g, c] ** 2 + seen * scale**2
            scales[c, k] = np.sqrt(square / (prior + seen))
            for t in range(dates):
                if state[k, t] != UNSEEN:
                    left = values[c, k, t] - curves[g, c, t]
                    for i in range(q):
                        left -= regressors[t, i] * found[i]
                    out[c, k, t] = left
    return out, scales


@njit(nogil=True, cache=True)
def monitor(
    values, state, flags, days, history, departures, scales, spread, group, correlation, index, limit, confirmations,
    lasting, margin,
):  # fmt: skip
    """What departs from the baseline after the history and stays.

    A date departs where T = zᵀR⁻¹z > ``limit``, z being ``departures`` of NDVI and BSI (2, n, dates) over the larger of the
    pixel's scale and the group's ``spread`` on that date, R their ``correlation`` in the group; T = z² where ``index`` is 0
    (NDVI alone) or 1 (BSI alone). Departures on following clear dates are one spell; a clear date without ends it, and so
    does the opposite direction. A spell is a change

    - where it lasts to the end, and on ``confirmations`` dates the pixel is barer (or greener) by ``margin`` than ever in
      its history: ploughed land has been bare before;
    - or where it lasts ``lasting`` days, longer than land lies ploughed, and a month longer than such spells in its history.
      Bare where the season has bare ground anyway prolongs a spell.

    Masked dates count where the ground looks bare through the mask, and mark the change as ``masked`` where the clear ones
    alone do not suffice. The first change of a pixel is kept.

    Returns per pixel (n,): strength, the root of the ``confirmations``-th largest T of the spell, or of all clear dates
    where nothing changed; changed; masked; first date departed and last clear date before it (−1: none); clear dates
    after the history; and (n, dates) where the pixel departed in the spell.
    """
    _, n, dates = values.shape
    strength, watched = np.zeros(n, np.float32), np.zeros(n, np.int64)
    changed, masked = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    first, last = np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    spells = np.zeros((n, dates), np.bool_)
    statistic, room, way = np.empty(dates), np.empty(dates), np.empty(dates, np.int64)
    inside = np.empty(dates, np.bool_)
    for k in range(n):
        g = group[k]
        barest, greenest, before = -np.inf, np.inf, -1
        longest, since = 0.0, -1  # the longest bare spell of the history that the baseline does not hold
        for t in range(dates):
            if state[k, t] == UNSEEN or np.isnan(departures[0, k, t]):
                statistic[t] = -1.0
                continue
            level = -values[0, k, t] if index == 0 else values[1, k, t]
            if index == 2:
                level = 0.5 * (level - values[0, k, t])
            z0 = departures[0, k, t] / max(scales[0, k], spread[g, 0, t])
            z1, r = departures[1, k, t] / max(scales[1, k], spread[g, 1, t]), correlation[g]
            if index == 2:
                square = (z0 * z0 - 2 * r * z0 * z1 + z1 * z1) / (1 - r * r)
                lean, across = z1 - z0, z0 + z1
            else:
                lean, across = (z1, 0.0) if index == 1 else (-z0, 0.0)
                square = lean * lean
            statistic[t] = square
            way[t] = 0 if abs(lean) < abs(across) else (1 if lean > 0 else -1)
            room[t] = level
            if t < history and state[k, t] == CLEAR:
                before = t
                if flags[k, t] & GREEN:
                    greenest = min(greenest, level)
                if flags[k, t] & BARE:
                    barest = max(barest, level)
                    if since < 0 and square > limit and lean > 0:
                        since = t
                    if since >= 0:
                        longest = max(longest, days[t] - days[since])
                else:
                    since = -1
        enough = max(lasting, longest + 30.0)
        begin, end, sign, clear, all_dates, novel, novel_clear = -1, -1, 0, 0, 0, 0, 0
        previous = before
        inside[:] = False
        for t in range(history, dates + 1):
            closes = t == dates
            departs = False
            if not closes:
                if statistic[t] < 0:
                    continue
                departs = statistic[t] > limit
                bare = (flags[k, t] & BARE) != 0
                soil = bare and (flags[k, t] & SOIL) != 0
                if state[k, t] == HIDDEN and not (departs and soil and way[t] >= 0):
                    continue
                watched[k] += state[k, t] == CLEAR
                # Bare where bare ground is the rule of the season says nothing about earlier bareness.
                if not departs and begin >= 0 and sign >= 0 and bare:
                    end = t
                    continue
                closes = not departs or (begin >= 0 and sign * way[t] < 0)
            if closes and begin >= 0 and not changed[k]:
                # How the spell ended up, now that it is over or the dates are.
                open_yet = t == dates
                long = days[end] - days[begin] >= enough
                by_clear = clear >= confirmations and (long or (open_yet and novel_clear >= confirmations))
                by_all = all_dates >= confirmations and sign >= 0 and (long or (open_yet and novel >= confirmations))
                if by_clear or by_all:
                    changed[k], masked[k] = True, not by_clear
                    first[k], last[k] = begin, before
                    spells[k] = inside
            if t == dates:
                break
            if closes:
                begin, sign, clear, all_dates, novel, novel_clear = -1, 0, 0, 0, 0, 0
                inside[:] = False
            if departs:
                if begin < 0:
                    begin, before = t, previous
                end = t
                inside[t] = True
                sign = way[t] if sign == 0 else sign
                known = (
                    greenest - margin <= room[t]
                    if way[t] < 0
                    else ((way[t] > 0 or bare) and room[t] <= barest + margin)
                )
                all_dates += 1
                novel += not known
                if state[k, t] == CLEAR:
                    clear += 1
                    novel_clear += not known
            if state[k, t] == CLEAR:
                previous = t
        count = 0
        for t in range(history, dates):
            if statistic[t] >= 0 and (spells[k, t] if changed[k] else state[k, t] == CLEAR):
                room[count] = -statistic[t]
                count += 1
        if count >= confirmations:
            _median(room, count)  # sorts
            strength[k] = np.sqrt(-room[confirmations - 1])
    return strength, changed, masked, first, last, watched, spells
