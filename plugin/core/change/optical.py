"""What changed between two optical images: SCORE, CHANGE and SOIL rasters from an image pair."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rasterio.windows import Window

from ..checkpoint import checkpoint
from ..errors import InputError
from ..files import refuse_overwriting, require_writable
from ..kernels import tell_of_compiling
from ..raster import RasterWriter, publish
from ..tasks import Part, Progress, Silent, check_cancelled, opened, run_units
from ..text import QT_TRANSLATE_NOOP, Message
from . import irmad, threshold
from .coregistration import Shift
from .differences import ChangeVector, IndexDifference
from .masks import grow
from .pair import Block, Pair, PairFiles, PairSource
from .surface import Surface

if TYPE_CHECKING:
    from ..cluster import Cluster

METHODS = ("irmad", "cva", "indices")

NONE, VEGETATION_TO_BARE, OTHER_TO_BARE, BARE_TO_VEGETATION, OTHER, MASKED = range(6)
NODATA = 255

POOL_BYTES = 256 << 20
"""Memory for the pixels that statistics are taken from; larger scenes are sampled evenly to fit."""

BLOCK_SIZE = 1024  # cells; two blocks at work and one waiting, 12 bands and some layers each, take about 0.5 GB
_LEAST_PIXELS = 1000
_CELL_BYTES = 18  # of SCORE, CHANGE and SOIL together, which lie on one disk as a rule, and of the finished tiles


@dataclass
class OpticalChange:
    """How a change detection went. ``counts``: cells by code of the CHANGE raster."""

    method: str
    sensor: str
    threshold: float
    shift: Shift
    corrected: bool
    sampled_every: int
    fit: irmad.IrMad | None
    cell_area_m2: float
    counts: np.ndarray = field(default_factory=lambda: np.zeros(256, np.int64))

    @property
    def changed_cells(self) -> int:
        return int(self.counts[1:6].sum())

    @property
    def seen_cells(self) -> int:
        """Cells that could be compared."""
        return int(self.counts[:NODATA].sum())


def detect(
    files: PairFiles,
    score_path: str,
    change_path: str,
    soil_path: str | None = None,
    method: str = "irmad",
    coregister: bool = False,
    block_size: int = BLOCK_SIZE,
    progress: Progress | None = None,
    cluster: Cluster | None = None,
) -> OpticalChange:
    """Compare a pair and write its rasters on BEFORE's grid (the part AFTER covers).

    SCORE float32 0–1 (NaN no data), CHANGE uint8 (codes above, 255 no data), SOIL float32 −1…1: how much
    more pure soil covers changed ground (0 where nothing changed). The result depends neither on ``block_size`` nor on who
    works on its blocks: the threads of this machine, or the workers of a ``cluster``. A stopped run goes on from the blocks
    it finished.
    Raises :class:`InputError` where the pair cannot be compared, before long work; ValueError for no method of ours.
    """
    if method not in METHODS:
        raise ValueError(f"method {method!r} is none of {METHODS}")
    progress = progress or Silent()
    outputs = [path for path in (score_path, change_path, soil_path) if path]
    refuse_overwriting((files.before, files.after, files.before_mask, files.after_mask), outputs)
    with ExitStack() as stack:
        pair = stack.enter_context(Pair(files, progress))
        grid = pair.grid
        require_writable(score_path, grid.width * grid.height * _CELL_BYTES)
        if cluster is not None:
            cluster.require_shared(Path(score_path).parent, pair.inputs)
        writers = [
            stack.enter_context(RasterWriter(score_path, grid, "float32", nodata=math.nan, band_names=["score"])),
            stack.enter_context(RasterWriter(change_path, grid, "uint8", nodata=NODATA, band_names=["change"])),
        ]
        if soil_path:
            writers.append(
                stack.enter_context(RasterWriter(soil_path, grid, "float32", nodata=math.nan, band_names=["soil"]))
            )
        pair.align(coregister, Part(progress, 0, 0.05))
        _refuse_residual(pair.residual)
        pixels, every = pool(pair, Part(progress, 0.05, 0.2))
        _refuse_constant(pixels, pair)
        surface = Surface.fit(pixels, pair.bands)
        tell_of_compiling(progress, 0.2, *irmad.KERNELS)
        model, fitted, *noise = _fit(method, pixels, pair, surface, Part(progress, 0.2, 0.6))
        del pixels

        parameters = files, method, coregister, block_size
        kept = stack.enter_context(checkpoint(score_path, pair.inputs, parameters, Part(progress, 0.6, 0.6)))
        total = grid.block_count(block_size)

        def each_block(work: Callable, name: str, start: float, stop: float):
            part = Part(progress, start, stop)
            return run_units(work, grid.blocks(block_size), part, total, cluster=cluster, step=kept.step(name))

        counts = sum(count for (count,) in each_block(_Histogram(pair.source, model), "histogram", 0.6, 0.75))
        limit = threshold.split(counts, *noise)
        result = OpticalChange(
            method, pair.bands.sensor, limit, pair.shift, pair.corrected, every, fitted, grid.cell_area_m2
        )
        classify = _Classify(pair.source, model, surface, limit)
        for window, layers in zip(grid.blocks(block_size), each_block(classify, "classify", 0.75, 0.95)):
            result.counts += np.bincount(layers[1].ravel(), minlength=256)
            for writer, layer in zip(writers, layers):
                writer.write(layer, window)
        check_cancelled(progress)
        publish(*writers)
    progress.report(1)
    return result


def pool(pair: Pair, progress: Progress, most_bytes: int = POOL_BYTES) -> tuple[np.ndarray, int]:
    """Bands of both dates of the clear pixels on land, (2p, n), and the step of sampling (1: every pixel).

    Sampling takes every k-th row and column of the grid, so it does not depend on how the file is read.
    """
    grid, p = pair.grid, len(pair.bands.roles)
    kind = pair.before.dtype if pair.before.dtype in ("uint8", "uint16") and not pair.resampled else "float32"
    if pair.after.dtype != pair.before.dtype:
        kind = "float32"
    per_pixel = 2 * p * np.dtype(kind).itemsize
    every = max(1, math.ceil(math.sqrt(grid.width * grid.height * per_pixel / most_bytes)))
    room = math.ceil(grid.height / every) * math.ceil(grid.width / every)
    pixels = np.empty((2 * p, room), kind)
    filled = 0
    strips = list(pair.strips(BLOCK_SIZE * BLOCK_SIZE // 2))
    for picked in run_units(_Pick(pair.source, every, kind), strips, progress, len(strips)):
        pixels[:, filled : filled + picked.shape[1]] = picked
        filled += picked.shape[1]
    if filled < _LEAST_PIXELS and filled < 0.5 * room:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Only {clear} cells of {all} show land on both dates; the rest is masked, open water or without data. "
                "Choose dates with less cloud, or check that each mask belongs to its image.",
            ),
            clear=filled,
            all=room,
        )
    return pixels[:, :filled], every


@dataclass(frozen=True)
class _Pick:
    """Clear pixels on land (2p, n) of every k-th row and column of a strip."""

    source: PairSource
    every: int
    kind: str

    def __call__(self, window: Window, watch: Progress) -> np.ndarray:
        block = opened(self.source).read(window)
        thin = slice(-int(window.row_off) % self.every, None, self.every), slice(None, None, self.every)
        clear = block.land[thin]
        picked = np.empty((2 * len(block.before), int(clear.sum())), self.kind)
        for row, image in zip(picked, (*block.before, *block.after)):
            row[:] = image[thin].ravel() if picked.shape[1] == clear.size else image[thin][clear]
        return picked


def _refuse_residual(residual: Shift | None) -> None:
    """Raise :class:`InputError` where a correction did not bring the images together."""
    if residual is not None and (residual.too_large or not residual.reliable):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The shift between the images cannot be corrected: {x} pixels right and {y} pixels down are left after it. "
                "Check that the masks belong to these images and that both show the same place.",
            ),
            x=f"{residual.x:+.2f}",
            y=f"{residual.y:+.2f}",
        )


def _refuse_constant(pixels: np.ndarray, pair: Pair) -> None:
    """Raise :class:`InputError` for a band that tells nothing, naming it."""
    p = len(pair.bands.roles)
    for row, (low, high) in enumerate(zip(pixels.min(axis=1), pixels.max(axis=1))):
        if low == high:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name}: band {number} ({role}) holds nothing but {value} in the area compared. Check the file, or name "
                    "its bands and leave this one out.",
                ),
                name=(pair.before if row < p else pair.after).name,
                number=pair.bands.numbers[row % p],
                role=pair.bands.roles[row % p],
                value=low,
            )


def _fit(method: str, pixels: np.ndarray, pair: Pair, surface: Surface, progress: Progress):
    """The statistic T of a method as a function, the IR-MAD fit where it is one, T's degrees of freedom, and the share of
    unchanged cells that may reach the threshold: plain differences are scaled by all cells, changed ones too, so that
    their T falls short of χ² and the limit must be looser."""
    if method == "irmad":
        fitted = irmad.fit(pixels, progress)
        progress.report(
            1,
            Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "IR-MAD: {rounds} rounds, correlations {rho}"),
                {"rounds": fitted.iterations, "rho": ", ".join(f"{r:.3f}" for r in fitted.rho)},
            ),
        )
        return fitted.chi_square, fitted, len(pair.bands.roles), 1e-4
    if method == "cva":
        return ChangeVector.fit(pixels).statistic, None, len(pair.bands.roles), 1e-2
    return IndexDifference.fit(pixels, pair.bands, surface).statistic, None, 2, 1e-2


def _around(source: PairSource, window: Window) -> tuple[Block, tuple[slice, slice]]:
    """The pair in a window and the margin around it, and where the window lies in that."""
    pair = opened(source)
    grown, inner = grow(window, threshold.MARGIN, pair.grid)
    return pair.read(grown), inner


@dataclass(frozen=True)
class _Histogram:
    """Counts of the transformed statistic of the clear cells on land of a window."""

    source: PairSource
    model: Callable[[np.ndarray, np.ndarray], np.ndarray]

    def __call__(self, window: Window, watch: Progress) -> tuple[np.ndarray]:
        block, inner = _around(self.source, window)
        land = block.land
        values = threshold.transformed(self.model(block.before, block.after), land)[inner][land[inner]]
        return (threshold.histogram(values),)


@dataclass(frozen=True)
class _Classify:
    """SCORE, CHANGE and SOIL of a window."""

    source: PairSource
    model: Callable[[np.ndarray, np.ndarray], np.ndarray]
    surface: Surface
    limit: float

    def __call__(self, window: Window, watch: Progress) -> tuple[np.ndarray, ...]:
        return _classified(self.model, self.surface, self.limit, *_around(self.source, window))


def _classified(model, surface: Surface, limit: float, block: Block, inner):
    """SCORE, CHANGE and SOIL of a window."""
    statistic = model(block.before, block.after)
    # 0 over water, which is seen and stays what it is.
    score = threshold.score(threshold.transformed(statistic, block.land)[inner], limit)
    alone = threshold.score(np.cbrt(statistic[inner]), limit)
    clear, hidden = block.clear[inner], block.hidden[inner] & (alone >= 0.5)
    # What covers the ground matters only where something changed: usually a small part of the window.
    place = np.nonzero((clear & (score >= 0.5)) | hidden)
    before, after = (image[(slice(None), *inner)][(slice(None), *place)] for image in (block.before, block.after))
    was, now = surface.read(before, 0), surface.read(after, 1)

    kind = np.full(len(place[0]), OTHER, np.uint8)
    kind[was.bare & now.vegetation] = BARE_TO_VEGETATION
    # Ground that was bare before and is bare in another way, a street in another light, say, did not become bare.
    kind[now.bare & ~was.bare] = OTHER_TO_BARE
    kind[now.bare & was.vegetation] = VEGETATION_TO_BARE
    behind = hidden[place]
    kind[behind] = np.where(now.bare & ~was.bare & now.soil_coloured, MASKED, NODATA)[behind]

    change = np.where(clear, np.uint8(NONE), np.uint8(NODATA))
    change[place] = kind
    score = np.where(change == MASKED, alone, np.where(change == NODATA, np.float32(np.nan), score))
    soil = np.where(change == NODATA, np.float32(np.nan), np.float32(0))
    soil[place] = np.where(kind == NODATA, np.float32(np.nan), now.soil - was.soil)
    return score, change, soil
