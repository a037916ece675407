"""What coverage holes are found from: carriers with their rasters and published areas, measurements, lists of places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.windows import Window

from ...errors import InputError
from ...grid import Grid
from ...raster import Raster
from ...text import QT_TRANSLATE_NOOP
from ..measuring.carriers import carrier_name, plain
from ..tags import CARRIER_TAG, QUANTITY_TAG, THRESHOLD_TAG
from .states import EITHER, NO, RULES, UNKNOWN, YES

_STRONGEST_DBM = 60.0  # a kilowatt: what lies above is no received power
_MOST_CELLS = 4_000_000_000
_HAIR = 0.01


@dataclass(frozen=True)
class Rules:
    """How a place is judged; see the guide for the sources of the defaults."""

    threshold_dbm: float
    min_probability: float = 0.9
    measured_threshold_dbm: float | None = None  # None: the same
    min_samples: int = 1
    bad_share: float = 0.5
    sample_cell_m: float = 50.0
    disagreement: str = EITHER
    outside_published: int = NO  # or UNKNOWN: what lies outside a carrier's published areas
    min_area_m2: float = 0.0

    def __post_init__(self):
        if self.disagreement not in RULES:
            raise ValueError(self.disagreement)

    @property
    def sample_threshold_dbm(self) -> float:
        return self.threshold_dbm if self.measured_threshold_dbm is None else self.measured_threshold_dbm


@dataclass
class Carrier:
    """Rasters (paths) and published areas (polygons in the grid's CRS; None: not given) of one carrier."""

    name: str
    signals: list[str] = field(default_factory=list)
    probabilities: list[str] = field(default_factory=list)
    areas: list[shapely.Geometry] | None = None

    @property
    def rasters(self) -> list[str]:
        return [*self.signals, *self.probabilities]


@dataclass(frozen=True)
class Samples:
    """Measurements (n,): place in the grid's CRS, dBm (NaN unknown), carrier, in service (1 yes, 0 no, -1 unknown)."""

    x: np.ndarray
    y: np.ndarray
    signal_dbm: np.ndarray
    carrier: list[str]
    in_service: np.ndarray

    def bad(self, threshold_dbm: float) -> np.ndarray:
        """Out of service, or weaker than the threshold."""
        with np.errstate(invalid="ignore"):
            return (self.in_service == 0) | (self.signal_dbm < threshold_dbm)

    @property
    def usable(self) -> np.ndarray:
        return np.isfinite(self.signal_dbm) | (self.in_service >= 0)


def same_name(name: str) -> str:
    """What a carrier is told apart by, however its name is written."""
    return plain(carrier_name(name))


def carriers_of(signals: Sequence[str], probabilities: Sequence[str], names: Sequence[str]) -> list[Carrier]:
    """Carriers of rasters. ``names`` go with ``signals`` (with ``probabilities`` where there are no signals), in order;
    where there are none, the rasters' tag tells, else the file's name; a single raster without a tag has no name.

    Probabilities go with the signals by their own names, or, where they have none or signals were named otherwise, in
    their order, as many as there are signals.
    """
    first = list(signals) or list(probabilities)
    names = [name.strip() for name in names if name.strip()]
    if names and len(names) != len(first):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "CARRIERS names {names} carriers, but there are {rasters} rasters. Name one for each, in their "
                "order; the same "
                "name may stand twice.",
            ),
            names=len(names),
            rasters=len(first),
        )
    named = bool(names)
    names = names or _names_of(first)
    found: dict[str, Carrier] = {}

    def add(name: str, path: str, kind: str) -> None:
        carrier = found.setdefault(same_name(name), Carrier(name))
        getattr(carrier, kind).append(path)

    for name, path in zip(names, first):
        add(name, path, "signals" if signals else "probabilities")
    if signals and probabilities:
        own = _names_of(probabilities)
        alike = {same_name(name) for name in own} <= found.keys()
        again = names if len(probabilities) == len(signals) and (named or not alike) else own
        for name, path in zip(again, probabilities):
            if same_name(name) not in found:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "It is not clear whose probability {path} is ({name}?). Give as many probabilities as "
                        "signals, in the "
                        "same order.",
                    ),
                    path=path,
                    name=name or "-",
                )
            add(name, path, "probabilities")
    return list(found.values())


