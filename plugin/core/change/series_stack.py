"""Many optical images of one place, checked against each other and read on one grid, date by date."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from affine import Affine
from rasterio.windows import Window

from ..dates import date_in_name
from ..errors import InputError
from ..grid import Grid, crs_name
from ..raster import Raster, Resampling
from ..tasks import Part, Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from . import masks
from .coregistration import Shift, estimate_shift
from .open_files import allow_open_files
from .sensors import AUTO, Bands, bands_of, recorded_sensor
from .surface import open_water, tells_water

LEAST_DATES, MOST_DATES = 3, 254
LEAST_MOVE = 0.1
"""Pixels below which an image stays as it is: resampling blurs, and shifts are measured no better."""

_ROLES = ("blue", "green", "red", "nir", "swir1")  # what the indices and the rules for bare ground need
_LEAST_OVERLAP = 16  # cells in each direction
_MASK_WORDS = {"scl", "mask", "cloudmask", "cldmsk", "clm", "fmask", "マスク", "雲"}


def is_mask_name(path: str) -> bool:
    """Whether a file is a cloud mask by its name: SCL, QA_PIXEL, mask … as a word of it."""
    name = Path(path).stem.lower()
    return "qa_pixel" in name or not _MASK_WORDS.isdisjoint(re.split(r"[\W\d_]+", name))


@dataclass(frozen=True)
class SeriesFiles:
    """Images with their ISO dates in one order, cloud masks in any order, and how to read the bands."""

    images: tuple[str, ...]
    dates: tuple[str, ...]
    masks: tuple[str, ...] = ()
    sensor: str = AUTO
    bands: str = ""
    mask_kind: str = "auto"


@dataclass(frozen=True)
class StackSource:
    """Opens a stack again, as it was found to be: the kinds of its masks and the shifts that are corrected, by date (None:
    no mask, no correction)."""

    files: SeriesFiles
    kinds: tuple[str | None, ...]
    shifts: tuple[Shift | None, ...]

    def __call__(self) -> Stack:
        allow_open_files()
        return Stack(self.files, known=self)


@dataclass
class _Date:
    """One date of the stack, opened. ``seen`` is the image on the grid of the stack where it had to be resampled."""

    day: str
    raster: Raster
    mask_path: str | None
    mask: masks.Mask | None = None
    seen: Raster | None = None
    shift: Shift | None = None
    moved: bool = False


class Stack:
    """The dates in their order; ``grid`` is the part of the first image's grid that all of them cover. Use with ``with``.

    ``known``: what was found out about it before.
    """

    def __init__(self, files: SeriesFiles, progress: Progress | None = None, known: StackSource | None = None):
        self.files, self.progress = files, progress or Silent()
        order, mask_of, self.unused_masks = _matched(files)
        with contextlib.ExitStack() as stack:
            self._dates = [
                _Date(
                    self.files.dates[i],
                    stack.enter_context(Raster(self.files.images[i])),
                    mask_of.get(self.files.dates[i]),
                )
                for i in order
            ]
            self.bands = self._find_bands()
            self.grid = self._overlap()
            for number, one in enumerate(self._dates):
                check_cancelled(self.progress)
                if not one.raster.grid.same_cells(self.grid):
                    one.seen = stack.enter_context(Raster(one.raster.path, None, self.grid, Resampling.cubic))
                if one.mask_path:
                    kind = known.kinds[number] if known else self.files.mask_kind
                    one.mask = stack.enter_context(self._mask(one, self.grid, kind, 1))
                self.progress.report((number + 1) / len(self._dates))
            for one, shift in zip(self._dates, known.shifts if known else ()):
                if shift is not None:
                    one.shift = shift
                    self._move(one, stack)
            self._close_later = stack.pop_all()

    def __enter__(self) -> Stack:
        return self

    def __exit__(self, *_) -> None:
        self._close_later.close()

    @property
    def source(self) -> StackSource:
        """What opens the stack as it is now, in another thread or process."""
        return StackSource(
            self.files,
            tuple(one.mask.kind if one.mask else None for one in self._dates),
            tuple(one.shift if one.moved else None for one in self._dates),
        )

    @property
    def inputs(self) -> tuple[str, ...]:
        """All files that are read."""
        read = [part for one in self._dates for part in (one.raster, one.mask) if part is not None]
        return tuple(dict.fromkeys(path for part in read for path in part.files))

    # -- what is in it ---------------------------------------------------------------------------

    @property
    def dates(self) -> list[str]:
        return [one.day for one in self._dates]

    @property
    def names(self) -> list[str]:
        return [one.raster.name for one in self._dates]

    @property
    def without_mask(self) -> list[str]:
        """Dates of images that have no mask."""
        return [one.day for one in self._dates if one.mask is None]

    @property
    def resampled(self) -> list[str]:
        """Dates of images whose cells were others than the first's."""
        return [one.day for one in self._dates if not one.raster.grid.same_cells(self.grid)]

    @property
    def moved(self) -> dict[str, Shift]:
        """Shifts that were corrected, by date."""
        return {one.day: one.shift for one in self._dates if one.moved}

    @property
    def unmeasured(self) -> list[str]:
        """Dates whose shift could not be measured."""
        return [one.day for one in self._dates if one.shift is not None and not one.shift.reliable]

    @property
    def dtype(self) -> np.dtype:
        """Of what :meth:`read` gives, for all dates."""
        return np.result_type(*(np.float32 if one.seen is not None else one.raster.dtype for one in self._dates))

    # -- checks ----------------------------------------------------------------------------------

    def _find_bands(self) -> Bands:
        first = self._dates[0].raster
        for one in self._dates:
            raster = one.raster
            raster.grid.require_metres(raster.name)
            if raster.count != first.count:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} has {count} bands, {first} has {expected}. All images of a stack must hold the same bands "
                        "in the same order; masks are recognised by SCL, QA_PIXEL or mask in their names.",
                    ),
                    name=raster.name,
                    count=raster.count,
                    first=first.name,
                    expected=first.count,
                )
            if raster.grid.crs != first.grid.crs:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} is in {theirs}, {first} in {ours}. Reproject all images of the stack to one coordinate "
                        "system (Raster > Projections > Warp) and run again.",
                    ),
                    name=raster.name,
                    first=first.name,
                    theirs=crs_name(raster.grid.crs),
                    ours=crs_name(first.grid.crs),
                )
            bands = bands_of(
                recorded_sensor(self.files.sensor, raster.tags),
                raster.count,
                raster.dtype,
                raster.name,
                self.files.bands,
            )
        used = [(number, role) for number, role in zip(bands.numbers, bands.roles) if role in _ROLES]
        return replace(bands, numbers=tuple(n for n, _ in used), roles=tuple(r for _, r in used))

    def _overlap(self) -> Grid:
        grid = self._dates[0].raster.grid
        for one in self._dates[1:]:
            window = grid.overlap(one.raster.grid)
            if window is None or min(window.width, window.height) < _LEAST_OVERLAP:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} does not cover the place that the images before it share. Leave it out, or choose images of "
                        "one place.",
                    ),
                    name=one.raster.name,
                )
            grid = grid.crop(window)
        return grid

    # -- alignment -------------------------------------------------------------------------------

    def align(self, reference: int, correct: bool, progress: Progress) -> None:
        """Measure how far every image lies from number ``reference``; refuse shifts beyond half a pixel, or, where
        ``correct``, resample what lies more than :data:`LEAST_MOVE` away."""
        for number, one in enumerate(self._dates):
            if number == reference:
                continue
            part = Part(progress, number / len(self._dates), (number + 1) / len(self._dates))
            one.shift = estimate_shift(lambda window, n=number: self._tile(reference, n, window), self.grid, part)
            if one.shift.too_large and not correct:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} lies {x} pixels right and {y} pixels down of {reference}; beyond half a pixel most of what "
                        "is found would be edges. Switch on the correction of shifts, or leave the image out.",
                    ),
                    name=one.raster.name,
                    reference=self._dates[reference].raster.name,
                    x=f"{one.shift.x:+.2f}",
                    y=f"{one.shift.y:+.2f}",
                )
            if correct and one.shift.reliable and one.shift.length > LEAST_MOVE:
                self._move(one, self._close_later)
                if one.shift.too_large:  # a small one needs no proof
                    self._refuse_left(one, reference, number, part)

    def _refuse_left(self, one: _Date, reference: int, number: int, progress: Progress) -> None:
        """Raise :class:`InputError` where a correction did not bring the images together."""
        left = estimate_shift(lambda window: self._tile(reference, number, window), self.grid, progress)
        if left.too_large or not left.reliable:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The shift of {name} cannot be corrected: {x} pixels right and {y} pixels down are left after it. Check "
                    "that it shows the same place and that its mask belongs to it, or leave it out.",
                ),
                name=one.raster.name,
                x=f"{left.x:+.2f}",
                y=f"{left.y:+.2f}",
            )

    def _move(self, one: _Date, stack: contextlib.ExitStack) -> None:
        shift = one.shift
        displaced = replace(self.grid, transform=self.grid.transform * Affine.translation(shift.x, shift.y))
        one.seen = stack.enter_context(Raster(one.raster.path, None, displaced, Resampling.cubic))
        if one.mask:  # it lies where its image lies
            one.mask = stack.enter_context(self._mask(one, displaced, one.mask.kind, shift.length + 1))
        one.moved = True

    def _mask(self, one: _Date, grid: Grid, kind: str, slack: float) -> masks.Mask:
        return masks.Mask(one.mask_path, Message(os.path.basename(one.mask_path)), grid, kind, self.progress, slack)

    def _tile(self, first: int, second: int, window: Window):
        one, one_state = self.read(first, window)
        other, other_state = self.read(second, window)
        clear = (one_state == masks.CLEAR) & (other_state == masks.CLEAR)
        if not tells_water(self.bands):
            return one, other, clear, clear
        return one, other, clear, clear & ~(open_water(one, self.bands) & open_water(other, self.bands))

    # -- reading ---------------------------------------------------------------------------------

    def read(self, number: int, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """The used bands (p, rows, columns) of a date in ``window`` of :attr:`grid`, and CLEAR, NO_DATA or CLOUD (uint8)."""
        one = self._dates[number]
        numbers = list(self.bands.numbers)
        if one.seen is not None:
            image, valid = one.seen.read_valid(window, numbers)
        else:
            column, row = one.raster.grid.offset_of(self.grid)
            moved = Window(window.col_off + round(column), window.row_off + round(row), window.width, window.height)
            image, valid = one.raster.read_valid(moved, numbers)
        state = one.mask.read(window) if one.mask else np.full(valid.shape, masks.CLEAR, np.uint8)
        return image, np.where(valid, state, np.uint8(masks.NO_DATA))


def _matched(files: SeriesFiles) -> tuple[list[int], dict[str, str], list[str]]:
    """Images in the order of their dates (indices), the mask of each date, and masks of no image.

    Raises :class:`InputError` for fewer than three dates, too many, a date twice, a mask without a date, two for one date.
    """
    if len(files.images) < LEAST_DATES:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{count} images are given; a series needs three dates or more. For two images use the change between two "
                "optical images.",
            ),
            count=len(files.images),
        )
    if len(files.images) > MOST_DATES:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{count} images are given; a series holds at most {most}. Leave out some of the early ones."
            ),
            count=len(files.images),
            most=MOST_DATES,
        )
    order = sorted(range(len(files.images)), key=lambda i: files.dates[i])
    for i, j in itertools.pairwise(order):
        if files.dates[i] == files.dates[j]:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{first} and {second} are both dated {date}. Keep one image for each date; merge tiles of one date "
                    "first.",
                ),
                first=os.path.basename(files.images[i]),
                second=os.path.basename(files.images[j]),
                date=files.dates[i],
            )
    mask_of: dict[str, str] = {}
    unused = []
    by_order = len(files.masks) == len(files.images) and not any(date_in_name(path) for path in files.masks)
    for i, path in enumerate(files.masks):
        day = files.dates[i] if by_order else date_in_name(path)
        if not day:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The name of the mask {path} holds no date, so that its image cannot be told. Name masks like "
                    "SCL_20240731.tif, or give one for each image, in the same order.",
                ),
                path=path,
            )
        if day in mask_of:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{first} and {second} are both masks of {date}. Give one mask for each image."
                ),
                first=os.path.basename(mask_of[day]),
                second=os.path.basename(path),
                date=day,
            )
        if day in files.dates:
            mask_of[day] = path
        else:
            unused.append(path)
    return order, mask_of, unused
