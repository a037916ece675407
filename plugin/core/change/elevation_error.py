"""How wrong a difference of heights is, learnt where the ground did not change.

Three parts (Anderson 2019, doi 10.1002/esp.4551): a random one, another in every cell; a spatially correlated one, the
same in cells near each other; a systematic one, the same everywhere. Their sum in one cell has the standard deviation
σ(slope), binned NMADs. Differences divided by it have one variogram for the whole raster (Hugonnet et al. 2022, doi
10.1109/JSTARS.2022.3188922), here a nugget and Gaussian models of a ladder of ranges with non-negative weights.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from rasterio.windows import Window
from scipy.optimize import nnls
from scipy.spatial.distance import cdist, pdist
from scipy.stats import norm

from ..grid import Grid
from ..raster import Raster
from ..tasks import Silent, run_ordered

TILE = 512
"""Edge, in cells, of the tiles statistics are taken from."""

SAMPLE_CELLS = 4 << 20
"""Cells with data that are enough for statistics; larger scenes are sampled evenly."""

POWER = 0.95
"""How surely a change of the provable thickness is found."""

_POWER_QUANTILE = float(norm.ppf(POWER))
_SLOPE_EDGES = (0, 2, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 90)
_LEAST_IN_BIN = 200
_ENOUGH = 500_000
_LEAST_SHARE = 0.01
_STABLE = 4.0  # σ beyond which ground has changed and tells nothing of errors
_LAGS = 16
_POINTS = 256  # cells that stand for a place when distances between all of them are looked at

Tile = tuple[np.ndarray, np.ndarray | None, np.ndarray]
"""Differences (m; NaN no data), slopes (degrees) where known, and where the ground may be taken as unchanged."""


def nmad(values: np.ndarray, centre: float | None = None) -> float:
    """1.4826 × median absolute deviation, from the median or from ``centre``; NaN of no values."""
    if not values.size:
        return math.nan
    return 1.4826 * float(np.median(np.abs(values - (np.median(values) if centre is None else centre))))


def thinned(values: np.ndarray) -> np.ndarray:
    """Every so many of ``values``, half a million at least: enough for medians and correlations."""
    return values[:: max(1, len(values) // _ENOUGH)]


@functools.cache
def quantile(confidence: float) -> float:
    """Standard deviations that hold ``confidence`` of a normal distribution (1.96 for 0.95)."""
    return float(norm.ppf((1 + confidence) / 2))


def provable(sigma: float, confidence: float) -> float:
    """Least change in m that exceeds the level of detection in all but one of twenty cells: (1.96 + 1.645)·σ."""
    return (quantile(confidence) + _POWER_QUANTILE) * sigma


def even_windows(grid: Grid, edge: int = TILE) -> Iterator[Window]:
    """Windows of ``edge`` × ``edge`` cells covering ``grid``, in an order whose beginnings are spread evenly over it."""
    across, down = math.ceil(grid.width / edge), math.ceil(grid.height / edge)
    # The additive recurrence of the plastic number (Roberts 2018) fills a square evenly; what it misses comes last.
    k = np.arange(1, 8 * across * down + 1)
    columns = np.floor((0.5 + k * 0.7548776662466927) % 1 * across).astype(int)
    rows = np.floor((0.5 + k * 0.5698402909980532) % 1 * down).astype(int)
    order = dict.fromkeys([*(rows * across + columns).tolist(), *range(across * down)])
    for number in order:
        row, column = number // across * edge, number % across * edge
        yield Window(column, row, min(edge, grid.width - column), min(edge, grid.height - row))


@dataclass(frozen=True)
class ErrorModel:
    """Errors of a difference of heights.

    ``sigmas_m`` at ``slopes_deg`` (both ascending). Of σ² the share ``white`` is random, and each of ``parts``
    (share of σ², range in m) correlated. Shares may sum to more than 1: σ is that of a robust estimate, the variogram
    holds the tails too. ``systematic_m``: what may be wrong everywhere alike.
    """

    slopes_deg: tuple[float, ...]
    sigmas_m: tuple[float, ...]
    white: float
    parts: tuple[tuple[float, float], ...]
    systematic_m: float = 0.0

    def sigma(self, slope_deg: np.ndarray) -> np.ndarray:
        """σ in m of cells of these slopes (NaN: level ground)."""
        return np.interp(np.nan_to_num(slope_deg), self.slopes_deg, self.sigmas_m).astype(np.float32)

    @property
    def correlated(self) -> float:
        """Share of σ² that is correlated."""
        return sum(share for share, _ in self.parts)

    @property
    def range_m(self) -> float:
        """Distance beyond which errors are all but independent (95 % of the correlated variance); 0 without any."""
        if not self.parts:
            return 0.0
        distances = np.linspace(0, max(reach for _, reach in self.parts), 400)
        return float(distances[np.argmax(self.variogram(distances) >= 0.95 * self.correlated)])

    def variogram(self, distance_m: np.ndarray) -> np.ndarray:
        """Semivariance of the correlated part at these distances, in units of σ²."""
        parts = (share * _gaussian(distance_m / reach) for share, reach in self.parts)
        return sum(parts, np.zeros_like(distance_m))

    def given(self, sigma_m: float) -> ErrorModel:
        """This model where σ on level ground is known to be ``sigma_m``; it grows with slope as measured."""
        growth = np.array(self.sigmas_m) / self.sigmas_m[0]
        return replace(self, sigmas_m=tuple(float(s) for s in sigma_m * growth))

    def variance_of_mean(self, place: np.ndarray, reference: np.ndarray | None = None) -> float:
        """Variance, in units of σ², of the mean over ``place``, less that over ``reference`` where given.

        Both are cell centres in m, (n, 2). For weights that sum to zero, Var = −ΣΣ λᵢλⱼ γ(hᵢⱼ): what is common to both
        drops out. Where long distances matter a few hundred cells stand for all; the random part takes all.
        """
        random = self.white / len(place)
        points = _some(place)
        within = self._variogram_within(points)
        if reference is None:
            return max(0.0, self.correlated - within) + random
        ring = _some(reference)
        between = self._variogram_sum(cdist(points, ring, "sqeuclidean")) / (len(points) * len(ring))
        contrast = 2 * between - within - self._variogram_within(ring)
        return max(0.0, contrast) + random + self.white / len(reference)

    def scatter(self, place: np.ndarray) -> float:
        """Standard deviation, in σ, to expect among the cells of ``place`` (n, 2; m)."""
        points = _some(place)
        return math.sqrt(self.white + self._variogram_within(points))

    def _variogram_within(self, points: np.ndarray) -> float:
        """Mean semivariance of all pairs, in units of σ²."""
        return 2 * self._variogram_sum(pdist(points, "sqeuclidean")) / len(points) ** 2

    def _variogram_sum(self, squared: np.ndarray) -> float:
        """Sum of :meth:`variogram` at these squared distances (m²)."""
        total, fall, longer = 0.0, squared, math.nan
        for share, reach in sorted(self.parts, key=lambda part: -part[1]):
            doublings = math.log2(longer / reach)
            if (
                doublings.is_integer()
            ):  # as in a ladder of ranges: exp(−3·h²/(r/2)²) is the fourth power of exp(−3·h²/r²)
                for _ in range(2 * int(doublings)):
                    np.square(fall, out=fall)
            else:
                fall = np.exp(squared * (-3 / reach**2))
            total += share * float(squared.size - fall.sum())
            longer = reach
        return total

    def tags(self) -> dict[str, str]:
        """The model as tags of a raster."""
        return {
            "SIGMA": json.dumps(
                {f"{slope:.1f}": round(sigma, 4) for slope, sigma in zip(self.slopes_deg, self.sigmas_m)}
            ),
            "ERROR_WHITE": f"{self.white:.4f}",
            "ERROR_CORRELATED": json.dumps([[round(share, 4), round(reach, 2)] for share, reach in self.parts]),
            "ERROR_SYSTEMATIC": f"{self.systematic_m:.4f}",
        }

    @classmethod
    def from_tags(cls, tags: dict[str, str]) -> ErrorModel | None:
        """The model in a raster's tags; None where they hold none."""
        try:
            sigma = {float(slope): float(value) for slope, value in json.loads(tags["SIGMA"]).items()}
            parts = tuple((float(share), float(reach)) for share, reach in json.loads(tags["ERROR_CORRELATED"]))
            white, systematic = float(tags["ERROR_WHITE"]), float(tags["ERROR_SYSTEMATIC"])
            if not all(map(math.isfinite, (*sigma, *sigma.values(), *sum(parts, ()), white, systematic))):
                return None
            return cls(tuple(sigma), tuple(sigma.values()), white, parts, systematic)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return None

    @classmethod
    def fit(cls, tiles: list[Tile], cell_m: tuple[float, float], floor_m: float = 0.01) -> ErrorModel:
        """Learn the model from ``tiles``; σ is at least ``floor_m``, what heights are rounded to.

        The tiles must hold at least one cell with data that may be taken as unchanged.
        """
        stable = [keep & np.isfinite(difference) for difference, _, keep in tiles]
        differences = np.concatenate([tile[0][keep] for tile, keep in zip(tiles, stable)])
        if tiles[0][1] is None:
            slopes, sigmas = [0.0], [nmad(differences)]
        else:
            steepness = np.concatenate([tile[1][keep] for tile, keep in zip(tiles, stable)])
            slopes, sigmas = _sigma_by_slope(differences, steepness)
        offset = float(np.median(differences))
        sigmas = tuple(max(floor_m, float(sigma)) for sigma in sigmas)
        model = cls(tuple(float(slope) for slope in slopes), sigmas, 1.0, (), abs(offset))
        standard = []
        for (difference, slope, _), keep in zip(tiles, stable):
            scaled = (difference - offset) / (sigmas[0] if slope is None else model.sigma(slope))
            standard.append(np.where(keep & (np.abs(scaled) <= _STABLE), scaled, np.float32(np.nan)))
        white, parts = _fit_variogram(*_empirical_variogram(standard, cell_m), max(cell_m))
        return replace(model, white=white, parts=parts)

    @classmethod
    def of_raster(cls, raster: Raster) -> ErrorModel:
        """The model of a difference of heights (band 1) that brings none: one σ, whatever the slope."""
        metres = raster.grid.crs.linear_units_factor[1]
        tiles: list[Tile] = []
        cells = 0
        for window in even_windows(raster.grid):
            data, valid = raster.read_valid(window, [1])
            tiles.append((np.where(valid, data[0], np.nan).astype(np.float32), None, valid))
            cells += int(valid.sum())
            if cells >= SAMPLE_CELLS:
                break
        if not cells:
            return cls((0.0,), (math.nan,), 1.0, ())
        width, height = raster.grid.cell_size
        return cls.fit(tiles, (width * metres, height * metres))


