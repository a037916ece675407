"""A predicted signal beside measured ones: place by place, by group, and what calibrating it gives.

Samples of one place are one: those of a cell, carrier, band and clutter class give their median (fading over a few
wavelengths drops out, W. C. Y. Lee 1985, IEEE Trans. Veh. Technol. 34(1): average over 20 to 40 wavelengths), so that a
car waiting at a light does not outvote a road. Samples out of service have no level and are no numbers: they are counted
against what was predicted there.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rasterio.enums import Resampling

from ...errors import InputError
from ...files import refuse_overwriting
from ...grid import Grid, crs_name
from ...raster import BLOCK_SIZE, Raster, RasterWriter, publish
from ...tasks import Part, Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP
from ..quantities import require_power
from ..tags import CARRIER_TAG, QUANTITY_TAG
from .calibration import Calibration, Check, Learnt, calibrate, clutter_names
from .carriers import carrier_name
from .offsets import Key, codes_of
from .sampling import sample

CELL_M, BLOCK_M = 25.0, 500.0
"""Default edges of the cells samples are gathered in, and of the areas that are held out together."""

CLUTTER = ("auto", "heights", "classes")
BREAKS_M = (1.0, 5.0, 15.0)
"""Upper ends of clutter classes by height: open, low (fields, cars), houses and young trees, forest and high buildings."""

LEFT_OUT = {
    "outside": QT_TRANSLATE_NOOP("SoraNoMe", "outside the prediction"),
    "no_data": QT_TRANSLATE_NOOP("SoraNoMe", "where the prediction has no value"),
    "no_prediction": QT_TRANSLATE_NOOP("SoraNoMe", "of carriers without a prediction"),
    "no_level": QT_TRANSLATE_NOOP("SoraNoMe", "in service, but without a level"),
}
"""Why samples were not compared."""

_MANY_CLASSES = 64
_WEAKEST = 0.05


@dataclass(frozen=True)
class Samples:
    """Measurements, one value each: place in the CRS of the prediction, level (NaN where there is none), carrier, band,
    and whether there was service."""

    x: np.ndarray
    y: np.ndarray
    signal_dbm: np.ndarray
    carrier: np.ndarray
    band: np.ndarray
    in_service: np.ndarray


@dataclass(frozen=True)
class Cells:
    """Samples gathered by cell, carrier, band and clutter: mean place, medians, number of samples."""

    x: np.ndarray
    y: np.ndarray
    predicted_dbm: np.ndarray
    measured_dbm: np.ndarray
    keys: list[Key]
    samples: np.ndarray


@dataclass(frozen=True)
class OutOfService:
    """Cells most of whose samples were out of service, and whether the prediction is strong enough there.

    ``threshold_dbm`` is the receiver's sensitivity where it was given (``given``), else what 5 % of measured cells lie
    below. ``wrong``: predicted at or above it; ``wrong_calibrated``: after calibration.
    """

    cells: Cells
    threshold_dbm: float
    given: bool
    wrong: np.ndarray
    wrong_calibrated: np.ndarray


@dataclass(frozen=True)
class Comparison:
    """What came out. ``left_out`` counts samples by why they were not compared: see :data:`LEFT_OUT`."""

    cells: Cells
    learnt: Learnt
    out: OutOfService
    samples: int
    left_out: Counter
    lowest_dbm: float
    cell_m: float
    block_m: float
    rasters: list[tuple[str, str]]

    @property
    def residual_db(self) -> np.ndarray:
        """Measured − predicted."""
        return self.cells.measured_dbm - self.cells.predicted_dbm

    @property
    def calibration(self) -> Calibration:
        return self.learnt.calibration

    @property
    def check(self) -> Check:
        return self.learnt.calibration.check

    @property
    def bias_db(self) -> float:
        return float(np.mean(self.residual_db))

    @property
    def rmse_db(self) -> float:
        return float(np.sqrt(np.mean(self.residual_db**2)))

    @property
    def sd_db(self) -> float:
        return float(np.std(self.residual_db, ddof=1))


def compare(
    signals: Sequence[tuple[str, str]],
    samples: Samples,
    clutter: str | None = None,
    clutter_kind: str = "auto",
    cell_m: float = CELL_M,
    block_m: float = BLOCK_M,
    floor_dbm: float | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Compare rasters of predicted dBm, as (path, carrier or empty), with ``samples`` in the CRS of the first.

    Several rasters must name their carriers. ``clutter``: a raster of heights (surface − terrain, metres) or classes.
    Raises :class:`InputError` where rasters do not fit together or too few places were measured.
    """
    progress = progress or Silent()
    for path, _ in signals:
        require_power(path)
    rasters = _carriers_of(signals)
    grid = _common_grid([path for path, _ in rasters])
    block_m = max(block_m, cell_m)
    predicted, why = _predictions(rasters, samples, Part(progress, 0, 0.6))
    names, breaks = _clutter_at(clutter, clutter_kind, samples, grid)
    left_out = Counter(reason for reason in why.tolist() if reason)
    keys = list(zip(samples.carrier.tolist(), samples.band.tolist(), names.tolist()))
    level = np.where(samples.in_service, samples.signal_dbm, np.nan)
    known = np.isfinite(predicted)
    left_out["no_level"] = int(np.sum(known & samples.in_service & np.isnan(level)))
    measured = known & np.isfinite(level)
    cells = gather(samples.x, samples.y, predicted, level, keys, np.flatnonzero(measured), cell_m)
    progress.report(0.7)
    details = {
        "cell_m": cell_m,
        "block_m": block_m,
        "sensitivity_dbm": floor_dbm,
        "signal": [os.path.basename(p) for p, _ in rasters],
    }
    learnt = calibrate(
        cells.x, cells.y, cells.predicted_dbm, cells.measured_dbm, cells.keys, block_m, floor_dbm, breaks, details
    )
    out = _out_of_service(samples, predicted, names, known, measured, cells, learnt.calibration, floor_dbm, cell_m)
    progress.report(1.0)
    lowest = float(np.min(cells.measured_dbm))
    return Comparison(cells, learnt, out, len(samples.x), left_out, lowest, cell_m, block_m, rasters)


