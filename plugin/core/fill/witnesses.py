"""The witnesses of a change: optics, radar and elevation, each a set of rasters of one run.

A witness tells three things of a place: how much of it it saw at all, how strongly what it saw speaks of moved earth
(its *reading*), and in which interval the change came. Where it holds no data it says nothing: that is unknown, not
unchanged.
"""

from __future__ import annotations

import contextlib
import math
import os
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely
from scipy import ndimage
from scipy.special import gammainccinv

from ..change.masks import grow
from ..change.objects import CODES, ChangeObject, change_objects
from ..errors import InputError
from ..grid import Grid
from ..outlines import cells_beyond, strips
from ..raster import BLOCK_SIZE, Raster, RasterWriter, publish
from ..tasks import Part, Progress, Silent, check_cancelled, run_ordered
from ..text import QT_TRANSLATE_NOOP

OPTICAL, SAR, ELEVATION = "optical", "sar", "elevation"
WITNESSES = (OPTICAL, SAR, ELEVATION)

_WINDOW_M = {SAR: 30.0, ELEVATION: 10.0}
"""Edge of the window that decides whether a cell belongs to an object. Radar: its resolution and a little more.
Elevation: what an earthwork of 300 m² fills and the white noise of cells does not."""
_CHANCE = 1e-5
"""Chance that a window of unchanged radar cells is taken for change: a few windows in a scene of 25 km² at 10 m."""
_SIGNIFICANCE = 0.01  # of a radar run that does not say which it used
_MOST = 5.0  # times the threshold: one glint must not speak for its neighbours
_BINS = 200  # of a histogram of scores, 0–1


@dataclass(frozen=True)
class WitnessFiles:
    """Rasters of one run of a change detection.

    ``score`` 0–1 (NaN not seen); ``change`` its codes (not for elevation); ``soil`` the gain of bare soil (optics);
    ``first_change`` the interval of the change, ``last_unchanged`` the last date clear without it (series);
    ``difference`` heights in m (elevation). All lie on the same cells.
    """

    score: str
    change: str | None = None
    soil: str | None = None
    first_change: str | None = None
    last_unchanged: str | None = None
    difference: str | None = None


@dataclass
class Sample:
    """What a witness holds inside an outline.

    ``seen`` share of the cells with data; ``cells`` flagged ones by code of CHANGE (6,), for elevation all under 1;
    ``score`` mean and ``score_max`` over the flagged, ``soil`` mean over them; ``upper`` the score a quarter of the seen
    cells exceed; ``strength`` mean over the seen of s/(1 − s), how many times the threshold was reached, ``_MOST`` at
    most; ``first`` and ``unchanged`` flagged cells by interval and by last date without the change (256,).
    """

    total: int
    seen_cells: int
    cells: np.ndarray
    score: float
    score_max: float
    soil: float
    upper: float
    strength: float
    first: np.ndarray = field(default_factory=lambda: np.zeros(256, np.int64))
    unchanged: np.ndarray = field(default_factory=lambda: np.zeros(256, np.int64))

    @property
    def seen(self) -> float:
        return self.seen_cells / self.total if self.total else 0.0

    @property
    def flagged(self) -> float:
        """Share of the seen cells that changed."""
        return float(self.cells.sum()) / self.seen_cells if self.seen_cells else 0.0


