"""How right a detection is, against a reference of labelled cells or of polygons.

Shares that cannot be told (nothing found, nothing to find) are NaN. Sources: κ Cohen 1960, Educ. Psychol.
Meas. 20 and Congalton 1991, Remote Sens. Environ. 37; intervals Wilson 1927, J. Am. Stat. Assoc. 22;
stratified estimates Olofsson et al. 2014, doi 10.1016/j.rse.2014.02.015.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import shapely
from rasterio.windows import Window
from shapely.geometry.base import BaseGeometry

from .. import html
from ..errors import InputError
from ..grid import Grid, crs_name
from ..raster import BLOCK_SIZE, Raster
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message, Translate

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


class Detection(NamedTuple):
    """A place found: outline, rank (1 is first) and score 0–1, which orders equal ranks."""

    outline: BaseGeometry
    rank: int
    score: float = NAN


class ReferencePlace(NamedTuple):
    """A known place: ``is_target`` where it should be found, False for a confuser or a lawful work."""

    outline: BaseGeometry
    is_target: bool = True
    kind: str = ""


@dataclass(frozen=True)
class ObjectAccuracy:
    """Accuracy by place; the rules are :func:`object_accuracy`'s, intervals are 95 %.

    ``recall`` counts targets found, ``precision`` true candidates. ``area_*`` weigh by area: the
    share of candidate area inside targets, and of target area inside candidates. ``first`` is the
    precision among the first N, ``kinds`` per (kind, is_target) the places that candidates cover.
    ``candidate_is_true`` and ``place_is_found`` follow the order of the inputs.
    """

    min_cover: float
    min_share: float
    precision: float
    precision_interval: tuple[float, float]
    recall: float
    recall_interval: tuple[float, float]
    f1: float
    area_precision: float
    area_recall: float
    area_f1: float
    true_candidates: Share
    found_targets: Share
    first: dict[int, Share] = field(default_factory=dict)
    kinds: dict[tuple[str, bool], Share] = field(default_factory=dict)
    candidate_is_true: tuple[bool, ...] = ()
    place_is_found: tuple[bool, ...] = ()


def object_accuracy(
    candidates: Iterable[Sequence],
    reference: Iterable[Sequence],
    min_cover: float = 0.25,
    min_share: float = 0.10,
    first: Sequence[int] = (10, 57, 100),
) -> ObjectAccuracy:
    """Compare candidates with known places, both in one projected CRS.

    ``candidates`` are :class:`Detection` or (outline, rank, score), ``reference`` are
    :class:`ReferencePlace` or (polygon, is_target[, kind]).

    A place counts as found where candidates together cover at least ``min_cover`` of its area. A candidate is true
    where at least ``min_share`` of its own area lies in targets, or where it alone covers ``min_cover`` of a target (a
    large outline around a small fill leads there too).
    """
    candidates = [Detection(*item) for item in candidates]
    places = [ReferencePlace(*item) for item in reference]
    outlines = _polygons([c.outline for c in candidates], QT_TRANSLATE_NOOP("SoraNoMe", "The candidates"))
    grounds = _polygons([p.outline for p in places], QT_TRANSLATE_NOOP("SoraNoMe", "The reference"))
    is_target = np.array([bool(p.is_target) for p in places], bool)
    targets = grounds[is_target]

    found = _covered_share(grounds, outlines) >= min_cover
    true = _covered_share(outlines, targets) >= min_share
    pairs = shapely.STRtree(targets).query(outlines, predicate="intersects")  # rows: candidate, target
    alone = shapely.area(shapely.intersection(outlines[pairs[0]], targets[pairs[1]])) / shapely.area(targets[pairs[1]])
    true[pairs[0][alone >= min_cover]] = True

    order = sorted(range(len(candidates)), key=lambda i: (candidates[i].rank, -_or_zero(candidates[i].score)))
    precision, recall = Share(int(true.sum()), len(true)), Share(int(found[is_target].sum()), int(is_target.sum()))
    all_candidates, all_targets = shapely.union_all(outlines), shapely.union_all(targets)
    shared = all_candidates.intersection(all_targets).area
    area_precision = shared / all_candidates.area if all_candidates.area else NAN
    area_recall = shared / all_targets.area if all_targets.area else NAN
    keys = [(place.kind or "", bool(place.is_target)) for place in places]
    return ObjectAccuracy(
        min_cover,
        min_share,
        precision.value,
        precision.interval,
        recall.value,
        recall.interval,
        f1(precision.value, recall.value),
        area_precision,
        area_recall,
        f1(area_precision, area_recall),
        precision,
        recall,
        {n: Share(int(true[order[:n]].sum()), min(n, len(order))) for n in first},
        {
            key: Share(sum(bool(hit) for k, hit in zip(keys, found) if k == key), keys.count(key))
            for key in sorted(set(keys), key=lambda key: (not key[1], key[0]))
        },
        tuple(bool(value) for value in true),
        tuple(bool(value) for value in found),
    )


def _or_zero(score: float | None) -> float:
    return 0.0 if score is None or math.isnan(score) else score


def _polygons(geometries: list[BaseGeometry], what: str) -> np.ndarray:
    """``geometries`` as an array of valid areas; anything without area is refused."""
    valid = shapely.make_valid(np.array(geometries, object))
    without = np.flatnonzero(~(shapely.area(valid) > 0))
    if without.size:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{what}: feature {number} is no polygon with an area. Remove it, or choose a layer of polygons.",
            ),
            what=Message(what),
            number=int(without[0]) + 1,
        )
    return valid


def _covered_share(grounds: np.ndarray, covers: np.ndarray) -> np.ndarray:
    """Share of each of ``grounds`` that ``covers`` together cover."""
    share = np.zeros(len(grounds))
    pairs = shapely.STRtree(covers).query(grounds, predicate="intersects")
    order = np.argsort(pairs[0], kind="stable")
    touched, starts = np.unique(pairs[0][order], return_index=True)
    for index, over in zip(touched, np.split(pairs[1][order], starts[1:])):
        cover = shapely.union_all(covers[over])
        share[index] = grounds[index].intersection(cover).area / grounds[index].area
    return share


# --- The report -----------------------------------------------------------------------------------

_WORDS = {
    "title": QT_TRANSLATE_NOOP("SoraNoMe", "Accuracy of the detection"),
    "by_place": QT_TRANSLATE_NOOP("SoraNoMe", "By place"),
    "by_kind": QT_TRANSLATE_NOOP("SoraNoMe", "By kind of place"),
    "by_cell": QT_TRANSLATE_NOOP("SoraNoMe", "By cell"),
    "by_area": QT_TRANSLATE_NOOP("SoraNoMe", "Weighted by area"),
    "measure": QT_TRANSLATE_NOOP("SoraNoMe", "Measure"),
    "value": QT_TRANSLATE_NOOP("SoraNoMe", "Value"),
    "interval": QT_TRANSLATE_NOOP("SoraNoMe", "95 % interval"),
    "meaning": QT_TRANSLATE_NOOP("SoraNoMe", "Meaning"),
    "unknown": QT_TRANSLATE_NOOP("SoraNoMe", "cannot be told"),
    "precision": QT_TRANSLATE_NOOP("SoraNoMe", "Precision"),
    "recall": QT_TRANSLATE_NOOP("SoraNoMe", "Recall"),
    "area_precision": QT_TRANSLATE_NOOP("SoraNoMe", "Precision by area"),
    "area_recall": QT_TRANSLATE_NOOP("SoraNoMe", "Recall by area"),
    "area_f1": QT_TRANSLATE_NOOP("SoraNoMe", "F1 by area"),
    "first": QT_TRANSLATE_NOOP("SoraNoMe", "Precision among the first {n}"),
    "overall": QT_TRANSLATE_NOOP("SoraNoMe", "Overall accuracy"),
    "true_candidates": QT_TRANSLATE_NOOP("SoraNoMe", "{hits} of {total} candidates are true"),
    "found_targets": QT_TRANSLATE_NOOP("SoraNoMe", "{hits} of {total} places to be found were found"),
    "f1_means": QT_TRANSLATE_NOOP("SoraNoMe", "Harmonic mean of precision and recall"),
    "area_precision_means": QT_TRANSLATE_NOOP("SoraNoMe", "Share of the candidates' area inside places to be found"),
    "area_recall_means": QT_TRANSLATE_NOOP("SoraNoMe", "Share of the area to be found inside candidates"),
    "cell_precision_means": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Of the labelled cells reported as changed, share truly changed"
    ),
    "cell_recall_means": QT_TRANSLATE_NOOP("SoraNoMe", "Of the truly changed cells, share reported as changed"),
    "overall_means": QT_TRANSLATE_NOOP("SoraNoMe", "Share of labelled cells where map and reference agree"),
    "kappa_means": QT_TRANSLATE_NOOP("SoraNoMe", "Cohen's kappa: agreement beyond chance, 1 is perfect, 0 is chance"),
    "rule": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "A place counts as found where candidates cover at least {cover} % of its area. A candidate is true where at "
        "least {share} % of its area lies in places to be found, or where it alone covers {cover} % of one.",
    ),
    "no_candidate": QT_TRANSLATE_NOOP("SoraNoMe", "There is no candidate, so the precision cannot be told."),
    "no_target": QT_TRANSLATE_NOOP("SoraNoMe", "The reference has no place to be found, so the recall cannot be told."),
    "no_label": QT_TRANSLATE_NOOP(
        "SoraNoMe", "No labelled cell lies where the map has data, so the accuracy cannot be told."
    ),
    "unseen": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "{unseen} labelled cells ({changed} of them changed) lie where the map has no data (cloud, or outside it). "
        "They are not counted.",
    ),
    "neighbours": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "The intervals take every cell as an independent sample. Neighbouring cells are alike, so where areas rather "
        "than single points were labelled, the true uncertainty is larger.",
    ),
    "olofsson": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Estimates for the whole map after Olofsson et al. 2014 (doi 10.1016/j.rse.2014.02.015), with 95 % intervals. "
        "They hold only if the labelled cells were drawn at random within each class of the map.",
    ),
    "kind": QT_TRANSLATE_NOOP("SoraNoMe", "Kind"),
    "role": QT_TRANSLATE_NOOP("SoraNoMe", "In the reference"),
    "target": QT_TRANSLATE_NOOP("SoraNoMe", "to be found"),
    "no_target_kind": QT_TRANSLATE_NOOP("SoraNoMe", "not to be found"),
    "places": QT_TRANSLATE_NOOP("SoraNoMe", "Places"),
    "covered": QT_TRANSLATE_NOOP("SoraNoMe", "Covered by candidates"),
    "share": QT_TRANSLATE_NOOP("SoraNoMe", "Share"),
    "class": QT_TRANSLATE_NOOP("SoraNoMe", "Class"),
    "area_share": QT_TRANSLATE_NOOP("SoraNoMe", "Estimated share of the area"),
    "labelled": QT_TRANSLATE_NOOP("SoraNoMe", "Labelled cells"),
    "map_unchanged": QT_TRANSLATE_NOOP("SoraNoMe", "Map: unchanged"),
    "map_changed": QT_TRANSLATE_NOOP("SoraNoMe", "Map: changed"),
    "reference_unchanged": QT_TRANSLATE_NOOP("SoraNoMe", "Reference: unchanged"),
    "reference_changed": QT_TRANSLATE_NOOP("SoraNoMe", "Reference: changed"),
    "unchanged": QT_TRANSLATE_NOOP("SoraNoMe", "unchanged"),
    "changed": QT_TRANSLATE_NOOP("SoraNoMe", "changed"),
    "total": QT_TRANSLATE_NOOP("SoraNoMe", "Total"),
}


def report_html(
    pixels: Accuracy | None = None,
    objects: ObjectAccuracy | None = None,
    inputs: Sequence[tuple[str, str]] = (),
    translate: Translate = str,
    language: str = "ja",
) -> str:
    """A page to read; ``inputs`` are pairs of (marked English label, name of the file or layer)."""
    words = _Words(translate)
    parts = [html.key_values((translate(label), name) for label, name in inputs)] if inputs else []
    if objects is not None:
        parts += _objects_part(objects, words)
    if pixels is not None:
        parts += _pixels_part(pixels, words)
    return html.page(words("title"), html.join(parts), language)


class _Words:
    """The words of the report and its numbers, in one language."""

    def __init__(self, translate: Translate):
        self._translate = translate

    def __call__(self, code: str, **values) -> str:
        return Message(_WORDS[code], values).say(self._translate)

    def all(self, *codes: str) -> list[str]:
        return [self(code) for code in codes]

    def count(self, code: str, share: Share) -> str:
        return self(code, hits=f"{share.hits:,}", total=f"{share.total:,}")

    def percent(self, value: float) -> str:
        return self("unknown") if math.isnan(value) else f"{100 * value:.1f} %"

    def number(self, value: float) -> str:
        return self("unknown") if math.isnan(value) else f"{value:.3f}"

    def interval(self, interval: tuple[float, float]) -> str:
        return "–" if math.isnan(interval[0]) else f"{100 * interval[0]:.1f}–{100 * interval[1]:.1f} %"

    def estimate(self, estimate: Estimate) -> str:
        if math.isnan(estimate.value):
            return self("unknown")
        return f"{self.percent(estimate.value)} ({self.interval(estimate.interval)})"

    def measures(self, rows: Iterable[tuple]) -> html.Html:
        """The table of measures; rows of (name, value, interval, meaning)."""
        return html.table(rows, self.all("measure", "value", "interval", "meaning"), (1, 2), True)


def _objects_part(objects: ObjectAccuracy, words: _Words) -> list[html.Html]:
    say, percent, interval = words, words.percent, words.interval
    true = words.count("true_candidates", objects.true_candidates)
    found = words.count("found_targets", objects.found_targets)
    rows = [
        (say("precision"), percent(objects.precision), interval(objects.precision_interval), true),
        (say("recall"), percent(objects.recall), interval(objects.recall_interval), found),
        ("F1", words.number(objects.f1), "–", say("f1_means")),
        (say("area_precision"), percent(objects.area_precision), "–", say("area_precision_means")),
        (say("area_recall"), percent(objects.area_recall), "–", say("area_recall_means")),
        (say("area_f1"), words.number(objects.area_f1), "–", say("f1_means")),
    ]
    for n, share in objects.first.items():
        true = words.count("true_candidates", share)
        rows.append((say("first", n=n), percent(share.value), interval(share.interval), true))
    parts = [html.heading(say("by_place"))]
    if not objects.true_candidates.total:
        parts.append(html.box(say("no_candidate"), "warning"))
    if not objects.found_targets.total:
        parts.append(html.box(say("no_target"), "warning"))
    rule = say("rule", cover=f"{100 * objects.min_cover:g}", share=f"{100 * objects.min_share:g}")
    parts += [words.measures(rows), html.box(rule)]
    if len(objects.kinds) > 1 or any(kind for kind, _ in objects.kinds):
        rows = [
            (
                kind or "–",
                say("target" if is_target else "no_target_kind"),
                f"{share.total:,}",
                f"{share.hits:,}",
                percent(share.value),
            )
            for (kind, is_target), share in objects.kinds.items()
        ]
        header = words.all("kind", "role", "places", "covered", "share")
        parts += [html.heading(say("by_kind")), html.table(rows, header, (2, 3, 4))]
    return parts


def _pixels_part(pixels: Accuracy, words: _Words) -> list[html.Html]:
    say, percent, interval = words, words.percent, words.interval
    counts = pixels.confusion
    parts = [html.heading(say("by_cell"))]
    if not counts.matrix.sum():
        parts.append(html.box(say("no_label"), "warning"))
    rows = [
        (
            say("precision"),
            percent(pixels.precision),
            interval(pixels.precision_interval),
            say("cell_precision_means"),
        ),
        (say("recall"), percent(pixels.recall), interval(pixels.recall_interval), say("cell_recall_means")),
        ("F1", words.number(pixels.f1), "–", say("f1_means")),
        (say("overall"), percent(pixels.overall), "–", say("overall_means")),
        ("κ", words.number(pixels.kappa), "–", say("kappa_means")),
    ]
    parts += [words.measures(rows), _confusion_table(counts, words)]
    unseen = counts.unseen_changed + counts.unseen_unchanged
    if unseen:
        text = say("unseen", unseen=f"{unseen:,}", changed=f"{counts.unseen_changed:,}")
        parts.append(html.box(text, "warning"))
    parts.append(html.box(say("neighbours")))
    if pixels.stratified is not None:
        parts += _stratified_part(pixels.stratified, words)
    return parts


def _confusion_table(counts: Confusion, words: _Words) -> html.Html:
    matrix = np.vstack([counts.matrix, counts.matrix.sum(axis=0)])
    heads = words.all("map_unchanged", "map_changed", "total")
    rows = [(head, *(f"{n:,}" for n in (*row, row.sum()))) for head, row in zip(heads, matrix)]
    header = ("", *words.all("reference_unchanged", "reference_changed", "total"))
    return html.table(rows, header, (1, 2, 3), True, words("labelled"))


def _stratified_part(result: Stratified, words: _Words) -> list[html.Html]:
    columns = zip(words.all("unchanged", "changed"), result.area, result.users, result.producers)
    rows = [(name, *(words.estimate(estimate) for estimate in estimates)) for name, *estimates in columns]
    return [
        html.heading(words("by_area")),
        html.table(rows, words.all("class", "area_share", "precision", "recall"), (1, 2, 3), True),
        html.key_values([(words("overall"), words.estimate(result.overall))]),
        html.box(words("olofsson")),
    ]
