"""What changed in a series of optical images, and when: SCORE, CHANGE, FIRST_CHANGE and more from three dates on.

A robust seasonal baseline per pixel is learnt from the first part of the series (``series_model``), later dates are
compared with it, and what departs on two or more following dates and stays is a change (the monitoring idea of Verbesselt et
al. 2012 and the consecutive departures of Zhu & Woodcock 2014). What returns to its baseline was a season or a plough.
"""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rasterio.windows import Window
from scipy.stats import chi2

from ..checkpoint import Step, checkpoint
from ..errors import InputError
from ..files import refuse_overwriting, require_writable
from ..kernels import tell_of_compiling
from ..raster import RasterWriter, publish
from ..tasks import Part, Progress, Silent, check_cancelled, opened, run_units
from ..text import QT_TRANSLATE_NOOP
from . import masks
from .coregistration import Shift
from .optical import BARE_TO_VEGETATION, MASKED, NODATA, NONE, OTHER, OTHER_TO_BARE, VEGETATION_TO_BARE
from .series_harmonic import BARE, CLEAR, GREEN, HIDDEN, SOIL, UNSEEN, WATER, coefficients, monitor, nearest, residuals
from .series_model import Rule, SeriesModel, harmonics_for
from .series_stack import SeriesFiles, Stack, StackSource
from .surface import Surface, open_water, tells_water

if TYPE_CHECKING:
    from ..cluster import Cluster

INDICES = ("ndvi", "bsi", "ndvi_bsi")

_BLOCK_VALUES = 1 << 22  # cells × dates at work in one block: with two threads about 0.3 GB
_SLICE_CELLS = 1 << 14  # between two looks at cancel
_SAMPLE_VALUES = 1 << 21  # cells × dates that the model is learnt from
_SAMPLE_BLOCK = 512  # cells read at once; not the block size, so that the sample is always the same
_LEAST_CLEAR = 1000
_WHOLE = slice(None), slice(None)
_CELL_BYTES = 22  # of all results together, and of the finished tiles
_HALF = np.float32(0.499)  # the most that what did not stay may score
SIGNIFICANCE = 0.05
CONFIRMATIONS = 2


@dataclass(frozen=True)
class SeriesOutputs:
    """Where results go; the last two may be left out."""

    score: str
    change: str
    first_change: str
    last_unchanged: str | None = None
    soil: str | None = None


@dataclass
class SeriesChange:
    """How it went. ``counts``: cells by code of CHANGE; ``onsets``: changed cells by code of FIRST_CHANGE."""

    sensor: str
    dates: list[str]
    model: SeriesModel
    clear_share: np.ndarray
    without_mask: list[str]
    unused_masks: list[str]
    unmeasured: list[str]
    resampled: list[str]
    moved: dict[str, Shift]
    sampled_every: int
    cell_area_m2: float
    counts: np.ndarray = field(default_factory=lambda: np.zeros(256, np.int64))
    onsets: np.ndarray = field(default_factory=lambda: np.zeros(256, np.int64))

    @property
    def changed_cells(self) -> int:
        return int(self.counts[1:6].sum())

    @property
    def seen_cells(self) -> int:
        return int(self.counts[:NODATA].sum())

    @property
    def harmonics_fitted(self) -> int:
        return self.model.harmonics

    @property
    def monitored_from(self) -> str:
        """The last date of the history; changes are those after it."""
        return self.dates[self.model.history - 1]

    @property
    def unusable(self) -> list[str]:
        """Dates on which too little of the place is seen."""
        return [day for day, usable in zip(self.dates, self.model.usable) if not usable]


