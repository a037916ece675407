"""Figures of earthworks: areas, heights and volumes inside outlines, from a difference of heights.

Each place is levelled on a ring of ground around it: errors that are correlated over tens of metres lift a place and
its ring alike and drop out (:mod:`.elevation_error`). What is left in the interval of a volume is the random error of
every cell, that part of the correlated error which the ring does not share, and where the edge is drawn.
"""

from __future__ import annotations

import functools
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from affine import Affine
from rasterio.features import rasterize, shapes
from rasterio.windows import Window
from scipy import ndimage
from scipy.stats import norm

from ..outlines import as_json
from ..raster import Raster, environment
from ..tasks import Part, Progress, Silent, check_cancelled, opened, run_units
from .elevation_error import ErrorModel, nmad, provable, quantile

Found = TypeVar("Found")

LAW_M = 0.30
"""Only ground changed by more than this counts towards the area (Cabinet order of the law, see docs)."""

RING_M = 10.0
_RING_CELLS = 3
_WIDER = (1, 2, 4)  # times the ring, until it holds enough
_LEAST_RING = 30  # cells
_GAP_CELLS = 1.5  # between a place and its ring: cells that are partly of both
_MOST_CELLS = 16 << 20  # of a window; of a larger place every k-th row and column is looked at
_SMALL_CELLS = 1 << 14  # of a window; over smaller places threads wait for Python more than they work
_LARGE_CELLS = 1 << 20  # of a window; larger places are looked at one by one, lest several fill the memory
_NEAR_CELLS = 1024  # edge of a neighbourhood, some blocks of a raster
_TOGETHER = 32  # places of a neighbourhood that one thread takes at a time, lest two decode the same
_KEPT_OUTLINES = 256  # ready for rasterising
_ONE_SIDED = float(norm.ppf(0.95))
_TURNS = 2
_CLEAN_BY_2, _CLEAN_BY_3 = 25, 100  # cells of a place from which squares of 2 × 2, of 3 × 3 must be whole
_EDGE = 0.5  # levels of detection by which a cell of the edge may be rightly or wrongly counted
_WHOLE = 0.25  # of a place that stands out by itself, for the rest to be of the same work
_TOLD = 0.2  # of the area over 30 cm that may be in doubt


@dataclass(frozen=True)
class Earthwork:
    """What heights say inside one outline; areas in m², heights in m, volumes in m³.

    Fill and cut are the cells beyond their level of detection and what lies between those; all cells, where a quarter
    and more are and the place on the whole went one way only. ``fill_height_m`` and ``cut_depth_m``: 95th percentile of
    heights averaged over 3 × 3 cells, no less than the mean. ``area_30cm_m2`` (fill and cut): None where
    it cannot be told; it lies between the two of ``area_30cm_interval_m2``. ``provable_thickness_m``: what would surely
    be found in a cell; ``provable_mean_m``: as a mean over the outline. ``mean_height_m``: of all cells seen in it,
    with its standard deviation. ``level_m``: what was taken off; ``levelled``: False where no ring was seen.
    """

    fill_area_m2: float
    cut_area_m2: float
    fill_height_m: float
    cut_depth_m: float
    fill_volume_m3: float
    fill_volume_interval_m3: tuple[float, float]
    cut_volume_m3: float
    cut_volume_interval_m3: tuple[float, float]
    area_30cm_m2: float | None
    area_30cm_interval_m2: tuple[float, float]
    provable_thickness_m: float
    provable_mean_m: float
    mean_height_m: float
    mean_height_sd_m: float
    level_m: float
    levelled: bool
    seen_share: float


def measure(
    difference: str,
    outlines: list[shapely.Geometry],
    confidence: float = 0.95,
    progress: Progress | None = None,
) -> list[Earthwork | None]:
    """Figures inside each of ``outlines`` (CRS of the raster), by the centres of cells; None where nothing is seen.

    ``difference``: AFTER − BEFORE in m; with the second band (level of detection) and tags of :mod:`.elevation`, or
    without, when errors are estimated from the raster itself. ``confidence`` of the intervals of volumes.
    """
    progress = progress or Silent()
    if not outlines:
        return []
    with Raster(difference, "DIFFERENCE") as raster:
        raster.grid.require_metres(raster.name)
        places = _Places(raster, outlines)
        return places.each(lambda number: places.measure(number, confidence), progress)