def _gaussian(ratio: np.ndarray) -> np.ndarray:
    """Rises to 95 % at 1. Mixtures of these take in most shapes; errors of gridded heights are smooth at short range."""
    return 1 - np.exp(-3 * np.square(ratio))


def _some(points: np.ndarray) -> np.ndarray:
    """At most a few hundred of ``points``, evenly chosen."""
    if len(points) <= _POINTS:
        return points
    return points[np.linspace(0, len(points) - 1, _POINTS).round().astype(int)]


def _sigma_by_slope(differences: np.ndarray, slopes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean slope and σ of bins of slope; σ never falls with slope."""
    offset = np.median(differences)
    bins = np.digitize(slopes, _SLOPE_EDGES[1:-1])
    counts = np.bincount(bins, minlength=len(_SLOPE_EDGES) - 1)
    # Steep bins that hold little are joined, else one earthwork on steep ground would pass for the error there.
    least = max(_LEAST_IN_BIN, _LEAST_SHARE * len(differences))
    found, end = [], len(counts)
    while end > 0:
        start = end - 1
        while start > 0 and (counts[start:end].sum() < least or counts[:start].sum() < least):
            start -= 1
        here = (bins >= start) & (bins < end)
        if here.any():
            found.insert(0, here)
        end = start

    def look(here: np.ndarray) -> tuple[float, float, int]:
        # From the common offset: where steep ground is off on the whole, that is an error too.
        return slopes[here].mean(), nmad(differences[here], offset), here.sum()

    middle, sigma, weight = np.array(list(run_ordered(look, found, Silent(), len(found))), float).T
    return middle, _never_falling(sigma, weight)


def _never_falling(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The nearest (weighted least squares) to ``values`` (n,) that never falls, by pooling adjacent violators.

    Own, as SciPy's isotonic_regression ends QGIS on Debian 13 (SciPy 1.15) when it is called on a thread of QGIS.
    """
    pools = []  # mean, weight, length
    for value, weight in zip(values, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, heavy_a, long_a), (b, heavy_b, long_b) = pools[-2:]
            heavy = heavy_a + heavy_b
            pools[-2:] = [((a * heavy_a + b * heavy_b) / heavy, heavy, long_a + long_b)]
    return np.repeat([mean for mean, _, _ in pools], [length for _, _, length in pools])


def _empirical_variogram(tiles: list[np.ndarray], cell_m: tuple[float, float]) -> tuple[np.ndarray, ...]:
    """Lags in m, semivariances and numbers of pairs along rows and columns, over all tiles (NaN left out)."""
    most = max(2, max(max(tile.shape) for tile in tiles) // 2)
    steps = np.unique(np.round(np.geomspace(1, most, _LAGS)).astype(int))
    lags, squares, pairs = [], [], []
    for axis, cell in ((1, cell_m[0]), (0, cell_m[1])):

        def look(tile: np.ndarray, axis=axis) -> np.ndarray:
            """Sum of the squares and number of the pairs at each step."""
            sums = np.zeros((len(steps), 2))
            for number, step in enumerate(steps):
                if tile.shape[axis] > step:
                    ahead, behind = (tile[step:], tile[:-step]) if axis == 0 else (tile[:, step:], tile[:, :-step])
                    squared = np.square(ahead - behind)
                    sums[number] = np.nansum(squared, dtype=np.float64), np.isfinite(squared).sum()
            return sums

        for step, (total, count) in zip(steps, sum(run_ordered(look, tiles, Silent(), len(tiles)))):
            if count >= _LEAST_IN_BIN:
                lags.append(step * cell)
                squares.append(0.5 * total / count)
                pairs.append(count)
    return np.array(lags), np.array(squares), np.array(pairs)


def _fit_variogram(lags: np.ndarray, values: np.ndarray, pairs: np.ndarray, cell_m: float):
    """Nugget, and (share, range) of the models that together come nearest in relative terms."""
    known = values > 0
    if not known.any():
        return 1.0, ()
    lags, values = lags[known], values[known]
    reaches = cell_m * 2.0 ** np.arange(1, 1 + max(1, math.ceil(math.log2(2 * lags.max() / cell_m))))
    design = np.column_stack([np.ones_like(lags), *(_gaussian(lags / reach) for reach in reaches)])
    shares, _ = nnls(design / values[:, None], np.ones_like(values))
    return float(shares[0]), tuple((float(s), float(r)) for s, r in zip(shares[1:], reaches) if s > 1e-4)
