"""What no change looks like in this stack: weather, a natural unrest of each cell, and how far chance goes.

Real scenes are not pure speckle. Rain brightens whole valleys, fields live, so that a test made for speckle flags six to
twenty-five times what it promises. What works leave behind differs from that in one way: it stays. So the statistic here
is the largest step, the difference of two runs of dates where one best boundary divides the stack (the factorisation
of the omnibus test in two groups of dates), measured against the unrest within the two runs:

    U = S / ((d₀ s₀ + R) / (d₀ + d)),   S = max over boundaries of Σ_q w (difference of mean ln power)²

with R the sum of squares left within the runs, d its degrees of freedom, and s₀, d₀ the unrest of the whole class and how
much it counts (a moderated variance, Smyth 2004, Statistical Applications in Genetics 3(1), equation 4). A cell that
truly changed has its step in S, not in R, so that it does not hide itself.

Under independent dates the distribution of ln U is found by simulation. In real stacks it keeps that shape but is moved
and stretched (drift through a season): place and stretch are read off the quieter 70 % of the cells (an empirical null
in the sense of Efron 2004, JASA 99), which changes in a few hundredths of the scene hardly move. A second stack in which
nothing is known to have changed adds the unrest of each cell then, and how heavy the tail is. What
lies beyond the fit more often than there counts as change: the fit is repeated without that share of the cells.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numba import njit
from rasterio.windows import Window
from scipy.optimize import minimize
from scipy.stats import f as fisher

from ..errors import InputError
from ..grid import Grid
from ..text import QT_TRANSLATE_NOOP
from .wishart import direction_of

TILE = 32
"""Edge, in cells, of the tiles whose median tells the weather."""

_LEAST_TILE = 64  # cells seen
_LEAST_CELLS = 400  # to learn a class from
_QUIET = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
_PRIOR_LEVELS = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
_MOST_PRIOR = 200.0  # degrees of freedom; more is the same
_TAIL_LEVEL, _HEAVIEST = 0.975, 1.4
_FAR, _MOST_CHANGED, _ROUNDS = 0.9, 0.3, 6
_SIMULATED, _PIECE = 200_000, 25_000
_CHUNK = 128
_LEAST_LOG_P = -690.0


# -- weather ------------------------------------------------------------------------------------


@dataclass
class Weather:
    """Brightness of each date and polarisation against the cell's own mean, ln units, in tiles: ``values`` (k, p, tiles
    down, tiles across), NaN where a tile is not seen; the first is that of row ``top`` and column ``left`` of tiles."""

    grid: Grid
    values: np.ndarray
    top: int = 0
    left: int = 0
    rows: np.ndarray = field(init=False)  # where tiles begin, and where the last ends
    columns: np.ndarray = field(init=False)

    def __post_init__(self):
        self.rows, self.columns = _edges(self.grid.height), _edges(self.grid.width)

    @classmethod
    def empty(cls, grid: Grid, dates: int, polarisations: int) -> Weather:
        shape = dates, polarisations, len(_edges(grid.height)) - 1, len(_edges(grid.width)) - 1
        return cls(grid, np.full(shape, np.nan, np.float32))

    def windows(self, tiles: int):
        """Windows of at most ``tiles`` × ``tiles`` whole tiles, and the slices of the tiles in them."""
        for i in range(0, len(self.rows) - 1, tiles):
            for j in range(0, len(self.columns) - 1, tiles):
                down, across = self.rows[i : i + tiles + 1], self.columns[j : j + tiles + 1]
                window = Window(int(across[0]), int(down[0]), int(across[-1] - across[0]), int(down[-1] - down[0]))
                yield window, (slice(i, i + len(down) - 1), slice(j, j + len(across) - 1))

    def measured(self, logs: np.ndarray, tiles: tuple[slice, slice]) -> np.ndarray:
        """The weather of ``tiles`` from ln power in their window: (k, p, tiles down, tiles across)."""
        logs = logs[:, :, ::2, ::2]  # every other row and column tells as well
        deviation = logs - _mean_seen(logs)
        # Where the dates seen differ, so do the means: bring all cells to the same dates first.
        everywhere = _median(deviation.reshape(*logs.shape[:2], -1))
        deviation = logs - _mean_seen(logs - everywhere[:, :, None, None])
        down, across = ((edges[s.start : s.stop + 1] + 1) // 2 for edges, s in zip((self.rows, self.columns), tiles))
        out = np.empty((*logs.shape[:2], len(down) - 1, len(across) - 1), np.float32)
        for i, (top, bottom) in enumerate(zip(down - down[0], down[1:] - down[0])):
            for j, (left, right) in enumerate(zip(across - across[0], across[1:] - across[0])):
                cells = deviation[:, :, top:bottom, left:right].reshape(*logs.shape[:2], -1)
                enough = np.isfinite(cells).sum(axis=-1) >= _LEAST_TILE
                out[:, :, i, j] = np.where(enough, _median(cells), np.nan)
        return out

    def finish(self) -> None:
        """Give tiles that are not seen the weather of the whole scene."""
        everywhere = np.nan_to_num(_median(self.values.reshape(*self.values.shape[:2], -1)))
        self.values = np.where(np.isnan(self.values), everywhere[:, :, None, None], self.values)

    def at(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """The weather of the cells where ``rows`` and ``columns`` cross, bilinear between the middles of tiles: (k, p, rows,
        columns)."""
        first, following, down = _between(self.rows, rows)
        left, right, across = _between(self.columns, columns)
        first, following, left, right = first - self.top, following - self.top, left - self.left, right - self.left
        low, high = left.min(), right.max() + 1
        part, down = self.values[..., low:high], down[:, None]
        lines = part[:, :, first] * (1 - down) + part[:, :, following] * down
        return lines[..., left - low] * (1 - across) + lines[..., right - low] * across

    def part(self, window: Window) -> Weather:
        """What the cells of ``window`` need of it."""
        top, left = int(window.row_off), int(window.col_off)
        first, following, _ = _between(self.rows, np.array([top, top + int(window.height) - 1]))
        leftmost, rightmost, _ = _between(self.columns, np.array([left, left + int(window.width) - 1]))
        rows, columns = slice(first[0], following[1] + 1), slice(leftmost[0], rightmost[1] + 1)
        return Weather(
            self.grid, np.ascontiguousarray(self.values[:, :, rows, columns]), int(first[0]), int(leftmost[0])
        )


def _edges(size: int) -> np.ndarray:
    """Where tiles begin and the last ends; a last half tile joins the one before."""
    return np.append(TILE * np.arange(max(1, (size + TILE // 2) // TILE)), size)


def _between(edges: np.ndarray, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each of ``cells``: the tiles it lies between, and its share of the second."""
    middles = (edges[:-1] + edges[1:]) / 2
    place = np.interp(cells + 0.5, middles, np.arange(len(middles)))
    first = np.minimum(place.astype(np.int64), len(middles) - 1)
    return first, np.minimum(first + 1, len(middles) - 1), (place - first).astype(np.float32)


