"""How right a detection is, against a reference of labelled cells or of polygons.

Shares that cannot be told (nothing found, nothing to find) are NaN. Sources: κ Cohen 1960, Educ. Psychol.
Meas. 20 and Congalton 1991, Remote Sens. Environ. 37; intervals Wilson 1927, J. Am. Stat. Assoc. 22;
stratified estimates Olofsson et al. 2014, doi 10.1016/j.rse.2014.02.015.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from rasterio.windows import Window

from ..errors import InputError
from ..grid import Grid, crs_name
from ..raster import BLOCK_SIZE, Raster
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP

NAN = float("nan")
Z95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""

UNCHANGED, CHANGED = 1, 2
"""Labels of a reference raster; 0 is not labelled."""


class Share(NamedTuple):
    """``hits`` of ``total``."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else NAN

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval after Wilson 1927; it holds for independent trials."""
        if not self.total:
            return NAN, NAN
        n, p = self.total, self.hits / self.total
        middle = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 / (1 + Z95**2 / n) * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 where one is 0 or only one can be told (then nothing right was found)."""
    if math.isnan(precision) and math.isnan(recall):
        return NAN
    if math.isnan(precision) or math.isnan(recall) or precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall)


def kappa(matrix: np.ndarray) -> float:
    """Cohen's κ of a square table of counts: (p_o − p_e) / (1 − p_e)."""
    matrix = np.asarray(matrix, float)
    total = matrix.sum()
    if total == 0:
        return NAN
    observed = np.trace(matrix) / total
    expected = matrix.sum(axis=0) @ matrix.sum(axis=1) / total**2
    return float((observed - expected) / (1 - expected)) if expected < 1 else NAN


