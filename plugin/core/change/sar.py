"""What changed in a stack of SAR images, and in which interval first: SCORE, CHANGE and FIRST_CHANGE rasters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import numpy as np
from rasterio.windows import Window
from scipy.special import fdtr, fdtrc, gammaincc, polygamma

from ..errors import InputError
from ..files import refuse_overwriting, require_writable
from ..grid import Grid
from ..raster import Raster, RasterWriter, Resampling, publish
from ..tasks import Part, Progress, Silent, check_cancelled, run_ordered
from ..text import QT_TRANSLATE_NOOP
from . import threshold
from .looks import Looks, looks_of, window_variances
from .masks import grow
from .sar_null import TILE, Null, Sample, Weather, date_weights, describe, halved, largest_step
from .sar_stack import SarStack, StackFiles, Unusable
from .speckle import MARGINS, filtered
from .wishart import omnibus

METHODS = ("omnibus", "ratio", "logratio")
NULLS = ("none", "stack")
FILTERS = ("auto", *MARGINS)
THRESHOLDS = ("kittler_illingworth", "otsu")

NODATA = 255
BLOCK_BYTES = 48 << 20
"""Size of one block of the stack as float32; a dozen such layers are at work at a time."""

_MOST_POOL, _POOL_VALUES = 150_000, 8_000_000  # cells, and values of all dates, that the null is learnt from
_LOOKS_WINDOWS = 6
_CELL_BYTES = 6  # of SCORE, CHANGE and FIRST_CHANGE together
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
) -> SarChange:
    """Test a stack and write its rasters on its grid.

    SCORE float32 0–1, NaN no data: with z = −log₁₀ p it is z/(z + z_α), so that p = 10^(−z_α SCORE/(1 − SCORE)); for the
    log ratio v/(v + threshold). CHANGE uint8: 0 none, 1 brighter, 2 darker, 3 mixed, 255 no data. FIRST_CHANGE uint8: j
    where the first change lies between dates j and j + 1, 0 none, 255 no data. ``step_path``: a band per polarisation,
    dB by which a changed cell became brighter. The result does not depend on ``block_size``.
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

        looks, tested = _looks(sar, settings, Part(progress, 0, 0.1))
        test = _Test(sar, quiet, classes, settings, looks, tested)
        if settings.null == "stack":
            test.learn(Part(progress, 0.1, 0.45))
        if settings.method == "logratio":
            test.find_threshold(block_size, Part(progress, 0.45, 0.6))
        result = SarChange(
            settings.method, sar.dates, sar.polarisations, sar.scale, looks, tested, test.null, test.threshold,
            sar.grid.cell_area_m2 if sar.grid.crs is not None and sar.grid.crs.is_projected else None,
        )  # fmt: skip
        writers = _writers(stack, sar, settings, looks, outputs)
        blocks = test.blocks(block_size)
        total = test.block_count(block_size)
        for window, layers in run_ordered(test.classified, blocks, Part(progress, 0.6, 0.95), total):
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
        result.unusable = sar.unusable() + (quiet.unusable() if quiet else [])
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
    windows = [window for window, _ in _weather_windows(sar)]
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


