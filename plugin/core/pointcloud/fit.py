"""How far a newer point cloud lies from an older one, measured on ground that did not change.

Ground of both is drawn on one grid (TIN). The horizontal shift starts as that of Nuth and Kääb
(:mod:`..change.nuth_kaab`). From there shift, height and tilt are solved together (dh = z + tilt·place − shift·gradient,
Gauss-Newton, Tukey's biweight): where few slopes are covered a tilt looks like a shift, and one fitted after the other
would take its place. Ground that changed is outlying, and counts less or not at all. Standard errors come from leaving
out one patch of the ground after another.
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
from ..terrain.slope import gradient
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
_PATCHES_ACROSS = 4  # at least, where the ground is small
_LEAST_PATCHES = 8
_LEAST_IN_PATCH = 50
_TUKEY = 4.685
_LEAST_SCATTER_M = 2e-3
_SURE = 2.0  # standard errors
_CLASSES = 20  # of steepness
_ROUNDS = 20
_SETTLED_M = 1e-3
_MOST_CELLS = 200_000  # solved for together
_DEGENERATE = 1e-4  # least eigenvalue of the scaled normal matrix
_BLOCKS = 3  # of the overlap, in each direction, that are judged each
_CHANGED_M = 1.0  # differences beyond it are taken for changed ground, not for a misfit
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
    shift; where they do not, x and y are 0 and unknown. ``vertical_m``: largest vertical misfit in the overlap
    by this plane, ``vertical_sd_m`` what its tilt leaves open there; ``block_m``: largest median difference among the
    3 × 3 blocks of the overlap as NEW lies, owing nothing to the plane. ``nmad_*_m``: scatter of the differences as they
    are, and with all this taken out. ``centre``: where z holds.
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
    vertical_sd_m: float
    block_m: float

    @property
    def horizontal_m(self) -> float:
        return math.hypot(self.x_m, self.y_m)

    @property
    def tilt(self) -> float:
        """Steepest tilt, m per km."""
        return math.hypot(self.tilt_east, self.tilt_north)

    def within(self, vertical_m: float, horizontal_m: float) -> bool:
        return self.vertical_m <= vertical_m and self.horizontal_m <= horizontal_m

    def tilt_known(self, vertical_m: float) -> bool:
        """Whether the tilt is sure enough for heights at the ends of the overlap to be good to ``vertical_m``."""
        return _SURE * self.vertical_sd_m <= vertical_m

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
    plane = np.zeros(3)
    for _ in range(2):
        check_cancelled(progress)
        level = [(before, after - _plane_at(grid, window, plane, centre, metres), stable)
                 for window, before, after, stable in tiles]  # fmt: skip
        shift = register([tile for tile in level if tile[2].any()], (cell_m, cell_m))
        start = (shift.x_m, shift.y_m) if shift.reliable else None
        for tilted in (True, False):
            (x, y), plane, errors = _solve(tiles, grid, start, tilted, centre, metres, progress)
            if np.isfinite(errors[1]):
                break
    values, places, _ = _residuals(tiles, grid, x / cell_m, -y / cell_m, centre, metres)
    left = values - plane[0] - places @ plane[1:]
    half = np.array([east - west, north - south]) * metres / 2000
    corners = abs(plane[0]) + np.abs(plane[1:]) @ half
    raw = np.concatenate([(after - before)[stable] for _, before, after, stable in tiles])
    return Fit(
        float(x),
        float(y),
        float(plane[0]),
        float(plane[1]),
        float(plane[2]),
        *(map(float, errors[3:]) if shift.reliable else (math.inf, math.inf)),
        float(errors[0]),
        float(np.hypot(*errors[1:3])),
        nmad(raw[np.isfinite(raw)]),
        nmad(left),
        cells,
        shift.reliable,
        centre,
        float(corners),
        float(np.hypot(*(errors[1:3] * half))),
        _largest_block(*_residuals(tiles, grid, 0, 0, centre, metres)[:2], half),
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


def _residuals(tiles, grid: Grid, columns: float, rows: float, centre, metres: float):
    """Differences NEW − BASE (n,), NEW moved back by so many cells to the left and up, where (n, 2: km east, km north),
    and the slopes of BASE there (n, 2: m per m to the east, to the north; NaN beside gaps).
    """
    values, places, slopes = [], [], []
    cell_m = grid.cell_size[0] * metres
    for window, before, after, stable in tiles:
        moved = ndimage.shift(after, (-rows, -columns), order=1, cval=np.nan) if columns or rows else after
        difference = np.where(stable, moved - before, np.nan)
        known = np.isfinite(difference)
        east, north = np.meshgrid(*_kilometres(grid, window, centre, metres))
        values.append(difference[known].astype(np.float64))
        places.append(np.column_stack([east[known], north[known]]))
        slopes.append(np.column_stack([slope[known] for slope in gradient(before, cell_m, cell_m)]))
    return np.concatenate(values), np.concatenate(places), np.concatenate(slopes)


def _solve(tiles, grid: Grid, start, tilted: bool, centre, metres: float, progress: Progress):
    """Shift (m), plane (height, slopes per km) and the standard errors of plane and shift (5), all solved for together.

    ``start``: the shift to begin at; None where slopes do not show any; it stays 0 then, as the tilt does unless
    ``tilted``. Errors of what stays 0 are infinite, and all are where the unknowns cannot be told apart.
    """
    cell_m = grid.cell_size[0] * metres
    unknowns = [0, *([1, 2] if tilted else []), *([3, 4] if start else [])]
    solution = np.zeros(5)
    shift = np.array(start or (0.0, 0.0))
    for _ in range(_ROUNDS):
        check_cancelled(progress)
        values, places, slopes = _residuals(tiles, grid, shift[0] / cell_m, -shift[1] / cell_m, centre, metres)
        known = np.isfinite(slopes).all(axis=1)
        thin = max(1, int(known.sum()) // _MOST_CELLS)
        values, places, slopes = (array[known][::thin] for array in (values, places, slopes))
        design = np.column_stack([np.ones(len(values)), places, -slopes])[:, unknowns]
        solution[unknowns], weights = _irls(design, values, np.hypot(*slopes.T))
        if np.hypot(*solution[3:]) < _SETTLED_M:
            break
        shift = shift + solution[3:]
    errors = np.full(5, np.inf)
    area_m2 = len(values) * thin * cell_m**2
    edge_m = min(_PATCH_M, math.sqrt(area_m2) / _PATCHES_ACROSS)
    patch = np.unique(np.floor(places * 1000 / edge_m).astype(np.int64), axis=0, return_inverse=True)[1].ravel()
    used = np.flatnonzero(np.bincount(patch) >= max(1, _LEAST_IN_PATCH // thin))
    if len(used) >= _LEAST_PATCHES:
        errors[unknowns] = _jackknife(design, values, weights, patch, used)
    return shift, solution[:3], errors


def _largest_block(values: np.ndarray, places: np.ndarray, half: np.ndarray) -> float:
    """Largest median (m, absolute) of the blocks of the overlap, which reaches ``half`` km to each side of the centre.

    Blocks where most of the ground changed are left out; where that leaves none, the median of all counts.
    """
    column, row = np.clip((places / half + 1) / 2 * _BLOCKS, 0, _BLOCKS - 1).astype(int).T
    block = row * _BLOCKS + column
    middle = np.median(values)
    medians = [middle]
    for number in range(_BLOCKS**2):
        here = values[block == number]
        if len(here) >= _LEAST_IN_PATCH and np.mean(np.abs(here - middle) > _CHANGED_M) < 0.5:
            medians.append(np.median(here[np.abs(here - middle) <= _CHANGED_M]))
    return float(np.abs(medians).max())


def _irls(design: np.ndarray, values: np.ndarray, steepness: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least squares weighted again and again by Tukey's biweight and by the scatter of ground as steep, from the median."""
    solution = np.zeros(design.shape[1])
    solution[0] = np.median(values)
    steps = np.quantile(steepness, np.linspace(0, 1, _CLASSES + 1)[1:-1])
    number = np.digitize(steepness, steps)
    weights = np.ones(len(values))
    for _ in range(20):
        left = values - design @ solution
        scatter = np.array([nmad(left[number == k]) if (number == k).any() else 0.0 for k in range(_CLASSES)])
        # Steeper ground is no surer; a class by chance quiet must not lead.
        scatter = np.maximum.accumulate(np.maximum(scatter, _LEAST_SCATTER_M))[number]
        weights = np.square(np.clip(1 - np.square(left / (_TUKEY * scatter)), 0, None)) / scatter**2
        weighted = design * weights[:, None]
        new, *_ = np.linalg.lstsq(weighted.T @ design, weighted.T @ values, rcond=1e-12)
        done = np.abs(design[:1000] @ (new - solution)).max() < 1e-5
        solution = new
        if done:
            break
    return solution, weights


def _jackknife(design, values, weights, patch, used) -> np.ndarray:
    """Standard errors from leaving out one patch after another; infinite where unknowns cannot be told apart."""
    keep = np.isin(patch, used)
    design, values, weights, patch = design[keep], values[keep], weights[keep], patch[keep]
    size = int(patch.max()) + 1
    normal = np.array(
        [[np.bincount(patch, weights * a * b, size)[used] for a in design.T] for b in design.T]
    ).transpose(2, 0, 1)
    right = np.array([np.bincount(patch, weights * a * values, size)[used] for a in design.T]).T
    whole = normal.sum(axis=0)
    scale = np.sqrt(np.diag(whole))
    if not np.all(scale > 0) or np.linalg.eigvalsh(whole / np.outer(scale, scale))[0] < _DEGENERATE:
        return np.full(design.shape[1], np.inf)
    without = (np.linalg.pinv(whole - normal) @ (right.sum(axis=0) - right)[..., None])[..., 0]
    n = len(used)
    return np.sqrt((n - 1) / n * np.square(without - without.mean(axis=0)).sum(axis=0))
