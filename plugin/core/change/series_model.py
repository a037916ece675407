"""What is usual for ground of each kind on each date: learnt from the whole stack, used pixel by pixel.

One year or two of clear dates are few to tell season from change pixel by pixel. So the pixels of the scene are grouped by
their own harmonic seasons (NDVI, BSI), and each group's median on each date is the season of that very date: late leaves,
haze and a low sun move the whole group, a fill does not. The pixel keeps a harmonic baseline of its own around it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.cluster.vq import kmeans2

from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from .series_harmonic import CLEAR, coefficients, design, monitor, nearest, residuals

GROUPS = 24
_LEAST_IN_GROUP = 200  # sample pixels; of fewer a median on a cloudy date says little
_LEAST_SEEN = 30  # clear sample pixels of a group on a date; of fewer, all of the scene
_FIRST_RIDGE, _OWN_RIDGE = 0.3, 1.0  # weight, in dates, of no season (the first harmonic; the second has twice)
_PRIOR_DATES = 6.0  # weight of the group's scale beside the pixel's own
_LEAST_SPREAD = 0.015  # of an index
_INNER = 2.5  # standard deviations within which correlations are taken

LASTING_DAYS = 120
"""Bare for longer, ground is not merely ploughed: fields of the region lie bare one to three months."""
MARGIN = 0.05
"""Of an index, by which ground must be barer than ever in its history."""


def harmonics_for(days: np.ndarray) -> int:
    """Harmonics that the dates of a history (days) can carry: 2 from a year and twelve dates on, 1 from eight months and
    six, else none."""
    span = float(days[-1] - days[0])
    if span >= 330 and len(days) >= 12:
        return 2
    return 1 if span >= 240 and len(days) >= 6 else 0


@dataclass(frozen=True)
class Rule:
    """When a date departs and a change is one: ``index`` 0 NDVI, 1 BSI, 2 both; ``limit`` of T; dates that confirm."""

    index: int
    limit: float
    confirmations: int


@dataclass(frozen=True)
class Found:
    """What :func:`series_harmonic.monitor` returns, pixel by pixel."""

    strength: np.ndarray
    changed: np.ndarray
    masked: np.ndarray
    first: np.ndarray
    last: np.ndarray
    watched: np.ndarray
    spell: np.ndarray


@dataclass(frozen=True)
class SeriesModel:
    """``days`` (dates,) from the first, ``history`` the number of dates learnt from.

    ``centres`` (groups, p, q) harmonic coefficients of the groups; ``curves`` and ``spread`` (groups, p, dates) their
    medians and the NMAD around the baselines; ``pooled`` (groups, p) usual scale in the history; ``correlation`` (groups,)
    of the departures of both indices.
    """

    days: np.ndarray
    history: int
    harmonics: int
    centres: np.ndarray
    curves: np.ndarray
    spread: np.ndarray
    pooled: np.ndarray
    correlation: np.ndarray

    @classmethod
    def fit(
        cls,
        values: np.ndarray,
        state: np.ndarray,
        days: np.ndarray,
        history: int,
        harmonics: int,
        progress: Progress | None = None,
    ) -> SeriesModel:
        """Learn from sample pixels: NDVI and BSI, ``values`` (2, n, dates) float32, and ``state`` (n, dates)."""
        progress = progress or Silent()
        regressors, ridge = design(days, harmonics), _ridge(harmonics, _FIRST_RIDGE)
        features, seen = coefficients(values, state, regressors, history, ridge)
        enough = seen >= max(1, min(np.median(seen), history) / 2)
        values, state, features = values[:, enough], state[enough], features[enough]
        check_cancelled(progress)
        centres = _centres(features)
        check_cancelled(progress)
        group = nearest(features, centres)
        clear = state == CLEAR
        curves = _curves(values, clear, features, group, centres, regressors)
        blank = cls(
            days, history, harmonics, centres, curves, np.zeros_like(curves),
            np.zeros(curves.shape[:2]), np.zeros(len(centres)),
        )  # fmt: skip
        check_cancelled(progress)
        departures, scales = blank._residuals(values, state, group, 0.0)
        check_cancelled(progress)
        pooled = np.stack([np.median(scales[:, group == g], axis=1) for g in range(len(centres))])
        spread = _spread(departures, clear, group, len(centres))
        correlation = _correlation(departures, clear, spread, group)
        return cls(days, history, harmonics, centres, curves, spread, pooled, correlation)

    @property
    def usable(self) -> np.ndarray:
        """Dates (dates,; bool) on which enough of the scene is seen."""
        return np.isfinite(self.curves[:, 0]).any(axis=0)

    def watch(self, values: np.ndarray, state: np.ndarray, flags: np.ndarray, rule: Rule):
        """Baselines (2, n, dates) of pixels, clear dates of their history (n,), and what is :class:`Found`."""
        regressors, ridge = design(self.days, self.harmonics), _ridge(self.harmonics, _FIRST_RIDGE)
        features, seen = coefficients(values, state, regressors, self.history, ridge)
        group = nearest(features, self.centres)
        departures, scales = self._residuals(values, state, group, _PRIOR_DATES)
        found = monitor(
            values, state, flags, self.days, self.history, departures, scales, self.spread, group, self.correlation,
            rule.index, rule.limit, rule.confirmations, LASTING_DAYS, MARGIN,
        )  # fmt: skip
        return values - departures, seen, Found(*found)

    def _residuals(self, values, state, group, prior: float):
        ridge = _ridge(self.harmonics, _OWN_RIDGE)
        regressors = design(self.days, self.harmonics)
        return residuals(values, state, group, self.curves, regressors, self.history, ridge, self.pooled, prior)

    def told(self) -> Message:
        """What could be fitted, for the log."""
        return Message(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Baseline from {history} of {dates} dates over {days} days: {groups} kinds of ground, {harmonics} harmonics "
                "of the year.",
            ),
            {
                "history": self.history,
                "dates": len(self.days),
                "days": int(self.days[self.history - 1] - self.days[0]),
                "groups": len(self.centres),
                "harmonics": self.harmonics,
            },
        )


def _ridge(harmonics: int, weight: float) -> np.ndarray:
    """Diagonal (q,) added to the normal equations; the intercept is hardly held."""
    return np.array([1e-6] + [weight * k for k in range(1, harmonics + 1) for _ in range(2)])


def _centres(features: np.ndarray) -> np.ndarray:
    n, p, q = features.shape
    count = int(np.clip(n // _LEAST_IN_GROUP, 1, GROUPS))
    centres, member = kmeans2(features.reshape(n, -1), count, minit="++", rng=np.random.default_rng(0), iter=30)
    kept = np.bincount(member, minlength=count) >= min(_LEAST_IN_GROUP, n) / 2
    return np.ascontiguousarray(centres[kept]).reshape(-1, p, q)


def _curves(values, clear, features, group, centres, regressors) -> np.ndarray:
    """Medians of the groups on every date; where few of a group are seen, its season moved as all of the scene moved."""
    p, _, dates = values.shape
    curves = np.full((len(centres), p, dates), np.nan)
    seasons = centres @ regressors.T  # (groups, p, dates)
    for t in range(dates):
        seen = clear[:, t]
        if seen.sum() < _LEAST_SEEN:
            continue
        moved = np.median(values[:, seen, t] - (features[seen] @ regressors[t]).T, axis=1)
        for g in range(len(centres)):
            here = seen & (group == g)
            curves[g, :, t] = (
                np.median(values[:, here, t], axis=1) if here.sum() >= _LEAST_SEEN else seasons[g, :, t] + moved
            )
    return curves


def _spread(departures, clear, group, count: int) -> np.ndarray:
    """NMAD (groups, p, dates) of the departures; that of all groups where few of one are seen."""
    p, _, dates = departures.shape
    spread = np.full((count, p, dates), _LEAST_SPREAD)
    for t in range(dates):
        seen = clear[:, t] & np.isfinite(departures[0, :, t])
        if seen.sum() < _LEAST_SEEN:
            continue
        for g in range(count):
            here = seen & (group == g)
            part = departures[:, here if here.sum() >= _LEAST_SEEN else seen, t]
            nmad = 1.4826 * np.median(np.abs(part - np.median(part, axis=1, keepdims=True)), axis=1)
            spread[g, :, t] = np.maximum(nmad, _LEAST_SPREAD)
    return spread


def _correlation(departures, clear, spread, group) -> np.ndarray:
    """Correlation (groups,) of the departures of both indices; what changed left out."""
    out = np.zeros(len(spread))
    for g in range(len(spread)):
        here = group == g
        z = (departures[:, here] / spread[g][:, None])[:, clear[here]]
        z = z[:, np.all(np.abs(z) < _INNER, axis=0)]
        if z.shape[1] >= _LEAST_SEEN:
            out[g] = np.clip(np.corrcoef(z)[0, 1], -0.9, 0.9)
    return out