def gather(x, y, predicted, level, keys: Sequence[Key], rows: np.ndarray, cell_m: float) -> Cells:
    """``rows`` of samples gathered into cells: see :class:`Cells`. The order of samples does not matter."""
    if not len(rows):
        empty = np.empty(0)
        return Cells(empty, empty, empty, empty, [], np.empty(0, np.int64))
    own = [keys[row] for row in rows.tolist()]
    kinds = sorted(set(own))
    kind = codes_of(own, kinds)
    column, line = (np.floor(along[rows] / cell_m).astype(np.int64) for along in (x, y))
    column, line = column - column.min(), line - line.min()
    codes = (line * (column.max() + 1) + column) * len(kinds) + kind
    groups, index, count = np.unique(codes, return_inverse=True, return_counts=True)
    index = index.reshape(-1)
    return Cells(
        np.bincount(index, x[rows]) / count,
        np.bincount(index, y[rows]) / count,
        _medians(predicted[rows], index, count),
        _medians(level[rows], index, count),
        [kinds[k] for k in (groups % len(kinds)).tolist()],
        count,
    )


def calibrate_raster(
    signal: str,
    target: str,
    calibration: Calibration,
    carrier: str = "",
    clutter: str | None = None,
    progress: Progress | None = None,
) -> None:
    """Write ``signal`` (dBm) with its offsets to ``target``: float32, NaN no data, whole or not at all.

    ``clutter``: the raster the calibration was learnt with, seen on the grid of ``signal`` by the nearest cell.
    """
    progress = progress or Silent()
    refuse_overwriting([signal, clutter], [target])
    with contextlib.ExitStack() as stack:
        raster = stack.enter_context(Raster(signal))
        grid = raster.grid
        seen = stack.enter_context(Raster(clutter, grid=grid, resampling=Resampling.nearest)) if clutter else None
        tags = {CARRIER_TAG: carrier, QUANTITY_TAG: "power", "SORANOME_CALIBRATED": "1"}
        writer = stack.enter_context(RasterWriter(target, grid, "float32", nodata=math.nan, tags=tags))
        total = grid.block_count(BLOCK_SIZE)
        for number, window in enumerate(grid.blocks(BLOCK_SIZE)):
            check_cancelled(progress)
            data, valid = raster.read_valid(window, [1])
            level = np.where(valid, data[0].astype(np.float32), np.float32(np.nan))
            heights = None
            if seen is not None:
                values, known = seen.read_valid(window, [1])
                heights = np.where(known, values[0].astype(np.float64), np.nan)
            writer.write(calibration.apply(level, carrier, "", heights), window)
            progress.report((number + 1) / total)
        publish(writer)