class Witness:
    """A witness opened for questions; use it with ``with``.

    ``dates`` are those of its stack (tag DATES), empty for a pair. Raises :class:`InputError` where its rasters do not
    belong together or areas on them would not be square metres.
    """

    def __init__(self, name: str, files: WitnessFiles):
        self.name, self.files = name, files
        with contextlib.ExitStack() as stack:
            self._score = stack.enter_context(Raster(files.score))
            self.grid = self._score.grid
            self.grid.require_metres(self._score.name)
            others = [
                stack.enter_context(Raster(path)) if path else None
                for path in (files.change, files.soil, files.first_change, files.last_unchanged)
            ]
            self._change, self._soil, self._first, self._unchanged = others
            for other in others:
                if other is not None and not self._on_same_cells(other.grid):
                    raise InputError(
                        QT_TRANSLATE_NOOP(
                            "SoraNoMe",
                            "{name} and {other} do not lie on the same cells. Choose the results of one and the same run.",
                        ),
                        name=self._score.name,
                        other=other.name,
                    )
            self._stack = stack.pop_all()
        self.dates = [day for day in (self._first.tags.get("DATES", "") if self._first else "").split(",") if day]

    def __enter__(self) -> Witness:
        return self

    def __exit__(self, *_) -> None:
        self._stack.close()

    def _on_same_cells(self, grid: Grid) -> bool:
        return self.grid.same_cells(grid) and self.grid.shape == grid.shape

    @property
    def cell_m(self) -> float:
        return math.sqrt(self.grid.cell_area_m2)

    @property
    def reach_m(self) -> float:
        """Half the window that decides whether a cell belongs to an object."""
        return _WINDOW_M.get(self.name, 0.0) / 2

    def objects(
        self, folder: str, min_area_m2: float, least_cells: int, progress: Progress | None = None
    ) -> list[ChangeObject]:
        """Connected changed places; scratch files go to ``folder``."""
        progress = progress or Silent()
        if self.name == OPTICAL:
            return change_objects(
                self.files.score, self.files.change, self.files.soil, min_area_m2, least_cells, progress=progress
            )[0]
        cleaned = str(Path(folder) / f"{self.name}.tif")
        self._clean(cleaned, Part(progress, 0, 0.5))
        found = change_objects(
            self.files.score, cleaned, None, min_area_m2, least_cells, progress=Part(progress, 0.5, 1)
        )[0]
        os.unlink(cleaned)
        return found

    def _clean(self, path: str, progress: Progress, block_size: int = BLOCK_SIZE) -> None:
        """Write 1 where the window around a cell changed, 0 elsewhere, 255 not seen.

        Elevation: at least half the seen cells of the window are flagged. Radar: their p-values together (Fisher 1925,
        −Σ ln p is gamma distributed) have a chance below :data:`_CHANCE`; single cells of a few looks say little, and
        a place changed all over says it with each of them. A score is z/(z + z_α), z = −log p, so that z is known.
        """
        reach = max(1, round(_WINDOW_M[self.name] / self.cell_m / 2 - 0.5))
        ones = np.ones(2 * reach + 1)
        unit = -math.log(float(self._score.tags.get("SIGNIFICANCE", _SIGNIFICANCE)))
        needed = np.full(len(ones) ** 2 + 1, np.inf)
        needed[1:] = _needed(np.arange(1, len(needed)), self._score.tags.get("SPECKLE_FILTER", "none")) / unit

        def total(layer: np.ndarray) -> np.ndarray:
            along = ndimage.convolve1d(layer.astype(np.float64), ones, 0, mode="constant")
            return ndimage.convolve1d(along, ones, 1, mode="constant")

        def clean(item):
            window, score, inner = item
            valid = np.isfinite(score)
            seen = np.rint(total(valid)).astype(int)
            score = np.where(valid, score, np.float32(0))
            if self.name == SAR:
                changed = total(_times_threshold(score)) >= needed[seen]
            else:
                changed = 2 * np.rint(total(score >= 0.5)) >= seen
            cleaned = np.where(valid, changed, 255).astype(np.uint8)
            return window, cleaned[inner]

        def windows():
            for window in self.grid.blocks(block_size):
                grown, inner = grow(window, reach, self.grid)
                yield window, self._score.read(grown)[0], inner

        with RasterWriter(path, self.grid, "uint8", nodata=255) as writer:
            for window, cleaned in run_ordered(clean, windows(), progress, self.grid.block_count(block_size)):
                writer.write(cleaned, window)
            check_cancelled(progress)
            publish(writer)

    def sample(self, outline: shapely.Geometry) -> Sample:
        """What lies inside ``outline`` (in this witness's CRS), by the centres of cells."""
        cells, histogram = np.zeros(CODES, np.int64), np.zeros(_BINS, np.int64)
        dates = {raster: np.zeros(256, np.int64) for raster in (self._first, self._unchanged)}
        total = seen = soil_cells = 0
        score_sum = score_max = soil_sum = strength = 0.0
        for window, inside in strips(self.grid, outline):
            score = self._score.read(window)[0]
            total += int(inside.sum())
            known = inside & np.isfinite(score)
            values = score[known]
            seen += len(values)
            histogram += np.histogram(values, _BINS, (0, 1))[0]
            strength += float(_times_threshold(values).sum(dtype=np.float64))
            flagged = values >= 0.5
            codes = self._change.read(window)[0][known][flagged] if self._change else np.ones(flagged.sum(), np.uint8)
            cells += np.bincount(codes[codes < CODES], minlength=CODES)
            score_sum += float(values[flagged].sum(dtype=np.float64))
            score_max = max(score_max, float(values[flagged].max(initial=0)))
            if self._soil:
                soil = self._soil.read(window)[0][known][flagged]
                soil = soil[np.isfinite(soil)]
                soil_sum += float(soil.sum(dtype=np.float64))
                soil_cells += len(soil)
            for raster in filter(None, dates):
                dates[raster] += np.bincount(raster.read(window)[0][known][flagged], minlength=256)
        changed = int(cells.sum())
        return Sample(
            total + cells_beyond(self.grid, outline, total),
            seen,
            cells,
            score_sum / changed if changed else 0.0,
            score_max,
            soil_sum / soil_cells if soil_cells else math.nan,
            _exceeded_by_a_quarter(histogram),
            strength / seen if seen else 0.0,
            *(np.concatenate([[0], dates[key][1:255], [0]]) for key in (self._first, self._unchanged)),
        )


def _needed(cells: np.ndarray, speckle_filter: str) -> np.ndarray:
    """−Σ ln p that so many p-values reach with a chance of :data:`_CHANCE`.

    A filter that averages 3 × 3 cells leaves fewer independent ones: those of a square two cells wider, in nines.
    """
    independent = cells if speckle_filter == "none" else (np.sqrt(cells) + 2) ** 2 / 9
    return gammainccinv(independent, _CHANCE) * cells / independent


def _times_threshold(score: np.ndarray) -> np.ndarray:
    return score / np.maximum(1 - score, np.float32(1 / (1 + _MOST)))


def _exceeded_by_a_quarter(histogram: np.ndarray) -> float:
    total = histogram.sum()
    if total == 0:
        return 0.0
    bin_ = int(np.searchsorted(np.cumsum(histogram), 0.75 * total))
    return (bin_ + 0.5) / _BINS