def detect_series(
    files: SeriesFiles,
    outputs: SeriesOutputs,
    index: str = "ndvi_bsi",
    monitor_from: str = "",
    coregister: bool = False,
    significance: float = SIGNIFICANCE,
    confirmations: int = CONFIRMATIONS,
    harmonics: int | None = None,
    block_size: int | None = None,
    progress: Progress | None = None,
    cluster: Cluster | None = None,
) -> SeriesChange:
    """Watch a series and write its rasters on the first image's grid (the part that all images cover).

    SCORE float32 0–1 (NaN no data); CHANGE uint8 as of two images, 5 where the change shows only on masked dates, 255 where
    too few dates are clear; FIRST_CHANGE uint8, j between dates j and j + 1; LAST_UNCHANGED uint8, the last date (1-based)
    clear and without the change, so that the onset lies between it and FIRST_CHANGE + 1; SOIL float32 as of two images.

    ``monitor_from`` (ISO): dates up to it are the history; empty: see :func:`history_of`. ``significance`` is the share of
    unchanged clear dates that may depart. ``harmonics`` None: as many as the history carries. The result depends neither on
    ``block_size`` nor on who works on its blocks: the threads of this machine, or the workers of a ``cluster``. A stopped
    run goes on from the blocks it finished. Raises :class:`InputError` before long work; ValueError for no index of ours.
    """
    if index not in INDICES:
        raise ValueError(f"index {index!r} is none of {tuple(INDICES)}")
    progress = progress or Silent()
    results = (outputs.score, outputs.change, outputs.first_change, outputs.last_unchanged, outputs.soil)
    refuse_overwriting((*files.images, *files.masks), results)
    with ExitStack() as closing:
        stack = closing.enter_context(Stack(files, Part(progress, 0, 0.05)))
        days = np.array([date.fromisoformat(day).toordinal() for day in stack.dates], float)
        days -= days[0]
        history = history_of(stack.dates, days, monitor_from, confirmations)
        grid = stack.grid
        require_writable(outputs.score, grid.width * grid.height * _CELL_BYTES)
        tags = {
            "DATES": ",".join(stack.dates),
            "METHOD": f"opticalseries {index}",
            "SIGNIFICANCE": f"{significance:g}",
            "MONITOR_FROM": stack.dates[history - 1],  # the last date of the history
        }
        if cluster is not None:
            cluster.require_shared(Path(outputs.score).parent, stack.inputs)
        writers = _open_writers(closing, outputs, grid, tags)

        reference = _clearest(stack)
        stack.align(reference, coregister, Part(progress, 0.05, 0.2))
        size = block_size or 256 * max(1, int(math.sqrt(_BLOCK_VALUES / len(days))) // 256)
        parameters = files, index, monitor_from, coregister, significance, confirmations, harmonics, size
        kept = closing.enter_context(checkpoint(outputs.score, stack.inputs, parameters, Part(progress, 0.2, 0.2)))
        pixels, state, every = _sample(stack, Part(progress, 0.2, 0.35), cluster, kept.step("sample"))
        surface = _surface(pixels, state, stack)
        values, _, _ = _read_indices(surface, pixels)
        tell_of_compiling(progress, 0.35, coefficients, nearest, residuals, monitor)
        if harmonics is None:
            harmonics = harmonics_for(days[:history])
        model = SeriesModel.fit(values, state, days, history, harmonics, progress)
        progress.report(0.4, model.told())
        result = SeriesChange(
            stack.bands.sensor, stack.dates, model, (state == CLEAR).mean(axis=0), stack.without_mask,
            stack.unused_masks, stack.unmeasured, stack.resampled, stack.moved, every, grid.cell_area_m2,
        )  # fmt: skip
        del pixels, state, values
        rule = Rule(INDICES.index(index), float(chi2.isf(significance, 2 if index == "ndvi_bsi" else 1)), confirmations)
        work, part = _Watch(stack.source, model, surface, rule), Part(progress, 0.4, 0.95)
        total, step = grid.block_count(size), kept.step("watch")
        found = run_units(work, grid.blocks(size), part, total, cluster=cluster, step=step)
        for window, layers in zip(grid.blocks(size), found):
            result.counts += np.bincount(layers[1].ravel(), minlength=256)
            result.onsets += np.bincount(layers[2].ravel(), minlength=256)
            for writer, number in writers:
                writer.write(layers[number], window)
        check_cancelled(progress)
        publish(*(writer for writer, _ in writers))
    progress.report(1)
    return result


def history_of(dates: list[str], days: np.ndarray, monitor_from: str, confirmations: int) -> int:
    """How many dates from the first on are history: those up to ``monitor_from``, by default the first year of a series of
    a year and a half or more, else its first half; always one, and at least ``confirmations`` are left to watch.

    Raises :class:`InputError` where a given date leaves none on one side.
    """
    if monitor_from:
        history = sum(day <= monitor_from for day in dates)
        if history < 1 or len(dates) - history < confirmations:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Changes are wanted after {date}, but of the {count} dates from {first} to {last} there are {before} up "
                    "to it and {after} after it; at least 1 and {least} are needed. Choose another date, or add images.",
                ),
                date=monitor_from,
                count=len(dates),
                first=dates[0],
                last=dates[-1],
                before=history,
                after=len(dates) - history,
                least=confirmations,
            )
        return history
    if len(dates) <= confirmations:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{count} dates cannot confirm a change on {confirmations} later ones. Add images, or ask for fewer.",
            ),
            count=len(dates),
            confirmations=confirmations,
        )
    span = days[-1]
    learnt = 365 if span >= 540 else span / 2
    return int(np.clip((days <= learnt).sum(), 1, len(dates) - confirmations))


