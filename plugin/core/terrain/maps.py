"""Maps that show the shape of the ground, block by block from an elevation model."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rasterio.windows import Window

from ..checkpoint import checkpoint
from ..errors import InputError
from ..files import refuse_overwriting
from ..grid import Grid
from ..heights import height_scale
from ..raster import Raster, RasterWriter, publish
from ..tasks import Part, Progress, Silent, check_cancelled, opened, run_units
from ..text import QT_TRANSLATE_NOOP, Message
from . import csmap, openness
from .relief import relief

if TYPE_CHECKING:
    from ..cluster import Cluster

KINDS = ("hillshade", "slope", "curvature", "openness", "csmap")
DTM_NAME = QT_TRANSLATE_NOOP("SoraNoMe", "The elevation model")
BLOCK_SIZE = 1024  # cells; openness needs a wide margin around each

_FORMATS = {  # dtype, bands, nodata
    "hillshade": ("uint8", 1, 0),
    "slope": ("float32", 1, math.nan),
    "curvature": ("float32", 1, math.nan),
    "openness": ("float32", 1, math.nan),
    "csmap": ("uint8", 3, 0),
}
_MOST_CELLS = 1000  # of a radius
_LOWEST_M, _HIGHEST_M = -500.0, 9000.0


@dataclass(frozen=True)
class Options:
    """How maps are drawn. ``azimuth_deg`` None: light from several sides. ``radius_m``: of smoothing before curvature."""

    azimuth_deg: float | None = None
    altitude_deg: float = 45.0
    exaggeration: float = 1.0
    radius_m: float = csmap.RADIUS_M
    strength: float = 1.0
    openness_radius_m: float = 50.0
    unit: str = "auto"


@dataclass
class TerrainMaps:
    """How a drawing went. ``known``: cells with a height."""

    grid: Grid
    known: int = 0
    notes: list[Message] = field(default_factory=list)


def draw(
    dtm: str,
    outputs: dict[str, str],
    options: Options | None = None,
    progress: Progress | None = None,
    block_size: int = BLOCK_SIZE,
    workers: int | None = None,
    cluster: Cluster | None = None,
) -> TerrainMaps:
    """Draw the maps of ``outputs`` (one of :data:`KINDS` → path) of the model ``dtm``, all of them or none.

    Blocks that are drawn are kept until all are, so that a run that was stopped goes on behind them. Raises
    :class:`InputError` where that is in degrees or no model of heights, or a radius is absurd for its cells.
    """
    options, progress = options or Options(), progress or Silent()
    refuse_overwriting([dtm], outputs.values())
    with contextlib.ExitStack() as stack:
        raster = stack.enter_context(Raster(dtm, Message(DTM_NAME)))
        raster.grid.require_metres(raster.name)
        if raster.count != 1:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name} has {count} bands; an elevation model has one. Choose the file of heights."
                ),
                name=raster.name,
                count=raster.count,
            )
        model = _Model(dtm, options, tuple(kind for kind in KINDS if kind in outputs))
        ground = _Ground(raster, options, model.kinds)
        found = TerrainMaps(raster.grid)
        if np.issubdtype(np.dtype(raster.dtype), np.integer):
            text = QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The heights are whole numbers: their steps show in the maps as lines along the contours. Use a model with "
                "decimals.",
            )
            found.notes.append(Message(text))
        result = outputs[model.kinds[0]]
        if cluster is not None:
            cluster.require_shared(Path(result).parent, raster.files)
        kept = stack.enter_context(checkpoint(result, raster.files, (options, model.kinds, block_size), progress))
        writers = {
            kind: stack.enter_context(_writer(path, kind, raster.grid, ground)) for kind, path in outputs.items()
        }
        windows = list(raster.grid.blocks(block_size))
        share = Part(progress, 0, 0.85)  # the rest goes into finishing the files
        drawn = run_units(_Drawing(model), windows, share, len(windows), workers, cluster, kept.step("maps"))
        with contextlib.closing(drawn):
            for window, (known, *maps) in zip(windows, drawn):
                found.known += int(known)
                for kind, cells in zip(model.kinds, maps):
                    writers[kind].write(cells, window)
        if found.known == 0:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} ({path}) holds no heights at all. Check its value of no data, or choose another file.",
                ),
                name=raster.name,
                path=raster.path,
            )
        publish(*writers.values())
    progress.report(1)
    return found


def _writer(path: str, kind: str, grid: Grid, ground: _Ground) -> RasterWriter:
    dtype, count, nodata = _FORMATS[kind]
    names = ["red", "green", "blue"] if count == 3 else [kind]
    return RasterWriter(path, grid, dtype, count, nodata, names, ground.tags(kind))


@dataclass(frozen=True)
class _Model:
    """Opens an elevation model to draw maps of ``kinds``."""

    dtm: str
    options: Options
    kinds: tuple[str, ...]

    @contextlib.contextmanager
    def __call__(self) -> Iterator[_Ground]:
        with Raster(self.dtm, Message(DTM_NAME)) as raster:
            yield _Ground(raster, self.options, self.kinds)


@dataclass(frozen=True)
class _Drawing:
    """The work on a block: how many of its cells have a height, and its maps in the order of their kinds."""

    model: _Model

    def __call__(self, window: Window, watch: Progress) -> tuple:
        check_cancelled(watch)
        ground = opened(self.model)
        known, maps = ground.draw(ground.heights(window))
        return known, *(maps[kind] for kind in self.model.kinds)


class _Ground:
    """The elevation model as blocks with margins, and the maps of a block."""

    def __init__(self, raster: Raster, options: Options, kinds):
        self._raster, self._options, self._kinds = raster, options, frozenset(kinds)
        metres = raster.grid.crs.linear_units_factor[1]
        self._cell_m = tuple(size * metres for size in raster.grid.cell_size)
        self._scale = height_scale(raster, options.unit)
        self._limits = csmap.limits(self._cell_m, options.radius_m, options.strength)
        bent = self._kinds & {"curvature", "csmap"}
        self._refuse(options.radius_m if bent else 0.0)
        self._refuse(options.openness_radius_m if "openness" in self._kinds else 0.0)
        self._bend_margin = csmap.reach(self._cell_m, options.radius_m) if bent else 1
        self._sky_margin = openness.reach(self._cell_m, options.openness_radius_m) if "openness" in self._kinds else 1
        if self._sky_margin < 1:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} has cells of {cell} m: within a radius of {radius} m there is nothing to see. Give a larger "
                    "radius of openness.",
                ),
                name=raster.name,
                cell=f"{max(self._cell_m):g}",
                radius=f"{options.openness_radius_m:g}",
            )
        self._margin = max(self._bend_margin, self._sky_margin, 1)

    def _refuse(self, radius_m: float) -> None:
        if radius_m > _MOST_CELLS * min(self._cell_m):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "A radius of {radius} m is more than {most} cells ({cell} m) of {name}. Give a smaller radius, or a "
                    "coarser model.",
                ),
                name=self._raster.name,
                radius=f"{radius_m:g}",
                most=_MOST_CELLS,
                cell=f"{min(self._cell_m):g}",
            )

    def tags(self, kind: str) -> dict[str, str]:
        """What a map was drawn with, kept in its file."""
        options = self._options
        told = {"METHOD": kind}
        if kind == "hillshade":
            light = "225, 270, 315, 360" if options.azimuth_deg is None else f"{options.azimuth_deg:g}"
            told |= {
                "AZIMUTH": light,
                "ALTITUDE": f"{options.altitude_deg:g}",
                "EXAGGERATION": f"{options.exaggeration:g}",
            }
        if kind in ("curvature", "csmap"):
            told["RADIUS_M"] = f"{options.radius_m:g}"
        if kind == "csmap":
            told |= {"CURVATURE_LIMIT": f"{self._limits[0]:.4g}", "SLOPE_LIMIT": f"{self._limits[1]:.4g}"}
        if kind == "openness":
            told["RADIUS_M"] = f"{options.openness_radius_m:g}"
        return told

    def heights(self, window: Window) -> np.ndarray:
        """The heights (float32, m; NaN unknown) of a window with a margin all around."""
        grid = self._raster.grid
        heights = np.full((window.height + 2 * self._margin, window.width + 2 * self._margin), np.nan, np.float32)
        top, left = window.row_off - self._margin, window.col_off - self._margin
        row, column = max(0, top), max(0, left)
        bottom = min(grid.height, window.row_off + window.height + self._margin)
        right = min(grid.width, window.col_off + window.width + self._margin)
        wide = Window(column, row, right - column, bottom - row)
        cells, valid = self._raster.read_valid(wide, [1])
        read = cells[0].astype(np.float32)
        read[~valid] = np.nan
        if self._scale != 1:
            read *= np.float32(self._scale)
        self._refuse_impossible(read)
        heights[row - top : bottom - top, column - left : right - left] = read
        return heights

    def _refuse_impossible(self, heights: np.ndarray) -> None:
        """A value of no data that the file does not declare would be a cliff in every map."""
        known = heights[np.isfinite(heights)]
        if not known.size:
            return
        low, high = float(known.min()), float(known.max())
        if low < _LOWEST_M or high > _HIGHEST_M:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} ({path}) holds heights of {low} to {high} m, which no ground has. If one of them means no data, "
                    "declare it in the file.",
                ),
                name=self._raster.name,
                path=self._raster.path,
                low=f"{low:g}",
                high=f"{high:g}",
            )

    def draw(self, heights: np.ndarray) -> tuple[int, dict[str, np.ndarray]]:
        """How many cells of a block have a height, and its maps by kind."""
        options = self._options
        slope, shade = relief(
            self._inner(heights, 1), self._cell_m, options.azimuth_deg, options.altitude_deg, options.exaggeration
        )
        known = int(np.count_nonzero(shade))
        maps = {"slope": slope, "hillshade": shade}
        if self._kinds & {"curvature", "csmap"}:
            around = self._inner(heights, self._bend_margin)
            maps["curvature"] = csmap.curvature(around, self._cell_m, options.radius_m, self._bend_margin)
            if "csmap" in self._kinds:
                maps["csmap"] = csmap.colours(maps["curvature"], slope, *self._limits)
        if "openness" in self._kinds:
            around = self._inner(heights, self._sky_margin)
            maps["openness"] = openness.openness(around, self._cell_m, options.openness_radius_m, self._sky_margin)
        return known, {kind: cells for kind, cells in maps.items() if kind in self._kinds}

    def _inner(self, heights: np.ndarray, margin: int) -> np.ndarray:
        """A block with no more margin than asked for."""
        cut = self._margin - margin
        return heights[cut : heights.shape[0] - cut, cut : heights.shape[1] - cut]