class Estimate(NamedTuple):
    """A value and its standard error."""

    value: float
    standard_error: float

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval, normal approximation, cut to 0–1."""
        half = Z95 * self.standard_error
        return max(0.0, self.value - half), min(1.0, self.value + half)


@dataclass(frozen=True)
class Stratified:
    """Area-weighted estimates per class (Olofsson et al. 2014); ``area`` is the share of the map."""

    overall: Estimate
    users: list[Estimate]
    producers: list[Estimate]
    area: list[Estimate]


def stratified(matrix: np.ndarray, mapped_shares: Sequence[float]) -> Stratified | None:
    """Estimates from sample counts ``matrix`` (rows: class on the map, columns: class in the reference).

    ``mapped_shares`` are the shares of the classes on the whole map. The samples must be random within
    each mapped class. None where a mapped class has fewer than two samples, or nothing is mapped.
    """
    n = np.asarray(matrix, float)
    weight = np.asarray(mapped_shares, float)
    rows = n.sum(axis=1)
    if not weight.sum() > 0 or np.any(rows[weight > 0] < 2):
        return None
    weight = weight / weight.sum()
    # A class that is not on the map weighs nothing; the guards only keep its 0 · 0/0 from being NaN.
    within = n / np.maximum(rows, 1)[:, None]
    degrees = np.maximum(rows - 1, 1)
    p = weight[:, None] * within
    area = p.sum(axis=0)
    user = np.diag(within)
    user_variance = user * (1 - user) / degrees  # eq. 6
    overall_variance = np.sum(weight**2 * user_variance)  # eq. 5
    area_variance = np.sum((weight[:, None] * p - p**2) / degrees[:, None], axis=0)  # eq. 10
    spread = weight[:, None] ** 2 * within * (1 - within) / degrees[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        producer = np.diag(p) / area
        off_diagonal = spread.sum(axis=0) - np.diag(spread)
        own = weight**2 * (1 - producer) ** 2 * user_variance
        producer_variance = (own + producer**2 * off_diagonal) / area**2  # eq. 7
    user = np.where(rows > 0, user, NAN)
    return Stratified(
        Estimate(float(np.trace(p)), math.sqrt(overall_variance)),
        _estimates(user, user_variance),
        _estimates(producer, producer_variance),
        _estimates(area, area_variance),
    )


def _estimates(values: np.ndarray, variances: np.ndarray) -> list[Estimate]:
    return [Estimate(float(value), float(np.sqrt(variance))) for value, variance in zip(values, variances)]


@dataclass
class Confusion:
    """Counts of labelled cells; fill it block by block with :meth:`add`.

    ``unseen_*`` are labelled cells where the map has no data; they enter no accuracy. ``mapped_*`` are
    all cells of the map with data, labelled or not.
    """

    true_positive: int = 0
    false_positive: int = 0
    false_negative: int = 0
    true_negative: int = 0
    unseen_changed: int = 0
    unseen_unchanged: int = 0
    mapped_changed: int = 0
    mapped_unchanged: int = 0

    def add(self, change: np.ndarray, reference: np.ndarray, valid: np.ndarray | None = None) -> None:
        """Count cells: ``change`` bool, ``reference`` 0 not labelled / 1 unchanged / 2 changed, same shape.

        ``valid`` (bool) is where the map has data; everywhere if None.
        """
        change = np.asarray(change, bool)
        valid = np.ones(change.shape, bool) if valid is None else np.asarray(valid, bool)
        found, quiet = change & valid, ~change & valid
        changed, unchanged = reference == CHANGED, reference == UNCHANGED
        count = np.count_nonzero
        self.true_positive += count(found & changed)
        self.false_positive += count(found & unchanged)
        self.false_negative += count(quiet & changed)
        self.true_negative += count(quiet & unchanged)
        self.unseen_changed += count(~valid & changed)
        self.unseen_unchanged += count(~valid & unchanged)
        self.mapped_changed += count(found)
        self.mapped_unchanged += count(quiet)

    @property
    def matrix(self) -> np.ndarray:
        """Counts, rows the map (unchanged, changed), columns the reference (unchanged, changed)."""
        return np.array([[self.true_negative, self.false_negative], [self.false_positive, self.true_positive]])

    @property
    def mapped_shares(self) -> tuple[float, float]:
        """Shares of the map without and with change, for :func:`stratified`."""
        total = self.mapped_unchanged + self.mapped_changed
        return (self.mapped_unchanged / total, self.mapped_changed / total) if total else (NAN, NAN)

    def accuracy(self, mapped_shares: Sequence[float] | None = None) -> Accuracy:
        """The accuracy; ``mapped_shares`` (unchanged, changed) ask for stratified estimates too."""
        precision = Share(self.true_positive, self.true_positive + self.false_positive)
        recall = Share(self.true_positive, self.true_positive + self.false_negative)
        right = Share(self.true_positive + self.true_negative, int(self.matrix.sum()))
        return Accuracy(
            self,
            precision.value,
            precision.interval,
            recall.value,
            recall.interval,
            f1(precision.value, recall.value),
            right.value,
            kappa(self.matrix),
            stratified(self.matrix, mapped_shares) if mapped_shares is not None else None,
        )


@dataclass(frozen=True)
class Accuracy:
    """Accuracy of the class "changed" on labelled cells; intervals are 95 %."""

    confusion: Confusion
    precision: float
    precision_interval: tuple[float, float]
    recall: float
    recall_interval: tuple[float, float]
    f1: float
    overall: float
    kappa: float
    stratified: Stratified | None = None


def pixel_accuracy(
    change: np.ndarray,
    reference: np.ndarray,
    valid: np.ndarray | None = None,
    mapped_shares: Sequence[float] | None = None,
) -> Accuracy:
    """Accuracy of one pair of arrays; see :meth:`Confusion.add` and :meth:`Confusion.accuracy`."""
    confusion = Confusion()
    confusion.add(change, reference, valid)
    return confusion.accuracy(mapped_shares)


def confusion_of_rasters(
    change_path: str | os.PathLike,
    reference_path: str | os.PathLike,
    change_name: str | None = None,
    reference_name: str | None = None,
    progress: Progress | None = None,
    block_size: int = BLOCK_SIZE,
) -> Confusion:
    """Compare a CHANGE raster (codes 1–5; 255 no data) or a SCORE raster (float, change from 0.5 up) with labels.

    The cells must coincide; where the map does not reach, labelled cells count as unseen.
    """
    progress = progress or Silent()
    confusion = Confusion()
    with Raster(change_path, change_name) as change, Raster(reference_path, reference_name) as reference:
        shift = _common_cells(change, reference)
        total = reference.grid.block_count(block_size)
        for done, window in enumerate(reference.grid.blocks(block_size), 1):
            check_cancelled(progress)
            labels = _labels(reference, window)
            found = np.zeros(labels.shape, bool)
            valid = np.zeros(labels.shape, bool)
            there, here = _shared_part(window, shift, change.grid)
            if here is not None:
                found[here], valid[here] = _changes(change, there)
            confusion.add(found, labels, valid)
            progress.report(done / total)
    return confusion


def _common_cells(change: Raster, reference: Raster) -> tuple[int, int]:
    """Columns and rows from the corner of ``change`` to that of ``reference``."""
    if change.grid.crs != reference.grid.crs:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{reference} is in {reference_crs}, but {change} is in {change_crs}. Warp the reference to the grid of "
                "{change} (nearest neighbour) and run again.",
            ),
            reference=reference.name,
            reference_crs=crs_name(reference.grid.crs),
            change=change.name,
            change_crs=crs_name(change.grid.crs),
        )
    if not change.grid.same_cells(reference.grid):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The cells of {reference} do not coincide with those of {change}. Warp the reference to the grid of "
                "{change} (nearest neighbour) and run again.",
            ),
            reference=reference.name,
            change=change.name,
        )
    if change.grid.overlap(reference.grid) is None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{reference} and {change} do not overlap. Choose a reference of the same area."
            ),
            reference=reference.name,
            change=change.name,
        )
    columns, rows = change.grid.offset_of(reference.grid)
    return round(columns), round(rows)


def _shared_part(
    window: Window, shift: tuple[int, int], grid: Grid
) -> tuple[Window | None, tuple[slice, slice] | None]:
    """The part of the reference's ``window`` that lies on ``grid``: as its window, and as slices of the block."""
    left, top = int(window.col_off) + shift[0], int(window.row_off) + shift[1]
    column, row = max(0, left), max(0, top)
    width = min(grid.width, left + int(window.width)) - column
    height = min(grid.height, top + int(window.height)) - row
    if width <= 0 or height <= 0:
        return None, None
    here = slice(row - top, row - top + height), slice(column - left, column - left + width)
    return Window(column, row, width, height), here


