"""How far one elevation model lies from another, seen in slopes.

Nuth & Kääb 2011, "Co-registration and bias corrections of satellite elevation data sets", The Cryosphere 5, section
3.1, doi 10.5194/tc-5-271-2011: between two models of one terrain that lie a apart towards b,
dh / tan(slope) = a·cos(b − aspect) + c. With X = a·sin b to the east and Y = a·cos b to the north this is linear, and is
solved by least squares; the later model is moved back, and again, until nothing is left.

Two things make it robust. Cells count by tan²(slope)/σ²(slope): noise divided by a small slope does not lead, nor do
the steepest slopes, where errors (and slides) are largest. Cells whose remaining difference is an outlier among those
as steep count less or not at all (Tukey's biweight). Errors correlated over a hundred metres make formal standard
deviations far too small; those given here come from leaving out one patch of the terrain at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy import ndimage

from ..tasks import Progress, Silent, check_cancelled, run_ordered
from ..terrain.slope import gradient
from .elevation_error import nmad, thinned

LEAST_SLOPE_DEG = 3.0
LARGEST_SHIFT = 30.0
"""Cells beyond which the method, which follows slopes downhill, would lose its way."""

_LEAST_CELLS = 1000
_LEAST_PATCH = 30  # cells
_MOST_UNSURE = 0.5  # cells
_STEEP = 0.2  # share of the ground from which flatness is no excuse
_PATCHES = 5  # of a tile, in each direction
_ROUNDS = 40
_SETTLED = 0.002  # cells
_TUKEY = 4.685  # NMADs; 95 % efficient where errors are normal
_CLASSES = 20  # of steepness
_LEAST_SCATTER_M = 1e-3
_PART = 1 << 14  # cells

Found = TypeVar("Found")
Tile = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Heights before and after on one grid (float32, m; NaN no data), and where the ground may be taken as unchanged."""


@dataclass(frozen=True)
class Registration:
    """AFTER lies ``x_m`` east, ``y_m`` north and ``z_m`` above BEFORE; ``*_sd_m`` are their standard deviations.

    ``nmad_before_m``, ``nmad_after_m``: scatter of the differences without and with the shift taken out;
    ``offset_before_m``: their median without. ``cells`` steep enough to tell; ``steep_share`` of all cells with data.
    """

    x_m: float
    y_m: float
    z_m: float
    x_sd_m: float
    y_sd_m: float
    z_sd_m: float
    nmad_before_m: float
    nmad_after_m: float
    offset_before_m: float
    cell_m: tuple[float, float]
    rounds: int
    settled: bool
    cells: int
    steep_share: float

    @property
    def flat(self) -> bool:
        """Too little of the ground is steep, or all of it faces one way: nothing to register on."""
        if self.cells < _LEAST_CELLS or not np.isfinite(self._unsure_cells):
            return True
        return self._unsure_cells > _MOST_UNSURE and self.steep_share < _STEEP

    @property
    def reliable(self) -> bool:
        sure = not self.flat and self._unsure_cells <= _MOST_UNSURE
        return sure and self.settled and self.nmad_after_m <= 1.05 * self.nmad_before_m

    @property
    def _unsure_cells(self) -> float:
        return max(self.x_sd_m / self.cell_m[0], self.y_sd_m / self.cell_m[1])

    @property
    def length_cells(self) -> float:
        return float(np.hypot(self.x_m / self.cell_m[0], self.y_m / self.cell_m[1]))