def standing_out(
    difference: str, outlines: list[shapely.Geometry], min_area_m2: float, progress: Progress | None = None
) -> list[shapely.Polygon]:
    """Outlines (CRS of the raster) of the fills and cuts that stand out from the ground around ``outlines``.

    Errors correlated over tens of metres make whole slopes rise a little, and join what stands on them. Levelled on its
    ring, a place falls into the parts that stand out by themselves, and each of these is levelled again.
    """
    progress = progress or Silent()
    with Raster(difference, "DIFFERENCE") as raster:
        raster.grid.require_metres(raster.name)
        least = min_area_m2 / raster.grid.crs.linear_units_factor[1] ** 2
        for turn in range(_TURNS):
            places = _Places(raster, outlines)
            part = Part(progress, turn / _TURNS, (turn + 1) / _TURNS)
            found = places.each(lambda number, places=places: places.standing_out(number, least), part)
            outlines = [piece for pieces in found for piece in pieces]
    return outlines


@dataclass(frozen=True)
class _View:
    """Cells around a place, every ``step``-th: height difference (NaN no data), σ, inside the outline, inside others."""

    height: np.ndarray
    sigma: np.ndarray
    inside: np.ndarray
    others: np.ndarray
    cell_m: tuple[float, float]
    step: int
    transform: Affine

    @property
    def cell_area_m2(self) -> float:
        return self.cell_m[0] * self.cell_m[1]

    def points(self, mask: np.ndarray) -> np.ndarray:
        """Centres of the cells of ``mask`` in m, (n, 2)."""
        rows, columns = np.nonzero(mask)
        return np.column_stack([columns * self.cell_m[0], rows * self.cell_m[1]])


@dataclass(frozen=True)
class _Levelled:
    """A place levelled on its ring: what is left of the difference, which cells are seen, rose and sank.

    ``rougher``: how many times more its ring scatters than the model says; ``reference``: the ring's cells in m, None
    where too few were seen.
    """

    view: _View
    change: np.ndarray
    seen: np.ndarray
    fill: np.ndarray
    cut: np.ndarray
    level: float
    rougher: float
    reference: np.ndarray | None
    seen_share: float