def _medians(values: np.ndarray, index: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Median of the values of each group (``index`` from 0, ``count`` values each)."""
    if np.isnan(values).all():
        return np.full(len(count), np.nan)
    ordered = values[np.lexsort((values, index))]
    start = np.cumsum(count) - count
    return (ordered[start + (count - 1) // 2] + ordered[start + count // 2]) / 2


# -- inputs ----------------------------------------------------------------------------------------------------------


def _carriers_of(signals: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """(path, carrier) of each raster, the carrier from its tag where none is given."""
    found = []
    for path, carrier in signals:
        with Raster(path) as raster:
            found.append((path, carrier_name(carrier or raster.tags.get(CARRIER_TAG, ""))))
    names = [carrier for _, carrier in found]
    if len(found) > 1 and ("" in names or len(set(names)) < len(names)):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "With several rasters of SIGNAL each must belong to another carrier, but they belong to: {names}. Give "
                "CARRIERS, one for each raster in their order.",
            ),
            names=", ".join(name or "?" for name in names),
        )
    return found


def _common_grid(paths: Sequence[str]) -> Grid:
    """The grid of the first raster. Raises where one is in degrees or another CRS."""
    first = None
    for path in paths:
        with Raster(path) as raster:
            raster.grid.require_metres(raster.name)
            first = first or raster
            if raster.grid.crs != first.grid.crs:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{name} is in {crs}, but {first} in {other}. Reproject one of them."),
                    name=raster.name,
                    crs=crs_name(raster.grid.crs),
                    first=first.name,
                    other=crs_name(first.grid.crs),
                )
    return first.grid


def _predictions(rasters, samples: Samples, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
    """Predicted level at each sample, NaN where there is none, and why not."""
    predicted = np.full(len(samples.x), np.nan)
    why = np.full(len(samples.x), "no_prediction", dtype="<U13")
    for number, (path, carrier) in enumerate(rasters):
        mine = np.flatnonzero(samples.carrier == carrier) if carrier else np.arange(len(samples.x))
        with Raster(path) as raster:
            part = Part(progress, number / len(rasters), (number + 1) / len(rasters))
            values, inside = sample(raster, samples.x[mine], samples.y[mine], part)
        predicted[mine] = values
        why[mine] = np.where(~inside, "outside", np.where(np.isnan(values), "no_data", ""))
    return predicted, why


def _clutter_at(path, kind: str, samples: Samples, grid: Grid) -> tuple[np.ndarray, tuple[float, ...] | None]:
    """Clutter class of each sample, and the heights that part the classes (None: the raster holds classes)."""
    if not path:
        return np.full(len(samples.x), ""), None
    with Raster(path) as raster:
        if raster.grid.crs != grid.crs:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} is in {crs}, but {first} in {other}. Reproject one of them."),
                name=raster.name,
                crs=crs_name(raster.grid.crs),
                first="SIGNAL",
                other=crs_name(grid.crs),
            )
        breaks = clutter_breaks(raster, kind)
        values, _ = sample(raster, samples.x, samples.y)
    if breaks is None and len(np.unique(values[np.isfinite(values)])) > _MANY_CLASSES:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} holds more than {most} values: no map of classes. For heights choose CLUTTER_KIND=heights.",
            ),
            name=raster.name,
            most=_MANY_CLASSES,
        )
    return clutter_names(values, breaks), breaks


def clutter_breaks(raster: Raster, kind: str) -> tuple[float, ...] | None:
    """Heights that part clutter classes, None where the raster holds class numbers (``auto``: whole numbers are classes)."""
    classes = kind == "classes" or (kind == "auto" and np.issubdtype(np.dtype(raster.dtype), np.integer))
    return None if classes else BREAKS_M


# -- out of service --------------------------------------------------------------------------------------------------


def _out_of_service(samples, predicted, names, known, measured, cells, calibration, floor_dbm, cell_m) -> OutOfService:
    """Cells of a carrier most of whose samples were out of service, beside what is predicted there."""
    counted = known & (measured | ~samples.in_service)
    # By carrier alone: a receiver without service knows no band.
    keys = [(carrier, "", name) for carrier, name in zip(samples.carrier.tolist(), names.tolist())]
    share = gather(
        samples.x, samples.y, predicted, np.where(samples.in_service, 0.0, 1.0), keys, np.flatnonzero(counted), cell_m
    )
    dead = share.measured_dbm > 0.5  # the median of zeros and ones is the majority
    out = Cells(
        share.x[dead],
        share.y[dead],
        share.predicted_dbm[dead],
        np.full(int(dead.sum()), np.nan),
        [key for key, is_dead in zip(share.keys, dead.tolist()) if is_dead],
        share.samples[dead],
    )
    threshold = floor_dbm if floor_dbm is not None else float(np.quantile(cells.measured_dbm, _WEAKEST))
    offset = np.array([calibration.group(*key).offset_db for key in out.keys]) if out.keys else np.empty(0)
    wrong = out.predicted_dbm >= threshold
    return OutOfService(out, threshold, floor_dbm is not None, wrong, out.predicted_dbm + offset >= threshold)