def _labels(reference: Raster, window: Window) -> np.ndarray:
    """Labels 0, 1, 2; no data counts as not labelled."""
    data, valid = reference.read_valid(window, [1])
    labels = np.where(valid, data[0], 0)
    strange = np.setdiff1d(np.unique(labels), [0, UNCHANGED, CHANGED])
    if strange.size:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} holds the value {value}. A reference raster holds 0 (not labelled), 1 (unchanged) and "
                "2 (changed); reclassify it and run again.",
            ),
            name=reference.name,
            value=strange[0],
        )
    return labels


def _changes(change: Raster, window: Window) -> tuple[np.ndarray, np.ndarray]:
    """Where a CHANGE or SCORE raster reports change, and where it has data."""
    data, valid = change.read_valid(window, [1])
    values = data[0]
    if np.issubdtype(values.dtype, np.floating):
        strange = values[valid & ((values < -1e-6) | (values > 1 + 1e-6))]
        found = valid & (values >= 0.5)
    else:
        valid &= values != 255
        strange = values[valid & ((values < 0) | (values > 5))]
        found = valid & (values > 0)
    if strange.size:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} holds the value {value}, so it is neither a CHANGE raster (codes 0–5, 255 no data) nor a SCORE "
                "raster (numbers 0–1). Choose one of these.",
            ),
            name=change.name,
            value=strange[0],
        )
    return found, valid