def _mean_seen(logs: np.ndarray) -> np.ndarray:
    """Mean over dates, (p, rows, columns); NaN where no date is seen."""
    seen = np.isfinite(logs)
    count = seen.sum(axis=0)
    total = np.where(seen, logs, 0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.float32(np.nan)).astype(np.float32)


def _median(values: np.ndarray) -> np.ndarray:
    """Median over the last axis of what is finite; NaN where nothing is."""
    if np.isfinite(values).all():
        return np.median(values, axis=-1)
    ordered = np.sort(values, axis=-1)  # what is not finite comes last
    count = np.isfinite(values).sum(axis=-1)[..., None]
    low, high = (np.take_along_axis(ordered, i, axis=-1)[..., 0] for i in (np.maximum(count - 1, 0) // 2, count // 2))
    return np.where(count[..., 0] > 0, (low + high) / 2, np.float32(np.nan)).astype(np.float32)


def date_weights(logs: np.ndarray) -> np.ndarray:
    """How much each date counts, (k, p), mean 1 per polarisation: less where its cells lie far from their own medians (wet
    ground, wind). From ln power without weather, (k, p, n)."""
    k, p, _ = logs.shape
    if k < 3:
        return np.ones((k, p))
    with np.errstate(all="ignore"):
        rest = logs - _median(np.moveaxis(logs, 0, -1))
    middle = _median(rest)
    variance = _median(np.abs(rest - middle[:, :, None])) ** 2
    variance = np.where(np.isfinite(variance), np.maximum(variance, 1e-9), np.nan)
    relative = np.nan_to_num(variance / np.exp(np.nanmean(np.log(variance), axis=0)), nan=1.0)
    weights = 1 / np.clip(relative, 0.25, 8.0)
    return weights * k / weights.sum(axis=0)


# -- the largest step ---------------------------------------------------------------------------


@dataclass
class Steps:
    """Of each cell: ``step`` S, ``rest`` R, dates ``seen``, and ``split``, the first date after the best boundary."""

    step: np.ndarray
    rest: np.ndarray
    seen: np.ndarray
    split: np.ndarray


def largest_step(logs: np.ndarray, weights: np.ndarray, only: int = -1) -> Steps:
    """The boundary between two dates that divides ln power (k, p, n; NaN where not seen) best, or the one before date
    ``only``."""
    n = logs.shape[2]
    out = Steps(np.zeros(n), np.zeros(n), np.zeros(n, np.int32), np.zeros(n, np.int32))
    _largest_step(np.ascontiguousarray(logs, np.float32), weights, only, out.step, out.rest, out.seen, out.split)
    return out


def halved(only: int, dates: int) -> int:
    """The boundary ``only`` in the middle of a stack of so many dates, -1 where it is any."""
    return dates // 2 if only >= 0 else -1


def describe(
    logs: np.ndarray, weights: np.ndarray, steps: Steps, limit: np.ndarray, variance: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First date after the earliest step above ``limit`` (n,), its direction, and the step in dB (p, n) between the runs
    on its two sides; ``variance`` (n,): of ln power on one date."""
    p, n = logs.shape[1:]
    first, direction, step_db = np.zeros(n, np.int32), np.zeros(n, np.uint8), np.zeros((p, n), np.float32)
    _describe(np.ascontiguousarray(logs, np.float32), weights, steps.split, limit, variance, first, direction, step_db)
    return first, direction, step_db


@njit(nogil=True, cache=True)
def _best_boundary(y, weights, start, stop, only):
    """Largest S of boundaries in dates ``start`` to ``stop`` of one cell, its date, what is left, and the dates seen."""
    p = y.shape[1]
    whole, moment, square = np.zeros(p), np.zeros(p), 0.0
    seen = 0
    for t in range(start, stop):
        if not np.isnan(y[t, 0]):
            seen += 1
            for q in range(p):
                w = weights[t, q]
                whole[q] += w
                moment[q] += w * y[t, q]
                square += w * y[t, q] * y[t, q]
    best, at = -1.0, start
    before, part = np.zeros(p), np.zeros(p)
    done = 0
    for t in range(start, stop):
        if np.isnan(y[t, 0]):
            continue
        if done > 0 and (only < 0 or (t >= only and best < 0)):
            step = 0.0
            for q in range(p):
                after = whole[q] - before[q]
                difference = part[q] / before[q] - (moment[q] - part[q]) / after
                step += difference * difference / (1 / before[q] + 1 / after)
            if step > best:
                best, at = step, t
        done += 1
        for q in range(p):
            before[q] += weights[t, q]
            part[q] += weights[t, q] * y[t, q]
        if only >= 0 and t >= only and best < 0:
            break  # nothing was seen before the boundary
    for q in range(p):
        if whole[q] > 0:
            square -= moment[q] * moment[q] / whole[q]
    return best, at, max(0.0, square - max(best, 0.0)), seen


@njit(nogil=True, cache=True)
def _largest_step(logs, weights, only, step, rest, seen, split):
    k, p, n = logs.shape
    y = np.empty((_CHUNK, k, p))
    for start in range(0, n, _CHUNK):
        m = min(_CHUNK, n - start)
        for t in range(k):
            for q in range(p):
                for c in range(m):
                    y[c, t, q] = logs[t, q, start + c]
        for c in range(m):
            best, at, left, count = _best_boundary(y[c], weights, 0, k, only)
            if best < 0:
                count = 0
            step[start + c], rest[start + c], seen[start + c], split[start + c] = best, left, count, at


@njit(nogil=True, cache=True)
def _describe(logs, weights, split, limit, variance, first, direction, step_db):
    k, p, n = logs.shape
    y = np.empty((k, p))
    for c in range(n):
        for t in range(k):
            for q in range(p):
                y[t, q] = logs[t, q, c]
        begin, end = split[c], k
        while True:
            best, at, _, _ = _best_boundary(y, weights, 0, begin, -1)
            if best <= limit[c]:
                break
            begin = at
        while True:
            best, at, _, _ = _best_boundary(y, weights, begin, end, -1)
            if best <= limit[c]:
                break
            end = at
        difference, spread = np.zeros(p), 0.0
        for q in range(p):
            total, mean = np.zeros(2), np.zeros(2)
            for t in range(end):
                if not np.isnan(y[t, 0]):
                    side = 1 if t >= begin else 0
                    total[side] += weights[t, q]
                    mean[side] += weights[t, q] * y[t, q]
            difference[q] = mean[1] / total[1] - mean[0] / total[0]
            step_db[q, c] = difference[q] * (10 / math.log(10.0))
            spread += (1 / total[0] + 1 / total[1]) / p
        first[c] = begin
        direction[c] = direction_of(difference, spread * variance[c])


# -- the null -----------------------------------------------------------------------------------


@dataclass
class Sample:
    """Cells that a null is learnt from: ``steps``, their ``classes`` (n,), and where a quiet stack is given, its unrest at
    these cells (``unrest``, ``freedom``; zeros else) and its own ``quiet`` steps."""

    steps: Steps
    classes: np.ndarray
    unrest: np.ndarray
    freedom: np.ndarray
    quiet: Steps | None = None
    quiet_weights: np.ndarray | None = None


@dataclass
class ClassNull:
    """One class. ``unrest`` s₀ (variance of ln power on one date), ``freedom`` d₀, ``place`` and ``stretch`` of ln U
    against independent dates, ``tail``: how much farther the far part reaches. ``curves``: dates seen → (ln U, ln p)."""

    unrest: float
    freedom: float
    place: float
    stretch: float
    tail: float
    curves: dict[int, tuple[np.ndarray, np.ndarray]]


class Null:
    """The distribution of U where nothing changed, per class; class codes without enough cells use that of all."""

    def __init__(self, sample: Sample, weights: np.ndarray, only: int = -1, quiet_weights: np.ndarray | None = None):
        self.polarisations = weights.shape[1]
        usable = sample.steps.seen >= 2
        if usable.sum() < _LEAST_CELLS:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Only {cells} cells are seen on two dates or more; that is too few to learn what no change looks like. "
                    "Set NULL to none, or give a larger area.",
                ),
                cells=int(usable.sum()),
            )
        codes, counts = np.unique(sample.classes[usable], return_counts=True)
        self.classes: dict[int | None, ClassNull] = {}
        for code in (None, *(codes[counts >= _LEAST_CELLS].tolist() if len(codes) > 1 else ())):
            chosen = usable if code is None else usable & (sample.classes == code)
            self.classes[code] = self._learn(sample, chosen, weights, only)

    def _learn(self, sample: Sample, chosen: np.ndarray, weights: np.ndarray, only: int) -> ClassNull:
        p = self.polarisations
        steps = sample.steps
        dates = _most_common(steps.seen[chosen])
        usual = chosen & (steps.seen == dates)
        extra = _most_common(sample.freedom[usual])
        freedom = (dates - 2) * p + extra
        if freedom:
            unrest, prior = _prior((steps.rest + sample.unrest)[usual] / freedom, freedom)
        else:  # two dates leave nothing within the runs: the steps themselves tell how unrest differs between cells
            unrest, prior = _prior(steps.step[usual] / p, p)
        tail, natural = 1.0, None
        if sample.quiet is not None:
            tail, natural = _tail(sample.quiet, chosen, sample.quiet_weights, halved(only, len(sample.quiet_weights)))
        curves = {}
        reference = _simulated(weights, dates, prior, extra, only)
        log_u = np.log(self._ratio(steps, sample.unrest, sample.freedom, unrest, prior)[usual])
        place, stretch = _fit(log_u, reference, natural)
        for count in _anchors(steps.seen[chosen], dates):
            one = reference if count == dates else _simulated(weights, count, prior, extra, only)
            middle = np.median(one)
            levels, log_p = _survival(one)
            levels = np.where(levels > middle, middle + (levels - middle) * tail, levels)
            curves[count] = place + stretch * levels, log_p
        return ClassNull(unrest, prior, place, stretch, tail, curves)

    def _ratio(self, steps: Steps, unrest, freedom, prior_unrest, prior) -> np.ndarray:
        """U of each cell."""
        within = np.maximum(steps.seen - 2, 0) * self.polarisations + freedom
        scale = (prior * prior_unrest + steps.rest + unrest) / (prior + within)
        return np.maximum(steps.step, 1e-12) / scale

    def test(
        self, steps: Steps, classes: np.ndarray, unrest: np.ndarray, freedom: np.ndarray, log_alpha: float
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """ln p of each cell (NaN where fewer than two dates are seen), the S that would be significant at exp(log_alpha),
        and the cell's variance of ln power on one date."""
        n = len(steps.step)
        log_p, limit, variance = np.full(n, np.nan), np.zeros(n), np.ones(n)
        for code in np.unique(classes):
            law = self.classes.get(int(code), self.classes[None])
            ours = (classes == code) & (steps.seen >= 2)
            u = self._ratio(steps, unrest, freedom, law.unrest, law.freedom)
            variance[ours] = (steps.step / u)[ours]
            for count, (level, curve) in law.curves.items():
                cells = ours & (_curve_of(law, steps.seen) == count)
                log_p[cells] = np.interp(np.log(u[cells]), level, curve)
                limit[cells] = np.exp(np.interp(-log_alpha, -curve, level)) * variance[cells]
        return np.minimum(log_p, 0.0), limit, variance


def _curve_of(law: ClassNull, seen: np.ndarray) -> np.ndarray:
    """Which curve's number of dates each cell goes by: the next below its own."""
    counts = np.array(sorted(law.curves))
    return counts[np.maximum(np.searchsorted(counts, seen, side="right") - 1, 0)]


def _most_common(values: np.ndarray) -> int:
    found, counts = np.unique(values.astype(np.int64), return_counts=True)
    return int(found[counts.argmax()])


def _anchors(seen: np.ndarray, usual: int) -> list[int]:
    """Numbers of dates to have a curve for: those that occur, where they are many some of them."""
    found = np.unique(seen)
    if len(found) > 8:
        found = np.unique(np.round(np.geomspace(found[0], found[-1], 8)).astype(int))
    return sorted({int(found[0]), usual, *found.tolist()})


def _prior(variances: np.ndarray, freedom: int) -> tuple[float, float]:
    """s₀ and d₀ of variances with ``freedom`` degrees of freedom each: quantiles of s₀ F(freedom, d₀) set to theirs."""
    wanted = np.log(np.quantile(np.maximum(variances, 1e-12), _PRIOR_LEVELS))

    def misfit(x):
        return ((np.log(fisher.ppf(_PRIOR_LEVELS, freedom, np.exp(min(x[1], 7.0)))) + x[0] - wanted) ** 2).sum()

    found = minimize(misfit, [wanted[2], 2.0], method="Nelder-Mead").x
    return float(np.exp(found[0])), float(np.clip(np.exp(min(found[1], 7.0)), 1.0, _MOST_PRIOR))


def _tail(quiet: Steps, chosen: np.ndarray, weights: np.ndarray, only: int) -> tuple[float, float | None]:
    """How much farther ln U reaches in a stack without change than the fit to its quieter cells says, and the share of its
    cells beyond the far level of that fit (None where too few are seen)."""
    usable = chosen & (quiet.seen >= 2)
    if usable.sum() < _LEAST_CELLS:
        return 1.0, None
    dates = _most_common(quiet.seen[usable])
    usual = usable & (quiet.seen == dates)
    p = weights.shape[1]
    freedom = (dates - 2) * p
    unrest, prior = _prior(quiet.rest[usual] / freedom, freedom) if freedom else _prior(quiet.step[usual] / p, p)
    scale = (prior * unrest + quiet.rest[usual]) / (prior + freedom)
    log_u = np.log(np.maximum(quiet.step[usual], 1e-12) / scale)
    reference = _simulated(weights, dates, prior, 0, only)
    place, stretch = _fit(log_u, reference)
    middle = np.median(reference)
    reached = (np.quantile(log_u, _TAIL_LEVEL) - place) / stretch - middle
    # Capped: a stack said to be quiet may hold changes after all.
    tail = float(np.clip(reached / (np.quantile(reference, _TAIL_LEVEL) - middle), 1.0, _HEAVIEST))
    return tail, float((log_u > place + stretch * np.quantile(reference, _FAR)).mean())


def _simulated(weights: np.ndarray, dates: int, prior: float, extra: int, only: int) -> np.ndarray:
    """ln U (sorted) of independent normal dates whose variance differs between cells as χ²(d₀) says."""
    rng = np.random.default_rng(20160501)
    k, p = weights.shape
    out = []
    for _ in range(_SIMULATED // _PIECE):
        variance = prior / rng.chisquare(prior, _PIECE)
        logs = rng.standard_normal((k, p, _PIECE), np.float32) * np.sqrt(variance).astype(np.float32)
        logs /= np.sqrt(weights).astype(np.float32)[:, :, None]
        if dates < k:
            order = rng.random((k, _PIECE), np.float32).argsort(axis=0).argsort(axis=0)
            logs[np.broadcast_to((order >= dates)[:, None], logs.shape)] = np.nan
        steps = largest_step(logs, weights, only)
        rest = steps.rest + (rng.chisquare(extra, _PIECE) * variance if extra else 0)
        scale = (prior + rest) / (prior + max(dates - 2, 0) * p + extra)
        out.append(np.log(np.maximum(steps.step, 1e-12) / scale)[steps.seen >= 2])
    return np.sort(np.concatenate(out))


def _fit(log_u: np.ndarray, reference: np.ndarray, natural: float | None = None) -> tuple[float, float]:
    """Place and stretch that bring the quieter quantiles of ``reference`` to those of ``log_u``.

    ``natural``: share of unchanged cells beyond the far level of the fit. Those beyond it above that share changed (in the
    way of Storey 2002, JRSS B 64, section 2), and the quantiles are then those of the rest.
    """
    levels, far = np.quantile(reference, _QUIET), np.quantile(reference, _FAR)
    changed = 0.0
    for _ in range(1 if natural is None else _ROUNDS):
        stretch, place = np.polyfit(levels, np.quantile(log_u, _QUIET * (1 - changed)), 1)
        beyond = (log_u > place + stretch * far).mean()
        changed = 0.0 if natural is None else float(np.clip((beyond - natural) / (1 - natural), 0.0, _MOST_CHANGED))
    return float(place), float(max(stretch, 1e-3))


def _survival(reference: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Levels of ln U and ln P(beyond) there, the last continued straight."""
    p = np.concatenate([np.linspace(0.999, 0.02, 300), np.geomspace(0.0195, 5e-4, 40)])
    levels = np.quantile(reference, 1 - p)
    log_p = np.log(p)
    far = p <= 5e-3
    slope = np.polyfit(levels[far], log_p[far], 1)[0]
    last = levels[-1] + (_LEAST_LOG_P - log_p[-1]) / slope
    return np.append(levels, last), np.append(log_p, _LEAST_LOG_P)


KERNELS = _best_boundary, _largest_step, _describe