class _Ground:
    """A tile made ready: what does not change from round to round."""

    def __init__(self, tile: Tile, cell_m: tuple[float, float], number: int):
        before, after, self.stable = tile
        self._valid = np.isfinite(after)
        # Heights less their middle: what is left of them fits well in single precision.
        middle = np.median(after[self._valid]) if self._valid.any() else np.float32(0)
        self._before = before - middle
        filled = np.where(self._valid, after - middle, 0).astype(np.float64)
        self._spline = ndimage.spline_filter(filled, 3, mode="nearest").astype(np.float32)
        # The kernel reaches two cells: what touches no data does not count.
        whole = ndimage.binary_erosion(self._valid, np.ones((3, 3), bool), 2, border_value=1)
        self._whole = None if whole.all() else whole.astype(np.float32)
        east, north = gradient(before, *cell_m)
        tangent = np.hypot(east, north)
        with np.errstate(invalid="ignore"):
            self.steep = self.stable & (tangent >= np.tan(np.radians(LEAST_SLOPE_DEG)))
        rows, columns = (np.linspace(0, _PATCHES, size, endpoint=False).astype(int) for size in before.shape)
        self._patch = rows[:, None] * _PATCHES + columns
        # Columns of the least-squares problem: sin and cos of the aspect and 1, all times tan(slope).
        self.design = np.stack([-east[self.steep], -north[self.steep], tangent[self.steep]])
        self.patch = number * _PATCHES**2 + self._patch[self.steep]

    def difference(self, columns: float, rows: float) -> np.ndarray:
        """AFTER, moved back by so many cells to the left and up, less BEFORE; NaN where either has no data."""
        back = (-rows, -columns)
        moved = ndimage.shift(self._spline, back, order=3, mode="nearest", prefilter=False, output=np.float32)
        moved -= self._before
        valid = self._valid
        if columns or rows:
            valid = np.ones(valid.shape, bool)
            if self._whole is not None:
                valid = ndimage.shift(self._whole, back, order=1, mode="nearest") > 0.999
            for axis, distance in enumerate((rows, columns)):  # what came from beyond the tile
                at = np.arange(valid.shape[axis]) + distance
                inside = (at >= 0) & (at <= valid.shape[axis] - 1)
                valid = valid & (inside[:, None] if axis == 0 else inside)
        moved[~valid] = np.nan
        return moved

    def patch_medians(self, columns: float, rows: float) -> list[float]:
        difference = np.where(self.stable, self.difference(columns, rows), np.nan)
        patches = (difference[self._patch == number] for number in range(_PATCHES**2))
        known = (values[np.isfinite(values)] for values in patches)
        return [float(np.median(values)) for values in known if len(values) >= _LEAST_PATCH]


def register(tiles: list[Tile], cell_m: tuple[float, float], progress: Progress | None = None) -> Registration:
    """Measure how far AFTER lies from BEFORE, both seen in ``tiles`` of cells of ``cell_m`` (width, height).

    The result says itself whether it can be trusted (``flat``, ``reliable``).
    """
    progress = progress or Silent()
    ready = run_ordered(lambda item: _Ground(item[1], cell_m, item[0]), enumerate(tiles), Silent(), len(tiles))
    grounds = list(ready)
    design = np.concatenate([ground.design for ground in grounds], axis=1).astype(np.float64)
    patch = np.concatenate([ground.patch for ground in grounds])
    steep = design.shape[1]
    steepness = _classes(design[2])
    x = y = slope_bias = 0.0
    step = np.full(2, np.inf)
    first = None
    rounds = 0
    while rounds < _ROUNDS:
        check_cancelled(progress)
        steep_dh, all_dh = _differences(grounds, x / cell_m[0], -y / cell_m[1])
        level = _median(all_dh)
        first = first or (level, nmad(thinned(all_dh), level), len(all_dh))
        if steep < _LEAST_CELLS or len(all_dh) == 0:
            break
        seen = np.isfinite(steep_dh)
        weights, solved = _solve(design, steep_dh - level, seen, slope_bias, steepness)
        step, slope_bias = solved[:2], solved[2]
        x, y = x + step[0], y + step[1]
        rounds += 1
        progress.report(min(0.95, rounds / 12))
        if max(abs(step[0]) / cell_m[0], abs(step[1]) / cell_m[1]) < _SETTLED:
            break
        if np.hypot(x / cell_m[0], y / cell_m[1]) > LARGEST_SHIFT:
            break
    offset, scatter, cells = first
    settled = bool(max(abs(step[0]) / cell_m[0], abs(step[1]) / cell_m[1]) < _SETTLED)
    sd = np.full(3, np.inf)
    if rounds:
        sd[:2] = _jackknife(design, steep_dh - level, weights, patch)
        sd[2] = _level_sd(grounds, x / cell_m[0], -y / cell_m[1], level)
    return Registration(
        float(x), float(y), float(level), *map(float, sd), scatter, nmad(thinned(all_dh), level), offset, cell_m,
        rounds, settled, steep, steep / max(1, cells),
    )  # fmt: skip


def _differences(grounds: list[_Ground], columns: float, rows: float) -> tuple[np.ndarray, np.ndarray]:
    """Differences of the steep cells (NaN no data), and of all unchanged ones that have data."""

    def look(ground: _Ground) -> tuple[np.ndarray, np.ndarray]:
        difference = ground.difference(columns, rows)
        unchanged = difference[ground.stable]
        return difference[ground.steep], unchanged[np.isfinite(unchanged)]

    parts = run_ordered(look, grounds, Silent(), len(grounds))
    return tuple(np.concatenate(kinds) for kinds in zip(*parts))


