"""What changed in a stack of SAR images, and in which interval first: SCORE, CHANGE and FIRST_CHANGE rasters."""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rasterio.windows import Window
from scipy.special import fdtr, fdtrc, gammaincc, polygamma

from ..checkpoint import Checkpoint, checkpoint
from ..errors import InputError
from ..files import refuse_overwriting, require_writable
from ..grid import Grid
from ..kernels import tell_of_compiling
from ..raster import Raster, RasterWriter, Resampling, publish
from ..tasks import Part, Progress, Silent, check_cancelled, opened, run_units
from ..text import QT_TRANSLATE_NOOP
from . import sar_null, threshold
from .looks import Looks, looks_of, window_variances
from .masks import grow
from .sar_null import TILE, Null, Sample, Weather, date_weights, describe, halved, largest_step
from .sar_stack import SarSource, SarStack, StackFiles, Unusable
from .speckle import MARGINS, filtered
from .wishart import omnibus

if TYPE_CHECKING:
    from ..cluster import Cluster

METHODS = ("omnibus", "ratio", "logratio")
NULLS = ("none", "stack")
FILTERS = ("auto", *MARGINS)
THRESHOLDS = ("kittler_illingworth", "otsu")

NODATA = 255
BLOCK_BYTES = 48 << 20
"""Size of one block of the stack as float32; a dozen such layers are at work at a time."""

_MOST_POOL, _POOL_VALUES = 150_000, 8_000_000  # cells, and values of all dates, that the null is learnt from
_LOOKS_WINDOWS = 6
_CELL_BYTES = 12  # of SCORE, CHANGE and FIRST_CHANGE together, and of the finished tiles
_LEAST_LOOKS = 0.2


@dataclass(frozen=True)
class SarSettings:
    """How to test. ``looks`` 0: estimated. ``landcover``: a raster of classes, each with a null of its own. ``quiet``: a
    stack of dates without known change, over the same cells, for ``null`` = stack. ``speckle_filter`` auto: 3 × 3 mean
    where the null is learnt from the stack and for the log ratio, none in pure theory. ``threshold``: of the log ratio."""

    method: str = "omnibus"
    null: str = "stack"
    looks: float = 0.0
    significance: float = 0.01
    landcover: str | None = None
    quiet: StackFiles | None = None
    speckle_filter: str = "auto"
    threshold: str = "kittler_illingworth"

    def __post_init__(self):
        for value, known in (
            (self.method, METHODS),
            (self.null, NULLS),
            (self.speckle_filter, FILTERS),
            (self.threshold, THRESHOLDS),
        ):
            if value not in known:
                raise ValueError(f"{value!r} is none of {known}")
        if not 0 < self.significance < 0.5:
            raise ValueError(f"significance {self.significance} is not between 0 and 0.5")

    @property
    def filter(self) -> str:
        if self.speckle_filter != "auto":
            return self.speckle_filter
        return "mean" if self.null == "stack" or self.method == "logratio" else "none"


@dataclass
class SarChange:
    """How a change detection went. ``looks``: of the images as given; ``tested_looks``: after the filter. ``threshold``: of
    √T where the method is the log ratio, else 0. ``null``: what was learnt. ``counts``: cells by code of CHANGE;
    ``intervals``: changed cells by FIRST_CHANGE. ``unusable``: files in which more than a trace of the cells is zero,
    negative or infinite and so was not seen, the worst first."""

    method: str
    dates: list[str]
    polarisations: list[str]
    scale: str
    looks: Looks
    tested_looks: Looks
    null: Null | None
    threshold: float
    cell_area_m2: float | None
    counts: np.ndarray = field(default_factory=lambda: np.zeros(256, np.int64))
    intervals: np.ndarray = field(default_factory=lambda: np.zeros(256, np.int64))
    unusable: list[Unusable] = field(default_factory=list)

    @property
    def changed_cells(self) -> int:
        return int(self.counts[1:4].sum())

    @property
    def seen_cells(self) -> int:
        """Cells seen on two dates or more."""
        return int(self.counts[:NODATA].sum())

    @property
    def flagged_share(self) -> float:
        return self.changed_cells / max(1, self.seen_cells)


