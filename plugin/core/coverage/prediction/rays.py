"""Rays from a mast over a grid: which ray serves a cell, and the profile along it.

A ray leaves the mast's true position and ends at the centre of a cell on the edge of a square of 2R + 1 cells around the
mast's cell, one ray for each of the 8R cells of the edge. It is sampled where it crosses the columns (or rows, whichever it
crosses more of): terrain is interpolated linearly between the two cells there, so samples are equally spaced but for the
first. A cell is served by the ray that ends where the straight line from the mast through the cell's centre does, to the
nearest cell. In its column that ray is at most half a cell off, near the mast less: (k/2R) cells in the k-th of R columns.
So the distance along the ray differs from the cell's own by less than 1 in 2R everywhere.

Cells fewer than NEAR columns and rows away would have profiles of hardly any points. They get their own straight profile
of NEAR_STEPS equal steps to their centre.

Ends of a profile are the ground of the mast's and the receiver's own cells, without interpolation and without what stands on
it; the clutter between is interpolated like the terrain. Where only one of two cells is known it counts alone; where
neither is, the profile is unknown from there on.

Sides of the square are 0 east, 1 south, 2 west, 3 north. On a side, *along* counts cells away from the mast's cell towards
it, *across* cells to the right (sides 1, 3) or down (0, 2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from rasterio.windows import Window

from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP
from ..landscape import INLAND, Landscape
from ..propagation.p1812 import PathProfile

NEAR = 4
NEAR_STEPS = 8
SIDES = 4


@dataclass(frozen=True)
class Fan:
    """The rays of a mast: its cell (``row``, ``column``), how far it stands from that cell's centre (``off_right``,
    ``off_down``, in cells, −0.5 to 0.5) and R, the cells the square reaches beyond its cell on each side.
    """

    row: int
    column: int
    off_right: float
    off_down: float
    reach: int
    cell_km: float
    reach_km: float

    @property
    def place(self) -> tuple[int, int, float, float, int, float, float]:
        """The same as a plain tuple, as the kernels take it."""
        return self.row, self.column, self.off_right, self.off_down, self.reach, self.cell_km, self.reach_km

    @property
    def count(self) -> int:
        """Rays of all sides; ray number n is on side n // (2R + 1). Corners have two, of which one serves no cell."""
        return SIDES * (2 * self.reach + 1)


def make_fan(landscape: Landscape, x: float, y: float, reach_m: float) -> Fan:
    """The rays of a mast at ``x``, ``y`` (map units). Raises :class:`InputError` where it is outside or has no reach."""
    cell = landscape.cell_of(x, y)
    if cell is None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "The mast at {x}, {y} lies outside the terrain model. Move it or widen the extent."
            ),
            x=f"{x:.0f}",
            y=f"{y:.0f}",
        )
    if not math.isfinite(reach_m) or reach_m <= 0:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "A reach of {reach} m is none. Give a distance above zero."), reach=reach_m
        )
    column, row = ~landscape.grid.transform * (x, y)
    reach = math.ceil(reach_m / landscape.cell_m + 0.5)
    # A ray ends a hair inside its cell: where the reach is a whole number of cells, cells at that distance are in.
    return Fan(
        cell[0],
        cell[1],
        column - cell[1] - 0.5,
        row - cell[0] - 0.5,
        max(reach, NEAR),
        landscape.cell_m / 1000,
        reach_m / 1000 * (1 + 1e-9),
    )