def _median(values: np.ndarray) -> float:
    return float(np.median(thinned(values))) if len(values) else np.nan


def _classes(tangent: np.ndarray) -> np.ndarray:
    """Number of the class of steepness of each cell, all classes holding as many."""
    if not len(tangent):
        return np.zeros(0, int)
    return np.digitize(tangent, np.quantile(thinned(tangent), np.linspace(0, 1, _CLASSES + 1)[1:-1]))


def _solve(
    design: np.ndarray, dh: np.ndarray, seen: np.ndarray, slope_bias: float, steepness: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the cells (0 where not ``seen``), and X, Y, c of dh = tan·(X·sin + Y·cos + c)."""
    some = thinned(np.flatnonzero(seen))
    left, classes = dh[some] - slope_bias * design[2, some], steepness[some]
    centre = float(np.median(left))
    scatter = [nmad(left[classes == number], centre) for number in range(_CLASSES)]
    scatter = np.maximum.accumulate(np.maximum(np.nan_to_num(scatter), _LEAST_SCATTER_M))
    weights = np.empty(len(dh))

    def equations(part: slice) -> tuple[np.ndarray, np.ndarray]:
        columns, here = design[:, part], np.where(seen[part], dh[part], 0.0)
        spread = scatter[steepness[part]]
        apart = here - slope_bias * columns[2] - centre  # what remains at the shift reached so far
        weight = np.square(np.clip(1 - np.square(apart / (_TUKEY * spread)), 0, None)) * seen[part] / np.square(spread)
        weights[part] = weight
        weighted = columns * weight
        return weighted @ columns.T, weighted @ here

    normal, right = (sum(parts) for parts in zip(*_by_parts(equations, len(dh))))
    return weights, np.linalg.lstsq(normal, right, rcond=1e-10)[0]


def _by_parts(work: Callable[[slice], Found], length: int) -> Iterator[Found]:
    """``work`` of some cells after the others, in order; so few that the processor's cache holds them, and BLAS stays on
    its thread."""
    parts = [slice(start, start + _PART) for start in range(0, length, _PART)]
    return run_ordered(work, parts, Silent(), len(parts))


def _patches(patch: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Numbers of the patches that hold enough cells."""
    counts = np.bincount(patch[seen])
    return np.flatnonzero(counts >= _LEAST_PATCH)


def _jackknife(design: np.ndarray, dh: np.ndarray, weights: np.ndarray, patch: np.ndarray) -> np.ndarray:
    """Standard deviations of X and Y from leaving out one patch after another; infinite where they are not determined."""
    used = _patches(patch, weights > 0)
    if len(used) < 4:
        return np.full(2, np.inf)
    keep = np.isin(patch, used)
    weights, dh = np.where(keep, weights, 0.0), np.nan_to_num(dh)

    def equations(part: slice) -> np.ndarray:
        columns = [*design[:, part], dh[part]]
        sums = np.empty((3, 4, used[-1] + 1))
        for row, first in enumerate(columns[:3]):
            weighted = weights[part] * first
            for column in range(row, 4):
                sums[row, column] = np.bincount(patch[part], weighted * columns[column], used[-1] + 1)[: used[-1] + 1]
                if column < 3:
                    sums[column, row] = sums[row, column]
        return sums

    sums = sum(_by_parts(equations, len(dh)))[..., used].transpose(2, 0, 1)
    normal, right = sums[:, :, :3], sums[:, :, 3]
    whole = normal.sum(axis=0)
    # With slopes of one direction only, one combination of the unknowns is free.
    scale = np.sqrt(np.diag(whole))
    if not np.all(scale > 0) or np.linalg.eigvalsh(whole / np.outer(scale, scale))[0] < 1e-4:
        return np.full(2, np.inf)
    without = (np.linalg.pinv(whole - normal) @ (right.sum(axis=0) - right)[..., None])[..., 0]
    n = len(used)
    return np.sqrt((n - 1) / n * np.square(without - without.mean(axis=0)).sum(axis=0))[:2]


def _level_sd(grounds: list[_Ground], columns: float, rows: float, level: float) -> float:
    """Standard deviation of the vertical shift, from the medians of patches; infinite where there are too few."""
    found = run_ordered(lambda ground: ground.patch_medians(columns, rows), grounds, Silent(), len(grounds))
    medians = np.concatenate([*found, np.zeros(0)])
    return nmad(medians, level) / np.sqrt(len(medians)) if len(medians) >= 4 else np.inf