def detect(
    files: StackFiles,
    score_path: str,
    change_path: str,
    first_path: str,
    step_path: str | None = None,
    settings: SarSettings | None = None,
    block_size: int | None = None,
    progress: Progress | None = None,
    cluster: Cluster | None = None,
) -> SarChange:
    """Test a stack and write its rasters on its grid.

    SCORE float32 0–1, NaN no data: with z = −log₁₀ p it is z/(z + z_α), so that p = 10^(−z_α SCORE/(1 − SCORE)); for the
    log ratio v/(v + threshold). CHANGE uint8: 0 none, 1 brighter, 2 darker, 3 mixed, 255 no data. FIRST_CHANGE uint8: j
    where the first change lies between dates j and j + 1, 0 none, 255 no data. ``step_path``: a band per polarisation,
    dB by which a changed cell became brighter. The result depends neither on ``block_size`` nor on who works on its blocks:
    the threads of this machine, or the workers of a ``cluster``. A stopped run goes on from the blocks it finished.
    Raises :class:`InputError` where the stack cannot be tested, before long work.
    """
    settings = settings or SarSettings()
    progress = progress or Silent()
    outputs = [path for path in (score_path, change_path, first_path, step_path) if path]
    quiet_paths = settings.quiet.paths if settings.quiet else ()
    refuse_overwriting([*files.paths, *quiet_paths, settings.landcover], outputs)
    with ExitStack() as stack:
        sar = stack.enter_context(SarStack(files, progress))
        quiet = None
        if settings.quiet is not None and settings.null == "stack":
            wanted = settings.quiet.polarisations or ",".join(p for p in sar.polarisations if len(p) == 2)
            quiet = stack.enter_context(SarStack(replace(settings.quiet, polarisations=wanted), progress, sar.grid))
            _refuse_other_polarisations(sar, quiet)
        classes = stack.enter_context(_Classes(settings.landcover, sar.grid))
        require_writable(score_path, sar.grid.width * sar.grid.height * _CELL_BYTES)

        inputs = [*sar.inputs, *(quiet.inputs if quiet else ()), *classes.inputs]
        if cluster is not None:
            cluster.require_shared(Path(score_path).parent, inputs)
        test = _Test(
            _Source(sar.source, quiet.source if quiet else None, settings.landcover),
            settings,
            (len(sar.dates), len(sar.polarisations)),
            len(quiet.dates) if quiet else 0,
            bool(step_path),
        )
        size = block_size or test.block_size
        parameters = files, settings, size, bool(step_path)
        kept = stack.enter_context(checkpoint(score_path, inputs, parameters, Part(progress, 0, 0)))
        passes = _Passes(sar.grid, size, kept, cluster)

        if settings.null == "stack":
            tell_of_compiling(progress, 0, *sar_null.KERNELS)
        looks, tested = _looks(sar, settings, Part(progress, 0, 0.1))
        test = replace(test, looks=looks.number, tested_looks=max(tested.number, _LEAST_LOOKS))
        weather: tuple[Weather, ...] = ()
        if settings.null == "stack":
            test, weather = _learnt(test, passes, Part(progress, 0.1, 0.45))
        if settings.method == "logratio":
            found = passes.over_blocks(test.histogram, "histogram", weather, Part(progress, 0.45, 0.6))
            test = replace(test, threshold=_threshold(sum(counts for (counts,) in found), settings, sar))
        result = SarChange(
            settings.method, sar.dates, sar.polarisations, sar.scale, looks, tested, test.null, test.threshold,
            sar.grid.cell_area_m2 if sar.grid.crs is not None and sar.grid.crs.is_projected else None,
        )  # fmt: skip
        writers = _writers(stack, sar, settings, looks, outputs)
        unusable = 0
        found = passes.over_blocks(test.classified, "classify", weather, Part(progress, 0.6, 0.95))
        for window, (counts, *layers) in zip(passes.blocks, found):
            unusable = unusable + counts
            result.counts += np.bincount(layers[1].ravel(), minlength=256)
            result.intervals += np.bincount(layers[2].ravel(), minlength=256)
            for writer, layer in zip(writers, layers):
                writer.write(layer, window)
        if not result.seen_cells:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "No cell of the stack is seen on two dates. Check that the images show the same place and hold data.",
                )
            )
        result.intervals[[0, NODATA]] = 0
        result.unusable = sar.unusable(unusable) + (quiet.unusable(unusable[len(files.paths) :]) if quiet else [])
        check_cancelled(progress)
        publish(*writers)
    progress.report(1)
    return result


