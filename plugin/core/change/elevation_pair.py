"""Two elevation models on one grid, in metres.

The grid is BEFORE's, in its CRS; where AFTER is coarser, BEFORE's cells are joined k × k (averaged) until they are as
coarse. A finer AFTER is averaged too, so that what is too fine for the grid does not show as change; one about as fine
is resampled by cubic convolution.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Generator
from dataclasses import dataclass, replace

import numpy as np
import shapely
from affine import Affine
from rasterio.features import geometry_mask
from rasterio.windows import Window
from scipy import ndimage

from ..errors import InputError
from ..grid import Grid, crs_name
from ..heights import FOOT_M, height_scale
from ..raster import Raster, Resampling
from ..tasks import Progress, Watch, check_cancelled, opened, run_units
from ..text import QT_TRANSLATE_NOOP, Message
from .elevation_error import SAMPLE_CELLS, even_windows, thinned
from .masks import grow

BEFORE_NAME = QT_TRANSLATE_NOOP("SoraNoMe", "The BEFORE elevation model")
AFTER_NAME = QT_TRANSLATE_NOOP("SoraNoMe", "The AFTER elevation model")

_AVERAGE_FROM = 1.5  # times finer than the grid
_HAIR = 0.05  # of a cell: cells that differ by less are taken as equally coarse
_LEAST_CELLS = 1000
_MOST_TILES = 64
_LOWEST_M, _HIGHEST_M = -500.0, 9000.0
_COPIED = 0.05
_OTHER_UNIT = 0.1
_AGREEING = 0.9  # correlation from which heights are of one terrain
_ZERO_SHARE, _NOT_ZERO_M = 0.001, 10.0


@dataclass(frozen=True)
class ElevationFiles:
    """What to compare. ``unstable``: areas (CRS of BEFORE) to leave out when errors and shift are measured."""

    before: str
    after: str
    before_unit: str = "auto"
    after_unit: str = "auto"
    unstable: tuple[shapely.Geometry, ...] = ()


@dataclass(frozen=True)
class ElevationSource:
    """Opens a pair again, with the ``shift`` (east, north, up; m) that is taken out, if any."""

    before: str
    after: str
    before_unit: str
    after_unit: str
    shift: tuple[float, float, float] | None

    def __call__(self) -> ElevationPair:
        with contextlib.ExitStack() as stack:
            files = ElevationFiles(self.before, self.after, self.before_unit, self.after_unit)
            pair = stack.enter_context(ElevationPair(files))
            if self.shift is not None:
                pair.correct(*self.shift)
            stack.pop_all()
        return pair


@dataclass(frozen=True)
class _Heights:
    source: ElevationSource

    def __call__(self, window: Window, watch: Progress) -> tuple[np.ndarray, np.ndarray]:
        return opened(self.source).read(window)


@dataclass(frozen=True)
class SampleTile:
    """Heights in ``window`` (float32, m; NaN no data), and where the ground may be taken as unchanged."""

    window: Window
    before: np.ndarray
    after: np.ndarray
    stable: np.ndarray


class ElevationPair:
    """The pair opened; use it with ``with``. ``grid`` is the part both cover."""

    def __init__(self, files: ElevationFiles):
        self.files = files
        with contextlib.ExitStack() as stack:
            self.before = stack.enter_context(_open(files.before, BEFORE_NAME))
            self.after = stack.enter_context(_open(files.after, AFTER_NAME))
            self.before.grid.require_metres(self.before.name)
            if self.after.grid.crs is None:
                self.after.grid.require_metres(self.after.name)
            self.before_scale = height_scale(self.before, files.before_unit)
            self.after_scale = height_scale(self.after, files.after_unit)
            self.grid, self.joined, self._method = self._choose_grid()
            metres = self.grid.crs.linear_units_factor[1]
            self.cell_m = tuple(size * metres for size in self.grid.cell_size)
            self.z_m = 0.0
            self._shift: tuple[float, float, float] | None = None
            self._before_on_grid = self._after_on_grid = None
            if self.joined > 1:
                averaged = Raster(files.before, self.before.name, self.grid, Resampling.average)
                self._before_on_grid = stack.enter_context(averaged)
            self.same_cells = self.grid.same_cells(self.after.grid)
            if not self.same_cells:
                self._after_on_grid = stack.enter_context(self._after_seen_on(self.grid))
            self._stack = stack.pop_all()
        self.copied_share = 0.0

    def __enter__(self) -> ElevationPair:
        return self

    def __exit__(self, *_) -> None:
        self._stack.close()

    @property
    def source(self) -> ElevationSource:
        """What opens the pair as it is now, in another thread or process; without the areas left out of statistics."""
        files = self.files
        return ElevationSource(files.before, files.after, files.before_unit, files.after_unit, self._shift)

    @property
    def inputs(self) -> tuple[str, ...]:
        """All files that are read."""
        return tuple(dict.fromkeys((*self.before.files, *self.after.files)))

    def _choose_grid(self) -> tuple[Grid, int, Resampling]:
        """The common grid, how many of BEFORE's cells make one of it in each direction, and how AFTER is resampled."""
        ours, theirs = self.before.grid, self.after.grid
        if ours.crs != theirs.crs:
            theirs = self.after.suggested_grid(ours.crs)
        own_cell, other_cell = (math.sqrt(grid.cell_size[0] * grid.cell_size[1]) for grid in (ours, theirs))
        joined = max(1, math.ceil(other_cell / own_cell - _HAIR))
        grid = replace(
            ours,
            transform=ours.transform * Affine.scale(joined),
            width=ours.width // joined,
            height=ours.height // joined,
        )
        window = grid.overlap(theirs) if min(grid.shape) > 0 else None
        if window is None:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The elevation models do not overlap: BEFORE covers {before}, AFTER {after} (in {crs}). Choose two of "
                    "one place, and check that each carries its own coordinate system.",
                ),
                before=_box(ours),
                after=_box(theirs),
                crs=crs_name(ours.crs),
            )
        method = Resampling.average if joined * own_cell / other_cell >= _AVERAGE_FROM else Resampling.cubic
        return grid.crop(window), joined, method

    def _after_seen_on(self, grid: Grid) -> Raster:
        return Raster(self.files.after, self.after.name, grid, self._method)

    def correct(self, x_m: float, y_m: float, z_m: float) -> None:
        """Take out a shift: AFTER lies so far east, north and above."""
        metres = self.grid.crs.linear_units_factor[1]
        moved = Affine.translation(x_m / metres, y_m / metres) * self.grid.transform
        self._after_on_grid = self._stack.enter_context(self._after_seen_on(replace(self.grid, transform=moved)))
        self.z_m = z_m
        self._shift = x_m, y_m, z_m

    @property
    def resampled(self) -> bool:
        """Whether AFTER is read resampled."""
        return self._after_on_grid is not None

    # -- reading -----------------------------------------------------------------------------

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Heights before and after (float32, m) in ``window`` of :attr:`grid`; NaN where there are none."""
        if not (self.resampled or self._before_on_grid):
            return self._read_before(window), self._read_after(window)
        # A resampled cell beside no data is made of half its neighbours, and so of another place: it goes too.
        grown, inner = grow(window, 1, self.grid)
        before, after = self._read_before(grown), self._read_after(grown)
        holes = np.isnan(after) if self.resampled else np.zeros(after.shape, bool)
        if self._before_on_grid:
            holes |= np.isnan(before)
        if holes.any():
            holes = ndimage.binary_dilation(holes, np.ones((3, 3), bool))
            before[holes] = after[holes] = np.nan
        return before[inner], after[inner]

    def read_all(self, windows: list[Window], progress: Progress) -> Generator[tuple[np.ndarray, np.ndarray]]:
        """:meth:`read` of one window after the other, by threads that open the pair each for itself."""
        return run_units(_Heights(self.source), windows, progress, len(windows))

    def _read_before(self, window: Window) -> np.ndarray:
        if self._before_on_grid:
            return _heights(self._before_on_grid, window, self.before_scale)
        return _heights(self.before, _in(self.before.grid, self.grid, window), self.before_scale)

    def _read_after(self, window: Window) -> np.ndarray:
        if self._after_on_grid:
            heights = _heights(self._after_on_grid, window, self.after_scale)
        else:
            heights = _heights(self.after, _in(self.after.grid, self.grid, window), self.after_scale)
        return heights - np.float32(self.z_m) if self.z_m else heights

    def sample(self, progress: Progress) -> list[SampleTile]:
        """Tiles spread evenly over the pair, enough for statistics; the heights in them are checked.

        Raises :class:`InputError` where there are too few, or they cannot be heights of one terrain in one unit.
        """
        tiles: list[SampleTile] = []
        cells = 0
        windows = list(even_windows(self.grid))
        with contextlib.closing(self.read_all(windows, Watch(progress))) as read:
            for window, (before, after) in zip(windows, read):
                check_cancelled(progress)
                stable = np.isfinite(before) & np.isfinite(after) & ~self._unstable(window)
                if stable.any():
                    tiles.append(SampleTile(window, before, after, stable))
                    cells += int(stable.sum())
                if cells >= SAMPLE_CELLS or len(tiles) >= _MOST_TILES:
                    break
                progress.report(min(1.0, cells / SAMPLE_CELLS))
        if cells < _LEAST_CELLS:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Only {cells} cells hold heights in both elevation models (outside areas left out); at least {least} "
                    "are needed. Check what they hold, and where.",
                ),
                cells=cells,
                least=_LEAST_CELLS,
            )
        before, after = (np.concatenate([getattr(t, n)[t.stable] for t in tiles]) for n in ("before", "after"))
        self._refuse_what_is_no_height(before, after)
        self._refuse_other_units(before, after)
        return self._without_copies(tiles, before, after)

    def _unstable(self, window: Window) -> np.ndarray:
        grid = self.grid.crop(window)
        if not self.files.unstable:
            return np.zeros(grid.shape, bool)
        return geometry_mask(self.files.unstable, grid.shape, grid.transform, all_touched=True, invert=True)

    def _without_copies(self, tiles: list[SampleTile], before: np.ndarray, after: np.ndarray) -> list[SampleTile]:
        """The tiles, cells copied from one model into the other taken as nothing to learn errors from."""
        if "float" not in self.before.dtype or "float" not in self.after.dtype or self.resampled:
            return tiles
        same = before == after
        share = float(same.mean())
        if share < _COPIED or len(same) - same.sum() < _LEAST_CELLS:
            return tiles
        self.copied_share = share
        return [replace(tile, stable=tile.stable & (tile.before != tile.after)) for tile in tiles]

    # -- checks ------------------------------------------------------------------------------

    def _refuse_what_is_no_height(self, before: np.ndarray, after: np.ndarray) -> None:
        for raster, heights, others in ((self.before, before, after), (self.after, after, before)):
            low, high = float(heights.min()), float(heights.max())
            if low < _LOWEST_M or high > _HIGHEST_M:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} holds values from {low} to {high} m, which no ground has. Declare its value for no data "
                        "(Raster > Conversion > Translate), or state its unit.",
                    ),
                    name=raster.name,
                    low=f"{low:.0f}",
                    high=f"{high:.0f}",
                )
            holes = (heights == 0) & (np.abs(others) > _NOT_ZERO_M)
            if holes.mean() > _ZERO_SHARE:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} is exactly 0 in {share} % of the area, where the other elevation model is about {height} m "
                        "high: that is no data. Declare 0 as its value for no data (Raster > Conversion > Translate).",
                    ),
                    name=raster.name,
                    share=f"{100 * holes.mean():.1f}",
                    height=f"{np.median(others[holes]):.0f}",
                )

    def _refuse_other_units(self, before: np.ndarray, after: np.ndarray) -> None:
        """Raise :class:`InputError` where heights of AFTER are so many times those of BEFORE."""
        if before.std() == 0 or after.std() == 0 or np.corrcoef(thinned(before), thinned(after))[0, 1] < _AGREEING:
            return
        spread = [float(np.subtract(*np.percentile(heights, (95, 5)))) for heights in map(thinned, (before, after))]
        ratio = spread[1] / max(spread[0], 1e-9)
        if abs(math.log(ratio)) <= _OTHER_UNIT:
            return
        for raster, parameter, times in (
            (self.after, "AFTER_UNIT", ratio * FOOT_M),
            (self.before, "BEFORE_UNIT", FOOT_M / ratio),
        ):
            if abs(times - 1) < 0.02:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "The heights of AFTER are {ratio} times those of BEFORE: {name} seems to be in feet. Set "
                        "{parameter} to feet and run again.",
                    ),
                    ratio=f"{ratio:.3f}",
                    name=raster.name,
                    parameter=parameter,
                )
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The heights of AFTER are {ratio} times those of BEFORE. Bring both into the same unit (metres, or state "
                "feet in BEFORE_UNIT or AFTER_UNIT).",
            ),
            ratio=f"{ratio:.3f}",
        )


def _open(path: str, name: str) -> Raster:
    raster = Raster(path, Message(name))
    if raster.count != 1:
        count = raster.count
        raster.__exit__()
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name} has {count} bands; an elevation model has one. Choose the file of heights."
            ),
            name=Message(name),
            count=count,
        )
    return raster


def _in(own: Grid, grid: Grid, window: Window) -> Window:
    """``window`` of ``grid`` counted in the same cells of ``own``."""
    column, row = own.offset_of(grid)
    return Window(window.col_off + round(column), window.row_off + round(row), window.width, window.height)


def _heights(raster: Raster, window: Window, scale: float) -> np.ndarray:
    data, valid = raster.read_valid(window)
    heights = data[0].astype(np.float32)
    if scale != 1:
        heights *= np.float32(scale)
    heights[~valid] = np.nan
    return heights


def _box(grid: Grid) -> str:
    west, south, east, north = grid.bounds
    return f"{west:.0f}–{east:.0f}, {south:.0f}–{north:.0f}"