class _Places:
    """Outlines on a difference of heights; may be asked by several threads at a time.

    GEOS keeps what it finds out about a geometry inside it, unguarded: one thread at a time asks for more than coordinates.
    """

    def __init__(self, raster: Raster, outlines: list[shapely.Geometry]):
        self._grid, self._outlines = raster.grid, outlines
        self._source = functools.partial(Raster, raster.path, raster.name)
        # The large ones are neighbours of many.
        self._as_json = functools.lru_cache(_KEPT_OUTLINES)(lambda number: as_json(outlines[number]))
        self._tree, self._asking = shapely.STRtree(outlines), threading.Lock()
        metres = raster.grid.crs.linear_units_factor[1]
        self._cell_m = tuple(size * metres for size in raster.grid.cell_size)
        model = ErrorModel.from_tags(raster.tags)
        self._model = model or ErrorModel.of_raster(raster)
        self._detection = quantile(float(raster.tags.get("CONFIDENCE", 0.95))) if model else quantile(0.95)
        self._with_lod = model is not None and raster.count >= 2

    def each(self, work: Callable[[int], Found], progress: Progress) -> list[Found]:
        """``work`` of the number of each place, in their order."""
        if not len(self._outlines):
            return []
        reach = 2 * (_WIDER[-1] * max(RING_M, _RING_CELLS * max(self._cell_m)) / np.array(self._cell_m) + 3)
        west, south, east, north = shapely.bounds(self._outlines).T
        width, height = self._grid.cell_size
        cells = ((east - west) / width + reach[0]) * ((north - south) / height + reach[1])
        together = (cells > _SMALL_CELLS) & (cells <= _LARGE_CELLS)
        # By neighbourhood: what the raster had to decode for one serves the next.
        order = np.lexsort((west // (_NEAR_CELLS * width), -north // (_NEAR_CELLS * height)))
        share = 1 - together.mean()

        def some(numbers: list[int], watch: Progress) -> list[Found]:
            found = []
            with environment():  # else every step would enter one of its own
                for number in numbers:
                    check_cancelled(watch)
                    found.append(work(number))
            return found

        found: dict[int, Found] = {}
        for numbers, workers, part in (
            (order[~together[order]].tolist(), 1, Part(progress, 0, share)),
            (order[together[order]].tolist(), None, Part(progress, share, 1)),
        ):
            groups = [numbers[start : start + _TOGETHER] for start in range(0, len(numbers), _TOGETHER)]
            for group, results in zip(groups, run_units(some, groups, part, len(groups), workers)):
                found |= zip(group, results)
        return [found[number] for number in range(len(cells))]

    def measure(self, number: int, confidence: float) -> Earthwork | None:
        ground = self._levelled(number)
        return None if ground is None else self._figures(ground, confidence)

    def standing_out(self, number: int, least: float) -> list[shapely.Polygon]:
        """Outlines of the connected fill, and cut, of ``least`` (square map units) and more, inside a place, once it is
        levelled."""
        ground = self._levelled(number)
        if ground is None:
            return []
        found = []
        transform = ground.view.transform
        least_cells = (least - 1e-6) / (transform.a * -transform.e)
        for moved in (ground.fill, ground.cut):
            labels, _ = ndimage.label(moved)
            large = np.bincount(labels.ravel()) >= least_cells
            large[0] = False
            if not large.any():  # the most usual, and outlines take long
                continue
            mask = large[labels]
            pieces = shapes(mask.astype(np.uint8), mask=mask, connectivity=4, transform=transform)
            found += [shapely.geometry.shape(piece) for piece, _ in pieces]
        return found

    def _levelled(self, number: int) -> _Levelled | None:
        """A place and its ring, widened until enough of it is seen; None where nothing of the place is."""
        outline = self._outlines[number]
        for wider in _WIDER:
            ring_m = wider * max(RING_M, _RING_CELLS * max(self._cell_m))
            view = self._look(number, ring_m)
            if view is None or not (view.inside & np.isfinite(view.height)).any():
                return None
            ring = self._ring(view, ring_m)
            if ring.sum() >= _LEAST_RING:
                break
        seen = view.inside & np.isfinite(view.height)
        expected = outline.area / (self._grid.transform.a * -self._grid.transform.e) / view.step**2
        share = min(1.0, float(seen.sum() / max(1, view.inside.sum(), round(expected))))
        level, rougher, reference = 0.0, 1.0, None
        if ring.sum() >= _LEAST_RING:
            around = view.height[ring]
            # A steep or wooded slope scatters more than its like elsewhere: then so will the place itself.
            scatter = self._model.scatter(view.points(ring))
            rougher = max(1.0, nmad(around / view.sigma[ring]) / scatter) if scatter > 0 else 1.0
            kept = np.abs(around - np.median(around)) <= rougher * self._detection * view.sigma[ring]
            level = float(around[kept].mean(dtype=np.float64))
            reference = view.points(ring)[kept]
        change = view.height - np.float32(level)
        lod = np.float32(self._detection) * view.sigma
        fill, cut = _coherent(change >= lod, seen), _coherent(change <= -lod, seen)
        fill, cut = fill & ~(cut & (change < 0)), cut & ~(fill & (change >= 0))
        return _Levelled(view, change, seen, fill, cut, level, rougher, reference, share)

    def _look(self, number: int, ring_m: float) -> _View | None:
        outline, grid = self._outlines[number], self._grid
        margin = [math.ceil(ring_m / cell) + 3 for cell in self._cell_m]
        west, south, east, north = outline.bounds
        left, top = ~grid.transform * (west, north)
        right, bottom = ~grid.transform * (east, south)
        column, row = max(0, math.floor(left) - margin[0]), max(0, math.floor(top) - margin[1])
        last_column = min(grid.width, math.ceil(right) + margin[0])
        last_row = min(grid.height, math.ceil(bottom) + margin[1])
        if last_column <= column or last_row <= row:
            return None
        window = Window(column, row, last_column - column, last_row - row)
        step = max(1, math.ceil(math.sqrt(window.width * window.height / _MOST_CELLS)))
        height, sigma = self._read(window, step)
        seen_grid = grid.crop(window)
        transform = seen_grid.transform * seen_grid.transform.scale(step)
        own = self._as_json(number)
        inside = _burnt([own], height.shape, transform, small=own)
        around = shapely.box(*seen_grid.bounds)
        with self._asking:
            near = self._tree.query(around, predicate="intersects")
        others = [self._as_json(i) for i in near.tolist() if i != number]
        return _View(
            height,
            sigma,
            inside,
            _burnt(others, height.shape, transform),
            (self._cell_m[0] * step, self._cell_m[1] * step),
            step,
            transform,
        )

    def _read(self, window: Window, step: int) -> tuple[np.ndarray, np.ndarray]:
        """Differences (NaN no data) and σ in ``window``, every ``step``-th row and column, read by strips."""
        raster, parts = opened(self._source), []
        rows = max(step, _MOST_CELLS // int(window.width) // step * step)
        for start in range(0, int(window.height), rows):
            strip = Window(window.col_off, window.row_off + start, window.width, min(rows, window.height - start))
            data = raster.read(strip, [1, 2] if self._with_lod else [1])
            valid = raster.valid(data[:1], strip)
            data = data[:, ::step, ::step]
            height = np.where(valid[::step, ::step], data[0], np.float32(np.nan)).astype(np.float32)
            if self._with_lod:
                sigma = data[1] / np.float32(self._detection)
            else:
                sigma = np.full(height.shape, self._model.sigmas_m[0], np.float32)
            parts.append((height, sigma))
        return tuple(np.concatenate(layers) for layers in zip(*parts))

    @staticmethod
    def _ring(view: _View, ring_m: float) -> np.ndarray:
        """Cells with data around the place, beside the cells that touch it and outside other outlines."""
        cells = view.cell_m
        away = ndimage.distance_transform_edt(~view.inside, sampling=(cells[1], cells[0]))
        gap = _GAP_CELLS * max(cells)
        return (away > gap) & (away <= gap + ring_m) & np.isfinite(view.height) & ~view.others

    def _figures(self, ground: _Levelled, confidence: float) -> Earthwork:
        view, change, seen, fill, cut = ground.view, ground.change, ground.seen, ground.fill, ground.cut
        model, levelled = self._model, ground.reference is not None
        sigma = float(np.median(view.sigma[seen]))
        lod = self._detection * view.sigma

        def sd_of_mean(mask: np.ndarray) -> float:
            variance = (ground.rougher * sigma) ** 2 * model.variance_of_mean(view.points(mask), ground.reference)
            return math.sqrt(variance + (0.0 if levelled else model.systematic_m**2))

        mean, mean_sd = float(change[seen].mean(dtype=np.float64)), sd_of_mean(seen)

        # Where a place on the whole went one way only, what lies below the level of detection belongs to it; not where
        # only a corner stands out, which is the edge of a neighbour.
        sure, least = quantile(confidence) * mean_sd, _WHOLE * seen.sum()
        risen = seen if fill.sum() >= least and not cut.any() and mean > sure else fill
        sunk = seen if cut.sum() >= least and not fill.any() and -mean > sure else cut

        def volume(mask: np.ndarray, sign: int) -> tuple[float, tuple[float, float]]:
            if not mask.any():
                return 0.0, (0.0, 0.0)
            area = float(mask.sum()) * view.cell_area_m2
            middle = sign * float(change[mask].mean(dtype=np.float64)) * area
            # Which cells along the edge belong to it is decided by heights as uncertain as the rest.
            edge = mask & ~ndimage.binary_erosion(mask)
            of_edge = _EDGE * float(lod[edge].sum(dtype=np.float64)) * view.cell_area_m2
            reach = quantile(confidence) * math.hypot(sd_of_mean(mask) * area, of_edge)
            return middle, (max(0.0, middle - reach), middle + reach)

        smooth = _smooth(change, seen)

        def highest(mask: np.ndarray, sign: int) -> float:
            if not mask.any():
                return 0.0
            # Averaged with the ground beside it, a narrow strip would come out lower than it is on the mean.
            return max(
                0.0, float(np.percentile(sign * smooth[mask], 95)), sign * float(change[mask].mean(dtype=np.float64))
            )

        fill_volume, fill_interval = volume(risen, 1)
        cut_volume, cut_interval = volume(sunk, -1)
        area_30cm, area_interval = _area_over_30cm(np.abs(change), view, risen | sunk, provable(sigma, confidence))
        return Earthwork(
            fill_area_m2=float(risen.sum()) * view.cell_area_m2,
            cut_area_m2=float(sunk.sum()) * view.cell_area_m2,
            fill_height_m=highest(risen, 1),
            cut_depth_m=highest(sunk, -1),
            fill_volume_m3=fill_volume,
            fill_volume_interval_m3=fill_interval,
            cut_volume_m3=cut_volume,
            cut_volume_interval_m3=cut_interval,
            area_30cm_m2=area_30cm,
            area_30cm_interval_m2=area_interval,
            provable_thickness_m=provable(sigma, confidence),
            provable_mean_m=provable(mean_sd, confidence),
            mean_height_m=mean,
            mean_height_sd_m=mean_sd,
            level_m=ground.level,
            levelled=levelled,
            seen_share=ground.seen_share,
        )


def _burnt(outlines: list, shape: tuple[int, int], transform, small: object = None) -> np.ndarray:
    """Cells whose centre lies in one of ``outlines``; where ``small`` holds no centre, the cells it touches."""
    if not outlines:
        return np.zeros(shape, bool)
    burnt = rasterize(outlines, shape, transform=transform, dtype="uint8").astype(bool)
    if small is not None and not burnt.any():
        burnt = rasterize([small], shape, transform=transform, all_touched=True, dtype="uint8").astype(bool)
    return burnt


def _coherent(beyond: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Cells beyond their level of detection without specks, and with the gaps between them.

    One cell in forty is beyond it by chance, on either side; four in a square hardly ever are, and narrow necks join
    what does not belong together.
    """
    mask = beyond & seen
    cells = seen.sum()
    if cells >= _CLEAN_BY_2:
        mask = ndimage.binary_opening(mask, np.ones((3, 3) if cells >= _CLEAN_BY_3 else (2, 2), bool))
    return ndimage.binary_closing(np.pad(mask, 1), np.ones((3, 3), bool))[1:-1, 1:-1] & seen


def _smooth(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Means over the valid of 3 × 3 cells."""
    total = ndimage.uniform_filter(np.where(valid, values, 0).astype(np.float32), 3, mode="constant")
    weight = ndimage.uniform_filter(valid.astype(np.float32), 3, mode="constant")
    return total / np.maximum(weight, 1 / 18)


def _area_over_30cm(size: np.ndarray, view: _View, moved: np.ndarray, thickness_m: float):
    """Area changed by more than 30 cm, None where it cannot be told, and the least and the most it may be.

    A cell is surely over, or surely under, where chance errors would have to be larger than in one of twenty cells.
    """
    doubt = _ONE_SIDED * view.sigma
    area = view.cell_area_m2
    low = float((moved & (size >= LAW_M + doubt)).sum()) * area
    high = float((moved & (size >= LAW_M - doubt)).sum()) * area
    if high == 0 and thickness_m <= LAW_M:
        return 0.0, (0.0, 0.0)
    if high == 0 or high - low > _TOLD * high:
        return None, (low, high)
    return float((moved & (size >= LAW_M)).sum()) * area, (low, high)
