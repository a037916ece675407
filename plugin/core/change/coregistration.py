"""How far two images lie apart: phase correlation on gradients, tile by tile.

Each tile's bands give complex gradients g = ∂x + i∂y; their cross-power spectra, whitened and summed over
the bands, peak at the displacement (Kuglin & Hines 1975; Argyriou & Vlachos 2006 for gradients). The peak
is refined by a matrix Fourier transform (Guizar-Sicairos et al. 2008, doi 10.1364/OL.33.000156) as
scikit-image implements it. The median of the tiles is robust to tiles that changed or hold no texture;
where there are too few for one, and no clear peak, their ninths are measured, and count where they agree.
Only land is looked at: waves and glitter move, and so do shores with the tide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from rasterio.windows import Window
from scipy import fft, ndimage
from skimage.registration import phase_cross_correlation

from ..grid import Grid
from ..tasks import Part, Progress, check_cancelled, run_ordered

LARGEST_SHIFT = 0.5
"""Pixels beyond which change detection would mostly find edges (DOMAIN: refuse or correct)."""

_BANDS = 3  # at most, evenly chosen: on the made scenes as exact as six
_TILE = 512
_TILES_ACROSS = 3
_LEAST_TILES = 3  # of fewer a median outvotes nothing: then tiles are laid where the land is
_FINE = 64  # pixels, in whole parts of a tile, at which land is counted for that
_SIGMA = 1.0  # pixels of smoothing in the gradients; keeps single-pixel noise out
_LONG = 0.1  # cycles per pixel, below which waves count less
_LEAST_SEEN = 0.3  # of a tile
_LEAST_LAND = 0.02  # of a tile, and of the land's frame after tapering; scattered scraps are as many places to go wrong
_SOFT = 12.0  # pixels over which masks fade in
_LEAST_PEAK = 15.0  # height of the peak in standard deviations of the correlation; pure noise reaches 11
_LEAST_PEAK_ALONE = 20.0  # where no median outvotes it; two clouds that nobody masked reach 17
_LEAST_PEAK_PART = 10.0  # of the ninths of such tiles, which count only where two agree: clouds do not stand in all

Tile = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Shift:
    """Displacement of the second image, in pixels of the first: ``x`` to the right, ``y`` down.

    ``spread`` is the larger robust standard deviation (NMAD) between the ``tiles`` that could be
    measured, of ``tried``. An unreliable shift says nothing: too few tiles agree.
    """

    x: float
    y: float
    spread: float
    tiles: int
    tried: int

    @property
    def reliable(self) -> bool:
        return self.tiles > 0 and self.spread <= LARGEST_SHIFT

    @property
    def length(self) -> float:
        return float(np.hypot(self.x, self.y))

    @property
    def too_large(self) -> bool:
        return self.reliable and max(abs(self.x), abs(self.y)) > LARGEST_SHIFT


def estimate_shift(read: Callable[[Window], Tile], grid: Grid, progress: Progress) -> Shift:
    """Measure the shift between two images seen on ``grid``.

    ``read(window)`` gives the bands of both, each (p, rows, columns), where both are valid, and where that is land (bool).
    """
    windows = _tiles(grid)
    found = _measured(read, windows, Part(progress, 0, 0.5))
    if len(_clear(found, _LEAST_PEAK)) < _LEAST_TILES < len(windows):
        on_land = _tiles_on_land(read, grid, Part(progress, 0.5, 0.7))
        if on_land:
            windows, found = on_land, _measured(read, on_land, Part(progress, 0.7, 0.9))
    shifts = _clear(found, _LEAST_PEAK)
    if len(shifts) < _LEAST_TILES:
        shifts = _clear(found, _LEAST_PEAK_ALONE)
        if not len(shifts):
            windows = [part for window, (_, _, peak) in zip(windows, found) if peak for part in _ninths(window)]
            shifts = _largest_agreeing(_clear(_measured(read, windows, Part(progress, 0.9, 1)), _LEAST_PEAK_PART))
    progress.report(1)
    if not len(shifts):
        return Shift(0.0, 0.0, float("inf"), 0, len(windows))
    middle = np.median(shifts, axis=0)
    spread = 1.4826 * np.median(np.abs(shifts - middle), axis=0)
    # Tiles far from the others measured a change or a cloud, not the displacement.
    agreeing = shifts[np.all(np.abs(shifts - middle) <= 0.5 + 2 * spread, axis=1)]
    middle = np.median(agreeing, axis=0) if len(agreeing) else middle
    return Shift(float(middle[0]), float(middle[1]), float(spread.max()), len(shifts), len(windows))


def _measured(read: Callable[[Window], Tile], windows: list[Window], progress: Progress) -> np.ndarray:
    """Displacement x and y of each of n tiles and the height of its peak, 0 where it cannot be measured: (n, 3)."""
    # Reading stays in one thread: a raster handle is not shared between threads.
    found = run_ordered(_measure, (read(window) for window in windows), progress, len(windows))
    return np.array(list(found)).reshape(-1, 3)


def _clear(found: np.ndarray, least_peak: float) -> np.ndarray:
    """Displacements x and y (m, 2) of the tiles with peaks as high as that."""
    return found[found[:, 2] >= least_peak, :2]


def _tiles(grid: Grid) -> list[Window]:
    def starts(length: int) -> list[int]:
        count = min(_TILES_ACROSS, -(-length // _TILE))
        return [round(s) for s in np.linspace(0, max(0, length - _TILE), count)]

    return [
        Window(column, row, min(_TILE, grid.width), min(_TILE, grid.height))
        for row in starts(grid.height)
        for column in starts(grid.width)
    ]


def _ninths(window: Window) -> list[Window]:
    height, width = int(window.height) // 3, int(window.width) // 3
    return [
        Window(window.col_off + column * width, window.row_off + row * height, width, height)
        for row in range(3)
        for column in range(3)
    ]


def _largest_agreeing(shifts: np.ndarray) -> np.ndarray:
    """Of ``shifts`` (n, 2) the most that agree with one of them, none where that are not two."""
    agree = np.abs(shifts[:, None] - shifts[None]).max(axis=2) <= LARGEST_SHIFT
    agreeing = shifts[agree[agree.sum(axis=1).argmax()]] if len(shifts) else shifts
    return agreeing if len(agreeing) > 1 else shifts[:0]


def _tiles_on_land(read: Callable[[Window], Tile], grid: Grid, progress: Progress) -> list[Window]:
    """Tiles around what land is seen, the one with the most first: they do not overlap in land, and hold enough of it."""
    land = np.zeros([-(-length // _FINE) for length in grid.shape], np.float32)
    total = grid.block_count(_TILE)
    for done, window in enumerate(grid.blocks(_TILE)):
        check_cancelled(progress)
        rows, columns = (range(0, int(length), _FINE) for length in (window.height, window.width))
        counts = np.add.reduceat(np.add.reduceat(read(window)[3].astype(np.float32), rows, axis=0), columns, axis=1)
        top, left = int(window.row_off) // _FINE, int(window.col_off) // _FINE
        land[top : top + len(rows), left : left + len(columns)] = counts
        progress.report((done + 1) / total)
    bell = np.hanning(_TILE // _FINE + 3)[1:-1]  # as tiles are weighed, around the middle of a part
    windows: list[Window] = []
    while len(windows) < _TILES_ACROSS**2:
        around = ndimage.correlate1d(ndimage.correlate1d(land, bell, 0, mode="constant"), bell, 1, mode="constant")
        if around.max() < _LEAST_LAND * 0.25 * _TILE**2:
            break
        middle = np.unravel_index(np.argmax(around), land.shape)
        top, left = (
            int(np.clip(m * _FINE + (_FINE - _TILE) // 2, 0, max(0, length - _TILE)))
            for m, length in zip(middle, grid.shape)
        )
        windows.append(Window(left, top, min(_TILE, grid.width), min(_TILE, grid.height)))
        land[top // _FINE : -(-(top + _TILE) // _FINE), left // _FINE : -(-(left + _TILE) // _FINE)] = 0
    return windows


def _measure(tile: Tile) -> tuple[float, float, float]:
    """(x, y) displacement in one tile and the height of its peak, in standard deviations; all 0 where none can be."""
    before, after, seen, land = tile
    if min(seen.shape) < 16 or seen.mean() < _LEAST_SEEN or land.mean() < _LEAST_LAND:
        return 0.0, 0.0, 0.0
    # The taper falls towards the edges of the land's frame, lest an island in a corner of the tile count for nothing.
    (frame,) = ndimage.find_objects(land.view(np.uint8))
    valid, before, after = land[frame], before[(slice(None), *frame)], after[(slice(None), *frame)]
    taper = _taper(valid)
    if taper.mean() < _LEAST_LAND * 0.25:  # a quarter is the mean of the taper where all is valid
        return 0.0, 0.0, 0.0
    spectrum = np.zeros(valid.shape, np.complex64)
    every = -(-len(before) // _BANDS)  # neighbouring bands show the same edges again
    for first, second in zip(before[::every], after[::every]):
        cross = fft.fft2(_gradient(first, valid) * taper) * np.conj(fft.fft2(_gradient(second, valid) * taper))
        size = np.abs(cross)
        if size.max() > 0:
            spectrum += cross / np.maximum(size, 1e-6 * size.max())
    if not spectrum.any():
        return 0.0, 0.0, 0.0
    # Whitening lifts the noise of the shortest waves to the level of the image; and the longest carry how the sun
    # shades slopes, which moves with season and hour. Weigh both down.
    fy, fx = np.meshgrid(fft.fftfreq(valid.shape[0]), fft.fftfreq(valid.shape[1]), indexing="ij")
    squared = fx**2 + fy**2
    spectrum *= np.exp(-2 * (np.pi * _SIGMA) ** 2 * squared) * (1 - np.exp(-squared / (2 * _LONG**2)))
    surface = np.abs(fft.ifft2(spectrum))
    peak = float(surface.max() / surface.std())
    shift, _, _ = phase_cross_correlation(
        spectrum, np.ones_like(spectrum), space="fourier", upsample_factor=100, normalization=None
    )
    return -round(float(shift[1]), 2), -round(float(shift[0]), 2), peak  # as fine as the peak was refined


def _taper(valid: np.ndarray) -> np.ndarray:
    """Weights falling softly to 0 at the tile's edges and around what is not valid.

    A hard edge stands at the same place in both images, and would draw every measured shift towards zero.
    """
    rows, columns = valid.shape
    window = np.outer(np.hanning(rows + 2)[1:-1], np.hanning(columns + 2)[1:-1])
    if not valid.all():  # without anything invalid there is no distance to it
        # Gradients reach three sigmas: what lies nearer to the invalid draws from it.
        distance = ndimage.distance_transform_edt(valid)
        window *= 0.5 - 0.5 * np.cos(np.pi * np.clip((distance - 3 * _SIGMA) / _SOFT, 0, 1))
    return window.astype(np.float32)


def _gradient(band: np.ndarray, valid: np.ndarray) -> np.ndarray:
    band = band.astype(np.float32)
    band = np.where(valid, band, band[valid].mean())
    return ndimage.gaussian_filter(band, _SIGMA, order=(0, 1)) + 1j * ndimage.gaussian_filter(
        band, _SIGMA, order=(1, 0)
    )