def by_quantity(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """(Signals, probabilities) among rasters, by their tag; what has none is a signal."""
    kinds: dict[bool, list[str]] = {False: [], True: []}
    for path in paths:
        with Raster(path) as raster:
            kinds[raster.tags.get(QUANTITY_TAG) == "probability"].append(path)
    return kinds[False], kinds[True]


def other_thresholds(probabilities: Sequence[str], threshold_dbm: float) -> list[tuple[str, str]]:
    """(Path, level in dBm) of the probabilities made for another level than ``threshold_dbm``, as far as they tell."""
    found = []
    for path in probabilities:
        with Raster(path) as raster:
            level = raster.tags.get(THRESHOLD_TAG)
        if level and float(level) != threshold_dbm:
            found.append((path, level))
    return found


def _names_of(paths: Sequence[str]) -> list[str]:
    names = []
    for path in paths:
        with Raster(path) as raster:
            names.append(raster.tags.get(CARRIER_TAG, "").strip())
    if len(paths) == 1:
        return names
    return [name or Path(path).stem for name, path in zip(names, paths)]


# -- the common grid ---------------------------------------------------------------------------------------------------


def common_grid(paths: Sequence[str], resolution_m: float | None = None, crs: CRS | None = None) -> Grid:
    """The grid of the finest of the rasters, over all of them; ``resolution_m`` and ``crs`` change it.

    Raises :class:`InputError` where none is in metres.
    """
    with ExitStack() as stack:
        rasters = [stack.enter_context(Raster(path)) for path in dict.fromkeys(paths)]
        projected = [raster for raster in rasters if raster.grid.crs is not None and raster.grid.crs.is_projected]
        if not projected:
            rasters[0].grid.require_metres(rasters[0].name)
        finest = min(projected, key=lambda raster: raster.grid.cell_area_m2)
        grid = finest.grid if crs is None or crs == finest.grid.crs else finest.suggested_grid(crs)
        for raster in rasters:
            if raster.grid.crs is None:
                raster.grid.require_metres(raster.name)
        boxes = [(r.grid if r.grid.crs == grid.crs else r.suggested_grid(grid.crs)).bounds for r in rasters]
    return grid_over(boxes, grid, resolution_m)


def grid_over(boxes: Sequence[tuple], like: Grid, resolution_m: float | None = None) -> Grid:
    """The grid that covers all ``boxes``, on the cells of ``like`` or, where a resolution is given, on its multiples."""
    if resolution_m:
        cell = resolution_m / like.crs.linear_units_factor[1]
        like = Grid(like.crs, Affine(cell, 0, 0, 0, -cell, 0), 1, 1)
    a, e, c, f = like.transform.a, like.transform.e, like.transform.c, like.transform.f
    west, south, east, north = (function(side) for function, side in zip((min, min, max, max), zip(*boxes)))
    first, last = math.floor((west - c) / a + _HAIR), math.ceil((east - c) / a - _HAIR)
    top, bottom = math.floor((north - f) / e + _HAIR), math.ceil((south - f) / e - _HAIR)
    width, height = max(1, last - first), max(1, bottom - top)
    if width * height > _MOST_CELLS:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{width} × {height} cells would be needed to cover all inputs at {cell} m. Give a coarser "
                "RESOLUTION, or only "
                "rasters of one region.",
            ),
            width=f"{width:,}",
            height=f"{height:,}",
            cell=f"{like.cell_area_m2**0.5:g}",
        )
    return Grid(like.crs, like.transform * Affine.translation(first, top), width, height)


def refuse_apart(carriers: Sequence[Carrier], grid: Grid) -> None:
    """Raise :class:`InputError` where rasters of different carriers lie nowhere over each other."""
    boxes = {
        carrier.name: [(path, shapely.box(*_bounds_in(path, grid))) for path in carrier.rasters] for carrier in carriers
    }
    boxes = {name: found for name, found in boxes.items() if found}
    for name, own in boxes.items():
        others = [shape for other, found in boxes.items() if other != name for _, shape in found]
        for path, shape in own:
            if others and not any(shape.intersection(other).area > 0 for other in others):
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{path} lies nowhere over the rasters of the other carriers: whether any carrier covers "
                        "cannot be said "
                        "there. Choose rasters of the same region, and check their coordinate systems.",
                    ),
                    path=path,
                )


