"""What visits say of the weights the ranking uses, and weights that would fit them better.

Two kinds of weights are learnt, each pulled towards its present value as if that had been found by n₀ visits
(``prior_visits``), so that few visits move little. Where n₀ is not given, :data:`STRENGTHS` are tried, and each counts as
much as the visits are probable under it (marginal likelihood by Laplace's method; MacKay 1992, Neural Comput. 4).

*Parts of the priority* (triage; outcome: improper). Logistic regression on the parts x_p, with a level a_c of its own
for each class, because weights only order within a class:

    logit P(improper) = a_c + Σ β_p x_p,   penalty ½ Σ λ_p (β_p − s w_p)²,   λ_p = n₀ p̄(1 − p̄) var(x_p)

with the present weights w_p and their unknown scale s estimated too: λ_p is the information of n₀ visits about β_p.
Draws from the normal approximation at the optimum (Laplace), those below zero put to zero and each scaled to the sum of
the present weights, give the suggestion (their mean) and its interval. The mean, because the optimum alone would put a
weight to zero on little evidence.

*Reliabilities of the witnesses and the prior* (evidence; outcome: altered). The likelihood ratio L of what a witness
read counts as (1 + r t)/(1 − r t), t = (L − 1)/(L + 1) (:mod:`~soranome.plugin.core.fill.evidence`). The log odds u of r
and of the prior are those most probable, with a penalty ½ Σ λ (u − u_present)² of n₀ visits' information, too; intervals
by the normal approximation.

What a suggestion gains is measured on visits it was not learnt from (folds of sites), its interval by bootstrap over
sites (Efron 1979, Ann. Stat. 7).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit
from scipy.stats import chi2

from ...fill.triage import CLASSES
from .hits import WITNESSES, Outcome, area_under_curve, average_precision, decided, ranked

MINIMUM = 20
"""Hits, and misses, below which nothing is suggested."""
STRENGTHS = (10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0)
FOLDS = 5
_DRAWS = 2000  # from the normal approximation
_RESAMPLES = 1000  # of sites, for the intervals of gains
_SEED = 20240731
_LEVEL_PRECISION = 0.25  # of the classes' levels around the common one: a standard deviation of 2 in log odds
_SCALE_PRECISION = 1 / 20**2  # keeps s finite where the visits are told apart without error
_LEAST_SPREAD = 1e-4  # variance below which all visited places are alike in a part
_EDGE = 1e-3


@dataclass(frozen=True)
class TooFew:
    """Nothing is suggested. ``code``: few (hits or misses), no_parts, no_order."""

    code: str
    hits: int
    misses: int
    minimum: int


@dataclass(frozen=True)
class Weight:
    """One weight. ``hits`` and ``misses`` are the mean of what it weighs among them (NaN where not told); ``observed_db``
    is the log-likelihood ratio of 10·log10 for one unit of it, with its interval. ``learnt`` is False where the visited
    places are all alike, and the present weight stands."""

    name: str
    present: float
    suggested: float
    interval: tuple[float, float]
    hits: float = math.nan
    misses: float = math.nan
    observed_db: float = math.nan
    observed_interval: tuple[float, float] = (math.nan, math.nan)
    learnt: bool = True


@dataclass(frozen=True)
class Gain:
    """A measure now and with the suggestion, on sites not learnt from, and the 95 % interval of the difference. More is
    better."""

    now: float
    suggested: float
    difference: tuple[float, float]

    @property
    def proven(self) -> bool:
        """Whether even the low end of the interval is a gain."""
        return self.difference[0] > 0


@dataclass(frozen=True)
class Suggestion:
    """``gains`` by measure: auc (area under the curve) and precision (average precision) of the order; skill (1 − Brier
    score over that of the rate alone) where probabilities are suggested."""

    weights: list[Weight]
    hits: int
    misses: int
    prior_visits: float
    folds: int
    gains: dict[str, Gain]

    def values(self) -> dict[str, float]:
        return {weight.name: weight.suggested for weight in self.weights}


# -- parts of the priority -------------------------------------------------------------------------


def suggest_weights(
    outcomes: Sequence[Outcome],
    present: Mapping[str, float],
    unknown: float = 0.5,
    prior_visits: float | None = None,
    minimum: int = MINIMUM,
    folds: int = FOLDS,
) -> Suggestion | TooFew:
    """Weights of the parts of the priority that fit the visits, in the order of ``present`` (those in use).

    A part missing at a place counts as ``unknown`` there, as triage counts it.
    """
    known = [one for one in decided(ranked(outcomes)) if one.parts]
    hit = np.array([bool(one.improper) for one in known], bool)
    few = _too_few(hit, minimum)
    names = [name for name in present if any(name in one.parts for one in known)]
    if few or not names:
        return few or TooFew("no_parts", int(hit.sum()), int((~hit).sum()), minimum)
    x = np.array([[one.parts.get(name, unknown) for name in names] for one in known])
    levels = np.array([CLASSES.find(one.priority_class) for one in known])
    weights = np.array([float(present[name]) for name in names])
    fitted = _Regression(x, hit, levels, weights, prior_visits)
    if not fitted.tells_order:
        return TooFew("no_order", int(hit.sum()), int((~hit).sum()), minimum)
    low, high = fitted.intervals()
    spread = fitted.observed()
    found = [
        Weight(
            name,
            float(weights[k]),
            float(fitted.suggested[k]),
            (float(low[k]), float(high[k])),
            float(x[hit, k].mean()),
            float(x[~hit, k].mean()),
            *spread[k],
            bool(fitted.learnable[k]),
        )
        for k, name in enumerate(names)
    ]
    found += [
        Weight(name, float(weight), float(weight), (math.nan, math.nan), learnt=False)
        for name, weight in present.items()
        if name not in names
    ]

    def order(own: np.ndarray) -> np.ndarray:
        return levels + x @ own / (own.sum() or 1.0)

    def learn(rows: np.ndarray) -> np.ndarray:
        return order(_Regression(x[rows], hit[rows], levels[rows], weights, prior_visits).suggested)

    return Suggestion(
        sorted(found, key=lambda weight: list(present).index(weight.name)),
        int(hit.sum()),
        int((~hit).sum()),
        fitted.prior_visits,
        folds,
        _gains(order(weights), learn, hit, folds, _ORDER),
    )


class _Regression:
    """The penalised regression of the module's text. ``x`` (n, parts), ``levels`` (n) the class of each place."""

    def __init__(
        self, x: np.ndarray, hit: np.ndarray, levels: np.ndarray, present: np.ndarray, prior_visits: float | None
    ):
        self._present = present
        variance = x.var(axis=0)
        self.learnable = variance > _LEAST_SPREAD
        inner = x[:, self.learnable] - x[:, self.learnable].mean(axis=0)
        total = float(present[self.learnable].sum())
        # Weights that are all 0 so far say nothing of an order to be pulled to.
        pull = present[self.learnable] / total if total else np.zeros(inner.shape[1])
        classes = np.unique(levels)
        dummies = (levels[:, None] == classes).astype(float) if len(classes) > 1 else np.zeros((len(x), 0))
        self._parts = slice(1 + dummies.shape[1], 1 + dummies.shape[1] + inner.shape[1])
        design = np.hstack([np.ones((len(x), 1)), dummies, inner, np.zeros((len(x), 1))])
        rate = float(hit.mean())
        information = max(rate * (1 - rate), _EDGE) * variance[self.learnable]
        fits = [
            (*_fit(design, hit, self._penalty(design.shape[1], strength * information, pull)), strength)
            for strength in (STRENGTHS if prior_visits is None else (prior_visits,))
        ]
        best = max(fits, key=lambda fit: fit[0])
        self._slopes, self._covariance = best[1][self._parts], best[2][self._parts, self._parts]
        self.prior_visits = best[-1]
        self._total = total or float(present.sum()) or 1.0
        rng = np.random.default_rng(_SEED)
        self._draws = np.concatenate(
            [
                mode[self._parts]
                + rng.standard_normal((count, inner.shape[1])) @ np.linalg.cholesky(wide[self._parts, self._parts]).T
                for (_, mode, wide, _), count in zip(fits, _shares(fits))
            ]
        )
        self._weights = self._scaled(self._draws)
        self.suggested = self._weights.mean(axis=0)

    def _penalty(self, size: int, force: np.ndarray, pull: np.ndarray) -> np.ndarray:
        """The precision of the prior: none of the common level, slopes around the scale times ``pull``."""
        penalty = np.zeros((size, size))
        level, part = np.arange(1, self._parts.start), np.arange(self._parts.start, self._parts.stop)
        penalty[level, level] = _LEVEL_PRECISION
        penalty[part, part] = force
        penalty[part, -1] = penalty[-1, part] = -force * pull
        penalty[-1, -1] = float((force * pull**2).sum()) + _SCALE_PRECISION
        return penalty

    def _scaled(self, slopes: np.ndarray) -> np.ndarray:
        """Weights (draws, parts) of slopes: their sum is that of the present ones."""
        slopes = np.maximum(slopes, 0)
        found = np.repeat(self._present[None], len(slopes), axis=0)
        sums = slopes.sum(axis=1, keepdims=True)
        scaled = self._total * slopes / np.where(sums > 0, sums, 1)
        found[:, self.learnable] = np.where(sums > 0, scaled, found[:, self.learnable])
        return found

    @property
    def tells_order(self) -> bool:
        """Whether the visits show that the parts have to do with the outcome at all: Wald's test of all slopes at 5 %,
        and one of them above zero."""
        if not len(self._slopes) or self._slopes.max() <= 0:
            return False
        statistic = self._slopes @ np.linalg.solve(self._covariance, self._slopes)
        return bool(statistic > chi2.ppf(0.95, len(self._slopes)))

    def intervals(self) -> tuple[np.ndarray, np.ndarray]:
        low, high = np.quantile(self._weights, [0.025, 0.975], axis=0)
        return low, high

    def observed(self) -> list[tuple[float, tuple[float, float]]]:
        """(dB for one unit, 95 % interval) of each part, NaN where it was not learnt."""
        found = [(math.nan, (math.nan, math.nan))] * len(self._present)
        decibels = 10 / math.log(10) * self._draws
        for k, column in zip(np.flatnonzero(self.learnable), decibels.T):
            low, high = np.quantile(column, [0.025, 0.975])
            found[k] = (float(column.mean()), (float(low), float(high)))
        return found


