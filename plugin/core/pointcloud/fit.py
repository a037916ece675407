"""How far a newer point cloud lies from an older one, measured on ground that did not change.

Ground of both is drawn on one grid (TIN). The horizontal shift is that of Nuth and Kääb (:mod:`..change.nuth_kaab`);
with it taken out, a plane is fitted through what remains (Tukey's biweight), its height and tilt being the vertical
misfit. Both are repeated once, each without what the other found. Ground that changed is outlying, and counts less or
not at all. Standard errors come from leaving out one patch of the ground after another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import lazrs
import numpy as np
from affine import Affine
from rasterio.windows import Window
from scipy import ndimage

from ..change.elevation_error import SAMPLE_CELLS, even_windows, nmad
from ..change.nuth_kaab import register
from ..errors import InputError
from ..grid import Grid
from ..tasks import Part, Progress, check_cancelled
from ..text import QT_TRANSLATE_NOOP
from .area import Area
from .catalogue import Catalogue, Tile
from .quality_cells import scaled
from .reading import open_points
from .tin import Tin

CELL_M = 1.0
_COLLAR_M = 20.0
_WIDEST_M = 30.0  # of a triangle's circle: wider ones bridge gaps
_STEP = 1e-3  # of the lattice, m
_GROUND = 2
_MOST_TILES = 24
_LEAST_CELLS = 1000
_PATCH_M = 64.0
_LEAST_PATCHES = 8
_LEAST_IN_PATCH = 50
_TUKEY = 4.685
_LEAST_SCATTER_M = 2e-3
_SURE = 3.0  # standard errors
_ONLY = (
    lazrs.SELECTIVE_DECOMPRESS_XY_RETURNS_CHANNEL
    | lazrs.SELECTIVE_DECOMPRESS_Z
    | lazrs.SELECTIVE_DECOMPRESS_CLASSIFICATION
)


@dataclass(frozen=True)
class Move:
    """What is taken out of a point cloud: it lies ``x``, ``y`` (units of the CRS) and z (m) away from where it should.

    The vertical part is ``z_m + tilt_east·(east − centre) + tilt_north·(north − centre)``, tilts in m per unit of the
    CRS. ``offset_m`` is added to heights before.
    """

    x: float = 0.0
    y: float = 0.0
    z_m: float = 0.0
    tilt_east: float = 0.0
    tilt_north: float = 0.0
    centre: tuple[float, float] = (0.0, 0.0)
    offset_m: float = 0.0

    def __call__(self, tile: Tile, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """East and north (CRS) and height (m) of raw records of ``tile``, moved."""
        header, unit = tile.header, tile.decision.metres_per_height_unit
        x = scaled(points["X"], header.scales[0], header.offsets[0] - self.x)
        y = scaled(points["Y"], header.scales[1], header.offsets[1] - self.y)
        z = scaled(points["Z"], header.scales[2] * unit, header.offsets[2] * unit + self.offset_m - self.z_m)
        if self.tilt_east or self.tilt_north:
            z -= self.tilt_east * (x - self.centre[0]) + self.tilt_north * (y - self.centre[1])
        return x, y, z


class GroundModel:
    """The ground of a point cloud on ``grid``, drawn where it is asked for."""

    def __init__(self, catalogue: Catalogue, grid: Grid, move: Move, progress: Progress):
        self.catalogue, self.grid, self.move, self._progress = catalogue, grid, move, progress
        self.metres = catalogue.tiles[0].decision.metres_per_unit

    def read(self, window: Window) -> np.ndarray:
        """Heights (float32, m) at the cell centres of ``window``; NaN where there is no ground within reach."""
        grid = self.grid.crop(window)
        west, south, east, north = grid.bounds
        collar = _COLLAR_M / self.metres
        bounds = west - collar, south - collar, east + collar, north + collar
        parts = []
        moved = bounds[0] + self.move.x, bounds[1] + self.move.y, bounds[2] + self.move.x, bounds[3] + self.move.y
        for tile in self.catalogue.within(moved):
            with open_points(tile.source, _ONLY) as points:
                for chunk in points.chunks():
                    check_cancelled(self._progress)
                    ground = np.asarray(chunk.classification) == _GROUND
                    x, y, z = self.move(tile, chunk.array[ground])
                    inside = (x >= bounds[0]) & (x < bounds[2]) & (y >= bounds[1]) & (y < bounds[3])
                    # Whole steps from the south-west corner of the collar; a TIN needs a lattice.
                    east_steps = np.rint((x[inside] - bounds[0]) * self.metres / _STEP).astype(np.int32)
                    north_steps = np.rint((y[inside] - bounds[1]) * self.metres / _STEP).astype(np.int32)
                    heights = np.rint(z[inside] / _STEP).astype(np.int32)
                    parts.append(np.stack([east_steps, north_steps, heights]))
        if not parts or not sum(part.shape[1] for part in parts):
            return np.full(grid.shape, np.nan, np.float32)
        x, y, z = (np.ascontiguousarray(row) for row in np.concatenate(parts, axis=1))
        cell = grid.cell_size[0] * self.metres / _STEP
        left, top = _COLLAR_M / _STEP, _COLLAR_M / _STEP + grid.height * cell
        surface = Tin(x, y, z).surface(grid.shape, left, top, cell, _WIDEST_M / _STEP)
        return (surface * _STEP).astype(np.float32)


def common_grid(base: Catalogue, new: Catalogue, cell_m: float = CELL_M) -> Grid:
    """The grid over the part both cover, its edges whole cells from (0, 0); raises :class:`InputError` without one."""
    metres = base.tiles[0].decision.metres_per_unit
    cell = cell_m / metres
    one, other = base.bounds, new.bounds
    left, low = math.ceil(max(one[0], other[0]) / cell - 1e-6), math.ceil(max(one[1], other[1]) / cell - 1e-6)
    right, top = math.floor(min(one[2], other[2]) / cell + 1e-6), math.floor(min(one[3], other[3]) / cell + 1e-6)
    if right <= left or top <= low:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "NEW does not overlap BASE: BASE covers {base}, NEW {new}. Choose captures of one place, and check that "
                "both carry their own coordinate system.",
            ),
            base=_box(one),
            new=_box(other),
        )
    return Grid(base.crs, Affine(cell, 0, left * cell, 0, -cell, top * cell), right - left, top - low)


def _box(bounds) -> str:
    return f"{bounds[0]:.0f}–{bounds[2]:.0f}, {bounds[1]:.0f}–{bounds[3]:.0f}"


@dataclass(frozen=True)
class Fit:
    """NEW against BASE: it lies ``x_m`` east, ``y_m`` north, ``z_m`` above, rising ``tilt_east``, ``tilt_north`` m per km.

    ``*_sd`` are standard errors (infinite where not determined). ``horizontal``: whether slopes show the horizontal
    shift; where they do not, x and y are 0 and unknown. ``vertical_m``: largest vertical misfit in the overlap,
    ``nmad_*_m``: scatter of the differences as they are, and with all this taken out. ``centre``: where z holds.
    """

    x_m: float
    y_m: float
    z_m: float
    tilt_east: float
    tilt_north: float
    x_sd: float
    y_sd: float
    z_sd: float
    tilt_sd: float
    nmad_before_m: float
    nmad_after_m: float
    cells: int
    horizontal: bool
    centre: tuple[float, float]
    vertical_m: float

    @property
    def horizontal_m(self) -> float:
        return math.hypot(self.x_m, self.y_m)

    @property
    def tilt(self) -> float:
        """Steepest tilt, m per km."""
        return math.hypot(self.tilt_east, self.tilt_north)

    def within(self, vertical_m: float, horizontal_m: float) -> bool:
        return self.vertical_m <= vertical_m and self.horizontal_m <= horizontal_m

    def move(self, metres_per_unit: float, offset_m: float) -> Move:
        """What to take out of NEW."""
        per_unit = metres_per_unit / 1000
        return Move(
            self.x_m / metres_per_unit,
            self.y_m / metres_per_unit,
            self.z_m,
            self.tilt_east * per_unit,
            self.tilt_north * per_unit,
            self.centre,
            offset_m,
        )


def measure_fit(
    base: Catalogue, new: Catalogue, move: Move, grid: Grid, changed: Area | None, progress: Progress
) -> Fit:
    """Measure how NEW, moved by ``move``, lies against BASE on ground outside ``changed`` (where there is enough of it).

    Raises :class:`InputError` where too little ground is common to both.
    """
    metres = base.tiles[0].decision.metres_per_unit
    cell_m = grid.cell_size[0] * metres
    models = GroundModel(base, grid, Move(), progress), GroundModel(new, grid, move, progress)
    tiles = _sample(models, grid, changed, Part(progress, 0, 0.8))
    if sum(int(stable.sum()) for _, _, _, stable in tiles) < _LEAST_CELLS and changed is not None:
        tiles = _sample(models, grid, None, Part(progress, 0.8, 0.9))
    cells = sum(int(stable.sum()) for _, _, _, stable in tiles)
    if cells < _LEAST_CELLS:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Only {cells} m² of ground are common to BASE and NEW, too little to check how they fit. Both need ground "
                "(class 2): classify them first, or choose FIT “none” to go on unchecked.",
            ),
            cells=cells,
        )
    west, south, east, north = grid.bounds
    centre = (west + east) / 2, (south + north) / 2
    plane, plane_sd, shift = np.zeros(3), np.full(3, np.inf), None
    for _ in range(2):
        check_cancelled(progress)
        level = [(before, after - _plane_at(grid, window, plane, centre, metres), stable)
                 for window, before, after, stable in tiles]  # fmt: skip
        shift = register([tile for tile in level if tile[2].any()], (cell_m, cell_m))
        x, y = (shift.x_m, shift.y_m) if shift.reliable else (0.0, 0.0)
        values, places = _residuals(tiles, grid, x / cell_m, -y / cell_m, centre, metres)
        plane, plane_sd = _robust_plane(values, places)
    left = values - plane[0] - places @ plane[1:]
    width, height = (east - west) * metres / 2000, (north - south) * metres / 2000
    corners = abs(plane[0]) + abs(plane[1]) * width + abs(plane[2]) * height
    raw = np.concatenate([(after - before)[stable] for _, before, after, stable in tiles])
    return Fit(
        x,
        y,
        float(plane[0]),
        float(plane[1]),
        float(plane[2]),
        shift.x_sd_m if shift.reliable else math.inf,
        shift.y_sd_m if shift.reliable else math.inf,
        float(plane_sd[0]),
        float(np.hypot(*plane_sd[1:])),
        nmad(raw[np.isfinite(raw)]),
        nmad(left),
        cells,
        shift.reliable,
        centre,
        float(corners),
    )


def _sample(models, grid: Grid, changed: Area | None, progress: Progress) -> list[tuple]:
    """(window, BASE, NEW, stable) of windows spread over the grid, as many as statistics need."""
    tiles, cells, seen = [], 0, np.zeros(2, bool)
    for window in even_windows(grid):
        before, after = (model.read(window) for model in models)
        seen |= np.isfinite([np.nanmax(before, initial=-np.inf), np.nanmax(after, initial=-np.inf)])
        stable = np.isfinite(before) & np.isfinite(after)
        if changed is not None:
            part = grid.crop(window)
            columns, rows = np.meshgrid(np.arange(part.width) + 0.5, np.arange(part.height) + 0.5)
            x, y = part.transform * (columns.ravel(), rows.ravel())
            stable &= ~changed.contains(x, y).reshape(stable.shape)
        if stable.any():
            tiles.append((window, before, after, stable))
            cells += int(stable.sum())
        progress.report(min(1.0, cells / SAMPLE_CELLS))
        if cells >= SAMPLE_CELLS or len(tiles) >= _MOST_TILES:
            break
    for name, ground in zip(("BASE", "NEW"), seen):
        if not ground:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} has no ground (class 2) where BASE and NEW overlap, so that their fit cannot be checked. "
                    "Classify it first, or choose FIT “none” to go on unchecked.",
                ),
                name=name,
            )
    return tiles


def _kilometres(grid: Grid, window: Window, centre, metres: float) -> tuple[np.ndarray, np.ndarray]:
    """Kilometres east and north of ``centre`` of the columns and rows of ``window``."""
    part = grid.crop(window)
    x = part.transform.c + (np.arange(part.width) + 0.5) * part.transform.a
    y = part.transform.f + (np.arange(part.height) + 0.5) * part.transform.e
    return (x - centre[0]) * metres / 1000, (y - centre[1]) * metres / 1000


def _plane_at(grid: Grid, window: Window, plane: np.ndarray, centre, metres: float) -> np.ndarray:
    east, north = _kilometres(grid, window, centre, metres)
    return (plane[1] * east[None, :] + plane[2] * north[:, None]).astype(np.float32)


def _residuals(tiles, grid: Grid, columns: float, rows: float, centre, metres: float) -> tuple[np.ndarray, np.ndarray]:
    """Differences NEW − BASE, NEW moved back by so many cells to the left and up, and where (km east, km north)."""
    values, places = [], []
    for window, before, after, stable in tiles:
        moved = ndimage.shift(after, (-rows, -columns), order=1, cval=np.nan) if columns or rows else after
        difference = np.where(stable, moved - before, np.nan)
        known = np.isfinite(difference)
        east, north = np.meshgrid(*_kilometres(grid, window, centre, metres))
        values.append(difference[known].astype(np.float64))
        places.append(np.column_stack([east[known], north[known]]))
    return np.concatenate(values), np.concatenate(places)


def _robust_plane(values: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Height and slopes of the plane through ``values`` (n,) at ``places`` (n, 2), and their standard errors.

    Slopes are 0, their errors infinite, where the ground reaches over too few patches, or where they are not sure: a
    plane that is not there would do harm at its ends.
    """
    design = np.column_stack([np.ones(len(values)), places])
    patch = np.unique(np.floor(places * 1000 / _PATCH_M).astype(np.int64), axis=0, return_inverse=True)[1].ravel()
    counts = np.bincount(patch)
    level = _irls(design[:, :1], values)
    errors = np.full(3, np.inf)
    used = np.flatnonzero(counts >= _LEAST_IN_PATCH)
    if len(used) < _LEAST_PATCHES:
        plane, weights = np.array([level[0][0], 0.0, 0.0]), level[1]
        errors[0] = _jackknife(design[:, :1], values, weights, patch, used)[0] if len(used) > 1 else np.inf
        return plane, errors
    plane, weights = _irls(design, values)
    errors = _jackknife(design, values, weights, patch, used)
    if np.hypot(*plane[1:]) <= _SURE * np.hypot(*errors[1:]):
        plane = np.array([level[0][0], 0.0, 0.0])
        errors[0] = _jackknife(design[:, :1], values, level[1], patch, used)[0]
    return plane, errors


