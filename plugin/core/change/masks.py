"""Cloud masks: which cells of an optical image show the ground.

Sentinel-2 scene classification (SCL): ESA Sentinel-2 L2A Algorithm Theoretical Basis Document, table 3.
Landsat Collection 2 QA_PIXEL bits: USGS Landsat 8-9 Collection 2 Level 2 Science Product Guide, table 6-2.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from ..errors import InputError
from ..grid import Grid
from ..raster import Raster, Resampling
from ..tasks import Progress, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message

KINDS = ("auto", "scl", "qa_pixel", "plain")

CLEAR, NO_DATA, CLOUD = 0, 1, 2

_SCL_CLEAR = (2, 4, 5, 6, 7)  # dark, vegetation, not vegetated, water, unclassified
_SCL_WATER = 6
_SCL_CLOUD = (3, 8, 9, 10, 11)  # shadow, cloud medium and high, cirrus, snow
_QA_FILL = 1 << 0
_QA_MOST_VALUES = 200  # combinations of flags that a scene may show; an elevation model shows thousands of values
_QA_WATER = 1 << 7
_QA_CLOUD = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5  # dilated cloud, cirrus, cloud, shadow, snow


def decode(values: np.ndarray, kind: str) -> np.ndarray:
    """CLEAR, NO_DATA or CLOUD (uint8) for each cell of a mask of a decided ``kind``.

    ``plain`` masks hold 0 where the ground is seen and anything else where it is not. SCL 0 and 1 (no data,
    defective) and values that mean nothing in SCL are no data, and so is NaN in any mask.
    """
    out = np.zeros(values.shape, np.uint8)
    if kind == "scl":
        out[~np.isin(values, _SCL_CLEAR)] = NO_DATA
        out[np.isin(values, _SCL_CLOUD)] = CLOUD
    elif kind == "qa_pixel":
        bits = np.where(np.isfinite(values), values, 0).astype(np.int64)
        out[bits & _QA_CLOUD != 0] = CLOUD
        out[bits & _QA_FILL != 0] = NO_DATA
    else:
        out[values != 0] = CLOUD
    out[np.isnan(values)] = NO_DATA
    return out


def decode_water(values: np.ndarray, kind: str) -> np.ndarray:
    """Where a mask of a decided ``kind`` says water (bool); a ``plain`` one never does."""
    if kind == "scl":
        return values == _SCL_WATER
    if kind == "qa_pixel":
        return np.where(np.isfinite(values), values, 0).astype(np.int64) & _QA_WATER != 0
    return np.zeros(values.shape, bool)


class Mask:
    """A cloud mask opened on an image's grid (nearest cell, where the mask is coarser)."""

    def __init__(self, path: str, name: Message, grid: Grid, kind: str, progress: Progress, slack_cells: float = 1):
        """``slack_cells`` of the mask may be missing along the edges of ``grid``."""
        with Raster(path, name) as raster:
            own = raster.grid
            if own.crs != grid.crs:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} lies in another coordinate system than the images. Reproject it to theirs "
                        "(nearest cell).",
                    ),
                    name=raster.name,
                )
            west, south, east, north = grid.bounds
            own_west, own_south, own_east, own_north = own.bounds
            slack = slack_cells * max(own.cell_size)
            missing = max(own_west - west, own_south - south, east - own_east, north - own_north)
            if missing > slack:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{name} does not cover its image. Choose the mask of this image."),
                    name=raster.name,
                )
            if raster.count != 1:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "{name} has {count} bands; a cloud mask has one. Choose the mask file."
                    ),
                    name=raster.name,
                    count=raster.count,
                )
            if kind not in KINDS:
                raise ValueError(f"mask kind {kind!r} is none of {KINDS}")
            self.kind = _recognise(raster, progress) if kind == "auto" else kind
        self._raster = Raster(path, name, grid, Resampling.nearest)
        self.files = self._raster.files
        # Cloud edges are thin and their masks coarse: a rim of one cell goes with them.
        self.margin = 1

    def __enter__(self) -> Mask:
        return self

    def __exit__(self, *_) -> None:
        self._raster.__exit__()

    def read(self, window) -> np.ndarray:
        """CLEAR, NO_DATA or CLOUD (uint8) in ``window``, clouds widened by ``margin`` cells."""
        grown, inner = grow(window, self.margin, self._raster.grid)
        state = decode(self._raster.read(grown)[0], self.kind)
        if self.kind != "plain":  # a plain mask is somebody's decision already
            rim = ndimage.binary_dilation(state == CLOUD, iterations=self.margin)
            state[rim & (state == CLEAR)] = CLOUD
        return state[inner]

    def read_water(self, window) -> np.ndarray:
        """Where the mask says water (bool) in ``window``."""
        return decode_water(self._raster.read(window)[0], self.kind)


def grow(window, margin: int, grid: Grid):
    """``window`` widened by ``margin`` cells inside ``grid``, and the slices of the window in it."""
    top, left = int(window.row_off), int(window.col_off)
    bottom, right = top + int(window.height), left + int(window.width)
    wide_top, wide_left = max(0, top - margin), max(0, left - margin)
    wide_bottom, wide_right = min(grid.height, bottom + margin), min(grid.width, right + margin)
    wide = type(window)(wide_left, wide_top, wide_right - wide_left, wide_bottom - wide_top)
    return wide, (slice(top - wide_top, bottom - wide_top), slice(left - wide_left, right - wide_left))


def _recognise(raster: Raster, progress: Progress) -> str:
    """SCL holds classes 0 to 11, QA_PIXEL 16-bit flags, a plain mask 0 and 1 or 255."""
    values: set[float] = set()
    for window in raster.grid.blocks(4096):
        check_cancelled(progress)
        found = np.unique(raster.read(window))
        values.update(found[np.isfinite(found)].tolist())
        if len(values) > 3:
            break
    least, most = min(values, default=0), max(values, default=0)
    if least >= 0 and all(value == int(value) for value in values):
        if values <= {0, 1, 255}:  # 0 and 1 could be SCL too, but a scene without any ground is no use
            return "plain"
        if max(values - {255}) <= 11:  # warping fills with 255
            return "scl"
        if 255 < most <= 65535 and len(values) <= _QA_MOST_VALUES:
            return "qa_pixel"
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name} is no cloud mask that can be recognised (values {least} to {most}). Use Sentinel-2 SCL, Landsat "
            "QA_PIXEL, or a mask of 0 (seen) and 1 (cloud).",
        ),
        name=raster.name,
        least=f"{least:g}",
        most=f"{most:g}",
    )