def crop_fan(fan: Fan, landscape: Landscape) -> tuple[Window, Fan, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """The fan's square as far as the landscape goes, the fan in it, and its terrain, clutter and zones.

    Arrays that lie closely together are walked faster, and kernels are compiled for one layout only.
    """
    first_row, first_column = max(0, fan.row - fan.reach), max(0, fan.column - fan.reach)
    last_row = min(landscape.grid.height, fan.row + fan.reach + 1)
    last_column = min(landscape.grid.width, fan.column + fan.reach + 1)
    window = Window(first_column, first_row, last_column - first_column, last_row - first_row)
    part = window.toslices()
    arrays = landscape.height_m, landscape.clutter_m, landscape.zones
    inside = replace(fan, row=fan.row - first_row, column=fan.column - first_column)
    return window, inside, tuple(np.ascontiguousarray(array[part]) for array in arrays)


def ray_profile(landscape: Landscape, x: float, y: float, row: int, column: int, reach_m: float) -> PathProfile:
    """The profile that the area's result in a cell (``row``, ``column`` of the landscape's grid) is computed from.

    Area predictions with another ``reach_m`` have other rays, and so slightly other profiles.
    """
    fan = make_fan(landscape, x, y, reach_m)
    arrays = landscape.height_m, landscape.clutter_m, landscape.zones
    right, down = column - fan.column, row - fan.row
    if max(abs(right), abs(down)) < NEAR:
        profile = np.empty((4, NEAR_STEPS + 1))
        near_profile(*arrays, fan.place, right, down, profile)
    else:
        side = side_of(right, down, fan.off_right, fan.off_down, fan.reach)
        along, across, off_along, off_across = on_side(side, right, down, fan.off_right, fan.off_down)
        end = end_of(along, across, off_along, off_across, fan.reach)
        profile = np.empty((4, along + 1))
        _far_profile(*arrays, fan.place, side, end, profile)
        profile[1:, along] = arrays[0][row, column], 0.0, arrays[2][row, column]
    unknown = np.logical_or.accumulate(np.isnan(profile[1]))
    profile[1:3, unknown] = np.nan
    return PathProfile(profile[0], profile[1], profile[2], profile[3].astype(np.uint8))


@njit(nogil=True, cache=True)
def _far_profile(height, clutter, zones, place, side, end, profile):
    """Fill ``profile`` (4, n) with the first points of a ray: km, terrain, clutter, zone."""
    row, column, _, _, reach, _, _ = place
    _, _, slope, step, off_along, off_across = ray_of(place, side * (2 * reach + 1) + end + reach)
    profile[0, 0] = 0.0
    profile[1, 0] = height[row, column]
    profile[2, 0] = 0.0
    profile[3, 0] = zones[row, column]
    for k in range(1, profile.shape[1]):
        at = off_across + slope * (k - off_along)
        profile[0, k] = (k - off_along) * step
        profile[1, k], profile[2, k], profile[3, k] = sample(height, clutter, zones, row, column, side, k, at)


@njit(nogil=True, cache=True)
def side_of(right, down, off_right, off_down, reach):
    """The side of the square that the line from the mast through the cell ``right``, ``down`` of its cell leaves by."""
    # Scaled by the distances to the two sides in question; on a diagonal east and west win.
    east = right >= off_right
    south = down >= off_down
    to_column = reach - off_right if east else reach + off_right
    to_row = reach - off_down if south else reach + off_down
    if abs(right - off_right) * to_row >= abs(down - off_down) * to_column:
        return 0 if east else 2
    return 1 if south else 3


@njit(nogil=True, cache=True, inline="always")
def on_side(side, right, down, off_right, off_down):
    """Right and down of a cell and of the mast's offset, as (along, across, off_along, off_across) of a side."""
    if side == 0:
        return right, down, off_right, off_down
    if side == 1:
        return down, right, off_down, off_right
    if side == 2:
        return -right, down, -off_right, off_down
    return -down, right, -off_down, off_right


@njit(nogil=True, cache=True, inline="always")
def end_of(along, across, off_along, off_across, reach):
    """Where the ray that serves a cell ends: the across-number, −R to R, of a cell on the side."""
    return math.floor(off_across + (across - off_across) * ((reach - off_along) / (along - off_along)) + 0.5)


@njit(nogil=True, cache=True, inline="always")
def ray_course(end, off_along, off_across, reach, cell_km):
    """Cells across for each cell along, and the length in km of that step, of the ray to ``end``."""
    slope = (end - off_across) / (reach - off_along)
    return slope, cell_km * math.sqrt(1 + slope * slope)


@njit(nogil=True, cache=True, inline="always")
def cell_at(row, column, side, along, across):
    """Row and column of a cell given by side, along and across."""
    if side == 0:
        return row + across, column + along
    if side == 1:
        return row + along, column + across
    if side == 2:
        return row + across, column - along
    return row - along, column + across


@njit(nogil=True, cache=True, inline="always")
def ray_of(place, number):
    """(side, end, slope, step, off_along, off_across) of a ray by its number; ``place`` is :attr:`Fan.place`."""
    _, _, off_right, off_down, reach, cell_km, _ = place
    side, end = number // (2 * reach + 1), number % (2 * reach + 1) - reach
    _, _, off_along, off_across = on_side(side, 0, 0, off_right, off_down)
    slope, step = ray_course(end, off_along, off_across, reach, cell_km)
    return side, end, slope, step, off_along, off_across


@njit(nogil=True, cache=True, inline="always")
def serves(place, side, end, along, across, off_along, off_across):
    """Whether the ray to ``end`` is the one that serves a cell, and the cell within reach and not a near one."""
    _, _, off_right, off_down, reach, cell_km, reach_km = place
    if along < NEAR or end_of(along, across, off_along, off_across, reach) != end:
        return False
    here, there = cell_at(0, 0, side, along, across)
    # Only cells about a diagonal could belong to another side.
    if abs(across) >= along - 2 and side_of(there, here, off_right, off_down, reach) != side:
        return False
    return ((there - off_right) ** 2 + (here - off_down) ** 2) * cell_km * cell_km <= reach_km * reach_km


@njit(nogil=True, cache=True, inline="always")
def sample(height, clutter, zones, row, column, side, along, at):
    """Terrain and clutter at ``at`` cells across (a fraction), zone of the nearest cell; NaN outside or where unknown."""
    lower = math.floor(at)
    share = at - lower
    row0, column0 = cell_at(row, column, side, along, lower)
    row1, column1 = cell_at(row, column, side, along, lower + 1)
    rows, columns = height.shape
    inside0 = 0 <= row0 < rows and 0 <= column0 < columns
    inside1 = 0 <= row1 < rows and 0 <= column1 < columns
    h0 = float(height[row0, column0]) if inside0 else np.nan
    h1 = float(height[row1, column1]) if inside1 else np.nan
    if math.isnan(h0):
        if math.isnan(h1):
            return np.nan, np.nan, float(INLAND)
        return h1, float(clutter[row1, column1]), float(zones[row1, column1])
    if math.isnan(h1):
        return h0, float(clutter[row0, column0]), float(zones[row0, column0])
    zone = zones[row0, column0] if share < 0.5 else zones[row1, column1]
    r0, r1 = float(clutter[row0, column0]), float(clutter[row1, column1])
    return h0 + share * (h1 - h0), r0 + share * (r1 - r0), float(zone)


@njit(nogil=True, cache=True)
def near_profile(height, clutter, zones, place, right, down, profile):
    """Fill ``profile`` (4, NEAR_STEPS + 1: km, terrain, clutter, zone) for the cell ``right``, ``down`` of the mast's.

    Whether that cell is on the grid, within reach and its path known; otherwise the profile is not to be used. Terrain is
    bilinear, clutter that of the cell a point lies in, but none in the cells of mast and receiver. A receiver nearer than
    half a cell counts as half a cell away: its cell is not a point.
    """
    row, column, off_right, off_down, _, cell_km, reach_km = place
    rows, columns = height.shape
    if not (0 <= row + down < rows and 0 <= column + right < columns):
        return False
    apart = math.sqrt((right - off_right) ** 2 + (down - off_down) ** 2)
    if apart * cell_km > reach_km:
        return False
    length = max(apart, 0.5) * cell_km
    known = True
    for k in range(NEAR_STEPS + 1):
        share = k / NEAR_STEPS
        x, y = off_right + share * (right - off_right), off_down + share * (down - off_down)
        here, there = row + math.floor(y + 0.5), column + math.floor(x + 0.5)
        if k == 0:
            here, there = row, column
        elif k == NEAR_STEPS:
            here, there = row + down, column + right
        profile[0, k] = share * length
        profile[1, k] = height[here, there]
        profile[2, k] = clutter[here, there]
        profile[3, k] = zones[here, there]
        if (here == row and there == column) or (here == row + down and there == column + right):
            profile[2, k] = 0.0
        if 0 < k < NEAR_STEPS:
            left, top = math.floor(x), math.floor(y)
            total, weights = 0.0, 0.0
            for j in range(2):
                for i in range(2):
                    here, there = row + top + j, column + left + i
                    weight = (1 - abs(y - top - j)) * (1 - abs(x - left - i))
                    if 0 <= here < rows and 0 <= there < columns and not math.isnan(height[here, there]):
                        total += weight * height[here, there]
                        weights += weight
            profile[1, k] = total / weights if weights > 0 else np.nan
        known = known and not math.isnan(profile[1, k])
    return known