def _refuse_other_polarisations(sar: SarStack, quiet: SarStack) -> None:
    if quiet.polarisations != sar.polarisations:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The stack has the polarisations {ours}, the images to learn from {theirs}. Give both the same.",
            ),
            ours=", ".join(sar.polarisations),
            theirs=", ".join(quiet.polarisations),
        )


def _writers(
    stack: ExitStack, sar: SarStack, settings: SarSettings, looks: Looks, outputs: list[str]
) -> list[RasterWriter]:
    tags = {
        "METHOD": settings.method,
        "NULL": settings.null,
        "LOOKS": f"{looks.number:.4g}",
        "DATES": ",".join(sar.dates),
        "POLARISATIONS": ",".join(sar.polarisations),
        "SPECKLE_FILTER": settings.filter,
    }
    if settings.method != "logratio":
        tags["SIGNIFICANCE"] = f"{settings.significance:g}"
    kinds = [
        ("float32", math.nan, ["score"]),
        ("uint8", NODATA, ["change"]),
        ("uint8", NODATA, ["first_change"]),
        ("float32", math.nan, [f"step_db_{p}" for p in sar.polarisations]),
    ]
    return [
        stack.enter_context(RasterWriter(path, sar.grid, kind, len(names), nodata, names, tags))
        for path, (kind, nodata, names) in zip(outputs, kinds)
    ]


class _Classes:
    """Land cover seen on the grid of the stack; 0 everywhere where there is none. Use it with ``with``."""

    def __init__(self, path: str | None, grid: Grid):
        self._raster = None
        self.inputs: tuple[str, ...] = ()
        if not path:
            return
        with Raster(path) as raster:
            if raster.grid.crs is None:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} has no coordinate reference system and cannot be laid on the stack. Assign it first.",
                    ),
                    name=raster.name,
                )
        self._raster = Raster(path, grid=grid, resampling=Resampling.nearest)
        self.inputs = self._raster.files

    def __enter__(self) -> _Classes:
        return self

    def __exit__(self, *_) -> None:
        if self._raster is not None:
            self._raster.__exit__()

    def read(self, window: Window) -> np.ndarray:
        """Codes (int64) in ``window``, 0 where the map says nothing."""
        if self._raster is None:
            return np.zeros((int(window.height), int(window.width)), np.int64)
        data, valid = self._raster.read_valid(window, [1])
        return np.where(valid, data[0], 0).astype(np.int64)


def _looks(sar: SarStack, settings: SarSettings, progress: Progress) -> tuple[Looks, Looks]:
    """Looks of the images as given, and after the filter; estimated in windows all over the stack."""
    given = Looks(settings.looks, 0.0, 0) if settings.looks > 0 else None
    # Against a null learnt from the stack, looks play no part.
    after_filter = settings.filter != "none" and (settings.null == "none" or settings.method == "logratio")
    if given is not None and not after_filter:
        return given, given
    windows = [window for window, _ in _weather_windows(sar.grid, len(sar.dates) * len(sar.polarisations))]
    windows = windows[:: max(1, len(windows) // _LOOKS_WINDOWS)]
    plain, smooth = [], []
    for i, window in enumerate(windows):
        check_cancelled(progress)
        power = sar.read(window)
        plain.append(window_variances(np.log(power)))
        if after_filter:
            number = given or looks_of(plain[-1])
            apart = np.log(_smooth(power, settings.filter, number.number if number else 1))[:, :, ::3, ::3]
            smooth.append(window_variances(apart))  # of cells that share no neighbours, so that none is counted twice
        progress.report((i + 1) / len(windows))
    estimate = given or looks_of(np.concatenate(plain))
    if estimate is None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The number of looks cannot be estimated: no two neighbouring dates show the same ground over 9 × 9 cells. "
                "Give LOOKS (the product's documents tell it), or a larger area.",
            )
        )
    return estimate, (looks_of(np.concatenate(smooth)) or estimate) if smooth else estimate


