"""Ground of the made scene: mountains cut by streams around a valley that opens to the east.

Relief comes from stream-power erosion against uplift on a 20 m grid (implicit scheme of Braun & Willett 2013,
doi 10.1016/j.geomorph.2012.10.008) with slopes held below the angle of repose, so ridges, valley heads and
drainage are those of real mountains; finer relief is fractal.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy import ndimage

from ..grid import Grid
from ..tasks import Progress, Silent, check_cancelled
from .noise import field

COARSE_M = 20.0
PAD_CELLS = 40  # relief grows in a frame wider than the scene, else every ridge would stand on its edge
STEPS = 60
LOWEST_M, HIGHEST_M = 150.0, 900.0
REPOSE = 0.78  # tangent of the steepest lasting slope, 38°


@dataclass(frozen=True)
class Valley:
    """The main valley from west to east; x, y in metres right and down of the scene's north-west corner.

    1-D arrays over ``x``: river axis ``y``, half width of the flat floor, half width of the water, bed height.
    """

    x: np.ndarray
    y: np.ndarray
    floor_m: np.ndarray
    river_m: np.ndarray
    bed_m: np.ndarray

    def at(self, x: np.ndarray) -> Valley:
        return Valley(x, *(np.interp(x, self.x, a) for a in (self.y, self.floor_m, self.river_m, self.bed_m)))


@dataclass(frozen=True)
class Terrain:
    """``ground``: heights in m on ``grid`` (2 m), float32, 0 at sea; ``coarse``: the same averaged over the 10 m cells."""

    grid: Grid
    ground: np.ndarray
    coarse: np.ndarray
    slope: np.ndarray  # degrees, 10 m cells
    valley: Valley | None
    filled: np.ndarray  # 10 m heights with every hollow filled, so that water runs off
    receiver: np.ndarray  # flat index of the 10 m cell each cell drains to; itself at the scene's edge
    order: np.ndarray  # flat indices, each after its receiver
    catchment: np.ndarray  # m² that drain through each 10 m cell
    sea: np.ndarray | None = None  # bool, 2 m cells; None inland

    def survey_void(self, heights: np.ndarray) -> np.ndarray:
        """``heights`` as a laser survey delivers them, in place: NaN at sea, where no pulse comes back."""
        if self.sea is not None:
            heights[self.sea] = np.nan
        return heights


def make_terrain(rng: np.random.Generator, grid: Grid, progress: Progress = Silent()) -> Terrain:  # noqa: B008
    """Terrain on ``grid`` (2 m cells)."""
    cell = grid.transform.a
    size = grid.width * cell
    valley = _valley(rng, size)
    ground = _relief(rng, valley, size, progress)
    check_cancelled(progress)
    ground = refine(rng, ground, grid, progress)
    _carve_river(ground, valley, cell)
    check_cancelled(progress)
    return describe(grid, ground, valley)


def describe(grid: Grid, ground: np.ndarray, valley: Valley | None = None, sea: np.ndarray | None = None) -> Terrain:
    """The terrain of heights ``ground`` on ``grid``; water leaves it at the edges and into the ``sea``."""
    cell = grid.transform.a
    coarse = mean_blocks(ground, 5)
    outlet = np.zeros(coarse.shape, bool)
    outlet[[0, -1]] = outlet[:, [0, -1]] = True
    if sea is not None:
        outlet |= mean_blocks(sea, 5) > 0.5
    filled, receiver, order = drain(coarse.astype(np.float64), outlet, 5 * cell)
    catchment = accumulate(receiver, order, (5 * cell) ** 2).reshape(coarse.shape)
    slope = slope_degrees(coarse, 5 * cell)
    return Terrain(grid, ground, coarse, slope, valley, filled, receiver, order, catchment, sea)


def refine(rng: np.random.Generator, relief: np.ndarray, grid: Grid, progress: Progress) -> np.ndarray:
    """Heights at 20 m brought to the 2 m ``grid``, float32, with fractal detail that grows with the slope."""
    cell = grid.transform.a
    ground = ndimage.zoom(relief, COARSE_M / cell, order=3, mode="nearest", grid_mode=True)
    ground = ground[: grid.height, : grid.width].astype(np.float32)
    steepness = np.clip(np.tan(np.radians(slope_degrees(ground[::5, ::5], 5 * cell))) / 0.6, 0.04, 1.3)
    check_cancelled(progress)
    detail = field(rng, ground.shape, cell, 90.0, beta=3.4)
    detail *= 0.9 * np.repeat(np.repeat(steepness.astype(np.float32), 5, 0), 5, 1)
    ground += detail
    return ground


def mean_blocks(array: np.ndarray, factor: int) -> np.ndarray:
    """Means over blocks of ``factor`` × ``factor`` cells."""
    height, width = array.shape[0] // factor, array.shape[1] // factor
    return array.reshape(height, factor, width, factor).mean(axis=(1, 3))


def slope_degrees(heights: np.ndarray, cell: float) -> np.ndarray:
    down, right = np.gradient(heights, cell)
    return np.degrees(np.arctan(np.hypot(down, right)))


def trace_streams(terrain: Terrain, catchment_m2: float) -> list[tuple[np.ndarray, int]]:
    """Stream reaches between confluences: flat 10 m cell indices downstream, and the Strahler order of each."""
    channel = terrain.catchment.ravel() >= catchment_m2
    receiver = terrain.receiver
    upstream_first = terrain.order[::-1]
    upstream_first = upstream_first[channel[upstream_first]]
    donors: dict[int, list[int]] = {int(i): [] for i in upstream_first}
    strahler: dict[int, int] = {}
    for i in map(int, upstream_first):
        orders = [strahler[d] for d in donors[i]] or [1]
        strahler[i] = max(orders) + (orders.count(max(orders)) > 1)
        if receiver[i] != i:
            donors[int(receiver[i])].append(i)
    reaches = []
    for start in map(int, upstream_first):
        if len(donors[start]) == 1:
            continue
        cells = [start]
        while receiver[cells[-1]] != cells[-1]:
            cells.append(int(receiver[cells[-1]]))
            if len(donors[cells[-1]]) > 1:
                break
        if len(cells) > 1:
            reaches.append((np.array(cells), strahler[start]))
    return reaches


def _valley(rng: np.random.Generator, size: float) -> Valley:
    pad = PAD_CELLS * COARSE_M
    x = np.arange(-pad, size + pad + 1, 10.0)
    waves = rng.uniform(0.3, 0.7) * np.ones_like(x)
    for length, reach in ((1.3, 0.06), (0.55, 0.04), (0.23, 0.015)):
        waves += reach * np.sin(2 * np.pi * (x / (length * max(size, 3000)) + rng.uniform()))
    opening = np.clip((x / size - 0.3) / 0.6, 0, 1)
    opening = opening**2 * (3 - 2 * opening)
    ripple = 1 + 0.25 * np.sin(2 * np.pi * (x / 900 + rng.uniform())) * (0.4 + 0.6 * opening)
    floor = (25 + min(0.15 * size, 1100) * opening) * ripple
    grade = min(0.018, 250 / size)
    bed = LOWEST_M + grade * (size + pad - x) * (0.6 + 0.4 * (size + pad - x) / (size + 2 * pad))
    river = 4 + 8 * np.clip(x / size, 0, 1)
    return Valley(x, waves * size, floor, river, bed)


def _relief(rng: np.random.Generator, valley: Valley, size: float, progress: Progress) -> np.ndarray:
    """Heights at 20 m, float64, covering ``size`` from the north-west corner."""
    inner = int(np.ceil(size / COARSE_M))
    count = inner + 2 * PAD_CELLS
    at = (np.arange(count) - PAD_CELLS + 0.5) * COARSE_M
    axis = valley.at(at)
    away = np.abs(at[:, None] - axis.y)
    rough = field(rng, (count, count), COARSE_M, 1500.0, 150.0).astype(np.float64)
    base = away < axis.floor_m * (1 + 0.12 * rough)
    floor = axis.bed_m + 2.5 + 0.012 * np.minimum(away, axis.floor_m * 1.3)
    heights = floor + 20 * (1 + rough - rough.min()) + 0.05 * away
    heights[base] = floor[base]
    # Higher in the west, and patchy as rock hardness is.
    uplift = (28 - 18 * np.clip(at / size, 0, 1)) * (1 + 0.2 * field(rng, (count, count), COARSE_M, 2500.0, 400.0))
    for _ in range(STEPS):
        check_cancelled(progress)
        _, receiver, order = drain(heights, base, COARSE_M)
        area = accumulate(receiver, order, COARSE_M**2)
        erode(heights, receiver, order, area, uplift, COARSE_M, REPOSE)
    above = heights - floor
    tallest = (HIGHEST_M - floor)[~base].min()
    heights = floor + above * min(1.0, tallest / np.percentile(above, 99.9))
    heights = ndimage.gaussian_filter(heights, 0.6)
    return heights[PAD_CELLS : PAD_CELLS + inner, PAD_CELLS : PAD_CELLS + inner]


def _carve_river(ground: np.ndarray, valley: Valley, cell: float) -> None:
    """Lower ``ground`` to the river's bed, with banks of 1:2, in place."""
    axis = valley.at((np.arange(ground.shape[1]) + 0.5) * cell)
    y = (np.arange(ground.shape[0]) + 0.5) * cell
    for top in range(0, len(y), 512):
        away = np.abs(y[top : top + 512, None] - axis.y)
        bank = axis.bed_m + np.maximum(away - axis.river_m, 0) / 2
        strip = ground[top : top + 512]
        np.copyto(strip, np.minimum(strip, bank), where=away < axis.river_m + 40)


