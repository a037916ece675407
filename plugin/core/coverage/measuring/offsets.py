"""What must be added to a predicted level, by group: means of residuals (measured − predicted), small groups shrunk.

Groups are nested, all → carrier → band → clutter. The mean of a group is drawn towards its parent's offset by
w = τ²/(τ² + v): τ² is the variance between groups of that level (method of moments, DerSimonian & Laird 1986,
*Controlled Clinical Trials* 7(3)), v the variance of the group's mean. Neighbours share their error, so v counts areas:
v = σ_b² Σ n_b²/n² + σ_w²/n, with σ_b² between and σ_w² within areas (one-way analysis of variance). A small group thus stays
close to what its carrier, or everyone, needs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

LEVELS = ("carrier", "band", "clutter")

_SPREAD_PRIOR = 30.0  # cells a group's spread is mixed with those of its parent by

Key = tuple[str, ...]
"""Names of a group from the left of ``LEVELS``; () is everything."""


@dataclass(frozen=True)
class Group:
    """A group of cells: what is added to its predictions, the spread (standard deviation) left, the plain mean residual."""

    offset_db: float
    sigma_db: float
    cells: int
    areas: int
    mean_db: float


def codes_of(keys: Sequence[Key], kinds: Sequence[Key]) -> np.ndarray:
    """Index in ``kinds`` of each key, int64."""
    place = {key: i for i, key in enumerate(kinds)}
    return np.fromiter((place[key] for key in keys), np.int64, len(keys))


def offsets_of(groups: Mapping[Key, Group], kinds: Sequence[Key]) -> np.ndarray:
    """Offset (dB) of each full key, by the deepest group that was learnt."""
    return np.array([_deepest(groups, key).offset_db for key in kinds])


def spreads_of(groups: Mapping[Key, Group], kinds: Sequence[Key]) -> np.ndarray:
    """Spread (dB) of each full key, by the deepest group that was learnt."""
    return np.array([_deepest(groups, key).sigma_db for key in kinds])


def _deepest(groups: Mapping[Key, Group], key: Key) -> Group:
    while key not in groups:
        key = key[:-1]
    return groups[key]


@dataclass(frozen=True)
class _Patches:
    """Residuals summed by kind (full key) and area: all the fit needs. One value a patch."""

    kind: np.ndarray
    area: np.ndarray
    count: np.ndarray
    total: np.ndarray
    squares: np.ndarray

    @property
    def mean(self) -> np.ndarray:
        return self.total / self.count


def fit_groups(residual: np.ndarray, kind: np.ndarray, kinds: Sequence[Key], area: np.ndarray) -> dict[Key, Group]:
    """Groups of all levels from residuals (n,), ``kind`` the index of each one's full key in ``kinds``, ``area`` from 0."""
    patches = _patches(residual, kind, area)
    between, within = _variances(patches)
    offsets: dict[Key, float] = {}
    facts: dict[Key, tuple[int, int, float]] = {}
    for level in range(len(LEVELS) + 1):
        keys = [kinds[k][:level] for k in patches.kind.tolist()]
        prefixes = sorted(set(keys))
        node = codes_of(keys, prefixes)
        count = np.bincount(node, patches.count)
        mean = np.bincount(node, patches.total) / count
        # Patches of one area in one node lie together, whatever the levels below.
        spots, index = np.unique(node * (area.max() + 1) + patches.area, return_inverse=True)
        size, of = np.bincount(index.reshape(-1), patches.count), spots // (area.max() + 1)
        variance = np.maximum(between * np.bincount(of, size**2) / count**2 + within / count, 1e-12)
        if level:
            families = [key[:-1] for key in prefixes]
            parents = np.array([offsets[key] for key in families])
            tau2 = _between_groups(mean - parents, variance, codes_of(families, sorted(set(families))))
            mean_or_parent = parents + tau2 / (tau2 + variance) * (mean - parents)
        else:
            mean_or_parent = mean
        areas = np.bincount(of)
        for i, key in enumerate(prefixes):
            offsets[key] = float(mean_or_parent[i])
            facts[key] = int(count[i]), int(areas[i]), float(mean[i])
    return _with_spreads(patches, kinds, offsets, facts)


def _patches(residual: np.ndarray, kind: np.ndarray, area: np.ndarray) -> _Patches:
    width = int(area.max()) + 1
    codes, index, count = np.unique(kind * width + area, return_inverse=True, return_counts=True)
    index = index.reshape(-1)
    total, squares = np.bincount(index, residual), np.bincount(index, residual**2)
    return _Patches(codes // width, codes % width, count.astype(float), total, squares)


def _with_spreads(patches: _Patches, kinds, offsets: Mapping[Key, float], facts) -> dict[Key, Group]:
    """Groups with the spread left around their cells' offsets, mixed with their parent's where cells are few."""
    shift = np.array([offsets[kinds[k]] for k in patches.kind.tolist()])
    left = patches.squares - 2 * shift * patches.total + shift**2 * patches.count
    groups: dict[Key, Group] = {}
    for key, (count, areas, mean) in facts.items():
        below = [kinds[k][: len(key)] == key for k in patches.kind.tolist()]
        total = max(0.0, float(np.sum(left[below])))
        if key:
            prior = groups[key[:-1]].sigma_db ** 2
            spread = math.sqrt((_SPREAD_PRIOR * prior + total) / (_SPREAD_PRIOR + count))
        else:
            spread = math.sqrt(max(total / count, 1e-6))
        groups[key] = Group(offsets[key], spread, count, areas, mean)
    return groups


def _variances(patches: _Patches) -> tuple[float, float]:
    """Variance of residuals between the areas of a group, and within an area (one-way analysis of variance)."""
    of = np.unique(patches.kind, return_inverse=True)[1].reshape(-1)
    counts = np.bincount(of, patches.count)
    means = np.bincount(of, patches.total) / counts
    cells = float(np.sum(patches.count))
    inner, outer = cells - len(of), len(of) - len(counts)
    spread = float(np.sum(patches.squares) / cells - (np.sum(patches.total) / cells) ** 2)
    within = max(0.0, float(np.sum(patches.squares - patches.total**2 / patches.count))) / inner if inner else spread
    if not outer:
        return 0.0, within
    typical = (cells - float(np.sum(np.bincount(of, patches.count**2) / counts))) / outer
    around = float(np.sum(patches.count * (patches.mean - means[of]) ** 2)) / outer
    return max(0.0, (around - within) / typical), within


def _between_groups(deviation: np.ndarray, variance: np.ndarray, family: np.ndarray) -> float:
    """τ² of groups around their parents, over the families that have more than one group."""
    q = freedom = scale = 0.0
    for name in np.unique(family):
        of = family == name
        if of.sum() < 2:
            continue
        weight = 1 / variance[of]
        centre = np.sum(weight * deviation[of]) / np.sum(weight)
        q += float(np.sum(weight * (deviation[of] - centre) ** 2))
        freedom += of.sum() - 1
        scale += float(np.sum(weight) - np.sum(weight**2) / np.sum(weight))
    return max(0.0, (q - freedom) / scale) if scale > 0 else 0.0