def _open_writers(closing: ExitStack, outputs: SeriesOutputs, grid, tags) -> list[tuple[RasterWriter, int]]:
    """Writers of the wanted results, each with its place among the layers of :func:`_classified`."""
    layers = (
        (outputs.score, "float32", math.nan, "score"),
        (outputs.change, "uint8", NODATA, "change"),
        (outputs.first_change, "uint8", NODATA, "first_change"),
        (outputs.last_unchanged, "uint8", NODATA, "last_unchanged"),
        (outputs.soil, "float32", math.nan, "soil"),
    )
    return [
        (closing.enter_context(RasterWriter(path, grid, kind, 1, nodata, [name], tags)), number)
        for number, (path, kind, nodata, name) in enumerate(layers)
        if path
    ]


def _clearest(stack: Stack) -> int:
    """The date most of which is seen, judged on the middle of the grid: the others are measured against it."""
    grid = stack.grid
    width, height = min(grid.width, 1024), min(grid.height, 1024)
    window = Window((grid.width - width) // 2, (grid.height - height) // 2, width, height)
    shares = []
    for number in range(len(stack.dates)):
        check_cancelled(stack.progress)
        shares.append((stack.read(number, window)[1] == masks.CLEAR).mean())
    return int(np.argmax(shares))


def _read(stack: Stack, window: Window, progress: Progress, thin: tuple[slice, slice] = _WHOLE):
    """Bands (dates, p, rows, columns) and states (dates, rows, columns) of a window on all dates, thinned where asked."""
    images, states = [], []
    for number in range(len(stack.dates)):
        check_cancelled(progress)
        image, state = stack.read(number, window)
        images.append(image[(slice(None), *thin)].astype(stack.dtype))  # a copy: the whole need not be kept
        states.append(state[thin])
    return np.stack(images), np.stack(states)


@dataclass(frozen=True)
class _Pick:
    """Bands (p, n, dates) and states (n, dates) of the cells of a window in every k-th row and column of the grid."""

    source: StackSource
    every: int

    def __call__(self, window: Window, watch: Progress) -> tuple[np.ndarray, np.ndarray]:
        # As the whole grid is thinned, wherever the window begins.
        thin = tuple(slice(-int(start) % self.every, None, self.every) for start in (window.row_off, window.col_off))
        image, state = _read(opened(self.source), window, watch, thin)
        count = len(image)
        return image.reshape(count, image.shape[1], -1).transpose(1, 2, 0), _states(state).reshape(count, -1).T


@dataclass(frozen=True)
class _Watch:
    """SCORE, CHANGE, FIRST_CHANGE, LAST_UNCHANGED and SOIL of a window."""

    source: StackSource
    model: SeriesModel
    surface: Surface
    rule: Rule

    def __call__(self, window: Window, watch: Progress) -> tuple[np.ndarray, ...]:
        images, states = _read(opened(self.source), window, watch)
        rows = max(1, _SLICE_CELLS // images.shape[3])
        slices = []
        for top in range(0, images.shape[2], rows):
            check_cancelled(watch)
            part = slice(top, top + rows)
            slices.append(_classified(self.model, self.surface, self.rule, images[:, :, part], states[:, part]))
        return tuple(np.concatenate(layers) for layers in zip(*slices))


def _sample(
    stack: Stack, progress: Progress, cluster: Cluster | None, step: Step
) -> tuple[np.ndarray, np.ndarray, int]:
    """Bands (p, n, dates) and states (n, dates) of every k-th row and column; k. Refuses what is hardly ever seen."""
    grid, count = stack.grid, len(stack.dates)
    every = max(1, math.ceil(math.sqrt(grid.width * grid.height * count / _SAMPLE_VALUES)))
    windows = list(grid.blocks(_SAMPLE_BLOCK))
    found = run_units(_Pick(stack.source, every), windows, progress, len(windows), cluster=cluster, step=step)
    pieces, states = zip(*found)
    pixels, state = np.concatenate(pieces, axis=1), np.ascontiguousarray(np.concatenate(states))
    clear = (state == CLEAR).sum(axis=0)
    seen = clear >= min(_LEAST_CLEAR, 0.5 * len(state))
    if seen.sum() < 3:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Only {seen} of {count} dates show enough of the ground; the rest is masked or holds no data. Choose dates "
                "with less cloud, or check that each mask belongs to its image.",
            ),
            seen=int(seen.sum()),
            count=count,
        )
    for number, name in enumerate(stack.names):
        part = pixels[:, state[:, number] == CLEAR, number]
        for band, role in zip(part, stack.bands.roles):
            if len(band) and band.min() == band.max():
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name}: band {number} ({role}) holds nothing but {value} where the ground is seen. Check the file, "
                        "or leave it out.",
                    ),
                    name=name,
                    number=stack.bands.numbers[stack.bands.index(role)],
                    role=role,
                    value=band[0],
                )
    return pixels, state, every