def _bounds_in(path: str, grid: Grid) -> tuple[float, float, float, float]:
    with Raster(path) as raster:
        return (raster.grid if raster.grid.crs == grid.crs else raster.suggested_grid(grid.crs)).bounds


# -- rasters seen on it ------------------------------------------------------------------------------------------------


class SeenRaster:
    """One band of a raster on the cells of ``grid``: read straight where the cells coincide, else the nearest cell.

    Nearest, because the grid is the finest one: a coarser raster keeps its values, and no data is never mixed in.
    """

    def __init__(self, stack: ExitStack, path: str, grid: Grid, kind: str):
        self.kind, self.path, self._grid = kind, path, grid
        own = stack.enter_context(Raster(path))
        if own.count != 1:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{path} has {count} bands, where one is expected. Choose another raster."
                ),
                path=path,
                count=own.count,
            )
        self._direct = own.grid.same_cells(grid)
        self._raster = own
        if self._direct:
            self._columns, self._rows = (round(value) for value in grid.offset_of(own.grid))
        else:
            nodata = own.nodata
            if nodata is None:  # what lies outside must not become zero
                nodata = math.nan if np.issubdtype(own.dtype, np.floating) else float(np.iinfo(own.dtype).min)
            self._raster = stack.enter_context(Raster(path, None, grid, Resampling.nearest, nodata))

    def read(self, window: Window) -> np.ndarray:
        """Values of ``window`` of the grid, float32 (rows, columns), NaN where there is none."""
        if not self._direct:
            return self._checked(*self._raster.read_valid(window, [1]))
        result = np.full((int(window.height), int(window.width)), np.nan, np.float32)
        left, top = window.col_off - self._columns, window.row_off - self._rows
        own = self._raster.grid
        first, last = max(0, left), min(own.width, left + window.width)
        start, stop = max(0, top), min(own.height, top + window.height)
        if first < last and start < stop:
            inside = Window(first, start, last - first, stop - start)
            values = self._checked(*self._raster.read_valid(inside, [1]))
            result[start - top : stop - top, first - left : last - left] = values
        return result

    def _checked(self, data: np.ndarray, valid: np.ndarray) -> np.ndarray:
        values = np.where(valid, data[0], np.nan).astype(np.float32)
        low, high = (-np.inf, _STRONGEST_DBM) if self.kind == "signal" else (0.0, 1.0)
        with np.errstate(invalid="ignore"):
            wrong = (values < low - 1e-4) | (values > high + 1e-4)
        if wrong.any():
            said = {
                "signal": QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} holds {value}, which is no received power in dBm (field strength, or a no-data value "
                    "that is not "
                    "declared?). Choose the SIGNAL of a prediction.",
                ),
                "probability": QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} holds {value}, but probabilities run from 0 to 1. Choose the PROBABILITY of a prediction."
                ),
            }  # fmt: skip
            raise InputError(said[self.kind], path=self.path, value=f"{values[wrong][0]:g}")
        return values


class CarrierRasters:
    """The rasters of one carrier on the grid; several of one kind count as one prediction, the best value known."""

    def __init__(self, stack: ExitStack, carrier: Carrier, grid: Grid, rules: Rules):
        self._rules = rules
        self._signals = [SeenRaster(stack, path, grid, "signal") for path in carrier.signals]
        self._probabilities = [SeenRaster(stack, path, grid, "probability") for path in carrier.probabilities]

    def state(self, window: Window) -> np.ndarray:
        """YES, NO or UNKNOWN, uint8 (rows, columns): by the probability where there is one, else by the signal."""
        state = np.full((int(window.height), int(window.width)), UNKNOWN, np.uint8)
        for rasters, least in (
            (self._signals, np.float32(self._rules.threshold_dbm)),
            (self._probabilities, np.float32(self._rules.min_probability)),
        ):
            best = None
            for raster in rasters:
                values = raster.read(window)
                best = values if best is None else np.fmax(best, values)
            if best is not None:
                known = ~np.isnan(best)
                state[known] = np.where(best[known] >= least, YES, NO)
        return state