def _fit(design: np.ndarray, hit: np.ndarray, penalty: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """The log marginal likelihood up to a constant, the optimum of the penalised logistic likelihood, its covariance."""
    y = hit.astype(float)

    def loss(theta):
        eta = design @ theta
        pull = penalty @ theta
        return np.logaddexp(0, eta).sum() - y @ eta + 0.5 * theta @ pull, design.T @ (expit(eta) - y) + pull

    def curvature(theta):
        spread = expit(design @ theta)
        return (design * (spread * (1 - spread))[:, None]).T @ design + penalty

    start = np.zeros(design.shape[1])
    start[0] = logit(np.clip(y.mean(), _EDGE, 1 - _EDGE))
    found = minimize(loss, start, jac=True, hess=curvature, method="trust-exact", options={"gtol": 1e-6})
    at_optimum = curvature(found.x)
    return _log_evidence(found.fun, penalty[1:, 1:], at_optimum), found.x, np.linalg.inv(at_optimum)


def _shares(fits: Sequence[tuple]) -> np.ndarray:
    """How many of the draws each fit gets: as its first item, the log marginal likelihood, says."""
    evidence = np.array([fit[0] for fit in fits])
    weights = np.exp(evidence - evidence.max())
    steps = np.rint(np.cumsum(weights) / weights.sum() * _DRAWS).astype(int)
    return np.diff(steps, prepend=0)


def _log_evidence(loss: float, penalty: np.ndarray, curvature: np.ndarray) -> float:
    """Laplace's approximation of the log marginal likelihood, up to a constant; ``penalty`` without what has none."""
    return float(-loss + 0.5 * np.linalg.slogdet(penalty)[1] - 0.5 * np.linalg.slogdet(curvature)[1])


# -- reliabilities ---------------------------------------------------------------------------------


def suggest_reliabilities(
    outcomes: Sequence[Outcome],
    reliabilities: Mapping[str, float],
    prior: float,
    prior_visits: float | None = None,
    minimum: int = MINIMUM,
    folds: int = FOLDS,
) -> Suggestion | TooFew:
    """Reliabilities of the witnesses and, as "prior", the prior that fit the visits; ``reliabilities`` (by witness) and
    ``prior`` are those in use.

    Which places were visited does no harm here as long as they were chosen by this evidence.
    """
    known = [one for one in decided(ranked(outcomes)) if one.evidence]
    hit = np.array([bool(one.altered) for one in known], bool)
    few = _too_few(hit, minimum)
    if few:
        return few
    names = [name for name in WITNESSES if name in reliabilities and any(name in one.evidence for one in known)]
    trust = np.array([reliabilities[name] for name in names])
    decibels = np.array([[one.evidence.get(name, 0.0) for name in names] for one in known])
    seen = np.array([[min(1.0, one.seen.get(name, 1.0)) for name in names] for one in known])
    # t of the untempered likelihood ratio; 0 where the witness saw nothing.
    t = np.tanh(decibels * math.log(10) / 20) / np.maximum(trust * seen, _EDGE)
    t = np.clip(t, -1 + 1e-6, 1 - 1e-6)
    present = np.array([*trust, prior])
    spoken = seen * t

    def learn(rows: np.ndarray) -> tuple[np.ndarray, float]:
        """Draws of the log odds (draws, witnesses and prior), and the strength that counts most."""
        fits = [
            (*_fit_reliabilities(spoken[rows], hit[rows], present, strength), strength)
            for strength in (STRENGTHS if prior_visits is None else (prior_visits,))
        ]
        rng = np.random.default_rng(_SEED)
        drawn = [
            mode + error * rng.standard_normal((count, len(present)))
            for (_, mode, error, _), count in zip(fits, _shares(fits))
        ]
        return np.concatenate(drawn), max(fits, key=lambda fit: fit[0])[-1]

    draws, strength = learn(np.arange(len(hit)))
    best = draws.mean(axis=0)
    low, high = expit(np.quantile(draws, [0.025, 0.975], axis=0))
    found = [
        Weight(
            name,
            float(present[k]),
            float(expit(best[k])),
            (float(low[k]), float(high[k])),
            *_means(decibels[:, k], np.array([name in one.evidence for one in known]), hit),
        )
        for k, name in enumerate(names)
    ]
    last = len(names)
    found.append(Weight("prior", prior, float(expit(best[last])), (float(low[last]), float(high[last]))))
    gains = _gains(
        _odds(spoken, present),
        lambda rows: _odds(spoken, expit(learn(rows)[0].mean(axis=0))),
        hit,
        folds,
        {**_ORDER, "skill": _skill},
    )
    return Suggestion(found, int(hit.sum()), int((~hit).sum()), strength, folds, gains)


def _means(values: np.ndarray, given: np.ndarray, hit: np.ndarray) -> tuple[float, float]:
    """Mean among hits and among misses, NaN where there is none."""
    rows = (hit & given, ~hit & given)
    return tuple(float(values[which].mean()) if which.any() else math.nan for which in rows)


def _odds(spoken: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Log odds of altered ground; ``shares``: reliabilities, then the prior."""
    told = spoken * shares[:-1]
    return logit(shares[-1]) + (np.log1p(told) - np.log1p(-told)).sum(axis=1)


def _fit_reliabilities(
    spoken: np.ndarray, hit: np.ndarray, present: np.ndarray, prior_visits: float
) -> tuple[float, np.ndarray, np.ndarray]:
    """Log marginal likelihood, the most probable reliabilities and prior as log odds, their standard errors."""
    y = hit.astype(float)
    centre = logit(np.clip(present, _EDGE, 1 - _EDGE))

    def slopes(u):
        """Derivatives of the log odds of each place by u."""
        shares = expit(u)
        told = spoken * shares[:-1]
        by_share = 2 * spoken / (1 - told**2) * (shares * (1 - shares))[:-1]
        return np.column_stack([by_share, np.ones(len(spoken))])

    forecast = expit(_odds(spoken, expit(centre)))
    information = (forecast * (1 - forecast)) @ slopes(centre) ** 2 / len(y)
    # A witness the others drown out is told little about; a tenth of what a visit would tell that showed whether it spoke
    # holds it where it is.
    force = prior_visits * np.maximum(information, 0.1 * expit(centre) * expit(-centre))

    def loss(u):
        eta = _odds(spoken, expit(u))
        off = u - centre
        value = np.logaddexp(0, eta).sum() - y @ eta + 0.5 * force @ off**2
        return value, (expit(eta) - y) @ slopes(u) + force * off

    limit = logit(1 - _EDGE)
    found = minimize(loss, centre, jac=True, method="L-BFGS-B", bounds=[(-limit, limit)] * len(centre))
    step = 1e-4
    curvature = [(loss(found.x + e)[1] - loss(found.x - e)[1]) / (2 * step) for e in step * np.eye(len(centre))]
    curvature = (np.array(curvature) + np.transpose(curvature)) / 2
    covariance = np.linalg.pinv(curvature, hermitian=True)
    evidence = _log_evidence(found.fun, np.diag(force), curvature)
    return evidence, found.x, np.sqrt(np.maximum(np.diag(covariance), 0))


# -- what both share -------------------------------------------------------------------------------


def _too_few(hit: np.ndarray, minimum: int) -> TooFew | None:
    hits, misses = int(hit.sum()), int((~hit).sum())
    return TooFew("few", hits, misses, minimum) if min(hits, misses) < max(2, minimum) else None


def _skill(log_odds: np.ndarray, hit: np.ndarray) -> float:
    """1 − Brier score / Brier score of the rate alone; NaN where all are hits or misses."""
    rate = hit.mean()
    return float(1 - np.mean((expit(log_odds) - hit) ** 2) / (rate * (1 - rate))) if 0 < rate < 1 else math.nan


_ORDER = {"auc": area_under_curve, "precision": average_precision}


def _gains(
    now: np.ndarray,
    learn: Callable[[np.ndarray], np.ndarray],
    hit: np.ndarray,
    folds: int,
    measures: Mapping[str, Callable[[np.ndarray, np.ndarray], float]],
) -> dict[str, Gain]:
    """The gain in each measure; ``learn(rows)`` learns from rows and scores all."""
    fold = _folds(hit, folds)
    held_out = np.empty(len(hit))
    for k in np.unique(fold):
        held_out[fold == k] = learn(np.flatnonzero(fold != k))[fold == k]
    rng = np.random.default_rng(_SEED)
    draws = [rng.integers(0, len(hit), len(hit)) for _ in range(_RESAMPLES)]
    gains = {}
    for name, measure in measures.items():
        differences = [measure(held_out[rows], hit[rows]) - measure(now[rows], hit[rows]) for rows in draws]
        low, high = np.nanquantile(differences, [0.025, 0.975])
        gains[name] = Gain(measure(now, hit), measure(held_out, hit), (float(low), float(high)))
    return gains


def _folds(hit: np.ndarray, folds: int) -> np.ndarray:
    """The fold of each site, at random, hits and misses shared out evenly."""
    rng = np.random.default_rng(_SEED)
    fold = np.empty(len(hit), int)
    for kind in (True, False):
        rows = rng.permutation(np.flatnonzero(hit == kind))
        fold[rows] = np.arange(len(rows)) % folds
    return fold


def preset_of(weights: Suggestion, reliabilities: Suggestion | TooFew | None, made_on: str) -> dict:
    """What triage takes as WEIGHTS: the suggested weights, with where they come from; beside them what ``detectfill`` and
    ``fillcandidates`` take as reliabilities."""
    gain = weights.gains["auc"]
    found = {
        "about": "Weights of the parts of a priority suggested from visits by visitaccuracy. Give this file to triage or "
        "detectfill as WEIGHTS. What is not in it is as in the plugin's own preset.",
        "source": f"{weights.hits} sites found improper and {weights.misses} not, by {made_on}; the weights before count as "
        f"{weights.prior_visits:g} visits. Area under the curve on held-out sites {gain.now:.3f} before, "
        f"{gain.suggested:.3f} with these (95 % interval of the gain {gain.difference[0]:+.3f} to "
        f"{gain.difference[1]:+.3f}).",
        "weights": {weight.name: round(weight.suggested, 3) for weight in weights.weights},
        "weights_before": {weight.name: weight.present for weight in weights.weights},
    }
    if isinstance(reliabilities, Suggestion):
        found["reliabilities"] = {weight.name: round(weight.suggested, 3) for weight in reliabilities.weights}
    return found
