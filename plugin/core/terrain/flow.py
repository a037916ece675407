"""Where water and debris run: D8 flow over a height grid, and the paths below a place.

Depressions are filled and directions found by pyflwdir (priority flood of Wang & Liu 2006,
doi 10.1080/13658810500433453).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pyflwdir
from numba import njit
from pyflwdir import dem as pyflwdir_dem

from ..grid import Grid


@dataclass(frozen=True)
class Flow:
    """Flow over ``grid`` (projected, square cells in metres).

    ``heights`` (rows, columns) float32, NaN where unknown; the rest is flat: ``filled`` heights that only fall,
    ``receiver`` the cell each drains to (itself where flow leaves the grid or ends at a hole, -1 where unknown),
    ``catchment_m2`` of each cell, its own area included.
    """

    grid: Grid
    heights: np.ndarray
    filled: np.ndarray
    receiver: np.ndarray
    catchment_m2: np.ndarray

    @property
    def cell_m(self) -> float:
        return self.grid.cell_size[0] * self.grid.crs.linear_units_factor[1]

    def centres(self, cells: np.ndarray) -> np.ndarray:
        """Map coordinates (n, 2) of flat cell indices."""
        rows, columns = np.divmod(np.asarray(cells), self.grid.width)
        t = self.grid.transform
        return np.column_stack([t.c + (columns + 0.5) * t.a, t.f + (rows + 0.5) * t.e])


def flow_over(heights: np.ndarray, grid: Grid) -> Flow:
    """Flow over ``heights`` (rows, columns; NaN where unknown)."""
    heights = np.ascontiguousarray(heights, np.float32)
    filled, directions = _filled(heights)
    flow = pyflwdir.from_array(directions, ftype="d8", check_ftype=False)
    receiver = flow.idxs_ds.astype(np.int64)
    receiver[np.isnan(heights).ravel()] = -1
    cells = flow.upstream_area("cell").astype(np.float64).ravel()
    return Flow(grid, heights, filled.ravel(), receiver, np.where(receiver < 0, np.nan, cells * grid.cell_area_m2))


@njit(nogil=True, cache=True)
def _filled(heights):
    """pyflwdir's own function does not let other threads work meanwhile."""
    return pyflwdir_dem.fill_depressions(heights, nodata=np.float32(np.nan))


@dataclass(frozen=True)
class Path:
    """Cells below a place: flat indices, the way to each in m since leaving the place (0 inside it), and whether a
    path ended at the edge of what is known before its end."""

    cells: np.ndarray
    distance_m: np.ndarray
    cut_off: bool

    @property
    def reach_m(self) -> float:
        return float(self.distance_m.max(initial=0.0))


def path_below(flow: Flow, inside: np.ndarray, reach_m: float, stop_slope_deg: float, stop_over_m: float) -> Path:
    """The ways down from the cells ``inside`` (flat indices), to ``reach_m`` or where it becomes too flat.

    A way ends where the ground fell by less than ``stop_slope_deg`` on average over the last ``stop_over_m``.
    """
    cells = flow.receiver.size
    # Large, but hardly touched: the system gives memory for what is.
    order, ways = np.empty(cells, np.int64), np.empty(cells)
    place, reached = np.zeros(cells, np.bool_), np.zeros(cells, np.bool_)
    place[inside] = True
    fall = math.tan(math.radians(stop_slope_deg)) * stop_over_m
    count, cut_off = _follow(
        inside, place, flow.receiver, flow.filled, flow.grid.width, flow.cell_m, reach_m, fall, stop_over_m,
        order, ways, reached,
    )  # fmt: skip
    found = order[:count].copy()
    return Path(found, ways[found], cut_off)


@njit(nogil=True, cache=True)
def _follow(inside, place, receiver, heights, width, cell, reach_m, fall, stop_over_m, order, ways, reached):
    """Fill ``order`` with the cells reached and ``ways`` with the shortest way to each; how many, and whether a path was
    cut off."""
    count, cut_off = 0, False
    most = int(reach_m / cell) + 3
    passed, passed_heights = np.empty(most), np.empty(most)
    for start in inside:
        here, way = start, 0.0
        passed[0], passed_heights[0] = 0.0, heights[here]
        steps, behind = 0, 0
        while not reached[here] or ways[here] > way:
            if not reached[here]:
                reached[here] = True
                order[count] = here
                count += 1
            ways[here] = way
            below = receiver[here]
            if below == here or below < 0:
                cut_off = True
                break
            if place[below]:  # ways inside are the ways of other starts
                break
            diagonal = here // width != below // width and here % width != below % width
            way += cell * (math.sqrt(2.0) if diagonal else 1.0)
            steps += 1
            passed[steps], passed_heights[steps] = way, heights[below]
            while way - passed[behind + 1] >= stop_over_m:
                behind += 1
            if way > reach_m or (way >= stop_over_m and passed_heights[behind] - passed_heights[steps] < fall):
                break
            here = below
    return count, cut_off


KERNELS = _filled, _follow
