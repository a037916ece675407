"""Two images of different dates, checked against each other and read on one grid."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from affine import Affine
from rasterio.windows import Window

from ..errors import InputError
from ..grid import Grid, crs_name
from ..raster import Raster, Resampling
from ..tasks import Progress, Silent
from ..text import QT_TRANSLATE_NOOP, Message
from . import masks
from .coregistration import Shift, Tile, estimate_shift
from .sensors import AUTO, Bands, bands_of, recorded_sensor
from .surface import open_water, tells_water

BEFORE_NAME = QT_TRANSLATE_NOOP("SoraNoMe", "The BEFORE image")
AFTER_NAME = QT_TRANSLATE_NOOP("SoraNoMe", "The AFTER image")
BEFORE_MASK_NAME = QT_TRANSLATE_NOOP("SoraNoMe", "The mask of BEFORE")
AFTER_MASK_NAME = QT_TRANSLATE_NOOP("SoraNoMe", "The mask of AFTER")

_LEAST_OVERLAP = 16  # cells in each direction


@dataclass(frozen=True)
class PairFiles:
    """What the user names: two images, how to read their bands, and optional cloud masks."""

    before: str
    after: str
    sensor: str = AUTO
    bands: str = ""
    before_mask: str | None = None
    after_mask: str | None = None
    mask_kind: str = "auto"


@dataclass(frozen=True)
class Block:
    """A window of both images on the grid of BEFORE.

    ``before``, ``after``: (p, rows, columns), the used bands. ``clear``: both dates show the ground.
    ``water``: of the clear cells those of open water on both dates. ``hidden``: both dates hold data and BEFORE shows the
    ground, but AFTER is masked as cloud.
    """

    before: np.ndarray
    after: np.ndarray
    clear: np.ndarray
    water: np.ndarray
    hidden: np.ndarray

    @property
    def land(self) -> np.ndarray:
        """What is compared. Waves and haze over water follow other laws than the ground, and its unchanging cells can be so
        many that they alone would be what "unchanged" means."""
        return self.clear & ~self.water


@dataclass(frozen=True)
class PairSource:
    """Opens a pair again, as it was found to be: the kinds of its masks, and the shift that is corrected, if any."""

    files: PairFiles
    kinds: tuple[str, str]
    shift: Shift | None

    def __call__(self) -> Pair:
        with contextlib.ExitStack() as stack:
            pair = stack.enter_context(Pair(self.files, kinds=self.kinds))
            if self.shift is not None:
                pair.correct(self.shift)
            stack.pop_all()
        return pair


class Pair:
    """The pair opened: ``grid`` is the part of BEFORE's grid that AFTER covers. Use it with ``with``.

    ``roles_needed=False`` opens any two rasters, for checking how they lie to each other. ``kinds`` of the masks of BEFORE
    and AFTER, where they are known already.
    """

    def __init__(
        self,
        files: PairFiles,
        progress: Progress | None = None,
        roles_needed: bool = True,
        kinds: tuple[str, str] | None = None,
    ):
        progress = progress or Silent()
        self.files = files
        kinds = kinds or (files.mask_kind, files.mask_kind)
        self.shift: Shift | None = None
        self.corrected = False
        self.residual: Shift | None = None  # what is left of the shift after correction
        with contextlib.ExitStack() as stack:
            self.before = stack.enter_context(Raster(files.before, Message(BEFORE_NAME)))
            self.after = stack.enter_context(Raster(files.after, Message(AFTER_NAME)))
            self._check_crs(metres=roles_needed)
            self.bands = self._find_bands() if roles_needed else None
            self.same_cells = self.before.grid.same_cells(self.after.grid)
            self._window = self._overlap()
            self.grid = self.before.grid.crop(self._window)
            self.overlap = self._window.width * self._window.height / (self.before.grid.width * self.before.grid.height)
            self.before_mask = self._open_mask(stack, files.before_mask, BEFORE_MASK_NAME, kinds[0], progress)
            self.after_mask = self._open_mask(stack, files.after_mask, AFTER_MASK_NAME, kinds[1], progress)
            self._on_grid = None
            if not self.same_cells:
                self._on_grid = stack.enter_context(self._seen_on(self.grid))
            self._stack = stack.pop_all()

    def __enter__(self) -> Pair:
        return self

    def __exit__(self, *_) -> None:
        self._stack.close()

    @property
    def source(self) -> PairSource:
        """What opens the pair as it is now, in another thread or process."""
        kinds = tuple(mask.kind if mask else self.files.mask_kind for mask in (self.before_mask, self.after_mask))
        return PairSource(self.files, kinds, self.shift if self.corrected else None)

    @property
    def inputs(self) -> tuple[str, ...]:
        """All files that are read."""
        read = [self.before, self.after, *(mask for mask in (self.before_mask, self.after_mask) if mask)]
        return tuple(dict.fromkeys(path for one in read for path in one.files))

    # -- checks ------------------------------------------------------------------------------

    def _check_crs(self, metres: bool) -> None:
        ours, theirs = self.before.grid.crs, self.after.grid.crs
        for raster in (self.before, self.after):
            # Two rasters of unknown place may still be checked against each other, but not one of known place.
            if metres or (raster.grid.crs is None and ours != theirs):
                raster.grid.require_metres(raster.name)
        if ours != theirs:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The AFTER image is in {theirs}, the BEFORE image in {ours}. Reproject one to the other's "
                    "coordinate system (Raster > Projections > Warp) and run again.",
                ),
                ours=crs_name(ours),
                theirs=crs_name(theirs),
            )

    def _find_bands(self) -> Bands:
        if self.before.count != self.after.count:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The BEFORE image has {before} bands, the AFTER image {after}. Both must hold the same bands in "
                    "the same order.",
                ),
                before=self.before.count,
                after=self.after.count,
            )
        files = self.files
        _, before = (
            bands_of(recorded_sensor(files.sensor, raster.tags), raster.count, raster.dtype, raster.name, files.bands)
            for raster in (self.after, self.before)
        )
        return before

    def _overlap(self) -> Window:
        window = self.before.grid.overlap(self.after.grid)
        if window is None:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The images do not overlap: BEFORE covers {before}, AFTER {after}. Choose two images of one place.",
                ),
                before=_box(self.before.grid),
                after=_box(self.after.grid),
            )
        if min(window.width, window.height) < _LEAST_OVERLAP:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The images share only {columns} × {rows} cells; at least {least} in each direction are needed. "
                    "Choose larger images, or images that overlap more.",
                ),
                columns=int(window.width),
                rows=int(window.height),
                least=_LEAST_OVERLAP,
            )
        return window

    def _open_mask(self, stack, path: str | None, name: str, kind: str, progress: Progress):
        if not path:
            return None
        return stack.enter_context(masks.Mask(path, Message(name), self.grid, kind, progress))

    # -- alignment ---------------------------------------------------------------------------

    def _seen_on(self, grid: Grid) -> Raster:
        return Raster(self.files.after, Message(AFTER_NAME), grid, Resampling.cubic)

    def measure_shift(self, progress: Progress | None = None) -> Shift:
        """Measure (once) how far AFTER lies from BEFORE."""
        if self.shift is None:
            self.shift = estimate_shift(self.read_tile, self.grid, progress or Silent())
        return self.shift

    def read_tile(self, window: Window) -> Tile:
        """Bands of both images, where both are clear, and where that is land, as :func:`estimate_shift` wants them."""
        block = self.read(window)
        return block.before, block.after, block.clear, block.land

    def align(self, correct: bool, progress: Progress | None = None) -> None:
        """Refuse a pair that does not fit, or, where ``correct``, resample AFTER onto BEFORE.

        Raises :class:`InputError` where cells differ or the shift is above half a pixel and
        ``correct`` is False, and where it is True but the shift cannot be measured.
        """
        if not self.same_cells and not correct:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The images have different cells (BEFORE {before}, AFTER {after}). Switch on co-registration to "
                    "bring AFTER onto the grid of BEFORE.",
                ),
                before=_cells(self.before.grid),
                after=_cells(self.after.grid),
            )
        shift = self.measure_shift(progress)
        if shift.too_large and not correct:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The AFTER image lies {x} pixels right and {y} pixels down of the BEFORE image; beyond half a "
                    "pixel most of what is found would be edges. Switch on co-registration to correct it.",
                ),
                x=f"{shift.x:+.2f}",
                y=f"{shift.y:+.2f}",
            )
        if correct and not shift.reliable and not self.same_cells:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The shift between the images cannot be measured: too little of them agrees. Check that both show "
                    "the same place, or bring AFTER onto the cells of BEFORE yourself (Raster > Projections > Warp) and "
                    "run without co-registration.",
                )
            )
        if correct and not shift.reliable:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The shift between the images cannot be measured: too little of them agrees. Check that both show "
                    "the same place, or run without co-registration.",
                )
            )
        if correct:
            self.correct(shift)
            self.residual = estimate_shift(self.read_tile, self.grid, Silent())

    def correct(self, shift: Shift) -> None:
        """Read AFTER from where it lies from now on."""
        displaced = replace(self.grid, transform=self.grid.transform * Affine.translation(shift.x, shift.y))
        self._on_grid = self._stack.enter_context(self._seen_on(displaced))
        if self.after_mask:  # it lies where its image lies
            self.after_mask = self._stack.enter_context(
                masks.Mask(
                    self.files.after_mask,
                    Message(AFTER_MASK_NAME),
                    displaced,
                    self.after_mask.kind,
                    Silent(),
                    slack_cells=shift.length + 1,
                )
            )
        self.corrected = True

    @property
    def resampled(self) -> bool:
        """Whether AFTER is read resampled onto BEFORE's grid."""
        return self._on_grid is not None

    # -- reading -----------------------------------------------------------------------------

    def read(self, window: Window) -> Block:
        """The pair in ``window`` of :attr:`grid`."""
        numbers = list(self.bands.numbers) if self.bands else None
        source = _moved(window, self._window.col_off, self._window.row_off)
        before, before_valid = self.before.read_valid(source, numbers)
        after, after_valid = self.read_after(window, numbers)
        valid = before_valid & after_valid
        hidden = np.zeros_like(valid)
        if self.after_mask:
            state = self.after_mask.read(window)
            hidden = valid & (state == masks.CLOUD)
            valid &= state == masks.CLEAR
        if self.before_mask:
            clear = self.before_mask.read(window) == masks.CLEAR
            valid &= clear
            hidden &= clear
        return Block(before, after, valid, valid & self._water(window, before, after), hidden)

    def _water(self, window: Window, before: np.ndarray, after: np.ndarray) -> np.ndarray:
        """Open water on both dates: by the bands where they can tell, for their cells are the finer, else by the masks."""
        if self.bands and tells_water(self.bands):
            return open_water(before, self.bands) & open_water(after, self.bands)
        if self.before_mask and self.after_mask:
            return self.before_mask.read_water(window) & self.after_mask.read_water(window)
        return np.zeros(before.shape[1:], bool)

    def read_after(self, window: Window, numbers: list[int] | None = None) -> tuple[np.ndarray, np.ndarray]:
        """AFTER alone in ``window`` of :attr:`grid`, all bands unless numbered, and where it is valid."""
        if self._on_grid is not None:
            return self._on_grid.read_valid(window, numbers)
        column, row = self.after.grid.offset_of(self.grid)
        return self.after.read_valid(_moved(window, round(column), round(row)), numbers)

    def strips(self, cells: int) -> Iterator[Window]:
        """Full-width windows of about ``cells`` cells, whole file blocks where possible."""
        unit = self.before.block_rows
        rows = max(1, cells // self.grid.width)
        rows = max(unit, rows // unit * unit) if unit <= rows else rows
        for row in range(0, self.grid.height, rows):
            yield Window(0, row, self.grid.width, min(rows, self.grid.height - row))


def _moved(window: Window, columns: float, rows: float) -> Window:
    return Window(window.col_off + columns, window.row_off + rows, window.width, window.height)


def _box(grid: Grid) -> str:
    west, south, east, north = grid.bounds
    digits = 4 if grid.crs and grid.crs.is_geographic else 0
    return f"{west:.{digits}f}–{east:.{digits}f}, {south:.{digits}f}–{north:.{digits}f}"


def _cells(grid: Grid) -> str:
    width, height = grid.cell_size
    digits = 7 if grid.crs and grid.crs.is_geographic else 2
    return f"{width:g} × {height:g}, {grid.transform.c:.{digits}f} / {grid.transform.f:.{digits}f}"
