"""What must be added to a predicted level, learnt from measured ones, and how sure it then is.

**Offsets** by group: see ``offsets``.

**Held-out check**: areas (squares) are dealt to folds; each fold is predicted from the others, without cells nearer than
``BUFFER_M`` to it, so that no neighbour leaks what is to be predicted.

**Interval**: quantiles of residuals that were held out, each divided by the spread of its group (cross-conformal: Vovk
2015, *Annals of Mathematics and AI* 74). The coverage reported for a fold uses an interval made without that fold.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from ...errors import InputError
from ...files import write_whole
from ...foreign import real_number
from ...text import QT_TRANSLATE_NOOP
from .offsets import LEVELS, Group, Key, codes_of, fit_groups, offsets_of, spreads_of

SHARE = 0.9
"""Of measured levels the interval is to hold."""

FOLDS = 5
BUFFER_M = 120.0
"""Correlation distance of shadowing in open country without line of sight (3GPP TR 38.901, table 7.5-6, RMa)."""

_LEAST_CELLS = 10  # below, nothing is learnt
_ROUNDS = 6


@dataclass(frozen=True)
class Check:
    """How predictions did where they had not been learnt; NaN where there were too few areas to hold any out.

    ``coverage`` is the share of held-out cells in their interval, ``coverage_se`` its standard error with areas as units.
    """

    folds: int
    areas: int
    cells: int
    rmse_before_db: float
    rmse_after_db: float
    bias_after_db: float
    coverage: float
    coverage_se: float


@dataclass(frozen=True)
class Calibration:
    """Offsets by group (a key names carrier, band, clutter from the left; () is everything) and the interval around them.

    ``low``, ``high``: ends of the interval in spreads of the group. ``clutter_breaks_m``: upper ends of classes of clutter
    heights, None where clutter classes come from a map of classes or there are none.
    """

    groups: Mapping[Key, Group]
    low: float
    high: float
    check: Check
    clutter_breaks_m: tuple[float, ...] | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    def group(self, carrier: str = "", band: str = "", clutter: str = "") -> Group:
        """The deepest group learnt for what is known; an unknown name is stepped over where there is only one."""
        key: Key = ()
        for name in (carrier, band, clutter):
            below = [other for other in self.groups if len(other) == len(key) + 1 and other[: len(key)] == key]
            if (*key, name) in self.groups:
                key = (*key, name)
            elif name == "" and len(below) == 1:
                key = below[0]
            else:
                break
        return self.groups[key]

    def apply(self, signal_dbm: np.ndarray, carrier: str = "", band: str = "", clutter: np.ndarray | None = None):
        """``signal_dbm`` with its offset; ``clutter``: heights in metres or class numbers, same shape, NaN unknown."""
        if clutter is None:
            return signal_dbm + self.group(carrier, band).offset_db
        names = clutter_names(clutter, self.clutter_breaks_m)
        kinds, index = np.unique(names, return_inverse=True)
        offsets = np.array([self.group(carrier, band, str(kind)).offset_db for kind in kinds])
        return signal_dbm + offsets[index].reshape(signal_dbm.shape).astype(signal_dbm.dtype)

    def write(self, path: str | os.PathLike) -> None:
        """As JSON, whole or not at all."""
        document = {
            "soranome": "calibration",
            "version": 1,
            "added_to": "predicted level (dBm)",
            "groups": [
                dict(zip(LEVELS, key)) | {"offset_db": round(g.offset_db, 3), "sigma_db": round(g.sigma_db, 3)}
                | {"cells": g.cells, "areas": g.areas, "mean_db": round(g.mean_db, 3)}
                for key, g in self.groups.items()
            ],
            "interval": {"share": SHARE, "low_sigma": round(self.low, 4), "high_sigma": round(self.high, 4)},
            "check": {name: _plain(value) for name, value in vars(self.check).items()},
            "clutter_breaks_m": self.clutter_breaks_m,
            "details": self.details,
        }  # fmt: skip
        write_whole(path, json.dumps(document, ensure_ascii=False, indent=1).encode())


def read_calibration(path: str | os.PathLike) -> Calibration:
    """A calibration written before. Raises :class:`InputError` where the file is none."""
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
        if document["soranome"] != "calibration" or document["version"] != 1:
            raise ValueError("version")
        groups = {}
        for row in document["groups"]:
            key = tuple(str(row[level]) for level in LEVELS if level in row)
            groups[key] = Group(
                *(real_number(row[name]) for name in ("offset_db", "sigma_db", "cells", "areas", "mean_db"))
            )
        if () not in groups:
            raise ValueError("groups")
        check = Check(**{name: _real_or_nan(value) for name, value in document["check"].items()})
        breaks, interval = document["clutter_breaks_m"], document["interval"]
        low, high = (_real_or_nan(interval[end]) for end in ("low_sigma", "high_sigma"))
        breaks = tuple(map(real_number, breaks)) if breaks else None
        if breaks and sorted(breaks) != list(breaks):
            raise ValueError("clutter_breaks_m")
        return Calibration(groups, low, high, check, breaks, document["details"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} is no calibration ({detail}). Choose the CALIBRATION file that comparecoverage wrote.",
            ),
            path=path,
            detail=str(error)[:80],
        ) from error


def _real_or_nan(value: object) -> float:
    return math.nan if value is None else real_number(value)


def clutter_names(clutter: np.ndarray, breaks_m: tuple[float, ...] | None) -> np.ndarray:
    """Names of clutter classes, same shape: ``0-1``, ``1-5`` … of heights, else the class numbers; empty where unknown."""
    known = np.isfinite(clutter)
    if breaks_m is None:
        kinds = np.where(known, np.nan_to_num(clutter), -1).astype(np.int64)
        unique, index = np.unique(kinds, return_inverse=True)
        names = np.array(["" if kind < 0 else str(kind) for kind in unique])
        return names[index].reshape(clutter.shape)
    ends = [0.0, *breaks_m]
    names = [f"{low:g}-{high:g} m" for low, high in zip(ends, breaks_m)] + [f"≥{breaks_m[-1]:g} m", ""]
    index = np.where(known, np.searchsorted(breaks_m, np.nan_to_num(clutter), side="right"), len(names) - 1)
    return np.array(names)[index]


@dataclass(frozen=True)
class Learnt:
    """A calibration and what it makes of each cell it was given: ``used`` in learning, ``near_floor`` too weak to be,
    ``fold`` (-1 none), ``held_out_db`` residual left where the cell was held out, ``held_out_inside`` its interval."""

    calibration: Calibration
    used: np.ndarray
    near_floor: np.ndarray
    fold: np.ndarray
    held_out_db: np.ndarray
    held_out_inside: np.ndarray


def calibrate(
    x: np.ndarray,
    y: np.ndarray,
    predicted_dbm: np.ndarray,
    measured_dbm: np.ndarray,
    keys: Sequence[Key],
    block_m: float,
    floor_dbm: float | None = None,
    clutter_breaks_m: tuple[float, ...] | None = None,
    details: Mapping[str, object] | None = None,
) -> Learnt:
    """Offsets, interval and held-out check from cells at ``x``, ``y`` (metres); ``keys`` are (carrier, band, clutter).

    ``floor_dbm``: what the receiver could not measure below. There only what happened to be strong was measured, and
    residuals come out too high; so cells predicted within two spreads of it, after calibration, are not learnt from.
    Choosing by the prediction does not bias what is measured. Raises :class:`InputError` with fewer than ten cells.
    """
    residual = measured_dbm - predicted_dbm
    if len(residual) < _LEAST_CELLS:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Only {count} places were measured where there is a prediction; at least {least} are needed. Check that "
                "measurements and prediction overlap and that their carriers are written alike.",
            ),
            count=len(residual),
            least=_LEAST_CELLS,
        )
    kinds = sorted(set(keys))
    kind = codes_of(keys, kinds)
    area = _areas(x, y, block_m)
    used = _away_from_floor(residual, predicted_dbm, kind, kinds, area, floor_dbm)
    near_floor = ~used
    where = np.flatnonzero(used)
    fold = np.full(len(x), -1)
    fold[where] = _folds(area[where])
    held, inside, check, scores = _held_out(
        np.column_stack([x, y])[where], residual[where], kind[where], kinds, area[where], fold[where]
    )
    groups = fit_groups(residual[where], kind[where], kinds, area[where])
    if not len(scores):  # nothing could be held out: what is left after fitting, which is somewhat too small
        scores = (residual[where] - offsets_of(groups, kinds)[kind[where]]) / spreads_of(groups, kinds)[kind[where]]
    low, high = _ends(scores)
    held_out, held_inside = np.full(len(x), np.nan), np.zeros(len(x), bool)
    held_out[where], held_inside[where] = held, inside
    calibration = Calibration(groups, low, high, check, clutter_breaks_m, details or {})
    return Learnt(calibration, used, near_floor, fold, held_out, held_inside)


def _areas(x: np.ndarray, y: np.ndarray, block_m: float) -> np.ndarray:
    """Number of the square of ``block_m`` each point lies in, from 0."""
    column, row = (np.floor(along / block_m).astype(np.int64) for along in (x, y))
    column, row = column - column.min(), row - row.min()
    return np.unique(row * (column.max() + 1) + column, return_inverse=True)[1].reshape(-1)


def _folds(area: np.ndarray) -> np.ndarray:
    """Fold of each cell: areas, the fullest first, go to the fold with the fewest cells. -1 with fewer than four areas."""
    names, counts = np.unique(area, return_counts=True)
    count = min(FOLDS, len(names) // 2)
    if count < 2:
        return np.full(len(area), -1)
    filled, of = np.zeros(count), {}
    for place in np.argsort(-counts, kind="stable"):
        fold = int(np.argmin(filled))
        filled[fold] += counts[place]
        of[names[place]] = fold
    return np.fromiter((of[name] for name in area.tolist()), np.int64, len(area))


def _away_from_floor(residual, predicted, kind, kinds, area, floor_dbm) -> np.ndarray:
    """Cells whose calibrated prediction lies two spreads above the floor; all where there is none, or too few would stay."""
    used = np.ones(len(residual), bool)
    if floor_dbm is None:
        return used
    for _ in range(_ROUNDS):
        groups = fit_groups(residual[used], kind[used], kinds, area[used])
        calibrated = predicted + offsets_of(groups, kinds)[kind]
        again = calibrated >= floor_dbm + 2 * spreads_of(groups, kinds)[kind]
        if again.sum() < max(_LEAST_CELLS, 0.1 * len(residual)):
            return np.ones(len(residual), bool)
        if np.array_equal(again, used):
            break
        used = again
    return used


# -- held-out --------------------------------------------------------------------------------------------------------


def _held_out(place, residual, kind, kinds, area, fold):
    """Residual left and whether in the interval for each held-out cell, the check, and all held-out scores."""
    count = int(fold.max()) + 1 if len(fold) else 0
    left, inside = np.full(len(residual), np.nan), np.zeros(len(residual), bool)
    areas = len(np.unique(area))
    if count < 2:
        nan = math.nan
        return left, inside, Check(0, areas, 0, nan, nan, nan, nan, nan), np.empty(0)
    near = _near_fold(place, fold, count)
    scores = np.full(len(residual), np.nan)

    def fitted(out: Sequence[int], test: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Residual left and score of ``test`` from what lies in none of the folds ``out`` nor beside them."""
        train = ~np.isin(fold, out) & ~near[:, list(out)].any(axis=1)
        if train.sum() < _LEAST_CELLS:
            train = ~np.isin(fold, out)
        groups = fit_groups(residual[train], kind[train], kinds, area[train])
        after = residual[test] - offsets_of(groups, kinds)[kind[test]]
        return after, after / spreads_of(groups, kinds)[kind[test]]

    for out in range(count):
        test = fold == out
        left[test], scores[test] = fitted([out], test)
        if count > 2:  # an interval this fold has no part in
            inner = [fitted([out, other], fold == other)[1] for other in range(count) if other != out]
        else:
            inner = [fitted([out], fold != out)[1]]
        low, high = _ends(np.concatenate(inner))
        inside[test] = (scores[test] >= low) & (scores[test] <= high)
    coverage = float(np.mean(inside))
    sums = np.bincount(area, inside - coverage)
    check = Check(
        count,
        areas,
        len(residual),
        float(np.sqrt(np.mean(residual**2))),
        float(np.sqrt(np.mean(left**2))),
        float(np.mean(left)),
        coverage,
        float(np.sqrt(np.sum(sums**2)) / len(residual)),
    )
    return left, inside, check, scores


def _near_fold(place: np.ndarray, fold: np.ndarray, count: int) -> np.ndarray:
    """(cells, folds) whether a cell lies within ``BUFFER_M`` of any cell of that fold."""
    near = np.zeros((len(place), count), bool)
    for out in range(count):
        members = fold == out
        distance, _ = cKDTree(place[members]).query(place[~members], distance_upper_bound=BUFFER_M)
        near[~members, out] = np.isfinite(distance)
    return near


def _ends(scores: np.ndarray) -> tuple[float, float]:
    """The two quantiles that leave (1 − SHARE)/2 outside on each side, with the finite-sample rank of conformal sets."""
    ordered, n = np.sort(scores), len(scores)
    tail = (1 - SHARE) / 2
    below = max(0, math.floor(tail * (n + 1)) - 1)
    return float(ordered[below]), float(ordered[n - 1 - below])


def _plain(value: object) -> object:
    return None if isinstance(value, float) and math.isnan(value) else value
