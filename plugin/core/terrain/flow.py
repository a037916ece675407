"""Where water and debris run: D8 flow over a height grid, and the paths below a place.

Depressions are filled and directions found by pyflwdir (priority flood of Wang & Liu 2006,
doi 10.1080/13658810500433453).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pyflwdir
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
    filled, directions = pyflwdir_dem.fill_depressions(heights, nodata=np.float32(np.nan))
    flow = pyflwdir.from_array(directions, ftype="d8", check_ftype=False)
    receiver = flow.idxs_ds.astype(np.int64)
    receiver[np.isnan(heights).ravel()] = -1
    cells = flow.upstream_area("cell").astype(np.float64).ravel()
    return Flow(grid, heights, filled.ravel(), receiver, np.where(receiver < 0, np.nan, cells * grid.cell_area_m2))


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
    place = set(inside.tolist())
    reached: dict[int, float] = {}
    cut_off = False
    width, cell = flow.grid.width, flow.cell_m
    fall = math.tan(math.radians(stop_slope_deg)) * stop_over_m
    receiver, heights = flow.receiver, flow.filled
    for start in inside.tolist():
        here, way = start, 0.0
        passed = [(0.0, float(heights[here]))]
        behind = 0
        while reached.get(here, math.inf) > way:
            reached[here] = way
            below = int(receiver[here])
            if below == here or below < 0:
                cut_off = True
                break
            if below in place:  # ways inside are the ways of other starts
                break
            diagonal = here // width != below // width and here % width != below % width
            way += cell * (math.sqrt(2) if diagonal else 1.0)
            passed.append((way, float(heights[below])))
            while way - passed[behind + 1][0] >= stop_over_m:
                behind += 1
            if way > reach_m or (way >= stop_over_m and passed[behind][1] - passed[-1][1] < fall):
                break
            here = below
    cells = np.fromiter(reached, np.int64, len(reached))
    return Path(cells, np.fromiter(reached.values(), float, len(reached)), cut_off)