def _states(state: np.ndarray) -> np.ndarray:
    """States of ``series_harmonic`` from those of ``masks``."""
    table = np.zeros(3, np.uint8)
    table[masks.CLEAR], table[masks.CLOUD], table[masks.NO_DATA] = CLEAR, HIDDEN, UNSEEN
    return table[state]


def _surface(pixels: np.ndarray, state: np.ndarray, stack: Stack) -> Surface:
    """Rules for bare ground and vegetation: zero of reflectance date by date, limits as the dates agree on."""
    rules = []
    for number in range(state.shape[1]):
        part = pixels[:, state[:, number] == CLEAR, number]
        # A date hardly seen takes the rules of all.
        part = part if part.shape[1] >= 30 else pixels[:, state.any(axis=1), number]
        rules.append(Surface.fit(np.vstack([part, part]), stack.bands))
    vegetation, bare = (
        float(np.median([getattr(r, name) for r in rules])) for name in ("vegetation_from", "bare_from")
    )
    return Surface(stack.bands, np.stack([rule.dark[0] for rule in rules]), vegetation, bare)


def _read_indices(surface: Surface, pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """NDVI and BSI (2, n, dates) float32, flags (n, dates) and pure soil (n, dates) of ``pixels`` (bands, n, dates)."""
    _, n, dates = pixels.shape
    values = np.empty((2, n, dates), np.float32)
    flags, soil = np.empty((n, dates), np.uint8), np.empty((n, dates), np.float32)
    for t in range(dates):
        image = np.ascontiguousarray(pixels[:, :, t])
        values[:, :, t] = surface.indices(image, t)
        cover = surface.read(image, t)
        flags[:, t] = BARE * cover.bare + GREEN * cover.vegetation + SOIL * cover.soil_coloured
        if tells_water(surface.bands):
            flags[open_water(image, surface.bands), t] |= WATER
        soil[:, t] = cover.soil
    return values, flags, soil


def _classified(model: SeriesModel, surface: Surface, rule: Rule, images: np.ndarray, states: np.ndarray):
    """SCORE, CHANGE, FIRST_CHANGE, LAST_UNCHANGED and SOIL of a window; ``images`` (dates, p, rows, columns)."""
    dates, bands, *shape = images.shape
    pixels = images.reshape(dates, bands, -1).transpose(1, 2, 0)
    state = np.ascontiguousarray(_states(states).reshape(dates, -1).T)
    values, flags, soil = _read_indices(surface, pixels)
    baseline, learnt, found = model.watch(values, state, flags, rule)
    changed = np.flatnonzero(found.changed)
    weight = found.spell[changed] / found.spell[changed].sum(axis=1, keepdims=True)

    def in_spell(per_date: np.ndarray) -> np.ndarray:
        """Means over the dates that departed."""
        return np.einsum("nt,nt->n", np.where(weight > 0, per_date[changed], 0), weight)

    was_green = in_spell(baseline[0]) >= surface.vegetation_from
    was_bare = ~was_green & (in_spell(baseline[1]) > surface.bare_from)
    is_green, is_bare = (in_spell(flags & flag > 0) > 0.5 for flag in (GREEN, BARE))
    kind = np.full(len(changed), OTHER, np.uint8)
    kind[was_bare & is_green] = BARE_TO_VEGETATION
    kind[is_bare & ~was_bare] = OTHER_TO_BARE
    kind[is_bare & was_green] = VEGETATION_TO_BARE
    past = state[changed, : model.history] == CLEAR
    was_water = (past & (flags[changed, : model.history] & WATER > 0)).sum(axis=1) > 0.5 * past.sum(axis=1)
    kind[was_water & (in_spell(flags & WATER > 0) > 0.5)] = NONE  # the sea in another mood
    hidden = found.masked[changed]
    kind[hidden] = np.where(is_bare & ~was_bare, MASKED, NONE)[hidden]

    # Too little seen to say that nothing changed.
    seen = learnt >= max(1, model.history // 4)
    change = np.where(seen & (found.watched >= rule.confirmations), np.uint8(NONE), np.uint8(NODATA))
    place = changed[(kind != NONE) & seen[changed]]
    change[place] = kind[(kind != NONE) & seen[changed]]
    root = np.float32(math.sqrt(rule.limit))
    score = found.strength / (found.strength + root)
    reported = np.zeros(len(score), bool)
    reported[place] = True
    score = np.where(reported, np.maximum(score, np.float32(0.5)), np.minimum(score, _HALF))
    first, last, gain = np.zeros_like(change), np.zeros_like(change), np.zeros(len(change), np.float32)
    first[place] = found.first[place]  # counted from 0, which is the date before it counted from 1
    last[place] = found.last[place] + 1
    early = state[place, : model.history] == CLEAR
    was = np.where(early, soil[place, : model.history], 0).sum(axis=1) / early.sum(axis=1)
    gain[place] = in_spell(soil)[(kind != NONE) & seen[changed]] - was
    unknown = change == NODATA
    first[unknown] = last[unknown] = NODATA
    score[unknown] = gain[unknown] = np.nan
    return tuple(layer.reshape(shape) for layer in (score.astype(np.float32), change, first, last, gain))