def _weather_windows(sar: SarStack, layers: int = 0) -> Iterator[tuple[Window, tuple[slice, slice]]]:
    layers = max(layers, len(sar.dates) * len(sar.polarisations))
    tiles = max(1, math.isqrt(BLOCK_BYTES // (4 * layers)) // TILE)
    return Weather.empty(sar.grid, 0, 0).windows(min(tiles, 512 // TILE))


class _Test:
    """One stack and how it is tested; ``classified`` is what runs for each block."""

    def __init__(self, sar: SarStack, quiet: SarStack | None, classes: _Classes, settings: SarSettings, looks, tested):
        self.sar, self.quiet, self.classes, self.settings = sar, quiet, classes, settings
        self.looks, self.tested_looks = looks.number, max(tested.number, _LEAST_LOOKS)
        self.threshold = 0.0
        self.null: Null | None = None
        self.weather: dict[SarStack, Weather] = {}
        self.weights: dict[SarStack, np.ndarray] = {}
        k, p = len(sar.dates), len(sar.polarisations)
        self.only = k // 2 if settings.method == "ratio" else -1
        self.log_alpha = math.log(settings.significance)
        self._layers = k * p + (len(quiet.dates) * p if quiet else 0)

    # -- learning ------------------------------------------------------------------------------

    def learn(self, progress: Progress) -> None:
        """Weather of every date, then the null."""
        stacks = [self.sar, *([self.quiet] if self.quiet else [])]
        pools = []
        for i, stack in enumerate(stacks):
            share = Part(progress, i / len(stacks), (i + 1) / len(stacks))
            logs = self._survey(stack, share)
            self.weights[stack] = date_weights(logs)
            pools.append(logs)
        if self.settings.method == "logratio":
            return
        steps = largest_step(pools[0], self.weights[self.sar], self.only)
        n = len(steps.step)
        sample = Sample(steps, self._pool_classes(), np.zeros(n), np.zeros(n))
        if self.quiet:
            sample.quiet_weights = self.weights[self.quiet]
            sample.quiet = largest_step(pools[1], sample.quiet_weights, halved(self.only, len(sample.quiet_weights)))
            sample.unrest, sample.freedom = self._unrest(pools[1])
        self.null = Null(sample, self.weights[self.sar], self.only)

    def _survey(self, stack: SarStack, progress: Progress) -> np.ndarray:
        """Measure the weather of ``stack``; ln power without it at the cells of the pool, (k, p, n)."""
        weather = Weather.empty(stack.grid, len(stack.dates), len(stack.polarisations))
        windows = list(_weather_windows(self.sar, self._layers))

        def blocks():
            for window, tiles in windows:
                yield window, tiles, self._read(stack, window)

        def measure(item):
            window, tiles, (power, inner) = item
            logs = self._logs(power)[:, :, inner[0], inner[1]]
            weather.measure(logs, tiles)
            rows, columns = self._pool_cells(window)
            return logs[:, :, rows[:, None], columns].reshape(*logs.shape[:2], -1)

        pool = np.concatenate(list(run_ordered(measure, blocks(), progress, len(windows))), axis=2)
        weather.finish()
        self.weather[stack] = weather
        offsets = [
            weather.at(rows + int(window.row_off), columns + int(window.col_off)).reshape(*pool.shape[:2], -1)
            for window, _ in windows
            for rows, columns in [self._pool_cells(window)]
            if len(rows) and len(columns)
        ]
        return pool - np.concatenate(offsets, axis=2)

    def _pool_cells(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Rows and columns in ``window`` of the cells that the null is learnt from: every so manyth of the grid."""
        grid = self.sar.grid
        most = min(_MOST_POOL, _POOL_VALUES // self._layers)
        step = max(1, math.ceil(math.sqrt(grid.width * grid.height / most)))
        rows = np.arange(-int(window.row_off) % step, int(window.height), step)
        return rows, np.arange(-int(window.col_off) % step, int(window.width), step)

    def _pool_classes(self) -> np.ndarray:
        parts = []
        for window, _ in _weather_windows(self.sar, self._layers):
            rows, columns = self._pool_cells(window)
            parts.append(self.classes.read(window)[rows[:, None], columns].ravel())
        return np.concatenate(parts)

    def _unrest(self, quiet_logs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Sum of squares of each cell about its mean in the quiet stack, steps and all, and its degrees of freedom."""
        steps = largest_step(quiet_logs, self.weights[self.quiet])
        freedom = np.maximum(steps.seen - 1, 0) * quiet_logs.shape[1]
        return np.where(freedom > 0, steps.step + steps.rest, 0.0), freedom.astype(np.float64)

    def find_threshold(self, block_size: int | None, progress: Progress) -> None:
        """Where change begins on the log ratio, from its histogram over the whole scene."""
        counts = sum(
            run_ordered(self._histogram, self.blocks(block_size), progress, self.block_count(block_size)),
            np.zeros(1, np.int64),
        )
        if not counts.any():
            return
        if self.settings.threshold == "otsu":
            from skimage.filters import threshold_otsu

            # On the root of T, the log ratio itself as it were.
            self.threshold = float(threshold_otsu(hist=(counts, threshold.centres() ** 1.5)))
        else:
            self.threshold = threshold.split(counts, len(self.sar.polarisations)) ** 1.5

    def _histogram(self, item) -> np.ndarray:
        _, power, inner, _ = item
        statistic = self._log_ratio(self._logs(power)[:, :, inner[0], inner[1]], item[0])
        return threshold.histogram(np.cbrt(statistic[np.isfinite(statistic)]))

    # -- testing -------------------------------------------------------------------------------

    def blocks(self, size: int | None) -> Iterable:
        """Each window, the power in it and around it, where the window lies in that, and the quiet stack's."""
        for window in self.sar.grid.blocks(size or self._block_size):
            power, inner = self._read(self.sar, window, True)
            yield window, power, inner, self._read(self.quiet, window, True)[0] if self.quiet and self.null else None

    def block_count(self, size: int | None) -> int:
        return self.sar.grid.block_count(size or self._block_size)

    @property
    def _block_size(self) -> int:
        """Cells; whole blocks of the files where they are of 512 or 256 cells, as cloud-optimised ones are."""
        most = math.isqrt(BLOCK_BYTES // (4 * self._layers))
        return 512 if most >= 512 else 256 if most >= 256 else max(32, most)

    def _read(self, stack: SarStack, window: Window, counted: bool = False) -> tuple[np.ndarray, tuple[slice, slice]]:
        wide, inner = grow(window, MARGINS[self.settings.filter], stack.grid)
        return stack.read(wide, inner if counted else None), inner

    def _logs(self, power: np.ndarray) -> np.ndarray:
        return np.log(_smooth(power, self.settings.filter, self.looks))

    def _without_weather(self, stack: SarStack, logs: np.ndarray, window: Window) -> np.ndarray:
        rows = np.arange(int(window.height)) + int(window.row_off)
        columns = np.arange(int(window.width)) + int(window.col_off)
        return (logs - self.weather[stack].at(rows, columns)).reshape(*logs.shape[:2], -1)

    def classified(self, item) -> tuple[Window, tuple[np.ndarray, ...]]:
        """SCORE, CHANGE, FIRST_CHANGE and steps in dB of a block."""
        window, power, inner, quiet_power = item
        if self.settings.method == "omnibus" and self.null is None:
            smooth = _smooth(power, self.settings.filter, self.looks)[:, :, inner[0], inner[1]]
            found = omnibus(smooth, self.tested_looks, self.settings.significance)
            layers = self._score(found.log_p.ravel()), found.first, found.direction, found.step_db
            return window, self._rasters(window, *layers)
        logs = self._logs(power)[:, :, inner[0], inner[1]]
        if self.null is not None:
            return window, self._rasters(window, *self._against_null(window, logs, quiet_power, inner))
        if self.settings.method == "ratio":
            score = self._score(_ratio_log_p(np.exp(logs.reshape(*logs.shape[:2], -1)), self.tested_looks))
        else:
            score = self._log_ratio_score(self._log_ratio(logs, window))
            if self.weather:
                logs = self._without_weather(self.sar, logs, window)
        return window, self._rasters(window, score, *self._located(logs.reshape(*logs.shape[:2], -1), score))

    def _against_null(self, window: Window, logs: np.ndarray, quiet_power, inner):
        flat = self._without_weather(self.sar, logs, window)
        n = flat.shape[2]
        unrest, freedom = np.zeros(n), np.zeros(n)
        if quiet_power is not None:
            quiet = self._logs(quiet_power)[:, :, inner[0], inner[1]]
            unrest, freedom = self._unrest(self._without_weather(self.quiet, quiet, window))
        weights = self.weights[self.sar]
        steps = largest_step(flat, weights, self.only)
        log_p, limit, variance = self.null.test(
            steps, self.classes.read(window).ravel(), unrest, freedom, self.log_alpha
        )
        score = self._score(log_p)
        return score, *self._located(flat, score, weights, limit if self.only < 0 else None, variance)

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

    def _log_ratio(self, logs: np.ndarray, window: Window) -> np.ndarray:
        """T of each cell: squared ln ratio of the two halves' mean powers over its variance under speckle, summed over
        polarisations; NaN where one half is not seen."""
        flat = self._without_weather(self.sar, logs, window) if self.weather else logs.reshape(*logs.shape[:2], -1)
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
        step_db = np.where(unseen, np.float32(np.nan), step_db.reshape(-1, *shape))
        change, interval = (np.where(unseen, NODATA, layer).astype(np.uint8) for layer in (direction, first))
        return score.astype(np.float32), change, interval, step_db


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