@njit(cache=True, nogil=True)
def drain(heights, outlet, cell):
    """Where water runs: priority flood from ``outlet`` cells (Barnes 2014), steepest descent on the filled surface.

    Returns filled heights (2-D), receiver (flat, int64) and the cells in an order that puts each after its receiver.
    """
    rows, columns = heights.shape
    count = rows * columns
    filled = heights.copy().ravel()
    is_outlet = outlet.ravel()
    seen = is_outlet.copy()
    done = np.zeros(count, np.bool_)
    receiver = np.arange(count)
    order = np.empty(count, np.int64)
    heap = [(0.0, 0)]
    heap.pop()
    for i in range(count):
        if is_outlet[i]:
            heap.append((filled[i], i))
    heapq.heapify(heap)
    position = 0
    while len(heap) > 0:
        _, i = heapq.heappop(heap)
        done[i] = True
        order[position] = i
        position += 1
        row, column = i // columns, i % columns
        steepest = 0.0
        for dr in range(-1, 2):
            for dc in range(-1, 2):
                r, c = row + dr, column + dc
                if (dr == 0 and dc == 0) or r < 0 or c < 0 or r >= rows or c >= columns:
                    continue
                j = r * columns + c
                step = cell * np.sqrt(dr * dr + dc * dc)
                if not seen[j]:
                    seen[j] = True
                    filled[j] = max(filled[j], filled[i] + 1e-5 * step)
                    heapq.heappush(heap, (filled[j], j))
                elif done[j] and not is_outlet[i]:
                    slope = (filled[i] - filled[j]) / step
                    if slope > steepest:
                        steepest = slope
                        receiver[i] = j
    return filled.reshape(rows, columns), receiver, order


@njit(cache=True, nogil=True)
def accumulate(receiver, order, cell_area):
    """Area draining through each cell, flat, its own included."""
    area = np.full(receiver.size, cell_area)
    for k in range(order.size - 1, -1, -1):
        i = order[k]
        if receiver[i] != i:
            area[receiver[i]] += area[i]
    return area


@njit(cache=True, nogil=True)
def erode(heights, receiver, order, area, uplift, cell, steepest):
    """One implicit step of uplift minus area^0.45 · slope, slopes capped at ``steepest``; in place."""
    columns = heights.shape[1]
    flat = heights.ravel()
    lift = uplift.ravel()
    for k in range(order.size):
        i = order[k]
        j = receiver[i]
        if i == j:
            continue
        diagonal = (i // columns != j // columns) and (i % columns != j % columns)
        step = cell * (np.sqrt(2.0) if diagonal else 1.0)
        wear = area[i] ** 0.45 / step
        height = (flat[i] + lift[i] + wear * flat[j]) / (1 + wear)
        flat[i] = min(height, flat[j] + steepest * step)