def _irls(design: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least squares weighted again and again by Tukey's biweight, from the median."""
    solution = np.zeros(design.shape[1])
    solution[0] = np.median(values)
    weights = np.ones(len(values))
    for _ in range(20):
        left = values - design @ solution
        scatter = max(nmad(left), _LEAST_SCATTER_M)
        weights = np.square(np.clip(1 - np.square(left / (_TUKEY * scatter)), 0, None))
        weighted = design * weights[:, None]
        new, *_ = np.linalg.lstsq(weighted.T @ design, weighted.T @ values, rcond=1e-12)
        done = np.abs(design[:1000] @ (new - solution)).max() < 1e-5
        solution = new
        if done:
            break
    return solution, weights


def _jackknife(design, values, weights, patch, used) -> np.ndarray:
    """Standard errors from leaving out one patch after another."""
    keep = np.isin(patch, used)
    design, values, weights, patch = design[keep], values[keep], weights[keep], patch[keep]
    size = int(patch.max()) + 1
    normal = np.array(
        [[np.bincount(patch, weights * a * b, size)[used] for a in design.T] for b in design.T]
    ).transpose(2, 0, 1)
    right = np.array([np.bincount(patch, weights * a * values, size)[used] for a in design.T]).T
    without = (np.linalg.pinv(normal.sum(axis=0) - normal) @ (right.sum(axis=0) - right)[..., None])[..., 0]
    n = len(used)
    return np.sqrt((n - 1) / n * np.square(without - without.mean(axis=0)).sum(axis=0))