def _smooth(power: np.ndarray, kind: str, looks: float) -> np.ndarray:
    return filtered(power.reshape(-1, *power.shape[2:]), kind, looks).reshape(power.shape)


def _weather_windows(grid: Grid, layers: int) -> Iterator[tuple[Window, tuple[slice, slice]]]:
    tiles = max(1, math.isqrt(BLOCK_BYTES // (4 * layers)) // TILE)
    return Weather.empty(grid, 0, 0).windows(min(tiles, 512 // TILE))


@dataclass(frozen=True)
class _Source:
    """Opens what a test reads: the stacks, that of the test first, and the land cover."""

    sar: SarSource
    quiet: SarSource | None
    landcover: str | None

    @contextlib.contextmanager
    def __call__(self) -> Iterator[tuple[list[SarStack], _Classes]]:
        with ExitStack() as stack:
            stacks = [stack.enter_context(source()) for source in (self.sar, self.quiet) if source]
            yield stacks, stack.enter_context(_Classes(self.landcover, self.sar.grid))


@dataclass(frozen=True)
class _Block:
    """A window, and what the weather of each stack was there (none: it was not measured)."""

    window: Window
    weather: tuple[Weather, ...]


@dataclass(frozen=True)
class _Passes:
    """How the blocks of a scene are gone through."""

    grid: Grid
    size: int
    kept: Checkpoint
    cluster: Cluster | None

    @property
    def blocks(self) -> Iterator[Window]:
        return self.grid.blocks(self.size)

    def over_blocks(
        self, work: Callable, name: str, weather: tuple[Weather, ...], progress: Progress
    ) -> Iterator[tuple]:
        units = (_Block(window, tuple(one.part(window) for one in weather)) for window in self.blocks)
        return self.over(work, name, units, self.grid.block_count(self.size), progress)

    def over(self, work: Callable, name: str, units, total: int, progress: Progress) -> Iterator[tuple]:
        return run_units(work, units, progress, total, cluster=self.cluster, step=self.kept.step(name))


def _learnt(test: _Test, passes: _Passes, progress: Progress) -> tuple[_Test, tuple[Weather, ...]]:
    """Weather of every date of each stack, and the test with the null learnt from it."""
    grid = passes.grid
    windows = list(_weather_windows(grid, test.layers))
    pools, weather = [], []
    codes = np.zeros(0, np.int64)
    for i, dates in enumerate(test.dates):
        share = Part(progress, i / len(test.dates), (i + 1) / len(test.dates))
        one = Weather.empty(grid, dates, test.shape[1])
        parts, classes = [], []
        survey = functools.partial(test.survey, i)
        found = passes.over(survey, f"survey{i}", windows, len(windows), share)
        for (_, tiles), (measured, logs, some) in zip(windows, found):
            one.values[:, :, *tiles] = measured
            parts.append(logs)
            classes.append(some)
        one.finish()
        offsets = [
            one.at(rows + int(window.row_off), columns + int(window.col_off)).reshape(*logs.shape[:2], -1)
            for (window, _), logs in zip(windows, parts)
            for rows, columns in [test.pool_cells(window)]
            if len(rows) and len(columns)
        ]
        pools.append(np.concatenate(parts, axis=2) - np.concatenate(offsets, axis=2))
        weather.append(one)
        codes = codes if i else np.concatenate(classes)
    test = replace(test, weights=tuple(date_weights(logs) for logs in pools))
    return (test if test.settings.method == "logratio" else replace(test, null=_null(test, pools, codes))), tuple(
        weather
    )


def _null(test: _Test, pools: list[np.ndarray], codes: np.ndarray) -> Null:
    """What no change looks like, from ln power without weather at the cells of the pool, and their classes."""
    steps = largest_step(pools[0], test.weights[0], test.only)
    n = len(steps.step)
    sample = Sample(steps, codes, np.zeros(n), np.zeros(n))
    if test.quiet_dates:
        sample.quiet_weights = test.weights[1]
        sample.quiet = largest_step(pools[1], sample.quiet_weights, halved(test.only, test.quiet_dates))
        sample.unrest, sample.freedom = test.unrest(pools[1])
    return Null(sample, test.weights[0], test.only)


def _threshold(counts: np.ndarray, settings: SarSettings, sar: SarStack) -> float:
    """Where change begins on the log ratio, from its histogram over the whole scene; 0 where nothing is seen."""
    if not counts.any():
        return 0.0
    if settings.threshold == "otsu":
        from skimage.filters import threshold_otsu

        # On the root of T, the log ratio itself as it were.
        return float(threshold_otsu(hist=(counts, threshold.centres() ** 1.5)))
    return threshold.split(counts, len(sar.polarisations)) ** 1.5


@dataclass(frozen=True)
class _Test:
    """A stack and how it is tested: what its units need, which are windows with :meth:`survey`, and :class:`_Block`.

    ``shape``: dates and polarisations; ``quiet_dates``: of the quiet stack, 0 without one. ``weights`` of each stack.
    """

    source: _Source
    settings: SarSettings
    shape: tuple[int, int]
    quiet_dates: int
    with_steps: bool
    looks: float = 0.0
    tested_looks: float = 0.0
    threshold: float = 0.0
    null: Null | None = None
    weights: tuple[np.ndarray, ...] = ()

    @property
    def dates(self) -> list[int]:
        """How many each stack has."""
        return [count for count in (self.shape[0], self.quiet_dates) if count]

    @property
    def layers(self) -> int:
        return sum(self.dates) * self.shape[1]

    @property
    def block_size(self) -> int:
        """Cells; whole blocks of the files where they are of 512 or 256 cells, as cloud-optimised ones are."""
        most = math.isqrt(BLOCK_BYTES // (4 * self.layers))
        return 512 if most >= 512 else 256 if most >= 256 else max(32, most)

    @property
    def only(self) -> int:
        return self.shape[0] // 2 if self.settings.method == "ratio" else -1

    @property
    def log_alpha(self) -> float:
        return math.log(self.settings.significance)

    # -- learning ------------------------------------------------------------------------------

    def survey(self, which: int, unit: tuple[Window, tuple[slice, slice]], watch: Progress) -> tuple[np.ndarray, ...]:
        """Weather of the tiles of a window in a stack, and ln power and classes of its cells in the pool."""
        window, tiles = unit
        stacks, classes = opened(self.source)
        wide, inner = grow(window, MARGINS[self.settings.filter], stacks[which].grid)
        logs = self._logs(stacks[which].read(wide))[:, :, inner[0], inner[1]]
        check_cancelled(watch)
        weather = Weather.empty(stacks[which].grid, 0, 0).measured(logs, tiles)
        rows, columns = self.pool_cells(window)
        pool = logs[:, :, rows[:, None], columns].reshape(*logs.shape[:2], -1)
        return weather, pool, classes.read(window)[rows[:, None], columns].ravel()

    def pool_cells(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Rows and columns in ``window`` of the cells that the null is learnt from: every so manyth of the grid."""
        grid = self.source.sar.grid
        most = min(_MOST_POOL, _POOL_VALUES // self.layers)
        step = max(1, math.ceil(math.sqrt(grid.width * grid.height / most)))
        rows = np.arange(-int(window.row_off) % step, int(window.height), step)
        return rows, np.arange(-int(window.col_off) % step, int(window.width), step)

    def unrest(self, quiet_logs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Sum of squares of each cell about its mean in the quiet stack, steps and all, and its degrees of freedom."""
        steps = largest_step(quiet_logs, self.weights[1])
        freedom = np.maximum(steps.seen - 1, 0) * quiet_logs.shape[1]
        return np.where(freedom > 0, steps.step + steps.rest, 0.0), freedom.astype(np.float64)

    def histogram(self, block: _Block, watch: Progress) -> tuple[np.ndarray]:
        """Counts of the log ratio of a block."""
        power, inner, _ = self._read(0, block.window)
        check_cancelled(watch)
        statistic = self._log_ratio(self._logs(power)[:, :, inner[0], inner[1]], block)
        return (threshold.histogram(np.cbrt(statistic[np.isfinite(statistic)])),)

    # -- testing -------------------------------------------------------------------------------

    def _read(self, which: int, window: Window) -> tuple[np.ndarray, tuple[slice, slice], np.ndarray]:
        """Power in a window of a stack and around it, where the window lies in that, and its counts of what is none."""
        stack = opened(self.source)[0][which]
        wide, inner = grow(window, MARGINS[self.settings.filter], stack.grid)
        power, counts = stack.read_counted(wide, inner)
        return power, inner, counts

    def _logs(self, power: np.ndarray) -> np.ndarray:
        return np.log(_smooth(power, self.settings.filter, self.looks))

    def _without_weather(self, which: int, logs: np.ndarray, block: _Block) -> np.ndarray:
        rows = np.arange(int(block.window.height)) + int(block.window.row_off)
        columns = np.arange(int(block.window.width)) + int(block.window.col_off)
        return (logs - block.weather[which].at(rows, columns)).reshape(*logs.shape[:2], -1)

    def classified(self, block: _Block, watch: Progress) -> tuple[np.ndarray, ...]:
        """Counts of what is no power in each file, SCORE, CHANGE, FIRST_CHANGE and, where wanted, steps in dB of a block."""
        power, inner, counts = self._read(0, block.window)
        check_cancelled(watch)
        if self.settings.method == "omnibus" and self.null is None:
            smooth = _smooth(power, self.settings.filter, self.looks)[:, :, inner[0], inner[1]]
            found = omnibus(smooth, self.tested_looks, self.settings.significance)
            layers = self._score(found.log_p.ravel()), found.first, found.direction, found.step_db
            return counts, *self._rasters(block.window, *layers)
        logs = self._logs(power)[:, :, inner[0], inner[1]]
        if self.null is not None:
            quiet_counts, *layers = self._against_null(block, logs, watch)
            return np.concatenate([counts, quiet_counts]), *self._rasters(block.window, *layers)
        if self.settings.method == "ratio":
            score = self._score(_ratio_log_p(np.exp(logs.reshape(*logs.shape[:2], -1)), self.tested_looks))
        else:
            score = self._log_ratio_score(self._log_ratio(logs, block))
            if block.weather:
                logs = self._without_weather(0, logs, block)
        return counts, *self._rasters(block.window, score, *self._located(logs.reshape(*logs.shape[:2], -1), score))

    def _against_null(self, block: _Block, logs: np.ndarray, watch: Progress):
        flat = self._without_weather(0, logs, block)
        n = flat.shape[2]
        unrest, freedom = np.zeros(n), np.zeros(n)
        counts = np.zeros((0, 2), np.int64)
        if self.quiet_dates:
            power, inner, counts = self._read(1, block.window)
            check_cancelled(watch)
            quiet = self._logs(power)[:, :, inner[0], inner[1]]
            unrest, freedom = self.unrest(self._without_weather(1, quiet, block))
        classes = opened(self.source)[1].read(block.window).ravel()
        steps = largest_step(flat, self.weights[0], self.only)
        log_p, limit, variance = self.null.test(steps, classes, unrest, freedom, self.log_alpha)
        score = self._score(log_p)
        return counts, score, *self._located(flat, score, self.weights[0], limit if self.only < 0 else None, variance)

    def _located(self, flat: np.ndarray, score: np.ndarray, weights=None, limit=None, variance=None):
        """First date after the change, direction and steps of the cells of ``score`` 0.5 and more."""
        p, n = flat.shape[1:]
        first, direction, step_db = np.zeros(n, np.int32), np.zeros(n, np.uint8), np.zeros((p, n), np.float32)
        cells = np.flatnonzero(score >= 0.5)
        if len(cells):
            weights = np.ones(flat.shape[:2]) if weights is None else weights
            some = flat[:, :, cells]
            found = describe(
                some,
                weights,
                largest_step(some, weights),
                np.full(len(cells), np.inf) if limit is None else limit[cells],
                np.full(len(cells), 1 / self.tested_looks) if variance is None else variance[cells],
            )
            first[cells], direction[cells], step_db[:, cells] = found
        return first, direction, step_db

    def _log_ratio(self, logs: np.ndarray, block: _Block) -> np.ndarray:
        """T of each cell: squared ln ratio of the two halves' mean powers over its variance under speckle, summed over
        polarisations; NaN where one half is not seen."""
        flat = self._without_weather(0, logs, block) if block.weather else logs.reshape(*logs.shape[:2], -1)
        before, after, m, n = _halves(np.exp(flat))
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = polygamma(1, self.tested_looks * m) + polygamma(1, self.tested_looks * n)
            return (np.log(after / before) ** 2).sum(axis=0) / variance

    def _log_ratio_score(self, statistic: np.ndarray) -> np.ndarray:
        if not self.threshold:
            return np.full(statistic.shape, np.nan, np.float32)
        return threshold.score(np.sqrt(statistic), self.threshold)

    def _score(self, log_p: np.ndarray) -> np.ndarray:
        """z/(z + z_α), 0.5 and more exactly where p < α."""
        score = (log_p / (log_p + self.log_alpha)).astype(np.float32)
        below = np.nextafter(np.float32(0.5), np.float32(0))
        with np.errstate(invalid="ignore"):
            return np.where(log_p < self.log_alpha, np.maximum(score, np.float32(0.5)), np.minimum(score, below))

    def _rasters(self, window: Window, score, first, direction, step_db) -> tuple[np.ndarray, ...]:
        shape = int(window.height), int(window.width)
        unseen = np.isnan(score).reshape(shape)
        score, first, direction = (layer.reshape(shape) for layer in (score, first, direction))
        change, interval = (np.where(unseen, NODATA, layer).astype(np.uint8) for layer in (direction, first))
        steps = (np.where(unseen, np.float32(np.nan), step_db.reshape(-1, *shape)),) if self.with_steps else ()
        return score.astype(np.float32), change, interval, *steps


def _halves(power: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Mean power (p, n) of the first and second half of the dates, and how many dates of each are seen (n,)."""
    middle = power.shape[0] // 2
    parts = []
    for part in (power[:middle], power[middle:]):
        seen = np.isfinite(part)
        parts.append((np.where(seen, part, 0).sum(axis=0, dtype=np.float64), seen[:, 0].sum(axis=0)))
    (before, m), (after, n) = parts
    with np.errstate(divide="ignore", invalid="ignore"):
        return before / m, after / n, m, n


def _ratio_log_p(power: np.ndarray, looks: float) -> np.ndarray:
    """ln p of the two-date ratio test, two-sided: the ratio of mean powers of m and n dates is F(2nL, 2mL) under L looks;
    polarisations are joined by Fisher's method (−2 Σ ln p is χ² with 2p degrees of freedom)."""
    before, after, m, n = _halves(power)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = after / before
        freedom = 2 * looks * n, 2 * looks * m
        p = np.minimum(1.0, 2 * np.minimum(fdtr(*freedom, ratio), fdtrc(*freedom, ratio)))
        joined = -np.log(np.maximum(p, 1e-300)).sum(axis=0)
        log_p = np.log(np.maximum(gammaincc(len(power[0]), joined), 1e-300)) if len(power[0]) > 1 else -joined
    return np.where((m > 0) & (n > 0), log_p, np.nan)
